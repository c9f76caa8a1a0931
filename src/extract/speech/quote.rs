//! Attributions → quotes: which attributed words were said, and how they are given.

use std::ops::Range;

use super::super::Reading;
use super::report::is_speech;
use super::{Attribution, AttributionKind};
use crate::lexicon::speech::ReportingVerb;
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
        .filter_map(|attribution| finder.quote(attribution))
        .collect();
    quotes.sort_by_key(|quote| (quote.span.start, quote.span.end));
    quotes.dedup_by(|later, earlier| earlier.span.contains(later.span));
    quotes
}

struct Quotes<'find, 'step, 'text> {
    reading: &'find Reading<'step, 'text>,
}

impl Quotes<'_, '_, '_> {
    fn quote(&self, attribution: &Attribution) -> Option<Quote> {
        let verb = self.verb(attribution);
        let inside = self.quotation_inside(&attribution.scope);
        let (span, form) = match (attribution.kind, inside) {
            (AttributionKind::Quotation, Some(quotation)) => {
                let is_phrase = verb.is_some_and(|verb| verb.is_nominal);
                let form = if is_phrase {
                    QuoteForm::Mixed
                } else {
                    QuoteForm::Direct
                };
                (self.spoken(quotation), form)
            }
            (AttributionKind::Clause, Some(_)) => (self.span(&attribution.scope), QuoteForm::Mixed),
            (AttributionKind::Phrase, Some(_)) if verb.is_some() => {
                (self.span(&attribution.scope), QuoteForm::Mixed)
            }
            (AttributionKind::Clause, None) => (self.span(&attribution.scope), QuoteForm::Indirect),
            (AttributionKind::Quotation | AttributionKind::Phrase, _) => return None,
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

    /// A quotation of more than two words that lies in the scope, give or take its marks.
    fn quotation_inside(&self, scope: &Range<usize>) -> Option<&Quotation> {
        let document = self.reading.document;
        let from = document
            .quotations
            .partition_point(|quotation| quotation.tokens.start < scope.start);
        document.quotations[from..]
            .iter()
            .take_while(|quotation| quotation.tokens.start < scope.end)
            .find(|quotation| {
                quotation.tokens.end <= scope.end + 2 && is_speech(document, quotation)
            })
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
                is_outside && !time.is_since && time.fact.timex_type != TimexType::Duration
            })
            .find_map(|time| time.fact.value)
            .filter(|_| !attribution.cue.is_empty())
    }
}
