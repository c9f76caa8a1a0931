//! The candidates of the rules and the names that the learned weights see, put together.

use std::ops::Range;

use foldhash::{HashMap, HashMapExt};

use super::super::candidate::{Candidate, Scores};
use super::super::link;
use super::super::words::Words;
use super::tag::{Seen, SeenName, look};
use crate::lexicon::learned::LearnedWeights;
use crate::model::entity::EntityKind;

/// Fewest points by which the weights must see a name where the rules see none.
const SURE: i32 = 5_000;
/// Fewest points by which they must see none where the rules see one of a single word.
const DENIAL: i32 = 1_000;
/// By how many points the best kind of a name must be ahead of the next for the rules to be certain of it.
const LEAD: i32 = 60;

/// What the learned weights say of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::extract::mention) enum Verdict {
    /// Nothing: there are none, the name is known beforehand, or the case of the line says nothing.
    Silent,
    /// It is no name.
    Denied,
    /// It names something of this kind; whether this is what they see at just these words.
    Kind(EntityKind, bool),
}

/// Judges the candidates, all of a kind that the rules are certain of excepted. Equal names of a document
/// get one verdict, that of most of them.
pub(in crate::extract::mention) fn judge(
    words: &Words<'_>,
    weights: Option<&LearnedWeights>,
    candidates: &[Candidate<'_>],
) -> Vec<Verdict> {
    let Some(weights) = weights else {
        return vec![Verdict::Silent; candidates.len()];
    };
    let seen = seen(words, weights);
    let own: Vec<Option<Verdict>> = candidates
        .iter()
        .zip(link::points(words, candidates))
        .map(|(candidate, scores)| {
            let is_asked = !is_certain(candidate, scores);
            is_asked
                .then(|| own_verdict(words, candidate, &seen))
                .flatten()
        })
        .collect();
    let mut votes: HashMap<&str, Votes> = HashMap::new();
    for (candidate, verdict) in candidates.iter().zip(&own) {
        if let Some(verdict) = verdict {
            let votes = votes.entry(words.key(&candidate.tokens)).or_default();
            votes.add(*verdict);
        }
    }
    let verdict = |(candidate, own): (&Candidate<'_>, Option<Verdict>)| match own {
        Some(_) => votes[words.key(&candidate.tokens)].verdict(),
        None => Verdict::Silent,
    };
    candidates.iter().zip(own).map(verdict).collect()
}

/// Whether the rules are certain of what a candidate is: known beforehand, or plainly of one kind.
pub(super) fn is_certain(candidate: &Candidate<'_>, scores: Scores) -> bool {
    !candidate.senses.is_empty() || candidate.part.is_some() || scores.lead() >= LEAD
}

fn seen(words: &Words<'_>, weights: &LearnedWeights) -> Seen {
    let mut seen = Seen {
        names: Vec::new(),
        outside: vec![0; words.document.tokens.len()],
    };
    for (index, sentence) in words.document.sentences.iter().enumerate() {
        if !words.is_title_case(index) && !words.is_shouted(index) {
            look(words, &sentence.tokens, weights, &mut seen);
        }
    }
    seen
}

/// The names that share a word with some tokens.
fn meeting<'seen>(seen: &'seen [SeenName], tokens: &Range<usize>) -> &'seen [SeenName] {
    let from = seen.partition_point(|name| name.tokens.end <= tokens.start);
    let rest = &seen[from..];
    &rest[..rest.partition_point(|name| name.tokens.start < tokens.end)]
}

fn own_verdict(words: &Words<'_>, candidate: &Candidate<'_>, seen: &Seen) -> Option<Verdict> {
    if candidate.is_title_case || words.is_shouted(candidate.sentence) {
        return None;
    }
    match meeting(&seen.names, &candidate.tokens) {
        [] => {
            let is_denied =
                candidate.tokens.len() == 1 && seen.outside[candidate.tokens.start] >= DENIAL;
            is_denied.then_some(Verdict::Denied)
        }
        [name] => {
            let is_same = name.tokens == candidate.tokens && name.margin >= SURE;
            Some(Verdict::Kind(name.kind, is_same))
        }
        _ => None,
    }
}

/// How often each verdict was given to equal names of a document.
#[derive(Debug, Clone, Copy, Default)]
struct Votes {
    n_denials: usize,
    n_sure: usize,
    kinds: [usize; EntityKind::ALL.len()],
}

impl Votes {
    fn add(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Silent => {}
            Verdict::Denied => self.n_denials += 1,
            Verdict::Kind(kind, is_sure) => {
                self.n_sure += usize::from(is_sure);
                let place = EntityKind::ALL.iter().position(|one| *one == kind);
                self.kinds[place.unwrap_or_default()] += 1;
            }
        }
    }

    /// The verdict of the majority; of kinds with as many votes, the first.
    fn verdict(&self) -> Verdict {
        let n_kinds: usize = self.kinds.iter().sum();
        if self.n_denials > n_kinds {
            return Verdict::Denied;
        }
        let mut best = 0;
        for (place, count) in self.kinds.iter().enumerate() {
            if *count > self.kinds[best] {
                best = place;
            }
        }
        Verdict::Kind(EntityKind::ALL[best], self.n_sure > 0)
    }
}
