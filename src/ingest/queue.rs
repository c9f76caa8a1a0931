//! The batches that wait to be written: so many bytes of them, however many articles these are.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::stream::PreparedBatch;

/// Most bytes that wait. A batch that is larger waits alone.
const WAITING: usize = 64 << 20;
/// Most bytes that are written together, unless the first batch has more by itself.
const TOGETHER: usize = 32 << 20;

/// Between the threads that prepare and the one that writes.
#[derive(Debug, Default)]
pub(super) struct Queue {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    waiting: VecDeque<PreparedBatch>,
    /// Bytes of what waits.
    weight: usize,
    is_closed: bool,
}

/// One end of a queue; when it is gone, nothing more is put in.
pub(super) struct End<'queue>(pub(super) &'queue Queue);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.lock().is_closed = true;
        self.0.changed.notify_all();
    }
}

impl End<'_> {
    /// Adds a batch as soon as there is room; false if nobody takes it any more.
    pub(super) fn put(&self, batch: PreparedBatch) -> bool {
        let has_no_room = |state: &mut State| {
            let is_too_much = state.weight + batch.weight > WAITING;
            !state.is_closed && !state.waiting.is_empty() && is_too_much
        };
        let waited = self.0.changed.wait_while(self.0.lock(), has_no_room);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner);
        if state.is_closed {
            return false;
        }
        state.weight += batch.weight;
        state.waiting.push_back(batch);
        self.0.changed.notify_all();
        true
    }

    /// The next batch, joined with those that follow it already, up to so many pieces; none at the end.
    pub(super) fn take(&self, most: usize) -> Option<PreparedBatch> {
        let has_nothing = |state: &mut State| !state.is_closed && state.waiting.is_empty();
        let waited = self.0.changed.wait_while(self.0.lock(), has_nothing);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner);
        let mut batch = state.waiting.pop_front()?;
        while let Some(next) = state.waiting.front()
            && batch.pieces.len() < most
            && batch.weight + next.weight <= TOGETHER
        {
            batch.append(state.waiting.pop_front()?);
        }
        state.weight -= batch.weight;
        self.0.changed.notify_all();
        Some(batch)
    }
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    fn batch(n_bytes: usize, weight: usize) -> PreparedBatch {
        PreparedBatch {
            n_bytes,
            weight,
            ..PreparedBatch::default()
        }
    }

    #[test]
    fn batches_are_joined_up_to_so_many_bytes_and_keep_their_order() {
        let queue = Queue::default();
        let (giver, taker) = (End(&queue), End(&queue));
        for (n_bytes, weight) in [(1, 20 << 20), (2, 12 << 20), (4, 1), (8, 40 << 20)] {
            let is_taken = thread::scope(|scope| {
                let put = scope.spawn(|| giver.put(batch(n_bytes, weight)));
                if n_bytes == 8 {
                    // There is no room for it until the others are gone.
                    assert_eq!(taker.take(100).map(|batch| batch.n_bytes), Some(3));
                }
                put.join().unwrap()
            });
            assert!(is_taken);
        }
        assert_eq!(taker.take(100).map(|batch| batch.n_bytes), Some(4));
        assert_eq!(taker.take(100).map(|batch| batch.n_bytes), Some(8));
        drop(giver);
        assert!(taker.take(100).is_none());
        assert!(!taker.put(batch(1, 1)));
    }

    #[test]
    fn a_batch_larger_than_the_room_waits_alone() {
        let queue = Queue::default();
        let end = End(&queue);
        assert!(end.put(batch(1, WAITING * 2)));
        assert_eq!(end.take(1).map(|batch| batch.n_bytes), Some(1));
        assert_eq!(queue.lock().weight, 0);
    }
}
