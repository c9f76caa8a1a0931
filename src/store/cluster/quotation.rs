//! Quotes → quotations: the same words of the same speaker in several articles.

use rusqlite::{Connection, Result, params};
use sha2::{Digest, Sha256};

use super::Derived;
use super::pace::Pace;
use crate::model::fold::fold;

/// Fewer words may be said twice by chance.
const FEWEST_WORDS: usize = 5;
/// Characters of a label.
const LABEL: usize = 60;

/// A number that quotes of the same words share; none if they are few.
pub(in crate::store) fn words_hash(text: &str) -> Option<i64> {
    let folded = fold(text);
    if folded.split(' ').count() < FEWEST_WORDS {
        return None;
    }
    let digest = Sha256::digest(folded.as_bytes());
    Some(i64::from_le_bytes(std::array::from_fn(|byte| digest[byte])))
}

pub(super) fn group(connection: &Connection, pace: &mut Pace<'_>) -> Result<()> {
    connection
        .prepare_cached(
            "UPDATE quote SET cluster = NULL
             WHERE article IN (SELECT article FROM unclustered)",
        )?
        .execute([])?;
    let mut shared = connection.prepare_cached(
        "WITH asked AS (
           SELECT DISTINCT words_hash, speaker FROM quote
           JOIN unclustered ON unclustered.article = quote.article
           WHERE words_hash IS NOT NULL AND speaker IS NOT NULL)
         SELECT asked.words_hash, asked.speaker, min(quote.id), min(quote.date_first),
           max(quote.date_last)
         FROM asked CROSS JOIN quote
           ON quote.words_hash = asked.words_hash AND quote.speaker = asked.speaker
         JOIN article ON article.key = quote.article AND is_extracted = 1
         GROUP BY 1, 2 HAVING count(DISTINCT quote.article) > 1 ORDER BY min(quote.id)",
    )?;
    let mut rows = shared.query([])?;
    while let Some(row) = rows.next()? {
        pace.check()?;
        let (hash, speaker, id): (i64, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (first, last): (Option<i32>, Option<i32>) = (row.get(3)?, row.get(4)?);
        let text: String = connection
            .prepare_cached("SELECT text FROM quote WHERE id = ?1")?
            .query_row([&id], |row| row.get(0))?;
        let cluster = Derived {
            id: format!("quotation-{id}"),
            kind: "quotation",
            label: Some(text.chars().take(LABEL).collect()),
            days: first.zip(last),
        };
        let key = cluster.save(connection)?;
        connection
            .prepare_cached(
                "UPDATE quote SET cluster = ?3 WHERE words_hash = ?1 AND speaker = ?2
                   AND EXISTS (SELECT 1 FROM article
                               WHERE article.key = quote.article AND is_extracted = 1)",
            )?
            .execute(params![hash, speaker, key])?;
    }
    Ok(())
}
