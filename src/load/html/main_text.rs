//! The main text of a page: the part that reads like an article, without what reads like furniture.

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::lines::{self, PageLine};
use super::title;
use crate::lexicon::boilerplate::{BoilerplateLexicon, LineEffect};
use crate::load::draft::Body;
use crate::load::line::{Line, Look};
use crate::load::{byline, plain};
use crate::model::article::Zone;

/// Below so many letters, the main part was not found.
const FEWEST_LETTERS: usize = 200;
/// A text shorter than this makes the search try again with milder rules.
const SHORT: usize = 400;

/// So many boxes around a paragraph are taken away at most.
const MOST_BOXES: usize = 8;

/// Parts of pages that never belong to the article, by words of their classes and ids.
const FURNITURE: &str = "nav,aside,footer,form,dialog,[role=complementary],[role=navigation],\
    [class*=newsletter],[class*=related-],[class*=-related],[class*=share-],[class*=sharing],[class*=social-],\
    [id*=comments],[class*=comments],[class*=recommended],[class*=promo-],[class*=signup],[class*=author-bio],\
    [class*=most-popular],[class*=trending],[class*=read-more],[class*=readmore],[class*=copyright],[class*=advert],\
    [class*=taboola],[class*=outbrain],[class*=disqus],[class*=screen-reader],[class*=visually-hidden],[class*=off-screen],[class*=sr-only]";

/// The text of the article, cleaned.
pub(super) fn read(document: Document, title: Option<&str>, lexicon: &BoilerplateLexicon) -> Body {
    let fallback = document.clone();
    let found = main_lines(document);
    let n_letters: usize = found.iter().map(|line| line.text.len()).sum();
    if n_letters < FEWEST_LETTERS {
        let text: Vec<String> = visible(&fallback)
            .into_iter()
            .map(|line| line.text)
            .collect();
        let body = plain::clean(&text.join("\n"), title, lexicon).body;
        if body.text.len() > n_letters {
            return body;
        }
    }
    clean(&found, title, lexicon)
}

/// The text of the article by the look of its lines alone, as in plain text.
pub(super) fn without_structure(
    document: &Document,
    title: Option<&str>,
    lexicon: &BoilerplateLexicon,
) -> Body {
    let text: Vec<String> = visible(document)
        .into_iter()
        .map(|line| line.text)
        .collect();
    plain::clean(&text.join("\n"), title, lexicon).body
}

/// Every visible line, unclassified.
pub(super) fn everything(document: &Document) -> Body {
    let mut body = Body::default();
    for line in visible(document) {
        body.push(&line.text, Zone::Body);
    }
    body
}

fn visible(document: &Document) -> Vec<PageLine> {
    let body = document.select_single("body");
    body.nodes().first().map(lines::read).unwrap_or_default()
}

fn main_lines(document: Document) -> Vec<PageLine> {
    remove_furniture(&document);
    unwrap_paragraphs(&document);
    let config = Config {
        keep_classes: true,
        char_threshold: SHORT,
        disable_json_ld: true,
        ..Config::default()
    };
    let Ok(mut readability) = Readability::with_document(document, None, Some(config)) else {
        return Vec::new();
    };
    let Ok(article) = readability.parse() else {
        return Vec::new();
    };
    visible(&Document::from(article.content))
}

/// Removes what is certainly furniture, unless most of the page's paragraphs stand in it.
fn remove_furniture(document: &Document) {
    let n_paragraphs = document.select("p").length();
    for node in document.select(FURNITURE).nodes() {
        let is_frame = node
            .node_name()
            .is_some_and(|name| matches!(name.as_ref(), "body" | "html" | "article" | "main"));
        if !is_frame && node.find(&["p"]).len() * 2 <= n_paragraphs {
            node.remove_from_parent();
        }
    }
}

/// Takes paragraphs out of boxes of their own, where a link in them would weigh too much.
fn unwrap_paragraphs(document: &Document) {
    for paragraph in document.select("div > p:only-child").nodes() {
        for _ in 0..MOST_BOXES {
            let is_boxed = paragraph.parent().is_some_and(|parent| {
                parent.has_name("div")
                    && parent.element_children().len() == 1
                    && parent.immediate_text().trim().is_empty()
            });
            if !is_boxed {
                break;
            }
            paragraph.unwrap_node();
        }
    }
}

/// Drops lines that are no part of the article, and gives the others their zones.
fn clean(found: &[PageLine], title: Option<&str>, lexicon: &BoilerplateLexicon) -> Body {
    let lines: Vec<Line<'_>> = found
        .iter()
        .map(|line| Line::new(&line.text, lexicon.effect(&line.text)))
        .collect();
    let last = lines.iter().rposition(Line::is_prose);
    let mut body = Body::default();
    let mut has_prose = false;
    let mut is_skipping = false;
    for (index, (line, page_line)) in lines.iter().zip(found).enumerate() {
        let is_after = last.is_some_and(|last| index > last);
        has_prose |= line.is_prose();
        match line.effect {
            Some(LineEffect::Cut) if has_prose && is_after => break,
            Some(LineEffect::Section) => is_skipping = true,
            None if line.is_prose() && !is_mostly_link(page_line) => is_skipping = false,
            _ => {}
        }
        let is_title = title.is_some_and(|title| title::is_same(title, line.text));
        if is_title || is_skipping || is_repeated(&lines[..index], line) {
            continue;
        }
        if let Some(zone) = zone(line, page_line, has_prose, is_after, lexicon) {
            body.push(line.text, zone);
        }
    }
    body
}

/// Whether a line stands above already, whole or with its end left out.
fn is_repeated(above: &[Line<'_>], line: &Line<'_>) -> bool {
    const SAME: usize = 60;
    let head = |text: &'_ str| text.len().min(SAME);
    line.n_words >= 4
        && above.iter().rev().take(200).any(|other| {
            other.text == line.text
                || (head(line.text) == SAME
                    && head(other.text) == SAME
                    && other.text.as_bytes()[..SAME] == line.text.as_bytes()[..SAME])
        })
}

fn zone(
    line: &Line<'_>,
    page_line: &PageLine,
    has_prose: bool,
    is_after: bool,
    lexicon: &BoilerplateLexicon,
) -> Option<Zone> {
    match line.effect {
        Some(LineEffect::Caption) => return Some(Zone::Caption),
        Some(_) => return None,
        None => {}
    }
    if page_line.zone == Zone::Caption {
        return (line.n_words >= 4).then_some(Zone::Caption);
    }
    if line.is_prose() {
        return Some(page_line.zone)
            .filter(|_| !is_mostly_link(page_line) || line.text.ends_with('.'));
    }
    if byline::read(line.text, lexicon).is_some() || is_mostly_link(page_line) {
        return None;
    }
    match page_line.zone {
        Zone::Subhead => (!is_after).then_some(Zone::Subhead),
        zone if line.look == Look::Sentence => Some(zone),
        zone => (has_prose && !is_after || line.n_words > 3).then_some(zone),
    }
}

/// Whether nearly all of the line is a link, as in lists of other articles.
fn is_mostly_link(line: &PageLine) -> bool {
    line.n_linked * 10 > line.text.len() * 8
}
