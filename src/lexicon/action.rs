//! Verbs and nouns of events, with kind, mode and slots; cues of modality and negation.

use super::error::LexiconError;

/// Verbs and nouns of events, with kind, mode and slots; cues of modality and negation.
#[derive(Debug, Default)]
pub struct ActionLexicon {}

impl ActionLexicon {
    /// Reads the data files that are built into the program.
    ///
    /// # Errors
    /// The first line that cannot be used.
    pub fn load() -> Result<Self, LexiconError> {
        Ok(Self::default())
    }
}
