//! Columns made of values, for `pivot` and `compare`.
//!
//! Which columns there are is known only once the rows are. Until then all of a row's stand in one
//! column as JSON, the cells, beside the names of all columns, the heads; `query::compiled` makes
//! columns of them. A name that is no other column is looked up among the cells, and that there is
//! such a head is checked after the run.

use std::rc::Rc;

use super::evidence::EVIDENCE;
use super::frame::{Frame, FrameSpread, Named, Natural, Shown, SortBy};
use super::value::{Type, Typed};
use super::wrap::{Outputs, select_from};
use super::{Outcome, Resolver, error};
use crate::model::date::PartialDate;
use crate::query::ast::Identifier;
use crate::query::error::QueryErrorKind;
use crate::query::functions::Function;
use crate::query::plan::{
    Aggregate, Alias, Binary, Expr, Nulls, Order, Query, Relation, Rows, Select, Shared, Window,
    WindowFunction,
};
use crate::span::Span;

/// The column that holds the cells of a row; no field has such a name.
pub(super) const CELLS: &str = " cells";
/// The column that holds the heads, the same in every row.
pub(super) const HEADS: &str = " heads";

/// Columns that a stage makes of values.
#[derive(Debug, Clone)]
pub(super) struct Spread {
    /// What becomes columns, as named in the script.
    pub(super) path: Rc<str>,
    /// The type of the heads.
    pub(super) heads: Type,
    /// What fills the cells, and its name.
    pub(super) of: Typed,
    pub(super) of_name: Rc<str>,
    /// Whether an absent cell is 0; else null.
    pub(super) is_count: bool,
    /// How many columns there may be.
    pub(super) limit: SpreadLimit,
    /// One row with one column: the heads.
    pub(super) select: Select,
    /// Heads that the script names, and where.
    pub(super) looked_up: Vec<(String, Span)>,
    /// Where the stage stands.
    pub(super) span: Span,
}

/// How many columns may be made of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpreadLimit {
    /// So many; more are an error.
    Refuse(usize),
    /// So many; more are left out, all of them.
    LeaveOut(usize),
}

/// A row's cell in the making.
pub(super) struct Cell {
    /// Orders the heads.
    pub(super) place: Expr,
    /// The name of the column.
    pub(super) name: Expr,
}

impl SpreadLimit {
    pub(in crate::query) fn columns(self) -> usize {
        match self {
            Self::Refuse(columns) | Self::LeaveOut(columns) => columns,
        }
    }
}

impl Resolver<'_> {
    /// Place and name of the column that a value becomes, for each row of a frame that has nothing
    /// grouped or cut. `dated` is null, for a missing bin of time, if no date stands behind it.
    pub(super) fn head(&mut self, frame: &mut Frame, value: &Typed, dated: Option<&Expr>) -> Cell {
        let order = self.order_of(frame, &[SortBy::ascending(value.clone())]);
        let place = over(WindowFunction::Rank, Vec::new(), Vec::new(), order);
        let text = self.head_text(frame, value);
        let name = if value.is_nullable() {
            let missing = missing_name(value, dated);
            Expr::Case(vec![(value.is_null(), missing)], Some(Box::new(text)))
        } else {
            text
        };
        Cell { place, name }
    }

    /// As [`Resolver::head`], with a place that needs no look at other rows where there is one; then
    /// heads of one place are ordered by name.
    pub(super) fn quick_head(
        &mut self,
        frame: &mut Frame,
        value: &Typed,
        dated: Option<&Expr>,
    ) -> Cell {
        let cell = self.head(frame, value, dated);
        match own_place(value) {
            Some(place) => Cell { place, ..cell },
            None => cell,
        }
    }

    /// A value as it is told in a message.
    pub(super) fn told(&mut self, frame: &mut Frame, kind: &Type, value: &Expr) -> Expr {
        match kind {
            Type::Row(noun) => self.label(frame, *noun, value),
            Type::Date => Expr::Call(Function::DateText, vec![value.clone()]),
            _ => value.clone(),
        }
    }

    fn head_text(&mut self, frame: &mut Frame, value: &Typed) -> Expr {
        match value.kind {
            Type::Row(noun) => {
                let key = value.expr();
                let label = self.label(frame, noun, &key);
                let id = self.id(frame, noun, &key);
                with_id_of_doubles(label, &id)
            }
            Type::Date => Expr::Call(Function::DateText, vec![value.expr()]),
            Type::Int | Type::Num | Type::Duration => {
                Expr::Call(Function::ValueText, vec![value.expr()])
            }
            Type::Bool => Expr::Case(
                vec![(value.expr(), Expr::Word("true"))],
                Some(Box::new(Expr::Word("false"))),
            ),
            _ => value.expr(),
        }
    }

    /// A value as it stands in a cell: of rows their label, of conditions 0 or 1.
    pub(super) fn cell_value(&mut self, frame: &mut Frame, value: &Typed) -> Typed {
        match value.kind {
            Type::Row(noun) => {
                let label = self.label(frame, noun, &value.expr());
                Typed::new(Type::Text, label)
            }
            Type::Bool => {
                let mut arms = vec![(value.expr(), Expr::Number(1))];
                if value.is_nullable() {
                    arms.insert(0, (value.is_null(), Expr::Null));
                }
                let number = Expr::Case(arms, Some(Box::new(Expr::Number(0))));
                Typed::new(Type::Bool, number)
            }
            _ => value.clone(),
        }
    }

    /// The select that gives the heads as one value, of a shared query with `place` and `name`.
    pub(super) fn heads(&mut self, rows: &Alias, limit: SpreadLimit) -> Select {
        let base = from_shared(rows);
        let place = Expr::column(rows, "place");
        let name = Expr::column(rows, "name");
        let all = Window {
            function: WindowFunction::Count,
            arguments: Vec::new(),
            partition: Vec::new(),
            order: Vec::new(),
            preceding: None,
        };
        let mut each = base
            .output("place", place.clone())
            .output("name", name.clone())
            .output("n", Expr::Window(Box::new(all)));
        each.groups = vec![place.clone(), name.clone()];
        let by_name = Order {
            is_text: true,
            ..ascending(name)
        };
        each.order = vec![ascending(place), by_name];
        // One more tells that there are too many; how many there are stands beside each.
        each.limit = Some(limit.columns() as u64 + 1);
        let alias = self.alias("head");
        let columns = ["place", "name", "n"].map(|name| Expr::column(&alias, name));
        select_from(&alias, Query::from(each))
            .output("heads", Expr::Aggregate(Aggregate::Cells, columns.to_vec()))
    }

    /// Groups `rows`, which are among those shared, by keys; after the keys and the other columns stand the cells and the heads.
    pub(super) fn with_cells(
        &mut self,
        (keys, columns): (&[Named], &[Named]),
        cells: Expr,
        (heads, shared, rows): (&Select, &[Shared], &Alias),
    ) -> Select {
        let mut select = from_shared(rows);
        select.shared = shared.to_vec();
        select.groups = keys.iter().map(|key| key.value.expr()).collect();
        if keys.is_empty() {
            // Without keys there is one row, but none of nothing.
            let count = Expr::Aggregate(Aggregate::Count, Vec::new());
            let some = count.binary(Binary::Greater, Expr::Number(0));
            select.group_filters.push(some);
        }
        let mut outputs = Outputs::new(self.alias("keyed"));
        for column in keys.iter().chain(columns) {
            outputs.add_again(&column.name, &column.value);
        }
        let heads = Expr::Scalar(Box::new(Query::from(heads.clone())));
        for (name, expr) in [("cells", cells), ("heads", heads)] {
            outputs.add_again(name, &Typed::new(Type::Text, expr));
        }
        select.outputs = outputs.into_list();
        select
    }

    /// The frame of rows whose columns are the given ones, then cells and heads.
    pub(super) fn spread_frame(
        &mut self,
        select: Select,
        columns: Vec<Named>,
        spread: Spread,
    ) -> Frame {
        let alias = self.alias("spread");
        let names: Vec<Rc<str>> = select.outputs.iter().map(|it| it.name.clone()).collect();
        let nullable: Vec<bool> = select
            .outputs
            .iter()
            .map(|output| output.expr.is_nullable())
            .collect();
        let mut frame = Frame::new(select_from(&alias, Query::from(select)));
        let made = [CELLS, HEADS].map(|name| Named::new(name, Typed::new(Type::Cells, Expr::Null)));
        frame.columns = columns
            .into_iter()
            .chain(made)
            .zip(names.iter().zip(nullable))
            .map(|(column, (name, is_nullable))| {
                let value = Expr::field(&alias, name, is_nullable);
                Named {
                    value: Typed {
                        value: super::value::Value::Plain(value),
                        ..column.value
                    },
                    ..column
                }
            })
            .collect();
        let shown = frame.columns.iter();
        let shown = shown.filter(|it| *it.name != *HEADS && *it.name != *EVIDENCE);
        frame.shown = shown.map(|it| Shown::Column(it.name.clone())).collect();
        let keys = frame.columns.iter().filter(|column| column.is_key);
        let keys: Vec<SortBy> = keys
            .map(|key| SortBy::ascending(key.value.clone()))
            .collect();
        frame.natural = Natural::Keys(keys.clone());
        frame.ties = keys;
        frame.spread = Some(FrameSpread {
            number: self.spreads.len(),
            dropped: Vec::new(),
        });
        self.spreads.push(spread);
        frame
    }

    /// The cell of the column with this name, if values became columns here.
    pub(super) fn looked_up(&mut self, frame: &Frame, name: &Identifier) -> Option<Typed> {
        let (number, cells) = frame.spread_cells()?;
        let is_dropped = frame.spread.iter().any(|made| {
            let mut dropped = made.dropped.iter();
            dropped.any(|known| **known == *name.text)
        });
        let spread = &mut self.spreads[number];
        if is_dropped || !may_be_head(&spread.heads, &name.text) {
            return None;
        }
        // Where any word may be a value, one that an earlier stage has dropped is that rather.
        let is_gone = frame.gone.iter().any(|gone| *gone.name == *name.text);
        if is_gone && matches!(spread.heads, Type::Text | Type::Row(_) | Type::List(_)) {
            return None;
        }
        let place = (name.text.clone(), name.span);
        if !spread.looked_up.contains(&place) {
            spread.looked_up.push(place);
        }
        Some(cell(spread, cells, &name.text))
    }
}

impl Frame {
    /// The values that became columns of these rows, while they are there, and the column that holds
    /// the cells.
    pub(super) fn spread_cells(&self) -> Option<(usize, &Named)> {
        Some((self.spread.as_ref()?.number, self.column(CELLS)?))
    }
}

/// The error of a stage that must know the columns of rows before any of them is there.
pub(super) fn made_later<T>(stage: &str, frame: &Frame, span: Span) -> Outcome<T> {
    let keys = frame.columns.iter().filter(|it| it.is_key);
    let keys: Vec<&str> = keys.map(|it| &*it.name).collect();
    error(
        QueryErrorKind::MisplacedStage {
            stage: stage.to_owned(),
            needs:
                "to know its columns beforehand; those made of values are known with the rows, so \
                    select the ones you need"
                    .to_owned(),
            ended_by: "the source".to_owned(),
            fix: (!keys.is_empty()).then(|| format!("| select {}", keys.join(", "))),
        },
        span,
    )
}

/// The value of one cell.
fn cell(spread: &Spread, cells: &Named, name: &str) -> Typed {
    let of = |function| {
        let found = Expr::Call(function, vec![cells.value.expr(), Expr::text(name)]);
        if spread.is_count {
            Expr::Call(Function::Coalesce, vec![found, Expr::Number(0)])
        } else {
            found
        }
    };
    let kind = spread.of.kind.clone();
    let value = match kind {
        Type::Bool => of(Function::CellInteger).binary(Binary::Equal, Expr::Number(1)),
        Type::Int | Type::Duration | Type::Date => of(Function::CellInteger),
        Type::Num => of(Function::CellNumber),
        _ => of(Function::CellText),
    };
    let mut found = Typed::new(kind, value);
    found.format = spread.of.format;
    found
}

/// Whether a column of that name can come of values of this type.
fn may_be_head(kind: &Type, name: &str) -> bool {
    if name.starts_with('(') {
        return true;
    }
    match kind {
        Type::Enum(members) => members.words().contains(&name),
        Type::Date => name.parse::<PartialDate>().is_ok(),
        Type::Int | Type::Num | Type::Duration => name.parse::<f64>().is_ok(),
        Type::Bool => matches!(name, "true" | "false"),
        _ => true,
    }
}

/// The place of a head among others, missing ones last, as far as its value tells it.
fn own_place(value: &Typed) -> Option<Expr> {
    let (place, last) = match value.kind {
        Type::Text | Type::Enum(_) => (Expr::Number(0), 1),
        Type::Date => (Expr::Call(Function::Interval, vec![value.expr()]), i64::MAX),
        _ => return None,
    };
    if !value.is_nullable() {
        return Some(place);
    }
    let missing = (value.is_null(), Expr::Number(last));
    Some(Expr::Case(vec![missing], Some(Box::new(place))))
}

/// What the column of a missing value is called.
fn missing_name(value: &Typed, dated: Option<&Expr>) -> Expr {
    match (value.is_bin, dated) {
        (false, _) => Expr::Word("(none)"),
        (true, None) => Expr::Word("(year only)"),
        (true, Some(dated)) => {
            let of_missing = Expr::Case(vec![(value.is_null(), dated.clone())], None);
            let most = over(
                WindowFunction::Max,
                vec![of_missing],
                Vec::new(),
                Vec::new(),
            );
            Expr::Case(
                vec![(most.is_null(), Expr::Word("(no date)"))],
                Some(Box::new(Expr::Word("(year only)"))),
            )
        }
    }
}

/// A label, with the id behind it where other rows have the same label.
fn with_id_of_doubles(label: Expr, id: &Expr) -> Expr {
    let among = |function| over(function, vec![id.clone()], vec![label.clone()], Vec::new());
    let is_double = among(WindowFunction::Min).binary(Binary::Differs, among(WindowFunction::Max));
    let open = label.clone().binary(Binary::Concat, Expr::Word(" ("));
    let long = open
        .binary(Binary::Concat, id.clone())
        .binary(Binary::Concat, Expr::Word(")"));
    Expr::Case(vec![(is_double, long)], Some(Box::new(label)))
}

fn over(
    function: WindowFunction,
    arguments: Vec<Expr>,
    partition: Vec<Expr>,
    order: Vec<Order>,
) -> Expr {
    Expr::Window(Box::new(Window {
        function,
        arguments,
        partition,
        order,
        preceding: None,
    }))
}

/// The rows of a shared query.
pub(super) fn from_shared(rows: &Alias) -> Select {
    Select {
        from: Some(Relation {
            alias: rows.clone(),
            rows: Rows::Shared(rows.clone()),
        }),
        ..Select::default()
    }
}

/// From the least on, missing values last.
pub(super) fn ascending(expr: Expr) -> Order {
    Order {
        expr,
        descending: false,
        nulls: Nulls::Last,
        is_text: false,
    }
}
