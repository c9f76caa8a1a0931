mod views;

use std::io::BufRead as _;
use std::path::{Path, PathBuf};

use super::*;
use crate::query::names::Names as _;
use crate::record::Record;
use crate::value::{Column, ColumnType, Parameter, Statement, Value};

fn write(path: &Path, lines: &[&str]) -> Vec<Outcome> {
    let mut store = Store::create(path).unwrap();
    let mut batch = store.batch().unwrap();
    let outcomes = lines
        .iter()
        .map(|line| batch.write(&Record::read(line).unwrap()).unwrap())
        .collect();
    batch.commit().unwrap();
    outcomes
}

fn statement(sql: &str, kinds: &[ColumnType]) -> Statement {
    let columns = kinds
        .iter()
        .enumerate()
        .map(|(position, kind)| Column::new(format!("column {position}"), *kind));
    Statement {
        sql: sql.to_owned(),
        parameters: Vec::new(),
        columns: columns.collect(),
    }
}

fn texts(store: &Store, sql: &str) -> Vec<String> {
    let rows = store.run(&statement(sql, &[ColumnType::Plain])).unwrap();
    let first = rows.records.into_iter().map(|mut record| record.remove(0));
    first
        .map(|value| match value {
            Value::Text(text) => text,
            Value::Integer(number) => number.to_string(),
            Value::Number(number) => number.to_string(),
            other => format!("{other:?}"),
        })
        .collect()
}

fn fresh() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    (folder, path)
}

/// The records of the test world; none where it is not at hand.
fn world() -> Option<Vec<Record>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/world/world.jsonl");
    let Ok(file) = std::fs::File::open(&path) else {
        use std::io::Write as _;
        let _ = writeln!(
            std::io::stderr(),
            "skipped: no test world at {}",
            path.display()
        );
        return None;
    };
    let lines = std::io::BufReader::new(file).lines();
    Some(
        lines
            .map(|line| Record::read(&line.unwrap()).unwrap())
            .collect(),
    )
}

#[test]
fn the_test_world_is_stored_whole_and_a_second_time_changes_nothing() {
    let Some(records) = world() else { return };
    let (_folder, path) = fresh();
    let load = || {
        let mut store = Store::create(&path).unwrap();
        let mut batch = store.batch().unwrap();
        let outcomes: Vec<Outcome> = records
            .iter()
            .map(|record| batch.write(record).unwrap())
            .collect();
        batch.commit().unwrap();
        outcomes
    };
    assert!(load().iter().all(|outcome| *outcome == Outcome::New));
    let store = Store::open(&path).unwrap();
    for (table, expected) in [
        ("source", "13"),
        ("entity", "120"),
        ("article", "264"),
        ("sentence", "1652"),
        ("mention", "3640"),
        ("event", "818"),
        ("quote", "305"),
        ("figure", "215"),
        ("cluster", "300"),
        ("time_expression", "901"),
        ("entity WHERE is_stub", "0"),
        ("cluster WHERE is_stub", "0"),
    ] {
        assert_eq!(
            texts(&store, &format!("SELECT count(*) FROM {table}")),
            [expected],
            "{table}"
        );
    }
    drop(store);
    assert!(load().iter().all(|outcome| *outcome == Outcome::Unchanged));
}

#[test]
fn a_file_that_is_not_there_is_not_made_by_reading() {
    let (_folder, path) = fresh();
    let error = Store::open(&path).unwrap_err();
    assert!(matches!(error, StoreError::Missing { .. }), "{error}");
    assert!(
        error
            .to_string()
            .contains("make one with `dateline load PATH --db ")
    );
    assert!(!path.exists());
}

#[test]
fn a_file_that_is_something_else_is_named_and_left_alone() {
    let (_folder, path) = fresh();
    let check = |expected: &str| {
        for result in [Store::open(&path), Store::create(&path)] {
            let message = result.unwrap_err().to_string();
            assert!(message.contains(expected), "{message}");
        }
    };
    let text = "not a database, but long enough to have a header ".repeat(4);
    std::fs::write(&path, &text).unwrap();
    check("is not a database");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);

    std::fs::remove_file(&path).unwrap();
    let other = Connection::open(&path).unwrap();
    other
        .execute_batch("CREATE TABLE bookmark (url TEXT)")
        .unwrap();
    drop(other);
    check("not one made by Dateline");

    std::fs::remove_file(&path).unwrap();
    write(&path, &[]);
    let newer = Connection::open(&path).unwrap();
    newer.execute_batch("PRAGMA user_version = 99").unwrap();
    drop(newer);
    check("has schema version 99");
}

#[test]
fn an_empty_file_becomes_a_database_only_when_written_to() {
    let (_folder, path) = fresh();
    std::fs::write(&path, "").unwrap();
    assert!(matches!(Store::open(&path), Err(StoreError::Empty { .. })));
    write(&path, &[]);
    Store::open(&path).unwrap();
}

#[test]
fn a_reader_changes_nothing_whatever_it_is_told() {
    let (_folder, path) = fresh();
    write(&path, &[]);
    let store = Store::open(&path).unwrap();
    for sql in [
        "DELETE FROM article",
        "DROP TABLE article",
        "PRAGMA user_version = 0",
        "PRAGMA query_only = 0",
        "ATTACH DATABASE 'other.db' AS other",
        "CREATE TEMP TABLE t (x)",
        "VACUUM INTO 'copy.db'",
        "SELECT load_extension('x')",
    ] {
        assert!(store.run(&statement(sql, &[])).is_err(), "{sql}");
    }
}

#[test]
fn a_name_may_come_before_its_description() {
    let (_folder, path) = fresh();
    let lines = [
        r#"{"record":"article","id":"a1","source":"Press TV","text":"Aleppo fell.","mentions":[{"start":0,"end":6,"entity":"aleppo"}]}"#,
        r#"{"record":"entity","id":"aleppo","kind":"place","name":"Aleppo","aliases":["Halab"],"parent":"aleppo-governorate","country":"syria"}"#,
        r#"{"record":"entity","id":"aleppo-governorate","kind":"place","name":"Aleppo Governorate","parent":"syria"}"#,
        r#"{"record":"entity","id":"syria","kind":"place","name":"Syria","place_type":"country"}"#,
        r#"{"record":"source","id":"press-tv","name":"Press TV","domain":"presstv.example"}"#,
    ];
    for line in lines {
        write(&path, &[line]);
    }
    let store = Store::open(&path).unwrap();
    assert_eq!(
        texts(&store, "SELECT id FROM entity WHERE is_stub"),
        [""; 0]
    );
    let within = "SELECT e.id FROM containment JOIN entity AS e ON e.key = place
       WHERE ancestor = (SELECT key FROM entity WHERE id = 'syria') ORDER BY e.id";
    assert_eq!(
        texts(&store, within),
        ["aleppo", "aleppo-governorate", "syria"]
    );
    assert_eq!(
        texts(&store, "SELECT domain FROM source"),
        ["presstv.example"]
    );
    assert_eq!(
        texts(
            &store,
            "SELECT country = key FROM entity WHERE id = 'syria'"
        ),
        ["1"]
    );
    assert_eq!(store.entities("halab")[0].id, "aleppo");
    assert_eq!(store.outlets("press tv")[0].id, "press-tv");
    assert!(store.outlets("press").is_empty());
}

#[test]
fn a_name_that_was_replaced_stays_an_alias() {
    let (_folder, path) = fresh();
    let named = |name: &str| {
        format!(r#"{{"record":"entity","id":"is","kind":"armed_group","name":"{name}"}}"#)
    };
    write(&path, &[&named("ISIL")]);
    write(&path, &[&named("Islamic State")]);
    write(&path, &[&named("Islamic State")]);
    let store = Store::open(&path).unwrap();
    let aliases = "SELECT text FROM alias ORDER BY ord";
    assert_eq!(texts(&store, aliases), ["Islamic State", "ISIL"]);
}

#[test]
fn roll_up_takes_what_the_language_says() {
    let (_folder, path) = fresh();
    let entity = |id: &str, kind: &str, more: &str| {
        format!(r#"{{"record":"entity","id":"{id}","kind":"{kind}","name":"{id}"{more}}}"#)
    };
    let lines = [
        entity("officer", "person", r#","org":"brigade""#),
        entity("brigade", "organization", r#","parent":"army""#),
        entity("militia", "armed_group", r#","parent":"army""#),
        entity("army", "organization", r#","country":"syria""#),
        entity("rebels", "armed_group", r#","country":"syria""#),
        entity("doctor", "person", r#","country":"syria""#),
        entity("homs", "place", r#","country":"syria","parent":"syria""#),
        entity(
            "syria",
            "place",
            r#","place_type":"country","parent":"asia""#,
        ),
        entity("asia", "place", ""),
        entity("loop-a", "organization", r#","parent":"loop-b""#),
        entity("loop-b", "organization", r#","parent":"loop-a""#),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let members = |path: &Path, whole: &str| {
        let store = Store::open(path).unwrap();
        let sql = format!(
            "SELECT e.id FROM membership JOIN entity AS e ON e.key = member
             WHERE whole = (SELECT key FROM entity WHERE id = '{whole}') ORDER BY e.id"
        );
        texts(&store, &sql)
    };
    write(&path, &lines);
    let expected = ["army", "brigade", "doctor", "militia", "officer", "syria"];
    assert_eq!(members(&path, "syria"), expected);
    assert_eq!(
        members(&path, "army"),
        ["army", "brigade", "militia", "officer"]
    );
    assert_eq!(members(&path, "asia"), ["asia"]);
    assert_eq!(members(&path, "loop-a"), ["loop-a", "loop-b"]);

    // A body that changes hands takes its people along.
    write(
        &path,
        &[&entity("brigade", "organization", r#","parent":"legion""#)],
    );
    assert_eq!(members(&path, "army"), ["army", "militia"]);
    assert_eq!(members(&path, "legion"), ["brigade", "legion", "officer"]);
}

#[test]
fn an_article_that_changed_replaces_its_facts_and_its_words_in_the_index() {
    let (_folder, path) = fresh();
    let first = r#"{"record":"article","id":"a1","title":"On trains","text":"The trains stopped.","quotes":[{"start":0,"end":3,"form":"direct"}]}"#;
    let second = r#"{"record":"article","id":"a1","title":"On ships","text":"The ships sailed.","quotes":[{"start":0,"end":3,"form":"direct"}]}"#;
    assert_eq!(
        write(&path, &[first, second, second]),
        [Outcome::New, Outcome::Updated, Outcome::Unchanged]
    );
    let store = Store::open(&path).unwrap();
    for (word, n_hits) in [("train", "0"), ("ship", "1")] {
        for table in ["sentence_fts", "article_fts"] {
            let sql = format!("SELECT count(*) FROM {table} WHERE {table} MATCH '{word}'");
            assert_eq!(texts(&store, &sql), [n_hits], "{table} {word}");
        }
    }
    assert_eq!(texts(&store, "SELECT id FROM quote"), ["a1-q0001"]);
    drop(store);
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch(
            "INSERT INTO sentence_fts (sentence_fts, rank) VALUES ('integrity-check', 1)",
        )
        .unwrap();
}

#[test]
fn an_id_that_another_article_has_refuses_the_article_and_keeps_the_rest() {
    let (_folder, path) = fresh();
    let line = |article: &str, text: &str| {
        let line = format!(
            r#"{{"record":"article","id":"{article}","text":"{text}","events":[{{"id":"e1","kind":"aid","start":0,"end":3,"actors":["{article}-actor"]}}]}}"#
        );
        Record::read(&line).unwrap()
    };
    let mut store = Store::create(&path).unwrap();
    let mut batch = store.batch().unwrap();
    batch.write(&line("a1", "One.")).unwrap();
    let error = batch.write(&line("a2", "Two.")).unwrap_err();
    assert!(
        !error.is_fatal() && error.to_string().contains("`e1`"),
        "{error}"
    );
    batch.commit().unwrap();
    let store = Store::open(&path).unwrap();
    assert_eq!(texts(&store, "SELECT id FROM article"), ["a1"]);
    assert_eq!(texts(&store, "SELECT id FROM entity"), ["a1-actor"]);
}

#[test]
fn quotes_and_sql_are_only_text() {
    let (_folder, path) = fresh();
    let evil = "'; DROP TABLE article; --\\\" \u{0} \u{202e}";
    let word = serde_json::Value::from(evil).to_string();
    let lines = [
        format!(
            r#"{{"record":"source","id":{word},"name":{word},"domain":{word},"country":{word},"entity":{word}}}"#
        ),
        format!(
            r#"{{"record":"entity","id":{word},"kind":"person","name":{word},"aliases":[{word},"x"],"country":{word},"parent":{word},"org":{word},"title":{word},{word}:{word}}}"#
        ),
        format!(r#"{{"record":"cluster","id":{word},"kind":{word},"label":{word}}}"#),
        format!(
            r#"{{"record":"article","id":{word},"source":{word},"title":{word},"url":{word},"author":{word},"language":{word},"text":{word},"story":{word},
                "mentions":[{{"start":0,"end":9,"entity":{word},"title":{word}}}],
                "events":[{{"id":{word},"kind":"aid","start":0,"end":9,"place":{word},"claimant":{word},"actors":[{word},{{"text":{word}}}],"summary":{word},"cluster":{word},"rule":{word}}}],
                "quotes":[{{"id":{word},"start":0,"end":9,"form":"direct","speaker":{word},"verb":{word},"cluster":{word}}}],
                "figures":[{{"id":{word},"start":0,"end":9,"measure":"killed","what":{word},"unit":{word},"event":{word}}}],
                "dates":[{{"start":0,"end":9,"timex3":{{"type":"DATE","value":{word}}}}}],"origin":{word}}}"#
        ),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    write(&path, &lines);
    assert!(
        write(&path, &lines)
            .iter()
            .all(|outcome| *outcome == Outcome::Unchanged)
    );
    let store = Store::open(&path).unwrap();
    for column in [
        "id FROM article",
        "title FROM article",
        "name FROM source",
        "text FROM article_text",
        "name FROM entity",
        "summary FROM event",
        "verb FROM quote",
        "what FROM figure",
        "label FROM cluster",
    ] {
        assert_eq!(
            texts(&store, &format!("SELECT {column}")),
            [evil],
            "{column}"
        );
    }
    let mut asked = statement(
        "SELECT count(*) FROM entity WHERE name = ?1",
        &[ColumnType::Plain],
    );
    asked.parameters.push(Parameter::Text(evil.to_owned()));
    assert_eq!(store.run(&asked).unwrap().records, [[Value::Integer(1)]]);
    assert!(store.entities(evil).is_empty());
    store.nearest(evil, 5);
}

#[test]
fn near_names_are_found_by_spelling_and_by_a_shared_word() {
    let (_folder, path) = fresh();
    write(
        &path,
        &[
            r#"{"record":"entity","id":"ali-shamkhani","kind":"person","name":"Ali Shamkhani"}"#,
            r#"{"record":"entity","id":"islamic-state","kind":"armed_group","name":"Islamic State","aliases":["Daesh"]}"#,
            r#"{"record":"entity","id":"islamic-front","kind":"armed_group","name":"Islamic Front"}"#,
        ],
    );
    let store = Store::open(&path).unwrap();
    let nearest = |name: &str| -> Vec<String> {
        store
            .nearest(name, 2)
            .into_iter()
            .map(|near| near.id)
            .collect()
    };
    assert_eq!(nearest("ali shamkani"), ["ali-shamkhani"]);
    assert_eq!(nearest("shamkhani"), ["ali-shamkhani"]);
    assert_eq!(nearest("daehs"), ["islamic-state"]);
    assert_eq!(nearest("islamic stat"), ["islamic-state", "islamic-front"]);
    assert_eq!(nearest("zzzzzzzz"), [""; 0]);
}

#[test]
fn values_come_back_as_their_columns_say() {
    let (_folder, path) = fresh();
    write(&path, &[]);
    let store = Store::open(&path).unwrap();
    let date: crate::model::date::PartialDate = "2016-06".parse().unwrap();
    let sql = format!(
        "SELECT NULL, 7, 1, {0}, '[1,\"a\",2.5]', '[{0}]'",
        date.pack()
    );
    let kinds = [
        ColumnType::Date,
        ColumnType::Plain,
        ColumnType::Bool,
        ColumnType::Date,
        ColumnType::List,
        ColumnType::DateList,
    ];
    let list = vec![
        Value::Integer(1),
        Value::Text("a".to_owned()),
        Value::Number(2.5),
    ];
    assert_eq!(
        store.run(&statement(&sql, &kinds)).unwrap().records,
        [[
            Value::Null,
            Value::Integer(7),
            Value::Bool(true),
            Value::Date(date),
            Value::List(list),
            Value::List(vec![Value::Date(date)]),
        ]]
    );
    let bad = store.run(&statement("SELECT 'x'", &[ColumnType::Date]));
    assert!(matches!(bad, Err(StoreError::BadValue { .. })));
}

const ENDLESS: &str =
    "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";

#[test]
fn a_statement_stops_at_its_time_limit() {
    let (_folder, path) = fresh();
    write(&path, &[]);
    let store = Store::open(&path).unwrap();
    let endless = statement(ENDLESS, &[ColumnType::Plain]);
    store.begin(Some(TimeLimit(std::time::Duration::from_millis(50))));
    for _ in 0..2 {
        let result = store.run(&endless);
        assert!(
            matches!(result, Err(StoreError::OutOfTime { .. })),
            "{result:?}"
        );
    }
    store.begin(None);
    assert_eq!(texts(&store, "SELECT 1"), ["1"]);
}

#[test]
fn a_statement_stops_when_interrupted() {
    let (_folder, path) = fresh();
    write(&path, &[]);
    let store = Store::open(&path).unwrap();
    let interrupt = store.interrupt();
    let stopper = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(50));
        interrupt.stop();
    });
    let result = store.run(&statement(ENDLESS, &[ColumnType::Plain]));
    stopper.join().unwrap();
    assert!(matches!(result, Err(StoreError::Interrupted)), "{result:?}");
    // What comes after it belongs to the same answer, until the next one begins.
    let next = store.run(&statement("SELECT 1", &[ColumnType::Plain]));
    assert!(matches!(next, Err(StoreError::Interrupted)), "{next:?}");
    store.begin(None);
    assert_eq!(texts(&store, "SELECT 1"), ["1"]);
}

#[test]
fn a_reader_sees_what_was_committed_while_a_batch_is_open() {
    let (_folder, path) = fresh();
    let line = r#"{"record":"entity","id":"iran","kind":"place","name":"Iran"}"#;
    let mut store = Store::create(&path).unwrap();
    let mut batch = store.batch().unwrap();
    batch.write(&Record::read(line).unwrap()).unwrap();
    let reader = Store::open(&path).unwrap();
    assert!(reader.entity("iran").is_none());
    batch.commit().unwrap();
    assert!(reader.entity("iran").is_some());
    let mut store = Store::create(&path).unwrap();
    drop(store.batch().unwrap());
}

#[test]
fn migrating_twice_is_migrating_once() {
    let (_folder, path) = fresh();
    let schema = || {
        drop(Store::create(&path).unwrap());
        let store = Store::open(&path).unwrap();
        texts(
            &store,
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name",
        )
    };
    let once = schema();
    assert!(once.len() > 30, "{once:?}");
    assert_eq!(schema(), once);
    let connection = Connection::open(&path).unwrap();
    let n_broken = connection
        .prepare("PRAGMA foreign_key_check")
        .unwrap()
        .query_map([], |_| Ok(()))
        .unwrap()
        .count();
    assert_eq!(n_broken, 0);
    let mode: String = connection
        .pragma_query_value(None, "journal_mode", |row| row.get(0))
        .unwrap();
    assert_eq!(mode, "wal");
}

#[test]
fn a_full_disk_is_named_and_loses_nothing_committed() {
    let (_folder, path) = fresh();
    let article = |number: usize| {
        let text = format!("Words of article {number}. ").repeat(200);
        let line = format!(r#"{{"record":"article","id":"a{number}","text":"{text}"}}"#);
        Record::read(&line).unwrap()
    };
    let mut store = Store::create(&path).unwrap();
    let mut batch = store.batch().unwrap();
    batch.write(&article(0)).unwrap();
    batch.commit().unwrap();
    // The limit stands in for the disk: SQLite reports both in the same way.
    let n_pages: i64 = store
        .connection
        .pragma_query_value(None, "page_count", |row| row.get(0))
        .unwrap();
    store
        .connection
        .pragma_update(None, "max_page_count", n_pages + 20)
        .unwrap();
    let mut batch = store.batch().unwrap();
    let error = (1..200)
        .find_map(|number| batch.write(&article(number)).err())
        .unwrap();
    assert!(matches!(error, StoreError::Full { .. }), "{error}");
    assert!(error.is_fatal());
    drop(batch);
    drop(store);
    let store = Store::open(&path).unwrap();
    assert_eq!(texts(&store, "SELECT id FROM article"), ["a0"]);
    let mut store = Store::create(&path).unwrap();
    let mut batch = store.batch().unwrap();
    batch.write(&article(1)).unwrap();
    batch.commit().unwrap();
}

#[cfg(unix)]
#[test]
fn a_database_in_a_folder_that_cannot_be_written_to_is_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, path) = fresh();
    write(
        &path,
        &[r#"{"record":"entity","id":"iran","kind":"place","name":"Iran"}"#],
    );
    let permit = |mode: u32| {
        let permissions = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(folder.path(), permissions).unwrap();
    };
    permit(0o555);
    let opened = Store::open(&path).map(|store| store.entity("iran").is_some());
    permit(0o755);
    assert!(opened.unwrap());
}
