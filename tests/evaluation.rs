//! `dateline eval`, through the program.

use std::path::Path;

use serde_json::Value;

use crate::support::{dateline, outcome};

/// Exit status, standard output and standard error of a run in a folder.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    outcome(dateline().args(arguments).current_dir(folder))
}

#[test]
fn what_the_program_itself_writes_is_all_right() {
    let folder = tempfile::tempdir().unwrap();
    let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/articles");
    let extracted = dateline().arg("extract").arg(articles).output().unwrap();
    std::fs::write(folder.path().join("gold.jsonl"), extracted.stdout).unwrap();
    let (status, out, _) = run(folder.path(), &["eval", "gold.jsonl", "--json", "--errors"]);
    assert_eq!(status, 0);
    let report: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(report["errors"], Value::Array(Vec::new()), "{out}");
    for score in report["scores"].as_array().unwrap() {
        assert_eq!(score["f1"], 1.0, "{score}");
        assert!(score["expected"].as_u64().unwrap() > 0, "{score}");
    }
}

const GOLD: &str = r#"{"record":"entity","id":"france","kind":"place","name":"France","place_type":"country"}
{"record":"article","id":"a","text":"It rained. The envoy came back from France.","mentions":[{"start":3,"end":9,"entity":"france"}]}
{"record":"article","id":"b","text":"x","mentions":[{"start":0,"end":9,"entity":"france"}]}
"#;

#[test]
fn mistakes_are_told_with_file_line_article_and_sentence() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("gold.jsonl"), GOLD).unwrap();
    let (status, out, err) = run(folder.path(), &["eval", "gold.jsonl", "--errors"]);
    assert_eq!(status, 3, "one line cannot be used: {err}");
    assert!(
        err.contains("rejected  gold.jsonl:3: `mentions[0]`"),
        "{err}"
    );
    for line in [
        "of\twhat\tprecision\trecall\tF1\tright\tfound\texpected\n",
        "mentions\tplace, exact\t0\t0\t0\t0\t1\t1\n",
        "missed  gold.jsonl:2 a  mentions: “rained” place  | It rained.\n",
        "extra  gold.jsonl:2 a  mentions: “France” place  | The envoy came back from France.\n",
    ] {
        assert!(out.contains(line), "{line}: {out}");
    }
    std::fs::write(
        folder.path().join("bare.jsonl"),
        "{\"text\":\"It rained.\"}",
    )
    .unwrap();
    let (status, out, err) = run(folder.path(), &["eval", "bare.jsonl"]);
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(err.contains("no annotated article"), "{err}");
    assert_eq!(run(folder.path(), &["eval", "none.jsonl"]).0, 1);
}
