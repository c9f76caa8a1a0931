//! A question whose rows are handed on one by one, for results that no memory holds.

use super::{Answer, Asker, Ended, Trouble, said, searched};
use crate::query::{Action, Carried, Dialect};
use crate::value::{Column, ValueRef, borrowed};

/// What of a result is handed on: first its columns, once, then each row.
#[derive(Debug, Clone, Copy)]
pub enum Handed<'result> {
    /// The columns.
    Columns(&'result [Column]),
    /// A row, with a value for each column.
    Row(&'result [ValueRef<'result>]),
}

impl Asker {
    /// Compiles a script and hands on the rows of its last pipeline as they come, as long as it is told to go on. The answer
    /// says all but the rows and what was left out ([`Asker::left_out`]). Where rows have to be arranged first, they are
    /// gathered as for [`Asker::answer`].
    ///
    /// # Errors
    /// As [`Asker::answer`]; some rows may have been handed on before.
    pub fn each_row(
        &self,
        source: &str,
        hand: &mut dyn FnMut(Handed<'_>) -> bool,
    ) -> Result<Answer, Trouble> {
        self.in_time(source, || self.handed(source, hand))
    }

    /// What a question leaves out or is to be known of its answer, as [`Answer::notes`]: counted over all of its rows.
    ///
    /// # Errors
    /// As [`Asker::answer`].
    pub fn left_out(&self, source: &str) -> Result<Vec<String>, Trouble> {
        self.in_time(source, || {
            let compiled = self.compile(source, Dialect::Sqlite)?;
            if compiled.action != Action::Run {
                return Ok(Vec::new());
            }
            let compiled = searched(&self.store, compiled)?;
            Ok(self.notes(&compiled)?.0)
        })
    }

    fn handed(
        &self,
        source: &str,
        hand: &mut dyn FnMut(Handed<'_>) -> bool,
    ) -> Result<Answer, Ended> {
        let compiled = self.compile(source, Dialect::Sqlite)?;
        if !compiled.is_plain() {
            let mut answer = self.answered(source, Carried::Nothing)?;
            if let Some(rows) = answer.rows.take()
                && hand(Handed::Columns(&rows.columns))
            {
                let mut records = rows.records.iter();
                while records
                    .next()
                    .is_some_and(|record| hand(Handed::Row(&borrowed(record))))
                {}
            }
            return Ok(answer);
        }
        let compiled = searched(&self.store, compiled)?;
        self.check(&compiled)?;
        if !hand(Handed::Columns(&compiled.statement.columns)) {
            return Ok(said(&compiled));
        }
        let mut has_rows = false;
        self.store.each_row(&compiled.statement, &mut |record| {
            has_rows = true;
            hand(Handed::Row(record))
        })?;
        let mut answer = said(&compiled);
        if !has_rows {
            answer
                .warnings
                .extend(super::empty::why_empty(self, source));
        }
        Ok(answer)
    }
}
