//! Stages: one table → the next.

use std::collections::BTreeMap;

use dateline::query::ast::{
    Assignment, Expr, ExprKind, OutputColumn, Path, SortKey, Stage, StageKind, TopOf,
};
use sha2::{Digest, Sha256};

use super::cell::Cell;
use super::schema::{Kind, Noun, field};
use super::scope::{Context, Reached, Windows, reach};
use super::table::{Column, Outcome, Row, Table, refuse};

/// How many values of each column `facet` shows where it does not say.
const FACET: u64 = 10;

impl Context<'_> {
    /// The rows after a stage.
    pub(super) fn stage(&self, table: Table, stage: &Stage) -> Outcome<Table> {
        match &stage.kind {
            StageKind::Where(expr) => {
                let windows = self.windows(&table, &[(expr, &[])])?;
                self.kept(table, &windows, |scope| scope.holds(expr))
            }
            StageKind::Filter(clauses) => self.filtered(table, clauses),
            StageKind::Select(columns) => self.select(&table, columns),
            StageKind::Drop(paths) => {
                let left = dropped(table, paths);
                if left.shown.is_empty() {
                    return refuse("E007");
                }
                Ok(left)
            }
            StageKind::Derive(assignments) => self.derive(table, assignments),
            StageKind::Summarize { columns, by } => self.summarize(&table, columns, by),
            StageKind::Count { by } => self.count(&table, by),
            StageKind::Distinct(columns) => self.distinct(&table, columns),
            StageKind::Top { n, of, per } => match of {
                TopOf::Rows(keys) => {
                    let sorted = self.sorted(table, keys, true)?;
                    self.taken(sorted, n.value, per)
                }
                TopOf::Values(column) => self.top_values(&table, column, n.value, per),
            },
            StageKind::Facet { columns, take } => {
                self.facet(&table, columns, take.map_or(FACET, |take| take.value))
            }
            StageKind::Sort(keys) => self.sorted(table, keys, false),
            StageKind::Take { n, per } => self.taken(table, n.value, per),
            StageKind::Skip(n) => {
                let n = usize::try_from(n.value).unwrap();
                let rows = table.rows.iter().skip(n).cloned().collect();
                Ok(Table { rows, ..table })
            }
            StageKind::Sample { n, seed } => {
                self.sample(table, n.value, seed.map_or(0, |seed| seed.value))
            }
            StageKind::Each { path, name } => self.each(&table, path, &name.text),
            StageKind::Join(join) => self.join(&table, join),
            StageKind::Set { operator, other } => self.set(&table, *operator, other),
            StageKind::Pivot { path, of } => self.pivot(&table, path, of.as_ref()),
            StageKind::Compare { path, across, per } => self.compare(&table, path, across, per),
            StageKind::Fill(path) => self.fill(&table, path.as_ref()),
            StageKind::Cite(n) => self.cite(table, n.map_or(0, |n| n.value)),
            StageKind::Chart { .. } => Ok(table),
        }
    }

    /// The value of an expression for each row.
    pub(super) fn values(&self, table: &Table, expr: &Expr, per: &[Expr]) -> Outcome<Vec<Cell>> {
        let windows = self.windows(table, &[(expr, per)])?;
        let rows = table.rows.iter().enumerate();
        rows.map(|(at, row)| self.scope(table, row, Some((&windows, at))).value(expr))
            .collect()
    }

    /// The values and kind of a named column; a link to many as a whole column is the list of it.
    pub(super) fn column_of(
        &self,
        table: &Table,
        column: &OutputColumn,
    ) -> Outcome<(Column, Vec<Cell>)> {
        let name = match &column.name {
            Some(name) => name.text.clone(),
            None => self.default_name(&column.expr),
        };
        let expr = &column.expr;
        let new = Column {
            is_count: super::groups::is_count(expr),
            ..Column::new(&name, self.kind(table, expr)?)
        };
        Ok((new, self.values(table, expr, &[])?))
    }

    fn select(&self, table: &Table, columns: &[OutputColumn]) -> Outcome<Table> {
        let mut selected = Table {
            subject: table.subject,
            is_dropped: true,
            is_sorted: table.is_sorted,
            is_ordered: table.is_ordered,
            is_joined: table.is_joined,
            is_laid_out: true,
            ..Table::of_columns(Vec::new())
        };
        selected.rows = table
            .rows
            .iter()
            .map(|row| Row {
                cells: Vec::new(),
                ..row.clone()
            })
            .collect();
        for column in columns {
            let (mut new, values) = match self.listed(table, column)? {
                Some(listed) => listed,
                None => self.column_of(table, column)?,
            };
            if let ExprKind::Path(path) = &column.expr.kind
                && let [one] = path.segments.as_slice()
                && let Some(at) = table.position(&one.text)
            {
                new = Column {
                    name: new.name,
                    is_key: false,
                    ..table.columns[at].clone()
                };
            } else {
                self.mark_bin(table, &mut new, &column.expr);
            }
            if selected.position(&new.name).is_some() {
                return refuse("E014");
            }
            let dates = self.dates_of(table, &new, &column.expr)?;
            let hidden = super::bins::dated_name(&new.name);
            push_column(&mut selected, new, values);
            if let Some(dates) = dates {
                super::bins::push_hidden(&mut selected, &hidden, dates);
            }
        }
        Ok(selected)
    }

    /// `select actors` is `select actors = list(actors)`.
    fn listed(&self, table: &Table, column: &OutputColumn) -> Outcome<Option<(Column, Vec<Cell>)>> {
        let ExprKind::Path(path) = &column.expr.kind else {
            return Ok(None);
        };
        let Reached::Many { kind, .. } = reach(table, path)? else {
            return Ok(None);
        };
        let last = &path.segments[path.segments.len() - 1].text;
        let name = column.name.as_ref().map_or(last, |name| &name.text);
        let inner = if matches!(kind, Kind::Row(_)) {
            Kind::Text
        } else {
            kind
        };
        let call = dateline::query::ast::Call {
            name: dateline::query::ast::Identifier {
                text: "list".to_owned(),
                span: path.span,
            },
            arguments: vec![column.expr.clone()],
            span: path.span,
        };
        let rows = table.rows.iter();
        let values: Outcome<Vec<Cell>> = rows
            .map(|row| self.scope(table, row, None).aggregate(&call))
            .collect();
        Ok(Some((
            Column::new(name, Kind::List(Box::new(inner))),
            values?,
        )))
    }

    fn derive(&self, table: Table, assignments: &[Assignment]) -> Outcome<Table> {
        let mut table = table;
        for assignment in assignments {
            let name = &assignment.name.text;
            if table.position(name).is_some() {
                return refuse("E014");
            }
            self.check(&table, &assignment.expr)?;
            let kind = self.kind(&table, &assignment.expr)?;
            let values = self.values(&table, &assignment.expr, &assignment.per)?;
            table.shown.retain(|shown| shown != name);
            table.gone.retain(|gone| gone != name);
            let mut new = Column::new(name, kind);
            self.mark_bin(&table, &mut new, &assignment.expr);
            let dates = self.dates_of(&table, &new, &assignment.expr)?;
            push_column(&mut table, new, values);
            if let Some(dates) = dates {
                super::bins::push_hidden(&mut table, &super::bins::dated_name(name), dates);
            }
        }
        Ok(table)
    }

    pub(super) fn sorted(&self, table: Table, keys: &[SortKey], is_top: bool) -> Outcome<Table> {
        let mut table = table;
        let mut columns = Vec::new();
        for key in keys {
            let values = self.values(&table, &key.expr, &[])?;
            if is_top {
                self.show_ranked(&mut table, &key.expr, &values)?;
            } else if let ExprKind::Path(path) = &key.expr.kind
                && let [one] = path.segments.as_slice()
            {
                show(&mut table, &one.text);
            }
            columns.push((values, key.descending != is_top, key.nulls_first));
        }
        let mut order: Vec<usize> = (0..table.rows.len()).collect();
        order.sort_by(|one, other| {
            let by_keys = columns.iter().map(|(values, descending, nulls_first)| {
                self.key_order(&values[*one], &values[*other], *descending, *nulls_first)
            });
            let by_keys = by_keys.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then);
            let ties = |at: &usize| &table.rows[*at].ties;
            by_keys.then_with(|| self.memory.order_all(ties(one), ties(other)))
        });
        table.rows = order.iter().map(|at| table.rows[*at].clone()).collect();
        table.is_sorted = true;
        table.is_ordered = true;
        Ok(table)
    }

    /// Order by one key; null is last both ways unless it is asked for first.
    pub(super) fn key_order(
        &self,
        one: &Cell,
        other: &Cell,
        descending: bool,
        nulls_first: bool,
    ) -> std::cmp::Ordering {
        use std::cmp::Ordering;
        match (one.is_null(), other.is_null()) {
            (true, true) => Ordering::Equal,
            (true, false) if nulls_first => Ordering::Less,
            (true, false) => Ordering::Greater,
            (false, true) if nulls_first => Ordering::Greater,
            (false, true) => Ordering::Less,
            (false, false) if descending => {
                // A cluster without a label is last both ways, as a missing label is.
                let label = |cell: &Cell| match cell {
                    Cell::Row(row) if row.noun == Noun::Clusters => {
                        self.memory.value(*row, "label")
                    }
                    _ => Cell::Bool(true),
                };
                let by_label = label(one).is_null().cmp(&label(other).is_null());
                by_label.then_with(|| self.memory.order(other, one))
            }
            (false, false) => self.memory.order(one, other),
        }
    }

    /// The first `n` rows, or the first of each part, the parts in ascending order of their keys.
    fn taken(&self, table: Table, n: u64, per: &[Expr]) -> Outcome<Table> {
        let mut table = table;
        let n = usize::try_from(n).unwrap();
        if per.is_empty() {
            table.rows.truncate(n);
            return Ok(table);
        }
        let parts = self.parts(&table, per)?;
        let mut rows = Vec::new();
        for part in &parts {
            rows.extend(part.iter().take(n).map(|at| table.rows[*at].clone()));
        }
        table.rows = rows;
        table.is_ordered = true;
        let n_shown = table.shown.len();
        for key in per {
            let values = self.values(&table, key, &[])?;
            self.show_ranked(&mut table, key, &values)?;
        }
        table.shown.rotate_left(n_shown);
        Ok(table)
    }

    /// What rows are ranked or divided by is shown: a field as it is, anything else as a column of its own
    /// under its last word, or under its text where that is another's name.
    fn show_ranked(&self, table: &mut Table, expr: &Expr, values: &[Cell]) -> Outcome<()> {
        if let ExprKind::Path(path) = &expr.kind {
            let words: Vec<&str> = path.segments.iter().map(|it| it.text.as_str()).collect();
            let joined = words.join(".");
            if words.len() == 1 || words.len() == 2 && table.position(&joined).is_some() {
                show(table, &joined);
                return Ok(());
            }
        }
        let text = expr.span.of(self.source);
        let whole = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_free = |name: &String| {
            let own = table.subject.filter(|_| !table.is_dropped);
            table.position(name).is_none() && own.is_none_or(|noun| field(noun, name).is_none())
        };
        let names = [self.default_name(expr), whole];
        let Some(name) = names.into_iter().find(is_free) else {
            return Ok(());
        };
        let kind = self.kind(table, expr)?;
        let mut new = Column::new(&name, kind);
        self.mark_bin(table, &mut new, expr);
        push_column(table, new, values.to_vec());
        Ok(())
    }

    /// Positions of rows with equal keys, in ascending order of the keys.
    pub(super) fn parts(&self, table: &Table, per: &[Expr]) -> Outcome<Vec<Vec<usize>>> {
        let mut keys: Vec<(Vec<Cell>, usize)> = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            let scope = self.scope(table, row, None);
            let key: Outcome<Vec<Cell>> = per.iter().map(|key| scope.value(key)).collect();
            keys.push((key?, at));
        }
        keys.sort_by(|(one, first), (other, second)| {
            self.memory.order_all(one, other).then(first.cmp(second))
        });
        let equal = |one: &(Vec<Cell>, usize), other: &(Vec<Cell>, usize)| {
            one.0
                .iter()
                .zip(&other.0)
                .all(|(one, other)| super::cell::same(one, other))
        };
        let parts = keys.chunk_by(equal);
        Ok(parts
            .map(|part| part.iter().map(|(_, at)| *at).collect())
            .collect())
    }

    /// Those whose hash is smallest, in their own order.
    fn sample(&self, table: Table, n: u64, seed: u64) -> Outcome<Table> {
        let hash = |row: &Row| {
            let id = self.memory.id(row.subject?);
            let digest = Sha256::digest(format!("{seed}:{id}").as_bytes());
            Some(digest[..8].to_vec())
        };
        if table.subject.is_none() {
            return refuse("E041");
        }
        let mut places: Vec<usize> = (0..table.rows.len()).collect();
        // Rows of one id are chosen as they are ordered among each other.
        places.sort_by(|one, other| {
            let (one, other) = (&table.rows[*one], &table.rows[*other]);
            let by_hash = hash(one).cmp(&hash(other));
            by_hash.then_with(|| self.memory.order_all(&one.ties, &other.ties))
        });
        places.truncate(usize::try_from(n).unwrap());
        places.sort_unstable();
        let rows = places
            .into_iter()
            .map(|at| table.rows[at].clone())
            .collect();
        Ok(Table { rows, ..table })
    }

    /// A row for each element.
    fn each(&self, table: &Table, path: &Path, name: &str) -> Outcome<Table> {
        let Reached::Many { kind, .. } = reach(table, path)? else {
            return refuse("E020");
        };
        if table.position(name).is_some() {
            return refuse("E014");
        }
        let mut table = table.clone();
        let mut rows = Vec::new();
        for row in &table.rows {
            let mut elements =
                super::aggregates::distinct(&self.scope(&table, row, None).path_values(path)?);
            elements.sort_by(|one, other| self.memory.order(one, other));
            for element in elements {
                let mut row = row.clone();
                row.cells.push(element.clone());
                row.ties.push(element);
                rows.push(row);
            }
        }
        table.rows = rows;
        table.columns.push(Column::new(name, kind));
        table.shown.retain(|shown| shown != name);
        table.shown.insert(0, name.to_owned());
        Ok(table)
    }

    /// The values of windows that expressions call for, with the paths by which they are divided.
    pub(super) fn windows(&self, table: &Table, exprs: &[(&Expr, &[Expr])]) -> Outcome<Windows> {
        let mut found = BTreeMap::new();
        for (expr, per) in exprs {
            for call in super::windows::calls(expr) {
                found.insert(call.span, self.window(table, &call, per)?);
            }
        }
        Ok(found)
    }
}

/// Shows a column or a field by name, if there is one.
fn show(table: &mut Table, name: &str) {
    if table.position(name).is_some() || table.visible_field(name).is_some_and(|it| !it.is_many) {
        table.show(name);
    }
}

pub(super) fn push_column(table: &mut Table, column: Column, values: Vec<Cell>) {
    table.show(&column.name);
    table.columns.push(column);
    for (row, value) in table.rows.iter_mut().zip(values) {
        row.cells.push(value);
    }
}

fn dropped(table: Table, paths: &[Path]) -> Table {
    let mut table = table;
    for path in paths {
        let name = &path.segments[0].text;
        if let Some(at) = table.position(name) {
            table.columns.remove(at);
            for row in &mut table.rows {
                row.cells.remove(at);
            }
        }
        table.shown.retain(|shown| shown != name);
        table.gone.push(name.clone());
    }
    table
}

impl Context<'_> {
    /// The name of a column that is not given one: `count`, `sum_worst`, `month`, `country`.
    pub(super) fn default_name(&self, expr: &Expr) -> String {
        let last = |path: &Path| path.segments[path.segments.len() - 1].text.clone();
        match &expr.kind {
            ExprKind::Path(path) => last(path),
            ExprKind::Call(call) => {
                let name = call.name.text.to_lowercase();
                match call.arguments.first().map(|argument| &argument.kind) {
                    Some(ExprKind::Path(path))
                        if super::kinds::AGGREGATES.contains(&name.as_str()) =>
                    {
                        format!("{name}_{}", last(path))
                    }
                    _ => name,
                }
            }
            ExprKind::Quantifier(quantifier) => {
                format!("{}_{}", quantifier.kind.word(), last(&quantifier.path))
            }
            _ => {
                let text = &self.source[expr.span.start..expr.span.end];
                text.split_whitespace().collect::<Vec<_>>().join(" ")
            }
        }
    }
}
