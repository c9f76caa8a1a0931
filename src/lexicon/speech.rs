//! Reporting verbs and other words of attribution.

use super::error::LexiconError;

/// Reporting verbs and other words of attribution.
#[derive(Debug, Default)]
pub struct SpeechLexicon {}

impl SpeechLexicon {
    /// Reads the data files that are built into the program.
    ///
    /// # Errors
    /// The first line that cannot be used.
    pub fn load() -> Result<Self, LexiconError> {
        Ok(Self::default())
    }
}
