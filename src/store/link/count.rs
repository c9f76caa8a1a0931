//! All articles → all links, counted anew by the database, which sorts what memory does not hold.

use rusqlite::{Connection, Result};

/// What links, numbered in the order in which a link names its first sentence, and who is in it, in
/// the order of their ids.
const STAGE: &str = "
    DROP TABLE IF EXISTS temp.standing;
    DROP TABLE IF EXISTS temp.occasion;
    DROP TABLE IF EXISTS temp.present;
    CREATE TEMP TABLE standing (entity INTEGER PRIMARY KEY, ord INTEGER NOT NULL);
    INSERT INTO standing SELECT key, row_number() OVER (ORDER BY id) FROM entity ORDER BY key;
    CREATE TEMP TABLE occasion (
      rank INTEGER PRIMARY KEY, item INTEGER NOT NULL, sentence INTEGER NOT NULL, date INTEGER);
    CREATE TEMP TABLE present (
      rank INTEGER, ord INTEGER, entity INTEGER NOT NULL, PRIMARY KEY (rank, ord)) WITHOUT ROWID;
    DELETE FROM link;";

const SENTENCES: &str = "
    INSERT INTO occasion (item, sentence, date)
    SELECT sentence.key, sentence.key, ((article.published_first + 8388608) << 28)
        | ((article.published_last + 8388608) << 4) | article.published_precision AS date
      FROM article CROSS JOIN sentence ON sentence.article = article.key
      ORDER BY date NULLS LAST, article.id, sentence.ord;
    INSERT OR IGNORE INTO present
    SELECT rank, standing.ord, standing.entity
      FROM occasion CROSS JOIN mention ON mention.sentence = item
      CROSS JOIN standing ON standing.entity = mention.entity;";

const EVENTS: &str = "
    INSERT INTO occasion (item, sentence, date)
    SELECT event.key, event.sentence, ((event.date_first + 8388608) << 28)
        | ((event.date_last + 8388608) << 4) | event.date_precision AS date
      FROM event JOIN sentence ON sentence.key = event.sentence
      JOIN article ON article.key = event.article
      ORDER BY date NULLS LAST, article.id, sentence.ord;
    INSERT OR IGNORE INTO present
    SELECT rank, standing.ord, standing.entity
      FROM occasion CROSS JOIN participant ON participant.event = item
      CROSS JOIN standing ON standing.entity = participant.entity;";

const QUOTES: &str = "
    INSERT INTO occasion (item, sentence, date)
    SELECT quote.key, quote.sentence, ((quote.date_first + 8388608) << 28)
        | ((quote.date_last + 8388608) << 4) | quote.date_precision AS date
      FROM quote JOIN sentence ON sentence.key = quote.sentence
      JOIN article ON article.key = quote.article WHERE speaker IS NOT NULL
      ORDER BY date NULLS LAST, article.id, sentence.ord;";

/// Those present at one occasion, each with each.
const PAIRS: &str = "
    SELECT one.rank, date, one.entity AS a, other.entity AS b
      FROM present AS one CROSS JOIN present AS other
        ON other.rank = one.rank AND other.ord > one.ord
      CROSS JOIN occasion ON occasion.rank = one.rank";

const SPEECHES: &str = "
    SELECT DISTINCT rank, date, speaker AS a, entity AS b
      FROM occasion CROSS JOIN quote ON quote.key = item
      CROSS JOIN mention ON mention.article = quote.article
        AND mention.start >= quote.start AND mention.start < quote.stop
      WHERE entity <> speaker";

/// Counts everything anew; no article waits any longer.
pub(in crate::store) fn count_anew(connection: &Connection) -> Result<()> {
    connection.execute_batch(STAGE)?;
    for (kind, stage, pairs) in [
        (crate::model::link::LinkKind::Comention, SENTENCES, PAIRS),
        (crate::model::link::LinkKind::Coevent, EVENTS, PAIRS),
        (crate::model::link::LinkKind::Quotes, QUOTES, SPEECHES),
    ] {
        connection.execute_batch("DELETE FROM occasion; DELETE FROM present;")?;
        connection.execute_batch(stage)?;
        let sql = format!(
            "INSERT INTO link (kind, is_turned, a, b, weight, first, last, sentence)
             SELECT ?1, 0, a, b, weight, occasion.date, last, sentence FROM (
               SELECT a, b, count(*) AS weight, min(rank) AS rank, max(date) AS last
               FROM ({pairs}) GROUP BY a, b) AS pair
             CROSS JOIN occasion ON occasion.rank = pair.rank ORDER BY a, b"
        );
        connection.prepare(&sql)?.execute([kind.code()])?;
    }
    connection.execute_batch(
        "INSERT INTO link (kind, is_turned, a, b, weight, first, last, sentence)
         SELECT kind, 1, b, a, weight, first, last, sentence FROM link
         WHERE is_turned = 0 ORDER BY kind, b, a;
         DELETE FROM unlinked;
         DROP TABLE standing; DROP TABLE occasion; DROP TABLE present;",
    )
}
