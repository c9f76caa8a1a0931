//! What is dimly ahead of the cursor.

use rustyline::hint::Hint;

use crate::query::FUNCTIONS;
use crate::query::catalog::noun_words;
use crate::render::Page;
use crate::render::cell::cells;

/// What may come next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::repl) struct Ahead {
    shown: String,
    /// What is put in if somebody wants it; an example is not.
    text: Option<String>,
}

impl Ahead {
    /// The rest of an earlier input.
    pub(super) fn earlier(rest: &str) -> Self {
        Self {
            shown: rest.to_owned(),
            text: Some(rest.to_owned()),
        }
    }

    /// As a page can show it.
    pub(super) fn on(self, page: Page) -> Self {
        if !page.is_ascii {
            return self;
        }
        Self {
            shown: self.shown.replace('…', "..."),
            ..self
        }
    }

    /// As it is shown behind a line where nothing can be dim: in brackets, so that it does not pass for what was typed.
    /// `None` where so many cells are too few.
    pub(super) fn apart(self, line: &str, room: Option<usize>) -> Option<Self> {
        let gap = if line.ends_with(' ') { " " } else { "  " };
        let key = if self.text.is_some() { "Right: " } else { "" };
        let first = self.shown.lines().next()?;
        let shown = format!("{gap}({key}{first})");
        // The cursor takes a cell too.
        let has_room = room.is_none_or(|room| cells(&shown) < room);
        has_room.then_some(Self { shown, ..self })
    }

    fn example(text: &str) -> Self {
        Self {
            shown: text.to_owned(),
            text: None,
        }
    }
}

impl Hint for Ahead {
    fn display(&self) -> &str {
        &self.shown
    }

    fn completion(&self) -> Option<&str> {
        self.text.as_deref()
    }
}

/// What follows the word of a stage, as an example.
const AFTER_STAGE: [(&str, &str); 13] = [
    ("count", "by …"),
    ("where", "FIELD = …"),
    ("select", "FIELD, …"),
    ("sort", "-FIELD"),
    ("take", "10"),
    ("top", "10 by FIELD"),
    ("summarize", "n = sum(FIELD) by …"),
    ("derive", "NAME = …"),
    ("distinct", "FIELD"),
    ("pivot", "FIELD"),
    ("chart", "bar"),
    ("facet", "FIELD"),
    ("let", "NAME = …"),
];

/// What follows the word of a clause, as an example.
const AFTER_CLAUSE: [(&str, &str); 11] = [
    ("within", "\"PLACE\""),
    ("at", "\"PLACE\""),
    ("against", "\"NAME\""),
    ("mentioning", "\"NAME\""),
    ("about", "\"WORDS\""),
    ("matching", "\"WORDS\""),
    ("according", "to \"NAME\""),
    ("of", "KIND"),
    ("since", "2024-05"),
    ("until", "2024-05"),
    ("during", "2024-05"),
];

/// The next piece by the grammar: the arguments of a function, or what follows the last word.
pub(super) fn grammar(line: &str) -> Option<Ahead> {
    if let Some(before) = line.strip_suffix('(') {
        let is_word = |character: char| character.is_alphanumeric() || character == '_';
        let start = before.rfind(|c| !is_word(c)).map_or(0, |at| at + 1);
        let name = before.get(start..)?;
        let function = FUNCTIONS
            .iter()
            .find(|known| known.name.eq_ignore_ascii_case(name))?;
        let (_, arguments) = function.signature.split_once('(')?;
        return Some(Ahead::example(arguments));
    }
    let words = line
        .strip_suffix(' ')
        .filter(|words| !words.ends_with(' '))?;
    let stage = words.rsplit('|').next()?.trim_start();
    let last = stage.rsplit(char::is_whitespace).next()?.to_lowercase();
    if last == "by" {
        let is_grouping = ["count", "summarize", "top"];
        let first = stage.split_whitespace().next()?.to_lowercase();
        let is_field = is_grouping.contains(&first.as_str());
        return Some(Ahead::example(if is_field { "FIELD" } else { "\"NAME\"" }));
    }
    let is_first = stage.trim() == stage && !stage.contains(char::is_whitespace);
    if is_first && noun_words().any(|noun| noun.word == last) {
        return Some(Ahead::example(match last.as_str() {
            "events" | "quotes" => "by \"NAME\" | count by …",
            _ => "| count by …",
        }));
    }
    let stages = AFTER_STAGE.iter().filter(|_| is_first);
    let mut known = stages.chain(&AFTER_CLAUSE);
    let (_, example) = known.find(|(word, _)| *word == last)?;
    Some(Ahead::example(example))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_dim_letters_it_stands_in_brackets() {
        let shown = |ahead: Ahead, room| {
            let apart = ahead.apart("eve", room);
            apart.map(|ahead| {
                (
                    ahead.display().to_owned(),
                    ahead.completion().map(str::to_owned),
                )
            })
        };
        let earlier = || Ahead::earlier("nts\n| count");
        let text = Some("nts\n| count".to_owned());
        assert_eq!(
            shown(earlier(), None),
            Some(("  (Right: nts)".to_owned(), text))
        );
        assert_eq!(shown(earlier(), Some(14)), None);
        let example = grammar("events | count ").unwrap();
        assert_eq!(
            shown(example, Some(20)),
            Some(("  (by …)".to_owned(), None))
        );
    }

    #[test]
    fn the_next_piece_is_told() {
        let check = |line: &str, expected: Option<&str>| {
            let found = grammar(line);
            assert_eq!(found.as_ref().map(Hint::display), expected, "{line}");
        };
        check("events | count ", Some("by …"));
        check("events | count by ", Some("FIELD"));
        check("events by ", Some("\"NAME\""));
        check("events ", Some("by \"NAME\" | count by …"));
        check("articles ", Some("| count by …"));
        check("events | where count ", None);
        check("events since ", Some("2024-05"));
        check("events | count", None);
        check("events | take  ", None);
        check("banana ", None);
        check("events | count by month(", Some("date)"));
    }
}
