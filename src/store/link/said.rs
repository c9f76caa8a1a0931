//! One article → the links that its sentences, events and quotes make.

use std::collections::HashMap;
use std::rc::Rc;

use rusqlite::{Connection, Result, Row, params};

use super::tally::Tallies;
use crate::model::link::LinkKind;

/// Each row: what is counted, its sentence, its date, one who is in it; in reading order.
const COMENTIONS: &str = "
    SELECT sentence.key, sentence.key, ((article.published_first + 8388608) << 28)
      | ((article.published_last + 8388608) << 4) | article.published_precision, mention.entity
    FROM article CROSS JOIN sentence ON sentence.article = article.key
    CROSS JOIN mention ON mention.sentence = sentence.key
    WHERE article.key = ?1 ORDER BY sentence.ord";

const COEVENTS: &str = "
    SELECT event.key, event.sentence, ((event.date_first + 8388608) << 28)
      | ((event.date_last + 8388608) << 4) | event.date_precision, participant.entity
    FROM event CROSS JOIN sentence ON sentence.key = event.sentence
    CROSS JOIN participant ON participant.event = event.key
    WHERE event.article = ?1 AND participant.entity IS NOT NULL
    ORDER BY sentence.ord, event.key";

/// The speaker is the first who is in it.
const QUOTES: &str = "
    SELECT quote.key, quote.sentence, ((quote.date_first + 8388608) << 28)
      | ((quote.date_last + 8388608) << 4) | quote.date_precision, mention.entity, speaker
    FROM quote CROSS JOIN sentence ON sentence.key = quote.sentence
    CROSS JOIN mention ON mention.article = quote.article
      AND mention.start >= quote.start AND mention.start < quote.stop
    WHERE quote.article = ?1 AND speaker IS NOT NULL AND mention.entity <> speaker
    ORDER BY sentence.ord, quote.key";

/// A sentence, event or quote that links whoever is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Occasion {
    key: i64,
    pub(super) sentence: i64,
    /// As one integer.
    pub(super) date: Option<i64>,
}

impl Occasion {
    fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            key: row.get(0)?,
            sentence: row.get(1)?,
            date: row.get(2)?,
        })
    }
}

/// Reads articles; remembers the ids by which the ends of a link are put in order.
#[derive(Debug, Default)]
pub(super) struct Reader {
    ids: HashMap<i64, Rc<str>>,
}

impl Reader {
    /// Adds the links that an article makes.
    pub(super) fn read(
        &mut self,
        connection: &Connection,
        article: i64,
        tallies: &mut Tallies,
    ) -> Result<()> {
        for (kind, sql) in [
            (LinkKind::Comention, COMENTIONS),
            (LinkKind::Coevent, COEVENTS),
        ] {
            let mut statement = connection.prepare_cached(sql)?;
            let mut rows = statement.query(params![article])?;
            let mut open: Option<Occasion> = None;
            let mut present: Vec<i64> = Vec::new();
            while let Some(row) = rows.next()? {
                let occasion = Occasion::read(row)?;
                if open != Some(occasion) {
                    self.pair(connection, (kind, open), &mut present, tallies)?;
                    open = Some(occasion);
                }
                present.push(row.get(3)?);
            }
            self.pair(connection, (kind, open), &mut present, tallies)?;
        }
        speeches(connection, article, tallies)
    }

    /// Links each of those present with each other one, and forgets them.
    fn pair(
        &mut self,
        connection: &Connection,
        (kind, occasion): (LinkKind, Option<Occasion>),
        present: &mut Vec<i64>,
        tallies: &mut Tallies,
    ) -> Result<()> {
        let Some(occasion) = occasion else {
            return Ok(());
        };
        present.sort_unstable();
        present.dedup();
        let mut by_id = Vec::with_capacity(present.len());
        if present.len() > 1 {
            for entity in present.iter() {
                by_id.push((self.id(connection, *entity)?, *entity));
            }
        }
        by_id.sort_unstable();
        for (position, (_, one)) in by_id.iter().enumerate() {
            for (_, other) in &by_id[position + 1..] {
                tallies.count((kind, *one, *other), occasion);
            }
        }
        present.clear();
        Ok(())
    }

    fn id(&mut self, connection: &Connection, entity: i64) -> Result<Rc<str>> {
        if let Some(id) = self.ids.get(&entity) {
            return Ok(Rc::clone(id));
        }
        let id: Rc<str> = connection
            .prepare_cached("SELECT id FROM entity WHERE key = ?1")?
            .query_row([entity], |row| row.get(0))?;
        self.ids.insert(entity, Rc::clone(&id));
        Ok(id)
    }
}

/// Who speaks of whom.
fn speeches(connection: &Connection, article: i64, tallies: &mut Tallies) -> Result<()> {
    let mut statement = connection.prepare_cached(QUOTES)?;
    let mut rows = statement.query([article])?;
    let mut open: Option<Occasion> = None;
    let mut named: Vec<i64> = Vec::new();
    while let Some(row) = rows.next()? {
        let occasion = Occasion::read(row)?;
        let (entity, speaker) = (row.get(3)?, row.get(4)?);
        if open != Some(occasion) {
            open = Some(occasion);
            named.clear();
        }
        if !named.contains(&entity) {
            named.push(entity);
            tallies.count((LinkKind::Quotes, speaker, entity), occasion);
        }
    }
    Ok(())
}
