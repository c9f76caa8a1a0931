//! What can be wrong with an input, and where.

use std::fmt;
use std::io;

/// An input, or a part of one, that was not loaded.
#[derive(Debug, thiserror::Error)]
#[error("{place}: {fault}")]
pub struct LoadError {
    /// Where it is.
    pub place: Place,
    /// What is wrong.
    #[source]
    pub fault: LoadFault,
}

/// A place in an input.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// Path as given or found; `-` is standard input.
    pub file: String,
    /// Line, from 1.
    pub line: Option<usize>,
    /// Byte of the line, from 1.
    pub column: Option<usize>,
    /// Item of a JSON array, from 1.
    pub item: Option<usize>,
}

impl Place {
    /// A file as a whole.
    pub fn file(file: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            ..Self::default()
        }
    }

    /// The same file, at a line.
    #[must_use]
    pub fn at_line(&self, line: usize) -> Self {
        Self {
            line: Some(line),
            ..Self::file(self.file.clone())
        }
    }

    /// The same file, at an item of its array.
    #[must_use]
    pub fn at_item(&self, item: usize) -> Self {
        Self {
            item: Some(item),
            ..Self::file(self.file.clone())
        }
    }

    /// A file in this archive, by its name there.
    #[must_use]
    pub fn within(&self, name: &str) -> Self {
        Self::file(format!("{}:{name}", self.file))
    }

    pub(super) fn error(&self, fault: LoadFault) -> LoadError {
        LoadError {
            place: self.clone(),
            fault,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.file)?;
        if let Some(item) = self.item {
            write!(out, "#{item}")?;
        }
        for number in [self.line, self.column].into_iter().flatten() {
            write!(out, ":{number}")?;
        }
        Ok(())
    }
}

/// A cell of a table that says what cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{column}` is `{value}`, not {expected}")]
pub struct BadCell {
    /// Name of the column.
    pub column: String,
    /// What it says, at most 60 characters.
    pub value: String,
    /// What was expected.
    pub expected: &'static str,
}

/// What is wrong with an input.
#[derive(Debug, thiserror::Error)]
pub enum LoadFault {
    /// Opening or reading failed.
    #[error("cannot be read ({reason})")]
    Unreadable {
        /// What the system says.
        reason: io::Error,
    },
    /// No byte, or nothing but white space.
    #[error("is empty")]
    Empty,
    /// A folder without any file that could be read.
    #[error("holds no files")]
    EmptyFolder,
    /// Not text.
    #[error("is no text but {kind}")]
    Binary {
        /// What it looks like.
        kind: &'static str,
    },
    /// A table whose columns mean nothing that is known.
    #[error("is a table whose columns have no names that are known")]
    UnknownTable,
    /// A format that is recognized but not read.
    #[error("is {format}, which is not read yet")]
    Unsupported {
        /// Its name.
        format: &'static str,
    },
    /// Archives in archives.
    #[error("is packed more than {limit} times over")]
    TooDeep {
        /// Layers that are unpacked.
        limit: usize,
    },
    /// Compressed data of which far more comes out than any text holds.
    #[error("is compressed beyond what text can be ({} came out of {}); {}", size(*bytes), size(*packed), kept(*items))]
    TooDense {
        /// Bytes that were decompressed.
        bytes: u64,
        /// Out of so many.
        packed: u64,
        /// Articles or records that came before.
        items: usize,
    },
    /// Encrypted, or packed in a way that is not known.
    #[error("cannot be unpacked ({reason})")]
    Locked {
        /// Why.
        reason: String,
    },
    /// Compressed data or an archive that ends too early.
    #[error("breaks off after {} of text; {}", size(*bytes), kept(*items))]
    Truncated {
        /// Bytes that could be read.
        bytes: u64,
        /// Articles or records that came before the break.
        items: usize,
    },
    /// Compressed data that is damaged.
    #[error("is damaged compressed data ({reason}); {}", kept(*items))]
    Damaged {
        /// What the decompressor says.
        reason: io::Error,
        /// Articles or records that came before the damage.
        items: usize,
    },
    /// A web archive whose records are not what they say.
    #[error("is a damaged web archive ({reason}); {}", kept(*items))]
    DamagedRecord {
        /// What is wrong with the record.
        reason: &'static str,
        /// Articles that came before it.
        items: usize,
    },
    /// A feed that breaks its own rules.
    #[error("is a feed that cannot be read ({reason})")]
    InvalidFeed {
        /// What the reader says.
        reason: String,
    },
    /// Text that should be JSON and is not.
    #[error("not JSON: {reason}")]
    InvalidJson {
        /// What was expected.
        reason: String,
    },
    /// JSON that is neither an article nor a record.
    #[error("no article: {reason}")]
    NotAnArticle {
        /// What is missing or wrong.
        reason: &'static str,
    },
    /// A file, line or text beyond what can be one article.
    #[error("{what} is longer than {}", size(*limit))]
    TooLong {
        /// `the file`, `the line`, `the text`.
        what: &'static str,
        /// Longest that is read, in bytes.
        limit: u64,
    },
    /// A table or JSON without a column or key that the map names.
    #[error("has no `{column}`, which the map names; nearest is `{nearest}`")]
    NoColumn {
        /// The column, or the path of a list.
        column: String,
        /// The one that is spelt most like it, or the first.
        nearest: String,
    },
    /// A row of a table with more or fewer cells than the table has columns.
    #[error("the row has {found} columns where {expected} are expected")]
    WrongColumns {
        /// Cells of the row.
        found: usize,
        /// Columns of the table.
        expected: usize,
    },
    /// A row of a table whose quotation mark is not closed in a sensible place.
    #[error("the row has a quotation mark that is not closed")]
    OpenQuote,
    /// A cell of a table that says what cannot be.
    #[error("{0}")]
    BadCell(Box<BadCell>),
    /// A table with names of columns and nothing below them.
    #[error("is a table without rows")]
    NoRows,
    /// Nothing was left after cleaning.
    #[error("holds no text of an article")]
    NoText,
}

impl LoadFault {
    /// What one can do about it, if there is something.
    pub fn remedy(&self) -> Option<&'static str> {
        match self {
            Self::Unreadable { reason } => match reason.kind() {
                io::ErrorKind::NotFound => Some("check the spelling of the path"),
                io::ErrorKind::PermissionDenied => Some("check the permissions"),
                _ => None,
            },
            Self::Empty | Self::EmptyFolder | Self::NoRows => None,
            Self::Binary { .. } => Some("save it as text, HTML or JSON Lines first"),
            Self::Unsupported { .. } => Some("convert it to text, HTML or JSON Lines first"),
            Self::Truncated { .. } | Self::Damaged { .. } => Some("fetch or compress it again"),
            Self::DamagedRecord { .. } => Some("fetch it again"),
            Self::TooDeep { .. } | Self::TooDense { .. } | Self::Locked { .. } => {
                Some("unpack it first, and load what is in it")
            }
            Self::InvalidJson { .. } => Some("mend or remove it; the rest was read"),
            Self::UnknownTable => Some("say which column holds what with --map FILE"),
            Self::NoColumn { .. } => Some("correct the name in the map"),
            Self::InvalidFeed { .. } => Some("mend it, or load the pages that it points to"),
            Self::NotAnArticle { .. } => {
                Some("an article has its text in `text`, `body`, `content` or `maintext`")
            }
            Self::TooLong { .. } => Some("split it into articles, one a file or a line"),
            Self::WrongColumns { .. } | Self::OpenQuote | Self::BadCell(_) => {
                Some("mend the row and load the file again; the rest was read")
            }
            Self::NoText => Some("`--raw` keeps every line"),
        }
    }
}

fn size(bytes: u64) -> String {
    const KILO: u64 = 1 << 10;
    const MEGA: u64 = 1 << 20;
    match bytes {
        MEGA.. => format!("{} MB", bytes / MEGA),
        KILO.. => format!("{} kB", bytes / KILO),
        _ => format!("{bytes} bytes"),
    }
}

fn kept(items: usize) -> String {
    match items {
        0 => "nothing of it was loaded".to_owned(),
        1 => "the article before the break was loaded".to_owned(),
        _ => format!("the {items} articles before the break were loaded"),
    }
}
