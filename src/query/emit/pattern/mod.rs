//! Regular expressions for PostgreSQL. The language has those of the `regex` crate, which differ from
//! PostgreSQL's in syntax, in what a word character is, and in which of several matches is taken. So a
//! pattern is read here and written anew: to test whether it matches, as one of PostgreSQL's with every
//! class of characters spelled out; to extract what it matches, as a program for `text_extract`.

mod program;

use std::fmt::Write as _;

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look, Repetition};

pub(super) use program::program;

/// Most repetitions that PostgreSQL counts in one place.
const MOST_REPETITIONS: u32 = 255;

/// Classes that `text_pattern` and `text_extract` know by name, from large to small.
const NAMED: [(&str, &str); 3] = [("word", r"\w"), ("digit", r"\d"), ("space", r"\s")];

/// A pattern in PostgreSQL's syntax; the pattern itself if it cannot be read.
pub(super) fn advanced(pattern: &str) -> String {
    let Ok(hir) = regex_syntax::parse(pattern) else {
        return pattern.to_owned();
    };
    let mut text = String::new();
    write(&hir, &mut text);
    text
}

fn write(hir: &Hir, out: &mut String) {
    match hir.kind() {
        HirKind::Empty => out.push_str("(?:)"),
        HirKind::Literal(literal) => {
            for letter in String::from_utf8_lossy(&literal.0).chars() {
                character(letter, out);
            }
        }
        HirKind::Class(class) => out.push_str(&bracket(class)),
        HirKind::Look(look) => out.push_str(&look_around(*look)),
        HirKind::Repetition(repetition) => repeated(repetition, out),
        HirKind::Capture(capture) => {
            out.push('(');
            write(&capture.sub, out);
            out.push(')');
        }
        HirKind::Concat(parts) => parts.iter().for_each(|part| write(part, out)),
        HirKind::Alternation(parts) => {
            out.push_str("(?:");
            for (position, part) in parts.iter().enumerate() {
                if position > 0 {
                    out.push('|');
                }
                write(part, out);
            }
            out.push(')');
        }
    }
}

/// Writes a repetition; in several where one may not count so far.
fn repeated(repetition: &Repetition, out: &mut String) {
    let mut inner = String::from("(?:");
    write(&repetition.sub, &mut inner);
    inner.push(')');
    let (least, most) = (repetition.min, repetition.max);
    if least.max(most.unwrap_or(0)) <= MOST_REPETITIONS {
        out.push_str(&inner);
        out.push_str(&quantifier(least, most));
        return;
    }
    let mut chunks = |count: u32, least: &dyn Fn(u32) -> u32| {
        let mut left = count;
        while left > 0 {
            let chunk = left.min(MOST_REPETITIONS);
            let _ = write!(out, "{inner}{{{},{chunk}}}", least(chunk));
            left -= chunk;
        }
    };
    chunks(least, &|chunk| chunk);
    match most {
        Some(most) => chunks(most - least, &|_| 0),
        None => {
            let _ = write!(out, "{inner}*");
        }
    }
}

/// How often, at least and at most.
fn quantifier(least: u32, most: Option<u32>) -> String {
    match (least, most) {
        (0, None) => "*".to_owned(),
        (1, None) => "+".to_owned(),
        (0, Some(1)) => "?".to_owned(),
        (least, None) => format!("{{{least},}}"),
        (least, Some(most)) => format!("{{{least},{most}}}"),
    }
}

fn look_around(look: Look) -> String {
    let word = |class: &str, negated: bool| {
        if negated {
            format!("(?:(?<={class})(?={class})|(?<!{class})(?!{class}))")
        } else {
            format!("(?:(?<={class})(?!{class})|(?<!{class})(?={class}))")
        }
    };
    let (unicode, ascii) = ("[<word>]", "[A-Za-z0-9_]");
    match look {
        Look::Start => r"\A".to_owned(),
        Look::End => r"\Z".to_owned(),
        Look::StartLF => r"(?<![^\n])".to_owned(),
        Look::EndLF => r"(?![^\n])".to_owned(),
        Look::StartCRLF => r"(?:(?<![^\r\n])(?:(?<!\r)|(?!\n)))".to_owned(),
        Look::EndCRLF => r"(?:(?![^\r\n])(?:(?<!\r)|(?!\n)))".to_owned(),
        Look::WordUnicode => word(unicode, false),
        Look::WordUnicodeNegate => word(unicode, true),
        Look::WordAscii => word(ascii, false),
        Look::WordAsciiNegate => word(ascii, true),
        Look::WordStartUnicode => format!("(?:(?<!{unicode})(?={unicode}))"),
        Look::WordEndUnicode => format!("(?:(?<={unicode})(?!{unicode}))"),
        Look::WordStartAscii => format!("(?:(?<!{ascii})(?={ascii}))"),
        Look::WordEndAscii => format!("(?:(?<={ascii})(?!{ascii}))"),
        Look::WordStartHalfUnicode => format!("(?<!{unicode})"),
        Look::WordEndHalfUnicode => format!("(?!{unicode})"),
        Look::WordStartHalfAscii => format!("(?<!{ascii})"),
        Look::WordEndHalfAscii => format!("(?!{ascii})"),
    }
}

/// A class of characters in brackets, the shorter way round.
fn bracket(class: &Class) -> String {
    let mut class = match class {
        Class::Unicode(class) => class.clone(),
        Class::Bytes(class) => class.to_unicode_class().unwrap_or_else(ClassUnicode::empty),
    };
    let is_negated = class
        .ranges()
        .last()
        .is_some_and(|last| last.end() == char::MAX);
    if is_negated {
        class.negate();
    }
    let mut inside = String::new();
    for (name, pattern) in NAMED {
        let Some(named) = named_class(pattern) else {
            continue;
        };
        let mut missing = named.clone();
        missing.difference(&class);
        if missing.ranges().is_empty() {
            let _ = write!(inside, "<{name}>");
            class.difference(&named);
        }
    }
    for range in class.ranges() {
        span(*range, &mut inside);
    }
    match (is_negated, inside.is_empty()) {
        (false, false) => format!("[{inside}]"),
        (true, false) => format!("[^{inside}]"),
        (false, true) => r"[^\u0001-\U0010FFFF]".to_owned(),
        (true, true) => r"[\u0001-\U0010FFFF]".to_owned(),
    }
}

fn named_class(pattern: &str) -> Option<ClassUnicode> {
    match regex_syntax::parse(pattern).ok()?.into_kind() {
        HirKind::Class(Class::Unicode(class)) => Some(class),
        _ => None,
    }
}

/// Writes a range in brackets. No text of a database holds the character 0.
fn span(range: ClassUnicodeRange, out: &mut String) {
    let start = range.start().max('\u{1}');
    if range.end() < start {
        return;
    }
    character(start, out);
    if range.end() > start {
        out.push('-');
        character(range.end(), out);
    }
}

/// Writes a character so that it means itself.
fn character(letter: char, out: &mut String) {
    let code = u32::from(letter);
    if letter.is_ascii_alphanumeric() {
        out.push(letter);
    } else if code <= 0xFFFF {
        let _ = write!(out, "\\u{code:04X}");
    } else {
        let _ = write!(out, "\\U{code:08X}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_written_in_the_syntax_of_postgres() {
        let check =
            |pattern: &str, expected: &str| assert_eq!(advanced(pattern), expected, "{pattern}");
        check("quay", "quay");
        check("(?i)qk", r"[Qq][Kk\u212A]");
        check(r"a.c", r"a[^\u000A]c");
        check(r"^\d+$", r"\A(?:[<digit>])+\Z");
        check(r"[\w-]", r"[<word>\u002D]");
        check(r"\W", r"[^<word>]");
        check(r"a|<b", r"(?:a|\u003Cb)");
        check("x{300}", "(?:x){255,255}(?:x){45,45}");
    }
}
