//! Which label each thing has: a letter for its sort and a number in reading order.

use std::collections::BTreeMap;

use super::Known;
use super::ink::Sort;
use crate::model::entity::EntityKind;
use crate::record::ArticleRecord;

/// The labels of the entities of an article; facts are numbered as the record lists them.
pub(super) struct Labels<'record> {
    of: BTreeMap<&'record str, (Sort, usize)>,
    /// Handles by sort, in the order of their first mention.
    lists: BTreeMap<Sort, Vec<&'record str>>,
}

impl<'record> Labels<'record> {
    pub(super) fn of(record: &'record ArticleRecord, known: Known<'record>) -> Self {
        let mut labels = Self {
            of: BTreeMap::new(),
            lists: BTreeMap::new(),
        };
        let mut mentions: Vec<_> = record.mentions.iter().flatten().collect();
        mentions.sort_by_key(|mention| (mention.start, mention.end));
        for mention in mentions {
            labels.add(&mention.entity, known);
        }
        labels
    }

    fn add(&mut self, handle: &'record str, known: Known<'record>) {
        if self.of.contains_key(handle) {
            return;
        }
        let kind = known.entities.get(handle).map(|entity| entity.kind);
        let sort = Sort::of(kind.unwrap_or(EntityKind::Organization));
        let list = self.lists.entry(sort).or_default();
        list.push(handle);
        self.of.insert(handle, (sort, list.len()));
    }

    /// The sort and the label of an entity that is mentioned.
    pub(super) fn entity(&self, handle: &str) -> Option<(Sort, String)> {
        let (sort, number) = self.of.get(handle)?;
        Some((*sort, label(*sort, *number)))
    }

    /// The handles of one sort, in the order of their labels.
    pub(super) fn list(&self, sort: Sort) -> &[&'record str] {
        self.lists.get(&sort).map_or(&[], Vec::as_slice)
    }
}

/// The label of the thing with this number, from 1.
pub(super) fn label(sort: Sort, number: usize) -> String {
    format!("{}{number}", sort.letter())
}
