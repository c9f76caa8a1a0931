//! The last result counted: the values of a column, and two columns against each other.

use std::io;
use std::sync::Arc;

use super::result::LastResult;
use super::{Done, Output, Session};
use crate::render::cell::shown;
use crate::render::chart::read::in_order;
use crate::render::footer::{Total, extent};
use crate::render::{OutputFormat, render};
use crate::repl::answers::Answers;
use crate::repl::command::Crosstab;
use crate::value::{Column, ColumnType, Format, Rows, Value};

/// Values of a facet that a screen shows.
const MOST_VALUES: usize = 40;
/// Columns of a crosstab besides its rows and sums.
const MOST_COLUMNS: usize = 12;

impl<A: Answers> Session<A> {
    /// `.facet`
    pub(super) fn facet(&mut self, column: &str, output: &mut Output<'_>) -> io::Result<Done> {
        let Some(last) = self.results.last() else {
            return self.nothing_asked(output);
        };
        let at = match last.column(column) {
            Ok(at) => at,
            Err(message) => return self.refuse(output, &message),
        };
        let rows = Arc::clone(&last.rows);
        let rows = match self.patiently(move || facet(&rows, at)) {
            Ok(rows) => rows,
            Err(given_up) => return self.give_up(&given_up, output),
        };
        let part = last.what_is_part();
        self.show_summary(rows, part, output)
    }

    /// `.crosstab`
    pub(super) fn crosstab(
        &mut self,
        asked: &Crosstab,
        output: &mut Output<'_>,
    ) -> io::Result<Done> {
        let Some(last) = self.results.last() else {
            return self.nothing_asked(output);
        };
        let (pair, value) = match crosstab_columns(last, asked) {
            Ok(columns) => columns,
            Err(message) => return self.refuse(output, &message),
        };
        let rows = Arc::clone(&last.rows);
        let rows = match self.patiently(move || crosstab(&rows, pair, value)) {
            Ok(rows) => rows,
            Err(given_up) => return self.give_up(&given_up, output),
        };
        let part = last.what_is_part();
        self.show_summary(rows, part, output)
    }

    /// Shows a summary of the kept rows, and of how many of all if these are only `part`.
    fn show_summary(
        &mut self,
        mut rows: Rows,
        part: Option<String>,
        output: &mut Output<'_>,
    ) -> io::Result<Done> {
        let total = Total::of(&rows);
        if self.page.is_screen && self.is_for_people() {
            rows.records.truncate(MOST_VALUES);
        }
        let format = match self.settings.mode {
            OutputFormat::Record => OutputFormat::Table,
            other => other,
        };
        let shown = render(&rows, format, self.page(), output.data)?;
        output.data.flush()?;
        if self.is_for_people() {
            let line = extent(&rows, (shown, total));
            writeln!(output.notes, "{}", self.dim(&line))?;
        }
        if let Some(part) = part {
            let line = format!(
                "of {part} rows only: as a stage (`| facet …`, `| count by …`) it takes in all"
            );
            writeln!(output.notes, "{}", self.dim(&line))?;
        }
        Ok(Done::Answered)
    }
}

/// The text of a value by which it is grouped: what a person sees.
fn texts(value: &Value, column: &Column) -> Vec<String> {
    match value {
        // Each member of a list counts.
        Value::List(members) if !members.is_empty() => {
            members.iter().map(|member| shown(member, column)).collect()
        }
        other => vec![shown(other, column)],
    }
}

/// Groups by text, in the order in which they come.
struct Groups {
    names: Vec<String>,
    by_name: std::collections::HashMap<String, usize>,
    /// The value that each was first read in.
    values: Vec<Value>,
}

impl Groups {
    fn new() -> Self {
        Self {
            names: Vec::new(),
            by_name: std::collections::HashMap::new(),
            values: Vec::new(),
        }
    }

    fn of(&mut self, name: String, value: &Value) -> usize {
        let next = self.names.len();
        *self.by_name.entry(name).or_insert_with_key(|name| {
            self.names.push(name.clone());
            self.values.push(value.clone());
            next
        })
    }

    /// What a group is called; nothing where its value is missing, which is another thing than a text.
    fn label(&self, group: usize) -> Value {
        match self.values[group] {
            Value::Null => Value::Null,
            _ => Value::Text(self.names[group].clone()),
        }
    }

    /// Puts groups in order: numbers and times in theirs, anything else as it came.
    fn arrange(&self, groups: &mut [usize]) {
        let has_order = |value: &Value| {
            matches!(
                value,
                Value::Null | Value::Integer(_) | Value::Number(_) | Value::Date(_)
            )
        };
        groups.sort_unstable();
        if self.values.iter().all(has_order) {
            groups.sort_by(|one, other| in_order(&self.values[*one], &self.values[*other]));
        }
    }
}

/// The column of what groups of a column's values are called.
fn label_column(column: &Column) -> Column {
    Column {
        missing: column.missing,
        ..Column::new(column.name.clone(), ColumnType::Plain)
    }
}

/// The values of a column with how many rows have each, most frequent first.
#[expect(
    clippy::cast_precision_loss,
    reason = "a share of rows that fit in memory"
)]
fn facet(rows: &Rows, at: usize) -> Rows {
    let column = &rows.columns[at];
    let mut groups = Groups::new();
    let mut counts: Vec<usize> = Vec::new();
    for record in &rows.records {
        for text in texts(&record[at], column) {
            let group = groups.of(text, &record[at]);
            counts.resize(groups.names.len(), 0);
            counts[group] += 1;
        }
    }
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by(|one, other| {
        let by_count = counts[*other].cmp(&counts[*one]);
        by_count.then_with(|| groups.names[*one].cmp(&groups.names[*other]))
    });
    let n_rows = rows.records.len().max(1) as f64;
    let record = |group: usize| {
        vec![
            groups.label(group),
            Value::Integer(i64::try_from(counts[group]).unwrap_or(i64::MAX)),
            Value::Number(counts[group] as f64 / n_rows),
        ]
    };
    Rows {
        columns: vec![
            label_column(column),
            Column::new("rows", ColumnType::Plain),
            Column {
                format: Format::Share,
                ..Column::new("share", ColumnType::Plain)
            },
        ],
        records: order.into_iter().map(record).collect(),
    }
}

/// The positions of the columns whose values are set against each other, and of that whose numbers are added up.
fn crosstab_columns(
    last: &LastResult,
    asked: &Crosstab,
) -> Result<((usize, usize), Option<usize>), String> {
    let (row, column) = (last.column(&asked.row)?, last.column(&asked.column)?);
    let value = match asked.value.as_deref() {
        Some(name) => Some(last.column(name)?),
        // Rows that are counts already are added up, not counted again.
        None => last
            .column("count")
            .ok()
            .filter(|at| ![row, column].contains(at)),
    };
    if let Some(at) = value {
        let is_number = |record: &Vec<Value>| number(&record[at]).is_some();
        if !last.rows.records.iter().any(is_number) {
            let name = &last.rows.columns[at].name;
            return Err(format!("`{name}` has no numbers to add up"));
        }
    }
    Ok(((row, column), value))
}

#[expect(clippy::cast_precision_loss, reason = "sums that are shown")]
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(number) => Some(*number as f64),
        Value::Number(number) => Some(*number),
        _ => None,
    }
}

/// For each pair of values how many rows have both, or what their numbers come to; with sums.
fn crosstab(rows: &Rows, (row, column): (usize, usize), value: Option<usize>) -> Rows {
    let (mut down, mut across) = (Groups::new(), Groups::new());
    let mut cells: Vec<Vec<Option<f64>>> = Vec::new();
    for record in &rows.records {
        let amount = value.map_or(Some(1.0), |at| number(&record[at]));
        for name in texts(&record[row], &rows.columns[row]) {
            let line = down.of(name, &record[row]);
            cells.resize(down.names.len(), Vec::new());
            for head in texts(&record[column], &rows.columns[column]) {
                let place = across.of(head, &record[column]);
                let cells = &mut cells[line];
                cells.resize(cells.len().max(place + 1), None);
                if let Some(amount) = amount {
                    *cells[place].get_or_insert(0.0) += amount;
                }
            }
        }
    }
    let cell = |line: usize, place: usize| cells[line].get(place).copied().flatten();
    let mut weights = vec![0.0; across.names.len()];
    for line in &cells {
        for (weight, amount) in weights.iter_mut().zip(line) {
            *weight += amount.unwrap_or_default();
        }
    }
    let mut heads: Vec<usize> = (0..across.names.len()).collect();
    heads.sort_by(|one, other| {
        let by_weight = weights[*other].total_cmp(&weights[*one]);
        by_weight.then(one.cmp(other))
    });
    let others = heads.split_off(heads.len().min(MOST_COLUMNS));
    across.arrange(&mut heads);
    let mut lines: Vec<usize> = (0..down.names.len()).collect();
    down.arrange(&mut lines);
    // Where rows are counted, none is a number too.
    let nothing = if value.is_none() {
        Value::Integer(0)
    } else {
        Value::Null
    };
    let amount = |number: Option<f64>| number.map_or_else(|| nothing.clone(), Value::Number);
    let records = lines.into_iter().map(|line| {
        let all: f64 = cells[line].iter().flatten().sum();
        // The sum stands first, where no narrow screen hides it.
        let mut record = vec![down.label(line), Value::Number(all)];
        let drawn: f64 = heads.iter().filter_map(|place| cell(line, *place)).sum();
        record.extend(heads.iter().map(|place| amount(cell(line, *place))));
        if !others.is_empty() {
            record.push(Value::Number(all - drawn));
        }
        record
    });
    let mut names = vec!["all".to_owned()];
    names.extend(heads.iter().map(|place| across.names[*place].clone()));
    if !others.is_empty() {
        names.push(format!("other ({})", others.len()));
    }
    let names = names.into_iter();
    let columns = names.map(|name| Column::new(name, ColumnType::Plain));
    Rows {
        records: records.collect(),
        columns: [label_column(&rows.columns[row])]
            .into_iter()
            .chain(columns)
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Rows {
        let columns = ["kind", "year", "dead"].map(|name| Column::new(name, ColumnType::Plain));
        let record = |kind: &str, year: i64, dead: Value| {
            vec![Value::Text(kind.to_owned()), Value::Integer(year), dead]
        };
        let mut rows = Rows {
            columns: columns.into(),
            records: vec![
                record("assault", 2015, Value::Integer(3)),
                record("assault", 2016, Value::Null),
                record("consult", 2016, Value::Integer(2)),
                record("assault", 2016, Value::Integer(4)),
            ],
        };
        rows.columns[1].format = Format::Year;
        rows
    }

    #[test]
    fn a_facet_counts_the_rows_of_each_value() {
        let found = facet(&rows(), 0);
        let text = |text: &str| Value::Text(text.to_owned());
        assert_eq!(
            found.records,
            [
                vec![text("assault"), Value::Integer(3), Value::Number(0.75)],
                vec![text("consult"), Value::Integer(1), Value::Number(0.25)],
            ]
        );
    }

    #[test]
    fn a_crosstab_counts_or_adds_up() {
        let names = |rows: &Rows| -> Vec<String> {
            rows.columns
                .iter()
                .map(|column| column.name.clone())
                .collect()
        };
        let counted = crosstab(&rows(), (0, 1), None);
        assert_eq!(names(&counted), ["kind", "all", "2015", "2016"]);
        let line = |rows: &Rows, at: usize| rows.records[at][1..].to_vec();
        let numbers = |numbers: [f64; 3]| numbers.map(Value::Number).to_vec();
        assert_eq!(line(&counted, 0), numbers([3.0, 1.0, 2.0]));
        let added = crosstab(&rows(), (0, 1), Some(2));
        assert_eq!(line(&added, 0), numbers([7.0, 3.0, 4.0]));
        // No row has both: that is no 0.
        assert_eq!(
            line(&added, 1),
            [Value::Number(2.0), Value::Null, Value::Number(2.0)]
        );
    }

    #[test]
    fn too_many_columns_become_one() {
        let columns = ["a", "b"].map(|name| Column::new(name, ColumnType::Plain));
        let record = |n: i64| vec![Value::Integer(0), Value::Integer(n)];
        let rows = Rows {
            columns: columns.into(),
            records: (0..20).map(record).collect(),
        };
        let found = crosstab(&rows, (0, 1), None);
        assert_eq!(found.columns.len(), 1 + MOST_COLUMNS + 2);
        assert_eq!(found.columns[MOST_COLUMNS + 2].name, "other (8)");
        assert_eq!(found.records[0][MOST_COLUMNS + 2], Value::Number(8.0));
    }
}
