//! Ctrl-C as everybody hears it who does something that takes long.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether somebody has said that it is enough; all copies are one.
#[derive(Debug, Clone, Default)]
pub(super) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Somebody says so.
    pub(super) fn press(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether somebody has said so.
    pub(super) fn is_pressed(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// What was said has been heard.
    pub(super) fn forget(&self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

/// Writes until somebody says that it is enough; the rest is let go, without an error.
pub(super) struct Stoppable<W> {
    pub(super) out: W,
    pub(super) stop: Stop,
    /// Whether something was let go.
    pub(super) is_cut: bool,
}

/// Bytes between two looks at whether it is enough.
const CHUNK: usize = 8 << 10;

impl<W: Write> Write for Stoppable<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.stop.is_pressed() {
            self.is_cut |= !bytes.is_empty();
            return Ok(bytes.len());
        }
        let first = &bytes[..bytes.len().min(CHUNK)];
        self.out.write(first)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_after_it_is_enough_is_let_go() {
        let stop = Stop::default();
        let mut out = Vec::new();
        let mut writer = Stoppable {
            out: &mut out,
            stop: stop.clone(),
            is_cut: false,
        };
        writer.write_all(b"before").unwrap();
        assert!(!writer.is_cut);
        stop.press();
        writer.write_all(b"after").unwrap();
        assert!(writer.is_cut);
        stop.forget();
        writer.write_all(b", again").unwrap();
        assert_eq!(out, b"before, again");
    }
}
