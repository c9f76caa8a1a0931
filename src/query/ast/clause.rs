//! Clauses: names, words, full text, places and periods.

use super::{Call, Count, Path, Pipeline};
use crate::model::date::PartialDate;
use crate::span::Span;

/// An English condition on the row: after a noun, as a stage, or inside `where`.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// Whether `not` stands before it. Never set inside an expression: there it is [`ExprKind::Not`].
    pub negated: bool,
    /// What it asks.
    pub kind: ClauseKind,
    /// With `not`.
    pub span: Span,
}

/// What a clause asks.
#[derive(Debug, Clone, PartialEq)]
pub enum ClauseKind {
    /// `by`, `against`, `to`, `with`, `mentioning`, `named`, `from`
    Who {
        /// In which part.
        role: Role,
        /// Whom.
        names: NameSet,
    },
    /// `about "text"`
    About(Term),
    /// `matching …`
    Matching(FullText),
    /// `of airstrike`: kind or mode of an event, form of a quote, measure of a figure.
    Of(Vec<Word>),
    /// `as denied`: modality.
    As(Vec<Word>),
    /// `within`, `at`, `near`
    Place(PlaceTest),
    /// `during 2016`
    Time(TimeTest),
    /// `according to …`
    According(NameSet),
}

/// The words of [`ClauseKind::Who`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Actor of an event, speaker of a quote, author of an article.
    By,
    /// Target.
    Against,
    /// Target.
    To,
    /// Any participant.
    With,
    /// Mentioned in the same sentence.
    Mentioning,
    /// One of its aliases is this.
    Named,
    /// Outlet.
    From,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::By,
        Self::Against,
        Self::To,
        Self::With,
        Self::Mentioning,
        Self::Named,
        Self::From,
    ];

    /// The word of the language.
    pub fn word(self) -> &'static str {
        match self {
            Self::By => "by",
            Self::Against => "against",
            Self::To => "to",
            Self::With => "with",
            Self::Mentioning => "mentioning",
            Self::Named => "named",
            Self::From => "from",
        }
    }
}

/// The names after a clause word.
#[derive(Debug, Clone, PartialEq)]
pub struct NameSet {
    /// Which.
    pub kind: NameSetKind,
    /// With parentheses and `all`.
    pub span: Span,
}

/// Which names.
#[derive(Debug, Clone, PartialEq)]
pub enum NameSetKind {
    /// Any of these; never empty.
    Any(Vec<Name>),
    /// Each of these; never empty.
    All(Vec<Name>),
    /// Any of the entities that a pipeline yields.
    Rows(Box<Pipeline>),
}

/// A name as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// What was typed.
    pub kind: NameKind,
    /// Whether `+` follows: with its members, officials and parts.
    pub with_members: bool,
    /// With the quotes and the `+`.
    pub span: Span,
}

/// How a name was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameKind {
    /// In quotes; escapes are resolved.
    Text(String),
    /// A handle, without `@`.
    Handle(String),
    /// A parameter's name, without `$`.
    Parameter(String),
}

/// A word after `of` or `as`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// What was typed.
    pub kind: WordKind,
    /// Where.
    pub span: Span,
}

/// How a word was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordKind {
    /// Bare or in quotes.
    Text(String),
    /// A parameter's name, without `$`.
    Parameter(String),
}

/// A text to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// What was typed; always quoted or a parameter.
    pub kind: WordKind,
    /// With the quotes.
    pub span: Span,
}

/// What `matching` looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FullText {
    /// Any of these; at least two.
    Or(Vec<FullText>),
    /// Each of these; at least two.
    And(Vec<FullText>),
    /// Not this.
    Not(Box<FullText>),
    /// A phrase.
    Phrase {
        /// Its words.
        term: Term,
        /// Whether `*` follows: the last word is a beginning.
        is_prefix: bool,
    },
    /// `near("a", "b", 8)`
    Near {
        /// At least two.
        terms: Vec<Term>,
        /// At most this many words between them.
        distance: Option<Count>,
        /// The whole call.
        span: Span,
    },
}

/// A condition on a place.
#[derive(Debug, Clone, PartialEq)]
pub enum PlaceTest {
    /// There or in a part of it.
    Within(NameSet),
    /// Exactly there.
    At(NameSet),
    /// Not farther than this.
    Near {
        /// From where.
        name: Name,
        /// How far.
        distance: Distance,
    },
}

/// `30km`, `20 mi`
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Distance {
    /// In kilometres.
    pub kilometres: f64,
    /// As typed, with the unit.
    pub span: Span,
}

/// A condition on a date.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeTest {
    /// Whether `possibly` stands before it.
    pub possibly: bool,
    /// How the date must lie.
    pub relation: TimeRelation,
    /// To what.
    pub when: When,
    /// With `possibly`.
    pub span: Span,
}

/// How a date lies to a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeRelation {
    /// Inside.
    During,
    /// Not before its start.
    Since,
    /// Not after its end.
    Until,
    /// Wholly before it.
    Before,
    /// Wholly after it.
    After,
}

impl TimeRelation {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::During,
        Self::Since,
        Self::Until,
        Self::Before,
        Self::After,
    ];

    /// The word of the language.
    pub fn word(self) -> &'static str {
        match self {
            Self::During => "during",
            Self::Since => "since",
            Self::Until => "until",
            Self::Before => "before",
            Self::After => "after",
        }
    }
}

/// A period.
#[derive(Debug, Clone, PartialEq)]
pub struct When {
    /// The moment, or where the range starts.
    pub start: Moment,
    /// How it goes on.
    pub end: WhenEnd,
    /// The whole.
    pub span: Span,
}

/// How a period goes on after its first moment.
#[derive(Debug, Clone, PartialEq)]
pub enum WhenEnd {
    /// It is that moment alone.
    Same,
    /// `2016..`
    Open,
    /// `2016..2017`
    At(Moment),
}

/// A moment with an optional shift: `2016-06`, `$day - 30d`, `ago(3y)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// What was typed.
    pub kind: MomentKind,
    /// How far it is moved; negative with `-`.
    pub shift: Option<Duration>,
    /// With the shift.
    pub span: Span,
}

/// How a moment was typed.
#[derive(Debug, Clone, PartialEq)]
pub enum MomentKind {
    /// A date, a year of four digits, or a text that reads as a date.
    Date(PartialDate),
    /// A parameter's name, without `$`.
    Parameter(String),
    /// `ago(30d)`, `today()`
    Call(Call),
    /// A field, or the bare word `today`.
    Path(Path),
}

/// `30d`; calendar units stay as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duration {
    /// How many units; negative only in a shift.
    pub amount: i64,
    /// Of which unit.
    pub unit: DurationUnit,
}

/// The unit of a duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DurationUnit {
    /// `h`
    Hour,
    /// `d`
    Day,
    /// `w`
    Week,
    /// `mo`
    Month,
    /// `q`
    Quarter,
    /// `y`
    Year,
}
