//! A question that was read → its answer on standard output or in a file.

mod stream;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::Streams;
use super::args::Output;
use super::exit::{Failure, Outcome};
use super::given::Given;
use super::output::OutputFile;
use super::question::{asker, failure};
use super::verbose;
use crate::ask::{Answer, Asker, Handed, Rest, Trouble};
use crate::render::cell::{clean, disarm, plain};
use crate::render::diagnostic::{DiagnosticStyle, warning};
use crate::render::footer::{Total, counted, duration, footer};
use crate::render::{
    OutputFormat, Page, RowStream, Shown, in_lines, render_answer, render_linked, render_page,
};
use crate::value::{Rows, ValueRef};
use stream::Streamed;

/// How many rows are read for a table on a terminal: more than a page of it shows.
const MOST_SEEN: usize = 1_000;

/// Rows that a table on a terminal has at most, and so those that can be links.
const MOST_LINKED: usize = 50;

/// Cells before what does not fit on the first line below an answer.
const FOOTER_INDENT: usize = 2;

/// A question that was read.
pub(super) struct Question<'read> {
    /// Its text.
    pub(super) source: &'read str,
    /// How what is wrong with it is shown.
    pub(super) style: DiagnosticStyle<'read>,
    /// The values of its parameters by name.
    pub(super) parameters: BTreeMap<String, String>,
}

/// Answers a question.
pub(super) fn answer(
    question: &Question<'_>,
    output: &Output,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let format = given.row_format()?;
    check_switches(output, format)?;
    let mut asker = asker(given, question.parameters.clone())?;
    asker.set_limit(output.timeout);
    let is_drawing = stop_at_interrupt(&asker);
    let format = given.row_format()?;
    if given.is_screen() && format == OutputFormat::Table {
        asker.set_most_rows(Some(MOST_SEEN));
        asker.set_linked(given.page().has_links);
    }
    let (source, style) = (question.source, question.style);
    if given.is_verbose() {
        verbose::tell_database(asker.store(), given, streams.err)?;
    }
    let asking = Asking {
        asker: &asker,
        source,
        style,
        output,
        given,
        format,
        started: Instant::now(),
        n_rows: Cell::new(0),
        is_drawing,
    };
    let done = match &given.output {
        Some(path) => asking.write_file(path, streams),
        None => asking.onto(streams),
    };
    if given.is_verbose() {
        verbose::tell_work(&asker, source, asking.started.elapsed(), streams.err)?;
    }
    match done {
        Ok(0) if output.exit_status => Ok(Outcome::Empty),
        Ok(_) => Ok(Outcome::Done),
        Err(Ended::Trouble(Trouble::Stopped(part))) => asking.stopped(part.as_deref(), streams),
        Err(Ended::Trouble(trouble)) => Err(failure(trouble, source, style)),
        Err(Ended::Failure(failure)) => Err(failure),
    }
}

/// Refuses switches of another format than that in which the answer is written.
fn check_switches(output: &Output, format: OutputFormat) -> Result<(), Failure> {
    let switches = [
        (output.excel, "--excel", OutputFormat::Csv),
        (output.standalone, "--standalone", OutputFormat::Html),
    ];
    for (is_given, switch, own) in switches {
        if is_given && format != own {
            let (own, format) = (own.word(), format.word());
            return Err(Failure::Question(format!(
                "error: {switch} means nothing where rows are written as {format}: add --format {own}, or name a file \
                 that ends in .{own}"
            )));
        }
    }
    Ok(())
}

/// The first Ctrl-C stops the question, a second one the program; so does the first once what is given here is set, and
/// nothing is left but to draw the answer.
fn stop_at_interrupt(asker: &Asker) -> Arc<AtomicBool> {
    let interrupt = asker.interrupt();
    let is_stopped = AtomicBool::new(false);
    let is_drawing = Arc::new(AtomicBool::new(false));
    let is_drawn = Arc::clone(&is_drawing);
    // Without a handler Ctrl-C ends the program, which is as good.
    let _ = ctrlc::set_handler(move || {
        if is_stopped.swap(true, Ordering::Relaxed) || is_drawn.load(Ordering::Relaxed) {
            std::process::exit(130);
        }
        interrupt.stop();
    });
    is_drawing
}

/// Why an answer is not whole.
enum Ended {
    Trouble(Trouble),
    Failure(Failure),
}

impl From<Trouble> for Ended {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

impl From<Failure> for Ended {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<io::Error> for Ended {
    fn from(error: io::Error) -> Self {
        Self::Failure(error.into())
    }
}

/// A question and where its answer goes.
struct Asking<'run> {
    asker: &'run Asker,
    source: &'run str,
    style: DiagnosticStyle<'run>,
    output: &'run Output,
    given: &'run Given,
    format: OutputFormat,
    started: Instant,
    /// Rows that were written when it was stopped.
    n_rows: Cell<usize>,
    /// Whether the answer is known and only drawn, on a screen or into a pipe.
    is_drawing: Arc<AtomicBool>,
}

impl Asking<'_> {
    /// Writes the answer to standard output; gives the number of rows.
    fn onto(&self, streams: &mut Streams<'_>) -> Result<usize, Ended> {
        if self.output.first {
            return self.first(streams);
        }
        // On a terminal texts are made harmless, so all of them are looked at first.
        if !self.given.is_screen()
            && let Some(n_rows) = self.streamed(streams.out, streams.err)?
        {
            return Ok(n_rows);
        }
        let (out, err) = (&mut *streams.out, &mut *streams.err);
        self.whole(out, err)
    }

    /// Writes the answer into a file that appears once it is whole.
    fn write_file(&self, path: &Path, streams: &mut Streams<'_>) -> Result<usize, Ended> {
        let cannot =
            |error: io::Error| Failure::Failed(format!("cannot write {}: {error}", path.display()));
        let mut file = OutputFile::create(path).map_err(cannot)?;
        let n_rows = match self.streamed(&mut file, streams.err)? {
            Some(n_rows) => n_rows,
            None => self.whole(&mut file, streams.err)?,
        };
        file.finish().map_err(cannot)?;
        if self.output.meta {
            self.write_meta(path, n_rows).map_err(cannot)?;
        }
        if !self.given.is_quiet() {
            let what = format!("{} in {}", counted(n_rows, "row"), path.display());
            self.tell_notes(vec![what], streams.err)?;
        }
        Ok(n_rows)
    }

    /// The page that the answer is written on.
    fn page(&self) -> Page {
        Page {
            style: self.output.style.map(Into::into).unwrap_or_default(),
            ..self.given.page()
        }
    }

    /// Whether a line below the answer tells what there is to say of it.
    fn has_footer(&self) -> bool {
        !self.given.is_quiet() && self.given.output.is_none()
    }

    /// Shows what there was when somebody said that it is enough. A file is there only if it is whole.
    fn stopped(
        &self,
        part: Option<&Answer>,
        streams: &mut Streams<'_>,
    ) -> Result<Outcome, Failure> {
        let time = duration(self.started.elapsed());
        if let Some(path) = &self.given.output {
            let path = path.display();
            writeln!(streams.err, "stopped after {time}; {path} was not written")?;
            return Ok(Outcome::Interrupted);
        }
        let mut n_rows = self.n_rows.get();
        if let Some(rows) = part.and_then(|part| part.rows.as_ref()) {
            n_rows = rows.records.len();
            let chart = part.and_then(|part| part.chart.as_ref());
            render_answer(rows, chart, (self.format, self.page()), streams.out)?;
        }
        streams.out.flush()?;
        let rows = counted(n_rows, "row");
        writeln!(streams.err, "stopped after {time}, {rows} so far")?;
        Ok(Outcome::Interrupted)
    }

    /// The first value of the first row, as it is.
    fn first(&self, streams: &mut Streams<'_>) -> Result<usize, Ended> {
        let mut first = None;
        let answer = self
            .asker
            .each_row(self.source, &mut |handed| match handed {
                Handed::Columns(_) => true,
                Handed::Row(record) => {
                    first = record.first().cloned().map(ValueRef::into_owned);
                    false
                }
            })?;
        self.tell(&answer, streams.err)?;
        let text = first.as_ref().map(plain);
        if let Some(text) = &text {
            let text = if self.given.is_screen() {
                disarm(text)
            } else {
                text.clone()
            };
            writeln!(streams.out, "{text}")?;
        }
        if !self.given.is_quiet() {
            self.tell_notes(Vec::new(), streams.err)?;
        }
        Ok(usize::from(text.is_some()))
    }

    /// Writes rows as they come; `None` for a form that needs all of them first.
    fn streamed(&self, out: &mut dyn Write, err: &mut dyn Write) -> Result<Option<usize>, Ended> {
        if RowStream::new(self.format, &[], false, &mut io::sink())?.is_none() {
            return Ok(None);
        }
        let mut rows = Streamed::new(self.format, self.output.excel, out);
        let answer = self
            .asker
            .each_row(self.source, &mut |handed| rows.take(handed));
        let answer = match answer {
            Err(Trouble::Stopped(part)) => {
                // What was handed on is whole rows, and what stands behind the last of them is missing yet.
                self.n_rows.set(rows.finish()?);
                return Err(Trouble::Stopped(part).into());
            }
            answer => answer?,
        };
        self.tell(&answer, err)?;
        let n_rows = rows.finish()?;
        if self.has_footer() {
            let time = duration(self.started.elapsed());
            self.tell_notes(vec![counted(n_rows, "row"), time], err)?;
        }
        Ok(Some(n_rows))
    }

    /// Writes one line of what is to be said of the rows, and of what is not in them or was not asked for.
    fn tell_notes(&self, mut parts: Vec<String>, err: &mut dyn Write) -> Result<(), Ended> {
        let notes = self.asker.left_out(self.source)?;
        parts.extend(notes.iter().map(|note| clean(note)));
        if !parts.is_empty() {
            writeln!(err, "{}", parts.join(" · "))?;
        }
        Ok(())
    }

    /// Writes an answer of which all rows are known first.
    fn whole(&self, out: &mut dyn Write, err: &mut dyn Write) -> Result<usize, Ended> {
        let answer = self.asker.answer(self.source)?;
        let elapsed = self.started.elapsed();
        self.tell(&answer, err)?;
        let Some(rows) = &answer.rows else {
            return Ok(0);
        };
        let n_rows = rows.records.len();
        if let (OutputFormat::Table, Some(listing)) = (self.format, &answer.listing) {
            write!(out, "{}", disarm(listing))?;
            return Ok(n_rows);
        }
        if self.format == OutputFormat::Html && self.output.standalone {
            render_page(rows, out)?;
            return Ok(n_rows);
        }
        let paper = (self.format, self.page());
        // A file that is not whole is taken away when the program ends by itself.
        let is_file = self.given.output.is_some();
        self.is_drawing.store(!is_file, Ordering::Relaxed);
        let shown = match &answer.chart {
            Some(chart) => render_answer(rows, Some(chart), paper, out)?,
            None => render_linked(rows, &self.addresses(&answer), paper, out)?,
        };
        out.flush()?;
        if self.has_footer() {
            let total = Total {
                n_rows: answer.rest.n_rows(n_rows),
                is_least: answer.rest == Rest::Uncounted,
            };
            let line = below(rows, (shown, total), elapsed, &answer.notes);
            writeln!(err, "{}", in_lines(&line, self.page().width, FOOTER_INDENT))?;
        }
        Ok(n_rows)
    }

    /// The addresses of the articles of the first rows, where something can lead there.
    fn addresses(&self, answer: &Answer) -> Vec<Option<String>> {
        let first = answer.origins.len().min(MOST_LINKED);
        let addresses = self.asker.store().addresses(&answer.origins[..first]);
        // A table without links is no worse for it.
        addresses.unwrap_or_default()
    }

    /// Says what is worth knowing beside the rows.
    fn tell(&self, answer: &Answer, err: &mut dyn Write) -> io::Result<()> {
        if self.given.is_quiet() {
            return Ok(());
        }
        for echo in &answer.echoes {
            writeln!(err, "{}", clean(echo))?;
        }
        for found in &answer.warnings {
            writeln!(err, "{}", warning(found, self.source, self.style))?;
        }
        Ok(())
    }

    /// Writes beside a file what it holds and where that comes from.
    fn write_meta(&self, path: &Path, n_rows: usize) -> io::Result<()> {
        let store = self.asker.store();
        let fingerprint = store.fingerprint().map_err(io::Error::other)?;
        let meta = serde_json::json!({
            "file": path.file_name().unwrap_or_default().to_string_lossy(),
            "question": self.source,
            "parameters": self.asker.parameters(),
            "database": fingerprint,
            "dateline": env!("CARGO_PKG_VERSION"),
            "written": jiff::Timestamp::now().to_string(),
            "rows": n_rows,
        });
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let mut file = OutputFile::create(&path.with_file_name(format!("{name}.meta.json")))?;
        writeln!(file, "{meta:#}")?;
        file.finish()
    }
}

/// The line below an answer, with the words by which the rest of it is seen.
fn below(
    rows: &Rows,
    (shown, total): (Shown, Total),
    elapsed: Duration,
    notes: &[String],
) -> String {
    let mut line = footer(rows, (shown, total), elapsed, notes);
    if shown.rows < total.n_rows {
        line += " · -o FILE or a pipe gets all rows";
    }
    if shown.hidden_columns > 0 || shown.cut_cells > 0 {
        line += " · --format record shows all of each row";
    }
    line
}
