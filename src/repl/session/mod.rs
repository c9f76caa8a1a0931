//! One input after another: commands, questions, and what is kept between them. Knows no terminal.

mod about;
mod beside;
mod chart;
mod file;
mod patience;
mod place;
mod question;
mod result;
mod results;
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
use super::settings::{RecordView, Settings};
use super::stop::Stop;
use super::value::Missing;
use crate::query::parse::parse;
use crate::render::cell::clean;
use crate::render::{Letters, OutputFormat, Page};
pub(super) use place::Place;
use result::LastResult;
use results::Results;
pub(super) use watch::Look;

/// How an input was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Done {
    /// It was answered.
    #[default]
    Answered,
    /// It does not compile, or is no command; that was shown.
    Wrong,
    /// It failed while it ran; that was shown.
    Failed,
}

/// What comes after an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// The next input.
    Go(Done),
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
    /// Values for a question that is kept and lacks them, and then [`Session::run_given`].
    Values {
        /// Its name.
        name: String,
        /// The values that it has been given.
        given: Vec<(String, String)>,
        /// What it lacks.
        missing: Vec<Missing>,
    },
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
    letters: Letters,
    /// `let` and `param` statements so far, each ended by a semicolon and a new line.
    definitions: String,
    /// Values of parameters by name, for the scripts that declare them.
    parameters: BTreeMap<String, String>,
    /// Those that go before them, of the question that is run now.
    given: BTreeMap<String, String>,
    results: Results,
    /// Where the next answer is written instead of shown.
    once: Option<PathBuf>,
    /// Where the input stands that is answered now; nowhere if it was typed.
    place: Option<Place>,
    /// Scripts that read one another.
    n_scripts: usize,
    /// Whether a script goes on after an error.
    is_kept_going: bool,
    /// Whether the pager may be used.
    is_paged: bool,
    /// Whether somebody waits no longer.
    stop: Stop,
}

impl<A: Answers> Session<A> {
    /// Starts with nothing asked.
    pub fn new(answers: A, format: OutputFormat, page: Page) -> Self {
        Self {
            answers,
            settings: Settings::new(format),
            page,
            letters: Letters::Plain,
            definitions: String::new(),
            parameters: BTreeMap::new(),
            given: BTreeMap::new(),
            results: Results::default(),
            once: None,
            place: None,
            n_scripts: 0,
            is_kept_going: false,
            is_paged: true,
            stop: Stop::default(),
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

    /// Shows errors and notes with what letters can show.
    #[must_use]
    pub fn lettered(mut self, letters: Letters) -> Self {
        self.letters = letters;
        self
    }

    /// Lets each answer take no longer than this.
    #[must_use]
    pub fn limited(mut self, limit: Option<Duration>) -> Self {
        self.settings.timeout = limit;
        self.answers.set_limit(limit);
        self
    }

    /// Goes on with a script after an error in it.
    #[must_use]
    pub fn kept_going(mut self, is_kept_going: bool) -> Self {
        self.is_kept_going = is_kept_going;
        self
    }

    /// Starts with values of parameters by name, without `$`.
    #[must_use]
    pub fn with_parameters(mut self, parameters: BTreeMap<String, String>) -> Self {
        self.parameters = parameters;
        self
    }

    /// Whether a script goes on after an error.
    pub(super) fn is_kept_going(&self) -> bool {
        self.is_kept_going
    }

    /// The page that tables are fitted to.
    pub fn page(&self) -> Page {
        Page {
            width: self.settings.width.or(self.page.width),
            // The session itself chooses which rows are shown.
            rows: None,
            style: self.settings.style,
            has_plain_numbers: !self.settings.is_grouped,
            is_always_table: self.settings.records == RecordView::Never,
            null: self.settings.null,
            ..self.page
        }
    }

    /// Fits the next tables to a screen of this width.
    pub fn set_width(&mut self, width: Option<usize>) {
        self.page.width = width;
    }

    /// What Ctrl-C presses while an input is answered.
    pub(super) fn stop(&self) -> &Stop {
        &self.stop
    }

    /// What answers the questions.
    pub fn answers(&self) -> &A {
        &self.answers
    }

    pub(super) fn settings(&self) -> Settings {
        self.settings
    }

    pub(super) fn letters(&self) -> Letters {
        self.letters
    }

    /// What is defined before an input that is being typed.
    pub(super) fn definitions_before(&self, input: &str) -> String {
        self.definitions_for(input)
    }

    /// The last question as it was typed.
    pub(super) fn last_input(&self) -> Option<&str> {
        self.results.last().map(LastResult::input)
    }

    /// Names of the columns of the last result.
    pub(super) fn last_columns(&self) -> Vec<String> {
        let columns = self
            .results
            .last()
            .into_iter()
            .flat_map(|last| &last.rows.columns);
        columns.map(|column| column.name.clone()).collect()
    }

    /// Answers one input: a command or a script.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn eval(&mut self, input: &str, output: &mut Output<'_>) -> io::Result<Next> {
        if !input.trim_start().starts_with('.') {
            return match command::without_dot(input) {
                Some(command) if !self.is_question(input) => self.dotless(command, input, output),
                _ => Ok(Next::Go(self.question(input, output)?)),
            };
        }
        match command::read(input) {
            Ok(command) => self.command(command, output),
            Err(message) => Ok(Next::Go(self.reject(output, &message)?)),
        }
    }

    /// Whether an input that begins like a command is a question all the same: one word is, if a query has that name.
    fn is_question(&mut self, input: &str) -> bool {
        let is_word = !input.trim().contains(char::is_whitespace);
        let script = format!("{}{input}", self.definitions);
        parse(input).is_ok() && (!is_word || self.answers.statement(&script).is_ok())
    }

    /// An input that would be a command with a dot before it.
    fn dotless(&mut self, command: &str, input: &str, output: &mut Output<'_>) -> io::Result<Next> {
        let rest = input.trim().split_once(char::is_whitespace);
        let rest = rest.map_or("", |(_, rest)| rest);
        let dotted = format!(".{command} {rest}").trim_end().to_owned();
        if matches!(command, "help" | "quit" | "exit") {
            return self.eval(&dotted, output);
        }
        let message = format!("commands begin with a dot: `{}`", clean(&dotted));
        self.reject(output, &message).map(Next::Go)
    }

    /// Answers one input of a script; what only a terminal can do is refused.
    ///
    /// # Errors
    /// The output cannot be written.
    pub(super) fn eval_at(&mut self, place: Place, output: &mut Output<'_>) -> io::Result<Next> {
        let input = place.input.clone();
        let outer = self.place.replace(place);
        let next = self.eval(&input, output);
        let next = match next {
            Ok(Next::Ask(_)) => {
                let message = format!("{} needs a terminal", input.trim());
                self.refuse(output, &message).map(Next::Go)
            }
            other => other,
        };
        self.place = outer;
        next
    }

    fn command(&mut self, command: Command, output: &mut Output<'_>) -> io::Result<Next> {
        let done = match command {
            Command::Of(number, command) => {
                if let Err(message) = self.results.pick(number) {
                    return self.refuse(output, &message).map(Next::Go);
                }
                return self.command(*command, output);
            }
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
            Command::Run(name, given) => return self.run_saved(name, given, output),
            Command::Queries => self.queries(output)?,
            Command::Read(path) => return self.read_file(&path, output),
            Command::Load(path) => self.load(&path, output)?,
            Command::Use(path) => self.use_database(&path, output)?,
        };
        Ok(Next::Go(done))
    }

    /// A note that is less than the data, where letters can show that, in the signs that the screen knows, and
    /// in lines for which it has room.
    fn dim(&self, text: &str) -> String {
        let text = self.lines(text);
        if self.letters.have_weights() {
            format!("\u{1b}[2m{text}\u{1b}[0m")
        } else {
            text
        }
    }
}
