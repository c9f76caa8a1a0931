//! `dateline report --watch`

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use super::super::Streams;
use super::super::args::Report;
use super::super::exit::{Failure, Outcome};
use super::super::given::Given;
use super::{database, make, open};
use crate::report::Source;
use crate::store::Store;

/// Between two looks at what is watched.
const LOOK: Duration = Duration::from_millis(300);

/// Makes a report again whenever its file or the database changes.
pub(super) fn run(
    arguments: &Report,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let is_stopped = Arc::new(AtomicBool::new(false));
    let flag = is_stopped.clone();
    // Without a handler Ctrl-C ends the program, which is as good.
    let _ = ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed));
    let mut watched = Watched::default();
    let mut is_open = !arguments.open;
    loop {
        if watched.has_changed(arguments, given) {
            match make(arguments, given, streams) {
                Ok(outcome) => {
                    let output = given.output.as_deref().unwrap_or(&arguments.file);
                    writeln!(
                        streams.err,
                        "made {}; waiting for changes, Ctrl-C ends",
                        output.display()
                    )?;
                    if !is_open && outcome == Outcome::Done {
                        is_open = true;
                        if let Err(failure) = open(given) {
                            writeln!(streams.err, "{failure}")?;
                        }
                    }
                }
                // What is half written now may be whole when it changes again.
                Err(Failure::Output(error)) => return Err(Failure::Output(error)),
                Err(other) => writeln!(streams.err, "{}", other.to_string().trim_end())?,
            }
            streams.err.flush()?;
        }
        if is_stopped.load(Ordering::Relaxed) {
            return Ok(Outcome::Interrupted);
        }
        std::thread::sleep(LOOK);
    }
}

/// When a file was changed, and how long it is.
type Look = Option<(SystemTime, u64)>;

fn look(path: &Path) -> Look {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

/// What tells that the report or the database has changed.
#[derive(Default)]
struct Watched {
    /// The report's file, the database's file, and the number that a database changes with each commit: what was
    /// committed may stand in its log alone.
    state: Option<(Look, Look, Option<i64>)>,
    /// The database, open since it was last looked at under another name or as another file.
    store: Option<(PathBuf, Store)>,
}

impl Watched {
    /// Whether something is otherwise than when it was last asked; true at first.
    fn has_changed(&mut self, arguments: &Report, given: &Given) -> bool {
        let text = fs::read_to_string(&arguments.file).unwrap_or_default();
        let source = Source::read(&text).ok();
        let path = source.map(|source| database(arguments, given, &source));
        let path = path.unwrap_or_else(|| given.database());
        let file = look(&path);
        let is_other = self.state.is_none_or(|(_, known, _)| known != file)
            || self.store.as_ref().is_none_or(|(known, _)| *known != path);
        if is_other {
            // A file that was put in the place of another is no news to who has that other open.
            self.store = Store::open(&path).ok().map(|store| (path, store));
        }
        let version = self.store.as_ref();
        let version = version.and_then(|(_, store)| store.data_version().ok());
        let state = Some((look(&arguments.file), file, version));
        let has_changed = self.state != state;
        self.state = state;
        has_changed
    }
}
