//! Functions of other rows where rows are grouped or parted: `count by rank(x)`. No group can be made of what is known
//! only once the rows stand there, so it is a column of them first, as `derive` would make it.

use super::aggregate::default_name;
use super::frame::Frame;
use super::group::column_named;
use super::hoist::has_window;
use super::{Outcome, Resolver};
use crate::query::ast::{Assignment, Expr, Identifier, OutputColumn, StageKind, TopOf};

impl Resolver<'_> {
    /// The rows with a column for each function of other rows that a stage groups or parts by, and the stage with those
    /// columns in its place; `None` for a stage without.
    ///
    /// # Errors
    /// One of them cannot be resolved.
    pub(super) fn derived(
        &mut self,
        frame: Frame,
        stage: &StageKind,
    ) -> Outcome<(Frame, Option<StageKind>)> {
        let mut stage = stage.clone();
        let mut found = Vec::new();
        for (key, name) in keys(&mut stage) {
            if has_window(&mut key.clone()) {
                let text = name.unwrap_or_else(|| default_name(key, self.text(key.span)));
                let span = key.span;
                found.push(Assignment {
                    expr: std::mem::replace(key, column_named(&text, span)),
                    name: Identifier { text, span },
                    per: Vec::new(),
                    span,
                });
            }
        }
        if found.is_empty() {
            return Ok((frame, None));
        }
        let frame = self.derive(frame, &found)?;
        Ok((self.wrap(frame), Some(stage)))
    }
}

fn named(column: &mut OutputColumn) -> (&mut Expr, Option<String>) {
    let name = column.name.as_ref().map(|name| name.text.clone());
    (&mut column.expr, name)
}

/// What a stage groups or parts by, each with the name that it is given.
fn keys(stage: &mut StageKind) -> Vec<(&mut Expr, Option<String>)> {
    let unnamed = |expr| (expr, None);
    match stage {
        StageKind::Summarize { by: columns, .. }
        | StageKind::Count { by: columns }
        | StageKind::Distinct(columns)
        | StageKind::Facet { columns, .. } => columns.iter_mut().map(named).collect(),
        StageKind::Take { per, .. }
        | StageKind::Top {
            of: TopOf::Rows(_),
            per,
            ..
        } => per.iter_mut().map(unnamed).collect(),
        StageKind::Top {
            of: TopOf::Values(column),
            per,
            ..
        } => {
            let parts = per.iter_mut().map(unnamed);
            std::iter::once(named(column)).chain(parts).collect()
        }
        _ => Vec::new(),
    }
}
