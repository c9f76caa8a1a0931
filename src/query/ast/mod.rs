//! What a query says, as a tree: the whole language, with names as typed and a byte span into the
//! source on every node. Nothing here is resolved: a noun, a field or a function is still a word.

pub use crate::model::link::LinkKind;
use crate::span::Span;

/// A word of the query: a noun, a field, a function or a name given by the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identifier {
    /// As typed, without backticks; its letter case is kept.
    pub text: String,
    /// Where it stands, backticks included.
    pub span: Span,
}

/// A parameter as used: `$who`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParameterRef {
    /// The name, without `$`.
    pub name: String,
    /// Where it stands, with `$`.
    pub span: Span,
}

/// Identifiers joined by dots: `place.country`. Never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The words, in order.
    pub segments: Vec<Identifier>,
    /// The whole path.
    pub span: Span,
}

/// Everything between the start and the end of a source text.
#[derive(Debug, Clone, PartialEq)]
pub struct Script {
    /// In order; the result is that of the last pipeline.
    pub statements: Vec<Statement>,
}

/// One statement of a script.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// What it does.
    pub kind: StatementKind,
    /// Without the semicolon.
    pub span: Span,
}

/// What a statement does.
#[derive(Debug, Clone, PartialEq)]
pub enum StatementKind {
    /// `let name = pipeline`
    Let {
        /// The name given.
        name: Identifier,
        /// What it stands for.
        pipeline: Pipeline,
    },
    /// `param $who: entity = @islamic-state`
    Param {
        /// The parameter.
        name: ParameterRef,
        /// Its type, as typed: `entity`, `list<int>`.
        type_name: Option<Identifier>,
        /// Its value where none is given from outside: none, one, or those of a list.
        defaults: Vec<Expr>,
    },
    /// `explain`, `sql` or `describe` of a pipeline.
    Meta {
        /// What to tell.
        meta: Meta,
        /// About what.
        pipeline: Pipeline,
    },
    /// `describe events.kind`; at least two segments.
    DescribeField(Path),
    /// A pipeline to run.
    Pipeline(Pipeline),
}

/// What to tell about a pipeline instead of running it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meta {
    /// The names as resolved, and the plan.
    Explain,
    /// The statement.
    Sql,
    /// The columns and types.
    Describe,
}

/// A source and what is done to its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Pipeline {
    /// Where the rows come from.
    pub source: Source,
    /// In order.
    pub steps: Vec<Step>,
    /// From the source to the last step.
    pub span: Span,
}

/// One step of a pipeline. For messages stages are counted from 1, the source being the first.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// `| stage`
    Stage(Stage),
    /// `-> noun clauses`
    Follow(Follow),
}

/// Where rows come from, with the clauses that follow it.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// What stands first.
    pub kind: SourceKind,
    /// All of them must hold.
    pub clauses: Vec<Clause>,
    /// With the clauses.
    pub span: Span,
}

/// What stands first in a pipeline.
#[derive(Debug, Clone, PartialEq)]
pub enum SourceKind {
    /// A noun or the name of a `let`.
    Name(Identifier),
    /// A pipeline in parentheses.
    Group(Box<Pipeline>),
    /// `network …`
    Network(Network),
    /// `path from … to …`
    Walk(Box<Walk>),
}

/// `network comention of "Sergei Shoigu"`
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    /// Which links.
    pub link: LinkKind,
    /// Whose links; everybody's if absent.
    pub of: Option<Name>,
    /// Without the clauses that follow.
    pub span: Span,
}

/// `path from "A" to "B" via comention max 3`
#[derive(Debug, Clone, PartialEq)]
pub struct Walk {
    /// Where the walk starts.
    pub from: Name,
    /// Where it ends.
    pub to: Name,
    /// Over which links.
    pub via: Option<LinkKind>,
    /// At most this many steps.
    pub max: Option<Count>,
    /// Without the clauses that follow.
    pub span: Span,
}

/// `-> articles about "x"`: goes on with the rows that the present ones lead to.
#[derive(Debug, Clone, PartialEq)]
pub struct Follow {
    /// A noun, as typed.
    pub noun: Identifier,
    /// All of them must hold for the rows reached.
    pub clauses: Vec<Clause>,
    /// With the arrow and the clauses.
    pub span: Span,
}

/// A whole number typed where the language asks for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// Its value.
    pub value: u64,
    /// Where.
    pub span: Span,
}

mod clause;
mod expr;
mod stage;

pub use clause::*;
pub use expr::*;
pub use stage::*;
