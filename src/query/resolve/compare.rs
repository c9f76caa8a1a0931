//! Comparisons. What stands opposite decides how a bare word, a text or a year is read.

use super::expr::{Mode, go_together};
use super::frame::Frame;
use super::shift::mirrored;
use super::time::{lies, period_of};
use super::value::{Type, Typed, Value};
use super::{Outcome, Resolver, error};
use crate::query::ast::{self, CompareOperator, ExprKind, Literal, TimeRelation};
use crate::query::catalog::{Members, Noun};
use crate::query::error::{QueryError, QueryErrorKind};
use crate::query::functions::Function;
use crate::query::plan::{Binary, Expr, Query, Select};
use crate::span::Span;

type Sides<'e> = (&'e ast::Expr, CompareOperator, &'e ast::Expr);

impl Resolver<'_> {
    /// `a = b`, `a < b` and so on.
    pub(super) fn comparison(
        &mut self,
        frame: &mut Frame,
        sides: Sides<'_>,
        mode: Mode,
    ) -> Outcome<Expr> {
        let whole = sides.0.span.join(sides.2.span);
        self.compare_sides(frame, sides, mode)
            .map_err(|wrong| self.about_comparison(wrong, whole))
    }

    fn compare_sides(
        &mut self,
        frame: &mut Frame,
        (left, operator, right): Sides<'_>,
        mode: Mode,
    ) -> Outcome<Expr> {
        // `"Iran" = actor` is read as `actor = "Iran"`.
        let is_literal = |expr: &ast::Expr| matches!(expr.kind, ExprKind::Literal(_));
        if is_literal(left) && !is_literal(right) {
            return self.compare_sides(frame, (right, mirrored(operator), left), mode);
        }
        if let Some(test) = self.outlet_comparison(frame, (left, operator, right), mode)? {
            return Ok(test);
        }
        if let Some(test) = self.calendar_comparison(frame, (left, operator, right), mode)? {
            return Ok(test);
        }
        let (first, second) = if is_read_by_context(left) && !is_read_by_context(right) {
            let second = self.value(frame, right, mode)?;
            (self.against(frame, &second, left, mode)?, second)
        } else {
            let first = match self.value(frame, left, mode) {
                Ok(first) => first,
                Err(wrong) if is_read_by_context(left) => {
                    // `armed_group = kind`
                    let Ok(second) = self.value(frame, right, mode) else {
                        return Err(wrong);
                    };
                    let first = self.against(frame, &second, left, mode)?;
                    return self.compared((&first, left), operator, (&second, right));
                }
                Err(wrong) => return Err(wrong),
            };
            let second = self.against(frame, &first, right, mode)?;
            (first, second)
        };
        self.compared((&first, left), operator, (&second, right))
    }

    fn compared(
        &mut self,
        (first, left): (&Typed, &ast::Expr),
        operator: CompareOperator,
        (second, right): (&Typed, &ast::Expr),
    ) -> Outcome<Expr> {
        if !go_together(&first.kind, &second.kind) {
            return self.mismatch((first, left), (second, right));
        }
        let has_order = |kind: &Type| !matches!(kind, Type::Row(_) | Type::Bool | Type::List(_));
        match operator {
            CompareOperator::Equal => Ok(equal(first, second)),
            CompareOperator::NotEqual => Ok(equal(first, second).negated()),
            _ if !has_order(&first.kind) => self.mismatch((first, left), (second, right)),
            _ => Ok(ordered(first, operator, second)),
        }
    }

    /// The error of two sides that do not go together.
    pub(super) fn mismatch<T>(
        &self,
        (first, left): (&Typed, &ast::Expr),
        (second, right): (&Typed, &ast::Expr),
    ) -> Outcome<T> {
        let text = |expr: &ast::Expr| self.text(expr.span).to_owned();
        let fix = match (&first.kind, &second.kind) {
            (Type::Text, Type::Int | Type::Num) => {
                Some(self.with_side((left, right), |left| format!("len({left})")))
            }
            // `~` of a number is `=`.
            (kind, Type::Text) if kind.is_number() => {
                bare_number(self.text(right.span)).map(|number| {
                    self.with_side((right, left), |_| number.clone())
                        .replace('~', "=")
                })
            }
            (Type::Row(noun), Type::Text) => {
                let name = noun
                    .field("name")
                    .or(noun.field("label"))
                    .or(noun.field("title"));
                name.map(|field| {
                    self.with_side((left, right), |left| format!("{left}.{}", field.name))
                })
            }
            _ => None,
        };
        error(
            QueryErrorKind::TypeMismatch {
                left: (text(left), first.kind.words()),
                right: (text(right), second.kind.words()),
                fix,
            },
            left.span.join(right.span),
        )
    }

    /// A comparison as typed, whichever side stands first, with another text for one side.
    fn with_side(
        &self,
        (side, other): (&ast::Expr, &ast::Expr),
        change: impl Fn(&str) -> String,
    ) -> String {
        let whole = side.span.join(other.span);
        let before = Span::new(whole.start, side.span.start);
        let after = Span::new(side.span.end, whole.end);
        let changed = change(self.text(side.span));
        format!("{}{changed}{}", self.text(before), self.text(after))
    }

    /// An outlet's name may mean several outlets: `source = "Reuters"`.
    fn outlet_comparison(
        &mut self,
        frame: &mut Frame,
        (left, operator, right): Sides<'_>,
        mode: Mode,
    ) -> Outcome<Option<Expr>> {
        let negated = match operator {
            CompareOperator::Equal => false,
            CompareOperator::NotEqual => true,
            _ => return Ok(None),
        };
        let (ExprKind::Path(_), ExprKind::Literal(literal)) = (&left.kind, &right.kind) else {
            return Ok(None);
        };
        let Some(text) = self.literal_text(literal, right.span)? else {
            return Ok(None);
        };
        let value = self.value(frame, left, mode)?;
        if value.kind != Type::Row(Noun::Sources) {
            return Ok(None);
        }
        let keys = self.text_as_outlets(&text, right.span)?;
        Ok(Some(value.expr().among(keys).negated_if(negated)))
    }

    fn literal_text(&self, literal: &Literal, span: Span) -> Outcome<Option<String>> {
        Ok(match literal {
            Literal::Text(text) => Some(text.clone()),
            Literal::Parameter(name) => match self.parameter_text(name, span)? {
                Literal::Text(text) => Some(text),
                _ => None,
            },
            _ => None,
        })
    }

    /// A value opposite another, which decides how it is read.
    pub(super) fn against(
        &mut self,
        frame: &mut Frame,
        other: &Typed,
        expr: &ast::Expr,
        mode: Mode,
    ) -> Outcome<Typed> {
        let literal = match &expr.kind {
            ExprKind::Literal(Literal::Parameter(name)) => Some(match other.kind {
                Type::Text | Type::Enum(_) | Type::Row(_) => {
                    self.parameter_text(name, expr.span)?
                }
                _ => self.parameter(name, expr.span)?,
            }),
            ExprKind::Literal(literal) => Some(literal.clone()),
            ExprKind::Path(path) if path.segments.len() == 1 => {
                if let Type::Enum(members) = &other.kind {
                    let word = &path.segments[0];
                    return self.member_or_field(frame, *members, word, (expr, mode));
                }
                None
            }
            _ => None,
        };
        match (&other.kind, literal) {
            (Type::Enum(members), Some(Literal::Text(text))) => {
                self.member(*members, &text, expr.span)
            }
            (Type::Date, Some(literal @ (Literal::Integer(_) | Literal::Text(_)))) => {
                let date = self.as_date(&literal, expr.span)?;
                Ok(Typed::constant_date(date))
            }
            (Type::Row(Noun::Entities), Some(Literal::Text(text))) => {
                self.text_as_entity(&text, expr.span)
            }
            (Type::Row(Noun::Sources), Some(Literal::Text(text))) => {
                let mut keys = self.text_as_outlets(&text, expr.span)?;
                Ok(Typed::new(other.kind.clone(), keys.remove(0)))
            }
            (Type::Row(noun), Some(Literal::Text(text)))
                if matches!(
                    noun,
                    Noun::Clusters | Noun::Articles | Noun::Events | Noun::Quotes | Noun::Figures
                ) =>
            {
                Ok(self.row_by_id(*noun, text))
            }
            (Type::Text, Some(literal @ Literal::Text(_))) => self.literal(&literal, expr.span),
            (kind, _) => self
                .value(frame, expr, mode)
                .map_err(|wrong| meant_as_text(wrong, kind)),
        }
    }

    fn row_by_id(&mut self, noun: Noun, id: String) -> Typed {
        let table = noun.info().table;
        let alias = self.alias(table);
        let select = Select::table(&alias, table)
            .output("key", Expr::column(&alias, "key"))
            .filter(Expr::column(&alias, "id").binary(Binary::Equal, Expr::text(id)));
        Typed::new(Type::Row(noun), Expr::Scalar(Box::new(Query::from(select))))
    }

    fn member_or_field(
        &mut self,
        frame: &mut Frame,
        members: Members,
        word: &ast::Identifier,
        (expr, mode): (&ast::Expr, Mode),
    ) -> Outcome<Typed> {
        let is_member = members.words().contains(&word.text.to_lowercase().as_str());
        if !is_member && frame.names().contains(&word.text) {
            return self.value(frame, expr, mode);
        }
        if !is_member && let Some(cell) = self.looked_up(frame, word) {
            return Ok(cell);
        }
        self.member(members, &word.text, word.span)
    }

    fn member(&mut self, members: Members, word: &str, span: Span) -> Outcome<Typed> {
        let word = word.to_lowercase();
        let known = members.words();
        if known.contains(&word.as_str()) {
            return Ok(Typed::new(Type::Enum(members), Expr::text(word)));
        }
        self.no_member(members, &known, (&word, span))
    }

    /// The error of a word that is not in its closed set, with a field that has that set.
    pub(super) fn no_member<T>(
        &self,
        members: Members,
        known: &[&'static str],
        typed: (&str, Span),
    ) -> Outcome<T> {
        let owner = crate::query::catalog::NOUNS.iter().find_map(|info| {
            let field = info
                .fields
                .iter()
                .find(|field| Type::from(field.kind) == Type::Enum(members))?;
            Some((info.noun, field.name))
        });
        let field = owner.unwrap_or((Noun::Events, "kind"));
        self.unknown_member(field, members, known, typed)
    }

    /// `a ~ "part"`, `a ~ /pattern/`.
    pub(super) fn matches(
        &mut self,
        frame: &mut Frame,
        left: &ast::Expr,
        right: &ast::Expr,
        mode: Mode,
    ) -> Outcome<Expr> {
        let value = self.value(frame, left, mode)?;
        if !value.kind.is_text() {
            let other = Typed::new(Type::Text, Expr::Null);
            return self.mismatch((&value, left), (&other, right));
        }
        if let ExprKind::Literal(Literal::Regex {
            pattern,
            ignore_case,
        }) = &right.kind
        {
            let pattern = self.pattern(pattern, *ignore_case, right.span)?;
            return Ok(Expr::Call(
                Function::TextMatches,
                vec![value.expr(), pattern],
            ));
        }
        let part = self.textual(frame, right, mode)?;
        Ok(Expr::Call(
            Function::TextContains,
            vec![value.expr(), part.expr()],
        ))
    }

    /// A pattern as a value, once it is known to be one.
    pub(super) fn pattern(&self, pattern: &str, ignore_case: bool, span: Span) -> Outcome<Expr> {
        let pattern = if ignore_case {
            format!("(?i){pattern}")
        } else {
            pattern.to_owned()
        };
        match regex::RegexBuilder::new(&pattern)
            .size_limit(1 << 20)
            .build()
        {
            Ok(_) => Ok(Expr::text(pattern)),
            Err(_) => error(
                QueryErrorKind::WrongType {
                    found: self.text(span).to_owned(),
                    found_type: "a broken pattern".to_owned(),
                    expected: "a regular expression such as `/aleppo|idlib/i`".to_owned(),
                    fix: None,
                },
                span,
            ),
        }
    }
}

/// A word that is no field, opposite a text or a name, was probably meant as one.
fn meant_as_text(mut wrong: Box<QueryError>, other: &Type) -> Box<QueryError> {
    if let QueryErrorKind::UnknownField { name, similar, .. } = &mut wrong.kind
        && matches!(other, Type::Text | Type::Row(_))
        && similar.is_none()
    {
        *similar = Some(format!("\"{name}\""));
    }
    wrong
}

fn is_read_by_context(expr: &ast::Expr) -> bool {
    match &expr.kind {
        ExprKind::Literal(literal) => !matches!(literal, Literal::Null),
        ExprKind::Path(path) => path.segments.len() == 1,
        _ => false,
    }
}

/// Whether two values are the same, null being a value.
pub(super) fn equal(one: &Typed, other: &Typed) -> Expr {
    if other.kind == Type::Null {
        return one.is_null();
    }
    if one.kind == Type::Null {
        return other.is_null();
    }
    let both_nullable = one.is_nullable() && other.is_nullable();
    if one.kind == Type::Date {
        if let (Value::Date { .. }, Value::Date { .. }, false) =
            (&one.value, &other.value, both_nullable)
        {
            let first = one.first().binary(Binary::Equal, other.first());
            return first.and(one.last().binary(Binary::Equal, other.last()));
        }
        let interval = |date: &Typed| Expr::Call(Function::Interval, vec![date.expr()]);
        let operator = if both_nullable {
            Binary::Same
        } else {
            Binary::Equal
        };
        return interval(one).binary(operator, interval(other));
    }
    let operator = if both_nullable {
        Binary::Same
    } else {
        Binary::Equal
    };
    one.expr().binary(operator, other.expr())
}

fn ordered(first: &Typed, operator: CompareOperator, second: &Typed) -> Expr {
    if first.kind == Type::Date {
        let relation = match operator {
            CompareOperator::Less => TimeRelation::Before,
            CompareOperator::LessOrEqual => TimeRelation::Until,
            CompareOperator::Greater => TimeRelation::After,
            _ => TimeRelation::Since,
        };
        return lies(first, relation, false, period_of(second));
    }
    let sign = match operator {
        CompareOperator::Less => Binary::Less,
        CompareOperator::LessOrEqual => Binary::LessOrEqual,
        CompareOperator::Greater => Binary::Greater,
        _ => Binary::GreaterOrEqual,
    };
    first.expr().binary(sign, second.expr())
}

/// The number in a text, as it is typed without quotes.
fn bare_number(text: &str) -> Option<String> {
    let inside = text.trim_matches(['"', '\'']);
    inside.parse::<f64>().ok()?;
    Some(inside.to_owned())
}
