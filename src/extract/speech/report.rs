//! Sentences → attributions: reporting verbs with what they report and who reports it, "according to", and
//! quotations that stand without a verb.

use std::ops::Range;

use super::super::erratum::is_erratum;
use super::super::mention::DocumentEntities;
use super::cue::{Complement, Cue, CueReader, is_quotation_mark};
use super::speaker::Speakers;
use super::{Attribution, AttributionKind, Stance};
use crate::lexicon::Lexicon;
use crate::model::entity::{EntityKind, MentionForm};
use crate::model::facts::EntityIndex;
use crate::text::document::{Document, Quotation, Sentence};

/// Finds the attributions in reading order of their scopes.
pub(super) fn find(
    document: &Document<'_>,
    lexicon: &Lexicon,
    entities: &DocumentEntities,
) -> Vec<Attribution> {
    let mut finder = Finder {
        document,
        reader: CueReader::new(document, lexicon),
        speakers: Speakers {
            document,
            lexicon,
            entities,
        },
        found: Vec::new(),
        last_person: None,
    };
    let told = |sentence: &&Sentence| !is_erratum(document, sentence, &lexicon.corrections);
    for sentence in document.sentences.iter().filter(told) {
        finder.read_sentence(sentence);
    }
    finder.add_lone_quotations();
    finder
        .found
        .sort_by_key(|attribution| (attribution.scope.start, attribution.scope.end));
    finder.found
}

struct Finder<'find, 'text> {
    document: &'find Document<'text>,
    reader: CueReader<'find, 'text>,
    speakers: Speakers<'find, 'text>,
    found: Vec<Attribution>,
    /// Who spoke last, for "he said" whose pronoun is not resolved.
    last_person: Option<EntityIndex>,
}

impl Finder<'_, '_> {
    fn read_sentence(&mut self, sentence: &Sentence) {
        let cues = self.reader.cues(sentence);
        let cited = self.cited(sentence, &cues);
        let mut previous: Option<EntityIndex> = None;
        for (position, cue) in cues.iter().enumerate() {
            let source = cited.filter(|(citing, _)| *citing == position);
            let speaker = match source {
                Some((_, source)) => Some(source),
                None => self.speaker(cue, sentence, previous),
            };
            if let Some(person) = speaker.filter(|who| self.is_person(*who)) {
                self.last_person = Some(person);
            }
            let is_count = matches!(cue.complement, Complement::Count(_));
            // "the town recorded 12 deaths": told of the town and not by it.
            if is_count && !self.may_count(cue, speaker) {
                continue;
            }
            previous = speaker;
            let Some(scope) = self.scope(cue, &cues[position + 1..], sentence) else {
                continue;
            };
            let speaker = speaker.filter(|who| !self.is_called(*who, &scope));
            previous = speaker;
            let kind = match cue.complement {
                Complement::Quotation(_) => AttributionKind::Quotation,
                Complement::Count(_) => AttributionKind::Count,
                Complement::Before(_) if self.is_quotation(&scope) => AttributionKind::Quotation,
                Complement::Clause(_) | Complement::Before(_) if cue.is_told() => {
                    AttributionKind::Clause
                }
                Complement::Clause(_)
                | Complement::Phrase(_)
                | Complement::Before(_)
                | Complement::None => AttributionKind::Phrase,
            };
            self.found.push(Attribution {
                source: if is_count {
                    scope.start..scope.start
                } else {
                    self.reader.source(cue, &scope, sentence)
                },
                scope,
                speaker,
                cue: cue.tokens.clone(),
                stance: cue.verb.map_or(Stance::Neutral, |verb| verb.class.into()),
                kind,
            });
        }
    }

    /// “Ana, I am afraid”: whether the words begin with the name of the one to whom they are said.
    fn is_called(&self, speaker: EntityIndex, scope: &Range<usize>) -> bool {
        let opening = scope.start..scope.end.min(scope.start + 2);
        let mentions = self.speakers.entities.mentions_in(&opening);
        let marks = scope.start.saturating_sub(1)..opening.end;
        let is_quoted = marks
            .into_iter()
            .any(|at| is_quotation_mark(self.reader.text(at)));
        mentions.first().is_some_and(|mention| {
            is_quoted
                && mention.entity == speaker
                && mention.form == MentionForm::Name
                && matches!(self.reader.text(mention.tokens.end), "," | "!" | "?")
        })
    }

    /// Whether a number is a speaker's own: a country puts it somewhere, a place counts nobody.
    fn may_count(&self, cue: &Cue, speaker: Option<EntityIndex>) -> bool {
        let is_place =
            speaker.is_some_and(|who| self.speakers.entities.list[who.0].kind == EntityKind::Place);
        !is_place
            || self
                .document
                .is_any_word(cue.tokens.start, &["put", "puts"])
    }

    /// The named source of "reported, citing the governor", and the position of the cue that hands on its
    /// words: the last one before "citing", else the first after it.
    fn cited(&self, sentence: &Sentence, cues: &[Cue]) -> Option<(usize, EntityIndex)> {
        let (at, tokens) = self.reader.cited(sentence)?;
        let source = self.speakers.of_phrase(&tokens)?;
        let before = cues.iter().rposition(|cue| cue.tokens.end <= at);
        let position = before.or_else(|| cues.iter().position(|cue| cue.tokens.start > at))?;
        Some((position, source))
    }

    fn is_person(&self, entity: EntityIndex) -> bool {
        self.speakers.entities.list[entity.0].kind == EntityKind::Person
    }

    fn is_quotation(&self, scope: &Range<usize>) -> bool {
        let quotations = &self.document.quotations;
        let from = quotations.partition_point(|quotation| quotation.tokens.start + 1 < scope.start);
        quotations[from..]
            .iter()
            .take_while(|quotation| {
                quotation.tokens.start <= scope.start + 1 && quotation.tokens.start < scope.end
            })
            .any(|quotation| quotation.tokens.end + 2 >= scope.end)
    }

    fn speaker(
        &self,
        cue: &Cue,
        sentence: &Sentence,
        previous: Option<EntityIndex>,
    ) -> Option<EntityIndex> {
        if cue.is_passive {
            return None;
        }
        if let Some(after) = &cue.speaker_after {
            return self.speakers.of_phrase(after);
        }
        if cue.shares_subject {
            return previous.or_else(|| {
                let start = sentence.tokens.start;
                self.pronoun_or(start..cue.tokens.start, start)
            });
        }
        let last = cue.subject.end.checked_sub(1)?;
        self.pronoun_or(cue.subject.clone(), last)
    }

    /// The subject; the last person who spoke, if the subject is a pronoun that nobody has resolved.
    fn pronoun_or(&self, subject: Range<usize>, pronoun: usize) -> Option<EntityIndex> {
        let is_pronoun =
            self.document.is_word(pronoun, "he") || self.document.is_word(pronoun, "she");
        if is_pronoun {
            let mention = self.speakers.entities.mentions_in(&(pronoun..pronoun + 1));
            return mention
                .first()
                .map(|mention| mention.entity)
                .or(self.last_person);
        }
        self.speakers.of_subject(&subject)
    }

    fn scope(&self, cue: &Cue, later: &[Cue], sentence: &Sentence) -> Option<Range<usize>> {
        let end = self.reader.end_of(sentence);
        let scope = match &cue.complement {
            Complement::None => return None,
            Complement::Before(scope) | Complement::Quotation(scope) => scope.clone(),
            Complement::Clause(start) | Complement::Phrase(start) | Complement::Count(start) => {
                let next = later.iter().find_map(|later| {
                    let is_beside = later.is_beside();
                    let border = is_beside.then_some(later.border);
                    border.or_else(|| self.reader.clause_beside(later, *start))
                });
                let limit = cue.limit.map_or(end, |limit| limit.min(end));
                let limit = next.map_or(limit, |next| next.min(limit)).max(*start);
                *start
                    ..self
                        .reader
                        .trimmed_end(*start, self.reader.said_until(*start, limit))
            }
        };
        (!scope.is_empty()).then_some(scope)
    }

    /// Quotations without a cue belong to the one who speaks in their paragraph, or spoke in a quotation of
    /// the paragraph before.
    fn add_lone_quotations(&mut self) {
        const NESTED: usize = 8;
        self.found
            .sort_by_key(|attribution| (attribution.scope.start, attribution.scope.end));
        let mut last: Option<(usize, Option<EntityIndex>)> = None;
        let mut lone = Vec::new();
        let mut open: Option<&Quotation> = None;
        for quotation in &self.document.quotations {
            let is_short = self.is_short_sentence(quotation);
            if !is_short && !is_speech(self.document, quotation) {
                continue;
            }
            let n_before = self.found.partition_point(|attribution| {
                attribution.scope.start <= quotation.tokens.start + 1
            });
            let before = self.found[..n_before].iter().rev().take(NESTED);
            let attributed = before
                .filter(|attribution| quotation.tokens.end <= attribution.scope.end + 1)
                .max_by_key(|attribution| attribution.speaker.is_some());
            if let Some(attribution) = attributed {
                last = Some((quotation.paragraph, attribution.speaker));
                // A paragraph without a closing mark goes on in the next, which names the speaker.
                let goes_on = open
                    .take()
                    .filter(|open| open.paragraph + 1 == quotation.paragraph);
                lone.extend(goes_on.map(|open| alone(open, attribution.speaker)));
                continue;
            }
            let is_own = self.is_own_sentence(quotation);
            let near = last.filter(|(paragraph, _)| {
                let is_next = quotation.paragraph == paragraph + 1;
                is_own && quotation.paragraph == *paragraph
                    || is_own
                        && is_next
                        && !is_short
                        && self.starts_paragraph(quotation)
                        && self.ends_sentence(quotation)
                    || quotation.paragraph == *paragraph && self.resumes(quotation)
            });
            if let Some((_, speaker)) = near {
                last = Some((quotation.paragraph, speaker));
                lone.push(alone(quotation, speaker));
            } else if !quotation.is_closed && is_own {
                open = Some(quotation);
            }
        }
        self.found.extend(lone);
    }

    /// “…,” X told reporters, “and …”: whether the quotation goes on after who says it, up to the end of the
    /// sentence.
    fn resumes(&self, quotation: &Quotation) -> bool {
        let mark = quotation.tokens.start.saturating_sub(1);
        let sentence = &self.document.sentences[self.document.sentence_of(mark)];
        let last = quotation.tokens.end.saturating_sub(1);
        let is_told = self
            .found
            .iter()
            .rev()
            .find(|attribution| attribution.scope.end <= mark)
            .is_some_and(|attribution| {
                attribution.kind == AttributionKind::Quotation
                    && attribution.scope.start >= sentence.tokens.start
            });
        let follows = mark
            .checked_sub(1)
            .is_some_and(|before| matches!(self.reader.text(before), "," | ":"));
        is_told && follows && sentence.tokens.end <= last + 3
    }

    /// Whether sentences begin with the quotation and end with it.
    fn is_own_sentence(&self, quotation: &Quotation) -> bool {
        let first = &self.document.sentences[self.document.sentence_of(quotation.tokens.start)];
        let last_token = quotation.tokens.end.saturating_sub(1);
        let last = &self.document.sentences[self.document.sentence_of(last_token)];
        quotation.tokens.start <= first.tokens.start + 1
            && last.tokens.end <= quotation.tokens.end + 2
    }

    /// “Nobody slept.”: a whole sentence, though of few words.
    fn is_short_sentence(&self, quotation: &Quotation) -> bool {
        const MOST: usize = 4;
        quotation.is_closed
            && quotation.tokens.len() <= MOST
            && self.ends_sentence(quotation)
            && self.is_own_sentence(quotation)
            && !is_speech(self.document, quotation)
    }

    /// Whether the words end with a mark or go on in the next paragraph; a headline does not.
    fn ends_sentence(&self, quotation: &Quotation) -> bool {
        let last = quotation.tokens.end.saturating_sub(1);
        !quotation.is_closed
            || matches!(
                self.reader.text(last),
                "." | "?" | "!" | "..." | "…" | "," | "—"
            )
    }

    fn starts_paragraph(&self, quotation: &Quotation) -> bool {
        let position = self.document.sentence_of(quotation.tokens.start);
        position == 0 || self.document.sentences[position - 1].paragraph != quotation.paragraph
    }
}

/// A quotation that stands without a verb.
fn alone(quotation: &Quotation, speaker: Option<EntityIndex>) -> Attribution {
    let start = quotation.tokens.start;
    Attribution {
        scope: quotation.tokens.clone(),
        speaker,
        cue: start..start,
        source: start..start,
        stance: Stance::Neutral,
        kind: AttributionKind::Quotation,
    }
}

/// Whether more than two words stand between the marks. Counts no further: one that is never closed holds the
/// rest of its paragraph, and is asked about at each word of it.
pub(super) fn is_speech(document: &Document<'_>, quotation: &Quotation) -> bool {
    has_words(document, quotation, 3)
}

/// Whether more than one word stands between the marks, as in what somebody calls something.
pub(super) fn is_fragment(document: &Document<'_>, quotation: &Quotation) -> bool {
    has_words(document, quotation, 2)
}

fn has_words(document: &Document<'_>, quotation: &Quotation, least: usize) -> bool {
    use crate::text::token::TokenKind::{Number, Word};
    document.tokens[quotation.tokens.clone()]
        .iter()
        .filter(|token| matches!(token.kind, Word | Number))
        .nth(least - 1)
        .is_some()
}
