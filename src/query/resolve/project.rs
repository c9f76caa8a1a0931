//! The last step: what a result shows, and in which order.

use std::rc::Rc;

use super::Resolver;
use super::footnote::FootnoteKind;
use super::frame::{Frame, Shown};
use super::value::{Type, Typed};
use super::wrap::Outputs;
use crate::query::plan::{Expr, Query};
use crate::span::Span;
use crate::value::Column;

/// A plan with the columns of its rows.
#[derive(Debug, Clone)]
pub(in crate::query) struct Projected {
    /// The rows.
    pub(in crate::query) query: Query,
    /// Their columns.
    pub(in crate::query) columns: Vec<Column>,
    /// The types of the columns, for `describe`.
    pub(in crate::query) types: Vec<Type>,
    /// Columns by position that `pivot` turns: whose values become columns, and what fills them.
    pub(in crate::query) pivot: Option<ProjectedPivot>,
    /// What to count beside.
    pub(in crate::query) notes: Vec<ProjectedNote>,
}

/// Columns that `pivot` turns, by position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::query) struct ProjectedPivot {
    /// The column whose values become columns.
    pub(in crate::query) column: usize,
    /// The column that fills them.
    pub(in crate::query) of: usize,
    /// Whether an absent cell is 0; else null.
    pub(in crate::query) is_count: bool,
    /// Whether the values are bins of time.
    pub(in crate::query) is_bin: bool,
    /// Where the stage stands.
    pub(in crate::query) span: Span,
}

/// A plan that counts something beside a result.
#[derive(Debug, Clone)]
pub(in crate::query) struct ProjectedNote {
    /// What it counts.
    pub(in crate::query) kind: FootnoteKind,
    /// The rows: a word and a number, or one number.
    pub(in crate::query) query: Query,
}

impl Resolver<'_> {
    /// The plan of a frame as a result.
    pub(super) fn projected(&mut self, frame: Frame) -> Projected {
        let mut frame = frame;
        if frame.pivot.is_none() {
            self.note_rows(&mut frame);
        }
        let shown = frame.shown.clone();
        let mut outputs = Outputs::new(self.alias("result"));
        let (mut columns, mut types) = (Vec::new(), Vec::new());
        let mut values: Vec<(Rc<str>, Typed)> = Vec::new();
        for item in &shown {
            let name: Rc<str> = match item {
                Shown::Field(name) => (*name).into(),
                Shown::Column(name) => name.clone(),
            };
            let value = self.shown_value(&mut frame, item);
            columns.push(Column {
                name: name.to_string(),
                kind: value.kind.column_type(),
                is_share: value.is_share,
            });
            types.push(value.kind.clone());
            let cell = self.cell(&mut frame, &value);
            values.push((name, cell));
        }
        let order = self.full_order(&mut frame);
        for (name, value) in &values {
            outputs.add_again(name, value);
        }
        let pivot = frame.pivot.as_ref().and_then(|pivot| {
            let position = |name: &Rc<str>| values.iter().position(|(known, _)| known == name);
            let column = frame.column(&pivot.column);
            Some(ProjectedPivot {
                column: position(&pivot.column)?,
                of: position(&pivot.of)?,
                is_count: frame.column(&pivot.of).is_some_and(|of| of.is_count),
                span: pivot.span,
                is_bin: column.is_some_and(|column| column.bin.is_some()),
            })
        });
        let notes = frame.footnotes.iter().map(|note| ProjectedNote {
            kind: note.kind.clone(),
            query: Query::from(note.select.clone()),
        });
        let notes = notes.collect();
        frame.select.order = order;
        frame.select.outputs = outputs.into_list();
        Projected {
            query: Query::from(frame.select),
            columns,
            types,
            pivot,
            notes,
        }
    }

    /// The value of something shown.
    pub(super) fn shown_value(&mut self, frame: &mut Frame, item: &Shown) -> Typed {
        match item {
            Shown::Column(name) => frame
                .column(name)
                .map_or_else(Typed::unknown, |column| column.value.clone()),
            Shown::Field(name) => {
                let Some(subject) = frame.subject.clone() else {
                    return Typed::unknown();
                };
                self.known_path(frame, subject.noun, &subject.key, &[name])
            }
        }
    }

    /// What stands in a cell: of a row its label, of a condition plainly true or false.
    fn cell(&mut self, frame: &mut Frame, value: &Typed) -> Typed {
        match value.kind {
            Type::Row(noun) => {
                let label = self.label(frame, noun, &value.expr());
                Typed::new(Type::Text, label)
            }
            Type::Bool if value.is_nullable() => {
                let test = Expr::Case(
                    vec![(value.expr(), Expr::Bool(true))],
                    Some(Box::new(Expr::Bool(false))),
                );
                Typed::new(Type::Bool, test)
            }
            _ => value.clone(),
        }
    }
}
