//! One input after another: commands, questions, and what is kept between them. Knows no terminal.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use super::answers::Answers;
use super::command::{self, COMMANDS, Command, TimeoutChoice};
use crate::ask::{Answer, Trouble, statement_listing};
use crate::query::ast::StatementKind;
use crate::query::catalog::noun_words;
use crate::query::error::{Diagnostics, QueryError};
use crate::query::parse::parse;
use crate::query::suggest::nearest;
use crate::render::cell::{clean, disarm};
use crate::render::diagnostic::lesson::{lesson, near_lesson};
use crate::render::diagnostic::{DiagnosticStyle, diagnostics, warning};
use crate::render::footer::{duration, footer};
use crate::render::{OutputFormat, Page, render, render_answer};
use crate::span::Span;
use crate::value::Value;

/// What comes after an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// The next input; whether this one was answered.
    Go {
        /// False where an error was shown.
        is_answered: bool,
    },
    /// Nothing: the user leaves.
    Quit,
}

/// The state of the prompt.
pub struct Session<A> {
    answers: A,
    format: OutputFormat,
    page: Page,
    is_coloured: bool,
    limit: Option<Duration>,
    /// `let` and `param` statements so far, each ended by a semicolon and a new line.
    definitions: String,
    /// The last question, with the definitions it was asked under.
    last: Option<String>,
}

impl<A: Answers> Session<A> {
    /// Starts with nothing asked.
    pub fn new(answers: A, format: OutputFormat, page: Page) -> Self {
        Self {
            answers,
            format,
            page,
            is_coloured: false,
            limit: None,
            definitions: String::new(),
            last: None,
        }
    }

    /// Shows errors in colours.
    #[must_use]
    pub fn coloured(mut self, is_coloured: bool) -> Self {
        self.is_coloured = is_coloured;
        self
    }

    /// Lets each answer take no longer than this.
    #[must_use]
    pub fn limited(mut self, limit: Option<Duration>) -> Self {
        self.set_limit(limit);
        self
    }

    fn set_limit(&mut self, limit: Option<Duration>) {
        self.limit = limit;
        self.answers.set_limit(limit);
    }

    /// The page that tables are fitted to.
    pub fn page(&self) -> Page {
        self.page
    }

    /// Fits the next tables to another page.
    pub fn set_page(&mut self, page: Page) {
        self.page = page;
    }

    /// What answers the questions.
    pub fn answers(&self) -> &A {
        &self.answers
    }

    /// Answers one input: a command or a script. Data goes to `out`, all else to `err`.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn eval(
        &mut self,
        input: &str,
        out: &mut dyn Write,
        err: &mut dyn Write,
    ) -> io::Result<Next> {
        let is_answered = if input.trim_start().starts_with('.') {
            match command::read(input) {
                Ok(Command::Quit) => return Ok(Next::Quit),
                Ok(command) => self.command(command, out, err)?,
                Err(message) => {
                    writeln!(err, "{}", clean(&message))?;
                    false
                }
            }
        } else {
            self.question(input, out, err)?
        };
        Ok(Next::Go { is_answered })
    }

    fn command(
        &mut self,
        command: Command,
        out: &mut dyn Write,
        err: &mut dyn Write,
    ) -> io::Result<bool> {
        match command {
            Command::Help(None) => help(out)?,
            Command::Help(Some(topic)) => return self.help_on(&topic, out, err),
            Command::Tables => return self.tables(out, err),
            Command::Schema(noun) => return self.schema(noun.as_deref(), out, err),
            Command::Mode(None) => writeln!(out, "{}", self.format.word())?,
            Command::Mode(Some(format)) => self.format = format,
            Command::Sql(source) => return self.sql(source.as_deref(), out, err),
            Command::Timeout(Some(TimeoutChoice::Off)) => self.set_limit(None),
            Command::Timeout(Some(TimeoutChoice::After(limit))) => self.set_limit(Some(limit)),
            Command::Timeout(None) => match self.limit {
                Some(limit) => writeln!(out, "timeout {} s", limit.as_secs_f64())?,
                None => writeln!(out, "timeout off")?,
            },
            Command::Quit => {}
        }
        Ok(true)
    }

    /// What there is to be known about a code or a noun.
    fn help_on(
        &mut self,
        topic: &str,
        out: &mut dyn Write,
        err: &mut dyn Write,
    ) -> io::Result<bool> {
        if let Some(lesson) = lesson(topic) {
            write!(out, "{}", lesson.text())?;
            return Ok(true);
        }
        if noun_words().any(|noun| noun.word.eq_ignore_ascii_case(topic)) {
            return self.schema(Some(&topic.to_lowercase()), out, err);
        }
        let known = || {
            COMMANDS
                .iter()
                .find(|(word, ..)| *word == topic.trim_start_matches('.'))
        };
        if let Some((word, argument, meaning)) = known() {
            writeln!(out, ".{word} {argument}  {meaning}")?;
            return Ok(true);
        }
        let meant = near_lesson(topic).map(|near| format!("{} ({})", near.code, near.title));
        let noun = || nearest(topic, noun_words().map(|noun| noun.word)).map(str::to_owned);
        let hint = meant.or_else(noun).map_or_else(
            || "`.help` lists the commands, `.tables` the nouns".to_owned(),
            |meant| format!("did you mean {meant}?"),
        );
        writeln!(err, "there is no help on `{}`: {hint}", clean(topic))?;
        Ok(false)
    }

    /// The nouns, or the fields of one.
    fn schema(
        &mut self,
        noun: Option<&str>,
        out: &mut dyn Write,
        err: &mut dyn Write,
    ) -> io::Result<bool> {
        let started = Instant::now();
        let rows = match self.answers.schema(noun) {
            Ok(rows) => rows,
            Err(trouble) => return self.trouble(&trouble, "", 0, err),
        };
        let shown = render(&rows, self.format, self.page, out)?;
        out.flush()?;
        if shown.hidden_columns > 0 {
            writeln!(err, "{}", footer(&rows, shown, started.elapsed(), &[]))?;
        }
        Ok(true)
    }

    /// The nouns, each with its number of rows.
    fn tables(&mut self, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<bool> {
        let mut rows = match self.answers.schema(None) {
            Ok(rows) => rows,
            Err(trouble) => return self.trouble(&trouble, "", 0, err),
        };
        for record in &mut rows.records {
            let Some(Value::Text(noun)) = record.first().cloned() else {
                continue;
            };
            match self.answers.answer(&format!("{noun} | count")) {
                Ok(answer) => {
                    let count = answer.rows.and_then(|mut rows| rows.records.pop()?.pop());
                    record.truncate(1);
                    record.push(count.unwrap_or(Value::Null));
                }
                Err(trouble) => return self.trouble(&trouble, &noun, 0, err),
            }
        }
        rows.columns.truncate(1);
        rows.columns.push(crate::value::Column::new(
            "rows".to_owned(),
            crate::value::ColumnType::Plain,
        ));
        render(&rows, OutputFormat::Table, self.page, out)?;
        Ok(true)
    }

    fn sql(
        &mut self,
        source: Option<&str>,
        out: &mut dyn Write,
        err: &mut dyn Write,
    ) -> io::Result<bool> {
        let offset = self.definitions.len();
        let Some(script) = source
            .map(|source| format!("{}{source}", self.definitions))
            .or_else(|| self.last.clone())
        else {
            writeln!(
                err,
                "nothing has been asked yet; `.sql QUERY` shows the SQL of a query"
            )?;
            return Ok(false);
        };
        match self.answers.statement(&script) {
            Ok(statement) => {
                write!(out, "{}", disarm(&statement_listing(&statement)))?;
                Ok(true)
            }
            Err(trouble) => {
                let input = source.unwrap_or(&script);
                let offset = if source.is_some() { offset } else { 0 };
                self.trouble(&trouble, input, offset, err)
            }
        }
    }

    fn question(
        &mut self,
        input: &str,
        out: &mut dyn Write,
        err: &mut dyn Write,
    ) -> io::Result<bool> {
        let statements = match parse(input) {
            Ok(script) => script.statements,
            Err(errors) => return self.trouble(&Trouble::Question(errors), input, 0, err),
        };
        if statements.is_empty() {
            return Ok(true);
        }
        let script = format!("{}{input}", self.definitions);
        if !statements.iter().any(asks) {
            return self.define(&statements, input, &script, err);
        }
        let started = Instant::now();
        let result = self.answers.answer(&script);
        let elapsed = started.elapsed();
        let answer = match result {
            Ok(answer) => answer,
            Err(Trouble::Stopped) => {
                writeln!(err, "stopped after {}", duration(elapsed))?;
                return Ok(false);
            }
            Err(trouble) => return self.trouble(&trouble, input, self.definitions.len(), err),
        };
        self.keep(&statements, input);
        self.last = Some(script);
        self.show(&answer, elapsed, out, err)?;
        Ok(true)
    }

    /// Takes an input that asks nothing: the last name in it must compile.
    fn define(
        &mut self,
        statements: &[crate::query::ast::Statement],
        input: &str,
        script: &str,
        err: &mut dyn Write,
    ) -> io::Result<bool> {
        let last = statements
            .iter()
            .rev()
            .find_map(|statement| match &statement.kind {
                StatementKind::Let { name, .. } => Some(&name.text),
                _ => None,
            });
        if let Some(name) = last
            && let Err(trouble) = self.answers.statement(&format!("{script}\n;`{name}`"))
        {
            return self.trouble(&trouble, input, self.definitions.len(), err);
        }
        self.keep(statements, input);
        Ok(true)
    }

    fn keep(&mut self, statements: &[crate::query::ast::Statement], input: &str) {
        for statement in statements.iter().filter(|statement| !asks(statement)) {
            self.definitions.push_str(statement.span.of(input));
            // A comment at the end of the statement must not swallow the semicolon.
            self.definitions.push_str("\n;\n");
        }
    }

    fn show(
        &self,
        answer: &Answer,
        elapsed: Duration,
        out: &mut dyn Write,
        err: &mut dyn Write,
    ) -> io::Result<()> {
        for echo in &answer.echoes {
            writeln!(err, "{}", clean(echo))?;
        }
        let script = self.last.as_deref().unwrap_or_default();
        for found in &answer.warnings {
            writeln!(err, "{}", warning(found, script, self.style()))?;
        }
        let Some(rows) = &answer.rows else {
            return Ok(());
        };
        if let (OutputFormat::Table, Some(listing)) = (self.format, &answer.listing) {
            return write!(out, "{}", disarm(listing));
        }
        let paper = (self.format, self.page);
        let shown = render_answer(rows, answer.chart.as_ref(), paper, out)?;
        out.flush()?;
        writeln!(err, "{}", footer(rows, shown, elapsed, &answer.notes))
    }

    fn style(&self) -> DiagnosticStyle<'static> {
        DiagnosticStyle {
            is_coloured: self.is_coloured,
            origin: None,
        }
    }

    /// Shows what went wrong with an input that stands `offset` bytes into the compiled script.
    fn trouble(
        &self,
        trouble: &Trouble,
        input: &str,
        offset: usize,
        err: &mut dyn Write,
    ) -> io::Result<bool> {
        match trouble {
            Trouble::Question(errors) => {
                let errors = moved_back(errors, offset);
                writeln!(err, "{}", diagnostics(&errors, input, self.style()))?;
            }
            Trouble::Stopped => writeln!(err, "stopped")?,
            Trouble::Failed(reason) => writeln!(err, "error: {}", clean(reason))?,
        }
        Ok(false)
    }
}

/// Whether a statement is more than a definition.
fn asks(statement: &crate::query::ast::Statement) -> bool {
    !matches!(
        statement.kind,
        StatementKind::Let { .. } | StatementKind::Param { .. }
    )
}

/// The errors with places in the input instead of in the script that it ends.
fn moved_back(errors: &Diagnostics, offset: usize) -> Diagnostics {
    let moved = errors.errors().iter().map(|error| QueryError {
        kind: error.kind.clone(),
        span: Span::new(
            error.span.start.saturating_sub(offset),
            error.span.end.saturating_sub(offset),
        ),
    });
    Diagnostics::new(moved.collect()).unwrap_or_else(|| errors.clone())
}

fn help(out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "A question starts with a noun: events by \"Russia\" within \"Syria\" | count by kind\n\
         Enter runs it once it is whole; `;` or an empty line runs it at once.\n"
    )?;
    for (word, argument, meaning) in COMMANDS {
        writeln!(out, "  {:<18} {meaning}", format!(".{word} {argument}"))?;
    }
    Ok(())
}
