//! What the rules find, sentence by sentence, as examples to learn from.

use super::super::words::Words;
use super::super::{DocumentEntities, chunk, link};
use super::rows::{ObservedWord, observe};
use super::verdict::is_certain;
use crate::lexicon::Lexicon;
use crate::lexicon::learned::Tag;
use crate::model::article::Zone;
use crate::model::entity::MentionForm;
use crate::text::document::Document;

/// Most points of a candidate that surely is no name.
const NOISE: i32 = 8;

/// A sentence with what each of its words is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// The words.
    pub words: Vec<ObservedWord>,
    /// As many tags; none for words of which the rules are not sure.
    pub tags: Vec<Option<Tag>>,
}

/// The sentences of a document as examples. Headlines and lines in capitals, whose case says nothing, and
/// sentences without a capital are none.
pub fn lessons(
    document: &Document<'_>,
    lexicon: &Lexicon,
    found: &DocumentEntities,
) -> Vec<Lesson> {
    let words = Words::new(document, lexicon);
    let tags = tags(&words, found);
    let sentences = document.sentences.iter().enumerate();
    sentences
        .filter(|(index, sentence)| {
            sentence.zone != Zone::Title
                && !words.is_title_case(*index)
                && !words.is_shouted(*index)
        })
        .map(|(_, sentence)| Lesson {
            words: observe(&words, &sentence.tokens),
            tags: tags[sentence.tokens.clone()].to_vec(),
        })
        .filter(|lesson| lesson.words.iter().any(|word| word.is_capital))
        .collect()
}

/// One tag a token: names, whole words only, of what they name. What the weights are asked about later is no
/// example: neither names that the rules take for one thing rather than another by little, nor what they
/// nearly take for a name.
fn tags(words: &Words<'_>, found: &DocumentEntities) -> Vec<Option<Tag>> {
    let document = words.document;
    let mut tags = vec![Some(Tag::Outside); document.tokens.len()];
    for mention in &found.mentions {
        let is_name = matches!(mention.form, MentionForm::Name | MentionForm::Metonym);
        if !is_name || document.span_of(&mention.tokens) != mention.span {
            continue;
        }
        let kind = found.list[mention.entity.0].kind;
        for position in mention.tokens.clone() {
            tags[position] = Some(Tag::Inside(kind));
        }
        tags[mention.tokens.start] = Some(Tag::Begin(kind));
    }
    let memory = words.case_memory();
    let candidates = chunk::find(words, &memory);
    for (candidate, scores) in candidates.iter().zip(link::points(words, &candidates)) {
        let is_found = tags[candidate.tokens.start] != Some(Tag::Outside);
        let is_example = if is_found {
            is_certain(candidate, scores)
        } else {
            !candidate.senses.is_empty() || scores.best().1 <= NOISE
        };
        if !is_example {
            for position in candidate.tokens.clone() {
                tags[position] = None;
            }
        }
    }
    tags
}
