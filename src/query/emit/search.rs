//! Full-text searches, rebuilt from words: no text of the user is ever read as a search expression.

use serde_json::{Value as Json, json};

use super::Dialect;
use super::writer::Writer;
use crate::query::plan::{Expr, FullTextIndex, Search};
use crate::value::Parameter;

/// Writes whether the row with this key is found.
pub(super) fn full_text(writer: &mut Writer, index: FullTextIndex, key: &Expr, search: &Search) {
    super::expr::operand(writer, key);
    match writer.dialect() {
        Dialect::Sqlite => {
            writer.push(match index {
                FullTextIndex::Sentence => {
                    " IN (SELECT rowid FROM sentence_fts WHERE sentence_fts MATCH "
                }
                FullTextIndex::Article => {
                    " IN (SELECT rowid FROM article_fts WHERE article_fts MATCH "
                }
            });
            writer.bind(&Parameter::Text(fts5(search)));
        }
        Dialect::Postgres => {
            writer.push(match index {
                FullTextIndex::Sentence => " IN (SELECT sentence FROM sentence_fts WHERE ",
                FullTextIndex::Article => " IN (SELECT article FROM article_fts WHERE ",
            });
            stems(writer, search);
        }
    }
    writer.push(")");
}

/// Writes that the index has all words, and where that is not enough that they stand as they should.
fn stems(writer: &mut Writer, search: &Search) {
    let wanted = Parameter::Text(json(search).to_string());
    writer.push("array_to_tsvector(stems) @@ search_words(");
    writer.bind(&wanted);
    writer.push("::jsonb)");
    if has_places(search) {
        writer.push(" AND search_holds(stems, ");
        writer.bind(&wanted);
        writer.push("::jsonb)");
    }
}

/// Whether it matters where words stand. What is a word here may be several to the tokenizer unless it
/// is plain.
fn has_places(search: &Search) -> bool {
    match search {
        Search::And(parts) | Search::Or(parts) => parts.iter().any(has_places),
        Search::Phrase { words, .. } => {
            let is_plain = |word: &String| word.bytes().all(|byte| byte.is_ascii_alphanumeric());
            words.len() > 1 || !words.iter().all(is_plain)
        }
        Search::Near { .. } => true,
    }
}

/// As the functions of a PostgreSQL database read it.
fn json(search: &Search) -> Json {
    let all = |parts: &[Search]| parts.iter().map(json).collect::<Json>();
    match search {
        Search::And(parts) => json!({ "all": all(parts) }),
        Search::Or(parts) => json!({ "any": all(parts) }),
        Search::Phrase { words, is_prefix } => {
            json!({ "phrase": words.join(" "), "prefix": is_prefix })
        }
        Search::Near { phrases, distance } => {
            let phrases: Json = phrases.iter().map(|words| words.join(" ")).collect();
            json!({ "near": phrases, "distance": distance })
        }
    }
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

fn joined(parts: &[Search], separator: &str, write: fn(&Search) -> String) -> String {
    let parts: Vec<String> = parts
        .iter()
        .map(|part| format!("({})", write(part)))
        .collect();
    parts.join(separator)
}
