//! Markdown → the text that it shows.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// Deepest heading there is.
const DEEPEST: usize = 6;

/// The text without the marks of Markdown, if it opens with a heading of one; else as it is.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty());
    if !first.is_some_and(is_heading) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for event in Parser::new(text) {
        match event {
            Event::Text(words)
            | Event::Code(words)
            | Event::Html(words)
            | Event::InlineHtml(words) => shown.push_str(&words),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Item) => shown.push('\n'),
            Event::Start(Tag::Item) if !shown.ends_with('\n') => shown.push('\n'),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::List(_)) => {
                shown.push_str("\n\n");
            }
            _ => {}
        }
    }
    Cow::Owned(shown)
}

/// Whether a line is a heading: `# Talks fail`. A `#` without a space is none, nor is a list of tags.
fn is_heading(line: &str) -> bool {
    let words = line.trim_start_matches('#');
    let depth = line.len() - words.len();
    let has_words = !words.trim().trim_end_matches('#').trim_end().is_empty();
    (1..=DEEPEST).contains(&depth) && words.starts_with(' ') && has_words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_off_where_a_heading_opens_the_text() {
        let text = "# Talks fail\n\n*The Harbour Post, 3 May 2014*\n\n> They **met** in [Oslo](https://a.example/b).\n\n---\n\n- a list\n- of two\n";
        assert_eq!(
            plain(text).trim_end(),
            "Talks fail\n\nThe Harbour Post, 3 May 2014\n\nThey met in Oslo.\n\na list\nof two"
        );
    }

    #[test]
    fn other_text_is_left_as_it_is() {
        for text in [
            "Talks fail\n\n*The Post*\n",
            "#talks #oslo\nThey met.",
            "5 * 3 * 2",
            "",
        ] {
            assert_eq!(plain(text), text);
        }
        assert_eq!(
            plain("# A\n\nfile_name_here and 5 * 3 * 2").trim_end(),
            "A\n\nfile_name_here and 5 * 3 * 2"
        );
    }
}
