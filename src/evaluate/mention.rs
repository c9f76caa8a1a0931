//! Mentions, by kind; ends without a leading article and a trailing possessive.

use super::pair::{pairs, rest, shared};
use super::party::is_same_party;
use super::{Aspect, Comparison, Fault, Report, Side, is_reference};
use crate::model::entity::EntityKind;
use crate::record::{CharOffsets, MentionRecord};

const ARTICLES: [&str; 3] = ["the ", "a ", "an "];
const POSSESSIVES: [&str; 4] = ["'s", "’s", "'", "’"];

/// A mention with its trimmed range and the kind of its entity.
struct Marked<'side> {
    mention: &'side MentionRecord,
    range: (usize, usize),
    kind: Option<EntityKind>,
}

pub(super) fn score(comparison: &Comparison<'_>, report: &mut Report) {
    let expected = marked(comparison.expected, &comparison.offsets, false);
    let found = marked(comparison.found, &comparison.offsets, false);
    for is_exact in [true, false] {
        let pairs = matched(&expected, &found, is_exact);
        count(&expected, &found, &pairs, is_exact, report);
        if is_exact {
            linked(
                comparison,
                Aspect::Entities,
                (&expected, &found),
                &pairs,
                report,
            );
            tell(comparison, &expected, &found, &pairs, report);
        }
    }
    if comparison.scope.has_references {
        let expected = marked(comparison.expected, &comparison.offsets, true);
        let found = marked(comparison.found, &comparison.offsets, true);
        let pairs = pairs(expected.len(), found.len(), |one, other| {
            let n_shared = shared(expected[one].range, found[other].range);
            (n_shared > 0).then_some(n_shared)
        });
        linked(
            comparison,
            Aspect::References,
            (&expected, &found),
            &pairs,
            report,
        );
    }
}

/// The mentions of a side that refer by a name, or those that do not.
fn marked<'side>(
    side: Side<'side>,
    offsets: &CharOffsets<'_>,
    by_reference: bool,
) -> Vec<Marked<'side>> {
    let mentions = side.record.mentions.iter().flatten();
    mentions
        .filter(|mention| is_reference(mention.form) == by_reference)
        .map(|mention| Marked {
            mention,
            range: trimmed(mention, offsets),
            kind: side.entities.get(&mention.entity).map(|entity| entity.kind),
        })
        .collect()
}

fn trimmed(mention: &MentionRecord, offsets: &CharOffsets<'_>) -> (usize, usize) {
    let text = offsets.slice(mention.start, mention.end);
    let lower = text.to_lowercase();
    let before = ARTICLES.iter().find(|article| lower.starts_with(**article));
    let before = before.map_or(0, |article| article.chars().count());
    let after = POSSESSIVES.iter().find(|ending| text.ends_with(**ending));
    let after = after.map_or(0, |ending| ending.chars().count());
    if mention.end - mention.start > before + after {
        (mention.start + before, mention.end - after)
    } else {
        (mention.start, mention.end)
    }
}

/// A kind that is not known fits any.
fn matched(expected: &[Marked<'_>], found: &[Marked<'_>], is_exact: bool) -> Vec<(usize, usize)> {
    pairs(expected.len(), found.len(), |one, other| {
        let (one, other) = (&expected[one], &found[other]);
        let is_kind = one.kind.is_none() || other.kind.is_none() || one.kind == other.kind;
        let n_shared = shared(one.range, other.range);
        let fits = if is_exact {
            one.range == other.range
        } else {
            n_shared > 0
        };
        (is_kind && fits).then_some(2 * n_shared + usize::from(one.range == other.range))
    })
}

fn count(
    expected: &[Marked<'_>],
    found: &[Marked<'_>],
    pairs: &[(usize, usize)],
    is_exact: bool,
    report: &mut Report,
) {
    let kinds = EntityKind::ALL.iter().copied().map(Some);
    for kind in [None].into_iter().chain(kinds) {
        let is_of = |marked: &&Marked<'_>| kind.is_none() || marked.kind == kind;
        let n_right = pairs
            .iter()
            .filter(|(one, _)| is_of(&&expected[*one]))
            .count();
        let n_found = found.iter().filter(is_of).count();
        let n_expected = expected.iter().filter(is_of).count();
        report.add(
            Aspect::Mentions { kind, is_exact },
            n_right,
            n_found,
            n_expected,
        );
    }
}

/// Counts those pairs as right that mean one entity.
fn linked(
    comparison: &Comparison<'_>,
    aspect: Aspect,
    (expected, found): (&[Marked<'_>], &[Marked<'_>]),
    pairs: &[(usize, usize)],
    report: &mut Report,
) {
    let mut n_right = 0;
    for (one, other) in pairs {
        let (one, other) = (&expected[*one], &found[*other]);
        let asked = comparison.expected.names(&one.mention.entity);
        if is_same_party(&asked, &comparison.found.names(&other.mention.entity)) {
            n_right += 1;
            continue;
        }
        let words = comparison.offsets.slice(one.mention.start, one.mention.end);
        let (asked, taken) = (&one.mention.entity, &other.mention.entity);
        let detail = format!("“{words}” is @{asked}, read as @{taken}");
        report
            .misses
            .push(comparison.miss(Fault::Wrong, aspect, one.range.0, detail));
    }
    report.add(aspect, n_right, found.len(), expected.len());
}

fn tell(
    comparison: &Comparison<'_>,
    expected: &[Marked<'_>],
    found: &[Marked<'_>],
    pairs: &[(usize, usize)],
    report: &mut Report,
) {
    let aspect = Aspect::Mentions {
        kind: None,
        is_exact: true,
    };
    let missed = rest(expected.len(), pairs.iter().map(|(one, _)| *one));
    let extra = rest(found.len(), pairs.iter().map(|(_, other)| *other));
    let sides = [
        (Fault::Missed, expected, missed),
        (Fault::Extra, found, extra),
    ];
    for (fault, side, positions) in sides {
        for position in positions {
            let marked = &side[position];
            let words = comparison.offsets.slice(marked.range.0, marked.range.1);
            let kind = marked.kind.map_or("of unknown kind", EntityKind::word);
            let detail = format!("“{words}” {kind}");
            report
                .misses
                .push(comparison.miss(fault, aspect, marked.range.0, detail));
        }
    }
}
