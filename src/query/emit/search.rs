//! Full-text searches, rebuilt from words: no text of the user is ever read as a search expression.

use super::Dialect;
use super::writer::Writer;
use crate::query::plan::{Expr, FullTextIndex, Search};
use crate::value::Parameter;

/// Writes whether the row with this key is found.
pub(super) fn full_text(writer: &mut Writer, index: FullTextIndex, key: &Expr, search: &Search) {
    super::expr::operand(writer, key);
    writer.push(match (writer.dialect(), index) {
        (Dialect::Sqlite, FullTextIndex::Sentence) => {
            " IN (SELECT rowid FROM sentence_fts WHERE sentence_fts MATCH "
        }
        (Dialect::Sqlite, FullTextIndex::Article) => {
            " IN (SELECT rowid FROM article_fts WHERE article_fts MATCH "
        }
        (Dialect::Postgres, FullTextIndex::Sentence) => {
            " IN (SELECT sentence FROM sentence_fts WHERE words @@ to_tsquery('english', "
        }
        (Dialect::Postgres, FullTextIndex::Article) => {
            " IN (SELECT article FROM article_fts WHERE words @@ to_tsquery('english', "
        }
    });
    let (text, end) = match writer.dialect() {
        Dialect::Sqlite => (fts5(search), ")"),
        Dialect::Postgres => (tsquery(search), "))"),
    };
    writer.bind(&Parameter::Text(text));
    writer.push(end);
}

/// In the syntax of SQLite's FTS5.
fn fts5(search: &Search) -> String {
    match search {
        Search::And(all) => joined(all, " AND ", fts5),
        Search::Or(any) => joined(any, " OR ", fts5),
        Search::Phrase { words, is_prefix } => {
            let star = if *is_prefix { " *" } else { "" };
            format!("{}{star}", quoted(words))
        }
        Search::Near { phrases, distance } => {
            let phrases: Vec<String> = phrases.iter().map(|phrase| quoted(phrase)).collect();
            format!("NEAR({}, {distance})", phrases.join(" "))
        }
    }
}

fn quoted(words: &[String]) -> String {
    format!("\"{}\"", words.join(" ").replace('"', "\"\""))
}

/// In the syntax of PostgreSQL's `to_tsquery`.
fn tsquery(search: &Search) -> String {
    match search {
        Search::And(all) => joined(all, " & ", tsquery),
        Search::Or(any) => joined(any, " | ", tsquery),
        Search::Phrase { words, is_prefix } => {
            let star = if *is_prefix { ":*" } else { "" };
            format!("{}{star}", lexemes(words))
        }
        Search::Near { phrases, distance } => near(phrases, *distance),
    }
}

/// Neighbours with at most `distance` words between, in either order: an alternative for each distance,
/// since PostgreSQL knows exact distances only.
fn near(phrases: &[Vec<String>], distance: u64) -> String {
    let pair = |pair: &[Vec<String>]| {
        let (one, other) = (&pair[0], &pair[1]);
        let ways = (1..=distance.saturating_add(1).min(100)).flat_map(|apart| {
            [(one, other), (other, one)].map(|(first, second)| {
                format!("(({}) <{apart}> ({}))", lexemes(first), lexemes(second))
            })
        });
        format!("({})", ways.collect::<Vec<_>>().join(" | "))
    };
    phrases.windows(2).map(pair).collect::<Vec<_>>().join(" & ")
}

fn lexemes(words: &[String]) -> String {
    let quoted = words
        .iter()
        .map(|word| format!("'{}'", word.replace('\'', "''").replace('\\', "\\\\")));
    quoted.collect::<Vec<_>>().join(" <-> ")
}

fn joined(parts: &[Search], separator: &str, write: fn(&Search) -> String) -> String {
    let parts: Vec<String> = parts
        .iter()
        .map(|part| format!("({})", write(part)))
        .collect();
    parts.join(separator)
}
