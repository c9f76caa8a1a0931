//! Names → entities and outlets.

use dateline::query::ast::{Literal, Name, NameKind, NameSet, NameSetKind};

use super::cell::{Cell, Ref};
use super::links::with_members;
use super::memory::once;
use super::schema::{Kind, Noun};
use super::scope::{Context, Scope};
use super::table::{Outcome, Table, refuse};
use super::text::fold;

/// The entities of a clause: any of a set, or one of each set.
pub(super) struct Wanted {
    sets: Vec<Vec<Ref>>,
}

impl Wanted {
    /// Whether each set has one of these.
    pub(super) fn met_by(&self, rows: &[Ref]) -> bool {
        self.sets
            .iter()
            .all(|set| rows.iter().any(|row| set.contains(row)))
    }

    /// Whether a test holds for each set.
    pub(super) fn all(&self, test: impl Fn(&[Ref]) -> bool) -> bool {
        self.sets.iter().all(|set| test(set))
    }
}

impl Context<'_> {
    /// A name with parameters replaced: text or handle.
    pub(super) fn typed(&self, name: &Name) -> Outcome<NameKind> {
        Ok(match &name.kind {
            NameKind::Parameter(parameter) => match self.parameter(parameter)? {
                Literal::Text(text) => NameKind::Text(text),
                Literal::Handle(handle) => NameKind::Handle(handle),
                _ => return refuse("E020"),
            },
            known => known.clone(),
        })
    }

    pub(super) fn handle(&self, handle: &str) -> Outcome<Ref> {
        match self.memory.find(Noun::Entities, handle) {
            Some(row) => Ok(row),
            None => refuse("E030"),
        }
    }

    /// The one entity that a name means, of the kind that is expected.
    pub(super) fn entity(&self, name: &Name, kind: Option<&str>) -> Outcome<Ref> {
        match self.typed(name)? {
            NameKind::Handle(handle) => {
                let found = self.handle(&handle)?;
                let fits = kind.is_none_or(|kind| self.memory.text_of(found, "kind") == kind);
                if fits { Ok(found) } else { refuse("E032") }
            }
            NameKind::Text(text) => self.entity_called(&text, kind),
            NameKind::Parameter(_) => refuse("E050"),
        }
    }

    pub(super) fn entity_called(&self, text: &str, kind: Option<&str>) -> Outcome<Ref> {
        let all = self.memory.called(text);
        let fitting: Vec<Ref> = all
            .iter()
            .copied()
            .filter(|row| kind.is_none_or(|kind| self.memory.text_of(*row, "kind") == kind))
            .collect();
        // A name that is an entity's own, letter for letter, means that one.
        let own = |row: &&Ref| self.memory.text_of(**row, "name") == text;
        match (
            fitting.as_slice(),
            fitting.iter().filter(own).collect::<Vec<_>>().as_slice(),
        ) {
            ([one], _) => Ok(*one),
            (_, [one]) => Ok(**one),
            ([], _) if all.is_empty() => refuse("E030"),
            ([], _) => refuse("E032"),
            _ => refuse("E031"),
        }
    }

    /// An entity with what belongs to it, where `+` follows.
    pub(super) fn set_of(&self, name: &Name, kind: Option<&str>) -> Outcome<Vec<Ref>> {
        let row = self.entity(name, kind)?;
        if name.with_members {
            Ok(with_members(self.memory, row))
        } else {
            Ok(vec![row])
        }
    }

    /// Names with those of a list parameter one by one.
    pub(super) fn each_name(&self, names: &[Name]) -> Outcome<Vec<Name>> {
        let mut all = Vec::new();
        for name in names {
            let values = match &name.kind {
                NameKind::Parameter(parameter) => self.parameter_values(parameter)?,
                _ => &[],
            };
            if values.len() < 2 {
                all.push(name.clone());
            }
            for value in values.iter().filter(|_| values.len() > 1) {
                let kind = match value {
                    Literal::Text(text) => NameKind::Text(text.clone()),
                    Literal::Handle(handle) => NameKind::Handle(handle.clone()),
                    _ => return refuse("E020"),
                };
                all.push(Name {
                    kind,
                    ..name.clone()
                });
            }
        }
        Ok(all)
    }

    /// The entities that a clause names.
    pub(super) fn wanted(&self, names: &NameSet, kind: Option<&str>) -> Outcome<Wanted> {
        let of = |list: &[Name]| -> Outcome<Vec<Vec<Ref>>> {
            let list = self.each_name(list)?;
            list.iter().map(|name| self.set_of(name, kind)).collect()
        };
        let sets = match &names.kind {
            NameSetKind::All(list) => of(list)?,
            NameSetKind::Any(list) => vec![once(of(list)?.into_iter().flatten().collect())],
            NameSetKind::Rows(pipeline) => {
                let rows = self.pipeline(pipeline)?;
                vec![rows_of(&rows, Noun::Entities)?]
            }
        };
        Ok(Wanted { sets })
    }

    /// Outlets by their name, domain or entity.
    pub(super) fn outlets(&self, name: &NameKind) -> Outcome<Vec<Ref>> {
        let memory = self.memory;
        let (folded, entities) = match name {
            NameKind::Text(text) => (fold(text), memory.called(text)),
            NameKind::Handle(handle) => {
                let entity = self.handle(handle)?;
                (fold(&memory.text_of(entity, "name")), vec![entity])
            }
            NameKind::Parameter(_) => return refuse("E050"),
        };
        let mut found = memory.all(Noun::Sources);
        found.retain(|row| {
            let is = |field: &str| fold(&memory.text_of(*row, field)) == folded;
            let body = memory.value(*row, "entity").as_row();
            is("name") || is("domain") || is("id") || body.is_some_and(|it| entities.contains(&it))
        });
        Ok(found)
    }
}

/// The rows of a noun that a query yields: its own, or those of its first column of them.
pub(super) fn rows_of(table: &Table, noun: Noun) -> Outcome<Vec<Ref>> {
    if table.subject == Some(noun) {
        return Ok(table.rows.iter().filter_map(|row| row.subject).collect());
    }
    let column = table
        .columns
        .iter()
        .position(|column| column.kind == Kind::Row(noun));
    match column {
        Some(at) => Ok(table
            .rows
            .iter()
            .filter_map(|row| row.cells[at].as_row())
            .collect()),
        None => refuse("E020"),
    }
}

impl Scope<'_> {
    /// The place that a value is lies as a set of names says.
    pub(super) fn is_place_of(&self, place: &Cell, wanted: &Wanted, is_within: bool) -> bool {
        let Some(place) = place.as_row() else {
            return false;
        };
        if self.memory().text_of(place, "kind") != "place" {
            return false;
        }
        wanted.all(|set| {
            set.iter().any(|whole| {
                *whole == place || is_within && super::links::lies_in(self.memory(), place, *whole)
            })
        })
    }
}
