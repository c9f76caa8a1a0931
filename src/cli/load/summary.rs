//! What a run of loading did, in words.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use super::display::kind;
use super::{counted, duration};
use crate::cli::terminal_width;
use crate::ingest::Summary;
use crate::render::footer::grouped;
use crate::render::in_lines;

/// Where the texts of the lines begin.
const INDENT: usize = 12;

/// What is told besides what the run counted.
pub(super) struct Told<'run> {
    pub(super) database: &'run Path,
    /// Whether nothing was stored.
    pub(super) is_trial: bool,
    /// The file that lists what was not taken in.
    pub(super) rejected: Option<&'run Path>,
    pub(super) elapsed: Duration,
}

/// Reasons for rejections that are told by name.
const MOST_REASONS: usize = 4;

/// What the run did.
pub(super) fn print(summary: &Summary, told: &Told<'_>, out: &mut dyn Write) -> io::Result<()> {
    let is_changed = summary.n_new + summary.n_updated + summary.n_descriptions > 0;
    if !is_changed && summary.n_unchanged > 0 {
        let articles = counted(summary.n_unchanged, "article was", "articles were");
        let database = told.database.display();
        writeln!(out, "Nothing new for {database}: {articles} already there")?;
    } else {
        found(summary, told, out)?;
    }
    left_out(summary, told, out)?;
    if let (Some(number), true, false) = (summary.run, is_changed, told.is_trial) {
        let (number, database) = (number.0, told.database.display());
        line(
            out,
            "undo",
            &format!("dateline load --undo {number} --db {database}"),
        )?;
    }
    Ok(())
}

fn found(summary: &Summary, told: &Told<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (database, time) = (told.database.display(), duration(told.elapsed));
    if told.is_trial {
        writeln!(out, "Would load into {database}, tried in {time}")?;
    } else {
        writeln!(out, "Loaded into {database} in {time}")?;
    }
    let articles = format!(
        "{} new · {} updated · {} unchanged",
        grouped(summary.n_new),
        grouped(summary.n_updated),
        grouped(summary.n_unchanged)
    );
    line(out, "articles", &articles)?;
    let facts = [
        counted(summary.n_events, "event", "events"),
        counted(summary.n_quotes, "quote", "quotes"),
        counted(summary.n_figures, "figure", "figures"),
    ];
    line(out, "found", &facts.join(" · "))?;
    let (all, new) = (grouped(summary.n_entities), grouped(summary.n_new_entities));
    line(out, "entities", &format!("{all} ({new} new)"))
}

/// What was not taken in, or is to be looked at.
fn left_out(summary: &Summary, told: &Told<'_>, out: &mut dyn Write) -> io::Result<()> {
    if summary.n_repeated > 0 {
        let articles = counted(summary.n_repeated, "article", "articles");
        let text =
            format!("{articles} with the id or address of an earlier one: the first was kept");
        line(out, "repeated", &text)?;
    }
    if summary.n_passed_over > 0 {
        let articles = counted(summary.n_passed_over, "article", "articles");
        line(
            out,
            "too early",
            &format!("{articles}, or of no known date: passed over"),
        )?;
    }
    if summary.n_unread > 0 {
        let articles = counted(summary.n_unread, "article", "articles");
        let text =
            format!("{articles} in other languages than English: kept, but not read for facts");
        line(out, "unread", &text)?;
    }
    if summary.n_misdated > 0 {
        let articles = counted(summary.n_misdated, "article", "articles");
        line(
            out,
            "check",
            &format!("{articles} dated before 1900 or after today: kept as they are"),
        )?;
    }
    if summary.n_rejected > 0 {
        let text = format!("{}   {}", grouped(summary.n_rejected), reasons(summary));
        line(out, "rejected", &text)?;
        if let (Some(file), Some(number)) = (told.rejected, summary.run) {
            let (number, database) = (number.0, told.database.display());
            let list = format!("dateline loads {number} --db {database}");
            line(
                out,
                "",
                &format!("each with its place: {} · {list}", file.display()),
            )?;
        }
    }
    Ok(())
}

fn line(out: &mut dyn Write, what: &str, text: &str) -> io::Result<()> {
    let text = format!("  {what:<9} {text}");
    writeln!(out, "{}", in_lines(&text, terminal_width(), INDENT))
}

/// The kinds of rejections with their counts, the most frequent first.
fn reasons(summary: &Summary) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for rejection in &summary.rejections {
        *counts.entry(kind(rejection)).or_default() += 1;
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let n_more: usize = counts
        .iter()
        .skip(MOST_REASONS)
        .map(|(_, count)| count)
        .sum();
    let shown = counts.iter().take(MOST_REASONS);
    let shown = shown.map(|(reason, count)| format!("{} {reason}", grouped(*count)));
    let more = (n_more > 0).then(|| format!("{} for other reasons", grouped(n_more)));
    let parts: Vec<String> = shown.chain(more).collect();
    parts.join(" · ")
}
