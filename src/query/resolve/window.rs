//! Functions that look at other rows of the result.

use super::expr::Mode;
use super::frame::{Frame, Named, SortBy};
use super::group::share_of;
use super::value::{Type, Typed};
use super::{Outcome, Resolver, error};
use crate::query::ast::{self, Call, ExprKind, Literal};
use crate::query::error::QueryErrorKind;
use crate::query::plan::{Expr, Order, Preceding, Window, WindowFunction};
use crate::span::Span;
use crate::value::Format;

/// The column of a condition on other rows; no user can write this name.
const TEST: &str = " test";

impl Resolver<'_> {
    /// The rows for which a condition holds that looks at other rows.
    pub(super) fn filter_by_window(&mut self, frame: Frame, condition: Expr) -> Frame {
        let mut frame = frame;
        let test = Named::new(TEST, Typed::new(Type::Bool, condition));
        frame.columns.push(test);
        let mut frame = self.wrap(frame);
        if let Some(at) = frame.columns.iter().position(|it| *it.name == *TEST) {
            let test = frame.columns.remove(at).value.expr();
            frame.filter(test);
        }
        frame
    }

    /// The same rows; a row of a noun that comes from another row can be asked about.
    pub(super) fn with_plain_rows(&mut self, frame: Frame) -> Frame {
        let is_elsewhere =
            |column: &Named| matches!(column.value.kind, Type::Row(_)) && column.value.has_window();
        let is_order =
            |key: &SortBy| matches!(key.value.kind, Type::Row(_)) && key.value.has_window();
        if frame.columns.iter().any(is_elsewhere) || frame.order.iter().any(is_order) {
            self.wrap(frame)
        } else {
            frame
        }
    }

    /// `share(x)`, `rank(x)`, `running(x)`, `lag(x, n)`, `lead(x, n)`, `moving(avg, x, n)`.
    pub(super) fn window_call(
        &mut self,
        frame: &mut Frame,
        call: &Call,
        mode: Mode,
    ) -> Outcome<Typed> {
        let name = call.name.text.to_lowercase();
        if mode == Mode::Group {
            return self.needs_a_name(call.span);
        }
        let partition = self.partition(frame, &self.per.clone())?;
        let partition: Vec<Expr> = partition.iter().map(Typed::expr).collect();
        let at = usize::from(name == "moving");
        let value = self.value(frame, &call.arguments[at], Mode::Row)?;
        if value.has_window() {
            return self.needs_a_name(call.span);
        }
        if matches!(name.as_str(), "share" | "running" | "moving") && !value.kind.is_number() {
            return self.wrong_type(&value, "a number", call.arguments[at].span);
        }
        match name.as_str() {
            "share" => return Ok(share_of(&value, &partition)),
            "rank" => return Ok(self.rank(frame, value, partition)),
            _ => {}
        }
        if frame.order.is_empty() {
            let key = match (&frame.subject, frame.columns.first()) {
                (Some(subject), _) => subject.noun.info().date,
                (None, column) => column.map(|column| &*column.name),
            };
            let fix = format!("add `sort {}` before it", key.unwrap_or("date"));
            let function = name;
            return error(QueryErrorKind::NeedsOrder { function, fix }, call.span);
        }
        let order = self.full_order(frame);
        self.ordered_window(call, &name, value, (partition, order))
    }

    /// The error of a function of other rows in a place where it cannot be computed first.
    pub(super) fn needs_a_name<T>(&self, span: Span) -> Outcome<T> {
        let found = self.text(span).to_owned();
        let fix = format!("derive x = {found} | …");
        let kind = QueryErrorKind::WrongType {
            found,
            found_type: "of other rows".to_owned(),
            expected: "a value of its own row; give it a name before".to_owned(),
            fix: Some(fix),
        };
        error(kind, span)
    }

    /// The error of a function of other rows where each row is looked at alone.
    pub(super) fn of_other_rows<T>(&self, span: Span) -> Outcome<T> {
        let kind = QueryErrorKind::WrongType {
            found: self.text(span).to_owned(),
            found_type: "of other rows".to_owned(),
            expected: "a value of its own row".to_owned(),
            fix: None,
        };
        error(kind, span)
    }

    fn rank(&mut self, frame: &mut Frame, value: Typed, partition: Vec<Expr>) -> Typed {
        let order = self.order_of(frame, &[SortBy::descending(value)]);
        window(
            Type::Int,
            WindowFunction::Rank,
            Vec::new(),
            (partition, order),
            None,
        )
        .formatted(Format::Number)
    }

    fn ordered_window(
        &mut self,
        call: &Call,
        name: &str,
        value: Typed,
        over: (Vec<Expr>, Vec<Order>),
    ) -> Outcome<Typed> {
        let arguments = vec![value.expr()];
        match name {
            "running" => Ok(window(
                value.kind,
                WindowFunction::Sum,
                arguments,
                over,
                Some(Preceding::All),
            )),
            "moving" => {
                let (kind, function) = self.moving_function(&call.arguments[0], value.kind)?;
                let n = whole(&call.arguments[2], "moving(avg, x, 3)")?;
                let preceding = Some(Preceding::Rows(n.saturating_sub(1)));
                Ok(window(kind, function, arguments, over, preceding))
            }
            _ => {
                let n = match call.arguments.get(1) {
                    Some(n) => whole(n, "lag(x, 1)")?,
                    None => 1,
                };
                let mut arguments = arguments;
                arguments.push(Expr::Number(i64::try_from(n).unwrap_or(i64::MAX)));
                let function = if name == "lag" {
                    WindowFunction::Lag
                } else {
                    WindowFunction::Lead
                };
                let moved = window(value.kind, function, arguments, over, None);
                Ok(moved.formatted(value.format))
            }
        }
    }

    fn moving_function(&self, expr: &ast::Expr, kind: Type) -> Outcome<(Type, WindowFunction)> {
        let name = self.text(expr.span).to_lowercase();
        match name.as_str() {
            "avg" => Ok((Type::Num, WindowFunction::Average)),
            "sum" => Ok((kind, WindowFunction::Sum)),
            "min" => Ok((kind, WindowFunction::Min)),
            "max" => Ok((kind, WindowFunction::Max)),
            "count" => Ok((Type::Int, WindowFunction::Count)),
            _ => {
                let words = ["avg", "sum", "min", "max", "count"];
                let similar = crate::query::suggest::nearest(&name, words).map(str::to_owned);
                let kind = QueryErrorKind::Unexpected {
                    found: self.text(expr.span).to_owned(),
                    expected: words.map(str::to_owned).into(),
                    similar,
                };
                error(kind, expr.span)
            }
        }
    }
}

fn window(
    kind: Type,
    function: WindowFunction,
    arguments: Vec<Expr>,
    over: (Vec<Expr>, Vec<Order>),
    preceding: Option<Preceding>,
) -> Typed {
    Typed::new(
        kind,
        Expr::Window(Box::new(Window {
            function,
            arguments,
            partition: over.0,
            order: over.1,
            preceding,
        })),
    )
}

fn whole(expr: &ast::Expr, signature: &str) -> Outcome<u64> {
    match &expr.kind {
        ExprKind::Literal(Literal::Integer(n)) if *n >= 0 => Ok(n.unsigned_abs()),
        _ => error(
            QueryErrorKind::WrongArguments {
                function: signature.split('(').next().unwrap_or_default().to_owned(),
                signature: signature.to_owned(),
            },
            expr.span,
        ),
    }
}

/// Whether an expression may look at other rows.
pub(super) fn calls_window(expr: &ast::Expr) -> bool {
    match &expr.kind {
        ExprKind::Literal(_) | ExprKind::Path(_) | ExprKind::Clause(_) => false,
        ExprKind::Call(call) => {
            super::function::is_window(&call.name.text.to_lowercase())
                || call.arguments.iter().any(calls_window)
        }
        ExprKind::Negate(inner) | ExprKind::Not(inner) => calls_window(inner),
        ExprKind::Arithmetic { left, right, .. } | ExprKind::Compare { left, right, .. } => {
            calls_window(left) || calls_window(right)
        }
        // Anything deeper is taken to do so: a query too many is no harm.
        _ => true,
    }
}
