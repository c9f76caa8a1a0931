//! What has to be searched before a statement with a `path` can run.

use super::Options;
use super::emit::emit;
use super::names::Names;
use super::plan::{Query, Select};
use super::rewrite::{Rewrite, rewrite};
use crate::span::Span;
use crate::value::{Column, ColumnType, Later, Parameter, Statement};

/// Steps of a path at most.
pub const MAX_STEPS: u64 = 6;

/// A search for a path, as statements of one dialect.
#[derive(Debug, Clone, PartialEq)]
pub struct PathSearch {
    /// Where it starts.
    pub from: End,
    /// Where it ends.
    pub to: End,
    /// Steps at most.
    pub max: u64,
    /// Takes [`Later::Nodes`]; gives rows of an entity among them, one that a link leads to, and the
    /// link's weight.
    pub onward: Statement,
    /// The same the other way round: entities from which a link leads to one of the nodes.
    pub back: Statement,
    /// Takes [`Later::Nodes`]; gives them in the order of their ids.
    pub order: Statement,
    /// Takes [`Later::Start`] and [`Later::End`]; gives the sentence in which the link is first told.
    pub evidence: Statement,
    /// Whether a link leads from one entity to the other, but not back.
    pub is_directed: bool,
    /// Where the path stands in the source.
    pub span: Span,
}

/// An end of a path.
#[derive(Debug, Clone, PartialEq)]
pub struct End {
    /// The entity's key.
    pub key: i64,
    /// Its name.
    pub name: String,
    /// For a name with `+`: gives the keys of all that belong to the entity, itself included.
    pub members: Option<Statement>,
    /// Where the name stands.
    pub span: Span,
}

/// A search before its statements are written.
#[derive(Debug, Clone)]
pub(super) struct PlannedSearch {
    pub(super) from: PlannedEnd,
    pub(super) to: PlannedEnd,
    pub(super) max: u64,
    pub(super) onward: Select,
    pub(super) back: Select,
    pub(super) order: Select,
    pub(super) evidence: Select,
    pub(super) is_directed: bool,
    pub(super) span: Span,
}

/// An end before its statement is written.
#[derive(Debug, Clone)]
pub(super) struct PlannedEnd {
    pub(super) key: i64,
    pub(super) name: String,
    pub(super) members: Option<Select>,
    pub(super) span: Span,
}

impl PlannedSearch {
    /// Writes the statements.
    pub(super) fn emitted(self, names: &dyn Names, options: &Options) -> PathSearch {
        let write = |select: Select| {
            let columns = select
                .outputs
                .iter()
                .map(|output| Column::new(output.name.to_string(), ColumnType::Plain));
            let columns = columns.collect();
            let mut query = Query::from(select);
            if options.rewrite == Rewrite::On {
                rewrite(&mut query, names);
            }
            emit(&query, columns, options.dialect)
        };
        let end = |end: PlannedEnd| End {
            key: end.key,
            name: end.name,
            members: end.members.map(write),
            span: end.span,
        };
        PathSearch {
            from: end(self.from),
            to: end(self.to),
            max: self.max,
            onward: write(self.onward),
            back: write(self.back),
            order: write(self.order),
            evidence: write(self.evidence),
            is_directed: self.is_directed,
            span: self.span,
        }
    }
}

impl PathSearch {
    /// Its statements.
    pub fn statements(&self) -> impl Iterator<Item = &Statement> {
        let ends = self.from.members.iter().chain(&self.to.members);
        [&self.onward, &self.back, &self.order, &self.evidence]
            .into_iter()
            .chain(ends)
    }

    /// The search with what earlier searches have found in its statements.
    #[must_use]
    pub fn with(&self, known: &impl Fn(Later) -> Option<Parameter>) -> Self {
        Self {
            onward: self.onward.with(known),
            back: self.back.with(known),
            evidence: self.evidence.with(known),
            ..self.clone()
        }
    }
}
