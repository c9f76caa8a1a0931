//! Sentences with what a reader needs to find them: outlet, title, date and address.

use std::collections::BTreeMap;

use rusqlite::{Result, Row};

use super::date;
use crate::model::article::PublishedBasis;
use crate::model::dataset::CodedRow;
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
    /// How that day is known.
    pub published_basis: Option<PublishedBasis>,
    /// The file or address that the article came from, without folders and without its line there.
    pub file: Option<String>,
    /// The row that the sentence was made of, where nobody wrote it.
    pub row: Option<CodedRow>,
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
                   article.published_precision, article.published_basis, article.origin,
                   article.extra ->> '$.dataset.name', sentence.extra ->> '$.part'
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

    /// The articles that were made of rows of sets of coded events, by id, each with its first row.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn coded_articles(&self) -> std::result::Result<BTreeMap<String, CodedRow>, StoreError> {
        let read = || -> Result<BTreeMap<String, CodedRow>> {
            let mut statement = self.connection.prepare_cached(
                "SELECT article.id, article.extra ->> '$.dataset.name', sentence.extra ->> '$.part'
                 FROM article
                 JOIN sentence ON sentence.article = article.key AND sentence.ord = 0
                 WHERE article.extra ->> '$.dataset.name' IS NOT NULL
                   AND sentence.extra ->> '$.part' IS NOT NULL",
            )?;
            let coded = |row: &Row<'_>| {
                let (set, part): (String, String) = (row.get(1)?, row.get(2)?);
                Ok((row.get(0)?, CodedRow::new(&set, &part)))
            };
            statement.query_map([], coded)?.collect()
        };
        read().map_err(|error| StoreError::of(&self.path, error))
    }
}

fn citation(row: &Row<'_>) -> Result<Citation> {
    let (basis, origin): (Option<String>, Option<String>) = (row.get(11)?, row.get(12)?);
    let (set, part): (Option<String>, Option<String>) = (row.get(13)?, row.get(14)?);
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
        published_basis: basis.as_deref().and_then(PublishedBasis::from_word),
        file: origin.as_deref().and_then(file),
        row: set.zip(part).map(|(set, part)| CodedRow::new(&set, &part)),
    })
}

/// The name of the file in a path that may end in `:line` or `#entry`.
fn file(origin: &str) -> Option<String> {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut path = origin;
    while let Some((before, _)) = path
        .rsplit_once([':', '#'])
        .filter(|(_, number)| is_number(number))
    {
        path = before;
    }
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    (!name.is_empty() && name != "-").then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_without_its_folders() {
        let check = |origin, expected: Option<&str>| {
            assert_eq!(file(origin).as_deref(), expected, "{origin}");
        };
        check("/home/desk/news/wire.jsonl:12", Some("wire.jsonl"));
        check("feed.xml#3", Some("feed.xml"));
        check("C:\\news\\a.txt", Some("a.txt"));
        check("-", None);
        check("-:4", None);
    }
}
