//! `union`, `except`, `intersect`: operations on sets of rows, null being a value.

use super::frame::{Frame, Named, Natural, Shown, SortBy};
use super::spread::made_later;
use super::stage::same_column;
use super::value::{Type, Typed};
use super::wrap::{Outputs, select_from};
use super::{Outcome, Resolver, error};
use crate::query::ast::{self, SubQuery};
use crate::query::error::QueryErrorKind;
use crate::query::plan::{Expr, Query, Select, SetOperator};
use crate::span::Span;

impl Resolver<'_> {
    /// The rows of both sides, as the operator says.
    pub(super) fn set_operation(
        &mut self,
        frame: Frame,
        operator: ast::SetOperator,
        other: &SubQuery,
        span: Span,
    ) -> Outcome<Frame> {
        let right = match other {
            SubQuery::Name(name) => self.named_rows(name)?,
            SubQuery::Pipeline(pipeline) => self.pipeline(pipeline)?,
        };
        let operator = match operator {
            ast::SetOperator::Union => SetOperator::Union,
            ast::SetOperator::Except => SetOperator::Except,
            ast::SetOperator::Intersect => SetOperator::Intersect,
        };
        let word = match operator {
            SetOperator::Union | SetOperator::UnionAll => "union",
            SetOperator::Except => "except",
            SetOperator::Intersect => "intersect",
        };
        for side in [&frame, &right] {
            if side.spread_cells().is_some() {
                return made_later(word, side, span);
            }
        }
        let left = self.columned(frame);
        let right = self.columned(right);
        let (first, second) = (signature(&left), signature(&right));
        let fits = first.len() == second.len()
            && first
                .iter()
                .zip(&second)
                .all(|((name, value), (other, found))| {
                    name == other && same_column(&value.kind, &found.kind)
                });
        if !fits {
            let names = |columns: &[(String, Typed)]| {
                columns.iter().map(|(name, _)| name.clone()).collect()
            };
            return error(
                QueryErrorKind::SetShapes {
                    left: names(&first),
                    right: names(&second),
                },
                span,
            );
        }
        let alias = self.alias("combined");
        let row = left.subject.as_ref().filter(|it| it.dropped.is_none());
        let row = row.map(|it| Type::Row(it.noun));
        let (left_query, outside) = side(left.clone(), &alias);
        let (right_query, _) = side(right, &alias);
        let combined = Query::Set {
            operator,
            left: Box::new(Query::from(left_query)),
            right: Box::new(Query::from(right_query)),
        };
        let mut result = Frame::new(select_from(&alias, combined));
        let order: Vec<SortBy> = outside
            .iter()
            .map(|column| SortBy::ascending(column.value.clone()))
            .collect();
        result.shown = outside
            .iter()
            .map(|column| Shown::Column(column.name.clone()))
            .collect();
        result.columns = outside;
        result.natural = Natural::Keys(order.clone());
        result.ties = order;
        // Rows of a noun that look alike are told apart as such rows are.
        let row = row.map(|kind| Typed::new(kind, Expr::field(&alias, "row_key", true)));
        result.ties.extend(row.map(SortBy::ascending));
        result.ended = Some(word);
        Ok(result)
    }

    /// The same rows with everything shown as a column of its own; rows of a noun keep their identity.
    pub(super) fn columned(&mut self, frame: Frame) -> Frame {
        let mut frame = self.open(frame);
        let shown = frame.shown.clone();
        let mut columns = Vec::new();
        for item in &shown {
            let name: std::rc::Rc<str> = match item {
                Shown::Field(name) => (*name).into(),
                Shown::Column(name) => name.clone(),
            };
            let value = self.shown_value(&mut frame, item);
            let mut column = frame
                .column(&name)
                .cloned()
                .unwrap_or_else(|| Named::new(&name, value.clone()));
            column.value = value;
            columns.push(column);
        }
        frame.columns = columns;
        frame
    }
}

fn signature(frame: &Frame) -> Vec<(String, Typed)> {
    let mut columns: Vec<(String, Typed)> = frame
        .columns
        .iter()
        .map(|column| (column.name.to_string(), column.value.clone()))
        .collect();
    if let Some(subject) = frame.subject.as_ref().filter(|it| it.dropped.is_none()) {
        let kind = Type::Row(subject.noun);
        columns.push((
            subject.noun.word().to_owned(),
            Typed::new(kind, subject.key.clone()),
        ));
    }
    columns
}

/// One side as columns, and how they look from outside.
fn side(frame: Frame, alias: &crate::query::plan::Alias) -> (Select, Vec<Named>) {
    let mut outputs = Outputs::new(alias.clone());
    let mut outside = Vec::new();
    for column in frame.columns {
        let inner = column.value.expr();
        let value = outputs.add_again(&column.name, &column.value);
        let value = Typed {
            value: super::value::Value::Plain(match value.expr() {
                // A set operation may bring nulls from either side.
                Expr::Column { alias, name, .. } => Expr::Column {
                    alias,
                    name,
                    is_nullable: true,
                },
                _ => inner,
            }),
            ..value
        };
        outside.push(Named { value, ..column });
    }
    if let Some(subject) = frame.subject.filter(|subject| subject.dropped.is_none()) {
        let key = Typed::new(Type::Int, subject.key);
        outputs.add_again("row_key", &key);
    }
    let mut select = frame.select;
    select.outputs = outputs.into_list();
    (select, outside)
}
