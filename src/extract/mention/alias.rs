//! Names that the text itself equates: "X (ABC)", "X, aka Y".

use super::candidate::Candidate;
use super::words::Words;

/// Pairs of candidates that name one thing.
#[derive(Debug, Default)]
pub(super) struct Aliases {
    /// Positions of the other name and of the name that it stands for.
    pub(super) pairs: Vec<(usize, usize)>,
}

/// Finds the pairs in reading order.
pub(super) fn find_aliases(words: &Words<'_>, candidates: &[Candidate<'_>]) -> Aliases {
    let mut aliases = Aliases::default();
    for (position, pair) in candidates.windows(2).enumerate() {
        let [name, other] = pair else { continue };
        if name.part.is_some() || other.part.is_some() || name.sentence != other.sentence {
            continue;
        }
        let gap = name.tokens.end..other.tokens.start;
        let is_acronym = gap.len() == 1
            && words.text(gap.start) == "("
            && words.text(other.tokens.end) == ")"
            && is_acronym(words, name, other);
        if is_acronym || says_also_known_as(words, gap) {
            aliases.pairs.push((position + 1, position));
        }
    }
    aliases
}

/// Whether the letters of `other` are the initials of `name`'s words, in order.
fn is_acronym(words: &Words<'_>, name: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    if other.tokens.len() != 1 || !words.is_upper(other.tokens.start) {
        return false;
    }
    let mut initials = name
        .tokens
        .clone()
        .filter_map(|at| words.folded(at).chars().next());
    let mut letters = words
        .folded(other.tokens.start)
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .peekable();
    let is_first = name
        .tokens
        .clone()
        .next()
        .is_some_and(|at| words.folded(at).chars().next() == letters.peek().copied());
    is_first && letters.all(|letter| initials.any(|initial| initial == letter))
}

fn says_also_known_as(words: &Words<'_>, gap: std::ops::Range<usize>) -> bool {
    if gap.is_empty() || gap.len() > 5 {
        return false;
    }
    let said: Vec<&str> = gap
        .filter(|at| words.is_word(*at))
        .map(|at| words.folded(at))
        .collect();
    matches!(
        said.as_slice(),
        ["aka" | "alias"] | ["also" | "better", "known", "as"]
    )
}
