//! Atoms → time expressions with their meanings: at each atom the longest expression that starts there.
//!
//! Each part of the grammar is a method that tries to read one sort of expression at a position and
//! returns where it ends. Nothing is placed in the calendar here.

mod calendar;
mod clock;
mod length;
mod numeric;
mod pointed;
mod season;

use super::atom::{Atom, Piece};
use super::meaning::Meaning;
use crate::lexicon::time::{TimeLexicon, TimeWord};

/// A time expression: atoms `[start, end)` and what they say.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Phrase {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) meaning: Meaning,
}

/// What a rule returns: one past the last atom, and the meaning.
type Parsed = Option<(usize, Meaning)>;

/// Finds the time expressions, disjoint and in order.
pub(super) fn phrases(atoms: &[Atom<'_>], lexicon: &TimeLexicon) -> Vec<Phrase> {
    let grammar = Grammar { atoms, lexicon };
    let mut found = Vec::new();
    let mut position = 0;
    while position < atoms.len() {
        match grammar.phrase(position) {
            Some((end, meaning)) => {
                found.push(Phrase {
                    start: position,
                    end,
                    meaning,
                });
                position = end.max(position + 1);
            }
            None => position += 1,
        }
    }
    found
}

/// The rules, over the atoms of a document.
struct Grammar<'document, 'text> {
    atoms: &'document [Atom<'text>],
    lexicon: &'document TimeLexicon,
}

impl<'text> Grammar<'_, 'text> {
    /// The longest expression that starts here.
    fn phrase(&self, at: usize) -> Parsed {
        if !self.atoms[at].may_open {
            return None;
        }
        let has_time = self.atoms[at].piece != Piece::Other;
        let mut best: Parsed = self.reference(at);
        if self.is_lone_article(at) {
            return best;
        }
        let rules: &[fn(&Self, usize) -> Parsed] = if has_time {
            &[
                Self::calendar,
                Self::clock,
                Self::pointed,
                Self::shifted,
                Self::edge,
                Self::placed,
                Self::repeated,
                Self::length,
            ]
        } else {
            &[Self::bounded]
        };
        for rule in rules {
            let found = rule(self, at);
            if found
                .as_ref()
                .is_some_and(|(end, _)| best.as_ref().is_none_or(|(longest, _)| end > longest))
            {
                best = found;
            }
        }
        best
    }

    /// Whether an article has no word of time after it, so that no rule can begin with it.
    fn is_lone_article(&self, at: usize) -> bool {
        matches!(self.time(at), Some(TimeWord::The | TimeWord::Article))
            && self.piece(at + 1) == Piece::Other
            && !self.is_any(at + 1, &["middle", "latter"])
    }

    /// A fixed phrase that refers to past, present or future.
    fn reference(&self, at: usize) -> Parsed {
        let (length, value) = self
            .lexicon
            .references()
            .find(at, |position| self.text(position))?;
        let next_is_capital = self.atoms.get(at + length).is_some_and(Atom::is_capital);
        let is_name =
            !self.atoms[at].starts_sentence && self.atoms[at].is_capital() && next_is_capital;
        (!is_name).then(|| (at + length, Meaning::Reference(value)))
    }

    /// "the end of May", "the first half of 2014": what follows "of" gives the meaning.
    fn edge(&self, at: usize) -> Parsed {
        let mut next = self.skip_the(at);
        if matches!(
            self.time(next),
            Some(TimeWord::Ordinal(_) | TimeWord::Position | TimeWord::Direction(_))
        ) && self.time(next + 1) == Some(TimeWord::Edge)
            || self.is(next, "latter")
        {
            next += 1;
        }
        if !(self.time(next) == Some(TimeWord::Edge) || self.is(next, "middle"))
            || !self.is(next + 1, "of")
            || next == at && self.is(next, "half")
        {
            return None;
        }
        self.dated(next + 2)
    }

    /// "late September", "mid-August", "early in 1991", "earlier this week", "later in the year".
    fn placed(&self, at: usize) -> Parsed {
        let mut next = self.skip_the(at);
        let is_pointing = match self.time(next)? {
            TimeWord::Position => false,
            TimeWord::Direction(_) => true,
            _ => return None,
        };
        next += 1;
        if self.atoms.get(next).is_some_and(Atom::is_dash) {
            next += 1;
        }
        let after_in = if self.is(next, "in") { next + 1 } else { next };
        if is_pointing {
            return match self.dated(after_in)? {
                found @ (_, Meaning::Unit { .. }) => Some(found),
                _ => None,
            };
        }
        self.dated(after_in)
    }

    /// What can follow "late" or "the end of": a date, a pointed unit, a season, or "the year".
    fn dated(&self, at: usize) -> Parsed {
        let named = [
            self.calendar(at),
            self.bare_season(at),
            self.pointed(at),
            self.told_unit(at),
            self.part_of_day(at),
        ];
        let mut best: Parsed = None;
        for found in named.into_iter().flatten() {
            if best.as_ref().is_none_or(|(end, _)| found.0 > *end) {
                best = Some(found);
            }
        }
        best
    }

    fn piece(&self, at: usize) -> Piece {
        self.atoms.get(at).map_or(Piece::Other, |atom| atom.piece)
    }

    fn time(&self, at: usize) -> Option<TimeWord> {
        match self.piece(at) {
            Piece::Time(word) => Some(word),
            Piece::Number { .. } | Piece::Decade(_) | Piece::Other => None,
        }
    }

    fn text(&self, at: usize) -> Option<&'text str> {
        self.atoms.get(at).map(|atom| atom.text)
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.text(at)
            .is_some_and(|text| text.eq_ignore_ascii_case(word))
    }

    fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(at, word))
    }

    fn is_dash(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(Atom::is_dash)
    }

    /// Whether the word before `at` is one of these.
    fn follows(&self, at: usize, words: &[&str]) -> bool {
        at > 0 && self.is_any(at - 1, words)
    }

    fn skip_the(&self, at: usize) -> usize {
        if self.time(at) == Some(TimeWord::The) {
            at + 1
        } else {
            at
        }
    }

    /// The position after a comma, if there is one here.
    fn skip_comma(&self, at: usize) -> usize {
        if self.is(at, ",") { at + 1 } else { at }
    }

    /// Whether two neighbouring atoms touch, without a blank.
    fn touches_next(&self, at: usize) -> bool {
        match (self.atoms.get(at), self.atoms.get(at + 1)) {
            (Some(left), Some(right)) => left.span.end == right.span.start,
            _ => false,
        }
    }
}
