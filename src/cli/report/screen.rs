//! A report as text on a terminal: lines broken between words, and in the pager where it is long.

use std::io;

use super::super::Streams;
use super::super::given::Given;
use super::super::terminal_width;
use crate::render::cell::cells;
use crate::repl::page;

/// A text of fewer lines is on the screen as a whole; the pager itself leaves where one of more is, too.
const FEW_LINES: usize = 24;
/// The width where the terminal does not tell its own.
const USUAL_WIDTH: usize = 80;

/// Shows a text.
///
/// # Errors
/// It cannot be written.
pub(super) fn show(text: &str, given: &Given, streams: &mut Streams<'_>) -> io::Result<()> {
    let width = given.width.or_else(terminal_width);
    let lines: Vec<String> = text.lines().filter_map(plain).collect();
    let text = fitted(&lines.join("\n"), width.unwrap_or(USUAL_WIDTH));
    if given.has_pager && text.lines().count() >= FEW_LINES {
        streams.out.flush()?;
        if page(&text, false).is_ok() {
            return Ok(());
        }
    }
    streams.out.write_all(text.as_bytes())
}

/// A line of Markdown as people read it; none where it only rules a table.
fn plain(line: &str) -> Option<String> {
    // Questions stand as they are.
    if line.starts_with("    ") {
        return Some(line.to_owned());
    }
    let row = line.strip_prefix("| ").and_then(|it| it.strip_suffix(" |"));
    let is_rule = line.starts_with("|-") || row.is_some_and(|row| row.starts_with("---"));
    if is_rule {
        return None;
    }
    let text = row.map_or_else(|| line.to_owned(), |row| row.replace(" | ", " · "));
    let text = text.replace("**", "").replace("[^", "[");
    let mut plain = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let is_escape = sign == '\\' && signs.peek().is_some_and(char::is_ascii_punctuation);
        plain.push(if is_escape {
            signs.next().unwrap_or(sign)
        } else {
            sign
        });
    }
    Some(plain)
}

/// The text with no line wider than so many cells, unless one of its words is; what goes on stands farther in.
fn fitted(text: &str, width: usize) -> String {
    let mut fitted = String::with_capacity(text.len());
    for line in text.lines() {
        let spaces = line.len() - line.trim_start().len();
        let is_entry = line.trim_start().starts_with(['-', '[']) || line.contains(" · ");
        let indent = " ".repeat(spaces + if is_entry { 2 } else { 0 });
        let mut used = 0;
        for (at, word) in line.trim_start().split(' ').enumerate() {
            let size = cells(word);
            if at == 0 {
                fitted.push_str(&line[..spaces]);
                used = spaces;
            } else if used + 1 + size > width {
                fitted.push('\n');
                fitted.push_str(&indent);
                used = indent.len();
            } else {
                fitted.push(' ');
                used += 1;
            }
            fitted.push_str(word);
            used += size;
        }
        fitted.push('\n');
    }
    fitted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_no_text() {
        assert_eq!(plain("| --- | ---: |"), None);
        assert_eq!(plain("|---|---|"), None);
        assert_eq!(
            plain("| 2 March | a \\| b \\*c\\* | [^1] |").as_deref(),
            Some("2 March · a | b *c* · [1]")
        );
        assert_eq!(
            plain("**3 articles** tell.").as_deref(),
            Some("3 articles tell.")
        );
        assert_eq!(plain("    a | b").as_deref(), Some("    a | b"));
    }

    #[test]
    fn lines_end_between_words() {
        assert_eq!(
            fitted("- a cluster of reports\n\n    let x = y;\n", 12),
            "- a cluster\n  of reports\n\n    let x =\n    y;\n"
        );
        assert_eq!(fitted("unbreakable", 4), "unbreakable\n");
    }
}
