//! What can be asked and typed: help, nouns and fields, the SQL of a question.

use std::io;
use std::time::Instant;

use super::{Done, Output, Session};
use crate::ask::statement_listing;
use crate::query::ast::StatementKind;
use crate::query::catalog::noun_words;
use crate::query::describe;
use crate::query::parse::parse;
use crate::query::reference::{self, Entry};
use crate::query::suggest::nearest;
use crate::render::cell::{clean, disarm};
use crate::render::diagnostic::lesson::{lesson, near_lesson};
use crate::render::footer::{Total, footer};
use crate::render::{OutputFormat, in_lines, render};
use crate::repl::answers::Answers;
use crate::repl::command::{COMMANDS, Group};
use crate::value::{Column, ColumnType, Rows, Value};

const INTRODUCTION: &str = "\
A question starts with a noun: events by \"Russia\" within \"Syria\" | count by kind
Enter runs it once it is whole; `;` or an empty line runs it at once.
`_` is the last result, `_3` the third: _ | where count > 10
";

const KEYS: &str = "\
Enter        runs a whole question; in an open one makes a line
Alt-Enter    makes a line
Tab          completes: nouns, fields, and in quotes the names of people and places
Right        takes the dim hint (also Ctrl-F and End)
Up, Down     move within the lines of a question, then to those before and after
Ctrl-R       searches what was asked before
Ctrl-X Ctrl-E  opens the question in your editor
Ctrl-C       clears the line; stops a question and keeps the rows that it has so far
Ctrl-L       clears the screen
Ctrl-D       leaves
Ctrl-A, Ctrl-E, Ctrl-W, Ctrl-U, Ctrl-K, Ctrl-Y, Alt-B, Alt-F  edit as in the shell; `.set keys vi` as in vi
";

impl<A: Answers> Session<A> {
    /// `.help`
    pub(super) fn help(
        &mut self,
        topic: Option<&str>,
        output: &mut Output<'_>,
    ) -> io::Result<Done> {
        let Some(topic) = topic else {
            output.long(&overview(self.page.width))?;
            return Ok(Done::Answered);
        };
        if topic.eq_ignore_ascii_case("keys") {
            output.long(&hanging(KEYS, self.page.width, "Alt-Enter    ".len()))?;
            return Ok(Done::Answered);
        }
        if let Some(lesson) = lesson(topic) {
            output.long(&lesson.text())?;
            return Ok(Done::Answered);
        }
        let word = topic.trim_start_matches('.').to_lowercase();
        let command = COMMANDS.iter().find(|known| known.word == word);
        if let Some(known) = command {
            let usage = format!(".{} {}", known.word, known.argument);
            writeln!(output.data, "{}  {}", usage.trim_end(), known.meaning)?;
        }
        if !topic.starts_with('.') && noun_words().any(|noun| noun.word == word) {
            return self.schema(Some(&word), output);
        }
        let mut texts: Vec<String> = reference::about(&word).iter().map(Entry::text).collect();
        texts.extend(self.answers.topic(&word).map(|text| format!("{text}\n")));
        if !texts.is_empty() {
            output.long(&texts.join("\n"))?;
        } else if command.is_none() {
            return self.reject(output, &unknown_topic(topic));
        }
        Ok(Done::Answered)
    }

    /// The nouns, or the fields of one.
    pub(super) fn schema(
        &mut self,
        noun: Option<&str>,
        output: &mut Output<'_>,
    ) -> io::Result<Done> {
        let started = Instant::now();
        let rows = match self.answers.schema(noun) {
            Ok(rows) => rows,
            Err(trouble) => return self.trouble(&trouble, "", 0, output),
        };
        let shown = render(&rows, self.settings.mode, self.page(), output.data)?;
        output.data.flush()?;
        if shown.hidden_columns > 0 {
            let line = footer(&rows, (shown, Total::of(&rows)), started.elapsed(), &[]);
            writeln!(output.notes, "{}", self.dim(&line))?;
        }
        Ok(Done::Answered)
    }

    /// `.columns`: the names of the fields, to be read at a glance.
    pub(super) fn columns(&mut self, noun: &str, output: &mut Output<'_>) -> io::Result<Done> {
        let Some(found) = describe::noun(&noun.to_lowercase()) else {
            // The same sentence as that of `.schema`.
            return self.schema(Some(noun), output);
        };
        let names: Vec<&str> = found.fields.iter().map(|field| field.name).collect();
        let width = self.page().width.unwrap_or(usize::MAX);
        let mut line = String::new();
        for (position, name) in names.iter().enumerate() {
            let comma = if position + 1 < names.len() { "," } else { "" };
            if !line.is_empty() && line.len() + name.len() + 2 > width {
                writeln!(output.data, "{}", line.trim_end())?;
                line.clear();
            }
            line = format!("{line}{name}{comma} ");
        }
        writeln!(output.data, "{}", line.trim_end())?;
        Ok(Done::Answered)
    }

    /// The nouns, each with its number of rows.
    pub(super) fn tables(&mut self, output: &mut Output<'_>) -> io::Result<Done> {
        self.give_parameters("");
        let mut records = Vec::new();
        for noun in describe::nouns() {
            match self.answers.answer(&format!("{} | count", noun.word)) {
                Ok(answer) => {
                    let count = answer.rows.and_then(|mut rows| rows.records.pop()?.pop());
                    records.push(vec![
                        Value::Text(noun.word.clone()),
                        count.unwrap_or(Value::Null),
                    ]);
                }
                Err(trouble) => return self.trouble(&trouble, &noun.word, 0, output),
            }
        }
        let columns = ["noun", "rows"].map(|name| Column::new(name, ColumnType::Plain));
        let rows = Rows {
            columns: columns.into(),
            records,
        };
        render(&rows, OutputFormat::Table, self.page(), output.data)?;
        Ok(Done::Answered)
    }

    /// Gives the values for a question that is typed, or those of the last one.
    fn give_parameters_of(&mut self, source: Option<&str>, script: &str) {
        match source {
            Some(_) => self.give_parameters(script),
            None => self.give_parameters_again(),
        }
    }

    /// `.sql`, of a question or of the last one.
    pub(super) fn sql(
        &mut self,
        source: Option<&str>,
        output: &mut Output<'_>,
    ) -> io::Result<Done> {
        let Some(script) = self.script_of(source) else {
            return self.nothing_asked(output);
        };
        self.give_parameters_of(source, &script);
        match self.answers.statement(&script) {
            Ok(statement) => {
                output.long(&disarm(&statement_listing(&statement)))?;
                Ok(Done::Answered)
            }
            Err(trouble) => {
                let input = source.unwrap_or(&script);
                self.trouble(&trouble, input, script.len() - input.len(), output)
            }
        }
    }

    /// `.explain`, of a question or of the last one.
    pub(super) fn explain(
        &mut self,
        source: Option<&str>,
        output: &mut Output<'_>,
    ) -> io::Result<Done> {
        let Some(script) = self.script_of(source) else {
            return self.nothing_asked(output);
        };
        let statements = parse(&script).map_or_else(|_| Vec::new(), |script| script.statements);
        let last = statements.last();
        let last = last.filter(|last| matches!(last.kind, StatementKind::Pipeline(_)));
        let explained = last.map(|last| {
            let (before, question) = script.split_at(last.span.start);
            format!("{before}explain {question}")
        });
        let explained = explained.unwrap_or_else(|| script.clone());
        self.give_parameters_of(source, &script);
        match self.answers.answer(&explained) {
            Ok(answer) => {
                let listing = answer.listing.unwrap_or_default();
                output.long(&disarm(&listing))?;
                Ok(Done::Answered)
            }
            Err(trouble) => {
                let input = source.unwrap_or(&script);
                self.trouble(&trouble, input, explained.len() - input.len(), output)
            }
        }
    }

    /// The script of a question with what is defined, or that of the last one.
    fn script_of(&self, source: Option<&str>) -> Option<String> {
        match source {
            Some(source) => Some(format!("{}{source}", self.definitions_for(source))),
            None => self.results.last().map(|last| last.script.clone()),
        }
    }
}

/// A text of several lines, each broken where the screen is narrow.
fn hanging(text: &str, width: Option<usize>, indent: usize) -> String {
    in_lines(text, width, indent) + "\n"
}

/// Cells of a command with what may stand after it.
const USAGE: usize = 29;

/// The commands in groups.
fn overview(width: Option<usize>) -> String {
    let mut text = hanging(INTRODUCTION, width, 2);
    for group in Group::ALL {
        text = format!("{text}\n{}", hanging(group.title(), width, 2));
        for known in COMMANDS.iter().filter(|known| known.group == group) {
            let usage = format!(".{} {}", known.word, known.argument);
            let line = format!("  {usage:<USAGE$} {}", known.meaning);
            text = format!("{text}{}", hanging(&line, width, USAGE + 3));
        }
    }
    text
}

/// Says that there is no help on something, and what may be meant.
fn unknown_topic(topic: &str) -> String {
    let near = near_lesson(topic).map(|near| format!("{} ({})", near.code, near.title));
    let words = || {
        let nouns = noun_words().map(|noun| noun.word);
        let entries = reference::entries().iter().map(|known| known.word);
        let fields = reference::fields().into_iter();
        let values = reference::values().into_iter();
        let commands = COMMANDS.iter().map(|known| known.word);
        let of_language = nouns.chain(entries).chain(fields).chain(values);
        of_language.chain(commands).chain(["keys"])
    };
    let word = topic.trim_start_matches('.');
    let meant = near.or_else(|| nearest(word, words()).map(str::to_owned));
    let hint = meant.map_or_else(
        || "`.help` lists the commands, `.tables` the nouns".to_owned(),
        |meant| format!("did you mean {meant}?"),
    );
    format!("there is no help on `{}`: {hint}", clean(topic))
}
