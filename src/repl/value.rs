//! One value, asked for in a line of its own with the keys and the Tab of the prompt.

use std::io;

use rustyline::completion::{Completer, Pair};
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::DefaultHistory;
use rustyline::validate::Validator;
use rustyline::{Behavior, CompletionType, Config, Context, Editor, Helper};

use super::answers::Completion;
use super::helper::{fitting, pairs};
use crate::query::ast::StatementKind;
use crate::query::parse::parse;

/// What was typed for a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// This.
    Value(String),
    /// An empty line.
    Nothing,
    /// Ctrl-D.
    End,
    /// Ctrl-C.
    Stopped,
}

/// A parameter that has no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Its name, without `$`.
    pub name: String,
    /// Its type as declared.
    pub type_name: Option<String>,
}

impl Missing {
    /// The parameters of a script that have neither a value of their own nor one that is given, in its order; none of
    /// a script that does not parse.
    pub fn of(script: &str, is_given: impl Fn(&str) -> bool) -> Vec<Self> {
        let statements = parse(script).map_or_else(|_| Vec::new(), |script| script.statements);
        let missing = statements.into_iter().filter_map(|one| match one.kind {
            StatementKind::Param {
                name,
                type_name,
                defaults,
            } if defaults.is_empty() && !is_given(&name.name) => Some(Self {
                name: name.name,
                type_name: type_name.map(|kind| kind.text),
            }),
            _ => None,
        });
        missing.collect()
    }

    /// Asks for its value on the terminal, wherever data goes; Tab offers what `offer` finds for the line up to the cursor.
    ///
    /// # Errors
    /// The terminal cannot be used.
    pub fn ask(&self, offer: impl Fn(&str) -> Completion) -> io::Result<Typed> {
        let told = self.type_name.as_ref().map(|kind| format!(" ({kind})"));
        let prompt = format!("${}{}: ", self.name, told.unwrap_or_default());
        ask_value(&prompt, offer)
    }
}

/// Asks for a value on the terminal, wherever data goes; Tab offers what `offer` finds for the line up to the cursor.
fn ask_value(prompt: &str, offer: impl Fn(&str) -> Completion) -> io::Result<Typed> {
    let config = Config::builder()
        .completion_type(CompletionType::List)
        .completion_prompt_limit(usize::MAX)
        .completion_show_all_if_ambiguous(true)
        .bracketed_paste(true)
        .behavior(Behavior::PreferTerm)
        .build();
    let editor = Editor::<Offering<_>, DefaultHistory>::with_config(config);
    let mut editor = editor.map_err(io::Error::other)?;
    let screen = editor.dimensions();
    let screen = screen.map_or((80, 24), |(columns, lines)| (columns.into(), lines.into()));
    editor.set_helper(Some(Offering { offer, screen }));
    match editor.readline(prompt) {
        Ok(line) if line.trim().is_empty() => Ok(Typed::Nothing),
        Ok(line) => Ok(Typed::Value(line.trim().to_owned())),
        Err(ReadlineError::Eof) => Ok(Typed::End),
        Err(ReadlineError::Interrupted) => Ok(Typed::Stopped),
        Err(ReadlineError::Io(error)) => Err(error),
        Err(error) => Err(io::Error::other(error)),
    }
}

/// Helps the line editor with what is offered.
struct Offering<F> {
    offer: F,
    /// Columns and lines.
    screen: (usize, usize),
}

impl<F: Fn(&str) -> Completion> Helper for Offering<F> {}

impl<F: Fn(&str) -> Completion> Completer for Offering<F> {
    type Candidate = Pair;

    fn complete(
        &self,
        line: &str,
        cursor: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<Pair>)> {
        let completion = (self.offer)(&line[..cursor]);
        let start = completion.start;
        let typed = line.get(start..cursor).unwrap_or_default();
        let pairs = pairs(completion.candidates);
        Ok((start, fitting(pairs, typed, self.screen)))
    }
}

impl<F> Hinter for Offering<F> {
    type Hint = String;
}

impl<F> Highlighter for Offering<F> {}

impl<F> Validator for Offering<F> {}
