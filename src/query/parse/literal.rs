//! Literals: texts with escapes, numbers with suffixes, dates, durations, distances.

use pest::iterators::Pair;

use super::build::Builder;
use super::grammar::Rule;
use crate::model::date::PartialDate;
use crate::query::ast::{Distance, Duration, DurationUnit, Literal};
use crate::query::error::{DateFault, QueryErrorKind};
use crate::query::meant::date_meant;
use crate::span::Span;

const KILOMETRES_PER_MILE: f64 = 1.609_344;

impl Builder<'_> {
    /// `literal`'s child
    pub(super) fn literal(&self, pair: &Pair<'_, Rule>) -> Option<Literal> {
        let text = pair.as_str();
        Some(match pair.as_rule() {
            Rule::date => Literal::Date(self.date(text, self.span(pair))),
            Rule::duration => Literal::Duration(self.duration(pair)?),
            Rule::number => number(text),
            Rule::string => Literal::Text(self::text(text)),
            Rule::regex => regex(text)?,
            Rule::boolean => Literal::Bool(text.eq_ignore_ascii_case("true")),
            Rule::handle => Literal::Handle(text.trim_start_matches('@').to_owned()),
            Rule::param => Literal::Parameter(text.trim_start_matches('$').to_owned()),
            _ => Literal::Null,
        })
    }

    /// Reads a date as typed; `span` is its place.
    pub(super) fn date(&self, text: &str, span: Span) -> PartialDate {
        text.parse().unwrap_or_else(|_| {
            let (fault, place) = date_fault(text);
            let kind = QueryErrorKind::BadDate {
                text: text.to_owned(),
                fault,
                meant: None,
                clause: None,
                today: None,
            };
            self.error(kind, place.shifted(span.start));
            PartialDate::year(1970)
        })
    }

    /// Reads a date inside quotes; `span` is the place of the quoted text.
    pub(super) fn quoted_date(&self, text: &str, span: Span) -> PartialDate {
        text.parse().unwrap_or_else(|_| {
            let kind = QueryErrorKind::BadDate {
                text: text.to_owned(),
                fault: date_fault(text).0,
                meant: date_meant(text),
                clause: None,
                today: None,
            };
            self.error(kind, span);
            PartialDate::year(1970)
        })
    }

    /// `duration`
    pub(super) fn duration(&self, pair: &Pair<'_, Rule>) -> Option<Duration> {
        let text = pair.as_str();
        let digits = text.find(|c: char| !c.is_ascii_digit())?;
        let unit = match text[digits..].to_ascii_lowercase().as_str() {
            "h" => DurationUnit::Hour,
            "d" => DurationUnit::Day,
            "w" => DurationUnit::Week,
            "mo" => DurationUnit::Month,
            "q" => DurationUnit::Quarter,
            _ => DurationUnit::Year,
        };
        // Longer than all of recorded time, and safe to multiply by the days of a year.
        let amount = text[..digits].parse().unwrap_or(i64::MAX);
        if amount > 10_000_000 {
            self.too_large(text, self.span(pair));
            return Some(Duration { amount: 0, unit });
        }
        Some(Duration { amount, unit })
    }
}

/// What is wrong with a text that is not a date, and where in it.
fn date_fault(text: &str) -> (DateFault, Span) {
    let all = Span::new(0, text.len());
    let parts: Vec<&str> = text.split('-').collect();
    let two_digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    let year_ok = parts[0].len() == 4 && parts[0].bytes().all(|b| b.is_ascii_digit());
    if !year_ok || parts.len() > 3 {
        return (DateFault::Form, all);
    }
    match parts.get(1..) {
        Some([quarter]) if quarter.len() == 2 && quarter.starts_with(['Q', 'q']) => {
            let number = quarter[1..].parse().unwrap_or(0);
            (DateFault::Quarter(number), Span::new(6, 7))
        }
        Some([month, rest @ ..]) if two_digits(month) => {
            let number: u32 = month.parse().unwrap_or(0);
            if !(1..=12).contains(&number) {
                return (DateFault::Month(number), Span::new(5, 7));
            }
            match rest {
                [day] if two_digits(day) => {
                    (DateFault::Day(day.parse().unwrap_or(0)), Span::new(8, 10))
                }
                _ => (DateFault::Form, all),
            }
        }
        _ => (DateFault::Form, all),
    }
}

/// The text between quotes with its escapes resolved.
pub(super) fn text(quoted: &str) -> String {
    let inner = &quoted[1..quoted.len() - 1];
    let mut result = String::with_capacity(inner.len());
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('n') => result.push('\n'),
                Some('t') => result.push('\t'),
                Some(escaped) => result.push(escaped),
                None => {}
            },
            _ => result.push(character),
        }
    }
    result
}

fn regex(text: &str) -> Option<Literal> {
    let ignore_case = text.ends_with('i');
    let end = text.rfind('/')?;
    Some(Literal::Regex {
        pattern: text[1..end].replace("\\/", "/"),
        ignore_case,
    })
}

/// `250_000`, `250k`, `1.5m`, `2bn`; whole where it can be.
pub(super) fn number(text: &str) -> Literal {
    let plain = text.replace('_', "").to_ascii_lowercase();
    let suffixes = [("bn", 1_000_000_000_u32), ("k", 1_000), ("m", 1_000_000)];
    let (digits, factor) = suffixes
        .iter()
        .find_map(|(suffix, factor)| Some((plain.strip_suffix(suffix)?, *factor)))
        .unwrap_or((&plain, 1));
    let whole = digits
        .parse::<i64>()
        .ok()
        .and_then(|value| value.checked_mul(i64::from(factor)));
    if let Some(value) = whole {
        return Literal::Integer(value);
    }
    let value = digits.parse::<f64>().unwrap_or(f64::INFINITY) * f64::from(factor);
    // A suffix speaks of counts: 1.5m is 1,500,000, not a fraction.
    let rounded = value.round();
    if factor > 1 && (value - rounded).abs() < 1e-6 && rounded < 1e15 {
        #[expect(clippy::cast_possible_truncation, reason = "below 1e15")]
        return Literal::Integer(rounded as i64);
    }
    Literal::Number(value)
}

/// `30km`, `20 mi`
pub(super) fn distance(text: &str, span: Span) -> Option<Distance> {
    let unit = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let amount: f64 = text[..unit].parse().ok()?;
    let is_miles = text[unit..].trim().eq_ignore_ascii_case("mi");
    let kilometres = if is_miles {
        amount * KILOMETRES_PER_MILE
    } else {
        amount
    };
    Some(Distance { kilometres, span })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_whole_where_they_can_be() {
        let check = |text: &str, expected: Literal| assert_eq!(number(text), expected, "{text}");
        check("250_000", Literal::Integer(250_000));
        check("250k", Literal::Integer(250_000));
        check("1.5m", Literal::Integer(1_500_000));
        check("2bn", Literal::Integer(2_000_000_000));
        check("2.50", Literal::Number(2.5));
        check("99999999999999999999", Literal::Number(1e20));
    }

    #[test]
    fn faults_of_dates_are_placed() {
        let check = |text: &str, fault: DateFault, start: usize, end: usize| {
            assert_eq!(date_fault(text), (fault, Span::new(start, end)), "{text}");
        };
        check("2016-13", DateFault::Month(13), 5, 7);
        check("2016-00-01", DateFault::Month(0), 5, 7);
        check("2016-02-30", DateFault::Day(30), 8, 10);
        check("2016-Q5", DateFault::Quarter(5), 6, 7);
        check("2016-6", DateFault::Form, 0, 6);
        check("last week", DateFault::Form, 0, 9);
    }

    #[test]
    fn escapes_in_texts_are_resolved() {
        assert_eq!(text(r#""a \"b\" \\ \n é""#), "a \"b\" \\ \n é");
        assert_eq!(text("''"), "");
    }
}
