//! Pieces → batches of prepared pieces, in order, made by several threads while the last is written.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::sync_channel;
use std::thread;

use super::prepare::{Prepared, Workshop};
use super::{Options, Rejection};
use crate::load::{Piece, Pieces};

/// Most pieces that are prepared at once, and the bytes at which that is closed.
const PREPARED_PIECES: usize = 256;
const PREPARED_BYTES: usize = 1 << 20;
/// So many batches wait at most. Those that wait are written together: few commits where writing is what
/// takes the time.
const WAITING: usize = 16;

/// Room for deeply nested pages.
const STACK: usize = 16 << 20;

/// Prepared pieces that are written together.
#[derive(Debug, Default)]
pub(super) struct PreparedBatch {
    pub(super) pieces: Vec<Prepared>,
    /// Bytes of input.
    pub(super) n_bytes: usize,
    /// Bytes of the files that were read by then.
    pub(super) n_read: u64,
}

impl PreparedBatch {
    /// Adds the batch that follows.
    fn append(&mut self, next: Self) {
        self.pieces.extend(next.pieces);
        self.n_bytes += next.n_bytes;
        self.n_read = next.n_read;
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
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel(WAITING);
        scope.spawn(move || {
            let mut pieces = pieces;
            while !stop.load(Ordering::Relaxed) {
                let (batch, n_bytes) =
                    take_batch(&mut pieces, options.n_together.clamp(1, PREPARED_PIECES));
                if batch.is_empty() {
                    break;
                }
                let n_read = pieces.n_read();
                let prepared = PreparedBatch {
                    pieces: prepare_all(batch, workshop, options.n_threads),
                    n_bytes,
                    n_read,
                };
                if sender.send(prepared).is_err() {
                    break;
                }
            }
        });
        while let Ok(mut batch) = receiver.recv() {
            while batch.pieces.len() < options.n_together
                && let Ok(next) = receiver.try_recv()
            {
                batch.append(next);
            }
            handle(batch)?;
            if stop.load(Ordering::Relaxed) {
                break;
            }
        }
        Ok(())
    })
}

type Unread = Result<Piece, Rejection>;

fn take_batch(pieces: &mut Pieces, most: usize) -> (Vec<Unread>, usize) {
    let mut batch = Vec::new();
    let mut n_bytes = 0;
    while batch.len() < most && n_bytes < PREPARED_BYTES {
        match pieces.next() {
            Some(Ok(piece)) => {
                n_bytes += piece.n_bytes();
                batch.push(Ok(piece));
            }
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
