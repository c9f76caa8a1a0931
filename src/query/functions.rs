//! The SQL functions that statements call. Those marked as ours are not part of a database: whoever
//! runs a statement defines them first (`store::functions` for SQLite). They are the same on every
//! dialect.

/// A function of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// (a, b, …): the first that is not null.
    Coalesce,
    /// (column): its value, by which no index is searched.
    Unsearched,
    /// (x): magnitude.
    Abs,
    /// (x, digits): rounded half away from zero.
    Round,
    /// Ours: `number_floor(x)`.
    Floor,
    /// (x): the largest whole number not above, as one that can be counted with.
    Whole,
    /// Ours: `number_ceil(x)`.
    Ceil,
    /// Ours: `log_ten(x)`.
    Log10,
    /// (a, b): the smaller; null if one is null.
    Min2,
    /// (a, b): the larger; null if one is null.
    Max2,
    /// (text): without spaces at the ends.
    Trim,
    /// (text): number of characters.
    Length,
    /// (text, from, to): every `from` replaced.
    Replace,
    /// (text, start, count): part of a text, from 1.
    Substring,
    /// (first, last, precision): a date as one integer, as `PartialDate::pack` makes it.
    Pack,
    /// (packed): first day.
    FirstDay,
    /// (packed): last day.
    LastDay,
    /// (packed): code of the precision.
    PrecisionCode,
    /// (packed): the interval without its precision, for order and equality.
    Interval,
    /// (code): word of a precision.
    PrecisionWord,
    /// Ours: `date_bin(first, last, unit)`.
    DateBin,
    /// Ours: `date_year(first, last)`.
    DateYear,
    /// Ours: `date_next(packed)`.
    DateNext,
    /// Ours: `date_moved(packed, months)`.
    DateMoved,
    /// Ours: `date_span(first, last, count, unit)`.
    DateSpan,
    /// Ours: `date_part_text(first, last, letter)`.
    DatePart,
    /// Ours: `date_weekday(first, last)`.
    DateWeekday,
    /// Ours: `date_text(packed)`.
    DateText,
    /// Ours: `text_lower(text)`.
    Lower,
    /// Ours: `text_upper(text)`.
    Upper,
    /// Ours: `text_contains(text, part)`.
    TextContains,
    /// Ours: `text_matches(text, pattern)`.
    TextMatches,
    /// Ours: `text_extract(text, pattern)`.
    TextExtract,
    /// Ours: `text_split(text, separator)`.
    TextSplit,
    /// Ours: `list_has(list, value)`.
    ListHas,
    /// Ours: `list_length(list)`.
    ListLength,
    /// Ours: `text_words(text)`.
    TextWords,
    /// Ours: `text_fold(text)`.
    TextFold,
    /// Ours: `sample_rank(text)`.
    SampleRank,
    /// Ours: `value_text(x)`.
    ValueText,
    /// Ours: `great_circle(lat1, lon1, lat2, lon2)`.
    GreatCircle,
    /// (cells, name): the whole number in the cell of that name; cells are those of
    /// [`super::plan::Aggregate::Cells`].
    CellInteger,
    /// (cells, name): the number in the cell of that name.
    CellNumber,
    /// (cells, name): the text in the cell of that name.
    CellText,
}

impl Function {
    /// Whether it may give null though no argument is null.
    pub fn makes_null(self) -> bool {
        matches!(
            self,
            Self::Log10
                | Self::DateBin
                | Self::DateSpan
                | Self::DatePart
                | Self::DateMoved
                | Self::DateYear
                | Self::DateWeekday
                | Self::TextExtract
                | Self::CellInteger
                | Self::CellNumber
                | Self::CellText
        )
    }
}

/// A function that a database must be given before statements run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ours {
    /// Name in SQL.
    pub name: &'static str,
    /// Number of arguments.
    pub arity: usize,
    /// Whether it is over the rows of a group.
    pub is_aggregate: bool,
    /// What it gives. Null arguments give null unless said otherwise.
    pub doc: &'static str,
}

const fn scalar(name: &'static str, arity: usize, doc: &'static str) -> Ours {
    Ours {
        name,
        arity,
        is_aggregate: false,
        doc,
    }
}

const fn aggregate(name: &'static str, arity: usize, doc: &'static str) -> Ours {
    Ours {
        name,
        arity,
        is_aggregate: true,
        doc,
    }
}

/// Every function that a database must be given, in alphabetical order within its kind.
pub const OURS: [Ours; 33] = [
    scalar(
        "cell_of",
        2,
        "the third part of the first of the cells (as `cells_of` makes them) whose second part is the text",
    ),
    scalar(
        "date_bin",
        3,
        "the unit (day, week, month, quarter, year, decade) that contains all days from first to last, packed; null if none does",
    ),
    scalar(
        "date_moved",
        2,
        "a packed date so many months later by the calendar, as PartialDate::months_later has it",
    ),
    scalar(
        "date_next",
        1,
        "the packed bin of the same width that follows a packed unit or another bin of time",
    ),
    scalar(
        "date_part_text",
        3,
        "a part of a date by the letter it has in strftime (Y y m b B d e j a A u V G, q for the quarter); null if first and last differ in it",
    ),
    scalar(
        "date_span",
        4,
        "(first, last, count, unit): the bin of so many days (from Monday 0001-01-01) or months (from January of year 0) that contains all days from first to last, packed; null if none does",
    ),
    scalar("date_text", 1, "a packed date in EDTF"),
    scalar(
        "date_weekday",
        2,
        "1 for Monday to 7 for Sunday if first and last are one day, else null",
    ),
    scalar(
        "date_year",
        2,
        "the year that contains all days from first to last, as an integer, else null",
    ),
    scalar(
        "great_circle",
        4,
        "kilometres between two points given as degrees north and east",
    ),
    scalar(
        "list_has",
        2,
        "1 if the value is an element of a JSON array, else 0",
    ),
    scalar("list_length", 1, "number of elements of a JSON array"),
    scalar(
        "log_ten",
        1,
        "logarithm to base 10; null if the argument is not above zero",
    ),
    scalar("number_ceil", 1, "smallest whole number not below"),
    scalar("number_floor", 1, "largest whole number not above"),
    scalar(
        "sample_rank",
        1,
        "first 8 bytes of the text's SHA-256 in lower-case hexadecimal",
    ),
    scalar(
        "text_contains",
        2,
        "1 if the second text occurs in the first, without case and accents, else 0",
    ),
    scalar(
        "text_extract",
        2,
        "first match of a regular expression: its first group if there is one; null without a match",
    ),
    scalar(
        "text_fold",
        1,
        "a name folded for comparison, as model::fold does",
    ),
    scalar("text_lower", 1, "lower case after Unicode"),
    scalar(
        "text_matches",
        2,
        "1 if a regular expression matches somewhere, else 0",
    ),
    scalar(
        "text_split",
        2,
        "the parts of a text between separators, trimmed and without empty ones, as a JSON array",
    ),
    scalar("text_upper", 1, "upper case after Unicode"),
    scalar("text_words", 1, "number of words"),
    scalar(
        "value_text",
        1,
        "a number as text, without a fraction where it has none",
    ),
    aggregate(
        "cells_of",
        3,
        "(place, name, value): the arguments of each row as a JSON array, and these in one array, ascending by place; nulls stay",
    ),
    aggregate(
        "list_of",
        2,
        "distinct (value, id) pairs with a value that is not null, ascending by value, then id, as a JSON array of the values; `[]` for none",
    ),
    aggregate(
        "list_merged",
        1,
        "the distinct elements of JSON arrays in ascending order, as a JSON array; `[]` for none",
    ),
    aggregate(
        "pick_first",
        3,
        "(value, key, id): the value of the row with the smallest key, then the smallest id, then the smallest value; rows with a null key or value are passed over",
    ),
    aggregate(
        "pick_last",
        3,
        "(value, key, id): the value of the row with the largest key, then the smallest id, then the smallest value; rows with a null key or value are passed over",
    ),
    aggregate(
        "quantile_of",
        2,
        "(x, fraction): quantile of the values that are not null, with linear interpolation; null for none",
    ),
    aggregate(
        "stddev_samp",
        1,
        "sample standard deviation of the values that are not null; null for fewer than two",
    ),
    aggregate(
        "text_joined",
        2,
        "(text, ord): the texts with a space between, in ascending order of ord; null for none",
    ),
];
