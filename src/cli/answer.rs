//! A question that was read → its answer on standard output or in a file.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::Streams;
use super::args::{Asked, Format, Output};
use super::exit::{Failure, Outcome};
use super::output::OutputFile;
use super::query::{asker, failure};
use crate::ask::{Answer, Asker, Handed, Trouble};
use crate::render::cell::{clean, disarm, plain};
use crate::render::diagnostic::{DiagnosticStyle, warning};
use crate::render::footer::{counted, duration, footer};
use crate::render::{OutputFormat, Page, RowStream, Shown, render_answer, render_page};
use crate::value::{Rows, ValueRef};

/// Answers a question.
pub(super) fn answer(
    source: &str,
    style: DiagnosticStyle<'_>,
    depends: &Asked,
    output: &Output,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let mut asker = asker(depends)?;
    asker.set_limit(output.timeout);
    let interrupt = asker.interrupt();
    // Without a handler Ctrl-C ends the program, which is as good.
    let _ = ctrlc::set_handler(move || interrupt.stop());
    let asking = Asking {
        asker: &asker,
        source,
        style,
        output,
        format: format_of(output)?,
        started: Instant::now(),
    };
    let done = match &output.into {
        Some(path) => asking.write_file(path, streams),
        None => asking.onto(streams),
    };
    match done {
        Ok(0) if output.exit_status => Ok(Outcome::Empty),
        Ok(_) => Ok(Outcome::Done),
        Err(Ended::Trouble(Trouble::Stopped(_))) => {
            writeln!(streams.err, "stopped")?;
            Ok(Outcome::Interrupted)
        }
        Err(Ended::Trouble(trouble)) => Err(failure(trouble, source, style)),
        Err(Ended::Failure(failure)) => Err(failure),
    }
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
    format: OutputFormat,
    started: Instant,
}

impl Asking<'_> {
    /// Writes the answer to standard output; gives the number of rows.
    fn onto(&self, streams: &mut Streams<'_>) -> Result<usize, Ended> {
        if self.output.first {
            return self.first(streams);
        }
        // On a terminal texts are made harmless, so all of them are looked at first.
        if !io::stdout().is_terminal()
            && let Some(n_rows) = self.streamed(streams.out, streams.err)?
        {
            return Ok(n_rows);
        }
        let (out, err) = (&mut *streams.out, &mut *streams.err);
        self.whole(page(self.output), out, err)
    }

    /// Writes the answer into a file that appears once it is whole.
    fn write_file(&self, path: &Path, streams: &mut Streams<'_>) -> Result<usize, Ended> {
        let cannot =
            |error: io::Error| Failure::Failed(format!("cannot write {}: {error}", path.display()));
        let mut file = OutputFile::create(path).map_err(cannot)?;
        let n_rows = match self.streamed(&mut file, streams.err)? {
            Some(n_rows) => n_rows,
            None => self.whole(self.file_page(), &mut file, streams.err)?,
        };
        file.finish().map_err(cannot)?;
        if self.output.meta {
            self.write_meta(path, n_rows).map_err(cannot)?;
        }
        if !self.output.quiet {
            let rows = counted(n_rows, "row");
            writeln!(streams.err, "{rows} in {}", path.display())?;
        }
        Ok(n_rows)
    }

    /// A page for a file: as wide as it takes, unless a width was given.
    fn file_page(&self) -> Page {
        Page {
            width: self.output.width,
            style: self.output.style.map(Into::into).unwrap_or_default(),
            ..Page::default()
        }
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
            let is_screen = io::stdout().is_terminal();
            let text = if is_screen {
                disarm(text)
            } else {
                text.clone()
            };
            writeln!(streams.out, "{text}")?;
        }
        Ok(usize::from(text.is_some()))
    }

    /// Writes rows as they come; `None` for a form that needs all of them first.
    fn streamed(&self, out: &mut dyn Write, err: &mut dyn Write) -> Result<Option<usize>, Ended> {
        if RowStream::new(self.format, &[], false, &mut io::sink())?.is_none() {
            return Ok(None);
        }
        let mut rows = Streamed {
            format: self.format,
            is_for_spreadsheet: self.output.excel,
            out: Some(out),
            stream: None,
            failed: None,
        };
        let answer = self
            .asker
            .each_row(self.source, &mut |handed| rows.take(handed))?;
        self.tell(&answer, err)?;
        let n_rows = rows.finish()?;
        if !self.output.quiet && self.output.into.is_none() {
            let parts = [counted(n_rows, "row"), duration(self.started.elapsed())];
            let notes = self.asker.left_out(self.source)?;
            let notes = notes.iter().map(|note| clean(note));
            let line: Vec<String> = parts.into_iter().chain(notes).collect();
            writeln!(err, "{}", line.join(" · "))?;
        }
        Ok(Some(n_rows))
    }

    /// Writes an answer of which all rows are known first.
    fn whole(&self, page: Page, out: &mut dyn Write, err: &mut dyn Write) -> Result<usize, Ended> {
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
        let shown = render_answer(rows, answer.chart.as_ref(), (self.format, page), out)?;
        out.flush()?;
        if !self.output.quiet && self.output.into.is_none() {
            writeln!(err, "{}", below(rows, shown, elapsed, &answer.notes))?;
        }
        Ok(n_rows)
    }

    /// Says what is worth knowing beside the rows.
    fn tell(&self, answer: &Answer, err: &mut dyn Write) -> io::Result<()> {
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

/// Rows on their way out as they come.
struct Streamed<'out> {
    format: OutputFormat,
    is_for_spreadsheet: bool,
    out: Option<&'out mut dyn Write>,
    stream: Option<RowStream<'out>>,
    failed: Option<io::Error>,
}

impl Streamed<'_> {
    /// Whether to go on.
    fn take(&mut self, handed: Handed<'_>) -> bool {
        let taken = match (handed, &mut self.stream, self.out.take()) {
            (Handed::Columns(columns), _, Some(out)) => {
                let begun = RowStream::new(self.format, columns, self.is_for_spreadsheet, out);
                begun.map(|stream| self.stream = stream)
            }
            (Handed::Row(record), Some(stream), _) => stream.row(record),
            _ => Ok(()),
        };
        match taken {
            Ok(()) => true,
            Err(error) => {
                self.failed = Some(error);
                false
            }
        }
    }

    fn finish(self) -> io::Result<usize> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        self.stream.map_or(Ok(0), RowStream::finish)
    }
}

/// The line below an answer, with the words by which the rest of it is seen.
fn below(rows: &Rows, shown: Shown, elapsed: Duration, notes: &[String]) -> String {
    let line = footer(rows, shown, elapsed, notes);
    if shown.hidden_columns > 0 {
        line + " · --format record shows all"
    } else {
        line
    }
}

/// The format asked for, that of the file's name, or what suits where the answer goes.
fn format_of(output: &Output) -> Result<OutputFormat, Failure> {
    match (output.format, &output.into) {
        (Some(format), _) => Ok(format.into()),
        (None, Some(path)) => format_of_file(path),
        (None, None) => Ok(usual_format(None)),
    }
}

fn format_of_file(path: &Path) -> Result<OutputFormat, Failure> {
    let extension = |path: &Path| {
        let extension = path.extension().unwrap_or_default();
        extension.to_string_lossy().to_lowercase()
    };
    let bare: PathBuf = match extension(path).as_str() {
        "gz" | "zst" => path.with_extension(""),
        _ => path.to_owned(),
    };
    OutputFormat::from_extension(&extension(&bare)).ok_or_else(|| {
        Failure::Question(format!(
            "error: the name {} does not tell the format: end it in .csv, .tsv, .json, .jsonl, .xlsx, .md, .html or .txt, \
             or give --format",
            path.display()
        ))
    })
}

/// The format asked for; a table on a terminal, else tab-separated values.
pub(super) fn usual_format(wanted: Option<Format>) -> OutputFormat {
    match wanted {
        Some(format) => format.into(),
        None if io::stdout().is_terminal() => OutputFormat::Table,
        None => OutputFormat::Tsv,
    }
}

/// The page that standard output is.
pub(super) fn page(output: &Output) -> Page {
    Page {
        width: output.width.or_else(super::terminal_width),
        style: output.style.map(Into::into).unwrap_or_default(),
        ..screen()
    }
}

/// The page that standard output is, as nothing was said of it. A terminal shows some rows; elsewhere nothing is cut.
pub(super) fn screen() -> Page {
    let is_screen = io::stdout().is_terminal();
    Page {
        width: super::terminal_width(),
        rows: is_screen.then_some(ROWS),
        is_ascii: super::is_ascii(),
        has_links: is_screen && supports_hyperlinks::supports_hyperlinks(),
        is_screen,
        has_weights: super::is_output_coloured(),
        ..Page::default()
    }
}

/// Rows that a terminal shows of an answer.
const ROWS: usize = 40;
