//! Functions of neighbouring rows, `fill`, `pivot` and `compare`.

use super::super::schema::Kind;
use super::super::table::Table;
use super::Writer;

impl Writer<'_> {
    /// A function of neighbouring rows, after a sort where it needs one.
    pub(super) fn window(&mut self, table: &Table) -> Option<String> {
        let name = *self.dice.pick(&["w1", "w2"]);
        let per = self.per(table, 2);
        let needs_sort = !table.is_sorted;
        let sort = if needs_sort {
            format!("sort {} | ", self.sort_keys(table)?)
        } else {
            String::new()
        };
        let ordered = self.ordered_window(table)?;
        let other = self.unordered_window(table)?;
        Some(match self.dice.below(9) {
            0 | 1 => format!("derive {name} = {other}{per}"),
            2 | 3 => format!("{sort}derive {name} = {ordered}{per}"),
            4 => format!("{sort}derive {name} = {ordered}{per}, w3 = {other}"),
            5 => format!("where {other} <= {}", self.dice.between(1, 4)),
            6 => format!("{sort}where {ordered} is not null"),
            7 => format!(
                "{sort}derive {name} = if({other} < 2, {}, 0)",
                self.number_of(table, 2)
            ),
            _ => format!("{sort}select {name} = {ordered}, w4 = {other}"),
        })
    }

    /// A window that stands in a value.
    pub(super) fn window_value(&mut self, table: &Table) -> Option<String> {
        if table.is_sorted && self.dice.once_in(2) {
            return self.ordered_window(table);
        }
        self.unordered_window(table)
    }

    fn unordered_window(&mut self, table: &Table) -> Option<String> {
        let number = self.field_where(table, Kind::is_number)?.path;
        Some(match self.dice.below(5) {
            0 | 1 => format!("share({number})"),
            2 => format!("rank({})", self.ranked_value(table)?),
            3 => format!("rank({number}) + 1"),
            _ => format!("rank({number})"),
        })
    }

    fn ranked_value(&mut self, table: &Table) -> Option<String> {
        let fits = |kind: &Kind| !matches!(kind, Kind::List(_) | Kind::Null | Kind::Bool);
        Some(self.field_where(table, fits)?.path)
    }

    fn ordered_window(&mut self, table: &Table) -> Option<String> {
        let number = self.field_where(table, Kind::is_number)?.path;
        let any = self
            .field_where(table, |kind| !matches!(kind, Kind::List(_) | Kind::Null))?
            .path;
        Some(match self.dice.below(7) {
            0 => format!("running({number})"),
            1 => format!("lag({any})"),
            2 => format!("lag({any}, {})", self.dice.between(0, 3)),
            3 => format!("lead({any}, 2)"),
            4 => format!("running({number}) * 2"),
            5 => format!("{number} - lag({number})"),
            _ => {
                let function = *self.dice.pick(&["avg", "sum", "min", "max", "count"]);
                format!("moving({function}, {number}, {})", self.dice.between(1, 3))
            }
        })
    }

    pub(super) fn fill(&mut self, table: &Table) -> Option<String> {
        let bins = table
            .columns
            .iter()
            .filter(|column| column.is_key && column.bin.is_some());
        let bins: Vec<String> = bins.map(|column| super::path_of(&column.name)).collect();
        // Days between far ends would be thousands of rows.
        let is_fine = table.rows.len() < 40;
        let bin = self.dice.pick_any(&bins)?.clone();
        is_fine.then(|| match self.dice.below(3) {
            0 => format!("fill {bin}"),
            _ => "fill".to_owned(),
        })
    }

    pub(super) fn compare(&mut self, table: &Table) -> String {
        let value = *self.dice.pick(&["value", "high", "low", "value"]);
        let across = *self.dice.pick(&[
            "source",
            "claimant",
            "source",
            "bound",
            "article",
            "claimant.country",
            "article.author",
            "as_of",
            "published",
        ]);
        let per = *self.dice.pick(&[
            "",
            "",
            " per cluster, place",
            " per cluster, place",
            " per measure, unit",
            " per place",
            " per measure",
            " per what",
            " per source",
            " per place.country",
        ]);
        let columns: Vec<String> = table
            .columns
            .iter()
            .filter(|column| column.kind.is_number())
            .map(|column| super::path_of(&column.name))
            .collect();
        if self.dice.once_in(3)
            && let Some(own) = self.dice.pick_any(&columns)
        {
            return format!("compare {own} across {across}{per}");
        }
        format!("compare {value} across {across}{per}")
    }

    /// Values as columns: mostly of counts by two keys, now and then of anything.
    pub(super) fn pivot(&mut self, table: &Table) -> Option<String> {
        if table
            .columns
            .iter()
            .any(|column| matches!(column.kind, Kind::List(_)))
        {
            // Rows would be ordered by a list, which has no order.
            return None;
        }
        let named = |fits: &dyn Fn(&super::super::table::Column) -> bool| -> Vec<String> {
            let columns = table.columns.iter().filter(|it| !it.name.starts_with(' '));
            let columns = columns.filter(|column| fits(column));
            columns.map(|column| super::path_of(&column.name)).collect()
        };
        let keys = named(&|column| column.is_key);
        let others = named(&|column| !column.is_key);
        let numbers = named(&|column| !column.is_key && column.kind.is_number());
        // How a number that is computed is written in full depends on its last digit.
        let is_told = |column: &super::super::table::Column| {
            let told = ["low", "high", "value", "confidence", "lat", "lon"];
            column.kind != Kind::Num || told.contains(&column.name.as_str())
        };
        let keys: Vec<String> = keys
            .into_iter()
            .filter(|key| named(&is_told).contains(key))
            .collect();
        let all = named(&is_told);
        let key = if keys.is_empty() || self.dice.once_in(6) {
            self.dice.pick_any(&all)?.clone()
        } else {
            self.dice.pick_any(&keys)?.clone()
        };
        if numbers.iter().any(|name| name == "count") && self.dice.once_in(2) {
            return Some(format!("pivot {key}"));
        }
        let of = if self.dice.once_in(3) {
            self.dice.pick_any(&others)?
        } else {
            self.dice.pick_any(&numbers)?
        };
        Some(format!("pivot {key} of {of}"))
    }
}
