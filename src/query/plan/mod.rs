//! What to compute, in terms of tables and columns. Nothing here is a word of the user: identifiers
//! come from the catalogue or are made here, and every value is a [`Parameter`].

mod build;

use std::rc::Rc;

use super::catalog::Link;
use super::functions::Function;
use crate::value::{Later, Parameter};

/// A name for rows inside one statement: `event`, or `event_2` for the second.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Alias(pub Rc<str>);

/// Rows to read.
#[derive(Debug, Clone, PartialEq)]
pub enum Query {
    /// One `select`.
    Select(Box<Select>),
    /// Rows of two queries with equal columns.
    Set {
        /// How they are combined.
        operator: SetOperator,
        /// The first.
        left: Box<Query>,
        /// The second.
        right: Box<Query>,
    },
}

/// How the rows of two queries are combined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetOperator {
    /// Those of either, each once.
    Union,
    /// Those of either, as often as they occur.
    UnionAll,
    /// Those of the first alone, each once.
    Except,
    /// Those of both, each once.
    Intersect,
}

/// One `select` statement.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Select {
    /// Queries that are named and used below, in order.
    pub shared: Vec<Shared>,
    /// Columns; their names are distinct.
    pub outputs: Vec<Output>,
    /// The rows to begin with.
    pub from: Option<Relation>,
    /// Further rows.
    pub joins: Vec<Join>,
    /// Conditions that must all be true.
    pub filters: Vec<Expr>,
    /// What is grouped by.
    pub groups: Vec<Expr>,
    /// Conditions on groups that must all be true.
    pub group_filters: Vec<Expr>,
    /// Order of the rows.
    pub order: Vec<Order>,
    /// How many rows at most.
    pub limit: Option<u64>,
    /// How many rows are passed over first.
    pub offset: u64,
}

/// A named query.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared {
    /// Its name.
    pub alias: Alias,
    /// Its rows.
    pub query: Query,
    /// Whether it refers to itself.
    pub is_recursive: bool,
}

/// A column of a `select`.
#[derive(Debug, Clone, PartialEq)]
pub struct Output {
    /// Its name: letters, digits and `_`.
    pub name: Rc<str>,
    /// Its value.
    pub expr: Expr,
}

/// Rows that stand in `from`.
#[derive(Debug, Clone, PartialEq)]
pub struct Relation {
    /// What they are called.
    pub alias: Alias,
    /// What they are.
    pub rows: Rows,
}

/// What rows stand in `from`.
#[derive(Debug, Clone, PartialEq)]
pub enum Rows {
    /// Those of a table.
    Table(&'static str),
    /// Those that link two nouns.
    Link(Link),
    /// Those of a query.
    Query(Query),
    /// Those of a named query.
    Shared(Alias),
    /// Those that a search has found or goes on from: of steps the columns `step`, `a`, `b`, `weight`
    /// and `sentence`, of entities `node`.
    Found(Later),
}

/// Further rows beside those before.
#[derive(Debug, Clone, PartialEq)]
pub struct Join {
    /// Which.
    pub relation: Relation,
    /// Whether rows without a partner stay.
    pub is_outer: bool,
    /// Which belong together; none for every pair.
    pub on: Option<Expr>,
}

/// Where an order puts nulls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nulls {
    /// Before everything, in both directions.
    First,
    /// Behind everything, in both directions.
    Last,
    /// All the same: what is null here is null in an earlier part, too. Said so, an index can have the order.
    Anywhere,
}

/// A part of an order.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// What orders.
    pub expr: Expr,
    /// From high to low.
    pub descending: bool,
    /// Where nulls come.
    pub nulls: Nulls,
    /// Whether it is text, which orders by code point.
    pub is_text: bool,
}

/// A value for each row.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// A column.
    Column {
        /// Of which rows.
        alias: Alias,
        /// Its name.
        name: Rc<str>,
        /// Whether it may be null.
        is_nullable: bool,
    },
    /// A value given by the user or made of one.
    Bound(Parameter),
    /// A number that the compiler needs.
    Number(i64),
    /// A word that the compiler needs, from a closed set.
    Word(&'static str),
    /// Null.
    Null,
    /// True or false.
    Bool(bool),
    /// A function.
    Call(Function, Vec<Expr>),
    /// Two values.
    Binary(Binary, Box<Expr>, Box<Expr>),
    /// All of these; none is true.
    And(Vec<Expr>),
    /// Any of these; none is false.
    Or(Vec<Expr>),
    /// The exact complement: true where it is false or null.
    Not(Box<Expr>),
    /// Whether it is null.
    IsNull(Box<Expr>),
    /// The first condition that is true decides.
    Case(Vec<(Expr, Expr)>, Option<Box<Expr>>),
    /// Whether it is among these values.
    In(Box<Expr>, Vec<Expr>),
    /// Whether it is among the rows of a query of one column.
    InQuery(Box<Expr>, Box<Query>),
    /// The one value of a query.
    Scalar(Box<Query>),
    /// A value of all rows of a group.
    Aggregate(Aggregate, Vec<Expr>),
    /// A value that looks at other rows.
    Window(Box<Window>),
    /// Whether the row with this key is found by a full-text search.
    FullText {
        /// Where.
        index: FullTextIndex,
        /// The key of a sentence or article.
        key: Box<Expr>,
        /// What is looked for.
        search: Search,
    },
}

/// Operators between two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binary {
    /// Equal; null if one is null.
    Equal,
    /// Not equal; null if one is null.
    NotEqual,
    /// Equal, or both null.
    Same,
    /// Not equal, null being a value.
    Differs,
    /// Less.
    Less,
    /// Less or equal.
    LessOrEqual,
    /// Greater.
    Greater,
    /// Greater or equal.
    GreaterOrEqual,
    /// Sum.
    Add,
    /// Difference.
    Subtract,
    /// Product.
    Multiply,
    /// Quotient, never of integers.
    Divide,
    /// Remainder.
    Remainder,
    /// One text after the other.
    Concat,
}

impl Binary {
    /// Whether it asks which comes first.
    pub fn is_order(self) -> bool {
        matches!(
            self,
            Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual
        )
    }
}

/// Functions over the rows of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aggregate {
    /// Number of rows, or of values that are not null.
    Count,
    /// Number of distinct values that are not null.
    CountDistinct,
    /// Sum.
    Sum,
    /// Mean.
    Average,
    /// Smallest.
    Min,
    /// Largest.
    Max,
    /// Sample standard deviation.
    Deviation,
    /// (x, fraction): quantile with linear interpolation.
    Quantile,
    /// (x): all numbers that are not null, as a JSON array.
    Numbers,
    /// (list, fraction): the quantile of all numbers in JSON arrays.
    QuantileOfLists,
    /// (list): the sample standard deviation of all numbers in JSON arrays.
    DeviationOfLists,
    /// (shown, id): distinct values as a JSON array, in ascending order.
    List,
    /// (list): distinct elements of JSON arrays, as one in ascending order.
    Merged,
    /// (text, ord): texts joined by spaces, in the order of ord.
    Joined,
    /// (place, name, value): one JSON array `[place, name, value]` for each row, all in one array.
    Cells,
    /// (value, key, id): the value with the smallest key, then id.
    PickFirst,
    /// (value, key, id): the value with the largest key, then the smallest id.
    PickLast,
}

/// A function that looks at other rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    /// Which.
    pub function: WindowFunction,
    /// Its arguments.
    pub arguments: Vec<Expr>,
    /// Rows equal in these are looked at together.
    pub partition: Vec<Expr>,
    /// In this order.
    pub order: Vec<Order>,
    /// Only this many rows before the present one, and it; `None` for what the function does.
    pub preceding: Option<Preceding>,
}

/// Which rows before the present one a window function looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preceding {
    /// All.
    All,
    /// At most so many.
    Rows(u64),
}

/// Functions that look at other rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WindowFunction {
    /// Position, from 1.
    RowNumber,
    /// Position, equal for equals.
    Rank,
    /// Sum.
    Sum,
    /// Mean.
    Average,
    /// Smallest.
    Min,
    /// Largest.
    Max,
    /// Number of rows.
    Count,
    /// The value so many rows before.
    Lag,
    /// The value so many rows after.
    Lead,
    /// The value of the first row.
    First,
}

/// What is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FullTextIndex {
    /// Text of sentences.
    Sentence,
    /// Title and text of articles.
    Article,
}

/// What a full-text search looks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Search {
    /// Each of these.
    And(Vec<Search>),
    /// Any of these.
    Or(Vec<Search>),
    /// These words in a row; never empty, each of letters, digits and marks only.
    Phrase {
        /// The words.
        words: Vec<String>,
        /// Whether the last is a beginning.
        is_prefix: bool,
    },
    /// Phrases with at most so many words between the first and the last.
    Near {
        /// The phrases.
        phrases: Vec<Vec<String>>,
        /// Words between.
        distance: u64,
    },
}
