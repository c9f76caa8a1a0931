//! An entity: which one is meant, and its card.

use std::collections::BTreeMap;

use super::{failed, mistake};
use crate::cli::exit::Failure;
use crate::model::fold::fold;
use crate::query::names::{Candidate, Names};
use crate::record::EntityRecord;
use crate::render::cell::clean;
use crate::render::marked::{self, EntityCounts, Known, LastMention, Paper, Spoken};
use crate::store::{Citation, Store, StoreError};

/// Entities that are named to somebody who meant another one.
const OFFERED: usize = 5;
/// Articles that are named on a card.
const NEWEST: usize = 5;

/// The card of the entity that is meant.
pub(super) fn card(store: &Store, typed: &str, paper: Paper) -> Result<String, Failure> {
    let handle = handle_of(store, typed)?;
    let record = store.entity_record(&handle).map_err(failed)?;
    let record = record.ok_or_else(|| mistake(&format!("no entity @{handle}")))?;
    let mut entities: BTreeMap<String, EntityRecord> = BTreeMap::new();
    for whole in [&record.org, &record.parent, &record.country]
        .into_iter()
        .flatten()
    {
        if let Some(found) = store.entity_record(whole).map_err(failed)? {
            entities.insert(whole.clone(), found);
        }
    }
    let known = Known {
        entities: &entities,
        outlet: None,
    };
    let spoken = spoken(store, &handle).map_err(failed)?;
    Ok(marked::entity(&record, &spoken, known, paper))
}

/// How often an entity is spoken of.
pub(super) fn counts(store: &Store, handle: &str) -> Result<EntityCounts, StoreError> {
    let found = store.entity_use(handle)?;
    Ok(EntityCounts {
        mentions: found.mentions,
        articles: found.articles,
        events: found.events,
        quotes: found.quotes,
    })
}

fn spoken(store: &Store, handle: &str) -> Result<Spoken, StoreError> {
    let times = store.mention_months(handle)?;
    let newest = store.newest_mentions(handle, NEWEST)?;
    let last = |citation: Citation| LastMention {
        article: citation.article,
        title: citation.title,
        outlet: citation.source,
        published: citation.published,
        url: citation.url,
    };
    Ok(Spoken {
        counts: counts(store, handle)?,
        months: times.months,
        n_vague: times.n_vague,
        newest: newest.into_iter().map(last).collect(),
    })
}

/// The handle of the entity that is meant by a handle, with or without its `@`, or by a name.
pub(in crate::cli) fn handle_of(store: &Store, typed: &str) -> Result<String, Failure> {
    let bare = typed.strip_prefix('@').unwrap_or(typed);
    if let Some(found) = Names::entity(store, bare) {
        return Ok(found.id);
    }
    let shown = clean(typed);
    let folded = fold(bare);
    let mut found = store.entities(&folded);
    match found.len() {
        1 => Ok(found.remove(0).id),
        0 => {
            let nearest = store.nearest(&folded, OFFERED);
            let hint = if nearest.is_empty() {
                "\n  `dateline query \"entities | select id, name\"` lists them".to_owned()
            } else {
                format!("; the nearest:{}", candidates(&nearest))
            };
            Err(mistake(&format!("no entity is called \"{shown}\"{hint}")))
        }
        n_found => Err(mistake(&format!(
            "{n_found} entities are called \"{shown}\"; name one by its handle:{}",
            candidates(&found)
        ))),
    }
}

fn candidates(found: &[Candidate]) -> String {
    let line = |one: &Candidate| {
        let kind = one.kind.word().replace('_', " ");
        format!("\n  @{}  {} ({kind})", clean(&one.id), clean(&one.name))
    };
    found.iter().take(OFFERED).map(line).collect()
}
