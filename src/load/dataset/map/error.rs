//! What can be wrong with a map.

/// A map that cannot be used, with the place of what is wrong.
#[derive(Debug, thiserror::Error)]
#[error("{file}{}: {fault}", .line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct MapError {
    /// The file of the map.
    pub file: String,
    /// Line, from 1.
    pub line: Option<usize>,
    /// What is wrong.
    pub fault: MapFault,
}

/// What is wrong with a map.
#[derive(Debug, thiserror::Error)]
pub enum MapFault {
    /// The file cannot be read.
    #[error("cannot be read ({reason})")]
    Unreadable {
        /// What the system says.
        reason: std::io::Error,
    },
    /// Not TOML.
    #[error("is no TOML: {reason}")]
    NotToml {
        /// What was expected.
        reason: String,
    },
    /// A key that maps do not have.
    #[error("there is no key `{key}` here{}; the keys are {}", meant(.nearest.as_deref()), .known.join(", "))]
    UnknownKey {
        /// The key.
        key: String,
        /// The key that is spelt most like it.
        nearest: Option<String>,
        /// All keys that may stand there.
        known: Vec<&'static str>,
    },
    /// A value of another form than its key asks for.
    #[error("`{key}` must be {expected}")]
    WrongForm {
        /// The key.
        key: String,
        /// What it must be.
        expected: &'static str,
    },
    /// A kind or mode that the model does not have.
    #[error("`{word}` is no kind or mode of events{}; write a kind (`assault`), a mode (`airstrike`) or both (`assault/airstrike`)", meant(.nearest.as_deref()))]
    UnknownKind {
        /// The word.
        word: String,
        /// The kind or mode that is spelt most like it.
        nearest: Option<String>,
    },
    /// Something that a map must have.
    #[error("{what} is missing: {remedy}")]
    Missing {
        /// What.
        what: &'static str,
        /// What to write.
        remedy: &'static str,
    },
}

fn meant(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |nearest| {
        format!("; did you mean `{nearest}`?")
    })
}
