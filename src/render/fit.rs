//! How wide each column of a table may be on a page of a given width.
//!
//! Numbers, dates and short words keep their width. Texts share what is left in proportion to their
//! content, never below a floor. What does not fit even so is hidden by worth, with a mark in its place: ids and
//! addresses first, then language, lengths and certainty, then columns from the right, dates, titles and names after all
//! others, never the first one.

use super::cell::cells;
use crate::value::{ColumnType, Rows, Value};

/// A text column is never narrower than this.
const FLOOR: usize = 12;
/// A column of single words, as kinds and modes are, keeps its width up to this.
const LONGEST_WORD: usize = 20;
/// A text column asks for no more than this when texts share a page.
const CEILING: usize = 60;
/// Cells between and around columns: `│ a ┆ b │`.
const FRAME: usize = 3;

/// What few people read, hidden first.
const ADDRESSES: [&str; 5] = ["id", "url", "origin", "domain", "hash"];
/// What is of no use but whole.
const WHOLE: [&str; 2] = ["id", "handle"];
/// What is hidden after that.
const PARTICULARS: [&str; 6] = ["lang", "language", "words", "start", "stop", "certainty"];

/// What stands beside one another in a line of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// A column of the rows.
    Column {
        /// Its position among them.
        column: usize,
        /// Its width in terminal cells.
        width: usize,
    },
    /// The mark of columns that are hidden.
    Hidden,
}

/// The columns that are shown, in their order, with their widths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fit {
    pub(super) slots: Vec<Slot>,
}

impl Fit {
    /// Columns that are shown.
    pub(super) fn n_columns(&self) -> usize {
        let is_column = |slot: &&Slot| matches!(slot, Slot::Column { .. });
        self.slots.iter().filter(is_column).count()
    }

    /// Columns with their widths, of `total` in all, with marks where others are missing.
    fn new(columns: &[(usize, usize)], total: usize) -> Self {
        let mut slots = Vec::new();
        let mut next = 0;
        for (column, width) in columns.iter().copied() {
            if column > next {
                slots.push(Slot::Hidden);
            }
            slots.push(Slot::Column { column, width });
            next = column + 1;
        }
        if next < total {
            slots.push(Slot::Hidden);
        }
        Self { slots }
    }
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
        let hidden = n_marks(&left, wants.len());
        // A mark is one cell wide.
        let frame = FRAME * (left.len() + hidden) + hidden + 1;
        let floors: usize = left.iter().map(|column| wants[*column].floor).sum();
        if frame + floors <= width {
            return Some(Fit::new(&share(&wants, &left, width - frame), wants.len()));
        }
        if left.len() <= 2 {
            return None;
        }
        let least = least_worth(rows, &left);
        left.remove(least);
    }
}

/// How many marks stand for the columns that are not left.
fn n_marks(left: &[usize], total: usize) -> usize {
    let starts = left.iter().copied().chain([total]);
    let ends = std::iter::once(0).chain(left.iter().map(|column| column + 1));
    starts.zip(ends).filter(|(start, end)| start > end).count()
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
    let is_rigid = is_numeric(rows, column)
        || WHOLE.contains(&rows.columns[column].name.as_str())
        || rows.columns[column].kind == ColumnType::Date
        || (natural <= LONGEST_WORD && shown.iter().all(|record| !record[column].contains(' ')));
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
    let name = |column: usize| rows.columns[column].name.as_str();
    let is_telling = |column: usize| {
        rows.columns[column].kind == ColumnType::Date || matches!(name(column), "title" | "name")
    };
    let hidden = || left.iter().copied().enumerate().skip(1).rev();
    let first_of = |names: &[&str]| hidden().find(|(_, column)| names.contains(&name(*column)));
    first_of(&ADDRESSES)
        .or_else(|| first_of(&PARTICULARS))
        .or_else(|| hidden().find(|(_, column)| !is_telling(*column)))
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

    fn widths(fitted: &Fit) -> Vec<(usize, usize)> {
        let width = |slot: &Slot| match slot {
            Slot::Column { column, width } => Some((*column, *width)),
            Slot::Hidden => None,
        };
        fitted.slots.iter().filter_map(width).collect()
    }

    #[test]
    fn what_fits_keeps_its_width() {
        let (rows, shown) = rows(
            &["n", "name"],
            vec![Value::Integer(5), Value::Text("Iran".into())],
        );
        assert_eq!(widths(&fit(&rows, &shown, 80).unwrap()), [(0, 1), (1, 4)]);
    }

    #[test]
    fn texts_shrink_and_numbers_do_not() {
        let long = "word ".repeat(40);
        let (rows, shown) = rows(
            &["high", "text"],
            vec![Value::Integer(250_000), Value::Text(long)],
        );
        let fitted = fit(&rows, &shown, 60).unwrap();
        assert_eq!(widths(&fitted), [(0, 7), (1, 60 - 7 - 7)]);
    }

    #[test]
    fn addresses_are_hidden_before_words() {
        let text = || Value::Text("x".repeat(40));
        let (rows, shown) = rows(&["title", "url", "source"], vec![text(), text(), text()]);
        let fitted = fit(&rows, &shown, 44).unwrap();
        let columns: Vec<usize> = widths(&fitted).iter().map(|(column, _)| *column).collect();
        assert_eq!(columns, [0, 2]);
        assert_eq!(fitted.slots[1], Slot::Hidden, "where the address was");
    }

    #[test]
    fn a_page_too_narrow_for_two_columns_has_no_fit() {
        let text = || Value::Text("x".repeat(40));
        let (rows, shown) = rows(&["title", "source"], vec![text(), text()]);
        assert_eq!(fit(&rows, &shown, 20), None);
    }
}
