//! Other databases and new articles.

use std::io;
use std::path::Path;

use super::{Done, Output, Session};
use crate::repl::answers::Answers;

impl<A: Answers> Session<A> {
    /// `.load`: what is loaded is there for the next question.
    pub(super) fn load(&mut self, path: &Path, output: &mut Output<'_>) -> io::Result<Done> {
        // What loading has to say it says itself.
        output.data.flush()?;
        match self.answers.load(path) {
            Ok(true) => Ok(Done::Answered),
            Ok(false) => Ok(Done::Failed),
            Err(trouble) => self.trouble(&trouble, "", 0, output),
        }
    }

    /// `.use`: definitions and settings stay; the last result was another's.
    pub(super) fn use_database(
        &mut self,
        path: &Path,
        output: &mut Output<'_>,
    ) -> io::Result<Done> {
        if let Err(trouble) = self.answers.open(path) {
            return self.trouble(&trouble, "", 0, output);
        }
        self.answers.set_limit(self.settings.timeout);
        self.results.clear();
        writeln!(output.notes, "{}", self.answers.banner(self.page.width))?;
        Ok(Done::Answered)
    }
}
