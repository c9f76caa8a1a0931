//! One line on standard error while a load is at work: drawn again and again on a terminal, now and then elsewhere.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use crate::cli::is_ascii;
use crate::ingest::{Phase, Summary};
use crate::render::footer::grouped;
use crate::render::{cell::cells, terminal_width};

/// Between two drawings.
const REDRAW: Duration = Duration::from_millis(100);
/// Between two lines where there is no terminal.
const REWRITE: Duration = Duration::from_secs(10);
/// No progress is drawn for what is done at once.
const PATIENCE: Duration = Duration::from_secs(1);
/// Cells of the bar.
const WIDTH: u32 = 20;

/// The line, drawn anew as the run goes on.
pub(super) struct ProgressLine {
    started: Instant,
    drawn: Option<Instant>,
    phase: Phase,
    /// Bytes of all inputs together; none where that is not known.
    n_bytes: Option<u64>,
    place: Place,
}

/// Where the line stands.
enum Place {
    Nowhere,
    Terminal {
        bar: [char; 2],
    },
    /// A file or a pipe, which keeps every line.
    Log,
}

impl ProgressLine {
    pub(super) fn new(is_quiet: bool) -> Self {
        let place = if is_quiet {
            Place::Nowhere
        } else if io::stderr().is_terminal() {
            let bar = if is_ascii() {
                ['#', '.']
            } else {
                ['█', '░']
            };
            Place::Terminal { bar }
        } else {
            Place::Log
        };
        Self {
            started: Instant::now(),
            drawn: None,
            phase: Phase::default(),
            n_bytes: None,
            place,
        }
    }

    /// Whether there is somebody to look at it.
    pub(super) fn is_wanted(&self) -> bool {
        !matches!(self.place, Place::Nowhere)
    }

    pub(super) fn awaits(&mut self, n_bytes: Option<u64>) {
        self.n_bytes = n_bytes;
        self.started = Instant::now();
    }

    pub(super) fn draw(&mut self, summary: &Summary) {
        let elapsed = self.started.elapsed();
        let far = Far {
            summary,
            n_bytes: self.n_bytes,
            elapsed,
        };
        let since = self.drawn.map_or(elapsed, |drawn| drawn.elapsed());
        // A terminal that cannot be written to is no reason to stop loading.
        let _ = match self.place {
            Place::Terminal { bar } => {
                let is_news = std::mem::replace(&mut self.phase, summary.phase) != summary.phase;
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
    n_bytes: Option<u64>,
    elapsed: Duration,
}

impl Far<'_> {
    /// The line of a terminal: as much as goes into its cells.
    fn line(&self, bar: [char; 2], width: usize) -> String {
        let parts = self.parts();
        let bar = self.share().map(|share| {
            let is_full = |cell: u32| share * f64::from(WIDTH) >= f64::from(cell + 1);
            let cell = |cell| if is_full(cell) { bar[0] } else { bar[1] };
            (0..WIDTH).map(cell).collect::<String>()
        });
        let longest = bar.iter().chain(&parts).cloned().collect::<Vec<_>>();
        let candidates = (1..=longest.len()).rev().map(|n| longest[..n].join("  "));
        let mut fitting = candidates.filter(|line| cells(line) <= width);
        fitting.next().unwrap_or_default()
    }

    /// The line of a log.
    fn text(&self) -> String {
        self.parts().join(", ")
    }

    /// What there is to say, the most important first.
    fn parts(&self) -> Vec<String> {
        let summary = self.summary;
        let doing = match summary.phase {
            Phase::Reading => return self.reading(),
            Phase::Indexing => "making indexes".to_owned(),
            Phase::Grouping => "comparing reports".to_owned(),
            Phase::Linking(links) => match links.percent() {
                Some(percent) => format!("linking {percent} %"),
                None => "looking who is linked to whom".to_owned(),
            },
            Phase::Analyzing => "taking statistics".to_owned(),
        };
        let mut parts = vec![doing];
        parts.extend(self.counts());
        parts
    }

    /// `38 %`, `~2 min left`, `1,204 articles`, `7 rejected`, `114.0 of 300.0 MB`, `6.3 MB/s`
    fn reading(&self) -> Vec<String> {
        let rate = as_float(self.summary.n_read) / self.elapsed.as_secs_f64().max(0.001);
        let mut parts = Vec::new();
        if let (Some(share), Some(n_bytes)) = (self.share(), self.n_bytes) {
            let left = as_float(n_bytes) * (1.0 - share) / rate.max(1.0);
            parts.push(format!("{:>3.0} %", share * 100.0));
            parts.push(left_text(Duration::from_secs_f64(left)));
            parts.extend(self.counts());
            let n_read = size(self.summary.n_read.min(n_bytes));
            parts.push(format!("{n_read} of {}", size(n_bytes)));
        } else {
            parts.push("loading".to_owned());
            parts.extend(self.counts());
            parts.push(size(self.summary.n_read));
        }
        parts.push(format!("{}/s", size_of(rate)));
        parts
    }

    fn counts(&self) -> Vec<String> {
        let mut counts = vec![format!("{} articles", grouped(self.summary.n_articles()))];
        if self.summary.n_rejected > 0 {
            counts.push(format!("{} rejected", grouped(self.summary.n_rejected)));
        }
        counts
    }

    /// The part of the bytes that is read, between 0 and 1.
    fn share(&self) -> Option<f64> {
        let n_bytes = self.n_bytes.filter(|n_bytes| *n_bytes > 0)?;
        (self.summary.phase == Phase::Reading)
            .then(|| as_float(self.summary.n_read.min(n_bytes)) / as_float(n_bytes))
    }
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

    fn far(summary: &Summary, n_bytes: Option<u64>) -> Far<'_> {
        Far {
            summary,
            n_bytes,
            elapsed: Duration::from_secs(20),
        }
    }

    #[test]
    fn the_line_tells_as_much_as_it_has_room_for() {
        let summary = Summary {
            n_read: 114_000_000,
            n_new: 1_204,
            n_rejected: 7,
            ..Summary::default()
        };
        let far = far(&summary, Some(300_000_000));
        let cases = [
            (
                100,
                "███████░░░░░░░░░░░░░   38 %  ~32 s left  1,204 articles  7 rejected  114.0 MB of 300.0 MB  5.7 MB/s",
            ),
            (
                80,
                "███████░░░░░░░░░░░░░   38 %  ~32 s left  1,204 articles  7 rejected",
            ),
            (40, "███████░░░░░░░░░░░░░   38 %  ~32 s left"),
            (10, ""),
        ];
        for (width, expected) in cases {
            assert_eq!(far.line(['█', '░'], width), expected, "{width} cells");
        }
        assert_eq!(
            far.text(),
            " 38 %, ~32 s left, 1,204 articles, 7 rejected, 114.0 MB of 300.0 MB, 5.7 MB/s"
        );
    }

    #[test]
    fn input_of_unknown_size_has_no_end() {
        let summary = Summary {
            n_read: 4_000_000,
            ..Summary::default()
        };
        let line = far(&summary, None).line(['#', '.'], 80);
        assert_eq!(line, "loading  0 articles  4.0 MB  200 kB/s");
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
