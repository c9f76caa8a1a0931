//! The title of an article in a table as a link to it (OSC 8), on terminals that know links.
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
const LINKED: [&str; 3] = ["title", "source", "text"];

/// The links of a table, gathered while its cells are made.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// The column that is linked, and the one that holds the addresses.
    columns: Option<(usize, usize)>,
    /// The address of each piece that was marked, from the first line on.
    marked: Vec<String>,
}

impl Links {
    /// The links that a page of rows has.
    pub(super) fn of(rows: &Rows, page: Page) -> Self {
        let at = |name: &str| rows.columns.iter().position(|column| column.name == name);
        let linked = LINKED.into_iter().find_map(at);
        Self {
            columns: linked.zip(at("url")).filter(|_| page.has_links),
            marked: Vec::new(),
        }
    }

    /// The lines of a cell, marked if they are a link.
    pub(super) fn marked(&mut self, column: usize, record: &[Value], lines: String) -> String {
        let Some((linked, url)) = self.columns else {
            return lines;
        };
        let address = match &record[url] {
            Value::Text(text) if linked == column => safe(text),
            _ => None,
        };
        let Some(address) = address else {
            return lines;
        };
        let pieces = lines.split('\n').map(|line| {
            self.marked.push(address.clone());
            format!("{START}{line}{END}")
        });
        let pieces: Vec<String> = pieces.collect();
        pieces.join("\n")
    }

    /// The lines of the table with links in place of marks. Lines of one row are drawn one below the other, so the
    /// marked pieces come in the order in which their cells were made.
    pub(super) fn linked(&self, line: &str, next: &mut usize) -> String {
        let mut text = String::with_capacity(line.len());
        for character in line.chars() {
            match character {
                START => {
                    if let Some(address) = self.marked.get(*next) {
                        // Writing to a string cannot fail.
                        let _ = write!(text, "\u{1b}]8;id=d{next};{address}\u{1b}\\");
                    }
                    *next += 1;
                }
                END => text.push_str("\u{1b}]8;;\u{1b}\\"),
                other => text.push(other),
            }
        }
        text
    }
}

/// A text as a link, for terminals that know links; the text alone where the address is not one of the web.
pub fn hyperlink(text: &str, address: &str) -> String {
    safe(address).map_or_else(
        || text.to_owned(),
        |address| format!("\u{1b}]8;;{address}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\"),
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
    use crate::render::{OutputFormat, render};
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
