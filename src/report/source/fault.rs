//! What can be wrong with the form of a report.

use crate::span::Span;

/// One thing wrong with a report's own form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What.
    pub kind: FaultKind,
    /// Where, in bytes of the file.
    pub span: Span,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// The front matter has no closing `---`.
    OpenFront,
    /// A line of the front matter is no `key: value`.
    NoKey,
    /// There is no such key.
    UnknownKey {
        /// As written.
        key: String,
        /// One of nearly that name.
        similar: Option<&'static str>,
    },
    /// A block has no closing fence.
    OpenBlock,
    /// A word of a block's first line means nothing.
    UnknownWord {
        /// As written.
        word: String,
        /// One of nearly that name.
        similar: Option<&'static str>,
    },
    /// The kind of chart does not exist.
    UnknownChart {
        /// As written.
        word: String,
        /// One of nearly that name.
        similar: Option<&'static str>,
    },
    /// The name cannot stand in the text.
    BadName {
        /// As written.
        name: String,
    },
    /// Two blocks have one name.
    SameName {
        /// Whose.
        name: String,
    },
    /// A caption has no closing quotation mark.
    OpenCaption,
    /// The text around the blocks does not work out; what the template language says.
    Text {
        /// In its words.
        message: String,
        /// What may be used there instead.
        help: Option<String>,
    },
}
