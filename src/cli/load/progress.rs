//! One line on standard error while a load is at work: drawn again and again on a terminal, now and then elsewhere.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use super::bar::Bar;
use super::{at, counted};
use crate::cli::is_ascii;
use crate::ingest::{Phase, Summary};
use crate::load::Extent;
use crate::render::footer::grouped;
use crate::render::{cell::cells, terminal_width};
use crate::store::GroupStep;

/// Between two drawings.
const REDRAW: Duration = Duration::from_millis(100);
/// Between two lines where there is no terminal.
const REWRITE: Duration = Duration::from_secs(10);
/// No progress is drawn for what is done at once.
const PATIENCE: Duration = Duration::from_secs(1);

/// The line, drawn anew as the run goes on.
pub(super) struct ProgressLine {
    started: Instant,
    drawn: Option<Instant>,
    phase: Phase,
    /// Of all inputs together; none where that is not known.
    extent: Option<Extent>,
    place: Place,
}

/// Where the line stands.
enum Place {
    Nowhere,
    Terminal {
        bar: Bar,
    },
    /// A file or a pipe, which keeps every line.
    Log,
}

impl ProgressLine {
    pub(super) fn new(is_quiet: bool) -> Self {
        let place = if is_quiet {
            Place::Nowhere
        } else if io::stderr().is_terminal() {
            let bar = if is_ascii() { Bar::ASCII } else { Bar::BLOCKS };
            Place::Terminal { bar }
        } else {
            Place::Log
        };
        Self {
            started: Instant::now(),
            drawn: None,
            phase: Phase::default(),
            extent: None,
            place,
        }
    }

    /// Whether there is somebody to look at it.
    pub(super) fn is_wanted(&self) -> bool {
        !matches!(self.place, Place::Nowhere)
    }

    pub(super) fn awaits(&mut self, extent: Option<Extent>) {
        self.extent = extent;
        self.started = Instant::now();
    }

    pub(super) fn draw(&mut self, summary: &Summary) {
        let elapsed = self.started.elapsed();
        let far = Far {
            summary,
            extent: self.extent,
            elapsed,
        };
        let since = self.drawn.map_or(elapsed, |drawn| drawn.elapsed());
        // A terminal that cannot be written to is no reason to stop loading.
        let _ = match self.place {
            Place::Terminal { bar } => {
                let before = std::mem::replace(&mut self.phase, summary.phase);
                let is_news = at(before) != at(summary.phase);
                if elapsed < PATIENCE || self.drawn.is_some() && since < REDRAW && !is_news {
                    return;
                }
                let width = terminal_width().unwrap_or(80).saturating_sub(1);
                write!(io::stderr(), "\r\x1b[K{}", far.line(bar, width))
            }
            Place::Log if since >= REWRITE => writeln!(io::stderr(), "{}", far.text()),
            Place::Log | Place::Nowhere => return,
        };
        self.drawn = Some(Instant::now());
    }

    /// Makes room for another line.
    pub(super) fn clear(&self) {
        if matches!(self.place, Place::Terminal { .. }) && self.drawn.is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

/// How far a run is.
struct Far<'run> {
    summary: &'run Summary,
    extent: Option<Extent>,
    elapsed: Duration,
}

/// A part of the line: what it is worth where there is no room for all, 0 the most, and its text.
type Part = (u8, String);

impl Far<'_> {
    /// The line of a terminal: as much as goes into its cells.
    fn line(&self, bar: Bar, width: usize) -> String {
        let drawn = self.share().map(|share| bar.draw(share));
        let mut parts = self.parts();
        loop {
            let texts: Vec<&str> = parts.iter().map(|(_, text)| text.as_str()).collect();
            let rest = texts.join(" · ");
            let words = [Some(self.doing()), drawn.as_deref(), Some(rest.as_str())];
            let words: Vec<&str> = words.into_iter().flatten().collect();
            let line = words.join(" ").trim_end().to_owned();
            if cells(&line) <= width {
                return line;
            }
            let Some(least) = parts.iter().map(|(worth, _)| *worth).max() else {
                return String::new();
            };
            parts.retain(|(worth, _)| *worth < least);
        }
    }

    /// The line of a log.
    fn text(&self) -> String {
        let parts = self.parts().into_iter().map(|(_, text)| text);
        let parts: Vec<String> = parts.collect();
        format!("{} {}", self.doing(), parts.join(", "))
    }

    /// What is done now: the time left is that of reading alone.
    fn doing(&self) -> &'static str {
        at(self.summary.phase).unwrap_or("reading")
    }

    /// What there is to say, in order.
    fn parts(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        if let Some(share) = self.share() {
            parts.push((0, format!("{:.0} %", (share * 100.0).floor())));
        }
        match self.summary.phase {
            Phase::Reading => self.reading(&mut parts),
            Phase::Grouping(reports) if reports.n_all > 0 => {
                let what = match reports.step {
                    GroupStep::Events => "events",
                    _ => "articles",
                };
                let (done, all) = (grouped(reports.n_done), grouped(reports.n_all));
                parts.push((1, format!("{done}/{all} {what}")));
            }
            _ => parts.push((1, self.articles())),
        }
        if self.summary.n_rejected > 0 {
            let rejected = format!("{} rejected", grouped(self.summary.n_rejected));
            parts.push((3, rejected));
        }
        parts
    }

    /// `1,204/5,000 files`, `1,180 articles`, `38.0 MB/s`, `~2 min left`
    fn reading(&self, parts: &mut Vec<Part>) {
        let n_files = grouped(self.summary.n_files);
        let rate = as_float(self.summary.n_read) / self.elapsed.as_secs_f64().max(0.001);
        match self.extent {
            // Of one file it says nothing.
            Some(extent) if extent.n_files > 1 => {
                let files = format!("{n_files}/{} files", grouped(extent.n_files));
                parts.push((2, files));
            }
            _ => {}
        }
        parts.push((4, self.articles()));
        match self.extent {
            Some(_) => parts.push((5, format!("{}/s", size_of(rate)))),
            None => parts.push((
                5,
                format!("{}, {}/s", size(self.summary.n_read), size_of(rate)),
            )),
        }
        if let (Some(share), Some(extent)) = (self.share(), self.extent) {
            let left = as_float(extent.n_bytes) * (1.0 - share) / rate.max(1.0);
            parts.push((1, left_text(Duration::from_secs_f64(left))));
        }
    }

    fn articles(&self) -> String {
        counted(self.summary.n_articles(), "article", "articles")
    }

    /// How much is done of what is done now, between 0 and 1.
    fn share(&self) -> Option<f64> {
        let (n_done, n_all) = match self.summary.phase {
            Phase::Reading => (self.summary.n_read, self.extent?.n_bytes),
            Phase::Grouping(reports) => (reports.n_done as u64, reports.n_all as u64),
            Phase::Linking(links) => (links.n_done as u64, links.n_pairs as u64),
            Phase::Indexing | Phase::Analyzing => return None,
        };
        (n_all > 0).then(|| as_float(n_done.min(n_all)) / as_float(n_all))
    }
}

/// Says that the program ends at once, on a line of its own.
pub(super) fn leave() {
    let clear = if io::stderr().is_terminal() {
        "\r\x1b[K"
    } else {
        ""
    };
    let _ = writeln!(io::stderr(), "{clear}stopped");
}

/// An estimate is no promise: `~29 s left`, `~2 min left`, `~1 h 5 min left`.
fn left_text(left: Duration) -> String {
    let seconds = left.as_secs();
    match (seconds / 3600, seconds.div_ceil(60) % 60) {
        (0, _) if seconds < 60 => format!("~{seconds} s left"),
        (0, minutes) => format!("~{} min left", minutes.max(1)),
        (hours, minutes) => format!("~{hours} h {minutes} min left"),
    }
}

/// So many bytes, as people say it.
pub(in crate::cli) fn size(n_bytes: u64) -> String {
    size_of(as_float(n_bytes))
}

#[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
fn as_float(n_bytes: u64) -> f64 {
    n_bytes as f64
}

/// `640 kB`, `5.7 MB`, `1.2 GB`
fn size_of(n_bytes: f64) -> String {
    if n_bytes < 1e6 {
        format!("{:.0} kB", n_bytes / 1e3)
    } else if n_bytes < 1e9 {
        format!("{:.1} MB", n_bytes / 1e6)
    } else {
        format!("{:.1} GB", n_bytes / 1e9)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::GroupProgress;

    fn far(summary: &Summary, extent: Option<Extent>) -> Far<'_> {
        Far {
            summary,
            extent,
            elapsed: Duration::from_secs(20),
        }
    }

    #[test]
    fn the_line_tells_as_much_as_it_has_room_for() {
        let summary = Summary {
            n_read: 114_000_000,
            n_files: 1_204,
            n_new: 1_180,
            n_rejected: 7,
            ..Summary::default()
        };
        let extent = Extent {
            n_files: 5_000,
            n_bytes: 300_000_000,
        };
        let far = far(&summary, Some(extent));
        let cases = [
            (
                110,
                "reading ▕███████▌            ▏ 38 % · 1,204/5,000 files · 1,180 articles · 5.7 MB/s · ~32 s left · 7 rejected",
            ),
            (
                90,
                "reading ▕███████▌            ▏ 38 % · 1,204/5,000 files · ~32 s left · 7 rejected",
            ),
            (
                70,
                "reading ▕███████▌            ▏ 38 % · 1,204/5,000 files · ~32 s left",
            ),
            (50, "reading ▕███████▌            ▏ 38 % · ~32 s left"),
            (35, "reading ▕███████▌            ▏ 38 %"),
            (10, ""),
        ];
        for (width, expected) in cases {
            assert_eq!(far.line(Bar::BLOCKS, width), expected, "{width} cells");
        }
        assert_eq!(
            far.text(),
            "reading 38 %, 1,204/5,000 files, 1,180 articles, 5.7 MB/s, ~32 s left, 7 rejected"
        );
    }

    #[test]
    fn input_of_unknown_size_has_no_end() {
        let summary = Summary {
            n_read: 4_000_000,
            ..Summary::default()
        };
        let line = far(&summary, None).line(Bar::ASCII, 80);
        assert_eq!(line, "reading 0 articles · 4.0 MB, 200 kB/s");
    }

    #[test]
    fn comparing_tells_how_far_it_is() {
        let summary = Summary {
            n_new: 4_000,
            phase: Phase::Grouping(GroupProgress {
                step: GroupStep::Events,
                n_done: 3_000,
                n_all: 12_000,
            }),
            ..Summary::default()
        };
        let line = far(&summary, None).line(Bar::ASCII, 80);
        assert_eq!(
            line,
            "comparing events [#####...............] 25 % · 3,000/12,000 events"
        );
    }

    #[test]
    fn an_estimate_is_rounded() {
        let check = |seconds, expected| {
            assert_eq!(left_text(Duration::from_secs(seconds)), expected);
        };
        check(32, "~32 s left");
        check(90, "~2 min left");
        check(3_723, "~1 h 3 min left");
    }
}
