//! How wide each column of a table may be on a page of a given width.
//!
//! Numbers, dates and short words keep their width. Texts share what is left in proportion to their
//! content, never below a floor. What does not fit even so is hidden by worth: ids and addresses
//! first, then columns from the right, dates, titles and names after all others, never the first one.

use super::cell::cells;
use crate::value::{ColumnType, Rows, Value};

/// A text column is never narrower than this.
const FLOOR: usize = 12;
/// A text column asks for no more than this when texts share a page.
const CEILING: usize = 60;
/// Cells between and around columns: `│ a ┆ b │`.
const FRAME: usize = 3;

/// The columns that are shown, with their widths in terminal cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fit {
    /// Positions of the columns shown, ascending, with their widths.
    pub(super) columns: Vec<(usize, usize)>,
}

/// Whether a column holds numbers only, and so is aligned to the right.
pub(super) fn is_numeric(rows: &Rows, column: usize) -> bool {
    let mut values = rows.records.iter().map(|record| &record[column]);
    let is_number = |value: &Value| matches!(value, Value::Integer(_) | Value::Number(_));
    values.clone().any(is_number) && values.all(|value| is_number(value) || *value == Value::Null)
}

/// Fits columns whose texts are `shown` (row by row) to a width; `None` if not even the floors of the
/// first two columns fit.
pub(super) fn fit(rows: &Rows, shown: &[Vec<String>], width: usize) -> Option<Fit> {
    let wants: Vec<Want> = (0..rows.columns.len())
        .map(|column| want(rows, shown, column))
        .collect();
    let mut left: Vec<usize> = (0..wants.len()).collect();
    loop {
        let frame = FRAME * left.len() + 1;
        let floors: usize = left.iter().map(|column| wants[*column].floor).sum();
        if frame + floors <= width {
            return Some(Fit {
                columns: share(&wants, &left, width - frame),
            });
        }
        if left.len() <= 2 {
            return None;
        }
        let least = least_worth(rows, &left);
        left.remove(least);
    }
}

#[derive(Debug, Clone, Copy)]
struct Want {
    natural: usize,
    floor: usize,
}

fn want(rows: &Rows, shown: &[Vec<String>], column: usize) -> Want {
    let head = cells(&rows.columns[column].name);
    let body = shown
        .iter()
        .map(|record| cells(&record[column]))
        .max()
        .unwrap_or(0);
    let natural = head.max(body).max(1);
    let is_rigid = is_numeric(rows, column) || rows.columns[column].kind == ColumnType::Date;
    let floor = if is_rigid {
        natural
    } else {
        natural.min(FLOOR.max(head.min(CEILING)))
    };
    Want { natural, floor }
}

/// Gives every column its floor, then hands out the rest in proportion to what is still wanted.
fn share(wants: &[Want], left: &[usize], width: usize) -> Vec<(usize, usize)> {
    let floors: usize = left.iter().map(|column| wants[*column].floor).sum();
    let naturals: usize = left.iter().map(|column| wants[*column].natural).sum();
    if naturals <= width {
        return left
            .iter()
            .map(|column| (*column, wants[*column].natural))
            .collect();
    }
    let asks = |column: &usize| {
        let want = wants[*column];
        want.natural.min(CEILING.max(want.floor)) - want.floor
    };
    let spare = width - floors;
    let asked: usize = left.iter().map(asks).sum();
    let mut fitted: Vec<(usize, usize)> = left
        .iter()
        .map(|column| {
            let more = (asks(column) * spare)
                .checked_div(asked)
                .unwrap_or(0)
                .min(asks(column));
            (*column, wants[*column].floor + more)
        })
        .collect();
    let mut unused = width - fitted.iter().map(|(_, wide)| wide).sum::<usize>();
    for (column, wide) in fitted.iter_mut().rev() {
        let more = unused.min(wants[*column].natural - *wide);
        *wide += more;
        unused -= more;
    }
    fitted
}

fn least_worth(rows: &Rows, left: &[usize]) -> usize {
    let is_address = |column: &usize| {
        matches!(
            rows.columns[*column].name.as_str(),
            "id" | "url" | "origin" | "domain"
        )
    };
    let is_telling = |column: &usize| {
        let column = &rows.columns[*column];
        column.kind == ColumnType::Date || matches!(column.name.as_str(), "title" | "name")
    };
    let hidden = || left.iter().enumerate().skip(1).rev();
    hidden()
        .find(|(_, column)| is_address(column))
        .or_else(|| hidden().find(|(_, column)| !is_telling(column)))
        .map_or(left.len() - 1, |(position, _)| position)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Column;

    fn rows(names: &[&str], record: Vec<Value>) -> (Rows, Vec<Vec<String>>) {
        let columns: Vec<Column> = names
            .iter()
            .map(|name| Column::new((*name).to_owned(), ColumnType::Plain))
            .collect();
        let shown = record
            .iter()
            .zip(&columns)
            .map(|(v, c)| super::super::cell::shown(v, c));
        let shown = vec![shown.collect()];
        (
            Rows {
                columns,
                records: vec![record],
            },
            shown,
        )
    }

    #[test]
    fn what_fits_keeps_its_width() {
        let (rows, shown) = rows(
            &["n", "name"],
            vec![Value::Integer(5), Value::Text("Iran".into())],
        );
        assert_eq!(fit(&rows, &shown, 80).unwrap().columns, [(0, 1), (1, 4)]);
    }

    #[test]
    fn texts_shrink_and_numbers_do_not() {
        let long = "word ".repeat(40);
        let (rows, shown) = rows(
            &["high", "text"],
            vec![Value::Integer(250_000), Value::Text(long)],
        );
        let fitted = fit(&rows, &shown, 60).unwrap().columns;
        assert_eq!(fitted, [(0, 7), (1, 60 - 7 - 7)]);
    }

    #[test]
    fn addresses_are_hidden_before_words() {
        let text = || Value::Text("x".repeat(40));
        let (rows, shown) = rows(&["title", "url", "source"], vec![text(), text(), text()]);
        let fitted = fit(&rows, &shown, 40).unwrap().columns;
        assert_eq!(
            fitted.iter().map(|(column, _)| *column).collect::<Vec<_>>(),
            [0, 2]
        );
    }

    #[test]
    fn a_page_too_narrow_for_two_columns_has_no_fit() {
        let text = || Value::Text("x".repeat(40));
        let (rows, shown) = rows(&["title", "source"], vec![text(), text()]);
        assert_eq!(fit(&rows, &shown, 20), None);
    }
}
