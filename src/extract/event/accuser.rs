//! What prosecutors and indictments say somebody did: alleged, until others say so.

use super::draft::Draft;
use super::phrase::Phrase;
use super::syntax::Syntax;
use crate::lexicon::action::doubt::DoubtUse;
use crate::model::event::{EventKind, Modality};

impl Syntax<'_, '_> {
    /// Whether an accuser tells a deed of somebody else: "according to prosecutors, X planted", "X, the charge
    /// sheet says, shot". What accusers themselves do, as to charge and to arrest, is not told by them alone.
    pub(super) fn is_told_by_accuser(&self, draft: &Draft) -> bool {
        let is_crime = matches!(
            draft.kind,
            EventKind::Assault
                | EventKind::Aid
                | EventKind::Threaten
                | EventKind::Mobilize
                | EventKind::Request
                | EventKind::Cooperate
        );
        is_crime
            && draft.modality == Modality::Asserted
            && !draft.actors.is_empty()
            && (0..self.phrases.len())
                .any(|phrase| self.is_accuser(phrase) && self.tells(phrase, draft))
    }

    fn is_accuser(&self, phrase: usize) -> bool {
        let phrase = &self.phrases[phrase];
        let head = self.head_before_telling(phrase);
        let lexicon = &self.reading.lexicon.action;
        let text = self.reading.document.token_text(head);
        lexicon.doubt(text, DoubtUse::Accuser).is_some()
            || head > phrase.tokens.start
                && self.is_word(head, "sheet")
                && self.is_word(head - 1, "charge")
    }

    /// "prosecutors say": the noun of a phrase whose last word may be a verb of saying.
    fn head_before_telling(&self, phrase: &Phrase) -> usize {
        let is_telling = phrase.head > phrase.tokens.start && self.reporting(phrase.head).is_some();
        phrase.head - usize::from(is_telling)
    }

    /// Whether a phrase stands after "according to", or has a verb of saying beside it that is not the deed.
    fn tells(&self, phrase: usize, draft: &Draft) -> bool {
        let tokens = &self.phrases[phrase].tokens;
        let start = tokens.start;
        let is_source = start >= self.tokens.start + 2
            && self.is_word(start - 1, "to")
            && self.is_word(start - 2, "according");
        let after = self.group_from(start);
        let says = |group: usize| {
            self.groups.get(group).is_some_and(|group| {
                group.main != draft.trigger.start && self.reporting(group.main).is_some()
            })
        };
        let follows = self.groups.get(after).is_some_and(|group| {
            self.before(group.tokens.start)
                .is_some_and(|before| tokens.contains(&before))
        });
        let precedes = after
            .checked_sub(1)
            .is_some_and(|before| self.groups[before].tokens.end == start && says(before));
        let is_inside = self.head_before_telling(&self.phrases[phrase]) < self.phrases[phrase].head;
        is_source || is_inside || follows && says(after) || precedes
    }
}
