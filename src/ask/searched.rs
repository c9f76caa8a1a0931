//! The searches of a query, run before its statements.

use std::collections::BTreeMap;

use crate::path::{self, Found, Links};
use crate::query::error::{Warning, WarningKind};
use crate::query::{Compiled, found_steps};
use crate::store::{Store, StoreError};
use crate::value::Statement;

/// The query with what its searches find; what they do not find is among its warnings.
///
/// # Errors
/// A search fails, was stopped or takes too long.
pub fn searched(store: &Store, mut compiled: Compiled) -> Result<Compiled, StoreError> {
    if !compiled.has_searches() {
        return Ok(compiled);
    }
    let (steps, warnings) = steps_of(store, &compiled)?;
    compiled.warnings.extend(warnings);
    Ok(compiled.with_steps(&steps))
}

/// The steps that each search of a query finds, by its number, and why some find none.
pub(super) fn steps_of(
    store: &Store,
    compiled: &Compiled,
) -> Result<(BTreeMap<usize, String>, Vec<Warning>), StoreError> {
    let mut found = BTreeMap::new();
    let mut warnings = Vec::new();
    for (number, search) in compiled.searches() {
        let search = search.with(&|later| found_steps(&found, later));
        let steps = match path::find(&search, &mut Stored(store))? {
            Found::Path(steps) => steps,
            Found::Nothing(reason) => {
                warnings.push(Warning {
                    kind: WarningKind::NoPath(reason),
                    span: search.span,
                });
                Vec::new()
            }
        };
        found.insert(number, path::as_value(&steps));
    }
    Ok((found, warnings))
}

/// The links of a database.
struct Stored<'store>(&'store Store);

impl Links for Stored<'_> {
    type Error = StoreError;

    fn each(
        &mut self,
        statement: &Statement,
        row: &mut dyn FnMut(&[i64]),
    ) -> Result<(), StoreError> {
        self.0.integers(statement, row)
    }

    fn look(&mut self) -> Result<(), StoreError> {
        self.0.still_wanted()
    }
}
