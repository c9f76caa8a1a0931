//! The scores of every aspect, and what was missed.

use std::collections::BTreeMap;

use super::Score;
use super::miss::Miss;
use super::sheet::Label;
use crate::model::entity::EntityKind;

/// What is scored, in the order of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// Names, demonyms and metonyms, with their kind; of one kind or of all. Exact: first and last
    /// character are the same, but for a leading article and a trailing possessive; else they overlap.
    Mentions {
        /// Of one kind, or of all.
        kind: Option<EntityKind>,
        /// Whether both ends must be the same.
        is_exact: bool,
    },
    /// Names at the same place that mean the same entity.
    Entities,
    /// Roles and pronouns that mean the same entity.
    References,
    /// Names as sets of annotated names tell them apart.
    Names {
        /// Of one label, or of all.
        label: Option<Label>,
        /// Whether both ends must be the same.
        is_exact: bool,
    },
    /// Names of places.
    PlaceNames {
        /// Whether both ends must be the same.
        is_exact: bool,
    },
    /// Places found in the text and within 161 km on the map.
    Located,
    /// Time expressions.
    Dates {
        /// Whether both ends must be the same.
        is_exact: bool,
    },
    /// Time expressions with both ends and the same value.
    DateValues,
    /// Quotes of the same form of which more than half is shared.
    Quotes,
    /// Quotes with the same speaker.
    Speakers,
    /// Numbers at the same place with the same low and high end.
    Figures,
    /// Figures with the same measure.
    Measures,
    /// Figures with the same bound.
    Bounds,
    /// Events of the same kind, told by the same words or of the same people.
    Events,
    /// Kinds of events in an article, however often.
    KindSets,
    /// Articles with an event.
    Documents,
    /// Sentences whose event is rightly one of words or deeds, with or against.
    Quadrants,
    /// Events with the same mode.
    Modes,
    /// Actors of events.
    Actors,
    /// Targets of events.
    Targets,
    /// Places of events.
    Places,
    /// Dates of events.
    EventDates,
    /// Events with the same modality.
    Modalities,
}

impl Aspect {
    /// The noun of what is scored.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Mentions { .. } | Self::Entities | Self::References => "mentions",
            Self::Names { .. } => "names",
            Self::PlaceNames { .. } | Self::Located => "places",
            Self::Dates { .. } | Self::DateValues => "dates",
            Self::Quotes | Self::Speakers => "quotes",
            Self::Figures | Self::Measures | Self::Bounds => "figures",
            Self::Events
            | Self::KindSets
            | Self::Documents
            | Self::Quadrants
            | Self::Modes
            | Self::Actors
            | Self::Targets
            | Self::Places
            | Self::EventDates
            | Self::Modalities => "events",
        }
    }

    /// Whether it is of all kinds and labels.
    pub fn is_total(self) -> bool {
        !matches!(
            self,
            Self::Mentions { kind: Some(_), .. } | Self::Names { label: Some(_), .. }
        )
    }

    /// What of it.
    pub fn part(self) -> String {
        let ends = |is_exact| if is_exact { "exact" } else { "relaxed" };
        match self {
            Self::Mentions { kind, is_exact } => {
                let kind = kind.map_or("all", EntityKind::word);
                format!("{kind}, {}", ends(is_exact))
            }
            Self::Entities => "right entity".to_owned(),
            Self::References => "roles and pronouns, right entity".to_owned(),
            Self::Names { label, is_exact } => {
                let label = label.map_or("all", Label::word);
                format!("{label}, {}", ends(is_exact))
            }
            Self::Located => "right within 161 km".to_owned(),
            Self::Dates { is_exact } | Self::PlaceNames { is_exact } => ends(is_exact).to_owned(),
            Self::DateValues => "exact, right value".to_owned(),
            Self::Quotes => "found".to_owned(),
            Self::Speakers => "right speaker".to_owned(),
            Self::Figures => "right number".to_owned(),
            Self::Measures => "right number and measure".to_owned(),
            Self::Bounds => "right number and bound".to_owned(),
            Self::Events => "kind".to_owned(),
            Self::KindSets => "kinds of an article".to_owned(),
            Self::Documents => "articles with one".to_owned(),
            Self::Quadrants => "quadrant".to_owned(),
            Self::Modes => "mode".to_owned(),
            Self::Actors => "actors".to_owned(),
            Self::Targets => "targets".to_owned(),
            Self::Places => "place".to_owned(),
            Self::EventDates => "date".to_owned(),
            Self::Modalities => "modality".to_owned(),
        }
    }
}

/// How well some annotated articles were read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// Articles compared.
    pub n_articles: usize,
    /// Events stored as asserted that the annotation does not assert.
    pub n_wrongly_asserted: usize,
    /// By aspect.
    pub scores: BTreeMap<Aspect, Score>,
    /// What was missed, found too much, or wrong, in reading order.
    pub misses: Vec<Miss>,
}

impl Report {
    pub(super) fn add(&mut self, aspect: Aspect, right: usize, found: usize, expected: usize) {
        let score = self.scores.entry(aspect).or_default();
        score.add(right, found, expected);
    }

    /// Adds what another report counts and tells.
    pub fn merge(&mut self, other: Self) {
        self.n_articles += other.n_articles;
        self.n_wrongly_asserted += other.n_wrongly_asserted;
        for (aspect, score) in other.scores {
            self.add(aspect, score.right, score.found, score.expected);
        }
        self.misses.extend(other.misses);
    }

    /// The score of an aspect; nothing found and nothing expected if no article speaks of it.
    pub fn score(&self, aspect: Aspect) -> Score {
        self.scores.get(&aspect).copied().unwrap_or_default()
    }
}
