//! The nouns as views: the same rows in both databases.

use std::collections::BTreeSet;

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::{Pair, server};

const VIEWS: [&str; 13] = [
    "sources",
    "articles",
    "sentences",
    "entities",
    "people",
    "organizations",
    "groups",
    "places",
    "mentions",
    "events",
    "quotes",
    "figures",
    "clusters",
];

/// A cell as PostgreSQL writes it as text.
fn written(value: ValueRef<'_>) -> Option<String> {
    match value {
        ValueRef::Null | ValueRef::Blob(_) => None,
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(number.to_string()),
        ValueRef::Text(text) => Some(String::from_utf8_lossy(text).into_owned()),
    }
}

#[test]
fn views_show_the_same_rows() {
    let Some(server) = server() else { return };
    let (folder, _) = crate::meaning::small_world();
    let file = folder.path().join("small.db");
    let mut pair = Pair::new(&server, "views", &file, "2020-07-01");
    let store = Connection::open(&file).unwrap();
    for view in VIEWS {
        let mut select = store.prepare(&format!("SELECT * FROM {view}")).unwrap();
        let columns: Vec<String> = select
            .column_names()
            .map(|name| format!("\"{name}\"::text"))
            .collect();
        let mut expected = BTreeSet::new();
        let mut rows = select.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cell = |at| written(row.get_ref(at).unwrap());
            expected.insert((0..columns.len()).map(cell).collect::<Vec<_>>());
        }
        let sql = format!("SELECT {} FROM {view}", columns.join(", "));
        let rows = pair.client.query(&sql, &[]).unwrap();
        let found: BTreeSet<Vec<Option<String>>> = rows
            .iter()
            .map(|row| (0..columns.len()).map(|at| row.get(at)).collect())
            .collect();
        assert_eq!(found, expected, "{view}");
        assert!(!found.is_empty() || view == "people", "{view} is empty");
    }
}
