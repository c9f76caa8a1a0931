//! Loads that are undone.

use std::fs;
use std::path::Path;

use super::{assert_same, exported, loading, newsroom, run};
use crate::support::assert_sound;

fn load(folder: &Path, input: &str) {
    let output = loading(folder, &[input], "n.db").output().unwrap();
    assert!(matches!(output.status.code(), Some(0 | 3)), "{output:?}");
}

fn undo(folder: &Path, number: &str) -> String {
    let (status, out, err) = run(folder, &["load", "--undo", number, "--db", "n.db"]);
    assert_eq!(status, 0, "{err}");
    assert_sound(&folder.join("n.db"));
    out
}

#[test]
fn undoing_the_last_load_leaves_what_was_there_before() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    newsroom(&folder.join("first"), 30, 8);
    // The second has more articles, the same ones with other words, and entities that are described anew.
    newsroom(&folder.join("second"), 40, 16);
    let changed = fs::read_to_string(folder.join("second/given.jsonl"))
        .unwrap()
        .replace("Report 7\"", "Report 7 of 9\"")
        .replace("killed 12 people", "killed 13 people")
        .replace(
            "\"name\":\"Arvo\"",
            "\"name\":\"Arvo\",\"aliases\":[\"Old Arvo\"],\"lat\":1.5,\"lon\":2.5",
        );
    fs::write(folder.join("second/given.jsonl"), changed).unwrap();
    load(folder, "first");
    let before = exported(folder, "n.db");
    load(folder, "second");
    let after = exported(folder, "n.db");
    assert!(after.contains("Old Arvo") && after.contains("killed 13 people"));
    let told = undo(folder, "2");
    assert!(told.contains("2 as before it"), "{told}");
    assert_same(&exported(folder, "n.db"), &before, "undone");
    load(folder, "second");
    assert_same(&exported(folder, "n.db"), &after, "undone");
}

#[test]
fn undoing_an_earlier_load_keeps_what_later_ones_brought() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    newsroom(&folder.join("first"), 10, 0);
    newsroom(&folder.join("second"), 20, 12);
    load(folder, "second");
    let alone = exported(folder, "n.db");
    fs::remove_file(folder.join("n.db")).unwrap();
    // What the first says of articles that the second has too, the second says again.
    let other = fs::read_to_string(folder.join("first/given.jsonl"))
        .unwrap()
        .replace("attacked", "occupied");
    fs::write(folder.join("first/given.jsonl"), other).unwrap();
    fs::write(
        folder.join("first/more.jsonl"),
        "{\"title\":\"Only here\",\"text\":\"Envoys met in Goma.\"}\n",
    )
    .unwrap();
    // What the second finds as the first left it is still the first's, and would go with it.
    for same in ["page.html", "read.jsonl"] {
        fs::remove_file(folder.join("first").join(same)).unwrap();
    }
    load(folder, "first");
    load(folder, "second");
    let told = undo(folder, "1");
    assert!(
        told.contains("10 articles stay as later loads wrote them"),
        "{told}"
    );
    assert_same(&exported(folder, "n.db"), &alone, "undone");
    undo(folder, "2");
    assert!(!exported(folder, "n.db").contains("\"record\":\"article\""));
}

#[test]
fn what_cannot_be_undone_is_told_with_a_remedy() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    newsroom(&folder.join("first"), 2, 0);
    let undo = |number| run(folder, &["load", "--undo", number, "--db", "n.db"]);
    let (status, _, said) = undo("1");
    assert!(
        status == 1 && said.contains("no database at n.db"),
        "{said}"
    );
    load(folder, "first");
    let (status, _, said) = undo("7");
    assert!(
        status == 1 && said.contains("`dateline loads` lists"),
        "{said}"
    );
    assert_eq!(undo("1").0, 0);
    let (status, _, said) = undo("1");
    assert!(status == 1 && said.contains("undone already"), "{said}");
    let listed = run(folder, &["loads", "--db", "n.db", "--format", "csv"]).1;
    assert!(listed.contains(",undone,3,0,0,1,"), "{listed}");
}

#[test]
fn a_load_that_an_error_ends_is_listed_as_failed_and_can_be_undone() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    newsroom(&folder.join("news"), 3, 2);
    let (status, _, said) = run(folder, &["load", "news", "--strict", "--db", "n.db"]);
    assert!(status == 1 && said.contains("read.jsonl:1"), "{said}");
    let listed = run(folder, &["loads", "--db", "n.db", "--format", "csv"]).1;
    assert!(listed.contains(",failed,4,0,0,1,"), "{listed}");
    let told = undo(folder, "1");
    assert!(told.contains("4 articles removed"), "{told}");
}
