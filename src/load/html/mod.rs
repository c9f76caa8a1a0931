//! A page → a draft: metadata first, then the main text, line by line with zones.

mod author;
pub(super) mod json_ld;
mod lines;
mod main_text;
mod metadata;
mod nesting;
mod published;
mod title;

use dom_query::Document;

use super::Cleaning;
use super::draft::Draft;
use super::format::has_markup;
use crate::lexicon::boilerplate::BoilerplateLexicon;
use crate::model::article::PublishedBasis;

/// Reads a page of HTML or XHTML.
///
/// Elements nested deeper than any page needs are flattened first: parsers take quadratic time on them.
pub(super) fn read(page: &str, lexicon: &BoilerplateLexicon, cleaning: Cleaning) -> Draft {
    let flat = nesting::flatten(page);
    let document = Document::from(flat.page.as_ref());
    let metadata = metadata::read(&document, lexicon);
    let mut draft = Draft {
        title: metadata.title,
        authors: metadata.authors,
        outlet: metadata.outlet,
        url: metadata.url,
        language: metadata.language,
        published: metadata.published,
        ..Draft::default()
    };
    let visible_date = (draft.published.is_none())
        .then(|| published::visible_date(&document))
        .flatten();
    draft.body = match cleaning {
        Cleaning::Raw => main_text::everything(&document),
        Cleaning::Clean if flat.was_deep => {
            main_text::without_structure(&document, draft.title.as_deref(), lexicon)
        }
        Cleaning::Clean => main_text::read(document, draft.title.as_deref(), lexicon),
    };
    if draft.published.is_none() {
        let address = draft.url.as_deref().and_then(super::site::date_in);
        draft.published = match (address, visible_date) {
            (Some(date), _) => Some((date, PublishedBasis::Url)),
            (None, Some(date)) => Some((date, PublishedBasis::Dateline)),
            (None, None) => None,
        };
    }
    draft
}

/// The text that a piece of markup shows, one line for each block; what has no markup stays as it is. Crawlers
/// and feeds give articles in either form and do not say which.
pub(super) fn shown(text: String) -> String {
    if has_markup(text.as_bytes()) {
        let flat = nesting::flatten(&text);
        let body = main_text::everything(&Document::from(flat.page.as_ref()));
        return body.text;
    }
    if !has_reference(&text) {
        return text;
    }
    let lines = text.lines().map(|line| {
        if has_reference(line) {
            // A lone `<` in a text without tags is one that the text shows.
            let line = line.replace('<', "&lt;");
            Document::from(line).select("body").text().to_string()
        } else {
            line.to_owned()
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether a character is written by its name or number: `&amp;`, `&#8217;`.
fn has_reference(text: &str) -> bool {
    text.match_indices('&').any(|(start, _)| {
        let name = text[start + 1..].split(';').next().unwrap_or_default();
        let is_closed = text.as_bytes().get(start + 1 + name.len()) == Some(&b';');
        let letters = name.strip_prefix('#').unwrap_or(name);
        is_closed
            && (2..=8).contains(&name.len())
            && !letters.is_empty()
            && letters.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests;
