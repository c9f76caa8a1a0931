//! `dateline demo`: load the demonstration corpus, show the tour, open the prompt.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::Streams;
use super::exit::{Failure, Outcome};
use super::given::Given;
use super::question::failure;
use super::{load, prompt};
use crate::ask::Asker;
use crate::demo::{Stop, TOUR, write_corpus};
use crate::ingest::{self, Input};
use crate::render::diagnostic::DiagnosticStyle;
use crate::render::footer::{Total, footer};
use crate::render::{OutputFormat, Page, render};
use crate::store::Store;

/// Runs the command.
pub(super) fn run(mut given: Given, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    given.check_may_write("demo")?;
    // Never the database of somebody's own news.
    let path = given.typed_database().unwrap_or(Path::new("demo.db"));
    let path = path.to_owned();
    given.set_database(path.clone());
    let path = &path;
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
    let asker = Asker::new(open(path)?, given.today(), BTreeMap::new());
    for stop in &TOUR {
        show(stop, &asker, &given, streams)?;
    }
    drop(asker);
    if given.may_ask && io::stdin().is_terminal() && given.is_screen() {
        writeln!(streams.out)?;
        return prompt::run(&given, streams);
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

fn show(
    stop: &Stop,
    asker: &Asker,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    writeln!(streams.out, "\n{}\n> {}", stop.caption, stop.question)?;
    let started = std::time::Instant::now();
    let answer = asker
        .answer(stop.question)
        .map_err(|trouble| failure(trouble, stop.question, DiagnosticStyle::default()))?;
    let Some(rows) = answer.rows else {
        return Ok(());
    };
    let screen = given.page();
    let page = Page {
        width: screen.width.or(Some(100)),
        rows: Some(12),
        has_links: false,
        ..screen
    };
    let shown = render(&rows, OutputFormat::Table, page, streams.out)?;
    if page.is_screen && !given.is_quiet() {
        writeln!(
            streams.out,
            "{}",
            footer(
                &rows,
                (shown, Total::of(&rows)),
                started.elapsed(),
                &answer.notes
            )
        )?;
    }
    Ok(())
}
