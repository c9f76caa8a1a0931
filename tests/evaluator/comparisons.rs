//! Comparisons, `in`, and tests of time and place. What stands opposite decides how a text, a year or
//! a bare word is read.

use std::cmp::Ordering;

use dateline::model::date::{OPEN_END, PartialDate, Precision};
use dateline::query::ast::{
    CompareOperator, Duration, Expr, ExprKind, InSet, Literal, Moment, MomentKind, NameKind,
    PlaceTest, RangeBound, TimeRelation, TimeTest, When, WhenEnd,
};

use super::cell::{Cell, plain_order, same};
use super::dates;
use super::links::kilometres;
use super::names::rows_of;
use super::schema::{Kind, Noun, members};
use super::scope::{Reached, Scope, reach};
use super::table::{Outcome, Table, refuse};
use super::text::plainly;

impl Scope<'_> {
    pub(super) fn compares(
        &self,
        left: &Expr,
        operator: CompareOperator,
        right: &Expr,
    ) -> Outcome<bool> {
        if matches!(
            operator,
            CompareOperator::Matches | CompareOperator::NotMatches
        ) {
            let found = self.matches(left, right)?;
            return Ok(found == (operator == CompareOperator::Matches));
        }
        if let Some(found) = self.by_calendar(left, operator, right)? {
            return Ok(found);
        }
        // A bare word that is no field is read by what stands opposite.
        let (first, second) = match self.kind(left) {
            Ok(kind) if !is_plain(left) || is_plain(right) => {
                (self.value(left)?, self.opposite(right, &kind)?)
            }
            _ => {
                let kind = self.kind(right)?;
                (self.opposite(left, &kind)?, self.value(right)?)
            }
        };
        Ok(match operator {
            CompareOperator::Equal => equal(&first, &second),
            CompareOperator::NotEqual => !equal(&first, &second),
            _ => ordered(&first, operator, &second),
        })
    }

    /// `a - b > 1mo`: whether `a` is after the day a month after `b`; both must be exact.
    fn by_calendar(
        &self,
        left: &Expr,
        operator: CompareOperator,
        right: &Expr,
    ) -> Outcome<Option<bool>> {
        use CompareOperator::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual, NotEqual};
        let months = |expr: &Expr| -> Outcome<Option<Duration>> {
            let literal = match &expr.kind {
                ExprKind::Literal(Literal::Parameter(name)) => {
                    self.context.parameter_values(name)?.first().cloned()
                }
                ExprKind::Literal(literal) => Some(literal.clone()),
                _ => None,
            };
            Ok(match literal {
                Some(Literal::Duration(it)) if dates::whole_days(it).is_none() => Some(it),
                _ => None,
            })
        };
        let (difference, operator, by) = match (months(left)?, months(right)?) {
            (_, Some(by)) => (left, operator, by),
            (Some(by), None) => {
                let turned = match operator {
                    Less => Greater,
                    LessOrEqual => GreaterOrEqual,
                    Greater => Less,
                    GreaterOrEqual => LessOrEqual,
                    same => same,
                };
                (right, turned, by)
            }
            (None, None) => return Ok(None),
        };
        let ExprKind::Arithmetic { left, right, .. } = &difference.kind else {
            return refuse("E020");
        };
        let (later, earlier) = (self.value(left)?.as_date(), self.value(right)?.as_date());
        let (Some(later), Some(earlier)) = (later, earlier) else {
            return Ok(Some(operator == NotEqual));
        };
        let is_exact = |date: PartialDate| date.precision == Precision::Day;
        let order = later.first.cmp(&dates::shifted(earlier, by).first);
        let holds = match operator {
            Less => order.is_lt(),
            LessOrEqual => order.is_le(),
            Greater => order.is_gt(),
            GreaterOrEqual => order.is_ge(),
            Equal | NotEqual => order.is_eq(),
            CompareOperator::Matches | CompareOperator::NotMatches => return refuse("E020"),
        };
        let holds = holds && is_exact(later) && is_exact(earlier);
        Ok(Some(holds != (operator == NotEqual)))
    }

    fn matches(&self, left: &Expr, right: &Expr) -> Outcome<bool> {
        let text = self.value(left)?;
        let Some(text) = text.as_text() else {
            return Ok(false);
        };
        if let ExprKind::Literal(Literal::Regex {
            pattern,
            ignore_case,
        }) = &right.kind
        {
            return Ok(regex(pattern, *ignore_case).is_match(text));
        }
        let part = self.value(right)?;
        Ok(part
            .as_text()
            .is_some_and(|part| plainly(text).contains(&plainly(part))))
    }

    /// The value of an expression that stands opposite another of this kind.
    pub(super) fn opposite(&self, expr: &Expr, kind: &Kind) -> Outcome<Cell> {
        let literal = match &expr.kind {
            ExprKind::Literal(Literal::Parameter(name)) => self.context.parameter(name)?,
            ExprKind::Literal(literal) => literal.clone(),
            ExprKind::Path(path) if path.segments.len() == 1 => {
                let word = path.segments[0].text.to_lowercase();
                return match kind {
                    Kind::Word(set) if members(set).contains(&word.as_str()) => {
                        Ok(Cell::Text(word))
                    }
                    _ => self.value(expr),
                };
            }
            _ => return self.value(expr),
        };
        match (kind, &literal) {
            (Kind::Word(_), Literal::Text(text)) => Ok(Cell::Text(text.to_lowercase())),
            (Kind::Date, Literal::Integer(_) | Literal::Text(_)) => {
                Ok(Cell::Date(self.as_date(&literal)?))
            }
            (Kind::Row(Noun::Entities), Literal::Text(text)) => {
                Ok(Cell::Row(self.context.entity_called(text, None)?))
            }
            (Kind::Row(Noun::Sources), Literal::Text(text)) => {
                let outlets = self.context.outlets(&NameKind::Text(text.clone()))?;
                if outlets.is_empty() {
                    return refuse("E030");
                }
                Ok(Cell::List(outlets.into_iter().map(Cell::Row).collect()))
            }
            (Kind::Row(noun), Literal::Text(text)) => {
                let found = self.memory().find(*noun, text);
                Ok(found.map_or(Cell::Null, Cell::Row))
            }
            _ => self.literal(&literal),
        }
    }

    fn as_date(&self, literal: &Literal) -> Outcome<PartialDate> {
        match literal {
            Literal::Date(date) => Ok(*date),
            Literal::Integer(year) => {
                let year = i32::try_from(*year).unwrap();
                let day = dates::day_of(year, 1, 1);
                Ok(dates::unit(day, Precision::Year))
            }
            Literal::Text(text) => text.parse().or(refuse("E040")),
            Literal::Parameter(name) => self.as_date(&self.context.parameter(name)?),
            _ => refuse("E020"),
        }
    }

    pub(super) fn is_in(&self, operand: &Expr, set: &InSet) -> Outcome<bool> {
        if let ExprKind::Path(path) = &operand.kind
            && self.group.is_none()
            && let Reached::Many { kind, .. } = reach(self.table, path)?
        {
            for value in self.path_values(path)? {
                if self.value_in(&value, &kind, set)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        let value = self.value(operand)?;
        self.value_in(&value, &self.kind(operand)?, set)
    }

    fn value_in(&self, value: &Cell, kind: &Kind, set: &InSet) -> Outcome<bool> {
        match set {
            InSet::List(list) => {
                if let [one] = list.as_slice()
                    && let ExprKind::Path(path) = &one.kind
                    && path.segments.len() == 1
                    && self.context.find_let(&path.segments[0].text).is_some()
                {
                    let rows = self.context.named(&path.segments[0].text)?;
                    return in_rows(value, kind, &rows, self);
                }
                for item in list {
                    if self.is_item(value, kind, item)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            InSet::Rows(pipeline) => in_rows(value, kind, &self.context.pipeline(pipeline)?, self),
            InSet::Name(name) => in_rows(value, kind, &self.context.named(&name.text)?, self),
            InSet::Parameter(parameter) => {
                let item = Expr {
                    kind: ExprKind::Literal(Literal::Parameter(parameter.name.clone())),
                    span: parameter.span,
                };
                self.is_item(value, kind, &item)
            }
            InSet::Range(range) => {
                let start = self.bound(&range.start, kind)?;
                let end = range
                    .end
                    .as_ref()
                    .map(|end| self.bound(end, kind))
                    .transpose()?;
                Ok(in_range(value, &start, end.as_ref()))
            }
        }
    }

    /// Whether a value is an item of a list, or one of those of a parameter.
    fn is_item(&self, value: &Cell, kind: &Kind, item: &Expr) -> Outcome<bool> {
        let ExprKind::Literal(Literal::Parameter(name)) = &item.kind else {
            return Ok(equal(value, &self.opposite(item, kind)?));
        };
        let mut found = false;
        for literal in self.context.parameter_values(name)? {
            let item = Expr {
                kind: ExprKind::Literal(literal.clone()),
                span: item.span,
            };
            found |= equal(value, &self.opposite(&item, kind)?);
        }
        Ok(found)
    }

    fn bound(&self, bound: &RangeBound, kind: &Kind) -> Outcome<Cell> {
        match bound {
            RangeBound::Number { value, .. } if *kind == Kind::Date => {
                Ok(Cell::Date(self.as_date(value)?))
            }
            RangeBound::Number { value, .. } => self.literal(value),
            RangeBound::Moment(moment) => match (&moment.kind, kind) {
                (MomentKind::Path(path), kind) if *kind != Kind::Date => self.path_value(path),
                (MomentKind::Parameter(name), kind) if *kind != Kind::Date => {
                    self.literal(&self.context.parameter(name)?)
                }
                _ => self.moment(moment),
            },
        }
    }

    fn moment(&self, moment: &Moment) -> Outcome<Cell> {
        let date = match &moment.kind {
            MomentKind::Date(date) => Cell::Date(*date),
            MomentKind::Parameter(name) => {
                Cell::Date(self.as_date(&Literal::Parameter(name.clone()))?)
            }
            MomentKind::Call(call) => self.function(call)?,
            MomentKind::Path(path) => {
                let is_today = path.segments.len() == 1 && path.segments[0].text == "today";
                if is_today && self.table.position("today").is_none() {
                    Cell::Date(self.context.today())
                } else {
                    self.path_value(path)?
                }
            }
        };
        Ok(match (date, moment.shift) {
            (Cell::Date(date), Some(shift)) => Cell::Date(dates::shifted(date, shift)),
            (date, _) => date,
        })
    }

    /// The first and last day of a period; none if one of its ends is unknown.
    fn period(&self, when: &When) -> Outcome<Option<(i32, i32)>> {
        let start = self.moment(&when.start)?.as_date();
        let last = match &when.end {
            WhenEnd::Same => start.map(|date| date.last),
            WhenEnd::Open => Some(OPEN_END),
            WhenEnd::At(end) => self.moment(end)?.as_date().map(|date| date.last),
        };
        Ok(start.map(|date| date.first).zip(last))
    }

    pub(super) fn time_test(&self, date: &Cell, test: &TimeTest) -> Outcome<bool> {
        let period = self.period(&test.when)?;
        Ok(match (date.as_date(), period) {
            (Some(date), Some(period)) => dates::lies(date, test.relation, test.possibly, period),
            // A period with an unknown end can still be tested at its other end.
            (Some(date), None) => return self.half_tested(date, test),
            (None, _) => false,
        })
    }

    /// `before x..y` needs no `y`, `until x..y` no `x`.
    fn half_tested(&self, date: PartialDate, test: &TimeTest) -> Outcome<bool> {
        let start = self.moment(&test.when.start)?.as_date();
        let end = match &test.when.end {
            WhenEnd::At(end) => self.moment(end)?.as_date(),
            _ => None,
        };
        Ok(match (test.relation, start, end) {
            (TimeRelation::Since | TimeRelation::Before, Some(start), _) => dates::lies(
                date,
                test.relation,
                test.possibly,
                (start.first, start.last),
            ),
            (TimeRelation::Until | TimeRelation::After, _, Some(end)) => {
                dates::lies(date, test.relation, test.possibly, (end.first, end.last))
            }
            _ => false,
        })
    }

    pub(super) fn place_test(&self, place: &Cell, test: &PlaceTest) -> Outcome<bool> {
        match test {
            PlaceTest::Within(names) => {
                let wanted = self.context.wanted(names, Some("place"))?;
                Ok(self.is_place_of(place, &wanted, true))
            }
            PlaceTest::At(names) => {
                let wanted = self.context.wanted(names, Some("place"))?;
                Ok(self.is_place_of(place, &wanted, false))
            }
            PlaceTest::Near { name, distance } => {
                let center = self.context.entity(name, Some("place"))?;
                let far = place
                    .as_row()
                    .and_then(|place| kilometres(self.memory(), place, center));
                Ok(far.is_some_and(|far| far <= distance.kilometres))
            }
        }
    }
}

pub(super) fn regex(pattern: &str, ignore_case: bool) -> regex::Regex {
    regex::RegexBuilder::new(pattern)
        .case_insensitive(ignore_case)
        .build()
        .unwrap()
}

/// Whether the kind of an expression says nothing about what stands opposite.
fn is_plain(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Literal(literal) if *literal != Literal::Null)
}

/// `=`; several rows that a name means are any of them.
pub(super) fn equal(one: &Cell, other: &Cell) -> bool {
    match (one, other) {
        (Cell::Row(_) | Cell::Null, Cell::List(any)) if !any.is_empty() => any.contains(one),
        (Cell::List(any), Cell::Row(_) | Cell::Null) if !any.is_empty() => any.contains(other),
        _ => same(one, other),
    }
}

fn ordered(one: &Cell, operator: CompareOperator, other: &Cell) -> bool {
    if one.is_null() || other.is_null() {
        return false;
    }
    if let (Cell::Date(one), Cell::Date(other)) = (one, other) {
        let relation = match operator {
            CompareOperator::Less => TimeRelation::Before,
            CompareOperator::LessOrEqual => TimeRelation::Until,
            CompareOperator::Greater => TimeRelation::After,
            _ => TimeRelation::Since,
        };
        return dates::lies(*one, relation, false, (other.first, other.last));
    }
    let order = plain_order(one, other);
    match operator {
        CompareOperator::Less => order == Ordering::Less,
        CompareOperator::LessOrEqual => order != Ordering::Greater,
        CompareOperator::Greater => order == Ordering::Greater,
        _ => order != Ordering::Less,
    }
}

fn in_range(value: &Cell, start: &Cell, end: Option<&Cell>) -> bool {
    if value.is_null() || start.is_null() || end.is_some_and(Cell::is_null) {
        return false;
    }
    if let (Cell::Date(date), Cell::Date(start)) = (value, start) {
        let last = end.and_then(Cell::as_date).map_or(OPEN_END, |end| end.last);
        return dates::lies(*date, TimeRelation::During, false, (start.first, last));
    }
    let is_after_start = plain_order(value, start) != Ordering::Less;
    is_after_start && end.is_none_or(|end| plain_order(value, end) != Ordering::Greater)
}

/// Whether a query yields a value: among its rows, or in its only column.
fn in_rows(value: &Cell, kind: &Kind, rows: &Table, scope: &Scope<'_>) -> Outcome<bool> {
    if let Kind::Row(noun) = kind {
        let found = rows_of(rows, *noun)?;
        return Ok(value.as_row().is_some_and(|row| found.contains(&row)));
    }
    if rows.shown.len() != 1 {
        return refuse("E020");
    }
    let found = scope.context.shown_cells(rows);
    Ok(!value.is_null() && found.iter().any(|cells| same(value, &cells[0])))
}
