//! Who is behind a deed by what is told after its noun: "the attack in Kabul, claimed by X", "X claimed
//! responsibility for the bombing".

use super::group::Form;
use super::participant::Party;
use super::syntax::Syntax;
use super::tag::Tag;
use crate::lexicon::action::context::EventWord;
use crate::model::event::Modality;
use crate::model::facts::EntityIndex;

/// How many verbs may stand between a deed and who did it: "which killed six, was carried out by".
const BETWEEN: usize = 2;

impl Syntax<'_, '_> {
    /// Who did the deed that a noun tells, where a verb says so.
    pub(super) fn attributed(&self, deed: usize) -> Vec<Party> {
        let mut parties = self
            .owner_of_responsibility(deed)
            .map(|group| self.subject_parties(group))
            .or_else(|| self.agents_after(deed).map(|(_, list)| self.parties(&list)))
            .or_else(|| self.owners_behind(deed).map(|list| self.parties(&list)))
            .unwrap_or_default();
        parties.retain(|party| party.can_act);
        parties
    }

    /// Who claims to have done the deed.
    pub(super) fn claimed_by(&self, deed: usize) -> Option<EntityIndex> {
        let is_claimed = self.owner_of_responsibility(deed).is_some()
            || self.claiming_verb(deed).is_some()
            || self.owners_behind(deed).is_some();
        let parties = self.attributed(deed);
        parties.first()?.entity.filter(|_| is_claimed)
    }

    /// "the attack was claimed by X": the verb. That X did it is what X says, and that it was done is not.
    pub(super) fn claiming_verb(&self, deed: usize) -> Option<usize> {
        let (group, _) = self.agents_after(deed)?;
        self.is_word(self.groups[group].main, "claimed")
            .then_some(group)
    }

    /// Whether the noun before a phrase makes it what somebody answers for: "responsibility for the attack".
    fn responsibility_for(&self, deed: usize) -> Option<usize> {
        let preposition = self.phrases[deed].preposition?;
        let noun = self.before(preposition)?;
        let is_led = self.is_word(preposition, "for") && self.is_word(noun, "responsibility");
        is_led.then_some(noun)
    }

    /// "responsibility for the attack was claimed by X": the phrases after "by".
    fn owners_behind(&self, deed: usize) -> Option<Vec<usize>> {
        let noun = self.responsibility_for(deed)?;
        let first = self.group_from(self.phrases[deed].tokens.end);
        let found = (first..self.groups.len().min(first + BETWEEN)).find(|group| {
            let subject = self.clauses[*group].subject;
            subject.is_some_and(|subject| self.phrases[subject].head == noun)
        })?;
        let words = &self.groups[found];
        let is_owned = words.is_passive
            && words.modality == Modality::Asserted
            && self.is_of_class(words.main, EventWord::Owning);
        is_owned.then(|| self.agents_behind(found)).flatten()
    }

    /// "claimed responsibility for the attack": the verb whose subject did it.
    fn owner_of_responsibility(&self, deed: usize) -> Option<usize> {
        let noun = self.responsibility_for(deed)?;
        let group = self.group_from(noun).checked_sub(1)?;
        let words = &self.groups[group];
        let subject = self.clauses[group].subject?;
        let is_asserted = words.modality == Modality::Asserted && !self.names_nobody(subject);
        let is_near = noun <= words.tokens.end + 1;
        (is_near
            && !words.is_passive
            && is_asserted
            && self.is_of_class(words.main, EventWord::Owning))
        .then_some(group)
    }

    /// "claimed by X", "which was carried out by X": the verb, and the phrases after "by".
    fn agents_after(&self, deed: usize) -> Option<(usize, Vec<usize>)> {
        let start = self.phrases[deed].tokens.end;
        let first = self.group_from(start);
        let found = (first..self.groups.len().min(first + BETWEEN)).find(|group| {
            let words = &self.groups[*group];
            let is_passive = words.is_passive || words.form == Form::Participle;
            is_passive
                && words.modality == Modality::Asserted
                && self.is_of_class(words.main, EventWord::Doing)
        })?;
        if !self.belongs_to(deed, found) {
            return None;
        }
        Some((found, self.agents_behind(found)?))
    }

    /// The phrases after "by" behind a verb.
    fn agents_behind(&self, group: usize) -> Option<Vec<usize>> {
        const REACH: usize = 3;
        let main = self.groups[group].main;
        let by =
            (main + 1..self.tokens.end.min(main + 1 + REACH)).find(|at| self.is_word(*at, "by"))?;
        let phrase = self.phrase_at(by + 1)?;
        let limit = self.clauses[group]
            .complement
            .end
            .max(self.phrases[phrase].tokens.end);
        Some(self.list(phrase, limit))
    }

    /// Whether no other deed and no other clause stands between a deed and a verb; a relative clause of the
    /// deed may.
    fn belongs_to(&self, deed: usize, group: usize) -> bool {
        let between = self.phrases[deed].tokens.end..self.groups[group].tokens.start;
        let is_apart = |at: usize| {
            matches!(
                self.tag(at),
                Tag::Break | Tag::Subordinator | Tag::Conjunction
            )
        };
        let is_relative = |inner: usize| {
            let before = self.before(self.groups[inner].tokens.start);
            before.is_some_and(|at| self.tag(at) == Tag::Relative)
        };
        let has_other = self.phrases_in(&between).any(|phrase| {
            let head = self.phrases[phrase].head;
            self.is_deed(head) || self.is_word(head, "one")
        });
        let inner = self.group_from(between.start)..group;
        let is_main = self.groups[group].form == Form::Finite
            && !is_relative(group)
            && inner.is_empty()
            && self.clauses[group].subject != Some(deed);
        !is_main
            && !has_other
            && !between.into_iter().any(is_apart)
            && inner.into_iter().all(is_relative)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, read};

    #[test]
    fn who_claims_a_deed_or_is_named_behind_it_did_it() {
        check(
            "A bombing in Beirut perpetrated by Hezbollah shook the city.",
            &["Hezbollah: bombing (Beirut)"],
        );
        check(
            "A suicide attack in Kabul, claimed by the Taliban, killed six people.",
            &["Taliban: suicide bombing → six people (Kabul)"],
        );
        let read = read("The Taliban claimed responsibility for the attack in Kabul.");
        let attack = read
            .events
            .iter()
            .find(|event| event.kind.word() == "assault")
            .unwrap();
        assert!(attack.claimant.is_some());
    }

    #[test]
    fn a_deed_that_somebody_claims_was_done_and_he_says_by_whom() {
        for sentence in [
            "The bombing in Beirut was claimed by Hezbollah.",
            "Responsibility for the bombing in Beirut was claimed by Hezbollah.",
        ] {
            check(sentence, &["Hezbollah: bombing (Beirut)"]);
            let bombing = &read(sentence).events[0];
            assert_eq!(bombing.modality.word(), "asserted", "{sentence}");
            assert!(bombing.claimant.is_some(), "{sentence}");
        }
        check(
            "Responsibility for the bombing in Beirut was not claimed by Hezbollah.",
            &["bombing (Beirut)"],
        );
    }

    #[test]
    fn who_condemns_a_deed_did_not_do_it() {
        check(
            "Germany condemns the attack in Kabul claimed by the Taliban.",
            &["Germany: criticism", "Taliban: assault (Kabul)"],
        );
        check(
            "No group claimed responsibility for the blast in Kabul.",
            &[],
        );
    }

    #[test]
    fn a_relative_clause_of_harm_goes_on_about_the_deed() {
        check(
            "Chad deplored a bombing in Homs which killed six nurses.",
            &["Chad: criticism", "bombing → six nurses (Homs)"],
        );
    }
}
