//! Values in memory, and how they compare.

use std::cmp::Ordering;

use dateline::model::date::PartialDate;

use super::schema::Noun;

/// A row of the world: a noun and a position in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Ref {
    pub(super) noun: Noun,
    pub(super) at: usize,
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Null,
    Bool(bool),
    Int(i64),
    Num(f64),
    Text(String),
    Date(PartialDate),
    Row(Ref),
    List(Vec<Cell>),
}

#[expect(
    clippy::cast_precision_loss,
    reason = "the numbers of the worlds are small"
)]
pub(super) fn real(number: i64) -> f64 {
    number as f64
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the numbers of the worlds are small"
)]
pub(super) fn whole(number: f64) -> i64 {
    number as i64
}

pub(super) fn count(number: usize) -> Cell {
    Cell::Int(i64::try_from(number).unwrap())
}

impl Cell {
    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    pub(super) fn is_null(&self) -> bool {
        *self == Self::Null
    }

    pub(super) fn is_true(&self) -> bool {
        *self == Self::Bool(true)
    }

    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Int(number) => Some(real(*number)),
            Self::Num(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn as_date(&self) -> Option<PartialDate> {
        match self {
            Self::Date(date) => Some(*date),
            _ => None,
        }
    }

    pub(super) fn as_row(&self) -> Option<Ref> {
        match self {
            Self::Row(row) => Some(*row),
            _ => None,
        }
    }
}

/// `=`: null is a value, dates are the same interval.
pub(super) fn same(one: &Cell, other: &Cell) -> bool {
    match (one, other) {
        (Cell::Date(one), Cell::Date(other)) => (one.first, one.last) == (other.first, other.last),
        (Cell::Int(_) | Cell::Num(_), Cell::Int(_) | Cell::Num(_)) => {
            one.number() == other.number()
        }
        _ => one == other,
    }
}

/// Order of two values that are not null and not rows; rows are ordered by [`super::memory::Memory`].
pub(super) fn plain_order(one: &Cell, other: &Cell) -> Ordering {
    match (one, other) {
        (Cell::Date(one), Cell::Date(other)) => {
            (one.first, one.last).cmp(&(other.first, other.last))
        }
        (Cell::Bool(one), Cell::Bool(other)) => one.cmp(other),
        (Cell::Text(one), Cell::Text(other)) => one.chars().cmp(other.chars()),
        _ => match (one.number(), other.number()) {
            (Some(one), Some(other)) => one.total_cmp(&other),
            _ => Ordering::Equal,
        },
    }
}
