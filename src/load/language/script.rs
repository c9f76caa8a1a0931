//! Letters → script, and the language that uses such letters.

/// Scripts that tell a language, or a few.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Script {
    Latin,
    Arabic,
    Cyrillic,
    /// Chinese characters and the Japanese syllables.
    Han,
    Hangul,
    /// A script that news writes one language in, by its code.
    Of(&'static str),
}

/// First and last letter of a block, and the language that news writes in it most.
const BLOCKS: [(char, char, &str); 21] = [
    ('\u{370}', '\u{3ff}', "el"),
    ('\u{530}', '\u{58f}', "hy"),
    ('\u{590}', '\u{5ff}', "he"),
    ('\u{900}', '\u{97f}', "hi"),
    ('\u{980}', '\u{9ff}', "bn"),
    ('\u{a00}', '\u{a7f}', "pa"),
    ('\u{a80}', '\u{aff}', "gu"),
    ('\u{b00}', '\u{b7f}', "or"),
    ('\u{b80}', '\u{bff}', "ta"),
    ('\u{c00}', '\u{c7f}', "te"),
    ('\u{c80}', '\u{cff}', "kn"),
    ('\u{d00}', '\u{d7f}', "ml"),
    ('\u{d80}', '\u{dff}', "si"),
    ('\u{e00}', '\u{e7f}', "th"),
    ('\u{e80}', '\u{eff}', "lo"),
    ('\u{f00}', '\u{fff}', "bo"),
    ('\u{1000}', '\u{109f}', "my"),
    ('\u{10a0}', '\u{10ff}', "ka"),
    ('\u{1200}', '\u{137f}', "am"),
    ('\u{1780}', '\u{17ff}', "km"),
    ('\u{1f00}', '\u{1fff}', "el"),
];

/// Letters that only some languages of a script have; the first language with enough of its letters is it.
const ARABIC: [(&str, &str); 4] = [
    ("ur", "ٹڈڑےں"),
    ("ps", "ټډړږښځڅڼ"),
    ("ku", "ێۆڵڕە"),
    ("fa", "پچژگیک"),
];
const CYRILLIC: [(&str, &str); 8] = [
    ("kk", "әғқңөұүһ"),
    ("be", "ў"),
    ("uk", "їєґ"),
    ("mk", "ѓќѕ"),
    ("sr", "ђћџљњј"),
    ("ru", "ыэё"),
    ("bg", "ъ"),
    ("uk", "і"),
];
/// So many letters of a hundred must be such.
const FEWEST_OF_HUNDRED: usize = 1;

/// The script of a letter; none of other marks, and of scripts that news hardly uses.
pub(super) fn script_of(letter: char) -> Option<Script> {
    Some(match letter {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Script::Latin,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{620}'..='\u{64a}' | '\u{671}'..='\u{6d3}' | '\u{6d5}' | '\u{750}'..='\u{77f}' => {
            Script::Arabic
        }
        '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}' => {
            Script::Han
        }
        '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7a3}' => Script::Hangul,
        _ => {
            let block = BLOCKS
                .iter()
                .find(|(first, last, _)| (*first..=*last).contains(&letter));
            return block.map(|(_, _, code)| Script::Of(code));
        }
    })
}

/// The language of a text that is mostly in a script; none for Latin, which many share.
pub(super) fn language_of(script: Script, text: &str) -> Option<&'static str> {
    match script {
        Script::Latin => None,
        Script::Arabic => Some(by_letters(script, text, &ARABIC).unwrap_or("ar")),
        Script::Cyrillic => Some(by_letters(script, text, &CYRILLIC).unwrap_or("ru")),
        Script::Han => {
            let is_syllable = |letter: &char| ('\u{3041}'..='\u{30ff}').contains(letter);
            let n_syllables = text.chars().filter(is_syllable).count();
            let n_letters = count(script, text);
            Some(if n_syllables * 10 > n_letters {
                "ja"
            } else {
                "zh"
            })
        }
        Script::Hangul => Some("ko"),
        Script::Of(code) => Some(code),
    }
}

fn by_letters(
    script: Script,
    text: &str,
    signs: &'static [(&'static str, &'static str)],
) -> Option<&'static str> {
    let n_letters = count(script, text);
    let is_of = |letters: &str| {
        let n_signs = text
            .chars()
            .filter(|letter| letter.to_lowercase().any(|lower| letters.contains(lower)))
            .count();
        n_signs * 100 > n_letters * FEWEST_OF_HUNDRED
    };
    signs
        .iter()
        .find(|(_, letters)| is_of(letters))
        .map(|(code, _)| *code)
}

fn count(script: Script, text: &str) -> usize {
    text.chars()
        .filter(|letter| script_of(*letter) == Some(script))
        .count()
}

/// The script that most of the text is in, by letters; a character of a script that writes a syllable or a
/// word with one counts as three.
pub(super) fn main_script(text: &str) -> Option<Script> {
    let mut counts: Vec<(Script, usize)> = Vec::new();
    for script in text.chars().filter_map(script_of) {
        let weight = if matches!(script, Script::Han | Script::Hangul) {
            3
        } else {
            1
        };
        match counts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += weight,
            None => counts.push((script, weight)),
        }
    }
    let most = counts
        .into_iter()
        .max_by_key(|(script, count)| (*count, std::cmp::Reverse(*script)));
    most.map(|(script, _)| script)
}
