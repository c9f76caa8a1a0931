//! Structured data of a page: the article described in its JSON-LD scripts.

use dom_query::Document;
use serde_json::{Map, Value, json as object};

use crate::load::json;

/// What JSON-LD says about the article.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct LinkedData {
    pub(super) headline: Option<String>,
    pub(super) published: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
}

/// Deepest nesting that is searched.
const DEEPEST: usize = 12;

/// Reads the scripts of a page. What is broken beyond repair is passed over.
pub(super) fn read(document: &Document) -> LinkedData {
    let mut objects = Vec::new();
    for script in document.select("script[type*=\"ld+json\"]").nodes() {
        if let Some(value) = parse(&script.text()) {
            collect(value, &mut objects, 0);
        }
    }
    let mut data = LinkedData::default();
    let articles = objects.iter().filter(|object| rank(object) == Some(0));
    let others = objects.iter().filter(|object| rank(object) == Some(1));
    for object in articles.chain(others) {
        take(object, &objects, &mut data);
    }
    data
}

/// The articles that a document of its own describes, in the shape that crawlers use; none where it is no
/// linked data. One without its body has what it says of itself as text.
pub(in crate::load) fn articles(value: &Value) -> Vec<Value> {
    let mut objects = Vec::new();
    if is_linked(value) {
        collect(value.clone(), &mut objects, 0);
    }
    let articles = objects.iter().filter(|object| rank(object) == Some(0));
    articles
        .map(|article| described(article, &objects))
        .collect()
}

/// Whether a value is linked data: it says where its words come from, or what it is.
fn is_linked(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.first().is_some_and(is_linked),
        Value::Object(object) => ["@context", "@graph", "@type"]
            .iter()
            .any(|key| object.contains_key(*key)),
        _ => false,
    }
}

fn described(article: &Map<String, Value>, objects: &[Map<String, Value>]) -> Value {
    let mut data = LinkedData::default();
    take(article, objects, &mut data);
    let text = ["articleBody", "text", "description", "headline", "name"]
        .iter()
        .filter_map(|key| article.get(*key).and_then(Value::as_str))
        .find(|text| !text.trim().is_empty());
    let page = article.get("mainEntityOfPage");
    let page = page.and_then(|page| page.as_str().or_else(|| page.get("@id")?.as_str()));
    object!({
        "title": data.headline,
        "text": text,
        "url": data.url.as_deref().or(page),
        "published": data.published,
        "authors": data.authors,
        "source": data.publisher,
        "language": data.language,
    })
}

/// Parses a script, repairing what is often wrong with it.
pub(in crate::load) fn parse(script: &str) -> Option<Value> {
    let text = script
        .trim()
        .trim_start_matches("<!--")
        .trim_end_matches("-->");
    let text = text
        .trim()
        .trim_start_matches("<![CDATA[")
        .trim_end_matches("]]>")
        .trim_end_matches([';', ' ']);
    serde_json::from_str(text)
        .or_else(|_| serde_json::from_str(&repaired(text)))
        .ok()
}

/// Line ends inside of strings become spaces, and commas before a closing bracket go.
fn repaired(text: &str) -> String {
    let mut repaired = String::with_capacity(text.len());
    let (mut is_string, mut is_escaped) = (false, false);
    for character in text.chars() {
        match character {
            '"' if !is_escaped => is_string = !is_string,
            '}' | ']' if !is_string => {
                let kept = repaired.trim_end().trim_end_matches(',').len();
                repaired.truncate(kept);
            }
            _ => {}
        }
        is_escaped = character == '\\' && !is_escaped;
        repaired.push(if character.is_control() {
            ' '
        } else {
            character
        });
    }
    repaired
}

/// All objects, those inside of others after them.
fn collect(value: Value, objects: &mut Vec<Map<String, Value>>, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(items) => {
            for item in items {
                collect(item, objects, depth + 1);
            }
        }
        Value::Object(object) => {
            let inner: Vec<Value> = [
                "@graph",
                "mainEntity",
                "mainEntityOfPage",
                "itemListElement",
            ]
            .iter()
            .filter_map(|key| object.get(*key))
            .cloned()
            .collect();
            objects.push(object);
            for value in inner {
                collect(value, objects, depth + 1);
            }
        }
        _ => {}
    }
}

/// 0 for an article, 1 for a page, none for anything else.
fn rank(object: &Map<String, Value>) -> Option<u8> {
    let types: Vec<&str> = match object.get("@type")? {
        Value::String(name) => vec![name],
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        _ => return None,
    };
    let is_article = |name: &&str| {
        let name = name.rsplit('/').next().unwrap_or(name);
        name.ends_with("Article")
            || matches!(
                name,
                "BlogPosting" | "Report" | "LiveBlogPosting" | "Review" | "ReviewNewsArticle"
            )
    };
    if types.iter().any(is_article) {
        Some(0)
    } else {
        types.contains(&"WebPage").then_some(1)
    }
}

fn take(object: &Map<String, Value>, objects: &[Map<String, Value>], data: &mut LinkedData) {
    let text = |key: &str| {
        object
            .get(key)
            .and_then(Value::as_str)
            .map(decode)
            .filter(|text| !text.is_empty())
    };
    let is_article = rank(object) == Some(0);
    if is_article {
        data.headline = data
            .headline
            .take()
            .or_else(|| text("headline"))
            .or_else(|| text("name"));
        if data.authors.is_empty() {
            data.authors = object
                .get("author")
                .map(|value| authors(value, objects))
                .unwrap_or_default();
        }
    }
    data.published = data.published.take().or_else(|| text("datePublished"));
    let publisher = || {
        object
            .get("publisher")
            .and_then(|value| json::as_name(&resolve(value, objects)))
            .map(|name| decode(&name))
    };
    data.publisher = data
        .publisher
        .take()
        .or_else(publisher)
        .filter(|name| !name.contains("://"));
    data.url = data
        .url
        .take()
        .or_else(|| text("url"))
        .filter(|url| url.contains("://"));
    data.language = data.language.take().or_else(|| text("inLanguage"));
}

fn authors(value: &Value, objects: &[Map<String, Value>]) -> Vec<String> {
    let resolved = match value {
        Value::Array(items) => {
            Value::Array(items.iter().map(|item| resolve(item, objects)).collect())
        }
        other => resolve(other, objects),
    };
    json::names(&resolved)
        .iter()
        .map(|name| decode(name))
        .collect()
}

/// The object that a bare `@id` refers to, if it is on the page.
fn resolve(value: &Value, objects: &[Map<String, Value>]) -> Value {
    let Some(id) = value.get("@id").filter(|_| value.get("name").is_none()) else {
        return value.clone();
    };
    objects
        .iter()
        .find(|object| object.get("@id") == Some(id) && object.contains_key("name"))
        .map_or(Value::Null, |object| Value::Object(object.clone()))
}

/// Text of JSON-LD often holds HTML entities and tags.
fn decode(text: &str) -> String {
    if !text.contains(['&', '<']) {
        return text.trim().to_owned();
    }
    Document::fragment(text).text().trim().to_owned()
}
