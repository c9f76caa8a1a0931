//! Figures of several units in one sum: refused, since 5 people and 3 km are not 8 of anything.

use super::Resolver;
use super::expr::Mode;
use super::field::Reached;
use super::footnote::FootnoteKind;
use super::frame::Frame;
use super::remedy::one_of;
use super::value::{Type, Typed};
use super::wrap::Outputs;
use crate::query::ast::{self, Call, ExprKind, OutputColumn, Path, StageKind, TopOf};
use crate::query::catalog::Noun;
use crate::query::error::{Warning, WarningKind};
use crate::query::plan::{
    Aggregate, Binary, Expr, Join, Nulls, Order, Query, Relation, Rows, Select,
};

/// Aggregates that make one number of many.
const MIXING: [&str; 5] = ["sum", "avg", "median", "stdev", "quantile"];

/// Fields that are counted in the unit of their row.
const MEASURED: [&str; 3] = ["value", "low", "high"];

/// A call that makes one number of many, and of what.
type Mixing<'e> = (&'e Call, &'e Path);

impl Resolver<'_> {
    /// Notes how many units each group of figures has, if numbers of figures are added up.
    pub(super) fn note_units(
        &mut self,
        frame: &mut Frame,
        columns: &[OutputColumn],
        by: &[OutputColumn],
    ) {
        let calls: Vec<Mixing<'_>> = columns
            .iter()
            .flat_map(|column| mixing_calls(&column.expr))
            .collect();
        let own = calls.iter().find(|(_, path)| path.segments.len() == 1);
        if let Some((call, _)) = own {
            self.warn_of_repeats(frame, call, by);
            self.note_own_units(frame, call, by);
        }
        for call in calls {
            self.note_units_of_links(frame, call, Some(by));
        }
    }

    /// Notes how many units the linked figures of a row have, if a stage that keeps the rows adds up
    /// numbers of theirs.
    pub(super) fn note_units_of_rows(&mut self, frame: &mut Frame, stage: &StageKind) {
        let exprs: Vec<&ast::Expr> = match stage {
            StageKind::Where(expr) => vec![expr],
            StageKind::Select(columns) => columns.iter().map(|column| &column.expr).collect(),
            StageKind::Derive(assignments) => assignments.iter().map(|one| &one.expr).collect(),
            StageKind::Sort(keys)
            | StageKind::Top {
                of: TopOf::Rows(keys),
                ..
            } => keys.iter().map(|key| &key.expr).collect(),
            _ => return,
        };
        for call in exprs.into_iter().flat_map(mixing_calls) {
            self.note_units_of_links(frame, call, None);
        }
    }

    /// Several reports state the number of one happening: a sum counts it again for each, unless an
    /// earlier stage has picked one of each cluster.
    fn warn_of_repeats(&mut self, frame: &Frame, call: &Call, by: &[OutputColumn]) {
        let is_figures = frame
            .subject
            .as_ref()
            .is_some_and(|subject| subject.noun == Noun::Figures && subject.dropped.is_none());
        let is_sum = call.name.text.eq_ignore_ascii_case("sum");
        if !is_figures || !is_sum || is_hidden(frame, call) || self.has_earlier_word("cluster") {
            return;
        }
        let field = self.text(call.arguments[0].span);
        let keys = by.iter().map(|key| self.text(key.span));
        let keys: Vec<&str> = ["cluster"].into_iter().chain(keys).collect();
        let kind = WarningKind::RepeatedSum {
            fix: Some(format!("summarize max({field}) by {}", keys.join(", "))),
        };
        let warning = Warning {
            kind,
            span: call.span,
        };
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    fn note_own_units(&mut self, frame: &mut Frame, call: &Call, by: &[OutputColumn]) {
        let subject = frame.subject.clone();
        let Some(subject) = subject.filter(|it| it.noun == Noun::Figures && it.dropped.is_none())
        else {
            return;
        };
        if is_split(by) || is_hidden(frame, call) {
            return;
        }
        let mut counted = frame.clone();
        let Some(keys) = self.keys_of_groups(&mut counted, by) else {
            return;
        };
        let Ok(value) = self.value(&mut counted, &call.arguments[0], Mode::Row) else {
            return;
        };
        let unit = self.column(&mut counted, (Noun::Figures, &subject.key), "unit", true);
        let mut select = counted.select;
        select.filters.push(unit.clone().is_null().negated());
        select.filters.push(value.expr().is_null().negated());
        let n = Expr::Aggregate(Aggregate::Count, Vec::new());
        let kind = FootnoteKind::Units {
            n_keys: keys.len(),
            span: call.span,
            fixes: self.of_one_unit(),
        };
        frame.push_note(kind, by_unit(select, keys, unit, n));
    }

    /// `sum(figures.high)`: the figures that each row, or each group of rows, is linked to.
    fn note_units_of_links(
        &mut self,
        frame: &mut Frame,
        (call, path): Mixing<'_>,
        by: Option<&[OutputColumn]>,
    ) {
        if path.segments.len() < 2 {
            return;
        }
        let mut counted = self.open(frame.clone());
        let Ok(Reached::Many { noun, key, at }) = self.reach(&mut counted, &path.segments) else {
            return;
        };
        let Ok(mut elements) = self.elements(noun, &path.segments[at..]) else {
            return;
        };
        let figure = elements.frame.subject.clone();
        let Some(figure) = figure.filter(|it| it.noun == Noun::Figures) else {
            return;
        };
        let keys = match by {
            None => Some(vec![key.clone()]),
            Some(by) => self.keys_of_groups(&mut counted, by),
        };
        let Some(keys) = keys else { return };
        let own = (Noun::Figures, &figure.key);
        let unit = self.column(&mut elements.frame, own, "unit", true);
        let mut linked = Outputs::new(self.alias("linked"));
        let owner = linked.add("owner", &Typed::new(Type::Int, elements.owner));
        let element = linked.add("element", &Typed::new(Type::Int, figure.key.clone()));
        let of_element = linked.add("unit", &Typed::new(Type::Text, unit.clone()));
        let alias = linked.alias().clone();
        let mut select = elements.frame.select;
        select.filters.push(unit.is_null().negated());
        select
            .filters
            .push(elements.value.expr().is_null().negated());
        select.outputs = linked.into_list();
        let mut rows = counted.select;
        rows.joins.push(Join {
            relation: Relation {
                alias,
                rows: Rows::Query(Query::from(select)),
            },
            is_outer: false,
            on: Some(owner.expr().binary(Binary::Equal, key)),
        });
        let n = Expr::Aggregate(Aggregate::CountDistinct, vec![element.expr()]);
        let kind = FootnoteKind::Units {
            n_keys: keys.len(),
            span: call.span,
            fixes: self.each_by_unit(path),
        };
        frame.push_note(kind, by_unit(rows, keys, of_element.expr(), n));
    }

    /// The keys of the groups; nothing where one is wrong, which has been told already.
    fn keys_of_groups(&mut self, frame: &mut Frame, by: &[OutputColumn]) -> Option<Vec<Expr>> {
        let keys = by.iter().map(|key| {
            let value = self.value(frame, &key.expr, Mode::Row);
            value.ok().map(|value| value.expr())
        });
        keys.collect()
    }

    /// Ways to have one unit: a group for each, or figures of one measure.
    fn of_one_unit(&self) -> Vec<String> {
        let Some(stage) = self.stage_text() else {
            return Vec::new();
        };
        let has_keys = stage.to_ascii_lowercase().contains(" by ");
        let joint = if has_keys { "," } else { " by" };
        let mut ways = vec![format!("{stage}{joint} unit")];
        if !self.has_earlier_word("of") {
            ways.insert(0, format!("of killed | {stage}"));
        }
        ways
    }

    /// The figures themselves, in groups of one unit.
    fn each_by_unit(&self, path: &Path) -> Vec<String> {
        let at = path.segments.len() - 2;
        let link = path.segments[0].span.join(path.segments[at].span);
        let unnested = self.unnested(path, at, self.text(link));
        let grouped = unnested.filter(|stage| stage.contains("| summarize "));
        let name = one_of(&path.segments[at].text);
        let with_unit = grouped.map(|stage| {
            let has_keys = stage.to_ascii_lowercase().contains(" by ");
            let joint = if has_keys { "," } else { " by" };
            format!("{stage}{joint} {name}.unit")
        });
        let call = || {
            let field = last(path);
            format!(
                "each {} as {name} | summarize sum({name}.{field}) by id, {name}.unit",
                self.text(link)
            )
        };
        vec![with_unit.unwrap_or_else(call)]
    }
}

/// How many of some rows have each unit, by keys.
fn by_unit(select: Select, keys: Vec<Expr>, unit: Expr, n: Expr) -> Select {
    let mut select = select;
    select.order = keys.iter().chain([&unit]).cloned().map(ascending).collect();
    for (position, key) in keys.into_iter().enumerate() {
        select = select.output(&format!("key{position}"), key.clone());
        select.groups.push(key);
    }
    select.groups.push(unit.clone());
    select.output("unit", unit).output("n", n)
}

/// Whether the groups are those of one measure or unit.
fn is_split(by: &[OutputColumn]) -> bool {
    by.iter().any(|key| {
        matches!(&key.expr.kind, ExprKind::Path(path)
            if matches!(last(path), "unit" | "measure"))
    })
}

/// The calls in an expression that add up measured fields.
fn mixing_calls(expr: &ast::Expr) -> Vec<Mixing<'_>> {
    let mut found = Vec::new();
    collect(expr, &mut found);
    found
}

fn collect<'e>(expr: &'e ast::Expr, found: &mut Vec<Mixing<'e>>) {
    let mut each = |parts: &mut dyn Iterator<Item = &'e ast::Expr>| {
        parts.for_each(|part| collect(part, found));
    };
    match &expr.kind {
        ExprKind::Call(call) => match mixed(call) {
            Some(path) => found.push((call, path)),
            None => each(&mut call.arguments.iter()),
        },
        ExprKind::Or(parts) | ExprKind::And(parts) | ExprKind::Coalesce(parts) => {
            each(&mut parts.iter());
        }
        ExprKind::Not(inner) | ExprKind::Negate(inner) => collect(inner, found),
        ExprKind::IsNull { operand, .. } | ExprKind::In { operand, .. } => collect(operand, found),
        ExprKind::Compare { left, right, .. } | ExprKind::Arithmetic { left, right, .. } => {
            each(&mut [left, right].into_iter().map(|side| &**side));
        }
        ExprKind::Case(arms) => {
            each(
                &mut arms
                    .iter()
                    .flat_map(|arm| arm.condition.iter().chain([&arm.value])),
            );
        }
        _ => {}
    }
}

/// What a call makes one number of, if that is measured.
fn mixed(call: &Call) -> Option<&Path> {
    let ExprKind::Path(path) = &call.arguments.first()?.kind else {
        return None;
    };
    let name = call.name.text.to_lowercase();
    (MEASURED.contains(&last(path)) && MIXING.contains(&name.as_str())).then_some(path)
}

/// Whether a column of an earlier stage has the name of the field.
fn is_hidden(frame: &Frame, call: &Call) -> bool {
    match call.arguments.first().map(|first| &first.kind) {
        Some(ExprKind::Path(path)) => frame.column(last(path)).is_some(),
        _ => false,
    }
}

fn last(path: &Path) -> &str {
    path.segments.last().map_or("", |segment| &segment.text)
}

fn ascending(expr: Expr) -> Order {
    Order {
        expr,
        descending: false,
        nulls: Nulls::Last,
        is_text: false,
    }
}
