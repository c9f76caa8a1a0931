//! What each code means, with a question that is wrong and the same one put right. The texts stand in
//! `lessons.md`; a test asks every question.

use std::sync::OnceLock;

use crate::query::suggest::nearest;

const TEXT: &str = include_str!("lessons.md");

/// What is to be known about one code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lesson {
    /// `E010`, `W001`.
    pub code: &'static str,
    /// What it is about, in a few words without a stop.
    pub title: &'static str,
    /// What it means, in sentences.
    pub meaning: &'static str,
    /// A question that brings it.
    pub wrong: &'static str,
    /// What is said of that question.
    pub says: &'static str,
    /// The question as it should be.
    pub right: &'static str,
}

/// Every code once: errors, then warnings, each in order.
pub fn lessons() -> &'static [Lesson] {
    static LESSONS: OnceLock<Vec<Lesson>> = OnceLock::new();
    LESSONS.get_or_init(|| TEXT.split("\n## ").skip(1).filter_map(read).collect())
}

/// The lesson of a code, however it is typed: `E010`, `e10`, `10`, `error[E010]:`.
///
/// ```
/// use dateline::render::diagnostic::lesson::lesson;
///
/// assert_eq!(lesson("error[e010]:").unwrap().title, "no such field");
/// assert_eq!(lesson("E999"), None);
/// ```
pub fn lesson(typed: &str) -> Option<&'static Lesson> {
    let code = code(typed)?;
    lessons().iter().find(|lesson| lesson.code == code)
}

/// The code that was meant by one that does not exist, or by words out of its title.
pub fn near_lesson(typed: &str) -> Option<&'static Lesson> {
    let words = typed.trim().to_lowercase();
    let titled = lessons()
        .iter()
        .find(|lesson| words.len() > 3 && lesson.title.to_lowercase().contains(&words));
    let code = || nearest(typed.trim(), lessons().iter().map(|lesson| lesson.code));
    titled.or_else(|| lesson(code()?))
}

impl Lesson {
    /// The whole lesson as lines of text, fitted to 80 columns where that can be done.
    pub fn text(&self) -> String {
        format!(
            "{}: {}\n\n{}\n\n  instead of  {}\n     it says  {}\n  write       {}\n",
            self.code,
            self.title,
            wrapped(self.meaning, 78),
            self.wrong,
            self.says,
            self.right
        )
    }
}

/// The letter in capitals, the number with three digits.
fn code(typed: &str) -> Option<String> {
    let bare = typed.trim().to_uppercase();
    let bare = bare
        .trim_start_matches("ERROR")
        .trim_start_matches("WARNING")
        .trim_matches(['[', ']', ':', ' ']);
    let (letter, digits) = match bare.strip_prefix(['E', 'W']) {
        Some(digits) => (&bare[..1], digits),
        None => ("E", bare),
    };
    let number: u16 = digits.parse().ok()?;
    Some(format!("{letter}{number:03}"))
}

fn read(section: &'static str) -> Option<Lesson> {
    let (head, body) = section.split_once('\n')?;
    let (code, title) = head.split_once(' ')?;
    let (meaning, examples) = body.split_once("\n- wrong: ")?;
    let (wrong, rest) = examples.split_once("\n- says: ")?;
    let (says, right) = rest.split_once("\n- right: ")?;
    Some(Lesson {
        code,
        title,
        meaning: meaning.trim(),
        wrong,
        says,
        right: right.trim_end(),
    })
}

/// Words in lines of at most `width` characters.
fn wrapped(text: &str, width: usize) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        if let Some(line) = lines.last_mut() {
            if line.is_empty() {
                line.push_str(word);
                continue;
            }
            if line.chars().count() + 1 + word.chars().count() <= width {
                line.push(' ');
                line.push_str(word);
                continue;
            }
        }
        lines.push(word.to_owned());
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_is_read_and_they_are_in_order() {
        assert_eq!(lessons().len(), TEXT.matches("\n## ").count());
        assert!(lessons().windows(2).all(|pair| pair[0].code < pair[1].code));
    }

    #[test]
    fn a_code_is_found_however_it_is_typed() {
        for typed in ["E010", "e010", "error[E010]:", " E010 ", "10", "e10"] {
            let found = lesson(typed).map(|lesson| lesson.code);
            assert_eq!(found, Some("E010"), "{typed}");
        }
        let warning = lesson("warning[W001]").map(|lesson| lesson.code);
        assert_eq!(warning, Some("W001"));
        for typed in ["E999", "", "x", "-1", "99999999"] {
            assert_eq!(lesson(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_wrong_code_or_words_of_a_title_lead_to_a_lesson() {
        let check = |typed: &str, code: &str| {
            let found = near_lesson(typed).map(|lesson| lesson.code);
            assert_eq!(found, Some(code), "{typed}");
        };
        check("E100", "E010");
        check("bracket", "E003");
        check("No such field", "E010");
        assert_eq!(near_lesson("banana"), None);
    }
}
