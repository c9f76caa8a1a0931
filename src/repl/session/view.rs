//! The last result as it is seen: in parts, in records, whole.

use std::io;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use super::result::{LastResult, part};
use super::{Done, Output, Session};
use crate::render::footer::{Total, counted, duration, footer, grouped};
use crate::render::{OutputFormat, Page, Shown, render_linked};
use crate::repl::answers::Answers;
use crate::repl::settings::RecordView;
use crate::value::Rows;

/// Rows of a long answer that a screen shows.
const ROWS: usize = 40;
/// An answer of no more rows is shown whole.
const ALL: usize = 50;

impl<A: Answers> Session<A> {
    /// The form in which rows are shown.
    pub(super) fn format(&self) -> OutputFormat {
        match (self.settings.mode, self.settings.records) {
            (OutputFormat::Table, RecordView::Always) => OutputFormat::Record,
            (mode, _) => mode,
        }
    }

    /// Whether answers are shown to a person rather than handed to a program.
    pub(super) fn is_for_people(&self) -> bool {
        matches!(
            self.settings.mode,
            OutputFormat::Table | OutputFormat::Record
        )
    }

    /// Whether the last rows of a result are shown first: those of an answer that is not kept whole are not its last.
    fn is_tail(&self, last: &LastResult) -> bool {
        self.settings.is_tail && last.is_whole()
    }

    /// Which rows of a result are shown at first.
    pub(super) fn first_rows(&self, last: &LastResult) -> Range<usize> {
        let n_rows = last.rows.records.len();
        let is_all = n_rows <= ALL || !self.page.is_screen || !self.is_for_people();
        match (is_all, self.is_tail(last)) {
            (true, _) => 0..n_rows,
            (false, false) => 0..ROWS,
            (false, true) => n_rows - ROWS..n_rows,
        }
    }

    /// Shows the part of the last result that is to be shown, with what is to be said of it.
    pub(super) fn show_last(
        &mut self,
        elapsed: Option<Duration>,
        notes: &[String],
        output: &mut Output<'_>,
    ) -> io::Result<()> {
        let shown = self.results.last().map(|last| last.shown.clone());
        let addresses = self.addresses(shown.unwrap_or_default());
        let Some(last) = self.results.last() else {
            return Ok(());
        };
        let range = last.shown.clone();
        let is_part = range.len() < last.rows.records.len();
        let paper = (self.format(), self.page());
        let drawn = if is_part && last.chart.is_none() {
            self.drawn(&Arc::new(part(&last.rows, range)), None, addresses, paper)
        } else {
            self.drawn(&last.rows, last.chart.as_ref(), addresses, paper)
        };
        let (text, mut shown) = match drawn {
            Ok(drawn) => drawn?,
            Err(given_up) => return self.give_up(&given_up, output).map(|_| ()),
        };
        output.data.write_all(&text)?;
        if is_part && last.chart.is_none() {
            shown.rows = last.shown.len();
        }
        output.data.flush()?;
        let line = self.footer(&last.rows, (shown, last.total), elapsed, notes);
        writeln!(output.notes, "{}", self.dim(&line))?;
        if let Some(missing) = last.what_is_missing() {
            writeln!(output.notes, "{}", self.dim(&missing))?;
            if self.settings.is_tail {
                let line =
                    "these are the first rows: sorted the other way round, the last come first";
                writeln!(output.notes, "{}", self.dim(line))?;
            }
        }
        Ok(())
    }

    /// The addresses of the articles of some rows of the last result; none where nothing could lead there.
    fn addresses(&mut self, range: Range<usize>) -> Vec<Option<String>> {
        if !self.page.has_links || !self.is_for_people() {
            return Vec::new();
        }
        let last = self.results.last();
        let origins = last.and_then(|last| last.origins.get(range));
        let addresses = origins.map(|origins| self.answers.addresses(origins));
        // A table without links is no worse for it.
        addresses.and_then(Result::ok).unwrap_or_default()
    }

    /// The line below an answer, with the words that show what is not seen.
    fn footer(
        &self,
        rows: &Rows,
        (shown, total): (Shown, Total),
        elapsed: Option<Duration>,
        notes: &[String],
    ) -> String {
        let time = elapsed.unwrap_or_default();
        let mut line = footer(rows, (shown, total), time, notes);
        if elapsed.is_none() || !self.settings.is_timed {
            line = line.replacen(&format!(" · {}", duration(time)), "", 1);
        }
        if !self.page.is_screen || !self.is_for_people() {
            return line;
        }
        let is_narrow = shown.hidden_columns > 0 || shown.cut_cells > 0;
        let is_part = shown.rows < total.n_rows;
        let more = is_part.then_some(".more");
        let whole = (is_part || is_narrow).then_some(".full");
        let records = is_narrow.then_some(".x");
        if let Some(number) = self.results.number() {
            line = format!("{line} · _{number}");
        }
        let words: Vec<&str> = [more, whole, records].into_iter().flatten().collect();
        if words.is_empty() {
            line
        } else {
            format!("{line} · {}", words.join(" "))
        }
    }

    /// `.x`
    pub(super) fn records(
        &mut self,
        choice: Option<RecordView>,
        output: &mut Output<'_>,
    ) -> io::Result<Done> {
        if let Some(choice) = choice {
            self.settings.records = choice;
            if self.results.last().is_none() {
                return Ok(Done::Answered);
            }
            self.show_last(None, &[], output)?;
            return Ok(Done::Answered);
        }
        let Some(last) = self.results.last() else {
            return self.nothing_asked(output);
        };
        let (rows, range) = (part(&last.rows, last.shown.clone()), last.shown.clone());
        let addresses = self.addresses(range);
        let paper = (OutputFormat::Record, self.page());
        let mut text = Vec::new();
        render_linked(&rows, &addresses, paper, &mut text)?;
        output.long(&String::from_utf8_lossy(&text))?;
        Ok(Done::Answered)
    }

    /// `.full`: nothing is cut and nothing is hidden.
    pub(super) fn full(&mut self, output: &mut Output<'_>) -> io::Result<Done> {
        let Some(last) = self.results.last() else {
            return self.nothing_asked(output);
        };
        let page = Page {
            width: None,
            ..self.page()
        };
        let text = match self.drawn(&last.rows, None, Vec::new(), (self.format(), page)) {
            Ok(drawn) => drawn?.0,
            Err(given_up) => return self.give_up(&given_up, output),
        };
        output.wide(&String::from_utf8_lossy(&text), self.page().width)?;
        if let Some(missing) = last.what_is_missing() {
            writeln!(output.notes, "{missing}")?;
        }
        Ok(Done::Answered)
    }

    /// `.more`: the rows after those that were shown last, or before them where the last come first.
    pub(super) fn more(&mut self, output: &mut Output<'_>) -> io::Result<Done> {
        let is_tail = self.results.last().is_some_and(|last| self.is_tail(last));
        let Some(last) = self.results.last_mut() else {
            return self.nothing_asked(output);
        };
        let n_kept = last.rows.records.len();
        let next = if is_tail {
            last.shown.start.saturating_sub(ROWS)..last.shown.start
        } else {
            last.shown.end..(last.shown.end + ROWS).min(n_kept)
        };
        if next.is_empty() {
            let missing = last.what_is_missing();
            let message =
                missing.unwrap_or_else(|| format!("that was all: {}", counted(n_kept, "row")));
            return self.refuse(output, &message);
        }
        let (from, to) = (next.start + 1, next.end);
        last.shown = next.clone();
        let rows = part(&last.rows, next.clone());
        let addresses = self.addresses(next);
        let paper = (self.format(), self.page());
        render_linked(&rows, &addresses, paper, output.data)?;
        output.data.flush()?;
        writeln!(
            output.notes,
            "{}",
            self.dim(&format!(
                "rows {} to {} of {}",
                grouped(from),
                grouped(to),
                grouped(n_kept)
            ))
        )?;
        Ok(Done::Answered)
    }
}
