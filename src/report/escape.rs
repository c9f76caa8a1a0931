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

/// The text on one line of Markdown: a sign that would be markup where it stands has a `\` before it.
pub(super) fn markdown(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let cleaned = clean(&one_line);
    let brackets = Brackets::of(&cleaned);
    let mut signs = String::with_capacity(cleaned.len());
    for (at, character) in cleaned.char_indices() {
        // The marks of the template's own notes are private signs.
        if super::notes::is_mark(character) {
            signs.push('\u{fffd}');
            continue;
        }
        let around = Around {
            before: &cleaned[..at],
            after: &cleaned[at + character.len_utf8()..],
        };
        let is_markup = match character {
            '[' | ']' => !brackets.plain.contains(&at),
            other => around.is_markup(other),
        };
        if is_markup {
            signs.push('\\');
        }
        signs.push(character);
    }
    signs
}

/// What stands on both sides of a sign, on its line.
struct Around<'text> {
    before: &'text str,
    after: &'text str,
}

impl Around<'_> {
    fn is_markup(&self, sign: char) -> bool {
        let is_first = self.before.is_empty();
        let is_spaced = self.after.is_empty() || self.after.starts_with(' ');
        match sign {
            '\\' | '`' | '*' | '|' | '~' => true,
            // Inside a word it is a letter.
            '_' => {
                !(self.before.ends_with(char::is_alphanumeric)
                    && self.after.starts_with(char::is_alphanumeric))
            }
            '<' => self
                .after
                .starts_with(|next: char| next.is_ascii_alphabetic() || "/!?".contains(next)),
            '&' => is_entity(self.after),
            // Two of them are a formula to some readers.
            '$' => self.before.contains('$') || self.after.contains('$'),
            // Where a line begins, these make headings, lists, quotations, rules and targets of links.
            '#' => self.before.bytes().all(|byte| byte == b'#'),
            '>' | ':' => is_first,
            '(' => is_first && is_target(self.after),
            '+' | '-' | '=' => is_first && (is_spaced || self.after.starts_with(sign)),
            '.' | ')' => {
                is_spaced
                    && (1..=9).contains(&self.before.len())
                    && self.before.bytes().all(|byte| byte.is_ascii_digit())
            }
            _ => false,
        }
    }
}

/// Whether what follows a `&` makes it a sign written by its name or number.
fn is_entity(after: &str) -> bool {
    let name = after.split(';').next().unwrap_or(after);
    let is_name = |name: &str| {
        !name.is_empty()
            && name
                .chars()
                .all(|sign| sign.is_ascii_alphanumeric() || sign == '#')
    };
    name.len() < after.len() && is_name(name)
}

/// Whether what follows a `(` could be the target of a link whose words stand before.
fn is_target(after: &str) -> bool {
    let inside = after.split(')').next().unwrap_or(after);
    inside.len() < after.len() && (!inside.contains(' ') || inside.contains(['"', '\'', '<', '(']))
}

/// The brackets of a text that are no link, note or reference.
struct Brackets {
    plain: Vec<usize>,
}

impl Brackets {
    fn of(text: &str) -> Self {
        let (mut open, mut plain) = (Vec::new(), Vec::new());
        for (at, sign) in text.char_indices() {
            match sign {
                '[' => open.push(at),
                ']' => {
                    let (inside, after) = (open.pop(), &text[at + 1..]);
                    let is_link = |from: usize| {
                        text[from..].starts_with("[^")
                            || text[..from].ends_with(['!', ']'])
                            || after.starts_with(['(', '[', ':'])
                    };
                    plain.extend(
                        inside
                            .filter(|from| !is_link(*from))
                            .into_iter()
                            .flat_map(|from| [from, at]),
                    );
                }
                _ => {}
            }
        }
        Self { plain }
    }
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
            "1\\. \\<b> # x \\`y\\` \u{fffd}"
        );
        assert_eq!(markdown("- a-b. c"), "\\- a-b. c");
        assert_eq!(markdown("[x](javascript:y)"), "\\[x\\](javascript:y)");
        assert_eq!(markdown("[a] b](y) [^1]"), "[a] b\\](y) \\[^1\\]");
        assert_eq!(
            markdown("# x &lt; _y_ $1$ (javascript:y)"),
            "\\# x \\&lt; \\_y\\_ \\$1\\$ (javascript:y)"
        );
        assert_eq!(markdown("(javascript:y)"), "\\(javascript:y)");
    }

    #[test]
    fn what_markdown_reads_as_text_stays_as_it_is() {
        for text in [
            "1.67",
            "38.50 km",
            "Syria: attack [denied]",
            "armed_group | x",
            "AT&T #1 < 2 > 1",
            "-5",
            "(year only)",
        ] {
            assert_eq!(markdown(text), text.replace('|', "\\|"));
        }
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
