//! Statements: what they may do, what they give back, and how they are stopped.

use super::*;
use crate::model::date::PartialDate;
use crate::query::names::Recurring;
use crate::value::Rows;

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
    let date: PartialDate = "2016-06".parse().unwrap();
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
fn what_was_read_before_an_interrupt_is_kept() {
    const STREAM: &str =
        "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";
    let (_folder, path) = fresh();
    write(&path, &[]);
    let store = Store::open(&path).unwrap();
    let interrupt = store.interrupt();
    let stopper = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(50));
        interrupt.stop();
        std::time::Instant::now()
    });
    let mut rows = Rows::default();
    let result = store.run_into(&statement(STREAM, &[ColumnType::Plain]), None, &mut rows);
    let late = stopper.join().unwrap().elapsed();
    assert!(matches!(result, Err(StoreError::Interrupted)), "{result:?}");
    assert!(late < std::time::Duration::from_millis(100), "{late:?}");
    let first: Vec<_> = rows
        .records
        .iter()
        .take(2)
        .map(|record| record[0].clone())
        .collect();
    assert_eq!(first, [Value::Integer(1), Value::Integer(2)]);
}

#[test]
fn a_glance_tells_how_much_there_is() {
    let (_folder, path) = fresh();
    let article = |id: &str, published: &str| {
        format!(r#"{{"record":"article","id":"{id}","text":"x"{published}}}"#)
    };
    let lines = [
        article("a", r#","published":"2015-03""#),
        article("b", ""),
        article("c", r#","published":"2014-02-01""#),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    write(&path, &lines);
    let store = Store::open(&path).unwrap();
    let glance = store.glance().unwrap();
    let day = |text: &str| text.parse::<PartialDate>().unwrap().first;
    assert_eq!((glance.articles, glance.is_counted), (3, true));
    assert_eq!(glance.days, Some((day("2014-02-01"), day("2015-03-01"))));
    assert_eq!(store.data_version().unwrap(), store.data_version().unwrap());
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
fn the_most_frequent_values_come_first() {
    let (_folder, path) = fresh();
    let article = |id: &str, outlet: &str, language: &str| {
        format!(
            r#"{{"record":"article","id":"{id}","source":"{outlet}","language":"{language}","text":"{id}"}}"#
        )
    };
    let lines = [
        article("1", "alba", "en"),
        article("2", "borea", "ar"),
        article("3", "borea", "ar"),
        article("4", "borea", "zh"),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    write(&path, &lines);
    let store = Store::open(&path).unwrap();
    // They are read on another thread.
    let patience = std::time::Instant::now() + std::time::Duration::from_secs(30);
    while store.frequent(Recurring::Language).is_empty() && std::time::Instant::now() < patience {
        std::thread::yield_now();
    }
    assert_eq!(store.frequent(Recurring::Language), ["ar", "en", "zh"]);
    assert_eq!(store.frequent(Recurring::Outlet), ["borea", "alba"]);
    let outlets = store.outlets_beginning("", 50).into_iter();
    let ids: Vec<String> = outlets.map(|outlet| outlet.id).collect();
    assert_eq!(ids, ["borea", "alba"]);
    assert!(store.frequent(Recurring::Measure).is_empty());
}
