//! What a chart is drawn on: its width and signs, and texts fitted to cells.

use unicode_segmentation::UnicodeSegmentation;

use crate::render::cell::cells;

/// A page for one chart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paper {
    /// Width in terminal cells.
    pub(super) width: usize,
    /// Whether only ASCII signs may be drawn.
    pub(super) is_ascii: bool,
}

impl Paper {
    /// The one sign or the other.
    pub(super) fn sign<'s>(self, unicode: &'s str, ascii: &'s str) -> &'s str {
        if self.is_ascii { ascii } else { unicode }
    }

    /// A bar as long as `fraction` of `width`; anything above 0 is seen.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "cells of a page"
    )]
    pub(super) fn bar(self, fraction: f64, width: usize) -> String {
        const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
        let fraction = fraction.clamp(0.0, 1.0);
        if fraction == 0.0 || width == 0 {
            return String::new();
        }
        if self.is_ascii {
            let length = (fraction * width as f64).round() as usize;
            return "#".repeat(length.max(1));
        }
        let eighths = ((fraction * width as f64 * 8.0).round() as usize).max(1);
        "█".repeat(eighths / 8) + EIGHTHS[eighths % 8]
    }

    /// A bar that ends at its right side, padded on the left.
    pub(super) fn bar_to_left(self, fraction: f64, width: usize) -> String {
        // There are no blocks that grow from the right by eighths, but one of a half.
        let bar = self.bar(fraction, width);
        let whole = bar
            .chars()
            .filter(|sign| *sign == '█' || *sign == '#')
            .count();
        let has_part = bar.chars().count() > whole;
        let drawn = if has_part { "▐" } else { "" }.to_owned() + &self.sign("█", "#").repeat(whole);
        right(&drawn, width)
    }

    /// One cell as high as `fraction` of it; 0 is a line at the foot, anything above is higher.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an index of a short list"
    )]
    pub(super) fn spark(self, fraction: f64) -> &'static str {
        const UNICODE: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
        const ASCII: [&str; 8] = ["_", ".", ".", ":", ":", "|", "|", "#"];
        let signs = if self.is_ascii { ASCII } else { UNICODE };
        let fraction = fraction.clamp(0.0, 1.0);
        let height = (fraction * 7.0).round() as usize;
        signs[if fraction > 0.0 { height.max(1) } else { 0 }]
    }

    /// One of five shades; 0 is a point.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an index of a short list"
    )]
    pub(super) fn shade(self, fraction: f64) -> &'static str {
        const UNICODE: [&str; 5] = ["·", "░", "▒", "▓", "█"];
        const ASCII: [&str; 5] = [".", "-", "+", "%", "#"];
        let signs = if self.is_ascii { ASCII } else { UNICODE };
        if fraction > 0.0 {
            signs[((fraction * 4.0).ceil() as usize).clamp(1, 4)]
        } else {
            signs[0]
        }
    }

    /// The text in at most `width` cells, with a mark where it is cut, and whether it is.
    pub(super) fn fitted(self, text: &str, width: usize) -> (String, bool) {
        if cells(text) <= width {
            return (text.to_owned(), false);
        }
        let mut short = String::new();
        for grapheme in text.graphemes(true) {
            if cells(&short) + cells(grapheme) + 1 > width {
                break;
            }
            short.push_str(grapheme);
        }
        short.push_str(self.sign("…", "~"));
        (short, true)
    }
}

/// The text with spaces after it.
pub(super) fn left(text: &str, width: usize) -> String {
    text.to_owned() + &" ".repeat(width.saturating_sub(cells(text)))
}

/// The text with spaces before it.
pub(super) fn right(text: &str, width: usize) -> String {
    " ".repeat(width.saturating_sub(cells(text))) + text
}

/// The widths of columns of text, of which the widest give way until all fit with two cells between.
pub(super) fn share_width(mut widths: Vec<usize>, available: usize, least: usize) -> Vec<usize> {
    let total = |widths: &[usize]| widths.iter().sum::<usize>() + 2 * widths.len();
    while total(&widths) > available {
        let widest = widths.iter().max().copied().unwrap_or(0);
        if widest <= least {
            break;
        }
        if let Some(wide) = widths.iter_mut().find(|wide| **wide == widest) {
            *wide -= 1;
        }
    }
    widths
}
