//! Syntax tree → Plan: names become fields and entities, clauses become conditions, stages become
//! parts of a `select`. Errors are gathered, so that several are reported at once.

mod aggregate;
mod among;
mod answers;
mod behind;
mod bounds;
mod called;
mod chart;
mod clause;
mod compare;
mod constant;
mod contrast;
mod counting;
mod date_function;
mod declared;
mod derived;
mod elements;
mod evidence;
mod expr;
mod facet;
mod field;
mod fill;
mod footnote;
mod frame;
mod function;
#[cfg(test)]
mod function_tests;
mod group;
mod hoist;
mod join;
mod limit;
mod link;
mod linked;
mod literal;
mod name;
mod network;
mod once;
mod order;
mod origin;
mod parameter;
mod pivot;
mod project;
mod quantifier;
mod remedy;
mod script;
mod search;
mod set;
mod shift;
mod source;
mod spread;
mod stage;
mod time;
mod unit;
mod unnest;
mod value;
mod walk;
mod window;
mod wrap;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use answers::clause_words;
pub(super) use chart::Drawn;
pub(super) use declared::{Declared, Kind, type_words};
pub use evidence::EVIDENCE;
pub use footnote::FootnoteKind;
pub use function::{FUNCTIONS, Known as KnownFunction};
pub use origin::{ARTICLE_ORIGIN, SENTENCE_ORIGIN};
pub(super) use project::{Projected, ProjectedSpread};
pub use spread::SpreadLimit;
pub(super) use value::Type;

use super::ast;
use super::error::{Diagnostics, QueryError, QueryErrorKind, Warning};
use super::names::Names;
use super::path_search::PlannedSearch;
use super::plan::Alias;
use super::{Action, Carried, Compiled, Options};
use crate::model::date::Day;
use crate::model::fold::fold;
use crate::span::Span;
use footnote::Footnote;
use frame::Frame;
use parameter::Known;
pub(super) use parameter::unknown_parameters;
use script::Asked;

/// A result of resolving a part; errors are boxed since they carry much.
type Outcome<T> = Result<T, Box<QueryError>>;

/// How a name was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Echo {
    /// The name as typed.
    pub typed: String,
    /// The name of what it means.
    pub name: String,
    /// Its handle, without `@`.
    pub handle: String,
}

impl Echo {
    /// Whether the name is that of what it means, case, accents and hyphens aside.
    pub fn is_obvious(&self) -> bool {
        fold(&self.name) == fold(&self.typed)
    }
}

/// What is known while one script is resolved.
pub(super) struct Resolver<'a> {
    source: &'a str,
    names: &'a dyn Names,
    now: Day,
    given: &'a BTreeMap<String, String>,
    parameters: BTreeMap<String, Known>,
    /// Parameters whose declaration is wrong.
    broken: BTreeSet<String>,
    lets: Vec<(String, &'a ast::Pipeline)>,
    /// How many of `lets` can be seen.
    visible: usize,
    /// Those of `lets` that something has used.
    used: BTreeSet<usize>,
    aliases: BTreeMap<String, u32>,
    /// Number of the stage at hand; the source is 1.
    position: usize,
    /// Where the stages of the pipeline at hand stand.
    places: Vec<Span>,
    /// Pipelines resolved so far, so that a `let` used twice in each of many cannot explode.
    pipelines: usize,
    /// Parts of columns that were used again, so far.
    n_copied: usize,
    /// Pipelines that are open, each inside the one before.
    depth: usize,
    /// What the assignment at hand takes rows apart by.
    per: Vec<ast::Expr>,
    /// Columns that stages made of values, so far.
    spreads: Vec<spread::Spread>,
    /// What must hold of the rows that the result is made of.
    checks: Vec<Footnote>,
    errors: Vec<QueryError>,
    echoes: Vec<Echo>,
    warnings: Vec<Warning>,
    searches: Vec<PlannedSearch>,
    carried: Carried,
    /// Whether it only tries what a message would offer.
    is_trial: bool,
    /// Whether each pipeline is looked at as if it were the result.
    is_whole: bool,
}

/// Makes an error at a place.
fn error<T>(kind: QueryErrorKind, span: Span) -> Outcome<T> {
    Err(Box::new(QueryError::new(kind, span)))
}

/// Resolves a script and writes its statements.
///
/// # Errors
/// All that its names mean wrongly, at most [`super::error::MAX_ERRORS`].
pub(super) fn resolve(
    source: &str,
    script: &ast::Script,
    names: &dyn Names,
    options: &Options,
) -> Result<Compiled, Diagnostics> {
    let mut resolver = Resolver::new(source, names, options.now, &options.parameters);
    resolver.carried = options.carried;
    let asked = resolver.script(script);
    let span = Span::new(source.len(), source.len());
    let (frame, meta) = match asked {
        Asked::Rows(frame, meta) => (frame, meta),
        Asked::Field(path) => match resolver.described(path) {
            Ok(action) if resolver.errors.is_empty() => return Ok(Compiled::without_rows(action)),
            Ok(_) => return Err(resolver.diagnostics(span)),
            Err(wrong) => {
                resolver.report(wrong);
                return Err(resolver.diagnostics(span));
            }
        },
        Asked::Nothing => return Err(resolver.diagnostics(span)),
    };
    if meta.is_some() && resolver.carried == Carried::Origins {
        // Nobody opens a row of a statement or of its plan.
        resolver.carried = Carried::Nothing;
    }
    let projected = resolver.projected(*frame);
    if !resolver.errors.is_empty() {
        return Err(resolver.diagnostics(span));
    }
    let written = Compiled::new(projected, resolver.searches, names, options);
    let mut compiled = written.map_err(|excess| {
        let whole = Span::new(0, source.trim_end().len());
        Diagnostics::from(QueryError::new(excess.into(), whole))
    })?;
    compiled.action = match meta {
        None => Action::Run,
        Some(ast::Meta::Explain) => Action::Explain,
        Some(ast::Meta::Sql) => Action::Sql,
        Some(ast::Meta::Describe) => Action::Describe,
    };
    compiled.echoes = resolver.echoes;
    compiled.warnings = resolver.warnings;
    Ok(compiled)
}

/// All that a script's names mean wrongly; where it asks for nothing, that is no error.
pub(super) fn errors(
    source: &str,
    script: &ast::Script,
    names: &dyn Names,
    options: &Options,
) -> Vec<QueryError> {
    let resolver = Resolver::new(source, names, options.now, &options.parameters);
    errors_of(resolver, script)
}

/// All that is to be said of every statement of a script, whether its result needs them or not.
pub(super) fn whole(
    source: &str,
    script: &ast::Script,
    names: &dyn Names,
    options: &Options,
) -> (Vec<QueryError>, Vec<Warning>) {
    let mut resolver = Resolver::new(source, names, options.now, &options.parameters);
    resolver.is_whole = true;
    resolver.script(script);
    (resolver.errors, resolver.warnings)
}

fn errors_of<'a>(mut resolver: Resolver<'a>, script: &'a ast::Script) -> Vec<QueryError> {
    match resolver.script(script) {
        Asked::Rows(frame, _) => {
            resolver.projected(*frame);
        }
        Asked::Field(path) => {
            let described = resolver.described(path);
            resolver.kept(described);
        }
        Asked::Nothing => {}
    }
    resolver.errors
}

impl<'a> Resolver<'a> {
    /// The errors found; without any, that there is nothing to run.
    fn diagnostics(&mut self, end: Span) -> Diagnostics {
        let nothing = QueryErrorKind::Incomplete {
            after: String::new(),
            needs: "a noun".to_owned(),
            examples: vec!["articles".to_owned(), "events | count by kind".to_owned()],
        };
        Diagnostics::new(std::mem::take(&mut self.errors))
            .unwrap_or_else(|| QueryError::new(nothing, end).into())
    }

    pub(super) fn new(
        source: &'a str,
        names: &'a dyn Names,
        now: Day,
        given: &'a BTreeMap<String, String>,
    ) -> Self {
        Self {
            source,
            names,
            now,
            given,
            parameters: BTreeMap::new(),
            broken: BTreeSet::new(),
            lets: Vec::new(),
            visible: 0,
            used: BTreeSet::new(),
            aliases: BTreeMap::new(),
            position: 1,
            places: Vec::new(),
            pipelines: 0,
            n_copied: 0,
            depth: 0,
            per: Vec::new(),
            spreads: Vec::new(),
            checks: Vec::new(),
            errors: Vec::new(),
            echoes: Vec::new(),
            warnings: Vec::new(),
            searches: Vec::new(),
            carried: Carried::Nothing,
            is_trial: false,
            is_whole: false,
        }
    }

    /// A new name for rows: the stem for the first, then with a number.
    fn alias(&mut self, stem: &str) -> Alias {
        let number = self.aliases.entry(stem.to_owned()).or_default();
        *number += 1;
        Alias(if *number == 1 {
            stem.into()
        } else {
            format!("{stem}_{number}").into()
        })
    }

    /// Keeps an error and goes on.
    fn report(&mut self, error: Box<QueryError>) {
        // What is wrong with a parameter is told once, where it is declared.
        let is_told = match &error.kind {
            QueryErrorKind::ParameterUnset { name, .. } => self.broken.contains(name),
            _ => false,
        };
        if !is_told {
            let error = self.with_stage(error);
            self.errors.push(*error);
        }
    }

    /// An error that leaves the pipeline in which the stage that it tells of stands.
    fn with_stage(&self, wrong: Box<QueryError>) -> Box<QueryError> {
        let mut wrong = wrong;
        if let QueryErrorKind::FieldGone {
            name,
            stage,
            position,
            fix: fix @ None,
        } = &mut wrong.kind
        {
            *fix = self.kept_by(stage, *position, name);
        }
        wrong
    }

    /// The stage of the present pipeline at a position, with one name more.
    fn kept_by(&self, stage: &str, position: usize, name: &str) -> Option<String> {
        let span = *self.places.get(position.checked_sub(2)?)?;
        let text = self.text(span).trim_end();
        // Rows of a `let` count their own stages.
        let is_same = text
            .get(..stage.len())
            .is_some_and(|word| word.eq_ignore_ascii_case(stage));
        let has_list = stage != "count" || text.to_ascii_lowercase().contains(" by ");
        match stage {
            _ if !is_same => None,
            "select" | "distinct" | "count" if has_list => Some(format!("{text}, {name}")),
            "count" => Some(format!("{text} by {name}")),
            _ => None,
        }
    }

    /// The value, or nothing once the error is kept.
    fn kept<T>(&mut self, outcome: Outcome<T>) -> Option<T> {
        outcome.map_err(|error| self.report(error)).ok()
    }

    fn text(&self, span: Span) -> &'a str {
        self.source.get(span.start..span.end).unwrap_or_default()
    }

    /// The rows of a pipeline.
    fn pipeline(&mut self, pipeline: &ast::Pipeline) -> Outcome<Frame> {
        self.pipelines += 1;
        self.within_bounds(pipeline)?;
        self.depth += 1;
        let places = pipeline.steps.iter().map(|step| match step {
            ast::Step::Stage(stage) => stage.span,
            ast::Step::Follow(follow) => follow.span,
        });
        let places = std::mem::replace(&mut self.places, places.collect());
        let outside = std::mem::replace(&mut self.position, 1);
        let frame = self.steps(pipeline);
        self.depth -= 1;
        self.position = outside;
        let frame = frame.map_err(|wrong| self.with_stage(wrong));
        self.places = places;
        // Wherever rows are used, what must hold of them must hold.
        frame.map(|mut frame| {
            self.take_checks(&mut frame);
            frame
        })
    }

    fn steps(&mut self, pipeline: &ast::Pipeline) -> Outcome<Frame> {
        let mut frame = self.source(&pipeline.source)?;
        let mut chart = None;
        for (number, step) in pipeline.steps.iter().enumerate() {
            self.position = number + 2;
            let span = match step {
                ast::Step::Stage(stage) => stage.span,
                ast::Step::Follow(follow) => follow.span,
            };
            if chart.is_some() || frame.chart.is_some() {
                return error(QueryErrorKind::ChartNotLast, span);
            }
            let before = frame.clone();
            let next = match step {
                ast::Step::Stage(stage) => {
                    chart = matches!(stage.kind, ast::StageKind::Chart { .. }).then_some(());
                    self.stage(frame, stage)
                }
                ast::Step::Follow(follow) => self.follow(frame, follow),
            };
            // What follows a wrong stage is still looked at, as if that stage were not there.
            frame = match next {
                Ok(next) => next,
                Err(error) => {
                    self.report(error);
                    before
                }
            };
        }
        Ok(frame)
    }
}
