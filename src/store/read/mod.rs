//! Rows → records: articles and entities as they would be written down.

mod address;
mod article;
mod citation;
mod cluster;
mod entity;
mod fact;
mod find;
mod fingerprint;
mod source;
mod spoken;

use rusqlite::{Result, Row};

use crate::model::date::{PartialDate, Precision};
use crate::record::Extra;

pub use address::Origin;
pub use article::StoredArticle;
pub(super) use article::{
    bare_article, read_article as article, read_record as article_record, record_at, text_at,
};
pub use citation::Citation;
pub(super) use cluster::{CLUSTER, cluster, read_cluster};
pub(super) use entity::record as entity;
pub use find::{ArticleTitle, FoundArticle, Told};
pub(super) use source::{SOURCE, read_source, source};
pub use spoken::{EntityUse, MentionMonths};

/// The date in the three columns from `at` on; none where they are null or make no date.
fn date(row: &Row<'_>, at: usize) -> Result<Option<PartialDate>> {
    let (first, last): (Option<i32>, Option<i32>) = (row.get(at)?, row.get(at + 1)?);
    let code: Option<u8> = row.get(at + 2)?;
    let precision = code.and_then(Precision::from_code);
    Ok(match (first, last, precision) {
        (Some(first), Some(last), Some(precision)) => Some(PartialDate {
            first,
            last,
            precision,
        }),
        _ => None,
    })
}

/// The unknown keys in a column; none where it is null or no JSON object.
fn extra(row: &Row<'_>, at: usize) -> Result<Extra> {
    let text: Option<String> = row.get(at)?;
    Ok(text
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default())
}

/// The member of a closed set whose word stands in a column.
pub(super) fn member<T>(
    row: &Row<'_>,
    at: usize,
    from_word: impl Fn(&str) -> Option<T>,
) -> Result<T> {
    let word: String = row.get(at)?;
    from_word(&word).ok_or(rusqlite::Error::InvalidQuery)
}

/// As [`member`], for a column that may be null.
fn optional_member<T>(
    row: &Row<'_>,
    at: usize,
    from_word: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>> {
    let word: Option<String> = row.get(at)?;
    Ok(word.and_then(|word| from_word(&word)))
}
