//! What a run of loading did, in words.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use super::{counted, duration};
use crate::ingest::{Rejection, Summary};
use crate::render::cell::clean;

/// Rejections that are printed one by one.
const SHOWN_REJECTIONS: usize = 10;

/// Input that was not taken in, with control characters made visible.
pub(super) fn shown(rejection: &Rejection) -> String {
    clean(&rejection.to_string())
}

pub(in crate::cli) fn print_rejections(summary: &Summary, err: &mut dyn Write) -> io::Result<()> {
    for rejection in summary.rejections.iter().take(SHOWN_REJECTIONS) {
        writeln!(err, "rejected  {}", shown(rejection))?;
    }
    let n_more = summary.n_rejected.saturating_sub(SHOWN_REJECTIONS);
    if n_more > 0 {
        writeln!(err, "          and {n_more} more")?;
    }
    Ok(())
}

/// What the run did; `rejected` is the file that lists what was not taken in.
pub(super) fn print(
    summary: &Summary,
    path: &Path,
    rejected: Option<&Path>,
    elapsed: Duration,
    out: &mut dyn Write,
) -> io::Result<()> {
    let database = path.display();
    let is_nothing_new = summary.n_new + summary.n_updated + summary.n_descriptions == 0;
    if is_nothing_new && summary.n_unchanged > 0 {
        let n_articles = counted(summary.n_unchanged, "article was", "articles were");
        writeln!(
            out,
            "Nothing new for {database}: {n_articles} already there"
        )?;
    } else {
        writeln!(out, "Loaded into {database} in {}", duration(elapsed))?;
        writeln!(
            out,
            "  articles  {} new · {} updated · {} unchanged",
            summary.n_new, summary.n_updated, summary.n_unchanged
        )?;
        writeln!(
            out,
            "  found     {} · {} · {}",
            counted(summary.n_events, "event", "events"),
            counted(summary.n_quotes, "quote", "quotes"),
            counted(summary.n_figures, "figure", "figures")
        )?;
        writeln!(
            out,
            "  entities  {} ({} new)",
            summary.n_entities, summary.n_new_entities
        )?;
    }
    if summary.n_repeated > 0 {
        writeln!(
            out,
            "  repeated  {} with the id or address of an earlier one: the first was kept",
            counted(summary.n_repeated, "article", "articles")
        )?;
    }
    if summary.n_rejected > 0 {
        writeln!(
            out,
            "  rejected  {}   {}",
            summary.n_rejected,
            reasons(summary)
        )?;
        if let Some(file) = rejected {
            writeln!(out, "            each with its place: {}", file.display())?;
        }
    }
    let is_changed = summary.n_new + summary.n_updated + summary.n_descriptions > 0;
    if let Some(number) = summary.run.filter(|_| is_changed) {
        writeln!(
            out,
            "  undo with  dateline load --undo {} --db {database}",
            number.0
        )?;
    }
    Ok(())
}

/// The reasons of the rejections with their counts, the most frequent first.
fn reasons(summary: &Summary) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for rejection in &summary.rejections {
        *counts.entry(&rejection.reason).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let shown = counts.iter().take(4);
    let shown: Vec<String> = shown
        .map(|(reason, count)| format!("{count} {}", clean(reason)))
        .collect();
    shown.join(" · ")
}
