//! What a page says about its article outside of the text.

use std::collections::HashMap;

use dom_query::Document;

use super::json_ld;
use super::title;
use crate::lexicon::boilerplate::BoilerplateLexicon;
use crate::load::{byline, date, language, site};
use crate::model::article::PublishedBasis;
use crate::model::date::PartialDate;

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
const DATE: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "published_time",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "article_date_original",
    "originalpublicationdate",
    "article.published",
    "article.created",
    "bt:pubdate",
    "cxenseparse:recs:publishtime",
    "rnews:datepublished",
    "shareaholic:article_published_time",
    "dc.created",
    "article:post_date",
    "date",
    "datecreated",
    "created",
    "time",
    "release_date",
    "og:pubdate",
    "og:release_date",
];
const AUTHOR: &[&str] = &[
    "parsely-author",
    "sailthru.author",
    "byl",
    "author",
    "dc.creator",
    "dcterms.creator",
    "cxenseparse:author",
    "article:author_name",
    "article:author",
    "og:article:author",
    "og:author",
    "creator",
    "authors",
    "dc.author",
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

/// Elements that hold a byline, the most reliable first.
const BYLINE: &[&str] = &[
    "[itemprop=author] [itemprop=name]",
    "[itemprop=author]",
    "a[rel~=author]",
    "[rel~=author]",
    ".author-name",
    ".byline-name",
    ".byline a",
    "[class*=byline] a",
    ".article-author",
    "[class*=author-name]",
    "[class*=authorName]",
    "[class*=author_name]",
    "[class*=byline]",
    "[class*=author] a",
    ".author",
];
/// Elements that hold the day of publication.
const TIME: &[&str] = &[
    "time[itemprop=datePublished]",
    "[itemprop=datePublished]",
    "time[pubdate]",
    "abbr.published",
    ".published time",
    "time.published",
    "time.entry-date",
    "article header time",
    "article time",
    "time",
];
const DATE_ELEMENT: &[&str] = &[
    "[class*=publish]",
    "[class*=pubdate]",
    "[class*=dateline]",
    "[class*=timestamp]",
    "[class*=post-date]",
    "[class*=entry-date]",
    "[class*=article-date]",
    "[class*=date]",
    "[id*=date]",
    "[class*=byline]",
    "[class*=meta]",
    "[class*=time]",
];

/// Reads the metadata of a page.
pub(super) fn read(document: &Document, lexicon: &BoilerplateLexicon) -> Metadata {
    let linked = json_ld::read(document);
    let metas = metas(document);
    let meta = |names: &[&str]| names.iter().find_map(|name| metas.get(*name)).cloned();
    let url = canonical(document)
        .or_else(|| meta(&["og:url", "twitter:url"]))
        .filter(|url| url.contains("://"))
        .or(linked.url);
    let outlet = linked
        .publisher
        .or_else(|| meta(OUTLET))
        .filter(|name| name.len() <= 80);
    let published = linked
        .published
        .as_deref()
        .and_then(date::read)
        .or_else(|| {
            DATE.iter()
                .filter_map(|name| metas.get(*name))
                .find_map(|text| date::read(text))
        });
    let title = headline(
        document,
        linked.headline.or_else(|| meta(TITLE)),
        outlet.as_deref(),
    );
    let authors = authors(
        document,
        &linked.authors,
        &metas,
        outlet.as_deref(),
        lexicon,
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
        published: published
            .or_else(|| exact_time(document))
            .map(|date| (date, PublishedBasis::Metadata))
            .or_else(|| {
                url.as_deref()
                    .and_then(site::date_in)
                    .filter(is_day)
                    .map(|date| (date, PublishedBasis::Url))
            }),
        outlet,
        url,
        language: tag.as_deref().and_then(language::from_tag),
    }
}

fn is_day(date: &PartialDate) -> bool {
    date.first == date.last
}

/// `meta` elements: lower-case name → content, the first of each name.
fn metas(document: &Document) -> HashMap<String, String> {
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

fn authors(
    document: &Document,
    linked: &[String],
    metas: &HashMap<String, String>,
    outlet: Option<&str>,
    lexicon: &BoilerplateLexicon,
) -> Vec<String> {
    let people = |names: &[String]| -> Vec<String> {
        let mut people: Vec<String> = Vec::new();
        for name in names.iter().flat_map(|name| byline::authors(name)) {
            let is_outlet = outlet.is_some_and(|outlet| name.eq_ignore_ascii_case(outlet))
                || name
                    .split_whitespace()
                    .any(|word| lexicon.is_outlet_word(word));
            if !is_outlet
                && !people
                    .iter()
                    .any(|person| person.eq_ignore_ascii_case(&name))
            {
                people.push(name);
            }
        }
        people
    };
    let stated = people(linked);
    if !stated.is_empty() {
        return stated;
    }
    let from_meta = AUTHOR
        .iter()
        .filter_map(|name| metas.get(*name))
        .filter(|name| !name.contains("://"));
    if let Some(found) = from_meta
        .map(|name| people(std::slice::from_ref(name)))
        .find(|names| !names.is_empty())
    {
        return found;
    }
    let mut visible = BYLINE.iter().map(|selector| {
        let nodes = document.select(selector);
        let names: Vec<String> = nodes
            .nodes()
            .iter()
            .take(6)
            .map(|node| squeezed(&node.text()))
            .filter(|text| text.len() <= 150)
            .collect();
        people(&names)
    });
    visible
        .find(|names| !names.is_empty() && names.len() <= 6)
        .unwrap_or_default()
}

/// The day of an element that is made to state it.
fn exact_time(document: &Document) -> Option<PartialDate> {
    TIME[..5]
        .iter()
        .find_map(|selector| time_of(document, selector))
}

fn time_of(document: &Document, selector: &str) -> Option<PartialDate> {
    let nodes = document.select(selector);
    let found = nodes.nodes().iter().take(5).find_map(|node| {
        ["datetime", "content", "title"]
            .iter()
            .filter_map(|key| node.attr(key))
            .find_map(|text| date::read(&text))
            .or_else(|| date::read(&squeezed(&node.text())))
    });
    found.filter(is_day)
}

/// The first day that the page shows in an element of times or dates.
pub(super) fn visible_date(document: &Document) -> Option<PartialDate> {
    let time = TIME[5..]
        .iter()
        .find_map(|selector| time_of(document, selector));
    time.or_else(|| {
        DATE_ELEMENT.iter().find_map(|selector| {
            let nodes = document.select(selector);
            nodes
                .nodes()
                .iter()
                .take(8)
                .map(|node| squeezed(&node.text()))
                .filter(|text| text.len() <= 200)
                .find_map(|text| date::find(&text).or_else(|| date::read(&text).filter(is_day)))
        })
    })
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
