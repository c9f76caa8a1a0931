//! One line on a terminal's standard error while a load is at work.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use crate::ingest::{Phase, Summary};

/// Between two drawings.
const REDRAW: Duration = Duration::from_millis(100);
/// No progress is drawn for what is done at once.
const PATIENCE: Duration = Duration::from_secs(1);
/// Cells of the bar.
const WIDTH: usize = 20;

/// The line, drawn anew as the run goes on.
pub(super) struct ProgressLine {
    started: Instant,
    drawn: Option<Instant>,
    /// Bytes of all inputs together; none where that is not known.
    n_bytes: Option<u64>,
    is_wanted: bool,
}

impl ProgressLine {
    pub(super) fn new(is_quiet: bool) -> Self {
        Self {
            started: Instant::now(),
            drawn: None,
            n_bytes: None,
            is_wanted: !is_quiet && io::stderr().is_terminal(),
        }
    }

    /// Whether there is somebody to look at it.
    pub(super) fn is_wanted(&self) -> bool {
        self.is_wanted
    }

    pub(super) fn expect(&mut self, n_bytes: Option<u64>) {
        self.n_bytes = n_bytes;
        self.started = Instant::now();
    }

    pub(super) fn draw(&mut self, summary: &Summary) {
        let elapsed = self.started.elapsed();
        let is_fresh = self.drawn.is_some_and(|drawn| drawn.elapsed() < REDRAW);
        let is_early = elapsed < PATIENCE || is_fresh && summary.phase == Phase::Reading;
        if !self.is_wanted || is_early {
            return;
        }
        self.say(&line(summary, self.n_bytes, elapsed));
    }

    /// Shows a line in the place of the last one.
    pub(super) fn say(&mut self, line: &str) {
        if self.is_wanted {
            self.drawn = Some(Instant::now());
            // A terminal that cannot be written to is no reason to stop loading.
            let _ = write!(io::stderr(), "\r\x1b[K{line}");
        }
    }

    pub(super) fn clear(&self) {
        if self.drawn.is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

fn line(summary: &Summary, n_bytes: Option<u64>, elapsed: Duration) -> String {
    let counts = format!(
        "{} articles, {} rejected",
        summary.n_articles(),
        summary.n_rejected
    );
    match summary.phase {
        Phase::Reading => format!("{}  {counts}", far(summary.n_read, n_bytes, elapsed)),
        Phase::Indexing => format!("making indexes  {counts}"),
        Phase::Grouping => format!("comparing reports  {counts}"),
        Phase::Linking(links) => match links.percent() {
            Some(percent) => format!("linking {percent} %  {counts}"),
            None => format!("looking who is linked to whom  {counts}"),
        },
        Phase::Analyzing => format!("taking statistics  {counts}"),
    }
}

/// How far the run is: `████░░░  38 %  114 of 300 MB  6.3 MB/s  0:29 left`.
#[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
fn far(n_read: u64, n_bytes: Option<u64>, elapsed: Duration) -> String {
    let rate = n_read as f64 / elapsed.as_secs_f64().max(0.001);
    let Some(n_bytes) = n_bytes.filter(|n_bytes| *n_bytes > 0) else {
        return format!("loading  {}  {}/s", size(n_read), size_of(rate));
    };
    let n_read = n_read.min(n_bytes);
    let share = n_read as f64 / n_bytes as f64;
    let left = (n_bytes - n_read) as f64 / rate.max(1.0);
    format!(
        "{}  {:>3.0} %  {} of {}  {}/s  {} left",
        bar(n_read, n_bytes),
        share * 100.0,
        size(n_read),
        size(n_bytes),
        size_of(rate),
        clock(Duration::from_secs_f64(left))
    )
}

fn bar(n_read: u64, n_bytes: u64) -> String {
    let n_full = usize::try_from(u128::from(n_read) * WIDTH as u128 / u128::from(n_bytes))
        .unwrap_or(WIDTH)
        .min(WIDTH);
    format!("{}{}", "█".repeat(n_full), "░".repeat(WIDTH - n_full))
}

/// So many bytes, as people say it.
#[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
pub(in crate::cli) fn size(n_bytes: u64) -> String {
    size_of(n_bytes as f64)
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

/// `0:29`, `1:02:03`
fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_share_rate_and_time_left() {
        let after = Duration::from_secs(20);
        let cases = [
            (
                114_000_000,
                Some(300_000_000),
                "███████░░░░░░░░░░░░░   38 %  114.0 MB of 300.0 MB  5.7 MB/s  0:32 left",
            ),
            (
                1_000_000,
                Some(1_000_000),
                "████████████████████  100 %  1.0 MB of 1.0 MB  50 kB/s  0:00 left",
            ),
            (4_000_000, None, "loading  4.0 MB  200 kB/s"),
        ];
        for (n_read, n_bytes, expected) in cases {
            assert_eq!(far(n_read, n_bytes, after), expected);
        }
        assert_eq!(clock(Duration::from_secs(3_723)), "1:02:03");
    }
}
