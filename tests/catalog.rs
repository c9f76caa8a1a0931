//! The catalogue of the query language says what the schema says.

use rusqlite::Connection;

use dateline::query::catalog::{FieldSource, Many, NOUNS, Noun, noun_words, reach};

fn connection() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection
        .execute_batch(include_str!("../migrations/sqlite/0001_model.sql"))
        .unwrap();
    connection
}

/// Whether a table has a column, and whether it may be null.
fn column(connection: &Connection, table: &str, name: &str) -> Option<bool> {
    connection
        .query_row(
            "SELECT NOT \"notnull\" FROM pragma_table_info(?1) WHERE name = ?2",
            [table, name],
            |row| row.get(0),
        )
        .ok()
}

#[test]
fn nouns_stand_in_the_order_of_their_kind() {
    for (position, info) in NOUNS.iter().enumerate() {
        assert_eq!(info.noun as usize, position, "{}", info.word);
    }
}

#[test]
fn every_field_is_held_by_the_columns_that_the_catalogue_names() {
    let connection = connection();
    for info in &NOUNS {
        for field in info.fields {
            let place = format!("{}.{}", info.word, field.name);
            match field.source {
                FieldSource::Column { name, is_nullable } => {
                    let found = column(&connection, info.table, name);
                    assert_eq!(found, Some(is_nullable), "{place}");
                }
                FieldSource::Date { prefix } => {
                    for end in ["first", "last", "precision"] {
                        let name = format!("{prefix}_{end}");
                        assert_eq!(
                            column(&connection, info.table, &name),
                            Some(true),
                            "{place}"
                        );
                    }
                }
                FieldSource::WithinArticle { name } => {
                    assert_eq!(
                        column(&connection, info.table, name),
                        Some(false),
                        "{place}"
                    );
                }
                FieldSource::Many(Many::Child {
                    column: name,
                    is_nullable,
                }) => {
                    let dateline::query::catalog::FieldType::Row(child) = field.kind else {
                        panic!("{place} leads to no rows");
                    };
                    let found = column(&connection, child.info().table, name);
                    assert_eq!(found, Some(is_nullable), "{place}");
                }
                FieldSource::Path(path) => assert!(leads(info.noun, path), "{place}"),
                FieldSource::Many(Many::Linked { .. })
                | FieldSource::ArticleText
                | FieldSource::Aliases => {}
            }
        }
    }
}

#[test]
fn what_is_shown_and_what_dates_a_noun_are_fields() {
    for info in &NOUNS {
        for name in info.shown.iter().chain(info.date.as_ref()) {
            assert!(info.noun.field(name).is_some(), "{}.{name}", info.word);
        }
    }
}

#[test]
fn every_arrow_leads_where_it_says() {
    for info in &NOUNS {
        for word in noun_words() {
            if let Some(path) = reach(info.noun, word) {
                assert!(
                    end(info.noun, path) == Some(word.noun),
                    "{} -> {}",
                    info.word,
                    word.word
                );
            }
        }
    }
}

fn leads(noun: Noun, path: &[&str]) -> bool {
    let (last, links) = path.split_last().unwrap();
    end(noun, links).is_some_and(|noun| noun.field(last).is_some())
}

fn end(noun: Noun, path: &[&str]) -> Option<Noun> {
    path.iter()
        .try_fold(noun, |noun, name| match noun.field(name)?.kind {
            dateline::query::catalog::FieldType::Row(next) => Some(next),
            _ => None,
        })
}
