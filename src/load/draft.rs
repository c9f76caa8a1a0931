//! What is known about an article while it is read, and the last steps to an [`Article`].

use super::{language, site};
use crate::lexicon::boilerplate::BoilerplateLexicon;
use crate::model::article::{Article, Line, PublishedBasis, Source, Zone};
use crate::model::date::PartialDate;
use crate::span::Span;

/// An article in the making; everything may be missing.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Draft {
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) outlet: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    pub(super) published: Option<(PartialDate, PublishedBasis)>,
    pub(super) body: Body,
}

/// A text with its lines.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Body {
    pub(super) text: String,
    pub(super) lines: Vec<Line>,
}

impl Body {
    /// A text that is kept as it is, every line body but for the first if it is the title.
    pub(super) fn unchanged(text: String, title: Option<&str>) -> Self {
        let mut lines = Vec::new();
        let mut start = 0;
        for piece in text.split_inclusive('\n') {
            let line = piece.trim_end_matches(['\r', '\n']);
            let is_title = lines.is_empty() && title == Some(line.trim());
            if !line.trim().is_empty() {
                lines.push(Line {
                    span: Span::new(start, start + line.len()),
                    zone: if is_title { Zone::Title } else { Zone::Body },
                });
            }
            start += piece.len();
        }
        Self { text, lines }
    }

    /// Appends a line, unless it is blank.
    pub(super) fn push(&mut self, line: &str, zone: Zone) {
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        self.text.push_str(line);
        self.lines.push(Line {
            span: Span::new(start, self.text.len()),
            zone,
        });
    }
}

impl Draft {
    /// Completes the draft with what its address and its text tell.
    /// An outlet that is known beforehand has one name, however it is written.
    pub(super) fn into_article(mut self, origin: String, lexicon: &BoilerplateLexicon) -> Article {
        let address = self.url.as_deref();
        if self.published.is_none() {
            let date = address.and_then(site::date_in);
            self.published = date.map(|date| (date, PublishedBasis::Url));
        }
        let domain = address.and_then(site::domain_of);
        let name = self.outlet.take().or_else(|| domain.clone());
        let source = name.map(|name| source(name, domain, lexicon));
        let language = language::checked(self.language, &self.body.text, &lexicon.languages);
        let (published, published_basis) = self.published.unzip();
        Article {
            id: self.id,
            source,
            title: self.title,
            url: self.url,
            author: (!self.authors.is_empty()).then(|| self.authors.join("; ")),
            language,
            published,
            published_basis,
            text: self.body.text,
            lines: self.body.lines,
            origin: Some(origin),
        }
    }
}

/// The outlet of a name; one that is known beforehand has one name, however it is written.
pub(super) fn source(name: String, domain: Option<String>, lexicon: &BoilerplateLexicon) -> Source {
    match lexicon.outlet(&name) {
        Some(known) => Source {
            id: Some(known.id.clone()),
            name: known.name.clone(),
            domain,
        },
        None => Source {
            id: None,
            name,
            domain,
        },
    }
}
