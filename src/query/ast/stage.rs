//! Stages of a pipeline.

use super::{Clause, Count, Expr, Identifier, Path, Pipeline};
use crate::span::Span;
pub use crate::value::ChartKind;

/// One stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    /// What it does.
    pub kind: StageKind,
    /// Without the `|`.
    pub span: Span,
}

/// What a stage does. Lists are never empty unless said so.
#[derive(Debug, Clone, PartialEq)]
pub enum StageKind {
    /// `where expr`
    Where(Expr),
    /// Clauses as a stage.
    Filter(Vec<Clause>),
    /// `select columns`
    Select(Vec<OutputColumn>),
    /// `drop paths`
    Drop(Vec<Path>),
    /// `derive a = expr per p`
    Derive(Vec<Assignment>),
    /// `summarize columns by columns`
    Summarize {
        /// What is computed for each group.
        columns: Vec<OutputColumn>,
        /// What is grouped by; may be empty.
        by: Vec<OutputColumn>,
    },
    /// `count by columns`
    Count {
        /// What is grouped by; may be empty.
        by: Vec<OutputColumn>,
    },
    /// `top 10 by x per p`, `top 10 entity`
    Top {
        /// How many.
        n: Count,
        /// Of what, or in which order.
        of: TopOf,
        /// Within each of these; may be empty.
        per: Vec<Expr>,
    },
    /// `facet columns take 5`
    Facet {
        /// What is counted, each on its own.
        columns: Vec<OutputColumn>,
        /// How many of each.
        take: Option<Count>,
    },
    /// `sort -a, b`
    Sort(Vec<SortKey>),
    /// `take 10 per p`
    Take {
        /// How many.
        n: Count,
        /// Within each of these; may be empty.
        per: Vec<Expr>,
    },
    /// `skip 10`
    Skip(Count),
    /// `sample 10 seed 7`
    Sample {
        /// How many.
        n: Count,
        /// Which draw.
        seed: Option<Count>,
    },
    /// `distinct columns`
    Distinct(Vec<OutputColumn>),
    /// `each actors as actor`
    Each {
        /// The link to unnest.
        path: Path,
        /// The name of one linked row.
        name: Identifier,
    },
    /// `join`, `lookup`
    Join(Join),
    /// `union`, `except`, `intersect`
    Set {
        /// Which.
        operator: SetOperator,
        /// With what.
        other: SubQuery,
    },
    /// `pivot path of path`
    Pivot {
        /// What becomes columns.
        path: Path,
        /// What fills them.
        of: Option<Path>,
    },
    /// `compare x across y per z`
    Compare {
        /// What is compared.
        path: Path,
        /// Between what.
        across: Path,
        /// Within what; may be empty.
        per: Vec<Expr>,
    },
    /// `fill month`
    Fill(Option<Path>),
    /// `cite 2`
    Cite(Option<Count>),
    /// `chart bar x, y`
    Chart {
        /// Which.
        kind: ChartKind,
        /// What is drawn; may be empty.
        paths: Vec<Path>,
    },
}

impl StageKind {
    /// The word that starts the stage; `None` where a clause does.
    pub fn word(&self) -> Option<&'static str> {
        Some(match self {
            Self::Where(_) => "where",
            Self::Filter(_) => return None,
            Self::Select(_) => "select",
            Self::Drop(_) => "drop",
            Self::Derive(_) => "derive",
            Self::Summarize { .. } => "summarize",
            Self::Count { .. } => "count",
            Self::Top { .. } => "top",
            Self::Facet { .. } => "facet",
            Self::Sort(_) => "sort",
            Self::Take { .. } => "take",
            Self::Skip(_) => "skip",
            Self::Sample { .. } => "sample",
            Self::Distinct(_) => "distinct",
            Self::Each { .. } => "each",
            Self::Join(join) => match join.kind {
                JoinKind::Join => "join",
                JoinKind::Lookup => "lookup",
            },
            Self::Set { operator, .. } => match operator {
                SetOperator::Union => "union",
                SetOperator::Except => "except",
                SetOperator::Intersect => "intersect",
            },
            Self::Pivot { .. } => "pivot",
            Self::Compare { .. } => "compare",
            Self::Fill(_) => "fill",
            Self::Cite(_) => "cite",
            Self::Chart { .. } => "chart",
        })
    }
}

/// A column of a result: `country = speaker.country`, `month(date)`.
#[derive(Debug, Clone, PartialEq)]
pub struct OutputColumn {
    /// Its name, where one is given.
    pub name: Option<Identifier>,
    /// Its value.
    pub expr: Expr,
    /// The whole.
    pub span: Span,
}

/// `name = expr per p`
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// The name given.
    pub name: Identifier,
    /// Its value.
    pub expr: Expr,
    /// Within each of these; may be empty.
    pub per: Vec<Expr>,
    /// The whole.
    pub span: Span,
}

/// `-published nulls first`
#[derive(Debug, Clone, PartialEq)]
pub struct SortKey {
    /// What orders.
    pub expr: Expr,
    /// Whether `-` stands before it.
    pub descending: bool,
    /// Whether `nulls first` follows.
    pub nulls_first: bool,
    /// The whole.
    pub span: Span,
}

/// What `top` takes the first of.
#[derive(Debug, Clone, PartialEq)]
pub enum TopOf {
    /// `by keys`: rows in this order, highest first.
    Rows(Vec<SortKey>),
    /// A column: its most frequent values.
    Values(OutputColumn),
}

/// `join later = (…) on cluster`
#[derive(Debug, Clone, PartialEq)]
pub struct Join {
    /// Which.
    pub kind: JoinKind,
    /// The name under which joined rows live.
    pub alias: Option<Identifier>,
    /// With what.
    pub other: SubQuery,
    /// Left path, and right path where it differs; never empty.
    pub on: Vec<(Path, Option<Path>)>,
}

/// The two joins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JoinKind {
    /// Each pair.
    Join,
    /// At most one on the right.
    Lookup,
}

/// The set operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetOperator {
    /// Rows of either.
    Union,
    /// Rows of the left alone.
    Except,
    /// Rows of both.
    Intersect,
}

/// A query inside a stage.
#[derive(Debug, Clone, PartialEq)]
pub enum SubQuery {
    /// The name of a `let`, or a noun.
    Name(Identifier),
    /// In parentheses.
    Pipeline(Box<Pipeline>),
}
