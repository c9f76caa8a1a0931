//! Kept questions on a terminal: what is asked for that they lack, and how one is edited.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::driver::Terminal;
use super::{NAMES, WIDE, loaded};
use crate::support::{done, run};

/// Keeps a question for every test and terminal in a folder.
fn keep(folder: &Path, name: &str, question: &str) {
    done(
        folder,
        &["saved", "add", name, question, "--queries", "queries"],
    );
}

fn kept(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join("queries").join(format!("{name}.dq"))).unwrap()
}

/// Waits for a question with nothing behind it.
fn until_asked(terminal: &Terminal, question: &str) {
    terminal.until(question, |screen| {
        screen.contents().trim_end().ends_with(question)
    });
}

/// Makes the editor of the terminal a script that is given the file.
fn set_editor(folder: &Path, script: &str) {
    let editor = folder.join("editor");
    fs::write(&editor, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn what_a_question_lacks_is_asked_for_and_tab_offers_it() {
    let folder = loaded();
    fs::write(folder.path().join("r.jsonl"), NAMES).unwrap();
    done(folder.path(), &["load", "r.jsonl", "--quiet"]);
    let question = "param $who: entity; param $since: date; events by $who since $since | count";
    keep(folder.path(), "acts", question);
    let terminal = Terminal::shell(folder.path(), WIDE);
    terminal.write("dateline run acts --queries queries");
    terminal.press("\r");
    terminal.until_seen("$who (entity): ");
    // By its second word; then by a word of a name in another script.
    terminal.press("sta\t");
    terminal.until_seen("$who (entity): Islamic State");
    terminal.press("\u{15}зел\t");
    terminal.until_seen("$who (entity): Володимир Зеленський");
    terminal.press("\u{15}turk\t");
    terminal.until_seen("$who (entity): Turkey");
    terminal.press("\r");
    terminal.until_seen("$since (date): ");
    terminal.press("yes\t");
    terminal.until_seen("$since (date): ago(1d)");
    terminal.press("\u{15}2015\r");
    terminal.until_prompt();
    let screen = terminal.text();
    assert!(screen.contains("│     1 │"), "{screen}");

    // Data goes into a file, and the line stays on the terminal.
    terminal.write("dateline run acts --queries queries -p since=2015 > out.tsv; echo ended $?");
    terminal.press("\r");
    until_asked(&terminal, "$who (entity):");
    terminal.press("Islamic State\r");
    terminal.until_seen("ended 0");
    let data = fs::read_to_string(folder.path().join("out.tsv")).unwrap();
    assert_eq!(data, "count\n1\n");
}

#[test]
fn ctrl_c_ends_what_is_asked_and_an_empty_line_gives_nothing() {
    let folder = loaded();
    keep(
        folder.path(),
        "acts",
        "param $who: entity; events by $who | count",
    );
    let terminal = Terminal::shell(folder.path(), WIDE);
    terminal.write("dateline run acts --queries queries; echo ended $?");
    terminal.press("\r");
    terminal.until_seen("$who (entity): ");
    terminal.press("\u{3}");
    terminal.until_seen("ended 130");
    terminal.until_prompt();
    terminal.write("dateline run acts --queries queries; echo ended $?");
    terminal.press("\r");
    until_asked(&terminal, "$who (entity):");
    terminal.press("\r");
    terminal.until_seen("ended 2");
    let screen = terminal.text();
    assert!(screen.contains("`$who: entity` has no value"), "{screen}");
}

#[test]
fn a_kept_question_is_edited_and_stays_where_it_does_not_compile() {
    let folder = loaded();
    keep(folder.path(), "acts", "# All of them\nevents | count");
    let terminal = Terminal::shell(folder.path(), WIDE);
    set_editor(
        folder.path(),
        "cp \"$1\" seen; printf 'events |COUNT by kind' > \"$1\"",
    );
    terminal.ask("dateline saved edit acts --queries queries");
    terminal.until_seen("saved: acts");
    let seen = fs::read_to_string(folder.path().join("seen")).unwrap();
    assert_eq!(seen, "# All of them\nevents | count\n");
    assert_eq!(kept(folder.path(), "acts"), "events | count by kind\n");

    set_editor(folder.path(), "true");
    terminal.ask("dateline saved edit acts --queries queries");
    terminal.until_seen("unchanged: acts");

    set_editor(
        folder.path(),
        "printf 'events | where knd = assault' > \"$1\"",
    );
    terminal.ask("TMPDIR=. dateline saved edit acts --queries queries; echo ended $?");
    terminal.until_seen("ended 2");
    let screen = terminal.text();
    for part in [
        "1 | events | where knd = assault\n",
        "did you mean `kind`?",
        "`acts` stays as it was; what you wrote is in /",
    ] {
        assert!(screen.contains(part), "{part}: {screen}");
    }
    assert_eq!(kept(folder.path(), "acts"), "events | count by kind\n");
    let mut left = fs::read_dir(folder.path()).unwrap().flatten();
    let left = left.find(|entry| entry.file_name().to_string_lossy().starts_with("question-"));
    let left = fs::read_to_string(left.unwrap().path()).unwrap();
    assert_eq!(left, "events | where knd = assault");

    set_editor(folder.path(), "exit 1");
    terminal.ask("dateline saved edit acts --queries queries");
    terminal.until_seen("ended badly");
    assert_eq!(kept(folder.path(), "acts"), "events | count by kind\n");
    terminal.ask("dateline saved edit acts --queries queries --no-input");
    terminal.until_seen("an editor needs a terminal");
}

#[test]
fn nothing_is_edited_without_a_terminal() {
    let folder = loaded();
    keep(folder.path(), "acts", "events | count");
    let edit = |name: &str| {
        run(
            folder.path(),
            &["saved", "edit", name, "--queries", "queries"],
        )
    };
    let (status, out, err) = edit("acts");
    assert_eq!((status, out.as_str()), (2, ""), "{err}");
    assert!(
        err.contains("dateline saved add acts -f FILE.dq --force"),
        "{err}"
    );
    let (status, _, err) = edit("act");
    assert!(status == 2 && err.contains("did you mean `acts`?"), "{err}");
}
