//! Names: people, organizations, places, peoples.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::Value;

use super::span::{self, Annotated, Range, meet};
use super::{Object, SheetFault};
use crate::evaluate::{Aspect, Comparison, Report};
use crate::model::entity::{EntityKind, MentionForm};
use crate::record::{CharOffsets, MentionRecord};

/// What a name names, as sets of annotated names tell it apart; in the order of their words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// A place.
    Place,
    /// A people, nationality, religion or political group.
    People,
    /// A body, an armed group among them.
    Organization,
    /// A person.
    Person,
}

impl Label {
    const ALL: [Self; 4] = [Self::Place, Self::People, Self::Organization, Self::Person];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::People => "people",
            Self::Organization => "organization",
            Self::Person => "person",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        Some(match word.to_uppercase().as_str() {
            "LOC" | "GPE" | "PLACE" | "LOCATION" => Self::Place,
            "NORP" | "NATIONALITY" => Self::People,
            "ORG" | "ORGANIZATION" | "ORGANISATION" | "GROUP" | "ARMED_GROUP" | "ARMEDGROUP" => {
                Self::Organization
            }
            "PER" | "PERSON" | "PEOPLE" => Self::Person,
            _ => return None,
        })
    }
}

/// The names of a document.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Names {
    /// What was annotated at all.
    scored: Vec<Label>,
    spans: Vec<NameSpan>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct NameSpan {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    word: String,
    #[serde(default)]
    ignore: bool,
    /// Other types that are as good.
    #[serde(default)]
    alt: Vec<String>,
}

impl Annotated for NameSpan {
    fn range(&self) -> Range {
        (self.start, self.end)
    }
}

impl NameSpan {
    /// Buildings are no names that are asked for, but nor are they none.
    fn is_ignored(&self) -> bool {
        self.ignore || matches!(self.word.to_uppercase().as_str(), "FAC" | "FACILITY")
    }
}

impl Names {
    pub(super) fn read(
        object: &Object,
        items: &[Value],
        offsets: &CharOffsets<'_>,
    ) -> Result<Self, SheetFault> {
        let scored = object.get("scored").and_then(Value::as_array);
        let words = scored.map(|words| words.iter().filter_map(Value::as_str));
        Ok(Self {
            scored: words.map_or_else(
                || Label::ALL.to_vec(),
                |words| words.filter_map(Label::from_word).collect(),
            ),
            spans: span::read(items, offsets)?,
        })
    }

    /// The names asked for, each once, in the order of the text, with the labels that are as good.
    fn expected(&self, text: &[char]) -> Vec<(Name, Vec<Label>)> {
        let mut expected: Vec<(Name, Vec<Label>)> = Vec::new();
        for span in self.spans.iter().filter(|span| !span.is_ignored()) {
            let label = Label::from_word(&span.word).filter(|label| self.scored.contains(label));
            let Some(label) = label else {
                continue;
            };
            let name = (span::trim(text, span.range()), label);
            let others = span.alt.iter().filter_map(|word| Label::from_word(word));
            expected.retain(|(known, _)| *known != name);
            expected.push((name, others.collect()));
        }
        expected.sort_by_key(|(name, _)| *name);
        expected
    }
}

type Name = (Range, Label);

pub(super) fn score(names: &Names, comparison: &Comparison<'_>, report: &mut Report) {
    let text: Vec<char> = comparison.expected.record.text.chars().collect();
    let ignored = names.spans.iter().filter(|span| span.is_ignored());
    let ignored: Vec<Range> = ignored
        .map(|span| span::trim(&text, span.range()))
        .collect();
    let mut found: BTreeSet<Name> = found(comparison)
        .map(|(mention, label)| (span::trim(&text, (mention.start, mention.end)), label))
        .filter(|(_, label)| names.scored.contains(label))
        .collect();
    let expected: Vec<Name> = names
        .expected(&text)
        .into_iter()
        .map(|(name, others)| settled(name, &others, &found))
        .collect();
    let ranges = ranges(&expected);
    found.retain(|name| expected.contains(name) || !span::is_neutral(name.0, &ranges, &ignored));
    let found: Vec<Name> = found.into_iter().collect();
    count(&expected, &found, comparison, report);
}

/// A name with the label under which it was found, if that is as good.
fn settled((range, label): Name, others: &[Label], found: &BTreeSet<Name>) -> Name {
    let hits = || found.iter().filter(|(other, _)| meet(range, *other));
    if hits().any(|(_, hit)| *hit == label) {
        return (range, label);
    }
    let other = hits().find(|(_, hit)| others.contains(hit));
    (range, other.map_or(label, |(_, hit)| *hit))
}

/// Names that were found: no roles and pronouns.
fn found<'article>(
    comparison: &Comparison<'article>,
) -> impl Iterator<Item = (&'article MentionRecord, Label)> {
    let side = comparison.found;
    let mentions = side.record.mentions.iter().flatten();
    mentions.filter_map(move |mention| {
        let label = match mention.form {
            MentionForm::Role | MentionForm::Pronoun => return None,
            MentionForm::Demonym => Label::People,
            MentionForm::Name | MentionForm::Metonym => {
                match side.entities.get(&mention.entity)?.kind {
                    EntityKind::Person => Label::Person,
                    EntityKind::Organization | EntityKind::ArmedGroup => Label::Organization,
                    EntityKind::Place => Label::Place,
                }
            }
        };
        Some((mention, label))
    })
}

/// The places among the names that were found.
pub(super) fn found_places<'article>(
    comparison: &Comparison<'article>,
) -> impl Iterator<Item = &'article MentionRecord> {
    let places = found(comparison).filter(|(_, label)| *label == Label::Place);
    places.map(|(mention, _)| mention)
}

fn count(expected: &[Name], found: &[Name], comparison: &Comparison<'_>, report: &mut Report) {
    let (asked, taken) = (ranges(expected), ranges(found));
    let pairs = span::nearest(&asked, &taken, |one, other| {
        expected[one].1 == found[other].1
    });
    for wanted in std::iter::once(None).chain(Label::ALL.map(Some)) {
        let is_wanted = |name: &&Name| wanted.is_none_or(|label| name.1 == label);
        let n_expected = expected.iter().filter(is_wanted).count();
        let n_found = found.iter().filter(is_wanted).count();
        let distinct: BTreeSet<&Name> = expected.iter().filter(is_wanted).collect();
        let n_exact = distinct.iter().filter(|name| found.contains(name)).count();
        let n_relaxed = pairs
            .iter()
            .filter(|(one, _)| is_wanted(&&expected[*one]))
            .count();
        for (is_exact, n_right) in [(true, n_exact), (false, n_relaxed)] {
            let label = wanted;
            report.add(
                Aspect::Names { label, is_exact },
                n_right,
                n_found,
                n_expected,
            );
        }
    }
    let aspect = Aspect::Names {
        label: None,
        is_exact: false,
    };
    span::tell(comparison, aspect, (&asked, &taken), &pairs, report);
}

fn ranges(names: &[Name]) -> Vec<Range> {
    names.iter().map(|(range, _)| *range).collect()
}
