//! A map of a reader's own: which column or JSON path of a file holds what.

mod error;
mod flat;
mod item;
mod parse;
mod read;
mod usual;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

pub use error::{MapError, MapFault};
pub(super) use flat::flatten;
pub(in crate::load) use item::{Mapped, items, read_item};
pub(super) use read::{article_object, key_of, read_event};

use super::layout::{DataSet, Layout, key};
use super::split::{Quoting, split};
use crate::load::encoding;
use crate::load::error::LoadFault;
use crate::model::figure::Measure;
use crate::model::suggest::nearest;

/// Which column or JSON path of a file holds what.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableMap {
    /// The name under which the rows are kept, and that begins their ids.
    name: String,
    separator: Option<char>,
    /// JSON path of the list of items.
    items: Option<String>,
    article: BTreeMap<&'static str, Field>,
    event: Option<BTreeMap<&'static str, Field>>,
    figures: Vec<(Measure, Field)>,
}

/// How a field is found in a row.
#[derive(Debug, Clone, PartialEq, Default)]
struct Field {
    columns: Vec<String>,
    /// What it always is, or is where the columns are empty.
    value: Option<String>,
    /// What the words of the column stand for.
    values: BTreeMap<String, String>,
    /// How a date is written.
    format: Option<String>,
    /// What stands between several in one cell.
    split: Option<String>,
}

impl TableMap {
    /// Reads a map from a file of TOML.
    ///
    /// # Errors
    /// The file cannot be read, is no TOML, or has keys that a map does not have; with the line.
    pub fn read(path: &Path) -> Result<Self, MapError> {
        let file = path.to_string_lossy();
        let text = std::fs::read_to_string(path).map_err(|reason| MapError {
            file: file.clone().into_owned(),
            line: None,
            fault: MapFault::Unreadable { reason },
        })?;
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        parse::parse(&file, &text, &stem)
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Whether rows are events; else each is an article that is read as any other.
    pub(super) fn has_events(&self) -> bool {
        self.event.is_some()
    }

    /// Whether the items are a list within one JSON document.
    pub(in crate::load) fn has_items(&self) -> bool {
        self.items.is_some()
    }

    fn columns(&self) -> impl Iterator<Item = &String> {
        let event = self.event.iter().flat_map(BTreeMap::values);
        let figures = self.figures.iter().map(|(_, field)| field);
        let fields = self.article.values().chain(event).chain(figures);
        fields.flat_map(|field| &field.columns)
    }

    /// The separator and the names in the first line of a table.
    fn header(&self, head: &[u8]) -> Option<(char, Vec<String>)> {
        const MOST_COLUMNS: usize = 4096;
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
        let mut lines = head.split(|byte| *byte == b'\n');
        let line = lines.find(|line| !line.trim_ascii().is_empty());
        let line = encoding::decode(line.unwrap_or_default().trim_ascii_end()).into_owned();
        let cells = |separator| split(&line, separator, Quoting::Double, MOST_COLUMNS).cells;
        let separators = self
            .separator
            .map_or(vec![',', '\t', ';', '|'], |one| vec![one]);
        // The separator is the mark that makes the most columns.
        separators
            .into_iter()
            .map(|separator| (separator, cells(separator)))
            .rev()
            .max_by_key(|(_, cells)| cells.len())
    }

    /// The layout of a table with a line of names.
    ///
    /// # Errors
    /// The table lacks a column that the map names.
    pub(in crate::load) fn layout(self: &Arc<Self>, head: &[u8]) -> Result<Layout, LoadFault> {
        let (separator, names) = self.header(head).unwrap_or_default();
        for column in self.columns() {
            if !names.iter().any(|name| key(name) == key(column)) {
                let nearest = nearest(column, names.iter().map(String::as_str));
                return Err(LoadFault::NoColumn {
                    column: column.clone(),
                    nearest: nearest
                        .or(names.first().map(String::as_str))
                        .unwrap_or_default()
                        .to_owned(),
                });
            }
        }
        Ok(Layout::new(
            DataSet::Mapped,
            separator,
            Quoting::Double,
            true,
            names,
        ))
    }
}
