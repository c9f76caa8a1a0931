//! Article by article: whether what is said of a text lies in it and is in its words.

use rusqlite::{Connection, Result, Row};

use super::{Faults, Finding};
use crate::model::fold::fold;
use crate::record::CharOffsets;
use crate::store::cluster::{smallest_hashes, words_hash};

/// What is looked at in each article.
const NAMES: [&str; 8] = [
    "texts",
    "sentences",
    "mentions",
    "events",
    "quotes",
    "figures",
    "time expressions",
    "shingles",
];
const TEXTS: usize = 0;
const SENTENCES: usize = 1;
const MENTIONS: usize = 2;
const EVENTS: usize = 3;
const QUOTES: usize = 4;
const FIGURES: usize = 5;
const TIMES: usize = 6;
const SHINGLES: usize = 7;

struct Text<'text> {
    key: i64,
    id: String,
    offsets: CharOffsets<'text>,
    /// Key, first and last character of each sentence, in the order of their starts.
    sentences: Vec<(i64, usize, usize)>,
}

/// What was found of each of the names.
pub(super) fn check(connection: &Connection) -> Result<Vec<(&'static str, Finding)>> {
    let mut faults: [Faults; 8] = Default::default();
    let mut articles = connection.prepare(
        "SELECT article.key, id, words, is_extracted, text FROM article
         LEFT JOIN article_text ON article_text.article = article.key ORDER BY article.key",
    )?;
    let mut rows = articles.query([])?;
    while let Some(row) = rows.next()? {
        check_article(connection, row, &mut faults)?;
    }
    let found = NAMES.into_iter().zip(faults);
    Ok(found
        .map(|(name, faults)| (name, faults.finding()))
        .collect())
}

fn check_article(connection: &Connection, row: &Row<'_>, faults: &mut [Faults; 8]) -> Result<()> {
    let (key, id, n_words): (i64, String, usize) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let is_extracted: bool = row.get(3)?;
    let Some(text) = row.get::<_, Option<String>>(4)? else {
        faults[TEXTS].add(|| format!("{id} has no text"));
        return Ok(());
    };
    if text.split_whitespace().count() != n_words {
        faults[TEXTS].add(|| id.clone());
    }
    let mut article = Text {
        key,
        id,
        offsets: CharOffsets::new(&text),
        sentences: Vec::new(),
    };
    article.check_sentences(connection, &mut faults[SENTENCES])?;
    for (at, sql) in FACTS {
        article.check_facts(connection, sql, &mut faults[*at])?;
    }
    article.check_times(connection, &mut faults[TIMES])?;
    article.check_hashes(connection, &mut faults[QUOTES])?;
    let expected = if is_extracted {
        smallest_hashes(&text)
    } else {
        Vec::new()
    };
    article.check_shingles(connection, &expected, &mut faults[SHINGLES])
}

/// Key or id, sentence, first and last character, the words that must stand there; and of a second piece
/// of text the same three.
const FACTS: &[(usize, &str)] = &[
    (
        MENTIONS,
        "SELECT surface, sentence, start, stop, surface, NULL, NULL, NULL FROM mention
         WHERE article = ?1",
    ),
    (
        EVENTS,
        "SELECT id, sentence, start, stop, NULL, trigger_start, trigger_stop, trigger FROM event
         WHERE article = ?1",
    ),
    (
        QUOTES,
        "SELECT id, sentence, start, stop, text, NULL, NULL, NULL FROM quote WHERE article = ?1",
    ),
    (
        FIGURES,
        "SELECT id, sentence, start, stop, NULL, NULL, NULL, NULL FROM figure WHERE article = ?1",
    ),
];

impl Text<'_> {
    /// Whether the words of these characters are those that the row has, or, where it has none, whether
    /// there are such characters.
    fn says(&self, start: usize, stop: usize, words: Option<&str>) -> bool {
        self.offsets.span(start, stop).is_some()
            && words.is_none_or(|words| self.offsets.slice(start, stop) == words)
    }

    fn check_sentences(&mut self, connection: &Connection, faults: &mut Faults) -> Result<()> {
        let mut statement = connection.prepare_cached(
            "SELECT key, ord, start, stop, text FROM sentence WHERE article = ?1 ORDER BY start, ord",
        )?;
        let mut rows = statement.query([self.key])?;
        while let Some(row) = rows.next()? {
            let (ord, text): (i64, String) = (row.get(1)?, row.get(4)?);
            let (start, stop) = (row.get(2)?, row.get(3)?);
            self.sentences.push((row.get(0)?, start, stop));
            if !self.says(start, stop, Some(&text)) {
                faults.add(|| format!("{} sentence {ord}", self.id));
            }
        }
        Ok(())
    }

    /// Whether a fact that begins at a character stands in this sentence: the one that holds it, else
    /// the last before it, else the first.
    fn is_in(&self, sentence: i64, start: usize) -> bool {
        let next = self
            .sentences
            .partition_point(|(_, from, _)| *from <= start);
        let from = self.sentences.get(next.saturating_sub(1));
        // Several may begin at one character.
        from.is_some_and(|(_, from, _)| {
            let own = |(key, other, _): &(i64, usize, usize)| *key == sentence && other == from;
            self.sentences.iter().any(own)
        })
    }

    fn check_facts(&self, connection: &Connection, sql: &str, faults: &mut Faults) -> Result<()> {
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = statement.query([self.key])?;
        while let Some(row) = rows.next()? {
            let (start, stop): (usize, usize) = (row.get(2)?, row.get(3)?);
            let words: Option<String> = row.get(4)?;
            let second: (Option<usize>, Option<usize>) = (row.get(5)?, row.get(6)?);
            let second_words: Option<String> = row.get(7)?;
            let is_right = self.says(start, stop, words.as_deref())
                && self.is_in(row.get(1)?, start)
                && second
                    .0
                    .zip(second.1)
                    .is_none_or(|(start, stop)| self.says(start, stop, second_words.as_deref()));
            if !is_right {
                let id: String = row.get(0)?;
                faults.add(|| format!("{} {id}", self.id));
            }
        }
        Ok(())
    }

    fn check_times(&self, connection: &Connection, faults: &mut Faults) -> Result<()> {
        let mut statement = connection
            .prepare_cached("SELECT start, stop FROM time_expression WHERE article = ?1")?;
        let mut rows = statement.query([self.key])?;
        while let Some(row) = rows.next()? {
            let (start, stop): (usize, usize) = (row.get(0)?, row.get(1)?);
            if !self.says(start, stop, None) {
                faults.add(|| format!("{} [{start}, {stop})", self.id));
            }
        }
        Ok(())
    }

    fn check_hashes(&self, connection: &Connection, faults: &mut Faults) -> Result<()> {
        let mut statement = connection
            .prepare_cached("SELECT id, text, words_hash FROM quote WHERE article = ?1")?;
        let mut rows = statement.query([self.key])?;
        while let Some(row) = rows.next()? {
            let (id, text): (String, String) = (row.get(0)?, row.get(1)?);
            if words_hash(&text) != row.get(2)? {
                faults.add(|| format!("{id} by its words"));
            }
        }
        Ok(())
    }

    fn check_shingles(
        &self,
        connection: &Connection,
        expected: &[i64],
        faults: &mut Faults,
    ) -> Result<()> {
        let mut statement = connection
            .prepare_cached("SELECT hash FROM shingle WHERE article = ?1 ORDER BY hash")?;
        let stored: Vec<i64> = statement
            .query_map([self.key], |row| row.get(0))?
            .collect::<Result<_>>()?;
        if stored != expected {
            faults.add(|| self.id.clone());
        }
        Ok(())
    }
}

/// Whether the first name of an entity is the one it is shown by, and all are folded right.
pub(super) fn check_names(connection: &Connection) -> Result<Finding> {
    let mut statement = connection.prepare(
        "SELECT entity.id, entity.name, ord, text, norm FROM entity
         LEFT JOIN alias ON alias.entity = entity.key
         ORDER BY entity.key, ord",
    )?;
    let mut rows = statement.query([])?;
    let mut faults = Faults::default();
    while let Some(row) = rows.next()? {
        let (id, name): (String, String) = (row.get(0)?, row.get(1)?);
        let alias: (Option<i64>, Option<String>, Option<String>) =
            (row.get(2)?, row.get(3)?, row.get(4)?);
        let is_right = match alias {
            (Some(ord), Some(text), Some(norm)) => {
                fold(&text) == norm && (ord != 0 || text == name)
            }
            _ => false,
        };
        if !is_right {
            faults.add(|| id);
        }
    }
    Ok(faults.finding())
}
