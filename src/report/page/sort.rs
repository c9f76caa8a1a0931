//! Tables that a reader can sort: a small script, and a policy that lets this one run and no other.

use sha2::{Digest, Sha256};

/// Makes the heads of tables buttons.
pub(super) const SCRIPT: &str = include_str!("sort.js");
/// How these buttons look.
pub(super) const STYLE: &str = include_str!("sort.css");

/// What the page's policy says of scripts: only the one with this sum.
pub(super) fn policy() -> String {
    format!("; script-src 'sha256-{}'", base64(&Sha256::digest(SCRIPT)))
}

/// Bytes in the 64 signs of RFC 4648.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for part in bytes.chunks(3) {
        let byte = |at: usize| u32::from(part.get(at).copied().unwrap_or(0));
        let number = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let sign = SIGNS[(number >> (18 - 6 * at)) as usize & 63];
            text.push(if at > part.len() {
                '='
            } else {
                char::from(sign)
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_standard_are_written_so() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn the_script_is_small() {
        assert!(SCRIPT.len() <= 2048, "{}", SCRIPT.len());
    }
}
