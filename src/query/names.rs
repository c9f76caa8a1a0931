//! How the compiler asks what a name in a query means. The store answers from its alias table; tests
//! answer from a list. The compiler itself reads no database.

use crate::model::date::Day;
use crate::model::entity::EntityKind;

/// An entity that a name may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Row key in the database; what the statement binds.
    pub key: i64,
    /// Handle, without `@`.
    pub id: String,
    /// Name as shown.
    pub name: String,
    /// What sort of thing it is.
    pub kind: EntityKind,
    /// How often it is mentioned, for ranking and messages.
    pub mentions: u64,
}

/// An outlet that a name may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutletCandidate {
    /// Row key in the database.
    pub key: i64,
    /// Public id.
    pub id: String,
    /// Name as shown.
    pub name: String,
}

/// What a name is wanted for where it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Anything that has a name.
    Anyone,
    /// Who does or says something.
    Actor,
    /// A place.
    Place,
}

/// A column in which the same values recur, so that the most frequent can be offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Recurring {
    /// Kinds of events.
    EventKind,
    /// Modes of events.
    EventMode,
    /// Whether events happened.
    Modality,
    /// Words that name events.
    Trigger,
    /// Ids of the outlets of articles.
    Outlet,
    /// Languages of articles.
    Language,
    /// Kinds of entities.
    EntityKind,
    /// Types of places.
    PlaceType,
    /// Forms of mentions.
    MentionForm,
    /// Forms of quotes.
    QuoteForm,
    /// Verbs of quotes.
    Verb,
    /// What figures measure.
    Measure,
    /// Units of figures.
    Unit,
    /// How figures bound the truth.
    Bound,
    /// Zones of sentences.
    Zone,
    /// Kinds of clusters.
    ClusterKind,
}

impl Recurring {
    /// Every such column.
    pub const ALL: [Self; 16] = [
        Self::EventKind,
        Self::EventMode,
        Self::Modality,
        Self::Outlet,
        Self::Language,
        Self::EntityKind,
        Self::PlaceType,
        Self::MentionForm,
        Self::Trigger,
        Self::QuoteForm,
        Self::Verb,
        Self::Measure,
        Self::Unit,
        Self::Bound,
        Self::Zone,
        Self::ClusterKind,
    ];
}

/// The names known where a query will run.
pub trait Names {
    /// Whether a name or handle, as typed, is taken to be right without being looked up.
    fn is_assumed(&self, name: &str) -> bool {
        let _ = name;
        false
    }

    /// Entities one of whose names folds to `folded` (see [`crate::model::fold::fold`]), most
    /// mentioned first, then by handle.
    fn entities(&self, folded: &str) -> Vec<Candidate>;

    /// The entity with this handle.
    fn entity(&self, handle: &str) -> Option<Candidate>;

    /// Outlets whose name, domain or id folds to `folded`, or whose own entity has such a name.
    fn outlets(&self, folded: &str) -> Vec<OutletCandidate>;

    /// Entities with a name near `folded` by spelling or by a shared word, nearest first, at most
    /// `limit`.
    fn nearest(&self, folded: &str, limit: usize) -> Vec<Candidate>;

    /// What texts call by this word without its being a name: Russia, where they write that Moscow has
    /// agreed.
    fn stands_for(&self, typed: &str) -> Option<Candidate> {
        let _ = typed;
        None
    }

    /// Whether some text holds these words.
    fn is_in_texts(&self, typed: &str) -> bool {
        let _ = typed;
        false
    }

    /// Names of outlets near `folded` by spelling or by a shared word, nearest first, at most `limit`.
    fn nearest_outlets(&self, folded: &str, limit: usize) -> Vec<String> {
        let _ = (folded, limit);
        Vec::new()
    }

    /// How many rows have this word in an enumerated field, for messages: (`events`, `airstrike`).
    fn member_count(&self, noun: &str, word: &str) -> u64;

    /// Whether the stored links between entities say what the stored texts say; if not, they are
    /// counted.
    fn has_links(&self) -> bool {
        true
    }

    /// Whether some of the stored links are kept apart from the others.
    fn has_fresh_links(&self) -> bool {
        false
    }

    /// Whether the figures of all that lies in a place stand summed by month.
    fn are_figures_summed(&self, place: i64) -> bool {
        let _ = place;
        false
    }

    /// Entities of which some word of some name begins with `folded`, those that fit first, then most
    /// mentioned first, then by handle, at most `limit`: what completion offers inside quotes.
    fn beginning(&self, folded: &str, wanted: Wanted, limit: usize) -> Vec<Candidate> {
        let _ = (folded, wanted, limit);
        Vec::new()
    }

    /// Outlets of which some word of the name begins with `folded`, those with most articles first, then by
    /// name, at most `limit`.
    fn outlets_beginning(&self, folded: &str, limit: usize) -> Vec<OutletCandidate> {
        let _ = (folded, limit);
        Vec::new()
    }

    /// The first day on which an article was published, and the last.
    fn days(&self) -> Option<(Day, Day)> {
        None
    }

    /// The most frequent values of a column, most frequent first: what completion offers and in which order.
    fn frequent(&self, column: Recurring) -> Vec<String> {
        let _ = column;
        Vec::new()
    }
}
