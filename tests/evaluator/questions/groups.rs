//! `summarize` and its aggregates.

use super::super::schema::Kind;
use super::super::table::Table;
use super::Writer;

impl Writer<'_> {
    pub(super) fn summarize(&mut self, table: &Table) -> Option<String> {
        let mut columns = Vec::new();
        for n in 0..self.dice.between(1, 3) {
            let aggregate = match self.dice.below(8) {
                0 => self.of_aggregates(table)?,
                1 => self.aggregate_of_value(table)?,
                _ => self.aggregate(table)?,
            };
            // Figures of several units cannot be added up; other numbers can.
            columns.push(if self.dice.once_in(3) {
                aggregate
            } else {
                format!("s{n} = {aggregate}")
            });
        }
        Some(format!(
            "summarize {}{}",
            columns.join(", "),
            self.by(table)
        ))
    }

    fn aggregate(&mut self, table: &Table) -> Option<String> {
        let number = self.field_where(table, Kind::is_number).map(|it| it.path);
        let any = self.any_field(table)?;
        let has_order = !matches!(any.kind, Kind::Row(_) | Kind::List(_));
        Some(match self.dice.below(17) {
            0 => "count()".to_owned(),
            1 => format!("count({})", any.path),
            2 => format!("distinct({})", any.path),
            3 => format!("sum({})", number?),
            4 => format!("avg({})", number?),
            5 => format!("median({})", number?),
            6 => format!("stdev({})", number?),
            7 => format!(
                "quantile({}, {})",
                number?,
                self.dice.pick(&["0.9", "0.25", "0", "1"]).to_owned()
            ),
            8 if has_order => format!("min({})", any.path),
            9 if has_order => format!("max({})", any.path),
            10 => format!("list({})", any.path),
            11 => {
                table.subject?;
                format!(
                    "{}({})",
                    self.dice.pick(&["first", "last"]).to_owned(),
                    any.path
                )
            }
            12 => {
                let by = self.orderly(table)?;
                format!(
                    "{}({} by {by})",
                    self.dice.pick(&["first", "last"]).to_owned(),
                    any.path
                )
            }
            13 => format!("argmax({}, {})", any.path, number?),
            14 => format!("count({})", self.many(table)?.path),
            15 => {
                let many = self.many(table)?;
                format!("count({} {})", many.path, self.clause_of(many.noun))
            }
            _ => format!("max({}) - min({})", number.clone()?, number?),
        })
    }

    /// A field by which rows can stand one before the other.
    fn orderly(&mut self, table: &Table) -> Option<String> {
        let fits = |kind: &Kind| kind.is_number() || kind.is_text() || *kind == Kind::Date;
        Some(self.field_where(table, fits)?.path)
    }

    /// An aggregate of what is made of each row.
    fn aggregate_of_value(&mut self, table: &Table) -> Option<String> {
        let number = self.number_of(table, 1);
        Some(match self.dice.below(8) {
            0 => format!("sum({number})"),
            1 => format!("avg({number})"),
            2 => format!("max({number})"),
            3 => format!("distinct({})", self.text_of(table, 1)?),
            4 => format!("list({})", self.bin_of(table)?),
            5 => format!("min({})", self.date_of(table, 1)?),
            6 => format!("count(if({}, 1, null))", self.condition(table, 2)),
            _ => format!("sum(if({}, 1, 0))", self.condition(table, 2)),
        })
    }

    /// What is made of several aggregates.
    fn of_aggregates(&mut self, table: &Table) -> Option<String> {
        let number = self.field_where(table, Kind::is_number)?.path;
        let any = self.any_field(table)?.path;
        Some(match self.dice.below(8) {
            0 => format!("round(avg({number}), 1)"),
            1 => format!("sum({number}) / count()"),
            2 => format!("if(count() > 1, max({number}), 0)"),
            3 => format!("case {{ distinct({any}) = 1 => \"one\", else => \"more\" }}"),
            4 => format!("min({number}) ?? -1"),
            5 => format!("count() > {}", self.dice.between(1, 3)),
            6 => format!("max({number}) in 5..20"),
            _ => format!("len(list({any}))"),
        })
    }
}
