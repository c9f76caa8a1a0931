//! Events → groups of those that tell of one happening.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use rusqlite::Result;

use super::pace::Pace;
use super::sets::DisjointSets;
use super::telling::{FARTHEST, Telling, Wording};

/// Joins what matches, the well known first. What is known less well joins a group only where it
/// matches no other.
pub(super) fn happenings(tellings: &[Rc<Telling>], pace: &mut Pace<'_>) -> Result<Vec<Vec<usize>>> {
    let mut blocks: BTreeMap<(i64, &str), Vec<usize>> = BTreeMap::new();
    for (index, telling) in tellings.iter().enumerate() {
        let block = blocks.entry((telling.place, &telling.kind)).or_default();
        block.push(index);
    }
    let mut joining = Joining {
        tellings,
        wordings: wordings(tellings),
        sets: DisjointSets::new(tellings.len()),
    };
    for block in blocks.values_mut() {
        block.sort_by_key(|index| tellings[*index].time());
        for vagueness in 0..3 {
            let level = |index: &usize| tellings[*index].vagueness();
            let (older, rest): (Vec<usize>, Vec<usize>) =
                block.iter().partition(|index| level(index) < vagueness);
            let fresh: Vec<usize> = rest
                .into_iter()
                .filter(|index| level(index) == vagueness)
                .collect();
            joining.join_alike(&fresh, pace)?;
            joining.join_older(&fresh, &older, pace)?;
        }
    }
    Ok(joining.sets.sets())
}

/// A number for each telling, the same for those of one wording.
fn wordings(tellings: &[Rc<Telling>]) -> Vec<usize> {
    let mut numbers: BTreeMap<Wording, usize> = BTreeMap::new();
    let number_of = |telling: &Rc<Telling>| {
        let next = numbers.len();
        *numbers.entry(telling.wording()).or_insert(next)
    };
    tellings.iter().map(number_of).collect()
}

/// What is joined so far, by position.
struct Joining<'run> {
    tellings: &'run [Rc<Telling>],
    wordings: Vec<usize>,
    sets: DisjointSets,
}

impl Joining<'_> {
    /// Joins what matches, in the order of time.
    fn join_alike(&mut self, fresh: &[usize], pace: &mut Pace<'_>) -> Result<()> {
        // What is told alike by many is compared with the first two of them.
        let mut different: Vec<usize> = Vec::new();
        for one in fresh {
            pace.check()?;
            let telling = &self.tellings[*one];
            let n_past = different.partition_point(|two| {
                self.tellings[*two].first_day() + FARTHEST < telling.first_day()
            });
            let mut n_alike = 0;
            for two in &different[n_past..] {
                let other = &self.tellings[*two];
                if telling.matches(other) {
                    self.sets.join(*one, *two);
                }
                let is_alike = self.wordings[*one] == self.wordings[*two];
                n_alike += usize::from(is_alike && telling.article != other.article);
            }
            if n_alike < 2 {
                different.push(*one);
            }
        }
        Ok(())
    }

    /// Finds where each group of this level could go: to one older group, or to several and so to none.
    fn join_older(&mut self, fresh: &[usize], older: &[usize], pace: &mut Pace<'_>) -> Result<()> {
        let (fresh, older) = (self.first_two(fresh), self.first_two(older));
        let mut homes: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for one in fresh {
            pace.check()?;
            let telling = &self.tellings[one];
            let first_day = |index: &usize| self.tellings[*index].first_day();
            let start = older.partition_point(|it| first_day(it) + FARTHEST < telling.first_day());
            let end = older.partition_point(|it| first_day(it) <= telling.first_day() + FARTHEST);
            for two in &older[start..end] {
                if telling.matches(&self.tellings[*two]) {
                    let home = self.sets.root(*two);
                    homes.entry(self.sets.root(one)).or_default().insert(home);
                }
            }
        }
        for (group, home) in homes {
            if let (1, Some(home)) = (home.len(), home.first()) {
                self.sets.join(group, *home);
            }
        }
        Ok(())
    }

    /// Of each wording in a group the first of two articles: what the others match, one of these does.
    fn first_two(&mut self, all: &[usize]) -> Vec<usize> {
        let mut articles: BTreeMap<(usize, usize), Vec<i64>> = BTreeMap::new();
        let is_first = |index: &usize| {
            let group = (self.wordings[*index], self.sets.root(*index));
            let seen = articles.entry(group).or_default();
            let article = self.tellings[*index].article;
            let is_first = seen.len() < 2 && !seen.contains(&article);
            if is_first {
                seen.push(article);
            }
            is_first
        };
        all.iter().copied().filter(is_first).collect()
    }
}
