//! Whom a page names as its authors.

use dom_query::Document;

use super::metadata::{Metas, squeezed};
use crate::lexicon::boilerplate::BoilerplateLexicon;
use crate::load::byline;

/// Names of `meta` elements, the most reliable first.
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
    "a[href*=\"/author/\"]",
    "a[href*=\"/authors/\"]",
    "a[href*=\"/reporters/\"]",
    "a[href*=\"/journalist\"]",
    "a[href*=\"/contributor\"]",
];

/// Longest text that can be a byline, in bytes.
const LONGEST: usize = 150;

/// The people whom structured data, `meta` elements or a visible byline name; if they name nobody, what
/// they state as the author (`Staff reports`), unless it is the outlet.
pub(super) fn find(
    document: &Document,
    linked: &[String],
    metas: &Metas,
    outlet: Option<&str>,
    lexicon: &BoilerplateLexicon,
) -> Vec<String> {
    let finder = Finder { outlet, lexicon };
    let in_meta: Vec<&String> = AUTHOR
        .iter()
        .filter_map(|name| metas.get(*name))
        .filter(|name| !name.contains("://") && name.len() <= LONGEST)
        .collect();
    let mut stated = std::iter::once(finder.people(linked)).chain(
        in_meta
            .iter()
            .map(|name| finder.people(std::slice::from_ref(*name))),
    );
    if let Some(people) = stated.find(|people| !people.is_empty()) {
        return people;
    }
    let mut visible = BYLINE.iter().map(|selector| {
        let is_address = selector.starts_with("a[href");
        let nodes = document.select(selector);
        let names: Vec<String> = nodes
            .nodes()
            .iter()
            .take(if is_address { 1 } else { 6 })
            .map(|node| squeezed(&node.text()))
            .filter(|text| text.len() <= LONGEST)
            .collect();
        finder.people(&names)
    });
    if let Some(people) = visible.find(|people| (1..=6).contains(&people.len())) {
        return people;
    }
    let nobody = linked
        .iter()
        .chain(in_meta)
        .find(|name| finder.is_author_line(name));
    nobody.cloned().into_iter().collect()
}

struct Finder<'page> {
    outlet: Option<&'page str>,
    lexicon: &'page BoilerplateLexicon,
}

impl Finder<'_> {
    fn people(&self, names: &[String]) -> Vec<String> {
        let mut people: Vec<String> = Vec::new();
        for name in names
            .iter()
            .flat_map(|name| byline::authors(name, self.lexicon))
        {
            let is_known = people
                .iter()
                .any(|person| person.eq_ignore_ascii_case(&name));
            if !is_known && !self.is_outlet(&name) {
                people.push(name);
            }
        }
        people
    }

    fn is_outlet(&self, name: &str) -> bool {
        self.outlet
            .is_some_and(|outlet| name.eq_ignore_ascii_case(outlet))
            || name
                .split_whitespace()
                .any(|word| self.lexicon.is_outlet_word(word))
    }

    /// Whether a text that names nobody still says who wrote: two words or more, not the outlet's name.
    fn is_author_line(&self, name: &str) -> bool {
        let is_name_of_outlet = self.outlet.is_some_and(|outlet| {
            name.to_lowercase().contains(&outlet.to_lowercase()) && name.len() < outlet.len() + 8
        });
        !is_name_of_outlet
            && (2..=8).contains(&name.split_whitespace().count())
            && !name.contains('@')
    }
}
