//! What is exported and how the file is called → in which format it is written.

use std::path::Path;

use super::super::args::{Export, ExportFormat, Exported};
use super::super::exit::Failure;

/// The formats of each thing that is no noun; the first is that of a pipe.
fn formats(what: Exported) -> &'static [ExportFormat] {
    match what {
        Exported::All => &[ExportFormat::Jsonl],
        Exported::Network => &[ExportFormat::Graphml, ExportFormat::Gexf, ExportFormat::Dot],
        Exported::Map => &[ExportFormat::Geojson],
        Exported::Citations => &[ExportFormat::Bib, ExportFormat::Json],
        Exported::Stix | Exported::Ftm => &[ExportFormat::Json],
        _ => &[ExportFormat::Jsonl, ExportFormat::Csv, ExportFormat::Xlsx],
    }
}

/// The format that was asked for, or that the file's name says.
pub(super) fn format(arguments: &Export) -> Result<ExportFormat, Failure> {
    let wrong = |reason: String| Err(Failure::Question(format!("error: {reason}")));
    let fitting = formats(arguments.what);
    let named = arguments.output.as_deref().and_then(ending);
    let by_name = || {
        let named = named.as_deref()?;
        fitting
            .iter()
            .copied()
            .find(|format| is_called(*format, named))
    };
    let Some(format) = arguments.format.or_else(by_name) else {
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

/// How a file's name ends, before what says that it is compressed.
fn ending(path: &Path) -> Option<String> {
    let extension = |path: &Path| {
        let extension = path.extension()?;
        Some(extension.to_string_lossy().to_lowercase())
    };
    match extension(path)?.as_str() {
        "gz" | "zst" => extension(Path::new(path.file_stem()?)),
        found => Some(found.to_owned()),
    }
}

/// Whether files of this format end so.
fn is_called(format: ExportFormat, ending: &str) -> bool {
    own_ending(format) == ending
        || (ending == "gv" && format == ExportFormat::Dot)
        || (ending == "ndjson" && format == ExportFormat::Jsonl)
}

fn own_ending(format: ExportFormat) -> &'static str {
    match format {
        ExportFormat::Jsonl => "jsonl",
        ExportFormat::Csv => "csv",
        ExportFormat::Xlsx => "xlsx",
        ExportFormat::Graphml => "graphml",
        ExportFormat::Gexf => "gexf",
        ExportFormat::Dot => "dot",
        ExportFormat::Geojson => "geojson",
        ExportFormat::Bib => "bib",
        ExportFormat::Json => "json",
    }
}

fn endings(formats: &[ExportFormat]) -> String {
    let endings: Vec<String> = formats
        .iter()
        .map(|format| format!(".{}", own_ending(*format)))
        .collect();
    endings.join(", ")
}

/// The word by which it is exported.
pub(super) fn word(what: Exported) -> String {
    use clap::ValueEnum;
    let known = what.to_possible_value();
    known.map_or(String::new(), |value| value.get_name().to_owned())
}
