//! Rows on their way out as they come.

use std::io::{self, Write};

use crate::ask::Handed;
use crate::render::{OutputFormat, RowStream};

/// Rows on their way out as they come.
pub(super) struct Streamed<'out> {
    format: OutputFormat,
    is_for_spreadsheet: bool,
    out: Option<&'out mut dyn Write>,
    stream: Option<RowStream<'out>>,
    failed: Option<io::Error>,
}

impl<'out> Streamed<'out> {
    /// Rows that will be written so.
    pub(super) fn new(
        format: OutputFormat,
        is_for_spreadsheet: bool,
        out: &'out mut dyn Write,
    ) -> Self {
        Self {
            format,
            is_for_spreadsheet,
            out: Some(out),
            stream: None,
            failed: None,
        }
    }

    /// Writes what is handed on; whether to go on.
    pub(super) fn take(&mut self, handed: Handed<'_>) -> bool {
        let taken = match (handed, &mut self.stream, self.out.take()) {
            (Handed::Columns(columns), _, Some(out)) => {
                let begun = RowStream::new(self.format, columns, self.is_for_spreadsheet, out);
                begun.map(|stream| self.stream = stream)
            }
            (Handed::Row(record), Some(stream), _) => stream.row(record),
            _ => Ok(()),
        };
        match taken {
            Ok(()) => true,
            Err(error) => {
                self.failed = Some(error);
                false
            }
        }
    }

    /// Writes what stands behind the last row; the number of rows.
    ///
    /// # Errors
    /// Something could not be written.
    pub(super) fn finish(self) -> io::Result<usize> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        self.stream.map_or(Ok(0), RowStream::finish)
    }
}
