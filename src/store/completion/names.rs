//! Names by the beginning of any of their words.

use std::collections::HashMap;

use rusqlite::Connection;

use crate::model::entity::EntityKind;
use crate::query::names::{Candidate, Wanted};

/// Where a word of a name begins.
#[derive(Debug, Clone, Copy)]
struct WordStart {
    /// Index of the name.
    name: u32,
    /// Byte of it.
    byte: u32,
    /// Index of the entity.
    entity: u32,
}

/// What an entity is wanted for, besides being anyone.
#[derive(Debug, Clone, Copy, Default)]
struct Fitness {
    /// Whether it did or said something.
    is_actor: bool,
    is_place: bool,
}

/// Every name of every entity, by each of its words.
#[derive(Debug, Default)]
pub(in crate::store) struct NameIndex {
    /// Most mentioned first, then by handle.
    entities: Vec<Candidate>,
    /// Of each entity, apart from the rest of it so that a walk over many stays quick.
    fitness: Vec<Fitness>,
    /// Folded names.
    names: Vec<Box<str>>,
    /// In the order of what stands from there to the end of the name.
    words: Vec<WordStart>,
}

impl NameIndex {
    pub(super) fn read(connection: &Connection) -> rusqlite::Result<Self> {
        let mut statement = connection.prepare(
            "SELECT e.key, e.id, e.name, e.kind, coalesce(m.n, 0) AS n
             FROM entity AS e
             LEFT JOIN (SELECT entity, count(*) AS n FROM mention GROUP BY entity) AS m
               ON m.entity = e.key
             ORDER BY n DESC, e.id",
        )?;
        let entities = statement.query_map([], |row| {
            let kind: String = row.get(3)?;
            Ok(Candidate {
                key: row.get(0)?,
                id: row.get(1)?,
                name: row.get(2)?,
                kind: EntityKind::from_word(&kind).ok_or(rusqlite::Error::InvalidQuery)?,
                mentions: row.get::<_, i64>(4)?.unsigned_abs(),
            })
        })?;
        let entities: Vec<Candidate> = entities.collect::<Result<_, _>>()?;
        let fitness = entities.iter().map(|entity| Fitness {
            is_actor: false,
            is_place: entity.kind == EntityKind::Place,
        });
        let mut index = Self {
            fitness: fitness.collect(),
            entities,
            ..Self::default()
        };
        let places = index.entities.iter().zip(0..);
        let places: HashMap<i64, u32> = places.map(|(entity, place)| (entity.key, place)).collect();
        index.read_actors(connection, &places)?;
        index.read_names(connection, &places)?;
        Ok(index)
    }

    fn read_actors(
        &mut self,
        connection: &Connection,
        places: &HashMap<i64, u32>,
    ) -> rusqlite::Result<()> {
        let mut statement = connection.prepare(
            "SELECT entity FROM participant WHERE role = 'actor' AND entity IS NOT NULL
             UNION SELECT speaker FROM quote WHERE speaker IS NOT NULL",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(place) = places.get(&row.get(0)?) {
                self.fitness[*place as usize].is_actor = true;
            }
        }
        Ok(())
    }

    fn read_names(
        &mut self,
        connection: &Connection,
        places: &HashMap<i64, u32>,
    ) -> rusqlite::Result<()> {
        let mut statement = connection.prepare("SELECT DISTINCT norm, entity FROM alias")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let Some(entity) = places.get(&row.get(1)?) else {
                continue;
            };
            let folded: String = row.get(0)?;
            let name = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
            let starts = folded.match_indices(' ').map(|(blank, _)| blank + 1);
            for byte in [0].into_iter().chain(starts) {
                self.words.push(WordStart {
                    name,
                    byte: u32::try_from(byte).unwrap_or(u32::MAX),
                    entity: *entity,
                });
            }
            self.names.push(folded.into_boxed_str());
        }
        let names = &self.names;
        self.words
            .sort_unstable_by(|one, other| rest(names, *one).cmp(rest(names, *other)));
        Ok(())
    }

    /// Entities of which some word of some name begins with `folded`, what fits first, then the most
    /// mentioned.
    pub(in crate::store) fn beginning(
        &self,
        folded: &str,
        wanted: Wanted,
        limit: usize,
    ) -> Vec<Candidate> {
        let mut fitting = First::new(limit);
        let mut others = First::new(limit);
        for place in self.places(folded) {
            if !fitting.takes(place) && !others.takes(place) {
                continue;
            }
            if self.fits(place, wanted) {
                fitting.add(place);
            } else {
                others.add(place);
            }
        }
        let all = fitting.found.into_iter().chain(others.found).take(limit);
        all.map(|place| self.entities[place as usize].clone())
            .collect()
    }

    /// The entities with such a name, each perhaps several times, in no order.
    fn places(&self, folded: &str) -> Box<dyn Iterator<Item = u32> + '_> {
        if folded.is_empty() {
            return Box::new(self.fitness.iter().zip(0..).map(|(_, place)| place));
        }
        let before = |start: &WordStart| rest(&self.names, *start) < folded;
        let first = self.words.partition_point(before);
        let fits = |start: &WordStart| rest(&self.names, *start).starts_with(folded);
        let n_found = self.words[first..].partition_point(fits);
        let found = &self.words[first..first + n_found];
        Box::new(found.iter().map(|start| start.entity))
    }

    fn fits(&self, place: u32, wanted: Wanted) -> bool {
        let fitness = self.fitness[place as usize];
        match wanted {
            Wanted::Anyone => true,
            Wanted::Actor => fitness.is_actor,
            Wanted::Place => fitness.is_place,
        }
    }
}

/// The smallest of many numbers, each once, in order.
struct First {
    found: Vec<u32>,
    limit: usize,
}

impl First {
    fn new(limit: usize) -> Self {
        Self {
            found: Vec::with_capacity(limit + 1),
            limit,
        }
    }

    /// Whether a number can be among them.
    fn takes(&self, number: u32) -> bool {
        self.found.len() < self.limit || self.found.last().is_some_and(|last| number < *last)
    }

    fn add(&mut self, number: u32) {
        if self.takes(number)
            && let Err(at) = self.found.binary_search(&number)
        {
            self.found.insert(at, number);
            self.found.truncate(self.limit);
        }
    }
}

/// A name from one of its words on.
fn rest(names: &[Box<str>], start: WordStart) -> &str {
    names
        .get(start.name as usize)
        .and_then(|name| name.get(start.byte as usize..))
        .unwrap_or_default()
}
