//! `dateline report` and `dateline brief`.

mod screen;
mod shape;
mod watch;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Streams;
use super::args::{Brief, Report, zone};
use super::exit::{Failure, Outcome};
use super::given::Given;
use super::opener;
use super::output::refuse_to_replace;
use super::question::{self, read_file};
use crate::ask::{Asker, replace};
use crate::model::date::Day;
use crate::render::diagnostic::DiagnosticStyle;
use crate::report::{self, BriefError, Circumstances, Made, Source, Trouble, message};
use crate::store::Store;
use shape::shape;

/// Runs `dateline report`.
pub(super) fn run(
    arguments: &Report,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    if arguments.watch {
        return watch::run(arguments, given, streams);
    }
    let outcome = make(arguments, given, streams)?;
    if arguments.open && outcome == Outcome::Done {
        open(given)?;
    }
    Ok(outcome)
}

/// Shows what was written.
fn open(given: &Given) -> Result<(), Failure> {
    let output = given.output.as_deref().unwrap_or(Path::new(""));
    opener::open(output).map_err(Failure::Failed)
}

fn make(arguments: &Report, given: &Given, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let text = read_file(&arguments.file)?;
    refuse_to_replace(Some(&arguments.file), given.output.as_deref())?;
    let file = arguments.file.display().to_string();
    let style = style_of(&file, given);
    let source = Source::read(&text)
        .map_err(|faults| failure(&Trouble::Form(faults), &normal(&text), style))?;
    let stamp = arguments
        .written
        .stamp
        .map_or_else(|| day_in(source.front.tz.as_deref(), given), Ok)?;
    let database = database(arguments, given, &source);
    let parameters: BTreeMap<String, String> = arguments.parameters.iter().cloned().collect();
    let asker = asker(&database, given.now().unwrap_or(stamp), parameters.clone())?;
    let wrong = |trouble: Trouble| failure(&trouble, &source.text, style);
    if arguments.check {
        report::check(&source, &asker).map_err(wrong)?;
        return Ok(Outcome::Done);
    }
    let circumstances = Circumstances {
        stamp,
        database: name_of(&database),
        name: stem(given.output.as_deref().unwrap_or(&arguments.file)),
        parameters,
        title: None,
    };
    let shape = shape(given, arguments.written.sortable)?;
    let made = match report::make(&source, &asker, &circumstances, shape) {
        Err(Trouble::Stopped) => {
            writeln!(streams.err, "stopped")?;
            return Ok(Outcome::Interrupted);
        }
        made => made.map_err(wrong)?,
    };
    for told in made.told.iter().filter(|_| !given.is_quiet()) {
        for line in message::told(told, &source.text, style) {
            writeln!(streams.err, "{line}")?;
        }
    }
    write(&made, given, streams)
}

/// Runs `dateline brief`.
pub(super) fn brief(
    arguments: &Brief,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let stamp = arguments.written.stamp;
    let stamp = stamp.unwrap_or_else(|| given.report_day(None));
    let database = given.database();
    let asker = asker(&database, given.now().unwrap_or(stamp), BTreeMap::new())?;
    let brief =
        report::brief(&arguments.about, arguments.since, &asker).map_err(|error| match error {
            BriefError::Trouble(trouble) => {
                question::failure(trouble, "", DiagnosticStyle::default())
            }
            other => Failure::Question(message::no_brief(&other, question::style(None, given))),
        })?;
    let output = given.output.as_deref();
    let circumstances = Circumstances {
        stamp,
        database: name_of(&database),
        name: output.map_or_else(|| "brief".to_owned(), stem),
        parameters: brief.parameters,
        title: arguments.title.clone(),
    };
    let shape = shape(given, arguments.written.sortable)?;
    let made = match report::make(&brief.source, &asker, &circumstances, shape) {
        Err(Trouble::Stopped) => {
            writeln!(streams.err, "stopped")?;
            return Ok(Outcome::Interrupted);
        }
        made => made.map_err(|trouble| {
            failure(&trouble, &brief.source.text, style_of("the brief", given))
        })?,
    };
    write(&made, given, streams)
}

/// The database that was typed, that of the report, or the one of every command.
fn database(arguments: &Report, given: &Given, source: &Source) -> PathBuf {
    let folder = arguments.file.parent().unwrap_or(Path::new(""));
    let own = source.front.db.as_ref().map(|path| folder.join(path));
    let typed = given.typed_database().map(Path::to_owned);
    typed.or(own).unwrap_or_else(|| given.database())
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
fn day_in(name: Option<&str>, given: &Given) -> Result<Day, Failure> {
    let own = name.map(|name| {
        let wrong = |_| format!("there is no time zone `{name}`; write it as Europe/Paris or UTC");
        zone(name).map_err(|reason| Failure::Failed(wrong(reason)))
    });
    Ok(given.report_day(own.transpose()?.as_ref()))
}

fn write(made: &Made, given: &Given, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let Some(path) = given.output.as_deref() else {
        if given.is_screen() {
            screen::show(&made.text, given, streams)?;
        } else {
            streams.out.write_all(made.text.as_bytes())?;
        }
        streams.out.flush()?;
        if given.is_screen() && !given.is_quiet() {
            writeln!(
                streams.err,
                "\na page with charts: -o FILE.html; Markdown with charts beside it: -o FILE.md"
            )?;
        }
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
    if !given.is_quiet() {
        let counted = |number: usize, one: &str| {
            format!("{number} {one}{}", if number == 1 { "" } else { "s" })
        };
        let mut told = vec![
            counted(made.n_blocks, "block"),
            counted(made.n_notes, "note"),
        ];
        if !made.beside.is_empty() {
            told.push(format!("{} beside it", counted(made.beside.len(), "file")));
        }
        writeln!(streams.err, "{}: {}", path.display(), told.join(", "))?;
    }
    Ok(Outcome::Done)
}

/// What is told of a report where a script is expected.
pub(super) fn not_a_script(name: &str) -> String {
    format!(
        "error: {name} is a report and no script of questions\n  = help: `dateline report {name} --check` compiles its questions and writes nothing"
    )
}

/// How what is wrong with a report is shown.
fn style_of<'file>(file: &'file str, given: &Given) -> DiagnosticStyle<'file> {
    DiagnosticStyle {
        origin: Some(file),
        ..question::style(None, given)
    }
}

fn failure(trouble: &Trouble, text: &str, style: DiagnosticStyle<'_>) -> Failure {
    let told = message::errors(trouble, text, style);
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
