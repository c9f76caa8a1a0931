//! Sentences → attributions: reporting verbs with what they report and who reports it, "according to", and
//! quotations that stand without a verb.

use std::ops::Range;

use super::super::mention::DocumentEntities;
use super::cue::{Complement, Cue, CueReader};
use super::speaker::Speakers;
use super::{Attribution, AttributionKind, Stance};
use crate::lexicon::Lexicon;
use crate::model::entity::EntityKind;
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
        reader: CueReader::new(document, &lexicon.speech),
        speakers: Speakers {
            document,
            lexicon,
            entities,
        },
        found: Vec::new(),
        last_person: None,
    };
    for sentence in &document.sentences {
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
        let mut previous: Option<EntityIndex> = None;
        for (position, cue) in cues.iter().enumerate() {
            let speaker = self.speaker(cue, sentence, previous);
            if let Some(person) = speaker.filter(|who| self.is_person(*who)) {
                self.last_person = Some(person);
            }
            previous = speaker;
            let Some(scope) = self.scope(cue, &cues[position + 1..], sentence) else {
                continue;
            };
            let kind = match cue.complement {
                Complement::Quotation(_) => AttributionKind::Quotation,
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
                scope,
                speaker,
                cue: cue.tokens.clone(),
                stance: cue.verb.map_or(Stance::Neutral, |verb| verb.class.into()),
                kind,
            });
        }
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
            Complement::Clause(start) | Complement::Phrase(start) => {
                let next = later.iter().find(|cue| cue.is_beside());
                let limit = next.map_or(end, |next| next.border.clamp(*start, end.max(*start)));
                *start..self.reader.trimmed_end(*start, limit)
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
        for quotation in &self.document.quotations {
            if n_words(self.document, quotation) <= 2 {
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
                continue;
            }
            let is_own = self.is_own_sentence(quotation);
            let Some((paragraph, speaker)) = last.filter(|_| is_own) else {
                continue;
            };
            let is_near = quotation.paragraph == paragraph
                || quotation.paragraph == paragraph + 1 && self.starts_paragraph(quotation);
            if is_near {
                last = Some((quotation.paragraph, speaker));
                let start = quotation.tokens.start;
                lone.push(Attribution {
                    scope: quotation.tokens.clone(),
                    speaker,
                    cue: start..start,
                    stance: Stance::Neutral,
                    kind: AttributionKind::Quotation,
                });
            }
        }
        self.found.extend(lone);
    }

    /// Whether sentences begin with the quotation and end with it.
    fn is_own_sentence(&self, quotation: &Quotation) -> bool {
        let first = &self.document.sentences[self.document.sentence_of(quotation.tokens.start)];
        let last_token = quotation.tokens.end.saturating_sub(1);
        let last = &self.document.sentences[self.document.sentence_of(last_token)];
        quotation.tokens.start <= first.tokens.start + 1
            && last.tokens.end <= quotation.tokens.end + 2
    }

    fn starts_paragraph(&self, quotation: &Quotation) -> bool {
        let position = self.document.sentence_of(quotation.tokens.start);
        position == 0 || self.document.sentences[position - 1].paragraph != quotation.paragraph
    }
}

/// Number of words between the marks.
pub(super) fn n_words(document: &Document<'_>, quotation: &Quotation) -> usize {
    use crate::text::token::TokenKind::{Number, Word};
    document.tokens[quotation.tokens.clone()]
        .iter()
        .filter(|token| matches!(token.kind, Word | Number))
        .count()
}
