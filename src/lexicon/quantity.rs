//! Number words, units, qualifiers and what is counted.

use super::error::LexiconError;

/// Number words, units, qualifiers and what is counted.
#[derive(Debug, Default)]
pub struct QuantityLexicon {}

impl QuantityLexicon {
    /// Reads the data files that are built into the program.
    ///
    /// # Errors
    /// The first line that cannot be used.
    pub fn load() -> Result<Self, LexiconError> {
        Ok(Self::default())
    }
}
