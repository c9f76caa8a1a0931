//! Whether the full-text index holds the sentences and articles that there are.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, Result};

use super::{Faults, Finding};

/// Rows of the index without text, and texts without a row of it.
const MISSING: &[(&str, &str)] = &[
    (
        "sentence",
        "SELECT key FROM sentence WHERE key NOT IN (SELECT id FROM sentence_fts_docsize)
         UNION ALL SELECT id FROM sentence_fts_docsize WHERE id NOT IN (SELECT key FROM sentence)",
    ),
    (
        "article",
        "SELECT key FROM article_text JOIN article ON article.key = article_text.article
           WHERE key NOT IN (SELECT id FROM article_fts_docsize)
         UNION ALL SELECT id FROM article_fts_docsize WHERE id NOT IN (SELECT key FROM article)",
    ),
];

pub(super) fn check(connection: &Connection, path: &Path) -> Result<Finding> {
    let mut faults = Faults::default();
    for (noun, sql) in MISSING {
        let mut statement = connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let key: i64 = row.get(0)?;
            faults.add(|| format!("{noun} {key}"));
        }
    }
    if faults.count > 0 {
        return Ok(faults.finding());
    }
    Ok(compare(path))
}

/// Has the index compare itself with the sentences. It takes that for writing, though nothing is written.
fn compare(path: &Path) -> Finding {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let compared = Connection::open_with_flags(path, flags).and_then(|connection| {
        connection.execute_batch(
            "BEGIN;
             INSERT INTO sentence_fts (sentence_fts, rank) VALUES ('integrity-check', 1);
             INSERT INTO article_fts (article_fts) VALUES ('integrity-check');
             ROLLBACK;",
        )
    });
    match compared {
        Ok(()) => Finding::Sound,
        Err(error) => match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseCorrupt) => Finding::Wrong {
                count: 1,
                examples: vec!["it does not match the sentences".to_owned()],
            },
            _ => Finding::Unchecked {
                reason: format!("its rows are there; their words cannot be compared: {error}"),
            },
        },
    }
}
