//! Order of rows, always down to a tie-break.

use super::aggregate::default_name;
use super::expr::Mode;
use super::frame::{Frame, Named, Natural, Shown, SortBy};
use super::group::bin_of;
use super::join::joined_column;
use super::value::{Type, Typed, Value};
use super::window::calls_window;
use super::{Outcome, Resolver};
use crate::query::ast::{self, ExprKind};
use crate::query::catalog::Noun;
use crate::query::functions::Function;
use crate::query::plan::{Expr, Nulls, Order};

impl Resolver<'_> {
    /// `sort keys`
    pub(super) fn sort(&mut self, frame: Frame, keys: &[ast::SortKey]) -> Outcome<Frame> {
        let looks_round = keys.iter().any(|key| calls_window(&key.expr));
        let mut frame = if frame.is_cut || looks_round && frame.has_window() {
            self.wrap(frame)
        } else {
            frame
        };
        let mut order = Vec::new();
        for key in keys {
            order.push(self.sort_key(&mut frame, key, false)?);
            show_key(&mut frame, &key.expr);
        }
        frame.order = order;
        Ok(self.with_plain_rows(frame))
    }

    /// One key; `is_top` turns it round, for `top` takes the highest.
    pub(super) fn sort_key(
        &mut self,
        frame: &mut Frame,
        key: &ast::SortKey,
        is_top: bool,
    ) -> Outcome<SortBy> {
        Ok(SortBy {
            value: self.value(frame, &key.expr, Mode::Row)?,
            descending: key.descending != is_top,
            nulls_first: key.nulls_first,
        })
    }

    /// The whole order of the rows: what was asked for, else the natural one, and the tie-break.
    pub(super) fn full_order(&mut self, frame: &mut Frame) -> Vec<Order> {
        let mut order = Vec::new();
        let asked = frame.order.clone();
        for key in &asked {
            self.push_key(frame, key, &mut order);
        }
        let natural = frame.natural.clone();
        match (natural, asked.is_empty()) {
            (Natural::Subject, is_natural) => self.push_subject(frame, is_natural, &mut order),
            (Natural::Keys(keys), true) => {
                for key in &keys {
                    self.push_key(frame, key, &mut order);
                }
            }
            (Natural::Keys(_), false) => {}
        }
        for key in &frame.ties.clone() {
            self.push_key(frame, key, &mut order);
        }
        order
    }

    fn push_subject(&mut self, frame: &mut Frame, with_date: bool, order: &mut Vec<Order>) {
        let Some(subject) = frame.subject.clone() else {
            return;
        };
        if with_date && let Some(date) = self.primary_date(frame, &subject) {
            self.push_key(frame, &SortBy::ascending(date), order);
        }
        if !with_date && matches!(subject.noun, Noun::Entities | Noun::Sources) {
            // Their name orders them where nothing else is asked for; ties go by id.
            let id = self.column(frame, (subject.noun, &subject.key), "id", false);
            push(order, (false, Nulls::Last), id, true);
            return;
        }
        self.push_row(frame, subject.noun, &subject.key, false, order);
    }

    fn push_key(&mut self, frame: &mut Frame, key: &SortBy, order: &mut Vec<Order>) {
        let nulls = if key.nulls_first {
            Nulls::First
        } else {
            Nulls::Last
        };
        let mut push = |expr: Expr, is_text: bool| {
            push(order, (key.descending, nulls), expr, is_text);
        };
        match (&key.value.kind, &key.value.value) {
            (Type::Row(noun), Value::Plain(row)) => {
                let (noun, row) = (*noun, row.clone());
                if key.nulls_first && noun == Noun::Clusters && row.is_nullable() {
                    // A cluster without a label is no missing cluster, and stands last.
                    let is_there = row.clone().is_null().negated_if(!key.descending);
                    push(is_there, false);
                    self.push_row(frame, noun, &row, key.descending, order);
                    return;
                }
                let before = order.len();
                self.push_row(frame, noun, &row, key.descending, order);
                for part in &mut order[before..] {
                    part.nulls = nulls;
                }
            }
            (Type::Date, Value::Date { first, last, .. }) => {
                push(first.clone(), false);
                // A date has both ends or none.
                self::push(
                    order,
                    (key.descending, Nulls::Anywhere),
                    last.clone(),
                    false,
                );
            }
            (Type::Date, Value::Plain(packed)) => {
                push(Expr::Call(Function::Interval, vec![packed.clone()]), false);
            }
            (kind, Value::Plain(expr)) => push(expr.clone(), super::frame::is_text(kind)),
            (_, Value::Date { .. }) => {}
        }
    }

    /// Rows of a noun among each other: entities and outlets by name, clusters by label, sentences and
    /// mentions in reading order, articles by date; then by id.
    fn push_row(
        &mut self,
        frame: &mut Frame,
        noun: Noun,
        key: &Expr,
        descending: bool,
        order: &mut Vec<Order>,
    ) {
        let is_subject = frame
            .subject
            .as_ref()
            .is_some_and(|subject| subject.key == *key);
        let parts: &[(&str, bool)] = match noun {
            Noun::Entities | Noun::Sources => &[("name", true), ("id", true)],
            Noun::Clusters if is_subject => &[("id", true)],
            Noun::Clusters => &[("label", true), ("id", true)],
            Noun::Sentences => &[("article", false), ("ord", false)],
            Noun::Mentions => &[
                ("article", false),
                ("start", false),
                ("stop", false),
                ("key", false),
            ],
            Noun::Articles | Noun::Events | Noun::Quotes | Noun::Figures => &[("id", true)],
        };
        for (name, is_text) in parts {
            let is_nullable = *name == "label";
            let mut value = self.column(frame, (noun, key), name, is_nullable);
            if *name == "article" {
                value = self.column(frame, (Noun::Articles, &value), "id", false);
                push(order, (descending, Nulls::Last), value, true);
            } else {
                push(order, (descending, Nulls::Last), value, *is_text);
            }
        }
    }

    /// A value as a key for windows and cuts.
    pub(super) fn order_of(&mut self, frame: &mut Frame, keys: &[SortBy]) -> Vec<Order> {
        let mut order = Vec::new();
        for key in keys {
            self.push_key(frame, key, &mut order);
        }
        order
    }

    /// What rows are ranked or divided by is shown: a field as it is, anything else as a column of its
    /// own, under its whole text where another has its name.
    pub(super) fn show_ranked(&mut self, frame: &mut Frame, expr: &ast::Expr, value: &Typed) {
        if let ExprKind::Path(path) = &expr.kind {
            let joined = joined_column(frame, &path.segments).map(|it| it.name.clone());
            match (path.segments.as_slice(), joined) {
                ([name], _) => return show_name(frame, &name.text),
                ([_, _], Some(name)) => return frame.show(Shown::Column(name)),
                _ => {}
            }
        }
        let text = self.text(expr.span);
        let known = frame.names();
        let whole = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut names = [default_name(expr, text), whole].into_iter();
        let Some(name) = names.find(|name| !known.contains(name)) else {
            return;
        };
        let mut ranked = Named::new(&name, value.clone());
        ranked.bin = bin_of(value);
        frame.columns.push(ranked);
        frame.show(Shown::Column(name.into()));
    }

    /// The keys by which rows are taken apart for `per`.
    pub(super) fn partition(
        &mut self,
        frame: &mut Frame,
        per: &[ast::Expr],
    ) -> Outcome<Vec<Typed>> {
        let keys = per.iter();
        keys.map(|key| self.value(frame, key, Mode::Row)).collect()
    }
}

/// A field that rows are ranked or divided by is shown.
pub(super) fn show_key(frame: &mut Frame, expr: &ast::Expr) {
    if let ExprKind::Path(path) = &expr.kind
        && let [name] = path.segments.as_slice()
    {
        show_name(frame, &name.text);
    }
}

/// Shows a field or column by name, if it can be used here.
pub(super) fn show_name(frame: &mut Frame, name: &str) {
    if let Some(column) = frame.column(name) {
        let name = column.name.clone();
        frame.show(Shown::Column(name));
    } else if let Some(subject) = frame.subject.as_ref().filter(|it| it.dropped.is_none())
        && let Some(field) = subject.noun.field(name)
        && !field.is_many()
    {
        frame.show(Shown::Field(field.name));
    }
}

/// Adds a part of an order, unless an earlier one makes it idle or it is the same for all rows.
fn push(order: &mut Vec<Order>, (descending, nulls): (bool, Nulls), expr: Expr, is_text: bool) {
    let is_constant = matches!(
        expr,
        Expr::Bound(_) | Expr::Number(_) | Expr::Null | Expr::Word(_) | Expr::Bool(_)
    );
    if !is_constant && !order.iter().any(|known| known.expr == expr) {
        order.push(Order {
            expr,
            descending,
            nulls,
            is_text,
        });
    }
}
