//! Work on the rows that are kept: Ctrl-C ends the wait for it as it ends a question.

use std::io;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use super::{Done, Output, Session};
use crate::render::footer::duration;
use crate::render::{OutputFormat, Page, Shown, render_answer, render_linked};
use crate::repl::answers::Answers;
use crate::value::{Chart, Rows};

/// How long somebody who has pressed Ctrl-C may wait.
const STEP: Duration = Duration::from_millis(20);

/// What somebody did not want to wait for.
pub(super) struct GivenUp {
    after: Duration,
}

impl<A: Answers> Session<A> {
    /// Does something that looks at all rows that are kept. What is given up goes on beside to its end, and nobody takes
    /// what comes of it.
    ///
    /// # Errors
    /// Somebody has said that it is enough.
    pub(super) fn patiently<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, GivenUp> {
        let started = Instant::now();
        let (sender, receiver) = mpsc::channel();
        let worker = thread::spawn(move || {
            // Nobody listens any more to what was given up.
            let _ = sender.send(work());
        });
        loop {
            match receiver.recv_timeout(STEP) {
                Ok(done) => return Ok(done),
                Err(RecvTimeoutError::Timeout) if !self.stop.is_pressed() => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => match worker.join() {
                    Err(panic) => resume_unwind(panic),
                    Ok(()) => break,
                },
            }
        }
        let after = started.elapsed();
        Err(GivenUp { after })
    }

    /// Rows as a text, drawn as a chart where one is asked for, else with links to these addresses; with what of them is in
    /// it.
    ///
    /// # Errors
    /// As [`Session::patiently`].
    pub(super) fn drawn(
        &self,
        rows: &Arc<Rows>,
        chart: Option<&Chart>,
        addresses: Vec<Option<String>>,
        paper: (OutputFormat, Page),
    ) -> Result<io::Result<(Vec<u8>, Shown)>, GivenUp> {
        let (rows, chart) = (Arc::clone(rows), chart.cloned());
        self.patiently(move || {
            let mut text = Vec::new();
            let shown = match &chart {
                Some(_) => render_answer(&rows, chart.as_ref(), paper, &mut text)?,
                None => render_linked(&rows, &addresses, paper, &mut text)?,
            };
            Ok((text, shown))
        })
    }

    /// Says that something was given up, and that nothing is lost by that.
    pub(super) fn give_up(&self, given_up: &GivenUp, output: &mut Output<'_>) -> io::Result<Done> {
        self.stop.forget();
        if self.page.is_screen {
            // The terminal has written `^C` where its cursor was.
            writeln!(output.notes)?;
        }
        let time = duration(given_up.after);
        writeln!(
            output.notes,
            "stopped after {time}; the rows are still kept"
        )?;
        Ok(Done::Failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repl::tests::Echoing;

    #[test]
    fn who_says_that_it_is_enough_does_not_wait() {
        let session = Session::new(Echoing, OutputFormat::Table, Page::default());
        assert!(matches!(session.patiently(|| 3), Ok(3)));
        session.stop.press();
        // It ends when nobody can wait for it any more.
        let (end, ends) = mpsc::channel::<()>();
        assert!(session.patiently(move || ends.recv()).is_err());
        drop(end);
        let (mut data, mut notes) = (Vec::new(), Vec::new());
        let given_up = GivenUp {
            after: Duration::from_millis(80),
        };
        let mut output = Output {
            data: &mut data,
            notes: &mut notes,
            height: None,
        };
        session.give_up(&given_up, &mut output).unwrap();
        assert_eq!(notes, b"stopped after 80 ms; the rows are still kept\n");
        assert!(!session.stop.is_pressed(), "it has been heard");
    }
}
