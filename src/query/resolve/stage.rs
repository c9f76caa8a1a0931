//! Stages that change columns, and the way to all others.

use std::rc::Rc;

use super::evidence::EVIDENCE;
use super::expr::Mode;
use super::field::Reached;
use super::frame::{Frame, Gone, Named, Shown};
use super::group::bin_of;
use super::join::joined_column;
use super::value::{Type, Typed};
use super::window::calls_window;
use super::{Outcome, Resolver, error};
use crate::query::ast::{
    Assignment, Call, ClauseKind, Expr, ExprKind, Identifier, OutputColumn, Path, Stage, StageKind,
    TopOf,
};
use crate::query::error::QueryErrorKind;

impl Resolver<'_> {
    /// The rows after a stage.
    pub(super) fn stage(&mut self, frame: Frame, stage: &Stage) -> Outcome<Frame> {
        let mut frame = frame;
        self.note_units_of_rows(&mut frame, &stage.kind);
        let (frame, derived) = self.derived(frame, &stage.kind)?;
        match derived.as_ref().unwrap_or(&stage.kind) {
            StageKind::Where(expr) => {
                let frame = self.open(frame);
                let (mut frame, expr) = self.hoisted(frame, expr)?;
                let condition = self.condition(&mut frame, &expr)?;
                if condition.has_window() {
                    return Ok(self.filter_by_window(frame, condition));
                }
                let before = frame.select.filters.len();
                frame.filter(condition);
                if is_time_test(&expr.kind) {
                    let added = before..frame.select.filters.len();
                    frame.time_filters.extend(added);
                }
                Ok(frame)
            }
            StageKind::Filter(clauses) => {
                let mut frame = self.open(frame);
                self.clauses(&mut frame, clauses);
                Ok(frame)
            }
            StageKind::Select(columns) => Ok(self.select(frame, columns)),
            StageKind::Drop(paths) => self.drop_columns(frame, paths),
            StageKind::Derive(assignments) => self.derive(frame, assignments),
            StageKind::Summarize { columns, by } => self.summarize(frame, columns, by),
            StageKind::Count { by } => Ok(self.count(frame, by)),
            StageKind::Top { n, of, per } => match of {
                TopOf::Rows(keys) => self.top_rows(frame, n.value, keys, per),
                TopOf::Values(column) => self.top_values(frame, column, n.value, per),
            },
            StageKind::Facet { columns, take } => {
                Ok(self.facet(frame, columns, take.map(|take| take.value)))
            }
            StageKind::Sort(keys) => self.sort(frame, keys),
            StageKind::Take { n, per } if per.is_empty() => Ok(self.take(frame, n.value)),
            StageKind::Take { n, per } => self.take_per(frame, n.value, per),
            StageKind::Skip(n) => Ok(self.skip(frame, n.value)),
            StageKind::Sample { n, seed } => {
                let seed = seed.map_or(0, |seed| seed.value);
                self.sample(frame, n.value, seed, stage.span)
            }
            StageKind::Distinct(columns) => Ok(self.distinct(frame, columns)),
            StageKind::Each { path, name } => self.each(frame, path, name),
            StageKind::Join(join) => self.join(frame, join, stage.span),
            StageKind::Set { operator, other } => {
                self.set_operation(frame, *operator, other, stage.span)
            }
            StageKind::Pivot { path, of } => self.pivot(frame, path, of.as_ref(), stage.span),
            StageKind::Compare { path, across, per } => {
                self.contrast(frame, (path, across, per), stage.span)
            }
            StageKind::Fill(path) => self.fill(frame, path.as_ref(), stage.span),
            StageKind::Cite(n) => self.cite(frame, n.map_or(0, |n| n.value), stage.span),
            StageKind::Chart { kind, paths } => self.chart(frame, (*kind, paths), stage.span),
        }
    }

    /// `select columns`
    fn select(&mut self, frame: Frame, columns: &[OutputColumn]) -> Frame {
        // A window looks at the rows that are left, and at plain columns of them.
        let frame = if columns.iter().any(|column| calls_window(&column.expr)) {
            self.open(frame)
        } else {
            frame
        };
        let (mut frame, columns) = self.hoisted_columns(frame, columns);
        let columns: Vec<OutputColumn> = columns
            .iter()
            .map(|column| self.as_listed(&mut frame, column))
            .collect();
        let named = self.named_columns(&mut frame, &columns, Mode::Row);
        let dated = self.dates_behind(&frame, &named);
        let position = self.position;
        let evidence = frame.column(EVIDENCE).cloned();
        let before = std::mem::take(&mut frame.columns);
        for old in before {
            if !named.iter().any(|new| new.name == old.name) {
                frame.gone.push(Gone {
                    name: old.name,
                    stage: "select",
                    position,
                });
            }
        }
        frame
            .gone
            .retain(|gone| !named.iter().any(|new| new.name == gone.name));
        frame.shown = named
            .iter()
            .map(|column| Shown::Column(column.name.clone()))
            .collect();
        frame.columns = named;
        frame.columns.extend(dated);
        frame.columns.extend(evidence);
        frame.drop_fields("select", position);
        self.with_plain_rows(frame)
    }

    /// A link to many rows that is a whole column is shown as the list of them: `select actors` is
    /// `select actors = list(actors)`. Inside an expression it stays an error.
    fn as_listed(&mut self, frame: &mut Frame, column: &OutputColumn) -> OutputColumn {
        let ExprKind::Path(path) = &column.expr.kind else {
            return column.clone();
        };
        let (Ok(Reached::Many { .. }), Some(last)) =
            (self.reach(frame, &path.segments), path.segments.last())
        else {
            return column.clone();
        };
        let call = Call {
            name: Identifier {
                text: "list".to_owned(),
                span: path.span,
            },
            arguments: vec![column.expr.clone()],
            span: path.span,
        };
        OutputColumn {
            name: column.name.clone().or_else(|| Some(last.clone())),
            expr: Expr {
                kind: ExprKind::Call(call),
                span: path.span,
            },
            span: column.span,
        }
    }

    /// `drop paths`
    fn drop_columns(&mut self, frame: Frame, paths: &[Path]) -> Outcome<Frame> {
        let mut frame = frame;
        for path in paths {
            self.path(&mut frame.clone(), path)?;
            let name = self.droppable(&frame, path)?;
            if frame.column(&name).is_none()
                && let Some(spread) = &mut frame.spread
            {
                spread.dropped.push(name.clone());
            }
            frame.columns.retain(|column| column.name != name);
            frame.shown.retain(|item| match item {
                Shown::Field(known) => **known != *name,
                Shown::Column(known) => *known != name,
            });
            let (stage, position) = ("drop", self.position);
            frame.gone.push(Gone {
                name,
                stage,
                position,
            });
        }
        match (frame.shown.is_empty(), paths.last()) {
            (true, Some(last)) => {
                let kind = QueryErrorKind::Incomplete {
                    after: "drop".to_owned(),
                    needs: "a column that stays".to_owned(),
                    examples: Vec::new(),
                };
                error(kind, last.span)
            }
            _ => Ok(frame),
        }
    }

    /// The name of a whole column or field; a part of one, such as a field of the row that it holds, cannot
    /// go alone.
    fn droppable(&self, frame: &Frame, path: &Path) -> Outcome<Rc<str>> {
        if let [name] = path.segments.as_slice() {
            return Ok(name.text.as_str().into());
        }
        if let [_, _] = path.segments.as_slice()
            && let Some(joined) = joined_column(frame, &path.segments)
        {
            return Ok(joined.name.clone());
        }
        let shown = frame.shown.iter().map(|item| match item {
            Shown::Field(name) => (*name).to_owned(),
            Shown::Column(name) => name.to_string(),
        });
        let kind = QueryErrorKind::UnknownField {
            row: "these rows".to_owned(),
            name: self.text(path.span).to_owned(),
            similar: Some(path.segments[0].text.clone()),
            fields: shown.collect(),
        };
        error(kind, path.span)
    }

    /// `derive name = expr per paths`
    pub(super) fn derive(&mut self, frame: Frame, assignments: &[Assignment]) -> Outcome<Frame> {
        // A window looks at the rows that are left, so what was cut before is cut first.
        let mut frame = if frame.is_cut {
            self.wrap(frame)
        } else {
            frame
        };
        for assignment in assignments {
            let is_ordered_by_window = frame.order.iter().any(|key| key.value.has_window());
            let uses_window =
                is_ordered_by_window || frame.has_window() && mentions_column(&frame, assignment);
            if uses_window {
                frame = self.wrap(frame);
            }
            let outside = std::mem::replace(&mut self.per, assignment.per.clone());
            let hoisted = self.hoisted(frame, &assignment.expr);
            self.per = outside;
            let (next, expr) = hoisted?;
            frame = next;
            let assignment = &Assignment {
                expr,
                ..assignment.clone()
            };
            let value = self.assigned(&mut frame, assignment);
            let value = self.kept(value).unwrap_or_else(Typed::unknown);
            let column = [Named::new(&assignment.name.text, value.clone())];
            let dated = self.dates_behind(&frame, &column);
            add_column(&mut frame, &assignment.name, value)?;
            frame.columns.extend(dated);
        }
        Ok(self.with_plain_rows(frame))
    }

    fn assigned(&mut self, frame: &mut Frame, assignment: &Assignment) -> Outcome<Typed> {
        let outside = std::mem::replace(&mut self.per, assignment.per.clone());
        let value = self.value(frame, &assignment.expr, Mode::Row);
        self.per = outside;
        let value = value?;
        if !assignment.per.is_empty() && !value.has_window() && value.kind != Type::Unknown {
            return error(
                QueryErrorKind::WrongType {
                    found: self.text(assignment.expr.span).to_owned(),
                    found_type: "of its own row".to_owned(),
                    expected: "a function of other rows such as `share(…)`, for `per`".to_owned(),
                    fix: None,
                },
                assignment.span,
            );
        }
        Ok(value)
    }
}

/// Adds a column of that name.
fn add_column(frame: &mut Frame, name: &Identifier, value: Typed) -> Outcome<()> {
    if frame.column(&name.text).is_some() {
        return error(
            QueryErrorKind::DuplicateColumn {
                name: name.text.clone(),
            },
            name.span,
        );
    }
    frame.gone.retain(|gone| *gone.name != *name.text);
    let bin = bin_of(&value);
    frame.columns.push(Named {
        bin,
        ..Named::new(&name.text, value)
    });
    let item = Shown::Column(name.text.as_str().into());
    frame.shown.retain(|shown| match shown {
        Shown::Field(known) => *known != name.text,
        Shown::Column(_) => true,
    });
    frame.show(item);
    Ok(())
}

/// Whether a condition is a test of time as a clause, so that the footer can tell what it left out.
fn is_time_test(expr: &ExprKind) -> bool {
    matches!(expr, ExprKind::Clause(clause) if matches!(clause.kind, ClauseKind::Time(_)))
}

/// Whether an assignment may use a column that looks at other rows.
fn mentions_column(frame: &Frame, assignment: &Assignment) -> bool {
    fn walk(expr: &ExprKind, names: &[&str]) -> bool {
        match expr {
            ExprKind::Path(path) => names.contains(&path.segments[0].text.as_str()),
            ExprKind::Literal(_) => false,
            ExprKind::Call(call) => call.arguments.iter().any(|one| walk(&one.kind, names)),
            // Anything deeper is taken to do so: a query too many is no harm.
            _ => true,
        }
    }
    let names = frame
        .columns
        .iter()
        .filter(|column| column.value.has_window());
    let names: Vec<&str> = names.map(|column| &*column.name).collect();
    let mut used = assignment.per.iter().chain([&assignment.expr]);
    used.any(|expr| walk(&expr.kind, &names))
}

/// Whether two types can stand in one column.
pub(super) fn same_column(one: &Type, other: &Type) -> bool {
    super::expr::go_together(one, other)
}
