//! All that is wrong with one script.

use super::error::QueryError;
use super::meant::with_today;
use crate::model::date::Day;

/// How many errors of one script are reported.
pub const MAX_ERRORS: usize = 10;

/// The errors of one script: never empty, in source order, at most [`MAX_ERRORS`].
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("the query has {} error(s), first: {}", errors.len(), errors[0])]
pub struct Diagnostics {
    errors: Vec<QueryError>,
}

impl Diagnostics {
    /// Orders the errors and keeps the first [`MAX_ERRORS`]; `None` if there is none.
    pub fn new(mut errors: Vec<QueryError>) -> Option<Self> {
        errors.sort_by_key(|error| error.span);
        errors.dedup();
        errors.truncate(MAX_ERRORS);
        (!errors.is_empty()).then_some(Self { errors })
    }

    /// The same with the dates that depend on what day it is.
    pub(super) fn on(mut self, now: Day) -> Self {
        for error in &mut self.errors {
            with_today(&mut error.kind, now);
        }
        self
    }

    /// The errors, in source order.
    pub fn into_errors(self) -> Vec<QueryError> {
        self.errors
    }

    /// The errors, in source order.
    pub fn errors(&self) -> &[QueryError] {
        &self.errors
    }
}

impl From<QueryError> for Diagnostics {
    fn from(error: QueryError) -> Self {
        Self {
            errors: vec![error],
        }
    }
}
