//! Document → entities and their mentions: detection, types, linking, coreference.

mod alias;
mod body;
mod candidate;
mod chunk;
mod compound;
mod counterpart;
mod cut;
mod draft;
pub mod learned;
mod link;
mod metonym;
mod office;
mod pair;
mod person;
mod pronoun;
mod registry;
mod role;
mod score;
mod script;
mod sense;
mod shouted;
mod state_body;
mod words;

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::model::entity::{Entity, MentionForm};
use crate::model::facts::{EntityIndex, Mention};
use crate::span::Span;
use crate::text::document::Document;
use draft::Draft;
use words::Words;

/// The entities of a document and where they are mentioned.
#[derive(Debug, Clone, Default)]
pub struct DocumentEntities {
    /// Entities; a [`EntityIndex`] is a position in this list. Countries, containers and bodies that
    /// an entity here refers to by handle are in the list too, mentioned or not.
    pub list: Vec<Entity>,
    /// Mentions in reading order, disjoint.
    pub mentions: Vec<FoundMention>,
    /// The country of each entity, where it is in the list.
    countries: Vec<Option<EntityIndex>>,
}

impl DocumentEntities {
    /// The country of an entity, if it is in the list.
    pub fn country_of(&self, entity: EntityIndex) -> Option<EntityIndex> {
        self.countries.get(entity.0).copied().flatten()
    }

    /// The mentions that lie wholly inside a range of tokens.
    pub fn mentions_in(&self, tokens: &Range<usize>) -> &[FoundMention] {
        let from = self
            .mentions
            .partition_point(|mention| mention.tokens.start < tokens.start);
        let rest = &self.mentions[from..];
        &rest[..rest.partition_point(|mention| mention.tokens.end <= tokens.end)]
    }
}

/// A mention with its tokens.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundMention {
    /// Positions in [`Document::tokens`].
    pub tokens: Range<usize>,
    /// Bytes of the text.
    pub span: Span,
    /// The entity referred to.
    pub entity: EntityIndex,
    /// How it is referred to.
    pub form: MentionForm,
    /// Office written beside the name.
    pub title: Option<String>,
}

impl FoundMention {
    /// The fact that leaves the extraction.
    pub fn fact(&self) -> Mention {
        Mention {
            span: self.span,
            entity: self.entity,
            form: self.form,
            title: self.title.clone(),
        }
    }
}

/// Finds the entities of a document and every mention of them.
pub fn find(document: &Document<'_>, lexicon: &Lexicon) -> DocumentEntities {
    let words = Words::new(document, lexicon);
    let memory = words.case_memory();
    let candidates = chunk::find(&words, &memory);
    let verdicts = learned::judge(&words, lexicon.learned.as_ref(), &candidates);
    let (mut registry, mut mentions) = link::link(&words, &candidates, &verdicts);
    script::learn(&words, &mut registry, &mut mentions);
    let mut draft = Draft::new(&words, registry, mentions);
    state_body::find(&mut draft, &lexicon.action);
    let mut offices = office::find(&mut draft);
    counterpart::distribute(&mut draft, &mut offices);
    counterpart::inherit(&mut draft);
    metonym::find(&mut draft, &lexicon.action);
    pair::find(&mut draft);
    role::find(&mut draft, &offices);
    pronoun::find(&mut draft);
    draft.registry.finish(draft.mentions)
}

#[cfg(test)]
mod tests;
