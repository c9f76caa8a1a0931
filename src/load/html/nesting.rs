//! Flattens what is nested too deeply, before a parser sees it.
//!
//! Parsers of HTML walk the stack of open elements for every tag, and formatting elements that are left
//! open are opened again in every paragraph, so that a small hostile page can cost minutes and gigabytes.
//! Browsers stop at a depth of 512; pages stay below 100. Only tags are left out, never text.

use std::borrow::Cow;

/// Deepest nesting of open elements.
const DEEPEST: usize = 256;
/// The same for a page that went deeper: its structure means nothing, and the parser's time for a tag grows
/// with the depth.
const SHALLOW: usize = 32;
/// Most formatting elements open at a time.
const MOST_FORMATTING: usize = 24;
/// How far back an end tag looks for its start.
const REACH: usize = 64;

/// Elements that have no end tag, or whose end tag is often left out and which the parser closes itself.
const NEVER_OPEN: &[&str] = &[
    "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "keygen",
    "link", "meta", "param", "source", "track", "wbr", "p", "li", "dt", "dd", "option", "optgroup",
    "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "html", "head", "body", "rp", "rt",
];
const FORMATTING: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];
/// Elements whose content is no markup.
const OPAQUE: &[&str] = &["script", "style", "textarea", "title", "xmp", "noscript"];

/// A page that is safe to parse.
#[derive(Debug)]
pub(super) struct Flat<'page> {
    pub(super) page: Cow<'page, str>,
    /// Whether elements were nested so deeply that the page's structure means nothing.
    pub(super) was_deep: bool,
}

/// Elements that begin a line and end one.
const BOXES: &[&str] = &[
    "div",
    "section",
    "article",
    "main",
    "table",
    "ul",
    "ol",
    "dl",
    "blockquote",
    "center",
];

/// The page without the tags that open elements beyond the limits, and without their end tags.
pub(super) fn flatten(page: &str) -> Flat<'_> {
    let flat = flatten_to(page, DEEPEST);
    if flat.was_deep {
        flatten_to(page, SHALLOW)
    } else {
        flat
    }
}

fn flatten_to(page: &str, deepest: usize) -> Flat<'_> {
    let mut was_deep = false;
    let mut open: Vec<&str> = Vec::new();
    let mut n_formatting = 0;
    let mut kept: Option<String> = None;
    let mut copied = 0;
    let mut position = 0;
    while let Some(tag) = next_tag(page, position) {
        position = tag.end;
        let is_formatting = is_one_of(tag.name, FORMATTING);
        let leave_out = if tag.is_end {
            close(&mut open, deepest, tag.name, &mut n_formatting)
        } else if is_one_of(tag.name, NEVER_OPEN) || tag.is_self_closing {
            false
        } else if is_one_of(tag.name, OPAQUE) {
            position = end_of_opaque(page, tag.end, tag.name);
            false
        } else if open.len() >= deepest || (is_formatting && n_formatting >= MOST_FORMATTING) {
            true
        } else {
            open.push(tag.name);
            n_formatting += usize::from(is_formatting);
            false
        };
        if leave_out {
            was_deep |= !is_formatting;
            let kept = kept.get_or_insert_with(String::new);
            kept.push_str(&page[copied..tag.start]);
            let is_box = is_one_of(tag.name, BOXES);
            kept.push_str(if is_box { "<br>" } else { " " });
            copied = tag.end;
        }
    }
    let page = match kept {
        None => Cow::Borrowed(page),
        Some(mut kept) => {
            kept.push_str(&page[copied..]);
            Cow::Owned(kept)
        }
    };
    Flat { page, was_deep }
}

/// Closes the element of an end tag; whether the tag is to be left out, because it closes nothing.
fn close(open: &mut Vec<&str>, deepest: usize, name: &str, n_formatting: &mut usize) -> bool {
    if is_one_of(name, NEVER_OPEN) || is_one_of(name, OPAQUE) {
        return false;
    }
    let first = open.len().saturating_sub(REACH);
    let Some(index) = open[first..]
        .iter()
        .rposition(|element| element.eq_ignore_ascii_case(name))
    else {
        return open.len() >= deepest;
    };
    for element in open.drain(first + index..) {
        *n_formatting -= usize::from(is_one_of(element, FORMATTING));
    }
    false
}

/// A start or end tag; byte offsets from `<` to past `>`.
struct Tag<'page> {
    start: usize,
    end: usize,
    name: &'page str,
    is_end: bool,
    is_self_closing: bool,
}

fn next_tag(page: &str, from: usize) -> Option<Tag<'_>> {
    let bytes = page.as_bytes();
    let mut position = from;
    loop {
        let start = position + page[position..].find('<')?;
        if page[start..].starts_with("<!--") {
            position = page[start..].find("-->").map(|end| start + end + 3)?;
            continue;
        }
        let is_end = bytes.get(start + 1) == Some(&b'/');
        let name_start = start + 1 + usize::from(is_end);
        if !bytes.get(name_start).is_some_and(u8::is_ascii_alphabetic) {
            position = start + 1;
            continue;
        }
        let length = bytes[name_start..]
            .iter()
            .position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'-')?;
        let name = &page[name_start..name_start + length];
        let end = end_of_tag(bytes, name_start + length)?;
        let is_self_closing = page[..end].ends_with("/>");
        return Some(Tag {
            start,
            end,
            name,
            is_end,
            is_self_closing: is_self_closing && name.len() > 1 && is_foreign(name),
        });
    }
}

/// Only elements of SVG and the like are closed by `/>`; elsewhere the slash means nothing.
fn is_foreign(name: &str) -> bool {
    is_one_of(
        name,
        &[
            "path", "circle", "rect", "line", "polygon", "polyline", "ellipse", "use", "stop",
            "image", "g", "g-emoji",
        ],
    )
}

/// One past the `>` that ends a tag, past quoted attribute values.
fn end_of_tag(bytes: &[u8], from: usize) -> Option<usize> {
    let mut quote = None;
    for (index, byte) in bytes.iter().enumerate().skip(from) {
        match (quote, byte) {
            (None, b'>') => return Some(index + 1),
            (None, b'"' | b'\'') if bytes[index - 1] == b'=' || bytes[index - 1] == b' ' => {
                quote = Some(*byte);
            }
            (Some(mark), byte) if mark == *byte => quote = None,
            _ => {}
        }
    }
    None
}

/// Where the content of an opaque element ends.
fn end_of_opaque(page: &str, from: usize, name: &str) -> usize {
    let bytes = page.as_bytes();
    let mut position = from;
    while let Some(found) = page[position..].find("</") {
        let start = position + found;
        let after = &bytes[start + 2..];
        if after.len() >= name.len() && after[..name.len()].eq_ignore_ascii_case(name.as_bytes()) {
            return start;
        }
        position = start + 2;
    }
    page.len()
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|other| other.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_pages_are_left_alone() {
        let page = "<!DOCTYPE html><html><body><div a='>'><p>One<p>Two<br/><b>x</b></div><script>if (a</b) '<div>'</script><!-- <div> --></body></html>";
        assert!(matches!(flatten(page).page, Cow::Borrowed(_)));
    }

    #[test]
    fn deep_nesting_is_flattened_and_its_text_kept() {
        let page = format!(
            "{}deep{}<p>after",
            "<div>".repeat(100_000),
            "</div>".repeat(100_000)
        );
        let flat = flatten(&page).page;
        assert_eq!(flat.matches("<div>").count(), SHALLOW);
        assert!(flat.contains("<br>deep") && flat.ends_with("<p>after"));
        let page = "<p><b id=1>x</p>".repeat(1000);
        assert_eq!(flatten(&page).page.matches("<b ").count(), MOST_FORMATTING);
    }
}
