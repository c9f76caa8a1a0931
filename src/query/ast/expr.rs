//! Expressions and literals.

use super::{
    Clause, Duration, Identifier, Moment, ParameterRef, Path, Pipeline, PlaceTest, TimeTest,
};
use crate::model::date::PartialDate;
use crate::span::Span;

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Without parentheses round it.
    pub span: Span,
}

impl Expr {
    /// The expressions that stand directly in it and look at the same row; none of a clause or of the
    /// condition on a linked row.
    pub fn parts_mut(&mut self) -> Vec<&mut Self> {
        match &mut self.kind {
            ExprKind::Literal(_)
            | ExprKind::Path(_)
            | ExprKind::Clause(_)
            | ExprKind::Quantifier(_) => Vec::new(),
            ExprKind::Call(call) => call.arguments.iter_mut().collect(),
            ExprKind::Case(arms) => {
                let mut found = Vec::new();
                for arm in arms {
                    found.extend(&mut arm.condition);
                    found.push(&mut arm.value);
                }
                found
            }
            ExprKind::Or(all) | ExprKind::And(all) | ExprKind::Coalesce(all) => {
                all.iter_mut().collect()
            }
            ExprKind::Not(inner) | ExprKind::Negate(inner) => vec![inner],
            ExprKind::Compare { left, right, .. } | ExprKind::Arithmetic { left, right, .. } => {
                vec![left, right]
            }
            ExprKind::IsNull { operand, .. }
            | ExprKind::In { operand, .. }
            | ExprKind::Time { operand, .. }
            | ExprKind::Place { operand, .. } => vec![operand],
        }
    }
}

/// What an expression is. Nesting is bounded by the parser, so that trees may be walked by recursion.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    /// A value.
    Literal(Literal),
    /// A field, or a bare word opposite an enumerated field.
    Path(Path),
    /// A function.
    Call(Call),
    /// A clause about the row.
    Clause(Box<Clause>),
    /// `any(…)`, `all(…)`, `none(…)`, `count(…)` over a link.
    Quantifier(Box<Quantifier>),
    /// `case { … }`; at least one arm.
    Case(Vec<Arm>),
    /// Any of these; at least two.
    Or(Vec<Expr>),
    /// Each of these; at least two.
    And(Vec<Expr>),
    /// The exact complement.
    Not(Box<Expr>),
    /// `-x`
    Negate(Box<Expr>),
    /// `a = b`
    Compare {
        /// The left side.
        left: Box<Expr>,
        /// How they compare.
        operator: CompareOperator,
        /// Where the operator stands.
        operator_span: Span,
        /// The right side.
        right: Box<Expr>,
    },
    /// `a + b`
    Arithmetic {
        /// The left side.
        left: Box<Expr>,
        /// What is done.
        operator: ArithmeticOperator,
        /// Where the operator stands.
        operator_span: Span,
        /// The right side.
        right: Box<Expr>,
    },
    /// `a ?? b`: the first that is not null; at least two.
    Coalesce(Vec<Expr>),
    /// `x is null`, `x is not null`
    IsNull {
        /// What is asked about.
        operand: Box<Expr>,
        /// Whether `not` stands in it.
        negated: bool,
    },
    /// `x in (…)`, `x not in (…)`
    In {
        /// What is asked about.
        operand: Box<Expr>,
        /// Whether `not` stands in it.
        negated: bool,
        /// In what.
        set: InSet,
    },
    /// `x during 2016`, `x not during 2016`
    Time {
        /// Whose date.
        operand: Box<Expr>,
        /// Whether `not` stands in it.
        negated: bool,
        /// How it must lie.
        test: Box<TimeTest>,
    },
    /// `x within "Syria"`, `x not within "Syria"`
    Place {
        /// Which place.
        operand: Box<Expr>,
        /// Whether `not` stands in it.
        negated: bool,
        /// Where it must be.
        test: Box<PlaceTest>,
    },
}

/// A function with its arguments.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// The function, as typed.
    pub name: Identifier,
    /// In order; may be empty.
    pub arguments: Vec<Expr>,
    /// With the parentheses.
    pub span: Span,
}

/// A test or count of linked rows: `any(participants where kind = person)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantifier {
    /// Which.
    pub kind: QuantifierKind,
    /// The link.
    pub path: Path,
    /// Conditions on a linked row.
    pub clauses: Vec<Clause>,
    /// A further condition on a linked row.
    pub condition: Option<Expr>,
    /// The whole.
    pub span: Span,
}

/// How many linked rows must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuantifierKind {
    /// At least one.
    Any,
    /// Each; true where there is none.
    All,
    /// Not one.
    None,
    /// Not a test: how many do.
    Count,
}

impl QuantifierKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Any, Self::All, Self::None, Self::Count];

    /// The word of the language.
    pub fn word(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::All => "all",
            Self::None => "none",
            Self::Count => "count",
        }
    }
}

/// `condition => value`
#[derive(Debug, Clone, PartialEq)]
pub struct Arm {
    /// Absent for `else`.
    pub condition: Option<Expr>,
    /// The value where it holds.
    pub value: Expr,
    /// The whole arm.
    pub span: Span,
}

/// How two values compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompareOperator {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `~`: contains, or matches a pattern.
    Matches,
    /// `!~`
    NotMatches,
}

impl CompareOperator {
    /// As written in the language.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Matches => "~",
            Self::NotMatches => "!~",
        }
    }
}

/// What is done with two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArithmeticOperator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Remainder,
}

impl ArithmeticOperator {
    /// As written in the language.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Remainder => "%",
        }
    }
}

/// What stands after `in`.
#[derive(Debug, Clone, PartialEq)]
pub enum InSet {
    /// Literals and paths; never empty. One path alone may also be the name of a `let`.
    List(Vec<Expr>),
    /// The rows of a pipeline.
    Rows(Box<Pipeline>),
    /// `1..5`, `2015..2017-06`, `3..`; both ends belong to it.
    Range(Box<ValueRange>),
    /// A parameter.
    Parameter(ParameterRef),
    /// The name of a `let`.
    Name(Identifier),
}

/// A range after `in`.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueRange {
    /// First.
    pub start: RangeBound,
    /// Last; open if absent.
    pub end: Option<RangeBound>,
    /// The whole.
    pub span: Span,
}

/// An end of a range after `in`.
#[derive(Debug, Clone, PartialEq)]
pub enum RangeBound {
    /// A number or a duration; four digits are a year where the other side is a date.
    Number {
        /// An integer or another number, negative with `-`, or a duration.
        value: Literal,
        /// Where it stands, with the sign.
        span: Span,
    },
    /// Anything else.
    Moment(Moment),
}

/// A value as typed.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// A date; `2016-06` is the month. A bare year is an [`Literal::Integer`].
    Date(PartialDate),
    /// A span of time.
    Duration(Duration),
    /// A whole number, `250k` included; four digits are a year in a date position.
    Integer(i64),
    /// Any other number.
    Number(f64),
    /// A text; escapes are resolved.
    Text(String),
    /// `/pattern/i`
    Regex {
        /// Between the slashes, `\/` resolved.
        pattern: String,
        /// Whether `i` follows.
        ignore_case: bool,
    },
    /// A handle, without `@`.
    Handle(String),
    /// A parameter's name, without `$`.
    Parameter(String),
    /// `true`, `false`
    Bool(bool),
    /// `null`
    Null,
}
