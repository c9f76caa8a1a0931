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
    for part in parts(name) {
        push_joined(&mut folded, part, ' ');
        if is_article(&folded) && has_second_word(name) {
            folded.clear();
        }
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
    let mut joined = String::with_capacity(name.len());
    for part in parts(name) {
        push_joined(&mut joined, part, '-');
    }
    if joined.is_empty() {
        "entity".to_owned()
    } else {
        joined
    }
}

fn is_article(word: &str) -> bool {
    matches!(word, "al" | "el" | "the")
}

/// The pieces of a name between blanks and separators; some may hold nothing that stays.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(|character: char| character.is_whitespace() || is_separator(character))
}

/// Whether at least two words stay when the name is folded.
fn has_second_word(name: &str) -> bool {
    let mut word = String::new();
    let stays = |part: &&str| {
        word.clear();
        push_folded(&mut word, part);
        !word.is_empty()
    };
    parts(name).filter(stays).nth(1).is_some()
}

/// Appends a folded part, after the joint if something stands before it.
fn push_joined(folded: &mut String, part: &str, joint: char) {
    let end = folded.len();
    if end > 0 {
        folded.push(joint);
    }
    let start = folded.len();
    push_folded(folded, part);
    if folded.len() == start {
        folded.truncate(end);
    }
}

fn is_separator(character: char) -> bool {
    matches!(character, '-' | '_' | '/' | ',' | '\u{2010}'..='\u{2015}')
}

/// Appends a folded word.
fn push_folded(folded: &mut String, word: &str) {
    let stays = |character: &char| character.is_alphanumeric() || *character == '&';
    if word.is_ascii() {
        folded.extend(
            word.chars()
                .filter(stays)
                .map(|letter| letter.to_ascii_lowercase()),
        );
        return;
    }
    let letters = word
        .nfkd()
        .filter(|character| !is_combining_mark(*character))
        .filter(stays)
        .filter(|character| !matches!(character, '\u{2b0}'..='\u{2ff}'))
        .flat_map(char::to_lowercase)
        .map(plain);
    folded.extend(letters);
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
