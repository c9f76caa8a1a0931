//! Words of titles: what they say about the person whose name they stand beside.

/// A word of titles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfficeWord {
    /// How the word takes part in a title.
    pub stance: Stance,
    /// Offices with the same number refer to one another: "envoy", "special representative".
    pub group: u16,
}

/// How a word takes part in a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stance {
    /// Mr, Sheikh: only before a name.
    Honorific,
    /// General: before a name, may stand alone.
    Rank,
    /// Minister: the head of a title, often stands alone.
    Office,
    /// Foreign, deputy: before an office.
    Modifier,
}
