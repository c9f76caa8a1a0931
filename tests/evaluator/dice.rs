//! Numbers that look random and are the same in every run.

/// A sequence of numbers that its seed decides (xorshift, Marsaglia 2003).
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        // Small seeds that differ in one bit must not start alike.
        let mut dice = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        for _ in 0..8 {
            dice.next();
        }
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// From 0 to `n` - 1; 0 where `n` is 0.
    pub(super) fn below(&mut self, n: usize) -> usize {
        let n = n.max(1) as u64;
        usize::try_from((self.next() >> 8) % n).unwrap()
    }

    /// From `low` to `high`, both included.
    pub(super) fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// Once in `n`.
    pub(super) fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub(super) fn pick<'w, T>(&mut self, list: &'w [T]) -> &'w T {
        &list[self.below(list.len())]
    }

    /// One of a list, or nothing where the list is empty.
    pub(super) fn pick_any<'w, T>(&mut self, list: &'w [T]) -> Option<&'w T> {
        (!list.is_empty()).then(|| self.pick(list))
    }
}
