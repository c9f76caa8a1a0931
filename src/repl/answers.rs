//! What the prompt asks of the rest of the program.

use std::time::Duration;

use crate::ask::{Answer, Trouble};
use crate::value::{Rows, Statement};

/// Answers questions, and tells what can be asked.
pub trait Answers {
    /// Compiles a script and runs its last pipeline.
    ///
    /// # Errors
    /// The script does not compile, was stopped, or fails while it runs.
    fn answer(&mut self, source: &str) -> Result<Answer, Trouble>;

    /// Compiles a script to the statement of its last pipeline, and runs nothing.
    ///
    /// # Errors
    /// The script does not compile.
    fn statement(&mut self, source: &str) -> Result<Statement, Trouble>;

    /// The nouns with their meaning, or the fields of one with their types.
    ///
    /// # Errors
    /// There is no such noun.
    fn schema(&mut self, noun: Option<&str>) -> Result<Rows, Trouble>;

    /// What could stand at a byte of a text.
    fn complete(&self, text: &str, cursor: usize) -> Completion;

    /// Lets each answer take no longer than this; without a limit at first.
    fn set_limit(&mut self, limit: Option<Duration>);

    /// The means to stop [`Answers::answer`] from another thread.
    fn stopper(&self) -> Box<dyn Fn() + Send>;
}

/// What could replace the end of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Completion {
    /// The byte from which on the text is replaced.
    pub start: usize,
    /// Each replacement with what is shown of it, most likely first.
    pub candidates: Vec<(String, String)>,
}
