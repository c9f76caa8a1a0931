//! Which of the places around a number is where those counted were.

use super::circumstance::Circumstances;
use crate::extract::mention::FoundMention;
use crate::lexicon::action::word::WordClass;
use crate::lexicon::quantity::PredicateUse;
use crate::model::event::EventKind;
use crate::model::facts::Figure;
use crate::model::figure::Measure;
use crate::text::document::Document;
use crate::text::token::{Shape, TokenKind};

impl Circumstances<'_, '_, '_> {
    /// "murdered in Peru": whether what befell those counted stands right before the place's preposition.
    pub(super) fn follows_fate(&self, mention: &FoundMention) -> bool {
        const REACH: usize = 3;
        let document = self.reading.document;
        let start = mention.tokens.start;
        let preposition = (start.saturating_sub(REACH)..start).rev().find(|at| {
            document.is_any_word(at.to_owned(), &["in", "inside", "near", "at", "across"])
        });
        let Some(fate) = preposition.and_then(|at| at.checked_sub(1)) else {
            return false;
        };
        let quantity = &self.reading.lexicon.quantity;
        let text = |at: usize| (at <= fate).then(|| document.token_text(at));
        [PredicateUse::Passive, PredicateUse::Free]
            .into_iter()
            .any(|used| quantity.predicates(used).find(fate, text).is_some())
    }

    /// "Israel's war", "Russia's strikes": whether a country is told as the doer of a deed.
    pub(super) fn owns_deed(&self, mention: &FoundMention) -> bool {
        const REACH: usize = 4;
        let document = self.reading.document;
        let end = mention.tokens.end;
        let is_owner = document
            .tokens
            .get(end)
            .is_some_and(|token| token.kind == TokenKind::Possessive);
        is_owner
            && (end + 1..document.tokens.len().min(end + 1 + REACH))
                .take_while(|at| document.tokens[*at].kind == TokenKind::Word)
                .any(|at| self.is_deed(at))
    }

    /// Whether a word names violence: "war", "strikes", "blockade".
    pub(super) fn is_deed(&self, at: usize) -> bool {
        let lexicon = &self.reading.lexicon.action;
        let word = lexicon.word(self.reading.document.token_text(at));
        let noun = word.and_then(|word| word.noun);
        noun.is_some_and(|noun| {
            let mut frames = lexicon.noun(noun).frames.iter();
            frames.any(|frame| matches!(frame.kind, EventKind::Assault | EventKind::Coerce))
        })
    }

    /// "of the Kursk power plant": whether a place is only part of the name of what is there.
    pub(super) fn names_site(&self, mention: &FoundMention) -> bool {
        let document = self.reading.document;
        let next = mention.tokens.end;
        let is_small = next < self.tokens().end && document.tokens[next].shape == Shape::Lower;
        is_small && {
            let lexicon = &self.reading.lexicon.action;
            let word = lexicon.word(document.token_text(next));
            let is_site = word.is_none_or(|word| match word.noun {
                Some(noun) => lexicon.noun(noun).frames.is_empty(),
                None => word.classes.has(WordClass::Adjective),
            });
            self.role(next).is_none() && is_site
        }
    }
}

/// Gives a toll that names no place the place of the victims counted before: "put the toll at 17".
pub(super) fn place_tolls(document: &Document<'_>, figures: &mut [Figure]) {
    let mut before = None;
    for figure in figures {
        if !matches!(figure.measure, Measure::Killed | Measure::Wounded) {
            continue;
        }
        if figure.place.is_none() && is_toll(document, figure) {
            figure.place = before;
        }
        before = figure.place.or(before);
    }
}

/// Whether "the toll" stands before the number in its sentence.
fn is_toll(document: &Document<'_>, figure: &Figure) -> bool {
    const REACH: usize = 8;
    let at = document
        .tokens
        .partition_point(|token| token.span.start < figure.span.start);
    let sentence = &document.sentences[document.sentence_of(at)];
    let from = at.saturating_sub(REACH).max(sentence.tokens.start);
    (from..at).any(|at| {
        document.is_word(at, "toll")
            && (1..=2).any(|back| at >= from + back && document.is_word(at - back, "the"))
    })
}
