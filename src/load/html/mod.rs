//! A page → a draft: metadata first, then the main text, line by line with zones.

mod author;
mod json_ld;
mod lines;
mod main_text;
mod metadata;
mod nesting;
mod published;
mod title;

use dom_query::Document;

use super::Cleaning;
use super::draft::Draft;
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

#[cfg(test)]
mod tests;
