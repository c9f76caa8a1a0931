//! Which article a person means who types an id, or how the title begins.

use rusqlite::{OptionalExtension, Result};

use crate::model::fold::without_accents;
use crate::store::{Store, StoreError};

/// Articles that are named to somebody who meant another one.
const OFFERED: usize = 5;
/// A title or id is near what was typed where at most one in so many letters differs.
const LETTERS_PER_SLIP: usize = 3;

/// An article by what people know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleTitle {
    /// Public id.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
}

/// What was found for what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FoundArticle {
    /// The one article of this id.
    One(String),
    /// Several begin so; the first of them, and how many there are.
    Several(Vec<ArticleTitle>, usize),
    /// None; those that are nearest.
    None(Vec<ArticleTitle>),
}

/// What an article tells that has an id of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Who did what to whom.
    Event,
    /// Who said what.
    Quote,
    /// How many of what.
    Figure,
}

impl Store {
    /// The article with this id, else the one whose id or title begins so, whatever the letter case and
    /// the accents. An article whose whole title is what was typed goes before longer titles.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn find_article(&self, typed: &str) -> std::result::Result<FoundArticle, StoreError> {
        self.find(typed)
            .map_err(|error| StoreError::of(&self.path, error))
    }

    /// Id of the article that tells what has this id.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn article_telling(
        &self,
        what: Told,
        id: &str,
    ) -> std::result::Result<Option<String>, StoreError> {
        let sql = match what {
            Told::Event => {
                "SELECT article.id FROM event JOIN article ON article.key = event.article
                 WHERE event.id = ?1"
            }
            Told::Quote => {
                "SELECT article.id FROM quote JOIN article ON article.key = quote.article
                 WHERE quote.id = ?1"
            }
            Told::Figure => {
                "SELECT article.id FROM figure JOIN article ON article.key = figure.article
                 WHERE figure.id = ?1"
            }
        };
        let find = || {
            self.connection
                .prepare_cached(sql)?
                .query_row([id], |row| row.get(0))
                .optional()
        };
        find().map_err(|error| StoreError::of(&self.path, error))
    }

    fn find(&self, typed: &str) -> Result<FoundArticle> {
        let exact: Option<String> = self
            .connection
            .prepare_cached("SELECT id FROM article WHERE id = ?1")?
            .query_row([typed], |row| row.get(0))
            .optional()?;
        if let Some(id) = exact {
            return Ok(FoundArticle::One(id));
        }
        let asked = folded(typed);
        let mut begin = Vec::new();
        let mut whole = Vec::new();
        let mut near: Vec<(usize, ArticleTitle)> = Vec::new();
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, title FROM article ORDER BY published_first DESC, id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let article = ArticleTitle {
                id: row.get(0)?,
                title: row.get(1)?,
            };
            let title = folded(article.title.as_deref().unwrap_or_default());
            if asked.is_empty() {
                continue;
            }
            if title == asked {
                whole.push(article);
            } else if title.starts_with(&asked) || folded(&article.id).starts_with(&asked) {
                begin.push(article);
            } else if let Some(distance) = distance(&asked, &title, &folded(&article.id)) {
                keep_near(&mut near, distance, article);
            }
        }
        let mut found = if whole.is_empty() { begin } else { whole };
        Ok(match found.len() {
            0 => FoundArticle::None(near.into_iter().map(|(_, article)| article).collect()),
            1 => FoundArticle::One(found.remove(0).id),
            n_found => {
                found.truncate(OFFERED);
                FoundArticle::Several(found, n_found)
            }
        })
    }
}

fn keep_near(near: &mut Vec<(usize, ArticleTitle)>, distance: usize, article: ArticleTitle) {
    let at = near.partition_point(|(known, _)| *known <= distance);
    if at < OFFERED {
        near.insert(at, (distance, article));
        near.truncate(OFFERED);
    }
}

fn folded(text: &str) -> String {
    let words = without_accents(text);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How far what was typed is from the beginning of the title or from the id, or from sharing its words.
fn distance(asked: &str, title: &str, id: &str) -> Option<usize> {
    let n_letters = asked.chars().count();
    let slips = (n_letters / LETTERS_PER_SLIP).max(1);
    let beginning: String = title.chars().take(n_letters).collect();
    let spelt = [beginning.as_str(), id]
        .into_iter()
        .map(|name| strsim::osa_distance(asked, name))
        .filter(|changes| *changes <= slips)
        .min();
    spelt.or_else(|| {
        let words = || asked.split(' ').filter(|word| word.len() > 3);
        let n_missing = words()
            .filter(|word| {
                // `Homs: a truce`: signs are no part of a word.
                let mut others = title.split(|letter: char| !letter.is_alphanumeric());
                !title.split(' ').any(|other| other == *word) && !others.any(|other| other == *word)
            })
            .count();
        (n_missing < words().count()).then_some(n_letters + n_missing)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_a_title_is_near_whatever_signs_stand_at_it() {
        for title in [
            "A truce in Homs: what now?",
            "Homs's last days",
            "“Homs”",
            "To Homs",
        ] {
            assert!(distance("homs", &folded(title), "a1").is_some(), "{title}");
        }
        assert_eq!(distance("homs", "the siege of aleppo", "a1"), None);
    }
}
