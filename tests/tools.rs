//! `dateline lint`, `dateline run` and `dateline saved`, through the program.

use std::fs;
use std::path::Path;

use crate::support::{dateline, outcome};

/// Exit status, standard output and standard error of a run in a folder.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    outcome(
        dateline()
            .args(arguments)
            .current_dir(folder)
            .env("DATELINE_QUERIES", folder.join("queries")),
    )
}

fn small_world(folder: &Path) {
    let world = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small_world.jsonl");
    let done = dateline()
        .arg("load")
        .arg(world)
        .args(["--db", "news.db", "--quiet"])
        .current_dir(folder)
        .status();
    assert!(done.unwrap().success());
}

#[test]
fn all_errors_of_all_files_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("good.dq", "param $who: entity;\nevents by $who | count\n");
    write(
        "two.dq",
        "let a = events | where nothing;\narticles;\narticles | where ther = 1\n",
    );
    write("form.dq", "events\n| were x\n");
    let (status, out, err) = run(folder.path(), &["lint", "good.dq", "two.dq", "form.dq"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(
        err.starts_with("names are not checked: no database is given with --db\n"),
        "{err}"
    );
    for part in [
        "two.dq:1:24",
        "two.dq:3:18",
        "form.dq:2:3",
        "E010",
        "E001",
        "^^^^",
    ] {
        assert!(err.contains(part), "{part}: {err}");
    }
    assert_eq!(run(folder.path(), &["lint", "good.dq"]).0, 0);
    write("hides.dq", "let events = articles;\nevents");
    let (status, _, err) = run(folder.path(), &["lint", "hides.dq"]);
    assert!(
        status == 0 && err.contains("W002") && err.contains("hides.dq:1:5"),
        "{err}"
    );
    assert_eq!(run(folder.path(), &["lint", "missing.dq"]).0, 1);
    assert_eq!(run(folder.path(), &["lint"]).0, 2);
}

#[test]
fn names_are_looked_up_in_the_database_given() {
    let folder = tempfile::tempdir().unwrap();
    small_world(folder.path());
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "known.dq",
        "param $n: int; events by \"Norland\" | take 3 | where count(actors) > $n",
    );
    write("unknown.dq", "events by \"Nobody At All\"");
    assert_eq!(
        run(folder.path(), &["lint", "known.dq", "--db", "news.db"]),
        (0, String::new(), String::new())
    );
    assert_eq!(
        run(
            folder.path(),
            &["lint", "known.dq", "--db", "news.db", "-p", "n=many"]
        )
        .0,
        2
    );
    let (status, _, err) = run(folder.path(), &["lint", "unknown.dq", "--db", "news.db"]);
    assert!(status == 2 && err.contains("E030"), "{err}");
    assert_eq!(run(folder.path(), &["lint", "unknown.dq"]).0, 0);
}

#[test]
fn questions_are_saved_listed_run_and_deleted() {
    let folder = tempfile::tempdir().unwrap();
    small_world(folder.path());
    let run = |arguments: &[&str]| run(folder.path(), arguments);
    let question = "# Events of one\nparam $who: entity = \"Norland\";EVENTS by $who|SELECT  id";
    let text = "# Events of one\nparam $who: entity = \"Norland\";\nEVENTS by $who | select id\n";

    assert_eq!(run(&["saved", "list"]).1, "name\ttitle\tparameters\n");
    assert!(run(&["run", "deeds"]).2.contains("none is saved yet"));
    assert_eq!(run(&["saved", "add", "deeds", question]).0, 0);
    assert_eq!(run(&["saved", "show", "deeds"]).1, text);
    assert!(
        run(&["saved", "add", "deeds", text])
            .2
            .contains("unchanged")
    );
    assert_eq!(
        run(&["saved", "add", "deeds", "events"]).0,
        2,
        "another is not overwritten"
    );
    assert_eq!(run(&["saved", "show", "deeds"]).1, text);
    let list = run(&["saved", "list"]).1;
    assert!(
        list.contains("deeds\tEvents of one\t$who: entity = \"Norland\""),
        "{list}"
    );

    let (status, of_norland, _) = run(&["run", "deeds"]);
    assert!(
        status == 0 && of_norland.starts_with("id\n"),
        "{of_norland}"
    );
    let (status, of_other, _) = run(&["run", "deeds", "-p", "who=@red-flag"]);
    assert_eq!(status, 0);
    assert_ne!(of_norland, of_other);
    assert!(run(&["run", "deed"]).2.contains("did you mean `deeds`?"));

    for name in ["", ".hidden", "a/b", "../up", "a b", "-x", "x.dq"] {
        assert_eq!(run(&["saved", "add", "--", name, "events"]).0, 2, "{name}");
    }
    assert_eq!(run(&["saved", "add", "wrong", "events | were"]).0, 2);
    assert_eq!(run(&["saved", "rm", "deeds"]).0, 0);
    assert_eq!(run(&["saved", "rm", "deeds"]).0, 2);
    assert_eq!(
        fs::read_dir(folder.path().join("queries")).unwrap().count(),
        0
    );
}

#[test]
fn a_saved_question_without_a_value_names_its_parameter() {
    let folder = tempfile::tempdir().unwrap();
    small_world(folder.path());
    let question = "param $who: entity; events by $who";
    run(folder.path(), &["saved", "add", "by-whom", question]);
    let (status, _, err) = run(folder.path(), &["run", "by-whom"]);
    assert!(
        status == 2 && err.contains("E050") && err.contains("who: entity"),
        "{err}"
    );
}
