//! The most frequent values of columns in which values recur.

use std::collections::HashMap;

use rusqlite::Connection;

use crate::query::names::Recurring;

/// Most values that are kept of a column: all words of every closed set, and more than anybody looks through.
const MOST_VALUES: usize = 200;

/// How many rows of a table are looked at where no count stands ready and all values are known beforehand: of
/// a larger table the order of values is that of its first rows.
const LOOKED_AT: usize = 300_000;

/// The most frequent values of each column, most frequent first, then by value.
#[derive(Debug, Default)]
pub(in crate::store) struct ValueIndex(HashMap<Recurring, Vec<String>>);

impl ValueIndex {
    pub(super) fn read(connection: &Connection) -> rusqlite::Result<Self> {
        let mut counted = HashMap::new();
        for column in Recurring::ALL {
            counted.insert(column, most_frequent(connection, column)?);
        }
        Ok(Self(counted))
    }

    /// The values of a column.
    pub(in crate::store) fn of(&self, column: Recurring) -> &[String] {
        self.0.get(&column).map_or(&[], Vec::as_slice)
    }
}

fn most_frequent(connection: &Connection, column: Recurring) -> rusqlite::Result<Vec<String>> {
    let rows = match column {
        Recurring::EventKind => "SELECT kind, n FROM event_count".to_owned(),
        Recurring::EventMode => "SELECT mode, n FROM event_count".to_owned(),
        Recurring::Modality => "SELECT modality, n FROM event_count".to_owned(),
        Recurring::Outlet => "SELECT id, n FROM source JOIN
             (SELECT source, count(*) AS n FROM article GROUP BY source) ON source = source.key"
            .to_owned(),
        Recurring::Language => "SELECT language, 1 FROM article".to_owned(),
        Recurring::EntityKind => first_rows("entity", "kind"),
        Recurring::PlaceType => first_rows("entity", "place_type"),
        Recurring::MentionForm => first_rows("mention", "form"),
        Recurring::Trigger => first_rows("event", "trigger"),
        Recurring::QuoteForm => first_rows("quote", "form"),
        Recurring::Verb => first_rows("quote", "verb"),
        Recurring::Measure => first_rows("figure", "measure"),
        Recurring::Unit => first_rows("figure", "unit"),
        Recurring::Bound => first_rows("figure", "bound"),
        Recurring::Zone => first_rows("sentence", "zone"),
        Recurring::ClusterKind => first_rows("cluster", "kind"),
    };
    let mut counts: HashMap<String, u64> = HashMap::new();
    let mut statement = connection.prepare(&rows)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let Some(value) = row.get_ref(0)?.as_str_or_null()? else {
            continue;
        };
        let n = row.get::<_, i64>(1)?.unsigned_abs();
        match counts.get_mut(value) {
            Some(count) => *count += n,
            None => drop(counts.insert(value.to_owned(), n)),
        }
    }
    let mut values: Vec<(String, u64)> = counts.into_iter().collect();
    values.sort_unstable_by(|(value, n), (other, m)| m.cmp(n).then_with(|| value.cmp(other)));
    values.truncate(MOST_VALUES);
    Ok(values.into_iter().map(|(value, _)| value).collect())
}

fn first_rows(table: &str, column: &str) -> String {
    format!("SELECT {column}, 1 FROM {table} LIMIT {LOOKED_AT}")
}
