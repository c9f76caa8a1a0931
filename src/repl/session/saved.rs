//! Questions that are kept under a name.

use std::io;

use super::question::parameters_named;
use super::{Done, Next, Output, Request, Session};
use crate::ask::{SavedError, SavedQuestions, Trouble};
use crate::render::render;
use crate::repl::answers::Answers;
use crate::repl::value::Missing;
use crate::value::{Column, ColumnType, Rows, Value};

/// A script that says which parameters it takes, also where their values were set at the prompt.
fn declared(script: &str) -> String {
    let names = parameters_named(script).into_iter();
    let unsaid = names.filter(|name| !declares(script, name));
    let lines = unsaid.map(|name| format!("param ${name};\n"));
    lines.chain([script.to_owned()]).collect()
}

impl<A: Answers> Session<A> {
    /// `.save`: the last question with what it was defined by.
    pub(super) fn save(&mut self, name: &str, output: &mut Output<'_>) -> io::Result<Done> {
        let Some(script) = self.results.last().map(|last| last.script.clone()) else {
            return self.nothing_asked(output);
        };
        let script = declared(&script);
        let Some(saved) = self.folder(output)? else {
            return Ok(Done::Failed);
        };
        let (name, is_forced) = match name.split_once(char::is_whitespace) {
            Some((name, "--force")) => (name, true),
            _ => (name, false),
        };
        match saved.add(name, &script, is_forced) {
            Ok(is_new) => {
                let done = if is_new { "saved" } else { "unchanged" };
                let line = format!("{done}: {name} · .run {name} asks it");
                writeln!(output.notes, "{}", self.dim(&line))?;
                Ok(Done::Answered)
            }
            Err(error @ SavedError::Taken { .. }) => {
                let reason = error
                    .to_string()
                    .replace("--force", &format!("`.save {name} --force`"));
                self.refuse(output, &reason)
            }
            Err(error) => self.saved_error(error, &script, output),
        }
    }

    /// `.run`: asks for the values that are missing where somebody can answer.
    pub(super) fn run_saved(
        &mut self,
        name: String,
        given: Vec<(String, String)>,
        output: &mut Output<'_>,
    ) -> io::Result<Next> {
        let saved = self.answers.saved();
        let script = saved.and_then(|saved| saved.read(&name).ok());
        let is_given = |parameter: &str| {
            self.parameters.contains_key(parameter)
                || given.iter().any(|(name, _)| name == parameter)
        };
        let missing = script.map_or_else(Vec::new, |script| Missing::of(&script, is_given));
        if missing.is_empty() || self.place.is_some() {
            return self.run_given(&name, given, output).map(Next::Go);
        }
        Ok(Next::Ask(Request::Values {
            name,
            given,
            missing,
        }))
    }

    /// Answers a question that is kept, with these values of its parameters before those of the session.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn run_given(
        &mut self,
        name: &str,
        given: Vec<(String, String)>,
        output: &mut Output<'_>,
    ) -> io::Result<Done> {
        let Some(saved) = self.folder(output)? else {
            return Ok(Done::Failed);
        };
        let script = match saved.read(name) {
            Ok(script) => script,
            Err(error) => return self.saved_error(error, "", output),
        };
        if let Some((unknown, _)) = given.iter().find(|(name, _)| !declares(&script, name)) {
            return self.refuse(output, &format!("`{name}` has no parameter `${unknown}`"));
        }
        self.given = given.into_iter().collect();
        // What is kept stands for itself: a name of this session must not change what it means.
        let definitions = std::mem::take(&mut self.definitions);
        let result = self.question(&script, output);
        self.definitions = definitions;
        self.given.clear();
        result
    }

    /// `.queries`
    pub(super) fn queries(&mut self, output: &mut Output<'_>) -> io::Result<Done> {
        let Some(saved) = self.folder(output)? else {
            return Ok(Done::Failed);
        };
        let all = match saved.list() {
            Ok(all) => all,
            Err(error) => return self.saved_error(error, "", output),
        };
        if all.is_empty() {
            writeln!(
                output.notes,
                "none is saved yet; `.save NAME` keeps the last question"
            )?;
            return Ok(Done::Answered);
        }
        let records = all.into_iter().map(|one| {
            let parameters = one.parameters.into_iter().map(Value::Text).collect();
            vec![
                Value::Text(one.name),
                Value::Text(one.title),
                Value::List(parameters),
            ]
        });
        let column = |name: &str| Column::new(name, ColumnType::Plain);
        let rows = Rows {
            columns: ["name", "title", "parameters"].map(column).into(),
            records: records.collect(),
        };
        render(&rows, self.settings.mode, self.page(), output.data)?;
        Ok(Done::Answered)
    }

    fn folder(&self, output: &mut Output<'_>) -> io::Result<Option<SavedQuestions>> {
        let saved = self.answers.saved();
        if saved.is_none() {
            self.refuse(
                output,
                "where questions are saved is not known; set DATELINE_QUERIES",
            )?;
        }
        Ok(saved)
    }

    fn saved_error(
        &self,
        error: SavedError,
        script: &str,
        output: &mut Output<'_>,
    ) -> io::Result<Done> {
        match error {
            SavedError::Question(errors) => {
                self.trouble(&Trouble::Question(errors), script, 0, output)
            }
            other => self.refuse(output, &other.to_string()),
        }
    }
}

/// Whether a script declares a parameter.
fn declares(script: &str, name: &str) -> bool {
    let parsed = crate::query::parse::parse(script);
    let statements = parsed.map_or_else(|_| Vec::new(), |script| script.statements);
    statements.iter().any(|statement| match &statement.kind {
        crate::query::ast::StatementKind::Param { name: known, .. } => known.name == name,
        _ => false,
    })
}
