//! Lessons → weights: an averaged perceptron, greedy from left to right. The same lessons give the same
//! weights.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::extract::mention::learned::{Lesson, Rows, decide, is_plainly_outside};
use crate::lexicon::learned::{LearnedWeights, N_ROWS, Tag, TagPoints};

/// How often every lesson is gone through.
const N_ROUNDS: usize = 5;
/// What a step of learning weighs in the weights that are kept.
const SCALE: i64 = 256;

/// A weight while it is learned.
#[derive(Debug, Clone, Copy, Default)]
struct Growing {
    weight: i32,
    /// Sum of the weight over all steps up to `step`.
    total: i64,
    step: u32,
}

impl Growing {
    fn change(&mut self, by: i32, step: u32) {
        self.settle(step);
        self.weight += by;
    }

    fn settle(&mut self, step: u32) {
        self.total += i64::from(self.weight) * i64::from(step - self.step);
        self.step = step;
    }
}

struct Learner {
    rows: Vec<[Growing; Tag::ALL.len()]>,
    step: u32,
}

/// Learns from the lessons; none if `stop` was set meanwhile.
pub(super) fn train(lessons: &[Lesson], stop: &AtomicBool) -> Option<LearnedWeights> {
    let mut learner = Learner {
        rows: vec![[Growing::default(); Tag::ALL.len()]; N_ROWS],
        step: 0,
    };
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut dice = Dice(1);
    for _ in 0..N_ROUNDS {
        dice.shuffle(&mut order);
        for lesson in &order {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            learner.take(&lessons[*lesson]);
        }
    }
    Some(learner.finish())
}

impl Learner {
    fn take(&mut self, lesson: &Lesson) {
        let (mut previous, mut before) = (Tag::Outside, Tag::Outside);
        for (word, truth) in lesson.words.iter().zip(&lesson.tags) {
            let mut guess = Tag::Outside;
            if !is_plainly_outside(word, previous) {
                let rows = word.rows(previous, before);
                guess = decide(&self.points(&rows), previous);
                self.step += 1;
                if let Some(truth) = *truth
                    && guess != truth
                    && truth.may_follow(previous)
                {
                    self.correct(&rows, truth, guess);
                }
            }
            (previous, before) = (guess, previous);
        }
    }

    fn points(&self, rows: &Rows) -> TagPoints {
        let mut points = TagPoints::default();
        for row in rows {
            for (total, growing) in points.iter_mut().zip(&self.rows[*row as usize]) {
                *total += growing.weight;
            }
        }
        points
    }

    fn correct(&mut self, rows: &Rows, truth: Tag, guess: Tag) {
        for row in rows {
            let row = &mut self.rows[*row as usize];
            row[truth.index()].change(1, self.step);
            row[guess.index()].change(-1, self.step);
        }
    }

    /// The averages over all steps.
    fn finish(mut self) -> LearnedWeights {
        let mut weights = LearnedWeights::default();
        let n_steps = i64::from(self.step).max(1);
        for (position, row) in self.rows.iter_mut().enumerate() {
            for (tag, growing) in Tag::ALL.into_iter().zip(row) {
                growing.settle(self.step);
                let average = growing.total * SCALE / n_steps;
                let bounded = average.clamp(i64::from(i16::MIN), i64::from(i16::MAX));
                weights.set(position, tag, i16::try_from(bounded).unwrap_or_default());
            }
        }
        weights
    }
}

/// A generator of numbers that look random and are always the same (splitmix64).
struct Dice(u64);

impl Dice {
    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn shuffle(&mut self, order: &mut [usize]) {
        for last in (1..order.len()).rev() {
            let other = self.throw() % (last as u64 + 1);
            order.swap(last, usize::try_from(other).unwrap_or_default());
        }
    }
}
