//! `dateline demo`: load the demonstration corpus, show the tour, open the prompt.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::Streams;
use super::args::Demo;
use super::exit::{Failure, Outcome};
use super::query::{failure, today};
use super::{load, prompt};
use crate::ask::Asker;
use crate::demo::{Stop, TOUR, write_corpus};
use crate::ingest::{self, Input};
use crate::render::diagnostic::DiagnosticStyle;
use crate::render::footer::footer;
use crate::render::{OutputFormat, Page, render};
use crate::store::Store;

/// Runs the command.
pub(super) fn run(arguments: &Demo, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let path = &arguments.database;
    let n_articles = load_corpus(path)?;
    writeln!(
        streams.out,
        "The demonstration corpus is in {}: {n_articles} articles on public events of 2014 to 2018.",
        path.display()
    )?;
    writeln!(
        streams.out,
        "Outlets, reporters and wording are invented for it; it is no source to cite."
    )?;
    let asker = Asker::new(open(path)?, today(), BTreeMap::new());
    for stop in &TOUR {
        show(stop, &asker, streams)?;
    }
    drop(asker);
    if io::stdin().is_terminal() && io::stdout().is_terminal() {
        writeln!(streams.out)?;
        return prompt::run(path, true, streams);
    }
    writeln!(streams.out, "\nGo on with: dateline {}", path.display())?;
    Ok(Outcome::Done)
}

fn open(path: &Path) -> Result<Store, Failure> {
    Store::open(path).map_err(|error| Failure::Failed(error.to_string()))
}

/// Loads the corpus the way any folder is loaded, and says how many articles it has.
fn load_corpus(path: &Path) -> Result<usize, Failure> {
    let folder = CorpusFolder::new()?;
    let lexicon = load::built_in_lexicon()?;
    let mut store = Store::create(path).map_err(|error| Failure::Failed(error.to_string()))?;
    let summary = ingest::load(
        Input {
            paths: std::slice::from_ref(&folder.path),
            database: None,
            map: None,
        },
        &mut store,
        &lexicon,
        load::options(false, None),
        &mut |_| (),
        &Arc::new(AtomicBool::new(false)),
    )
    .map_err(load::ingest_failed)?;
    Ok(summary.n_articles())
}

/// A folder of its own in the system's place for temporary files, removed when done.
struct CorpusFolder {
    path: PathBuf,
}

impl CorpusFolder {
    fn new() -> io::Result<Self> {
        let path = std::env::temp_dir().join(format!("dateline-demo-{}", std::process::id()));
        fs::create_dir_all(&path)?;
        write_corpus(&path)?;
        Ok(Self { path })
    }
}

impl Drop for CorpusFolder {
    fn drop(&mut self) {
        // What is left behind in the temporary folder does no harm.
        let _ = fs::remove_dir_all(&self.path);
    }
}

fn show(stop: &Stop, asker: &Asker, streams: &mut Streams<'_>) -> Result<(), Failure> {
    writeln!(streams.out, "\n{}\n> {}", stop.caption, stop.question)?;
    let started = std::time::Instant::now();
    let answer = asker
        .answer(stop.question)
        .map_err(|trouble| failure(trouble, stop.question, DiagnosticStyle::default()))?;
    let Some(rows) = answer.rows else {
        return Ok(());
    };
    let page = Page {
        width: super::terminal_width().or(Some(100)),
        rows: Some(12),
        is_ascii: super::is_ascii(),
        is_screen: io::stdout().is_terminal(),
        ..Page::default()
    };
    let shown = render(&rows, OutputFormat::Table, page, streams.out)?;
    if io::stdout().is_terminal() {
        writeln!(
            streams.out,
            "{}",
            footer(&rows, shown, started.elapsed(), &answer.notes)
        )?;
    }
    Ok(())
}
