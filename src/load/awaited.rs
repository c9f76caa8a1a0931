//! Input that comes when it comes, such as what is typed: waiting for it can be ended.

use std::io::{self, ErrorKind, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

/// Bytes that are read together.
const CHUNK: usize = 1 << 16;
/// Chunks that wait.
const WAITING: usize = 4;
/// Between two looks at whether to go on.
const PAUSE: Duration = Duration::from_millis(50);

/// A source that is read by a thread of its own, which nobody waits for.
pub(super) struct Awaited {
    chunks: Receiver<io::Result<Vec<u8>>>,
    chunk: Vec<u8>,
    /// Bytes of the chunk that were handed on.
    n_used: usize,
    stop: Arc<AtomicBool>,
}

impl Awaited {
    pub(super) fn new(mut source: impl Read + Send + 'static, stop: Arc<AtomicBool>) -> Self {
        let (sender, chunks) = sync_channel(WAITING);
        let failing = sender.clone();
        let read_on = move || {
            loop {
                let mut chunk = vec![0; CHUNK];
                let read = source.read(&mut chunk);
                if matches!(&read, Err(error) if error.kind() == ErrorKind::Interrupted) {
                    continue;
                }
                let is_last = !matches!(read, Ok(1..));
                let read = read.map(|length| {
                    chunk.truncate(length);
                    chunk
                });
                if sender.send(read).is_err() || is_last {
                    break;
                }
            }
        };
        if let Err(error) = thread::Builder::new().spawn(read_on) {
            // There is room for it: nothing else has come.
            let _ = failing.send(Err(error));
        }
        Self {
            chunks,
            chunk: Vec::new(),
            n_used: 0,
            stop,
        }
    }

    fn next_chunk(&self) -> io::Result<Vec<u8>> {
        loop {
            match self.chunks.recv_timeout(PAUSE) {
                Ok(chunk) => return chunk,
                Err(RecvTimeoutError::Disconnected) => return Ok(Vec::new()),
                Err(RecvTimeoutError::Timeout) => {}
            }
            if self.stop.load(Ordering::Relaxed) {
                return Err(io::Error::other("stopped"));
            }
        }
    }
}

impl Read for Awaited {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.n_used == self.chunk.len() {
            self.chunk = self.next_chunk()?;
            self.n_used = 0;
        }
        let rest = &self.chunk[self.n_used..];
        let length = rest.len().min(buffer.len());
        buffer[..length].copy_from_slice(&rest[..length]);
        self.n_used += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_is_handed_on_in_order() {
        let bytes: Vec<u8> = (0..300_000_u32).map(|at| at.to_le_bytes()[0]).collect();
        let source = io::Cursor::new(bytes.clone());
        let mut read = Vec::new();
        let mut awaited = Awaited::new(source, Arc::default());
        awaited.read_to_end(&mut read).unwrap();
        assert_eq!(read, bytes);
    }

    #[test]
    fn waiting_ends_when_it_is_to_stop() {
        let (reader, _writer) = io::pipe().unwrap();
        let stop = Arc::new(AtomicBool::new(true));
        let mut awaited = Awaited::new(reader, stop);
        assert!(awaited.read(&mut [0; 8]).is_err());
    }
}
