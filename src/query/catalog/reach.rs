//! Where `->` leads: the path of fields from each noun to each other one.

use super::{Narrowed, Noun, NounWord};

/// The path of fields by which `->` goes from rows of `from` to rows of `to`; none if it does not.
///
/// From an event to `places` it is the place, to other entities the participants; from a quote, the
/// speaker; from a figure to `places` the place, to other entities the claimant; from whatever holds
/// text, the entities mentioned there. Between events and figures it leads where the figure says what it
/// counts, and only else by the sentence; that is more than a path can say.
#[expect(
    clippy::match_same_arms,
    reason = "a table: one line for each pair of nouns"
)]
pub fn reach(from: Noun, to: NounWord) -> Option<&'static [&'static str]> {
    use crate::model::entity::EntityKind::Place;
    let is_place = to.narrowed == Narrowed::Kind(Place);
    let is_speakers = to.narrowed == Narrowed::Speakers;
    let path: &[&str] = match (from, to.noun) {
        (from, to) if from == to => &[],
        (Noun::Articles, Noun::Entities) if is_speakers => &["quotes", "speaker"],
        (Noun::Sentences, Noun::Entities) if is_speakers => &["quotes", "speaker"],
        (Noun::Clusters, Noun::Entities) if is_speakers => &["quotes", "speaker"],
        (Noun::Events | Noun::Figures, Noun::Entities) if is_place => &["place"],
        (Noun::Events, Noun::Entities) => &["participants"],
        (Noun::Quotes, Noun::Entities) => &["speaker"],
        (Noun::Figures, Noun::Entities) => &["claimant"],
        (Noun::Mentions, Noun::Entities) => &["entity"],
        (Noun::Articles | Noun::Sentences, Noun::Entities) => &["mentions", "entity"],
        (Noun::Clusters, Noun::Entities) => &["articles", "mentions", "entity"],
        (Noun::Sources, Noun::Entities) => &["entity"],
        (Noun::Entities, Noun::Articles) => &["mentions", "article"],
        (Noun::Entities, Noun::Sentences) => &["mentions", "sentence"],
        (Noun::Entities, Noun::Sources) => &["mentions", "article", "source"],
        (Noun::Entities, Noun::Mentions) => &["mentions"],
        (Noun::Entities, Noun::Events) => &["events"],
        (Noun::Entities, Noun::Quotes) => &["quotes"],
        (Noun::Articles, Noun::Clusters) => &["story"],
        (Noun::Articles, Noun::Sources) => &["source"],
        (Noun::Clusters, Noun::Sources) => &["articles", "source"],
        (Noun::Sources | Noun::Clusters, Noun::Articles) => &["articles"],
        (Noun::Clusters, Noun::Events) => &["events"],
        (Noun::Clusters, Noun::Quotes) => &["quotes"],
        (Noun::Clusters, Noun::Figures) => &["figures"],
        (Noun::Clusters, Noun::Sentences) => &["articles", "sentences"],
        (Noun::Clusters, Noun::Mentions) => &["articles", "mentions"],
        (Noun::Sources, Noun::Sentences) => &["articles", "sentences"],
        (Noun::Sources, Noun::Mentions) => &["articles", "mentions"],
        (Noun::Sources, Noun::Events) => &["articles", "events"],
        (Noun::Sources, Noun::Quotes) => &["articles", "quotes"],
        (Noun::Sources, Noun::Figures) => &["articles", "figures"],
        (Noun::Articles | Noun::Sentences, Noun::Mentions) => &["mentions"],
        (Noun::Articles | Noun::Sentences, Noun::Events) => &["events"],
        (Noun::Articles | Noun::Sentences, Noun::Quotes) => &["quotes"],
        (Noun::Articles | Noun::Sentences, Noun::Figures) => &["figures"],
        (Noun::Articles, Noun::Sentences) => &["sentences"],
        (Noun::Figures, Noun::Events) => &["event"],
        (Noun::Events | Noun::Quotes | Noun::Figures, Noun::Clusters) => &["cluster"],
        (Noun::Mentions | Noun::Events | Noun::Quotes | Noun::Figures, Noun::Sentences) => {
            &["sentence"]
        }
        (
            Noun::Sentences | Noun::Mentions | Noun::Events | Noun::Quotes | Noun::Figures,
            Noun::Articles,
        ) => &["article"],
        (
            Noun::Sentences | Noun::Mentions | Noun::Events | Noun::Quotes | Noun::Figures,
            Noun::Sources,
        ) => &["article", "source"],
        (Noun::Mentions | Noun::Events | Noun::Quotes | Noun::Figures, Noun::Mentions) => {
            &["sentence", "mentions"]
        }
        (Noun::Mentions | Noun::Quotes, Noun::Events) => &["sentence", "events"],
        (Noun::Mentions | Noun::Events | Noun::Figures, Noun::Quotes) => &["sentence", "quotes"],
        (Noun::Mentions | Noun::Events | Noun::Quotes, Noun::Figures) => &["sentence", "figures"],
        _ => return None,
    };
    Some(path)
}
