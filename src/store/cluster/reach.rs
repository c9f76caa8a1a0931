//! Waiting articles → the events that could be told of with theirs.

use std::collections::BTreeMap;
use std::rc::Rc;

use rusqlite::{Connection, Result};

use super::pace::Pace;
use super::telling::{Telling, Window, Wording};

/// The events of the waiting articles with what they match, what that matches, and so on; by id.
pub(super) fn reachable(connection: &Connection, pace: &mut Pace<'_>) -> Result<Vec<Rc<Telling>>> {
    let mut reach = Reach::default();
    let mut queue = reach.seeds(connection, pace)?;
    // One after another of what asks for the same events.
    queue.sort_by_cached_key(|telling| telling.window());
    let mut n_done = 0;
    while let Some(telling) = queue.pop() {
        n_done += 1;
        pace.reach(n_done, n_done + queue.len())?;
        if reach.is_asked(&telling) {
            queue.extend(reach.matching(connection, &telling)?);
        }
    }
    let mut tellings = reach.tellings;
    tellings.sort_by(|one, two| one.id.cmp(&two.id));
    Ok(tellings)
}

/// What is reached.
#[derive(Default)]
struct Reach {
    tellings: Vec<Rc<Telling>>,
    /// Every event that was read, and whether it is reached; none where it has no place or time.
    known: BTreeMap<i64, Option<(Rc<Telling>, bool)>>,
    /// The articles of which one was asked what it matches, at most two of a wording: others of it match the same.
    asked: BTreeMap<Wording, Vec<i64>>,
    /// What was found last, as many ask for the same.
    found: Option<(Window, Vec<i64>)>,
}

impl Reach {
    fn seeds(&mut self, connection: &Connection, pace: &mut Pace<'_>) -> Result<Vec<Rc<Telling>>> {
        let mut seeds = connection.prepare_cached(
            "SELECT event.key FROM unclustered JOIN event ON event.article = unclustered.article
             WHERE place IS NOT NULL",
        )?;
        let mut rows = seeds.query([])?;
        while let Some(row) = rows.next()? {
            pace.check()?;
            let key = row.get(0)?;
            let telling = Telling::read(connection, key)?.map(Rc::new);
            self.tellings.extend(telling.clone());
            self.known
                .insert(key, telling.map(|telling| (telling, true)));
        }
        Ok(self.tellings.clone())
    }

    /// Whether what it matches is not known from others that say the same.
    fn is_asked(&mut self, telling: &Telling) -> bool {
        let articles = self.asked.entry(telling.wording()).or_default();
        let is_asked = articles.len() < 2 && !articles.contains(&telling.article);
        if is_asked {
            articles.push(telling.article);
        }
        is_asked
    }

    /// What it matches that was not reached before.
    fn matching(&mut self, connection: &Connection, telling: &Telling) -> Result<Vec<Rc<Telling>>> {
        let window = telling.window();
        if self
            .found
            .as_ref()
            .is_none_or(|(found, _)| *found != window)
        {
            let keys = window.events(connection)?;
            self.found = Some((window, keys));
        }
        let mut new = Vec::new();
        for key in self.found.iter().flat_map(|(_, keys)| keys) {
            let known = match self.known.entry(*key) {
                std::collections::btree_map::Entry::Occupied(entry) => entry.into_mut(),
                std::collections::btree_map::Entry::Vacant(entry) => {
                    let read = Telling::read(connection, *key)?;
                    entry.insert(read.map(|read| (Rc::new(read), false)))
                }
            };
            if let Some((other, is_reached)) = known
                && !*is_reached
                && telling.matches(other)
            {
                *is_reached = true;
                new.push(Rc::clone(other));
            }
        }
        self.tellings.extend(new.iter().cloned());
        Ok(new)
    }
}
