//! Parameters: their types, their defaults, and the values given from outside the script.

use super::constant::{alike, named, split_list};
use super::declared::{Declared, Kind, declared};
use super::value::with_article;
use super::{Outcome, Resolver, error};
use crate::model::entity::EntityKind;
use crate::model::fold::fold;
use crate::query::ast::{
    self, ExprKind, Identifier, Literal, Name, NameKind, ParameterRef, Word, WordKind,
};
use crate::query::error::{QueryErrorKind, UnknownParameter};
use crate::query::parse::scan;
use crate::span::Span;

/// A parameter of the script.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// Its type.
    declared: Option<Declared>,
    /// Its values if it has any; several only of a list.
    values: Option<Vec<Literal>>,
}

impl Resolver<'_> {
    /// Reads what `param` declares. What is wrong with it is one error: its uses add none.
    pub(super) fn declare_parameter(
        &mut self,
        name: &ParameterRef,
        type_name: Option<&Identifier>,
        defaults: &[ast::Expr],
    ) -> Outcome<()> {
        let known = self.known_parameter(name, type_name, defaults);
        match known {
            Ok(known) => {
                self.broken.remove(&name.name);
                self.parameters.insert(name.name.clone(), known);
                Ok(())
            }
            Err(wrong) => {
                self.broken.insert(name.name.clone());
                self.parameters.insert(name.name.clone(), Known::default());
                Err(wrong)
            }
        }
    }

    fn known_parameter(
        &mut self,
        name: &ParameterRef,
        type_name: Option<&Identifier>,
        defaults: &[ast::Expr],
    ) -> Outcome<Known> {
        let declared = type_name.map(declared).transpose()?;
        let mut values = Vec::new();
        for expr in defaults {
            values.push(self.default_value(name, declared.as_ref(), expr)?);
        }
        let is_list = declared.as_ref().is_none_or(|it| it.is_list);
        if let ([_, second, ..], false) = (defaults, is_list) {
            let whole = defaults[0].span.join(second.span);
            return misfit(name, declared.as_ref(), self.text(whole), whole);
        }
        if let Some(text) = self.given.get(&name.name) {
            let like = values.first().cloned();
            values = self.given_values(name, declared.as_ref(), like.as_ref(), text)?;
        }
        Ok(Known {
            declared,
            values: (!values.is_empty()).then_some(values),
        })
    }

    /// The value of one expression after `=`.
    fn default_value(
        &mut self,
        name: &ParameterRef,
        declared: Option<&Declared>,
        expr: &ast::Expr,
    ) -> Outcome<Literal> {
        let Some(declared) = declared else {
            return self.constant(expr);
        };
        let literal = match (&expr.kind, declared.kind) {
            (ExprKind::Path(path), Kind::Member(_)) if path.segments.len() == 1 => {
                Literal::Text(path.segments[0].text.clone())
            }
            _ => self.constant(expr)?,
        };
        match self.fitted(declared.kind, &literal, expr.span)? {
            Some(fitted) => Ok(fitted),
            None => misfit(name, Some(declared), self.text(expr.span), expr.span),
        }
    }

    /// The values that a text from outside stands for. Without a type, the default tells it.
    fn given_values(
        &mut self,
        name: &ParameterRef,
        declared: Option<&Declared>,
        like: Option<&Literal>,
        text: &str,
    ) -> Outcome<Vec<Literal>> {
        let Some(declared) = declared else {
            let value = match like {
                Some(Literal::Text(_) | Literal::Handle(_)) => Some(named(text)),
                Some(like) => self.read(text).and_then(|found| alike(found, like)),
                None => Some(self.guess(text)),
            };
            return match value {
                Some(value) => Ok(vec![value]),
                None => misfit(name, None, text, name.span),
            };
        };
        let parts = if declared.is_list {
            split_list(text)
        } else {
            vec![text.to_owned()]
        };
        let mut values = Vec::new();
        for part in &parts {
            let literal = match declared.kind {
                Kind::Text | Kind::Member(_) => Some(Literal::Text(part.clone())),
                Kind::Entity(_) | Kind::Outlet => Some(named(part)),
                Kind::Int | Kind::Num | Kind::Bool | Kind::Date | Kind::Duration => self.read(part),
            };
            let fitted = match literal {
                Some(literal) => self.fitted(declared.kind, &literal, name.span)?,
                None => None,
            };
            match fitted {
                Some(fitted) => values.push(fitted),
                None => return misfit(name, Some(declared), part, name.span),
            }
        }
        Ok(values)
    }

    /// The value as its type has it; `None` if it is of another type.
    fn fitted(&mut self, kind: Kind, literal: &Literal, span: Span) -> Outcome<Option<Literal>> {
        Ok(match (kind, literal) {
            (Kind::Text, Literal::Text(_))
            | (Kind::Int, Literal::Integer(_))
            | (Kind::Num, Literal::Integer(_) | Literal::Number(_))
            | (Kind::Bool, Literal::Bool(_))
            | (Kind::Date, Literal::Date(_))
            | (Kind::Duration, Literal::Duration(_)) => Some(literal.clone()),
            (Kind::Date, Literal::Integer(1000..=9999) | Literal::Text(_)) => {
                Some(Literal::Date(self.as_date(literal, span)?))
            }
            (Kind::Entity(_), Literal::Text(name) | Literal::Handle(name))
                if self.names.is_assumed(name) =>
            {
                Some(literal.clone())
            }
            (Kind::Entity(kind), Literal::Text(text)) => {
                let mut all = self.names.entities(&fold(text));
                all.retain(|found| kind.is_none_or(|kind| kind == found.kind));
                if all.is_empty() {
                    return self.no_entity(text, kind, span);
                }
                Some(literal.clone())
            }
            (Kind::Entity(kind), Literal::Handle(handle)) => {
                let found = self.handle(handle, span)?;
                if kind.is_some_and(|kind| kind != found.kind) {
                    return self.no_entity(&found.name, kind, span);
                }
                Some(literal.clone())
            }
            (Kind::Outlet, Literal::Text(_) | Literal::Handle(_)) => {
                let kind = match literal {
                    Literal::Handle(handle) => NameKind::Handle(handle.clone()),
                    Literal::Text(text) => NameKind::Text(text.clone()),
                    _ => return Ok(None),
                };
                let name = Name {
                    kind,
                    with_members: false,
                    span,
                };
                self.outlets(&name, true)?;
                Some(literal.clone())
            }
            (Kind::Member(sets), Literal::Text(word)) => {
                let word = word.to_lowercase();
                let known = sets.iter().flat_map(|set| set.words());
                let known: Vec<&'static str> = known.collect();
                if !known.contains(&word.as_str()) {
                    return self.no_member(sets[0], &known, (&word, span));
                }
                Some(Literal::Text(word))
            }
            _ => None,
        })
    }

    fn no_entity<T>(&self, text: &str, kind: Option<EntityKind>, span: Span) -> Outcome<T> {
        let all = self.names.entities(&fold(text));
        match (all.first(), kind) {
            (Some(found), Some(kind)) => {
                let words = |kind: EntityKind| with_article(&kind.word().replace('_', " "));
                error(
                    QueryErrorKind::WrongKind {
                        name: text.to_owned(),
                        found: words(found.kind),
                        expected: words(kind),
                        fixes: Vec::new(),
                    },
                    span,
                )
            }
            _ => self.unknown_entity(text, kind, span),
        }
    }

    /// The one value of a parameter.
    pub(super) fn parameter(&self, name: &str, span: Span) -> Outcome<Literal> {
        let mut all = self.parameter_values(name, span)?;
        if all.len() == 1 {
            return Ok(all.remove(0));
        }
        error(
            QueryErrorKind::WrongType {
                found: self.text(span).to_owned(),
                found_type: "a list".to_owned(),
                expected: "one value".to_owned(),
                fix: None,
            },
            span,
        )
    }

    /// The values of a parameter; never empty.
    fn parameter_values(&self, name: &str, span: Span) -> Outcome<Vec<Literal>> {
        let known = self.parameters.get(name);
        if let Some(values) = known.and_then(|known| known.values.clone()) {
            return Ok(values);
        }
        match self.given.get(name).filter(|_| known.is_none()) {
            Some(text) => Ok(vec![self.guess(text)]),
            None => error(
                QueryErrorKind::ParameterUnset {
                    name: name.to_owned(),
                    type_name: known.and_then(|it| Some(it.declared.as_ref()?.word.clone())),
                },
                span,
            ),
        }
    }

    /// The value of a parameter where text or a name stands: what is given without a type is taken
    /// as it is written.
    pub(super) fn parameter_text(&self, name: &str, span: Span) -> Outcome<Literal> {
        let is_untyped = self
            .parameters
            .get(name)
            .is_none_or(|known| known.declared.is_none());
        match (self.parameter(name, span)?, self.given.get(name)) {
            (Literal::Handle(handle), _) => Ok(Literal::Handle(handle)),
            (Literal::Text(_), _) | (_, None) => self.parameter(name, span),
            (_, Some(text)) if is_untyped => Ok(Literal::Text(text.clone())),
            (other, Some(_)) => Ok(other),
        }
    }

    /// Names with those of a list parameter one by one.
    pub(super) fn each_name(&self, names: &[Name]) -> Outcome<Vec<Name>> {
        let mut all = Vec::new();
        for name in names {
            let NameKind::Parameter(parameter) = &name.kind else {
                all.push(name.clone());
                continue;
            };
            let values = self.parameter_values(parameter, name.span)?;
            if values.len() == 1 {
                all.push(name.clone());
                continue;
            }
            all.extend(values.into_iter().map(|value| Name {
                kind: match value {
                    Literal::Handle(handle) => NameKind::Handle(handle),
                    Literal::Text(text) => NameKind::Text(text),
                    _ => name.kind.clone(),
                },
                ..name.clone()
            }));
        }
        Ok(all)
    }

    /// Words with those of a list parameter one by one.
    pub(super) fn each_word(&self, words: &[Word]) -> Outcome<Vec<(String, Span)>> {
        let mut all = Vec::new();
        for word in words {
            match &word.kind {
                WordKind::Parameter(name) => {
                    let values = self.parameter_values(name, word.span)?;
                    if values.len() == 1 {
                        all.push((self.word(&word.kind, word.span)?, word.span));
                        continue;
                    }
                    all.extend(values.into_iter().filter_map(|value| match value {
                        Literal::Text(text) => Some((text, word.span)),
                        _ => None,
                    }));
                }
                WordKind::Text(text) => all.push((text.clone(), word.span)),
            }
        }
        Ok(all)
    }

    /// Expressions with the values of a list parameter one by one.
    pub(super) fn each_item(&self, items: &[ast::Expr]) -> Outcome<Vec<ast::Expr>> {
        let mut all = Vec::new();
        for item in items {
            let values = match &item.kind {
                ExprKind::Literal(Literal::Parameter(name)) => {
                    self.parameter_values(name, item.span)?
                }
                _ => Vec::new(),
            };
            if values.len() < 2 {
                all.push(item.clone());
                continue;
            }
            all.extend(values.into_iter().map(|value| ast::Expr {
                kind: ExprKind::Literal(value),
                span: item.span,
            }));
        }
        Ok(all)
    }
}

/// The error of a value that is not of the declared type.
fn misfit<T>(
    name: &ParameterRef,
    declared: Option<&Declared>,
    value: &str,
    span: Span,
) -> Outcome<T> {
    error(
        QueryErrorKind::ParameterValue {
            name: name.name.clone(),
            type_name: declared.map(|it| it.word.clone()),
            value: value.to_owned(),
        },
        span,
    )
}

/// The error of values given from outside for which a script has no parameter.
pub(in crate::query) fn unknown_parameters(
    source: &str,
    given: &std::collections::BTreeMap<String, String>,
) -> Vec<crate::query::error::QueryError> {
    if given.is_empty() {
        return Vec::new();
    }
    let mut known: Vec<&str> = Vec::new();
    for token in scan::scan(source).tokens {
        if token.kind == scan::TokenKind::Parameter {
            let name = token.text(source).trim_start_matches('$');
            if !known.contains(&name) {
                known.push(name);
            }
        }
    }
    let unknown = given.keys().filter(|name| !known.contains(&name.as_str()));
    unknown
        .map(|name| {
            let similar = crate::query::suggest::nearest(name, known.iter().copied());
            let kind = QueryErrorKind::UnknownParameter(UnknownParameter {
                name: name.clone(),
                similar: similar.map(str::to_owned),
                known: known.iter().map(|name| (*name).to_owned()).collect(),
            });
            crate::query::error::QueryError::new(kind, Span::new(0, 0))
        })
        .collect()
}
