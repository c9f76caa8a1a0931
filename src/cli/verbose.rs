//! What `--verbose` tells on standard error: which database, how it was chosen, and what the answer cost.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use super::given::Given;
use super::load::size;
use crate::ask::Asker;
use crate::model::date::civil;
use crate::query::Dialect;
use crate::render::cell::clean;
use crate::render::footer::{counted, duration};
use crate::store::Store;

/// Tells which database is asked, why this one, how large it is, and which day is today.
pub(super) fn tell_database(store: &Store, given: &Given, err: &mut dyn Write) -> io::Result<()> {
    let path = store.path();
    let whole = path.canonicalize();
    let shown = whole.as_deref().unwrap_or(path).display().to_string();
    let origin = match given.named_database() {
        Some((_, origin)) => format!("named by {origin}"),
        None => "the usual one".to_owned(),
    };
    let n_bytes = path.metadata().map_or(0, |file| file.len());
    let mut parts = vec![origin, size(n_bytes)];
    if let Ok(glance) = store.glance() {
        let about = if glance.is_counted { "" } else { "about " };
        let n_articles = usize::try_from(glance.articles).unwrap_or_default();
        parts.push(format!("{about}{}", counted(n_articles, "article")));
    }
    writeln!(err, "database    {} · {}", clean(&shown), parts.join(" · "))?;
    writeln!(err, "today       {}", civil(given.today()))
}

/// Tells what an answer cost.
pub(super) fn tell_work(
    asker: &Asker,
    source: &str,
    elapsed: Duration,
    err: &mut dyn Write,
) -> io::Result<()> {
    let n_statements = usize::try_from(asker.store().n_statements()).unwrap_or(usize::MAX);
    let started = Instant::now();
    let is_compiled = asker.statement(source, Dialect::Sqlite).is_ok();
    let compiling = started.elapsed();
    let mut parts = vec![counted(n_statements, "statement"), duration(elapsed)];
    if is_compiled {
        parts.push(format!("of it {} to compile", duration(compiling)));
    }
    writeln!(err, "work        {}", parts.join(" · "))
}
