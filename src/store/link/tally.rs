//! Links added up in memory → changes of the stored ones.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use super::Pair;
use super::said::Occasion;
use crate::model::link::LinkKind;

/// What some occasions say of one pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Tally {
    weight: i64,
    first: Option<i64>,
    last: Option<i64>,
    sentence: i64,
}

/// Links, added up. Occasions must be counted in the order of their articles' ids, and in reading
/// order.
#[derive(Debug, Default)]
pub(super) struct Tallies {
    pairs: HashMap<Pair, Tally>,
}

/// Adds to a link that is there. Of two sentences of the same date the one that is read first stands.
macro_rules! raise {
    () => {
        " SET
      sentence = CASE
        WHEN ?6 < first OR (first IS NULL AND ?6 IS NOT NULL) THEN ?8
        WHEN ?6 IS first AND
          (SELECT (article.id, ord) < (SELECT article.id, ord FROM sentence AS other
             JOIN article ON article.key = other.article WHERE other.key = kept.sentence)
           FROM sentence AS one JOIN article ON article.key = one.article
           WHERE one.key = ?8)
          THEN ?8
        ELSE sentence END,
      weight = weight + ?5,
      first = min(coalesce(first, ?6), coalesce(?6, first)),
      last = max(coalesce(last, ?7), coalesce(?7, last))
    WHERE kind = ?1 AND is_turned = ?2 AND a = ?3 AND b = ?4"
    };
}

macro_rules! make {
    () => {
        " (kind, is_turned, a, b, weight, first, last, sentence)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
    };
}

/// Where links are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// Those of nearly all articles.
    Link,
    /// Those of a few that came last.
    Fresh,
}

impl Kept {
    /// The statement that adds to a link that is there.
    const fn raise(self) -> &'static str {
        match self {
            Self::Link => concat!("UPDATE link AS kept", raise!()),
            Self::Fresh => concat!("UPDATE fresh_link AS kept", raise!()),
        }
    }

    /// The statement that makes a link.
    const fn make(self) -> &'static str {
        match self {
            Self::Link => concat!("INSERT INTO link", make!()),
            Self::Fresh => concat!("INSERT INTO fresh_link", make!()),
        }
    }
}

const LOWER: &str = "
    UPDATE link SET weight = ?5 WHERE kind = ?1 AND is_turned = ?2 AND a = ?3 AND b = ?4";

const REPLACE: &str = "
    INSERT OR REPLACE INTO link (kind, is_turned, a, b, weight, first, last, sentence)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

const REMOVE: &str = "DELETE FROM link WHERE kind = ?1 AND is_turned = ?2 AND a = ?3 AND b = ?4";

/// Occasions of one pair outside the waiting articles: sentence, date; the first sentence first.
const OF_SENTENCES: &str = "
    SELECT sentence.key, ((article.published_first + 8388608) << 28)
      | ((article.published_last + 8388608) << 4) | article.published_precision AS date
    FROM mention AS one JOIN mention AS other ON other.sentence = one.sentence AND other.entity = ?2
    JOIN sentence ON sentence.key = one.sentence JOIN article ON article.key = sentence.article
    WHERE one.entity = ?1 AND article.key NOT IN (SELECT article FROM unlinked)
    GROUP BY sentence.key ORDER BY date NULLS LAST, article.id, sentence.ord";

const OF_EVENTS: &str = "
    SELECT event.sentence, ((event.date_first + 8388608) << 28)
      | ((event.date_last + 8388608) << 4) | event.date_precision AS date
    FROM participant AS one JOIN participant AS other ON other.event = one.event AND other.entity = ?2
    JOIN event ON event.key = one.event JOIN sentence ON sentence.key = event.sentence
    JOIN article ON article.key = event.article
    WHERE one.entity = ?1 AND article.key NOT IN (SELECT article FROM unlinked)
    GROUP BY event.key ORDER BY date NULLS LAST, article.id, sentence.ord";

const OF_QUOTES: &str = "
    SELECT quote.sentence, ((quote.date_first + 8388608) << 28)
      | ((quote.date_last + 8388608) << 4) | quote.date_precision AS date
    FROM quote JOIN mention ON mention.article = quote.article AND mention.entity = ?2
      AND mention.start >= quote.start AND mention.start < quote.stop
    JOIN sentence ON sentence.key = quote.sentence JOIN article ON article.key = quote.article
    WHERE speaker = ?1 AND article.key NOT IN (SELECT article FROM unlinked)
    GROUP BY quote.key ORDER BY date NULLS LAST, article.id, sentence.ord";

impl Tally {
    fn of(occasion: Occasion) -> Self {
        Self {
            weight: 1,
            first: occasion.date,
            last: occasion.date,
            sentence: occasion.sentence,
        }
    }

    fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            weight: row.get(0)?,
            first: row.get(1)?,
            last: row.get(2)?,
            sentence: row.get(3)?,
        })
    }

    /// Adds what comes later in reading order.
    fn add(&mut self, later: Self) {
        let is_earlier = match (later.first, self.first) {
            (Some(later), Some(first)) => later < first,
            (Some(_), None) => true,
            (None, _) => false,
        };
        if is_earlier {
            self.first = later.first;
            self.sentence = later.sentence;
        }
        self.last = self.last.max(later.last);
        self.weight += later.weight;
    }

    /// Runs a statement with the link of two, seen from its first end or turned; how many rows it changed.
    fn write(
        self,
        connection: &Connection,
        sql: &str,
        is_turned: bool,
        pair: Pair,
    ) -> Result<usize> {
        let (kind, one, other) = pair;
        let (a, b) = if is_turned {
            (other, one)
        } else {
            (one, other)
        };
        connection.prepare_cached(sql)?.execute(params![
            kind.code(),
            is_turned,
            a,
            b,
            self.weight,
            self.first,
            self.last,
            self.sentence
        ])
    }

    /// Writes it as the link of a pair, seen from both ends.
    fn save(self, connection: &Connection, sql: &str, pair: Pair) -> Result<()> {
        for is_turned in [false, true] {
            self.write(connection, sql, is_turned, pair)?;
        }
        Ok(())
    }
}

impl Tallies {
    pub(super) fn count(&mut self, pair: Pair, occasion: Occasion) {
        let tally = Tally::of(occasion);
        self.pairs
            .entry(pair)
            .and_modify(|known| known.add(tally))
            .or_insert(tally);
    }

    /// In the order of the stored links.
    fn sorted(self) -> Vec<(Pair, Tally)> {
        let mut pairs: Vec<(Pair, Tally)> = self.pairs.into_iter().collect();
        pairs.sort_unstable_by_key(|(pair, _)| *pair);
        pairs
    }

    /// Adds them to the stored links, in the order in which these are stored: a page that holds several is then
    /// read and written once. Changing and else making needs no copy of the page, as `ON CONFLICT` would.
    pub(super) fn add(self, connection: &Connection, kept: Kept) -> Result<()> {
        let mut pairs = self.sorted();
        for is_turned in [false, true] {
            if is_turned {
                pairs.sort_unstable_by_key(|((kind, a, b), _)| (*kind, *b, *a));
            }
            for (pair, tally) in &pairs {
                if tally.write(connection, kept.raise(), is_turned, *pair)? == 0 {
                    tally.write(connection, kept.make(), is_turned, *pair)?;
                }
            }
        }
        Ok(())
    }

    /// Takes them out of the stored links. The articles that they come from must wait already.
    pub(super) fn take_out(self, connection: &Connection) -> Result<()> {
        for (pair, gone) in self.sorted() {
            let stored = stored(connection, pair)?;
            let left = match stored {
                Some(stored) if !stored.hangs_on(gone) => {
                    let weight = stored.weight - gone.weight;
                    Tally { weight, ..stored }.lower(connection, pair)?;
                    continue;
                }
                _ => counted(connection, pair)?,
            };
            match left {
                Some(left) => left.save(connection, REPLACE, pair)?,
                None => remove(connection, pair)?,
            }
        }
        Ok(())
    }
}

impl Tally {
    /// Whether more than the weight may change if some occasions are taken out.
    fn hangs_on(self, gone: Self) -> bool {
        self.weight <= gone.weight
            || (gone.first.is_some() && self.first == gone.first)
            || (gone.last.is_some() && self.last == gone.last)
            || self.sentence == gone.sentence
    }

    fn lower(self, connection: &Connection, (kind, a, b): Pair) -> Result<()> {
        let mut statement = connection.prepare_cached(LOWER)?;
        for (is_turned, a, b) in [(false, a, b), (true, b, a)] {
            statement.execute(params![kind.code(), is_turned, a, b, self.weight])?;
        }
        Ok(())
    }
}

fn stored(connection: &Connection, (kind, a, b): Pair) -> Result<Option<Tally>> {
    connection
        .prepare_cached(
            "SELECT weight, first, last, sentence FROM link
             WHERE kind = ?1 AND is_turned = 0 AND a = ?2 AND b = ?3",
        )?
        .query_row(params![kind.code(), a, b], Tally::read)
        .optional()
}

fn remove(connection: &Connection, (kind, a, b): Pair) -> Result<()> {
    let mut statement = connection.prepare_cached(REMOVE)?;
    for (is_turned, a, b) in [(false, a, b), (true, b, a)] {
        statement.execute(params![kind.code(), is_turned, a, b])?;
    }
    Ok(())
}

/// What the articles that do not wait say of a pair; nothing if they do not link it.
fn counted(connection: &Connection, (kind, a, b): Pair) -> Result<Option<Tally>> {
    let mut statement = connection.prepare_cached(match kind {
        LinkKind::Comention => OF_SENTENCES,
        LinkKind::Coevent => OF_EVENTS,
        LinkKind::Quotes => OF_QUOTES,
    })?;
    let mut rows = statement.query([a, b])?;
    let mut all: Option<Tally> = None;
    while let Some(row) = rows.next()? {
        let date = row.get(1)?;
        let one = Tally {
            weight: 1,
            first: date,
            last: date,
            sentence: row.get(0)?,
        };
        match &mut all {
            Some(all) => all.add(one),
            None => all = Some(one),
        }
    }
    Ok(all)
}
