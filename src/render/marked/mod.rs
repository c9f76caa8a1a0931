//! An article as it is read: its text with everything that was found marked in place, and below it what
//! each mark means.
//!
//! On paper with colours a mark is a colour or an attribute, which add up where marks overlap, and a dim
//! label behind it; on paper without, it stands in square brackets with its label.

mod card;
mod entity;
mod fact;
mod head;
mod ink;
mod label;
mod layer;
mod legend;
mod mark;
mod wrap;

use std::collections::BTreeMap;

use super::Letters;
use crate::record::{ArticleRecord, CharOffsets, EntityRecord};
use label::Labels;
use wrap::Writer;

pub use card::{Told, card};
pub use entity::{EntityCounts, LastMention, Spoken, entity};

/// What an article is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Paper {
    /// Width in terminal cells; lines are not broken where it is not known.
    pub width: Option<usize>,
    /// What letters can show; marks are shown by colours alone, since there are more sorts of them than weights.
    pub letters: Letters,
    /// Whether it shows nothing but ASCII.
    pub is_ascii: bool,
}

/// What the handles of a record stand for.
#[derive(Debug, Clone, Copy)]
pub struct Known<'record> {
    /// Entities by handle.
    pub entities: &'record BTreeMap<String, EntityRecord>,
    /// Name of the outlet.
    pub outlet: Option<&'record str>,
}

impl<'record> Known<'record> {
    /// The name of an entity; its handle where nothing more is known.
    fn name(&self, handle: &'record str) -> &'record str {
        self.entities
            .get(handle)
            .map_or(handle, |entity| entity.name.as_str())
    }
}

/// Prints an article with its marks.
pub fn article(record: &ArticleRecord, known: Known<'_>, paper: Paper) -> String {
    let offsets = CharOffsets::new(&record.text);
    let labels = Labels::of(record, known);
    let mut writer = Writer::new(paper);
    head::write(record, known, &mut writer);
    writer.end_line();
    let marks = mark::marks(record, &labels, known, &offsets);
    layer::write(&record.text, marks, &mut writer);
    legend::write(record, &labels, known, &offsets, &mut writer);
    writer.finish()
}

#[cfg(test)]
mod tests;
