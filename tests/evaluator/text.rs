//! Texts: folding, words, stems by a list, phrases.

/// Words that full text holds to be one: forms of a word, as English has them.
const FAMILIES: &[&[&str]] = &[
    &["attack", "attacks", "attacked", "attacking"],
    &["talk", "talks", "talked", "talking"],
    &["report", "reports", "reported", "reporting"],
    &["bridge", "bridges"],
    &["convoy", "convoys"],
    &["meeting", "meetings", "meet"],
    &["close", "closed", "closing"],
    &["quay", "quays"],
];

/// Words without relatives among each other.
pub(super) const LONERS: &[&str] = &["near", "with", "after", "dawn", "calm", "café", "steel"];

pub(super) fn vocabulary() -> Vec<&'static str> {
    let families = FAMILIES.iter().flat_map(|family| family.iter().copied());
    families.chain(LONERS.iter().copied()).collect()
}

/// A letter in lower case without its accent.
fn plain(letter: char) -> Vec<char> {
    let plain = |letter: char| match letter {
        'ä' | 'á' | 'à' => 'a',
        'é' | 'è' => 'e',
        'ö' | 'ó' => 'o',
        'ü' | 'ú' => 'u',
        other => other,
    };
    letter.to_lowercase().map(plain).collect()
}

/// In lower case and without accents.
pub(super) fn plainly(text: &str) -> String {
    text.chars().flat_map(plain).collect()
}

/// A name folded for comparison: case, accents, hyphens, a leading al- or el-.
pub(super) fn fold(name: &str) -> String {
    let letters = plainly(name).replace('-', " ");
    let letters: String = letters
        .chars()
        .filter(|letter| letter.is_alphanumeric() || *letter == ' ')
        .collect();
    let words: Vec<&str> = letters.split(' ').filter(|word| !word.is_empty()).collect();
    match words.as_slice() {
        ["al" | "el", rest @ ..] if !rest.is_empty() => rest.join(" "),
        words => words.join(" "),
    }
}

/// The words of a text; a hyphen or an apostrophe separates.
pub(super) fn words(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(plainly)
        .collect()
}

/// Number of words as a reader counts them: an apostrophe or a stop between letters does not separate.
pub(super) fn count_words(text: &str) -> usize {
    let letters: Vec<char> = text.chars().collect();
    let near = |at: Option<usize>, is_kind: fn(char) -> bool| {
        at.and_then(|at| letters.get(at))
            .is_some_and(|letter| is_kind(*letter))
    };
    let joined = letters.iter().enumerate().map(|(at, letter)| {
        let kinds: [fn(char) -> bool; 2] = [char::is_alphabetic, char::is_numeric];
        let mut kinds = kinds.into_iter();
        let is_between =
            kinds.any(|kind| near(at.checked_sub(1), kind) && near(Some(at + 1), kind));
        if matches!(letter, '\'' | '.') && is_between {
            'x'
        } else {
            *letter
        }
    });
    joined
        .collect::<String>()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}

/// What forms of a word have in common.
fn stem(word: &str) -> &str {
    FAMILIES
        .iter()
        .find(|family| family.contains(&word))
        .map_or(word, |family| family[0])
}

/// Where a phrase begins among the words of a text; its last word may be a beginning only.
pub(super) fn phrase_starts(text: &[String], phrase: &[String], is_prefix: bool) -> Vec<usize> {
    let fits = |at: usize| {
        phrase.iter().enumerate().all(|(n, wanted)| {
            let Some(found) = text.get(at + n) else {
                return false;
            };
            if is_prefix && n + 1 == phrase.len() {
                stem(found).starts_with(stem(wanted))
            } else {
                stem(found) == stem(wanted)
            }
        })
    };
    (0..text.len()).filter(|at| fits(*at)).collect()
}

/// Whether the phrases stand so near that at most `distance` words lie between the end of one and the
/// start of each other.
pub(super) fn are_near(text: &[String], phrases: &[Vec<String>], distance: usize) -> bool {
    let starts: Vec<Vec<usize>> = phrases
        .iter()
        .map(|phrase| phrase_starts(text, phrase, false))
        .collect();
    let mut chosen: Vec<Vec<usize>> = vec![Vec::new()];
    for list in &starts {
        chosen = chosen
            .iter()
            .flat_map(|before| {
                list.iter()
                    .map(|start| before.iter().copied().chain([*start]).collect())
            })
            .collect();
    }
    chosen.iter().any(|starts| {
        let ends = starts
            .iter()
            .zip(phrases)
            .map(|(start, phrase)| start + phrase.len());
        let first_end = ends.min().unwrap_or(0);
        let last_start = starts.iter().copied().max().unwrap_or(0);
        last_start.saturating_sub(first_end) <= distance
    })
}
