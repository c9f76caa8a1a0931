//! Splits the tokens of a line into sentences.

use std::ops::Range;

use super::token::{Shape, Token, TokenKind};
use crate::lexicon::abbreviation::{AbbreviationLexicon, StopUse};

/// A sentence of more tokens is cut, so that no later step meets one without end. Sentences of news stay
/// below a third of it.
const LONGEST_SENTENCE: usize = 500;

/// How many tokens a dateline may have: "SANAA/ADEN, Yemen, Sept. 24 (Some Press Agency) —".
const LONGEST_DATELINE: usize = 16;
/// A lone word in capitals before a dash is a city rather than an abbreviation from this length on, in bytes.
const SHORTEST_LONE_CITY: usize = 6;

/// What the splitter looks at.
pub(super) struct Line<'text> {
    pub(super) text: &'text str,
    pub(super) tokens: &'text [Token],
    /// Positions of closing quotation marks, in order.
    pub(super) closers: &'text [usize],
    pub(super) abbreviations: &'text AbbreviationLexicon,
}

/// Calls `each` with the tokens of every sentence in `range`, the tokens of one line. They cover the range.
pub(super) fn split(line: &Line<'_>, range: Range<usize>, mut each: impl FnMut(Range<usize>)) {
    let mut start = range.start;
    if let Some(end) = line.dateline_end(range.clone()) {
        each(start..end);
        start = end;
    }
    let mut position = start;
    while position < range.end {
        let mut next = position + 1;
        let ends = if line.is_terminator(position) {
            next = line.after_closers(next, range.end);
            next == range.end || line.can_begin_after_stop(position, next, range.end)
        } else if line.is_open_abbreviation(position) {
            next = line.after_closers(next, range.end);
            next == range.end || line.begins_after_abbreviation(position, next)
        } else {
            false
        };
        if ends || next - start >= LONGEST_SENTENCE {
            each(start..next);
            start = next;
        }
        position = next;
    }
    if start < range.end {
        each(start..range.end);
    }
}

impl<'text> Line<'text> {
    fn word(&self, position: usize) -> &'text str {
        self.tokens[position].span.of(self.text)
    }

    /// The end of the dateline that the line starts with, after its dash: "NAIROBI, March 3 (Agency) —". What
    /// it names belongs to no clause of the sentence that follows.
    fn dateline_end(&self, range: Range<usize>) -> Option<usize> {
        let end = range.end.min(range.start + LONGEST_DATELINE);
        let dash = (range.start..end)
            .find(|position| matches!(self.word(*position), "—" | "–" | "-" | "--"))?;
        let before = range.start..dash;
        let (first, last) = (before.start, dash.checked_sub(1)?);
        let is_free = self.tokens[last].span.end < self.tokens[dash].span.start;
        let opens_so = self.tokens[first].shape == Shape::Upper || matches!(self.word(first), "(");
        let has_agency =
            opens_so && self.word(last) == ")" && before.clone().any(|at| self.word(at) == "(");
        let has_city = self.tokens[first].shape == Shape::Upper
            && self.word(first).len() >= SHORTEST_LONE_CITY;
        let is_plain = before.into_iter().all(|at| {
            self.tokens[at].kind != TokenKind::Word || self.tokens[at].shape != Shape::Lower
        });
        let goes_on = (dash + 1 < range.end) && self.tokens[dash + 1].shape != Shape::Lower
            || self.opens(dash + 1, range.end);
        (is_free && is_plain && goes_on && (has_agency || has_city)).then_some(dash + 1)
    }

    /// Whether the token opens a quotation or bracket.
    fn opens(&self, position: usize, end: usize) -> bool {
        position < end && matches!(self.word(position), "\"" | "“" | "‘" | "'" | "«" | "(")
    }

    /// Whether the token is a mark that can end a sentence.
    fn is_terminator(&self, position: usize) -> bool {
        self.tokens[position].kind == TokenKind::Punctuation
            && (self.word(position).starts_with('.')
                || matches!(
                    self.word(position),
                    "!" | "?"
                        | "…"
                        | "؟"
                        | "۔"
                        | "।"
                        | "॥"
                        | "։"
                        | "።"
                        | "။"
                        | "។"
                        | "。"
                        | "！"
                        | "？"
                ))
    }

    /// Moves over further terminators and over the closing marks that belong to the sentence.
    fn after_closers(&self, from: usize, end: usize) -> usize {
        let mut next = from;
        while next < end
            && (self.is_terminator(next)
                || matches!(self.word(next), ")" | "]" | "}")
                || self.closers.binary_search(&next).is_ok())
        {
            next += 1;
        }
        next
    }

    /// Whether a sentence can begin at `next`, after the terminator at `stop` and its closing marks.
    fn can_begin_after_stop(&self, stop: usize, next: usize, end: usize) -> bool {
        let Some(first) = self.first_word(next, end) else {
            return !matches!(self.word(next), "," | ";" | ":");
        };
        let is_glued = self.tokens[next - 1].span.end == self.tokens[next].span.start;
        let is_wide = matches!(self.word(stop), "。" | "！" | "？");
        if is_glued && next == stop + 1 && !is_wide && !self.is_glued_sentence(stop, first) {
            return false;
        }
        self.looks_like_beginning(first)
    }

    /// The first token from `next` on that is no opening mark, dash or bullet; none if something else, such
    /// as a comma, shows that the sentence goes on.
    fn first_word(&self, next: usize, end: usize) -> Option<usize> {
        for position in next..end.min(next + 4) {
            match self.tokens[position].kind {
                TokenKind::Word | TokenKind::Number => return Some(position),
                TokenKind::Possessive => return None,
                TokenKind::Symbol => {}
                TokenKind::Punctuation => match self.word(position) {
                    "," | ";" | ":" | ")" | "]" | "/" => return None,
                    _ => {}
                },
            }
        }
        None
    }

    fn looks_like_beginning(&self, position: usize) -> bool {
        let token = self.tokens[position];
        let has_case = self
            .word(position)
            .chars()
            .any(|letter| letter.is_lowercase() || letter.is_uppercase());
        token.kind == TokenKind::Number || token.shape != Shape::Lower || !has_case
            // `25th`, `1990s`
            || self.word(position).starts_with(char::is_numeric)
    }

    /// Whether `Baghdad.Senior` is two sentences that lost their space, and not a name such as `Press.tv`.
    fn is_glued_sentence(&self, stop: usize, first: usize) -> bool {
        let is_word_before = stop
            .checked_sub(1)
            .map(|before| self.word(before))
            .is_some_and(|word| word.len() > 2 && word.ends_with(char::is_lowercase));
        let next = self.tokens[first];
        is_word_before && next.kind == TokenKind::Word && next.shape != Shape::Lower
    }

    /// Whether the token is an abbreviation, with its stop, after which a sentence may end.
    fn is_open_abbreviation(&self, position: usize) -> bool {
        let token = self.tokens[position];
        let Some(word) = self.word(position).strip_suffix('.') else {
            return false;
        };
        if token.kind != TokenKind::Word {
            return false;
        }
        let part = word.rsplit('-').next().unwrap_or(word);
        // What is not listed is a dotted abbreviation or an initial.
        !matches!(
            self.abbreviations.stop_use(part),
            Some(StopUse::Name | StopUse::Number)
        )
    }

    /// Whether a sentence begins at `next`, after the abbreviation at `position`.
    fn begins_after_abbreviation(&self, position: usize, next: usize) -> bool {
        let is_initial = self.tokens[position].shape == Shape::Initial;
        let is_lower = self.tokens[position].shape == Shape::Lower;
        let Some(first) = self.first_word(next, self.tokens.len()) else {
            return false;
        };
        let is_starter = self.abbreviations.is_starter(self.word(first));
        if is_initial {
            return is_starter && self.word(first).len() > 1;
        }
        let is_capital =
            self.tokens[first].kind == TokenKind::Word && self.tokens[first].shape != Shape::Lower;
        is_starter || (is_capital && (is_lower || next > position + 1 || first > next))
    }
}
