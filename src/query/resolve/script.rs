//! Statements of a script: what is declared, and which pipeline gives the result.

use super::frame::Frame;
use super::literal::Known;
use super::{Outcome, Resolver, error};
use crate::query::Action;
use crate::query::ast::{self, ExprKind, Literal, StatementKind};
use crate::query::catalog::noun_word;
use crate::query::error::{QueryErrorKind, Warning, WarningKind};

/// What a script asks for.
pub(super) enum Asked<'a> {
    /// The rows of a pipeline, or something about them.
    Rows(Box<Frame>, Option<ast::Meta>),
    /// What a field is.
    Field(&'a ast::Path),
    /// Nothing: it only declares.
    Nothing,
}

impl<'a> Resolver<'a> {
    /// Resolves every statement; the last pipeline gives the result.
    pub(super) fn script(&mut self, script: &'a ast::Script) -> Asked<'a> {
        let mut asked = Asked::Nothing;
        for statement in &script.statements {
            match &statement.kind {
                StatementKind::Let { name, pipeline } => self.declare_rows(name, pipeline),
                StatementKind::Param {
                    name,
                    type_name,
                    default,
                } => {
                    let declared =
                        self.declare_parameter(name, type_name.as_ref(), default.as_ref());
                    self.kept(declared);
                }
                StatementKind::Pipeline(pipeline) => self.ask(&mut asked, pipeline, None),
                StatementKind::Meta { meta, pipeline } => {
                    self.ask(&mut asked, pipeline, Some(*meta));
                }
                StatementKind::DescribeField(path) => asked = Asked::Field(path),
            }
        }
        self.look_at_unused();
        asked
    }

    /// What nobody uses may still be wrong.
    fn look_at_unused(&mut self) {
        let checks = self.checks.clone();
        for at in (0..self.lets.len()).rev() {
            if !self.used.contains(&at) {
                let visible = std::mem::replace(&mut self.visible, at);
                let frame = self.pipeline(self.lets[at].1);
                self.kept(frame);
                self.visible = visible;
            }
        }
        self.checks = checks;
    }

    /// What `describe noun.field` names.
    pub(super) fn described(&self, path: &ast::Path) -> Outcome<Action> {
        let [noun, field] = path.segments.as_slice() else {
            return super::not_available("describe of a longer path", path.span);
        };
        let Some(word) = noun_word(&noun.text) else {
            return self.unknown_source(noun);
        };
        let fields = word.noun.info().fields;
        if let Some(found) = fields.iter().find(|known| known.name == field.text) {
            return Ok(Action::Field {
                noun: word.word,
                field: found.name,
            });
        }
        let names = fields.iter().map(|known| known.name.to_owned()).collect();
        super::field::unknown_field(word.word, field, names)
    }

    fn ask(&mut self, asked: &mut Asked<'a>, pipeline: &ast::Pipeline, meta: Option<ast::Meta>) {
        self.checks.clear();
        let frame = self.pipeline(pipeline);
        if let Some(frame) = self.kept(frame) {
            *asked = Asked::Rows(Box::new(frame), meta);
        }
    }

    fn declare_rows(&mut self, name: &ast::Identifier, pipeline: &'a ast::Pipeline) {
        let hides_another = noun_word(&name.text).is_some()
            || self.lets.iter().any(|(known, _)| *known == name.text);
        if hides_another {
            self.warnings.push(Warning {
                kind: WarningKind::Shadowed {
                    name: name.text.clone(),
                },
                span: name.span,
            });
        }
        self.lets.push((name.text.clone(), pipeline));
        self.visible = self.lets.len();
    }

    fn declare_parameter(
        &mut self,
        name: &ast::ParameterRef,
        type_name: Option<&ast::Identifier>,
        default: Option<&ast::Expr>,
    ) -> Outcome<()> {
        let kind = type_name.map(|word| word.text.to_lowercase());
        if let Some(word) = type_name {
            const TYPES: [&str; 8] = [
                "text", "int", "num", "bool", "date", "duration", "entity", "instant",
            ];
            if !TYPES.contains(&word.text.to_lowercase().as_str()) {
                let similar = crate::query::suggest::nearest(&word.text, TYPES);
                return error(
                    QueryErrorKind::Unexpected {
                        found: word.text.clone(),
                        expected: TYPES.map(str::to_owned).into(),
                        similar: similar.map(str::to_owned),
                    },
                    word.span,
                );
            }
        }
        let default = default.map(|expr| self.constant(expr)).transpose()?;
        let value = match self.given.get(&name.name) {
            Some(text) => Some(read_given(name, kind.as_deref(), text)?),
            None => default,
        };
        self.parameters
            .insert(name.name.clone(), Known { kind, value });
        Ok(())
    }

    fn constant(&mut self, expr: &ast::Expr) -> Outcome<Literal> {
        match &expr.kind {
            ExprKind::Literal(Literal::Parameter(name)) => self.parameter(name, expr.span),
            ExprKind::Literal(literal) => Ok(literal.clone()),
            ExprKind::Negate(inner) => match self.constant(inner)? {
                Literal::Integer(value) => Ok(Literal::Integer(-value)),
                Literal::Number(value) => Ok(Literal::Number(-value)),
                _ => self.not_constant(expr),
            },
            ExprKind::Call(call) => {
                let date = self.date_call(call)?;
                Ok(Literal::Date(date))
            }
            _ => self.not_constant(expr),
        }
    }

    fn not_constant(&self, expr: &ast::Expr) -> Outcome<Literal> {
        error(
            QueryErrorKind::WrongType {
                found: self.text(expr.span).to_owned(),
                found_type: "an expression".to_owned(),
                expected: "a value".to_owned(),
                fix: None,
            },
            expr.span,
        )
    }
}

/// Reads a value given from outside the script.
fn read_given(name: &ast::ParameterRef, kind: Option<&str>, text: &str) -> Outcome<Literal> {
    let read = match kind {
        Some("int") => text.parse().ok().map(Literal::Integer),
        Some("num") => text.parse().ok().map(Literal::Number),
        Some("bool") => text.parse().ok().map(Literal::Bool),
        Some("date" | "instant") => text.parse().ok().map(Literal::Date),
        Some("duration") => super::literal::duration(text).map(Literal::Duration),
        Some("entity") | None => Some(match text.strip_prefix('@') {
            Some(handle) => Literal::Handle(handle.to_owned()),
            None => Literal::Text(text.to_owned()),
        }),
        Some(_) => Some(Literal::Text(text.to_owned())),
    };
    match read {
        Some(literal) => Ok(literal),
        None => error(
            QueryErrorKind::ParameterValue {
                name: name.name.clone(),
                type_name: kind.unwrap_or_default().to_owned(),
                value: text.to_owned(),
            },
            name.span,
        ),
    }
}
