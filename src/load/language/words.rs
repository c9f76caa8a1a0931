//! The words of a text, without markup and signs that steer a terminal.

use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::language::LanguageLexicon;

/// So many of a hundred words are English in a plain English text; names in it are not counted.
const FEWEST_ENGLISH: usize = 75;
/// Fewer words than this tell nothing.
const FEWEST_WORDS: usize = 2;

/// A text without elements, scripts, addresses, and signs that nobody sees.
pub(super) fn without_markup(text: &str) -> String {
    static MARKUP: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?is)<script\b.*?(?:</script\s*>|$)|<style\b.*?(?:</style\s*>|$)|<[a-z/!][^<>]*>",
            r"|\x1b\[[0-9;?]*[a-z]|\x1b\][^\x07\x1b]*\x07?|https?://\S+",
        ))
        .expect("the pattern is well formed")
    });
    let is_seen = |sign: &char| !matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    MARKUP
        .replace_all(text, " ")
        .chars()
        .filter(is_seen)
        .collect()
}

/// Whether most words of a text are English ones, names apart, and fewer are small words of another language.
pub(super) fn is_plain_english(text: &str, lexicon: &LanguageLexicon) -> bool {
    let words: Vec<&str> = text
        .split(|sign: char| !sign.is_alphabetic())
        .filter(|word| !word.is_empty())
        .collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let n_english = lower.iter().filter(|word| lexicon.is_english(word)).count();
    let is_name = |word: &&str| {
        word.starts_with(char::is_uppercase) && !lexicon.is_english(&word.to_lowercase())
    };
    let n_names = words.iter().filter(|word| is_name(word)).count();
    let n_plain = words.len() - n_names;
    let n_small = |is_wanted: &dyn Fn(&str) -> bool| {
        let votes = lexicon.count(lower.iter().map(String::as_str));
        let found = votes
            .iter()
            .filter(|votes| is_wanted(votes.code))
            .map(|votes| votes.n_words);
        found.max().unwrap_or_default()
    };
    n_english >= FEWEST_WORDS
        && n_english * 100 >= n_plain * FEWEST_ENGLISH
        && n_english > n_small(&|code| code != "en")
}
