//! `facet a, b take n`: the most frequent values of several columns at once.

use super::Resolver;
use super::expr::Mode;
use super::frame::{Frame, Named, Natural, Shown, SortBy};
use super::group::share_of;
use super::value::{Type, Typed, Value};
use super::wrap::{Outputs, select_from};
use crate::query::ast::OutputColumn;
use crate::query::functions::Function;
use crate::query::plan::{
    Alias, Expr, Output, Query, Relation, Rows, Select, SetOperator, Shared, Window, WindowFunction,
};
use crate::value::Format;

/// How many values of each column `facet` shows unless told otherwise.
const FACET_VALUES: u64 = 10;

impl Resolver<'_> {
    /// `facet a, b take n`: for each column its most frequent values.
    pub(super) fn facet(
        &mut self,
        frame: Frame,
        columns: &[OutputColumn],
        take: Option<u64>,
    ) -> Frame {
        let mut frame = self.open(frame);
        let keys = self.named_columns(&mut frame, columns, Mode::Row);
        self.note_bins(&mut frame, columns, &keys);
        let mut inner = Outputs::new(self.alias("base"));
        let keys: Vec<Named> = keys
            .into_iter()
            .map(|key| Named {
                value: inner.add(&key.name, &key.value),
                ..key
            })
            .collect();
        let base = inner.alias().clone();
        let mut select = frame.select.clone();
        select.outputs = inner.into_list();
        let parts = keys.iter().enumerate().map(|(position, key)| {
            self.facet_part(&base, key, position, take.unwrap_or(FACET_VALUES))
        });
        let parts: Vec<Select> = parts.collect();
        let mut union: Option<Query> = None;
        for part in parts {
            union = Some(match union {
                None => Query::from(part),
                Some(left) => Query::Set {
                    operator: SetOperator::UnionAll,
                    left: Box::new(left),
                    right: Box::new(Query::from(part)),
                },
            });
        }
        let alias = self.alias("facets");
        let mut outer = match union {
            Some(union) => select_from(&alias, union),
            None => Select::default(),
        };
        outer.shared.push(Shared {
            alias: base,
            query: Query::from(select),
            is_recursive: false,
        });
        let mut result = Frame::new(outer);
        let column = |name: &str, kind: Type, is_nullable: bool| {
            Named::new(
                name,
                Typed::new(kind, Expr::field(&alias, name, is_nullable)),
            )
        };
        let mut share = column("share", Type::Num, true);
        share.value.format = Format::Share;
        result.columns = vec![
            column("facet", Type::Text, false),
            column("value", Type::Text, true),
            column("count", Type::Int, false),
            share,
        ];
        result.shown = result
            .columns
            .iter()
            .map(|column| Shown::Column(column.name.clone()))
            .collect();
        let order = ["part", "position"]
            .map(|name| SortBy::ascending(Typed::new(Type::Int, Expr::column(&alias, name))));
        result.natural = Natural::Keys(order.to_vec());
        result.ties = order.to_vec();
        result.ended = Some("facet");
        result.footnotes = frame.footnotes;
        result
    }

    fn facet_part(&mut self, base: &Alias, key: &Named, position: usize, take: u64) -> Select {
        let alias = self.alias("rows");
        let of_base = |value: &Typed| match &value.value {
            Value::Plain(Expr::Column {
                name, is_nullable, ..
            }) => Typed {
                value: Value::Plain(Expr::field(&alias, name, *is_nullable)),
                ..value.clone()
            },
            _ => value.clone(),
        };
        let select = Select {
            from: Some(Relation {
                alias: alias.clone(),
                rows: Rows::Shared(base.clone()),
            }),
            ..Select::default()
        };
        // A column that is called as the counter is counted under another name.
        let name = if *key.name == *"count" {
            "value"
        } else {
            &key.name
        };
        let mut counted = Named::new(name, of_base(&key.value));
        counted.is_key = true;
        let grouped = self.counted(Frame::new(select), vec![counted]);
        self.facet_rows(grouped, (&key.name, name), position, take)
    }

    fn facet_rows(
        &mut self,
        mut grouped: Frame,
        (name, column): (&str, &str),
        position: usize,
        take: u64,
    ) -> Select {
        let (Some(key), Some(count)) = (
            grouped.column(column).cloned(),
            grouped.column("count").cloned(),
        ) else {
            return Select::default();
        };
        let shown = match key.value.kind {
            Type::Row(noun) => self.label(&mut grouped, noun, &key.value.expr()),
            Type::Date => Expr::Call(Function::DateText, vec![key.value.expr()]),
            Type::Bool => {
                let value = key.value.expr();
                let arms = vec![
                    (value.clone().is_null(), Expr::Null),
                    (value, Expr::Word("true")),
                ];
                Expr::Case(arms, Some(Box::new(Expr::Word("false"))))
            }
            Type::Int | Type::Num | Type::Duration => {
                Expr::Call(Function::ValueText, vec![key.value.expr()])
            }
            _ => key.value.expr(),
        };
        grouped.order = vec![
            SortBy::descending(count.value.clone()),
            SortBy::ascending(key.value),
        ];
        let order = self.full_order(&mut grouped);
        let number = Expr::Window(Box::new(Window {
            function: WindowFunction::RowNumber,
            arguments: Vec::new(),
            partition: Vec::new(),
            order: order.clone(),
            preceding: None,
        }));
        let mut select = grouped.select;
        select.outputs = vec![
            output("facet", Expr::text(name.to_owned())),
            output("value", shown),
            output("count", count.value.expr()),
            output("share", share_of(&count.value, &[]).expr()),
            output("part", Expr::Number(i64::try_from(position).unwrap_or(0))),
            output("position", number),
        ];
        select.order = order;
        select.limit = Some(take);
        select
    }
}

fn output(name: &str, expr: Expr) -> Output {
    Output {
        name: name.into(),
        expr,
    }
}
