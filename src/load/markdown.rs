//! Markdown → the text that it shows.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

/// The text without the marks of Markdown, if it opens with a heading of one; else as it is.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty());
    if first.and_then(heading).is_none() {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for line in text.lines() {
        shown.push_str(&without_marks(line.trim_end()));
        shown.push('\n');
    }
    Cow::Owned(shown)
}

/// The words of a heading: `# Talks fail`. A `#` without a space is none, nor is a list of tags.
fn heading(line: &str) -> Option<&str> {
    const DEEPEST: usize = 6;
    let words = line.trim_start_matches('#');
    let depth = line.len() - words.len();
    let is_heading = (1..=DEEPEST).contains(&depth) && words.starts_with(' ');
    let words = words.trim().trim_end_matches('#').trim_end();
    (is_heading && !words.is_empty()).then_some(words)
}

fn without_marks(line: &str) -> String {
    static LINK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+[^()]*)?\)")
            .expect("the pattern is well formed")
    });
    static STRESS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:\*\*\*|\*\*|\*|`)([^\s*`](?:[^*`]*[^\s*`])?)(?:\*\*\*|\*\*|\*|`)")
            .expect("the pattern is well formed")
    });
    static UNDERLINE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(^|\s)__?([^\s_](?:[^_]*[^\s_])?)__?($|[\s.,;:!?])")
            .expect("the pattern is well formed")
    });
    let words = heading(line).unwrap_or(line);
    if !words.is_empty() && words.len() > 2 && words.chars().all(|mark| "-=*_ ".contains(mark)) {
        return String::new();
    }
    let words = words.strip_prefix("> ").unwrap_or(words);
    let words = LINK.replace_all(words, "$1");
    let words = STRESS.replace_all(&words, "$1");
    UNDERLINE.replace_all(&words, "$1$2$3").into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_off_where_a_heading_opens_the_text() {
        let text = "# Talks fail\n\n*The Harbour Post, 3 May 2014*\n\n> They **met** in [Oslo](https://a.example/b).\n---\n";
        assert_eq!(
            plain(text),
            "Talks fail\n\nThe Harbour Post, 3 May 2014\n\nThey met in Oslo.\n\n"
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
            plain("# A\nfile_name_here and 5 * 3 * 2"),
            "A\nfile_name_here and 5 * 3 * 2\n"
        );
    }
}
