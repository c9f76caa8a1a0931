//! How arranged rows are to be drawn: names of columns become positions.

use super::Compiled;
use crate::value::{Chart, ChartLabel, Rows};

impl Compiled {
    /// How the rows are to be drawn, if the query ends in `chart`; `rows` are those of
    /// [`Compiled::arrange`]. `has_vague` tells whether most of what lies in no
    /// bin has too vague a date, rather than none.
    pub fn chart(&self, rows: &Rows, has_vague: bool) -> Option<Chart> {
        let drawn = self.drawn.as_ref()?;
        let position = |name: &str| rows.columns.iter().position(|column| column.name == name);
        let labels = drawn.labels.iter().filter_map(|(name, is_bin)| {
            let missing = match (is_bin, has_vague) {
                (false, _) => "(none)",
                (true, true) => "(year only)",
                (true, false) => "(no date)",
            };
            let column = position(name)?;
            Some(ChartLabel { column, missing })
        });
        let is_static = |name: &str| {
            let mut columns = self.statement.columns.iter();
            columns.any(|column| column.name == name)
        };
        let mut values = Vec::new();
        for name in &drawn.values {
            match position(name) {
                Some(at) => values.push(at),
                None if self.spread.is_some() => values.extend(
                    (0..rows.columns.len()).filter(|at| !is_static(&rows.columns[*at].name)),
                ),
                None => {}
            }
        }
        Some(Chart {
            kind: drawn.kind?,
            labels: labels.collect(),
            values,
        })
    }
}
