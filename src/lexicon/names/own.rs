//! A user's own names: a file of them → entities for the gazetteer.
//!
//! One entity a line, tab-separated: kind, name, aliases (separated by `;`), country, handle. What is not
//! known is left empty, and a line may end early. Empty lines and lines that start with `#` are skipped. A
//! first line that begins with `kind` names the columns, which may then stand in any order. As with the
//! built-in files, one line that cannot be used makes the whole file unusable.

use super::NamesLexicon;
use crate::model::entity::{Entity, EntityKind, Handle, PlaceType};
use crate::model::fold::{fold, handle};

/// The columns in their usual order.
const COLUMNS: [&str; 5] = ["kind", "name", "aliases", "country", "handle"];

/// A line of a file of names that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {fault}")]
pub struct OwnNameError {
    /// The file.
    pub file: String,
    /// Line number, from 1.
    pub line: usize,
    /// What is wrong.
    pub fault: OwnNameFault,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OwnNameFault {
    /// The first cell is no kind.
    #[error("`{word}` is no kind; write person, organization, armed_group or place, then a tab")]
    Kind {
        /// What stands there.
        word: String,
    },
    /// There is no name.
    #[error(
        "no name; write kind, name, aliases separated by `;`, country and handle, with tabs between"
    )]
    NoName,
    /// More cells than columns.
    #[error("{n_cells} cells, but there are 5 columns: kind, name, aliases, country, handle")]
    TooLong {
        /// Cells of the line.
        n_cells: usize,
    },
    /// The first line names a column that there is not.
    #[error("no column is called `{word}`; there are kind, name, aliases, country and handle")]
    Column {
        /// What stands there.
        word: String,
    },
    /// The country is not known.
    #[error(
        "no country is called `{word}`; write its English name or its handle, or leave it empty"
    )]
    Country {
        /// What stands there.
        word: String,
    },
    /// The handle has letters that a handle cannot have.
    #[error(
        "`{word}` is no handle; write small letters and digits with `-` between, such as `{like}`"
    )]
    Handle {
        /// What stands there.
        word: String,
        /// What could stand there.
        like: String,
    },
    /// The handle is that of something of another kind.
    #[error("@{handle} is known as {kind}; give the line a handle of its own in the fifth column")]
    OtherKind {
        /// The handle.
        handle: String,
        /// The kind of what has it.
        kind: EntityKind,
    },
}

impl NamesLexicon {
    /// Reads a file of a user's own names, and learns them: they go before what was known.
    ///
    /// # Errors
    /// The first line that cannot be used; then nothing was learned.
    pub fn learn_file(&mut self, file: &str, text: &str) -> Result<Vec<Entity>, OwnNameError> {
        let names = self.read_file(file, text)?;
        for entity in &names {
            self.learn(entity.clone());
        }
        Ok(names)
    }

    /// Learns an entity and its names, which go before what was known. One that is known by its handle gets
    /// the names beside its own.
    pub fn learn(&mut self, entity: Entity) {
        self.gazetteer.learn(entity);
    }

    fn read_file(&self, file: &str, text: &str) -> Result<Vec<Entity>, OwnNameError> {
        let mut columns: Vec<&str> = COLUMNS.to_vec();
        let mut names: Vec<Entity> = Vec::new();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for (index, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let error = |fault| OwnNameError {
                file: file.to_owned(),
                line: index + 1,
                fault,
            };
            let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
            if names.is_empty() && cells[0].eq_ignore_ascii_case("kind") {
                columns = named_columns(&cells).map_err(error)?;
                continue;
            }
            let cell = |name: &str| {
                let at = columns.iter().position(|column| *column == name)?;
                cells.get(at).copied().filter(|cell| !cell.is_empty())
            };
            if cells.len() > columns.len() {
                return Err(error(OwnNameFault::TooLong {
                    n_cells: cells.len(),
                }));
            }
            let entity = self.entity(cell, &names).map_err(error)?;
            names.push(entity);
        }
        Ok(names)
    }

    fn entity<'line>(
        &self,
        cell: impl Fn(&str) -> Option<&'line str>,
        before: &[Entity],
    ) -> Result<Entity, OwnNameFault> {
        let word = cell("kind").unwrap_or_default();
        let kind = match word.to_lowercase().as_str() {
            "group" => Some(EntityKind::ArmedGroup),
            word => EntityKind::from_word(word),
        };
        let kind = kind.ok_or_else(|| OwnNameFault::Kind {
            word: word.to_owned(),
        })?;
        let name = cell("name").filter(|name| !fold(name).is_empty());
        let name = name.ok_or(OwnNameFault::NoName)?;
        let id = match cell("handle") {
            Some(word) => own_handle(word)?,
            None => Handle(handle(name)),
        };
        let known = self
            .gazetteer
            .position(&id)
            .map(|at| self.gazetteer.entity(at).kind);
        let above = before.iter().find(|entity| entity.id == id);
        if let Some(kind) = known
            .or(above.map(|entity| entity.kind))
            .filter(|known| *known != kind)
        {
            let handle = id.0;
            return Err(OwnNameFault::OtherKind { handle, kind });
        }
        let mut entity = Entity::new(id, kind, name);
        let aliases = cell("aliases")
            .unwrap_or_default()
            .split(';')
            .map(str::trim);
        for alias in aliases.filter(|alias| !fold(alias).is_empty() && *alias != name) {
            if !entity.aliases.iter().any(|known| known == alias) {
                entity.aliases.push(alias.to_owned());
            }
        }
        if let Some(word) = cell("country") {
            entity.country = Some(self.country(word)?);
        }
        if kind == EntityKind::Place {
            entity.parent.clone_from(&entity.country);
        }
        Ok(entity)
    }

    /// The handle of a country that is written by name or handle.
    fn country(&self, word: &str) -> Result<Handle, OwnNameFault> {
        let bare = word.strip_prefix('@').unwrap_or(word);
        let is_country =
            |at: &usize| self.gazetteer.entity(*at).place_type == Some(PlaceType::Country);
        let by_handle = self.gazetteer.position(&Handle::from(bare));
        let senses = self.gazetteer.senses(&fold(bare)).to_vec();
        let by_name = senses.into_iter().map(|sense| sense.entity);
        by_handle
            .into_iter()
            .chain(by_name)
            .find(is_country)
            .map(|at| self.gazetteer.entity(at).id.clone())
            .ok_or_else(|| OwnNameFault::Country {
                word: word.to_owned(),
            })
    }
}

fn own_handle(word: &str) -> Result<Handle, OwnNameFault> {
    let bare = word.strip_prefix('@').unwrap_or(word);
    let like = handle(bare);
    if bare == like {
        return Ok(Handle(like));
    }
    let word = word.to_owned();
    Err(OwnNameFault::Handle { word, like })
}

fn named_columns(cells: &[&str]) -> Result<Vec<&'static str>, OwnNameFault> {
    let column = |cell: &&str| {
        let word = cell.to_lowercase();
        let known = COLUMNS.iter().find(|column| **column == word);
        known.copied().ok_or_else(|| OwnNameFault::Column {
            word: (*cell).to_owned(),
        })
    };
    cells.iter().map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Entity>, OwnNameFault> {
        let mut lexicon = NamesLexicon::load().unwrap();
        let read = lexicon.learn_file("own.tsv", text);
        read.map_err(|error| error.fault)
    }

    #[test]
    fn a_line_makes_an_entity() {
        let text = "# our desk\n\nperson\tMira Tolland\tM. Tolland; Tolland\tfrance\n\
                    group\tGrey Heron Brigade\n";
        let names = read(text).unwrap();
        let tolland = &names[0];
        assert_eq!(tolland.id.as_str(), "mira-tolland");
        assert_eq!(tolland.aliases, ["M. Tolland", "Tolland"]);
        assert_eq!(tolland.country, Some(Handle::from("france")));
        assert_eq!(names[1].kind, EntityKind::ArmedGroup);
    }

    #[test]
    fn columns_may_be_named_and_stand_in_any_order() {
        let names = read("kind\thandle\tname\nplace\tgreen-hill\tGreen Hill Camp").unwrap();
        assert_eq!(
            (names[0].id.as_str(), names[0].name.as_str()),
            ("green-hill", "Green Hill Camp")
        );
    }

    #[test]
    fn a_bad_line_is_refused_with_its_place() {
        let mut lexicon = NamesLexicon::load().unwrap();
        let error = lexicon.learn_file("own.tsv", "# one\nperson\tAda Quill\nhuman\tX\n");
        let error = error.unwrap_err();
        assert_eq!((error.file.as_str(), error.line), ("own.tsv", 3));
        assert!(
            lexicon
                .gazetteer
                .position(&Handle::from("ada-quill"))
                .is_none()
        );
        let check = |line: &str, is_expected: fn(&OwnNameFault) -> bool| {
            let fault = read(line).unwrap_err();
            assert!(is_expected(&fault), "{line}: {fault}");
        };
        check("human\tX", |fault| {
            matches!(fault, OwnNameFault::Kind { .. })
        });
        check("person\t ", |fault| matches!(fault, OwnNameFault::NoName));
        check("person\tX\t\tNowhereland", |fault| {
            matches!(fault, OwnNameFault::Country { .. })
        });
        check("person\tX\t\t\tA B", |fault| {
            matches!(fault, OwnNameFault::Handle { .. })
        });
        check("person\tX\t\t\tfrance", |fault| {
            matches!(fault, OwnNameFault::OtherKind { .. })
        });
        check("person\tX\t\t\t\t\tx", |fault| {
            matches!(fault, OwnNameFault::TooLong { .. })
        });
        check("kind\tnom", |fault| {
            matches!(fault, OwnNameFault::Column { .. })
        });
    }
}
