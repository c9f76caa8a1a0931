//! Corrections → what they make of articles and entities. Knows no database.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::correction::{Correction, Deed};
use crate::model::entity::MentionForm;
use crate::model::fold::fold;
use crate::record::{ArticleRecord, CharOffsets, EntityRecord, Extra};

/// Corrections in the order in which they were made.
#[derive(Debug, Clone, Default)]
pub(in crate::store) struct Corrections {
    list: Vec<Correction>,
    handles: BTreeSet<String>,
}

impl Corrections {
    pub(in crate::store) fn new(list: Vec<Correction>) -> Self {
        let handles = list.iter().flat_map(|one| one.deed.handles());
        let handles = handles.map(str::to_owned).collect();
        Self { list, handles }
    }

    pub(super) fn list(&self) -> &[Correction] {
        &self.list
    }

    pub(in crate::store) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether a correction is about the entity.
    pub(in crate::store) fn is_about(&self, handle: &str) -> bool {
        self.handles.contains(handle)
    }

    /// Whether the entity is one that names were split off to. It may have been there before: then it is
    /// kept as it came.
    pub(in crate::store) fn makes(&self, handle: &str) -> bool {
        self.list
            .iter()
            .any(|one| matches!(&one.deed, Deed::Split { to, .. } if to == handle))
    }

    /// The handle under which an entity goes, whatever name it was called by.
    pub(super) fn redirect(&self, handle: &str) -> String {
        self.handle_of(handle, None)
    }

    /// The handle of what is called by this folded name where it was taken for `handle`.
    fn handle_of(&self, handle: &str, called: Option<&str>) -> String {
        let mut handle = handle;
        for correction in &self.list {
            match &correction.deed {
                Deed::Merge { kept, merged } if merged == handle => handle = kept,
                Deed::Split { from, to, names }
                    if from == handle && called.is_some_and(|called| is_among(names, called)) =>
                {
                    handle = to;
                }
                _ => {}
            }
        }
        handle.to_owned()
    }

    /// An entity with its references redirected.
    pub(super) fn redirected(&self, mut record: EntityRecord) -> EntityRecord {
        let references = [&mut record.country, &mut record.parent, &mut record.org];
        for handle in references.into_iter().flatten() {
            *handle = self.redirect(handle);
        }
        // A body that was merged into its own part or whole is not part of itself.
        for reference in [&mut record.parent, &mut record.org] {
            if reference.as_ref() == Some(&record.id) {
                *reference = None;
            }
        }
        record
    }

    /// What becomes of entities as they came, by handle; those that are merged into another are gone.
    pub(super) fn entities(
        &self,
        originals: &BTreeMap<String, EntityRecord>,
    ) -> BTreeMap<String, EntityRecord> {
        let mut entities = originals.clone();
        for correction in &self.list {
            correct(&mut entities, &correction.deed);
        }
        let entities = entities.into_iter();
        entities
            .map(|(handle, record)| (handle, self.redirected(record)))
            .collect()
    }

    /// An article as the corrections leave it; none if they leave it as it is.
    pub(in crate::store) fn article(&self, record: &ArticleRecord) -> Option<ArticleRecord> {
        if self.is_empty() {
            return None;
        }
        let names = Naming::of(record);
        let mut corrected = record.clone();
        let mut is_changed = false;
        let mut change = |handle: &mut String, place: (usize, usize), is_outside: bool| {
            if self.is_about(handle) {
                let called = names.called(handle, place, is_outside);
                let other = self.handle_of(handle, called);
                is_changed |= other != *handle;
                *handle = other;
            }
        };
        for mention in corrected.mentions.iter_mut().flatten() {
            change(&mut mention.entity, (mention.start, mention.end), false);
        }
        for event in corrected.events.iter_mut().flatten() {
            let place = (event.start, event.end);
            let participants = event.actors.iter_mut().chain(&mut event.targets);
            for participant in participants.chain(&mut event.others) {
                if let Some(entity) = &mut participant.entity {
                    change(entity, place, false);
                }
            }
            for entity in [&mut event.place, &mut event.claimant]
                .into_iter()
                .flatten()
            {
                change(entity, place, false);
            }
        }
        for quote in corrected.quotes.iter_mut().flatten() {
            if let Some(speaker) = &mut quote.speaker {
                change(speaker, (quote.start, quote.end), true);
            }
        }
        for figure in corrected.figures.iter_mut().flatten() {
            let place = (figure.start, figure.end);
            for entity in [&mut figure.place, &mut figure.claimant]
                .into_iter()
                .flatten()
            {
                change(entity, place, false);
            }
        }
        is_changed.then_some(corrected)
    }
}

fn is_among(names: &[String], folded: &str) -> bool {
    names.iter().any(|name| fold(name) == folded)
}

/// What one correction makes of entities.
fn correct(entities: &mut BTreeMap<String, EntityRecord>, deed: &Deed) {
    match deed {
        Deed::Merge { kept, merged } => {
            let Some(other) = entities.remove(merged) else {
                return;
            };
            if let Some(record) = entities.get_mut(kept) {
                record.learn(&other);
            } else {
                let id = kept.clone();
                entities.insert(kept.clone(), EntityRecord { id, ..other });
            }
        }
        Deed::Split { from, to, names } => {
            let Some(record) = entities.get_mut(from) else {
                return;
            };
            let folded: Vec<String> = names.iter().map(|name| fold(name)).collect();
            record
                .aliases
                .retain(|alias| !folded.contains(&fold(alias)));
            let made = EntityRecord {
                id: to.clone(),
                kind: record.kind,
                name: names.first().unwrap_or(to).clone(),
                aliases: names.iter().skip(1).cloned().collect(),
                country: None,
                parent: None,
                org: None,
                title: None,
                title_date: None,
                place_type: record.place_type,
                lat: None,
                lon: None,
                extracted: false,
                stub: false,
                extra: Extra::new(),
            };
            if let Some(other) = entities.get_mut(to) {
                other.learn(&made);
            } else {
                entities.insert(to.clone(), made);
            }
        }
        Deed::Rename { entity, name } => {
            if let Some(record) = entities.get_mut(entity) {
                record.aliases.retain(|alias| alias != name);
                let former = std::mem::replace(&mut record.name, name.clone());
                if former != *name && !record.aliases.contains(&former) {
                    record.aliases.insert(0, former);
                }
            }
        }
        Deed::Alias { entity, names } => {
            if let Some(record) = entities.get_mut(entity) {
                for name in names {
                    if *name != record.name && !record.aliases.contains(name) {
                        record.aliases.push(name.clone());
                    }
                }
            }
        }
    }
}

/// By what names an article calls its entities, and where.
struct Naming<'record> {
    /// First and last character, handle, folded name; in reading order.
    names: Vec<(usize, usize, &'record str, String)>,
}

impl<'record> Naming<'record> {
    fn of(record: &'record ArticleRecord) -> Self {
        let offsets = CharOffsets::new(&record.text);
        let mentions = record.mentions.iter().flatten();
        let mut names: Vec<_> = mentions
            .filter(|mention| !matches!(mention.form, MentionForm::Role | MentionForm::Pronoun))
            .map(|mention| {
                let name = fold(offsets.slice(mention.start, mention.end));
                (mention.start, mention.end, mention.entity.as_str(), name)
            })
            .collect();
        names.sort_by_key(|(start, end, _, _)| (*start, *end));
        Self { names }
    }

    /// The name that an entity is called by at a place: in it, else before it, else after it. A quote's
    /// speaker is named outside of the quote, by the nearest name.
    fn called(&self, handle: &str, place: (usize, usize), is_outside: bool) -> Option<&str> {
        let (start, end) = place;
        let own = || {
            self.names
                .iter()
                .filter(|(_, _, entity, _)| *entity == handle)
        };
        let inside = own().find(|(from, until, _, _)| *from >= start && *until <= end);
        let before = own().rfind(|(from, _, _, _)| *from < start);
        let after = own().find(|(from, _, _, _)| *from >= end);
        let found = if is_outside {
            let far = |name: &&(usize, usize, &str, String)| {
                start.saturating_sub(name.1) + name.0.saturating_sub(end)
            };
            [before, after].into_iter().flatten().min_by_key(far)
        } else {
            inside.or(before).or(after)
        };
        found.map(|(_, _, _, name)| name.as_str())
    }
}
