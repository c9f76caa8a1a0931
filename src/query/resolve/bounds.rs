//! How large a script may be, so that it is resolved in no time and no statement of it is too large.

use super::{Outcome, Resolver, error};
use crate::query::ast;
use crate::query::error::QueryErrorKind;

/// How many pipelines one script may have once every `let` is written out.
const MAX_PIPELINES: usize = 500;

/// Pipelines inside one another, each `let` in the place where it is used: they are resolved by recursion.
const MAX_DEPTH: usize = 100;

/// Stages of one pipeline, and those of them that SQLite has to keep in view all at once.
const MAX_STAGES: usize = 400;
const MAX_ARROWS: usize = 24;

impl Resolver<'_> {
    /// Refuses a pipeline that no statement could hold, and one too many.
    pub(super) fn within_bounds(&self, pipeline: &ast::Pipeline) -> Outcome<()> {
        let arrows = pipeline.steps.iter();
        let arrows = arrows.filter(|step| matches!(step, ast::Step::Follow(_)));
        let written_out = "parts, each `let` counted wherever it is used,";
        let bounds = [
            (self.pipelines, MAX_PIPELINES, written_out),
            (pipeline.steps.len(), MAX_STAGES, "stages"),
            (arrows.count(), MAX_ARROWS, "`->`"),
            (self.depth + 1, MAX_DEPTH, "queries, one inside another,"),
        ];
        let broken = bounds.into_iter().find(|(n, limit, _)| n > limit);
        broken.map_or(Ok(()), |(_, limit, what)| {
            let limit = Some(limit);
            error(QueryErrorKind::TooMany { what, limit }, pipeline.span)
        })
    }
}
