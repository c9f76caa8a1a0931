//! A JSON object in one of the usual shapes of crawlers and feeds → a draft.

use serde_json::{Map, Value};

use super::draft::{Body, Draft};
use super::encoding::without_zeros;
use super::{Cleaning, date, html, language, plain};
use crate::lexicon::boilerplate::BoilerplateLexicon;
use crate::model::article::PublishedBasis;

type Object = Map<String, Value>;

/// Keys under which crawlers and feeds keep a field, the most telling first.
const TEXT: &[&str] = &[
    "text",
    "body",
    "content",
    "maintext",
    "articleBody",
    "article_body",
    "full_text",
    "fulltext",
    "plain_text",
    "story",
    "article",
    "content_text",
    "raw_text",
];
const TITLE: &[&str] = &["title", "headline", "name", "headline_text"];
const URL: &[&str] = &[
    "url",
    "link",
    "canonical_url",
    "source_url",
    "href",
    "web_url",
    "uri",
];
const DATE: &[&str] = &[
    "published",
    "published_at",
    "publishedAt",
    "datePublished",
    "date_published",
    "date_publish",
    "publish_date",
    "publication_date",
    "pub_date",
    "pubDate",
    "date",
    "published_date",
    "publishDate",
    "published_on",
    "timestamp",
    "created_at",
];
const OUTLET: &[&str] = &[
    "source",
    "site_name",
    "sitename",
    "publisher",
    "outlet",
    "publication",
    "media",
    "source_name",
    "source_domain",
    "sitename_full",
];
const AUTHOR: &[&str] = &["author", "authors", "byline", "creator"];
const LANGUAGE: &[&str] = &["language", "lang", "inLanguage"];
const ID: &[&str] = &["id", "_id", "guid", "uuid"];

/// The names of the fields, and the keys under which they are kept.
pub(super) const USUAL: &[(&str, &[&str])] = &[
    ("id", ID),
    ("title", TITLE),
    ("text", TEXT),
    ("url", URL),
    ("published", DATE),
    ("source", OUTLET),
    ("author", AUTHOR),
    ("language", LANGUAGE),
];

/// Reads an article, or nothing if the object holds no text.
pub(super) fn read(
    object: &Object,
    lexicon: &BoilerplateLexicon,
    cleaning: Cleaning,
) -> Option<Draft> {
    let text = first(object, TEXT, as_text)?;
    let title = first(object, TITLE, as_text).map(html::shown);
    let mut draft = match cleaning {
        Cleaning::Raw => Draft {
            body: Body::unchanged(text, title.as_deref()),
            ..Draft::default()
        },
        Cleaning::Clean => {
            let text = html::shown(text);
            let draft = plain::clean(&text, title.as_deref(), lexicon);
            // Somebody says that this is the text, however little it is.
            if draft.body.lines.is_empty() {
                Draft {
                    body: Body::unchanged(text, title.as_deref()),
                    ..draft
                }
            } else {
                draft
            }
        }
    };
    draft.title = title.or(draft.title);
    draft.id = first(object, ID, as_text);
    draft.url = first(object, URL, as_text)
        .filter(|url| url.contains("://"))
        .or(draft.url);
    draft.outlet = first(object, OUTLET, as_name).or(draft.outlet);
    let authors: Vec<String> = AUTHOR
        .iter()
        .filter_map(|key| object.get(*key))
        .map(names)
        .find(|names| !names.is_empty())
        .unwrap_or_default();
    if !authors.is_empty() {
        draft.authors = authors;
    }
    draft.language = first(object, LANGUAGE, as_text).and_then(|tag| language::from_tag(&tag));
    let published = DATE
        .iter()
        .filter_map(|key| object.get(*key))
        .find_map(date::from_value);
    if let Some(date) = published {
        draft.published = Some((date, PublishedBasis::Metadata));
    }
    Some(draft)
}

fn first(object: &Object, keys: &[&str], read: fn(&Value) -> Option<String>) -> Option<String> {
    keys.iter()
        .filter_map(|key| object.get(*key))
        .find_map(read)
}

/// A text that is not blank; a number as it is written; a list of paragraphs as lines.
fn as_text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => without_zeros(text.into()).into_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => {
            let paragraphs: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            without_zeros(paragraphs.join("\n").into()).into_owned()
        }
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// A name given as text or as an object that has one.
pub(super) fn as_name(value: &Value) -> Option<String> {
    match value {
        Value::Object(object) => ["name", "title", "domain", "@id", "id"]
            .iter()
            .filter_map(|key| object.get(*key))
            .find_map(as_text),
        Value::Array(items) => items.iter().find_map(as_name),
        _ => as_text(value),
    }
    .map(|name| name.trim().to_owned())
}

/// All names of a text, an object or a list of either.
pub(super) fn names(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().filter_map(as_name).collect(),
        _ => as_name(value).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_raw(json: &str) -> Option<Draft> {
        let value: Value = serde_json::from_str(json).unwrap();
        let lexicon = BoilerplateLexicon::load().unwrap();
        read(value.as_object().unwrap(), &lexicon, Cleaning::Raw)
    }

    #[test]
    fn common_shapes_are_articles() {
        let shapes = [
            r#"{"title":"Talks fail","body":"They left.","url":"https://a.example/1","date":"2016-06-09","source":"A Post","author":"Jo Roe"}"#,
            r#"{"headline":"Talks fail","maintext":"They left.","url":"https://a.example/1","date_publish":"2016-06-09 10:00:00","publisher":{"name":"A Post"},"authors":["Jo Roe"]}"#,
            r#"{"title":"Talks fail","content":["They left."],"link":"https://a.example/1","publishedAt":1465430400,"site_name":"A Post","author":{"name":"Jo Roe"}}"#,
        ];
        for shape in shapes {
            let draft = read_raw(shape).unwrap();
            assert_eq!(draft.title.as_deref(), Some("Talks fail"));
            assert_eq!(draft.body.text, "They left.");
            assert_eq!(draft.url.as_deref(), Some("https://a.example/1"));
            assert_eq!(draft.published.unwrap().0.to_string(), "2016-06-09");
            assert_eq!(draft.outlet.as_deref(), Some("A Post"));
            assert_eq!(draft.authors, ["Jo Roe"]);
        }
    }

    #[test]
    fn text_is_shown_as_its_markup_says() {
        let lexicon = BoilerplateLexicon::load().unwrap();
        let cases = [
            (
                "<p>The envoys left Lima on Monday &amp; went home.</p><p>They <b>signed</b> nothing.</p>",
                "The envoys left Lima on Monday & went home.\nThey signed nothing.",
            ),
            (
                "The envoys&#8217; talks with AT&amp;T ended on Monday.\nThey signed nothing &lt;yet&gt;.",
                "The envoys’ talks with AT&T ended on Monday.\nThey signed nothing <yet>.",
            ),
            (
                "Profits at R&D; and if 3 < 4 then the envoys left on Monday.",
                "Profits at R&D; and if 3 < 4 then the envoys left on Monday.",
            ),
        ];
        for (content, expect) in cases {
            let object = serde_json::json!({"title": "Q&amp;A: envoys", "content": content});
            let draft = read(object.as_object().unwrap(), &lexicon, Cleaning::Clean).unwrap();
            assert_eq!(draft.body.text, expect);
            assert_eq!(draft.title.as_deref(), Some("Q&A: envoys"));
        }
    }

    #[test]
    fn an_object_without_text_is_no_article() {
        assert_eq!(read_raw(r#"{"title":"Talks fail","text":"  "}"#), None);
    }
}
