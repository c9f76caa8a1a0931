//! `dateline entity`: what a person corrects of the entities.

use std::path::Path;

use super::Streams;
use super::args::{Entity, EntityCommand};
use super::exit::{Failure, Outcome};
use super::given::Given;
use super::rows::print;
use super::show::handle_of;
use super::turn::open_in_turn;
use crate::model::correction::{Correction, Deed};
use crate::model::fold::{fold, handle};
use crate::record::EntityRecord;
use crate::render::cell::clean;
use crate::store::{Corrected, Store, UndoError};
use crate::value::{Column, ColumnType, Rows, Value};

/// Runs the command.
pub(super) fn run(
    arguments: &Entity,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let path = &given.database();
    if !matches!(arguments.command, EntityCommand::Corrections) {
        given.check_may_write("entity")?;
    }
    let store = Store::open(path).map_err(failed)?;
    let deed = match &arguments.command {
        EntityCommand::Merge { kept, merged } => merge(&store, kept, merged)?,
        EntityCommand::Split { entity, names } => split(&store, entity, names)?,
        EntityCommand::Rename { entity, name } => rename(&store, entity, name)?,
        EntityCommand::Alias { entity, names } => alias(&store, entity, names)?,
        EntityCommand::Corrections => {
            let corrections = store.corrections().map_err(failed)?;
            return print(&listed(&corrections), given, streams);
        }
        EntityCommand::Undo { number } => return undo(path, *number, streams),
    };
    drop(store);
    let (_turn, mut store) = open_in_turn(path, streams)?;
    let corrected = store.correct(deed).map_err(failed)?;
    let number = corrected.correction.number;
    writeln!(
        streams.out,
        "{}{}; undo with `dateline entity undo {number}`",
        told(&corrected.correction.deed),
        changed(&corrected)
    )?;
    Ok(Outcome::Done)
}

fn failed(error: impl std::fmt::Display) -> Failure {
    Failure::Failed(error.to_string())
}

/// A mistake in what was typed.
fn mistake(text: &str) -> Failure {
    Failure::Question(format!("error: {text}"))
}

fn entity(store: &Store, typed: &str) -> Result<EntityRecord, Failure> {
    let handle = handle_of(store, typed)?;
    let record = store.entity_record(&handle).map_err(failed)?;
    record.ok_or_else(|| mistake(&format!("no entity has the handle @{handle}")))
}

fn merge(store: &Store, kept: &str, merged: &str) -> Result<Deed, Failure> {
    let (kept, merged) = (entity(store, kept)?.id, entity(store, merged)?.id);
    if kept == merged {
        return Err(mistake(&format!("both are @{kept} already")));
    }
    Ok(Deed::Merge { kept, merged })
}

fn split(store: &Store, typed: &str, names: &[String]) -> Result<Deed, Failure> {
    let record = entity(store, typed)?;
    let from = &record.id;
    for name in names {
        let folded = fold(name);
        let shown = clean(name);
        if fold(&record.name) == folded {
            return Err(mistake(&format!(
                "\"{shown}\" is the name that @{from} is shown by; give it another first: \
                 dateline entity rename {from} NAME"
            )));
        }
        if !record.aliases.iter().any(|alias| fold(alias) == folded) {
            let aliases = clean(&record.aliases.join("; "));
            return Err(mistake(&format!(
                "\"{shown}\" is no name of @{from}; its other names: {aliases}"
            )));
        }
    }
    let to = handle(&names[0]);
    if to == *from {
        return Err(mistake(&format!(
            "an entity called \"{}\" would have the handle @{from} itself; put another name first",
            clean(&names[0])
        )));
    }
    Ok(Deed::Split {
        from: record.id,
        to,
        names: names.to_vec(),
    })
}

fn rename(store: &Store, typed: &str, name: &str) -> Result<Deed, Failure> {
    let record = entity(store, typed)?;
    let name = checked(name)?;
    if record.name == name {
        return Err(mistake(&format!("@{} is called so already", record.id)));
    }
    Ok(Deed::Rename {
        entity: record.id,
        name,
    })
}

fn alias(store: &Store, typed: &str, names: &[String]) -> Result<Deed, Failure> {
    let record = entity(store, typed)?;
    let mut new = Vec::new();
    for name in names {
        let name = checked(name)?;
        if name != record.name && !record.aliases.contains(&name) {
            new.push(name);
        }
    }
    if new.is_empty() {
        return Err(mistake(&format!("@{} has these names already", record.id)));
    }
    Ok(Deed::Alias {
        entity: record.id,
        names: new,
    })
}

fn checked(name: &str) -> Result<String, Failure> {
    let name = name.trim();
    if fold(name).is_empty() {
        return Err(mistake("a name needs at least one letter or digit"));
    }
    Ok(name.to_owned())
}

fn undo(path: &Path, number: i64, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let (_turn, mut store) = open_in_turn(path, streams)?;
    let corrected = store.undo_correction(number).map_err(|error| match error {
        UndoError::Store(error) => failed(error),
        other => mistake(&other.to_string()),
    })?;
    writeln!(
        streams.out,
        "undone: {}{}",
        told(&corrected.correction.deed),
        changed(&corrected)
    )?;
    Ok(Outcome::Done)
}

pub(super) fn told(deed: &Deed) -> String {
    let quoted = |names: &[String]| {
        let quoted = names.iter().map(|name| format!("\"{name}\""));
        quoted.collect::<Vec<_>>().join(", ")
    };
    clean(&match deed {
        Deed::Merge { kept, merged } => format!("merged @{merged} into @{kept}"),
        Deed::Split { from, to, names } => {
            format!("split {} of @{from} off to @{to}", quoted(names))
        }
        Deed::Rename { entity, name } => format!("renamed @{entity} to \"{name}\""),
        Deed::Alias { entity, names } => format!("@{entity} is also {}", quoted(names)),
    })
}

fn changed(corrected: &Corrected) -> String {
    match corrected.n_articles {
        0 => String::new(),
        1 => " in 1 article".to_owned(),
        n_articles => format!(" in {n_articles} articles"),
    }
}

fn listed(corrections: &[Correction]) -> Rows {
    let column = |name: &str| Column::new(name.to_owned(), ColumnType::Plain);
    let record = |one: &Correction| vec![Value::Integer(one.number), Value::Text(told(&one.deed))];
    Rows {
        columns: ["number", "correction"].map(column).into(),
        records: corrections.iter().map(record).collect(),
    }
}
