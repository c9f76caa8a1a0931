//! What a line of text looks like, before anything is known about its neighbours.

use crate::lexicon::boilerplate::LineEffect;

/// A line, trimmed and not empty.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'text> {
    pub(super) text: &'text str,
    /// What its pattern says.
    pub(super) effect: Option<LineEffect>,
    pub(super) look: Look,
    pub(super) n_words: usize,
}

/// The look of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Running text: long, mostly in lower case.
    Prose,
    /// Short, but ends like a sentence.
    Sentence,
    /// A heading, a name, an item of a menu.
    Short,
}

/// Running text has at least so many words, or letters where words are not parted.
const FEWEST_WORDS: usize = 8;
const FEWEST_LETTERS: usize = 60;
/// So many words are running text even without a full stop.
const ENOUGH_WORDS: usize = 25;

impl<'text> Line<'text> {
    pub(super) fn new(text: &'text str, effect: Option<LineEffect>) -> Self {
        let n_words = text.split_whitespace().map(n_words).sum();
        Self {
            text,
            effect,
            look: look(text, n_words),
            n_words,
        }
    }

    /// Whether the line is running text of an article.
    pub(super) fn is_prose(&self) -> bool {
        self.look == Look::Prose && self.effect.is_none()
    }

    /// Whether the line can be a headline: short, without a full stop at its end.
    pub(super) fn could_be_title(&self) -> bool {
        (2..=30).contains(&self.n_words) && !ends_with_stop(self.text) && self.text.len() <= 250
    }

    /// Whether the line is of a stock ticker or a table: numbers, and hardly a word in lower case.
    pub(super) fn is_ticker(&self) -> bool {
        let is_number = |word: &&str| {
            let digits = word.trim_matches(|mark: char| !mark.is_alphanumeric());
            !digits.is_empty()
                && digits
                    .chars()
                    .all(|mark| mark.is_ascii_digit() || ".,%".contains(mark))
        };
        let n_numbers = self.text.split_whitespace().filter(is_number).count();
        let n_lower = self
            .text
            .split_whitespace()
            .filter(|word| word.starts_with(char::is_lowercase))
            .count();
        n_numbers >= 2
            && n_lower < 3
            && self.n_words <= 12
            && super::date::find(self.text).is_none()
    }
}

/// How many words a piece of text without a space is: one, or in scripts that part no words, one for two
/// characters.
fn n_words(piece: &str) -> usize {
    if piece.is_ascii() {
        return 1;
    }
    let n_unparted = piece.chars().filter(|letter| is_unparted(*letter)).count();
    1 + n_unparted / 2
}

/// Whether a letter is of a script that puts no spaces between words: Chinese, Japanese, Thai, Lao, Burmese,
/// Khmer.
fn is_unparted(letter: char) -> bool {
    matches!(letter,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

fn look(text: &str, n_words: usize) -> Look {
    let n_capital = text
        .split_whitespace()
        .filter(|word| {
            word.trim_start_matches(|mark: char| !mark.is_alphanumeric())
                .starts_with(char::is_uppercase)
        })
        .count();
    let is_sentence = ends_like_sentence(text);
    let is_long = n_words >= FEWEST_WORDS || text.chars().count() >= FEWEST_LETTERS;
    let is_running = n_capital * 10 <= n_words * 7;
    match (is_sentence, is_long && is_running) {
        (true, true) => Look::Prose,
        _ if n_words >= ENOUGH_WORDS && n_capital * 2 <= n_words => Look::Prose,
        (true, false) if n_words >= 2 => Look::Sentence,
        _ => Look::Short,
    }
}

/// Whether the last mark, before closing quotes and brackets, ends a sentence or leads to the next line.
fn ends_like_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '」', '』', '）']);
    text.ends_with([
        '.', '!', '?', '…', ':', '。', '！', '？', '؟', '۔', '।', '॥', '։', '።', '။', '។', '：',
    ]) && !text.ends_with("...more")
}

fn ends_with_stop(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', '”', '’']);
    text.ends_with('.') && !text.ends_with("U.S.")
}
