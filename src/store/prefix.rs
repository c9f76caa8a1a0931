//! Names by the beginning of any of their words, for completion: read once, then searched in memory,
//! since somebody waits at each key. Another program's load makes it be read again.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use rusqlite::Connection;

use crate::model::entity::EntityKind;
use crate::query::names::{Candidate, Wanted};

/// The index, once somebody has asked for it.
#[derive(Debug, Default)]
pub(super) struct NameIndexCell(RefCell<Option<(i64, Rc<NameIndex>)>>);

impl NameIndexCell {
    /// The index of what the database holds now.
    pub(super) fn of(&self, connection: &Connection) -> rusqlite::Result<Rc<NameIndex>> {
        let version: i64 = connection.pragma_query_value(None, "data_version", |row| row.get(0))?;
        if let Some((known, index)) = &*self.0.borrow()
            && *known == version
        {
            return Ok(Rc::clone(index));
        }
        let index = Rc::new(NameIndex::read(connection)?);
        *self.0.borrow_mut() = Some((version, Rc::clone(&index)));
        Ok(index)
    }
}

/// Where a word of a name begins.
#[derive(Debug, Clone, Copy)]
struct WordStart {
    /// Index of the name.
    name: u32,
    /// Byte of it.
    byte: u32,
}

/// Every name of every entity, by each of its words.
#[derive(Debug, Default)]
pub(super) struct NameIndex {
    /// Most mentioned first, then by handle.
    entities: Vec<Candidate>,
    /// Those who did or said something, by index.
    actors: HashSet<usize>,
    /// Folded names, each with the index of its entity.
    names: Vec<(Box<str>, usize)>,
    /// In the order of what stands from there to the end of the name.
    words: Vec<WordStart>,
}

impl NameIndex {
    fn read(connection: &Connection) -> rusqlite::Result<Self> {
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
        let mut index = Self {
            entities: entities.collect::<Result<_, _>>()?,
            ..Self::default()
        };
        let places: HashMap<i64, usize> = index
            .entities
            .iter()
            .enumerate()
            .map(|(place, entity)| (entity.key, place))
            .collect();
        index.read_actors(connection, &places)?;
        index.read_names(connection, &places)?;
        Ok(index)
    }

    fn read_actors(
        &mut self,
        connection: &Connection,
        places: &HashMap<i64, usize>,
    ) -> rusqlite::Result<()> {
        let mut statement = connection.prepare(
            "SELECT entity FROM participant WHERE role = 'actor' AND entity IS NOT NULL
             UNION SELECT speaker FROM quote WHERE speaker IS NOT NULL",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            self.actors.extend(places.get(&row.get(0)?).copied());
        }
        Ok(())
    }

    fn read_names(
        &mut self,
        connection: &Connection,
        places: &HashMap<i64, usize>,
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
                let byte = u32::try_from(byte).unwrap_or(u32::MAX);
                self.words.push(WordStart { name, byte });
            }
            self.names.push((folded.into_boxed_str(), *entity));
        }
        let names = &self.names;
        self.words
            .sort_unstable_by(|one, other| rest(names, *one).cmp(rest(names, *other)));
        Ok(())
    }

    /// Entities of which some word of some name begins with `folded`, what fits first.
    pub(super) fn beginning(&self, folded: &str, wanted: Wanted, limit: usize) -> Vec<Candidate> {
        let mut fitting = Vec::new();
        let mut others = Vec::new();
        for place in self.places(folded) {
            if fitting.len() == limit {
                break;
            }
            if self.fits(place, wanted) {
                fitting.push(place);
            } else if others.len() < limit {
                others.push(place);
            }
        }
        let all = fitting.into_iter().chain(others).take(limit);
        all.map(|place| self.entities[place].clone()).collect()
    }

    /// The entities with such a name, most mentioned first.
    fn places(&self, folded: &str) -> Box<dyn Iterator<Item = usize> + '_> {
        if folded.is_empty() {
            return Box::new(0..self.entities.len());
        }
        let before = |start: &WordStart| rest(&self.names, *start) < folded;
        let first = self.words.partition_point(before);
        let fits = |start: &&WordStart| rest(&self.names, **start).starts_with(folded);
        let found = self.words[first..].iter().take_while(fits);
        let places: BTreeSet<usize> = found
            .map(|start| self.names[start.name as usize].1)
            .collect();
        Box::new(places.into_iter())
    }

    fn fits(&self, place: usize, wanted: Wanted) -> bool {
        match wanted {
            Wanted::Anyone => true,
            Wanted::Actor => self.actors.contains(&place),
            Wanted::Place => self.entities[place].kind == EntityKind::Place,
        }
    }
}

/// A name from one of its words on.
fn rest(names: &[(Box<str>, usize)], start: WordStart) -> &str {
    names
        .get(start.name as usize)
        .and_then(|(name, _)| name.get(start.byte as usize..))
        .unwrap_or_default()
}
