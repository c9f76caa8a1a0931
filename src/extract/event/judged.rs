//! "called the charge absurd", "described the vote as a farce", "said the report was false": what somebody
//! says something is.

use super::code::{Coder, confidence};
use super::draft::Draft;
use super::group::Form;
use super::tag::Tag;
use super::telling::Telling;
use crate::lexicon::action::word::{VerbClass, WordClass};
use crate::model::event::{EventKind, EventMode};

/// How far after the verb the judgement may stand, in tokens.
const FURTHEST: usize = 16;

impl Coder<'_, '_, '_> {
    /// The denial, the reproach or the praise in a verb of naming and the word by which it names.
    pub(super) fn judgement(&self, group: usize) -> Option<Draft> {
        let syntax = self.syntax;
        let verb = &syntax.groups[group];
        if verb.is_passive || !syntax.is_verb(verb.verb, VerbClass::Naming) {
            return None;
        }
        let start = verb.tokens.end;
        let end = syntax.clauses[group]
            .complement
            .end
            .min(start + FURTHEST)
            .min(syntax.tokens.end);
        let object = syntax.object_at(start, end);
        // "called the charge absurd": the phrase before ends with the judgement.
        let first = object.map_or(start, |object| {
            let phrase = &syntax.phrases[object];
            let is_joined = phrase.head > phrase.tokens.start
                && matches!(syntax.tag(phrase.head - 1), Tag::Noun | Tag::Name);
            if is_joined {
                phrase.head
            } else {
                phrase.tokens.end
            }
        });
        let judging = (first.max(start)..end).find(|at| self.judges(*at))?;
        let (kind, mode) = self.says_of(judging)?;
        let mut targets = object.map_or_else(Vec::new, |object| syntax.owners(object));
        if targets.is_empty() && object.is_some_and(|object| syntax.phrases[object].head != judging)
        {
            targets.extend(object.map_or_else(Vec::new, |object| syntax.parties(&[object])));
        }
        targets.retain(|target| target.can_act);
        Some(self.judging_draft(group, (kind, mode), targets, judging + 1))
    }

    /// "said the report was false", "says the claims are untrue": a denial where what is false was alleged.
    pub(super) fn denial_of_truth(&self, group: usize) -> Option<Draft> {
        let syntax = self.syntax;
        let verb = &syntax.groups[group];
        let clause = &syntax.clauses[group];
        let saying = group.checked_sub(1)?;
        let is_said = syntax.is_verb(syntax.groups[saying].verb, VerbClass::Saying)
            && syntax.groups[saying].form == Form::Finite;
        let subject = clause.subject?;
        let told = &syntax.phrases[subject];
        let is_claim = told.tokens.start >= syntax.groups[saying].tokens.end
            && syntax.is_claim(subject)
            && syntax.tag(verb.main) == Tag::Auxiliary;
        let judged = verb.tokens.end;
        let is_false = syntax.tokens.contains(&judged)
            && syntax.at(judged).has(WordClass::False)
            && told.tokens.end <= verb.tokens.start;
        (is_said && is_claim && is_false).then(|| {
            let kind = (EventKind::Reject, Some(EventMode::Denial));
            self.judging_draft(saying, kind, Vec::new(), syntax.groups[saying].tokens.end)
        })
    }

    fn judges(&self, at: usize) -> bool {
        let word = self.syntax.at(at);
        [WordClass::False, WordClass::Bad, WordClass::Good]
            .iter()
            .any(|class| word.has(*class))
    }

    fn says_of(&self, at: usize) -> Option<(EventKind, Option<EventMode>)> {
        let word = self.syntax.at(at);
        if word.has(WordClass::False) {
            Some((EventKind::Reject, Some(EventMode::Denial)))
        } else if word.has(WordClass::Bad) {
            Some((EventKind::Accuse, Some(EventMode::Criticism)))
        } else if word.has(WordClass::Good) {
            Some((EventKind::Support, Some(EventMode::Praise)))
        } else {
            None
        }
    }

    fn judging_draft(
        &self,
        group: usize,
        (kind, mode): (EventKind, Option<EventMode>),
        targets: Vec<super::participant::Party>,
        end: usize,
    ) -> Draft {
        let syntax = self.syntax;
        let verb = &syntax.groups[group];
        let clause = &syntax.clauses[group];
        let actors = syntax.actors_of(group);
        Draft {
            kind,
            mode,
            trigger: verb.main..verb.tokens.end,
            clause: clause.start.min(verb.tokens.start)..clause.complement.end.max(end),
            sentence: self.sentence,
            confidence: confidence(&actors, &targets),
            actors,
            targets,
            modality: clause.modality,
            place: None,
            date: None,
            claimant: None,
            telling: Telling::Plain,
            rule: "verb_judging",
        }
    }
}
