//! Corrections of the other database, made here as well where nothing here contradicts them.

use super::{Conflict, Merging};
use crate::model::correction::{Correction, Deed};
use crate::model::fold::fold;
use crate::store::StoreError;
use crate::store::correct::read;

impl Merging<'_> {
    pub(super) fn take_corrections(&mut self) -> Result<(), StoreError> {
        let theirs = read(&self.other.transaction).map_err(|error| self.theirs(error))?;
        for Correction { deed, .. } in theirs {
            let deed = self.deed_here(deed);
            if let Deed::Merge { kept, merged } = &deed
                && kept == merged
            {
                continue;
            }
            let own = read(&self.store.connection).map_err(|error| self.ours(error))?;
            if own.iter().any(|one| one.deed == deed) {
                continue;
            }
            if let Some(one) = own.into_iter().find(|one| is_contrary(&one.deed, &deed)) {
                self.merged.add(Conflict::Correction {
                    other: deed,
                    own: one.deed,
                });
                continue;
            }
            self.merged.n_corrections += 1;
            if self.run.is_some() {
                let mut batch = self.store.batch()?;
                batch.make_correction(&deed)?;
                batch.commit()?;
            }
        }
        Ok(())
    }

    fn deed_here(&self, mut deed: Deed) -> Deed {
        match &mut deed {
            Deed::Merge { kept, merged } => {
                self.handle_here(kept);
                self.handle_here(merged);
            }
            Deed::Split { from, to, .. } => {
                self.handle_here(from);
                self.handle_here(to);
            }
            Deed::Rename { entity, .. } | Deed::Alias { entity, .. } => self.handle_here(entity),
        }
        deed
    }
}

/// Whether two corrections cannot both be right.
fn is_contrary(one: &Deed, other: &Deed) -> bool {
    match (one, other) {
        (
            Deed::Merge { kept, merged },
            Deed::Merge {
                kept: other_kept,
                merged: other_merged,
            },
        ) => {
            (merged == other_merged && kept != other_kept)
                || (kept == other_merged && merged == other_kept)
        }
        (Deed::Merge { kept, merged }, Deed::Split { from, to, .. })
        | (Deed::Split { from, to, .. }, Deed::Merge { kept, merged }) => {
            (kept, merged) == (from, to) || (kept, merged) == (to, from)
        }
        (
            Deed::Split { from, to, names },
            Deed::Split {
                from: other_from,
                to: other_to,
                names: other_names,
            },
        ) => {
            let shares = names
                .iter()
                .any(|name| other_names.iter().any(|other| fold(name) == fold(other)));
            from == other_from && to != other_to && shares
        }
        (
            Deed::Rename { entity, name },
            Deed::Rename {
                entity: other_entity,
                name: other_name,
            },
        ) => entity == other_entity && name != other_name,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merge(kept: &str, merged: &str) -> Deed {
        Deed::Merge {
            kept: kept.to_owned(),
            merged: merged.to_owned(),
        }
    }

    fn split(from: &str, to: &str, name: &str) -> Deed {
        Deed::Split {
            from: from.to_owned(),
            to: to.to_owned(),
            names: vec![name.to_owned()],
        }
    }

    fn rename(entity: &str, name: &str) -> Deed {
        Deed::Rename {
            entity: entity.to_owned(),
            name: name.to_owned(),
        }
    }

    #[test]
    fn corrections_that_cannot_both_be_right_are_contrary() {
        for (one, other, expected) in [
            (merge("a", "b"), merge("b", "a"), true),
            (merge("a", "b"), merge("c", "b"), true),
            (merge("a", "b"), merge("a", "c"), false),
            (merge("a", "b"), split("a", "b", "B"), true),
            (merge("a", "b"), split("a", "c", "B"), false),
            (split("a", "b", "The X"), split("a", "c", "x"), true),
            (split("a", "b", "X"), split("a", "c", "Y"), false),
            (rename("a", "X"), rename("a", "Y"), true),
            (rename("a", "X"), rename("b", "Y"), false),
            (rename("a", "X"), merge("a", "b"), false),
        ] {
            assert_eq!(is_contrary(&one, &other), expected, "{one:?} {other:?}");
            assert_eq!(is_contrary(&other, &one), expected, "{other:?} {one:?}");
        }
    }
}
