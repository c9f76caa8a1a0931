//! Ctrl-C while no line is edited: it stops what runs, and never the session.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::repl::stop::Stop;

/// How long a wait may go on after Ctrl-C.
const STEP: Duration = Duration::from_millis(50);

type Stopper = Box<dyn Fn() + Send>;

/// What Ctrl-C does now.
#[derive(Clone)]
pub(super) struct Interrupts {
    stop: Stop,
    stopper: Arc<Mutex<Stopper>>,
}

impl Interrupts {
    /// Listens from here on, for the rest of the program, and presses this.
    pub(super) fn listen(stop: Stop) -> Self {
        let stopper: Stopper = Box::new(|| ());
        let heard = Self {
            stop,
            stopper: Arc::new(Mutex::new(stopper)),
        };
        let told = heard.clone();
        // A program that has a handler already keeps it.
        let _ = ctrlc::set_handler(move || {
            told.stop.press();
            told.stopper.lock().unwrap_or_else(PoisonError::into_inner)();
        });
        heard
    }

    /// Stops this from here on, and forgets what was pressed before.
    pub(super) fn stop_by(&self, stopper: Stopper) {
        self.stop.forget();
        *self.stopper.lock().unwrap_or_else(PoisonError::into_inner) = stopper;
    }

    /// Waits; tells whether somebody pressed Ctrl-C.
    pub(super) fn wait(&self, time: Duration) -> bool {
        let end = Instant::now() + time;
        loop {
            if self.stop.is_pressed() {
                return true;
            }
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            thread::sleep(left.min(STEP));
        }
    }
}
