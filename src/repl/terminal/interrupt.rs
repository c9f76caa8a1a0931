//! Ctrl-C while no line is edited: it stops what runs, and never the session.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How long a wait may go on after Ctrl-C.
const STEP: Duration = Duration::from_millis(50);

type Stop = Box<dyn Fn() + Send>;

/// What Ctrl-C does now.
#[derive(Clone)]
pub(super) struct Interrupts {
    is_pressed: Arc<AtomicBool>,
    stop: Arc<Mutex<Stop>>,
}

impl Interrupts {
    /// Listens from here on, for the rest of the program.
    pub(super) fn listen() -> Self {
        let stop: Stop = Box::new(|| ());
        let heard = Self {
            is_pressed: Arc::default(),
            stop: Arc::new(Mutex::new(stop)),
        };
        let told = heard.clone();
        // A program that has a handler already keeps it.
        let _ = ctrlc::set_handler(move || {
            told.is_pressed.store(true, Ordering::Relaxed);
            told.stop.lock().unwrap_or_else(PoisonError::into_inner)();
        });
        heard
    }

    /// Stops this from here on, and forgets what was pressed before.
    pub(super) fn stop_by(&self, stop: Stop) {
        self.is_pressed.store(false, Ordering::Relaxed);
        *self.stop.lock().unwrap_or_else(PoisonError::into_inner) = stop;
    }

    /// Waits; tells whether somebody pressed Ctrl-C.
    pub(super) fn wait(&self, time: Duration) -> bool {
        let end = Instant::now() + time;
        loop {
            if self.is_pressed.load(Ordering::Relaxed) {
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
