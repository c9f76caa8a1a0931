//! What a name in a query means: answered from the alias table.
//!
//! An error of the database reads as "nothing known" here; the statement that follows meets the same
//! error and reports it.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, Params, Row};

use super::Store;
use super::completion::PATIENCE;
use crate::model::date::Day;
use crate::model::entity::EntityKind;
use crate::model::fold::fold;
use crate::query::names::{Candidate, Names, OutletCandidate, Recurring, Wanted};

/// The columns of a [`Candidate`], of the row `e` of `entity`.
const CANDIDATE: &str = "e.key, e.id, e.name, e.kind, \
     (SELECT count(*) FROM mention WHERE mention.entity = e.key) AS n_mentions";

/// A spelling so far away that it is no slip of the hand: one change for each so many letters.
const LETTERS_PER_SLIP: usize = 3;

/// How many rows are looked at for a hint: in a large file, a hint may be missing.
const LOOKED_AT: usize = 300_000;

impl Names for Store {
    fn entities(&self, folded: &str) -> Vec<Candidate> {
        let sql = format!(
            "SELECT {CANDIDATE} FROM entity AS e
             WHERE e.key IN (SELECT entity FROM alias WHERE norm = ?1)
             ORDER BY n_mentions DESC, e.id"
        );
        candidates(&self.connection, &sql, [folded])
    }

    fn entity(&self, handle: &str) -> Option<Candidate> {
        let sql = format!("SELECT {CANDIDATE} FROM entity AS e WHERE e.id = ?1");
        candidates(&self.connection, &sql, [handle]).pop()
    }

    fn outlets(&self, folded: &str) -> Vec<OutletCandidate> {
        // Outlets are few: they are folded here rather than kept folded.
        let read = |row: &Row<'_>| -> rusqlite::Result<(OutletCandidate, Option<String>, bool)> {
            let outlet = OutletCandidate {
                key: row.get(0)?,
                id: row.get(1)?,
                name: row.get(2)?,
            };
            Ok((outlet, row.get(3)?, row.get(4)?))
        };
        let outlets = rows(
            &self.connection,
            "SELECT s.key, s.id, s.name, s.domain,
                    EXISTS (SELECT 1 FROM alias WHERE alias.entity = s.entity AND norm = ?1)
             FROM source AS s ORDER BY s.name, s.id",
            [folded],
            read,
        );
        outlets
            .into_iter()
            .filter(|(outlet, domain, is_entity)| {
                *is_entity
                    || fold(&outlet.name) == folded
                    || fold(&outlet.id) == folded
                    || domain.as_ref().is_some_and(|domain| fold(domain) == folded)
            })
            .map(|(outlet, _, _)| outlet)
            .collect()
    }

    fn nearest(&self, folded: &str, limit: usize) -> Vec<Candidate> {
        let names = rows(
            &self.connection,
            "SELECT norm, entity FROM alias",
            [],
            |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)),
        );
        let mut best: BTreeMap<i64, usize> = BTreeMap::new();
        for (name, entity) in names {
            if let Some(distance) = distance(folded, &name) {
                let known = best.entry(entity).or_insert(distance);
                *known = distance.min(*known);
            }
        }
        let mut ranked: Vec<(usize, i64)> = best.into_iter().map(|(key, far)| (far, key)).collect();
        ranked.sort_unstable();
        // More than are asked for, since how often they are mentioned decides among equals.
        ranked.truncate(limit.saturating_mul(4));
        let sql = format!("SELECT {CANDIDATE} FROM entity AS e WHERE e.key = ?1");
        let mut found: Vec<(usize, Candidate)> = ranked
            .into_iter()
            .filter_map(|(far, key)| Some((far, candidates(&self.connection, &sql, [key]).pop()?)))
            .collect();
        found.sort_by(|(far, one), (further, other)| {
            (far, other.mentions, &one.id).cmp(&(further, one.mentions, &other.id))
        });
        found.truncate(limit);
        found.into_iter().map(|(_, candidate)| candidate).collect()
    }

    fn stands_for(&self, typed: &str) -> Option<Candidate> {
        let sql = format!(
            "SELECT {CANDIDATE} FROM entity AS e WHERE e.key = (
               SELECT entity FROM (SELECT entity, form, surface FROM mention LIMIT {LOOKED_AT})
               WHERE form = 'metonym' AND lower(surface) IN (?1, 'the ' || ?1)
               GROUP BY entity ORDER BY count(*) DESC, entity LIMIT 1)"
        );
        let word = typed.trim().to_lowercase();
        let word = word.strip_prefix("the ").unwrap_or(&word);
        candidates(&self.connection, &sql, [word]).pop()
    }

    fn is_in_texts(&self, typed: &str) -> bool {
        let word = typed.trim();
        let sql = format!(
            "SELECT 1 FROM (SELECT text FROM sentence LIMIT {LOOKED_AT}) WHERE instr(text, ?1) > 0"
        );
        let found = self.connection.prepare_cached(&sql);
        // A single letter stands everywhere.
        word.len() > 2 && found.is_ok_and(|mut any| any.exists([word]).unwrap_or(false))
    }

    fn nearest_outlets(&self, folded: &str, limit: usize) -> Vec<String> {
        let outlets = rows(
            &self.connection,
            "SELECT name, domain FROM source ORDER BY name, id",
            [],
            |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?)),
        );
        let mut near: Vec<(usize, String)> = Vec::new();
        for (name, domain) in outlets {
            let spellings = [Some(&name), domain.as_ref()].into_iter().flatten();
            let nearest = spellings
                .filter_map(|spelling| distance(folded, &fold(spelling)))
                .min();
            near.extend(nearest.map(|far| (far, name)));
        }
        near.sort();
        near.dedup();
        near.truncate(limit);
        near.into_iter().map(|(_, name)| name).collect()
    }

    fn beginning(&self, folded: &str, wanted: Wanted, limit: usize) -> Vec<Candidate> {
        match self.completion.of(&self.connection, PATIENCE) {
            Ok(known) => known.names.map_or_else(
                || self.looked_up(folded, limit),
                |names| names.beginning(folded, wanted, limit),
            ),
            Err(_) => Vec::new(),
        }
    }

    fn outlets_beginning(&self, folded: &str, limit: usize) -> Vec<OutletCandidate> {
        let read = |row: &Row<'_>| {
            Ok(OutletCandidate {
                key: row.get(0)?,
                id: row.get(1)?,
                name: row.get(2)?,
            })
        };
        let sql = "SELECT s.key, s.id, s.name FROM source AS s ORDER BY s.name, s.id";
        let mut outlets: Vec<OutletCandidate> = rows(&self.connection, sql, [], read);
        outlets.retain(|outlet| {
            let name = fold(&outlet.name);
            name.starts_with(folded) || name.contains(&format!(" {folded}"))
        });
        let by_articles = self.frequent(Recurring::Outlet);
        let places: HashMap<&str, usize> =
            by_articles.iter().map(String::as_str).zip(0..).collect();
        outlets.sort_by_key(|outlet| {
            places
                .get(outlet.id.as_str())
                .copied()
                .unwrap_or(usize::MAX)
        });
        outlets.truncate(limit);
        outlets
    }

    fn days(&self) -> Option<(Day, Day)> {
        self.read_days().ok().flatten()
    }

    fn frequent(&self, column: Recurring) -> Vec<String> {
        // Without the values the words stand in the order of the model, which is no reason to wait.
        let known = self.completion.of(&self.connection, Duration::ZERO);
        let known = known.unwrap_or_default();
        known
            .values
            .map_or_else(Vec::new, |values| values.of(column).to_vec())
    }

    fn has_links(&self) -> bool {
        self.has_links()
    }

    fn has_fresh_links(&self) -> bool {
        self.has_fresh_links()
    }

    fn are_figures_summed(&self, place: i64) -> bool {
        let sql = "SELECT 1 FROM entity WHERE key = ?1 AND place_type = 'country'";
        let is_country = self.connection.prepare_cached(sql);
        self.are_figures_summed()
            && is_country.is_ok_and(|mut country| country.exists([place]).unwrap_or(false))
    }

    fn member_count(&self, noun: &str, word: &str) -> u64 {
        let sql = match noun {
            "events" => "SELECT count(*) FROM event WHERE kind = ?1 OR mode = ?1 OR modality = ?1",
            "quotes" => "SELECT count(*) FROM quote WHERE form = ?1",
            "figures" => {
                "SELECT count(*) FROM figure WHERE measure = ?1 OR bound = ?1 OR unit = ?1"
            }
            "mentions" => "SELECT count(*) FROM mention WHERE form = ?1",
            "sentences" => "SELECT count(*) FROM sentence WHERE zone = ?1",
            "entities" | "people" | "organizations" | "groups" | "places" => {
                "SELECT count(*) FROM entity WHERE kind = ?1 OR place_type = ?1"
            }
            "clusters" => "SELECT count(*) FROM cluster WHERE kind = ?1",
            _ => return 0,
        };
        let count = self
            .connection
            .query_row(sql, [word], |row| row.get::<_, i64>(0))
            .optional();
        count.ok().flatten().map_or(0, i64::unsigned_abs)
    }
}

impl Store {
    /// Starts to read what [`Names::beginning`] and [`Names::frequent`] answer by, so that it is there by the
    /// time somebody types.
    pub fn prepare_completion(&self) {
        // Whoever asks first meets the same error.
        let _ = self.completion.of(&self.connection, Duration::ZERO);
    }

    /// Entities whose whole names begin with `folded`, in the order of the names: what can be told at once
    /// while the index is being read.
    fn looked_up(&self, folded: &str, limit: usize) -> Vec<Candidate> {
        let sql = "SELECT DISTINCT e.key, e.id, e.name, e.kind, 0
             FROM (SELECT entity FROM alias WHERE norm >= ?1 AND norm < ?2 ORDER BY norm LIMIT ?3) AS a
             JOIN entity AS e ON e.key = a.entity ORDER BY e.name, e.id";
        let after = format!("{folded}{}", char::MAX);
        candidates(&self.connection, sql, (folded, after, limit))
    }
}

/// How far a name is from what was asked: by spelling, or, further than any slip, by a shared word.
fn distance(asked: &str, name: &str) -> Option<usize> {
    let slips = (asked.chars().count() / LETTERS_PER_SLIP).max(1);
    if asked.len().abs_diff(name.len()) <= slips * 4 {
        let changes = strsim::osa_distance(asked, name);
        if changes <= slips {
            return Some(changes);
        }
    }
    let n_shared = asked
        .split(' ')
        .filter(|word| word.len() > 2 && name.split(' ').any(|other| is_near_word(word, other)))
        .count();
    let n_words = asked.split(' ').count().max(name.split(' ').count());
    (n_shared > 0).then(|| slips + 1 + n_words - n_shared)
}

fn is_near_word(word: &str, other: &str) -> bool {
    word == other
        || (word.len() > 4
            && other.len().abs_diff(word.len()) <= 2
            && strsim::osa_distance(word, other) <= word.chars().count() / LETTERS_PER_SLIP)
}

fn candidates(connection: &Connection, sql: &str, parameters: impl Params) -> Vec<Candidate> {
    rows(connection, sql, parameters, |row| {
        let kind: String = row.get(3)?;
        let mentions: i64 = row.get(4)?;
        Ok(Candidate {
            key: row.get(0)?,
            id: row.get(1)?,
            name: row.get(2)?,
            kind: EntityKind::from_word(&kind).ok_or(rusqlite::Error::InvalidQuery)?,
            mentions: mentions.unsigned_abs(),
        })
    })
}

fn rows<T>(
    connection: &Connection,
    sql: &str,
    parameters: impl Params,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Vec<T> {
    let all = connection.prepare_cached(sql).and_then(|mut statement| {
        let rows = statement.query_map(parameters, read)?;
        rows.collect()
    });
    all.unwrap_or_default()
}
