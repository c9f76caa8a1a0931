//! The last result drawn, whether the question says how or not.

use std::io;

use super::{Done, Output, Session};
use crate::render::OutputFormat;
use crate::render::footer::extent;
use crate::repl::answers::Answers;
use crate::value::{Chart, ChartKind, ChartLabel, ColumnType, Format, Missing, Rows, Value};

impl<A: Answers> Session<A> {
    /// `.chart`
    pub(super) fn chart(
        &mut self,
        kind: Option<ChartKind>,
        output: &mut Output<'_>,
    ) -> io::Result<Done> {
        let Some(last) = self.results.last() else {
            return self.nothing_asked(output);
        };
        let known = last.chart.clone();
        let known = known.filter(|chart| kind.is_none_or(|kind| kind == chart.kind));
        let chart = match known.map_or_else(|| chart_of(&last.rows, kind), Ok) {
            Ok(chart) => chart,
            Err(message) => return self.refuse(output, message),
        };
        let paper = (OutputFormat::Table, self.page());
        let (text, shown) = match self.drawn(&last.rows, Some(&chart), Vec::new(), paper) {
            Ok(drawn) => drawn?,
            Err(given_up) => return self.give_up(&given_up, output),
        };
        output.data.write_all(&text)?;
        output.data.flush()?;
        let line = extent(&last.rows, (shown, last.total));
        writeln!(output.notes, "{}", self.dim(&line))?;
        Ok(Done::Answered)
    }
}

/// What the columns are for in a chart of a kind, or of the kind that suits them.
fn chart_of(rows: &Rows, kind: Option<ChartKind>) -> Result<Chart, &'static str> {
    let positions = || 0..rows.columns.len();
    let is_number = |at: &usize| {
        let mut values = rows.records.iter().map(|record| &record[*at]);
        rows.columns[*at].format != Format::Year
            && values.any(|value| matches!(value, Value::Integer(_) | Value::Number(_)))
    };
    let mut values: Vec<usize> = positions().filter(is_number).collect();
    let mut labels: Vec<usize> = positions().filter(|at| !values.contains(at)).collect();
    let is_date = |at: &&usize| {
        let column = &rows.columns[**at];
        column.kind == ColumnType::Date || column.format == Format::Year
    };
    let has_date = labels.iter().any(|at| is_date(&at));
    let kind = kind.unwrap_or(match (values.is_empty(), has_date) {
        (false, true) if labels.len() == 1 => ChartKind::Line,
        (true, true) => ChartKind::Timeline,
        _ => ChartKind::Bar,
    });
    if kind != ChartKind::Hist {
        // One number is drawn: the count if there is one.
        let by_name = |at: &usize| rows.columns[*at].name == "count";
        values = values
            .iter()
            .copied()
            .find(by_name)
            .or(values.first().copied())
            .into_iter()
            .collect();
    }
    values.truncate(1);
    if kind == ChartKind::Graph {
        labels.truncate(2);
    }
    let lacks = match kind {
        ChartKind::Bar | ChartKind::Hist => values.is_empty().then_some("a column of numbers"),
        ChartKind::Line => (values.is_empty() || labels.is_empty())
            .then_some("a column of numbers and one to put them along"),
        ChartKind::Heat => {
            (values.is_empty() || labels.len() < 2).then_some("a column of numbers and two others")
        }
        ChartKind::Timeline => {
            let is_date = |at: &usize| rows.columns[*at].kind == ColumnType::Date;
            (!labels.iter().any(is_date)).then_some("a column of dates")
        }
        ChartKind::Graph => (labels.len() < 2).then_some("two columns of names"),
    };
    if let Some(lacks) = lacks {
        return Err(match lacks {
            "a column of numbers" => {
                "this chart needs a column of numbers: `_ | count by …`, or `.facet COLUMN`"
            }
            "a column of dates" => "this chart needs a column of dates",
            "two columns of names" => "this chart needs two columns of names",
            _ => "this chart needs a column of numbers and more besides: `_ | count by …`",
        });
    }
    let label = |column: usize| ChartLabel {
        column,
        missing: match rows.columns[column].missing {
            Missing::Unknown | Missing::Bin if is_date(&&column) => "(no date)",
            Missing::Unknown | Missing::Bin => "(none)",
            known => known.text(),
        },
    };
    Ok(Chart {
        kind,
        labels: labels.into_iter().map(label).collect(),
        values,
    })
}
