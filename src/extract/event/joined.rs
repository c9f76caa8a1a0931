//! Where one clause ends and the next begins: after a relative clause, after "and", after an insertion.

use std::ops::Range;

use super::draft::Draft;
use super::group::Form;
use super::syntax::Syntax;
use super::tag::Tag;

impl Syntax<'_, '_> {
    /// "The envoy, who is to meet the king on Friday, accused": the subject that a relative clause between
    /// commas parts from its verb.
    pub(super) fn subject_before_relative(&self, index: usize) -> Option<usize> {
        let start = self.groups[index].tokens.start;
        if start == self.tokens.start || self.tag(start - 1) != Tag::Comma {
            return None;
        }
        let opening = self.groups[..index].iter().rev().find_map(|earlier| {
            let relative = self.before(earlier.tokens.start)?;
            (self.tag(relative) == Tag::Relative).then_some(relative)
        })?;
        let is_apart = opening > self.tokens.start && self.tag(opening - 1) == Tag::Comma;
        let is_broken = (opening..start).any(|at| self.tag(at) == Tag::Break);
        if !is_apart || is_broken {
            return None;
        }
        let clause = self.clause_start(opening);
        // "flew in tents, and Austria, which had lent planes, offered": the clause begins after the "and".
        let from = (clause + 1..opening)
            .rev()
            .find(|at| self.tag(*at) == Tag::Conjunction && self.tag(*at - 1) == Tag::Comma)
            .map_or(clause, |conjunction| conjunction + 1);
        let has_verb = self.groups.iter().any(|group| {
            group.form == Form::Finite && (from..opening).contains(&group.tokens.start)
        });
        (!has_verb)
            .then(|| self.subject_in(from..opening, false))
            .flatten()
    }

    /// "The raid that killed the general was ordered": the subject that a relative clause without commas, with
    /// an object of its own, parts from its verb.
    pub(super) fn subject_before_defining(&self, index: usize) -> Option<usize> {
        let start = self.groups[index].tokens.start;
        let earlier = &self.groups[index.checked_sub(1)?];
        let relative = self.before(earlier.tokens.start)?;
        let antecedent = self.phrase_at(relative.checked_sub(1)?)?;
        let defines = (self.tag(relative) == Tag::Relative || self.is_word(relative, "that"))
            && earlier.form == Form::Finite
            && self.phrases[antecedent].tokens.end == relative
            && self.phrases[antecedent].preposition.is_none();
        let between = earlier.tokens.end..start;
        let is_plain = between.clone().all(|at| {
            !matches!(
                self.tag(at),
                Tag::Comma
                    | Tag::Conjunction
                    | Tag::Subordinator
                    | Tag::Relative
                    | Tag::Break
                    | Tag::Quote
            )
        });
        let object = self.object_at(between.start, between.end);
        (defines && is_plain && object.is_some()).then_some(antecedent)
    }

    /// "Addressing parliament, the minister condemned": where the subject may stand if the clause opens
    /// with a verb of its own that is not finite.
    pub(super) fn past_opening(&self, from: usize, index: usize) -> Option<usize> {
        let end = self.groups[index].tokens.start;
        let opening = self.groups[..index]
            .iter()
            .find(|group| group.tokens.start >= from)
            .filter(|group| group.form != Form::Finite)?;
        let is_first = (from..opening.tokens.start)
            .all(|at| matches!(self.tag(at), Tag::Adverb | Tag::Preposition | Tag::Negation));
        if !is_first {
            return None;
        }
        let mut subjects = (opening.tokens.end..end)
            .filter(|at| self.tag(*at) == Tag::Comma)
            .filter_map(|comma| {
                let phrase = self.phrases_in(&(comma + 1..end)).next()?;
                let is_next = self.phrases[phrase].tokens.start <= comma + 2;
                (is_next && self.is_free(phrase)).then_some((comma + 1, phrase))
            });
        let first = subjects.clone().next()?;
        let reaching = subjects.find(|(_, phrase)| self.reaches(*phrase, end));
        Some(reaching.unwrap_or(first).0)
    }

    /// "There was no comment from Oslo but Peru welcomed it": the conjunction behind what is only said to be
    /// there.
    pub(super) fn past_existence(&self, earlier: usize, end: usize) -> Option<usize> {
        let there = &self.groups[earlier].tokens;
        let subject = there
            .start
            .checked_sub(1)
            .filter(|at| *at >= self.tokens.start)?;
        let is_there = self.is_word(subject, "there") || self.is_word(there.start, "there");
        let joint = (there.end..end)
            .rev()
            .find(|at| self.is_any(*at, &["but", "and"]))
            .filter(|_| is_there)?;
        let phrase = self.phrases_in(&(joint + 1..end)).next()?;
        self.phrases[phrase].preposition.is_none().then_some(joint)
    }

    /// "Brazil, accusing Bolivia of dumping, imposed tariffs": whether the clause that holds a token has
    /// its subject before a verb of saying, and so is no part of what is said.
    pub(super) fn resumes_after(&self, cue: &Range<usize>, position: usize) -> bool {
        if !self.tokens.contains(&cue.start) {
            return false;
        }
        let Some(index) = self.group_from(position + 1).checked_sub(1) else {
            return false;
        };
        let group = &self.groups[index];
        let is_later = group.tokens.start >= cue.end && group.form == Form::Finite;
        let says = self.groups.iter().any(|group| cue.contains(&group.main));
        is_later
            && says
            && self.clauses[index].subject.is_some_and(|subject| {
                self.phrases[subject].tokens.end <= cue.start
                    && self.tag(self.phrases[subject].head) != Tag::Pronoun
            })
    }

    /// "denied the claim, and in April it recalled": the comma before the "and" that joins a clause with its
    /// own subject or time to the one before.
    pub(super) fn joined_at(&self, index: usize) -> Option<usize> {
        const FURTHEST: usize = 6;
        let start = self.groups[index].tokens.start;
        if let Some(conjunction) = self.conjunction_before_time(start) {
            return Some(conjunction);
        }
        let subject = self.clauses[index]
            .subject
            .map(|subject| self.phrases[subject].tokens.start);
        let from = subject.filter(|subject| *subject < start).unwrap_or(start);
        let conjunction = (from.saturating_sub(FURTHEST).max(self.tokens.start + 1)..from)
            .rev()
            .take_while(|at| !matches!(self.tag(*at), Tag::Verb | Tag::Comma | Tag::Break))
            .find(|at| self.tag(*at) == Tag::Conjunction)?;
        (self.tag(conjunction - 1) == Tag::Comma).then_some(conjunction - 1)
    }

    /// "scolded Chad and in 2011 expelled", "and three winters ago expelled": the "and" from which only a
    /// time parts the verb that starts here.
    pub(super) fn conjunction_before_time(&self, start: usize) -> Option<usize> {
        const FURTHEST: usize = 6;
        let from = start.saturating_sub(FURTHEST).max(self.tokens.start + 1);
        let conjunction = (from..start.saturating_sub(1))
            .rev()
            .take_while(|at| !matches!(self.tag(*at), Tag::Verb | Tag::Comma | Tag::Break))
            .find(|at| self.tag(*at) == Tag::Conjunction)?;
        let mut between = conjunction + 1..start;
        let is_counted = self.is_any(start - 1, &["ago", "back", "later", "earlier", "before"])
            && self
                .phrases_in(&between)
                .all(|phrase| self.tag(self.phrases[phrase].tokens.start) == Tag::Number)
            && !between.clone().any(|at| self.tag(at) == Tag::Name);
        let is_time = between.clone().any(|at| self.tag(at) == Tag::Time)
            && between.all(|at| {
                matches!(
                    self.tag(at),
                    Tag::Time | Tag::Adverb | Tag::Preposition | Tag::Number | Tag::Determiner
                )
            });
        (is_counted || is_time).then_some(conjunction)
    }

    /// Whether the clause that holds a token is joined to one in which a verb of saying has a mere phrase as
    /// its object, so that nothing of the clause is said.
    pub(super) fn is_joined_after(&self, cue: &Range<usize>, position: usize) -> bool {
        if !self.tokens.contains(&cue.start) {
            return false;
        }
        let Some(index) = self.group_from(position + 1).checked_sub(1) else {
            return false;
        };
        let Some(comma) = self.joined_at(index).filter(|comma| *comma >= cue.end) else {
            return false;
        };
        !self
            .groups
            .iter()
            .any(|group| (cue.end..comma).contains(&group.main) && group.form == Form::Finite)
    }

    /// The clause of an event without what stands in it of others: a relative clause after the subject, or
    /// the opening of a clause that "and" joins to it.
    pub(super) fn own_clause(&self, draft: &Draft) -> Range<usize> {
        let trigger = draft.trigger.start;
        let start = draft.clause.start.max(self.tokens.start);
        let start = start.max(self.own_start(draft).unwrap_or(start));
        let next = self.group_from(draft.trigger.end);
        let joined = (next < self.groups.len()).then(|| self.joined_at(next));
        let end = draft.clause.end;
        let end = joined.flatten().map_or(end, |comma| end.min(comma));
        start.min(trigger)..end.max(trigger + 1)
    }

    /// Where a verb's clause begins that is joined to another or goes on after a relative clause: what
    /// stands before tells the time and place of others.
    pub(super) fn own_start(&self, draft: &Draft) -> Option<usize> {
        let group = self.group_from(draft.trigger.start + 1).checked_sub(1)?;
        if self.groups[group].main != draft.trigger.start {
            return None;
        }
        let resumed = self
            .subject_before_relative(group)
            .map(|_| self.groups[group].tokens.start);
        resumed.or_else(|| self.joined_at(group))
    }
}
