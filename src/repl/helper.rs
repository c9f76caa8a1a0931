//! What the line editor asks while somebody types: whether Enter runs the input, and what Tab offers.

use std::cell::RefCell;
use std::rc::Rc;

use rustyline::completion::{Completer, Pair};
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Context, Helper};

use super::answers::Answers;
use super::command::COMMANDS;
use super::is_open;
use super::session::Session;
use crate::query::catalog::noun_words;
use crate::render::OutputFormat;

/// Helps the line editor with the session's knowledge.
pub(super) struct PromptHelper<A>(pub(super) Rc<RefCell<Session<A>>>);

impl<A: Answers> Helper for PromptHelper<A> {}
impl<A: Answers> Highlighter for PromptHelper<A> {}

impl<A: Answers> Hinter for PromptHelper<A> {
    type Hint = String;
}

impl<A: Answers> Validator for PromptHelper<A> {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        Ok(if is_open(context.input()) {
            ValidationResult::Incomplete
        } else {
            ValidationResult::Valid(None)
        })
    }
}

impl<A: Answers> Completer for PromptHelper<A> {
    type Candidate = Pair;

    fn complete(
        &self,
        line: &str,
        cursor: usize,
        _context: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<Pair>)> {
        if let Some(typed) = line[..cursor].strip_prefix('.') {
            return Ok(arguments(typed).unwrap_or_else(|| (0, commands(typed))));
        }
        let session = self.0.borrow();
        let completion = session.answers().complete(line, cursor);
        let pairs = completion
            .candidates
            .into_iter()
            .map(|(replacement, display)| Pair {
                display,
                replacement,
            });
        Ok((completion.start, pairs.collect()))
    }
}

/// The words that a command takes, as long as one is being typed: nouns or formats.
fn arguments(typed: &str) -> Option<(usize, Vec<Pair>)> {
    let (command, begun) = typed.split_once(char::is_whitespace)?;
    let begun = begun.trim_start();
    let words: Vec<&str> = match command {
        "schema" => noun_words().map(|noun| noun.word).collect(),
        "mode" => OutputFormat::ALL.map(OutputFormat::word).to_vec(),
        _ => return None,
    };
    let pair = |word: &&str| Pair {
        display: (*word).to_owned(),
        replacement: (*word).to_owned(),
    };
    let fitting = words.iter().filter(|word| word.starts_with(begun));
    // The dot before the command is one byte.
    Some((1 + typed.len() - begun.len(), fitting.map(pair).collect()))
}

fn commands(typed: &str) -> Vec<Pair> {
    COMMANDS
        .iter()
        .filter(|(word, _, _)| word.starts_with(typed))
        .map(|(word, _, meaning)| Pair {
            display: format!(".{word}  {meaning}"),
            replacement: format!(".{word} "),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_that_take_a_word_offer_it() {
        let check = |typed: &str, start: usize, expected: &[&str]| {
            let (at, pairs) = arguments(typed).unwrap();
            let found: Vec<&str> = pairs.iter().map(|pair| pair.replacement.as_str()).collect();
            assert_eq!((at, found.as_slice()), (start, expected), "{typed}");
        };
        check("schema ev", 8, &["events"]);
        check("mode js", 6, &["json", "jsonl"]);
        check("mode x", 6, &[]);
        assert!(arguments("sql ev").is_none());
        assert!(arguments("sc").is_none());
    }
}
