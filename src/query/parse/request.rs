//! Requests in SQL and in plain English, as queries of this language.

use pest::Parser;

use super::grammar::{QueryParser, Rule};
use super::scan::{Token, TokenKind};
use super::words::{clause_elsewhere, is_clause, is_one_of};
use crate::query::catalog::{Members, noun_word};

/// A request that starts with a verb or a stage, from its noun on: `show me articles …`, `count events
/// by kind`.
pub(super) fn from_request(source: &str, tokens: &[Token]) -> Option<String> {
    let first = tokens.first()?;
    let at = tokens
        .iter()
        .position(|token| token.kind == TokenKind::Word && noun_word(token.text(source)).is_some())
        .filter(|at| *at > 0)?;
    let asked = tokens[at].span.join(tokens.last()?.span).of(source);
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

/// A question in plain English as a first query to go on from: names are what stands in capitals, times
/// are years, and what is counted is a measure of figures.
pub(super) fn from_question(source: &str, tokens: &[Token]) -> Option<String> {
    let words = &tokens[1..];
    let text = |index: usize| words[index].text(source);
    let is_name = |index: usize| {
        let token = words[index];
        token.kind == TokenKind::Word
            && text(index).starts_with(char::is_uppercase)
            && !is_clause(text(index))
    };
    let measures = Members::Measure.words();
    let measure = (0..words.len()).find_map(|index| {
        let mut known = measures.iter();
        known.find(|measure| measure.eq_ignore_ascii_case(text(index)))
    });
    let mut query = match measure {
        Some(measure) => format!("figures of {measure}"),
        None => "events".to_owned(),
    };
    let mut at = 0;
    let mut has_clause = false;
    while at < words.len() {
        let end = (at..words.len())
            .find(|index| !is_name(*index))
            .unwrap_or(words.len());
        if end > at {
            let name = words[at].span.join(words[end - 1].span);
            query.extend([" mentioning \"", name.of(source), "\""]);
            has_clause = true;
        } else if text(at).len() == 4 && text(at).bytes().all(|letter| letter.is_ascii_digit()) {
            query.extend([" during ", text(at)]);
            has_clause = true;
        }
        at = end.max(at + 1);
    }
    if has_clause || measure.is_some() {
        return Some(query);
    }
    let asks_who = is_one_of(tokens.first()?.text(source), &["who", "whom"])
        || words
            .iter()
            .any(|word| word.is(source, "who") || word.is(source, "whom"));
    asks_who.then(|| "events | select date, actor, kind, target".to_owned())
}
