//! Words by which an article corrects itself: "an earlier version of this story misstated".

use super::classed::{ClassedWords, classes};
use super::error::LexiconError;

classes! {
    /// Classes of words by which an article corrects itself.
    pub CorrectionWord {
        /// What an article calls itself: "story".
        Itself = "itself",
        /// Says that something was not right before: "misstated".
        Mended = "mended",
        /// "earlier", of the article as it was.
        Former = "former",
        /// "version".
        Version = "version",
    }
}

pub(super) fn load() -> Result<ClassedWords<CorrectionWord>, LexiconError> {
    let data = include_str!("data/correction_words.tsv");
    ClassedWords::read("correction_words.tsv", data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_words_load() {
        let words = load().unwrap();
        assert!(words.has(CorrectionWord::Mended, "Misstated"));
        assert!(!words.has(CorrectionWord::Mended, "said"));
    }
}
