//! Values of linked rows where a row may be reached in several ways.

use super::elements::Elements;
use super::field::Reached;
use super::frame::Frame;
use super::value::{Type, Typed};
use super::wrap::Outputs;
use super::{Outcome, Resolver};
use crate::query::ast::Identifier;
use crate::query::catalog::{FieldSource, FieldType, Many, Narrowed, Noun, NounWord};
use crate::query::plan::{Aggregate, Binary, Expr, Join, Query, Relation, Rows};

impl Resolver<'_> {
    /// The rows that a path leads to, with a value of each: whoever acted in two events is one actor
    /// of both together.
    pub(super) fn elements_once(&mut self, noun: Noun, path: &[Identifier]) -> Outcome<Elements> {
        let Some(last) = last_link(noun, path).filter(|last| last + 1 < path.len()) else {
            return self.elements(noun, path);
        };
        let rows = self.elements(noun, &path[..=last])?;
        let Type::Row(target) = rows.value.kind else {
            return self.elements(noun, path);
        };
        let mut outputs = Outputs::new(self.alias("linked"));
        let owner = outputs.add_again("owner", &Typed::new(Type::Int, rows.owner));
        let element = outputs.add_again("element", &rows.value);
        let alias = outputs.alias().clone();
        let mut select = rows.frame.select;
        select.outputs = outputs.into_list();
        select.groups = select.outputs.iter().map(|it| it.expr.clone()).collect();
        let mut frame = self.noun(NounWord {
            word: target.word(),
            noun: target,
            narrowed: Narrowed::No,
        });
        let Some(subject) = frame.subject.clone() else {
            return self.elements(noun, path);
        };
        frame.select.joins.push(Join {
            relation: Relation {
                alias,
                rows: Rows::Query(Query::from(select)),
            },
            is_outer: false,
            on: Some(element.expr().binary(Binary::Equal, subject.key)),
        });
        match self.reach(&mut frame, &path[last + 1..])? {
            // Rows are counted and listed once in any case.
            Reached::One(value) if !matches!(value.kind, Type::Row(_)) => Ok(Elements {
                frame,
                owner: owner.expr(),
                value,
            }),
            _ => self.elements(noun, path),
        }
    }
}

/// Where the last link of a path stands, if rows may be reached in several ways by its links.
fn last_link(noun: Noun, path: &[Identifier]) -> Option<usize> {
    let (mut at, mut links, mut is_manifold) = (noun, Vec::new(), false);
    for (position, name) in path.iter().enumerate() {
        let field = at.field(&name.text)?;
        if let FieldSource::Many(many) = field.source {
            links.push(position);
            is_manifold |= matches!(many, Many::Linked { role: None, .. });
        }
        match field.kind {
            FieldType::Row(next) => at = next,
            _ => break,
        }
    }
    let last = links.last().copied()?;
    (is_manifold || links.len() > 1).then_some(last)
}

/// How many linked rows there are; of values, how many rows have one.
pub(super) fn number_of(frame: &Frame, value: &Typed) -> Expr {
    let counted = match (&value.kind, &frame.subject) {
        (Type::Row(_), _) | (_, None) => value.expr(),
        (_, Some(subject)) if !value.is_nullable() => subject.key.clone(),
        (_, Some(subject)) => {
            let has_value = value.is_null().negated();
            Expr::Case(vec![(has_value, subject.key.clone())], None)
        }
    };
    Expr::Aggregate(Aggregate::CountDistinct, vec![counted])
}
