//! What completion offers of a database: its names and its most frequent values. Both are read once, on
//! a connection and thread of their own since large tables take seconds, then searched in memory, since
//! somebody waits at each key. Another program's load makes them be read again.

mod names;
mod values;

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};

use self::names::NameIndex;
use self::values::ValueIndex;

/// How long a key may wait for names that are being read; those of a small database are read in that time.
pub(super) const PATIENCE: Duration = Duration::from_millis(8);

/// What has been read, once somebody has asked for it.
#[derive(Debug, Default)]
pub(super) struct CompletionCell(RefCell<State>);

#[derive(Debug, Default)]
struct State {
    /// The newest of what has been read.
    known: Known,
    /// The version of the database whose names and values those are, or will be.
    version: Option<i64>,
    /// Where what is being read will come from.
    reading: Option<Receiver<Part>>,
}

/// What is known of a database.
#[derive(Debug, Default, Clone)]
pub(super) struct Known {
    /// Its names, unless they are still being read.
    pub(super) names: Option<Rc<NameIndex>>,
    /// Its values, unless they are still being read.
    pub(super) values: Option<Rc<ValueIndex>>,
}

/// What comes from the thread that reads: the names, then the values.
enum Part {
    Names(NameIndex),
    Values(ValueIndex),
}

impl CompletionCell {
    /// What the database holds now; while that is being read, which is waited for so long, what it held before, if
    /// anything.
    pub(super) fn of(
        &self,
        connection: &Connection,
        patience: Duration,
    ) -> rusqlite::Result<Known> {
        let version: i64 = connection.pragma_query_value(None, "data_version", |row| row.get(0))?;
        let mut state = self.0.borrow_mut();
        if state.version != Some(version) {
            state.version = Some(version);
            match file_of(connection) {
                Some(path) => state.reading = Some(read_aside(path)),
                None => {
                    state.known = Known {
                        names: Some(Rc::new(NameIndex::read(connection)?)),
                        values: Some(Rc::new(ValueIndex::read(connection)?)),
                    };
                }
            }
        }
        state.receive(patience);
        Ok(state.known.clone())
    }
}

impl State {
    /// Takes what is being read, if it comes soon.
    fn receive(&mut self, patience: Duration) {
        let until = Instant::now() + patience;
        while let Some(reading) = &self.reading {
            match reading.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(Part::Names(names)) => self.known.names = Some(Rc::new(names)),
                Ok(Part::Values(values)) => self.known.values = Some(Rc::new(values)),
                Err(RecvTimeoutError::Timeout) => return,
                // All has been read, or it could not be; the next version will be tried again.
                Err(RecvTimeoutError::Disconnected) => self.reading = None,
            }
        }
    }
}

/// The file of a database; none of one in memory.
fn file_of(connection: &Connection) -> Option<PathBuf> {
    let path = connection.path().filter(|path| !path.is_empty())?;
    Some(PathBuf::from(path))
}

/// Reads a file on a thread of its own.
fn read_aside(path: PathBuf) -> Receiver<Part> {
    let (sender, receiver) = sync_channel(2);
    thread::spawn(move || {
        // Without names they are looked up one by one, without values none are offered.
        let _ = read(path, &sender);
    });
    receiver
}

fn read(path: PathBuf, sender: &SyncSender<Part>) -> rusqlite::Result<()> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    // Nobody may be waiting any more.
    if sender
        .send(Part::Names(NameIndex::read(&connection)?))
        .is_ok()
    {
        let _ = sender.send(Part::Values(ValueIndex::read(&connection)?));
    }
    Ok(())
}
