//! Sentences in which an article corrects itself: they tell what it said, not what happened.

use crate::lexicon::classed::ClassedWords;
use crate::lexicon::correction::CorrectionWord;
use crate::text::document::{Document, Sentence};

/// Whether a sentence is a note by which an article corrects itself: "An earlier version of this story said".
pub(super) fn is_erratum(
    document: &Document<'_>,
    sentence: &Sentence,
    words: &ClassedWords<CorrectionWord>,
) -> bool {
    /// Tokens in which such a note says what it is.
    const OPENING: usize = 16;
    let end = sentence.tokens.end.min(sentence.tokens.start + OPENING);
    let opening = sentence.tokens.start..end;
    let is_self = |at: usize| {
        at < end
            && document.is_any_word(at, &["this", "our", "the"])
            && document.is_of(at + 1, words, CorrectionWord::Itself)
    };
    let is_version = |at: usize| {
        at + 3 < end
            && document.is_word(at + 2, "of")
            && document.is_of(at, words, CorrectionWord::Former)
            && document.is_of(at + 1, words, CorrectionWord::Version)
            && is_self(at + 3)
    };
    let names_itself =
        is_self(sentence.tokens.start) && document.is_word(sentence.tokens.start, "this");
    opening.clone().any(is_version)
        || names_itself
            && opening
                .into_iter()
                .any(|at| document.is_of(at, words, CorrectionWord::Mended))
}
