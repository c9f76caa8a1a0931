//! A value → the text of a cell, safe to print, and its width in terminal cells.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

pub(super) use crate::value::thousands;
use crate::value::{Column, Format, Value, ValueRef};

/// The text of a value for people: cleaned, thousands separated, shares as percentages, what is missing
/// by what that means.
pub fn shown(value: &Value, column: &Column) -> String {
    match (value, column.format) {
        (Value::Null, _) => column.missing.text().to_owned(),
        (Value::Bool(true), _) => "✓".to_owned(),
        (Value::Bool(false), _) => "·".to_owned(),
        (Value::Number(number), Format::Share) => format!("{:.1}%", number * 100.0),
        (Value::Integer(whole), Format::Amount) => thousands(&whole.to_string()),
        (Value::Number(number), Format::Amount) => thousands(&number_text(*number, Some(2))),
        (Value::Number(number), Format::Number | Format::Year) => number_text(*number, Some(2)),
        (Value::List(members), _) => {
            let members: Vec<String> = members.iter().map(|member| shown(member, column)).collect();
            members.join("; ")
        }
        (other, _) => clean(&plain(other)),
    }
}

/// The text of a value for machines: unformatted, empty for a missing value.
pub fn plain(value: &Value) -> String {
    let mut text = String::new();
    write_plain(&value.into(), &mut text);
    text
}

/// Adds the text of a value for machines, as [`plain`] gives it.
pub(super) fn write_plain(value: &ValueRef<'_>, text: &mut String) {
    // Writing to a string cannot fail.
    let _ = match value {
        ValueRef::Null => Ok(()),
        ValueRef::Bool(truth) => write!(text, "{truth}"),
        ValueRef::Integer(whole) => write!(text, "{whole}"),
        ValueRef::Number(number) => text.write_str(&number_text(*number, None)),
        ValueRef::Text(own) => text.write_str(own),
        ValueRef::Date(date) => write!(text, "{date}"),
        ValueRef::List(members) => {
            let members: Vec<String> = members.iter().map(plain).collect();
            text.write_str(&members.join("; "))
        }
    };
}

/// A number without a fraction where it has none, else with at most `places` digits after the point.
pub fn number_text(number: f64, places: Option<usize>) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return format!("{number:.0}");
    }
    match places {
        Some(places) => format!("{number:.places$}"),
        None => number.to_string(),
    }
}

/// Makes text from others safe for a terminal: line ends become `⏎`, tabs spaces, control characters
/// and bidirectional overrides visible escapes. Nothing else is changed.
///
/// ```
/// use dateline::render::cell::clean;
/// assert_eq!(clean("a\u{1b}[31mb\u{202e}c"), r"a\e[31mb\u{202e}c");
/// ```
pub fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\r' => {}
            '\n' | '\u{2028}' | '\u{2029}' => cleaned.push('⏎'),
            '\t' => cleaned.push(' '),
            other => push_visible(other, &mut cleaned),
        }
    }
    cleaned
}

/// Makes a text of several lines safe for a terminal: as [`clean`], but line ends and tabs stay.
pub fn disarm(text: &str) -> String {
    let mut disarmed = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\t' => disarmed.push(character),
            other => push_visible(other, &mut disarmed),
        }
    }
    disarmed
}

/// A control character or an override becomes an escape that can be seen.
fn push_visible(character: char, text: &mut String) {
    match character {
        '\u{1b}' => text.push_str("\\e"),
        hidden if is_obeyed(hidden) => {
            // Writing to a string cannot fail.
            let _ = write!(text, "\\u{{{:x}}}", u32::from(hidden));
        }
        other => text.push(other),
    }
}

/// Whether a terminal obeys the character instead of showing it.
pub fn is_obeyed(character: char) -> bool {
    character.is_control() || is_override(character) || is_invisible_operator(character)
}

/// Whether it is one of the characters of mathematics that take no room; tables mark links by them.
fn is_invisible_operator(character: char) -> bool {
    matches!(character, '\u{2061}'..='\u{2064}')
}

fn is_override(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The alefs that the layout of tables counts as no cell where they follow a lam, and what stands for each while a
/// table is laid out: most terminals draw both letters.
const ALEFS: [(char, char); 4] = [
    ('\u{622}', '\u{10fff0}'),
    ('\u{623}', '\u{10fff1}'),
    ('\u{625}', '\u{10fff2}'),
    ('\u{627}', '\u{10fff3}'),
];
const LAM: char = '\u{644}';

/// The width of a text in terminal cells. An Arabic lam with alef counts as the two letters that most
/// terminals draw.
pub fn cells(text: &str) -> usize {
    let is_alef = |letter: char| ALEFS.iter().any(|(alef, _)| *alef == letter);
    let pairs = text.chars().zip(text.chars().skip(1));
    let lam_alef = pairs.filter(|(one, other)| *one == LAM && is_alef(*other));
    text.width() + lam_alef.count()
}

/// The text with another sign for each alef behind a lam, so that every letter counts as a cell.
pub(super) fn apart(text: &str) -> String {
    let mut before = ' ';
    let letters = text.chars().map(|letter| {
        let alef = ALEFS
            .iter()
            .find(|(alef, _)| before == LAM && *alef == letter);
        before = letter;
        alef.map_or(letter, |(_, sign)| *sign)
    });
    letters.collect()
}

/// The text as it was before [`apart`].
pub(super) fn together(text: &str) -> String {
    let letters = text.chars().map(|letter| {
        let alef = ALEFS.iter().find(|(_, sign)| *sign == letter);
        alef.map_or(letter, |(alef, _)| *alef)
    });
    letters.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{ColumnType, Missing};

    fn column(format: Format, missing: Missing) -> Column {
        Column {
            format,
            missing,
            ..Column::new("x", ColumnType::Plain)
        }
    }

    #[test]
    fn amounts_are_grouped_but_years_are_not() {
        let check = |value: Value, format: Format, expected: &str| {
            assert_eq!(shown(&value, &column(format, Missing::Unknown)), expected);
        };
        check(Value::Integer(1_204_567), Format::Amount, "1,204,567");
        check(Value::Integer(-1204), Format::Amount, "-1,204");
        check(Value::Number(1234.5), Format::Amount, "1,234.50");
        check(Value::Integer(2016), Format::Year, "2016");
        check(Value::Number(2016.0), Format::Year, "2016");
        check(Value::Integer(1204), Format::Number, "1204");
        check(Value::Number(0.307_69), Format::Share, "30.8%");
        let years = Value::List(vec![Value::Integer(2015), Value::Integer(2016)]);
        check(years, Format::Year, "2015; 2016");
    }

    #[test]
    fn missing_and_empty_differ() {
        let unknown = column(Format::Amount, Missing::Unknown);
        assert_ne!(
            shown(&Value::Null, &unknown),
            shown(&Value::Text(String::new()), &unknown)
        );
    }

    #[test]
    fn what_is_missing_tells_why_where_that_is_known() {
        let check = |missing: Missing, expected: &str| {
            assert_eq!(
                shown(&Value::Null, &column(Format::Amount, missing)),
                expected
            );
        };
        check(Missing::Unknown, "–");
        check(Missing::Vague, "(year only)");
        check(Missing::Undated, "(no date)");
    }

    #[test]
    fn machines_get_whole_numbers_without_a_point() {
        assert_eq!(plain(&Value::Number(250_000.0)), "250000");
        assert_eq!(plain(&Value::Number(0.5)), "0.5");
    }

    #[test]
    fn no_control_character_survives_cleaning() {
        let hostile: String = (0..0x3000).filter_map(char::from_u32).collect();
        let cleaned = clean(&hostile);
        assert!(
            !cleaned
                .chars()
                .any(|left| left.is_control() || is_override(left))
        );
    }
}
