//! `dateline export`: everything as records, one noun as a table, or a file for another tool.

mod exchange;
mod format;

use std::io::{self, Write};
use std::path::Path;

use super::Streams;
use super::args::{Export, Exported, Format};
use super::exit::{Failure, Outcome};
use super::given::Given;
use super::load::{counted, failed};
use super::output::OutputFile;
use crate::record::Record;
use crate::render::cell::{clean, disarm};
use crate::render::{RowWriter, Spreadsheet, Written};
use crate::store::{ExportError, LeftOut, Loss, Noun, Snapshot, Store};
use crate::value::{Value, borrowed};

/// Losses that are named one by one.
const SHOWN_LOSSES: usize = 20;

/// Runs the command.
pub(super) fn run(
    arguments: &Export,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    if let Some(path) = &given.output {
        refuse_database(&given.database(), path)?;
    }
    let format = format::format(arguments, given)?;
    check(arguments)?;
    if exchange::is_one(arguments.what) {
        return exchange::run(arguments, format, given, streams);
    }
    let mut losses = Losses::default();
    let store = Store::open(&given.database()).map_err(failed)?;
    let snapshot = store.snapshot().map_err(failed)?;
    let written = match given.output.as_deref() {
        None => {
            let is_screen = given.is_screen();
            if is_screen && matches!(format, Format::Xlsx | Format::Parquet) {
                return Err(Failure::Question(format!(
                    "error: {} is no text for a terminal: name a file with -o",
                    format.word()
                )));
            }
            let sink = Sink {
                out: streams.out,
                is_screen,
            };
            write(arguments, format, &snapshot, sink, &mut losses).map_err(export_failed)?
        }
        Some(path) => {
            let cannot = |error: io::Error| unwritten(path, &error);
            let mut file = OutputFile::create(path).map_err(cannot)?;
            let sink = Sink {
                out: &mut file,
                is_screen: false,
            };
            let written = write(arguments, format, &snapshot, sink, &mut losses);
            let written = written.map_err(|error| match error {
                ExportError::Output(error) => cannot(error),
                ExportError::Store(error) => failed(error),
            })?;
            file.finish().map_err(cannot)?;
            if !given.is_quiet() {
                writeln!(streams.err, "wrote {}", path.display())?;
            }
            written
        }
    };
    let n_wanted = match (arguments.what, format) {
        (Exported::All, Format::Xlsx) => NOUNS.len(),
        _ => 1,
    };
    tell_limits(written, n_wanted, streams.err)?;
    if losses.count > 0 {
        losses.tell(streams.err)?;
        return Ok(Outcome::Rejected);
    }
    if arguments.what == Exported::All && !given.is_quiet() {
        note(&snapshot.left_out().map_err(failed)?, streams.err)?;
    }
    Ok(Outcome::Done)
}

/// Refuses options that mean nothing for what is exported.
fn check(arguments: &Export) -> Result<(), Failure> {
    let wrong = |reason: &str| Err(Failure::Question(format!("error: {reason}")));
    let network = &arguments.network;
    let is_network = network.kind.is_some()
        || network.of.is_some()
        || network.since.is_some()
        || network.least.is_some();
    if arguments.salvage && arguments.what != Exported::All {
        return wrong("--salvage is for `dateline export all`");
    }
    if is_network && arguments.what != Exported::Network {
        return wrong("--kind, --of, --since and --least are for `dateline export network`");
    }
    let takes_question = matches!(
        arguments.what,
        Exported::Map | Exported::Citations | Exported::Stix | Exported::Ftm
    );
    if arguments.question.is_some() && !takes_question {
        return wrong(
            "a question is for `dateline export map`, `citations`, `stix` or `ftm`; other answers are \
             written by `dateline query`",
        );
    }
    Ok(())
}

/// The export of a database must not take its place.
fn refuse_database(database: &Path, output: &Path) -> Result<(), Failure> {
    let same = database.canonicalize().ok().zip(output.canonicalize().ok());
    match same {
        Some((database, output)) if database == output => Err(Failure::Failed(format!(
            "{} is the database itself",
            output.display()
        ))),
        _ => Ok(()),
    }
}

/// Says what a spreadsheet of so many sheets could not hold as it is.
fn tell_limits(written: Written, n_wanted: usize, err: &mut dyn Write) -> io::Result<()> {
    if written.n_sheets > n_wanted {
        let n_sheets = written.n_sheets;
        writeln!(err, "{n_sheets} sheets: one holds 1,048,576 rows")?;
    }
    if written.n_cut > 0 {
        let texts = counted(written.n_cut, "text is", "texts are");
        writeln!(
            err,
            "{texts} cut: a cell holds 32,767 characters, .csv and .jsonl hold all"
        )?;
    }
    if written.n_unlinked > 0 {
        let addresses = counted(written.n_unlinked, "address is", "addresses are");
        writeln!(err, "{addresses} no link: a sheet holds 65,530")?;
    }
    Ok(())
}

fn export_failed(error: ExportError) -> Failure {
    match error {
        ExportError::Store(error) => failed(error),
        ExportError::Output(error) => Failure::Output(error),
    }
}

fn unwritten(path: &Path, error: &io::Error) -> Failure {
    Failure::Failed(format!("cannot write {}: {error}", path.display()))
}

/// Where it goes, and whether that is a screen.
struct Sink<'out> {
    out: &'out mut dyn Write,
    is_screen: bool,
}

/// What could not be read of a damaged file.
#[derive(Default)]
struct Losses {
    count: usize,
    shown: Vec<Loss>,
}

impl Losses {
    fn add(&mut self, loss: Loss) {
        self.count += 1;
        if self.shown.len() < SHOWN_LOSSES {
            self.shown.push(loss);
        }
    }

    fn tell(&self, err: &mut dyn Write) -> io::Result<()> {
        for loss in &self.shown {
            let told = match loss {
                Loss::Facts { article } => format!(
                    "what was found in article {article}; its text is exported, and read again when it is \
                     loaded"
                ),
                Loss::Article { id: Some(id), .. } => format!("article {id}"),
                Loss::Article { id: None, key } => {
                    format!("the article in row {key}, if there was one")
                }
                Loss::Description { noun, key } => format!("the {noun} in row {key}"),
            };
            writeln!(err, "lost  {}", clean(&told))?;
        }
        if self.count > self.shown.len() {
            writeln!(err, "      and {} more", self.count - self.shown.len())?;
        }
        Ok(())
    }
}

fn write(
    arguments: &Export,
    format: Format,
    snapshot: &Snapshot<'_>,
    sink: Sink<'_>,
    losses: &mut Losses,
) -> Result<Written, ExportError> {
    let noun = match (arguments.what, format) {
        (
            Exported::Articles | Exported::Entities | Exported::Sources | Exported::Clusters,
            Format::Jsonl,
        ) => None,
        (what, _) => noun(what),
    };
    if (arguments.what, format) == (Exported::All, Format::Xlsx) {
        return write_book(snapshot, sink.out);
    }
    let Some(noun) = noun else {
        let losses = arguments.salvage.then_some(losses);
        write_records(arguments.what, snapshot, sink, losses)?;
        return Ok(Written::default());
    };
    let out = sink.out;
    let columns = snapshot.columns(noun)?;
    let mut writer = match format {
        Format::Csv => RowWriter::csv(out, &columns, arguments.verbatim)?,
        Format::Xlsx => RowWriter::xlsx(out, columns.clone()),
        Format::Parquet => RowWriter::parquet(out, columns.clone())?,
        _ => RowWriter::json_lines(out, columns.clone()),
    };
    let is_dated: Vec<bool> = columns.iter().map(|name| Noun::is_date(name)).collect();
    snapshot.each_row(noun, &mut |values| match format {
        Format::Xlsx => writer.row(&dated(values, &is_dated)),
        _ => writer.row(values),
    })?;
    Ok(writer.finish()?)
}

/// What a workbook of everything has sheets of, with their names.
const NOUNS: [(Noun, &str); 9] = [
    (Noun::Articles, "articles"),
    (Noun::Events, "events"),
    (Noun::Quotes, "quotes"),
    (Noun::Figures, "figures"),
    (Noun::Entities, "entities"),
    (Noun::Sources, "sources"),
    (Noun::Clusters, "clusters"),
    (Noun::Mentions, "mentions"),
    (Noun::Sentences, "sentences"),
];

/// Writes everything as a workbook with a sheet for each noun.
fn write_book(snapshot: &Snapshot<'_>, out: &mut dyn Write) -> Result<Written, ExportError> {
    let mut book = Spreadsheet::new(Vec::new());
    for (noun, name) in NOUNS {
        let columns = snapshot.columns(noun)?;
        let is_dated: Vec<bool> = columns.iter().map(|name| Noun::is_date(name)).collect();
        book.begin(name, columns)?;
        snapshot.each_row(noun, &mut |values| {
            book.row(&borrowed(&dated(values, &is_dated)))
        })?;
    }
    Ok(book.finish(out)?)
}

/// A row with its dates as dates, which are not texts to a spreadsheet.
fn dated(values: &[Value], is_dated: &[bool]) -> Vec<Value> {
    let date = |(value, is_dated): (&Value, &bool)| match value {
        Value::Text(text) if *is_dated => match text.parse() {
            Ok(date) => Value::Date(date),
            Err(_) => value.clone(),
        },
        other => other.clone(),
    };
    values.iter().zip(is_dated).map(date).collect()
}

fn noun(what: Exported) -> Option<Noun> {
    Some(match what {
        Exported::All
        | Exported::Network
        | Exported::Map
        | Exported::Citations
        | Exported::Stix
        | Exported::Ftm => return None,
        Exported::Articles => Noun::Articles,
        Exported::Entities => Noun::Entities,
        Exported::Events => Noun::Events,
        Exported::Quotes => Noun::Quotes,
        Exported::Figures => Noun::Figures,
        Exported::Mentions => Noun::Mentions,
        Exported::Sources => Noun::Sources,
        Exported::Clusters => Noun::Clusters,
        Exported::Sentences => Noun::Sentences,
    })
}

fn write_records(
    what: Exported,
    snapshot: &Snapshot<'_>,
    Sink { out, is_screen }: Sink<'_>,
    losses: Option<&mut Losses>,
) -> Result<(), ExportError> {
    let write = &mut |record: &Record| {
        let line = record.to_line();
        if is_screen {
            writeln!(out, "{}", disarm(&line))
        } else {
            writeln!(out, "{line}")
        }
    };
    if let Some(losses) = losses {
        return snapshot.each_readable(write, &mut |loss| losses.add(loss));
    }
    match what {
        Exported::Articles => snapshot.each_article(write),
        Exported::Entities => snapshot.each_entity(write),
        Exported::Sources => snapshot.each_source(write),
        Exported::Clusters => snapshot.each_cluster(write),
        _ => snapshot.each_record(write),
    }
}

/// What is not in the records, so that nobody believes that it is.
fn note(left_out: &LeftOut, err: &mut dyn Write) -> io::Result<()> {
    let count = |n: u64, one: &str, many: &str| {
        let n = usize::try_from(n).unwrap_or(usize::MAX);
        (n > 0).then(|| counted(n, one, many))
    };
    let parts = [
        count(
            left_out.n_corrections,
            "correction (what it changed is exported, how to undo it is not)",
            "corrections (what they changed is exported, how to undo them is not)",
        ),
        count(
            left_out.n_own_names,
            "name of your own",
            "names of your own",
        ),
        left_out
            .has_learned
            .then(|| "the learned weights".to_owned()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if !parts.is_empty() {
        writeln!(err, "note: not among the records: {}", parts.join(", "))?;
    }
    Ok(())
}
