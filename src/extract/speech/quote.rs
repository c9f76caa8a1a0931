//! Attributions → quotes: which attributed words were said, and how they are given.

use std::ops::Range;

use super::super::Reading;
use super::report::{is_fragment, is_speech};
use super::{Attribution, AttributionKind, Stance};
use crate::lexicon::speech::ReportingVerb;
use crate::lexicon::telling::TellingWord;
use crate::model::date::PartialDate;
use crate::model::facts::{Quote, TimexType};
use crate::model::quote::QuoteForm;
use crate::span::Span;
use crate::text::document::Quotation;

/// Finds the quotes in reading order.
pub(super) fn find(reading: &Reading<'_, '_>, attributions: &[Attribution]) -> Vec<Quote> {
    let finder = Quotes { reading };
    let mut quotes: Vec<Quote> = attributions
        .iter()
        .filter(|attribution| !is_handed_on(attribution, attributions))
        .filter_map(|attribution| finder.quote(attribution))
        .collect();
    quotes.sort_by_key(|quote| (quote.span.start, quote.span.end));
    quotes.dedup_by(|later, earlier| earlier.span.contains(later.span));
    quotes
}

/// How far after "according to" its source is looked for, in tokens.
const SOURCE_REACH: usize = 8;
/// The fewest words that somebody is reported to have said.
const LEAST_WORDS: usize = 2;

/// "The minister said it was over, according to an aide": the words are the minister's.
fn is_handed_on(attribution: &Attribution, all: &[Attribution]) -> bool {
    /// Attributions further on are not looked at, so that the time stays linear.
    const FURTHEST: usize = 16;
    let is_source = attribution.kind == AttributionKind::Phrase
        && attribution.cue.len() > 1
        && attribution.cue.start >= attribution.scope.end;
    let from = all.partition_point(|inner| inner.scope.start < attribution.scope.start);
    is_source
        && all[from..]
            .iter()
            .take(FURTHEST)
            .take_while(|inner| inner.scope.start < attribution.scope.end)
            .any(|inner| inner.kind == AttributionKind::Clause)
}

struct Quotes<'find, 'step, 'text> {
    reading: &'find Reading<'step, 'text>,
}

impl Quotes<'_, '_, '_> {
    fn quote(&self, attribution: &Attribution) -> Option<Quote> {
        let verb = self.verb(attribution);
        let is_clause = attribution.kind == AttributionKind::Clause;
        let inside = self.quotation_inside(&attribution.scope, is_clause);
        let (span, form) = match (attribution.kind, inside) {
            (AttributionKind::Quotation, inside) => {
                let is_phrase = verb.is_some_and(|verb| verb.is_nominal);
                let form = if is_phrase {
                    QuoteForm::Mixed
                } else {
                    QuoteForm::Direct
                };
                let quotation = inside.or_else(|| self.short_quotation(&attribution.scope))?;
                (self.spoken(quotation), form)
            }
            (AttributionKind::Count, _) => return None,
            (AttributionKind::Clause, Some(_)) => (self.span(&attribution.scope), QuoteForm::Mixed),
            (AttributionKind::Phrase, Some(quotation))
                if self.is_of_another(attribution, quotation) =>
            {
                return None;
            }
            // Only what stands between the marks is said for sure in these words.
            (AttributionKind::Phrase, Some(quotation)) if verb.is_some() => {
                (self.spoken(quotation), QuoteForm::Mixed)
            }
            (AttributionKind::Phrase, inside)
                if !self.is_by_source(attribution)
                    || inside.is_some_and(|inside| {
                        inside.tokens.start <= attribution.scope.start + 1
                    }) =>
            {
                return None;
            }
            (AttributionKind::Clause | AttributionKind::Phrase, inside) => {
                if attribution.scope.len() < LEAST_WORDS {
                    return None;
                }
                let form = inside.map_or(QuoteForm::Indirect, |_| QuoteForm::Mixed);
                (self.span(&attribution.scope), form)
            }
        };
        let document = self.reading.document;
        let written = (!attribution.cue.is_empty()).then(|| document.text_of(&attribution.cue));
        Some(Quote {
            id: None,
            span,
            speaker: attribution.speaker,
            form,
            verb: written.map(str::to_owned),
            date: self.date(attribution),
            cluster: None,
        })
    }

    fn verb(&self, attribution: &Attribution) -> Option<ReportingVerb> {
        if attribution.cue.len() != 1 {
            return None;
        }
        let text = self.reading.document.token_text(attribution.cue.start);
        self.reading.lexicon.speech.verb(text)
    }

    /// "denied that it was “an attack”": what somebody denies may be in the words of others; not so what he
    /// calls it: "rejected it as “an insult”".
    fn is_of_another(&self, attribution: &Attribution, quotation: &Quotation) -> bool {
        let document = self.reading.document;
        let mark = quotation.tokens.start.saturating_sub(1);
        let follows_name = mark
            .checked_sub(1)
            .is_some_and(|at| document.is_any_word(at, &["as", "calling"]));
        attribution.stance == Stance::Denied && !follows_name
    }

    /// "according to X", where X can speak: somebody named, officials, a report, but no agreement or plan.
    fn is_by_source(&self, attribution: &Attribution) -> bool {
        let document = self.reading.document;
        let after = attribution.cue.end;
        let end = document.tokens.len().min(after + SOURCE_REACH);
        let end = (after..end)
            .find(|at| matches!(document.token_text(*at), "," | "." | ";" | ":"))
            .unwrap_or(end);
        let is_phrase = attribution.cue.len() > 1 && after < end;
        let words = self.reading.lexicon.speech.telling();
        let is_rule = (after..end).any(|at| document.is_of(at, words, TellingWord::Rule));
        is_phrase && (attribution.speaker.is_some() || !is_rule)
    }

    fn span(&self, scope: &Range<usize>) -> Span {
        self.reading.document.span_of(scope)
    }

    /// The words between the marks, without the comma that only joins them to the sentence.
    fn spoken(&self, quotation: &Quotation) -> Span {
        let text = quotation.span.of(self.reading.document.text);
        let start = quotation.span.start + text.len() - text.trim_start().len();
        let trimmed = text.trim().trim_end_matches(',');
        Span::new(start, start + trimmed.len())
    }

    /// A quotation of few words that makes up the scope.
    fn short_quotation(&self, scope: &Range<usize>) -> Option<&Quotation> {
        let quotations = &self.reading.document.quotations;
        let at = quotations.partition_point(|quotation| quotation.tokens.start < scope.start);
        quotations
            .get(at)
            .filter(|quotation| quotation.tokens == *scope)
    }

    /// A quotation of more than two words, in a clause of more than one, that lies in the scope, give or take
    /// its marks.
    fn quotation_inside(&self, scope: &Range<usize>, is_clause: bool) -> Option<&Quotation> {
        let document = self.reading.document;
        let from = document
            .quotations
            .partition_point(|quotation| quotation.tokens.start < scope.start);
        document.quotations[from..]
            .iter()
            .take_while(|quotation| quotation.tokens.start < scope.end)
            .find(|quotation| {
                let is_long = if is_clause {
                    is_fragment(document, quotation)
                } else {
                    is_speech(document, quotation)
                };
                quotation.tokens.end <= scope.end + 2 && is_long
            })
    }

    /// "Ana Silva, who took office in May, said": whether a time before the cue tells of something else.
    fn is_in_relative(&self, time: Range<usize>, cue: usize) -> bool {
        const REACH: usize = 20;
        let document = self.reading.document;
        let is_closed = (time.end..cue).any(|at| document.token_text(at) == ",");
        let mut before = (time.start.saturating_sub(REACH)..time.start).rev();
        let opening = before.find(|at| {
            document.token_text(*at) == "."
                || document.is_any_word(*at, &["who", "which", "whose", "where", "whom"])
        });
        is_closed && opening.is_some_and(|at| document.token_text(at) != ".")
    }

    /// When it was said, if the sentence of the cue says so outside the words said.
    fn date(&self, attribution: &Attribution) -> Option<PartialDate> {
        let document = self.reading.document;
        let at = attribution
            .cue
            .start
            .min(document.tokens.len().checked_sub(1)?);
        let sentence = document.sentences.get(document.sentence_of(at))?;
        let times = self.reading.times;
        let from = times.partition_point(|time| time.tokens.start < sentence.tokens.start);
        times[from..]
            .iter()
            .take_while(|time| time.tokens.end <= sentence.tokens.end)
            .filter(|time| {
                let is_outside = time.tokens.end <= attribution.scope.start
                    || attribution.scope.end <= time.tokens.start;
                let is_told = is_outside
                    && !time.is_since
                    && !self.is_in_relative(time.tokens.clone(), attribution.cue.start);
                is_told && time.fact.timex_type != TimexType::Duration
            })
            .find_map(|time| time.fact.value)
            .filter(|_| !attribution.cue.is_empty())
    }
}
