//! Words of closed sets, and texts that recur in a field, those that most rows have first.

use super::names::in_quotes;
use super::{Suggestion, SuggestionKind};
use crate::query::catalog::{Field, Members, Noun};
use crate::query::names::{Names, Recurring};

/// Most texts that are offered.
const MOST_TEXTS: usize = 50;

/// The words of a closed set: those that most rows have first, the others in the order of the model.
pub(super) fn members(set: Members, names: &dyn Names) -> Vec<String> {
    let frequent = counted(set).map_or_else(Vec::new, |column| names.frequent(column));
    let mut words = set.words();
    let place = |word: &str| frequent.iter().position(|known| known == word);
    words.sort_by_key(|word| place(word).unwrap_or(usize::MAX));
    words.into_iter().map(str::to_owned).collect()
}

/// The column that holds a closed set.
fn counted(set: Members) -> Option<Recurring> {
    Some(match set {
        Members::EntityKind => Recurring::EntityKind,
        Members::PlaceType => Recurring::PlaceType,
        Members::MentionForm => Recurring::MentionForm,
        Members::EventKind => Recurring::EventKind,
        Members::EventMode => Recurring::EventMode,
        Members::Modality => Recurring::Modality,
        Members::QuoteForm => Recurring::QuoteForm,
        Members::Measure => Recurring::Measure,
        Members::Bound => Recurring::Bound,
        Members::Zone => Recurring::Zone,
        Members::ClusterKind => Recurring::ClusterKind,
        Members::PublishedBasis | Members::Precision => return None,
    })
}

/// The column of a field in which the same texts recur.
pub(super) fn recurring(noun: Noun, field: &Field) -> Option<Recurring> {
    match (noun, field.name) {
        (Noun::Articles, "language") => Some(Recurring::Language),
        (Noun::Events, "trigger") => Some(Recurring::Trigger),
        (Noun::Quotes, "verb") => Some(Recurring::Verb),
        (Noun::Figures, "unit") => Some(Recurring::Unit),
        _ => None,
    }
}

/// The texts of a column that begin with a text, in quotes.
pub(super) fn quoted(
    column: Recurring,
    typed: &str,
    quote: &str,
    names: &dyn Names,
) -> Vec<Suggestion> {
    let lower = typed.to_lowercase();
    let texts = names.frequent(column).into_iter();
    let fitting = texts.filter(|text| text.to_lowercase().starts_with(&lower));
    let suggestion = |text: String| Suggestion {
        text: in_quotes(&text, quote),
        shown: text,
        kind: SuggestionKind::Text,
    };
    fitting.take(MOST_TEXTS).map(suggestion).collect()
}
