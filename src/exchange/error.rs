//! Why a file is not written.

use std::io;

use crate::ask::Trouble;
use crate::store::{ExportError, StoreError};

/// Why an export to another tool ended early.
#[derive(Debug)]
pub enum ExchangeError {
    /// The question has no answer.
    Question {
        /// The question as it was asked.
        question: String,
        /// Why.
        trouble: Trouble,
    },
    /// The question's rows are not of a sort that the format can hold; what it can, in words.
    Unfit(&'static str),
    /// The database cannot be read.
    Store(StoreError),
    /// The file cannot be written.
    Output(io::Error),
}

impl From<StoreError> for ExchangeError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<io::Error> for ExchangeError {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<ExportError> for ExchangeError {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Store(error) => Self::Store(error),
            ExportError::Output(error) => Self::Output(error),
        }
    }
}
