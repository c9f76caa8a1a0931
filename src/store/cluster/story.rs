//! Articles → stories: articles in nearly the same words.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, Result, params};

use super::pace::Pace;
use super::sets::DisjointSets;
use super::shingle::KEPT;
use super::{Derived, hull};
use crate::model::date::Day;

/// Of the smallest hashes of both texts together, the least that both must have, in percent.
const ALIKE: usize = 50;

/// An article with its hashes, in order.
struct Sketch {
    key: i64,
    id: String,
    hashes: Vec<i64>,
}

/// Groups the waiting articles and all that are like them.
///
/// The articles of one hash are compared with the first and the next of them, so that many articles
/// with the same words cost no more than their number.
pub(super) fn group(connection: &Connection, pace: &mut Pace<'_>) -> Result<()> {
    let mut waiting = connection.prepare_cached("SELECT article FROM unclustered")?;
    let mut queue: Vec<i64> = waiting
        .query_map([], |row| row.get(0))?
        .collect::<Result<_>>()?;
    let mut sketches: BTreeMap<i64, Sketch> = BTreeMap::new();
    let mut postings: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    let mut taken: BTreeSet<i64> = queue.iter().copied().collect();
    while let Some(article) = queue.pop() {
        pace.reach(taken.len() - queue.len(), taken.len())?;
        let Some(sketch) = sketch(connection, article, &mut sketches)? else {
            continue;
        };
        let hashes = sketch.hashes.clone();
        for hash in hashes {
            if postings.contains_key(&hash) {
                continue;
            }
            let members = articles_with(connection, hash)?;
            for pair in pairs(&members) {
                pace.check()?;
                if is_alike(connection, pair, &mut sketches)? {
                    let new = [pair.0, pair.1].into_iter();
                    queue.extend(new.filter(|member| taken.insert(*member)));
                }
            }
            // What only one article has is asked for once, and joins nothing.
            if members.len() > 1 {
                postings.insert(hash, members);
            }
        }
    }
    write(connection, &postings, &taken, &sketches, pace)
}

/// Each with the first and with the next.
fn pairs(members: &[i64]) -> impl Iterator<Item = (i64, i64)> {
    let with_first = members.iter().skip(2).map(|member| (members[0], *member));
    let with_next = members.windows(2).map(|pair| (pair[0], pair[1]));
    with_first.chain(with_next)
}

fn articles_with(connection: &Connection, hash: i64) -> Result<Vec<i64>> {
    let mut find = connection.prepare_cached(
        "SELECT article FROM shingle JOIN article ON article.key = shingle.article
         WHERE hash = ?1 ORDER BY article.id",
    )?;
    find.query_map([hash], |row| row.get(0))?.collect()
}

fn sketch<'known>(
    connection: &Connection,
    article: i64,
    known: &'known mut BTreeMap<i64, Sketch>,
) -> Result<Option<&'known Sketch>> {
    if let std::collections::btree_map::Entry::Vacant(entry) = known.entry(article) {
        let id = connection
            .prepare_cached("SELECT id FROM article WHERE key = ?1")?
            .query_row([article], |row| row.get(0))
            .optional()?;
        let Some(id) = id else {
            return Ok(None);
        };
        let mut hashes = connection
            .prepare_cached("SELECT hash FROM shingle WHERE article = ?1 ORDER BY hash")?;
        let hashes = hashes.query_map([article], |row| row.get(0))?;
        entry.insert(Sketch {
            key: article,
            id,
            hashes: hashes.collect::<Result<_>>()?,
        });
    }
    Ok(known.get(&article))
}

fn is_alike(
    connection: &Connection,
    pair: (i64, i64),
    known: &mut BTreeMap<i64, Sketch>,
) -> Result<bool> {
    sketch(connection, pair.0, known)?;
    sketch(connection, pair.1, known)?;
    Ok(match (known.get(&pair.0), known.get(&pair.1)) {
        (Some(one), Some(two)) => is_like(&one.hashes, &two.hashes),
        _ => false,
    })
}

/// Whether enough of the smallest hashes of both texts together are hashes of both.
fn is_like(one: &[i64], two: &[i64]) -> bool {
    let (mut left, mut right, mut n_seen, mut n_shared) = (0, 0, 0, 0);
    while n_seen < KEPT && left < one.len() && right < two.len() {
        let (first, second) = (one[left], two[right]);
        n_shared += usize::from(first == second);
        left += usize::from(first <= second);
        right += usize::from(second <= first);
        n_seen += 1;
    }
    n_seen > 0 && n_shared * 100 >= n_seen * ALIKE
}

fn write(
    connection: &Connection,
    postings: &BTreeMap<i64, Vec<i64>>,
    taken: &BTreeSet<i64>,
    sketches: &BTreeMap<i64, Sketch>,
    pace: &mut Pace<'_>,
) -> Result<()> {
    let mut members: Vec<&Sketch> = taken.iter().filter_map(|key| sketches.get(key)).collect();
    members.sort_by(|one, two| one.id.cmp(&two.id));
    let position_of: BTreeMap<i64, usize> = members
        .iter()
        .enumerate()
        .map(|(position, sketch)| (sketch.key, position))
        .collect();
    let mut sets = DisjointSets::new(members.len());
    for (one, two) in postings.values().flat_map(|articles| pairs(articles)) {
        pace.check()?;
        if let (Some(left), Some(right)) = (position_of.get(&one), position_of.get(&two))
            && sets.root(*left) != sets.root(*right)
            && is_like(&members[*left].hashes, &members[*right].hashes)
        {
            sets.join(*left, *right);
        }
    }
    let mut assign = connection.prepare_cached("UPDATE article SET story = ?2 WHERE key = ?1")?;
    for key in taken {
        pace.check()?;
        assign.execute(params![key, None::<i64>])?;
    }
    for set in sets.sets().into_iter().filter(|set| set.len() > 1) {
        let set: Vec<&Sketch> = set.into_iter().map(|index| members[index]).collect();
        let cluster = describe(connection, &set)?.save(connection)?;
        for sketch in set {
            pace.check()?;
            assign.execute(params![sketch.key, cluster])?;
        }
    }
    Ok(())
}

/// Title, first and last day.
type Head = (Option<String>, Option<Day>, Option<Day>);

fn describe(connection: &Connection, members: &[&Sketch]) -> Result<Derived> {
    let mut read = connection.prepare_cached(
        "SELECT title, published_first, published_last FROM article WHERE key = ?1",
    )?;
    let heads: Vec<Head> = members
        .iter()
        .map(|sketch| {
            read.query_row([sketch.key], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
        })
        .collect::<Result<_>>()?;
    let earliest = heads
        .iter()
        .filter(|head| head.0.is_some())
        .min_by_key(|head| (head.1.is_none(), head.1));
    Ok(Derived {
        id: format!("story-{}", members[0].id),
        kind: "story",
        label: earliest.and_then(|head| head.0.clone()),
        days: hull(heads.iter().filter_map(|head| head.1.zip(head.2))),
    })
}
