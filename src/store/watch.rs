//! What may stop a statement: somebody who asks for it, or a limit of time.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rusqlite::{Connection, InterruptHandle};

use super::{Store, StoreError};

/// Virtual machine steps between two looks at the clock: some microseconds.
const STEPS_BETWEEN_LOOKS: i32 = 4_000;

/// No end is set.
const NEVER: u64 = u64::MAX;

/// Stops what a store is doing, from another thread.
pub struct Interrupt {
    handle: InterruptHandle,
    watch: Watch,
}

impl Interrupt {
    /// Stops it; [`Store::run`] returns [`StoreError::Interrupted`], for this statement and those
    /// after it, until [`Store::begin`].
    pub fn stop(&self) {
        self.watch.shared.is_stopped.store(true, Ordering::Relaxed);
        self.handle.interrupt();
    }
}

/// How long an answer may take, all of its statements together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeLimit(pub Duration);

/// Looks at what may stop a statement. Clones look at the same.
#[derive(Clone)]
pub(super) struct Watch {
    shared: Arc<Shared>,
}

struct Shared {
    is_stopped: AtomicBool,
    /// Microseconds after `zero`.
    end: AtomicU64,
    n_statements: AtomicU64,
    zero: Instant,
}

impl fmt::Debug for Watch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Watch")
    }
}

impl Watch {
    pub(super) fn new() -> Self {
        Self {
            shared: Arc::new(Shared {
                is_stopped: AtomicBool::new(false),
                end: AtomicU64::new(NEVER),
                n_statements: AtomicU64::new(0),
                zero: Instant::now(),
            }),
        }
    }

    /// Has a connection's statements look at it while they run.
    pub(super) fn attach(&self, connection: &mut Connection) -> rusqlite::Result<()> {
        let watch = self.clone();
        connection.progress_handler(
            STEPS_BETWEEN_LOOKS,
            Some(move || watch.is_stopped() || watch.is_late()),
        )
    }

    /// Whether somebody asked to stop.
    pub(super) fn is_stopped(&self) -> bool {
        self.shared.is_stopped.load(Ordering::Relaxed)
    }

    /// Whether time is up.
    pub(super) fn is_late(&self) -> bool {
        let end = self.shared.end.load(Ordering::Relaxed);
        end != NEVER && self.now() >= end
    }

    /// Counts a statement that is run.
    pub(super) fn count(&self) {
        self.shared.n_statements.fetch_add(1, Ordering::Relaxed);
    }

    fn now(&self) -> u64 {
        u64::try_from(self.shared.zero.elapsed().as_micros()).unwrap_or(NEVER - 1)
    }

    fn set_end(&self, limit: Option<TimeLimit>) {
        let micros = |limit: TimeLimit| u64::try_from(limit.0.as_micros()).unwrap_or(NEVER);
        let end = limit.map_or(NEVER, |limit| self.now().saturating_add(micros(limit)));
        self.shared.end.store(end, Ordering::Relaxed);
    }
}

impl Store {
    /// The means to stop what this store does, from another thread.
    pub fn interrupt(&self) -> Interrupt {
        Interrupt {
            handle: self.connection.get_interrupt_handle(),
            watch: self.watch.clone(),
        }
    }

    /// From here on, what takes long ends with [`StoreError::Interrupted`] once `stop` is set; without one, nothing does.
    ///
    /// # Errors
    /// The database is closed.
    pub fn heed(&mut self, stop: Option<Arc<AtomicBool>>) -> Result<(), StoreError> {
        let handler = stop.map(|stop| move || stop.load(Ordering::Relaxed));
        self.connection
            .progress_handler(STEPS_BETWEEN_LOOKS, handler)
            .map_err(|error| StoreError::of(&self.path, error))
    }

    /// Starts an answer: what came before is over, and the statements from here on may take so long
    /// in all.
    pub fn begin(&self, limit: Option<TimeLimit>) {
        self.watch.shared.is_stopped.store(false, Ordering::Relaxed);
        self.watch.set_end(limit);
    }

    /// Sets another end for the statements that follow; whoever has asked to stop is still heard.
    pub fn limit(&self, limit: Option<TimeLimit>) {
        self.watch.set_end(limit);
    }

    /// Statements that answers have taken up to now.
    pub fn n_statements(&self) -> u64 {
        self.watch.shared.n_statements.load(Ordering::Relaxed)
    }

    /// Tells whether the answer must end.
    ///
    /// # Errors
    /// It must.
    pub fn still_wanted(&self) -> Result<(), StoreError> {
        if self.watch.is_stopped() {
            Err(StoreError::Interrupted)
        } else if self.watch.is_late() {
            Err(StoreError::OutOfTime { rows_read: 0 })
        } else {
            Ok(())
        }
    }
}
