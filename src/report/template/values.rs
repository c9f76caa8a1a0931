//! Rows as the template language sees them: a sequence of rows, each a map of its columns; a name that no column has fails
//! wherever it is used.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use minijinja::value::{DynObject, Enumerator, Object, ObjectExt, ObjectRepr};
use minijinja::{Error, ErrorKind, Value as Filled};

use crate::model::date::PartialDate;
use crate::render::chart::read::number;
use crate::report::ask::Taken;
use crate::report::part;
use crate::report::words::{self, Amount};
use crate::value::{Column, Value};

/// The rows of a block.
#[derive(Debug)]
pub(super) struct Answer(pub(super) Arc<Taken>);

impl Answer {
    fn row(taken: &Arc<Taken>, at: usize) -> Filled {
        Filled::from_object(Row(taken.clone(), at))
    }
}

impl Object for Answer {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Filled) -> Option<Filled> {
        if let Some(at) = key.as_usize() {
            return (at < self.0.rows.records.len()).then(|| Self::row(&self.0, at));
        }
        let name = key.as_str()?;
        let Some(column) = column_at(&self.0, name) else {
            return Some(absent(&self.0, name));
        };
        let values = self
            .0
            .rows
            .records
            .iter()
            .map(|record| value(&record[column]));
        Some(Filled::from(values.collect::<Vec<_>>()))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.0.rows.records.len())
    }
}

/// One of them.
#[derive(Debug)]
pub(super) struct Row(pub(super) Arc<Taken>, pub(super) usize);

impl Object for Row {
    fn get_value(self: &Arc<Self>, key: &Filled) -> Option<Filled> {
        let name = key.as_str()?;
        let Some(column) = column_at(&self.0, name) else {
            return Some(absent(&self.0, name));
        };
        Some(value(&self.0.rows.records[self.1][column]))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        self.mapped_enumerator(|row| {
            let columns = row.0.rows.columns.iter();
            Box::new(columns.map(|column| Filled::from(column.name.clone())))
        })
    }
}

impl Row {
    /// The value of a column, if there is such a column.
    fn get(&self, name: &str) -> Option<&Value> {
        Some(&self.0.rows.records[self.1][column_at(&self.0, name)?])
    }

    /// The text of a column; empty where it is missing.
    fn text(&self, name: &str) -> &str {
        match self.get(name) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    /// The figure in its columns `low`, `high`, `bound`, `unit` and `sentence`, as it was printed.
    pub(super) fn amount(&self) -> String {
        let number_in = |name| self.get(name).and_then(number);
        let amount = Amount {
            low: number_in("low"),
            high: number_in("high"),
            bound: self.text("bound"),
            unit: self.text("unit"),
            sentence: self.text("sentence"),
        };
        amount.text()
    }

    /// What happened by its columns `summary` and `modality`; where `actors` and `actor_text` tell whose "its warplanes"
    /// are, with the owner.
    pub(super) fn happening(&self) -> String {
        let doubt = format!(" [{}]", self.text("modality"));
        let summary = self.text("summary").replace(&doubt, "");
        let texts = |name| match self.get(name) {
            Some(Value::List(members)) => members.clone(),
            Some(one @ Value::Text(_)) => vec![one.clone()],
            _ => Vec::new(),
        };
        let (owners, written) = (texts("actors"), texts("actor_text"));
        let ([Value::Text(owner)], [Value::Text(written)]) =
            (owners.as_slice(), written.as_slice())
        else {
            return summary;
        };
        match summary.strip_prefix(written.as_str()) {
            Some(rest) if is_possessive(written) => format!("{owner} ({written}){rest}"),
            _ => summary,
        }
    }

    /// Whether its figure counts but a part of what its sentence counts.
    pub(super) fn is_part(&self) -> bool {
        let number = self.get("low").and_then(number);
        let number = number.or_else(|| self.get("high").and_then(self::number));
        number.is_some_and(|number| part::is_part(self.text("sentence"), number))
    }

    /// Whether `side` is a figure of the happening, measure and unit of this row.
    fn is_told_by(&self, side: &Self) -> bool {
        let mut columns = ["cluster", "measure", "unit"].into_iter();
        columns.all(|name| self.get(name) == side.get(name))
    }

    /// Who says so by its columns `claimant` and `source`.
    pub(super) fn attribution(&self) -> String {
        let told = |name| Some(self.text(name)).filter(|text| !text.is_empty());
        let set = self.0.sets.get(self.1).and_then(Option::as_deref);
        words::attribution(told("claimant"), told("source"), set)
    }
}

/// Whether a phrase names its owner by a pronoun only.
fn is_possessive(phrase: &str) -> bool {
    let first = phrase.split(' ').next().unwrap_or(phrase).to_lowercase();
    ["its", "his", "her", "their", "our", "my"].contains(&first.as_str())
}

/// The rows of a comparison of which outlets differ where parts of a whole are left out.
pub(super) fn differing(apart: &Answer, sides: &Answer) -> Vec<Filled> {
    let rows = |answer: &Answer| {
        let taken = answer.0.clone();
        (0..taken.rows.records.len()).map(move |at| Row(taken.clone(), at))
    };
    let differ = |one: &Row| {
        let told: Vec<Row> = rows(sides)
            .filter(|side| one.is_told_by(side) && !side.is_part())
            .collect();
        let is_other = |names: [&str; 2]| {
            let mut pairs = told.iter().map(|row| names.map(|name| row.get(name)));
            let first = pairs.next();
            pairs.any(|pair| Some(pair) != first)
        };
        is_other(["low", "high"]) && is_other(["source", "source"])
    };
    rows(apart)
        .filter(differ)
        .map(Filled::from_object)
        .collect()
}

/// The time from the first date of a column to the last; none where no row has a date.
pub(super) fn period(dates: &Filled) -> Result<Filled, Error> {
    let dates: Vec<Filled> = dates.try_iter()?.collect();
    let known = dates
        .iter()
        .filter_map(|date| date.downcast_object_ref::<Dated>());
    let period = words::period(known.map(|date| date.0));
    Ok(period.map_or(Filled::from(()), |date| Filled::from_object(Dated(date))))
}

/// A column by its name; a dot in a name is written `_`.
pub(super) fn column_at(taken: &Taken, name: &str) -> Option<usize> {
    let mut columns = taken.rows.columns.iter();
    let is_it =
        |column: &Column| column.name == name || column.name.replace(['.', ' '], "_") == name;
    columns.position(is_it)
}

/// A date: written as text writes it, ordered as time goes.
#[derive(Debug)]
struct Dated(PartialDate);

impl Object for Dated {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn custom_cmp(self: &Arc<Self>, other: &DynObject) -> Option<Ordering> {
        let other = other.downcast_ref::<Self>()?;
        Some(self.0.cmp(&other.0))
    }

    fn render(self: &Arc<Self>, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        text.write_str(&words::date(self.0))
    }
}

/// What fails wherever it is used.
fn absent(taken: &Taken, name: &str) -> Filled {
    let path = format!("{}.{name}", taken.name);
    Filled::from(Error::new(ErrorKind::UndefinedError, path))
}

fn value(value: &Value) -> Filled {
    match value {
        Value::Null => Filled::from(()),
        Value::Bool(truth) => Filled::from(*truth),
        Value::Integer(whole) => Filled::from(*whole),
        Value::Number(number) => Filled::from(*number),
        Value::Text(text) => Filled::from(text.clone()),
        Value::Date(date) => Filled::from_object(Dated(*date)),
        Value::List(members) => Filled::from(members.iter().map(self::value).collect::<Vec<_>>()),
    }
}
