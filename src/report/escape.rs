//! Text from articles → text of a page or of Markdown, in which nothing of it is markup.

use std::fmt::Write;

use crate::render::cell::clean;
use crate::render::html::escaped;

/// The text of an HTML element or of a quoted attribute. Control characters and overrides become visible.
pub(super) fn html(text: &str) -> String {
    escaped(&clean(text))
}

/// As [`html`] on several lines, which stay.
pub(super) fn html_lines(text: &str) -> String {
    escaped(&crate::render::cell::disarm(text))
}

/// The text on one line of Markdown: every sign that could be markup has a `\` before it.
pub(super) fn markdown(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let cleaned = clean(&one_line);
    let is_number =
        |before: &str| !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit());
    let mut signs = String::with_capacity(cleaned.len());
    for (at, character) in cleaned.char_indices() {
        // The marks of the template's own notes are private signs.
        if super::notes::is_mark(character) {
            signs.push('\u{fffd}');
            continue;
        }
        let is_markup = "\\`*_[]<>|~&$#".contains(character)
            // Where a line begins, these make lists and headings.
            || at == 0 && "+-=:".contains(character)
            || matches!(character, '.' | ')') && is_number(&cleaned[..at]);
        if is_markup {
            signs.push('\\');
        }
        signs.push(character);
    }
    signs
}

/// The address of a link that a reader may follow: http and https, nothing in it that ends an attribute or Markdown.
pub(super) fn link(address: &str) -> Option<String> {
    let address = address.trim();
    let scheme_end = address.find("://")?;
    let scheme = address[..scheme_end].to_ascii_lowercase();
    if !matches!(scheme.as_str(), "http" | "https") || address.len() == scheme_end + 3 {
        return None;
    }
    let mut safe = scheme;
    for character in address[scheme_end..].chars() {
        let is_plain =
            character.is_ascii_alphanumeric() || "-._~:/?#@!$&*+,;=%".contains(character);
        if is_plain {
            safe.push(character);
        } else {
            let mut bytes = [0; 4];
            for byte in character.encode_utf8(&mut bytes).bytes() {
                // Writing to a string cannot fail.
                let _ = write!(safe, "%{byte:02X}");
            }
        }
    }
    Some(safe)
}

/// The name of the computer in an address.
pub(super) fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = host.rsplit('@').next().unwrap_or(host);
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_links_of_the_web_are_links() {
        for bad in [
            "javascript:alert(1)",
            " JavaScript://x%0aalert(1)",
            "data:text/html,x",
            "//x",
            "http://",
            "ftp://x/",
        ] {
            assert_eq!(link(bad), None, "{bad}");
        }
        assert_eq!(
            link(" HTTPS://a.example/x?y=1\"><script>'()").as_deref(),
            Some("https://a.example/x?y=1%22%3E%3Cscript%3E%27%28%29")
        );
    }

    #[test]
    fn no_sign_of_markdown_stays_one() {
        assert_eq!(
            markdown("1. <b>\n# x `y` \u{e000}"),
            "1\\. \\<b\\> \\# x \\`y\\` \u{fffd}"
        );
        assert_eq!(markdown("- a-b. c"), "\\- a-b. c");
        assert_eq!(markdown("[x](javascript:y)"), "\\[x\\](javascript:y)");
    }

    #[test]
    fn the_computer_of_an_address_is_told_without_those_who_pretend() {
        assert_eq!(
            host("https://good.example@www.evil.example:80/x"),
            "evil.example:80"
        );
        assert_eq!(host("https://www.post.example/x"), "post.example");
    }
}
