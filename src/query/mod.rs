//! Query text → Statement.
//!
//! ```text
//! text ─parse→ ast::Script ─resolve→ plan::Query ─rewrite→ plan::Query ─emit→ Statement
//! ```

pub mod ast;
pub mod catalog;
mod compiled;
pub mod complete;
pub mod describe;
mod diagnostics;
pub mod emit;
pub mod error;
pub mod format;
pub mod functions;
pub mod highlight;
mod languages;
pub mod lint;
mod meant;
pub mod names;
pub mod parse;
pub mod path_search;
pub mod plan;
mod prefix;
pub mod reference;
mod relaxed;
mod resolve;
mod rewrite;
mod size;
pub use crate::model::suggest;
mod unquoted;
mod warning;

use std::collections::BTreeMap;

pub use compiled::{Action, Compiled, Footnote, found_steps};
pub use emit::Dialect;
pub use meant::date_in_words;
pub use prefix::{Prefix, prefixes};
pub use relaxed::{Relaxed, otherwise, relaxed};
pub use resolve::{
    ARTICLE_ORIGIN, EVIDENCE, Echo, FUNCTIONS, FootnoteKind, KnownFunction, SENTENCE_ORIGIN,
    SpreadLimit,
};
pub use rewrite::Rewrite;

use crate::model::date::Day;
use error::{Diagnostics, QueryError, QueryErrorKind};
use names::Names;

/// What a query is compiled for.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The dialect of its statement.
    pub dialect: Dialect,
    /// What `today` is.
    pub now: Day,
    /// Values of parameters by name, without `$`.
    pub parameters: BTreeMap<String, String>,
    /// Whether its plans are made simpler first.
    pub rewrite: Rewrite,
    /// What its rows carry that is not shown.
    pub carried: Carried,
}

/// What the rows of a result carry in a last column, besides what is shown. Rows of which it is not known have no such
/// column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Carried {
    /// Nothing.
    #[default]
    Nothing,
    /// The sentences that each comes from, a key or a list of keys ([`EVIDENCE`]); of a link the earliest, which is stored
    /// with it.
    Evidence,
    /// The same, but all sentences behind a link, for which it is counted.
    WholeEvidence,
    /// Where each stands, if that is one place: the key of its article ([`ARTICLE_ORIGIN`]), or of its sentence
    /// ([`SENTENCE_ORIGIN`]).
    Origins,
}

/// Compiles a script; its result is that of its last pipeline.
///
/// # Errors
/// All that is wrong with it, of its form and of what its names mean.
pub fn compile(
    source: &str,
    names: &dyn Names,
    options: &Options,
) -> Result<Compiled, Diagnostics> {
    let compiled = match parse::parse(source) {
        Ok(script) => resolve::resolve(source, &script, names, options),
        Err(errors) => Err(with_meaning(source, errors, names, options)),
    };
    compiled.map_err(|errors| errors.on(options.now))
}

/// Errors of form, and those that the sound part of the source has besides.
fn with_meaning(
    source: &str,
    errors: Diagnostics,
    names: &dyn Names,
    options: &Options,
) -> Diagnostics {
    let sound = parse::sound_part(source);
    let certain: Vec<QueryError> = sound.as_ref().map_or_else(Vec::new, |sound| {
        let meant = resolve::errors(source, &sound.script, names, options).into_iter();
        let is_told = |span| errors.errors().iter().any(|error| error.span == span);
        meant
            .filter(|error| !sound.is_doubtful(error) && !is_told(error.span))
            .collect()
    });
    let formed = errors.errors().iter().cloned().map(|mut error| {
        if let QueryErrorKind::UnquotedName(unquoted) = &mut error.kind {
            unquoted.look_up(sound.as_ref().map(|sound| &sound.script), names);
        }
        error
    });
    let all = formed.chain(certain);
    Diagnostics::new(all.collect()).unwrap_or(errors)
}

/// Compiles a script for which every value given must have a parameter.
///
/// # Errors
/// As [`compile`], and the values that no parameter takes.
pub fn compile_given(
    source: &str,
    names: &dyn Names,
    options: &Options,
) -> Result<Compiled, Diagnostics> {
    let compiled = compile(source, names, options);
    let unknown = resolve::unknown_parameters(source, &options.parameters);
    if unknown.is_empty() {
        return compiled;
    }
    let others = compiled.err().map(Diagnostics::into_errors);
    let all = unknown.into_iter().chain(others.into_iter().flatten());
    match Diagnostics::new(all.collect()) {
        Some(wrong) => Err(wrong),
        None => compile(source, names, options),
    }
}
