//! Scales: round numbers along a side, and names along the foot as far as there is room.

use super::canvas::{Anchor, Canvas, count, width_of};
use crate::render::cell::{number_text, shown};
use crate::value::{Column, ColumnType, Value};

/// A scale of numbers from bottom to top.
pub(super) struct Scale {
    /// The least and the greatest number on it.
    pub(super) low: f64,
    pub(super) high: f64,
    /// Between two lines.
    step: f64,
    /// Where it begins and ends, in units from the top.
    pub(super) foot: f64,
    pub(super) top: f64,
}

impl Scale {
    /// One on which all numbers from `low` to `high` lie, and 0.
    pub(super) fn new((low, high): (f64, f64), (foot, top): (f64, f64)) -> Self {
        let (low, high) = (low.min(0.0), high.max(0.0));
        let step = round_step((high - low).max(f64::MIN_POSITIVE) / 4.0);
        let lowest = (low / step).floor() * step;
        let highest = ((high / step).ceil() * step).max(lowest + step);
        Self {
            low: lowest,
            high: highest,
            step,
            foot,
            top,
        }
    }

    /// The height of a number.
    pub(super) fn at(&self, number: f64) -> f64 {
        let part = (number - self.low) / (self.high - self.low);
        self.foot - part * (self.foot - self.top)
    }

    fn ticks(&self) -> Vec<f64> {
        let mut ticks = Vec::new();
        let mut at = 0;
        while at < 20 {
            let tick = self.low + count(at) * self.step;
            if tick > self.high + self.step / 2.0 {
                break;
            }
            ticks.push(tick);
            at += 1;
        }
        ticks
    }

    /// Units that its numbers need on the left.
    pub(super) fn room(&self) -> f64 {
        let widths = self
            .ticks()
            .into_iter()
            .map(|tick| width_of(&written(tick)));
        widths.fold(0.0, f64::max) + 10.0
    }

    /// Draws its lines from `left` to `right`, with the numbers before them.
    pub(super) fn draw(&self, canvas: &mut Canvas, left: f64, right: f64) {
        for tick in self.ticks() {
            let y = self.at(tick);
            let class = if tick.abs() < self.step / 2.0 {
                "zero"
            } else {
                "grid"
            };
            canvas.line((left, y), (right, y), class);
            canvas.text((left - 8.0, y + 4.0), Anchor::End, "tick", &written(tick));
        }
    }
}

/// 1, 2 or 5 times a power of ten, at least as much; a whole number where numbers are counts.
fn round_step(least: f64) -> f64 {
    let power = 10_f64.powf(least.log10().floor());
    let times = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .find(|times| times * power >= least * 0.999);
    let step = times.unwrap_or(10.0) * power;
    if step > 0.2 && step < 1.0 { 1.0 } else { step }
}

/// A number of a scale: short where it is large.
fn written(number: f64) -> String {
    let short = [(1e9, "bn"), (1e6, "m")]
        .into_iter()
        .find(|(size, _)| number.abs() >= *size);
    if let Some((size, word)) = short {
        return format!(
            "{} {word}",
            number_text((number / size * 10.0).round() / 10.0, Some(1))
        );
    }
    let rounded = (number * 1e6).round() / 1e6;
    shown(&Value::Number(rounded), &Column::new("", ColumnType::Plain))
}

/// Writes names below the foot, each in the middle of its place; as many as there is room for, the first and the last always.
pub(super) fn names(canvas: &mut Canvas, names: &[(f64, String)], y: f64, class: &str) {
    let Some((last_x, last)) = names.last() else {
        return;
    };
    let half = |name: &str| width_of(name) / 2.0;
    let last_start = last_x - half(last);
    let mut free = f64::NEG_INFINITY;
    for (at, (x, name)) in names.iter().enumerate() {
        let is_last = at + 1 == names.len();
        let fits = x - half(name) >= free
            && (is_last || x + half(name) + 10.0 <= last_start || names.len() == 1);
        if fits || (is_last && last_start >= free) {
            let x = x.clamp(half(name), (canvas.width - half(name)).max(half(name)));
            canvas.text((x, y), Anchor::Middle, class, name);
            free = x + half(name) + 10.0;
        }
    }
}
