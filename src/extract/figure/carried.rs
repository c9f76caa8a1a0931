//! What is counted by a number that does not say so itself: "killed 61 villagers, six soldiers and five
//! rescuers", "12 of them children", "put it at 137".

use super::counted::{CountReader, Measured};
use super::number::Number;
use crate::lexicon::counting::CountingWord;
use crate::lexicon::quantity::PredicateUse;
use crate::model::figure::Measure;

/// How many sentences a count stays the topic.
const TOPIC_REACH: usize = 2;
/// How far before the number "put it" may stand, in tokens.
const PUT_REACH: usize = 10;
/// How long what stands between two counts of a list may be, in tokens.
const GAP: usize = 9;

/// What counts before a number leave to it.
#[derive(Debug, Default)]
pub(super) struct Carried {
    /// Where the count before ends, and what happened to those counted.
    last: Option<(usize, Measure)>,
    /// The sentence in which a number of victims was spoken of last.
    topic: Option<(usize, Measure)>,
}

impl Carried {
    /// Notes of what a sentence speaks, with or without a number: "the number of the missing".
    pub(super) fn begin(&mut self, counts: &CountReader<'_, '_, '_>, sentence: usize) {
        self.last = None;
        let predicates = counts
            .reading
            .lexicon
            .quantity
            .predicates(PredicateUse::Active);
        let is_toll = |at: usize| {
            let names_count = counts.is_of(at, CountingWord::VictimCount)
                && (!counts.is(at, "death") || counts.is(at + 1, "toll"));
            let found = names_count.then(|| predicates.find(at, |at| counts.text(at)));
            found.flatten().map(|(_, measure)| measure)
        };
        let told = counts.sentence.clone().find_map(is_toll);
        let is_crowd = |at: usize| counts.is_of(at, CountingWord::CrowdCount);
        let crowd = || {
            counts
                .sentence
                .clone()
                .find(|at| is_crowd(*at))
                .map(|_| Measure::Other)
        };
        if let Some(measure) = told.or_else(crowd) {
            self.topic = Some((sentence, measure));
        }
    }

    /// Notes a figure.
    pub(super) fn note(&mut self, sentence: usize, measured: &Measured) {
        let is_fate = matches!(
            measured.measure,
            Measure::Killed
                | Measure::Wounded
                | Measure::Missing
                | Measure::Captured
                | Measure::Displaced
                | Measure::Hostages
        );
        if measured.unit == "people" && is_fate {
            self.last = Some((measured.end, measured.measure));
            self.topic = Some((sentence, measured.measure));
        }
    }

    /// The measure that a number takes from what was counted before.
    pub(super) fn of(
        &self,
        counts: &CountReader<'_, '_, '_>,
        sentence: usize,
        number: &Number,
    ) -> Option<Measure> {
        let listed = self
            .last
            .filter(|(end, _)| goes_on(counts, *end, number))
            .map(|(_, measure)| measure);
        let topic = || {
            self.topic
                .filter(|(told, _)| told + TOPIC_REACH >= sentence && is_put(counts, number))
                .map(|(_, measure)| measure)
        };
        listed.or_else(topic)
    }
}

/// Whether a number goes on a list of counts, or counts a part of them.
fn goes_on(counts: &CountReader<'_, '_, '_>, end: usize, number: &Number) -> bool {
    let start = number.tokens.start;
    if start <= end || start - end > GAP {
        return false;
    }
    // "rose from 35 to 42"
    if start == end + 1 && counts.is(end, "to") {
        return true;
    }
    let after = number.tokens.end;
    let is_part = counts.is(after, "of") && counts.is_any(after + 1, &["them", "whom"]);
    let is_including = counts.is(start - 1, "including");
    let joint = start - 1;
    let is_joined = counts.text(joint) == Some(",") || counts.is(joint, "and");
    let before = (end..joint).all(|at| counts.is_quiet(at));
    let is_among = is_including || counts.is(joint, "them") && counts.is(joint - 1, "among");
    if is_among && !(end..joint).any(|at| matches!(counts.text(at), Some(";" | ":"))) {
        return true;
    }
    is_part || (before || start == end + 2) && (is_including || is_joined)
}

/// "put it at 137", "gave a lower figure of 230".
fn is_put(counts: &CountReader<'_, '_, '_>, number: &Number) -> bool {
    let start = number.tokens.start;
    let from = start.saturating_sub(PUT_REACH).max(counts.sentence.start);
    let before = from..start;
    let is_led = start > from && counts.is_any(start - 1, &["at", "as", "of", "to"]);
    let names_count = before.clone().any(|at| counts.is_of(at, CountingWord::Put));
    let mut before = before;
    let puts = before.any(|at| counts.is_of(at, CountingWord::Putting));
    is_led && names_count && puts
}
