//! Names of people, places, organizations and armed groups, and the words around them.

use super::error::LexiconError;

/// Names of people, places, organizations and armed groups, and the words around them.
#[derive(Debug, Default)]
pub struct NamesLexicon {}

impl NamesLexicon {
    /// Reads the data files that are built into the program.
    ///
    /// # Errors
    /// The first line that cannot be used.
    pub fn load() -> Result<Self, LexiconError> {
        Ok(Self::default())
    }
}
