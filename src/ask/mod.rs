//! Question → answer: compile → run → count what was left out. The one composition of the asking side.

mod described;
mod empty;
mod evidence;
mod listing;
mod notes;
mod origin;
mod saved;
mod searched;
mod slow;
mod stream;

pub use searched::searched;

use std::collections::BTreeMap;
use std::time::Duration;

pub use described::schema;
pub use saved::{SavedError, SavedQuestion, SavedQuestions, replace};
pub use stream::Handed;

use crate::model::date::Day;
use crate::query::error::{Diagnostics, QueryError, QueryErrorKind, Warning};
use crate::query::{self, Action, Carried, Compiled, Dialect, Options};
use crate::span::Span;
use crate::store::{Interrupt, Origin, Store, StoreError, TimeLimit};
use crate::value::{Chart, Missing, Rows, Statement, Value};

use described::{column_rows, member_rows, statement_rows};
pub use listing::statement as statement_listing;

/// What counting the rows that nobody has asked to see may take.
const COUNTING: Duration = Duration::from_millis(200);

/// The answer to a question.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answer {
    /// The rows; `None` for a script without a pipeline.
    pub rows: Option<Rows>,
    /// What was left out or is to be known: `3 events without a date`.
    pub notes: Vec<String>,
    /// How names were understood, where that is not obvious: `"ISIS" → Islamic State (@islamic-state)`.
    pub echoes: Vec<String>,
    /// What is worth saying about the script.
    pub warnings: Vec<Warning>,
    /// How the rows are to be drawn for a person.
    pub chart: Option<Chart>,
    /// What a person reads instead of a table of the rows: a statement, a plan.
    pub listing: Option<String>,
    /// Whether there are more rows than are in it.
    pub rest: Rest,
    /// For each row the keys of the sentences that it comes from, in the order of the texts; empty where they were not
    /// asked for ([`Asker::cited`]) or are not known.
    pub evidence: Vec<Vec<i64>>,
    /// For each row where it stands; empty where that was not asked for ([`Asker::set_linked`]) or is not one place.
    pub origins: Vec<Option<Origin>>,
}

/// The rows of an answer that are not in it, as only the first were wanted ([`Asker::set_most_rows`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rest {
    /// None.
    #[default]
    Nothing,
    /// So many rows it has in all.
    Of(usize),
    /// Nobody knows how many: to count them takes too long.
    Uncounted,
}

impl Rest {
    /// How many rows there are, so far as is known, where `n_read` were read.
    pub fn n_rows(self, n_read: usize) -> usize {
        match self {
            Self::Of(n_rows) => n_rows,
            Self::Nothing | Self::Uncounted => n_read,
        }
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Trouble {
    /// The script does not compile.
    Question(Diagnostics),
    /// It was stopped by Ctrl-C; the rows that had been read by then, if any, and nothing about them.
    Stopped(Option<Box<Answer>>),
    /// It failed for another reason, told in one sentence.
    Failed(String),
}

impl From<Diagnostics> for Trouble {
    fn from(errors: Diagnostics) -> Self {
        Self::Question(errors)
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Interrupted => Self::Stopped(None),
            other => Self::Failed(other.to_string()),
        }
    }
}

/// Why an answer ended before it was whole.
enum Ended {
    /// For a reason that can be told as it is.
    Trouble(Trouble),
    /// It is more than one statement can hold.
    TooLarge,
    /// Time was up; so many rows of whole tables had been read.
    Late { rows_read: u64 },
}

impl From<Diagnostics> for Ended {
    fn from(errors: Diagnostics) -> Self {
        Self::Trouble(errors.into())
    }
}

impl From<StoreError> for Ended {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::OutOfTime { rows_read } => Self::Late { rows_read },
            StoreError::TooLarge => Self::TooLarge,
            other => Self::Trouble(other.into()),
        }
    }
}

/// A database that is asked questions.
#[derive(Debug)]
pub struct Asker {
    store: Store,
    now: Day,
    parameters: BTreeMap<String, String>,
    limit: Option<Duration>,
    most_rows: Option<usize>,
    is_linked: bool,
}

impl Asker {
    /// Asks `store`; `now` is what `today` means, `parameters` are values by name, without `$`.
    pub fn new(store: Store, now: Day, parameters: BTreeMap<String, String>) -> Self {
        Self {
            store,
            now,
            parameters,
            limit: None,
            most_rows: None,
            is_linked: false,
        }
    }

    /// Sets the values of parameters by name, without `$`, in the place of those before.
    pub fn set_parameters(&mut self, parameters: BTreeMap<String, String>) {
        self.parameters = parameters;
    }

    /// Lets each answer take no longer than this; without a limit at first.
    pub fn set_limit(&mut self, limit: Option<Duration>) {
        self.limit = limit;
    }

    /// Puts no more than so many rows into an answer, where they come one by one; all of them at first.
    pub fn set_most_rows(&mut self, most_rows: Option<usize>) {
        self.most_rows = most_rows;
    }

    /// Tells with each answer where its rows stand, for links to their articles; not at first.
    pub fn set_linked(&mut self, is_linked: bool) {
        self.is_linked = is_linked;
    }

    /// The database.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Values of parameters by name, without `$`.
    pub fn parameters(&self) -> &BTreeMap<String, String> {
        &self.parameters
    }

    /// The means to stop [`Asker::answer`] from another thread.
    pub fn interrupt(&self) -> Interrupt {
        self.store.interrupt()
    }

    /// Compiles a script and does what its last pipeline asks.
    ///
    /// # Errors
    /// The script does not compile, was stopped, takes too long, or fails while it runs.
    pub fn answer(&self, source: &str) -> Result<Answer, Trouble> {
        self.answer_with(source, self.carried())
    }

    /// As [`Asker::answer`], with the sentences that each row comes from: a little slower, as no count that stands ready
    /// can be used.
    ///
    /// # Errors
    /// As [`Asker::answer`].
    pub fn cited(&self, source: &str) -> Result<Answer, Trouble> {
        self.answer_with(source, Carried::Evidence)
    }

    /// As [`Asker::cited`], with all sentences behind a link of a network, which are counted for that.
    ///
    /// # Errors
    /// As [`Asker::answer`].
    pub fn wholly_cited(&self, source: &str) -> Result<Answer, Trouble> {
        let options = Options {
            carried: Carried::WholeEvidence,
            ..self.options(Dialect::Sqlite)
        };
        self.in_time(source, || self.answered_with(source, &options))
    }

    /// What the rows of an answer carry that nobody has asked to prove.
    fn carried(&self) -> Carried {
        if self.is_linked {
            Carried::Origins
        } else {
            Carried::Nothing
        }
    }

    fn answer_with(&self, source: &str, carried: Carried) -> Result<Answer, Trouble> {
        self.in_time(source, || self.answered(source, carried))
    }

    /// Does something that may take no longer than the limit.
    fn in_time<T>(
        &self,
        source: &str,
        run: impl FnOnce() -> Result<T, Ended>,
    ) -> Result<T, Trouble> {
        self.store.begin(self.limit.map(TimeLimit));
        let result = run();
        // A name that was being looked up when time ran out must not pass for an unknown one.
        let result = match (self.store.still_wanted(), result) {
            (Err(stopped), Err(Ended::Trouble(Trouble::Question(_)))) => Err(stopped.into()),
            (_, result) => result,
        };
        self.store.limit(None);
        result.map_err(|ended| match (ended, self.limit) {
            (Ended::Trouble(trouble), _) => trouble,
            (Ended::TooLarge, _) => too_large(source).into(),
            (Ended::Late { rows_read }, limit) => {
                let limit = limit.unwrap_or_default();
                slow::too_expensive(self, source, limit, rows_read).into()
            }
        })
    }

    fn answered(&self, source: &str, carried: Carried) -> Result<Answer, Ended> {
        let options = Options {
            carried,
            ..self.options(Dialect::Sqlite)
        };
        self.answered_with(source, &options)
    }

    fn answered_with(&self, source: &str, options: &Options) -> Result<Answer, Ended> {
        let mut compiled = query::compile_given(source, &self.store, options)?;
        if !matches!(compiled.action, Action::Describe | Action::Field { .. }) {
            compiled = searched(&self.store, compiled)?;
        }
        let (rows, listing) = match compiled.action {
            Action::Run => return self.run(source, &compiled),
            Action::Explain => {
                let steps = self.store.explain(&compiled.statement)?;
                let (rows, text) = listing::plan(&compiled.echoes, &steps);
                (rows, Some(text))
            }
            Action::Sql => {
                let text = listing::statement(&compiled.statement);
                (statement_rows(&compiled.statement), Some(text))
            }
            Action::Describe => (column_rows(&compiled), None),
            Action::Field { noun, field } => (member_rows(&self.store, noun, field), None),
        };
        Ok(Answer {
            rows: Some(rows),
            listing,
            ..said(&compiled)
        })
    }

    /// Compiles a script to the statement of its last pipeline, and runs nothing.
    ///
    /// # Errors
    /// The script does not compile.
    pub fn statement(&self, source: &str, dialect: Dialect) -> Result<Statement, Trouble> {
        let compiled = self.compile(source, dialect)?;
        if compiled.searches().is_empty() {
            return Ok(compiled.statement);
        }
        let known = self.compile(source, Dialect::Sqlite)?;
        let (steps, _) = searched::steps_of(&self.store, &known)?;
        Ok(compiled.with_steps(&steps).statement)
    }

    /// Whether a script compiles.
    pub fn compiles(&self, source: &str) -> bool {
        self.compile(source, Dialect::Sqlite).is_ok()
    }

    fn compile(&self, source: &str, dialect: Dialect) -> Result<Compiled, Diagnostics> {
        query::compile_given(source, &self.store, &self.options(dialect))
    }

    fn options(&self, dialect: Dialect) -> Options {
        Options {
            dialect,
            now: self.now,
            parameters: self.parameters.clone(),
            ..Options::default()
        }
    }

    /// What must hold before the rows are looked at.
    fn check(&self, compiled: &Compiled) -> Result<(), Ended> {
        for check in compiled.footnotes.iter().filter(|note| note.is_check()) {
            check.check(&self.store.run(&check.statement)?)?;
        }
        Ok(())
    }

    /// What was left out, and whether what lies in no bin of time has mostly too vague a date, rather than none.
    fn notes(&self, compiled: &Compiled) -> Result<(Vec<String>, bool), Ended> {
        let (mut notes, mut balance) = (Vec::new(), 0);
        for footnote in compiled.footnotes.iter().filter(|note| !note.is_check()) {
            let counted = self.store.run(&footnote.statement)?;
            balance += notes::vague_or_undated(&footnote.kind, &counted);
            notes.extend(notes::sentence(&footnote.kind, &counted));
        }
        Ok((notes, balance > 0))
    }

    fn run(&self, source: &str, compiled: &Compiled) -> Result<Answer, Ended> {
        self.check(compiled)?;
        let mut rows = Rows::default();
        let is_looked_at = compiled.is_plain() && !compiled.is_drawn();
        let most = self.most_rows.filter(|_| is_looked_at);
        let read = self.store.run_into(&compiled.statement, most, &mut rows);
        let has_more = match read {
            Err(StoreError::Interrupted) => {
                return Err(Ended::Trouble(Trouble::Stopped(part(compiled, rows))));
            }
            other => other?,
        };
        let heads = compiled.heads(&rows);
        let heads = heads
            .map(|statement| self.store.run(statement))
            .transpose()?;
        let mut rows = compiled.arrange(rows, heads.as_ref())?;
        let evidence = evidence::taken_from(&mut rows);
        let origins = origin::taken_from(&mut rows);
        let (notes, has_vague) = self.notes(compiled)?;
        for column in rows
            .columns
            .iter_mut()
            .filter(|it| it.missing == Missing::Bin)
        {
            column.missing = if has_vague {
                Missing::Vague
            } else {
                Missing::Undated
            };
        }
        let mut answer = said(compiled);
        answer.chart = compiled.chart(&rows, has_vague);
        if empty::is_empty(&rows) {
            answer.warnings.extend(empty::why_empty(self, source));
        }
        let rest = if has_more {
            self.counted(source, compiled)?
        } else {
            Rest::Nothing
        };
        Ok(Answer {
            rows: Some(rows),
            notes,
            rest,
            evidence,
            origins,
            ..answer
        })
    }

    /// How many rows an answer has, if that is soon known: the last thing that is done for it.
    fn counted(&self, source: &str, compiled: &Compiled) -> Result<Rest, Ended> {
        self.store.limit(Some(TimeLimit(COUNTING)));
        // Asked as a question, it may be answered by a count that stands ready.
        let question = source.trim_end().trim_end_matches(';');
        let counting = self.compile(&format!("{question}\n| count"), Dialect::Sqlite);
        let counted = match counting {
            Ok(counting) if counting.is_plain() => {
                self.store.run(&counting.statement).map(|rows| {
                    let number = rows.records.first().and_then(|record| record.first());
                    match number {
                        Some(Value::Integer(number)) => {
                            usize::try_from(*number).unwrap_or_default()
                        }
                        _ => 0,
                    }
                })
            }
            _ => self.store.count(&compiled.statement),
        };
        match counted {
            Ok(n_rows) => Ok(Rest::Of(n_rows)),
            Err(StoreError::OutOfTime { .. }) => Ok(Rest::Uncounted),
            Err(error) => Err(error.into()),
        }
    }
}

/// What had been read when somebody said that it is enough.
fn part(compiled: &Compiled, mut rows: Rows) -> Option<Box<Answer>> {
    if rows.records.is_empty() || compiled.heads(&rows).is_some() {
        return None;
    }
    evidence::taken_from(&mut rows);
    let origins = origin::taken_from(&mut rows);
    let rows = compiled.arrange(rows, None).ok()?;
    Some(Box::new(Answer {
        chart: compiled.chart(&rows, false),
        rows: Some(rows),
        origins,
        ..said(compiled)
    }))
}

fn too_large(source: &str) -> Diagnostics {
    let kind = QueryErrorKind::TooMany {
        what: "joined rows and levels",
        limit: None,
    };
    QueryError::new(kind, Span::new(0, source.trim_end().len())).into()
}

fn said(compiled: &Compiled) -> Answer {
    let echo =
        |echo: &query::Echo| format!("\"{}\" → {} (@{})", echo.typed, echo.name, echo.handle);
    Answer {
        echoes: compiled
            .echoes
            .iter()
            .filter(|echo| !echo.is_obvious())
            .map(echo)
            .collect(),
        warnings: compiled.warnings.clone(),
        ..Answer::default()
    }
}
