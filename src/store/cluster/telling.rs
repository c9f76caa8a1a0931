//! When two events of different articles tell of one happening. In doubt they do not.

use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use crate::model::date::Day;

/// A date that covers more days than this says too little.
const LONGEST: Day = 7;
/// An event without a date happened at most so many days before its article, where another one has one.
const FRESH: Day = 3;

/// Kinds of events that consist in what somebody says to or of somebody.
const SPEECH: &[&str] = &[
    "statement",
    "accuse",
    "support",
    "request",
    "reject",
    "threaten",
    "concede",
];
/// Kinds in which all take part alike.
const MUTUAL: &[&str] = &["consult", "agree", "cooperate"];

/// Two events that begin more days apart than this never match.
pub(super) const FARTHEST: Day = LONGEST + FRESH;

/// What an event says. Those of one wording match the same others, but for those of their own article.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Wording {
    place: i64,
    kind: String,
    mode: Option<String>,
    days: Option<(Day, Day)>,
    published: Option<Day>,
    is_disputed: bool,
    actors: Vec<i64>,
    targets: Vec<i64>,
}

/// A place and a time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Window {
    place: i64,
    kind: String,
    /// First and last day of what happened then,
    days: (Day, Day),
    /// and of articles that tell of it without a date.
    reported: (Day, Day),
}

impl Window {
    /// The events in it.
    pub(super) fn events(&self, connection: &Connection) -> Result<Vec<i64>> {
        let mut find = connection.prepare_cached(
            "SELECT key FROM event
             WHERE place = ?1 AND kind = ?2 AND date_first BETWEEN ?3 - ?5 AND ?4
               AND date_last >= ?3
             UNION ALL
             SELECT event.key FROM event JOIN article ON article.key = event.article
             WHERE place = ?1 AND kind = ?2 AND date_first IS NULL
               AND published_first BETWEEN ?6 AND ?7",
        )?;
        let row = params![
            self.place,
            self.kind,
            self.days.0,
            self.days.1,
            LONGEST,
            self.reported.0,
            self.reported.1,
        ];
        find.query_map(row, |row| row.get(0))?.collect()
    }
}

/// What of an event tells whether another one is the same.
#[derive(Debug)]
pub(super) struct Telling {
    pub(super) key: i64,
    pub(super) id: String,
    pub(super) article: i64,
    pub(super) kind: String,
    pub(super) mode: Option<String>,
    pub(super) place: i64,
    /// First and last day.
    pub(super) days: Option<(Day, Day)>,
    pub(super) published: Option<Day>,
    /// Whether somebody disputes or only claims it; then who did it is disputed too.
    is_disputed: bool,
    /// Whether the place is no larger than a city.
    is_local: bool,
    actors: Vec<i64>,
    targets: Vec<i64>,
}

impl Telling {
    /// Reads an event; none if its place or its time is unknown or too vague, or its article was not
    /// read by the program.
    pub(super) fn read(connection: &Connection, key: i64) -> Result<Option<Self>> {
        let telling = connection
            .prepare_cached(
                "SELECT event.key, event.id, event.article, event.kind, mode, event.place, date_first,
                   date_last, published_first, published_last,
                   modality IN ('alleged', 'denied'), coalesce(place_type IN ('city', 'site'), 0)
                 FROM event JOIN article ON article.key = event.article
                 JOIN entity ON entity.key = event.place
                 WHERE event.key = ?1 AND is_extracted = 1 AND modality <> 'hypothetical'",
            )?
            .query_row([key], Self::of_row)
            .optional()?
            .flatten();
        let Some(mut telling) = telling else {
            return Ok(None);
        };
        let mut participants = connection.prepare_cached(
            "SELECT role, entity FROM participant
             WHERE event = ?1 AND entity IS NOT NULL ORDER BY entity",
        )?;
        let mut rows = participants.query([key])?;
        while let Some(row) = rows.next()? {
            let (role, entity): (String, i64) = (row.get(0)?, row.get(1)?);
            match role.as_str() {
                _ if entity == telling.place => {}
                "actor" => telling.actors.push(entity),
                "target" => telling.targets.push(entity),
                _ => {}
            }
        }
        Ok(Some(telling))
    }

    fn of_row(row: &Row<'_>) -> Result<Option<Self>> {
        let date: (Option<Day>, Option<Day>) = (row.get(6)?, row.get(7)?);
        let published: (Option<Day>, Option<Day>) = (row.get(8)?, row.get(9)?);
        let days = date.0.zip(date.1);
        let published = published.0.zip(published.1);
        let published = published.and_then(|(first, last)| (first == last).then_some(first));
        let is_vague = days.is_some_and(|(first, last)| last - first >= LONGEST);
        if is_vague || (days.is_none() && published.is_none()) {
            return Ok(None);
        }
        Ok(Some(Self {
            key: row.get(0)?,
            id: row.get(1)?,
            article: row.get(2)?,
            kind: row.get(3)?,
            mode: row.get(4)?,
            place: row.get(5)?,
            days,
            published,
            is_disputed: row.get(10)?,
            is_local: row.get(11)?,
            actors: Vec::new(),
            targets: Vec::new(),
        }))
    }

    /// How much is known of it: 0 with date and mode, 1 with a date, 2 without.
    pub(super) fn vagueness(&self) -> usize {
        match (self.days, &self.mode) {
            (Some(_), Some(_)) => 0,
            (Some(_), None) => 1,
            (None, _) => 2,
        }
    }

    /// The day of which it tells, or else of its article.
    pub(super) fn first_day(&self) -> Day {
        self.time().0
    }

    /// The days of which it tells, or else that of its article.
    pub(super) fn time(&self) -> (Day, Day) {
        let published = self.published.map(|day| (day, day));
        self.days.or(published).unwrap_or_default()
    }

    /// What it says, in every respect that is compared.
    pub(super) fn wording(&self) -> Wording {
        Wording {
            place: self.place,
            kind: self.kind.clone(),
            mode: self.mode.clone(),
            days: self.days,
            published: self.published,
            is_disputed: self.is_disputed,
            actors: self.actors.clone(),
            targets: self.targets.clone(),
        }
    }

    /// Where events are that could be the same.
    pub(super) fn window(&self) -> Window {
        let (days, reported) = match (self.days, self.published) {
            (Some((first, last)), _) => ((first, last), (first, last + FRESH)),
            (None, day) => {
                let day = day.unwrap_or_default();
                ((day - FRESH, day), (day - FRESH, day + FRESH))
            }
        };
        Window {
            place: self.place,
            kind: self.kind.clone(),
            days,
            reported,
        }
    }

    /// Whether both tell of one happening.
    pub(super) fn matches(&self, other: &Self) -> bool {
        self.article != other.article
            && self.place == other.place
            && self.kind == other.kind
            && self.has_time_of(other)
            && is_mode_of(self.mode.as_deref(), other.mode.as_deref())
            && self.has_people_of(other)
    }

    fn has_time_of(&self, other: &Self) -> bool {
        match (self.days, other.days) {
            (Some(one), Some(two)) => one.0 <= two.1 && two.0 <= one.1,
            (Some(days), None) => other.is_fresh_report(days),
            (None, Some(days)) => self.is_fresh_report(days),
            (None, None) => {
                let both = self.published.zip(other.published);
                both.is_some_and(|(one, two)| (one - two).abs() <= FRESH)
            }
        }
    }

    fn is_fresh_report(&self, days: (Day, Day)) -> bool {
        self.published
            .is_some_and(|published| days.0 <= published && published - FRESH <= days.1)
    }

    fn has_people_of(&self, other: &Self) -> bool {
        let shares_actor = shares(&self.actors, &other.actors);
        let shares_target = shares(&self.targets, &other.targets);
        let has_mode = self.mode.is_some() && self.mode == other.mode;
        let is_day = |telling: &Self| telling.days.is_some_and(|(first, last)| first == last);
        if SPEECH.contains(&self.kind.as_str()) {
            return has_mode && shares_actor && shares_target;
        }
        if MUTUAL.contains(&self.kind.as_str()) {
            let everybody = |telling: &Self| [&*telling.actors, &*telling.targets].concat();
            return shares(&everybody(self), &everybody(other)) && is_day(self) && is_day(other);
        }
        if !self.is_local {
            return has_mode && shares_actor && is_day(self) && is_day(other);
        }
        let is_disputed = self.is_disputed || other.is_disputed;
        let is_other =
            |one: &[i64], two: &[i64]| !one.is_empty() && !two.is_empty() && !shares(one, two);
        if is_other(&self.targets, &other.targets)
            || (!is_disputed && is_other(&self.actors, &other.actors))
        {
            return false;
        }
        match (self.days, other.days) {
            (Some(_), Some(_)) => (is_day(self) && is_day(other)) || has_mode || shares_actor,
            (None, None) => has_mode && (shares_actor || shares_target),
            _ => self.mode.is_some() || other.mode.is_some(),
        }
    }
}

fn shares(one: &[i64], two: &[i64]) -> bool {
    one.iter().any(|entity| two.contains(entity))
}

/// Whether the modes are the same or of one family, or one of them is not known.
fn is_mode_of(one: Option<&str>, two: Option<&str>) -> bool {
    const FAMILIES: &[&[&str]] = &[
        &["airstrike", "shelling", "bombing"],
        &["bombing", "suicide_bombing"],
        &["meeting", "talks", "visit"],
        &["agreement", "ceasefire_accord"],
        &["clash", "ground_advance"],
        &["assassination", "bombing"],
    ];
    match (one, two) {
        (Some(one), Some(two)) => {
            one == two
                || FAMILIES
                    .iter()
                    .any(|family| family.contains(&one) && family.contains(&two))
        }
        _ => true,
    }
}
