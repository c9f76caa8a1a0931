//! When two names, of whatever length, mean the same.

use std::collections::BTreeMap;

use crate::model::fold::fold;
use crate::record::EntityRecord;

use super::Side;

/// The folded names under which a participant, place, speaker or claimant goes: those of the entity, its
/// handle, and the words as written.
pub fn names_of(
    entities: &BTreeMap<String, EntityRecord>,
    handle: Option<&str>,
    text: Option<&str>,
) -> Vec<String> {
    let entity = handle.and_then(|handle| entities.get(handle));
    let own = entity.iter().flat_map(|entity| {
        let aliases = entity.aliases.iter();
        aliases.chain([&entity.name]).map(String::as_str)
    });
    let names = own.chain(handle).chain(text).map(fold);
    names.filter(|name| !name.is_empty()).collect()
}

/// Whether one of the names of the one is a name of the other, or holds it as whole words.
pub fn is_same_party(one: &[String], other: &[String]) -> bool {
    let is_same = |one: &String| {
        other
            .iter()
            .any(|other| holds(one, other) || holds(other, one))
    };
    one.iter().any(is_same)
}

fn holds(long: &str, short: &str) -> bool {
    format!(" {long} ").contains(&format!(" {short} "))
}

impl Side<'_> {
    /// The names of an entity.
    pub(super) fn names(&self, handle: &str) -> Vec<String> {
        names_of(self.entities, Some(handle), None)
    }
}
