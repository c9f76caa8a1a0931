//! Everything that is derived, made again of what is not.

use rusqlite::{Connection, Result, TransactionBehavior, params};

use crate::model::fold::fold;
use crate::store::cluster::{group, put_shingles, words_hash};
use crate::store::write::closure;
use crate::store::{Store, StoreError, link};

/// What one statement each makes again.
const STATEMENTS: &str = "
    REINDEX;
    DELETE FROM alias WHERE ord = 0 AND text IS NOT (SELECT name FROM entity WHERE key = alias.entity);
    INSERT OR IGNORE INTO alias (entity, ord, text, norm) SELECT key, 0, name, name FROM entity;
    UPDATE event SET
      actor = (SELECT entity FROM participant
        WHERE participant.event = event.key AND role = 'actor' AND entity IS NOT NULL
        ORDER BY ord LIMIT 1),
      target = (SELECT entity FROM participant
        WHERE participant.event = event.key AND role = 'target' AND entity IS NOT NULL
        ORDER BY ord LIMIT 1);
    UPDATE figure SET value = CASE WHEN low IS NOT NULL AND high IS NOT NULL
      THEN low / 2 + high / 2 ELSE coalesce(low, high) END;
    INSERT INTO sentence_fts (sentence_fts) VALUES ('rebuild');
    INSERT INTO article_fts (article_fts) VALUES ('delete-all');
    INSERT INTO article_fts (rowid, title, text)
      SELECT key, title, text FROM article JOIN article_text ON article_text.article = article.key
      ORDER BY key;";

const PUT_SUMS_OFF: &str =
    "INSERT OR IGNORE INTO deferred_index (name, sql) VALUES ('figure_sum', '')";

/// What makes every derived cluster anew.
const LET_ALL_WAIT: &str = "
    DELETE FROM unclustered;
    INSERT INTO unclustered SELECT key FROM article WHERE is_extracted = 1;
    UPDATE cluster SET is_stub = 0 WHERE is_derived = 1;
    UPDATE article SET story = NULL WHERE is_extracted = 1;";

impl Store {
    /// Makes everything that is derived again: in one transaction, and after it the links.
    ///
    /// # Errors
    /// Another program is writing, the disk is full, or what things are derived of cannot be read; then
    /// nothing was changed, or all but the links is made, which wait for the next load.
    pub fn rebuild(&mut self) -> std::result::Result<(), StoreError> {
        let path = self.path.clone();
        let mut run = || {
            let transaction = self
                .connection
                .transaction_with_behavior(TransactionBehavior::Immediate)?;
            rebuild(&transaction)?;
            transaction.commit()
        };
        run().map_err(|error| StoreError::of(&path, error))?;
        self.update_links()?;
        self.connection
            .execute_batch("ANALYZE")
            .map_err(|error| StoreError::of(&path, error))
    }
}

fn rebuild(connection: &Connection) -> Result<()> {
    // Else each row of what lies where would change them.
    connection.execute_batch(PUT_SUMS_OFF)?;
    connection.execute_batch(STATEMENTS)?;
    connection.execute_batch(super::copies::REBUILD)?;
    fold_names(connection)?;
    super::counts::rebuild(connection)?;
    closure::rebuild(connection)?;
    connection.execute_batch(super::SUM_AGAIN)?;
    connection.execute_batch("DELETE FROM deferred_index WHERE name = 'figure_sum'")?;
    count_texts(connection)?;
    connection.execute_batch(LET_ALL_WAIT)?;
    group(connection)?;
    link::let_all_wait(connection)
}

fn fold_names(connection: &Connection) -> Result<()> {
    let mut names = connection.prepare("SELECT entity, ord, text, norm FROM alias")?;
    let mut rows = names.query([])?;
    let mut wrong: Vec<(i64, i64, String)> = Vec::new();
    while let Some(row) = rows.next()? {
        let (text, norm): (String, String) = (row.get(2)?, row.get(3)?);
        let folded = fold(&text);
        if folded != norm {
            wrong.push((row.get(0)?, row.get(1)?, folded));
        }
    }
    let mut update =
        connection.prepare("UPDATE alias SET norm = ?3 WHERE entity = ?1 AND ord = ?2")?;
    for (entity, ord, norm) in wrong {
        update.execute(params![entity, ord, norm])?;
    }
    Ok(())
}

/// Numbers that are made of texts: counts of words, hashes of their runs, hashes of quotes.
fn count_texts(connection: &Connection) -> Result<()> {
    connection.execute_batch("DELETE FROM shingle")?;
    let mut articles = connection.prepare(
        "SELECT key, is_extracted, text FROM article
         JOIN article_text ON article_text.article = article.key",
    )?;
    let mut rows = articles.query([])?;
    let mut count =
        connection.prepare("UPDATE article SET words = ?2 WHERE key = ?1 AND words <> ?2")?;
    while let Some(row) = rows.next()? {
        let (key, text): (i64, String) = (row.get(0)?, row.get(2)?);
        count.execute(params![key, text.split_whitespace().count()])?;
        if row.get(1)? {
            put_shingles(connection, key, &text)?;
        }
    }
    let mut quotes = connection.prepare("SELECT key, text FROM quote")?;
    let mut rows = quotes.query([])?;
    let mut update = connection
        .prepare("UPDATE quote SET words_hash = ?2 WHERE key = ?1 AND words_hash IS NOT ?2")?;
    while let Some(row) = rows.next()? {
        let (key, text): (i64, String) = (row.get(0)?, row.get(1)?);
        update.execute(params![key, words_hash(&text)])?;
    }
    Ok(())
}
