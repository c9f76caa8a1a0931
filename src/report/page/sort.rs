//! Tables that a reader can sort: a small script, and a policy that lets this one run and no other.

use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};

/// Makes the heads of tables buttons.
pub(super) const SCRIPT: &str = include_str!("sort.js");
/// How these buttons look.
pub(super) const STYLE: &str = include_str!("sort.css");

/// What the page's policy says of scripts: only the one with this sum.
pub(super) fn policy() -> String {
    let sum = BASE64_STANDARD.encode(Sha256::digest(SCRIPT));
    format!("; script-src 'sha256-{sum}'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_small() {
        assert!(SCRIPT.len() <= 2048, "{}", SCRIPT.len());
    }
}
