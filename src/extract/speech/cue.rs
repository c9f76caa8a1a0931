//! Sentences → cues: reporting verbs and "according to", each with its subject and what it reports, as
//! ranges of tokens. Who the subject is remains open.

use std::ops::Range;

use super::report::{is_fragment, is_speech};
use crate::lexicon::Lexicon;
use crate::lexicon::action::ActionLexicon;
use crate::lexicon::quantity::QuantityLexicon;
use crate::lexicon::speech::{ReportingVerb, SpeechLexicon, SpeechWord, VerbForm};
use crate::lexicon::telling::TellingWord;
use crate::lexicon::time::{TimeLexicon, TimeWord};
use crate::text::document::{Document, Quotation, Sentence};
use crate::text::token::{Shape, TokenKind};

/// A reporting verb or a phrase such as "according to".
#[derive(Debug, Clone)]
pub(super) struct Cue {
    pub(super) tokens: Range<usize>,
    /// None for a phrase.
    pub(super) verb: Option<ReportingVerb>,
    /// The words before the verb that hold its subject.
    pub(super) subject: Range<usize>,
    /// The words after the cue that hold the speaker: "said X", "according to X".
    pub(super) speaker_after: Option<Range<usize>>,
    /// "and urged", "adding": the subject is that of the verb before.
    pub(super) shares_subject: bool,
    /// "is said to": nobody in particular says so.
    pub(super) is_passive: bool,
    /// "denied reports that": what others say is spoken of.
    pub(super) is_noun: bool,
    pub(super) complement: Complement,
    /// Where the words of an earlier cue end at the latest.
    pub(super) border: usize,
    /// Where the words of this one end at the latest.
    pub(super) limit: Option<usize>,
}

/// What a cue reports, as tokens.
#[derive(Debug, Clone)]
pub(super) enum Complement {
    None,
    /// A clause from here on.
    Clause(usize),
    /// A phrase from here on.
    Phrase(usize),
    /// A quotation on its own.
    Quotation(Range<usize>),
    /// A number from here on.
    Count(usize),
    /// What stands before the cue.
    Before(Range<usize>),
}

impl Cue {
    /// Whether the words of an earlier cue end where this one begins: it stands beside, not inside them.
    pub(super) fn is_beside(&self) -> bool {
        match self.complement {
            Complement::None => false,
            Complement::Before(_) => true,
            Complement::Clause(_)
            | Complement::Phrase(_)
            | Complement::Count(_)
            | Complement::Quotation(_) => self.shares_subject,
        }
    }

    fn has_words(&self) -> bool {
        !matches!(self.complement, Complement::None)
    }

    /// Whether the cue brings reported speech of somebody.
    pub(super) fn is_told(&self) -> bool {
        self.verb.is_some_and(|verb| verb.is_speech) && !self.is_passive && !self.is_noun
    }
}

/// Reads cues from sentences.
pub(super) struct CueReader<'find, 'text> {
    pub(super) document: &'find Document<'text>,
    pub(super) lexicon: &'find SpeechLexicon,
    pub(super) actions: &'find ActionLexicon,
    pub(super) quantity: &'find QuantityLexicon,
    times: &'find TimeLexicon,
}

impl<'find, 'text> CueReader<'find, 'text> {
    pub(super) fn new(document: &'find Document<'text>, lexicon: &'find Lexicon) -> Self {
        Self {
            document,
            lexicon: &lexicon.speech,
            actions: &lexicon.action,
            quantity: &lexicon.quantity,
            times: &lexicon.time,
        }
    }

    /// Whether a word names a day by itself: "Monday", "yesterday", "tonight".
    pub(super) fn is_day(&self, at: usize) -> bool {
        matches!(
            self.times.word(self.document.token_text(at)),
            Some(TimeWord::Weekday(_) | TimeWord::DeicticDay(_) | TimeWord::DeicticNight)
        )
    }

    /// The cues of a sentence in reading order.
    pub(super) fn cues(&self, sentence: &Sentence) -> Vec<Cue> {
        let mut cues: Vec<Cue> = Vec::new();
        let end = sentence.tokens.end;
        let text = |at: usize| (at < end).then(|| self.document.token_text(at));
        let may_be_quoted = self.touches_quotation(sentence);
        let mut at = sentence.tokens.start;
        while at < end {
            if may_be_quoted && let Some(quotation) = self.quotation_around(at) {
                at = quotation.tokens.end.max(at + 1);
                continue;
            }
            let token = self.document.tokens[at];
            if token.kind == TokenKind::Word {
                let word = self.document.token_text(at);
                let cue_phrases = self.lexicon.cues();
                let opens_phrase = cue_phrases.opens_with(token.key, word);
                let phrase = opens_phrase.then(|| cue_phrases.find(at, text)).flatten();
                let cue = if let Some((length, ())) = phrase {
                    Some(self.phrase_cue(at, length, sentence))
                } else {
                    let told = self.told_cue(at, sentence, cues.last());
                    let is_told = told.as_ref().is_some_and(Cue::has_words);
                    let tally = || self.tally_cue(at, sentence, cues.last());
                    if is_told { told } else { tally().or(told) }
                };
                if let Some(cue) = cue {
                    cues.push(cue);
                }
            }
            at += 1;
        }
        cues
    }

    fn told_cue(&self, at: usize, sentence: &Sentence, previous: Option<&Cue>) -> Option<Cue> {
        let token = self.document.tokens[at];
        let verb = self
            .lexicon
            .verb_by_key(token.key, self.document.token_text(at))?;
        self.relayed_cue(at, verb, sentence)
            .or_else(|| self.verb_cue(at, verb, sentence, previous))
    }

    /// One past the last word of a sentence.
    pub(super) fn end_of(&self, sentence: &Sentence) -> usize {
        self.trimmed_end(sentence.tokens.start, sentence.tokens.end)
    }

    /// The end of `start..end` without the marks and conjunctions at its end; a closing quotation mark
    /// stays if the quotation begins inside.
    pub(super) fn trimmed_end(&self, start: usize, end: usize) -> usize {
        let mut end = end;
        while end > start {
            let last = end - 1;
            let is_mark = matches!(
                self.document.token_text(last),
                "." | "," | ";" | ":" | "!" | "?" | "-" | "–" | "—" | "(" | "..."
            );
            let is_conjunction =
                self.document.is_word(last, "and") || self.document.is_word(last, "but");
            let is_foreign_mark = is_quotation_mark(self.document.token_text(last))
                && !self.closes_within(last, start);
            if !(is_mark || is_conjunction || is_foreign_mark) {
                break;
            }
            end = last;
        }
        end
    }

    fn closes_within(&self, mark: usize, start: usize) -> bool {
        self.quotation_closing(mark)
            .is_some_and(|quotation| quotation.tokens.start >= start)
    }

    /// The token at which the group of a verb begins, with its auxiliaries and the adverbs between them; none before
    /// `first`.
    pub(super) fn group_start(&self, verb: usize, first: usize) -> usize {
        let mut group = verb;
        while group > first
            && matches!(
                self.word(group - 1),
                Some(SpeechWord::Adverb | SpeechWord::Auxiliary)
            )
        {
            group -= 1;
        }
        group
    }

    pub(super) fn word(&self, at: usize) -> Option<SpeechWord> {
        self.document
            .tokens
            .get(at)
            .filter(|token| token.kind == TokenKind::Word)
            .and_then(|token| {
                let word = token.span.of(self.document.text);
                self.lexicon.word_by_key(token.key, word)
            })
    }

    /// Whether a word is of a class, in any case (ASCII).
    pub(super) fn is_of(&self, at: usize, class: TellingWord) -> bool {
        self.document.is_of(at, self.lexicon.telling(), class)
    }

    pub(super) fn text(&self, at: usize) -> &'text str {
        if at < self.document.tokens.len() {
            self.document.token_text(at)
        } else {
            ""
        }
    }

    /// The quotations that begin at or before a token, the latest first.
    fn quotations_until(&self, at: usize) -> impl Iterator<Item = &'find Quotation> {
        let quotations = &self.document.quotations;
        let n_before = quotations.partition_point(|quotation| quotation.tokens.start <= at);
        quotations[..n_before].iter().rev().take(3)
    }

    /// Whether a quotation begins in the sentence, or may reach into it.
    fn touches_quotation(&self, sentence: &Sentence) -> bool {
        self.quotations_until(sentence.tokens.end)
            .any(|quotation| quotation.tokens.end > sentence.tokens.start)
    }

    /// The quotation of more than two words that holds the token.
    pub(super) fn quotation_around(&self, at: usize) -> Option<&'find Quotation> {
        self.quotations_until(at)
            .find(|quotation| quotation.tokens.contains(&at) && is_speech(self.document, quotation))
    }

    /// The quotation whose closing mark is the token.
    pub(super) fn quotation_closing(&self, mark: usize) -> Option<&'find Quotation> {
        self.quotations_until(mark)
            .find(|quotation| quotation.is_closed && quotation.tokens.end == mark)
    }

    /// The quotation of more than one word whose opening mark is the token.
    pub(super) fn fragment_opening(&self, mark: usize) -> Option<&'find Quotation> {
        self.quotations_until(mark + 1).find(|quotation| {
            quotation.tokens.start == mark + 1
                && is_quotation_mark(self.text(mark))
                && is_fragment(self.document, quotation)
                && (is_speech(self.document, quotation) || is_lower(self.text(mark + 1)))
        })
    }

    /// The quotation of more than two words whose opening mark is the token.
    pub(super) fn quotation_opening(&self, mark: usize) -> Option<&'find Quotation> {
        self.quotations_until(mark + 1).find(|quotation| {
            quotation.tokens.start == mark + 1
                && is_quotation_mark(self.text(mark))
                && is_speech(self.document, quotation)
        })
    }

    fn verb_cue(
        &self,
        at: usize,
        verb: ReportingVerb,
        sentence: &Sentence,
        previous: Option<&Cue>,
    ) -> Option<Cue> {
        let first = sentence.tokens.start;
        if self.document.tokens[at].shape != Shape::Lower {
            return None;
        }
        let group = self.group_start(at, first);
        let is_passive = self.is_used_as_verb(at, group, verb, first)?;
        let negated = (at.saturating_sub(3).max(first)..at)
            .any(|before| self.word(before) == Some(SpeechWord::Negation));
        if negated {
            return None;
        }
        let is_noun = self.names_report(at, verb, first);
        // "denied reports that": the denial holds all of it.
        if is_noun && self.is_denial(at - 1) {
            return None;
        }
        let subject = if is_noun {
            at..at
        } else {
            self.subject(group, first, previous)
        };
        let mut cue = Cue {
            tokens: at..at + 1,
            verb: Some(verb),
            subject,
            speaker_after: None,
            shares_subject: !is_noun && self.shares_subject(group, verb, first),
            is_passive,
            is_noun,
            complement: Complement::None,
            border: group,
            limit: None,
        };
        let is_read = !is_noun
            && (self.read_before(&mut cue, group, sentence)
                || self.read_inverted(&mut cue, group, sentence, previous)
                || self.read_inserted(&mut cue, group, sentence)
                || self.read_embedded(&mut cue, group, sentence));
        if !is_read {
            cue.complement = self.complement(at, verb, sentence, is_passive);
            if matches!(cue.complement, Complement::None) {
                self.read_postponed(&mut cue, group, sentence, previous);
            }
        }
        if cue.shares_subject {
            let before = group.saturating_sub(1);
            cue.border = if before > first && self.text(before - 1) == "," {
                before - 1
            } else {
                before
            };
        }
        Some(cue)
    }

    /// Whether the form is a verb here; if so, whether it is passive.
    fn is_used_as_verb(
        &self,
        at: usize,
        group: usize,
        verb: ReportingVerb,
        first: usize,
    ) -> Option<bool> {
        let before = (group > first).then(|| group - 1);
        let role = before.and_then(|before| self.word(before));
        let next_is_that = self.document.is_word(at + 1, "that");
        let follows_to = before.is_some_and(|before| self.document.is_word(before, "to"));
        let is_noun = matches!(role, Some(SpeechWord::Determiner | SpeechWord::Preposition));
        let has_of = self.document.is_word(at + 1, "of") || self.document.is_word(at + 1, "by");
        let is_plain_form = matches!(verb.form, VerbForm::Base | VerbForm::Third);
        if verb.is_like_noun && is_plain_form && !next_is_that {
            let has_subject = before.is_some_and(|before| self.is_subject_word(before));
            return has_subject.then_some(false);
        }
        match verb.form {
            VerbForm::Base if follows_to => {
                (next_is_that && !self.is_awaited(group - 1, first)).then_some(false)
            }
            VerbForm::Base => {
                let is_plain = before.is_some() && !is_noun && role != Some(SpeechWord::Modal);
                (is_plain && (next_is_that || verb.takes_clause)).then_some(false)
            }
            VerbForm::Third => (before.is_some() && !is_noun && !has_of).then_some(false),
            VerbForm::Past if role == Some(SpeechWord::Be) => Some(true),
            // "an attack claimed by X that"
            VerbForm::Past if self.is_by_somebody(at + 1) => None,
            VerbForm::Past => (!is_noun || self.document.is_word(at + 1, "that")).then_some(false),
            VerbForm::Participle => {
                let is_free = before.is_none_or(|before| {
                    matches!(self.text(before), "," | "—" | "–")
                        || self.document.is_word(before, "and")
                });
                let is_progressive = role == Some(SpeechWord::Be) && verb.takes_infinitive;
                (is_free || is_progressive).then_some(false)
            }
        }
    }

    /// "by the rebels", and not "by telephone".
    fn is_by_somebody(&self, at: usize) -> bool {
        self.document.is_word(at, "by") && !self.is_of(at + 1, TellingWord::Medium)
    }

    /// "is expected to say that": whether what is said after the "to" is not said yet.
    fn is_awaited(&self, to: usize, first: usize) -> bool {
        const REACH: usize = 3;
        (to.saturating_sub(REACH).max(first)..to).any(|at| self.is_of(at, TellingWord::Awaiting))
    }

    /// Whether a word ends a subject for sure: a pronoun, a voice, a report, a name.
    fn is_subject_word(&self, at: usize) -> bool {
        let is_pronoun = ["he", "she", "it", "they"]
            .iter()
            .any(|word| self.document.is_word(at, word));
        let is_name = self.document.tokens[at].kind == TokenKind::Word
            && matches!(
                self.document.tokens[at].shape,
                Shape::Capital | Shape::Upper
            );
        let role = self.word(at);
        is_pronoun || is_name || matches!(role, Some(SpeechWord::Voice | SpeechWord::Document))
    }

    fn shares_subject(&self, group: usize, verb: ReportingVerb, first: usize) -> bool {
        let Some(before) = group.checked_sub(1).filter(|before| *before >= first) else {
            return verb.form == VerbForm::Participle;
        };
        let is_joined =
            self.document.is_word(before, "and") || self.document.is_word(before, "but");
        let is_participle = verb.form == VerbForm::Participle && self.text(before) == ",";
        is_joined || is_participle || self.document.is_word(before, "to")
    }

    /// The words before a verb that hold its subject: back to the start of its clause; what a relative
    /// pronoun stands for instead of the relative clause.
    pub(super) fn subject(
        &self,
        group: usize,
        first: usize,
        previous: Option<&Cue>,
    ) -> Range<usize> {
        let floor = match previous.map(|cue| &cue.complement) {
            Some(Complement::Clause(start)) if *start <= group => *start,
            _ => first,
        };
        let mut start = group;
        let mut end = group;
        let floor = self.behind_clause(floor, group).unwrap_or(floor);
        while start > floor {
            let before = start - 1;
            let text = self.text(before);
            let is_closing = is_quotation_mark(text)
                && self
                    .quotation_closing(before)
                    .is_some_and(|quotation| is_speech(self.document, quotation));
            if is_closing || matches!(text, ";" | ":") {
                break;
            }
            // "a clerk, asked whether the mayor had fled, said"
            if self.document.is_word(before, "whether") {
                end = before;
            } else if self.word(before) == Some(SpeechWord::Break) {
                if !matches!(text, "who" | "which" | "whom" | "whose") {
                    break;
                }
                end = before;
            }
            if self.document.is_word(before, "and") {
                let is_near =
                    self.word(start) == Some(SpeechWord::Determiner) && group - start <= 6;
                let ends_clause = before > floor
                    && self.text(before - 1) == ","
                    && self.has_finite_verb(floor..before);
                if is_near || ends_clause {
                    break;
                }
            }
            start = before;
        }
        start..end
    }
}

/// Whether a word is written as within a sentence; names are not.
fn is_lower(text: &str) -> bool {
    text.starts_with(char::is_lowercase)
}

pub(super) fn is_quotation_mark(text: &str) -> bool {
    matches!(
        text,
        "\"" | "“" | "”" | "„" | "«" | "»" | "''" | "``" | "'" | "‘" | "’" | "‟" | "″"
    )
}
