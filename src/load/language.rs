//! Text → ISO 639-1 code of its language.

use whichlang::{Lang, detect_language};

/// How many bytes tell the language.
const SAMPLE: usize = 600;
/// Fewer letters than this tell nothing.
const FEWEST_LETTERS: usize = 30;
/// From this many letters on the statistics of letters are trusted alone.
const SURE: usize = 150;

/// Guesses the language of a text from its beginning, past a headline that may be in another one.
pub(super) fn detect(text: &str) -> Option<String> {
    let start = if text.len() > 3 * SAMPLE {
        text.floor_char_boundary(SAMPLE / 3)
    } else {
        0
    };
    let end = text.floor_char_boundary((start + SAMPLE).min(text.len()));
    let sample = &text[start..end];
    let n_letters = sample
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .count();
    if n_letters < FEWEST_LETTERS {
        return None;
    }
    if n_letters < SURE && is_plainly_english(sample) {
        return Some("en".to_owned());
    }
    Some(code(detect_language(sample)).to_owned())
}

/// Whether a short text, whose foreign names outweigh its few words, has function words that only
/// English has.
fn is_plainly_english(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "the", "and", "with", "their", "from", "by", "that", "were", "his", "to", "has", "would",
    ];
    const ENOUGH: usize = 2;
    let mut found: Vec<&str> = text
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| WORDS.contains(word))
        .collect();
    found.sort_unstable();
    found.dedup();
    found.len() >= ENOUGH
}

/// The primary code of a language tag as pages write them: `en-US`, `EN_gb`, `english`.
pub(super) fn from_tag(tag: &str) -> Option<String> {
    let tag = tag.trim().to_ascii_lowercase();
    let primary = tag.split(['-', '_', ',', ' ']).next()?;
    let is_code = primary.len() == 2 && primary.bytes().all(|byte| byte.is_ascii_lowercase());
    match primary {
        "english" => Some("en".to_owned()),
        _ => is_code.then(|| primary.to_owned()),
    }
}

fn code(language: Lang) -> &'static str {
    match language {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    }
}
