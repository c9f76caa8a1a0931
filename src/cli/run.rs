//! `dateline run`: asks a question that is kept under a name.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};

use super::Streams;
use super::answer::{Question, answer};
use super::args::Run;
use super::exit::{Failure, Outcome};
use super::given::Given;
use super::prompt::completion;
use super::question::style;
use super::saved::{failure, questions};
use crate::query::ast::StatementKind;
use crate::query::complete::parameter_values;
use crate::query::parse::parse;
use crate::repl::{self, Typed};
use crate::store::Store;

/// Runs `dateline run`.
pub(super) fn run(
    arguments: &Run,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let saved = questions(&arguments.folder, given)?;
    let text = saved
        .read(&arguments.name)
        .map_err(|error| failure(&error, "", given))?;
    let path = saved.path(&arguments.name).ok();
    let mut parameters = arguments.asked.parameters.iter().cloned().collect();
    if given.may_ask && io::stdin().is_terminal() {
        let goes_on = ask_for_missing(&text, &mut parameters, given)?;
        if !goes_on {
            return Ok(Outcome::Interrupted);
        }
    }
    let question = Question {
        source: &text,
        style: style(path.as_deref(), given),
        parameters,
    };
    answer(&question, &arguments.output, given, streams)
}

/// Asks whoever sits at the terminal for the parameters that have no value; an empty line gives none. False after
/// Ctrl-C.
fn ask_for_missing(
    text: &str,
    parameters: &mut BTreeMap<String, String>,
    given: &Given,
) -> Result<bool, Failure> {
    // A text that is not understood is told of when it is answered.
    let statements = parse(text).map_or_else(|_| Vec::new(), |script| script.statements);
    let missing = statements.into_iter().filter_map(|one| match one.kind {
        StatementKind::Param {
            name,
            type_name,
            defaults,
        } if defaults.is_empty() && !parameters.contains_key(&name.name) => {
            Some((name.name, type_name.map(|kind| kind.text)))
        }
        _ => None,
    });
    let missing: Vec<(String, Option<String>)> = missing.collect();
    if missing.is_empty() {
        return Ok(true);
    }
    let store = Store::open(&given.database());
    let store = store.map_err(|error| Failure::Failed(error.to_string()))?;
    store.prepare_completion();
    for (name, kind) in missing {
        let told = kind.as_ref().map(|kind| format!(" ({kind})"));
        let prompt = format!("${name}{}: ", told.unwrap_or_default());
        let offer = |typed: &str| completion(parameter_values(kind.as_deref(), typed, &store));
        match repl::ask_value(&prompt, offer)? {
            Typed::Value(value) => parameters.insert(name, value),
            Typed::Nothing => None,
            Typed::Stopped => return Ok(false),
        };
    }
    Ok(true)
}
