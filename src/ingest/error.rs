//! What ends a run.

use super::Rejection;
use crate::store::StoreError;

/// Why a run ended before its input did.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// The database cannot be written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The output cannot be written.
    #[error("cannot write the output: {0}")]
    Output(#[from] std::io::Error),
    /// An input that cannot be used, in a strict run.
    #[error("{0}")]
    Rejected(Rejection),
}
