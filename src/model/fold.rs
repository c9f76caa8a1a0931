//! One spelling for comparison: what makes `Al-Nusra`, `al Nusra` and `Ālnuṣra`'s kin equal.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a name for comparison: lower case, without accents, punctuation read as a space, and
/// without a leading `al`, `el` or `the`. Two names are the same alias when their folds are equal.
///
/// ```
/// use dateline::model::fold::fold;
/// assert_eq!(fold("Al-Nusra Front"), "nusra front");
/// assert_eq!(fold("Recep Tayyip Erdoğan"), "recep tayyip erdogan");
/// assert_eq!(fold("al-Muʿallim"), fold("el Muallim"));
/// assert_eq!(fold("U.S."), "us");
/// ```
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for word in words(name) {
        if folded.is_empty() && is_article(&word) && words(name).nth(1).is_some() {
            continue;
        }
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(&word);
    }
    folded
}

/// A name folded and written as one word: what `Press TV`, `PressTV` and `press-tv` have in common.
///
/// ```
/// use dateline::model::fold::compact;
/// assert_eq!(compact("Press TV"), compact("press-tv"));
/// ```
pub fn compact(name: &str) -> String {
    let mut compact = fold(name);
    compact.retain(|letter| letter != ' ');
    compact
}

/// A text in lower case and without accents, all else kept: what a search for a part of a text looks at.
///
/// ```
/// use dateline::model::fold::without_accents;
/// assert_eq!(without_accents("Recep Tayyip ERDOĞAN's"), "recep tayyip erdogan's");
/// ```
pub fn without_accents(text: &str) -> String {
    text.nfkd()
        .filter(|character| !is_combining_mark(*character))
        .flat_map(char::to_lowercase)
        .filter(|character| !is_combining_mark(*character))
        .map(plain)
        .collect()
}

/// A handle made of a name: folded, with hyphens; `entity` if nothing is left.
///
/// ```
/// use dateline::model::fold::handle;
/// assert_eq!(handle("Islamic State"), "islamic-state");
/// assert_eq!(handle("Al-Nusra Front"), "al-nusra-front");
/// ```
pub fn handle(name: &str) -> String {
    let joined = words(name).collect::<Vec<_>>().join("-");
    if joined.is_empty() {
        "entity".to_owned()
    } else {
        joined
    }
}

fn is_article(word: &str) -> bool {
    matches!(word, "al" | "el" | "the")
}

fn words(name: &str) -> impl Iterator<Item = String> {
    name.split(|character: char| character.is_whitespace() || is_separator(character))
        .map(fold_word)
        .filter(|word| !word.is_empty())
}

fn is_separator(character: char) -> bool {
    matches!(character, '-' | '_' | '/' | ',' | '\u{2010}'..='\u{2015}')
}

fn fold_word(word: &str) -> String {
    word.nfkd()
        .filter(|character| !is_combining_mark(*character))
        .filter(|character| character.is_alphanumeric() || *character == '&')
        .filter(|character| !matches!(character, '\u{2b0}'..='\u{2ff}'))
        .flat_map(char::to_lowercase)
        .map(plain)
        .collect()
}

/// Letters that have no decomposition but are written without their stroke or dot elsewhere.
fn plain(letter: char) -> char {
    match letter {
        'ı' => 'i',
        'ø' => 'o',
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ħ' => 'h',
        'ŧ' => 't',
        other => other,
    }
}
