//! Every error that somebody can run into, as a screen: those of questions code by code, those of commands, of files that
//! cannot be loaded, of databases that cannot be opened, of reports.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use dateline::render::diagnostic::lesson::lessons;
use rusqlite::Connection;

use super::driver::{Kind, Terminal};
use super::{WIDE, check, loaded, newsroom};
use crate::support::done;

/// Codes by what they are about; each is a screen.
const CONCERNS: [(&str, &[&str]); 6] = [
    (
        "form",
        &[
            "E001", "E002", "E003", "E004", "E005", "E006", "E007", "E008",
        ],
    ),
    (
        "words",
        &[
            "E010", "E011", "E012", "E013", "E014", "E015", "E016", "E017", "E018", "E019",
        ],
    ),
    ("types", &["E020", "E021", "E022", "E023", "E024"]),
    ("names", &["E030", "E031", "E032", "E033", "E040"]),
    (
        "stages",
        &[
            "E041", "E042", "E043", "E044", "E045", "E046", "E047", "E048",
        ],
    ),
    ("rest", &["E050", "E060", "W001", "W002", "W003", "W004"]),
];

/// The world that the lessons are about.
fn desk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let records = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/desk.jsonl");
    let records = records.display().to_string();
    done(
        folder.path(),
        &["load", &records, "--db", "desk.db", "--quiet"],
    );
    folder
}

/// The questions that bring some codes, asked one after another.
fn asked(folder: &Path, kind: Kind, codes: &[&str]) -> Terminal {
    let terminal = Terminal::start(folder, kind, &["desk.db"]);
    terminal.until_prompt();
    for code in codes {
        let lesson = lessons()
            .iter()
            .find(|lesson| lesson.code == *code)
            .unwrap();
        if *code == "E060" {
            terminal.ask(".set timeout 0.000001");
            terminal.ask(lesson.wrong);
            terminal.ask(".set timeout off");
        } else {
            terminal.ask_open(lesson.wrong);
        }
        let text = terminal.text();
        assert!(text.contains(&format!("[{code}]")), "{code}:\n{text}");
    }
    terminal
}

#[test]
fn every_code_has_a_screen() {
    let shown: BTreeSet<&str> = CONCERNS
        .iter()
        .flat_map(|(_, codes)| *codes)
        .copied()
        .collect();
    let known: BTreeSet<&str> = lessons().iter().map(|lesson| lesson.code).collect();
    assert_eq!(shown, known);
}

#[test]
fn what_is_wrong_with_a_question_is_shown() {
    let folder = desk();
    for (concern, codes) in CONCERNS {
        for columns in [60, 100, 200] {
            let terminal = asked(folder.path(), Kind { columns, ..WIDE }, codes);
            let name = format!("errors-{concern}-{columns}.txt");
            check(folder.path(), &name, &terminal.text());
        }
    }
    let (_, names) = CONCERNS[3];
    let ascii = Kind {
        locale: "C",
        ..WIDE
    };
    let terminal = asked(folder.path(), ascii, names);
    check(folder.path(), "errors-names-100-c.txt", &terminal.text());
    let colours = Kind {
        is_coloured: true,
        ..WIDE
    };
    let terminal = asked(folder.path(), colours, names);
    check(
        folder.path(),
        "errors-names-100-colour.txt",
        &terminal.styled(),
    );
}

/// Commands that cannot do what they should.
const COMMANDS: [&str; 29] = [
    ".full",
    ".fcet kind",
    ".c",
    ".facet",
    "articles | select title, published",
    ".facet titel",
    ".crosstab title",
    ".chart pie",
    ".chart bar",
    ".open 9",
    ".open first",
    ".export titles.jsno",
    ".export /nowhere/titles.csv",
    ".read nowhere.dq",
    ".read broken.dq",
    ".run nobody",
    ".save a/b",
    ".set widht 100",
    ".mode jsn",
    ".set width 3",
    ".set timer perhaps",
    ".param who",
    ".watch soon",
    ".help E999",
    ".schema evnts",
    ".explain evnts",
    ".use nowhere.db",
    ".load nowhere",
    ".x 7",
];

#[test]
fn what_is_wrong_with_a_command_is_shown() {
    let folder = loaded();
    let broken = "# two questions\n\narticles | count\narticles\n  | where wrods > 3\n";
    fs::write(folder.path().join("broken.dq"), broken).unwrap();
    for columns in [60, 100, 200] {
        let terminal = Terminal::start(folder.path(), Kind { columns, ..WIDE }, &["news.db"]);
        terminal.until_prompt();
        for command in COMMANDS {
            terminal.ask(command);
        }
        let name = format!("errors-commands-{columns}.txt");
        check(folder.path(), &name, &terminal.text());
        fs::remove_file(folder.path().join("state/dateline/history")).unwrap();
    }
}

/// Files of which no article can be read.
const BAD: [(&str, &[u8]); 6] = [
    ("empty.txt", b""),
    ("map.png", b"\x89PNG\r\n\x1a\n\0\0\0"),
    ("wire.jsonl", b"{\"record\":\"article\",\"id\":1\n{\"a\":"),
    ("old.docx", b"PK\x03\x04xxxx"),
    ("page.html", b"<html><body></body></html>"),
    (
        "undated.txt",
        b"Rain in the north\n\nIt rained all day in the north.\n",
    ),
];

#[test]
fn what_cannot_be_loaded_opened_or_reported_is_shown() {
    for columns in [60, 100, 200] {
        let folder = newsroom();
        fs::create_dir(folder.path().join("bad")).unwrap();
        for (name, bytes) in BAD {
            fs::write(folder.path().join("bad").join(name), bytes).unwrap();
        }
        fs::write(folder.path().join("notes.db"), "not a database\n").unwrap();
        let foreign = Connection::open(folder.path().join("foreign.db")).unwrap();
        foreign.execute_batch("CREATE TABLE t (a)").unwrap();
        let report = "# Week\n\n```dateline kinds\nevents | cuont by kind\n```\n\n{{ kinds.nubmer | sum }}\n";
        fs::write(folder.path().join("week.md"), report).unwrap();
        let right = report.replace("cuont", "count");
        fs::write(folder.path().join("month.md"), right).unwrap();
        let terminal = Terminal::shell(folder.path(), Kind { columns, ..WIDE });
        for line in [
            "dateline",
            "dateline laod news",
            "dateline load nowhere",
            "dateline load bad",
            "cat news.db.rejected.csv",
            "dateline query articles --db nowhere.db",
            "dateline notes.db",
            "dateline foreign.db",
            "dateline load news --db foreign.db",
            "dateline report nowhere.md",
            "dateline report week.md -o week.html",
            "dateline report month.md -o month.html",
            "dateline query 'evnts | count'; echo $?",
        ] {
            terminal.ask(line);
        }
        let name = format!("errors-shell-{columns}.txt");
        check(folder.path(), &name, &terminal.text());
    }
}

#[test]
fn a_locked_database_is_told() {
    let folder = loaded();
    let other = Connection::open(folder.path().join("news.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let terminal = Terminal::start(folder.path(), WIDE, &["news.db"]);
    terminal.until_prompt();
    // It can be asked all the same.
    terminal.ask("articles | count");
    fs::write(
        folder.path().join("more.txt"),
        "More\n\n9 March 2015\n\nSINJAR, March 9 - More was said.\n",
    )
    .unwrap();
    terminal.ask(".load more.txt");
    check(folder.path(), "errors-locked.txt", &terminal.text());
}
