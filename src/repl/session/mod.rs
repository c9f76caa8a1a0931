//! One input after another: commands, questions, and what is kept between them. Knows no terminal.

mod about;
mod beside;
mod chart;
mod file;
mod question;
mod result;
mod saved;
mod set;
mod sources;
mod summary;
mod view;
mod watch;

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use super::answers::Answers;
use super::command::{self, Command};
use super::output::Output;
use super::settings::Settings;
use crate::render::cell::clean;
use crate::render::diagnostic::DiagnosticStyle;
use crate::render::{OutputFormat, Page};
use result::LastResult;
pub(super) use watch::Look;

/// What comes after an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// The next input; whether this one was answered.
    Go {
        /// False where an error was shown.
        is_answered: bool,
    },
    /// Something that only a terminal can do, then the next input.
    Ask(Request),
    /// Nothing: the user leaves.
    Quit,
}

/// What a session asks of the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// An editor for the last question.
    Edit,
    /// An empty screen.
    Clear,
    /// The inputs so far, or those with a word in them.
    History(Option<String>),
    /// The last question again, whenever the database has changed.
    Watch {
        /// How often to look.
        every: Duration,
    },
}

/// The state of the prompt.
pub struct Session<A> {
    answers: A,
    settings: Settings,
    page: Page,
    is_coloured: bool,
    /// `let` and `param` statements so far, each ended by a semicolon and a new line.
    definitions: String,
    /// Values of parameters by name, for the scripts that declare them.
    parameters: BTreeMap<String, String>,
    last: Option<LastResult>,
    /// Where the next answer is written instead of shown.
    once: Option<PathBuf>,
    /// Whether the pager may be used.
    is_paged: bool,
}

impl<A: Answers> Session<A> {
    /// Starts with nothing asked.
    pub fn new(answers: A, format: OutputFormat, page: Page) -> Self {
        Self {
            answers,
            settings: Settings::new(format),
            page,
            is_coloured: false,
            definitions: String::new(),
            parameters: BTreeMap::new(),
            last: None,
            once: None,
            is_paged: true,
        }
    }

    /// Fits tables to this width, whatever that of the screen is.
    #[must_use]
    pub fn fitted(mut self, width: Option<usize>) -> Self {
        self.settings.width = width;
        self
    }

    /// Shows what is higher than the screen in the pager, or never.
    #[must_use]
    pub fn paged(mut self, is_paged: bool) -> Self {
        self.is_paged = is_paged;
        self
    }

    pub(super) fn is_paged(&self) -> bool {
        self.is_paged
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
        self.settings.timeout = limit;
        self.answers.set_limit(limit);
        self
    }

    /// The page that tables are fitted to.
    pub fn page(&self) -> Page {
        Page {
            width: self.settings.width.or(self.page.width),
            // The session itself chooses which rows are shown.
            rows: None,
            style: self.settings.style,
            has_plain_numbers: !self.settings.is_grouped,
            ..self.page
        }
    }

    /// Fits the next tables to a screen of this width.
    pub fn set_width(&mut self, width: Option<usize>) {
        self.page.width = width;
    }

    /// What answers the questions.
    pub fn answers(&self) -> &A {
        &self.answers
    }

    pub(super) fn settings(&self) -> Settings {
        self.settings
    }

    pub(super) fn is_coloured(&self) -> bool {
        self.is_coloured
    }

    /// What is defined before an input that is being typed.
    pub(super) fn definitions_before(&self, input: &str) -> String {
        self.definitions_for(input)
    }

    /// The last question as it was typed.
    pub(super) fn last_input(&self) -> Option<&str> {
        self.last.as_ref().map(LastResult::input)
    }

    /// Names of the columns of the last result.
    pub(super) fn last_columns(&self) -> Vec<String> {
        let columns = self.last.iter().flat_map(|last| &last.rows.columns);
        columns.map(|column| column.name.clone()).collect()
    }

    /// Answers one input: a command or a script.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn eval(&mut self, input: &str, output: &mut Output<'_>) -> io::Result<Next> {
        if !input.trim_start().starts_with('.') {
            let is_answered = self.question(input, output)?;
            return Ok(Next::Go { is_answered });
        }
        match command::read(input) {
            Ok(command) => self.command(command, output),
            Err(message) => {
                let is_answered = refuse(output, &message)?;
                Ok(Next::Go { is_answered })
            }
        }
    }

    fn command(&mut self, command: Command, output: &mut Output<'_>) -> io::Result<Next> {
        let is_answered = match command {
            Command::Edit => return Ok(Next::Ask(Request::Edit)),
            Command::Clear => return Ok(Next::Ask(Request::Clear)),
            Command::History(word) => return Ok(Next::Ask(Request::History(word))),
            Command::Watch(every) => return self.begin_watch(every, output),
            Command::Quit => return Ok(Next::Quit),
            Command::Help(topic) => self.help(topic.as_deref(), output)?,
            Command::Tables => self.tables(output)?,
            Command::Schema(noun) => self.schema(noun.as_deref(), output)?,
            Command::Columns(noun) => self.columns(&noun, output)?,
            Command::Sql(source) => self.sql(source.as_deref(), output)?,
            Command::Explain(source) => self.explain(source.as_deref(), output)?,
            Command::Set(name, value) => self.set(name.as_deref(), value.as_deref(), output)?,
            Command::Param(pair) => self.set_parameter(pair, output)?,
            Command::Records(choice) => self.records(choice, output)?,
            Command::Full => self.full(output)?,
            Command::More => self.more(output)?,
            Command::Facet(column) => self.facet(&column, output)?,
            Command::Crosstab(asked) => self.crosstab(&asked, output)?,
            Command::Chart(kind) => self.chart(kind, output)?,
            Command::Sources => self.sources(output)?,
            Command::Open(number) => self.open(number, output)?,
            Command::Export(path) => self.export(&path, output)?,
            Command::Once(path) => self.set_once(path, output)?,
            Command::Copy => self.copy(output)?,
            Command::Save(name) => self.save(&name, output)?,
            Command::Run(name, parameters) => self.run_saved(&name, parameters, output)?,
            Command::Queries => self.queries(output)?,
            Command::Read(path) => self.read_file(&path, output)?,
            Command::Load(path) => self.load(&path, output)?,
            Command::Use(path) => self.use_database(&path, output)?,
        };
        Ok(Next::Go { is_answered })
    }

    fn style(&self) -> DiagnosticStyle<'static> {
        DiagnosticStyle {
            is_coloured: self.is_coloured,
            origin: None,
            width: self.page.width,
        }
    }

    /// A note that is less than the data, where there are colours to show that, in the signs that the screen knows.
    fn dim(&self, text: &str) -> String {
        let text = if self.page.is_ascii {
            text.replace(" · ", " | ").replace('…', "...")
        } else {
            text.to_owned()
        };
        if self.is_coloured {
            format!("\u{1b}[2m{text}\u{1b}[0m")
        } else {
            text
        }
    }
}

/// Says why something is not done.
fn refuse(output: &mut Output<'_>, message: &str) -> io::Result<bool> {
    writeln!(output.notes, "{}", clean(message))?;
    Ok(false)
}

/// Says that there is no result yet.
fn nothing_asked(output: &mut Output<'_>) -> io::Result<bool> {
    refuse(output, "nothing has been asked yet")
}
