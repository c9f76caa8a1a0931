//! Whether the events are counted as they are.

use rusqlite::Connection;

/// The events counted anew, as the migration says it.
const COUNTED: &str = "
    SELECT kind, mode, modality,
      coalesce(unixepoch(date_first * 86400, 'unixepoch', 'start of month') / 86400, date_first),
      coalesce(unixepoch(date_last * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1, date_last),
      date_precision, count(*)
    FROM event GROUP BY 1, 2, 3, 4, 5, 6";

const STORED: &str = "
    SELECT kind, mode, modality, date_first, date_last, date_precision, n FROM event_count";

/// The kinds of counts that are there and should not be, or should be and are not.
pub(super) fn check(connection: &Connection) -> rusqlite::Result<super::Finding> {
    let sql = format!(
        "SELECT kind FROM (SELECT * FROM ({COUNTED}) EXCEPT {STORED})
         UNION ALL SELECT kind FROM ({STORED} EXCEPT SELECT * FROM ({COUNTED}))"
    );
    super::statements::check(connection, &sql)
}

/// Counts all events anew.
pub(super) fn rebuild(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(&format!(
        "DELETE FROM event_count;
         INSERT INTO event_count (kind, mode, modality, date_first, date_last, date_precision, n)
         {COUNTED};"
    ))
}
