//! How much of the input was read.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::walk::Files;

/// Counts the bytes that are read of some sources.
#[derive(Debug, Default)]
pub(super) struct Counter {
    count: Arc<AtomicU64>,
}

impl Counter {
    /// Bytes read so far.
    pub(super) fn count(&self) -> u64 {
        self.count.load(Ordering::Relaxed)
    }

    /// The source, counted.
    pub(super) fn of<S: Read>(&self, source: S) -> Counted<S> {
        Counted {
            source,
            count: Arc::clone(&self.count),
        }
    }
}

/// A source whose bytes are counted.
#[derive(Debug)]
pub(super) struct Counted<S> {
    source: S,
    count: Arc<AtomicU64>,
}

impl<S: Read> Read for Counted<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n_bytes = self.source.read(buffer)?;
        self.count.fetch_add(n_bytes as u64, Ordering::Relaxed);
        Ok(n_bytes)
    }
}

/// How much there is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extent {
    /// Files, archives as one each.
    pub n_files: usize,
    /// Bytes of all of them.
    pub n_bytes: u64,
}

/// The extent of all files that the paths stand for, but for a database among them; none where one of them is no
/// file, like standard input.
pub fn extent_of(paths: &[PathBuf], database: Option<&Path>) -> Option<Extent> {
    let mut files = Files::new(paths);
    files.pass_over(database);
    let mut extent = Extent::default();
    for path in files.filter_map(Result::ok) {
        match path.metadata() {
            Ok(file) if file.is_file() => extent.n_bytes += file.len(),
            Ok(_) => return None,
            Err(_) if path.as_os_str() == "-" => return None,
            Err(_) => {}
        }
        extent.n_files += 1;
    }
    Some(extent)
}
