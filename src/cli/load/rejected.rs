//! What loads did not take in → a file beside the database, for a spreadsheet.

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};

use super::super::Streams;
use super::super::args::Load;
use super::super::exit::Failure;
use super::counted;
use crate::ingest::Summary;
use crate::render::footer::grouped;
use crate::store::{RejectedInput, RunNumber, Store, StoreError};

const HEAD: [&str; 6] = ["load", "file", "line", "column", "item", "reason"];

/// Why the file cannot be written.
#[derive(Debug, thiserror::Error)]
enum FileError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Csv(#[from] csv::Error),
    #[error(transparent)]
    File(#[from] std::io::Error),
}

/// Adds what the run did not take in to the file; its path. What is in the file is in the database too,
/// so one that cannot be written is only told of.
pub(super) fn write(
    summary: &Summary,
    store: Option<&Store>,
    path: &Path,
    streams: &mut Streams<'_>,
) -> Option<PathBuf> {
    let number = summary.run.filter(|_| summary.n_rejected > 0)?;
    match add(number, store?, path) {
        Ok(()) => Some(path.to_owned()),
        Err(error) => {
            let path = path.display();
            let _ = writeln!(streams.err, "cannot write {path}: {error}");
            None
        }
    }
}

/// Why a run ended that met more of it than was allowed, and what is left of it.
pub(super) fn too_many(summary: &Summary, arguments: &Load, is_kept: bool) -> Failure {
    let limit = match arguments.max_errors {
        Some(most) if !arguments.strict => {
            let inputs = counted(most, "input", "inputs");
            format!("more than {inputs} cannot be used (--max-errors {most})")
        }
        _ => "an input cannot be used (--strict)".to_owned(),
    };
    let n_articles = summary.n_articles();
    let stay = match (n_articles, is_kept) {
        (0, _) => "no article was loaded before".to_owned(),
        (1, true) => "the 1 article before stays".to_owned(),
        (_, true) => format!("the {} articles before stay", grouped(n_articles)),
        (_, false) => "this was a trial, and nothing is stored".to_owned(),
    };
    Failure::Failed(format!(
        "stopped: {limit}; {stay}. Mend the input, or allow more with --max-errors, and run the same command to go on"
    ))
}

/// The file that was asked for, or `news.db.rejected.csv` beside `news.db`.
pub(super) fn file(database: &Path, wanted: Option<&Path>) -> PathBuf {
    if let Some(wanted) = wanted {
        return wanted.to_owned();
    }
    let name = database.file_name().unwrap_or_default().to_string_lossy();
    database.with_file_name(format!("{name}.rejected.csv"))
}

fn add(number: RunNumber, store: &Store, path: &Path) -> Result<(), FileError> {
    let file = OpenOptions::new().create(true).append(true).open(path)?;
    let is_new = file.metadata()?.len() == 0;
    let mut writer = csv::Writer::from_writer(std::io::BufWriter::new(file));
    if is_new {
        writer.write_record(HEAD)?;
    }
    store.rejections::<FileError>(number, &mut |input| {
        writer.write_record(record(number, &input))?;
        Ok(())
    })?;
    Ok(writer.flush()?)
}

fn record(number: RunNumber, input: &RejectedInput) -> [String; 6] {
    let count = |count: Option<usize>| count.map(|count| count.to_string()).unwrap_or_default();
    [
        number.0.to_string(),
        input.file.clone(),
        count(input.line),
        count(input.column),
        count(input.item),
        input.reason.clone(),
    ]
}
