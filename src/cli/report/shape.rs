//! What was asked for, and how the file is called → the form of a report.

use std::path::Path;

use super::super::args::Format;
use super::super::exit::Failure;
use super::super::given::{Given, ending};
use crate::report::{Shape, Tables};

/// As what a report is written: as asked for, as the file is named, else as a page, which on a terminal could not be read.
pub(super) fn shape(given: &Given, is_sortable: bool) -> Result<Shape, Failure> {
    let wrong = |reason: String| Err(Failure::Question(format!("error: {reason}")));
    let tables = if is_sortable || given.is_report_sortable() {
        Tables::Sortable
    } else {
        Tables::Still
    };
    let ending = given.output.as_deref().map(ending);
    let shape = match (given.format, ending.as_deref()) {
        (Some(Format::Html), _) | (None, Some("html" | "htm")) => Shape::Html(tables),
        (Some(Format::Markdown), _) | (None, Some("md" | "markdown")) => Shape::Markdown,
        (Some(other), _) => {
            return wrong(format!(
                "a report is html or markdown, not {}",
                other.word()
            ));
        }
        (None, None) if given.is_screen() => Shape::Text,
        (None, None) => Shape::Html(tables),
        (None, Some(_)) => {
            let path = given.output.as_deref().unwrap_or(Path::new("")).display();
            return wrong(format!("{path} ends neither in .html nor in .md"));
        }
    };
    if given.is_screen() && shape != Shape::Text {
        return wrong("a page is nothing for a terminal; name a file: -o report.html".to_owned());
    }
    if is_sortable && !matches!(shape, Shape::Html(_)) {
        return wrong("--sortable is for pages: Markdown has no script".to_owned());
    }
    Ok(shape)
}
