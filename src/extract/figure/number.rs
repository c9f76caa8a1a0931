//! Tokens → numbers with their bounds: "about 250,000", "between 20,000 and 30,000", "a third", "millions".

use std::ops::Range;

use crate::lexicon::counting::CountingWord;
use crate::lexicon::quantity::{NumberWord, QuantityLexicon};
use crate::model::figure::Bound;
use crate::text::document::Document;
use crate::text::token::TokenKind;

/// A number as a text states it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    /// Qualifier and number, as positions in the document's tokens.
    pub(super) tokens: Range<usize>,
    /// First token of the number itself.
    pub(super) core: usize,
    /// Lower end.
    pub(super) low: Option<f64>,
    /// Upper end.
    pub(super) high: Option<f64>,
    pub(super) bound: Bound,
    /// Whether it is a part of a whole, as a percentage: "a third".
    pub(super) is_fraction: bool,
}

/// Reads numbers of a document.
#[derive(Clone, Copy)]
pub(super) struct NumberReader<'find, 'text> {
    pub(super) document: &'find Document<'text>,
    pub(super) lexicon: &'find QuantityLexicon,
}

/// A value without bounds, and where it ends.
#[derive(Clone, Copy)]
struct Value {
    end: usize,
    amount: f64,
    is_vague: bool,
    is_fraction: bool,
}

impl<'text> NumberReader<'_, 'text> {
    /// The number that starts at the token with its qualifier, within `limit`.
    pub(super) fn read(&self, at: usize, limit: usize) -> Option<Number> {
        if !self.may_start(at) {
            return None;
        }
        let text = |position: usize| self.text_before(position, limit);
        if self.document.is_word(at, "between") || self.document.is_word(at, "from") {
            return self.range(at, limit);
        }
        let qualifier = self.lexicon.bounds_before().find(at, text);
        let (core, stated) =
            qualifier.map_or((at, None), |(length, bound)| (at + length, Some(bound)));
        let core = core + usize::from(stated.is_some()) * self.sign_at(core, limit);
        let first = self.value(core, limit)?;
        if let Some(number) = self.joined(at, core, first, limit, stated) {
            return Some(number);
        }
        let after = self.lexicon.bounds_after().find(first.end, text);
        let (end, bound) = match (stated, after) {
            (Some(bound), _) => (first.end, bound),
            (None, Some((length, bound))) => (first.end + length, bound),
            (None, None) if first.is_vague => (first.end, Bound::Over),
            (None, None) => (first.end, Bound::Exact),
        };
        let bound = if first.is_vague { Bound::Over } else { bound };
        let (low, high) = ends(first.amount, bound);
        Some(Number {
            tokens: at..end,
            core,
            low,
            high,
            bound,
            is_fraction: first.is_fraction,
        })
    }

    /// A cheap test that lets most words pass by.
    fn may_start(&self, at: usize) -> bool {
        let token = self.document.tokens[at];
        match token.kind {
            TokenKind::Number => true,
            TokenKind::Word if token.is_plain => self
                .lexicon
                .opens_number_by_key(token.key, self.document.token_text(at)),
            TokenKind::Word => self.lexicon.opens_number(self.document.token_text(at)),
            TokenKind::Possessive | TokenKind::Punctuation | TokenKind::Symbol => false,
        }
    }

    /// "between A and B", "from A to B".
    fn range(&self, at: usize, limit: usize) -> Option<Number> {
        let join = if self.document.is_word(at, "between") {
            "and"
        } else {
            "to"
        };
        if join == "to" && self.is_change(at) {
            return None;
        }
        let core = at + 1 + self.sign_at(at + 1, limit);
        let low = self.value(core, limit)?;
        let joint = self.skip_percent(low.end, limit);
        if joint >= limit || !self.document.is_word(joint, join) {
            return None;
        }
        let high = self.value(joint + 1 + self.sign_at(joint + 1, limit), limit)?;
        let low_amount = scaled_like(low.amount, high.amount);
        (low_amount < high.amount).then_some(Number {
            tokens: at..high.end,
            core,
            low: Some(low_amount),
            high: Some(high.amount),
            bound: Bound::Between,
            is_fraction: high.is_fraction,
        })
    }

    /// "rose from 35 to 42": two counts, and no range.
    fn is_change(&self, from: usize) -> bool {
        const REACH: usize = 4;
        (from.saturating_sub(REACH)..from).any(|at| {
            self.document
                .is_of(at, self.lexicon.words(), CountingWord::Change)
        })
    }

    /// How many tokens a sign of money before a number takes.
    fn sign_at(&self, at: usize, limit: usize) -> usize {
        let text = |position: usize| self.text_before(position, limit);
        match self.lexicon.units().find(at, text) {
            Some((length, unit)) if unit.measure.is_none() => length,
            _ => 0,
        }
    }

    /// "20,000 to 30,000", "20-30".
    fn joined(
        &self,
        at: usize,
        core: usize,
        first: Value,
        limit: usize,
        stated: Option<Bound>,
    ) -> Option<Number> {
        let follows_from = at > 0 && self.document.is_word(at - 1, "from");
        if first.end + 1 >= limit || first.is_vague || follows_from && self.is_change(at - 1) {
            return None;
        }
        let joint = self.document.token_text(first.end);
        if !matches!(joint, "to" | "-" | "–" | "or") {
            return None;
        }
        let second = self.value(first.end + 1, limit)?;
        let low = scaled_like(first.amount, second.amount);
        (low < second.amount && !second.is_vague && stated.is_none_or(|bound| bound != Bound::Over))
            .then_some(Number {
                tokens: at..second.end,
                core,
                low: Some(low),
                high: Some(second.amount),
                bound: Bound::Between,
                is_fraction: first.is_fraction,
            })
    }

    fn skip_percent(&self, at: usize, limit: usize) -> usize {
        let text = |position: usize| self.text_before(position, limit);
        match self.lexicon.units().find(at, text) {
            Some((length, unit)) if unit.name == "percent" => at + length,
            _ => at,
        }
    }

    fn text_before(&self, at: usize, limit: usize) -> Option<&'text str> {
        (at < limit).then(|| self.document.token_text(at))
    }

    fn word_at(&self, at: usize, limit: usize) -> Option<NumberWord> {
        self.lexicon.number(self.text_before(at, limit)?)
    }

    fn value(&self, at: usize, limit: usize) -> Option<Value> {
        let text = self.text_before(at, limit)?;
        if self.document.tokens[at].kind == TokenKind::Number {
            let amount: f64 = text.replace(',', "").parse().ok()?;
            return Some(self.multiplied(amount, at + 1, limit));
        }
        let is_article = text.eq_ignore_ascii_case("a") || text.eq_ignore_ascii_case("an");
        match self.word_at(at, limit) {
            Some(NumberWord::Cardinal(amount)) => Some(self.cardinal(amount, at + 1, limit)),
            Some(NumberWord::Vague(amount)) => Some(self.vague(amount, at + 1, limit)),
            Some(NumberWord::Fraction(parts)) if text.eq_ignore_ascii_case("half") => {
                Some(fraction(1.0, parts, at + 1))
            }
            Some(NumberWord::Fraction(_) | NumberWord::Multiplier(_)) => None,
            None if is_article => match self.word_at(at + 1, limit)? {
                NumberWord::Fraction(parts) => Some(fraction(1.0, parts, at + 2)),
                NumberWord::Multiplier(_) => Some(self.multiplied(1.0, at + 1, limit)),
                NumberWord::Cardinal(_) | NumberWord::Vague(_) => None,
            },
            None => self.hyphenated(text, at),
        }
    }

    /// "two-thirds", "twenty-five".
    fn hyphenated(&self, text: &str, at: usize) -> Option<Value> {
        let (first, second) = text.split_once('-')?;
        let NumberWord::Cardinal(first) = self.lexicon.number(first)? else {
            return None;
        };
        match self.lexicon.number(second)? {
            NumberWord::Fraction(parts) if first < parts => Some(fraction(first, parts, at + 1)),
            NumberWord::Cardinal(amount) if amount < 10.0 && first >= 20.0 => {
                Some(self.multiplied(first + amount, at + 1, self.document.tokens.len()))
            }
            _ => None,
        }
    }

    /// "two hundred thousand", "three quarters", "forty five".
    fn cardinal(&self, amount: f64, end: usize, limit: usize) -> Value {
        match self.word_at(end, limit) {
            Some(NumberWord::Fraction(parts)) if amount < parts => fraction(amount, parts, end + 1),
            Some(NumberWord::Cardinal(unit)) if unit < 10.0 && amount >= 20.0 => {
                self.multiplied(amount + unit, end + 1, limit)
            }
            _ => self.multiplied(amount, end, limit),
        }
    }

    /// Takes the multipliers that follow: "thousand", "hundred thousand".
    fn multiplied(&self, amount: f64, end: usize, limit: usize) -> Value {
        let (mut amount, mut end) = (amount, end);
        // "$6.6-billion"
        let is_hyphened = self.text_before(end, limit) == Some("-")
            && matches!(
                self.word_at(end + 1, limit),
                Some(NumberWord::Multiplier(_))
            );
        end += usize::from(is_hyphened);
        while let Some(NumberWord::Multiplier(factor)) = self.word_at(end, limit) {
            amount *= factor;
            end += 1;
        }
        Value {
            end,
            amount,
            is_vague: false,
            is_fraction: false,
        }
    }

    /// "thousands", "tens of thousands", "hundreds of thousands".
    fn vague(&self, amount: f64, end: usize, limit: usize) -> Value {
        let (mut amount, mut end) = (amount, end);
        while end < limit
            && self.document.is_word(end, "of")
            && let Some(NumberWord::Vague(factor)) = self.word_at(end + 1, limit)
        {
            amount *= factor;
            end += 2;
        }
        Value {
            end,
            amount,
            is_vague: true,
            is_fraction: false,
        }
    }
}

fn fraction(count: f64, parts: f64, end: usize) -> Value {
    const HUNDRED: f64 = 100.0;
    Value {
        end,
        amount: (count / parts * HUNDRED * 10.0).round() / 10.0,
        is_vague: false,
        is_fraction: true,
    }
}

/// The lower end of "2 to 3 million" is in millions as well.
fn scaled_like(low: f64, high: f64) -> f64 {
    [1e9, 1e6, 1e3]
        .into_iter()
        .find(|factor| {
            high >= *factor && low < 1000.0 && high % factor == 0.0 && low * factor < high
        })
        .map_or(low, |factor| low * factor)
}

fn ends(amount: f64, bound: Bound) -> (Option<f64>, Option<f64>) {
    match bound {
        Bound::Exact | Bound::About | Bound::Between => (Some(amount), Some(amount)),
        Bound::Over => (Some(amount), None),
        Bound::Under => (None, Some(amount)),
    }
}
