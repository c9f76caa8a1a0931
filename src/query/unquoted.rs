//! A bare word where a name is needed: what it is typed for, and what it may stand for.

use super::ast::{Script, StatementKind};
use super::catalog::noun_word;
use super::names::Names;
use crate::model::fold::fold;

/// Words without quotes where names are needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnquotedName {
    /// The clause word before them: `by`.
    pub clause: String,
    /// The names as typed, without quotes where they have some; never empty.
    pub names: Vec<String>,
    /// Whether they stand inside the brackets of a list, or after a list's first name.
    pub is_listed: bool,
    /// What the only name stands for.
    pub meant: BareName,
}

/// What a bare word stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BareName {
    /// That is not known.
    Unknown,
    /// The one entity that is called so.
    Entity {
        /// Its handle, without `@`.
        handle: String,
    },
    /// The entity whose name is nearest.
    Near {
        /// Its name.
        name: String,
        /// Its handle, without `@`.
        handle: String,
    },
    /// The rows of a `let` or of a noun.
    Rows,
    /// A parameter without its `$`.
    Parameter,
}

impl UnquotedName {
    /// Names whose meaning has still to be looked up.
    pub fn new(clause: String, names: Vec<String>, is_listed: bool) -> Self {
        Self {
            clause,
            names,
            is_listed,
            meant: BareName::Unknown,
        }
    }

    /// Looks up what the only name stands for: something that the script declares, or an entity.
    pub(super) fn look_up(&mut self, script: Option<&Script>, names: &dyn Names) {
        let [name] = self.names.as_slice() else {
            return;
        };
        let declared = script
            .into_iter()
            .flat_map(|script| &script.statements)
            .find_map(|statement| match &statement.kind {
                StatementKind::Let { name: known, .. } if known.text == *name => {
                    Some(BareName::Rows)
                }
                StatementKind::Param { name: known, .. } if known.name == *name => {
                    Some(BareName::Parameter)
                }
                _ => None,
            });
        let noun = || noun_word(name).map(|_| BareName::Rows);
        self.meant = declared.or_else(noun).unwrap_or_else(|| {
            let is_outlet = self.clause == "from" && !names.outlets(&fold(name)).is_empty();
            if is_outlet {
                BareName::Unknown
            } else {
                called(name, names)
            }
        });
    }
}

/// The entity that a word is the name of, or nearly.
fn called(name: &str, names: &dyn Names) -> BareName {
    let folded = fold(name);
    match names.entities(&folded).as_slice() {
        [] => names
            .nearest(&folded, 1)
            .first()
            .map_or(BareName::Unknown, |near| BareName::Near {
                name: near.name.clone(),
                handle: near.id.clone(),
            }),
        [only] => BareName::Entity {
            handle: only.id.clone(),
        },
        _ => BareName::Unknown,
    }
}
