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
use crate::query::complete::parameter_values;
use crate::repl::{Missing, Typed};
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
    let missing = Missing::of(text, |name| parameters.contains_key(name));
    if missing.is_empty() {
        return Ok(true);
    }
    let store = Store::open(&given.database());
    let store = store.map_err(|error| Failure::Failed(error.to_string()))?;
    store.prepare_completion();
    for one in missing {
        let kind = one.type_name.as_deref();
        let offer = |typed: &str| completion(parameter_values(kind, typed, &store));
        match one.ask(offer)? {
            Typed::Value(value) => parameters.insert(one.name.clone(), value),
            Typed::Nothing | Typed::End => None,
            Typed::Stopped => return Ok(false),
        };
    }
    Ok(true)
}
