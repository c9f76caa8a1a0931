//! Finds runs of capitalised words and cuts them into candidates.

use std::ops::Range;

use super::candidate::Candidate;
use super::compound;
use super::shouted;
use super::words::{CaseMemory, Words};
use crate::lexicon::names::class::WordClass;
use crate::lexicon::names::context::NamingWord;
use crate::lexicon::names::gazetteer::Sense;
use crate::text::token::TokenKind;

pub(super) const HEADS: WordClass = WordClass::BODY_HEAD;
pub(super) const TITLES: WordClass = WordClass::OFFICE;

/// Finds the candidates of a document in reading order; they are disjoint.
pub(super) fn find<'doc>(words: &Words<'doc>, memory: &CaseMemory<'_>) -> Vec<Candidate<'doc>> {
    let mut finder = Finder {
        words,
        memory,
        found: Vec::new(),
        sentence: 0,
    };
    for (index, sentence) in words.document.sentences.iter().enumerate() {
        finder.sentence = index;
        if words.is_shouted(index) {
            shouted::find(words, &sentence.tokens, index, &mut finder.found);
        } else {
            finder.read_sentence(sentence.tokens.clone());
        }
    }
    finder.found.retain(|candidate| {
        let may_be_new = || {
            !words.is_foreign(candidate.sentence)
                && is_in_latin_letters(words.document.text_of(&candidate.tokens))
        };
        !candidate.senses.is_empty() || may_be_new()
    });
    finder.found
}

/// Whether a text has no letters but Latin ones. What a new name in other letters names, the words around it
/// do not tell: it may as well be a sentence in capitals.
fn is_in_latin_letters(text: &str) -> bool {
    text.is_ascii()
        || text
            .chars()
            .all(|letter| !letter.is_alphabetic() || is_latin(letter))
}

/// Whether a letter is a Latin one.
pub(super) fn is_latin(letter: char) -> bool {
    letter < '\u{250}' || matches!(letter, '\u{1e00}'..='\u{1eff}')
}

/// The candidates found so far, and what they are found by.
pub(super) struct Finder<'step, 'doc> {
    pub(super) words: &'step Words<'doc>,
    pub(super) memory: &'step CaseMemory<'step>,
    pub(super) found: Vec<Candidate<'doc>>,
    /// The sentence that is read.
    pub(super) sentence: usize,
}

impl<'doc> Finder<'_, 'doc> {
    fn read_sentence(&mut self, tokens: Range<usize>) {
        let mut position = tokens.start;
        while position < tokens.end {
            if !self.words.is_capital(position)
                && !self.is_article_before_name(position, tokens.end)
            {
                position += 1;
                continue;
            }
            if let Some(senses) = self.short_region_at(position, tokens.start) {
                self.push(position..position + 1, senses);
                position += 1;
                continue;
            }
            if let Some((name, senses)) = self.known_at(position, tokens.end) {
                if !self.starts_run(position, tokens.end) {
                    position = name.end;
                    if !self.names_matter(&name) {
                        self.push(name, senses);
                    }
                    continue;
                }
            } else if !self.starts_run(position, tokens.end) {
                position += 1;
                continue;
            }
            let end = self.run_end(position, tokens.end);
            position = self.cut_run(position..end, tokens.end);
        }
    }

    /// "Springfield, *Ill.*": a short name of a region, after the name of a place and a comma.
    fn short_region_at(&self, position: usize, start: usize) -> Option<&'doc [Sense]> {
        let words = self.words;
        if position < start + 2 || words.text(position - 1) != "," {
            return None;
        }
        let is_place_before = self.found.last().is_some_and(|last| {
            last.tokens.end == position - 1
                && !last
                    .senses
                    .iter()
                    .all(|sense| self.is_country(*sense) || !self.is_place(*sense))
        });
        let name = words.text(position).trim_end_matches('.');
        let senses = words.names.gazetteer.short_senses(name);
        let is_new_before = self.found.last().is_some_and(|last| {
            last.tokens.end == position - 1 && last.senses.is_empty() && last.tokens.len() < 4
        });
        let has_stop = words.text(position).ends_with('.') || words.is_upper(position);
        (!senses.is_empty() && (is_place_before || is_new_before) && has_stop).then_some(senses)
    }

    /// The gazetteer's longest name at a position where a name may begin.
    pub(super) fn known_at(
        &self,
        position: usize,
        end: usize,
    ) -> Option<(Range<usize>, &'doc [Sense])> {
        let words = self.words;
        if !words.is_capital(position) && !self.is_article_before_name(position, end) {
            return None;
        }
        let is_plain_function = words.has(position, WordClass::FUNCTION)
            && (!words.is_upper(position) || words.is_title_case(self.sentence));
        let is_among_capitals = words.has(position, WordClass::FUNCTION)
            && [position.wrapping_sub(1), position + 1]
                .into_iter()
                .all(|beside| words.is_upper(beside) && words.has(beside, WordClass::COMMON));
        let (name, senses) = words.longest_match(position, end)?;
        let is_misread = name.len() == 1
            && (is_plain_function
                || is_among_capitals
                || words.has(position, WordClass::CALENDAR) && !words.is_upper(position));
        let starts_with_the = words.folded(position) == "the";
        let (name, senses) = self.without_region_word(name, senses);
        (!is_misread && !starts_with_the).then_some((name, senses))
    }

    /// "*Borno* state": a region's kind in lower case is no part of its name, if it goes by the rest as well.
    fn without_region_word(
        &self,
        name: Range<usize>,
        senses: &'doc [Sense],
    ) -> (Range<usize>, &'doc [Sense]) {
        let words = self.words;
        let last = name.end - 1;
        if name.len() == 1 || !words.is_lower(last) || !words.has(last, WordClass::PLACE_HEAD) {
            return (name, senses);
        }
        let is_kind = words.is_of(last, NamingWord::KindOfRegion);
        let shorter = name.start..last;
        let others = words.names.gazetteer.senses(words.key(&shorter));
        let is_same = |sense: &Sense| senses.iter().any(|known| known.entity == sense.entity);
        if is_kind && others.iter().any(is_same) {
            (shorter, others)
        } else {
            (name, senses)
        }
    }

    pub(super) fn is_article_before_name(&self, position: usize, end: usize) -> bool {
        matches!(self.words.folded(position), "al" | "el" | "abu" | "ibn")
            && position + 1 < end
            && self.words.is_capital(position + 1)
    }

    fn starts_run(&self, position: usize, end: usize) -> bool {
        let words = self.words;
        if self.is_article_before_name(position, end) {
            return true;
        }
        if !words.is_capital(position) || compound::has_prefix(words.text(position)) {
            return false;
        }
        let next_is_capital = position + 1 < end
            && words.is_capital(position + 1)
            && !words.has(position + 1, WordClass::FUNCTION);
        if words.has(position, WordClass::FUNCTION | WordClass::CALENDAR) {
            return words.has(position, WordClass::GIVEN)
                && next_is_capital
                && !words.has(position, WordClass::COMMON);
        }
        true
    }

    /// The end of the run of capitals that begins at `start`, with the small words that names hold.
    fn run_end(&self, start: usize, end: usize) -> usize {
        let mut run = start + 1;
        if !self.words.is_capital(start) {
            run += 1;
        }
        while let Some(next) = self.continuation(start, run, end) {
            run = next;
        }
        run.min(end)
    }

    fn continuation(&self, start: usize, run: usize, end: usize) -> Option<usize> {
        let words = self.words;
        if run >= end {
            return None;
        }
        let is_plain = |position: usize| {
            position < end
                && words.is_capital(position)
                && !compound::has_prefix(words.text(position))
                && !words.has(position, WordClass::FUNCTION | WordClass::CALENDAR)
        };
        if is_plain(run) || words.is_initial(run) && words.folded(run) != "i" {
            return Some(run + 1);
        }
        let has_head = (start..run).any(|position| {
            words.has(
                position,
                WordClass::BODY_HEAD | WordClass::PLACE_HEAD | WordClass::GROUP_HEAD | TITLES,
            )
        });
        if words.is_lower(run) && words.has(run, WordClass::PARTICLE) {
            let next = run + 1;
            if is_plain(next) {
                return Some(next + 1);
            }
            return (words.has(next, WordClass::PARTICLE) && is_plain(next + 1))
                .then_some(next + 2);
        }
        match words.kind(run)? {
            TokenKind::Number => {
                let is_numbered = words.has(run - 1, HEADS | WordClass::GROUP_HEAD);
                (is_numbered && words.text(run).len() <= 4).then_some(run + 1)
            }
            TokenKind::Punctuation if words.text(run) == "," => self.listed_end(start, run, end),
            TokenKind::Symbol => (words.text(run) == "&" && is_plain(run + 1)).then_some(run + 2),
            TokenKind::Word => match words.folded(run) {
                "of" if has_head => {
                    let skip = usize::from(words.folded(run + 1) == "the");
                    is_plain(run + 1 + skip).then_some(run + 2 + skip)
                }
                "for" | "on" if has_head && self.may_be_subject(run + 1, end) => {
                    is_plain(run + 1).then_some(run + 2)
                }
                "and" if self.joins_subjects(start, run, end) => Some(run + 2),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether a capitalised word tells what a body is about: "Policy", "Foreign".
    pub(super) fn is_subject_word(&self, position: usize) -> bool {
        self.words.is_capital(position)
            && self.words.has(
                position,
                WordClass::COMMON | WordClass::TITLE_MODIFIER | WordClass::ADJECTIVE,
            )
            && !self.words.has(position, WordClass::GIVEN)
    }

    /// Whether a capitalised word after "for" or "on" may go on telling what a body is about.
    fn may_be_subject(&self, position: usize, end: usize) -> bool {
        position < end
            && self.words.is_capital(position)
            && !self.words.has(position, WordClass::GIVEN)
            && (self.is_subject_word(position) || self.words.longest_match(position, end).is_none())
    }

    /// "Ministry of Trade*, Industry and Tourism*": where the list of what a body is about ends that goes
    /// on at a comma.
    fn listed_end(&self, start: usize, comma: usize, end: usize) -> Option<usize> {
        let words = self.words;
        let is_head = |at: usize| words.has(at, WordClass::STATE_HEAD | WordClass::BODY_HEAD);
        let of = (start + 1..comma).find(|at| words.folded(*at) == "of")?;
        if !is_head(of - 1) || !self.is_subject_word(comma - 1) {
            return None;
        }
        let mut at = comma;
        while at < end && words.text(at) == "," {
            at += 1;
            let from = at;
            while at < end && self.is_subject_word(at) && !is_head(at) {
                at += 1;
            }
            if at == from {
                break;
            }
        }
        let at = at + usize::from(words.text(at) == ",");
        let is_closed = words.folded(at) == "and" && at + 1 < end && self.is_subject_word(at + 1);
        let closes_once = is_closed && !is_head(at + 1) && !words.has(at + 1, WordClass::OFFICE);
        closes_once.then_some(at + 2)
    }

    /// "National Security *and* Foreign Policy Committee", "Ministry of Health *and* Education".
    fn joins_subjects(&self, start: usize, and: usize, end: usize) -> bool {
        let words = self.words;
        if self.joins_members(start, and, end) {
            return true;
        }
        if !self.is_subject_word(and - 1) || !self.is_subject_word(and + 1) {
            return false;
        }
        let heads = WordClass::BODY_HEAD | WordClass::OFFICE;
        let has_head_before = (start..and - 1).any(|position| words.has(position, heads));
        let mut after = and + 2;
        while after < end && words.is_capital(after) && after < and + 5 {
            if words.has(after, WordClass::BODY_HEAD) {
                return !words.has(and - 1, WordClass::BODY_HEAD);
            }
            after += 1;
        }
        has_head_before && !words.has(and - 1, heads)
    }

    /// "Association of Millers *and* Bakers": both are what its members do.
    fn joins_members(&self, start: usize, and: usize, end: usize) -> bool {
        let words = self.words;
        let is_member = |at: usize| {
            words.is_capital(at)
                && words.folded(at).ends_with('s')
                && !words.has(at, WordClass::GIVEN | WordClass::SURNAME)
                && !words.has(at, HEADS | WordClass::INSTITUTION)
                && words.longest_match(at, end).is_none()
        };
        and > start + 2
            && words.folded(and - 2) == "of"
            && words.has(and - 3, HEADS)
            && and + 1 < end
            && is_member(and - 1)
            && is_member(and + 1)
    }
}
