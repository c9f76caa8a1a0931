//! What goes into the database as parameters and comes out of it as rows.

use std::borrow::Cow;

use crate::model::date::PartialDate;

/// A value bound to a placeholder of a statement.
#[derive(Debug, Clone, PartialEq)]
pub enum Parameter {
    /// SQL null.
    Null,
    /// An integer; truth values are 0 and 1.
    Integer(i64),
    /// A floating-point number.
    Real(f64),
    /// A text.
    Text(String),
    /// What is known only while the statement's searches run.
    Later(Later),
}

/// A value that a search finds. A statement is run once each has been replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Later {
    /// The steps that a search has found, by its number: a JSON array of arrays of step, key of a,
    /// key of b, weight, key of a sentence.
    Steps(usize),
    /// The entities to go on from: a JSON array of keys.
    Nodes,
    /// The key of the entity at which a step starts.
    Start,
    /// The key of the entity at which it ends.
    End,
}

/// How the values of a result column are to be read back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnType {
    /// As the database gives it: null, integer, number or text.
    Plain,
    /// 0 or 1.
    Bool,
    /// An integer made by [`PartialDate::pack`].
    Date,
    /// A JSON array of texts and numbers.
    List,
    /// A JSON array of integers made by [`PartialDate::pack`].
    DateList,
    /// A JSON array of 0 and 1.
    BoolList,
}

/// A column of a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Name as shown.
    pub name: String,
    /// How its values are read back.
    pub kind: ColumnType,
    /// How tables write its values.
    pub format: Format,
    /// What a missing value of it means.
    pub missing: Missing,
}

impl Column {
    /// A column whose numbers are amounts and whose missing values mean nothing more.
    pub fn new(name: impl Into<String>, kind: ColumnType) -> Self {
        Self {
            name: name.into(),
            kind,
            format: Format::Amount,
            missing: Missing::Unknown,
        }
    }
}

/// How tables write the values of a column; machine formats write all alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Format {
    /// So many of something: `1,204`.
    #[default]
    Amount,
    /// A place in an order, a coordinate: `1204`.
    Number,
    /// A year: `2016`.
    Year,
    /// A part of a whole: `30.8%`.
    Share,
    /// A text of many sentences, of which a line shows the beginning.
    Passage,
}

/// What a missing value of a column means to a person; machine formats write all alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Missing {
    /// That it is not known: `–`.
    #[default]
    Unknown,
    /// The bin of dates that lie in none, for a reason that only the rows tell.
    Bin,
    /// The bin of dates of which some are too vague for the others: `(year only)`.
    Vague,
    /// The bin of what has no date: `(no date)`.
    Undated,
}

impl Missing {
    /// The text in the place of the value.
    pub fn text(self) -> &'static str {
        match self {
            Self::Unknown | Self::Bin => "–",
            Self::Vague => "(year only)",
            Self::Undated => "(no date)",
        }
    }
}

/// A statement of one SQL dialect with its parameters in order of their placeholders.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The text, with placeholders only; no value from a user stands in it.
    pub sql: String,
    /// In order of their numbers; a placeholder may stand more than once.
    pub parameters: Vec<Parameter>,
    /// The columns of the result, in order.
    pub columns: Vec<Column>,
}

impl Statement {
    /// The statement with what has become known in the places of what was not.
    #[must_use]
    pub fn with(&self, known: impl Fn(Later) -> Option<Parameter>) -> Self {
        let parameters = self.parameters.iter().map(|parameter| match parameter {
            Parameter::Later(later) => known(*later).unwrap_or_else(|| parameter.clone()),
            other => other.clone(),
        });
        Self {
            sql: self.sql.clone(),
            parameters: parameters.collect(),
            columns: self.columns.clone(),
        }
    }

    /// What is not known yet.
    pub fn later(&self) -> impl Iterator<Item = Later> + '_ {
        self.parameters
            .iter()
            .filter_map(|parameter| match parameter {
                Parameter::Later(later) => Some(*later),
                _ => None,
            })
    }
}

/// Digits with a comma between thousands.
pub fn thousands(digits: &str) -> String {
    let (sign, digits) = digits
        .strip_prefix('-')
        .map_or(("", digits), |rest| ("-", rest));
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits, None), |(a, b)| (a, Some(b)));
    let mut text = sign.to_owned();
    for (position, digit) in whole.char_indices() {
        if position > 0 && (whole.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// A value of a result.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing known.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Number(f64),
    /// A text.
    Text(String),
    /// A date with its precision.
    Date(PartialDate),
    /// Distinct values in ascending order.
    List(Vec<Value>),
}

/// A value of a result that is still where it was read: its text is no copy.
#[derive(Debug, Clone, PartialEq)]
pub enum ValueRef<'row> {
    /// Nothing known.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Number(f64),
    /// A text.
    Text(Cow<'row, str>),
    /// A date with its precision.
    Date(PartialDate),
    /// Distinct values in ascending order.
    List(Cow<'row, [Value]>),
}

impl ValueRef<'_> {
    /// The value by itself.
    pub fn into_owned(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(truth) => Value::Bool(truth),
            Self::Integer(whole) => Value::Integer(whole),
            Self::Number(number) => Value::Number(number),
            Self::Text(text) => Value::Text(text.into_owned()),
            Self::Date(date) => Value::Date(date),
            Self::List(members) => Value::List(members.into_owned()),
        }
    }
}

impl<'row> From<&'row Value> for ValueRef<'row> {
    fn from(value: &'row Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(truth) => Self::Bool(*truth),
            Value::Integer(whole) => Self::Integer(*whole),
            Value::Number(number) => Self::Number(*number),
            Value::Text(text) => Self::Text(Cow::Borrowed(text)),
            Value::Date(date) => Self::Date(*date),
            Value::List(members) => Self::List(Cow::Borrowed(members)),
        }
    }
}

/// A record, its values left where they are.
pub fn borrowed(record: &[Value]) -> Vec<ValueRef<'_>> {
    record.iter().map(ValueRef::from).collect()
}

/// A result: columns and records of as many values.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rows {
    /// Columns in order.
    pub columns: Vec<Column>,
    /// Records in order.
    pub records: Vec<Vec<Value>>,
}

/// The kinds of chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// A bar for each row.
    Bar,
    /// Values along time or another order.
    Line,
    /// How often values of each size occur.
    Hist,
    /// Rows along time.
    Timeline,
    /// A table of shades.
    Heat,
    /// What is linked with what.
    Graph,
}

impl ChartKind {
    /// Every kind, in the order in which help lists them.
    pub const ALL: [Self; 6] = [
        Self::Bar,
        Self::Line,
        Self::Hist,
        Self::Timeline,
        Self::Heat,
        Self::Graph,
    ];

    /// The kind that draws what is called so elsewhere.
    pub fn meant(word: &str) -> Option<Self> {
        Some(match word.to_lowercase().as_str() {
            "column" | "columns" | "bars" | "pie" => Self::Bar,
            "area" | "lines" | "sparkline" => Self::Line,
            "histogram" => Self::Hist,
            "heatmap" => Self::Heat,
            "network" => Self::Graph,
            _ => return None,
        })
    }

    /// The word of the language.
    pub fn word(self) -> &'static str {
        match self {
            Self::Bar => "bar",
            Self::Line => "line",
            Self::Hist => "hist",
            Self::Timeline => "timeline",
            Self::Heat => "heat",
            Self::Graph => "graph",
        }
    }
}

/// How a result is to be drawn. It changes nothing about its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// As what.
    pub kind: ChartKind,
    /// The columns that tell what a row is, in order.
    pub labels: Vec<ChartLabel>,
    /// The positions of the columns whose numbers are drawn, in order.
    pub values: Vec<usize>,
}

/// A column that tells what a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChartLabel {
    /// Its position.
    pub column: usize,
    /// What a missing value is called.
    pub missing: &'static str,
}
