//! What is exported and how the file is called → in which format it is written.

use super::super::args::{Export, Exported, Format};
use super::super::exit::Failure;
use super::super::given::{Given, ending};

/// The formats of each thing that is no noun; the first is that of a pipe.
fn formats(what: Exported) -> &'static [Format] {
    match what {
        Exported::All => &[Format::Jsonl, Format::Xlsx],
        Exported::Network => &[Format::Graphml, Format::Gexf, Format::Dot],
        Exported::Map => &[Format::Geojson],
        Exported::Citations => &[Format::Bib, Format::Json],
        Exported::Stix | Exported::Ftm => &[Format::Json],
        _ => &[Format::Jsonl, Format::Csv, Format::Xlsx, Format::Parquet],
    }
}

/// The format that was asked for, or that the file's name says.
pub(super) fn format(arguments: &Export, given: &Given) -> Result<Format, Failure> {
    let wrong = |reason: String| Err(Failure::Question(format!("error: {reason}")));
    let fitting = if arguments.salvage {
        &[Format::Jsonl]
    } else {
        formats(arguments.what)
    };
    let named = given.output.as_deref().map(ending);
    let named = named.filter(|ending| !ending.is_empty());
    let by_name = || {
        let named = named.as_deref()?;
        fitting
            .iter()
            .copied()
            .find(|format| is_called(*format, named))
    };
    let Some(format) = given.format.or_else(by_name) else {
        // Who reads the file goes by its name; one without an ending says nothing.
        return match named {
            Some(named) => wrong(format!(
                "{} is written as {}, not as .{named}: name the file so, or say --format",
                word(arguments.what),
                endings(fitting)
            )),
            None => Ok(fitting[0]),
        };
    };
    if fitting.contains(&format) {
        format.check_is_built()?;
        return Ok(format);
    }
    wrong(match arguments.what {
        Exported::All => {
            "one file of that sort holds one noun: export articles, entities, events, \
                          quotes, figures, mentions, sources, clusters or sentences"
                .to_owned()
        }
        what => format!("{} is written as {}", word(what), endings(fitting)),
    })
}

/// Whether files of this format end so.
fn is_called(format: Format, ending: &str) -> bool {
    format.word() == ending
        || (ending == "gv" && format == Format::Dot)
        || (ending == "ndjson" && format == Format::Jsonl)
}

fn endings(formats: &[Format]) -> String {
    let endings: Vec<String> = formats
        .iter()
        .map(|format| format!(".{}", format.word()))
        .collect();
    endings.join(", ")
}

/// The word by which it is exported.
pub(super) fn word(what: Exported) -> String {
    use clap::ValueEnum;
    let known = what.to_possible_value();
    known.map_or(String::new(), |value| value.get_name().to_owned())
}
