//! Sentences with what a reader needs to find them: outlet, title, date and address.

use rusqlite::{Result, Row};

use super::date;
use crate::model::date::PartialDate;
use crate::store::{Store, StoreError};

/// A sentence and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Its key in this database.
    pub sentence: i64,
    /// Its text.
    pub text: String,
    /// The id of the article.
    pub article: String,
    /// The article's headline.
    pub title: Option<String>,
    /// Its address, as it was given.
    pub url: Option<String>,
    /// The outlet's name.
    pub source: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The language of the article, as a tag.
    pub language: Option<String>,
    /// When it was published.
    pub published: Option<PartialDate>,
}

impl Store {
    /// The sentences with these keys in the same order; those that are no more are left out.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn citations(&self, sentences: &[i64]) -> std::result::Result<Vec<Citation>, StoreError> {
        let read = || -> Result<Vec<Citation>> {
            let mut statement = self.connection.prepare_cached(
                "SELECT sentence.key, sentence.text, article.id, article.title, article.url, source.name,
                   article.author, article.language, article.published_first, article.published_last,
                   article.published_precision
                 FROM json_each(?1) AS wanted
                 CROSS JOIN sentence ON sentence.key = wanted.value
                 JOIN article ON article.key = sentence.article
                 LEFT JOIN source ON source.key = article.source
                 ORDER BY wanted.key",
            )?;
            let wanted = serde_json::Value::from(sentences).to_string();
            statement.query_map([wanted], citation)?.collect()
        };
        read().map_err(|error| StoreError::of(&self.path, error))
    }
}

fn citation(row: &Row<'_>) -> Result<Citation> {
    Ok(Citation {
        sentence: row.get(0)?,
        text: row.get(1)?,
        article: row.get(2)?,
        title: row.get(3)?,
        url: row.get(4)?,
        source: row.get(5)?,
        author: row.get(6)?,
        language: row.get(7)?,
        published: date(row, 8)?,
    })
}
