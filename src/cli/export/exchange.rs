//! `dateline export network` and the like: files for other tools.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use super::super::Streams;
use super::super::args::{Export, Exported, Format, Link};
use super::super::exit::{Failure, Outcome};
use super::super::given::Given;
use super::super::load::{counted, failed};
use super::super::output::OutputFile;
use super::super::question::{asker, failure, style};
use super::unwritten;
use crate::ask::{Asker, Trouble};
use crate::exchange::ExchangeError;
use crate::exchange::citation::{self, CitationFormat};
use crate::exchange::ftm;
use crate::exchange::geojson::{self, Mapped};
use crate::exchange::network::{GraphFormat, Network, Wanted};
use crate::exchange::stix::{self, Bundled};
use crate::model::link::LinkKind;
use crate::store::StoreError;

/// Whether it is a file for another tool.
pub(super) fn is_one(what: Exported) -> bool {
    matches!(
        what,
        Exported::Network | Exported::Map | Exported::Citations | Exported::Stix | Exported::Ftm
    )
}

/// Writes it, and says on standard error what is not in it.
pub(super) fn run(
    arguments: &Export,
    format: Format,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let asker = asker(given, parameters(arguments))?;
    let interrupt = asker.interrupt();
    // Without a handler Ctrl-C ends the program, which leaves the unfinished file behind.
    let _ = ctrlc::set_handler(move || interrupt.stop());
    let written = match given.output.as_deref() {
        None => write(arguments, format, &asker, streams.out).map_err(Ended::Exchange),
        Some(path) => write_file(arguments, format, &asker, path),
    };
    match written {
        Ok(notes) => {
            for note in notes.iter().filter(|_| !given.is_quiet()) {
                writeln!(streams.err, "{note}")?;
            }
            if let (Some(path), true, false) = (&given.output, notes.is_empty(), given.is_quiet()) {
                writeln!(streams.err, "wrote {}", path.display())?;
            }
            Ok(Outcome::Done)
        }
        Err(Ended::Failure(failure)) => Err(failure),
        Err(Ended::Exchange(error)) => {
            if let Some(failure) = ended(error, given) {
                return Err(failure);
            }
            writeln!(streams.err, "stopped")?;
            Ok(Outcome::Interrupted)
        }
    }
}

/// The values of the parameters of what is asked.
fn parameters(arguments: &Export) -> BTreeMap<String, String> {
    let options = &arguments.network;
    let own = [("of", &options.of), ("since", &options.since)];
    let own = own
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value.clone()?)));
    arguments
        .asked
        .parameters
        .iter()
        .cloned()
        .chain(own)
        .collect()
}

enum Ended {
    Failure(Failure),
    Exchange(ExchangeError),
}

fn write_file(
    arguments: &Export,
    format: Format,
    asker: &Asker,
    path: &Path,
) -> Result<Vec<String>, Ended> {
    let cannot = |error: io::Error| Ended::Failure(unwritten(path, &error));
    let mut file = OutputFile::create(path).map_err(cannot)?;
    let notes = write(arguments, format, asker, &mut file).map_err(|error| match error {
        ExchangeError::Output(error) => cannot(error),
        other => Ended::Exchange(other),
    })?;
    file.finish().map_err(cannot)?;
    Ok(notes)
}

/// The failure that an error is; none if somebody stopped it.
fn ended(error: ExchangeError, given: &Given) -> Option<Failure> {
    Some(match error {
        ExchangeError::Question {
            trouble: Trouble::Stopped(_),
            ..
        }
        | ExchangeError::Store(StoreError::Interrupted) => return None,
        ExchangeError::Question { question, trouble } => {
            failure(trouble, &question, style(None, given))
        }
        ExchangeError::Unfit(wanted) => Failure::Question(format!("error: {wanted}")),
        ExchangeError::Store(error) => failed(error),
        ExchangeError::Output(error) => Failure::Output(error),
    })
}

/// Writes what is asked for; what is not in it, each in a sentence.
fn write(
    arguments: &Export,
    format: Format,
    asker: &Asker,
    out: &mut dyn Write,
) -> Result<Vec<String>, ExchangeError> {
    let snapshot = asker.store().snapshot()?;
    let question = arguments.question.as_deref();
    match arguments.what {
        Exported::Map => {
            let mapped = geojson::write(asker, question.unwrap_or("events"), out)?;
            Ok(unplaced(mapped).into_iter().collect())
        }
        Exported::Citations => {
            let format = match format {
                Format::Json => CitationFormat::Csl,
                _ => CitationFormat::BibTex,
            };
            let n_articles = citation::write(asker, question, format, out)?;
            Ok(vec![format!(
                "{} cited",
                counted(n_articles, "article", "articles")
            )])
        }
        Exported::Stix => {
            let bundled = stix::write(asker, &snapshot, question, out)?;
            Ok(reported(bundled))
        }
        Exported::Ftm => {
            ftm::write(asker, &snapshot, question, out)?;
            Ok(Vec::new())
        }
        _ => {
            let network = Network::read(asker, &snapshot, wanted(arguments))?;
            network.write(graph_format(format), out)?;
            Ok(Vec::new())
        }
    }
}

fn unplaced(mapped: Mapped) -> Option<String> {
    let Mapped {
        n_placed,
        n_unplaced,
    } = mapped;
    (n_unplaced > 0).then(|| {
        format!(
            "{n_unplaced} of {} have no place with coordinates and are not on the map",
            n_placed + n_unplaced
        )
    })
}

fn reported(bundled: Bundled) -> Vec<String> {
    let Bundled { n_reports, n_empty } = bundled;
    let mut notes = vec![counted(n_reports, "report", "reports")];
    if n_empty > 0 {
        notes.push(format!(
            "{} named nobody and left out: a report must refer to something",
            counted(n_empty, "article", "articles")
        ));
    }
    notes
}

fn graph_format(format: Format) -> GraphFormat {
    match format {
        Format::Gexf => GraphFormat::Gexf,
        Format::Dot => GraphFormat::Dot,
        _ => GraphFormat::GraphMl,
    }
}

fn wanted(arguments: &Export) -> Wanted {
    let options = &arguments.network;
    Wanted {
        kind: match options.kind {
            None | Some(Link::Comention) => LinkKind::Comention,
            Some(Link::Coevent) => LinkKind::Coevent,
            Some(Link::Quotes) => LinkKind::Quotes,
        },
        is_of_one: options.of.is_some(),
        is_since: options.since.is_some(),
        least: options.least.unwrap_or(1),
    }
}
