//! What a verb is done to, and whether that is what its frame asks for.

use super::code::{Coder, is_verbal};
use super::group::Form;
use super::tag::Tag;
use crate::lexicon::action::frame::{ObjectTest, VerbFrame};

impl Coder<'_, '_, '_> {
    /// The object of a verb, and whether it is the subject of a passive.
    pub(super) fn object_of(
        &self,
        group: usize,
        frame: &VerbFrame,
        after: usize,
        end: usize,
    ) -> (Option<usize>, bool) {
        let syntax = self.syntax;
        let start = syntax.groups[group].tokens.end;
        let parted = syntax.object_at(start, after - frame.then.len());
        if parted.is_some() && !syntax.groups[group].is_passive {
            return (parted, false);
        }
        let next = syntax
            .object_at(after, end)
            .or_else(|| self.object_after_judgement(group, frame, after, end));
        // "rockets were fired at the base"
        let is_aimed =
            !frame.then.is_empty() && syntax.tag(after - 1) == Tag::Preposition && next.is_some();
        if syntax.groups[group].is_passive && !is_aimed {
            (syntax.clauses[group].subject, true)
        } else {
            (next.or_else(|| self.relative_object(group)), false)
        }
    }

    /// "denounced as a crime Chad's attack", "condemned in the strongest terms the attack": what is judged
    /// stands after the judgement.
    fn object_after_judgement(
        &self,
        group: usize,
        frame: &VerbFrame,
        after: usize,
        end: usize,
    ) -> Option<usize> {
        let syntax = self.syntax;
        let is_judged = is_verbal(frame.kind)
            && !syntax.groups[group].is_passive
            && syntax.is_any(after, &["as", "in"]);
        if !is_judged {
            return None;
        }
        let first = syntax.phrase_from(after + 1);
        let judgement = syntax.phrases.get(first)?;
        let has =
            |tag: Tag| (judgement.tokens.start..judgement.head).any(|at| syntax.tag(at) == tag);
        if syntax.is_word(after, "in")
            && !judgement
                .tokens
                .clone()
                .any(|at| syntax.is_any(at, &["terms", "language"]))
        {
            return None;
        }
        let beside = syntax.object_at(judgement.tokens.end, end);
        let is_whole =
            judgement.preposition != Some(after) || has(Tag::Genitive) || has(Tag::Quote);
        beside.or((is_whole && judgement.tokens.end <= end).then_some(first))
    }

    /// "the tariffs that Chad imposed", "Norway, which Chad accused": what stands before the relative clause
    /// to which the verb belongs.
    fn relative_object(&self, group: usize) -> Option<usize> {
        let syntax = self.syntax;
        let clause = &syntax.clauses[group];
        let relative = clause.start.checked_sub(1)?;
        let is_relative = syntax.tag(relative) == Tag::Relative
            && !syntax.is_word(relative, "whose")
            && syntax.groups[group].form == Form::Finite;
        let subject = clause.subject?;
        let is_own = syntax.phrases[subject].tokens.start == clause.start
            && syntax.phrases[subject].tokens.end <= syntax.groups[group].tokens.start;
        if !is_relative || !is_own {
            return None;
        }
        let object = syntax.phrase_ending_before(relative)?;
        (object < subject).then_some(object)
    }

    /// "accused each other": whether what is done is done to those who do it.
    pub(super) fn is_mutual(&self, after: usize) -> bool {
        [("each", "other"), ("one", "another")]
            .iter()
            .any(|(one, other)| {
                self.syntax.is_word(after, one) && self.syntax.is_word(after + 1, other)
            })
    }

    /// Whether an object is what the frame asks for.
    pub(super) fn has_object(
        &self,
        group: usize,
        frame: &VerbFrame,
        object: Option<usize>,
        is_suffered: bool,
    ) -> bool {
        let is_resolved = || {
            is_suffered
                && frame.object.contains(&ObjectTest::Participant)
                && self.stands_for_subject(group)
                && self
                    .syntax
                    .subject_parties(group)
                    .iter()
                    .any(|party| party.entity.is_some() || party.can_act)
        };
        frame.object.is_empty()
            || frame.object.contains(&ObjectTest::Anything) && self.governs_clause(group)
            || object.is_some_and(|object| self.fits_object(frame, object))
            || is_resolved()
    }

    /// "denied having taken", "denied it had closed", "rejects that": whether what the verb is done to is told
    /// by a clause or by a word that stands for one.
    fn governs_clause(&self, group: usize) -> bool {
        let syntax = self.syntax;
        let end = syntax.groups[group].tokens.end;
        let next = &syntax.groups.get(group + 1);
        let is_next = next.is_some_and(|next| {
            let is_gerund = next.form == Form::Gerund && next.tokens.start == end;
            let subject = syntax.clauses[group + 1].subject;
            let is_clause = next.form == Form::Finite
                && subject.is_some_and(|subject| syntax.phrases[subject].tokens.start == end);
            is_gerund || is_clause
        });
        !syntax.groups[group].is_passive
            && (is_next || syntax.is_any(end, &["that", "this", "it", "what"]))
    }

    /// "Ukraine said it had been attacked": whether the subject is a pronoun for who was named before.
    pub(super) fn stands_for_subject(&self, group: usize) -> bool {
        let syntax = self.syntax;
        syntax.clauses[group].subject.is_some_and(|subject| {
            let head = syntax.phrases[subject].head;
            syntax.tag(head) == Tag::Pronoun && syntax.mention(head).is_none()
        })
    }

    /// Whether a direct object is what a frame asks for. Words may also be about what somebody does:
    /// "praised Haiti's efforts".
    fn fits_object(&self, frame: &VerbFrame, object: usize) -> bool {
        self.syntax.passes(object, &frame.object)
            || (is_verbal(frame.kind)
                && frame.object.contains(&ObjectTest::Participant)
                && !self.syntax.owners(object).is_empty())
    }
}
