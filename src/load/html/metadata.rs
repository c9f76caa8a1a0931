//! What a page says about its article outside of the text.

use std::collections::HashMap;

use dom_query::Document;

use super::{author, json_ld, published, title};
use crate::lexicon::boilerplate::BoilerplateLexicon;
use crate::load::language;
use crate::model::article::PublishedBasis;
use crate::model::date::PartialDate;

/// `meta` elements: lower-case name → content.
pub(super) type Metas = HashMap<String, String>;

/// Metadata of a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Metadata {
    pub(super) title: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<(PartialDate, PublishedBasis)>,
    pub(super) outlet: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
}

/// Names of `meta` elements, the most reliable first.
const TITLE: &[&str] = &[
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "headline",
    "title",
];
const OUTLET: &[&str] = &[
    "og:site_name",
    "application-name",
    "dc.publisher",
    "publisher",
    "cre",
    "copyright",
    "al:ios:app_name",
];

/// Reads the metadata of a page.
pub(super) fn read(document: &Document, lexicon: &BoilerplateLexicon) -> Metadata {
    let linked = json_ld::read(document);
    let metas = read_metas(document);
    let meta = |names: &[&str]| names.iter().find_map(|name| metas.get(*name)).cloned();
    let url = canonical(document)
        .or_else(|| meta(&["og:url", "twitter:url"]))
        .filter(|url| url.contains("://"))
        .or(linked.url);
    let outlet = linked
        .publisher
        .or_else(|| meta(OUTLET))
        .filter(|name| name.len() <= 80);
    let title = headline(
        document,
        linked.headline.or_else(|| meta(TITLE)),
        outlet.as_deref(),
    );
    let authors = author::find(
        document,
        &linked.authors,
        &metas,
        outlet.as_deref(),
        lexicon,
    );
    let published = published::stated(
        linked.published.as_deref(),
        &metas,
        url.as_deref(),
        document,
    );
    let tag = document
        .select_single("html")
        .attr("lang")
        .map(|tag| tag.to_string());
    let tag = tag
        .or(linked.language)
        .or_else(|| meta(&["og:locale", "content-language", "language", "dc.language"]));
    Metadata {
        title,
        authors,
        published,
        outlet,
        url,
        language: tag.as_deref().and_then(language::from_tag),
    }
}

/// `meta` elements: lower-case name → content, the first of each name.
fn read_metas(document: &Document) -> Metas {
    let mut metas = HashMap::new();
    for node in document.select("meta[content]").nodes() {
        let content = node.attr_or("content", "").trim().to_owned();
        if content.is_empty() {
            continue;
        }
        for key in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = node.attr(key) {
                metas
                    .entry(name.trim().to_ascii_lowercase())
                    .or_insert_with(|| content.clone());
            }
        }
    }
    metas
}

fn canonical(document: &Document) -> Option<String> {
    let link = document.select_single("link[rel=canonical]");
    link.attr("href")
        .map(|href| href.trim().to_owned())
        .filter(|href| href.contains("://"))
}

/// The headline: as stated, unless the page's only large heading says the same without the site's name.
fn headline(document: &Document, stated: Option<String>, outlet: Option<&str>) -> Option<String> {
    let headings = document.select("h1");
    let headings: Vec<String> = headings
        .nodes()
        .iter()
        .map(|node| squeezed(&node.text()))
        .filter(|text| !text.is_empty())
        .collect();
    let page_title = squeezed(&document.select_single("head title").text());
    let stated = stated
        .map(|stated| squeezed(&stated))
        .filter(|stated| !stated.is_empty());
    let title = stated.unwrap_or_else(|| page_title.clone());
    let said_twice = headings.iter().find(|heading| {
        heading.split_whitespace().count() >= 3
            && (title.contains(heading.as_str()) || page_title.contains(heading.as_str()))
    });
    if let Some(heading) = said_twice {
        return Some(heading.clone());
    }
    let title = title::without_site(&title, outlet);
    let heading = headings.first().filter(|_| {
        title.is_empty() || headings.len() == 1 && title.split_whitespace().count() < 3
    });
    heading
        .cloned()
        .or(Some(title))
        .filter(|title| !title.is_empty())
}

pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
