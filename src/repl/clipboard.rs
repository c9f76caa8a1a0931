//! A text for the clipboard of whoever sits at the terminal: OSC 52, which goes where the screen goes.

use base64::prelude::{BASE64_STANDARD, Engine};

/// Bytes that terminals take at least; many drop what is longer.
pub(super) const MOST_BYTES: usize = 74_000;

/// The sequence that asks a terminal to take a text.
pub(super) fn sequence(text: &[u8]) -> String {
    format!("\u{1b}]52;c;{}\u{7}", BASE64_STANDARD.encode(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_goes_as_the_terminals_expect_it() {
        // xterm's control sequences, "Ps = 5 2", with the examples of RFC 4648, section 10.
        for (text, expected) in [("", ""), ("fo", "Zm8="), ("foobar", "Zm9vYmFy")] {
            let sequence = sequence(text.as_bytes());
            assert_eq!(sequence, format!("\u{1b}]52;c;{expected}\u{7}"));
        }
    }
}
