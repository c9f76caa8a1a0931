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
            return Some("fill".to_owned());
        }
        let keys = table.columns.iter().filter(|column| column.is_key).count();
        if keys > 1 && !table.is_turned && self.dice.once_in(4) {
            return self.pivot(table);
        }
        Some(match self.dice.below(29) {
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
            6 => format!("drop {}", path_shown(self, table)?),
            7 | 8 => format!("derive {}", self.assignments(table)),
            9 => self.window(table)?,
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
            25 | 28 if table.subject == Some(Noun::Figures) => self.compare(),
            26 => {
                let n = *self.dice.pick(&["", " 1", " 2", " 0"]);
                format!("cite{n}")
            }
            27 if self.depth == 0 => self.same_again(table)?,
            _ => return None,
        })
    }

    /// The most of something.
    fn ranked(&mut self, table: &Table) -> Option<String> {
        let n = self.dice.between(1, 4);
        Some(match self.dice.below(3) {
            0 => {
                let key = self.any_field(table)?.path;
                let per = self.per(table, 3);
                let minus = *self.dice.pick(&["", "-"]);
                format!("top {n} by {minus}{key}{per}")
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

    /// A set operation with rows of the same noun.
    fn same_again(&mut self, table: &Table) -> Option<String> {
        let noun = table
            .subject
            .filter(|_| table.columns.is_empty() && !table.is_dropped)?;
        let word = super::super::schema::NOUNS
            .iter()
            .find(|it| it.1 == noun)?
            .0;
        let operator = *self.dice.pick(&["union", "except", "intersect"]);
        let clause = self.inner(|it| it.clause_of(noun));
        Some(format!("{operator} ({word} {clause})"))
    }

    fn join(&mut self, table: &Table) -> Option<String> {
        let (noun, right) = *self.dice.pick(&[
            (Noun::Clusters, "figures"),
            (Noun::Clusters, "quotes"),
            (Noun::Articles, "events"),
            (Noun::Entities, "events"),
            (Noun::Sources, "articles"),
        ]);
        let key = self
            .field_where(table, |kind| *kind == Kind::Row(noun))?
            .path;
        let name = match noun {
            Noun::Clusters => "cluster",
            Noun::Articles => "article",
            Noun::Sources => "source",
            _ => *self.dice.pick(&["place", "actor"]),
        };
        let on = if key == name {
            key
        } else {
            format!("{key} = {name}")
        };
        Some(match self.dice.below(3) {
            0 => format!("join other = ({right}) on {on}"),
            1 => format!("lookup other = ({right} | count by {name}) on {on}"),
            _ => format!("lookup other = ({right} | take 1 per {name}) on {on}"),
        })
    }

    fn compare(&mut self) -> String {
        let value = *self.dice.pick(&["value", "high", "low"]);
        let across = *self
            .dice
            .pick(&["source", "claimant", "source", "bound", "article"]);
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
        ]);
        format!("compare {value} across {across}{per}")
    }

    fn pivot(&mut self, table: &Table) -> Option<String> {
        let keys: Vec<String> = table
            .columns
            .iter()
            .filter(|column| column.is_key)
            .map(|column| super::path_of(&column.name))
            .collect();
        let key = self.dice.pick_any(&keys).cloned()?;
        if table
            .columns
            .iter()
            .any(|column| matches!(column.kind, Kind::List(_)))
        {
            // Rows would be ordered by a list, which has no order.
            return None;
        }
        let numbers: Vec<String> = table
            .columns
            .iter()
            .filter(|column| !column.is_key && column.kind.is_number())
            .map(|column| super::path_of(&column.name))
            .collect();
        if numbers.iter().any(|name| name == "count") && self.dice.once_in(2) {
            return Some(format!("pivot {key}"));
        }
        let number = self.dice.pick_any(&numbers)?;
        Some(format!("pivot {key} of {number}"))
    }

    fn per(&mut self, table: &Table, often: usize) -> String {
        if !self.dice.once_in(often) {
            return String::new();
        }
        match (self.any_field(table), self.dice.once_in(4)) {
            (Some(one), true) => match self.any_field(table) {
                Some(other) => format!(" per {}, {}", one.path, other.path),
                None => String::new(),
            },
            (Some(one), false) => format!(" per {}", one.path),
            (None, _) => String::new(),
        }
    }

    fn sort_keys(&mut self, table: &Table) -> Option<String> {
        let mut keys = Vec::new();
        for _ in 0..self.dice.between(1, 2) {
            let minus = *self.dice.pick(&["", "-"]);
            let nulls = *self.dice.pick(&["", "", " nulls first"]);
            let key = if self.dice.once_in(4) {
                self.number_function_key(table)
            } else {
                self.any_field(table)?.path
            };
            keys.push(format!("{minus}{key}{nulls}"));
        }
        Some(keys.join(", "))
    }

    fn number_function_key(&mut self, table: &Table) -> String {
        format!("abs({})", self.number_of(table, 2))
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

    /// A function of neighbouring rows, after a sort where it needs one.
    fn window(&mut self, table: &Table) -> Option<String> {
        let number = self.field_where(table, Kind::is_number)?.path;
        let any = self
            .field_where(table, |kind| {
                !matches!(kind, Kind::List(_) | Kind::Bool | Kind::Null)
            })?
            .path;
        let name = *self.dice.pick(&["w1", "w2"]);
        let per = self.per(table, 2);
        let sort = if table.is_sorted {
            String::new()
        } else {
            format!("sort {} | ", self.sort_keys(table)?)
        };
        Some(match self.dice.below(8) {
            0 => format!("derive {name} = share({number}){per}"),
            1 => format!("derive {name} = rank({number}){per}"),
            2 => format!("{sort}derive {name} = running({number}){per}"),
            3 => format!("{sort}derive {name} = lag({any}){per}"),
            4 => format!("{sort}derive {name} = lead({any}, 2){per}"),
            5 => format!("{sort}derive {name} = running({number}) * 2"),
            6 => format!("where rank({number}) <= 2"),
            _ => {
                let function = *self.dice.pick(&["avg", "sum", "min", "max", "count"]);
                format!(
                    "{sort}derive {name} = moving({function}, {number}, {}){per}",
                    self.dice.between(1, 3)
                )
            }
        })
    }

    /// What rows are grouped by: a field, a bin of time, an expression.
    fn key(&mut self, table: &Table) -> Option<String> {
        Some(match self.dice.below(8) {
            0 | 1 => match self.bin_of(table) {
                Some(bin) => bin,
                None => self.any_field(table)?.path,
            },
            2 => format!("k = {}", self.condition(table, 2)),
            _ => self.any_field(table)?.path,
        })
    }

    fn columns(&mut self, table: &Table) -> Option<String> {
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

    fn by(&mut self, table: &Table) -> String {
        if self.dice.once_in(6) {
            return String::new();
        }
        self.columns(table)
            .map_or(String::new(), |columns| format!(" by {columns}"))
    }

    fn summarize(&mut self, table: &Table) -> Option<String> {
        let mut columns = Vec::new();
        for n in 0..self.dice.between(1, 3) {
            let aggregate = self.aggregate(table)?;
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
        Some(match self.dice.below(15) {
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
                table.subject?;
                format!("argmax({}, {})", any.path, number?)
            }
            13 => format!("count({})", self.many(table)?.path),
            _ => format!("max({}) - min({})", number.clone()?, number?),
        })
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
