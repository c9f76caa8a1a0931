//! What stands before a clause and decides about it from afar: whom one lets do it, whose decision it is,
//! "as though", "as soon as".

use super::syntax::Syntax;
use super::tag::Tag;
use crate::lexicon::action::word::Forms;
use crate::model::event::Modality;

impl Syntax<'_, '_> {
    /// "to let it shell", "let firms resume": whom the verb before lets do it.
    pub(super) fn permitted(&self, index: usize) -> Option<usize> {
        let before = &self.groups[index.checked_sub(1)?];
        let group = &self.groups[index];
        let is_bare = group.tokens.start == group.main
            && self
                .at(group.main)
                .verb
                .is_some_and(|(_, forms)| forms.has(Forms::BASE) && !forms.has(Forms::PAST));
        let lets = is_bare && self.reading.lexicon.action.verb(before.verb).lemma == "let";
        let object = lets
            .then(|| self.object_at(before.tokens.end, group.tokens.start))
            .flatten()?;
        (self.phrases[object].tokens.end == group.tokens.start).then_some(object)
    }

    /// "as though Mali had bombed": what did not happen.
    pub(super) fn is_opened_by_though(&self, start: usize) -> bool {
        start >= self.tokens.start + 2
            && self.is_word(start - 1, "though")
            && self.is_word(start - 2, "as")
    }

    /// "as soon as".
    pub(super) fn is_opened_by_soon(&self, start: usize) -> bool {
        start >= self.tokens.start + 2
            && self.is_word(start - 1, "as")
            && self.is_word(start - 2, "soon")
    }

    /// "the decision by Norway to free": the noun that governs an infinitive, whose it is standing between.
    pub(super) fn governing_noun_of(&self, start: usize) -> Option<(usize, Modality)> {
        let owner = self.phrase_at(start.checked_sub(1)?)?;
        let preposition = self.phrases[owner]
            .preposition
            .filter(|at| self.is_word(*at, "by"))?;
        let noun = preposition.checked_sub(1)?;
        let phrase = self.phrase_at(noun)?;
        let governs = self.at(noun).word.and_then(|word| word.governs);
        let modality = governs.or_else(|| self.doubt_before_infinitive(phrase))?;
        (self.tag(noun) == Tag::Noun).then_some((phrase, modality))
    }

    /// The noun that governs a verb, right before it or before an infinitive with "by" between.
    pub(super) fn noun_before_infinitive(
        &self,
        start: usize,
        is_infinitive: bool,
    ) -> Option<(usize, Modality)> {
        let beside = self.governing_noun(start);
        beside.or_else(|| {
            is_infinitive
                .then(|| self.governing_noun_of(start))
                .flatten()
        })
    }
}
