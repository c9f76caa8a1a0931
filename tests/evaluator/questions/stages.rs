//! Stages.

use super::super::pipeline::reachable;
use super::super::schema::{Kind, Noun};
use super::super::table::Table;
use super::Writer;

impl Writer<'_> {
    /// One more step of a pipeline, with what stands before it.
    pub(super) fn stage(&mut self, table: &Table) -> String {
        if self.dice.once_in(8)
            && let Some(step) = self.follow(table)
        {
            return step;
        }
        for _ in 0..8 {
            if let Some(stage) = self.some_stage(table) {
                return format!(" | {stage}");
            }
        }
        " | take 3".to_owned()
    }

    fn follow(&mut self, table: &Table) -> Option<String> {
        let rows = table.columns.iter().find_map(|column| match column.kind {
            Kind::Row(noun) => Some(noun),
            _ => None,
        });
        let from = table.subject.or(rows)?;
        let word = self.dice.pick_any(&reachable(from)).copied()?;
        let noun = super::super::schema::NOUNS
            .iter()
            .find(|it| it.0 == word)?
            .1;
        let clause = if self.dice.once_in(3) {
            format!(" {}", self.clause_of(noun))
        } else {
            String::new()
        };
        Some(format!(" -> {word}{clause}"))
    }

    fn some_stage(&mut self, table: &Table) -> Option<String> {
        if table
            .columns
            .iter()
            .any(|column| column.is_key && column.bin.is_some())
            && self.dice.once_in(3)
            && !table.is_filled
        {
            return self.fill(table);
        }
        let keys = table.columns.iter().filter(|column| column.is_key).count();
        if keys > 1 && !table.is_turned && self.dice.once_in(4) {
            return self.pivot(table);
        }
        Some(match self.dice.below(31) {
            0..=2 => format!("where {}", self.condition(table, 0)),
            3 => {
                let noun = table.subject.or(table.kept().map(|(noun, _)| noun))?;
                let clause = self.clause_of(noun);
                if clause.is_empty() {
                    return None;
                }
                format!(
                    "{clause} {}",
                    if self.dice.once_in(3) {
                        self.clause_of(noun)
                    } else {
                        String::new()
                    }
                )
            }
            4 | 5 => self.select(table)?,
            6 => {
                let first = path_shown(self, table)?;
                match path_shown(self, table) {
                    Some(other) if self.dice.once_in(3) && other != first => {
                        format!("drop {first}, {other}")
                    }
                    _ => format!("drop {first}"),
                }
            }
            7 | 8 => format!("derive {}", self.assignments(table)),
            9 | 30 => self.window(table)?,
            10 | 11 => self.summarize(table)?,
            12 | 13 => format!("count{}", self.by(table)),
            14..=16 => self.ranked(table)?,
            17 | 18 => format!("sort {}", self.sort_keys(table)?),
            19 => format!("take {}{}", self.dice.between(1, 6), self.per(table, 2)),
            20 => format!("skip {}", self.dice.between(0, 3)),
            21 => {
                table.subject?;
                let seed = *self.dice.pick(&["", " seed 7", " seed 1"]);
                format!("sample {}{seed}", self.dice.between(1, 5))
            }
            22 => format!("distinct {}", self.columns(table)?),
            23 => {
                let many = self.many(table)?;
                format!(
                    "each {} as {}",
                    many.path,
                    self.dice.pick(&["item", "one"]).to_owned()
                )
            }
            24 if self.depth == 0 => self.join(table)?,
            25 | 28 if table.subject == Some(Noun::Figures) => self.compare(table),
            26 => {
                let n = *self.dice.pick(&["", " 1", " 2", " 0"]);
                format!("cite{n}")
            }
            27 if self.depth == 0 => self.same_again(table)?,
            29 => self.pivot(table)?,
            _ => return None,
        })
    }

    /// The most of something.
    fn ranked(&mut self, table: &Table) -> Option<String> {
        let n = self.dice.between(1, 4);
        Some(match self.dice.below(3) {
            0 => {
                let key = self.sort_keys(table)?;
                let per = self.per(table, 3);
                format!("top {n} by {key}{per}")
            }
            1 => {
                let key = self.key(table)?;
                if !self.dice.once_in(3) {
                    return Some(format!("top {n} {key}"));
                }
                let per = self.any_field(table)?.path;
                format!("top {n} {key} per {per}")
            }
            _ => {
                let take = *self.dice.pick(&["", " take 1", " take 3"]);
                let other = self.any_field(table)?.path;
                format!("facet {}, b = {other}{take}", self.key(table)?)
            }
        })
    }

    /// Within what: one or two fields, or a value of each row.
    pub(super) fn per(&mut self, table: &Table, often: usize) -> String {
        if !self.dice.once_in(often) {
            return String::new();
        }
        let Some(one) = self.any_field(table).map(|it| it.path) else {
            return String::new();
        };
        match self.dice.below(8) {
            0 | 1 => match self.any_field(table) {
                Some(other) => format!(" per {one}, {}", other.path),
                None => String::new(),
            },
            2 => match self.bin_of(table) {
                Some(bin) => format!(" per {bin}"),
                None => format!(" per {one}"),
            },
            3 => match self.text_of(table, 2) {
                Some(text) => format!(" per {text}"),
                None => format!(" per {one}"),
            },
            _ => format!(" per {one}"),
        }
    }

    pub(super) fn sort_keys(&mut self, table: &Table) -> Option<String> {
        let mut keys = Vec::new();
        for _ in 0..self.dice.between(1, 2) {
            let minus = *self.dice.pick(&["", "-"]);
            let nulls = *self.dice.pick(&["", "", " nulls first"]);
            let key = match self.dice.below(12) {
                0 => format!("abs({})", self.number_of(table, 2)),
                1 => self.bin_of(table)?,
                2 => format!("lower({})", self.text_of(table, 2)?),
                3 => format!("({})", self.condition(table, 2)),
                4 => self.window_value(table)?,
                _ => self.any_field(table)?.path,
            };
            keys.push(format!("{minus}{key}{nulls}"));
        }
        Some(keys.join(", "))
    }

    fn select(&mut self, table: &Table) -> Option<String> {
        let mut columns = vec![self.any_field(table)?.path];
        for n in 0..self.dice.between(1, 3) {
            columns.push(match self.dice.below(4) {
                0 => match self.many(table) {
                    Some(many) => format!("c{n} = {}", many.path),
                    None => continue,
                },
                1 => format!("c{n} = {}", self.any_field(table)?.path),
                2 if self.dice.once_in(3) => match self.window_value(table) {
                    Some(window) => format!("c{n} = {window}"),
                    None => continue,
                },
                2 if self.dice.once_in(3) => match self.bin_of(table) {
                    Some(bin) => bin,
                    None => continue,
                },
                _ => format!("c{n} = {}", self.value_of(table)),
            });
        }
        Some(format!("select {}", columns.join(", ")))
    }

    fn assignments(&mut self, table: &Table) -> String {
        let name = *self.dice.pick(&["d1", "d2", "d3", "name", "`odd name`"]);
        let value = self.value_of(table);
        if self.dice.once_in(3) {
            return format!("{name} = {value}, d4 = {}", self.value_of(table));
        }
        format!("{name} = {value}")
    }

    /// What rows are grouped by: a field, a bin of time, an expression.
    pub(super) fn key(&mut self, table: &Table) -> Option<String> {
        Some(match self.dice.below(10) {
            0 | 1 => match self.bin_of(table) {
                Some(bin) => bin,
                None => self.any_field(table)?.path,
            },
            2 => format!("k = {}", self.condition(table, 2)),
            3 => format!("k = {}", self.plain_value(table)),
            4 => format!(
                "k = bin({}, {})",
                self.number_of(table, 2),
                self.dice.between(2, 9)
            ),
            _ => self.any_field(table)?.path,
        })
    }

    pub(super) fn columns(&mut self, table: &Table) -> Option<String> {
        let mut columns = vec![self.key(table)?];
        if self.dice.once_in(2) {
            let field = self.key(table)?;
            columns.push(if field.contains(" = ") {
                self.any_field(table)?.path
            } else {
                field
            });
        }
        Some(columns.join(", "))
    }

    pub(super) fn by(&mut self, table: &Table) -> String {
        if self.dice.once_in(6) {
            return String::new();
        }
        self.columns(table)
            .map_or(String::new(), |columns| format!(" by {columns}"))
    }
}

/// A column or field that is shown.
fn path_shown(writer: &mut Writer<'_>, table: &Table) -> Option<String> {
    let shown: Vec<String> = table
        .shown
        .iter()
        .filter(|name| !name.contains('.'))
        .map(|name| super::path_of(name))
        .collect();
    if shown.len() < 2 {
        return None;
    }
    writer.dice.pick_any(&shown).cloned()
}
