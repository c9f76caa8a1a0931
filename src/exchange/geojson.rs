//! Where it happened → `GeoJSON` (RFC 7946): a point for each event, figure, or place named in an article.
//! A record whose place has no coordinates is counted, and not on the map: none are made up.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde_json::{Map, Value as Json, json};

use super::ExchangeError;
use super::question::{Named, each, of};
use crate::ask::Asker;
use crate::query::Dialect;
use crate::render::json::escaped as line;
use crate::value::Value;

/// What can be on a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Events,
    Figures,
    Articles,
}

/// What all of them tell of the place and of the article.
macro_rules! with_standing {
    ($place:literal, $article:literal, $own:literal) => {
        concat!(
            $own,
            ", place = ",
            $place,
            ", place_id = ",
            $place,
            ".id, place_type = ",
            $place,
            ".place_type, lat = ",
            $place,
            ".lat, lon = ",
            $place,
            ".lon, source, article = ",
            $article,
            "id, title = ",
            $article,
            "title, url = ",
            $article,
            "url"
        )
    };
}

impl Shown {
    const ALL: [Self; 3] = [Self::Events, Self::Figures, Self::Articles];

    fn word(self) -> &'static str {
        match self {
            Self::Events => "event",
            Self::Figures => "figure",
            Self::Articles => "article",
        }
    }

    /// The stages that give what is told of each, behind those of the question.
    fn stages(self) -> &'static str {
        match self {
            Self::Events => with_standing!(
                "place",
                "article.",
                "| select id, kind, mode, modality, date, actors, targets, summary, confidence, \
                 sentence = sentence.text"
            ),
            Self::Figures => with_standing!(
                "place",
                "article.",
                "| select id, measure, what, low, high, bound, unit, date = as_of, claimant, \
                 sentence = sentence.text"
            ),
            Self::Articles => with_standing!(
                "m.entity",
                "",
                "| each mentions as m | where m.entity.kind = place \
                 | select id, date = published, language, sentence = m.sentence.text"
            ),
        }
    }
}

/// What a map shows, and what it does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mapped {
    /// Points that were written.
    pub n_placed: usize,
    /// Records whose place is not known, or has no coordinates.
    pub n_unplaced: usize,
}

/// Writes the events, figures or articles of a question as a collection of points.
///
/// # Errors
/// The question has no answer, its rows are something else, or the file cannot be written.
pub fn write(asker: &Asker, question: &str, out: &mut dyn Write) -> Result<Mapped, ExchangeError> {
    let (shown, whole) = told(asker, question)?;
    let mut mapped = Mapped::default();
    let mut seen = BTreeSet::new();
    write!(out, "{{\"type\":\"FeatureCollection\",\"features\":[")?;
    each(asker, &whole, &mut |row| {
        if shown == Shown::Articles && !seen.insert(pair(row)) {
            return Ok(());
        }
        write_feature(shown, row, &mut mapped, out)
    })?;
    writeln!(out, "\n]}}")?;
    Ok(mapped)
}

/// What a question's rows are, and the question for what is told of them.
fn told(asker: &Asker, question: &str) -> Result<(Shown, String), ExchangeError> {
    let whole = |shown: Shown| format!("{}\n{}", question.trim_end(), shown.stages());
    let fits = |shown: &Shown| asker.compiles(&whole(*shown));
    if let Some(shown) = Shown::ALL.into_iter().find(fits) {
        return Ok((shown, whole(shown)));
    }
    // A question that does not compile by itself is told as such.
    asker
        .statement(question, Dialect::Sqlite)
        .map_err(|trouble| of(question, trouble))?;
    Err(ExchangeError::Unfit(
        "a map shows events, figures or articles: the question must end in rows of one of them, before any \
         `select` or `count`",
    ))
}

/// An article and a place that it names, which is one point however often it does.
fn pair(row: &Named<'_>) -> (String, String) {
    let text = |name| row.text(name).unwrap_or_default().to_owned();
    (text("id"), text("place_id"))
}

fn write_feature(
    shown: Shown,
    row: &Named<'_>,
    mapped: &mut Mapped,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (Some(lat), Some(lon)) = (row.number("lat"), row.number("lon")) else {
        mapped.n_unplaced += 1;
        return Ok(());
    };
    let comma = if mapped.n_placed == 0 { "" } else { "," };
    mapped.n_placed += 1;
    let id = match shown {
        Shown::Articles => format!("{}/{}", pair(row).0, pair(row).1),
        _ => row.text("id").unwrap_or_default().to_owned(),
    };
    let feature = json!({
        "type": "Feature",
        "id": id,
        "geometry": {"type": "Point", "coordinates": [amount(lon), amount(lat)]},
        "properties": properties(shown, row),
    });
    write!(out, "{comma}\n{}", line(&feature))
}

fn properties(shown: Shown, row: &Named<'_>) -> Map<String, Json> {
    let mut properties = Map::new();
    properties.insert("record".to_owned(), shown.word().into());
    for (name, value) in row.pairs() {
        if matches!(name, "lat" | "lon") || *value == Value::Null {
            continue;
        }
        properties.insert(name.to_owned(), json_of(value));
        if let Value::Date(date) = value {
            properties.insert("precision".to_owned(), date.precision.word().into());
        }
    }
    properties
}

fn json_of(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(truth) => (*truth).into(),
        Value::Integer(whole) => (*whole).into(),
        Value::Number(number) => amount(*number),
        Value::Text(text) => text.as_str().into(),
        Value::Date(date) => date.to_string().into(),
        Value::List(members) => members.iter().map(json_of).collect(),
    }
}

/// A number; without a point where it has no fraction.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the range is checked before the cast"
)]
fn amount(number: f64) -> Json {
    if number.fract() == 0.0 && number.abs() < 9e15 {
        (number as i64).into()
    } else {
        number.into()
    }
}
