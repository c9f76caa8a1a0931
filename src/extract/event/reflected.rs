//! "Kenya said rockets were fired at it": a pronoun for those who say what was done to them.

use super::group::Form;
use super::participant::Party;
use super::syntax::Syntax;
use super::tag::Tag;
use crate::lexicon::action::word::VerbClass;

impl Syntax<'_, '_> {
    /// Who is meant by a pronoun that is no subject and that nothing else explains: the one who speaks, where
    /// the verb that it belongs to is the first of what is said.
    pub(super) fn speaker_meant(&self, index: usize) -> Option<Party> {
        let phrase = &self.phrases[index];
        let is_open = self.tag(phrase.head) == Tag::Pronoun
            && self.mention(phrase.head).is_none()
            && self.is_any(phrase.head, &["it", "him", "her", "them"]);
        if !is_open {
            return None;
        }
        let told = self.group_from(phrase.head).checked_sub(1)?;
        let saying = told.checked_sub(1)?;
        let says = self.groups[told].form == Form::Finite
            && self.groups[saying].form == Form::Finite
            && self.is_verb(self.groups[saying].verb, VerbClass::Saying);
        let (speaker, subject) = (self.clauses[saying].subject?, self.clauses[told].subject?);
        let is_other =
            speaker != subject && self.phrases[subject].tokens.start >= self.groups[saying].main;
        if !says || !is_other {
            return None;
        }
        let mut speakers = self.subject_parties(saying);
        speakers.retain(|party| party.entity.is_some() && !party.is_part);
        match speakers.len() {
            1 => speakers.pop(),
            _ => None,
        }
    }
}
