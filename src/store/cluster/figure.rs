//! Figures → the happening they count, or the one count that several articles give.

use rusqlite::{Connection, Result, params};

use super::pace::Pace;
use super::{Derived, hull};
use crate::model::date::Day;

/// Gives the figures of the waiting articles, and of those that share a happening with them, their
/// clusters.
pub(super) fn group(connection: &Connection, pace: &mut Pace<'_>) -> Result<()> {
    connection.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS recount (article INTEGER PRIMARY KEY);
         DELETE FROM recount;
         INSERT OR IGNORE INTO recount SELECT article FROM unclustered;
         INSERT OR IGNORE INTO recount
           SELECT article FROM event WHERE cluster IN (
             SELECT cluster FROM unclustered JOIN event ON event.article = unclustered.article);
         UPDATE figure SET cluster = NULL WHERE article IN (SELECT article FROM recount);",
    )?;
    follow_events(connection)?;
    pace.check()?;
    counts_of_countries(connection, pace)
}

/// A figure belongs to the happening of its event; without an event, to the one happening of its
/// article that people fall victim to, if the figure's place is that of the happening or holds it.
fn follow_events(connection: &Connection) -> Result<()> {
    connection.execute_batch(
        "UPDATE figure SET cluster = (SELECT cluster FROM event WHERE event.key = figure.event)
         WHERE article IN (SELECT article FROM recount) AND event IS NOT NULL;
         WITH sole AS (
           SELECT article, min(cluster) AS cluster, min(place) AS place FROM event
           WHERE article IN (SELECT article FROM recount) AND kind = 'assault'
             AND cluster IS NOT NULL
           GROUP BY article HAVING count(DISTINCT cluster) = 1 AND count(DISTINCT place) = 1)
         UPDATE figure SET cluster = sole.cluster FROM sole
         WHERE sole.article = figure.article AND figure.event IS NULL
           AND measure IN ('killed', 'wounded') AND counted_from_first IS NULL
           AND EXISTS (SELECT 1 FROM containment
                       WHERE ancestor = figure.place AND containment.place = sole.place)
           AND NOT EXISTS (SELECT 1 FROM entity
                           WHERE entity.key = figure.place AND place_type = 'country');",
    )
}

/// What several articles count over a country since the same time: the dead of a war.
fn counts_of_countries(connection: &Connection, pace: &mut Pace<'_>) -> Result<()> {
    let mut shared = connection.prepare_cached(
        "WITH asked AS (
           SELECT DISTINCT measure, place, counted_from_first AS since FROM figure
           WHERE article IN (SELECT article FROM recount) AND counted_from_first IS NOT NULL
             AND cluster IS NULL)
         SELECT asked.measure, asked.place, asked.since, entity.id, entity.name,
           min(as_of_first), max(as_of_last)
         FROM asked JOIN entity ON entity.key = asked.place AND entity.place_type = 'country'
         CROSS JOIN figure ON figure.place = asked.place AND figure.measure = asked.measure
           AND figure.counted_from_first = asked.since
         JOIN article ON article.key = figure.article AND is_extracted = 1
         GROUP BY 1, 2, 3 HAVING count(DISTINCT figure.article) > 1 ORDER BY entity.id, 1, 3",
    )?;
    let mut rows = shared.query([])?;
    while let Some(row) = rows.next()? {
        pace.check()?;
        let (measure, country, since): (String, i64, Day) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (id, name): (String, String) = (row.get(3)?, row.get(4)?);
        let (first, last): (Option<Day>, Option<Day>) = (row.get(5)?, row.get(6)?);
        let month = super::month_of(since);
        let mut label = format!("{measure}, {name}, since {month}");
        label[..1].make_ascii_uppercase();
        let cluster = Derived {
            id: format!("happening-{measure}-{id}-{month}"),
            kind: "happening",
            label: Some(label),
            days: hull(first.zip(last).into_iter()),
        };
        let key = cluster.save(connection)?;
        connection
            .prepare_cached(
                "UPDATE figure SET cluster = ?4
                 WHERE place = ?2 AND measure = ?1 AND counted_from_first = ?3 AND cluster IS NULL
                   AND EXISTS (SELECT 1 FROM article
                               WHERE article.key = figure.article AND is_extracted = 1)",
            )?
            .execute(params![measure, country, since, key])?;
    }
    Ok(())
}
