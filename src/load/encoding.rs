//! Bytes → text: byte order mark, UTF-8, UTF-16 without a mark, a page's own word, then a guess.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How much of a text the guesses look at.
const SAMPLE: usize = 1 << 16;

/// Decodes bytes into text without a byte order mark. Bytes that mean nothing, and zeros, become U+FFFD.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    without_zeros(decode_all(bytes))
}

/// Programs and databases take a zero for the end of a text.
pub(super) fn without_zeros(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\0') {
        text.replace('\0', "\u{fffd}").into()
    } else {
        text
    }
}

fn decode_all(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[length..]).0;
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) if is_nearly_utf8(bytes) => String::from_utf8_lossy(bytes),
        Err(_) => {
            declared(bytes)
                .unwrap_or_else(|| guess(bytes))
                .decode_without_bom_handling(bytes)
                .0
        }
    }
}

/// Decodes bytes of which somebody says how they are written; who says nothing that is known is not asked.
pub(super) fn decode_as<'bytes>(bytes: &'bytes [u8], label: Option<&str>) -> Cow<'bytes, str> {
    let named = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    match named {
        Some(encoding) if encoding != UTF_8 && Encoding::for_bom(bytes).is_none() => {
            without_zeros(encoding.decode_without_bom_handling(bytes).0)
        }
        _ => decode(bytes),
    }
}

/// UTF-16 shows by its zero bytes, and by few different high bytes: text stays within few scripts.
pub(super) fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    if sample.len() < 4 || !sample.contains(&0) {
        return None;
    }
    [(UTF_16LE, 1), (UTF_16BE, 0)]
        .into_iter()
        .find(|(encoding, high)| {
            let mut seen = [false; 256];
            for pair in sample.chunks_exact(2) {
                seen[usize::from(pair[*high])] = true;
            }
            let n_high = seen.iter().filter(|seen| **seen).count();
            let (text, has_errors) = encoding.decode_without_bom_handling(sample);
            let n_plain = text
                .chars()
                .filter(|letter| letter.is_alphanumeric() || is_usual_mark(*letter))
                .count();
            n_high <= 12 && !has_errors && n_plain * 100 >= text.chars().count() * 97
        })
        .map(|(encoding, _)| encoding)
}

fn is_usual_mark(character: char) -> bool {
    character.is_whitespace()
        || character.is_ascii_punctuation()
        || matches!(character, '\u{a0}'..='\u{bf}' | '\u{2010}'..='\u{205e}' | '\u{20a0}'..='\u{20bf}')
}

/// Whether well-formed sequences of UTF-8 outnumber broken ones by far, as in a text with one bad byte.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut n_broken, mut n_good) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        n_broken += usize::from(!chunk.invalid().is_empty());
        n_good += chunk
            .valid()
            .chars()
            .filter(|letter| !letter.is_ascii())
            .count();
    }
    n_good >= n_broken * 4
}

/// The encoding that a page or an XML declaration names, if it can be true of these bytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    if !head.contains('<') {
        return None;
    }
    let after = ["charset=", "encoding="]
        .into_iter()
        .find_map(|key| head.split_once(key))?
        .1;
    let label: &str = after
        .trim_start_matches(['"', '\'', ' '])
        .split(['"', '\'', ' ', '>', ';', '/', '?'])
        .next()?;
    // Valid UTF-8 was excluded before, and UTF-16 text could not hold this label in single bytes.
    Encoding::for_label(label.as_bytes())
        .filter(|encoding| ![UTF_8, UTF_16LE, UTF_16BE].contains(encoding))
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(SAMPLE)], true);
    detector.guess(None, Utf8Detection::Deny)
}
