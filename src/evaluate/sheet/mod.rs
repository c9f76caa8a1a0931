//! Annotations as others publish them, one document a line: `text` and the list `gold` or `spans` of names,
//! places, time expressions or events. What the list holds tells which.
//!
//! Each is scored by the rules that are usual for its form: an ignored span is neither asked for nor
//! wrong, a leading article and a trailing possessive belong to no name, and of events only kinds and
//! people count, since such sets do not tell what happened from what was planned.

mod date;
mod event;
mod filler;
mod matching;
mod name;
mod place;
mod span;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Comparison, Gold, Report, Scope, Side, read};
use crate::lexicon::Lexicon;
use crate::model::article::Article;
use crate::record::{CharOffsets, EntityRecord, bare};

pub use name::Label;

type Object = Map<String, Value>;

/// A document with an annotation of one form.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// File and line.
    pub place: String,
    /// The set that the line says it belongs to.
    pub set: Option<String>,
    /// The document, as it would be loaded.
    pub article: Article,
    annotation: Annotation,
}

#[derive(Debug, Clone, PartialEq)]
enum Annotation {
    Names(name::Names),
    Places(Vec<place::PlaceSpan>),
    Dates(Vec<date::DateSpan>),
    Events(event::Events),
}

/// Why an annotation cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum SheetFault {
    #[error("its annotation cannot be read: {reason}")]
    Invalid { reason: String },
    #[error("the annotated characters {start} to {end} are not in the text")]
    OutsideText { start: usize, end: usize },
}

impl From<serde_json::Error> for SheetFault {
    fn from(error: serde_json::Error) -> Self {
        let reason = error.to_string();
        Self::Invalid { reason }
    }
}

impl Sheet {
    /// Reads the annotation of a line; none if it has none. An empty list is of the form of the line
    /// before it.
    pub(super) fn read(
        object: &Object,
        place: String,
        article: Article,
        before: Option<&Self>,
    ) -> Result<Option<Self>, SheetFault> {
        let items = object.get("gold").or_else(|| object.get("spans"));
        let items = items
            .and_then(Value::as_array)
            .map_or(&[][..], Vec::as_slice);
        if items.is_empty()
            && !["gold", "spans", "quad"]
                .iter()
                .any(|key| object.contains_key(*key))
        {
            return Ok(None);
        }
        let form = Form::of(object, items).or(before.map(|before| before.annotation.form()));
        let Some(form) = form else {
            return Ok(None);
        };
        Ok(Some(Self {
            annotation: form.read(object, items, &CharOffsets::new(&article.text))?,
            set: object.get("set").and_then(Value::as_str).map(str::to_owned),
            place,
            article,
        }))
    }
}

/// What an annotation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Names,
    Places,
    Dates,
    Events,
}

impl Form {
    fn of(object: &Object, items: &[Value]) -> Option<Self> {
        let has = |key: &str| items.iter().any(|item| item.get(key).is_some());
        let is_place = |item: &Value| item.get("type").is_some_and(|word| word == "place");
        if object.contains_key("complete") || object.contains_key("quad") || has("actors") {
            Some(Self::Events)
        } else if has("timex_type") {
            Some(Self::Dates)
        } else if has("lat") || !items.is_empty() && items.iter().all(is_place) {
            Some(Self::Places)
        } else if object.contains_key("scored") || has("type") {
            Some(Self::Names)
        } else {
            None
        }
    }

    fn read(
        self,
        object: &Object,
        items: &[Value],
        offsets: &CharOffsets<'_>,
    ) -> Result<Annotation, SheetFault> {
        Ok(match self {
            Self::Names => Annotation::Names(name::Names::read(object, items, offsets)?),
            Self::Places => Annotation::Places(span::read(items, offsets)?),
            Self::Dates => Annotation::Dates(span::read(items, offsets)?),
            Self::Events => Annotation::Events(event::Events::read(object, items)?),
        })
    }
}

impl Annotation {
    fn form(&self) -> Form {
        match self {
            Self::Names(_) => Form::Names,
            Self::Places(_) => Form::Places,
            Self::Dates(_) => Form::Dates,
            Self::Events(_) => Form::Events,
        }
    }

    /// Whether finding more than is annotated is wrong.
    fn is_complete(&self) -> bool {
        !matches!(self, Self::Events(events) if !events.is_complete)
    }
}

/// Reads every document, in order, and compares: a report for each set. What was learned of an entity
/// in one document is known of it in the next, as when they are loaded.
pub(super) fn evaluate(gold: &Gold, lexicon: &Lexicon) -> Vec<(Option<String>, Report)> {
    let is_complete = gold
        .sheets
        .iter()
        .all(|sheet| sheet.annotation.is_complete());
    let scope = Scope::of(gold);
    let nobody = BTreeMap::new();
    let mut entities: BTreeMap<String, EntityRecord> = BTreeMap::new();
    let mut reports: Vec<(Option<String>, Report)> = Vec::new();
    for sheet in &gold.sheets {
        let described = read(&sheet.article, lexicon);
        for entity in described.entities {
            let known = entities.entry(entity.id.clone());
            let known = known.or_insert_with(|| entity.clone());
            known.learn(&entity);
        }
        let record = bare(&sheet.article);
        let comparison = Comparison {
            place: &sheet.place,
            offsets: CharOffsets::new(&record.text),
            expected: Side {
                record: &record,
                entities: &nobody,
            },
            found: Side {
                record: &described.article,
                entities: &entities,
            },
            scope,
        };
        let report = report_of(&mut reports, sheet.set.as_ref());
        report.n_articles += 1;
        sheet.annotation.score(&comparison, is_complete, report);
    }
    reports
}

fn report_of<'reports>(
    reports: &'reports mut Vec<(Option<String>, Report)>,
    set: Option<&String>,
) -> &'reports mut Report {
    let known = reports.iter().position(|(name, _)| name.as_ref() == set);
    let position = known.unwrap_or_else(|| {
        reports.push((set.cloned(), Report::default()));
        reports.len() - 1
    });
    &mut reports[position].1
}

impl Annotation {
    fn score(&self, comparison: &Comparison<'_>, is_complete: bool, report: &mut Report) {
        match self {
            Self::Names(names) => name::score(names, comparison, report),
            Self::Places(places) => place::score(places, comparison, report),
            Self::Dates(dates) => date::score(dates, comparison, report),
            Self::Events(events) => event::score(events, comparison, is_complete, report),
        }
    }
}
