//! Grouping: `summarize`, `count`, `distinct`, `top n column`, `facet`.

use std::rc::Rc;

use super::aggregate::default_name;
use super::expr::Mode;
use super::frame::{Bin, Frame, Gone, Named, Natural, Shown, SortBy};
use super::value::{Type, Typed};
use super::wrap::{Outputs, select_from};
use super::{Outcome, Resolver, error};
use crate::model::date::Precision;
use crate::query::ast::{self, ExprKind, OutputColumn};
use crate::query::error::QueryErrorKind;
use crate::query::plan::{Aggregate, Expr, Query};
use crate::span::Span;
use crate::value::Format;

impl Resolver<'_> {
    /// The value and name of a column; each wrong one is an error of its own.
    pub(super) fn named_columns(
        &mut self,
        frame: &mut Frame,
        columns: &[OutputColumn],
        mode: Mode,
    ) -> Vec<Named> {
        let mut named: Vec<Named> = Vec::new();
        for column in columns {
            let name = match &column.name {
                Some(name) => name.text.clone(),
                None => default_name(&column.expr, self.text(column.expr.span)),
            };
            let value = self.value(frame, &column.expr, mode);
            let value = self.kept(value).unwrap_or_else(Typed::unknown);
            if named.iter().any(|known| *known.name == *name) {
                self.errors.push(crate::query::error::QueryError::new(
                    QueryErrorKind::DuplicateColumn { name },
                    column.span,
                ));
                continue;
            }
            let mut new = Named::new(&name, value);
            new.is_count = is_count(&column.expr.kind) || is_known_count(frame, &column.expr.kind);
            new.bin = bin_of(&new.value);
            named.push(new);
        }
        named
    }

    /// Counts what bins of time cannot hold, before rows are grouped by them.
    pub(super) fn note_bins(&mut self, frame: &mut Frame, keys: &[OutputColumn], named: &[Named]) {
        self.note_rows(frame);
        for (column, key) in keys.iter().zip(named) {
            let ExprKind::Call(call) = &column.expr.kind else {
                continue;
            };
            if key.bin.is_none() || call.arguments.len() != 1 {
                continue;
            }
            let date = self.value(frame, &call.arguments[0], Mode::Row);
            if let Ok(date) = date
                && date.kind == Type::Date
            {
                let unit = unit_of_bin(&call.name.text);
                frame.note_bin(&date, key.value.expr(), unit);
            }
        }
    }

    /// `summarize columns by keys`
    pub(super) fn summarize(
        &mut self,
        frame: Frame,
        asked: &[OutputColumn],
        by: &[OutputColumn],
    ) -> Outcome<Frame> {
        let frame = self.open(frame);
        let (mut frame, asked) = self.hoisted_columns(frame, asked);
        let (mut inner, mut later) = (Vec::new(), Vec::new());
        for (place, column) in asked.iter().enumerate() {
            match Self::after_grouping(column) {
                Some((parts, expr)) => {
                    inner.extend(parts);
                    later.push((place, column, expr));
                }
                None => inner.push(column.clone()),
            }
        }
        let keys = self.named_columns(&mut frame, by, Mode::Row);
        let columns = self.named_columns(&mut frame, &inner, Mode::Group);
        if let Some(clash) = columns
            .iter()
            .position(|column| keys.iter().any(|key| key.name == column.name))
        {
            return error(
                QueryErrorKind::DuplicateColumn {
                    name: columns[clash].name.to_string(),
                },
                by.first().map_or(Span::default(), |first| first.span),
            );
        }
        self.note_units(&mut frame, &inner, by);
        self.note_bins(&mut frame, by, &keys);
        let n_keys = keys.len();
        let mut grouped = self.grouped(frame, keys, columns, "summarize");
        for (place, column, expr) in later {
            let name = match &column.name {
                Some(name) => name.text.clone(),
                None => default_name(&column.expr, self.text(column.expr.span)),
            };
            if grouped.column(&name).is_some() {
                return error(QueryErrorKind::DuplicateColumn { name }, column.span);
            }
            let value = self.of_groups(&mut grouped, &expr);
            grouped.columns.push(Named::new(&name, value));
            let place = (n_keys + place).min(grouped.shown.len());
            grouped.shown.insert(place, Shown::Column(name.into()));
        }
        Ok(self.with_plain_rows(grouped))
    }

    /// `count by keys`
    pub(super) fn count(&mut self, frame: Frame, by: &[OutputColumn]) -> Frame {
        let mut frame = self.open(frame);
        let keys = self.named_columns(&mut frame, by, Mode::Row);
        self.refuse_names(by, &keys, &["count"]);
        self.note_bins(&mut frame, by, &keys);
        self.counted(frame, keys)
    }

    /// Reports keys that are called as what the stage adds is.
    fn refuse_names(&mut self, asked: &[OutputColumn], keys: &[Named], taken: &[&str]) {
        for (column, key) in asked.iter().zip(keys) {
            if taken.contains(&&*key.name) {
                let name = key.name.to_string();
                let kind = QueryErrorKind::DuplicateColumn { name };
                self.errors
                    .push(crate::query::error::QueryError::new(kind, column.span));
            }
        }
    }

    pub(super) fn counted(&mut self, frame: Frame, keys: Vec<Named>) -> Frame {
        let count = Typed::new(Type::Int, Expr::Aggregate(Aggregate::Count, Vec::new()));
        let mut count = Named::new("count", count);
        count.is_count = true;
        let has_bin = keys.iter().any(|key| key.bin.is_some());
        let mut frame = self.grouped(frame, keys, vec![count], "count");
        if !has_bin && let Some(count) = frame.column("count").cloned() {
            let mut order = vec![SortBy::descending(count.value)];
            order.extend(frame.ties.iter().cloned());
            frame.natural = Natural::Keys(order);
        }
        frame
    }

    /// `distinct columns`
    pub(super) fn distinct(&mut self, frame: Frame, columns: &[OutputColumn]) -> Frame {
        let mut frame = self.open(frame);
        let keys = self.named_columns(&mut frame, columns, Mode::Row);
        self.note_rows(&mut frame);
        self.grouped(frame, keys, Vec::new(), "distinct")
    }

    /// One row for each combination of keys, null being a value.
    pub(super) fn grouped(
        &mut self,
        frame: Frame,
        keys: Vec<Named>,
        columns: Vec<Named>,
        stage: &'static str,
    ) -> Frame {
        let mut frame = frame;
        let names = frame.names();
        let dated = self.dates_of_groups(&frame, &keys);
        let evidence = self.evidence_of_groups(&mut frame);
        let mut select = frame.select;
        select.groups = keys.iter().map(|key| key.value.expr()).collect();
        let mut outputs = Outputs::new(self.alias("grouped"));
        let mut outside = Vec::new();
        for (column, is_key) in keys.into_iter().map(|key| (key, true)).chain(
            columns
                .into_iter()
                .chain(dated)
                .chain(evidence)
                .map(|column| (column, false)),
        ) {
            let value = outputs.add(&column.name, &column.value);
            outside.push(Named {
                value,
                is_key,
                ..column
            });
        }
        let alias = outputs.alias().clone();
        select.outputs = outputs.into_list();
        let mut grouped = Frame::new(select_from(&alias, Query::from(select)));
        grouped.shown = outside
            .iter()
            .filter(|column| !column.name.starts_with(' '))
            .map(|column| Shown::Column(column.name.clone()))
            .collect();
        let by_key: Vec<SortBy> = outside
            .iter()
            .filter(|column| column.is_key)
            .map(|column| SortBy::ascending(column.value.clone()))
            .collect();
        grouped.columns = outside;
        grouped.n_keys = by_key.len();
        grouped.natural = Natural::Keys(by_key.clone());
        grouped.ties = by_key;
        grouped.ended = Some(stage);
        grouped.gone = self.all_gone(frame.gone, names, stage);
        grouped.footnotes = frame.footnotes;
        grouped.is_grouped = true;
        grouped
    }

    /// What was dropped before, and all that a grouping drops.
    fn all_gone(&self, before: Vec<Gone>, names: Vec<String>, stage: &'static str) -> Vec<Gone> {
        let mut gone = before;
        gone.extend(
            names
                .into_iter()
                .filter(|name| !name.starts_with(' '))
                .map(|name| Gone {
                    name: name.into(),
                    stage,
                    position: self.position,
                }),
        );
        gone
    }

    /// `top n column per keys`: the most frequent values with their share of all, within each key.
    pub(super) fn top_values(
        &mut self,
        frame: Frame,
        column: &OutputColumn,
        n: u64,
        per: &[ast::Expr],
    ) -> Outcome<Frame> {
        let mut frame = self.open(frame);
        let columns: Vec<OutputColumn> = per.iter().map(unnamed).chain([column.clone()]).collect();
        let keys = self.named_columns(&mut frame, &columns, Mode::Row);
        if keys.len() < columns.len() {
            // The clash of names has been reported.
            return Ok(frame);
        }
        self.refuse_names(&columns, &keys, &["count", "share"]);
        self.note_bins(&mut frame, &columns, &keys);
        let mut frame = self.counted(frame, keys);
        let Some(count) = frame.column("count").cloned() else {
            return Ok(frame);
        };
        let partition: Vec<SortBy> = frame.ties[..per.len()].to_vec();
        let within: Vec<Expr> = partition.iter().map(|key| key.value.expr()).collect();
        frame
            .columns
            .push(Named::new("share", share_of(&count.value, &within)));
        frame.show(Shown::Column("share".into()));
        let mut order = vec![SortBy::descending(count.value)];
        order.extend(frame.ties.iter().cloned());
        frame.order = order;
        if per.is_empty() {
            frame.select.limit = Some(n);
            frame.is_cut = true;
            return Ok(frame);
        }
        let names: Vec<Rc<str>> = frame.columns.iter().map(|it| it.name.clone()).collect();
        let keys = names[..per.len()].iter().zip(per);
        let keys: Vec<ast::Expr> = keys
            .map(|(name, key)| column_named(name, key.span))
            .collect();
        self.take_per(frame, n, &keys)
    }
}

/// An expression as a column.
fn unnamed(expr: &ast::Expr) -> OutputColumn {
    OutputColumn {
        name: None,
        expr: expr.clone(),
        span: expr.span,
    }
}

/// The column of that name, as it would be written at a place.
pub(super) fn column_named(name: &str, span: Span) -> ast::Expr {
    let text = name.to_owned();
    let segments = vec![ast::Identifier { text, span }];
    ast::Expr {
        kind: ExprKind::Path(ast::Path { segments, span }),
        span,
    }
}

/// A number over the sum of it in all rows of the same partition.
pub(super) fn share_of(value: &Typed, partition: &[Expr]) -> Typed {
    let sum = Expr::Window(Box::new(crate::query::plan::Window {
        function: crate::query::plan::WindowFunction::Sum,
        arguments: vec![value.expr()],
        partition: partition.to_vec(),
        order: Vec::new(),
        preceding: None,
    }));
    let mut share = Typed::new(
        Type::Num,
        value.expr().binary(crate::query::plan::Binary::Divide, sum),
    );
    share.format = Format::Share;
    share
}

/// Whether a column counts something, so that where rows are missing it is 0.
fn is_count(expr: &ExprKind) -> bool {
    match expr {
        ExprKind::Call(call) => {
            matches!(call.name.text.to_lowercase().as_str(), "count" | "distinct")
        }
        ExprKind::Quantifier(quantifier) => quantifier.kind == ast::QuantifierKind::Count,
        _ => false,
    }
}

/// Whether a column is one that counts something, under whatever name.
fn is_known_count(frame: &Frame, expr: &ExprKind) -> bool {
    match expr {
        ExprKind::Path(path) => match path.segments.as_slice() {
            [name] => frame.column(&name.text).is_some_and(|known| known.is_count),
            _ => false,
        },
        _ => false,
    }
}

/// How fine the bins are that a function makes.
fn unit_of_bin(function: &str) -> Precision {
    let mut all = Precision::ALL.iter().copied();
    all.find(|unit| unit.word().eq_ignore_ascii_case(function))
        .unwrap_or(Precision::Day)
}

pub(super) fn bin_of(value: &Typed) -> Option<Bin> {
    match (value.is_bin, &value.kind) {
        (true, Type::Int) => Some(Bin::Year),
        (true, _) => Some(Bin::Unit),
        (false, _) => None,
    }
}
