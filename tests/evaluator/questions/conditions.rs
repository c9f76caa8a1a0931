//! Conditions.

use super::super::schema::{Kind, Noun};
use super::super::table::Table;
use super::{Parameter, Writer};

impl Writer<'_> {
    /// A condition on each row.
    pub(super) fn condition(&mut self, table: &Table, depth: usize) -> String {
        if depth < 3 {
            let next = depth + 1;
            match self.dice.below(10) {
                0 => {
                    return format!(
                        "({} and {})",
                        self.condition(table, next),
                        self.condition(table, next)
                    );
                }
                1 => {
                    return format!(
                        "({} or {})",
                        self.condition(table, next),
                        self.condition(table, next)
                    );
                }
                2 => return format!("not ({})", self.condition(table, next)),
                _ => {}
            }
        }
        for _ in 0..6 {
            if let Some(test) = self.test(table, depth) {
                return test;
            }
        }
        "1 = 1".to_owned()
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each kind of test")]
    fn test(&mut self, table: &Table, depth: usize) -> Option<String> {
        Some(match self.dice.below(14) {
            0 | 1 => {
                let noun = table.subject.or(table.kept().map(|(noun, _)| noun))?;
                let clause = self.clause_of(noun);
                if clause.is_empty() {
                    return None;
                }
                clause
            }
            2 => {
                let sign = *self.dice.pick(&["=", "!=", "<", "<=", ">", ">="]);
                format!(
                    "{} {sign} {}",
                    self.number_of(table, depth + 1),
                    self.number()
                )
            }
            3 => {
                let date = self.date_of(table, depth + 1)?;
                let sign = *self.dice.pick(&["=", "!=", "<", "<=", ">", ">="]);
                let other = if self.dice.once_in(2) {
                    self.date()
                } else {
                    self.date_of(table, 3)?
                };
                format!("{date} {sign} {other}")
            }
            4 => {
                let text = self.text_of(table, depth + 1)?;
                let sign = *self.dice.pick(&["=", "!=", "<", ">="]);
                format!("{text} {sign} {}", self.text())
            }
            5 => self.text_test(table)?,
            6 => {
                let sign = *self.dice.pick(&["=", "!="]);
                if self.dice.once_in(8) {
                    let truth = *self.dice.pick(&["true", "false"]);
                    return Some(format!("({}) {sign} {truth}", self.condition(table, 3)));
                }
                let field = self.any_field(table)?;
                format!("{} {sign} {}", field.path, self.opposite(table, &field))
            }
            7 => {
                let not = *self.dice.pick(&["", "not "]);
                format!("{} is {not}null", self.any_field(table)?.path)
            }
            8 => self.membership(table)?,
            9 => {
                let date = self.field_where(table, |kind| *kind == Kind::Date)?.path;
                let not = *self.dice.pick(&["", "", "not "]);
                if self.dice.once_in(3) {
                    let other = self.field_where(table, |kind| *kind == Kind::Date)?.path;
                    let word = *self.dice.pick(&[
                        "during",
                        "since",
                        "possibly during",
                        "before",
                        "after",
                        "until",
                    ]);
                    let shift = *self.dice.pick(&["", "", " + 1mo", " - 3d", ".."]);
                    return Some(format!("{date} {not}{word} {other}{shift}"));
                }
                format!("{date} {not}{}", self.time_clause())
            }
            10 => {
                let place = self
                    .field_where(table, |kind| *kind == Kind::Row(Noun::Entities))?
                    .path;
                let not = *self.dice.pick(&["", "", "not "]);
                format!("{place} {not}{}", self.place_clause())
            }
            11 => self.quantified(table, depth)?,
            13 => {
                let (one, other) = (self.date_of(table, 3)?, self.date_of(table, 3)?);
                let sign = *self.dice.pick(&["=", "!=", "<", "<=", ">", ">="]);
                let length = match self.dice.below(3) {
                    0 => self.days(),
                    _ => self.duration(),
                };
                if self.dice.once_in(4) {
                    format!("{length} {sign} {one} - {other}")
                } else {
                    format!("{one} - {other} {sign} {length}")
                }
            }
            _ => {
                let one = self.any_field(table)?;
                let kind = one.kind.clone();
                let other = self.field_where(table, |it| *it == kind)?;
                format!("{} = {}", one.path, other.path)
            }
        })
    }

    fn text_test(&mut self, table: &Table) -> Option<String> {
        let text = self.field_where(table, Kind::is_text)?.path;
        let not = *self.dice.pick(&["", "!"]);
        Some(match self.dice.below(4) {
            0 => format!("{text} {not}~ {}", self.pattern()),
            1 => format!("starts({text}, {})", self.text()),
            2 => format!("ends({text}, {})", self.text()),
            _ => format!("{text} {not}~ {}", self.text()),
        })
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each kind of set")]
    fn membership(&mut self, table: &Table) -> Option<String> {
        let not = *self.dice.pick(&["", "", "not "]);
        if let Some((name, kind)) = self.parameters.first().cloned()
            && self.dice.once_in(2)
        {
            let fits = |it: &Kind| match kind {
                Parameter::Number | Parameter::Numbers => it.is_number(),
                Parameter::Text | Parameter::Texts => *it == Kind::Text,
                Parameter::Date => *it == Kind::Date,
                Parameter::Entity | Parameter::Place | Parameter::Entities => {
                    *it == Kind::Row(Noun::Entities)
                }
                Parameter::Word(set) | Parameter::Words(set) => *it == Kind::Word(set),
                Parameter::Duration => false,
            };
            return Some(format!(
                "{} {not}in {name}",
                self.field_where(table, fits)?.path
            ));
        }
        if self.dice.once_in(2)
            && let Some(test) = self.in_let(table)
        {
            return Some(test);
        }
        Some(match self.dice.below(7) {
            0 => {
                let number = self.field_where(table, Kind::is_number)?.path;
                let end = match self.dice.below(3) {
                    0 => String::new(),
                    1 => self.field_where(table, Kind::is_number)?.path,
                    _ => "20".to_owned(),
                };
                format!("{number} {not}in {}..{end}", self.dice.between(1, 15))
            }
            1 => {
                let date = self.field_where(table, |kind| *kind == Kind::Date)?.path;
                if self.dice.once_in(3) {
                    let start = self.field_where(table, |kind| *kind == Kind::Date)?.path;
                    let end = self.moment();
                    return Some(format!("{date} {not}in {start}..{end}"));
                }
                let range = *self.dice.pick(&[
                    "2019..2020-02",
                    "2020-02-15..2020-03",
                    "2020-03..",
                    "ago(1y)..today",
                ]);
                format!("{date} {not}in {range}")
            }
            2 if self.depth == 0 => {
                let row = self
                    .field_where(table, |kind| *kind == Kind::Row(Noun::Entities))?
                    .path;
                let noun = *self.dice.pick(&["people", "places", "groups"]);
                let clause = self.inner(|it| it.clause_of(Noun::Entities));
                format!("{row} {not}in ({noun} {clause})")
            }
            3 if self.depth == 0 => {
                let name = self.field_where(table, |kind| *kind == Kind::Text)?.path;
                format!("{name} {not}in (people | select name)")
            }
            4 => {
                let many = self.many(table)?;
                if many.noun != Noun::Entities {
                    return None;
                }
                format!(
                    "{} {not}in ({}, {})",
                    many.path,
                    self.entity_name(None),
                    self.entity_name(None)
                )
            }
            _ => {
                let field = self.any_field(table)?;
                let null = if self.dice.once_in(4) { ", null" } else { "" };
                format!(
                    "{} {not}in ({}, {}{null})",
                    field.path,
                    self.opposite_literal(table, &field),
                    self.opposite_literal(table, &field)
                )
            }
        })
    }

    fn in_let(&mut self, table: &Table) -> Option<String> {
        let (name, word) = self.lets.first().cloned()?;
        let noun = super::super::schema::NOUNS
            .iter()
            .find(|it| it.0 == word)?
            .1;
        let row = self
            .field_where(table, |kind| *kind == Kind::Row(noun))?
            .path;
        let not = *self.dice.pick(&["", "not "]);
        Some(format!("{row} {not}in {name}"))
    }

    /// What stands opposite a field in a list, where only values stand.
    fn opposite_literal(&mut self, table: &Table, field: &super::Field) -> String {
        if field.kind == Kind::Date {
            self.date()
        } else {
            self.opposite(table, field)
        }
    }

    fn quantified(&mut self, table: &Table, depth: usize) -> Option<String> {
        let many = self.many(table)?;
        let word = *self.dice.pick(&["any", "all", "none", "count"]);
        let clause = if self.dice.once_in(2) {
            format!(" {}", self.clause_of(many.noun))
        } else {
            String::new()
        };
        let (inner, _) = super::super::scope::alone(
            many.noun,
            super::super::cell::Ref {
                noun: many.noun,
                at: 0,
            },
        );
        let condition = if self.dice.once_in(2) {
            format!(" where {}", self.condition(&inner, depth + 2))
        } else {
            String::new()
        };
        if word == "all" && clause.is_empty() && condition.is_empty() {
            return None;
        }
        let test = format!("{word}({}{clause}{condition})", many.path);
        Some(if word == "count" {
            format!("{test} > {}", self.dice.below(3))
        } else {
            test
        })
    }
}
