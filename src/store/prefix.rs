//! Names by the beginning of any of their words, for completion: read once, on a connection and thread of
//! its own since a large table takes seconds, then searched in memory, since somebody waits at each
//! key. Another program's load makes it be read again.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::model::entity::EntityKind;
use crate::query::names::{Candidate, Wanted};

/// How long a key may wait for the index; a small one is read in that time.
const PATIENCE: Duration = Duration::from_millis(8);

/// The index, once somebody has asked for it.
#[derive(Debug, Default)]
pub(super) struct NameIndexCell(RefCell<State>);

#[derive(Debug, Default)]
struct State {
    /// The newest index that has been read.
    known: Option<Rc<NameIndex>>,
    /// The version of the database whose index that is, or will be.
    version: Option<i64>,
    /// Where the index will come from that is being read.
    reading: Option<Receiver<NameIndex>>,
}

impl NameIndexCell {
    /// The index of what the database holds now; while that is being read the one before, if any.
    pub(super) fn of(&self, connection: &Connection) -> rusqlite::Result<Option<Rc<NameIndex>>> {
        let version: i64 = connection.pragma_query_value(None, "data_version", |row| row.get(0))?;
        let mut state = self.0.borrow_mut();
        if state.version != Some(version) {
            state.version = Some(version);
            match file_of(connection) {
                Some(path) => state.reading = Some(NameIndex::read_aside(path)),
                None => state.known = Some(Rc::new(NameIndex::read(connection)?)),
            }
        }
        state.receive();
        Ok(state.known.clone())
    }
}

impl State {
    /// Takes the index that is being read, if it comes soon.
    fn receive(&mut self) {
        let Some(reading) = &self.reading else { return };
        match reading.recv_timeout(PATIENCE) {
            Ok(index) => {
                self.known = Some(Rc::new(index));
                self.reading = None;
            }
            Err(RecvTimeoutError::Timeout) => {}
            // It could not be read; the next version will be tried again.
            Err(RecvTimeoutError::Disconnected) => self.reading = None,
        }
    }
}

/// The file of a database; none of one in memory.
fn file_of(connection: &Connection) -> Option<PathBuf> {
    let path = connection.path().filter(|path| !path.is_empty())?;
    Some(PathBuf::from(path))
}

/// Where a word of a name begins.
#[derive(Debug, Clone, Copy)]
struct WordStart {
    /// Index of the name.
    name: u32,
    /// Byte of it.
    byte: u32,
    /// Index of the entity.
    entity: u32,
}

/// What an entity is wanted for, besides being anyone.
#[derive(Debug, Clone, Copy, Default)]
struct Fitness {
    /// Whether it did or said something.
    is_actor: bool,
    is_place: bool,
}

/// Every name of every entity, by each of its words.
#[derive(Debug, Default)]
pub(super) struct NameIndex {
    /// Most mentioned first, then by handle.
    entities: Vec<Candidate>,
    /// Of each entity, apart from the rest of it so that a walk over many stays quick.
    fitness: Vec<Fitness>,
    /// Folded names.
    names: Vec<Box<str>>,
    /// In the order of what stands from there to the end of the name.
    words: Vec<WordStart>,
}

impl NameIndex {
    /// Reads the index of a file on a thread of its own.
    fn read_aside(path: PathBuf) -> Receiver<Self> {
        let (sender, receiver) = sync_channel(1);
        thread::spawn(move || {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let index = Connection::open_with_flags(path, flags)
                .and_then(|connection| Self::read(&connection));
            // Nobody may be waiting any more, and without an index names are looked up one by one.
            if let Ok(index) = index {
                let _ = sender.send(index);
            }
        });
        receiver
    }

    fn read(connection: &Connection) -> rusqlite::Result<Self> {
        let mut statement = connection.prepare(
            "SELECT e.key, e.id, e.name, e.kind, coalesce(m.n, 0) AS n
             FROM entity AS e
             LEFT JOIN (SELECT entity, count(*) AS n FROM mention GROUP BY entity) AS m
               ON m.entity = e.key
             ORDER BY n DESC, e.id",
        )?;
        let entities = statement.query_map([], |row| {
            let kind: String = row.get(3)?;
            Ok(Candidate {
                key: row.get(0)?,
                id: row.get(1)?,
                name: row.get(2)?,
                kind: EntityKind::from_word(&kind).ok_or(rusqlite::Error::InvalidQuery)?,
                mentions: row.get::<_, i64>(4)?.unsigned_abs(),
            })
        })?;
        let entities: Vec<Candidate> = entities.collect::<Result<_, _>>()?;
        let fitness = entities.iter().map(|entity| Fitness {
            is_actor: false,
            is_place: entity.kind == EntityKind::Place,
        });
        let mut index = Self {
            fitness: fitness.collect(),
            entities,
            ..Self::default()
        };
        let places = index.entities.iter().zip(0..);
        let places: HashMap<i64, u32> = places.map(|(entity, place)| (entity.key, place)).collect();
        index.read_actors(connection, &places)?;
        index.read_names(connection, &places)?;
        Ok(index)
    }

    fn read_actors(
        &mut self,
        connection: &Connection,
        places: &HashMap<i64, u32>,
    ) -> rusqlite::Result<()> {
        let mut statement = connection.prepare(
            "SELECT entity FROM participant WHERE role = 'actor' AND entity IS NOT NULL
             UNION SELECT speaker FROM quote WHERE speaker IS NOT NULL",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(place) = places.get(&row.get(0)?) {
                self.fitness[*place as usize].is_actor = true;
            }
        }
        Ok(())
    }

    fn read_names(
        &mut self,
        connection: &Connection,
        places: &HashMap<i64, u32>,
    ) -> rusqlite::Result<()> {
        let mut statement = connection.prepare("SELECT DISTINCT norm, entity FROM alias")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let Some(entity) = places.get(&row.get(1)?) else {
                continue;
            };
            let folded: String = row.get(0)?;
            let name = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
            let starts = folded.match_indices(' ').map(|(blank, _)| blank + 1);
            for byte in [0].into_iter().chain(starts) {
                self.words.push(WordStart {
                    name,
                    byte: u32::try_from(byte).unwrap_or(u32::MAX),
                    entity: *entity,
                });
            }
            self.names.push(folded.into_boxed_str());
        }
        let names = &self.names;
        self.words
            .sort_unstable_by(|one, other| rest(names, *one).cmp(rest(names, *other)));
        Ok(())
    }

    /// Entities of which some word of some name begins with `folded`, what fits first, then the most
    /// mentioned.
    pub(super) fn beginning(&self, folded: &str, wanted: Wanted, limit: usize) -> Vec<Candidate> {
        let mut fitting = First::new(limit);
        let mut others = First::new(limit);
        for place in self.places(folded) {
            if !fitting.takes(place) && !others.takes(place) {
                continue;
            }
            if self.fits(place, wanted) {
                fitting.add(place);
            } else {
                others.add(place);
            }
        }
        let all = fitting.found.into_iter().chain(others.found).take(limit);
        all.map(|place| self.entities[place as usize].clone())
            .collect()
    }

    /// The entities with such a name, each perhaps several times, in no order.
    fn places(&self, folded: &str) -> Box<dyn Iterator<Item = u32> + '_> {
        if folded.is_empty() {
            return Box::new(self.fitness.iter().zip(0..).map(|(_, place)| place));
        }
        let before = |start: &WordStart| rest(&self.names, *start) < folded;
        let first = self.words.partition_point(before);
        let fits = |start: &WordStart| rest(&self.names, *start).starts_with(folded);
        let n_found = self.words[first..].partition_point(fits);
        let found = &self.words[first..first + n_found];
        Box::new(found.iter().map(|start| start.entity))
    }

    fn fits(&self, place: u32, wanted: Wanted) -> bool {
        let fitness = self.fitness[place as usize];
        match wanted {
            Wanted::Anyone => true,
            Wanted::Actor => fitness.is_actor,
            Wanted::Place => fitness.is_place,
        }
    }
}

/// The smallest of many numbers, each once, in order.
struct First {
    found: Vec<u32>,
    limit: usize,
}

impl First {
    fn new(limit: usize) -> Self {
        Self {
            found: Vec::with_capacity(limit + 1),
            limit,
        }
    }

    /// Whether a number can be among them.
    fn takes(&self, number: u32) -> bool {
        self.found.len() < self.limit || self.found.last().is_some_and(|last| number < *last)
    }

    fn add(&mut self, number: u32) {
        if self.takes(number)
            && let Err(at) = self.found.binary_search(&number)
        {
            self.found.insert(at, number);
            self.found.truncate(self.limit);
        }
    }
}

/// A name from one of its words on.
fn rest(names: &[Box<str>], start: WordStart) -> &str {
    names
        .get(start.name as usize)
        .and_then(|name| name.get(start.byte as usize..))
        .unwrap_or_default()
}
