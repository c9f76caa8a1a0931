//! Clauses that compare names rather than entities: by-lines, outlets, aliases.

use super::frame::{Frame, Subject};
use super::name::{EntitySet, Typing, Wanted};
use super::{Outcome, Resolver, error};
use crate::model::fold::fold;
use crate::query::ast::{Name, NameSet, NameSetKind, Role};
use crate::query::catalog::Noun;
use crate::query::error::QueryErrorKind;
use crate::query::functions::Function;
use crate::query::plan::{Binary, Expr, Select};
use crate::span::Span;

impl Resolver<'_> {
    /// Whether an entity goes by a name. Of a query, it is one of its rows.
    pub(super) fn named(&mut self, key: &Expr, names: &NameSet) -> Outcome<Expr> {
        if let NameSetKind::Rows(_) = names.kind {
            let wanted = self.wanted(names, None)?;
            return Ok(self.each_wanted(&wanted, |resolver, set| resolver.is_in(key, set)));
        }
        let (list, is_all) = self.listed(names)?;
        let mut tests = Vec::new();
        for name in &list {
            let mut test = self.is_called(key, name)?;
            if name.with_members {
                let members = self.members_of(key, name)?;
                test = Expr::Or(vec![test, members]);
            }
            tests.push(test);
        }
        Ok(joined(tests, is_all))
    }

    /// Whether a key is that of an entity or of what belongs to it.
    fn members_of(&mut self, key: &Expr, name: &Name) -> Outcome<Expr> {
        let wanted = self.wanted(&just(name), None)?;
        Ok(self.each_wanted(&wanted, |resolver, set| resolver.is_in(key, set)))
    }

    /// By-lines are text: they are compared folded. An entity wrote what stands under any of its names.
    pub(super) fn by_author(
        &mut self,
        frame: &mut Frame,
        subject: &Subject,
        names: &NameSet,
    ) -> Outcome<Expr> {
        let author = self.column(frame, (Noun::Articles, &subject.key), "author", true);
        let author = Expr::Call(Function::TextFold, vec![author]);
        if let NameSetKind::Rows(_) = names.kind {
            let wanted = self.wanted(names, None)?;
            return Ok(self.each_wanted(&wanted, |resolver, set| {
                author.clone().within(resolver.names_of(set))
            }));
        }
        let (list, is_all) = self.listed(names)?;
        let (mut plain, mut tests) = (Vec::new(), Vec::new());
        for name in &list {
            match self.typing(name)? {
                Typing::Text(text) if !name.with_members => {
                    let text = Expr::text(fold(&text));
                    if is_all {
                        tests.push(author.clone().binary(Binary::Equal, text));
                    } else {
                        plain.push(text);
                    }
                }
                _ => {
                    let wanted = self.wanted(&just(name), None)?;
                    tests.push(self.each_wanted(&wanted, |resolver, set| {
                        author.clone().within(resolver.names_of(set))
                    }));
                }
            }
        }
        if !plain.is_empty() {
            tests.insert(0, author.among(plain));
        }
        Ok(joined(tests, is_all))
    }

    /// The folded names of entities.
    fn names_of(&mut self, set: &EntitySet) -> Select {
        let alias = self.alias("alias");
        let test = self.is_in(&Expr::column(&alias, "entity"), set);
        Select::table(&alias, "alias")
            .output("norm", Expr::column(&alias, "norm"))
            .filter(test)
    }

    /// Whether a row comes from an outlet.
    pub(super) fn from(
        &mut self,
        frame: &mut Frame,
        subject: &Subject,
        names: &NameSet,
        span: Span,
    ) -> Outcome<Expr> {
        if matches!(
            subject.noun,
            Noun::Sources | Noun::Entities | Noun::Clusters
        ) {
            let typed = self.text(names.span);
            return super::answers::wrong_who(subject, (Role::From, typed), "outlet", span);
        }
        let source = self.known_path(frame, subject.noun, &subject.key, &["source"]);
        let source = source.expr();
        if let NameSetKind::Rows(pipeline) = &names.kind {
            let rows = self.pipeline(pipeline)?;
            let keys = self.row_keys(rows, Noun::Sources, names.span)?;
            return Ok(source.within(keys));
        }
        let (list, is_all) = self.listed(names)?;
        let (mut keys, mut tests) = (Vec::new(), Vec::new());
        let mut wrong = None;
        for name in &list {
            match self.outlets_of(&source, name) {
                Ok((found, None)) if !is_all => keys.extend(found),
                Ok((found, members)) => {
                    let own = (!found.is_empty()).then(|| source.clone().among(found));
                    tests.push(joined(own.into_iter().chain(members).collect(), false));
                }
                Err(error) => {
                    if let Some(earlier) = wrong.replace(error) {
                        self.report(earlier);
                    }
                }
            }
        }
        if let Some(error) = wrong {
            return Err(error);
        }
        if !keys.is_empty() {
            keys.dedup();
            tests.insert(0, source.among(keys));
        }
        Ok(joined(tests, is_all))
    }

    /// The keys of the outlets that a name means; with `+`, whether an outlet is, as a body, among the
    /// members of the entity, or belongs to it as to its country.
    fn outlets_of(&mut self, source: &Expr, name: &Name) -> Outcome<(Vec<Expr>, Option<Expr>)> {
        let keys = |found: Vec<crate::query::names::OutletCandidate>| {
            found.iter().map(|one| Expr::integer(one.key)).collect()
        };
        if !name.with_members {
            return Ok((keys(self.outlets(name, true)?), None));
        }
        let found = self.outlets(name, false)?;
        let wanted = match self.wanted(&just(name), None) {
            Ok(Wanted::Any(set)) => set,
            Ok(Wanted::All(_)) => EntitySet::default(),
            Err(_) if !found.is_empty() => return Ok((keys(found), None)),
            Err(wrong) => return Err(wrong),
        };
        let alias = self.alias("source");
        let body = self.is_in(&Expr::field(&alias, "entity", true), &wanted);
        let country = self.is_in(&Expr::field(&alias, "country", true), &wanted);
        let members = Select::table(&alias, "source")
            .output("key", Expr::column(&alias, "key"))
            .filter(Expr::Or(vec![body, country]));
        Ok((keys(found), Some(source.clone().within(members))))
    }

    /// The names of a clause, those of a parameter one by one, and whether all are wanted.
    pub(super) fn listed(&self, names: &NameSet) -> Outcome<(Vec<Name>, bool)> {
        match &names.kind {
            NameSetKind::Any(list) => Ok((self.each_name(list)?, false)),
            NameSetKind::All(list) => Ok((self.each_name(list)?, true)),
            NameSetKind::Rows(_) => {
                let kind = QueryErrorKind::WrongType {
                    found: self.text(names.span).to_owned(),
                    found_type: "a query".to_owned(),
                    expected: "names".to_owned(),
                    fix: None,
                };
                error(kind, names.span)
            }
        }
    }
}

fn just(name: &Name) -> NameSet {
    NameSet {
        kind: NameSetKind::Any(vec![name.clone()]),
        span: name.span,
    }
}

/// All of them or any of them.
pub(super) fn joined(mut tests: Vec<Expr>, is_all: bool) -> Expr {
    if tests.len() == 1 {
        tests.remove(0)
    } else if is_all {
        Expr::And(tests)
    } else {
        Expr::Or(tests)
    }
}
