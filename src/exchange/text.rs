//! Texts and days as the formats want them.

use std::fmt::Write;

use crate::model::date::{Day, OPEN_END, OPEN_START, civil};
use crate::render::cell::is_obeyed;

/// A calendar day as `2016-06-09`; none for an open end.
pub(super) fn iso(day: Day) -> Option<String> {
    (day != OPEN_START && day != OPEN_END).then(|| civil(day).to_string())
}

/// Bytes as digits of 16, two each.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// Text for an element or an attribute of XML 1.0. What XML cannot hold at all becomes U+FFFD; what a
/// terminal obeys becomes a character reference.
pub(super) fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            '\t' | '\n' | '\r' => push_reference(character, &mut escaped),
            '\0'..' ' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            obeyed if is_obeyed(obeyed) => push_reference(obeyed, &mut escaped),
            other => escaped.push(other),
        }
    }
    escaped
}

fn push_reference(character: char, escaped: &mut String) {
    // Writing to a string cannot fail.
    let _ = write!(escaped, "&#x{:X};", u32::from(character));
}

/// An address that may become a link: nothing but the web, and nothing that ends where it stands.
pub(super) fn address(url: &str) -> Option<String> {
    let lower = url.to_ascii_lowercase();
    if !(lower.starts_with("http://") || lower.starts_with("https://")) {
        return None;
    }
    let mut safe = String::with_capacity(url.len());
    for character in url.chars() {
        if character.is_whitespace() || "{}\\\"<>^`|".contains(character) || is_obeyed(character) {
            let mut bytes = [0; 4];
            for byte in character.encode_utf8(&mut bytes).bytes() {
                // Writing to a string cannot fail.
                let _ = write!(safe, "%{byte:02X}");
            }
        } else {
            safe.push(character);
        }
    }
    Some(safe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_holds_only_what_its_standard_allows() {
        assert_eq!(
            xml("a<b> & \"c\"\u{0}\u{1b}[31m\n\u{202e}غزة"),
            "a&lt;b&gt; &amp; &quot;c&quot;\u{fffd}\u{fffd}[31m&#xA;&#x202E;غزة"
        );
    }

    #[test]
    fn open_ends_are_no_days() {
        assert_eq!(iso(0).as_deref(), Some("1970-01-01"));
        assert_eq!(iso(OPEN_START), None);
        assert_eq!(iso(OPEN_END), None);
    }
}
