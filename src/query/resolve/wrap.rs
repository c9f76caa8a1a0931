//! Making the rows so far a query of their own, so that a later stage reads what an earlier one cut,
//! numbered or grouped.

use std::rc::Rc;

use super::Resolver;
use super::frame::{Frame, Natural, SortBy};
use super::value::{Type, Typed};
use crate::query::plan::{Alias, Expr, Output, Query, Relation, Rows, Select};

/// Columns of a query in the making, with distinct names.
pub(super) struct Outputs {
    alias: Alias,
    list: Vec<Output>,
}

impl Outputs {
    pub(super) fn new(alias: Alias) -> Self {
        Self {
            alias,
            list: Vec::new(),
        }
    }

    /// Adds a value under a name like `name`; returns it as seen from outside.
    pub(super) fn add(&mut self, name: &str, value: &Typed) -> Typed {
        let expr = value.expr();
        let is_nullable = expr.is_nullable();
        let existing = self.list.iter().find(|output| output.expr == expr);
        let name = if let Some(output) = existing {
            output.name.clone()
        } else {
            let name = self.free_name(name);
            self.list.push(Output {
                name: name.clone(),
                expr,
            });
            name
        };
        Typed {
            value: super::value::Value::Plain(Expr::field(&self.alias, &name, is_nullable)),
            ..value.clone()
        }
    }

    /// Adds a value as a column of its own, even if it is there already.
    pub(super) fn add_again(&mut self, name: &str, value: &Typed) -> Typed {
        let expr = value.expr();
        let name = self.free_name(name);
        let outside = Expr::field(&self.alias, &name, expr.is_nullable());
        self.list.push(Output { name, expr });
        Typed {
            value: super::value::Value::Plain(outside),
            ..value.clone()
        }
    }

    fn free_name(&self, name: &str) -> Rc<str> {
        let clean = identifier(name);
        let mut number = 1;
        let mut free = clean.clone();
        while self
            .list
            .iter()
            .any(|output| output.name.eq_ignore_ascii_case(&free))
        {
            number += 1;
            free = format!("{clean}_{number}");
        }
        free.into()
    }

    pub(super) fn into_list(self) -> Vec<Output> {
        self.list
    }

    pub(super) fn alias(&self) -> &Alias {
        &self.alias
    }
}

/// A name made of letters, digits and `_`, like the one given.
pub(super) fn identifier(name: &str) -> String {
    let clean: String = name
        .trim()
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter.to_ascii_lowercase()
            } else {
                '_'
            }
        })
        .take(40)
        .collect();
    // SQLite calls no column of a query `true` or `false`, whatever is written.
    if matches!(clean.as_str(), "true" | "false") {
        format!("{clean}_")
    } else if clean.starts_with(|first: char| first.is_ascii_lowercase()) {
        clean
    } else {
        format!("c{clean}")
    }
}

/// A `select` that begins with the rows of another.
pub(super) fn select_from(alias: &Alias, inner: Query) -> Select {
    Select {
        from: Some(Relation {
            alias: alias.clone(),
            rows: Rows::Query(inner),
        }),
        ..Select::default()
    }
}

impl Resolver<'_> {
    /// The same rows as a query of their own.
    pub(super) fn wrap(&mut self, mut frame: Frame) -> Frame {
        if frame.is_cut {
            frame.select.order = self.full_order(&mut frame);
        }
        let mut outputs = Outputs::new(self.alias("step"));
        let mut subject = frame.subject.clone();
        if let Some(subject) = &mut subject {
            let key = Typed::new(Type::Row(subject.noun), subject.key.clone());
            subject.key = outputs.add("key", &key).expr();
        }
        let columns = frame.columns.iter().map(|column| {
            let mut column = column.clone();
            column.value = outputs.add(&column.name, &column.value);
            column
        });
        let columns: Vec<_> = columns.collect();
        let mut keep = |keys: &[SortBy]| -> Vec<SortBy> {
            keys.iter()
                .map(|key| SortBy {
                    value: outputs.add("sort_key", &key.value),
                    ..key.clone()
                })
                .collect()
        };
        let order = keep(&frame.order);
        let ties = keep(&frame.ties);
        let natural = match &frame.natural {
            Natural::Subject => Natural::Subject,
            Natural::Keys(keys) => Natural::Keys(keep(keys)),
        };
        let mut inner = std::mem::take(&mut frame.select);
        let alias = outputs.alias().clone();
        inner.outputs = outputs.into_list();
        if inner.outputs.is_empty() {
            inner = inner.output("one", Expr::Number(1));
        }
        Frame {
            select: select_from(&alias, Query::from(inner)),
            subject,
            joined: Vec::new(),
            columns,
            order,
            ties,
            natural,
            is_cut: false,
            time_filters: Vec::new(),
            ..frame
        }
    }

    /// The rows so that conditions can be added.
    pub(super) fn open(&mut self, frame: Frame) -> Frame {
        if frame.is_cut || frame.has_window() {
            self.wrap(frame)
        } else {
            frame
        }
    }

    /// A query of one column: a value of each row, nulls left out. The rows must not be cut.
    pub(super) fn values_of(frame: Frame, value: &Typed) -> Select {
        let expr = value.expr();
        let select = frame.select.output("value", expr.clone());
        if expr.is_nullable() {
            select.filter(expr.is_null().negated())
        } else {
            select
        }
    }
}
