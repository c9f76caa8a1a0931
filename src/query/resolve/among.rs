//! `in`: one of several values, of rows, of a range.

use super::compare::equal;
use super::expr::{Mode, go_together};
use super::field::Reached;
use super::frame::Frame;
use super::time::{lies, period_between};
use super::value::{Type, Typed};
use super::{Outcome, Resolver, error};
use crate::query::ast::{self, ExprKind, InSet, Literal, RangeBound, TimeRelation, ValueRange};
use crate::query::error::QueryErrorKind;
use crate::query::functions::Function;
use crate::query::plan::{Binary, Expr};
use crate::span::Span;

impl Resolver<'_> {
    /// `a in …`
    pub(super) fn is_among(
        &mut self,
        frame: &mut Frame,
        operand: &ast::Expr,
        set: &InSet,
        mode: Mode,
    ) -> Outcome<Expr> {
        if let ExprKind::Path(path) = &operand.kind
            && mode == Mode::Row
            && let Reached::Many { noun, key, at } = self.reach(frame, &path.segments)?
        {
            let mut elements = self.elements(noun, &path.segments[at..])?;
            let value = elements.value.clone();
            let test = self.in_set(&mut elements.frame, (&value, operand), set, mode)?;
            elements.frame.filter(test);
            let owner = Typed::new(Type::Int, elements.owner);
            return Ok(key.within(Self::values_of(elements.frame, &owner)));
        }
        let value = self.value(frame, operand, mode)?;
        if let (Type::List(inner), InSet::List(list)) = (&value.kind, set) {
            return self.list_has(frame, (&value, inner), list, mode);
        }
        self.in_set(frame, (&value, operand), set, mode)
    }

    fn in_set(
        &mut self,
        frame: &mut Frame,
        (value, operand): (&Typed, &ast::Expr),
        set: &InSet,
        mode: Mode,
    ) -> Outcome<Expr> {
        match set {
            InSet::List(list) => {
                if let [one] = list.as_slice()
                    && let ExprKind::Path(path) = &one.kind
                    && path.segments.len() == 1
                    && self.means_rows(frame, value, &path.segments[0].text)
                {
                    return self.in_rows(value, &path.segments[0], one.span);
                }
                let list = self.each_item(list)?;
                self.in_list(frame, (value, operand), &list, mode)
            }
            InSet::Rows(pipeline) => {
                let rows = self.pipeline(pipeline)?;
                self.in_frame(value, rows, pipeline.span)
            }
            InSet::Range(range) => self.in_range(frame, (value, operand), range),
            InSet::Parameter(parameter) => {
                let one = ast::Expr {
                    kind: ExprKind::Literal(Literal::Parameter(parameter.name.clone())),
                    span: parameter.span,
                };
                let list = self.each_item(std::slice::from_ref(&one))?;
                self.in_list(frame, (value, operand), &list, mode)
            }
            InSet::Name(name) => self.in_rows(value, name, name.span),
        }
    }

    /// Whether any element of a list is among some values.
    fn list_has(
        &mut self,
        frame: &mut Frame,
        (value, inner): (&Typed, &Type),
        list: &[ast::Expr],
        mode: Mode,
    ) -> Outcome<Expr> {
        let like = Typed::new(inner.clone(), Expr::Null);
        let mut any = Vec::new();
        for item in &self.each_item(list)? {
            let found = self.against(frame, &like, item, mode)?;
            if !go_together(inner, &found.kind) {
                return self.mismatch((&like, item), (&found, item));
            }
            let parts = vec![value.expr(), found.expr()];
            any.push(Expr::Call(Function::ListHas, parts).binary(Binary::Equal, Expr::Number(1)));
        }
        Ok(if any.len() == 1 {
            any.remove(0)
        } else {
            Expr::Or(any)
        })
    }

    /// Whether a word alone after `in` means rows: a `let`, or a noun that is nothing else here.
    fn means_rows(&self, frame: &Frame, value: &Typed, name: &str) -> bool {
        if self.is_let(name) {
            return true;
        }
        let is_member = match value.kind {
            Type::Enum(members) => members.words().contains(&name.to_lowercase().as_str()),
            _ => false,
        };
        let of_subject = frame.subject.as_ref().and_then(|it| it.noun.field(name));
        let is_field = frame.column(name).is_some() || of_subject.is_some_and(|it| !it.is_many());
        crate::query::catalog::noun_word(name).is_some() && !is_member && !is_field
    }

    fn is_let(&self, name: &str) -> bool {
        self.lets[..self.visible]
            .iter()
            .any(|(known, _)| known == name)
    }

    fn in_rows(&mut self, value: &Typed, name: &ast::Identifier, span: Span) -> Outcome<Expr> {
        let rows = self.named_rows(name)?;
        self.in_frame(value, rows, span)
    }

    fn in_frame(&mut self, value: &Typed, rows: Frame, span: Span) -> Outcome<Expr> {
        if let Type::Row(noun) = value.kind {
            let keys = self.row_keys(rows, noun, span)?;
            return Ok(value.expr().within(keys));
        }
        let mut rows = self.open(rows);
        let shown = rows.shown.clone();
        let [one] = shown.as_slice() else {
            return error(
                QueryErrorKind::WrongType {
                    found: self.text(span).to_owned(),
                    found_type: format!("rows of {} columns", shown.len()),
                    expected: "a query of one column".to_owned(),
                    fix: None,
                },
                span,
            );
        };
        let found = self.shown_value(&mut rows, one);
        if !go_together(&value.kind, &found.kind) {
            return self.wrong_type(&found, &format!("a query for {}", value.kind.words()), span);
        }
        if value.kind == Type::Date {
            let interval = |date: &Typed| {
                Typed::new(Type::Int, Expr::Call(Function::Interval, vec![date.expr()]))
            };
            let values = Self::values_of(rows, &interval(&found));
            return Ok(interval(value).expr().within(values));
        }
        Ok(value.expr().within(Self::values_of(rows, &found)))
    }

    fn in_list(
        &mut self,
        frame: &mut Frame,
        (value, operand): (&Typed, &ast::Expr),
        list: &[ast::Expr],
        mode: Mode,
    ) -> Outcome<Expr> {
        let (mut values, mut any) = (Vec::new(), Vec::new());
        for item in list {
            let found = self.against(frame, value, item, mode)?;
            if !go_together(&value.kind, &found.kind) {
                return self.mismatch((value, operand), (&found, item));
            }
            match (&value.kind, &found.kind) {
                (Type::Date, _) | (_, Type::Null) => any.push(equal(value, &found)),
                _ if found.is_nullable() => any.push(equal(value, &found)),
                _ => values.push(found.expr()),
            }
        }
        if !values.is_empty() {
            any.insert(0, value.expr().among(values));
        }
        Ok(if any.len() == 1 {
            any.remove(0)
        } else {
            Expr::Or(any)
        })
    }

    fn in_range(
        &mut self,
        frame: &mut Frame,
        (value, operand): (&Typed, &ast::Expr),
        range: &ValueRange,
    ) -> Outcome<Expr> {
        let mut bound = |resolver: &mut Self, bound: &RangeBound| -> Outcome<Typed> {
            match bound {
                RangeBound::Number {
                    value: number,
                    span,
                } if value.kind == Type::Date => {
                    resolver.as_date(number, *span).map(Typed::constant_date)
                }
                RangeBound::Number {
                    value: number,
                    span,
                } => resolver.literal(number, *span),
                RangeBound::Moment(moment) => resolver.range_moment(frame, value, moment),
            }
        };
        let start = bound(self, &range.start)?;
        let end = match &range.end {
            Some(end) => Some(bound(self, end)?),
            None => None,
        };
        for found in [Some(&start), end.as_ref()].into_iter().flatten() {
            let has_order =
                value.kind.is_number() || value.kind.is_text() || value.kind == Type::Date;
            if !has_order || !go_together(&value.kind, &found.kind) {
                let text = self.text(range.span).to_owned();
                return error(
                    QueryErrorKind::TypeMismatch {
                        left: (self.text(operand.span).to_owned(), value.kind.words()),
                        right: (text, found.kind.words()),
                        fix: None,
                    },
                    operand.span.join(range.span),
                );
            }
        }
        if value.kind == Type::Date {
            let period = period_between(&start, end.as_ref());
            return Ok(lies(value, TimeRelation::During, false, period));
        }
        let from = value.expr().binary(Binary::GreaterOrEqual, start.expr());
        Ok(match end {
            Some(end) => from.and(value.expr().binary(Binary::LessOrEqual, end.expr())),
            None => from,
        })
    }

    fn range_moment(
        &mut self,
        frame: &mut Frame,
        value: &Typed,
        moment: &ast::Moment,
    ) -> Outcome<Typed> {
        match &moment.kind {
            ast::MomentKind::Parameter(name) if value.kind != Type::Date => {
                let literal = self.parameter(name, moment.span)?;
                self.literal(&literal, moment.span)
            }
            ast::MomentKind::Path(path) if value.kind != Type::Date => self.path(frame, path),
            _ => self.moment(frame, moment),
        }
    }
}
