//! The title of an article in a table or record as a link to it (OSC 8), on terminals that know links.
//!
//! While the table is laid out, the ends of a link are marked by two characters that take no room, and which no cell
//! contains, as they are shown by their numbers. Each line of a cell is a link of its own, so that no link runs over
//! the frame of the table.

use std::fmt::Write as _;

use super::Page;
use super::cell::clean;
use crate::value::{Rows, Value};

const START: char = '\u{2061}';
const END: char = '\u{2062}';
/// Columns that can be a link, the better one first.
const LINKED: [&str; 6] = ["title", "source", "text", "summary", "sentence", "surface"];

/// The links of some rows, and those of a table, gathered while its cells are made.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// The column that is linked; none where nothing is.
    column: Option<usize>,
    /// For each row the address of its article, where it has one that a terminal may be given.
    addresses: Vec<Option<String>>,
    /// The row of each piece that was marked, from the first line on.
    marked: Vec<usize>,
}

impl Links {
    /// The links that a page of rows has: to what stands in their column `url`, else to `addresses`, one for each row.
    pub(super) fn of(rows: &Rows, addresses: &[Option<String>], page: Page) -> Self {
        let at = |name: &str| rows.columns.iter().position(|column| column.name == name);
        let Some(column) = LINKED.into_iter().find_map(at).filter(|_| page.has_links) else {
            return Self::default();
        };
        let addresses = match at("url") {
            Some(url) => rows
                .records
                .iter()
                .map(|record| match &record[url] {
                    Value::Text(text) => safe(text),
                    _ => None,
                })
                .collect(),
            None => addresses
                .iter()
                .map(|address| safe(address.as_deref()?))
                .collect(),
        };
        Self {
            column: Some(column),
            addresses,
            marked: Vec::new(),
        }
    }

    /// The address to which a cell leads.
    fn address(&self, column: usize, row: usize) -> Option<&str> {
        let address = self.addresses.get(row)?;
        address.as_deref().filter(|_| self.column == Some(column))
    }

    /// The lines of a cell, marked if they are a link.
    pub(super) fn marked(&mut self, column: usize, row: usize, lines: String) -> String {
        if self.address(column, row).is_none() {
            return lines;
        }
        let pieces = lines.split('\n').map(|line| {
            self.marked.push(row);
            format!("{START}{line}{END}")
        });
        let pieces: Vec<String> = pieces.collect();
        pieces.join("\n")
    }

    /// A line of a value as a link, if its column is one.
    pub(super) fn line(&self, column: usize, row: usize, line: String) -> String {
        match self.address(column, row) {
            Some(address) => format!("{}{line}{CLOSED}", opened(row, address)),
            None => line,
        }
    }

    /// The lines of the table with links in place of marks. Lines of one row are drawn one below the other, so the
    /// marked pieces come in the order in which their cells were made.
    pub(super) fn linked(&self, line: &str, next: &mut usize) -> String {
        let mut text = String::with_capacity(line.len());
        for character in line.chars() {
            match character {
                START => {
                    let row = self.marked.get(*next).copied().unwrap_or_default();
                    let address = self.addresses.get(row).and_then(Option::as_deref);
                    text.push_str(&opened(row, address.unwrap_or_default()));
                    *next += 1;
                }
                END => text.push_str(CLOSED),
                other => text.push(other),
            }
        }
        text
    }
}

/// What begins a link of a row; the lines of one row are one link to a terminal.
fn opened(row: usize, address: &str) -> String {
    format!("\u{1b}]8;id=d{row};{address}\u{1b}\\")
}

/// What ends a link.
const CLOSED: &str = "\u{1b}]8;;\u{1b}\\";

/// A text as a link, for terminals that know links; the text alone where the address is not one of the web.
pub fn hyperlink(text: &str, address: &str) -> String {
    safe(address).map_or_else(
        || text.to_owned(),
        |address| format!("\u{1b}]8;;{address}\u{1b}\\{text}{CLOSED}"),
    )
}

/// An address that a terminal may be given: of the web, with nothing in it that ends the link or hides.
fn safe(address: &str) -> Option<String> {
    let address = address.trim();
    let is_web = ["http://", "https://"].iter().any(|scheme| {
        address
            .get(..scheme.len())
            .is_some_and(|it| it.eq_ignore_ascii_case(scheme))
    });
    if !is_web || clean(address) != address {
        return None;
    }
    let mut encoded = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    Some(encoded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::{OutputFormat, render, render_linked};
    use crate::value::{Column, ColumnType};

    fn table(url: &str, title: &str, has_links: bool) -> String {
        let columns = ["title", "url"].map(|name| Column::new(name, ColumnType::Plain));
        let text = |text: &str| Value::Text(text.to_owned());
        let rows = Rows {
            columns: columns.to_vec(),
            records: vec![vec![text(title), text(url)]; 6],
        };
        let page = Page {
            width: Some(44),
            has_links,
            ..Page::default()
        };
        let mut out = Vec::new();
        render(&rows, OutputFormat::Table, page, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_title_leads_to_its_article_line_by_line() {
        let text = table(
            "https://post.example/a b",
            "The siege of the old city was broken",
            true,
        );
        let start = "\u{1b}]8;id=d0;https://post.example/a%20b\u{1b}\\";
        assert!(text.contains(start), "{text:?}");
        for line in text.lines() {
            let opened = line.matches("\u{1b}]8;id=").count();
            assert_eq!(
                opened,
                line.matches("\u{1b}]8;;\u{1b}\\").count(),
                "{line:?}"
            );
        }
        let bare = table(
            "https://post.example/a b",
            "The siege of the old city was broken",
            false,
        );
        let unlinked = regex::Regex::new("\u{1b}\\]8;[^\u{1b}]*\u{1b}\\\\").unwrap();
        assert_eq!(unlinked.replace_all(&text, ""), bare);
    }

    #[test]
    fn a_row_can_be_a_link_without_its_address() {
        let column = Column::new("source", ColumnType::Plain);
        let record = |name: &str| vec![Value::Text(name.to_owned())];
        let rows = Rows {
            columns: vec![column],
            records: vec![record("Post"), record("Globe")],
        };
        let addresses = [Some("https://post.example/1".to_owned()), None];
        let page = Page {
            width: Some(40),
            has_links: true,
            ..Page::default()
        };
        for format in [OutputFormat::Table, OutputFormat::Record] {
            let mut out = Vec::new();
            render_linked(&rows, &addresses, (format, page), &mut out).unwrap();
            let text = String::from_utf8(out).unwrap();
            let link = "\u{1b}]8;id=d0;https://post.example/1\u{1b}\\Post\u{1b}]8;;\u{1b}\\";
            assert!(text.contains(link), "{text:?}");
            assert_eq!(text.matches("]8;id=").count(), 1, "{text:?}");
        }
    }

    #[test]
    fn only_addresses_of_the_web_become_links() {
        for url in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://a.example/\u{1b}]8;;evil",
            "",
            "é",
        ] {
            assert!(!table(url, "A title", true).contains("\u{1b}]8;"), "{url}");
        }
        assert!(!table("x", "\u{2061}trick\u{2062}", true).contains('\u{2061}'));
    }
}
