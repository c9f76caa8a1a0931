//! Events → happenings.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Result, params};

use super::sets::DisjointSets;
use super::telling::Telling;
use super::{Derived, hull, month_of};

/// Groups the events of the waiting articles and all that could be told of with them.
pub(super) fn group(connection: &Connection) -> Result<()> {
    let tellings = reachable(connection)?;
    let mut open = connection.prepare_cached(
        "UPDATE event SET cluster = NULL WHERE article IN (SELECT article FROM unclustered)",
    )?;
    open.execute([])?;
    let mut assign = connection.prepare_cached("UPDATE event SET cluster = ?2 WHERE key = ?1")?;
    for telling in &tellings {
        assign.execute(params![telling.key, None::<i64>])?;
    }
    for members in happenings(&tellings) {
        let members: Vec<&Telling> = members.iter().map(|index| &tellings[*index]).collect();
        let articles: BTreeSet<i64> = members.iter().map(|telling| telling.article).collect();
        if articles.len() < 2 {
            continue;
        }
        let cluster = describe(connection, &members)?.save(connection)?;
        for telling in members {
            assign.execute(params![telling.key, cluster])?;
        }
    }
    Ok(())
}

/// The events of the waiting articles with what they match, what that matches, and so on; by id.
fn reachable(connection: &Connection) -> Result<Vec<Telling>> {
    let mut seeds = connection.prepare_cached(
        "SELECT event.key FROM unclustered JOIN event ON event.article = unclustered.article
         WHERE place IS NOT NULL",
    )?;
    let seeds: Vec<i64> = seeds
        .query_map([], |row| row.get(0))?
        .collect::<Result<_>>()?;
    let mut queue = Vec::new();
    for key in seeds {
        queue.extend(Telling::read(connection, key)?);
    }
    let mut known: BTreeMap<i64, Option<Telling>> = queue
        .iter()
        .map(|telling| (telling.key, Some(telling.clone())))
        .collect();
    while let Some(telling) = queue.pop() {
        for key in telling.neighbours(connection)? {
            if known.get(&key).is_some_and(Option::is_some) {
                continue;
            }
            let neighbour = Telling::read(connection, key)?.filter(|other| telling.matches(other));
            queue.extend(neighbour.clone());
            known.insert(key, neighbour);
        }
    }
    let mut tellings: Vec<Telling> = known.into_values().flatten().collect();
    tellings.sort_by(|one, two| one.id.cmp(&two.id));
    Ok(tellings)
}

/// Joins what matches, the well known first. What is known less well joins a group only where it
/// matches no other.
fn happenings(tellings: &[Telling]) -> Vec<Vec<usize>> {
    let mut blocks: BTreeMap<(i64, &str), Vec<usize>> = BTreeMap::new();
    for (index, telling) in tellings.iter().enumerate() {
        let block = blocks.entry((telling.place, &telling.kind)).or_default();
        block.push(index);
    }
    let mut sets = DisjointSets::new(tellings.len());
    for block in blocks.values_mut() {
        block.sort_by_key(|index| {
            tellings[*index].days.or_else(|| {
                let day = tellings[*index].published?;
                Some((day, day))
            })
        });
        for vagueness in 0..3 {
            join_block(tellings, block, vagueness, &mut sets);
        }
    }
    sets.sets()
}

fn join_block(tellings: &[Telling], block: &[usize], vagueness: usize, sets: &mut DisjointSets) {
    let level = |index: &usize| tellings[*index].vagueness();
    let fresh: Vec<usize> = block
        .iter()
        .copied()
        .filter(|index| level(index) == vagueness)
        .collect();
    // What is told alike by many is compared with the first two of them.
    let mut different: Vec<usize> = Vec::new();
    for one in &fresh {
        let mut n_alike = 0;
        for two in &different {
            if tellings[*one].matches(&tellings[*two]) {
                sets.join(*one, *two);
            }
            let is_alike = tellings[*one].is_told_like(&tellings[*two]);
            n_alike += usize::from(is_alike && tellings[*one].article != tellings[*two].article);
        }
        if n_alike < 2 {
            different.push(*one);
        }
    }
    // Where each group of this level could go: to one older group, or to several and so to none.
    let mut homes: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for one in &fresh {
        for older in block.iter().filter(|index| level(index) < vagueness) {
            if tellings[*one].matches(&tellings[*older]) {
                let home = sets.root(*older);
                homes.entry(sets.root(*one)).or_default().insert(home);
            }
        }
    }
    for (group, home) in homes {
        if let (1, Some(home)) = (home.len(), home.first()) {
            sets.join(group, *home);
        }
    }
}

fn describe(connection: &Connection, members: &[&Telling]) -> Result<Derived> {
    let place: String = connection
        .prepare_cached("SELECT name FROM entity WHERE key = ?1")?
        .query_row([members[0].place], |row| row.get(0))?;
    let what = most_frequent(members.iter().filter_map(|telling| telling.mode.as_deref()))
        .unwrap_or(&members[0].kind);
    let days = hull(members.iter().filter_map(|telling| telling.days));
    let mut label = what.replace('_', " ");
    label[..1].make_ascii_uppercase();
    label.push_str(", ");
    label.push_str(&place);
    if let Some((first, _)) = days {
        label.push_str(", ");
        label.push_str(&month_of(first));
    }
    Ok(Derived {
        id: format!("happening-{}", members[0].id),
        kind: "happening",
        label: Some(label),
        days,
    })
}

fn most_frequent<'word>(words: impl Iterator<Item = &'word str>) -> Option<&'word str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    let most = counts.iter().max_by_key(|(_, count)| **count)?;
    Some(most.0)
}
