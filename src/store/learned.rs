//! What was learned from the articles of a database, and the articles as they were before anything was read
//! out of them.

use rusqlite::{Connection, OptionalExtension, Result};

use super::{Batch, Store, StoreError, read};
use crate::record::ArticleRecord;

type StoreResult<T> = std::result::Result<T, StoreError>;

impl Store {
    /// The learned weights as they were kept; none if nothing was learned.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn learned_weights(&self) -> StoreResult<Option<Vec<u8>>> {
        let read = || {
            self.connection
                .prepare_cached("SELECT weights FROM learned")?
                .query_row([], |row| row.get(0))
                .optional()
        };
        read().map_err(|error| StoreError::of(&self.path, error))
    }

    /// Ids of the articles in English whose facts the program read itself, in order.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn extracted_articles(&self) -> StoreResult<Vec<String>> {
        self.ids(
            "SELECT id FROM article
             WHERE is_extracted = 1 AND coalesce(language, 'en') = 'en' ORDER BY id",
        )
    }

    /// Of the same articles, the one with the first id of each story; those of no story each.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn one_article_a_story(&self) -> StoreResult<Vec<String>> {
        self.ids(
            "SELECT min(id) AS first FROM article
             WHERE is_extracted = 1 AND coalesce(language, 'en') = 'en'
             GROUP BY coalesce(story, -key) ORDER BY first",
        )
    }

    fn ids(&self, sql: &str) -> StoreResult<Vec<String>> {
        let read = || {
            let mut statement = self.connection.prepare_cached(sql)?;
            let ids = statement.query_map([], |row| row.get(0))?;
            ids.collect::<Result<Vec<String>>>()
        };
        read().map_err(|error| StoreError::of(&self.path, error))
    }

    /// An article with its sentences, but without its facts.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn bare_article(&self, id: &str) -> StoreResult<Option<ArticleRecord>> {
        read::bare_article(&self.connection, id).map_err(|error| StoreError::of(&self.path, error))
    }

    /// The fingerprint of the facts that were read out of an article, as they came.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn facts_fingerprint(&self, id: &str) -> StoreResult<Option<String>> {
        let read = || {
            self.connection
                .prepare_cached("SELECT facts_fingerprint FROM article WHERE id = ?1")?
                .query_row([id], |row| row.get(0))
                .optional()
        };
        read().map_err(|error| StoreError::of(&self.path, error))
    }
}

impl Batch<'_> {
    /// Keeps learned weights, or that there are none.
    ///
    /// # Errors
    /// The disk is full.
    pub fn keep_weights(&self, weights: Option<&[u8]>) -> StoreResult<()> {
        let keep = || {
            self.transaction.execute("DELETE FROM learned", [])?;
            if let Some(weights) = weights {
                self.transaction.execute(
                    "INSERT INTO learned (only_row, weights) VALUES (1, ?1)",
                    [weights],
                )?;
            }
            Ok(())
        };
        keep().map_err(|error| self.error(error))
    }

    /// An article with its sentences, but without its facts.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn bare_article(&self, id: &str) -> StoreResult<Option<ArticleRecord>> {
        read::bare_article(&self.transaction, id).map_err(|error| self.error(error))
    }

    /// Forgets what the articles said of entities that nothing else names and nobody described: they are
    /// stubs until they are described again.
    ///
    /// # Errors
    /// The disk is full.
    pub fn forget_entities_of(&self, articles: &[&str]) -> StoreResult<()> {
        forget_entities_of(&self.transaction, articles).map_err(|error| self.error(error))
    }

    /// Removes the entities that nobody described and nothing names.
    ///
    /// # Errors
    /// The disk is full.
    pub fn remove_unnamed_entities(&mut self) -> StoreResult<()> {
        let removed = remove_unnamed(&self.transaction).map_err(|error| self.error(error))?;
        for key in removed {
            self.moved.remove(&key);
        }
        Ok(())
    }
}

/// The entities that are described by a person or a record, or that something outside of the articles in
/// `reread` names, with all that these belong to.
const NAMED: &str = "
    WITH RECURSIVE named (key) AS (
      SELECT key FROM entity WHERE key NOT IN (SELECT entity FROM only_read)
      UNION SELECT entity FROM mention WHERE article NOT IN (SELECT article FROM reread)
      UNION SELECT participant.entity FROM participant JOIN event ON event.key = participant.event
        WHERE article NOT IN (SELECT article FROM reread)
      UNION SELECT place FROM event WHERE article NOT IN (SELECT article FROM reread)
      UNION SELECT claimant FROM event WHERE article NOT IN (SELECT article FROM reread)
      UNION SELECT speaker FROM quote WHERE article NOT IN (SELECT article FROM reread)
      UNION SELECT place FROM figure WHERE article NOT IN (SELECT article FROM reread)
      UNION SELECT claimant FROM figure WHERE article NOT IN (SELECT article FROM reread)
      UNION SELECT country FROM source
      UNION SELECT entity FROM source
      UNION SELECT country FROM entity JOIN named USING (key)
      UNION SELECT parent FROM entity JOIN named USING (key)
      UNION SELECT org FROM entity JOIN named USING (key))";

fn forget_entities_of(connection: &Connection, articles: &[&str]) -> Result<()> {
    connection.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS reread (article INTEGER PRIMARY KEY);
         CREATE TEMP TABLE IF NOT EXISTS unnamed (entity INTEGER PRIMARY KEY);
         DELETE FROM reread; DELETE FROM unnamed;",
    )?;
    let mut add = connection
        .prepare_cached("INSERT OR IGNORE INTO reread SELECT key FROM article WHERE id = ?1")?;
    for id in articles {
        add.execute([id])?;
    }
    find_unnamed(connection)?;
    connection.execute_batch(
        "DELETE FROM alias WHERE ord > 0 AND entity IN (SELECT entity FROM unnamed);
         UPDATE entity SET is_stub = 1, country = NULL, parent = NULL, org = NULL, title = NULL,
           title_day = NULL, place_type = NULL, lat = NULL, lon = NULL
         WHERE key IN (SELECT entity FROM unnamed);
         DELETE FROM reread;",
    )
}

fn find_unnamed(connection: &Connection) -> Result<()> {
    connection.execute("DELETE FROM unnamed", [])?;
    let sql = format!(
        "INSERT INTO unnamed {NAMED}
         SELECT key FROM entity WHERE key NOT IN (SELECT key FROM named WHERE key IS NOT NULL)"
    );
    connection.execute(&sql, []).map(drop)
}

fn remove_unnamed(connection: &Connection) -> Result<Vec<i64>> {
    find_unnamed(connection)?;
    // They may name one another.
    connection.execute(
        "UPDATE entity SET country = NULL, parent = NULL, org = NULL
         WHERE key IN (SELECT entity FROM unnamed)",
        [],
    )?;
    let removed = connection
        .prepare_cached(
            "DELETE FROM entity WHERE key IN (SELECT entity FROM unnamed) RETURNING key",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<Result<Vec<i64>>>()?;
    connection.execute_batch("DROP TABLE unnamed; DROP TABLE reread;")?;
    Ok(removed)
}
