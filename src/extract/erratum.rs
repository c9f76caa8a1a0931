//! Sentences in which an article corrects itself: they tell what it said, not what happened.

use crate::text::document::{Document, Sentence};

/// What an article calls itself.
const SELVES: [&str; 9] = [
    "article", "story", "report", "piece", "dispatch", "headline", "caption", "post", "item",
];
/// What says that it was not right before.
const MENDED: [&str; 12] = [
    "corrected",
    "amended",
    "misstated",
    "misspelled",
    "misspelt",
    "misidentified",
    "mistakenly",
    "incorrectly",
    "erroneously",
    "wrongly",
    "clarified",
    "retracted",
];

/// Whether a sentence is a note by which an article corrects itself: "An earlier version of this story said".
pub(super) fn is_erratum(document: &Document<'_>, sentence: &Sentence) -> bool {
    /// Tokens in which such a note says what it is.
    const OPENING: usize = 16;
    let end = sentence.tokens.end.min(sentence.tokens.start + OPENING);
    let opening = sentence.tokens.start..end;
    let is_self = |at: usize| {
        at < end
            && document.is_any_word(at, &["this", "our", "the"])
            && document.is_any_word(at + 1, &SELVES)
    };
    let is_version = |at: usize| {
        document.is_any_word(at, &["earlier", "previous", "prior", "original"])
            && document.is_any_word(at + 1, &["version", "versions", "edition"])
            && at + 3 < end
            && document.is_word(at + 2, "of")
            && is_self(at + 3)
    };
    let names_itself =
        is_self(sentence.tokens.start) && document.is_word(sentence.tokens.start, "this");
    opening.clone().any(is_version)
        || names_itself
            && opening
                .into_iter()
                .any(|at| document.is_any_word(at, &MENDED))
}
