//! Pieces → batches of prepared pieces, in order, made by several threads while the last is written.
//!
//! What is held at once is bounded in bytes: a batch of about a megabyte of input is being prepared, 64 MB of
//! prepared pieces wait, and 32 MB are being written. A single article that is larger comes on top.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::prepare::{Prepared, Workshop};
use super::queue::{End, Queue};
use super::{Options, Rejection};
use crate::load::{Piece, Pieces};

/// Most pieces that are prepared at once, and the bytes at which that is closed.
const PREPARED_PIECES: usize = 256;
const PREPARED_BYTES: usize = 1 << 20;

/// Room for deeply nested pages.
const STACK: usize = 16 << 20;

/// Prepared pieces that are written together.
#[derive(Debug, Default)]
pub(super) struct PreparedBatch {
    pub(super) pieces: Vec<Prepared>,
    /// Bytes of input.
    pub(super) n_bytes: usize,
    /// Bytes of memory that the pieces take, about.
    pub(super) weight: usize,
    /// Bytes of the files that were read by then.
    pub(super) n_read: u64,
    /// Files that were read to their end by then.
    pub(super) n_files: usize,
}

impl PreparedBatch {
    /// Adds the batch that follows.
    pub(super) fn append(&mut self, next: Self) {
        self.pieces.extend(next.pieces);
        self.n_bytes += next.n_bytes;
        self.weight += next.weight;
        self.n_read = next.n_read;
        self.n_files = next.n_files;
    }
}

/// Hands every batch to `handle` on this thread, until the input ends, `stop` is set or `handle` fails.
pub(super) fn each_batch<E>(
    pieces: Pieces,
    workshop: &Workshop<'_>,
    options: Options,
    stop: &AtomicBool,
    mut handle: impl FnMut(PreparedBatch) -> Result<(), E>,
) -> Result<(), E> {
    let queue = Queue::default();
    thread::scope(|scope| {
        let giver = End(&queue);
        scope.spawn(move || {
            let mut pieces = pieces;
            while !stop.load(Ordering::Relaxed) {
                let Some(prepared) = next_batch(&mut pieces, workshop, options, stop) else {
                    break;
                };
                if !giver.put(prepared) {
                    break;
                }
            }
        });
        let taker = End(&queue);
        while let Some(batch) = taker.take(options.n_together) {
            handle(batch)?;
            if stop.load(Ordering::Relaxed) {
                break;
            }
        }
        Ok(())
    })
}

fn next_batch(
    pieces: &mut Pieces,
    workshop: &Workshop<'_>,
    options: Options,
    stop: &AtomicBool,
) -> Option<PreparedBatch> {
    let most = options.n_together.clamp(1, PREPARED_PIECES);
    let (batch, n_bytes) = take_batch(pieces, most, stop);
    if batch.is_empty() {
        return None;
    }
    let (n_read, n_files) = (pieces.n_read(), pieces.n_files());
    let pieces = prepare_all(batch, workshop, options.n_threads);
    Some(PreparedBatch {
        weight: pieces.iter().map(Prepared::weight).sum(),
        pieces,
        n_bytes,
        n_read,
        n_files,
    })
}

type Unread = Result<Piece, Rejection>;

fn take_batch(pieces: &mut Pieces, most: usize, stop: &AtomicBool) -> (Vec<Unread>, usize) {
    let mut batch = Vec::new();
    let mut n_bytes = 0;
    while batch.len() < most && n_bytes < PREPARED_BYTES {
        match pieces.next() {
            Some(Ok(piece)) => {
                n_bytes += piece.n_bytes();
                batch.push(Ok(piece));
            }
            // What was waited for in vain is no fault of the input.
            Some(Err(_)) if stop.load(Ordering::Relaxed) => break,
            Some(Err(error)) => batch.push(Err(Rejection::of(&error))),
            None => break,
        }
    }
    (batch, n_bytes)
}

fn prepare_all(batch: Vec<Unread>, workshop: &Workshop<'_>, n_threads: usize) -> Vec<Prepared> {
    let n_threads = n_threads.clamp(1, batch.len());
    let queue = Mutex::new(batch.into_iter().enumerate());
    let next = || queue.lock().ok().and_then(|mut queue| queue.next());
    let work = || {
        let mut done = Vec::new();
        while let Some((position, piece)) = next() {
            let prepared = match piece {
                Ok(piece) => workshop.prepare(piece),
                Err(rejection) => Prepared::Rejected(rejection),
            };
            done.push((position, prepared));
        }
        done
    };
    let mut done: Vec<(usize, Prepared)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..n_threads)
            .filter_map(|_| {
                let builder = thread::Builder::new().stack_size(STACK);
                builder.spawn_scoped(scope, work).ok()
            })
            .collect();
        let mut done: Vec<_> = workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap_or_default())
            .collect();
        // Where no thread can be had, this one does what is left.
        done.extend(work());
        done
    });
    done.sort_unstable_by_key(|(position, _)| *position);
    done.into_iter().map(|(_, prepared)| prepared).collect()
}
