//! Checks that are one statement each: it gives the ids of what is wrong.

use rusqlite::{Connection, Result};

use super::{Faults, Finding, copies};
use crate::store::write::closure;

/// What is looked at, with the statement that finds what is wrong.
pub(super) const CHECKS: &[(&str, &str)] = &[
    (
        "participants",
        "SELECT event.id FROM event
         WHERE actor IS NOT (SELECT entity FROM participant
             WHERE participant.event = event.key AND role = 'actor' AND entity IS NOT NULL
             ORDER BY ord LIMIT 1)
           OR target IS NOT (SELECT entity FROM participant
             WHERE participant.event = event.key AND role = 'target' AND entity IS NOT NULL
             ORDER BY ord LIMIT 1)",
    ),
    (
        "values",
        "SELECT id FROM figure
         WHERE CASE WHEN low IS NOT NULL AND high IS NOT NULL
           THEN value IS NULL OR abs(value - (low + high) / 2) > 1e-9 * abs(value)
           ELSE value IS NOT coalesce(low, high) END",
    ),
    ("copies of articles", copies::WRONG_MENTIONS),
    ("copies of events", copies::WRONG_PARTICIPANTS),
    ("outlets of figures", copies::WRONG_FIGURES),
    ("places in places", closure::WRONG_CONTAINMENT),
    ("members of wholes", closure::WRONG_MEMBERSHIP),
    (
        "clusters",
        "SELECT id FROM cluster WHERE is_derived = 1
           AND NOT EXISTS (SELECT 1 FROM article WHERE story = cluster.key)
           AND NOT EXISTS (SELECT 1 FROM event WHERE event.cluster = cluster.key)
           AND NOT EXISTS (SELECT 1 FROM quote WHERE quote.cluster = cluster.key)
           AND NOT EXISTS (SELECT 1 FROM figure WHERE figure.cluster = cluster.key)
           AND NOT EXISTS (SELECT 1 FROM unclustered)
         UNION ALL
         SELECT id FROM cluster WHERE is_derived = 1 AND is_stub = 1",
    ),
];

/// What is not up to date yet, with the statement that counts the articles, or indexes, that wait.
pub(super) const WAITING: &[(&str, &str)] = &[
    (
        "waiting for links",
        "SELECT count(*) FROM unlinked WHERE is_fresh = 0",
    ),
    ("waiting for clusters", "SELECT count(*) FROM unclustered"),
    ("indexes to be made", "SELECT count(*) FROM deferred_index"),
];

pub(super) fn check(connection: &Connection, sql: &str) -> Result<Finding> {
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut faults = Faults::default();
    while let Some(row) = rows.next()? {
        let id: String = row.get(0)?;
        faults.add(|| id);
    }
    Ok(faults.finding())
}

pub(super) fn waiting(connection: &Connection, sql: &str) -> Result<Finding> {
    let count: i64 = connection.query_row(sql, [], |row| row.get(0))?;
    Ok(match count.unsigned_abs() {
        0 => Finding::Sound,
        count => Finding::Waiting { count },
    })
}
