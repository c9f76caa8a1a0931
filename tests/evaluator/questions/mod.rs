//! Questions put together at random, so that most of them mean something: what is written next depends
//! on the columns that the rows have there, which the evaluator tells.

mod clauses;
mod conditions;
mod declared;
mod groups;
mod joins;
mod literals;
mod sources;
mod stages;
mod values;
mod windows;

use super::comparison::World;
use super::dice::Dice;
use super::schema::{Kind, Noun, fields};
use super::table::{Column, Table};

/// Stages of a pipeline at most.
const MAX_STAGES: usize = 4;

/// A question in the making.
pub(super) struct Writer<'w> {
    pub(super) dice: Dice,
    world: &'w World,
    /// The script before the pipeline.
    head: String,
    /// Names of `let`s with the noun of their rows.
    lets: Vec<(String, &'static str)>,
    /// Parameters with their kind.
    parameters: Vec<(String, Parameter)>,
    /// How deep pipelines stand in each other.
    depth: usize,
    /// Whether a list can stand where a name does.
    takes_lists: bool,
}

/// What a parameter holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parameter {
    Entity,
    Place,
    Number,
    Date,
    Text,
    Duration,
    Entities,
    Numbers,
    Texts,
    Word(&'static str),
    Words(&'static str),
}

/// A path that leads to one value, with its kind.
#[derive(Debug, Clone)]
struct Field {
    path: String,
    kind: Kind,
}

/// A path that leads to many rows or to values of them.
#[derive(Debug, Clone)]
struct Many {
    path: String,
    noun: Noun,
}

impl<'w> Writer<'w> {
    pub(super) fn new(world: &'w World, seed: u64) -> Self {
        Self {
            dice: Dice::new(seed),
            world,
            head: String::new(),
            lets: Vec::new(),
            parameters: Vec::new(),
            depth: 0,
            takes_lists: false,
        }
    }

    /// A whole script.
    pub(super) fn script(&mut self) -> String {
        if self.dice.once_in(6) {
            self.declare_parameter();
        }
        for _ in 0..2 {
            if self.dice.once_in(6) {
                self.declare_rows();
            }
        }
        let pipeline = self.pipeline();
        if self.dice.once_in(30) {
            let meta = *self.dice.pick(&["explain", "sql", "describe"]);
            return format!("{}{meta} {pipeline}", self.head);
        }
        let chart = if self.dice.once_in(20) {
            self.chart(&pipeline)
        } else {
            String::new()
        };
        format!("{}{pipeline}{chart}", self.head)
    }

    /// A pipeline of a source and some stages.
    fn pipeline(&mut self) -> String {
        let mut text = self.source();
        let Some(mut table) = self.rows_of(&text) else {
            return "events".to_owned();
        };
        let n_stages = self.dice.below(MAX_STAGES + 1 - self.depth);
        for _ in 0..n_stages {
            // A stage that the evaluator refuses here is tried again in another form.
            let is_list = |column: &Column| matches!(column.kind, Kind::List(_));
            let has_list = table.columns.iter().any(is_list);
            for _ in 0..4 {
                let sided = match table.subject {
                    Some(noun) if self.depth == 0 && !has_list && self.dice.once_in(12) => {
                        self.other_side(&text, noun)
                    }
                    _ => None,
                };
                let next = match sided {
                    Some(sided) => sided,
                    None => self.stage(&table),
                };
                let longer = format!("{text}{next}");
                if let Some(found) = self.rows_of(&longer) {
                    (text, table) = (longer, found);
                    break;
                }
            }
        }
        text
    }

    /// The rows of a pipeline after the script's declarations, if it has any.
    fn rows_of(&self, pipeline: &str) -> Option<Table> {
        self.world
            .evaluate(&format!("{}{pipeline}", self.head))
            .ok()
    }

    /// The last stage of some: how the rows are drawn.
    fn chart(&mut self, pipeline: &str) -> String {
        let kinds = ["bar", "line", "hist", "timeline", "heat", "graph"];
        let kind = *self.dice.pick(&kinds);
        let shown = self
            .rows_of(pipeline)
            .map_or(Vec::new(), |table| table.shown);
        match self.dice.pick_any(&shown).cloned() {
            Some(name) if self.dice.once_in(2) => format!(" | chart {kind} {}", path_of(&name)),
            _ => format!(" | chart {kind}"),
        }
    }

    /// A pipeline that stands inside another.
    fn inner<T>(&mut self, write: impl FnOnce(&mut Self) -> T) -> T {
        self.depth += 1;
        let text = write(self);
        self.depth -= 1;
        text
    }

    /// A parameter of a kind, now and then.
    fn parameter(&mut self, kind: Parameter) -> Option<String> {
        let known: Vec<String> = self
            .parameters
            .iter()
            .filter(|(_, it)| *it == kind)
            .map(|(name, _)| name.clone())
            .collect();
        if known.is_empty() || self.dice.once_in(3) {
            return None;
        }
        self.dice.pick_any(&known).cloned()
    }

    /// Paths to one value that can be used on a table's rows.
    fn fields_of(table: &Table) -> Vec<Field> {
        let mut found: Vec<Field> = table
            .columns
            .iter()
            .filter(|column| !column.name.starts_with(' '))
            .map(|column| Field {
                path: path_of(&column.name),
                kind: column.kind.clone(),
            })
            .collect();
        if let Some(noun) = table.subject {
            let visible = fields(noun).into_iter().filter(|field| {
                !field.is_many
                    && table.visible_field(field.name).is_some()
                    && table.position(field.name).is_none()
            });
            found.extend(visible.map(|field| Field {
                path: field.name.to_owned(),
                kind: field.kind,
            }));
        }
        let mut deeper = Vec::new();
        for field in &found {
            if let Kind::Row(noun) = field.kind {
                deeper.extend(
                    fields(noun)
                        .into_iter()
                        .filter(|it| !it.is_many)
                        .map(|it| Field {
                            path: format!("{}.{}", field.path, it.name),
                            kind: it.kind,
                        }),
                );
            }
        }
        found.extend(deeper);
        found
    }

    /// A path of one of these kinds; own fields more often than those of others.
    fn field_where(&mut self, table: &Table, fits: impl Fn(&Kind) -> bool) -> Option<Field> {
        let all = Self::fields_of(table);
        let fitting: Vec<Field> = all.into_iter().filter(|field| fits(&field.kind)).collect();
        let near: Vec<Field> = fitting
            .iter()
            .filter(|field| !field.path.contains('.'))
            .cloned()
            .collect();
        let list = if near.is_empty() || self.dice.once_in(3) {
            fitting
        } else {
            near
        };
        self.dice.pick_any(&list).cloned()
    }

    fn any_field(&mut self, table: &Table) -> Option<Field> {
        self.field_where(table, |kind| !matches!(kind, Kind::List(_) | Kind::Null))
    }

    /// A path to many rows.
    fn many(&mut self, table: &Table) -> Option<Many> {
        let mut found = Vec::new();
        let links = |noun: Noun, before: &str| {
            let links = fields(noun).into_iter().filter(|field| field.is_many);
            links
                .filter_map(|field| match field.kind {
                    Kind::Row(noun) => Some(Many {
                        path: format!("{before}{}", field.name),
                        noun,
                    }),
                    _ => None,
                })
                .collect::<Vec<_>>()
        };
        if let Some(noun) = table.subject.filter(|_| !table.is_dropped) {
            let own = links(noun, "");
            found.extend(
                own.iter()
                    .filter(|it| {
                        table.position(&it.path).is_none() && !table.gone.contains(&it.path)
                    })
                    .cloned(),
            );
        }
        for field in Self::fields_of(table) {
            if let Kind::Row(noun) = field.kind
                && !field.path.contains('.')
            {
                found.extend(links(noun, &format!("{}.", field.path)));
            }
        }
        let mut one = self.dice.pick_any(&found).cloned()?;
        if self.dice.once_in(5) {
            let further = links(one.noun, &format!("{}.", one.path));
            if let Some(next) = self.dice.pick_any(&further) {
                one = next.clone();
            }
        }
        Some(one)
    }
}

/// A column's name as it is written: names of joined columns are paths, odd ones stand in backticks.
fn path_of(name: &str) -> String {
    const RESERVED: &[&str] = &[
        "and", "or", "not", "in", "is", "null", "true", "false", "where", "by", "per", "as", "on",
    ];
    let is_word = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|letter| letter.is_alphanumeric() || letter == '_')
            && !part.starts_with(|letter: char| letter.is_ascii_digit())
            && !RESERVED.contains(&part)
    };
    if name.split('.').all(is_word) {
        name.to_owned()
    } else {
        format!("`{name}`")
    }
}
