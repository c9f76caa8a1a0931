//! What a record changes when it is written.

use super::*;

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
