//! Functions of text.

use std::fmt::Write as _;
use std::sync::Arc;

use regex::Regex;
use rusqlite::functions::Context;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Result};
use sha2::{Digest, Sha256};
use unicode_segmentation::UnicodeSegmentation;

use super::{scalar, text};
use crate::model::fold::{fold, without_accents};

pub(super) fn define(connection: &Connection) -> Result<()> {
    scalar(connection, "text_lower", 1, |context| {
        Ok(Value::Text(text(context, 0).to_lowercase()))
    })?;
    scalar(connection, "text_upper", 1, |context| {
        Ok(Value::Text(text(context, 0).to_uppercase()))
    })?;
    scalar(connection, "text_fold", 1, |context| {
        Ok(Value::Text(fold(&text(context, 0))))
    })?;
    scalar(connection, "text_words", 1, |context| {
        let words = text(context, 0).unicode_words().count();
        Ok(Value::Integer(i64::try_from(words).unwrap_or(i64::MAX)))
    })?;
    scalar(connection, "value_text", 1, |context| {
        Ok(Value::Text(text(context, 0)))
    })?;
    scalar(connection, "text_contains", 2, |context| {
        let part = context.get_or_create_aux(1, |value| -> std::result::Result<_, BoxError> {
            Ok(without_accents(value.as_str()?))
        })?;
        let found = without_accents(&text(context, 0)).contains(part.as_str());
        Ok(Value::Integer(found.into()))
    })?;
    scalar(connection, "text_matches", 2, |context| {
        let found = pattern(context)?.is_match(&text(context, 0));
        Ok(Value::Integer(found.into()))
    })?;
    scalar(connection, "text_extract", 2, |context| {
        let text = text(context, 0);
        let found = pattern(context)?.captures(&text).and_then(|captures| {
            let group = captures.get(1).or_else(|| captures.get(0))?;
            Some(group.as_str().to_owned())
        });
        Ok(found.map_or(Value::Null, Value::Text))
    })?;
    scalar(connection, "text_split", 2, |context| {
        Ok(Value::Text(split(&text(context, 0), &text(context, 1))))
    })?;
    scalar(connection, "list_has", 2, |context| {
        let wanted = context.get_raw(1);
        let is_wanted = |item: &serde_json::Value| match (item, wanted) {
            (serde_json::Value::String(item), ValueRef::Text(text)) => item.as_bytes() == text,
            (serde_json::Value::Number(item), ValueRef::Integer(number)) => {
                item.as_f64() == Some(as_f64(number))
            }
            (serde_json::Value::Number(item), ValueRef::Real(number)) => {
                item.as_f64() == Some(number)
            }
            _ => false,
        };
        let found = items(&text(context, 0)).iter().any(is_wanted);
        Ok(Value::Integer(found.into()))
    })?;
    scalar(connection, "list_length", 1, |context| {
        let length = items(&text(context, 0)).len();
        Ok(Value::Integer(i64::try_from(length).unwrap_or(i64::MAX)))
    })?;
    scalar(connection, "sample_rank", 1, |context| {
        let digest = Sha256::digest(text(context, 0).as_bytes());
        let mut rank = String::with_capacity(16);
        for byte in &digest[..8] {
            let _ = write!(rank, "{byte:02x}");
        }
        Ok(Value::Text(rank))
    })
}

/// The parts of a text between separators, without spaces at their ends and without the empty ones,
/// as a JSON array. An empty separator leaves the text whole.
fn split(text: &str, separator: &str) -> String {
    let parts: Vec<&str> = if separator.is_empty() {
        vec![text.trim()]
    } else {
        text.split(separator).map(str::trim).collect()
    };
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<serde_json::Value>().to_string()
}

/// The elements of a JSON array.
fn items(list: &str) -> Vec<serde_json::Value> {
    serde_json::from_str(list).unwrap_or_default()
}

#[expect(clippy::cast_precision_loss, reason = "only compared")]
fn as_f64(number: i64) -> f64 {
    number as f64
}

type BoxError = Box<dyn std::error::Error + Send + Sync + 'static>;

/// The second argument as a regular expression, read once a statement.
fn pattern(context: &Context<'_>) -> Result<Arc<Regex>> {
    context.get_or_create_aux(1, |value| -> std::result::Result<_, BoxError> {
        Ok(Regex::new(value.as_str()?)?)
    })
}
