//! What stands before a line.

use crate::render::Letters;
use crate::render::cell::{cells, clean};

/// No prompt is longer: the line is for the question.
const LONGEST: usize = 24;

/// `news> `, with a red or bold sign after an error.
pub(super) struct Prompt {
    plain: String,
    styled: String,
}

impl Prompt {
    /// The prompt of a database.
    pub(super) fn new(name: &str, is_failed: bool, letters: Letters) -> Self {
        let name: String = clean(name).chars().take(LONGEST).collect();
        let plain = format!("{name}> ");
        let failed = match letters {
            Letters::Coloured => Some("31"),
            Letters::Weighted => Some("1"),
            Letters::Plain => None,
        };
        let styled = match failed.filter(|_| is_failed) {
            Some(style) => format!("{name}\u{1b}[{style}m>\u{1b}[0m "),
            None => plain.clone(),
        };
        Self { plain, styled }
    }

    /// Its cells.
    pub(super) fn width(&self) -> usize {
        cells(&self.plain)
    }
}

impl rustyline::Prompt for Prompt {
    fn raw(&self) -> &str {
        &self.plain
    }

    fn styled(&self) -> &str {
        &self.styled
    }
}
