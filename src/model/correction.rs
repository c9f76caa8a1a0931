//! What a person says of entities that the program got wrong.

/// A correction of one or two entities. Handles are without `@`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Two entities are one.
    Merge {
        /// Handle that stays.
        kept: String,
        /// Handle of the one that is the same.
        merged: String,
    },
    /// Some names of an entity are those of another one.
    Split {
        /// Handle of the entity that had them.
        from: String,
        /// Handle of the other one.
        to: String,
        /// The names; the first is the one that the other is shown by, if it is new.
        names: Vec<String>,
    },
    /// An entity is shown by another name.
    Rename {
        /// Its handle.
        entity: String,
        /// The name.
        name: String,
    },
    /// An entity has more names.
    Alias {
        /// Its handle.
        entity: String,
        /// The names.
        names: Vec<String>,
    },
}

impl Deed {
    /// The handles that it is about.
    pub fn handles(&self) -> Vec<&str> {
        match self {
            Self::Merge { kept, merged } => vec![kept, merged],
            Self::Split { from, to, .. } => vec![from, to],
            Self::Rename { entity, .. } | Self::Alias { entity, .. } => vec![entity],
        }
    }
}

/// A correction that was made, with its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// By which it is undone.
    pub number: i64,
    /// What it says.
    pub deed: Deed,
}
