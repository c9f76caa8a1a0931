//! A sentence of the database → what its note says of it, in order, in every form of a report.

use super::words;
use crate::model::article::PublishedBasis;
use crate::model::dataset::CodedRow;
use crate::store::Citation;

/// What a note says.
pub(super) struct Note<'text> {
    /// The row of a set of events that it is, and no sentence of anybody.
    pub(super) row: Option<String>,
    /// The outlet.
    pub(super) outlet: Option<&'text str>,
    /// The headline.
    pub(super) title: Option<&'text str>,
    /// The file, where neither outlet nor headline tells which article it is.
    pub(super) file: Option<&'text str>,
    /// The day of publication.
    pub(super) date: Option<String>,
    /// The sentence, unless it is the headline.
    pub(super) sentence: Option<&'text str>,
}

/// Reads it off a sentence.
pub(super) fn note(citation: &Citation) -> Note<'_> {
    let told = |text: &'_ Option<String>| text.as_ref().is_some_and(|text| !text.is_empty());
    let title = citation.title.as_deref().filter(|it| !it.is_empty());
    let has_name = told(&citation.source) || title.is_some();
    let file = citation.file.as_deref().filter(|_| !has_name);
    let date = citation.published.map(words::date);
    let date = date.map(|date| match citation.published_basis.and_then(basis) {
        Some(basis) => format!("{date} ({basis})"),
        None => date,
    });
    Note {
        row: citation.row.as_ref().map(CodedRow::name),
        outlet: citation.source.as_deref(),
        title,
        file: file.filter(|_| citation.row.is_none()),
        date,
        sentence: Some(citation.text.as_str()).filter(|text| title != Some(text)),
    }
}

/// By what a day is known that nobody gave with the article.
fn basis(basis: PublishedBasis) -> Option<&'static str> {
    match basis {
        PublishedBasis::Metadata => None,
        PublishedBasis::Url => Some("by its address"),
        PublishedBasis::Dateline => Some("by its dateline"),
        PublishedBasis::Text => Some("inferred from its text"),
    }
}

impl Note<'_> {
    /// What stands between the row and what it comes after, if it comes after anything.
    pub(super) fn after(&self) -> &'static str {
        let is_after = self.outlet.is_some() || self.title.is_some();
        match (&self.row, is_after) {
            (Some(_), true) => ", after ",
            (Some(_), false) if self.date.is_some() => ", ",
            _ => "",
        }
    }

    /// Whether the sentence stands in quotation marks: a line that was made of a row is nobody's words.
    pub(super) fn is_quoted(&self) -> bool {
        self.row.is_none()
    }
}
