//! Cuts a run of capitalised words into the names that it holds.

use std::ops::Range;

use super::candidate::Candidate;
use super::chunk::{Finder, HEADS, TITLES};
use super::compound;
use crate::lexicon::names::class::WordClass;
use crate::lexicon::names::gazetteer::Sense;
use crate::model::entity::{EntityKind, MentionForm, PlaceType};

impl<'doc> Finder<'_, 'doc> {
    /// Cuts a run into candidates; the answer is where reading goes on.
    pub(super) fn cut_run(&mut self, run: Range<usize>, sentence_end: usize) -> usize {
        let mut position = run.start;
        while position < run.end {
            position = self.cut_one(position, &run, sentence_end);
        }
        position
    }

    fn cut_one(&mut self, position: usize, run: &Range<usize>, sentence_end: usize) -> usize {
        let words = self.words;
        if !words.is_capital(position) && !self.is_article_before_name(position, run.end) {
            return position + 1;
        }
        if let Some((name, senses)) = self.known_at(position, sentence_end) {
            return self.cut_known(name, senses, run);
        }
        if words.has(position, WordClass::FUNCTION | WordClass::CALENDAR)
            && !words.has(position, WordClass::GIVEN)
        {
            return position + 1;
        }
        if let Some(end) = self.title_end(position, run.end) {
            return end;
        }
        if compound::push_parts(words, position, self.sentence, &mut self.found) {
            return position + 1;
        }
        self.cut_new(position, run, sentence_end)
    }

    fn cut_known(
        &mut self,
        name: Range<usize>,
        senses: &'doc [Sense],
        run: &Range<usize>,
    ) -> usize {
        let words = self.words;
        let next = name.end;
        let is_country = senses.iter().any(|sense| self.is_country(*sense));
        let is_place = senses.iter().all(|sense| self.is_place(*sense));
        if is_place && self.names_matter(&name) {
            return next + usize::from(words.is_capital(next));
        }
        let is_people = senses.iter().all(|sense| self.is_people(*sense));
        if next < run.end && words.is_capital(next) && (is_place || is_people) {
            let looks_personal = name.len() == 1
                && words.has(name.start, WordClass::GIVEN | WordClass::PARTICLE)
                && !words.has(next, WordClass::COMMON | WordClass::BODY_HEAD)
                && words.longest_match(next, run.end).is_none();
            if looks_personal {
                return self.cut_new(name.start, run, run.end);
            }
            let opens_body = if is_country {
                self.opens_body(&name, senses, run.end)
            } else {
                self.head_follows(next, run.end)
            };
            if opens_body {
                return self.cut_new(name.start, run, run.end);
            }
        }
        self.push(name, senses);
        next
    }

    /// Cuts a name that begins with no known one.
    fn cut_new(&mut self, start: usize, run: &Range<usize>, sentence_end: usize) -> usize {
        let words = self.words;
        let mut start = start;
        if self.is_prefix_only(start, run.end) {
            return start + 1;
        }
        let mut end = start + 1 + usize::from(!words.is_capital(start));
        while end < run.end && !self.ends_name(start, end, run.end) {
            end += 1;
        }
        let mut trimmed = end;
        while trimmed > start + 1 && !words.is_capital(trimmed - 1) && words.is_word(trimmed - 1) {
            trimmed -= 1;
        }
        if end == run.end && trimmed == end && self.has_lower_head(start, end, sentence_end) {
            trimmed = end + 1;
        }
        if words.is_opener(start) && self.is_ordinary_opener(start, trimmed) {
            if trimmed == start + 1 {
                return end;
            }
            start += 1;
            if !words.is_capital(start) {
                start += 1;
            }
            return if start < trimmed {
                self.cut_one(start, run, sentence_end).max(start + 1)
            } else {
                end
            };
        }
        let names_matter = trimmed > start + 1 && words.has(trimmed - 1, WordClass::MATTER_HEAD);
        if !names_matter || words.has(start, WordClass::GIVEN) {
            self.push(start..trimmed, &[]);
        }
        end.max(trimmed)
    }

    /// Whether a head word ends the capitals after a place's name: "Aleppo Media Center".
    fn head_follows(&self, from: usize, end: usize) -> bool {
        let heads = WordClass::BODY_HEAD | WordClass::GROUP_HEAD | WordClass::PLACE_HEAD;
        for position in from..end.min(from + 4) {
            if self.words.has(position, heads) {
                return self.words.is_capital(position);
            }
            if !self.words.is_capital(position)
                || self
                    .words
                    .has(position, WordClass::GIVEN | WordClass::OFFICE)
            {
                return false;
            }
        }
        false
    }

    /// The name of a known person without the title that is part of an alias: "King *Salman*".
    fn without_title(&self, tokens: Range<usize>, senses: &[Sense]) -> Range<usize> {
        let words = self.words;
        let title = WordClass::HONORIFIC | WordClass::RANK | TITLES | WordClass::TITLE_MODIFIER;
        let is_person = senses.first().is_some_and(|sense| {
            words.names.gazetteer.entity(sense.entity).kind == EntityKind::Person
        });
        let last = tokens.end - 1;
        let is_title = |at: &usize| words.has(*at, title) && !words.has(*at, WordClass::GIVEN);
        match tokens.clone().find(|at| !is_title(at)) {
            Some(start) if is_person && words.is_capital(start) && words.is_word(last) => {
                start..tokens.end
            }
            _ => tokens,
        }
    }

    /// Whether a country's name opens the name of a body: "Kuwait University", "China Exim Bank". A
    /// government's own bodies keep the country apart: "Iraq Army".
    fn opens_body(&self, name: &Range<usize>, senses: &[Sense], end: usize) -> bool {
        let words = self.words;
        let next = name.end;
        let is_name = senses
            .iter()
            .any(|sense| sense.form == MentionForm::Name && !sense.is_abbreviation);
        let of_state = WordClass::STATE_HEAD | WordClass::INSTITUTION | WordClass::GROUP_HEAD;
        let head = (next..end.min(next + 5)).find(|at| words.has(*at, HEADS | of_state));
        is_name
            && head.is_some_and(|head| !words.has(head, of_state))
            && self.head_follows(next, end)
    }

    /// Whether what follows a place's name makes the whole no place: "Paris Agreement", "US$10".
    pub(super) fn names_matter(&self, name: &Range<usize>) -> bool {
        let words = self.words;
        let next = name.end;
        words.text(next).starts_with('$')
            || words.folded(next).starts_with("dollar")
            || words.is_capital(next) && words.has(next, WordClass::MATTER_HEAD)
    }

    /// The end of the title that begins at `start` and goes before a name: "Deputy Foreign Minister",
    /// "Secretary of State", "Brigadier General".
    fn title_end(&self, start: usize, end: usize) -> Option<usize> {
        let words = self.words;
        let any = WordClass::HONORIFIC | WordClass::RANK | TITLES | WordClass::TITLE_MODIFIER;
        let strong = WordClass::HONORIFIC | WordClass::RANK | TITLES;
        let mut position = start;
        let mut title = None;
        while position < end && words.has(position, any) {
            position += 1;
            if words.has(position - 1, strong) {
                title = Some(position);
            }
        }
        let mut title = title?;
        if words.folded(title) == "of" && words.has(title - 1, TITLES) {
            let mut after = title + 1;
            while after < end && (self.is_subject_word(after) || words.folded(after) == "and") {
                after += 1;
            }
            if after > title + 1 {
                title = after;
            }
        }
        let names_body = words.has(start, WordClass::HONORIFIC)
            && (start..end).any(|position| words.has(position, HEADS | WordClass::PLACE_HEAD));
        let is_head_next = title < end
            && words.is_capital(title)
            && (words.has(title, HEADS)
                || self.is_subject_word(title) && words.has(title + 1, HEADS));
        (!names_body && !is_head_next).then_some(title)
    }

    /// Adjectives, headings and modifiers that stand before a name without being part of it.
    fn is_prefix_only(&self, start: usize, end: usize) -> bool {
        let words = self.words;
        let is_given = words.has(start, WordClass::GIVEN) && start + 1 < end;
        if words.has(start, WordClass::ADJECTIVE | WordClass::HEADING) && !is_given {
            return !self.head_follows(start + 1, end);
        }
        false
    }

    /// Whether a name that began at `start` stops before `position`.
    fn ends_name(&self, start: usize, position: usize, end: usize) -> bool {
        let words = self.words;
        let previous = position - 1;
        if !words.is_capital(position) {
            return false;
        }
        let known = words.longest_match(position, end);
        let is_demonym = known.as_ref().is_some_and(|(_, senses)| {
            senses
                .iter()
                .all(|sense| sense.form == MentionForm::Demonym)
        });
        let is_joined = !words.is_capital(previous) || words.is_initial(previous);
        if is_joined {
            let opens_with_demonym = is_demonym || self.is_demonym_at(position);
            let tells_members = words.folded(previous) == "of"
                && position + 1 < end
                && !self.heads_body(position + 1..end);
            return opens_with_demonym && words.is_lower(previous) && !tells_members;
        }
        let has_body = (start..position).any(|at| words.has(at, WordClass::BODY_HEAD));
        if words.has(previous, WordClass::BODY_HEAD) && words.has(position, WordClass::GIVEN) {
            return true;
        }
        let begins_person = words.has(position, WordClass::GIVEN)
            && !words.has(position, WordClass::COMMON)
            && self.is_subject_word(previous)
            && position + 1 < end;
        if begins_person {
            return true;
        }
        if let Some(title) = self.title_end(position, end) {
            let is_own_name =
                words.has(position, WordClass::GIVEN | WordClass::SURNAME) && title == position + 1;
            if !is_own_name || has_body {
                return true;
            }
        }
        if let Some((name, senses)) = words.longest_match(position, end) {
            let is_demonym = senses
                .iter()
                .all(|sense| sense.form == MentionForm::Demonym && self.is_place(*sense));
            let after_given = words.has(start, WordClass::GIVEN) && name.len() == 1;
            return (name.len() > 1 || is_demonym || has_body) && !after_given;
        }
        false
    }

    /// Whether another body is named: "Committee of the *Iranian Parliament*", not "Confederation of
    /// *Indian Industry*".
    fn heads_body(&self, mut rest: Range<usize>) -> bool {
        let body = HEADS | WordClass::INSTITUTION | WordClass::GROUP_HEAD | WordClass::OFFICE;
        rest.any(|at| self.words.has(at, body))
    }

    /// Whether a single token is an adjective of country.
    fn is_demonym_at(&self, position: usize) -> bool {
        let gazetteer = &self.words.names.gazetteer;
        let senses = gazetteer.senses(self.words.folded(position));
        senses
            .iter()
            .any(|sense| sense.form == MentionForm::Demonym)
    }

    /// "Russian Defense *ministry*", "Fatah al-Sham *front*".
    fn has_lower_head(&self, start: usize, end: usize, sentence_end: usize) -> bool {
        let words = self.words;
        end < sentence_end
            && words.is_lower(end)
            && words.has(end, WordClass::BODY_HEAD)
            && words.has(end - 1, WordClass::TITLE_MODIFIER)
            && (start..end).all(|at| self.is_subject_word(at))
    }

    /// Whether the capital of a sentence's first word says nothing.
    fn is_ordinary_opener(&self, start: usize, end: usize) -> bool {
        let words = self.words;
        let folded = words.folded(start);
        if words.is_upper(start) || !words.is_word(start) {
            return false;
        }
        let is_common = words.has(start, WordClass::COMMON)
            || self.memory.is_lower(folded)
            || has_common_ending(folded);
        if end == start + 1 {
            return is_common && !self.memory.is_capital(folded);
        }
        let ends_in_head = words.has(
            end - 1,
            WordClass::BODY_HEAD | WordClass::GROUP_HEAD | WordClass::PLACE_HEAD,
        );
        is_common && !ends_in_head && !words.has(start, WordClass::GIVEN)
    }

    pub(super) fn push(&mut self, tokens: Range<usize>, senses: &'doc [Sense]) {
        let words = self.words;
        let tokens = self.without_title(tokens, senses);
        let folded = words.folded(tokens.start);
        let is_doubtful = tokens.len() == 1
            && words.is_opener(tokens.start)
            && senses.is_empty()
            && !self.memory.is_capital(folded);
        self.found.push(Candidate {
            is_title_case: words.is_title_case(self.sentence),
            sentence: self.sentence,
            part: None,
            is_doubtful,
            tokens,
            senses,
        });
    }

    pub(super) fn is_country(&self, sense: Sense) -> bool {
        let entity = self.words.names.gazetteer.entity(sense.entity);
        sense.form != MentionForm::Metonym && entity.place_type == Some(PlaceType::Country)
    }

    /// Whether the meaning is that of a people or a community of faith.
    fn is_people(&self, sense: Sense) -> bool {
        sense.form == MentionForm::Demonym && !self.is_place(sense)
    }

    pub(super) fn is_place(&self, sense: Sense) -> bool {
        self.words.names.gazetteer.entity(sense.entity).kind == EntityKind::Place
    }
}

/// Endings of words that are hardly ever names.
fn has_common_ending(folded: &str) -> bool {
    folded.len() > 5
        && [
            "ing", "ly", "ed", "tion", "tions", "ment", "ments", "ness", "ous", "ity", "ities",
        ]
        .iter()
        .any(|ending| folded.ends_with(ending))
}
