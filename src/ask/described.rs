//! Rows about the language and about a statement, which no table holds.

use super::Trouble;
use crate::query::names::Names;
use crate::query::{self, Compiled, describe};
use crate::store::Store;
use crate::value::{Column, ColumnType, Parameter, Rows, Statement, Value};

/// The nouns with their meaning, or the fields of one with their types.
///
/// # Errors
/// There is no such noun.
pub fn schema(noun: Option<&str>) -> Result<Rows, Trouble> {
    let text = |text: &str| Value::Text(text.to_owned());
    let Some(word) = noun else {
        let nouns = describe::nouns();
        let records = nouns
            .iter()
            .map(|noun| vec![text(&noun.word), text(noun.doc)])
            .collect();
        return Ok(table(&["noun", "what"], records));
    };
    let Some(found) = describe::noun(word) else {
        let nouns: Vec<String> = describe::nouns()
            .into_iter()
            .map(|noun| noun.word)
            .collect();
        let similar = query::suggest::nearest(word, nouns.iter().map(String::as_str));
        let hint = similar.map_or(String::new(), |noun| format!(": did you mean `{noun}`?"));
        return Err(Trouble::Failed(format!(
            "there is no noun `{word}`{hint} (nouns: {})",
            nouns.join(", ")
        )));
    };
    let record = |field: &describe::FieldDescription| {
        let words = field.members.join(", ");
        let words = if words.is_empty() {
            Value::Null
        } else {
            Value::Text(words)
        };
        vec![text(field.name), text(&field.kind), text(field.doc), words]
    };
    let records = found.fields.iter().map(record).collect();
    Ok(table(&["field", "type", "what", "words"], records))
}

pub(super) fn statement_rows(statement: &Statement) -> Rows {
    let parameters = statement
        .parameters
        .iter()
        .map(|parameter| match parameter {
            Parameter::Null | Parameter::Later(_) => Value::Null,
            Parameter::Integer(number) => Value::Integer(*number),
            Parameter::Real(number) => Value::Number(*number),
            Parameter::Text(text) => Value::Text(text.clone()),
        });
    let record = vec![
        Value::Text(statement.sql.clone()),
        Value::List(parameters.collect()),
    ];
    table(&["sql", "parameters"], vec![record])
}

/// What a field holds: its words with how many rows have each, or else its type.
pub(super) fn member_rows(store: &Store, noun: &str, field: &str) -> Rows {
    let fields = describe::noun(noun).map_or_else(Vec::new, |found| found.fields);
    let Some(found) = fields.into_iter().find(|known| known.name == field) else {
        return Rows::default();
    };
    let text = |text: &str| Value::Text(text.to_owned());
    if found.members.is_empty() {
        let record = vec![text(found.name), text(&found.kind), text(found.doc)];
        return table(&["field", "type", "what"], vec![record]);
    }
    let record = |word: &&'static str| {
        let count = i64::try_from(store.member_count(noun, word)).unwrap_or(i64::MAX);
        let narrower = found.narrower(word).into_iter().map(text).collect();
        vec![text(word), Value::Integer(count), Value::List(narrower)]
    };
    let mut rows = table(
        &[field, noun, "modes"],
        found.members.iter().map(record).collect(),
    );
    let is_plain =
        |record: &Vec<Value>| matches!(&record[2], Value::List(words) if words.is_empty());
    if rows.records.iter().all(is_plain) {
        rows.columns.truncate(2);
        for record in &mut rows.records {
            record.truncate(2);
        }
    }
    rows
}

pub(super) fn column_rows(compiled: &Compiled) -> Rows {
    let records = compiled.described().into_iter();
    let records = records
        .map(|(name, kind)| vec![Value::Text(name), Value::Text(kind)])
        .collect();
    table(&["column", "type"], records)
}

pub(super) fn table(names: &[&str], records: Vec<Vec<Value>>) -> Rows {
    let column = |name: &&str| Column::new((*name).to_owned(), ColumnType::Plain);
    Rows {
        columns: names.iter().map(column).collect(),
        records,
    }
}
