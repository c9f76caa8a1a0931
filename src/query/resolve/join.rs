//! `join` and `lookup`: rows of another query beside the rows so far, under a name of their own.

use std::rc::Rc;

use super::compare::equal;
use super::footnote::FootnoteKind;
use super::frame::{Frame, Named, Natural, Shown, SortBy};
use super::spread::made_later;
use super::stage::same_column;
use super::value::{Type, Typed, Value};
use super::wrap::Outputs;
use super::{Outcome, Resolver, error};
use crate::query::ast::{self, JoinKind, SubQuery};
use crate::query::catalog::Noun;
use crate::query::error::QueryErrorKind;
use crate::query::plan::{
    self, Aggregate, Alias, Binary, Expr, Nulls, Order, Query, Relation, Rows, Select,
};
use crate::span::Span;

/// The right side of a join, as seen from outside.
struct Right {
    select: Select,
    /// Its columns, and with them the row itself under the name of the join.
    columns: Vec<Named>,
    shown: Vec<Shown>,
    keys: Vec<Typed>,
    ties: Vec<SortBy>,
}

impl Resolver<'_> {
    /// Each row with the rows of another query that have equal keys; null equals nothing.
    pub(super) fn join(&mut self, frame: Frame, join: &ast::Join, span: Span) -> Outcome<Frame> {
        let name = alias_of(join, span)?;
        let right = match &join.other {
            SubQuery::Name(name) => self.named_rows(name)?,
            SubQuery::Pipeline(pipeline) => self.pipeline(pipeline)?,
        };
        if right.spread_cells().is_some() {
            return made_later("join", &right, span);
        }
        let mut frame = self.open(frame);
        if frame.column(&name.text).is_some() {
            let name = name.text.clone();
            return error(QueryErrorKind::DuplicateColumn { name }, span);
        }
        let mut left_keys = Vec::new();
        for (left, _) in &join.on {
            left_keys.push((self.path(&mut frame, left)?, left));
        }
        let alias = self.alias("joined");
        let is_outer = join.kind == JoinKind::Lookup;
        let right = self.right_side(right, join, (&name.text, &alias))?;
        let mut on = Vec::new();
        for ((left, path), key) in left_keys.iter().zip(&right.keys) {
            if !same_column(&left.kind, &key.kind) {
                return self.keys_differ((left, path), key, join);
            }
            on.push(equal(left, key));
        }
        if is_outer {
            let label = (name.text.clone(), on_text(join));
            self.note_unique(&mut frame, &right, label, span);
        }
        frame.select.joins.push(plan::Join {
            relation: Relation {
                alias,
                rows: Rows::Query(Query::from(right.select)),
            },
            is_outer,
            on: Some(Expr::And(on)),
        });
        let mut order: Vec<SortBy> = left_keys
            .into_iter()
            .map(|(key, _)| SortBy::ascending(key))
            .collect();
        match (&frame.natural, &frame.subject) {
            (Natural::Keys(keys), _) => order.extend(keys.iter().cloned()),
            (Natural::Subject, Some(subject)) => {
                let row = Typed::new(Type::Row(subject.noun), subject.key.clone());
                order.push(SortBy::ascending(row.clone()));
                // Under another order, too, ties go by the row on the left first.
                let (noun, key) = (subject.noun, subject.key.clone());
                let tie = match noun {
                    Noun::Entities | Noun::Sources => {
                        Typed::new(Type::Text, self.id(&mut frame, noun, &key))
                    }
                    _ => row,
                };
                frame.ties.insert(0, SortBy::ascending(tie));
            }
            (Natural::Subject, None) => {}
        }
        frame.natural = Natural::Keys(order);
        frame.ties.extend(right.ties);
        frame.columns.extend(right.columns);
        for item in right.shown {
            frame.show(item);
        }
        frame.is_grouped = false;
        frame.n_keys = 0;
        Ok(frame)
    }

    fn right_side(
        &mut self,
        right: Frame,
        join: &ast::Join,
        (name, alias): (&str, &Alias),
    ) -> Outcome<Right> {
        let mut frame = self.columned(right);
        let mut keys = Vec::new();
        for (left, right) in &join.on {
            let key = self.path(&mut frame, right.as_ref().unwrap_or(left))?;
            if key.is_nullable() {
                frame.select.filters.push(key.is_null().negated());
            }
            keys.push(key);
        }
        let mut outputs = Outputs::new(alias.clone());
        // A missing key is left out, so a plain `=` serves; a lookup may bring no row.
        let is_lookup = join.kind == JoinKind::Lookup;
        let keys = keys
            .iter()
            .map(|key| nullable(outputs.add_again("key", key), false))
            .collect();
        let mut outside = |name: &str, value: &Typed| {
            let value = outputs.add_again(name, value);
            let is_nullable = is_lookup || value.is_nullable();
            nullable(value, is_nullable)
        };
        let mut columns: Vec<Named> = frame
            .columns
            .iter()
            .map(|column| Named {
                name: format!("{name}.{}", column.name).into(),
                value: outside(&column.name, &column.value),
                is_key: false,
                // What a lookup does not find is not known to be none.
                is_count: column.is_count && !is_lookup,
                ..column.clone()
            })
            .collect();
        let shown = columns
            .iter()
            .map(|column| Shown::Column(column.name.clone()));
        let shown = shown.collect();
        let mut ties: Vec<SortBy> = columns
            .iter()
            .map(|column| SortBy::ascending(column.value.clone()))
            .collect();
        if let Some(subject) = frame.subject.as_ref().filter(|it| it.dropped.is_none()) {
            let row = Typed::new(Type::Row(subject.noun), subject.key.clone());
            let row = outside("row", &row);
            ties = vec![SortBy::ascending(row.clone())];
            columns.push(Named::new(name, row));
        }
        let mut select = frame.select;
        select.outputs = outputs.into_list();
        Ok(Right {
            select,
            columns,
            shown,
            keys,
            ties,
        })
    }

    /// Notes a key of the right side that several rows have.
    fn note_unique(
        &mut self,
        frame: &mut Frame,
        right: &Right,
        (name, on): (String, String),
        span: Span,
    ) {
        let alias = self.alias("looked_up");
        let outputs = right.select.outputs.iter().take(right.keys.len());
        let keys: Vec<Expr> = outputs
            .map(|output| Expr::column(&alias, &output.name))
            .collect();
        let mut counted = Frame::new(super::wrap::select_from(
            &alias,
            Query::from(right.select.clone()),
        ));
        let (Some(first), Some(key)) = (right.keys.first(), keys.first()) else {
            return;
        };
        let shown = self.told(&mut counted, &first.kind, key);
        let count = Expr::Aggregate(Aggregate::Count, Vec::new());
        let mut select = counted.select;
        select.groups = keys.into_iter().chain([shown.clone()]).collect();
        select
            .group_filters
            .push(count.clone().binary(Binary::Greater, Expr::Number(1)));
        select.order = vec![Order {
            expr: shown.clone(),
            descending: false,
            nulls: Nulls::Last,
            is_text: false,
        }];
        select.limit = Some(1);
        let select = select.output("key", shown).output("n", count);
        frame.push_note(FootnoteKind::Unique { name, on, span }, select);
    }

    fn keys_differ(
        &self,
        (left, path): (&Typed, &ast::Path),
        right: &Typed,
        join: &ast::Join,
    ) -> Outcome<Frame> {
        let pair = join.on.iter().find(|(known, _)| known == path);
        let other = pair.and_then(|(_, other)| other.as_ref()).unwrap_or(path);
        error(
            QueryErrorKind::TypeMismatch {
                left: (self.text(path.span).to_owned(), left.kind.words()),
                right: (self.text(other.span).to_owned(), right.kind.words()),
                fix: None,
            },
            path.span.join(other.span),
        )
    }
}

/// The same column, which may or may not be missing.
fn nullable(value: Typed, is_nullable: bool) -> Typed {
    match value.expr() {
        Expr::Column { alias, name, .. } => Typed {
            value: Value::Plain(Expr::Column {
                alias,
                name,
                is_nullable,
            }),
            ..value
        },
        _ => value,
    }
}

/// The name under which joined rows live: the one given, or that of the query.
fn alias_of(join: &ast::Join, span: Span) -> Outcome<ast::Identifier> {
    match (&join.alias, &join.other) {
        (Some(name), _) | (None, SubQuery::Name(name)) => Ok(name.clone()),
        (None, SubQuery::Pipeline(_)) => error(
            QueryErrorKind::Incomplete {
                after: "join".to_owned(),
                needs: "a name for the joined rows".to_owned(),
                examples: vec!["join other = (…) on …".to_owned()],
            },
            span,
        ),
    }
}

fn on_text(join: &ast::Join) -> String {
    let names = join.on.iter().map(|(left, right)| {
        let path = right.as_ref().unwrap_or(left);
        let names: Vec<&str> = path.segments.iter().map(|one| one.text.as_str()).collect();
        names.join(".")
    });
    names.collect::<Vec<_>>().join(", ")
}

/// A column of joined rows: `later.weight`.
pub(super) fn joined_column<'f>(
    frame: &'f Frame,
    segments: &[ast::Identifier],
) -> Option<&'f Named> {
    let [first, second, ..] = segments else {
        return None;
    };
    let name: Rc<str> = format!("{}.{}", first.text, second.text).into();
    frame.column(&name)
}
