//! CSL-JSON (<https://github.com/citation-style-language/schema>).

use std::io::{self, Write};

use serde_json::{Map, Value as Json, json};

use super::{Reference, ends, parts};
use crate::exchange::text::address;
use crate::model::date::{PartialDate, Precision};
use crate::render::json::escaped as line;

pub(super) fn write(reference: &Reference, is_first: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut item = Map::new();
    let mut set = |name: &str, value: Option<Json>| {
        if let Some(value) = value {
            item.insert(name.to_owned(), value);
        }
    };
    let text = |text: &Option<String>| text.as_deref().map(Json::from);
    set("id", Some(reference.key.as_str().into()));
    let is_row = reference.row.is_some() && reference.outlet.is_none();
    let kind = if is_row {
        "dataset"
    } else {
        "article-newspaper"
    };
    set("type", Some(kind.into()));
    set("title", text(&reference.title()));
    // A byline is not taken apart.
    let author = reference.author.as_deref();
    set("author", author.map(|byline| json!([{"literal": byline}])));
    set("container-title", text(&reference.outlet));
    set("issued", reference.published.map(issued));
    set(
        "URL",
        reference.url.as_deref().and_then(address).map(Json::from),
    );
    set("language", text(&reference.language));
    set("note", text(&reference.note()));
    let comma = if is_first { "" } else { "," };
    write!(out, "{comma}\n{}", line(&Json::Object(item)))
}

/// A date as its parts, as far as they are known; a range as its two ends; anything vaguer in words.
fn issued(date: PartialDate) -> Json {
    let precision = match date.precision {
        Precision::Quarter => Precision::Month,
        other => other,
    };
    match ends(date) {
        (Some(first), Some(last)) if precision != Precision::Decade => {
            let (first, last) = (parts(first, precision), parts(last, precision));
            if first == last {
                json!({"date-parts": [first]})
            } else {
                json!({"date-parts": [first, last]})
            }
        }
        _ => json!({"literal": date.to_string()}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_keeps_its_precision() {
        for (text, expected) in [
            ("2016-06-09", r#"{"date-parts":[[2016,6,9]]}"#),
            ("2016-06", r#"{"date-parts":[[2016,6]]}"#),
            ("2016", r#"{"date-parts":[[2016]]}"#),
            ("2016-Q2", r#"{"date-parts":[[2016,4],[2016,6]]}"#),
            ("201X", r#"{"literal":"201X"}"#),
            ("../2016", r#"{"literal":"../2016"}"#),
        ] {
            assert_eq!(issued(text.parse().unwrap()).to_string(), expected);
        }
    }
}
