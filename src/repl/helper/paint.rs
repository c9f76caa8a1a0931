//! A line in colours: the eight that every terminal has, so that every theme fits.

use std::fmt::Write;

use crate::query::highlight::{Part, parts};
use crate::render::Letters;
use crate::span::Span;

/// How a line is coloured.
pub(super) struct Paint {
    /// What is defined before it.
    pub(super) definitions: String,
    /// Where the cursor is; `None` once the line is done.
    pub(super) cursor: Option<usize>,
    /// Cells before the text of the first line.
    pub(super) indent: usize,
    /// Whether only ASCII signs are known.
    pub(super) is_ascii: bool,
    /// What letters can show; nothing but the marks at the start of lines is put in if that is nothing.
    pub(super) letters: Letters,
}

impl Paint {
    /// The line with its colours, as wide as before.
    pub(super) fn of(&self, line: &str) -> String {
        if line.trim_start().starts_with('.') {
            return line.to_owned();
        }
        if !self.letters.have_weights() {
            return self.continued(line);
        }
        let parts = parts(line, &self.definitions, self.cursor);
        let mut styles: Vec<(Span, &'static str)> = parts
            .iter()
            .filter_map(|(span, part)| Some((*span, self.style(*part)?)))
            .collect();
        for bracket in self.brackets(line, &parts).into_iter().flatten() {
            styles.push((Span::new(bracket, bracket + 1), "1;4"));
        }
        styles.sort_by_key(|(span, _)| span.start);
        let mut painted = String::with_capacity(line.len() * 2);
        let mut at = 0;
        for (span, style) in styles {
            painted.push_str(&line[at..span.start]);
            // Writing to a string cannot fail.
            let _ = write!(painted, "\u{1b}[{style}m{}\u{1b}[0m", span.of(line));
            at = span.end;
        }
        painted.push_str(&line[at..]);
        self.continued(&painted)
    }

    /// The attributes of a part; `None` where it looks like any letters.
    fn style(&self, part: Part) -> Option<&'static str> {
        let has_colours = self.letters.have_colours();
        match part {
            Part::Keyword => Some("1"),
            Part::Text => has_colours.then_some("32"),
            Part::Number => has_colours.then_some("36"),
            Part::Date => has_colours.then_some("35"),
            Part::Comment => Some("2"),
            Part::Unknown => Some(if has_colours { "4;31" } else { "4" }),
        }
    }

    /// The text with a mark at the start of each line that goes on, in the place of the spaces there.
    fn continued(&self, painted: &str) -> String {
        let spaces = " ".repeat(self.indent);
        let sign = if self.is_ascii { "... " } else { "… " };
        if self.indent < sign.chars().count() {
            return painted.to_owned();
        }
        let sign = format!("{sign:>width$}", width = self.indent);
        let mark = if self.letters.have_weights() {
            format!("\n\u{1b}[2m{sign}\u{1b}[0m")
        } else {
            format!("\n{sign}")
        };
        painted.replace(&format!("\n{spaces}"), &mark)
    }

    /// The bracket at the cursor, or before it, and its partner.
    fn brackets(&self, line: &str, parts: &[(Span, Part)]) -> Option<[usize; 2]> {
        let cursor = self.cursor?;
        let bytes = line.as_bytes();
        let is_bracket = |at: &usize| bytes.get(*at).is_some_and(|byte| b"(){}".contains(byte));
        let at = [Some(cursor), cursor.checked_sub(1)]
            .into_iter()
            .flatten()
            .find(is_bracket)?;
        // Those in texts and comments are no brackets.
        let is_hidden = |at: usize| {
            let mut parts = parts.iter();
            parts.any(|(span, part)| {
                matches!(part, Part::Text | Part::Comment) && (span.start..span.end).contains(&at)
            })
        };
        if is_hidden(at) {
            return None;
        }
        let (one, other, is_forward) = match bytes[at] {
            b'(' => (b'(', b')', true),
            b'{' => (b'{', b'}', true),
            b')' => (b')', b'(', false),
            _ => (b'}', b'{', false),
        };
        let mut depth = 0;
        let mut partner = |place: usize| {
            if bytes[place] == one && !is_hidden(place) {
                depth += 1;
            } else if bytes[place] == other && !is_hidden(place) {
                depth -= 1;
            }
            depth == 0
        };
        let found = if is_forward {
            (at..bytes.len()).find(|place| partner(*place))
        } else {
            (0..=at).rev().find(|place| partner(*place))
        };
        found.map(|found| [at, found])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn painted(line: &str, cursor: usize) -> String {
        let paint = Paint {
            definitions: String::new(),
            cursor: Some(cursor),
            indent: 6,
            is_ascii: false,
            letters: Letters::Coloured,
        };
        paint.of(line).replace('\u{1b}', "^")
    }

    #[test]
    fn words_have_their_colours() {
        assert_eq!(
            painted("events by \"a\"", 0),
            "^[1mevents^[0m ^[1mby^[0m ^[32m\"a\"^[0m"
        );
        assert_eq!(painted(".help events", 0), ".help events");
    }

    #[test]
    fn a_word_is_wrong_once_it_is_left() {
        assert!(!painted("evnts", 5).contains("31m"));
        assert!(painted("evnts ", 6).contains("^[4;31mevnts"));
    }

    #[test]
    fn a_bracket_shows_its_partner() {
        let line = "events by (\"a)\", \"b\")";
        let found = painted(line, line.len());
        assert_eq!(found.matches("^[1;4m").count(), 2, "{found}");
        assert!(!painted(line, 13).contains("^[1;4m"));
    }

    #[test]
    fn a_line_that_goes_on_has_a_mark() {
        assert_eq!(
            painted("a |\n      +", 0).split('\n').nth(1),
            Some("^[2m    … ^[0m+")
        );
    }
}
