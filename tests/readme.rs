//! The README's examples are run: every command in a `console` block, with its output to the letter.
//!
//! A block holds commands after `$ ` with the standard output that follows them. They run in order, in
//! one empty folder, the program on the path. With `UPDATE_GOLDEN=1` the outputs are written into the
//! README instead of compared: read the difference before you commit it.
//!
//! Each line of a `dql` block is a question that has rows on the demonstration corpus. Each question in
//! the table of errors brings the code of its row, and every code has a row.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use dateline::render::diagnostic::lesson::lessons;

use crate::support;

fn readme() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

/// The README with every example's output as the program prints it now.
fn rerun(text: &str, folder: &Path) -> String {
    let mut written = String::new();
    let mut is_console = false;
    for line in text.lines() {
        let is_fence = line.starts_with("```");
        if is_fence {
            is_console = line == "```console";
        }
        if !is_console || is_fence {
            writeln!(written, "{line}").unwrap();
        } else if let Some(command) = line.strip_prefix("$ ") {
            writeln!(written, "{line}").unwrap();
            written.push_str(&output_of(command, folder));
        }
    }
    written
}

fn output_of(command: &str, folder: &Path) -> String {
    let path = std::env::var("PATH").unwrap_or_default();
    let program = support::program();
    let bin = program.parent().unwrap();
    let output = Command::new("sh")
        .args(["-c", command])
        .current_dir(folder)
        .env("PATH", format!("{}:{path}", bin.display()))
        .env_remove("DATELINE_DB")
        .env("XDG_STATE_HOME", folder)
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    let mut text = String::from_utf8(output.stdout).unwrap();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

#[test]
fn examples_print_what_the_readme_says() {
    let folder = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(readme()).unwrap();
    let rerun = rerun(&text, folder.path());
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(readme(), rerun).unwrap();
        return;
    }
    for (number, (said, printed)) in text.lines().zip(rerun.lines()).enumerate() {
        assert_eq!(said, printed, "README.md:{}", number + 1);
    }
    assert_eq!(text.lines().count(), rerun.lines().count());
}

/// Makes the demonstration's database in a folder.
fn demonstration(folder: &Path) -> PathBuf {
    let database = folder.join("demo.db");
    let made = support::dateline()
        .args(["demo", "--db"])
        .arg(&database)
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert!(made.status.success());
    database
}

/// What the program says and prints to a question asked of a database.
fn asked(question: &str, database: &Path) -> std::process::Output {
    support::dateline()
        .args(["query", "--format", "jsonl", "--now", "2018-09-02", "--db"])
        .arg(database)
        .arg(question)
        .output()
        .unwrap()
}

#[test]
fn each_question_of_the_readme_has_rows() {
    let folder = tempfile::tempdir().unwrap();
    let database = demonstration(folder.path());
    let text = fs::read_to_string(readme()).unwrap();
    let blocks = text.split("```dql\n").skip(1);
    let questions: Vec<&str> = blocks
        .filter_map(|block| block.split("```").next())
        .flat_map(str::lines)
        .collect();
    assert!(questions.len() > 50, "{} questions", questions.len());
    for question in questions {
        let output = asked(question, &database);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{question}\n{said}");
        assert!(!output.stdout.is_empty(), "{question}\n{said}");
    }
}

#[test]
fn each_wrong_question_of_the_readme_brings_its_code() {
    let folder = tempfile::tempdir().unwrap();
    let database = demonstration(folder.path());
    let text = fs::read_to_string(readme()).unwrap();
    let mut codes = Vec::new();
    for line in text.lines() {
        // A bar inside a cell is written with a backslash.
        let line = line.replace("\\|", "¦");
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, code, _, example, _] = cells.as_slice() else {
            continue;
        };
        let is_code = |code: &str| {
            let (class, number) = code.split_at(1);
            ["E", "W"].contains(&class) && number.parse::<u16>().is_ok()
        };
        if !code.is_ascii() || code.len() != 4 || !is_code(code) {
            continue;
        }
        codes.push((*code).to_owned());
        let quoted = example
            .strip_prefix('`')
            .and_then(|rest| rest.strip_suffix('`'));
        if let Some(question) = quoted {
            let question = question.replace('¦', "|");
            let output = asked(&question, &database);
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(said.contains(&format!("[{code}]")), "{question}\n{said}");
        }
    }
    let known: Vec<&str> = lessons().iter().map(|lesson| lesson.code).collect();
    assert_eq!(codes, known);
}
