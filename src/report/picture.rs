//! What a report is written from, and what is said of each block in every form of it.

use super::Circumstances;
use super::ask::{Asked, Taken};
use super::listing::Listing;
use super::source::{Form, Picture, Source};
use super::svg::{self, Drawn, Width};
use super::template::{Text, placeholder};
use crate::value::{ColumnType, Value};

/// Everything that a finished report is written from.
pub(super) struct Material<'run> {
    /// As written.
    pub(super) source: &'run Source,
    /// Its rows.
    pub(super) asked: &'run Asked,
    /// Its text.
    pub(super) filled: &'run Text,
    /// Its end note.
    pub(super) listing: &'run Listing,
    /// What it depends on besides.
    pub(super) circumstances: &'run Circumstances,
}

/// A block with its rows.
#[derive(Clone, Copy)]
pub(super) struct Shown<'run> {
    pub(super) taken: &'run Taken,
    pub(super) caption: Option<&'run str>,
}

impl Material<'_> {
    /// The block of this number.
    pub(super) fn block(&self, number: usize) -> Option<Shown<'_>> {
        Some(Shown {
            taken: self.asked.taken.get(number)?,
            caption: self.filled.captions.get(number)?.as_deref(),
        })
    }

    /// The headline.
    pub(super) fn title(&self) -> &str {
        let given = self.circumstances.title.as_deref();
        given
            .or(self.filled.title.as_deref())
            .unwrap_or(&self.circumstances.name)
    }

    /// Whether a block stands in the text: some are left out by a condition there.
    pub(super) fn is_placed(&self, number: usize) -> bool {
        let mut lines = self.filled.markdown.lines();
        lines.any(|line| placed(line).is_some_and(|(_, placed)| placed == number))
    }

    /// How many blocks are shown.
    pub(super) fn n_blocks(&self) -> usize {
        let is_shown = |at: &usize| {
            let taken = self.asked.taken.get(*at);
            taken.is_some_and(|taken| taken.form != Form::Hidden) && self.is_placed(*at)
        };
        (0..self.source.blocks.len()).filter(is_shown).count()
    }

    /// Pictures of all blocks that are drawn, with their numbers; there is none of no rows.
    pub(super) fn pictures(&self) -> impl Iterator<Item = (usize, Picture, Shown<'_>)> {
        let blocks = (0..self.source.blocks.len()).filter_map(|at| Some((at, self.block(at)?)));
        let blocks = blocks.filter(|(at, _)| self.is_placed(*at));
        blocks.filter_map(|(at, shown)| match shown.taken.form {
            Form::Chart(picture) if !shown.taken.rows.records.is_empty() => {
                Some((at, picture, shown))
            }
            _ => None,
        })
    }
}

/// The sign of a fence and the number of the block in whose place it stands.
pub(super) fn placed(line: &str) -> Option<(char, usize)> {
    let mut signs = line.chars();
    let mark = signs.next().filter(|sign| matches!(sign, '`' | '~'))?;
    let info = line.trim_start_matches(mark).trim();
    let number: usize = info.strip_prefix('@')?.parse().ok()?;
    let is_fence = line.starts_with("```") || line.starts_with("~~~");
    (info == placeholder(number) && is_fence).then_some((mark, number))
}

impl Shown<'_> {
    /// The title of a table or chart.
    pub(super) fn title(&self) -> String {
        let name = || self.taken.name.replace('_', " ");
        self.caption.map_or_else(name, str::to_owned)
    }

    /// The chart at a width.
    pub(super) fn drawn(&self, picture: Picture, width: Width) -> Drawn {
        svg::draw(self.taken, picture, width)
    }

    /// The chart in words.
    pub(super) fn in_words(&self, picture: Picture) -> String {
        format!("{}. {}", self.title(), svg::in_words(self.taken, picture))
    }

    /// The columns of a row that a list shows, and whether the first is what somebody said to the letter: only then does it
    /// stand in quotation marks, and its form need not be told.
    pub(super) fn listed(&self, record: &[Value]) -> (Vec<usize>, bool) {
        let columns = &self.taken.rows.columns;
        let form = columns.iter().position(|column| column.name == "form");
        let is_direct =
            form.is_some_and(|at| matches!(&record[at], Value::Text(form) if form == "direct"));
        let is_shown = |at: &usize| record[*at] != Value::Null && !(is_direct && Some(*at) == form);
        let is_said = is_direct && columns.first().is_some_and(|column| column.name == "text");
        ((0..record.len()).filter(is_shown).collect(), is_said)
    }

    /// Whether the values of a column are numbers, which are set to the right.
    pub(super) fn is_number(&self, column: usize) -> bool {
        let mut values = self.taken.rows.records.iter().map(|record| &record[column]);
        let is_plain = self.taken.rows.columns[column].kind == ColumnType::Plain;
        let has_any = self
            .taken
            .rows
            .records
            .iter()
            .any(|record| record[column] != Value::Null);
        is_plain
            && has_any
            && values
                .all(|value| matches!(value, Value::Null | Value::Integer(_) | Value::Number(_)))
    }
}
