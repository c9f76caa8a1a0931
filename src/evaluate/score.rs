//! Right among found, found among expected.

/// How much of what was found is right, and how much of what is right was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Score {
    /// Things found that are expected.
    pub right: usize,
    /// Things found; 0 where they are not counted, since only some of what is there is annotated.
    pub found: usize,
    /// Things expected.
    pub expected: usize,
}

impl Score {
    /// The share of what was found that is right, 0 to 1; none if nothing was found.
    pub fn precision(self) -> Option<f64> {
        share(self.right, self.found)
    }

    /// The share of what is expected that was found, 0 to 1; none if nothing is expected.
    pub fn recall(self) -> Option<f64> {
        share(self.right, self.expected)
    }

    /// The harmonic mean of both; none if nothing was found and nothing is expected, or if what was found
    /// is not counted.
    pub fn f1(self) -> Option<f64> {
        if self.right > self.found {
            return None;
        }
        share(2 * self.right, self.found + self.expected)
    }

    /// Counts some of each.
    pub fn add(&mut self, right: usize, found: usize, expected: usize) {
        self.right += right;
        self.found += found;
        self.expected += expected;
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of things a person annotated"
)]
fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
