//! What the prompt asks of the rest of the program.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use crate::ask::{Answer, SavedQuestions, Trouble};
use crate::store::{Citation, Origin, StoredArticle};
use crate::value::{Rows, Statement};

/// Answers questions, and tells what can be asked.
pub trait Answers {
    /// One line about what can be asked: the database, how much is in it, and from when to when; no wider than so many
    /// cells.
    fn banner(&self, width: Option<usize>) -> String;

    /// What the database is called, in a word.
    fn name(&self) -> String;

    /// Compiles a script and runs its last pipeline.
    ///
    /// # Errors
    /// The script does not compile, was stopped, or fails while it runs.
    fn answer(&mut self, source: &str) -> Result<Answer, Trouble>;

    /// As [`Answers::answer`], with the sentences that each row comes from.
    ///
    /// # Errors
    /// As [`Answers::answer`].
    fn cited(&mut self, source: &str) -> Result<Answer, Trouble>;

    /// The sentences with these keys in the same order; those that are no more are left out.
    ///
    /// # Errors
    /// The database cannot be read.
    fn citations(&mut self, sentences: &[i64]) -> Result<Vec<Citation>, Trouble>;

    /// The addresses of the articles of some rows, in the same order; nothing for one without.
    ///
    /// # Errors
    /// The database cannot be read.
    fn addresses(&mut self, origins: &[Option<Origin>]) -> Result<Vec<Option<String>>, Trouble>;

    /// The article with this id, with all that was found in it.
    ///
    /// # Errors
    /// The database cannot be read.
    fn article(&mut self, id: &str) -> Result<Option<StoredArticle>, Trouble>;

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

    /// What is told about something that is no word of the language, such as `dates` or `report`.
    fn topic(&self, name: &str) -> Option<&'static str> {
        let _ = name;
        None
    }

    /// What [`Answers::topic`] tells about.
    fn topics(&self) -> Vec<&'static str> {
        Vec::new()
    }

    /// What could stand at a byte of a text.
    fn complete(&self, text: &str, cursor: usize) -> Completion;

    /// What could be the value of a parameter of a type, as declared, from the beginning of it on.
    fn complete_value(&self, type_name: Option<&str>, typed: &str) -> Completion {
        let _ = (type_name, typed);
        Completion::default()
    }

    /// Lets each answer take no longer than this; without a limit at first.
    fn set_limit(&mut self, limit: Option<Duration>);

    /// Puts no more than so many rows into the answers that follow, where they come one by one.
    fn set_most_rows(&mut self, most_rows: Option<usize>);

    /// Sets the values of parameters by name, without `$`, for the scripts that follow.
    fn set_parameters(&mut self, parameters: BTreeMap<String, String>);

    /// A number that is another after another program has changed the database.
    ///
    /// # Errors
    /// The database cannot be read.
    fn version(&mut self) -> Result<i64, Trouble>;

    /// Goes on with another database; with the one before if that fails.
    ///
    /// # Errors
    /// The other cannot be opened.
    fn open(&mut self, database: &Path) -> Result<(), Trouble>;

    /// Loads a file or folder into the database; what there is to say of it is said on the way. Tells whether it was
    /// loaded.
    ///
    /// # Errors
    /// It cannot be loaded.
    fn load(&mut self, path: &Path) -> Result<bool, Trouble>;

    /// Where questions are saved; `None` where that is not known.
    fn saved(&self) -> Option<SavedQuestions>;

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
