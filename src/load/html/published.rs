//! When a page says it was published.

use dom_query::Document;

use super::metadata::{Metas, squeezed};
use crate::load::{date, site};
use crate::model::article::PublishedBasis;
use crate::model::date::PartialDate;

/// Names of `meta` elements, the most reliable first.
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

/// Words that announce the day of publication, in lower case.
const ANNOUNCEMENTS: &[&str] = &[
    "published",
    "first published",
    "originally published",
    "date published",
    "publication date",
    "posted",
];

/// The date that structured data, `meta` elements, an element made for it or the address states.
///
/// A time in UTC may name another day than the outlet's clock did; the day in the address is the outlet's,
/// unless the page shows its readers the day of the time itself.
pub(super) fn stated(
    linked: Option<&str>,
    metas: &Metas,
    url: Option<&str>,
    document: &Document,
) -> Option<(PartialDate, PublishedBasis)> {
    let in_address = url.and_then(site::date_in).filter(is_day);
    let in_meta = DATE.iter().filter_map(|name| metas.get(*name));
    let mut texts = linked.into_iter().chain(in_meta.map(String::as_str));
    let stated = texts.find_map(|text| Some((date::read(text)?, is_utc(text))));
    match (stated, in_address) {
        (Some((date, true)), Some(day))
            if is_day(&date)
                && (date.first - day.first).abs() == 1
                && !is_shown(document, date) =>
        {
            Some((day, PublishedBasis::Url))
        }
        (Some((date, _)), _) => Some((date, PublishedBasis::Metadata)),
        (None, _) => exact_time(document)
            .map(|date| (date, PublishedBasis::Metadata))
            .or(in_address.map(|date| (date, PublishedBasis::Url))),
    }
}

/// Whether the first day that an element of times has in words is the date: later ones tell of updates.
fn is_shown(document: &Document, date: PartialDate) -> bool {
    let times = document.select("time");
    let mut shown = times.nodes().iter().take(5);
    shown.find_map(|node| date::find(&squeezed(&node.text()))) == Some(date)
}

fn is_utc(time: &str) -> bool {
    ["Z", "+00:00", "+0000", "GMT", "UTC"]
        .iter()
        .any(|zone| time.trim().ends_with(zone))
}

fn is_day(date: &PartialDate) -> bool {
    date.first == date.last
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

/// The day after "Published" at the head of an element.
fn announced_date(document: &Document) -> Option<PartialDate> {
    const LONGEST: usize = 100;
    let body = document.select_single("body");
    // A selector of all that the body holds would look for it above each of them.
    let mut elements = body.nodes().first()?.descendants_it();
    elements.find_map(|node| {
        if !node.is_element() || !is_announcement(&node.immediate_text()) {
            return None;
        }
        let text = squeezed(&node.text());
        date::find(&text).filter(|_| text.len() <= LONGEST)
    })
}

fn is_announcement(text: &str) -> bool {
    let text = text.trim_start();
    ANNOUNCEMENTS.iter().any(|opening| {
        let head = text.get(..opening.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(opening))
            && !text[opening.len()..].starts_with(char::is_alphanumeric)
    })
}

/// The first day that the page shows after a word of publication, or in an element of times or dates.
pub(super) fn visible_date(document: &Document) -> Option<PartialDate> {
    let time = TIME[5..]
        .iter()
        .find_map(|selector| time_of(document, selector));
    time.or_else(|| announced_date(document)).or_else(|| {
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
