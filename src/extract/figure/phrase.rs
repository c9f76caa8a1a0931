//! The words that name what is counted or measured.

use std::ops::Range;

use super::counted::{CountReader, NOUN_REACH};
use crate::lexicon::action::word::Forms;
use crate::lexicon::speech::SpeechWord;
use crate::text::token::TokenKind;

impl CountReader<'_, '_, '_> {
    /// A noun phrase: up to the next mark, preposition, auxiliary or conjunction.
    pub(super) fn noun_phrase(&self, start: usize) -> Range<usize> {
        let mut end = start;
        while end < self.sentence.end && end - start < NOUN_REACH {
            let token = self.reading.document.tokens[end];
            let is_word = matches!(
                token.kind,
                TokenKind::Word | TokenKind::Number | TokenKind::Possessive
            );
            let ends_phrase = matches!(
                self.role(end),
                Some(
                    SpeechWord::Preposition
                        | SpeechWord::Auxiliary
                        | SpeechWord::Be
                        | SpeechWord::Modal
                        | SpeechWord::Break
                        | SpeechWord::Adverb
                )
            ) || self.is(end, "and")
                || self.is(end, "or")
                || self.is(end, "that")
                || end > start && self.ends_before(end);
            if !is_word || ends_phrase {
                break;
            }
            end += 1;
        }
        start..end
    }

    /// "two sides exchanged 150": whether a number, or a verb behind a plural, ends the phrase before it.
    fn ends_before(&self, at: usize) -> bool {
        let document = self.reading.document;
        let is_number = document.tokens[at].kind == TokenKind::Number;
        let before = document.token_text(at - 1);
        let is_plural =
            before.ends_with('s') || self.reading.lexicon.quantity.counted(before).is_some();
        let word = self.reading.lexicon.action.word(document.token_text(at));
        let is_verb = word.is_some_and(|word| {
            word.forms()
                .has(Forms::PAST.with(Forms::PARTICIPLE).with(Forms::GERUND))
                && word.noun.is_none()
        });
        is_number || is_plural && is_verb
    }

    /// What follows a distance or sum, as words: "northeast of the capital".
    pub(super) fn phrase_after(&self, start: usize, otherwise: &str) -> String {
        const REACH: usize = 7;
        let mut start = start;
        if self.text(start) == Some("(") {
            while start < self.sentence.end && self.text(start) != Some(")") {
                start += 1;
            }
            start += 1;
        }
        let end = (start..self.sentence.end.min(start + REACH))
            .take_while(|at| self.reading.document.tokens[*at].kind == TokenKind::Word)
            .take_while(|at| !self.is(*at, "on") && !self.is(*at, "and") && !self.is_in_time(*at))
            .last();
        let is_open = |at: usize| {
            matches!(
                self.role(at),
                Some(SpeechWord::Preposition | SpeechWord::Determiner | SpeechWord::Break)
            )
        };
        let mut end = end;
        while let Some(last) = end.filter(|last| is_open(*last)) {
            end = last.checked_sub(1).filter(|last| *last >= start);
        }
        end.map_or_else(
            || otherwise.to_owned(),
            |last| self.reading.document.text_of(&(start..last + 1)).to_owned(),
        )
    }
}
