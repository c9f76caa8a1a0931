//! The last step: what a result shows, and in which order.

use std::rc::Rc;

use super::Resolver;
use super::chart::Drawn;
use super::evidence::EVIDENCE;
use super::footnote::FootnoteKind;
use super::frame::{Frame, Shown};
use super::spread::{CELLS, HEADS, Spread, SpreadLimit};
use super::value::{Type, Typed};
use super::wrap::Outputs;
use crate::query::plan::Query;
use crate::span::Span;
use crate::value::{Column, Missing};

/// A plan with the columns of its rows.
#[derive(Debug, Clone)]
pub(in crate::query) struct Projected {
    /// The rows.
    pub(in crate::query) query: Query,
    /// Their columns.
    pub(in crate::query) columns: Vec<Column>,
    /// The types of the columns, for `describe`.
    pub(in crate::query) types: Vec<Type>,
    /// The column that becomes several, if one does.
    pub(in crate::query) spread: Option<ProjectedSpread>,
    /// How they are to be drawn, if they are.
    pub(in crate::query) chart: Option<Drawn>,
    /// What to count beside.
    pub(in crate::query) notes: Vec<ProjectedNote>,
}

/// A column that becomes several.
#[derive(Debug, Clone)]
pub(in crate::query) struct ProjectedSpread {
    /// The position of the column of cells; the heads stand in the last column.
    pub(in crate::query) cells: usize,
    /// What became columns, as named in the script.
    pub(in crate::query) path: String,
    /// How a cell is read back, under the name of what fills it.
    pub(in crate::query) cell: Column,
    /// The type of a cell in words.
    pub(in crate::query) words: String,
    /// Whether numbers in cells are whole by their type.
    pub(in crate::query) is_whole: bool,
    /// Whether an absent cell is 0; else null.
    pub(in crate::query) is_count: bool,
    /// How many columns there may be.
    pub(in crate::query) limit: SpreadLimit,
    /// Heads that make no column.
    pub(in crate::query) dropped: Vec<String>,
    /// Heads that the script names, and where.
    pub(in crate::query) looked_up: Vec<(String, Span)>,
    /// Where the stage stands.
    pub(in crate::query) span: Span,
    /// The heads alone, for a result without rows.
    pub(in crate::query) heads: Query,
}

/// A plan that counts something beside a result.
#[derive(Debug, Clone)]
pub(in crate::query) struct ProjectedNote {
    /// What it counts.
    pub(in crate::query) kind: FootnoteKind,
    /// The rows: a word and a number, or one number.
    pub(in crate::query) query: Query,
}

impl Projected {
    /// Every plan that becomes a statement.
    pub(in crate::query) fn queries(&self) -> Vec<&Query> {
        let notes = self.notes.iter().map(|note| &note.query);
        let heads = self.spread.iter().map(|spread| &spread.heads);
        notes.chain(heads).chain([&self.query]).collect()
    }
}

impl Resolver<'_> {
    /// The plan of a frame as a result.
    pub(super) fn projected(&mut self, frame: Frame) -> Projected {
        let mut frame = frame;
        self.note_rows(&mut frame);
        let shown = frame.shown.clone();
        let mut outputs = Outputs::new(self.alias("result"));
        let (mut columns, mut types) = (Vec::new(), Vec::new());
        let mut values: Vec<(Rc<str>, Typed)> = Vec::new();
        for item in &shown {
            let name: Rc<str> = match item {
                Shown::Field(name) => (*name).into(),
                Shown::Column(name) => name.clone(),
            };
            let value = self.shown_value(&mut frame, item);
            let known = frame.column(&name);
            let is_bin = known.is_some_and(|known| known.is_key && known.bin.is_some());
            columns.push(Column {
                missing: if is_bin {
                    Missing::Bin
                } else {
                    Missing::Unknown
                },
                ..column(&name, &value)
            });
            types.push(value.kind.clone());
            let cell = self.cell(&mut frame, &value);
            values.push((name, cell));
        }
        if let Some(evidence) = self.evidence(&mut frame) {
            columns.push(column(EVIDENCE, &evidence.value));
            types.push(evidence.value.kind.clone());
            values.push((EVIDENCE.into(), evidence.value));
        }
        if let Some(origin) = self.origin(&mut frame) {
            columns.push(column(&origin.name, &origin.value));
            types.push(origin.value.kind.clone());
            values.push((origin.name, origin.value));
        }
        let spread = self.projected_spread(&frame, &columns);
        if spread.is_some()
            && let Some(heads) = frame.column(HEADS)
        {
            columns.push(column(HEADS, &heads.value));
            types.push(heads.value.kind.clone());
            values.push((HEADS.into(), heads.value.clone()));
        }
        let order = self.full_order(&mut frame);
        for (name, value) in &values {
            outputs.add_again(name, value);
        }
        let notes = self.checks.iter().chain(&frame.footnotes);
        let notes = notes.map(|note| ProjectedNote {
            kind: note.kind.clone(),
            query: Query::from(note.select.clone()),
        });
        let notes = notes.chain(self.head_checks(spread.is_some().then_some(&frame)));
        let notes = notes.collect();
        frame.select.order = order;
        frame.select.outputs = outputs.into_list();
        Projected {
            query: Query::from(frame.select),
            columns,
            types,
            spread,
            chart: frame.chart,
            notes,
        }
    }

    fn projected_spread(&self, frame: &Frame, columns: &[Column]) -> Option<ProjectedSpread> {
        let made = frame.spread.as_ref()?;
        let cells = columns.iter().position(|column| column.name == CELLS)?;
        let spread = &self.spreads[made.number];
        Some(ProjectedSpread {
            cells,
            path: spread.path.to_string(),
            cell: column(&spread.of_name, &spread.of),
            words: spread.of.kind.words(),
            is_whole: spread.of.kind != Type::Num,
            is_count: spread.is_count,
            limit: spread.limit,
            dropped: made.dropped.iter().map(ToString::to_string).collect(),
            looked_up: spread.looked_up.clone(),
            span: spread.span,
            heads: Query::from(spread.select.clone()),
        })
    }

    /// Checks of the heads of every spread but that of the result, which is seen to when its rows are
    /// there.
    fn head_checks(&self, result: Option<&Frame>) -> Vec<ProjectedNote> {
        let seen = result.and_then(|frame| Some(frame.spread.as_ref()?.number));
        let others = self.spreads.iter().enumerate();
        let others = others.filter(|(number, _)| Some(*number) != seen);
        let checked = others.filter(|(_, spread)| {
            !spread.looked_up.is_empty() || matches!(spread.limit, SpreadLimit::Refuse(_))
        });
        let note = |(_, spread): (usize, &Spread)| ProjectedNote {
            kind: FootnoteKind::Heads {
                path: spread.path.to_string(),
                limit: spread.limit,
                looked_up: spread.looked_up.clone(),
                span: spread.span,
            },
            query: Query::from(spread.select.clone()),
        };
        checked.map(note).collect()
    }

    /// The value of something shown.
    pub(super) fn shown_value(&mut self, frame: &mut Frame, item: &Shown) -> Typed {
        match item {
            Shown::Column(name) => frame
                .column(name)
                .map_or_else(Typed::unknown, |column| column.value.clone()),
            Shown::Field(name) => {
                let Some(subject) = frame.subject.clone() else {
                    return Typed::unknown();
                };
                self.known_path(frame, subject.noun, &subject.key, &[name])
            }
        }
    }

    /// What stands in a cell: of a row its label.
    fn cell(&mut self, frame: &mut Frame, value: &Typed) -> Typed {
        match value.kind {
            Type::Row(noun) => {
                let label = self.label(frame, noun, &value.expr());
                Typed::new(Type::Text, label)
            }
            _ => value.clone(),
        }
    }
}

fn column(name: &str, value: &Typed) -> Column {
    Column {
        format: value.format,
        ..Column::new(name, value.kind.column_type())
    }
}
