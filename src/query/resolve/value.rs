//! Typed values: what an expression of the language becomes.

use crate::model::date::PartialDate;
use crate::query::catalog::{FieldType, Members, Noun};
use crate::query::functions::Function;
use crate::query::plan::Expr;
use crate::value::{ColumnType, Format, Parameter};

/// The type of a value.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::query) enum Type {
    /// Text.
    Text,
    /// Whole number.
    Int,
    /// Number.
    Num,
    /// True or false.
    Bool,
    /// Interval of days with a precision.
    Date,
    /// Number of days.
    Duration,
    /// One word of a closed set.
    Enum(Members),
    /// A row of a noun.
    Row(Noun),
    /// Many values in one.
    List(Box<Type>),
    /// The values that became columns, all in one.
    Cells,
    /// `null`.
    Null,
    /// What could not be resolved: an error has been reported, no other shall follow from it.
    Unknown,
}

impl Type {
    /// In words, with an article, for messages.
    pub(in crate::query) fn words(&self) -> String {
        match self {
            Self::Text => "text".to_owned(),
            Self::Int | Self::Num => "a number".to_owned(),
            Self::Bool => "true or false".to_owned(),
            Self::Date => "a date".to_owned(),
            Self::Duration => "a duration".to_owned(),
            Self::Enum(members) => with_article(members.singular()),
            Self::Row(noun) => with_article(noun.info().singular),
            Self::List(_) => "a list".to_owned(),
            Self::Cells => "columns made of values".to_owned(),
            Self::Null => "null".to_owned(),
            Self::Unknown => "unknown".to_owned(),
        }
    }

    pub(super) fn is_number(&self) -> bool {
        matches!(self, Self::Int | Self::Num | Self::Duration | Self::Unknown)
    }

    pub(super) fn is_text(&self) -> bool {
        matches!(self, Self::Text | Self::Enum(_) | Self::Unknown)
    }

    /// How a result column of this type is read back.
    pub(super) fn column_type(&self) -> ColumnType {
        match self {
            Self::Bool => ColumnType::Bool,
            Self::Date => ColumnType::Date,
            Self::List(inner) if **inner == Self::Date => ColumnType::DateList,
            Self::List(inner) if **inner == Self::Bool => ColumnType::BoolList,
            Self::List(_) => ColumnType::List,
            _ => ColumnType::Plain,
        }
    }
}

/// `an event`, `a quote`.
pub(super) fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {noun}")
}

impl From<FieldType> for Type {
    fn from(kind: FieldType) -> Self {
        match kind {
            FieldType::Text => Self::Text,
            FieldType::Int => Self::Int,
            FieldType::Num => Self::Num,
            FieldType::Date => Self::Date,
            FieldType::Enum(members) => Self::Enum(members),
            FieldType::TextList => Self::List(Box::new(Self::Text)),
            FieldType::Row(noun) => Self::Row(noun),
        }
    }
}

/// A value with its type.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Typed {
    /// Its type.
    pub(super) kind: Type,
    /// Where it comes from.
    pub(super) value: Value,
    /// How tables write it.
    pub(super) format: Format,
    /// Whether it is a bin of time.
    pub(super) is_bin: bool,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// One expression; of a date the packed integer, of a row its key.
    Plain(Expr),
    /// A date in three expressions.
    Date {
        /// First day.
        first: Expr,
        /// Last day.
        last: Expr,
        /// Code of the precision.
        precision: Expr,
    },
}

impl Typed {
    pub(super) fn new(kind: Type, expr: Expr) -> Self {
        Self {
            kind,
            value: Value::Plain(expr),
            format: Format::Amount,
            is_bin: false,
        }
    }

    pub(super) fn unknown() -> Self {
        Self::new(Type::Unknown, Expr::Null)
    }

    pub(super) fn date(first: Expr, last: Expr, precision: Expr) -> Self {
        Self {
            kind: Type::Date,
            value: Value::Date {
                first,
                last,
                precision,
            },
            format: Format::Amount,
            is_bin: false,
        }
    }

    pub(super) fn constant_date(date: PartialDate) -> Self {
        Self::date(
            Expr::integer(date.first.into()),
            Expr::integer(date.last.into()),
            Expr::integer(date.precision.code().into()),
        )
    }

    pub(super) fn formatted(mut self, format: Format) -> Self {
        self.format = format;
        self
    }

    pub(super) fn bin(mut self) -> Self {
        self.is_bin = true;
        self
    }

    /// The value in one expression: a packed date, the key of a row, anything else as it is.
    pub(super) fn expr(&self) -> Expr {
        match &self.value {
            Value::Plain(expr) => expr.clone(),
            Value::Date {
                first,
                last,
                precision,
            } => match constants(first, last, precision) {
                Some(date) => Expr::integer(date.pack()),
                None => Expr::Call(
                    Function::Pack,
                    vec![first.clone(), last.clone(), precision.clone()],
                ),
            },
        }
    }

    /// First day of a date.
    pub(super) fn first(&self) -> Expr {
        match &self.value {
            Value::Plain(packed) => Expr::Call(Function::FirstDay, vec![packed.clone()]),
            Value::Date { first, .. } => first.clone(),
        }
    }

    /// Last day of a date.
    pub(super) fn last(&self) -> Expr {
        match &self.value {
            Value::Plain(packed) => Expr::Call(Function::LastDay, vec![packed.clone()]),
            Value::Date { last, .. } => last.clone(),
        }
    }

    /// Code of the precision of a date.
    pub(super) fn precision(&self) -> Expr {
        match &self.value {
            Value::Plain(packed) => Expr::Call(Function::PrecisionCode, vec![packed.clone()]),
            Value::Date { precision, .. } => precision.clone(),
        }
    }

    /// Whether the value is missing.
    pub(super) fn is_null(&self) -> Expr {
        match &self.value {
            Value::Plain(expr) => expr.clone().is_null(),
            Value::Date { first, .. } => first.clone().is_null(),
        }
    }

    pub(super) fn is_nullable(&self) -> bool {
        match &self.value {
            Value::Plain(expr) => expr.is_nullable(),
            Value::Date { first, .. } => first.is_nullable(),
        }
    }

    /// The value of a condition as plainly true or false: what is not known to hold does not hold.
    pub(super) fn two_valued(self) -> Self {
        if self.kind != Type::Bool || !self.is_nullable() {
            return self;
        }
        let (yes, no) = (Expr::Bool(true), Some(Box::new(Expr::Bool(false))));
        Self {
            value: Value::Plain(Expr::Case(vec![(self.expr(), yes)], no)),
            ..self
        }
    }

    pub(super) fn has_window(&self) -> bool {
        matches!(&self.value, Value::Plain(expr) if expr.has_window())
    }
}

/// How one value that is any of these is written: as they are, if they are alike.
pub(super) fn format_of<'a>(values: impl IntoIterator<Item = &'a Typed>) -> Format {
    let mut formats = values
        .into_iter()
        .filter(|value| value.kind != Type::Null)
        .map(|value| value.format);
    let first = formats.next().unwrap_or_default();
    if formats.all(|format| format == first) {
        first
    } else {
        Format::Amount
    }
}

pub(super) fn constants(first: &Expr, last: &Expr, precision: &Expr) -> Option<PartialDate> {
    let number = |expr: &Expr| match expr {
        Expr::Bound(Parameter::Integer(value)) => Some(*value),
        _ => None,
    };
    Some(PartialDate {
        first: i32::try_from(number(first)?).ok()?,
        last: i32::try_from(number(last)?).ok()?,
        precision: crate::model::date::Precision::from_code(
            u8::try_from(number(precision)?).ok()?,
        )?,
    })
}
