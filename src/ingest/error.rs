//! What ends a run.

use super::Summary;
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
    /// More inputs than so many cannot be used: what the run had done by then, which stays.
    #[error("{} inputs cannot be used", .0.n_rejected)]
    Rejected(Box<Summary>),
}
