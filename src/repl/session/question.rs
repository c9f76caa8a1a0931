//! A script: definitions are kept, a question is answered and shown.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::result::{LastResult, MOST_ROWS};
use super::results::Results;
use super::{Done, Output, Session};
use crate::ask::{Answer, Trouble};
use crate::query::ast::{StageKind, Statement, StatementKind, Step};
use crate::query::parse::parse;
use crate::render::cell::{clean, disarm};
use crate::render::footer::{counted, duration};
use crate::repl::answers::Answers;

/// The name of the last result in the questions that follow; an earlier one has its number behind it.
const LAST: &str = "_";

impl<A: Answers> Session<A> {
    /// Answers a script.
    pub(super) fn question(&mut self, input: &str, output: &mut Output<'_>) -> io::Result<Done> {
        let statements = match parse(input) {
            Ok(script) => script.statements,
            Err(errors) => {
                // Compiled, it tells also what else is wrong with it.
                let before = self.definitions_for(input);
                let compiled = self.answers.statement(&format!("{before}{input}"));
                let trouble = compiled.err().unwrap_or(Trouble::Question(errors));
                return self.trouble(&trouble, input, before.len(), output);
            }
        };
        if statements.is_empty() {
            return Ok(Done::Answered);
        }
        let before = self.definitions_for(input);
        let script = format!("{before}{input}");
        self.give_parameters(&script);
        self.tell_parameters(&statements, output)?;
        if !statements.iter().any(asks) {
            return self.define(&statements, input, &script, output);
        }
        // Who sees some rows and may look at more of them needs no more than are kept.
        let is_seen = self.page.is_screen && self.is_for_people() && self.once.is_none();
        self.answers.set_most_rows(is_seen.then_some(MOST_ROWS));
        let started = Instant::now();
        let result = self.answers.answer(&script);
        self.answers.set_most_rows(None);
        let elapsed = started.elapsed();
        let answer = match result {
            Ok(answer) => answer,
            Err(Trouble::Stopped(part)) => {
                return self.stopped((script, before.len()), part, elapsed, output);
            }
            Err(trouble) => return self.trouble(&trouble, input, before.len(), output),
        };
        self.keep(&statements, input);
        self.show((script, before.len()), answer, Some(elapsed), output)?;
        Ok(Done::Answered)
    }

    /// What is defined before an input: also the results that the input names.
    pub(super) fn definitions_for(&self, input: &str) -> String {
        let mut definitions = self.definitions.clone();
        for name in results_named(input) {
            if let Some(pipeline) = self.results.pipeline(number_of(name)) {
                definitions = format!("{definitions}let {name} = {pipeline}\n;\n");
            }
        }
        definitions
    }

    /// Gives the values that are set to the parameters that a script names; another would be refused.
    pub(super) fn give_parameters(&mut self, script: &str) {
        let values = self.values_for(script);
        self.answers.set_parameters(values);
    }

    /// Gives the values that the last question was asked with.
    pub(super) fn give_parameters_again(&mut self) {
        let values = self.results.last().map(|last| last.values.clone());
        self.answers.set_parameters(values.unwrap_or_default());
    }

    /// The values of the parameters that a script names.
    fn values_for(&self, script: &str) -> BTreeMap<String, String> {
        let known = parameters_named(script).into_iter().filter_map(|name| {
            let value = self.given.get(&name).or(self.parameters.get(&name))?;
            Some((name.clone(), value.clone()))
        });
        known.collect()
    }

    /// Says which values that were set take the place of those that an input gives itself.
    fn tell_parameters(&self, statements: &[Statement], output: &mut Output<'_>) -> io::Result<()> {
        for statement in statements {
            let StatementKind::Param { name, defaults, .. } = &statement.kind else {
                continue;
            };
            let is_given = self.given.contains_key(&name.name);
            let value = self.parameters.get(&name.name);
            if let Some(value) = value.filter(|_| !is_given && !defaults.is_empty()) {
                let line = format!("${} = {} (.param)", name.name, clean(value));
                writeln!(output.notes, "{}", self.dim(&line))?;
            }
        }
        Ok(())
    }

    /// Takes an input that asks nothing: the last name in it must compile.
    fn define(
        &mut self,
        statements: &[Statement],
        input: &str,
        script: &str,
        output: &mut Output<'_>,
    ) -> io::Result<Done> {
        let names = statements.iter().rev();
        let last = names
            .into_iter()
            .find_map(|statement| match &statement.kind {
                StatementKind::Let { name, .. } => Some(&name.text),
                _ => None,
            });
        if let Some(name) = last
            && let Err(trouble) = self.answers.statement(&format!("{script}\n;`{name}`"))
        {
            return self.trouble(&trouble, input, script.len() - input.len(), output);
        }
        self.keep(statements, input);
        Ok(Done::Answered)
    }

    fn keep(&mut self, statements: &[Statement], input: &str) {
        for statement in statements.iter().filter(|statement| !asks(statement)) {
            self.definitions.push_str(statement.span.of(input));
            // A comment at the end of the statement must not swallow the semicolon.
            self.definitions.push_str("\n;\n");
        }
    }

    /// Shows what there was when somebody said that it is enough.
    fn stopped(
        &mut self,
        script: (String, usize),
        part: Option<Box<Answer>>,
        elapsed: Duration,
        output: &mut Output<'_>,
    ) -> io::Result<Done> {
        self.stop.forget();
        let time = duration(elapsed);
        if self.page.is_screen {
            // The terminal has written `^C` where its cursor was.
            writeln!(output.notes)?;
        }
        let Some(answer) = part else {
            writeln!(output.notes, "stopped after {time}")?;
            return Ok(Done::Failed);
        };
        let n_rows = answer.rows.as_ref().map_or(0, |rows| rows.records.len());
        // A file would pass for the whole answer.
        self.once = None;
        self.show(script, *answer, None, output)?;
        if let Some(last) = self.results.last_mut() {
            last.is_stopped = true;
        }
        let rows = counted(n_rows, "row");
        writeln!(output.notes, "stopped after {time}, {rows} so far kept")?;
        Ok(Done::Failed)
    }

    /// Shows an answer and keeps it; `script` comes with the place where the question begins in it.
    pub(super) fn show(
        &mut self,
        script: (String, usize),
        answer: Answer,
        elapsed: Option<Duration>,
        output: &mut Output<'_>,
    ) -> io::Result<()> {
        for echo in &answer.echoes {
            writeln!(output.notes, "{}", self.dim(&clean(echo)))?;
        }
        let (text, offset) = (&script.0, script.1);
        // What was said of a definition when it was made is not said again.
        let warnings = answer.warnings.iter();
        for found in warnings.filter(|found| found.span.end > offset || offset == 0) {
            self.warn(found, &text[offset..], offset, output)?;
        }
        let Some(rows) = answer.rows.map(Arc::new) else {
            return Ok(());
        };
        if let (true, Some(listing)) = (self.is_for_people(), &answer.listing) {
            return output.long(&disarm(listing));
        }
        let once = self.once.take();
        let written = once.map(|path| self.write_file(&path, &rows, output));
        let values = self.values_for(&script.0);
        let mut last = LastResult::new(script, rows, answer.rest, answer.chart);
        last.values = values;
        let pipeline = pipeline_of(last.input(), &self.results);
        last.shown = self.first_rows(&last);
        last.origins = answer.origins;
        self.results.push(last, pipeline);
        if let Some(done) = written {
            return done.map(|_| ());
        }
        self.show_last(elapsed, &answer.notes, output)
    }
}

/// Whether a statement is more than a definition.
fn asks(statement: &Statement) -> bool {
    !matches!(
        statement.kind,
        StatementKind::Let { .. } | StatementKind::Param { .. }
    )
}

/// The parameters that a script names outside of its texts.
pub(super) fn parameters_named(script: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut quote = None;
    let mut rest = script.chars().peekable();
    while let Some(character) = rest.next() {
        match (character, quote) {
            ('\\', Some(_)) => {
                rest.next();
            }
            (sign, Some(open)) if sign == open => quote = None,
            ('"' | '\'', None) => quote = Some(character),
            ('$', None) => {
                let mut name = String::new();
                while let Some(letter) = rest.next_if(|it| it.is_alphanumeric() || *it == '_') {
                    name.push(letter);
                }
                names.insert(name);
            }
            _ => {}
        }
    }
    names
}

/// The results that a text names, each once: `_`, `_3`.
fn results_named(text: &str) -> BTreeSet<&str> {
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    let words = text.split(|c| !is_word(c));
    words
        .filter(|word| *word == LAST || number_of(word).is_some())
        .collect()
}

/// The number in the name of a result; the last one has none.
pub(super) fn number_of(name: &str) -> Option<usize> {
    let digits = name.strip_prefix(LAST)?;
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| is_number)
}

/// The pipeline at the end of a question, without a chart, which no other question can go on from; one that goes on
/// from an earlier result has the pipeline of that in its place. `None` where it has no name.
fn pipeline_of(question: &str, results: &Results) -> Option<String> {
    let script = parse(question).ok()?;
    let StatementKind::Pipeline(pipeline) = &script.statements.last()?.kind else {
        return None;
    };
    let end = match pipeline.steps.last() {
        Some(Step::Stage(stage)) if matches!(stage.kind, StageKind::Chart { .. }) => {
            stage.span.start
        }
        _ => pipeline.span.end,
    };
    let text = question.get(pipeline.span.start..end)?;
    let text = text.trim_end().trim_end_matches('|');
    let Some(name) = results_named(text).into_iter().next() else {
        return Some(text.to_owned());
    };
    let rest = text.strip_prefix(name)?;
    let before = results.pipeline(number_of(name))?;
    results_named(rest)
        .is_empty()
        .then(|| format!("({before}){rest}"))
}
