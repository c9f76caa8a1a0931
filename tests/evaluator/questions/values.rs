//! Expressions by the kind of their value.

use super::super::schema::{Kind, Noun, fields, members};
use super::super::table::Table;
use super::{Field, Writer};

impl Writer<'_> {
    /// A number for each row.
    pub(super) fn number_of(&mut self, table: &Table, depth: usize) -> String {
        let plain = |it: &mut Self| match it.field_where(table, Kind::is_number) {
            Some(field) => field.path,
            None => it.number(),
        };
        if depth > 2 {
            return plain(self);
        }
        let depth = depth + 1;
        match self.dice.below(18) {
            0 => format!(
                "{} {} {}",
                self.number_of(table, depth),
                self.dice.pick(&["+", "-", "*", "/"]).to_owned(),
                self.number()
            ),
            1 => format!("({} - {}) * 2", self.number_of(table, depth), self.number()),
            2 => format!("-{}", plain(self)),
            3 | 14 => self.number_function(table, depth),
            4 => match self.text_of(table, depth) {
                Some(text) => format!("{}({text})", self.dice.pick(&["len", "words"])),
                None => plain(self),
            },
            5 => match self.date_of(table, depth) {
                Some(date) => format!("{}({date})", self.dice.pick(&["year", "weekday"])),
                None => plain(self),
            },
            6 => self.links_number(table).unwrap_or_else(|| plain(self)),
            7 => format!("{} ?? {}", plain(self), self.number()),
            8 => format!(
                "if({}, {}, {})",
                self.condition(table, depth),
                plain(self),
                self.number()
            ),
            9 => format!(
                "case {{ {} => {}, else => {} }}",
                self.condition(table, depth),
                plain(self),
                self.number()
            ),
            10 => format!("floor({}) % 3", plain(self)),
            11 => format!(
                "bin({}, {})",
                plain(self),
                self.dice.pick(&["5", "10", "2.5"])
            ),
            12 => match (self.date_of(table, 3), self.date_of(table, 3)) {
                (Some(one), Some(other)) => format!("days({one} - {other})"),
                _ => plain(self),
            },
            13 => match self.text_of(table, 3) {
                Some(text) => format!("len(split({text}, {}))", self.separator()),
                None => plain(self),
            },
            _ => plain(self),
        }
    }

    fn number_function(&mut self, table: &Table, depth: usize) -> String {
        let one = self.number_of(table, depth);
        match self.dice.below(9) {
            0 => format!("round({one} / 3, 1)"),
            1 => format!("round({one})"),
            2 => format!("floor({one} / 2)"),
            3 => format!("ceil({one} / 2)"),
            4 => format!("abs({one} - 10)"),
            5 => format!("log10({one})"),
            6 => format!("min2({one}, {})", self.number()),
            7 => format!("max2({one}, {})", self.number()),
            _ => format!("clamp({one}, 3, {})", self.dice.between(4, 20)),
        }
    }

    /// A number made of linked rows.
    fn links_number(&mut self, table: &Table) -> Option<String> {
        let many = self.many(table)?;
        let numbers: Vec<&str> = fields(many.noun)
            .into_iter()
            .filter(|field| !field.is_many && field.kind.is_number())
            .map(|field| field.name)
            .collect();
        let function = *self
            .dice
            .pick(&["sum", "avg", "min", "max", "median", "stdev"]);
        Some(match (self.dice.below(3), self.dice.pick_any(&numbers)) {
            (0, Some(number)) => format!("{function}({}.{number})", many.path),
            (1, _) => format!("distinct({})", many.path),
            _ => {
                let clause = if self.dice.once_in(2) {
                    format!(" {}", self.clause_of(many.noun))
                } else {
                    String::new()
                };
                format!("count({}{clause})", many.path)
            }
        })
    }

    fn separator(&mut self) -> String {
        (*self.dice.pick(&["\" \"", "\"a\"", "\", \"", "\"-\""])).to_owned()
    }

    /// A text for each row.
    pub(super) fn text_of(&mut self, table: &Table, depth: usize) -> Option<String> {
        if depth <= 2 && self.dice.once_in(8) {
            let date = self.date_of(table, depth + 1)?;
            return Some(format!("format({date}, {})", self.date_pattern()));
        }
        let field = match self.dice.below(4) {
            0 if depth < 2 => self.text_of(table, depth + 1)?,
            _ => self.field_where(table, |kind| *kind == Kind::Text)?.path,
        };
        if depth > 2 {
            return Some(field);
        }
        Some(match self.dice.below(14) {
            0 => format!("lower({field})"),
            1 => format!("upper({field})"),
            2 => format!("trim({field})"),
            3 => format!("left({field}, {})", self.dice.below(5)),
            4 => format!("right({field}, {})", self.dice.below(5)),
            5 => format!(
                "replace({field}, {}, \"x\")",
                self.dice.pick(&["\"a\"", "\" \"", "\"or\""])
            ),
            6 => format!("extract({field}, {})", self.pattern()),
            7 => format!("{field} ?? {}", self.text()),
            8 => format!(
                "if({}, {field}, \"none\")",
                self.condition(table, depth + 1)
            ),
            9 => format!(
                "case {{ {} => {field}, {} => \"two\" }}",
                self.condition(table, depth + 1),
                self.condition(table, depth + 1)
            ),
            _ => field,
        })
    }

    /// A date for each row.
    pub(super) fn date_of(&mut self, table: &Table, depth: usize) -> Option<String> {
        let field = self.field_where(table, |kind| *kind == Kind::Date)?.path;
        if depth > 2 {
            return Some(field);
        }
        Some(match self.dice.below(16) {
            6 => format!("bin({field}, {})", self.width()),
            7 => format!("{field} + {}", self.duration()),
            9 => format!("{field} - {}", self.duration()),
            10 => format!("{} + {field}", self.duration()),
            11 => {
                let (one, other) = (self.date_of(table, 3)?, self.date_of(table, 3)?);
                format!("{field} + ({one} - {other})")
            }
            12 => format!(
                "if({}, {field}, {})",
                self.condition(table, depth + 1),
                self.date_of(table, 3)?
            ),
            0 => format!("month({field})"),
            1 => format!("quarter({field})"),
            2 => format!("week({field})"),
            3 => format!("day({field})"),
            4 => format!("earliest({field})"),
            5 => format!("latest({field})"),
            8 => format!("{field} ?? {}", self.date()),
            _ => field,
        })
    }

    /// A bin of time, or nothing where there is no date.
    pub(super) fn bin_of(&mut self, table: &Table) -> Option<String> {
        let field = self.field_where(table, |kind| *kind == Kind::Date)?.path;
        if self.dice.once_in(4) {
            return Some(format!("bin({field}, {})", self.width()));
        }
        let bin = *self
            .dice
            .pick(&["month", "year", "quarter", "week", "month", "day"]);
        Some(format!("{bin}({field})"))
    }

    /// A value for each row by which rows can be put together.
    pub(super) fn plain_value(&mut self, table: &Table) -> String {
        let value = match self.dice.below(5) {
            0 => self.text_of(table, 1),
            1 => self.date_of(table, 1),
            2 => Some(self.number_of(table, 1)),
            3 => self
                .date_of(table, 2)
                .map(|date| format!("precision({date})")),
            _ => self
                .date_of(table, 2)
                .map(|date| format!("weekday({date})")),
        };
        value.unwrap_or_else(|| self.number_of(table, 1))
    }

    /// A value of any kind for each row.
    pub(super) fn value_of(&mut self, table: &Table) -> String {
        let text = match self.dice.below(10) {
            8 => self
                .text_of(table, 2)
                .map(|text| format!("split({text}, {})", self.separator())),
            9 => Some(self.plain_value(table)),
            0 | 1 => Some(self.number_of(table, 1)),
            2 => self.text_of(table, 1),
            3 => self.date_of(table, 1),
            4 => Some(self.condition(table, 2)),
            5 => self.links_value(table),
            6 => self
                .field_where(table, |kind| *kind == Kind::Date)
                .map(|it| {
                    let earlier = self.field_where(table, |kind| *kind == Kind::Date).unwrap();
                    match self.dice.below(4) {
                        0 => format!("precision({})", it.path),
                        3 => format!("({} - {}) + {}", it.path, earlier.path, self.days()),
                        1 => format!("days({} - {})", it.path, earlier.path),
                        _ => format!("{} - {}", it.path, earlier.path),
                    }
                }),
            _ => self.any_field(table).map(|it| it.path),
        };
        text.unwrap_or_else(|| self.number())
    }

    /// A value made of linked rows.
    fn links_value(&mut self, table: &Table) -> Option<String> {
        let many = self.many(table)?;
        let plain: Vec<&str> = fields(many.noun)
            .into_iter()
            .filter(|field| !field.is_many && !matches!(field.kind, Kind::Row(_) | Kind::List(_)))
            .map(|field| field.name)
            .collect();
        let field = *self.dice.pick(&plain);
        let dated = super::super::schema::primary_date(many.noun);
        let numbers: Vec<&str> = fields(many.noun)
            .into_iter()
            .filter(|field| !field.is_many && field.kind.is_number())
            .map(|field| field.name)
            .collect();
        let number = self.dice.pick_any(&numbers).copied();
        Some(match self.dice.below(12) {
            6 if dated.is_some() => format!("first({}.{field})", many.path),
            7 if dated.is_some() => format!("last({}.{field})", many.path),
            8 => format!("last({}.{field} by {})", many.path, number?),
            9 => format!("argmax({}.{field}, {})", many.path, number?),
            10 => format!("quantile({}.{}, 0.5)", many.path, number?),
            11 => format!("count({}.{field})", many.path),
            0 => format!("list({})", many.path),
            1 => format!("list({}.{field})", many.path),
            2 => format!("min({}.{field})", many.path),
            3 => format!("max({}.{field})", many.path),
            4 => format!("distinct({}.{field})", many.path),
            _ => format!("count({})", many.path),
        })
    }

    /// What stands opposite a field: a value of its kind.
    pub(super) fn opposite(&mut self, table: &Table, field: &Field) -> String {
        match &field.kind {
            Kind::Word(set) => {
                let word = *self.dice.pick(members(set));
                if self.dice.once_in(3) {
                    format!("\"{word}\"")
                } else {
                    word.to_owned()
                }
            }
            Kind::Text => self.text(),
            Kind::Date => match self.dice.below(3) {
                0 => "2020".to_owned(),
                1 => self.date_of(table, 3).unwrap_or_else(|| "2020".to_owned()),
                _ => self.date(),
            },
            Kind::Bool => (*self.dice.pick(&["true", "false"])).to_owned(),
            Kind::Duration => self.days(),
            Kind::Row(Noun::Entities) => self.entity_name(None),
            Kind::Row(Noun::Sources) => {
                (*self
                    .dice
                    .pick(&["\"Morning Post\"", "\"Star House\"", "\"Daily Mail\""]))
                .to_owned()
            }
            Kind::Row(Noun::Clusters) => "\"k2\"".to_owned(),
            Kind::Row(_) => "null".to_owned(),
            _ => self.number(),
        }
    }
}
