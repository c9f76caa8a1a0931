//! Mentions and entities of a document while further mentions are added.

use super::FoundMention;
use super::registry::Registry;
use super::words::Words;
use crate::model::entity::EntityKind;
use crate::model::facts::EntityIndex;

/// The entities and mentions found so far, with a look-up by token.
pub(super) struct Draft<'doc> {
    pub(super) words: &'doc Words<'doc>,
    pub(super) registry: Registry<'doc>,
    pub(super) mentions: Vec<FoundMention>,
    /// Token → position in `mentions`, plus one; 0 where there is no mention.
    cover: Vec<u32>,
}

impl<'doc> Draft<'doc> {
    pub(super) fn new(
        words: &'doc Words<'doc>,
        registry: Registry<'doc>,
        mentions: Vec<FoundMention>,
    ) -> Self {
        let mut draft = Self {
            words,
            registry,
            mentions,
            cover: Vec::new(),
        };
        draft.recover();
        draft
    }

    /// The mention that covers a token.
    pub(super) fn covering(&self, position: usize) -> Option<&FoundMention> {
        self.covering_index(position)
            .map(|index| &self.mentions[index])
    }

    /// The position of the mention that covers a token.
    pub(super) fn covering_index(&self, position: usize) -> Option<usize> {
        let slot = *self.cover.get(position)?;
        usize::try_from(slot).ok()?.checked_sub(1)
    }

    pub(super) fn kind(&self, index: EntityIndex) -> EntityKind {
        self.registry.entity(index).kind
    }

    /// Adds mentions, except where one is already; of those given that overlap, the first stays.
    pub(super) fn add(&mut self, mut more: Vec<FoundMention>) {
        more.sort_by_key(|mention| (mention.tokens.start, mention.tokens.end));
        let mut end = 0;
        for mention in more {
            let is_free = mention.tokens.start >= end
                && mention.tokens.clone().all(|at| self.covering(at).is_none());
            if is_free {
                end = mention.tokens.end;
                self.mentions.push(mention);
            }
        }
        self.mentions
            .sort_by_key(|mention| (mention.span.start, mention.span.end));
        self.recover();
    }

    /// Whether a token stands inside a quotation.
    pub(super) fn is_quoted(&self, position: usize) -> bool {
        let quotations = &self.words.document.quotations;
        let after = quotations.partition_point(|quotation| quotation.tokens.start <= position);
        quotations[..after]
            .iter()
            .rev()
            .take(2)
            .any(|quotation| quotation.tokens.contains(&position))
    }

    pub(super) fn sentence_start(&self, position: usize) -> usize {
        let document = self.words.document;
        document.sentences[document.sentence_of(position)]
            .tokens
            .start
    }

    pub(super) fn sentence_end(&self, position: usize) -> usize {
        let document = self.words.document;
        document.sentences[document.sentence_of(position)]
            .tokens
            .end
    }

    fn recover(&mut self) {
        self.cover = vec![0; self.words.document.tokens.len()];
        for (index, mention) in self.mentions.iter().enumerate() {
            for position in mention.tokens.clone() {
                self.cover[position] = u32::try_from(index + 1).unwrap_or(0);
            }
        }
    }
}
