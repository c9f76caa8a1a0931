//! Entities, outlets and handles at a place of a query that is being typed.

use super::{Completion, Suggestion, SuggestionKind};
use crate::model::fold::fold;
use crate::query::names::{Candidate, Names, OutletCandidate, Wanted};
use crate::query::parse::scan::{Token, TokenKind};
use crate::query::parse::words::is_one_of;

/// Most names that are offered.
pub(super) const MOST_NAMES: usize = 50;

/// Whose names fit at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// Entities.
    Entities(Wanted),
    /// Outlets.
    Outlets,
    /// Outlets and entities, of which some may be both.
    Either,
}

/// Whose names the clause at the end of these tokens asks for; `None` where it asks for a text.
pub(super) fn asked(source: &str, tokens: &[Token]) -> Option<Asked> {
    let deciding = tokens.iter().rev().find(|token| {
        token.kind == TokenKind::Word || token.is(source, "~") || token.is(source, "!~")
    });
    let Some(token) = deciding else {
        return Some(Asked::Entities(Wanted::Anyone));
    };
    let text = token.text(source);
    let texts = [
        "about", "matching", "or", "and", "not", "near", "during", "since", "until", "before",
        "after", "~", "!~",
    ];
    let is_near_name =
        is_one_of(text, &["near"]) && tokens.last().is_some_and(|last| last == token);
    if is_one_of(text, &["within", "at"]) || is_near_name {
        return Some(Asked::Entities(Wanted::Place));
    }
    if is_one_of(text, &texts) {
        return None;
    }
    let is_path = tokens.iter().any(|token| token.is(source, "path"));
    Some(match text.to_ascii_lowercase().as_str() {
        "from" if is_path => Asked::Entities(Wanted::Anyone),
        "from" | "source" => Asked::Outlets,
        "to" if tokens
            .iter()
            .rev()
            .any(|token| token.is(source, "according")) =>
        {
            Asked::Either
        }
        "by" | "against" | "with" | "actor" | "speaker" => Asked::Entities(Wanted::Actor),
        "place" => Asked::Entities(Wanted::Place),
        _ => Asked::Entities(Wanted::Anyone),
    })
}

/// Names that begin with a text, in quotes.
pub(super) fn quoted(asked: Asked, typed: &str, quote: &str, names: &dyn Names) -> Vec<Suggestion> {
    let folded = fold(typed);
    let outlets = |limit| names.outlets_beginning(&folded, limit);
    let entities = |wanted| names.beginning(&folded, wanted, MOST_NAMES);
    let mut found = Vec::new();
    if matches!(asked, Asked::Outlets | Asked::Either) {
        found.extend(outlets(MOST_NAMES).iter().map(|one| of_outlet(one, quote)));
    }
    if let Asked::Entities(wanted) = asked {
        found.extend(entities(wanted).iter().map(|one| of_entity(one, quote)));
    } else if asked == Asked::Either {
        let all = entities(Wanted::Actor);
        found.extend(all.iter().map(|one| of_entity(one, quote)));
    }
    found.truncate(MOST_NAMES);
    found
}

fn of_entity(candidate: &Candidate, quote: &str) -> Suggestion {
    Suggestion {
        text: in_quotes(&candidate.name, quote),
        shown: shown(candidate),
        kind: SuggestionKind::Entity,
    }
}

/// An entity as it is told from others of its name.
pub(super) fn shown(candidate: &Candidate) -> String {
    let kind = candidate.kind.word().replace('_', " ");
    format!("{} · {kind} · {}", candidate.name, candidate.mentions)
}

fn of_outlet(outlet: &OutletCandidate, quote: &str) -> Suggestion {
    Suggestion {
        text: in_quotes(&outlet.name, quote),
        shown: format!("{} · outlet", outlet.name),
        kind: SuggestionKind::Outlet,
    }
}

/// A name as it is typed in quotes.
pub(super) fn in_quotes(name: &str, quote: &str) -> String {
    let name = name.replace('\\', "\\\\");
    format!(
        "{quote}{}{quote}",
        name.replace(quote, &format!("\\{quote}"))
    )
}

/// Handles that begin with a text.
pub(super) fn handles(typed: &str, start: usize, names: &dyn Names) -> Completion {
    let beginning = fold(&typed.replace('-', " "));
    let found = names.beginning(&beginning, Wanted::Anyone, MOST_NAMES);
    let suggestions = found
        .into_iter()
        .filter(|candidate| candidate.id.starts_with(&typed.to_lowercase()))
        .map(|candidate| Suggestion {
            text: format!("@{}", candidate.id),
            shown: format!("@{} · {}", candidate.id, candidate.name),
            kind: SuggestionKind::Handle,
        });
    Completion {
        start,
        suggestions: suggestions.collect(),
    }
}
