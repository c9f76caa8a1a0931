//! Samples of what others publish, against counts that come with them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use super::{one, texts};
use crate::support::{dateline, outcome};

/// Loads a sample of others; none where it is not there.
fn sample(file: &str) -> Option<(TempDir, PathBuf)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/gold/structured")
        .join(file);
    if !path.exists() {
        eprintln!("skipped: {} is not there", path.display());
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("news.db");
    let (status, out, err) = outcome(dateline().arg("load").arg(&path).arg("--db").arg(&database));
    assert_eq!(status, 0, "{out}{err}");
    Some((folder, database))
}

fn expected() -> Value {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold/structured/expected.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// How often each value of a column stands in the rows that are kept with events.
fn counts_of(database: &Path, column: &str, n_letters: usize) -> Value {
    let values = texts(
        database,
        &format!("SELECT coalesce(extra ->> '$.row.\"{column}\"', '') FROM event"),
    );
    let mut counts = BTreeMap::new();
    for value in values {
        let key: String = value.chars().take(n_letters).collect();
        *counts.entry(key).or_insert(0) += 1;
    }
    serde_json::to_value(counts).unwrap()
}

#[test]
fn gdelt_events_give_their_counts() {
    for name in ["", ".zip"] {
        let file = "gdelt2_20191024143000.export.CSV";
        let Some((_folder, database)) = sample(&format!("{file}{name}")) else {
            return;
        };
        let wanted = &expected()[file];
        let count = |sql: &str| Value::from(one(&database, sql));
        assert_eq!(count("SELECT count(*) FROM event"), wanted["rows"]);
        assert_eq!(count("SELECT count(*) FROM article"), wanted["urls"]);
        assert_eq!(counts_of(&database, "QuadClass", 1), wanted["quad"]);
        assert_eq!(counts_of(&database, "EventRootCode", 2), wanted["root"]);
        assert_eq!(
            count("SELECT count(*) FROM event WHERE actor_text IS NULL"),
            wanted["no_actor1"]
        );
        assert_eq!(
            count("SELECT count(*) FROM event WHERE target_text IS NULL"),
            wanted["no_actor2"]
        );
        assert_eq!(
            count("SELECT count(*) FROM event WHERE place IS NOT NULL"),
            wanted["with_action_latlon"]
        );
        let root = "SELECT count(*) FROM event WHERE extra ->> '$.row.IsRootEvent' = '1'";
        assert_eq!(count(root), wanted["root_events"]);
        let days = "SELECT (SELECT min(date_first) FROM event) = unixepoch('2018-10-24') / 86400
            AND (SELECT max(date_last) FROM event) = unixepoch('2019-10-24') / 86400";
        assert_eq!(one(&database, days), 1);
    }
}

#[test]
fn gdelt_mentions_give_their_counts() {
    let file = "gdelt2_mentions.CSV";
    let Some((_folder, database)) = sample(file) else {
        return;
    };
    let wanted = &expected()[file];
    let count = |sql: &str| Value::from(one(&database, sql));
    assert_eq!(count("SELECT count(*) FROM sentence"), wanted["rows"]);
    assert_eq!(count("SELECT count(*) FROM article"), wanted["urls"]);
    let events = "SELECT count(DISTINCT extra ->> '$.awaits') FROM sentence";
    assert_eq!(count(events), wanted["events"]);
    let foreign = "SELECT count(*) FROM sentence JOIN article ON article.key = sentence.article
        WHERE language <> 'en'";
    assert_eq!(count(foreign), wanted["translated"]);
    let sure = "SELECT count(*) FROM sentence WHERE extra ->> '$.row.Confidence' = '100'";
    assert_eq!(count(sure), wanted["confidence_100"]);
}

#[test]
fn the_graph_gives_its_counts() {
    let file = "gdelt2_gkg.csv";
    let Some((_folder, database)) = sample(file) else {
        return;
    };
    let wanted = &expected()[file];
    let count = |sql: &str| Value::from(one(&database, sql));
    assert_eq!(count("SELECT count(*) FROM article"), wanted["rows"]);
    let people = "SELECT count(DISTINCT article) FROM mention JOIN entity
        ON entity.key = mention.entity WHERE entity.kind = 'person'";
    assert_eq!(count(people), wanted["with_persons"]);
    assert_eq!(
        count("SELECT count(DISTINCT article) FROM quote"),
        wanted["with_quotes"]
    );
    assert_eq!(
        count("SELECT count(DISTINCT article) FROM figure"),
        wanted["with_counts"]
    );
    // What is mentioned stands where it is said to stand.
    let astray = "SELECT count(*) FROM mention JOIN article_text USING (article)
        WHERE substr(text, start + 1, stop - start) <> surface";
    assert_eq!(one(&database, astray), 0);
}

#[test]
fn icews_events_give_their_counts() {
    let file = "icews_events.2018.sample.tab";
    let Some((_folder, database)) = sample(file) else {
        return;
    };
    let wanted = &expected()[file];
    let count = |sql: &str| Value::from(one(&database, sql));
    assert_eq!(count("SELECT count(*) FROM event"), wanted["rows"]);
    assert_eq!(count("SELECT count(*) FROM article"), wanted["stories"]);
    assert_eq!(counts_of(&database, "CAMEO Code", 2), wanted["cameo_roots"]);
}

#[test]
fn ucdp_and_acled_give_their_counts() {
    let file = "ucdp_ged_sample.csv";
    let Some((_folder, database)) = sample(file) else {
        return;
    };
    let wanted = &expected()[file];
    let count = |database: &Path, sql: &str| Value::from(one(database, sql));
    assert_eq!(
        count(&database, "SELECT count(*) FROM event"),
        wanted["rows"]
    );
    let killed = "SELECT CAST(sum(value) AS INTEGER) FROM figure WHERE measure = 'killed'";
    assert_eq!(count(&database, killed), wanted["best_sum"]);
    assert_eq!(counts_of(&database, "type_of_violence", 1), wanted["types"]);
    let countries = "SELECT count(DISTINCT extra ->> '$.row.country') FROM event";
    assert_eq!(count(&database, countries), wanted["countries"]);
    let file = "acled_layout_from_ucdp.csv";
    let Some((_folder, database)) = sample(file) else {
        return;
    };
    let wanted = &expected()[file];
    assert_eq!(
        count(&database, "SELECT count(*) FROM event"),
        wanted["rows"]
    );
    assert_eq!(count(&database, killed), wanted["fatalities_sum"]);
}
