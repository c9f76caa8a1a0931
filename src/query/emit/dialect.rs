//! What differs between SQL dialects: one question per method.

use crate::query::functions::Function;
use crate::query::plan::{Aggregate, Binary, WindowFunction};
use crate::value::{Later, Parameter};

/// A dialect of SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    /// SQLite, 3.45 and later.
    #[default]
    Sqlite,
    /// PostgreSQL, 15 and later.
    Postgres,
}

impl Dialect {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Sqlite, Self::Postgres];

    /// Name on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }

    /// The dialect of that name.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dialect| dialect.word() == word)
    }

    /// Whether nulls are bound like other values. A placeholder must have a type in PostgreSQL, and null
    /// has none of its own.
    pub(super) fn binds_null(self) -> bool {
        self == Self::Sqlite
    }

    /// What stands for the `number`th value, counted from 1.
    pub(super) fn placeholder(self, number: usize, value: &Parameter) -> String {
        match self {
            Self::Sqlite => format!("?{number}"),
            Self::Postgres => {
                let kind = match value {
                    Parameter::Null => "",
                    Parameter::Integer(_) | Parameter::Later(Later::Start | Later::End) => {
                        "::bigint"
                    }
                    Parameter::Real(_) => "::double precision",
                    Parameter::Text(_) | Parameter::Later(Later::Steps(_) | Later::Nodes) => {
                        "::text"
                    }
                };
                format!("${number}{kind}")
            }
        }
    }

    /// The operator between two values.
    pub(super) fn operator(self, operator: Binary) -> &'static str {
        match (operator, self) {
            (Binary::Equal, _) => "=",
            (Binary::NotEqual, _) => "<>",
            (Binary::Same, Self::Sqlite) => "IS",
            (Binary::Same, Self::Postgres) => "IS NOT DISTINCT FROM",
            (Binary::Differs, Self::Sqlite) => "IS NOT",
            (Binary::Differs, Self::Postgres) => "IS DISTINCT FROM",
            (Binary::Less, _) => "<",
            (Binary::LessOrEqual, _) => "<=",
            (Binary::Greater, _) => ">",
            (Binary::GreaterOrEqual, _) => ">=",
            (Binary::Add, _) => "+",
            (Binary::Subtract, _) => "-",
            (Binary::Multiply, _) => "*",
            (Binary::Divide, _) => "/",
            (Binary::Remainder, _) => "%",
            (Binary::Concat, _) => "||",
        }
    }

    /// A type whose quotients are not cut to whole numbers.
    pub(super) fn number_type(self) -> &'static str {
        match self {
            Self::Sqlite => "REAL",
            Self::Postgres => "double precision",
        }
    }

    /// What makes text order by code point.
    pub(super) fn code_point_order(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " COLLATE \"C\"",
        }
    }

    /// What removes no row at the end of an order.
    pub(super) fn no_limit(self) -> &'static str {
        match self {
            Self::Sqlite => "LIMIT -1",
            Self::Postgres => "LIMIT ALL",
        }
    }

    /// What stands before a column by which no index is to be searched. PostgreSQL knows by itself how
    /// many rows a list of keys has.
    pub(super) fn unsearched(self) -> &'static str {
        match self {
            Self::Sqlite => "+",
            Self::Postgres => "",
        }
    }

    /// The name of a function that is called by name.
    pub(super) fn function(self, function: Function) -> &'static str {
        match function {
            Function::Coalesce => "coalesce",
            Function::Abs => "abs",
            Function::Round if self == Self::Sqlite => "round",
            Function::Round => "number_round",
            Function::Floor => "number_floor",
            Function::Whole if self == Self::Sqlite => "number_floor",
            Function::Whole => "number_whole",
            Function::Ceil => "number_ceil",
            Function::Log10 => "log_ten",
            Function::Min2 if self == Self::Sqlite => "min",
            Function::Min2 => "min_two",
            Function::Max2 if self == Self::Sqlite => "max",
            Function::Max2 => "max_two",
            Function::Trim => "trim",
            Function::Length => "length",
            Function::Replace => "replace",
            Function::Substring if self == Self::Sqlite => "substr",
            Function::Substring => "text_part",
            Function::DateBin => "date_bin",
            Function::DateYear => "date_year",
            Function::DateNext => "date_next",
            Function::DateMoved => "date_moved",
            Function::DateSpan => "date_span",
            Function::DatePart => "date_part_text",
            Function::DateWeekday => "date_weekday",
            Function::DateText => "date_text",
            Function::Lower => "text_lower",
            Function::Upper => "text_upper",
            Function::TextContains => "text_contains",
            Function::TextMatches => "text_matches",
            Function::TextExtract => "text_extract",
            Function::TextSplit => "text_split",
            Function::ListHas => "list_has",
            Function::ListLength => "list_length",
            Function::TextWords => "text_words",
            Function::TextFold => "text_fold",
            Function::SampleRank => "sample_rank",
            Function::ValueText => "value_text",
            Function::GreatCircle => "great_circle",
            Function::CellInteger | Function::CellNumber | Function::CellText => "cell_of",
            Function::Unsearched
            | Function::Pack
            | Function::FirstDay
            | Function::LastDay
            | Function::PrecisionCode
            | Function::Interval
            | Function::PrecisionWord => "",
        }
    }

    /// The name of an aggregate that is called by name. PostgreSQL's own sum of whole numbers is none.
    pub(super) fn aggregate(self, function: Aggregate) -> &'static str {
        match function {
            Aggregate::Count | Aggregate::CountDistinct => "count",
            Aggregate::Sum if self == Self::Sqlite => "sum",
            Aggregate::Sum => "sum_of",
            Aggregate::Average if self == Self::Sqlite => "avg",
            Aggregate::Average => "average_of",
            Aggregate::Min => "min",
            Aggregate::Max => "max",
            Aggregate::Deviation | Aggregate::DeviationOfLists => "stddev_samp",
            Aggregate::Quantile | Aggregate::QuantileOfLists => "quantile_of",
            Aggregate::Numbers => "numbers_of",
            Aggregate::List => "list_of",
            Aggregate::Merged => "list_merged",
            Aggregate::Joined => "text_joined",
            Aggregate::Cells => "cells_of",
            Aggregate::PickFirst => "pick_first",
            Aggregate::PickLast => "pick_last",
        }
    }

    /// The name of a function that looks at other rows.
    pub(super) fn window(self, function: WindowFunction) -> &'static str {
        match function {
            WindowFunction::RowNumber => "row_number",
            WindowFunction::Rank => "rank",
            WindowFunction::Sum => self.aggregate(Aggregate::Sum),
            WindowFunction::Average => self.aggregate(Aggregate::Average),
            WindowFunction::Min => "min",
            WindowFunction::Max => "max",
            WindowFunction::Count => "count",
            WindowFunction::Lag => "lag",
            WindowFunction::Lead => "lead",
            WindowFunction::First => "first_value",
        }
    }

    /// The type of a distance between rows, where it must be named.
    pub(super) fn distance_type(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => "::integer",
        }
    }

    /// The type of packed dates, where it must be named.
    pub(super) fn wide_integer(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => "::bigint",
        }
    }
}
