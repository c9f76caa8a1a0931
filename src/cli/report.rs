//! `dateline report` and `dateline brief`.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use super::Streams;
use super::args::{Brief, Report, ReportOutput};
use super::exit::{Failure, Outcome};
use super::output::refuse_to_replace;
use super::query::{self, read_file, today};
use crate::ask::{Asker, replace};
use crate::model::date::{Day, days};
use crate::render::diagnostic::{DiagnosticStyle, diagnostics};
use crate::report::{self, BriefError, Circumstances, Made, Shape, Source, Trouble, message};
use crate::store::Store;

/// Between two looks at what is watched.
const LOOK: Duration = Duration::from_millis(300);

/// Runs `dateline report`.
pub(super) fn run(arguments: &Report, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    if arguments.watch {
        return watch(arguments, streams);
    }
    make(arguments, streams)
}

fn make(arguments: &Report, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let text = read_file(&arguments.file)?;
    refuse_to_replace(Some(&arguments.file), arguments.written.output.as_deref())?;
    let file = arguments.file.display().to_string();
    let source = Source::read(&text)
        .map_err(|faults| failure(&Trouble::Form(faults), &normal(&text), &file))?;
    let stamp = arguments
        .written
        .stamp
        .map_or_else(|| day_in(source.front.tz.as_deref()), Ok)?;
    let database = database(arguments, &source);
    let parameters: BTreeMap<String, String> = arguments.parameters.iter().cloned().collect();
    let asker = asker(
        &database,
        arguments.written.now.unwrap_or(stamp),
        parameters.clone(),
    )?;
    let wrong = |trouble: Trouble| failure(&trouble, &source.text, &file);
    if arguments.check {
        report::check(&source, &asker).map_err(wrong)?;
        return Ok(Outcome::Done);
    }
    let circumstances = Circumstances {
        stamp,
        database: name_of(&database),
        name: stem(
            arguments
                .written
                .output
                .as_deref()
                .unwrap_or(&arguments.file),
        ),
        parameters,
    };
    let shape = shape(&arguments.written)?;
    let made = match report::make(&source, &asker, &circumstances, shape) {
        Err(Trouble::Stopped) => {
            writeln!(streams.err, "stopped")?;
            return Ok(Outcome::Interrupted);
        }
        made => made.map_err(wrong)?,
    };
    for told in &made.told {
        for line in message::told(told, &source.text, &file, super::is_coloured()) {
            writeln!(streams.err, "{line}")?;
        }
    }
    write(&made, arguments.written.output.as_deref(), streams)
}

/// Runs `dateline brief`.
pub(super) fn brief(arguments: &Brief, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let stamp = arguments.written.stamp.unwrap_or_else(today);
    let now = arguments.written.now.unwrap_or(stamp);
    let asker = asker(&arguments.database.path, now, BTreeMap::new())?;
    let brief =
        report::brief(&arguments.about, arguments.since, &asker).map_err(|error| match error {
            BriefError::Question(source, errors) => {
                let style = DiagnosticStyle {
                    is_coloured: super::is_coloured(),
                    origin: None,
                    width: None,
                };
                Failure::Question(diagnostics(&errors, &source, style))
            }
            BriefError::Trouble(trouble) => query::failure(trouble, "", DiagnosticStyle::default()),
        })?;
    let output = arguments.written.output.as_deref();
    let circumstances = Circumstances {
        stamp,
        database: name_of(&arguments.database.path),
        name: output.map_or_else(|| "brief".to_owned(), stem),
        parameters: brief.parameters,
    };
    let made = match report::make(
        &brief.source,
        &asker,
        &circumstances,
        shape(&arguments.written)?,
    ) {
        Err(Trouble::Stopped) => {
            writeln!(streams.err, "stopped")?;
            return Ok(Outcome::Interrupted);
        }
        made => made.map_err(|trouble| failure(&trouble, &brief.source.text, "the brief"))?,
    };
    write(&made, output, streams)
}

/// Makes a report again whenever its file or the database changes.
fn watch(arguments: &Report, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let is_stopped = Arc::new(AtomicBool::new(false));
    let flag = is_stopped.clone();
    // Without a handler Ctrl-C ends the program, which is as good.
    let _ = ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed));
    let mut seen = None;
    loop {
        let state = state(arguments);
        if seen.as_ref() != Some(&state) {
            seen = Some(state);
            match make(arguments, streams) {
                Ok(_) => {
                    let output = arguments
                        .written
                        .output
                        .as_deref()
                        .unwrap_or(&arguments.file);
                    writeln!(
                        streams.err,
                        "made {}; waiting for changes, Ctrl-C ends",
                        output.display()
                    )?;
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

/// What tells that the report or the database has changed. New rows may stand in the database's log only.
fn state(arguments: &Report) -> [Look; 3] {
    let look = |path: &Path| {
        let metadata = fs::metadata(path).ok()?;
        Some((metadata.modified().ok()?, metadata.len()))
    };
    let text = fs::read_to_string(&arguments.file).unwrap_or_default();
    let source = Source::read(&text).ok();
    let database = source.map(|source| database(arguments, &source));
    let database = database
        .or_else(|| arguments.database.clone())
        .unwrap_or_default();
    let mut log = database.clone().into_os_string();
    log.push("-wal");
    [
        look(&arguments.file),
        look(&database),
        look(Path::new(&log)),
    ]
}

fn database(arguments: &Report, source: &Source) -> PathBuf {
    let folder = arguments.file.parent().unwrap_or(Path::new(""));
    let own = source.front.db.as_ref().map(|path| folder.join(path));
    let usual = || {
        std::env::var_os("DATELINE_DB")
            .filter(|path| !path.is_empty())
            .map(PathBuf::from)
    };
    let given = arguments.database.clone().or(own).or_else(usual);
    given.unwrap_or_else(|| PathBuf::from("news.db"))
}

fn asker(path: &Path, now: Day, parameters: BTreeMap<String, String>) -> Result<Asker, Failure> {
    let store = Store::open(path).map_err(|error| Failure::Failed(error.to_string()))?;
    let asker = Asker::new(store, now, parameters);
    let interrupt = asker.interrupt();
    // It is set already where a report is watched.
    let _ = ctrlc::set_handler(move || interrupt.stop());
    Ok(asker)
}

/// The day of the clock in a time zone.
fn day_in(zone: Option<&str>) -> Result<Day, Failure> {
    let Some(zone) = zone else {
        return Ok(today());
    };
    let now = jiff::Timestamp::now().in_tz(zone);
    let now = now.map_err(|_| {
        Failure::Failed(format!(
            "there is no time zone `{zone}`; write it as Europe/Paris or UTC"
        ))
    })?;
    Ok(days(now.date()))
}

fn shape(written: &ReportOutput) -> Result<Shape, Failure> {
    let Some(path) = &written.output else {
        if io::stdout().is_terminal() {
            let message = "error: a page is nothing for a terminal; name a file: -o report.html";
            return Err(Failure::Question(message.to_owned()));
        }
        return Ok(Shape::Html);
    };
    match path.extension().and_then(|end| end.to_str()) {
        Some("html" | "htm") => Ok(Shape::Html),
        Some("md" | "markdown") => Ok(Shape::Markdown),
        _ => Err(Failure::Question(format!(
            "error: {} ends neither in .html nor in .md",
            path.display()
        ))),
    }
}

fn write(
    made: &Made,
    output: Option<&Path>,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let Some(path) = output else {
        streams.out.write_all(made.text.as_bytes())?;
        return Ok(Outcome::Done);
    };
    let put = |path: &Path, text: &str| {
        replace(path, text)
            .map_err(|error| Failure::Failed(format!("cannot write {}: {error}", path.display())))
    };
    for file in &made.beside {
        put(
            &path.with_file_name(format!("{}{}", stem(path), file.ending)),
            &file.text,
        )?;
    }
    put(path, &made.text)?;
    Ok(Outcome::Done)
}

fn failure(trouble: &Trouble, text: &str, file: &str) -> Failure {
    let told = message::errors(trouble, text, file, super::is_coloured());
    match trouble {
        Trouble::Form(_) | Trouble::Questions(_) => Failure::Question(told),
        Trouble::Stopped | Trouble::Failed(_) => Failure::Failed(told),
    }
}

/// The text as its places count it.
fn normal(text: &str) -> String {
    text.trim_start_matches('\u{feff}').replace("\r\n", "\n")
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
