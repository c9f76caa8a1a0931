//! Decompressed data that is watched: a small file must not become an endless one.

use std::fmt;
use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Text shrinks to a tenth, a table of equal rows to a fiftieth; a bomb to a thousandth.
const DENSEST: u64 = 100;
/// So much may come out of anything.
const HARMLESS: u64 = 64 << 20;

/// Compressed data, of which the bytes that were read are counted.
pub(super) struct Counted<R> {
    inner: R,
    n_read: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    /// The data, and the count as it goes on.
    pub(super) fn new(inner: R) -> (Self, Arc<AtomicU64>) {
        let n_read = Arc::new(AtomicU64::new(0));
        let count = Arc::clone(&n_read);
        (Self { inner, n_read }, count)
    }
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n_read = self.inner.read(buffer)?;
        self.n_read.fetch_add(n_read as u64, Ordering::Relaxed);
        Ok(n_read)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.n_read.fetch_add(amount as u64, Ordering::Relaxed);
        self.inner.consume(amount);
    }
}

/// What a decompressor gives, as long as it is in proportion.
pub(super) struct Guard<R> {
    inner: R,
    n_packed: Arc<AtomicU64>,
    n_unpacked: u64,
}

impl<R> Guard<R> {
    pub(super) fn new(inner: R, n_packed: Arc<AtomicU64>) -> Self {
        Self {
            inner,
            n_packed,
            n_unpacked: 0,
        }
    }
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n_read = self.inner.read(buffer)?;
        self.n_unpacked += n_read as u64;
        let n_packed = self.n_packed.load(Ordering::Relaxed);
        if self.n_unpacked > HARMLESS.max(n_packed.saturating_mul(DENSEST)) {
            return Err(io::Error::other(TooDense {
                n_unpacked: self.n_unpacked,
                n_packed,
            }));
        }
        Ok(n_read)
    }
}

/// More came out of compressed data than text can be.
#[derive(Debug)]
pub(super) struct TooDense {
    pub(super) n_unpacked: u64,
    pub(super) n_packed: u64,
}

impl fmt::Display for TooDense {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (n_unpacked, n_packed) = (self.n_unpacked, self.n_packed);
        write!(out, "{n_unpacked} bytes came out of {n_packed}")
    }
}

impl std::error::Error for TooDense {}
