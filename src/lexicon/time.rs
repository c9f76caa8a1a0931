//! Words of time.

use super::error::LexiconError;

/// Words of time.
#[derive(Debug, Default)]
pub struct TimeLexicon {}

impl TimeLexicon {
    /// Reads the data files that are built into the program.
    ///
    /// # Errors
    /// The first line that cannot be used.
    pub fn load() -> Result<Self, LexiconError> {
        Ok(Self::default())
    }
}
