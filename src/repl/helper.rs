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
            return Ok((0, commands(typed)));
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
