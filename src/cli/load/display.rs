//! What is said while a load is at work: how far it is, and what it does not take in.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::counted;
use super::progress::ProgressLine;
use crate::cli::terminal_width;
use crate::ingest::{Rejection, Summary};
use crate::load::Extent;
use crate::render::cell::clean;
use crate::render::in_lines;

/// Inputs of one kind of fault that are told one by one, and inputs of all kinds.
const TOLD_OF_A_KIND: usize = 5;
const TOLD: usize = 20;

/// Tells of a load as it goes on.
pub(in crate::cli) struct Display {
    line: ProgressLine,
    /// Rejections that were looked at.
    n_seen: usize,
    n_told: usize,
    /// How many there were of each kind.
    kinds: BTreeMap<String, usize>,
}

impl Display {
    /// One that draws no progress if it is to be quiet.
    pub(in crate::cli) fn new(is_quiet: bool) -> Self {
        Self {
            line: ProgressLine::new(is_quiet),
            n_seen: 0,
            n_told: 0,
            kinds: BTreeMap::new(),
        }
    }

    /// Whether progress is shown.
    pub(super) fn is_watched(&self) -> bool {
        self.line.is_wanted()
    }

    /// Says how much there is to load, if that is known.
    pub(super) fn awaits(&mut self, extent: Option<Extent>) {
        self.line.awaits(extent);
    }

    /// Tells what has been rejected since the last time, and how far the load is.
    pub(super) fn show(&mut self, summary: &Summary, err: &mut dyn Write) {
        // A terminal that cannot be written to is no reason to stop loading.
        let _ = self.tell(summary, err);
        self.line.draw(summary);
    }

    /// Takes the progress away and says what was not told one by one.
    pub(in crate::cli) fn end(&mut self, summary: &Summary, err: &mut dyn Write) -> io::Result<()> {
        self.line.clear();
        self.tell(summary, err)?;
        let n_more = summary.n_rejected.saturating_sub(self.n_told);
        if n_more > 0 {
            let inputs = counted(n_more, "more input", "more inputs");
            writeln!(err, "          and {inputs} like these")?;
        }
        Ok(())
    }

    /// Takes the progress away.
    pub(super) fn clear(&self) {
        self.line.clear();
    }

    fn tell(&mut self, summary: &Summary, err: &mut dyn Write) -> io::Result<()> {
        let new = summary.rejections.get(self.n_seen..).unwrap_or_default();
        self.n_seen = summary.rejections.len();
        for rejection in new {
            let number = self.kinds.entry(kind(rejection)).or_default();
            *number += 1;
            if *number <= TOLD_OF_A_KIND && self.n_told < TOLD {
                self.n_told += 1;
                self.line.clear();
                let text = format!("rejected  {}", clean(&rejection.to_string()));
                writeln!(
                    err,
                    "{}",
                    in_lines(&text, terminal_width(), "rejected  ".len())
                )?;
            }
        }
        Ok(())
    }
}

/// What is wrong with an input, without what differs from one to the next.
pub(super) fn kind(rejection: &Rejection) -> String {
    let reason = &rejection.reason;
    let general = reason.split([':', '(', '`', ';']).next().unwrap_or(reason);
    let general = general.trim();
    let kind = if general.is_empty() { reason } else { general };
    clean(kind)
}
