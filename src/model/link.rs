//! Links between two entities.

use super::words::closed_set;

closed_set! {
    /// What links two entities.
    LinkKind {
        /// They are mentioned in the same sentence.
        Comention = "comention",
        /// They take part in the same event.
        Coevent = "coevent",
        /// One speaks of the other.
        Quotes = "quotes",
    }
}

impl LinkKind {
    /// The number that stands for it in the database.
    pub fn code(self) -> i64 {
        match self {
            Self::Comention => 0,
            Self::Coevent => 1,
            Self::Quotes => 2,
        }
    }

    /// Whether the two ends are not the same: who speaks, and of whom.
    pub fn is_directed(self) -> bool {
        self == Self::Quotes
    }
}
