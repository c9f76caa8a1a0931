//! What letters of a place can show besides themselves.

/// How letters may look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Letters {
    /// All alike: a file, a pipe.
    #[default]
    Plain,
    /// Bold, dim or underlined, in one colour.
    Weighted,
    /// In colours too.
    Coloured,
}

impl Letters {
    /// Whether some can be bold, dim or underlined.
    pub fn have_weights(self) -> bool {
        self >= Self::Weighted
    }

    /// Whether they can have colours.
    pub fn have_colours(self) -> bool {
        self == Self::Coloured
    }
}
