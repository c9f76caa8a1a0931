//! What can be wrong with a lexicon file.

/// An error in a lexicon file, with its place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LexiconError {
    /// The code asks for a column that the first line does not name.
    #[error("{file}: no column `{column}`")]
    NoColumn {
        /// File name.
        file: &'static str,
        /// Column asked for.
        column: &'static str,
    },
    /// A class that the code asks for has no words.
    #[error("{file}: no words of the class `{class}`")]
    NoWords {
        /// File name.
        file: &'static str,
        /// Its name in the file.
        class: &'static str,
    },
    /// A line that cannot be used.
    #[error("{file}:{line}: {problem}")]
    BadLine {
        /// File name.
        file: &'static str,
        /// Line number, from 1.
        line: usize,
        /// What is wrong.
        problem: String,
    },
}
