//! Whether a figure counts but a part of what its sentence counts: `five of the dead were civilians`.

/// The numbers that news writes as words.
const WORDS: [&str; 20] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
/// What stands before the number of a part, the last words first.
const BEFORE: [&[&str]; 4] = [
    &["including"],
    &["them", "among"],
    &["whom", "among"],
    &["those", "among"],
];
/// What stands behind it.
const BEHIND: [&[&str]; 10] = [
    &["of", "them"],
    &["of", "whom"],
    &["of", "those"],
    &["of", "the", "dead"],
    &["of", "the", "killed"],
    &["of", "the", "victims"],
    &["of", "the", "fatalities"],
    &["of", "the", "wounded"],
    &["of", "the", "injured"],
    &["of", "the", "casualties"],
];
/// Words that may stand between `including` and the number.
const QUALIFIERS: [&str; 6] = ["at", "least", "about", "some", "over", "nearly"];

/// Whether the number stands in the sentence, and each time as a part of what is counted there.
pub(super) fn is_part(sentence: &str, number: f64) -> bool {
    let lower = sentence.to_lowercase();
    let is_edge = |sign: char| !sign.is_alphanumeric();
    let words: Vec<&str> = lower
        .split_whitespace()
        .map(|word| word.trim_matches(is_edge))
        .collect();
    let is_it = |at: &usize| number_of(words[*at]).is_some_and(|it| (it - number).abs() < 0.5);
    let mut places = (0..words.len()).filter(is_it).peekable();
    places.peek().is_some() && places.all(|at| is_part_at(&words, at))
}

fn is_part_at(words: &[&str], at: usize) -> bool {
    let before = words[..at].iter().rev();
    let mut before = before.skip_while(|word| QUALIFIERS.contains(word));
    let (last, last_but_one) = (before.next(), before.next());
    let is_before = BEFORE.iter().any(|expected| {
        let found = [last, last_but_one];
        expected
            .iter()
            .zip(found)
            .all(|(one, other)| Some(one) == other)
    });
    let behind = &words[at + 1..];
    is_before || BEHIND.iter().any(|expected| behind.starts_with(expected))
}

fn number_of(word: &str) -> Option<f64> {
    if word.starts_with(|sign: char| sign.is_ascii_digit()) {
        return word.replace(',', "").parse().ok();
    }
    let at = WORDS.iter().position(|known| *known == word)?;
    u32::try_from(at + 1).ok().map(f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around_a_number_say_that_it_is_a_part() {
        for (sentence, number) in [
            ("Five of the dead were civilians, a doctor said.", 5.0),
            ("It put the toll at 17, including four children.", 4.0),
            ("It put the toll at 17, including at least 4 children.", 4.0),
            (
                "The ministry says eight were killed, three of them policemen.",
                3.0,
            ),
            (
                "At least 3,250 people died, among them 1,130 civilians.",
                1130.0,
            ),
        ] {
            assert!(is_part(sentence, number), "{sentence}");
        }
        for (sentence, number) in [
            ("It put the toll at 17, including four children.", 17.0),
            ("Nine people died, five of them civilians.", 9.0),
            ("Dozens died.", 24.0),
            ("Four people died, including four children.", 4.0),
            ("The attack killed 12 of the best pilots.", 12.0),
        ] {
            assert!(!is_part(sentence, number), "{sentence}");
        }
    }
}
