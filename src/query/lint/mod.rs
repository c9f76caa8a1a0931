//! A script as it is compiled without being run: every statement of it, whether the result needs it or
//! not, and whether its parameters have values or not.

use super::ast::{Script, StatementKind};
use super::error::{Diagnostics, QueryError, QueryErrorKind, Warning};
use super::names::{Candidate, Names, OutletCandidate};
use super::parse::parse;
use super::parse::scan::{TokenKind, scan};
use super::{Options, resolve, with_meaning};

/// What is to be said about a script.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lint {
    /// What is wrong.
    pub errors: Option<Diagnostics>,
    /// What is worth saying.
    pub warnings: Vec<Warning>,
}

/// The value of a text or name that will be given later. No query holds this character.
const LATER: &str = "\u{1}";

/// Compiles every statement of a script. Without `names`, every name and handle is taken to be right; so
/// is what a parameter without a value may stand for, as far as its declared type goes.
pub fn lint(source: &str, names: Option<&dyn Names>, options: &Options) -> Lint {
    let names = Assuming(names);
    let script = match parse(source) {
        Ok(script) => script,
        Err(errors) => {
            let all = with_meaning(source, errors, &names, options).into_errors();
            // What a parameter lacks will be given later.
            let is_unset =
                |error: &QueryError| matches!(error.kind, QueryErrorKind::ParameterUnset { .. });
            let all = all.into_iter().filter(|error| !is_unset(error));
            return Lint {
                errors: Diagnostics::new(all.collect()),
                warnings: Vec::new(),
            };
        }
    };
    let mut options = options.clone();
    let mut found = checked(source, &script, &names, &options);
    for (name, values) in unset(source, &script, &options) {
        let tries = values.into_iter().map(|value| {
            let mut options = options.clone();
            options.parameters.insert(name.clone(), value.to_owned());
            let found = checked(source, &script, &names, &options);
            (options, found)
        });
        // Without a declared type, a parameter is what makes most sense.
        if let Some(best) = tries.min_by_key(|(_, found)| found.0.len()) {
            (options, found) = best;
        }
    }
    Lint {
        errors: Diagnostics::new(found.0),
        warnings: found.1,
    }
}

/// Parameters without a value, each with values to try.
fn unset(source: &str, script: &Script, options: &Options) -> Vec<(String, Vec<&'static str>)> {
    let mut unset: Vec<(String, Vec<&'static str>)> = Vec::new();
    for token in scan(source).tokens {
        let name = token.text(source).trim_start_matches('$');
        let is_known =
            options.parameters.contains_key(name) || unset.iter().any(|(known, _)| known == name);
        if token.kind != TokenKind::Parameter || is_known {
            continue;
        }
        let declared = script
            .statements
            .iter()
            .find_map(|statement| match &statement.kind {
                StatementKind::Param {
                    name: known,
                    type_name,
                    defaults,
                } if known.name == name => Some((type_name, !defaults.is_empty())),
                _ => None,
            });
        let values: &[&str] = match declared {
            Some((_, true)) => continue,
            Some((Some(word), _)) => match of_one(&word.text.to_lowercase()) {
                "int" | "num" => &["1"],
                "bool" => &["true"],
                "date" | "instant" => &["2016"],
                "duration" => &["1d"],
                "kind" => &["assault", "person", "happening"],
                "mode" => &["clash"],
                "modality" => &["asserted"],
                "form" => &["direct", "name"],
                "measure" => &["killed"],
                "bound" => &["exact"],
                "precision" => &["day"],
                "zone" => &["body"],
                "basis" => &["url"],
                _ => &[LATER],
            },
            _ => &[LATER, "2016", "1"],
        };
        unset.push((name.to_owned(), values.to_vec()));
    }
    unset
}

/// The type of each element of a list, or the type itself.
fn of_one(type_name: &str) -> &str {
    let inner = type_name.strip_prefix("list<");
    inner
        .and_then(|rest| rest.strip_suffix('>'))
        .unwrap_or(type_name)
}

type Found = (Vec<QueryError>, Vec<Warning>);

/// What is wrong with the statements, and what is worth saying of them.
fn checked(source: &str, script: &Script, names: &Assuming<'_>, options: &Options) -> Found {
    let (mut errors, mut warnings) = resolve::whole(source, script, names, options);
    errors.retain(|error| !waits_for_value(source, error));
    errors.sort_by_key(|error| (error.span.start, error.span.end));
    // A `let` is looked at wherever it is used.
    errors.dedup();
    warnings.dedup();
    (errors, warnings)
}

/// Whether an error is about the value that a parameter does not have yet.
fn waits_for_value(source: &str, error: &QueryError) -> bool {
    let is_parameter = source
        .get(error.span.start..error.span.end)
        .is_some_and(|text| text.starts_with('$'));
    is_parameter
        && matches!(&error.kind, QueryErrorKind::UnknownMember { word, .. } if word == LATER)
}

/// Names that are known, and names that are taken to be right.
struct Assuming<'a>(Option<&'a dyn Names>);

impl Names for Assuming<'_> {
    fn is_assumed(&self, name: &str) -> bool {
        self.0.is_none() || name == LATER
    }

    fn entities(&self, folded: &str) -> Vec<Candidate> {
        self.0.map_or_else(Vec::new, |names| names.entities(folded))
    }

    fn entity(&self, handle: &str) -> Option<Candidate> {
        self.0.and_then(|names| names.entity(handle))
    }

    fn outlets(&self, folded: &str) -> Vec<OutletCandidate> {
        self.0.map_or_else(Vec::new, |names| names.outlets(folded))
    }

    fn nearest(&self, folded: &str, limit: usize) -> Vec<Candidate> {
        self.0
            .map_or_else(Vec::new, |names| names.nearest(folded, limit))
    }

    fn nearest_outlets(&self, folded: &str, limit: usize) -> Vec<String> {
        self.0
            .map_or_else(Vec::new, |names| names.nearest_outlets(folded, limit))
    }

    fn member_count(&self, noun: &str, word: &str) -> u64 {
        self.0.map_or(0, |names| names.member_count(noun, word))
    }
}

#[cfg(test)]
mod tests;
