//! `dateline merge`, through the program: two desks share what they have gathered.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::exporting::TEXTS;
use crate::support::{done, run};

/// What our desk knows.
const OURS: &str = r#"{"record":"entity","id":"norland","kind":"place","name":"Norland","place_type":"country"}
{"record":"entity","id":"sudland","kind":"place","name":"Sudland","place_type":"country"}
{"record":"entity","id":"karl-ost","kind":"person","name":"Karl Ost","country":"norland","title":"general"}
{"record":"entity","id":"north-guard","kind":"armed_group","name":"North Guard","country":"norland"}
{"record":"entity","id":"river-bank","kind":"organization","name":"River Bank"}
{"record":"entity","id":"river-bank-club","kind":"organization","name":"River Bank Club","aliases":["River Bank"]}
{"record":"source","id":"post","name":"The Post","country":"norland"}
{"record":"cluster","id":"c1","kind":"happening","label":"The meeting"}
{"record":"article","id":"shared","source":"post","published":"2020-01-02","text":"Karl Ost spoke.","sentences":[{"start":0,"end":15}],"mentions":[{"start":0,"end":8,"entity":"karl-ost"}],"events":[],"quotes":[],"figures":[],"dates":[],"origin":"ours/1.json"}
{"record":"article","id":"told","source":"post","published":"2020-01-03","text":"Karl Ost left.","sentences":[{"start":0,"end":14}],"mentions":[{"start":0,"end":8,"entity":"karl-ost"}],"events":[],"quotes":[],"figures":[],"dates":[],"origin":"ours/2.json"}
{"record":"article","id":"worded","source":"post","published":"2020-01-04","text":"He came.","sentences":[{"start":0,"end":8}],"mentions":[],"events":[{"id":"e-ours","kind":"consult","start":0,"end":8}],"quotes":[],"figures":[],"dates":[],"origin":"ours/3.json"}
"#;

/// What theirs knows: Karl Ost by another handle, a guard of another country, one of two banks, articles
/// that ours has the same, with other facts, in other words, and one with the id of an event of ours.
const THEIRS: &str = r#"{"record":"entity","id":"norland","kind":"place","name":"Norland","place_type":"country","aliases":["Kingdom of Norland"]}
{"record":"entity","id":"general-ost","kind":"person","name":"K. Ost","aliases":["Karl Ost"],"country":"norland"}
{"record":"entity","id":"karl-ost-of-sudland","kind":"person","name":"Karl Ost","country":"sudland"}
{"record":"entity","id":"sudland","kind":"place","name":"Sudland","place_type":"country"}
{"record":"entity","id":"north-guard","kind":"armed_group","name":"Northern Guard","country":"sudland"}
{"record":"entity","id":"bank-of-the-river","kind":"organization","name":"River Bank"}
{"record":"entity","id":"ost","kind":"person","name":"Ost"}
{"record":"source","id":"post","name":"The Post","country":"norland","domain":"post.example"}
{"record":"source","id":"herald","name":"The Herald"}
{"record":"cluster","id":"c1","kind":"happening","label":"A meeting"}
{"record":"cluster","id":"c2","kind":"happening","label":"A raid"}
{"record":"article","id":"shared","source":"post","published":"2020-01-02","text":"Karl Ost spoke.","sentences":[{"start":0,"end":15}],"mentions":[{"start":0,"end":8,"entity":"general-ost"}],"events":[],"quotes":[],"figures":[],"dates":[],"origin":"theirs/9.json"}
{"record":"article","id":"told","source":"post","published":"2020-01-03","text":"Karl Ost left.","sentences":[{"start":0,"end":14}],"mentions":[],"events":[],"quotes":[],"figures":[],"dates":[],"origin":"theirs/8.json"}
{"record":"article","id":"worded","source":"post","published":"2020-01-04","text":"He went.","sentences":[{"start":0,"end":8}],"mentions":[],"events":[],"quotes":[],"figures":[],"dates":[],"origin":"theirs/7.json"}
{"record":"article","id":"clash","source":"herald","published":"2020-01-05","text":"They met.","sentences":[{"start":0,"end":9}],"mentions":[],"events":[{"id":"e-ours","kind":"consult","start":0,"end":9}],"quotes":[],"figures":[],"dates":[],"origin":"theirs/6.json"}
{"record":"article","id":"new","source":"herald","published":"2020-01-06","text":"Karl Ost met River Bank.","sentences":[{"start":0,"end":24}],"mentions":[{"start":0,"end":8,"entity":"general-ost"},{"start":13,"end":23,"entity":"bank-of-the-river"}],"events":[{"id":"e-new","kind":"consult","start":0,"end":24,"actors":["general-ost"],"targets":["bank-of-the-river"],"place":"norland","cluster":"c2"}],"quotes":[],"figures":[],"dates":[],"origin":"theirs/5.json"}
"#;

fn desks(ours: &str, theirs: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, records) in [("news", ours), ("other", theirs)] {
        let input = format!("{name}.jsonl");
        fs::write(folder.path().join(&input), records).unwrap();
        let database = format!("{name}.db");
        done(
            folder.path(),
            &["load", &input, "--db", &database, "--quiet"],
        );
    }
    folder
}

fn export(folder: &Path, database: &str) -> String {
    done(folder, &["export", "--db", database])
}

const CONFLICTS: &str = "\
conflict  @bank-of-the-river could be each of @river-bank, @river-bank-club: taken as another one
conflict  entity north-guard: its country is norland here, sudland there
conflict  cluster c1 is described otherwise there
conflict  article clash cannot be taken in: the event id `e-ours` already belongs to another article
conflict  article told has other facts there
conflict  article worded has other words there
";

#[test]
fn what_is_new_comes_in_what_is_known_is_not_doubled_and_conflicts_are_listed() {
    let folder = desks(OURS, THEIRS);
    let folder = folder.path();
    let (before, theirs) = (export(folder, "news.db"), export(folder, "other.db"));
    let (_, planned, _) = run(folder, &["merge", "other.db", "--dry-run"]);
    assert!(
        planned.starts_with("Would merge other.db into news.db (nothing was changed)\n"),
        "{planned}"
    );
    assert_eq!(export(folder, "news.db"), before);

    let (status, out, err) = run(folder, &["merge", "other.db"]);
    assert_eq!(status, 0, "{err}");
    let lines: Vec<&str> = out.lines().collect();
    assert!(
        lines[0].starts_with("Merged other.db into news.db as load 2 in "),
        "{out}"
    );
    assert_eq!(
        lines[1..],
        [
            "  articles  1 new · 1 here already · 3 told otherwise here",
            "  entities  3 new · 3 described further · 1 known under another handle",
            "            @general-ost is @karl-ost",
            "  also      3 sources and clusters",
            "  6 conflicts: what is here stays",
        ]
    );
    let mut listed: Vec<&str> = err.lines().collect();
    listed.sort_unstable();
    let mut expected: Vec<&str> = CONFLICTS.lines().collect();
    expected.sort_unstable();
    assert_eq!(listed, expected);

    let after = export(folder, "news.db");
    for expected in [
        r#"{"record":"entity","id":"karl-ost","kind":"person","name":"Karl Ost","aliases":["K. Ost"],"country":"norland","title":"general"}"#,
        r#"{"record":"entity","id":"karl-ost-of-sudland","kind":"person","name":"Karl Ost","country":"sudland"}"#,
        r#"{"record":"entity","id":"north-guard","kind":"armed_group","name":"North Guard","aliases":["Northern Guard"],"country":"norland"}"#,
        r#"{"record":"source","id":"post","name":"The Post","domain":"post.example","country":"norland"}"#,
        r#""place":"norland","actors":["karl-ost"],"targets":["bank-of-the-river"]"#,
        r#"{"record":"cluster","id":"c1","kind":"happening","label":"The meeting"}"#,
        r#""text":"He came.""#,
        r#""origin":"theirs/5.json""#,
        r#""origin":"ours/1.json""#,
    ] {
        assert!(after.contains(expected), "{expected}: {after}");
    }
    assert!(
        !after.contains("general-ost") && !after.contains("He went."),
        "{after}"
    );
    assert_eq!(export(folder, "other.db"), theirs);
    assert!(
        done(folder, &["check"])
            .lines()
            .all(|line| line.starts_with("ok "))
    );

    let (_, again, err) = run(folder, &["merge", "other.db"]);
    assert!(
        again.starts_with("Nothing new for news.db in other.db\n"),
        "{again}{err}"
    );
    assert_eq!(export(folder, "news.db"), after);
    done(folder, &["load", "--undo", "2"]);
    assert_eq!(export(folder, "news.db"), before);
}

#[test]
fn a_dry_run_tells_what_the_merge_then_does() {
    let folder = desks(OURS, THEIRS);
    let folder = folder.path();
    let (_, planned, told) = run(folder, &["merge", "other.db", "--dry-run"]);
    let (_, out, err) = run(folder, &["merge", "other.db"]);
    let counts = |out: &str| -> Vec<String> { out.lines().skip(1).map(str::to_owned).collect() };
    // That an event's id is taken is known only when it is written.
    let planned = planned.replace(
        "2 new · 1 here already · 2 told",
        "1 new · 1 here already · 3 told",
    );
    let planned = planned.replace("5 conflicts", "6 conflicts");
    assert_eq!(counts(&planned), counts(&out));
    for line in told.lines() {
        assert!(err.contains(line), "{line}: {err}");
    }
}

#[test]
fn without_conflicts_it_does_not_matter_who_merges_whom() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for (desk, texts) in [("news", &TEXTS[..1]), ("other", &TEXTS[1..])] {
        let lines = texts.iter().map(|(name, text)| {
            let article = serde_json::json!({
                "title": format!("Report {name}"), "url": format!("https://{name}.example/1"),
                "source": format!("The {name} Post"), "date": "2018-09-12", "text": text,
            });
            format!("{article}\n")
        });
        fs::write(
            folder.join(format!("{desk}.jsonl")),
            lines.collect::<String>(),
        )
        .unwrap();
        done(
            folder,
            &[
                "load",
                &format!("{desk}.jsonl"),
                "--db",
                &format!("{desk}.db"),
                "--quiet",
            ],
        );
    }
    fs::copy(folder.join("other.db"), folder.join("third.db")).unwrap();
    let (_, _, err) = run(folder, &["merge", "other.db", "--db", "news.db"]);
    assert_eq!(err, "");
    done(folder, &["merge", "news.db", "--db", "third.db"]);
    let merged = export(folder, "news.db");
    assert_eq!(merged, export(folder, "third.db"));
    // A story of both desks.
    assert!(merged.contains(r#""kind":"story""#), "{merged}");
    let both = ["news.jsonl", "other.jsonl"].map(str::to_owned);
    done(
        folder,
        &["load", &both[0], &both[1], "--db", "both.db", "--quiet"],
    );
    assert_eq!(merged, export(folder, "both.db"));
}

#[test]
fn corrections_and_own_names_of_both_are_kept() {
    let folder = desks(OURS, THEIRS);
    let folder = folder.path();
    fs::write(
        folder.join("names.tsv"),
        "organization\tGrey Heron League\tGHL\n",
    )
    .unwrap();
    done(
        folder,
        &[
            "load",
            "other.jsonl",
            "--db",
            "other.db",
            "--lexicon",
            "names.tsv",
            "--quiet",
        ],
    );
    done(
        folder,
        &["entity", "rename", "north-guard", "Guard of the North"],
    );
    for arguments in [
        &[
            "entity",
            "rename",
            "north-guard",
            "The Guards",
            "--db",
            "other.db",
        ][..],
        &["entity", "merge", "general-ost", "ost", "--db", "other.db"],
        &[
            "entity",
            "alias",
            "general-ost",
            "Old Ost",
            "--db",
            "other.db",
        ],
    ] {
        done(folder, arguments);
    }
    let (status, out, err) = run(folder, &["merge", "other.db"]);
    assert_eq!(status, 0, "{out}{err}");
    assert!(out.contains("also      2 corrections\n"), "{out}");
    assert!(out.contains("also      1 name of your own\n"), "{out}");
    let contrary = "conflict  there: renamed @north-guard to \"The Guards\"; here: renamed @north-guard to \"Guard of the North\"";
    assert!(err.contains(contrary), "{err}");
    assert_eq!(
        done(folder, &["entity", "corrections"]),
        "number\tcorrection\n\
         1\trenamed @north-guard to \"\"Guard of the North\"\"\n"
            .replace("\"\"", "\"")
            + "2\tmerged @ost into @karl-ost\n3\t@karl-ost is also \"Old Ost\"\n"
    );
    let merged = export(folder, "news.db");
    assert!(
        merged.contains(r#""name":"Karl Ost","aliases":["K. Ost","Ost","Old Ost"]"#),
        "{merged}"
    );
    assert!(done(folder, &["lexicon", "list"]).contains("Grey Heron League"));
    let (_, again, _) = run(folder, &["merge", "other.db"]);
    assert!(again.starts_with("Nothing new"), "{again}");
    assert_eq!(export(folder, "news.db"), merged);
}

#[test]
fn what_cannot_be_merged_is_refused_by_name() {
    let folder = desks(OURS, THEIRS);
    let folder = folder.path();
    let before = export(folder, "news.db");
    fs::write(folder.join("text.db"), "no database at all, but a text").unwrap();
    fs::copy(folder.join("other.db"), folder.join("old.db")).unwrap();
    let old = rusqlite::Connection::open(folder.join("old.db")).unwrap();
    old.execute_batch("PRAGMA user_version = 7").unwrap();
    drop(old);
    for (other, expected) in [
        ("absent.db", "no database at absent.db"),
        ("text.db", "text.db is not a database"),
        ("old.db", "old.db has schema version 7"),
        ("news.db", "news.db is the database itself"),
        ("./news.db", "is the database itself"),
    ] {
        let (status, out, err) = run(folder, &["merge", other]);
        assert_eq!((status, out.as_str()), (1, ""), "{other}");
        assert!(err.contains(expected), "{err}");
    }
    assert_eq!(export(folder, "news.db"), before);
    let (status, out, err) = run(folder, &["merge", "other.db", "--db", "none.db"]);
    assert_eq!((status, out.as_str()), (1, ""));
    let remedy = "no database at none.db; make one with `dateline load PATH --db none.db`";
    assert!(err.contains(remedy), "{err}");
    assert!(!folder.join("none.db").exists());
}

/// Two rows of one article, of a set that comes in parts.
fn part(number: u32) -> String {
    format!(
        r#"{{"record":"article","id":"p","published":"2020-01-0{number}","text":"Row {number}.","sentences":[{{"start":0,"end":6,"part":"set:{number}","origin":"rows.csv:{number}"}}],"mentions":[],"events":[{{"id":"set:{number}","kind":"aid","start":0,"end":6}}],"quotes":[],"figures":[],"dates":[],"origin":"rows.csv:{number}","dataset":{{"name":"set","partial":true}}}}
"#
    )
}

#[test]
fn what_both_have_in_parts_is_joined() {
    let folder = desks(&part(1), &part(2));
    let folder = folder.path();
    let (_, planned, _) = run(folder, &["merge", "other.db", "--dry-run"]);
    let (status, out, err) = run(folder, &["merge", "other.db"]);
    assert_eq!((status, err.as_str()), (0, ""), "{out}");
    let joined = "  articles  0 new · 1 with more parts · 0 here already · 0 told otherwise here\n";
    assert!(planned.contains(joined), "{planned}");
    assert!(out.contains(joined), "{out}");
    let merged = export(folder, "news.db");
    for expected in ["Row 1.", "Row 2.", r#""id":"set:1""#, r#""id":"set:2""#] {
        assert!(merged.contains(expected), "{expected}: {merged}");
    }
    let (_, again, _) = run(folder, &["merge", "other.db"]);
    assert!(again.starts_with("Nothing new"), "{again}");
    assert_eq!(export(folder, "news.db"), merged);
    done(folder, &["merge", "news.db", "--db", "other.db"]);
    assert_eq!(export(folder, "other.db"), merged);
}

#[test]
#[cfg(unix)]
fn the_other_database_may_lie_where_nothing_can_be_written() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = desks(OURS, THEIRS);
    let folder = folder.path();
    let sealed = folder.join("sealed");
    fs::create_dir(&sealed).unwrap();
    fs::copy(folder.join("other.db"), sealed.join("other.db")).unwrap();
    let permit =
        |mode: u32| fs::set_permissions(&sealed, fs::Permissions::from_mode(mode)).unwrap();
    permit(0o555);
    let (merged, out, err) = run(folder, &["merge", "sealed/other.db"]);
    let (checked, report, _) = run(folder, &["check", "--db", "sealed/other.db"]);
    let exported = export(folder, "sealed/other.db");
    permit(0o755);
    assert_eq!(merged, 0, "{out}{err}");
    assert_eq!(checked, 0, "{report}");
    assert_eq!(exported, export(folder, "other.db"));
}
