//! What is worth saying about a query that runs.

use crate::span::Span;

/// Something worth saying about a query that runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Warning {
    /// What.
    pub kind: WarningKind,
    /// Where, in bytes of the source.
    pub span: Span,
}

/// Why there is no path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoPath {
    /// Both ends are the same entity.
    SameEnds {
        /// Its name.
        name: String,
    },
    /// Nothing links one end with anybody.
    NoLinks {
        /// Its name.
        name: String,
    },
    /// The shortest path has more steps than were asked for.
    Longer {
        /// How many.
        steps: u64,
    },
    /// There is none of so many steps; whether there is a longer one is not known.
    UpTo {
        /// How many.
        steps: u64,
    },
    /// No chain of links of any length joins the ends.
    Apart,
    /// There is one the other way round, where links have a direction.
    OtherWay {
        /// Its steps.
        steps: u64,
    },
}

/// What is worth saying.
#[derive(Debug, Clone, PartialEq)]
pub enum WarningKind {
    /// W001: no rows, and what would bring some.
    EmptyBecause {
        /// Clauses as typed, each with the number of rows without it.
        without: Vec<(String, u64)>,
        /// Other ways to say one of them, as they can be typed, each with the number of rows so.
        instead: Vec<(String, u64)>,
    },
    /// W003: no path, and what is known of the two ends.
    NoPath(NoPath),
    /// W004: a sum of figures, which counts a happening once for each report of it.
    RepeatedSum {
        /// The stage that counts each happening once.
        fix: Option<String>,
    },
    /// W002: a `let` that hides another name.
    Shadowed {
        /// The name.
        name: String,
    },
}

impl WarningKind {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::EmptyBecause { .. } => "W001",
            Self::Shadowed { .. } => "W002",
            Self::NoPath(_) => "W003",
            Self::RepeatedSum { .. } => "W004",
        }
    }
}
