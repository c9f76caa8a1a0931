//! What can be wrong with a query: kinds that carry data and a place. Wording and help are made by
//! `render::diagnostic`.

use std::time::Duration;

pub use super::diagnostics::{Diagnostics, MAX_ERRORS};
pub use super::unquoted::{BareName, UnquotedName};
pub use super::warning::{NoPath, Warning, WarningKind};
use crate::model::date::Day;
use crate::model::entity::EntityKind;
use crate::span::Span;

/// One thing wrong with a query.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{} at byte {}", kind.code(), span.start)]
pub struct QueryError {
    /// What.
    pub kind: QueryErrorKind,
    /// Where, in bytes of the source.
    pub span: Span,
}

impl QueryError {
    /// Makes an error at a place.
    pub fn new(kind: QueryErrorKind, span: Span) -> Self {
        Self { kind, span }
    }
}

/// An entity offered in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameHint {
    /// Name as shown.
    pub name: String,
    /// Handle, without `@`.
    pub handle: String,
    /// What sort of thing it is.
    pub kind: EntityKind,
    /// How often it is mentioned.
    pub mentions: u64,
}

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateFault {
    /// There is no such month.
    Month(u32),
    /// The month has no such day.
    Day(u32),
    /// There is no such quarter.
    Quarter(u32),
    /// It is the name of a month, with this number.
    MonthName(usize),
    /// It is one of two days: which of its numbers is the month cannot be told.
    Either([Day; 2]),
    /// It is not in the form of a date.
    Form,
}

/// What is wrong. Texts are as typed, fixes are ready to paste.
#[derive(Debug, Clone, PartialEq)]
pub enum QueryErrorKind {
    /// E001: no stage has this word.
    UnknownStage {
        /// The word.
        word: String,
        /// The stage that may be meant.
        similar: Option<String>,
        /// The stages there are.
        stages: Vec<&'static str>,
    },
    /// E002: written as in SQL.
    SqlHabit {
        /// The query in this language, as far as it can be told.
        fix: Option<String>,
    },
    /// E003: a bracket or quote that is never closed.
    Unclosed {
        /// The opening one.
        open: char,
    },
    /// E003: a bracket that closes nothing.
    Unopened {
        /// The closing one.
        close: char,
    },
    /// E004: operators of other languages.
    WrongOperator {
        /// Each as typed with what is used here; never empty.
        found: Vec<(String, &'static str)>,
        /// The stage with the operators of this language.
        fix: String,
    },
    /// E005: comparisons in a row.
    ChainedComparison {
        /// Ways to say it.
        fixes: Vec<String>,
    },
    /// E006: a name without quotes.
    UnquotedName(UnquotedName),
    /// E007: something must follow.
    Incomplete {
        /// After which words: `count by`.
        after: String,
        /// What must follow: `at least one field`.
        needs: String,
        /// What could follow.
        examples: Vec<String>,
    },
    /// E008: nested too deep.
    TooDeep {
        /// Levels allowed.
        limit: usize,
    },
    /// E008: too long.
    TooLong {
        /// Bytes allowed.
        limit: usize,
    },
    /// E008: more parts than one statement can hold.
    TooMany {
        /// Of what, in the plural: `stages`.
        what: &'static str,
        /// How many are allowed, where that is known.
        limit: Option<usize>,
    },
    /// E010: rows have no such field.
    UnknownField {
        /// Whose field was asked for: a noun in the plural, or `these rows`.
        row: String,
        /// The field as typed.
        name: String,
        /// The field that may be meant.
        similar: Option<String>,
        /// The fields there are.
        fields: Vec<String>,
    },
    /// E011: an earlier stage has dropped the field.
    FieldGone {
        /// The field.
        name: String,
        /// The word of the stage that dropped it.
        stage: String,
        /// Its number; the source is 1.
        position: usize,
        /// That stage with the field kept.
        fix: Option<String>,
    },
    /// E012: a noun cannot answer this clause.
    WrongClause {
        /// The noun.
        noun: String,
        /// The clause word.
        clause: String,
        /// What the noun lacks: `actor`.
        lacks: String,
        /// Clauses that the noun can answer, with what they mean.
        instead: Vec<(String, String)>,
    },
    /// E013: clauses inside `where` without `and`.
    ClausesNotJoined {
        /// The stage with `and`.
        fix: String,
    },
    /// E014: something else is expected here.
    Unexpected {
        /// What stands there; empty at the end of the query.
        found: String,
        /// What could stand there, most likely first.
        expected: Vec<String>,
        /// The expected word that may be meant.
        similar: Option<String>,
    },
    /// E015: no function has this name.
    UnknownFunction {
        /// The name as typed.
        name: String,
        /// The function that may be meant, or what says the same without one.
        similar: Option<String>,
        /// The functions there are.
        functions: Vec<&'static str>,
    },
    /// E016: neither a noun nor the name of a `let`.
    UnknownSource {
        /// The word as typed.
        name: String,
        /// What may be meant.
        similar: Option<String>,
        /// What may be asked instead, each with what that tells.
        instead: Vec<(String, String)>,
        /// The nouns there are.
        nouns: Vec<String>,
    },
    /// E017: a function takes other arguments.
    WrongArguments {
        /// The function.
        function: String,
        /// How it is called: `clamp(x, low, high)`.
        signature: String,
    },
    /// E018: two columns of one name.
    DuplicateColumn {
        /// The name.
        name: String,
    },
    /// E019: nothing can be reached by `->`.
    NoLink {
        /// From this noun.
        from: String,
        /// To this one.
        to: String,
        /// What can be reached.
        reachable: Vec<String>,
    },
    /// E020: the two sides do not go together.
    TypeMismatch {
        /// Left side as typed, and its type in words: `text`.
        left: (String, String),
        /// Right side as typed, and its type in words: `a number`.
        right: (String, String),
        /// A way to say it.
        fix: Option<String>,
    },
    /// E020: an expression of another type is needed here.
    WrongType {
        /// As typed.
        found: String,
        /// Its type in words.
        found_type: String,
        /// What is needed, in words.
        expected: String,
        /// A way to say it.
        fix: Option<String>,
    },
    /// E021: no such value of an enumerated field.
    UnknownMember {
        /// What sort of value, in words: `event kind`.
        what: String,
        /// The word as typed.
        word: String,
        /// What may be meant, with its noun in the plural and how many rows have it: (`airstrike`,
        /// `events`, 412).
        similar: Option<(String, String, u64)>,
        /// The field, for `describe`: `events.kind`.
        field: String,
        /// Its values, where they are few.
        members: Vec<String>,
        /// What else has this value, in words, and how that is asked for: (`event mode`, `of clash`).
        elsewhere: Option<(String, String)>,
    },
    /// E022: many things where one is needed.
    ToManyAsOne {
        /// The noun in the singular with its article: `an event`.
        owner: String,
        /// The link: `participants`.
        link: String,
        /// Ways to say it.
        fixes: Vec<String>,
    },
    /// E023: an aggregate where there is no group.
    AggregatePlace {
        /// The call as typed.
        call: String,
        /// A way to say it.
        fix: Option<String>,
    },
    /// E024: figures of several units in one sum.
    UnitMix {
        /// Units with their numbers of rows.
        units: Vec<(String, u64)>,
        /// Ways to say it.
        fixes: Vec<String>,
    },
    /// E030: nothing has this name.
    UnknownEntity {
        /// The name as typed.
        name: String,
        /// What is near.
        nearest: Vec<NameHint>,
        /// What texts call so without its being a name: Russia, where they write of Moscow.
        stands_for: Option<NameHint>,
        /// Whether the words stand in some text all the same.
        is_in_texts: bool,
    },
    /// E031: several things have this name.
    AmbiguousName {
        /// The name as typed.
        name: String,
        /// Which.
        candidates: Vec<NameHint>,
    },
    /// E032: the name means something of another sort.
    WrongKind {
        /// The entity's name.
        name: String,
        /// What it is, with its article: `an armed group`.
        found: String,
        /// What is needed, with its article: `a place`.
        expected: String,
        /// Ways to say it.
        fixes: Vec<String>,
    },
    /// E033: no outlet has this name.
    UnknownOutlet {
        /// The name as typed.
        name: String,
        /// Names of outlets there are, nearest first.
        nearest: Vec<String>,
    },
    /// E040: not a date.
    BadDate {
        /// As typed.
        text: String,
        /// Why.
        fault: DateFault,
        /// The date that may be meant.
        meant: Option<String>,
        /// The clause word that must stand before it and does not.
        clause: Option<&'static str>,
        /// What the date means today, where that depends on the day.
        today: Option<String>,
    },
    /// E041: a stage that needs what an earlier one ended.
    MisplacedStage {
        /// The stage or clause.
        stage: String,
        /// What it needs: `rows that come from a sentence`.
        needs: String,
        /// The word of the stage that ended it.
        ended_by: String,
        /// A way to say it.
        fix: Option<String>,
    },
    /// E042: something after `chart`.
    ChartNotLast,
    /// E043: a function of neighbouring rows without an order.
    NeedsOrder {
        /// The function.
        function: String,
        /// How to give it one.
        fix: String,
    },
    /// E044: too many columns.
    PivotTooWide {
        /// The path as typed.
        path: String,
        /// How many.
        columns: u64,
        /// How many are allowed.
        limit: u64,
    },
    /// E045: two sides of a set operation with other columns.
    SetShapes {
        /// Columns on the left.
        left: Vec<String>,
        /// Columns on the right.
        right: Vec<String>,
    },
    /// E046: several rows where `lookup` needs one.
    LookupNotUnique {
        /// The joined rows.
        name: String,
        /// What they are joined on.
        on: String,
        /// A key that occurs more than once, and how often.
        example: Option<(String, u64)>,
    },
    /// E047: several values for one cell of `pivot`.
    CellNotUnique {
        /// What became columns.
        path: String,
        /// The column.
        head: String,
        /// The row, told by its keys.
        row: String,
        /// How many values there are.
        values: u64,
        /// A way to have one.
        fix: String,
    },
    /// E048: a path of no step, or of more than are searched.
    PathLength {
        /// How many.
        steps: u64,
        /// How many are searched.
        limit: u64,
    },
    /// E050: a parameter without a value.
    ParameterUnset {
        /// Without `$`.
        name: String,
        /// Its type as declared.
        type_name: Option<String>,
    },
    /// E050: a value that does not fit the parameter's type.
    ParameterValue {
        /// Without `$`.
        name: String,
        /// Its type as declared.
        type_name: Option<String>,
        /// The value as given.
        value: String,
    },
    /// E050: a value for a parameter that the script does not have.
    UnknownParameter(UnknownParameter),
    /// E060: stopped because it took too long.
    TooExpensive {
        /// What it was allowed.
        limit: Duration,
        /// Rows of whole tables read until then, where that is known.
        rows_read: Option<u64>,
        /// The number of the stage from which on it is slow, where that is known.
        stage: Option<usize>,
    },
}

impl QueryErrorKind {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownStage { .. } => "E001",
            Self::SqlHabit { .. } => "E002",
            Self::Unclosed { .. } | Self::Unopened { .. } => "E003",
            Self::WrongOperator { .. } => "E004",
            Self::ChainedComparison { .. } => "E005",
            Self::UnquotedName(_) => "E006",
            Self::Incomplete { .. } => "E007",
            Self::TooDeep { .. } | Self::TooLong { .. } | Self::TooMany { .. } => "E008",
            Self::UnknownField { .. } => "E010",
            Self::FieldGone { .. } => "E011",
            Self::WrongClause { .. } => "E012",
            Self::ClausesNotJoined { .. } => "E013",
            Self::Unexpected { .. } => "E014",
            Self::UnknownFunction { .. } => "E015",
            Self::UnknownSource { .. } => "E016",
            Self::WrongArguments { .. } => "E017",
            Self::DuplicateColumn { .. } => "E018",
            Self::NoLink { .. } => "E019",
            Self::TypeMismatch { .. } | Self::WrongType { .. } => "E020",
            Self::UnknownMember { .. } => "E021",
            Self::ToManyAsOne { .. } => "E022",
            Self::AggregatePlace { .. } => "E023",
            Self::UnitMix { .. } => "E024",
            Self::UnknownEntity { .. } => "E030",
            Self::AmbiguousName { .. } => "E031",
            Self::WrongKind { .. } => "E032",
            Self::UnknownOutlet { .. } => "E033",
            Self::BadDate { .. } => "E040",
            Self::MisplacedStage { .. } => "E041",
            Self::ChartNotLast => "E042",
            Self::NeedsOrder { .. } => "E043",
            Self::PivotTooWide { .. } => "E044",
            Self::SetShapes { .. } => "E045",
            Self::LookupNotUnique { .. } => "E046",
            Self::CellNotUnique { .. } => "E047",
            Self::PathLength { .. } => "E048",
            Self::ParameterUnset { .. }
            | Self::ParameterValue { .. }
            | Self::UnknownParameter { .. } => "E050",
            Self::TooExpensive { .. } => "E060",
        }
    }
}

/// A value was given for a parameter that the script does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownParameter {
    /// The name as given, without `$`.
    pub name: String,
    /// The parameter that may be meant.
    pub similar: Option<String>,
    /// The parameters there are, without `$`.
    pub known: Vec<String>,
}
