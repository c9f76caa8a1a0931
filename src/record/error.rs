//! What can be wrong with a record, with the field where it is.

/// A line that cannot be used, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{fault}", at(.field))]
pub struct RecordError {
    /// Path of the field, `events[3].date`; empty for the record as a whole.
    pub field: String,
    /// What is wrong there.
    pub fault: RecordFault,
}

impl RecordError {
    pub(crate) fn new(field: impl Into<String>, fault: RecordFault) -> Self {
        Self {
            field: field.into(),
            fault,
        }
    }
}

fn at(field: &str) -> String {
    if field.is_empty() {
        String::new()
    } else {
        format!("`{field}`: ")
    }
}

/// What is wrong with a record or a field of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordFault {
    /// The line is not JSON.
    #[error("not JSON: {reason} (character {column})")]
    NotJson {
        /// Byte of the line, counted from 1.
        column: usize,
        /// What was expected.
        reason: String,
    },
    /// The line is JSON, but a list, a number, a text.
    #[error("not a JSON object")]
    NotAnObject,
    /// `record` is none of source, entity, article, cluster.
    #[error("`{word}` is none of source, entity, article, cluster")]
    UnknownRecord {
        /// The word given.
        word: String,
    },
    /// A field that must be there is not.
    #[error("missing")]
    Missing,
    /// A field has a value of the wrong type, or a word outside its set.
    #[error("{reason}")]
    Invalid {
        /// What was found and what was expected.
        reason: String,
    },
    /// A mode that belongs to another kind.
    #[error("the mode {mode} is of the kind {expected}, not {found}")]
    ModeOfOtherKind {
        /// The mode.
        mode: &'static str,
        /// The kind it implies.
        expected: &'static str,
        /// The kind given.
        found: &'static str,
    },
    /// Offsets that do not lie in the text, or in the wrong order.
    #[error("[{start}, {end}) does not lie in a text of {length} characters")]
    OutsideText {
        /// First character.
        start: usize,
        /// One past the last character.
        end: usize,
        /// Characters of the text.
        length: usize,
    },
}
