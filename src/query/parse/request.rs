//! Requests in SQL and in plain English, as queries of this language.

use pest::Parser;

use super::grammar::{QueryParser, Rule};
use super::scan::{Token, TokenKind};
use super::words::{clause_elsewhere, is_clause, is_one_of, measure_elsewhere};
use crate::model::date::PartialDate;
use crate::query::catalog::{Members, noun_word};
use crate::query::meant::date_meant;

/// A request that starts with a verb or a stage, from its noun on: `show me articles …`, `count events
/// by kind`.
pub(super) fn from_request(source: &str, tokens: &[Token]) -> Option<String> {
    let first = tokens.first()?;
    let at = tokens
        .iter()
        .position(|token| token.kind == TokenKind::Word && noun_word(token.text(source)).is_some())
        .filter(|at| *at > 0)?;
    let asked = tokens[at].span.join(tokens.last()?.span).of(source);
    let asked = asked.trim_end_matches('?').trim_end();
    let is_how_many =
        first.is(source, "how") && tokens[..at].iter().any(|it| it.is(source, "many"));
    if is_how_many
        && tokens[at..]
            .iter()
            .any(|it| measure_meant(it.text(source)).is_some())
    {
        return None;
    }
    if is_how_many {
        let rows = in_clauses(source, &tokens[at..]);
        let rows = rows.unwrap_or_else(|| tokens[at].text(source).to_owned());
        return Some(format!("{rows} | count"));
    }
    if !first.text(source).eq_ignore_ascii_case("count") {
        let parses = |text: &str| QueryParser::parse(Rule::script, text).is_ok();
        if parses(asked) {
            return Some(asked.to_owned());
        }
        return in_clauses(source, &tokens[at..]).filter(|fix| parses(fix));
    }
    let noun = tokens[at].text(source);
    let rest = asked[noun.len()..].trim_start();
    Some(format!("{noun} | count {rest}").trim_end().to_owned())
}

/// A noun and what follows it in English, as clauses: `events in Syria`, `articles about Aleppo`.
fn in_clauses(source: &str, tokens: &[Token]) -> Option<String> {
    let mut query = tokens.first()?.text(source).to_owned();
    let mut at = 1;
    while at < tokens.len() {
        let word = tokens[at].text(source);
        let rest = &tokens[at + 1..];
        let n_names = rest
            .iter()
            .take_while(|token| {
                let text = token.text(source);
                token.kind == TokenKind::Word
                    && !is_clause(text)
                    && clause_elsewhere(text).is_none()
            })
            .count();
        let is_date = rest
            .first()
            .is_some_and(|token| token.kind == TokenKind::Number);
        let clause = match clause_elsewhere(word) {
            Some("within") if is_date => "during",
            Some(clause) => clause,
            None if is_clause(word) => word,
            None => return None,
        };
        let value = if n_names > 0 {
            let span = rest[0].span.join(rest[n_names - 1].span);
            format!("\"{}\"", span.of(source))
        } else {
            rest.first()?.text(source).to_owned()
        };
        query.extend([" ", clause, " ", &value]);
        at += 1 + n_names.max(1);
    }
    Some(query)
}

/// Where a part of an SQL query ends.
const ENDS: [&str; 9] = [
    "select", "from", "where", "group", "order", "limit", "having", "|", ";",
];

/// A query of SQL in this language, as far as it can be told: `select … from … where … order by …
/// limit …`, or `from … | …`.
pub(super) fn from_sql(source: &str, tokens: &[Token]) -> Option<String> {
    let outer = tokens.first()?.depth;
    let part = |words: &[&str], ends: &[&str]| -> Option<&str> {
        let at = tokens
            .iter()
            .position(|token| token.depth == outer && is_one_of(token.text(source), words))?;
        let rest = &tokens[at + 1..];
        let rest = match rest.first() {
            Some(by) if by.is(source, "by") => &rest[1..],
            _ => rest,
        };
        let end = rest
            .iter()
            .position(|token| token.depth == outer && is_one_of(token.text(source), ends))
            .unwrap_or(rest.len());
        let span = rest.first()?.span.join(rest[..end].last()?.span);
        Some(span.of(source))
    };
    let from = part(&["from"], &ENDS)?;
    if let Some(reached) = joined_nouns(from) {
        return Some(reached);
    }
    let mut query = from.to_owned();
    if let Some(condition) = part(&["where"], &ENDS) {
        query.push_str(" | where ");
        query.push_str(condition);
    }
    if let Some(groups) = part(&["group"], &ENDS) {
        query.push_str(" | count by ");
        query.push_str(groups);
    } else if let Some(columns) = part(&["select"], &ENDS).filter(|columns| *columns != "*") {
        let is_distinct = columns
            .get(..9)
            .filter(|word| word.eq_ignore_ascii_case("distinct "));
        let columns = is_distinct.map_or(columns, |word| columns[word.len()..].trim_start());
        query.push_str(is_distinct.map_or(" | select ", |_| " | distinct "));
        query.push_str(columns);
    }
    if let Some(order) = part(&["order"], &ENDS) {
        let (key, is_descending) = match order.to_ascii_lowercase() {
            lower if lower.ends_with(" desc") => (order[..order.len() - 5].trim_end(), true),
            lower if lower.ends_with(" asc") => (order[..order.len() - 4].trim_end(), false),
            _ => (order, false),
        };
        query.push_str(if is_descending {
            " | sort -"
        } else {
            " | sort "
        });
        query.push_str(key);
    }
    if let Some(limit) = part(&["limit"], &ENDS) {
        query.push_str(" | take ");
        query.push_str(limit);
    }
    Some(query)
}

/// The way from the first noun to the second where both are joined: `articles a join events e on …`.
fn joined_nouns(from: &str) -> Option<String> {
    let words = || from.split(|letter: char| letter.is_whitespace() || letter == ',');
    let is_joined = words().any(|word| word.eq_ignore_ascii_case("join")) || from.contains(',');
    let mut nouns = words().filter(|word| noun_word(word).is_some());
    let (first, second) = (nouns.next()?, nouns.next()?);
    is_joined.then(|| format!("{first} -> {second}"))
}

/// A question in plain English as a first query to go on from: names are what stands in capitals, times are dates in words
/// or figures, and what is counted is a noun or a measure of figures.
pub(super) fn from_question(source: &str, tokens: &[Token]) -> Option<String> {
    let words = Words {
        source,
        tokens: &tokens[1..],
    };
    let (speaker, measure) = (words.said_by(), words.measure());
    let mut query = match (speaker, measure) {
        (Some(speaker), _) => format!("quotes by \"{speaker}\""),
        (None, Some(measure)) => format!("figures of {measure}"),
        (None, None) => "events".to_owned(),
    };
    let mut at = 0;
    let mut has_clause = speaker.is_some();
    while at < words.tokens.len() {
        let (clause, end) = words.clause(at, speaker);
        has_clause |= clause.is_some();
        query.extend(clause);
        at = end;
    }
    if has_clause || measure.is_some() {
        return Some(query);
    }
    let is_who = |token: &Token| is_one_of(token.text(source), &["who", "whom"]);
    let asks_who = tokens.iter().any(is_who);
    asks_who.then(|| "events | select date, actor, kind, target".to_owned())
}

/// What figures measure, by its own word or another.
fn measure_meant(word: &str) -> Option<&'static str> {
    let known = Members::Measure.words();
    let own = known.iter().find(|own| own.eq_ignore_ascii_case(word));
    own.copied().or_else(|| measure_elsewhere(word))
}

/// Words of a date are so many at most: `4 November 2026`.
const MOST_IN_DATE: usize = 3;

/// Words by which people ask what somebody has said.
const SAYING: [&str; 5] = ["say", "says", "said", "tell", "told"];

/// The words of a question after the first.
struct Words<'a> {
    source: &'a str,
    tokens: &'a [Token],
}

impl<'a> Words<'a> {
    fn text(&self, index: usize) -> &'a str {
        self.tokens[index].text(self.source)
    }

    fn is_name(&self, index: usize) -> bool {
        let text = self.text(index);
        self.tokens[index].kind == TokenKind::Word
            && text.starts_with(char::is_uppercase)
            && !is_clause(text)
    }

    /// Where the name ends that begins at a word; the same word if none does.
    fn name_end(&self, at: usize) -> usize {
        (at..self.tokens.len())
            .find(|index| !self.is_name(*index))
            .unwrap_or(self.tokens.len())
    }

    /// Who is asked about as a speaker: `what did Marchetti say`.
    fn said_by(&self) -> Option<&'a str> {
        let verb = (0..self.tokens.len()).find(|index| is_one_of(self.text(*index), &SAYING))?;
        let start = (0..verb).find(|index| self.is_name(*index))?;
        let end = self.name_end(start);
        let name = self.tokens[start].span.join(self.tokens[end - 1].span);
        Some(name.of(self.source))
    }

    /// What is counted: `how many people were killed`, `how many died`.
    fn measure(&self) -> Option<&'static str> {
        let mut words = (0..self.tokens.len()).map(|index| self.text(index));
        words.find_map(measure_meant)
    }

    /// The clause that a date or name at a word makes, unless it is the speaker's, and where to go on.
    fn clause(&self, at: usize, speaker: Option<&str>) -> (Option<String>, usize) {
        let longest = (self.tokens.len() - at).min(MOST_IN_DATE);
        for n_words in (1..=longest).rev() {
            let span = self.tokens[at]
                .span
                .join(self.tokens[at + n_words - 1].span);
            let text = span.of(self.source);
            let is_date = text.bytes().any(|letter| letter.is_ascii_digit())
                || is_one_of(self.text(at), &["last", "yesterday", "today"]);
            let written = text.parse::<PartialDate>().is_ok() && text.len() >= 4;
            let date = if written {
                Some(text.to_owned())
            } else {
                date_meant(text).filter(|_| is_date)
            };
            if let Some(date) = date {
                return (Some(format!(" during {date}")), at + n_words);
            }
        }
        let end = self.name_end(at);
        if end == at {
            return (None, at + 1);
        }
        let name = self.tokens[at].span.join(self.tokens[end - 1].span);
        let name = name.of(self.source);
        let clause = (speaker != Some(name)).then(|| format!(" mentioning \"{name}\""));
        (clause, end)
    }
}
