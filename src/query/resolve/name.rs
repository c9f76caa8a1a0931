//! Names → entities and outlets, before anything runs.

use super::value::{Type, Typed, with_article};
use super::{Echo, Outcome, Resolver, error};
use crate::model::entity::EntityKind;
use crate::model::fold::fold;
use crate::query::ast::{Literal, Name, NameKind, NameSet, NameSetKind};
use crate::query::catalog::Noun;
use crate::query::error::{NameHint, QueryErrorKind};
use crate::query::names::{Candidate, OutletCandidate};
use crate::query::plan::{Binary, Expr, Select};
use crate::span::Span;

/// How many near names a message offers.
const MAX_NEAREST: usize = 5;
/// Outlets that a message names at most.
const MOST_OUTLETS: usize = 5;

/// A name with parameters replaced.
pub(super) enum Typing {
    /// In quotes.
    Text(String),
    /// A handle.
    Handle(String),
}

/// Entities that a value is compared with.
#[derive(Debug, Clone, Default)]
pub(super) struct EntitySet {
    /// These.
    keys: Vec<i64>,
    /// These with all that belongs to them.
    wholes: Vec<i64>,
    /// Those that a query of one column yields.
    rows: Option<Box<Select>>,
}

/// Entities of a clause.
#[derive(Debug, Clone)]
pub(super) enum Wanted {
    /// Any of them.
    Any(EntitySet),
    /// Each of them.
    All(Vec<EntitySet>),
}

impl Wanted {
    /// Tests each set, joined as the clause says.
    pub(super) fn test(&self, mut test: impl FnMut(&EntitySet) -> Expr) -> Expr {
        match self {
            Self::Any(set) => test(set),
            Self::All(sets) => sets
                .iter()
                .map(test)
                .reduce(Expr::and)
                .unwrap_or(Expr::Bool(true)),
        }
    }
}

impl Resolver<'_> {
    /// A name with parameters replaced.
    pub(super) fn typing(&self, name: &Name) -> Outcome<Typing> {
        let literal = match &name.kind {
            NameKind::Text(text) => return Ok(Typing::Text(text.clone())),
            NameKind::Handle(handle) => return Ok(Typing::Handle(handle.clone())),
            NameKind::Parameter(parameter) => self.parameter_text(parameter, name.span)?,
        };
        match literal {
            Literal::Text(text) => Ok(Typing::Text(text)),
            Literal::Handle(handle) => Ok(Typing::Handle(handle)),
            _ => error(
                QueryErrorKind::WrongType {
                    found: self.text(name.span).to_owned(),
                    found_type: "something else".to_owned(),
                    expected: "a name or a handle".to_owned(),
                    fix: None,
                },
                name.span,
            ),
        }
    }

    /// The entity with a handle.
    pub(super) fn handle(&self, handle: &str, span: Span) -> Outcome<Candidate> {
        if self.names.is_assumed(handle) {
            return Ok(assumed(handle, None));
        }
        match self.names.entity(handle) {
            Some(found) => Ok(found),
            None => self.unknown_entity(&format!("@{handle}"), None, span),
        }
    }

    /// The error of a name that nothing has; what is near must be of the kind that is needed.
    pub(super) fn unknown_entity<T>(
        &self,
        typed: &str,
        kind: Option<EntityKind>,
        span: Span,
    ) -> Outcome<T> {
        let looked_at = kind.map_or(MAX_NEAREST, |_| 4 * MAX_NEAREST);
        let mut nearest = self.names.nearest(&fold(typed), looked_at);
        nearest.retain(|found| kind.is_none_or(|kind| kind == found.kind));
        nearest.truncate(MAX_NEAREST);
        error(
            QueryErrorKind::UnknownEntity {
                name: typed.to_owned(),
                nearest: nearest.iter().map(hint).collect(),
                stands_for: self.names.stands_for(typed).as_ref().map(hint),
                is_in_texts: !typed.starts_with('@') && self.names.is_in_texts(typed),
            },
            span,
        )
    }

    /// The one entity that a name means, of the kind expected.
    pub(super) fn entity(&mut self, name: &Name, kind: Option<EntityKind>) -> Outcome<Candidate> {
        let place = self.without_plus(name.span);
        match self.typing(name)? {
            Typing::Handle(handle) => {
                let found = self.handle(&handle, place)?;
                match kind {
                    Some(_) if self.names.is_assumed(&handle) => Ok(assumed(&handle, kind)),
                    Some(kind) if kind != found.kind => wrong_kind((&found, None), kind, place),
                    _ => Ok(found),
                }
            }
            Typing::Text(text) => self.entity_called(&text, kind, place),
        }
    }

    /// What is to be written anew where a name is wrong; the `+` after it stays.
    fn without_plus(&self, span: Span) -> Span {
        let name = self.text(span).trim_end_matches(['+', ' ']);
        Span::new(span.start, span.start + name.len())
    }

    /// The one entity called so, of the kind expected.
    pub(super) fn entity_called(
        &mut self,
        text: &str,
        kind: Option<EntityKind>,
        span: Span,
    ) -> Outcome<Candidate> {
        if self.names.is_assumed(text) {
            return Ok(assumed(text, kind));
        }
        let all = self.names.entities(&fold(text));
        let fits = |found: &&Candidate| kind.is_none_or(|kind| kind == found.kind);
        let fitting: Vec<Candidate> = all.iter().filter(fits).cloned().collect();
        // A name that is some entity's own, letter for letter, means that one.
        let own: Vec<Candidate> = fitting
            .iter()
            .filter(|found| found.name == text)
            .cloned()
            .collect();
        match (fitting.as_slice(), own.as_slice()) {
            ([found], _) | (_, [found]) => {
                self.echo(text, found);
                Ok(found.clone())
            }
            ([], _) => match (all.first(), kind) {
                (Some(other), Some(kind)) => wrong_kind((other, Some(text)), kind, span),
                _ => self.unknown_entity(text, kind, span),
            },
            _ => error(
                QueryErrorKind::AmbiguousName {
                    name: text.to_owned(),
                    candidates: fitting.iter().map(hint).collect(),
                },
                span,
            ),
        }
    }

    fn echo(&mut self, typed: &str, found: &Candidate) {
        let echo = Echo {
            typed: typed.to_owned(),
            name: found.name.clone(),
            handle: found.id.clone(),
        };
        if !self.echoes.contains(&echo) {
            self.echoes.push(echo);
        }
    }

    /// The entities that a clause names. Each wrong name is an error of its own.
    pub(super) fn wanted(&mut self, names: &NameSet, kind: Option<EntityKind>) -> Outcome<Wanted> {
        match &names.kind {
            NameSetKind::Any(list) => {
                let mut set = EntitySet::default();
                for one in self.entities(&self.each_name(list)?, kind)? {
                    set.add(one);
                }
                Ok(Wanted::Any(set))
            }
            NameSetKind::All(list) => {
                let sets = self
                    .entities(&self.each_name(list)?, kind)?
                    .into_iter()
                    .map(|one| {
                        let mut set = EntitySet::default();
                        set.add(one);
                        set
                    });
                Ok(Wanted::All(sets.collect()))
            }
            NameSetKind::Rows(pipeline) => {
                let frame = self.pipeline(pipeline)?;
                let rows = self.row_keys(frame, Noun::Entities, names.span)?;
                Ok(Wanted::Any(EntitySet {
                    rows: Some(Box::new(rows)),
                    ..EntitySet::default()
                }))
            }
        }
    }

    fn entities(&mut self, list: &[Name], kind: Option<EntityKind>) -> Outcome<Vec<(i64, bool)>> {
        let mut found = Vec::new();
        let mut wrong = None;
        for name in list {
            match self.entity(name, kind) {
                Ok(entity) => found.push((entity.key, name.with_members)),
                Err(error) => {
                    if let Some(earlier) = wrong.replace(error) {
                        self.report(earlier);
                    }
                }
            }
        }
        wrong.map_or(Ok(found), Err)
    }

    /// Whether a key is one of a set of entities.
    pub(super) fn is_in(&mut self, key: &Expr, set: &EntitySet) -> Expr {
        let integers = |keys: &[i64]| keys.iter().map(|key| Expr::integer(*key)).collect();
        let mut any = Vec::new();
        if !set.keys.is_empty() {
            any.push(key.clone().among(integers(&set.keys)));
        }
        if !set.wholes.is_empty() {
            let alias = self.alias("membership");
            let members = Select::table(&alias, "membership")
                .output("member", Expr::column(&alias, "member"))
                .filter(Expr::column(&alias, "whole").among(integers(&set.wholes)));
            any.push(key.clone().within(members));
        }
        if let Some(rows) = &set.rows {
            any.push(key.clone().within((**rows).clone()));
        }
        if any.len() == 1 {
            any.remove(0)
        } else {
            Expr::Or(any)
        }
    }

    /// Whether a key is a place of a set or lies in one.
    pub(super) fn lies_in(&mut self, key: &Expr, set: &EntitySet) -> Expr {
        let alias = self.alias("containment");
        let ancestor = Expr::column(&alias, "ancestor");
        let test = self.is_in(&ancestor, set);
        let places = Select::table(&alias, "containment")
            .output("place", Expr::column(&alias, "place"))
            .filter(test);
        key.clone().within(places)
    }

    /// The outlets that a name means; none is an error only if `is_needed`.
    pub(super) fn outlets(
        &mut self,
        name: &Name,
        is_needed: bool,
    ) -> Outcome<Vec<OutletCandidate>> {
        let (typed, found) = match self.typing(name)? {
            Typing::Text(text) | Typing::Handle(text) if self.names.is_assumed(&text) => {
                return Ok(vec![OutletCandidate {
                    key: 0,
                    id: text.clone(),
                    name: text,
                }]);
            }
            Typing::Text(text) => {
                let found = self.names.outlets(&fold(&text));
                (text, found)
            }
            Typing::Handle(handle) => {
                let entity = self.handle(&handle, name.span)?;
                let mut found = self.names.outlets(&fold(&handle));
                found.extend(self.names.outlets(&fold(&entity.name)));
                found.sort_by(|one, other| one.id.cmp(&other.id));
                found.dedup();
                (format!("@{handle}"), found)
            }
        };
        if found.is_empty() && is_needed {
            return error(
                QueryErrorKind::UnknownOutlet {
                    nearest: self.names.nearest_outlets(&fold(&typed), MOST_OUTLETS),
                    name: typed,
                },
                name.span,
            );
        }
        Ok(found)
    }

    /// An entity for a text opposite an entity-typed value.
    pub(super) fn text_as_entity(&mut self, text: &str, span: Span) -> Outcome<Typed> {
        let found = self.entity_called(text, None, span)?;
        Ok(Typed::new(
            Type::Row(Noun::Entities),
            Expr::integer(found.key),
        ))
    }

    /// Outlets for a text opposite an outlet.
    pub(super) fn text_as_outlets(&mut self, text: &str, span: Span) -> Outcome<Vec<Expr>> {
        let name = Name {
            kind: NameKind::Text(text.to_owned()),
            with_members: false,
            span,
        };
        let found = self.outlets(&name, true)?;
        Ok(found.iter().map(|one| Expr::integer(one.key)).collect())
    }

    /// Entities one of whose names is this, as a test on their key.
    pub(super) fn is_called(&mut self, key: &Expr, name: &Name) -> Outcome<Expr> {
        match self.typing(name)? {
            Typing::Handle(handle) => {
                let found = self.handle(&handle, name.span)?;
                Ok(key.clone().binary(Binary::Equal, Expr::integer(found.key)))
            }
            Typing::Text(text) => {
                let folded = fold(&text);
                if !self.names.is_assumed(&text) && self.names.entities(&folded).is_empty() {
                    return self.unknown_entity(&text, None, name.span);
                }
                let alias = self.alias("alias");
                let same = Expr::column(&alias, "norm").binary(Binary::Equal, Expr::text(folded));
                let called = Select::table(&alias, "alias")
                    .output("entity", Expr::column(&alias, "entity"))
                    .filter(same);
                Ok(key.clone().within(called))
            }
        }
    }
}

impl EntitySet {
    fn add(&mut self, (key, with_members): (i64, bool)) {
        let list = if with_members {
            &mut self.wholes
        } else {
            &mut self.keys
        };
        if !list.contains(&key) {
            list.push(key);
        }
    }
}

/// What stands for an entity that is not looked up, of the kind that is needed.
fn assumed(name: &str, kind: Option<EntityKind>) -> Candidate {
    Candidate {
        key: 0,
        id: name.to_owned(),
        name: name.to_owned(),
        kind: kind.unwrap_or(EntityKind::Person),
        mentions: 0,
    }
}

fn hint(candidate: &Candidate) -> NameHint {
    NameHint {
        name: candidate.name.clone(),
        handle: candidate.id.clone(),
        kind: candidate.kind,
        mentions: candidate.mentions,
    }
}

/// The error of a name of another sort, told with the name as typed.
fn wrong_kind<T>(
    (found, typed): (&Candidate, Option<&str>),
    expected: EntityKind,
    span: Span,
) -> Outcome<T> {
    let words = |kind: EntityKind| with_article(&kind.word().replace('_', " "));
    let name = match typed {
        Some(text) => format!("\"{text}\""),
        None => format!("@{}", found.id),
    };
    error(
        QueryErrorKind::WrongKind {
            name: typed.unwrap_or(&found.name).to_owned(),
            found: words(found.kind),
            expected: words(expected),
            fixes: ["mentioning", "by"]
                .map(|clause| format!("{clause} {name}"))
                .into(),
        },
        span,
    )
}
