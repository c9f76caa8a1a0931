//! Events → happenings.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Result, params};

use super::joining::happenings;
use super::pace::Pace;
use super::reach::reachable;
use super::telling::Telling;
use super::{Derived, hull, month_of};

/// Groups the events of the waiting articles and all that could be told of with them.
pub(super) fn group(connection: &Connection, pace: &mut Pace<'_>) -> Result<()> {
    let tellings = reachable(connection, pace)?;
    let mut open = connection.prepare_cached(
        "UPDATE event SET cluster = NULL WHERE article IN (SELECT article FROM unclustered)",
    )?;
    open.execute([])?;
    let mut assign = connection.prepare_cached("UPDATE event SET cluster = ?2 WHERE key = ?1")?;
    for telling in &tellings {
        pace.check()?;
        assign.execute(params![telling.key, None::<i64>])?;
    }
    for members in happenings(&tellings, pace)? {
        let members: Vec<&Telling> = members.iter().map(|index| &*tellings[*index]).collect();
        let articles: BTreeSet<i64> = members.iter().map(|telling| telling.article).collect();
        if articles.len() < 2 {
            continue;
        }
        let cluster = describe(connection, &members)?.save(connection)?;
        for telling in members {
            pace.check()?;
            assign.execute(params![telling.key, cluster])?;
        }
    }
    Ok(())
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
