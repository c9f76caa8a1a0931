//! "I" and "we" inside a quotation: its speaker.

use super::super::mention::{DocumentEntities, FoundMention};
use super::Attribution;
use crate::model::entity::{EntityKind, MentionForm};
use crate::model::facts::EntityIndex;
use crate::text::document::{Document, Quotation};

/// Words by which one speaks of oneself.
const ALONE: [&str; 2] = ["I", "me"];
/// Words by which one speaks for several. "US" is none; "our" is left out, since what is ours, such as our
/// soldiers, is somebody else.
const TOGETHER: [&str; 3] = ["we", "We", "us"];

/// Adds the mentions of speakers by themselves.
pub(super) fn add(
    document: &Document<'_>,
    attributions: &[Attribution],
    entities: &mut DocumentEntities,
) {
    let mut found = Vec::new();
    for quotation in &document.quotations {
        let Some(speaker) = speaker(quotation, attributions) else {
            continue;
        };
        let is_person = entities.list[speaker.0].kind == EntityKind::Person;
        for at in quotation.tokens.clone() {
            let text = document.token_text(at);
            let speaks = TOGETHER.contains(&text) || is_person && ALONE.contains(&text);
            if speaks && !is_mentioned(entities, at) {
                found.push(FoundMention {
                    tokens: at..at + 1,
                    span: document.tokens[at].span,
                    entity: speaker,
                    form: MentionForm::Pronoun,
                    title: None,
                });
            }
        }
    }
    if !found.is_empty() {
        entities.mentions.append(&mut found);
        entities
            .mentions
            .sort_by_key(|mention| mention.tokens.start);
        entities
            .mentions
            .dedup_by_key(|mention| mention.tokens.start);
    }
}

/// Who says a quotation: the speaker of the innermost attribution that holds it.
fn speaker(quotation: &Quotation, attributions: &[Attribution]) -> Option<EntityIndex> {
    const NESTED: usize = 12;
    let n_before = attributions
        .partition_point(|attribution| attribution.scope.start <= quotation.tokens.start + 1);
    attributions[..n_before]
        .iter()
        .rev()
        .take(NESTED)
        .filter(|attribution| quotation.tokens.end <= attribution.scope.end + 2)
        .filter(|attribution| attribution.speaker.is_some())
        .min_by_key(|attribution| attribution.scope.len())
        .and_then(|attribution| attribution.speaker)
}

fn is_mentioned(entities: &DocumentEntities, at: usize) -> bool {
    let n_before = entities
        .mentions
        .partition_point(|mention| mention.tokens.start <= at);
    n_before
        .checked_sub(1)
        .is_some_and(|last| entities.mentions[last].tokens.contains(&at))
}
