//! Which of the things found is which of the things expected: one to one, the best fitting first.

/// Positions of expected and found things that are the same. `weight` tells how well two fit, none if
/// they do not.
pub(super) fn pairs(
    n_expected: usize,
    n_found: usize,
    weight: impl Fn(usize, usize) -> Option<usize>,
) -> Vec<(usize, usize)> {
    let mut fitting = Vec::new();
    for expected in 0..n_expected {
        for found in 0..n_found {
            fitting.extend(weight(expected, found).map(|weight| (weight, expected, found)));
        }
    }
    fitting
        .sort_by_key(|(weight, expected, found)| (std::cmp::Reverse(*weight), *expected, *found));
    let mut is_taken = (vec![false; n_expected], vec![false; n_found]);
    let mut pairs = Vec::new();
    for (_, expected, found) in fitting {
        if !is_taken.0[expected] && !is_taken.1[found] {
            is_taken.0[expected] = true;
            is_taken.1[found] = true;
            pairs.push((expected, found));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Positions below `length` that are in no pair.
pub(super) fn rest(length: usize, paired: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut is_paired = vec![false; length];
    for position in paired {
        is_paired[position] = true;
    }
    (0..length)
        .filter(|position| !is_paired[*position])
        .collect()
}

/// Characters that two ranges share.
pub(super) fn shared(one: (usize, usize), other: (usize, usize)) -> usize {
    one.1.min(other.1).saturating_sub(one.0.max(other.0))
}
