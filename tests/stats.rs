//! `dateline stats`: what was loaded is counted, each thing once.

use std::fs;

use crate::support::{dateline, done, outcome};

const RECORDS: &str = r#"{"record":"source","id":"post","name":"Post"}
{"record":"entity","id":"ann","kind":"person","name":"Ann Roe"}
{"record":"article","id":"a1","source":"post","language":"en","title":"One","published":"2020-03-04","text":"Ann Roe left.","sentences":[{"start":0,"end":13}],"mentions":[{"start":0,"end":7,"entity":"ann"}],"events":[{"id":"e1","kind":"retreat","start":0,"end":13,"date":"2020-03-02","actors":["ann"],"modality":"planned"}],"quotes":[],"figures":[]}
{"record":"article","id":"a2","source":"post","language":"en","title":"Two","published":"2021-01-05","text":"Two.","mentions":[],"events":[],"quotes":[],"figures":[]}
{"record":"article","id":"a3","language":"ar","title":"Three","text":"Three.","mentions":[],"events":[],"quotes":[],"figures":[]}
"#;

#[test]
fn what_was_loaded_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("r.jsonl"), RECORDS).unwrap();
    done(folder, &["load", "r.jsonl", "--quiet"]);
    let told = done(folder, &["stats"]);
    for line in [
        "of\twhat\tcount\tfirst\tlast",
        "articles\tall\t3\t2020-03-04\t2021-01-05",
        "articles by source\tPost\t2\t2020-03-04\t2021-01-05",
        "articles by source\t\t1\t\t",
        "articles by language\ten\t2\t\t",
        "articles by language\tar\t1\t\t",
        "entities by kind\tperson\t1\t\t",
        "mentions\tall\t1\t\t",
        "events by kind\tretreat\t1\t2020-03\t2020-03",
        "events by modality\tplanned\t1\t2020-03\t2020-03",
        "quotes\tall\t0\t\t",
    ] {
        assert!(told.lines().any(|one| one == line), "{line}\n{told}");
    }
    assert!(told.contains("\nloads\tall\t1\t20"), "{told}");
    let bytes = fs::metadata(folder.join("news.db")).unwrap().len();
    assert!(
        told.contains(&format!("\nfile\tbytes\t{bytes}\t")),
        "{told}"
    );

    done(folder, &["stats", "-o", "stats.json"]);
    let rows: Vec<serde_json::Value> =
        serde_json::from_str(&fs::read_to_string(folder.join("stats.json")).unwrap()).unwrap();
    assert_eq!(rows[0]["count"], 3);
}

#[test]
fn a_missing_database_is_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = dateline();
    let (status, _, err) = outcome(command.arg("stats").current_dir(folder.path()));
    assert_eq!(status, 1);
    assert!(err.contains("no database at news.db"), "{err}");
    assert!(!folder.path().join("news.db").exists());
}
