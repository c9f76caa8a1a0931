//! Putting plans together, and what can be told of a part of one.

use super::{Aggregate, Alias, Binary, Expr, Output, Query, Relation, Rows, Select};
use crate::value::Parameter;

impl Expr {
    /// A column that is never null.
    pub fn column(alias: &Alias, name: &str) -> Self {
        Self::field(alias, name, false)
    }

    /// A column.
    pub fn field(alias: &Alias, name: &str, is_nullable: bool) -> Self {
        Self::Column {
            alias: alias.clone(),
            name: name.into(),
            is_nullable,
        }
    }

    /// A text given by the user.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Bound(Parameter::Text(text.into()))
    }

    /// A whole number given by the user, or a row's key.
    pub fn integer(value: i64) -> Self {
        Self::Bound(Parameter::Integer(value))
    }

    /// Two values.
    #[must_use]
    pub fn binary(self, operator: Binary, right: Self) -> Self {
        Self::Binary(operator, Box::new(self), Box::new(right))
    }

    /// Both; flat.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let mut all = match self {
            Self::And(all) => all,
            one => vec![one],
        };
        match other {
            Self::And(more) => all.extend(more),
            one => all.push(one),
        }
        Self::And(all)
    }

    /// The exact complement.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Not(inner) if !inner.is_nullable() => *inner,
            Self::Bool(value) => Self::Bool(!value),
            other => Self::Not(Box::new(other)),
        }
    }

    /// The complement if `negated`, else itself.
    #[must_use]
    pub fn negated_if(self, negated: bool) -> Self {
        if negated { self.negated() } else { self }
    }

    /// Whether it is null.
    #[must_use]
    pub fn is_null(self) -> Self {
        Self::IsNull(Box::new(self))
    }

    /// Whether it is one of the values; `=` for one.
    #[must_use]
    pub fn among(self, mut values: Vec<Self>) -> Self {
        match values.len() {
            0 => Self::Bool(false),
            1 => self.binary(Binary::Equal, values.remove(0)),
            _ => Self::In(Box::new(self), values),
        }
    }

    /// Whether it is among the rows of a query of one column that holds no null.
    #[must_use]
    pub fn within(self, query: Select) -> Self {
        Self::InQuery(Box::new(self), Box::new(Query::from(query)))
    }

    /// Whether it may be null.
    #[expect(
        clippy::match_same_arms,
        reason = "a table: kinds of expressions in order"
    )]
    pub fn is_nullable(&self) -> bool {
        match self {
            Self::Column { is_nullable, .. } => *is_nullable,
            Self::Bound(Parameter::Null) | Self::Null | Self::Scalar(_) | Self::Window(_) => true,
            Self::Bound(_) | Self::Number(_) | Self::Word(_) | Self::Bool(_) => false,
            Self::IsNull(_) | Self::Not(_) => false,
            Self::Call(function, arguments) => {
                function.makes_null() || arguments.iter().any(Self::is_nullable)
            }
            Self::Binary(Binary::Same | Binary::Differs, ..) => false,
            Self::Binary(Binary::Divide | Binary::Remainder, ..) => true,
            Self::Binary(_, left, right) => left.is_nullable() || right.is_nullable(),
            Self::And(all) | Self::Or(all) => all.iter().any(Self::is_nullable),
            Self::Case(arms, other) => {
                other
                    .iter()
                    .map(AsRef::as_ref)
                    .chain(arms.iter().map(|(_, value)| value))
                    .any(Self::is_nullable)
                    || other.is_none()
            }
            Self::In(value, list) => value.is_nullable() || list.iter().any(Self::is_nullable),
            Self::InQuery(value, _) | Self::FullText { key: value, .. } => value.is_nullable(),
            Self::Aggregate(function, _) => !matches!(
                function,
                Aggregate::Count
                    | Aggregate::CountDistinct
                    | Aggregate::List
                    | Aggregate::Merged
                    | Aggregate::Cells
            ),
        }
    }

    /// Whether it looks at other rows of the result.
    pub fn has_window(&self) -> bool {
        match self {
            Self::Window(_) => true,
            Self::Call(_, all) | Self::And(all) | Self::Or(all) | Self::Aggregate(_, all) => {
                all.iter().any(Self::has_window)
            }
            Self::Binary(_, left, right) => left.has_window() || right.has_window(),
            Self::Not(inner) | Self::IsNull(inner) => inner.has_window(),
            Self::Case(arms, other) => {
                arms.iter()
                    .any(|(test, value)| test.has_window() || value.has_window())
                    || other.as_ref().is_some_and(|value| value.has_window())
            }
            Self::In(value, list) => value.has_window() || list.iter().any(Self::has_window),
            Self::InQuery(value, _) | Self::FullText { key: value, .. } => value.has_window(),
            Self::Column { .. }
            | Self::Bound(_)
            | Self::Number(_)
            | Self::Word(_)
            | Self::Null
            | Self::Bool(_)
            | Self::Scalar(_) => false,
        }
    }
}

impl From<Select> for Query {
    fn from(select: Select) -> Self {
        Self::Select(Box::new(select))
    }
}

impl Select {
    /// Rows of a table under a name, with no columns yet.
    pub fn table(alias: &Alias, table: &'static str) -> Self {
        Self {
            from: Some(Relation {
                alias: alias.clone(),
                rows: Rows::Table(table),
            }),
            ..Self::default()
        }
    }

    /// Adds a column.
    #[must_use]
    pub fn output(mut self, name: &str, expr: Expr) -> Self {
        self.outputs.push(Output {
            name: name.into(),
            expr,
        });
        self
    }

    /// Adds a condition.
    #[must_use]
    pub fn filter(mut self, condition: Expr) -> Self {
        match condition {
            Expr::And(all) => self.filters.extend(all),
            one => self.filters.push(one),
        }
        self
    }
}
