//! Signs on a surface: positions in units from the top left, looks by class.

use std::fmt::Write;

use crate::render::cell::cells;
use crate::report::escape::html;

/// Height of a line of text.
pub(super) const LINE: f64 = 18.0;
/// Width of a letter, on average; figures and capitals included.
const LETTER: f64 = 6.5;

/// Where a text stands to its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A drawing in the making.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Canvas {
    /// Units from left to right.
    pub(super) width: f64,
    /// Units from top to bottom.
    pub(super) height: f64,
    body: String,
}

impl Canvas {
    pub(super) fn new(width: f64) -> Self {
        Self {
            width,
            height: 0.0,
            body: String::new(),
        }
    }

    /// Whether there is little room.
    pub(super) fn is_narrow(&self) -> bool {
        self.width < 500.0
    }

    /// A text whose foot stands at `y`.
    pub(super) fn text(&mut self, (x, y): (f64, f64), anchor: Anchor, class: &str, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        self.push(&format!(
            "<text x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\" class=\"{class}\">{}</text>",
            unit(x),
            unit(y),
            html(text)
        ));
    }

    pub(super) fn rect(
        &mut self,
        (x, y): (f64, f64),
        (width, height): (f64, f64),
        class: &str,
        told: &str,
    ) {
        self.push(&format!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" class=\"{class}\">{}</rect>",
            unit(x),
            unit(y),
            unit(width.max(0.0)),
            unit(height.max(0.0)),
            title(told)
        ));
    }

    /// A rectangle of which so much of the paper shows through.
    pub(super) fn shade(
        &mut self,
        (x, y): (f64, f64),
        (width, height): (f64, f64),
        opacity: f64,
        told: &str,
    ) {
        self.push(&format!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" class=\"f0\" fill-opacity=\"{opacity:.2}\">{}</rect>",
            unit(x),
            unit(y),
            unit(width),
            unit(height),
            title(told)
        ));
    }

    pub(super) fn line(&mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64), class: &str) {
        self.push(&format!(
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" class=\"{class}\"/>",
            unit(x1),
            unit(y1),
            unit(x2),
            unit(y2)
        ));
    }

    /// A line as thick as a number is large.
    pub(super) fn link(
        &mut self,
        (x1, y1): (f64, f64),
        (x2, y2): (f64, f64),
        width: f64,
        told: &str,
    ) {
        self.push(&format!(
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" class=\"link\" stroke-width=\"{}\">{}</line>",
            unit(x1),
            unit(y1),
            unit(x2),
            unit(y2),
            unit(width),
            title(told)
        ));
    }

    /// A line that ends in a tip.
    pub(super) fn arrow(&mut self, from: (f64, f64), (x, y): (f64, f64), width: f64, told: &str) {
        let far = (x - from.0).hypot(y - from.1).max(0.01);
        let (dx, dy) = ((x - from.0) / far, (y - from.1) / far);
        let (long, half) = (7.0 + width, 3.0 + width * 0.7);
        let foot = (x - dx * long, y - dy * long);
        self.link(from, (foot.0 + dx, foot.1 + dy), width, told);
        let tip = [
            (x, y),
            (foot.0 - dy * half, foot.1 + dx * half),
            (foot.0 + dy * half, foot.1 - dx * half),
        ];
        self.area(&tip, "tip");
    }

    pub(super) fn circle(&mut self, (x, y): (f64, f64), radius: f64, class: &str, told: &str) {
        self.push(&format!(
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" class=\"{class}\">{}</circle>",
            unit(x),
            unit(y),
            unit(radius),
            title(told)
        ));
    }

    /// A line through points.
    pub(super) fn path(&mut self, points: &[(f64, f64)], class: &str) {
        self.push(&format!(
            "<path d=\"{}\" class=\"{class}\"/>",
            steps(points)
        ));
    }

    /// The area within points.
    pub(super) fn area(&mut self, points: &[(f64, f64)], class: &str) {
        self.push(&format!(
            "<path d=\"{}Z\" class=\"{class}\"/>",
            steps(points)
        ));
    }

    fn push(&mut self, sign: &str) {
        self.body.push_str(sign);
        self.body.push('\n');
    }

    /// The drawing; `words` are escaped, and tell it to who does not see it.
    pub(super) fn svg(&self, words: &str, style: &str) -> String {
        let style = if style.is_empty() {
            String::new()
        } else {
            format!("<style>\n{style}</style>\n")
        };
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"drawing\" role=\"img\" aria-label=\"{words}\" \
             viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\n{style}{}</svg>",
            self.body,
            width = unit(self.width),
            height = unit(self.height.ceil()),
        )
    }
}

/// Units that a text is wide, about.
pub(super) fn width_of(text: &str) -> f64 {
    count(cells(text)) * LETTER
}

/// A text in at most so many units, with a mark where it is cut.
pub(super) fn fitted(text: &str, width: f64) -> String {
    if width_of(text) <= width {
        return text.to_owned();
    }
    let mut short = String::new();
    for character in text.chars() {
        if width_of(&short) + 2.0 * LETTER > width {
            break;
        }
        short.push(character);
    }
    short.trim_end().to_owned() + "…"
}

/// A text on at most so many lines, broken between words, with a mark where it is cut.
pub(super) fn wrapped(text: &str, width: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let is_last = lines.len() == most;
        match lines.last_mut() {
            Some(line) if width_of(line) + LETTER + width_of(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            Some(line) if is_last => {
                *line = fitted(&format!("{line} {word}"), width);
                return lines;
            }
            _ => lines.push(fitted(word, width)),
        }
    }
    lines
}

/// A count as a measure.
#[expect(clippy::cast_precision_loss, reason = "only positions are made of it")]
pub(super) fn count(number: usize) -> f64 {
    number as f64
}

fn title(told: &str) -> String {
    if told.is_empty() {
        String::new()
    } else {
        format!("<title>{}</title>", html(told))
    }
}

fn steps(points: &[(f64, f64)]) -> String {
    let mut text = String::new();
    for (at, (x, y)) in points.iter().enumerate() {
        let sign = if at == 0 { 'M' } else { 'L' };
        // Writing to a string cannot fail.
        let _ = write!(text, "{sign}{} {}", unit(*x), unit(*y));
    }
    text
}

/// A position with one digit behind the point at most.
fn unit(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    // No minus before a zero.
    let rounded = if rounded == 0.0 { 0.0 } else { rounded };
    format!("{rounded}")
}
