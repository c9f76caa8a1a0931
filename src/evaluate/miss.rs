//! What an extraction did wrong, with the place.

use std::fmt;

use super::{Aspect, Comparison};

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Annotated and not found.
    Missed,
    /// Found and not annotated.
    Extra,
    /// Found, but with something else than annotated.
    Wrong,
}

impl Fault {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Extra => "extra",
            Self::Wrong => "wrong",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.word())
    }
}

/// One mistake of the extraction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss {
    /// What is wrong.
    pub fault: Fault,
    /// With what.
    pub aspect: Aspect,
    /// File and line of the annotated article.
    pub place: String,
    /// Id of the article.
    pub article: String,
    /// What was found or should have been.
    pub detail: String,
    /// The sentence in which it is.
    pub sentence: String,
}

impl Comparison<'_> {
    /// A mistake at a character of the text.
    pub(super) fn miss(&self, fault: Fault, aspect: Aspect, at: usize, detail: String) -> Miss {
        let record = self.expected.record;
        Miss {
            fault,
            aspect,
            place: self.place.to_owned(),
            article: record.id.clone().unwrap_or_default(),
            detail,
            sentence: self.sentence(at),
        }
    }

    /// The sentence that holds a character, in one line.
    fn sentence(&self, at: usize) -> String {
        let sentences = self.found.record.sentences.iter().flatten();
        let found = sentences
            .filter(|sentence| sentence.start <= at)
            .max_by_key(|sentence| sentence.start);
        let text = found.map_or("", |sentence| {
            self.offsets.slice(sentence.start, sentence.end)
        });
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
