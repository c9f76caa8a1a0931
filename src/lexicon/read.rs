//! Reads lexicon files: tab-separated, one fact a line, the first line names the columns.
//!
//! Empty lines and lines that start with `#` are skipped. A cell that holds several values separates
//! them by `;`.

use super::error::LexiconError;

/// A line of a lexicon file.
#[derive(Debug, Clone, Copy)]
pub struct Record<'data> {
    file: &'static str,
    line: usize,
    columns: &'data [&'data str],
    text: &'data str,
}

impl<'data> Record<'data> {
    /// The cell in the named column, trimmed; empty where the line is shorter.
    ///
    /// # Errors
    /// [`LexiconError::NoColumn`] if the file has no such column.
    pub fn cell(&self, column: &'static str) -> Result<&'data str, LexiconError> {
        let position =
            self.columns
                .iter()
                .position(|name| *name == column)
                .ok_or(LexiconError::NoColumn {
                    file: self.file,
                    column,
                })?;
        Ok(self
            .text
            .split('\t')
            .nth(position)
            .unwrap_or_default()
            .trim())
    }

    /// The cell, or `None` if it is empty.
    ///
    /// # Errors
    /// As [`Record::cell`].
    pub fn optional(&self, column: &'static str) -> Result<Option<&'data str>, LexiconError> {
        self.cell(column)
            .map(|cell| (!cell.is_empty()).then_some(cell))
    }

    /// The values of a cell that holds several.
    ///
    /// # Errors
    /// As [`Record::cell`].
    pub fn list(&self, column: &'static str) -> Result<Vec<&'data str>, LexiconError> {
        let cell = self.cell(column)?;
        Ok(cell
            .split(';')
            .map(str::trim)
            .filter(|value| !value.is_empty())
            .collect())
    }

    /// An error about this line.
    pub fn error(&self, problem: impl Into<String>) -> LexiconError {
        LexiconError::BadLine {
            file: self.file,
            line: self.line,
            problem: problem.into(),
        }
    }
}

/// Calls `each` with every line of `data`, the content of the lexicon file `file`.
///
/// # Errors
/// The first error of `each`, or [`LexiconError::BadLine`] for a line with more cells than columns.
pub fn read(
    file: &'static str,
    data: &str,
    mut each: impl FnMut(&Record<'_>) -> Result<(), LexiconError>,
) -> Result<(), LexiconError> {
    let mut columns: Vec<&str> = Vec::new();
    for (index, text) in data.lines().enumerate() {
        if text.trim().is_empty() || text.starts_with('#') {
            continue;
        }
        if columns.is_empty() {
            columns = text.split('\t').map(str::trim).collect();
            continue;
        }
        let record = Record {
            file,
            line: index + 1,
            columns: &columns,
            text,
        };
        if text.split('\t').count() > columns.len() {
            return Err(record.error(format!("more than {} cells", columns.len())));
        }
        each(&record)?;
    }
    Ok(())
}
