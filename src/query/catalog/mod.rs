//! What can be asked about: the nouns of the model, their fields, and the tables that hold them.
//!
//! Every identifier that reaches SQL comes from here. A test compares this page with the migrated
//! schema.

mod nouns;
mod reach;

pub use nouns::NOUNS;
pub use reach::reach;

use crate::value::Format;

/// A kind of row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Noun {
    /// One piece of news.
    Articles,
    /// A sentence of an article.
    Sentences,
    /// An outlet.
    Sources,
    /// A person, organization, armed group or place.
    Entities,
    /// A place in a text that refers to an entity.
    Mentions,
    /// Something that happened, was planned, alleged or denied.
    Events,
    /// Something somebody said.
    Quotes,
    /// A number stated about the world.
    Figures,
    /// Reports of one happening, one quotation or one story.
    Clusters,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldType {
    /// Text.
    Text,
    /// Whole number.
    Int,
    /// Number.
    Num,
    /// Interval of days with a precision.
    Date,
    /// One word of a closed set.
    Enum(Members),
    /// List of texts.
    TextList,
    /// A row of another noun.
    Row(Noun),
}

/// The closed sets of the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Members {
    /// Kinds of entities.
    EntityKind,
    /// Types of places.
    PlaceType,
    /// Ways to refer to an entity.
    MentionForm,
    /// Kinds of events.
    EventKind,
    /// Modes of events.
    EventMode,
    /// Whether an event happened.
    Modality,
    /// How a quote's words are given.
    QuoteForm,
    /// What a figure measures.
    Measure,
    /// How a number bounds the truth.
    Bound,
    /// Parts of an article.
    Zone,
    /// How a publication date is known.
    PublishedBasis,
    /// Sorts of clusters.
    ClusterKind,
    /// How fine a date is.
    Precision,
}

/// Where a field's value is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldSource {
    /// In this column of the noun's table.
    Column {
        /// Name of the column.
        name: &'static str,
        /// Whether it may be null.
        is_nullable: bool,
    },
    /// In three columns: this name with `_first`, `_last` and `_precision`.
    Date {
        /// Common start of the three names.
        prefix: &'static str,
    },
    /// The text of an article, which stands in a table of its own.
    ArticleText,
    /// Names of an entity besides the first.
    Aliases,
    /// Made of the article's id and this column.
    WithinArticle {
        /// The column that tells rows of one article apart.
        name: &'static str,
    },
    /// The same as this path.
    Path(&'static [&'static str]),
    /// Many rows.
    Many(Many),
}

/// How the many rows of a field hang on their owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Many {
    /// The other row's column holds the owner's key.
    Child {
        /// Column of the other noun's table.
        column: &'static str,
        /// Whether it may be null.
        is_nullable: bool,
    },
    /// Rows of a table, or of a stored combination of tables, hold both keys.
    Linked {
        /// What holds both keys.
        link: Link,
        /// Column with the owner's key.
        owner: &'static str,
        /// Column with the other row's key.
        other: &'static str,
        /// Only rows with this `role`.
        role: Option<&'static str>,
    },
}

/// What holds the keys of two nouns that have many of each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// Who took part in which event.
    Participant,
    /// Which articles report on a cluster: its stories, and those with a fact in it.
    ClusterArticle,
}

/// A field of a noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Name in the language.
    pub name: &'static str,
    /// What it holds; of a field with many rows, what each of them is.
    pub kind: FieldType,
    /// Where the value is found.
    pub source: FieldSource,
    /// One line about it.
    pub doc: &'static str,
}

impl Field {
    /// Whether it holds many rows rather than one value.
    pub fn is_many(&self) -> bool {
        matches!(self.source, FieldSource::Many(_))
    }

    /// How tables write it: positions and degrees are no amounts, and the text of an article is no line.
    pub fn format(&self) -> Format {
        match (self.name, self.source) {
            ("ord" | "lat" | "lon", _) => Format::Number,
            (_, FieldSource::ArticleText) => Format::Passage,
            _ => Format::Amount,
        }
    }
}

/// A noun with its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NounInfo {
    /// Which one.
    pub noun: Noun,
    /// Name in the language.
    pub word: &'static str,
    /// Name for one of them.
    pub singular: &'static str,
    /// Table in the database.
    pub table: &'static str,
    /// Fields, in the order in which they are listed.
    pub fields: &'static [Field],
    /// Fields shown where none are named.
    pub shown: &'static [&'static str],
    /// Path of the primary date.
    pub date: Option<&'static str>,
    /// One line about it.
    pub doc: &'static str,
}

/// A word that starts a query, with what it narrows its noun to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NounWord {
    /// The word.
    pub word: &'static str,
    /// The noun.
    pub noun: Noun,
    /// Which of its rows.
    pub narrowed: Narrowed,
}

/// Which rows of its noun a word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Narrowed {
    /// All.
    No,
    /// Entities of this kind.
    Kind(crate::model::entity::EntityKind),
    /// Entities who are quoted.
    Speakers,
}

impl Noun {
    /// Fields, table and words.
    pub fn info(self) -> &'static NounInfo {
        &NOUNS[self as usize]
    }

    /// Name in the language.
    pub fn word(self) -> &'static str {
        self.info().word
    }

    /// The field of that name; `according_to` is another name of `claimant`.
    pub fn field(self, name: &str) -> Option<&'static Field> {
        let name = if name == "according_to" {
            "claimant"
        } else {
            name
        };
        self.info().fields.iter().find(|field| field.name == name)
    }
}

/// Every word that starts a query with a noun.
pub fn noun_words() -> impl Iterator<Item = NounWord> {
    use crate::model::entity::EntityKind;
    let kinds = [
        ("people", Narrowed::Kind(EntityKind::Person)),
        ("organizations", Narrowed::Kind(EntityKind::Organization)),
        ("groups", Narrowed::Kind(EntityKind::ArmedGroup)),
        ("places", Narrowed::Kind(EntityKind::Place)),
        ("speakers", Narrowed::Speakers),
    ];
    NOUNS
        .iter()
        .map(|info| NounWord {
            word: info.word,
            noun: info.noun,
            narrowed: Narrowed::No,
        })
        .chain(kinds.into_iter().map(|(word, narrowed)| NounWord {
            word,
            noun: Noun::Entities,
            narrowed,
        }))
}

/// The noun meant by a word; words are compared without case.
pub fn noun_word(word: &str) -> Option<NounWord> {
    let word = word.to_lowercase();
    noun_words().find(|known| known.word == word)
}

impl Members {
    /// The words of the set, in the model's order.
    pub fn words(self) -> Vec<&'static str> {
        use crate::model::{article, date, entity, event, figure, quote};
        macro_rules! words {
            ($set:ty) => {
                <$set>::ALL.iter().map(|member| member.word()).collect()
            };
        }
        match self {
            Self::EntityKind => words!(entity::EntityKind),
            Self::PlaceType => words!(entity::PlaceType),
            Self::MentionForm => words!(entity::MentionForm),
            Self::EventKind => words!(event::EventKind),
            Self::EventMode => words!(event::EventMode),
            Self::Modality => words!(event::Modality),
            Self::QuoteForm => words!(quote::QuoteForm),
            Self::Measure => words!(figure::Measure),
            Self::Bound => words!(figure::Bound),
            Self::Zone => words!(article::Zone),
            Self::PublishedBasis => words!(article::PublishedBasis),
            Self::ClusterKind => vec!["story", "happening", "quotation"],
            Self::Precision => words!(date::Precision),
        }
    }

    /// What one of them is called in messages.
    pub fn singular(self) -> &'static str {
        match self {
            Self::EntityKind => "kind of entity",
            Self::PlaceType => "type of place",
            Self::MentionForm => "form of mention",
            Self::EventKind => "event kind",
            Self::EventMode => "event mode",
            Self::Modality => "modality",
            Self::QuoteForm => "quote form",
            Self::Measure => "measure",
            Self::Bound => "bound",
            Self::Zone => "zone",
            Self::PublishedBasis => "basis",
            Self::ClusterKind => "kind of cluster",
            Self::Precision => "precision",
        }
    }
}
