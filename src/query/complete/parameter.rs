//! What could be the value of a parameter, as it is typed outside of a script: without quotes.

use super::date::dates;
use super::names::{MOST_NAMES, handles};
use super::values::members;
use super::{Completion, Suggestion, SuggestionKind};
use crate::model::entity::EntityKind;
use crate::model::fold::fold;
use crate::query::names::{Candidate, Names, Wanted};
use crate::query::resolve::{Declared, Kind};

/// What could go on from the beginning of a value of a type, as declared: `entity`, `list<date>`. Without one, or for a
/// text, it may be any name.
pub fn parameter_values(type_name: Option<&str>, typed: &str, names: &dyn Names) -> Completion {
    let declared = type_name.and_then(|name| Declared::read(name).ok());
    let is_list = declared.as_ref().is_some_and(|declared| declared.is_list);
    // Of a list the last one is being typed.
    let before = if is_list { last_part(typed) } else { 0 };
    let begun = typed[before..].trim_start();
    let start = typed.len() - begun.len();
    if let Some(handle) = begun.strip_prefix('@') {
        return handles(handle, start, names);
    }
    let kind = declared.map_or(Kind::Text, |declared| declared.kind);
    let mut suggestions = of_kind(kind, begun, names);
    if is_list {
        for one in &mut suggestions {
            if one.text.contains(',') {
                one.text = format!("\"{}\"", one.text);
            }
        }
    }
    Completion { start, suggestions }
}

/// The byte behind the last comma that stands outside quotes.
fn last_part(typed: &str) -> usize {
    let mut is_quoted = false;
    let mut start = 0;
    for (at, letter) in typed.char_indices() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => start = at + 1,
            _ => {}
        }
    }
    start
}

fn of_kind(kind: Kind, begun: &str, names: &dyn Names) -> Vec<Suggestion> {
    match kind {
        Kind::Text => {
            let mut found = outlets(begun, names);
            found.extend(entities(None, begun, names));
            found.truncate(MOST_NAMES);
            found
        }
        Kind::Entity(kind) => entities(kind, begun, names),
        Kind::Outlet => outlets(begun, names),
        Kind::Date => dates(begun, names),
        Kind::Bool => words(["true", "false"].map(str::to_owned), begun),
        Kind::Member(sets) => {
            let all = sets.iter().flat_map(|set| members(*set, names));
            words(all, begun)
        }
        Kind::Int | Kind::Num | Kind::Duration => Vec::new(),
    }
}

fn entities(kind: Option<EntityKind>, begun: &str, names: &dyn Names) -> Vec<Suggestion> {
    let wanted = match kind {
        Some(EntityKind::Place) => Wanted::Place,
        Some(_) => Wanted::Actor,
        None => Wanted::Anyone,
    };
    let mut found = names.beginning(&fold(begun), wanted, MOST_NAMES);
    found.retain(|one| kind.is_none_or(|kind| kind == one.kind));
    let name = |one: &Candidate| one.name.clone();
    let suggestion = |one: Candidate| Suggestion {
        text: name(&one),
        shown: super::names::shown(&one),
        kind: SuggestionKind::Entity,
    };
    found.into_iter().map(suggestion).collect()
}

fn outlets(begun: &str, names: &dyn Names) -> Vec<Suggestion> {
    let found = names.outlets_beginning(&fold(begun), MOST_NAMES);
    let suggestion = |one: crate::query::names::OutletCandidate| Suggestion {
        shown: format!("{} · outlet", one.name),
        text: one.name,
        kind: SuggestionKind::Outlet,
    };
    found.into_iter().map(suggestion).collect()
}

/// The words that begin so, each once.
fn words(words: impl IntoIterator<Item = String>, begun: &str) -> Vec<Suggestion> {
    let begun = begun.to_lowercase();
    let fitting = words.into_iter().filter(|word| word.starts_with(&begun));
    let mut found: Vec<Suggestion> = Vec::new();
    for word in fitting {
        if found.iter().all(|known| known.text != word) {
            found.push(Suggestion::of(SuggestionKind::Member, word));
        }
    }
    found
}
