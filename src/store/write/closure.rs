//! Which place lies in which, and what belongs to whom, kept up as entities come and move.
//!
//! `containment`: a place lies in its parent, at any depth. `membership` (the language's `+`): a person
//! or organization belongs to its country; everything but a place belongs to its body and its parent
//! and to what these belong to in the same way. A country counts once: what belongs to a body that is
//! of a country belongs to that country, but not to what the country itself would belong to.

use std::collections::BTreeSet;

use rusqlite::{Connection, Result, params};

/// Everything that `?1` lies in.
macro_rules! containers {
    () => {
        "WITH RECURSIVE up(key) AS (
           VALUES (?1)
           UNION
           SELECT entity.parent FROM up JOIN entity ON entity.key = up.key
           WHERE entity.parent IS NOT NULL AND entity.kind = 'place'
         )
         SELECT up.key AS ancestor, ?1 AS place FROM up JOIN entity ON entity.key = ?1
         WHERE entity.kind = 'place'"
    };
}

/// What a place no longer lies in is taken out, and what it lies in now put in: sums of figures follow each row.
const LEAVE: &str = concat!(
    "DELETE FROM containment WHERE place = ?1 AND ancestor NOT IN (SELECT ancestor FROM (",
    containers!(),
    "))"
);
const CONTAINERS: &str = concat!(
    "INSERT INTO containment (ancestor, place) SELECT ancestor, place FROM (",
    containers!(),
    ") AS now WHERE NOT EXISTS (SELECT 1 FROM containment AS old
       WHERE old.ancestor = now.ancestor AND old.place = now.place)"
);

/// Everything that `?1` belongs to. A country reached through `country` goes no further.
const WHOLES: &str = "
    WITH RECURSIVE up(key) AS (
      VALUES (?1)
      UNION
      SELECT entity.org FROM up JOIN entity ON entity.key = up.key
      WHERE entity.org IS NOT NULL AND entity.kind <> 'place'
      UNION
      SELECT entity.parent FROM up JOIN entity ON entity.key = up.key
      WHERE entity.parent IS NOT NULL AND entity.kind <> 'place'
    )
    INSERT OR IGNORE INTO membership (whole, member)
    SELECT up.key, ?1 FROM up JOIN entity ON entity.key = up.key
    UNION
    SELECT entity.country, ?1 FROM up JOIN entity ON entity.key = up.key
    WHERE entity.country IS NOT NULL AND entity.kind IN ('person', 'organization')";

/// Derives both tables anew for the entities that moved and for everything below them.
pub(super) fn update(connection: &Connection, moved: &BTreeSet<i64>) -> Result<()> {
    let mut affected = moved.clone();
    {
        let mut below = connection.prepare_cached(
            "SELECT member FROM membership WHERE whole = ?1
             UNION SELECT place FROM containment WHERE ancestor = ?1",
        )?;
        for key in moved {
            for member in below.query_map([key], |row| row.get(0))? {
                affected.insert(member?);
            }
        }
    }
    let mut clear_places = connection.prepare_cached(LEAVE)?;
    let mut clear_members =
        connection.prepare_cached("DELETE FROM membership WHERE member = ?1")?;
    let mut contain = connection.prepare_cached(CONTAINERS)?;
    let mut belong = connection.prepare_cached(WHOLES)?;
    // One that is new has nothing to clear.
    let mut is_known =
        connection.prepare_cached("SELECT 1 FROM membership WHERE whole = ?1 AND member = ?1")?;
    for key in affected {
        if is_known.exists(params![key])? {
            clear_places.execute(params![key])?;
            clear_members.execute(params![key])?;
        }
        contain.execute(params![key])?;
        belong.execute(params![key])?;
    }
    Ok(())
}

/// Which place lies in which, after the entities alone.
macro_rules! containment {
    () => {
        "WITH RECURSIVE up(ancestor, place) AS (
           SELECT key, key FROM entity WHERE kind = 'place'
           UNION
           SELECT entity.parent, place FROM up JOIN entity ON entity.key = up.ancestor
           WHERE entity.parent IS NOT NULL AND entity.kind = 'place'
         )
         SELECT ancestor, place FROM up"
    };
}

/// What belongs to what, after the entities alone.
macro_rules! membership {
    () => {
        "WITH RECURSIVE up(whole, member) AS (
           SELECT key, key FROM entity
           UNION
           SELECT entity.org, member FROM up JOIN entity ON entity.key = up.whole
           WHERE entity.org IS NOT NULL AND entity.kind <> 'place'
           UNION
           SELECT entity.parent, member FROM up JOIN entity ON entity.key = up.whole
           WHERE entity.parent IS NOT NULL AND entity.kind <> 'place'
         )
         SELECT whole, member FROM up
         UNION
         SELECT entity.country, member FROM up JOIN entity ON entity.key = up.whole
         WHERE entity.country IS NOT NULL AND entity.kind IN ('person', 'organization')"
    };
}

/// The pairs of a table that should not be there, and those that are missing.
macro_rules! wrong {
    ($table:literal, $part:literal, $whole:literal, $expected:expr) => {
        concat!(
            "SELECT (SELECT id FROM entity WHERE key = ",
            $part,
            ") || ' in ' || (SELECT id FROM entity WHERE key = ",
            $whole,
            ") FROM (SELECT * FROM (SELECT * FROM (",
            $expected,
            ") EXCEPT SELECT * FROM ",
            $table,
            ") UNION ALL SELECT * FROM (SELECT * FROM ",
            $table,
            " EXCEPT SELECT * FROM (",
            $expected,
            ")))"
        )
    };
}

/// Finds where `containment` is not what the entities say.
pub(in crate::store) const WRONG_CONTAINMENT: &str =
    wrong!("containment", "place", "ancestor", containment!());
/// Finds where `membership` is not what the entities say.
pub(in crate::store) const WRONG_MEMBERSHIP: &str =
    wrong!("membership", "member", "whole", membership!());

/// Derives both tables anew for all entities.
pub(in crate::store) fn rebuild(connection: &Connection) -> Result<()> {
    connection.execute_batch(concat!(
        "DELETE FROM containment; DELETE FROM membership; INSERT INTO containment (ancestor, place) ",
        containment!(),
        "; INSERT INTO membership (whole, member) ",
        membership!()
    ))
}
