//! Parquet files, read by duckdb or pyarrow where one of them is installed, and what is said where they are not built in.

use std::fs;
use std::path::Path;

use crate::support::done;
#[cfg(not(feature = "parquet"))]
use crate::support::run;

const RECORDS: &str = r#"{"record":"source","id":"post","name":"Post"}
{"record":"article","id":"a1","source":"post","title":"=1 ⏎ الخرطوم","published":"2020-03-04","text":"One two.","mentions":[],"events":[],"quotes":[],"figures":[]}
{"record":"article","id":"a2","title":"Two\n\"喀土穆\"","published":"2020-03","text":"Two.","mentions":[],"events":[],"quotes":[],"figures":[]}
"#;

const QUESTION: &str = "articles | sort id | derive half = words / 2, is_long = words > 1 | \
    select id, title, published, words, half, is_long, source";

fn loaded() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("r.jsonl"), RECORDS).unwrap();
    done(folder.path(), &["load", "r.jsonl", "--quiet"]);
    folder
}

#[cfg(not(feature = "parquet"))]
#[test]
fn what_is_not_built_in_is_named() {
    let folder = loaded();
    for arguments in [
        &["query", QUESTION, "-o", "a.parquet"] as &[&str],
        &["query", QUESTION, "--format", "parquet", "-o", "a.bin"],
        &["export", "articles", "-o", "a.parquet"],
    ] {
        let (status, _, err) = run(folder.path(), arguments);
        assert_eq!(status, 2, "{err}");
        assert!(err.contains("--features parquet"), "{err}");
    }
    assert!(!Path::new(&folder.path().join("a.parquet")).exists());
}

/// Prints names and types of columns, then the rows, as one line of JSON.
#[cfg(feature = "parquet")]
const READERS: [(&str, &str); 2] = [
    (
        "duckdb",
        "import duckdb, json, sys\n\
         rows = duckdb.sql(f\"SELECT * FROM '{sys.argv[1]}'\")\n\
         print(json.dumps([rows.columns, [str(kind) for kind in rows.types], rows.fetchall()]))",
    ),
    (
        "pyarrow",
        "import json, sys, pyarrow.parquet as parquet\n\
         words = {'string': 'VARCHAR', 'int64': 'BIGINT', 'double': 'DOUBLE', 'bool': 'BOOLEAN'}\n\
         rows = parquet.read_table(sys.argv[1])\n\
         print(json.dumps([rows.column_names, [words[str(kind)] for kind in rows.schema.types], \
         [list(row.values()) for row in rows.to_pylist()]]))",
    ),
];

#[cfg(feature = "parquet")]
fn read(folder: &Path, name: &str) -> Vec<serde_json::Value> {
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/readers/bin/python");
    let mut found = Vec::new();
    for (reader, script) in READERS {
        let mut command = std::process::Command::new(&python);
        let Ok(read) = command
            .args(["-c", script, name])
            .current_dir(folder)
            .output()
        else {
            continue;
        };
        let err = String::from_utf8_lossy(&read.stderr);
        if err.contains("ModuleNotFoundError") {
            continue;
        }
        assert!(read.status.success(), "{reader}: {err}");
        found.push(serde_json::from_slice(&read.stdout).unwrap());
    }
    if found.is_empty() {
        eprintln!(
            "neither duckdb nor pyarrow is installed in target/readers: Parquet files are not read by others \
             (target/readers/bin/pip install duckdb)"
        );
    }
    found
}

#[cfg(feature = "parquet")]
#[test]
fn others_read_the_types_and_the_values() {
    let folder = loaded();
    let folder = folder.path();
    done(folder, &["query", QUESTION, "-o", "a.parquet", "--quiet"]);
    let expected = serde_json::json!([
        [
            "id",
            "title",
            "published",
            "words",
            "half",
            "is_long",
            "source"
        ],
        [
            "VARCHAR", "VARCHAR", "VARCHAR", "BIGINT", "DOUBLE", "BOOLEAN", "VARCHAR"
        ],
        [
            ["a1", "=1 ⏎ الخرطوم", "2020-03-04", 2, 1.0, true, "Post"],
            ["a2", "Two\n\"喀土穆\"", "2020-03", 1, 0.5, false, null],
        ],
    ]);
    for rows in read(folder, "a.parquet") {
        assert_eq!(rows, expected);
    }
    done(folder, &["export", "articles", "-o", "all.parquet"]);
    for rows in read(folder, "all.parquet") {
        assert_eq!(rows[2].as_array().unwrap().len(), 2, "{rows}");
    }
    done(
        folder,
        &[
            "query",
            "articles since 2050",
            "-o",
            "none.parquet",
            "--quiet",
        ],
    );
    for rows in read(folder, "none.parquet") {
        assert_eq!(rows[2].as_array().unwrap().len(), 0, "{rows}");
    }
}

#[cfg(feature = "parquet")]
#[test]
fn many_rows_make_several_groups_and_the_same_bytes() {
    let folder = loaded();
    let folder = folder.path();
    let text = vec!["One."; 400].join("\n\n");
    let article = serde_json::json!({"record": "article", "id": "long", "text": text,
        "sentences": (0..400).map(|at| serde_json::json!({"start": at * 6, "end": at * 6 + 4})).collect::<Vec<_>>(),
        "mentions": [], "events": [], "quotes": [], "figures": []});
    fs::write(folder.join("long.jsonl"), article.to_string()).unwrap();
    done(folder, &["load", "long.jsonl", "--quiet"]);
    let question = "let all = sentences | derive k = 1; all | join b = all on k | select k";
    for name in ["one.parquet", "two.parquet"] {
        done(folder, &["query", question, "-o", name, "--quiet"]);
    }
    let bytes = |name: &str| fs::read(folder.join(name)).unwrap();
    assert!(bytes("one.parquet") == bytes("two.parquet"));
    for rows in read(folder, "one.parquet") {
        let n_rows = rows[2].as_array().unwrap().len();
        assert!(n_rows > 150_000, "{n_rows}");
    }
}
