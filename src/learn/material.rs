//! Articles → lessons.

use crate::extract::mention::{self, learned};
use crate::lexicon::Lexicon;
use crate::model::article::Article;
use crate::text::analyze;

/// Fewest articles, of stories that differ, and fewest words that teach something.
pub const FEWEST_ARTICLES: usize = 100;
/// See [`FEWEST_ARTICLES`].
pub const FEWEST_WORDS: usize = 20_000;
/// Words beyond which nothing more is learned: each takes 100 bytes of memory while learning.
pub const MOST_WORDS: usize = 500_000;

/// What is learned from.
#[derive(Debug, Default)]
pub(super) struct Material {
    pub(super) lessons: Vec<learned::Lesson>,
    pub(super) n_articles: usize,
    pub(super) n_words: usize,
}

impl Material {
    /// Takes in what the rules find in an article.
    pub(super) fn add(&mut self, article: &Article, lexicon: &Lexicon) {
        let document = analyze(article, &lexicon.abbreviations);
        let found = mention::find(&document, lexicon);
        self.n_articles += 1;
        for lesson in learned::lessons(&document, lexicon, &found) {
            self.n_words += lesson.words.len();
            self.lessons.push(lesson);
        }
    }

    pub(super) fn is_enough(&self) -> bool {
        self.n_articles >= FEWEST_ARTICLES && self.n_words >= FEWEST_WORDS
    }
}
