//! `pivot column of value`: one column for each value, the other columns stay.

use std::rc::Rc;

use super::evidence::all_of;
use super::footnote::FootnoteKind;
use super::frame::{Frame, Gone, Named, Shown};
use super::join::joined_column;
use super::spread::made_later;
use super::spread::{Spread, SpreadLimit, ascending, from_shared};
use super::value::{Type, Typed};
use super::wrap::Outputs;
use super::{Outcome, Resolver, error};
use crate::query::ast::Path;
use crate::query::error::QueryErrorKind;
use crate::query::plan::{Aggregate, Binary, Expr, Query, Select, Shared};
use crate::span::Span;

/// Columns that `pivot` may make.
const MAX_PIVOT: usize = 50;

impl Resolver<'_> {
    /// `pivot path of path`
    pub(super) fn pivot(
        &mut self,
        frame: Frame,
        path: &Path,
        of: Option<&Path>,
        span: Span,
    ) -> Outcome<Frame> {
        if frame.spread_cells().is_some() {
            return made_later("pivot", &frame, span);
        }
        let mut frame = self.open(frame);
        let column = self.shown_column(&mut frame, path)?;
        let of = match of {
            Some(of) => self.shown_column(&mut frame, of)?,
            None => self.filling_column(&frame, &column, path)?,
        };
        if matches!(column.value.kind, Type::List(_)) {
            return self.wrong_type(&column.value, "a column with one value in a row", path.span);
        }
        if column.name == of.name {
            let name = column.name.to_string();
            return error(QueryErrorKind::DuplicateColumn { name }, span);
        }
        Ok(self.turned(frame, &column, &of, span))
    }

    /// The rows with the keys that stay, and the cells.
    fn turned(&mut self, mut frame: Frame, column: &Named, of: &Named, span: Span) -> Frame {
        let dated = frame.column(&super::behind::dated_name(&column.name));
        let dated = dated.map(|dated| dated.value.expr());
        let is_unique = is_unique(&frame, of);
        let mut keys = Vec::new();
        for item in frame.shown.clone() {
            let name: Rc<str> = match &item {
                Shown::Field(name) => (*name).into(),
                Shown::Column(name) => name.clone(),
            };
            if name != column.name && name != of.name {
                let value = self.shown_value(&mut frame, &item);
                let known = frame.column(&name).cloned();
                let key = known.unwrap_or_else(|| Named::new(&name, value.clone()));
                keys.push(Named {
                    value,
                    is_key: true,
                    ..key
                });
            }
        }
        let cell = self.quick_head(&mut frame, &column.value, dated.as_ref());
        let value = self.cell_value(&mut frame, &of.value);
        let mut base = Outputs::new(self.alias("base"));
        for (name, expr) in [("place", cell.place), ("name", cell.name)] {
            base.add_again(name, &Typed::new(Type::Text, expr));
        }
        let filled = base.add_again("value", &value);
        let keys: Vec<Named> = keys
            .into_iter()
            .map(|key| Named {
                value: base.add_again(&key.name, &key.value),
                ..key
            })
            .collect();
        let evidence = self.evidence(&mut frame).map(|known| Named {
            value: base.add_again(&known.name, &known.value),
            ..known
        });
        let evidence: Vec<Named> = evidence.iter().map(all_of).collect();
        let rows = base.alias().clone();
        let mut select = std::mem::take(&mut frame.select);
        select.outputs = base.into_list();
        let shared = Shared {
            alias: rows.clone(),
            query: Query::from(select),
            is_recursive: false,
        };
        let heads = self.heads(&rows, SpreadLimit::Refuse(MAX_PIVOT));
        let [place, name] = ["place", "name"].map(|name| Expr::column(&rows, name));
        let cells = Expr::Aggregate(Aggregate::Cells, vec![place, name, filled.expr()]);
        let shared = [shared];
        let select = self.with_cells((&keys, &evidence), cells, (&heads, &shared, &rows));
        let spread = Spread {
            path: column.name.clone(),
            heads: column.value.kind.clone(),
            of: value,
            of_name: of.name.clone(),
            is_count: of.is_count,
            limit: SpreadLimit::Refuse(MAX_PIVOT),
            select: Select {
                shared: shared.to_vec(),
                ..heads
            },
            looked_up: Vec::new(),
            span,
        };
        if !is_unique {
            self.note_cells(&mut frame, (&keys, &shared[0]), (column, of), span);
        }
        let columns = keys.into_iter().chain(evidence).collect();
        let mut turned = self.spread_frame(select, columns, spread);
        turned.footnotes = frame.footnotes;
        turned.gone = frame.gone;
        turned.gone.extend([column, of].map(|it| Gone {
            name: it.name.clone(),
            stage: "pivot",
            position: self.position,
        }));
        turned.ended = Some("pivot");
        turned
    }

    /// Notes a cell that several rows would fill.
    fn note_cells(
        &mut self,
        frame: &mut Frame,
        (keys, rows): (&[Named], &Shared),
        (column, of): (&Named, &Named),
        span: Span,
    ) {
        let mut counted = Frame::new(from_shared(&rows.alias));
        let mut told: Vec<Expr> = keys
            .iter()
            .map(|key| self.told(&mut counted, &key.value.kind, &key.value.expr()))
            .collect();
        let head = Expr::column(&rows.alias, "name");
        told.push(head.clone());
        let count = Expr::Aggregate(Aggregate::Count, Vec::new());
        let mut select = counted.select;
        select.shared = vec![rows.clone()];
        select.groups = keys.iter().map(|key| key.value.expr()).collect();
        select.groups.push(head);
        for value in &told {
            if !select.groups.contains(value) {
                select.groups.push(value.clone());
            }
        }
        let several = count.clone().binary(Binary::Greater, Expr::Number(1));
        select.group_filters.push(several);
        select.order = told.iter().cloned().map(ascending).collect();
        select.limit = Some(1);
        for (number, value) in told.into_iter().enumerate() {
            select = select.output(&format!("told_{number}"), value);
        }
        let names: Vec<String> = keys.iter().map(|key| key.name.to_string()).collect();
        let (path, name) = (&column.name, &of.name);
        let function = if of.value.kind.is_number() {
            "sum"
        } else {
            "list"
        };
        let by = [names.as_slice(), &[path.to_string()]].concat().join(", ");
        let kind = FootnoteKind::Cells {
            path: path.to_string(),
            keys: names,
            fix: format!("summarize {name} = {function}({name}) by {by} | pivot {path} of {name}"),
            span,
        };
        frame.push_note(kind, select.output("n", count));
    }

    /// The column that fills the cells where none is named: the count, or the only number.
    fn filling_column(&self, frame: &Frame, column: &Named, path: &Path) -> Outcome<Named> {
        let is_shown = |known: &&Named| {
            let item = Shown::Column(known.name.clone());
            known.name != column.name && frame.shown.contains(&item)
        };
        let numbers = frame.columns.iter().filter(is_shown);
        let numbers = numbers.filter(|known| !known.is_key && known.value.kind.is_number());
        let numbers: Vec<&Named> = numbers.collect();
        let count = numbers.iter().find(|known| *known.name == *"count");
        match (count, numbers.as_slice()) {
            (Some(known), _) | (None, [known]) => Ok((*known).clone()),
            _ => error(
                QueryErrorKind::Incomplete {
                    after: format!("pivot {}", self.text(path.span)),
                    needs: "`of` and the column that fills the cells".to_owned(),
                    examples: numbers
                        .iter()
                        .map(|known| format!("of {}", known.name))
                        .collect(),
                },
                path.span,
            ),
        }
    }

    /// A column that is shown as it is.
    fn shown_column(&mut self, frame: &mut Frame, path: &Path) -> Outcome<Named> {
        let value = self.path(frame, path)?;
        let [name] = path.segments.as_slice() else {
            let joined = joined_column(frame, &path.segments).cloned();
            return Ok(joined.unwrap_or_else(|| Named::new(self.text(path.span), value)));
        };
        match frame.column(&name.text) {
            Some(column) => Ok(column.clone()),
            None => error(
                QueryErrorKind::MisplacedStage {
                    stage: "pivot".to_owned(),
                    needs: "columns of grouped rows".to_owned(),
                    ended_by: "the source".to_owned(),
                    fix: self.counted_before(frame, &name.text),
                },
                path.span,
            ),
        }
    }
}

/// Whether no two rows have the same values in all that they show beside the one that fills the cells.
fn is_unique(frame: &Frame, of: &Named) -> bool {
    let keys = frame.columns.iter().filter(|column| {
        let item = Shown::Column(column.name.clone());
        column.is_key && column.name != of.name && frame.shown.contains(&item)
    });
    frame.n_keys > 0 && keys.count() == frame.n_keys
}
