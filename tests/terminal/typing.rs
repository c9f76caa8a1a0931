//! What is seen while somebody types: words that nobody knows, dates that Tab offers, lines that go on, earlier inputs.

use std::fs;

use super::driver::{Kind, Terminal};
use super::{WIDE, check, loaded};
use crate::support::done;

const UP: &str = "\u{1b}[A";
const PASTE: [&str; 2] = ["\u{1b}[200~", "\u{1b}[201~"];

/// Waits until a text is the last that is seen.
fn until_last(terminal: &Terminal, text: &str) {
    terminal.until(text, |screen| screen.contents().trim_end().ends_with(text));
}

/// Types a line, waits for what it becomes, and takes it back.
fn see(terminal: &Terminal, line: &str, text: &str) {
    terminal.press(line);
    until_last(terminal, text);
    terminal.press("\u{3}");
    terminal.until_prompt();
}

#[test]
fn what_nobody_knows_is_underlined_once_it_is_left() {
    let folder = loaded();
    for (is_coloured, name) in [(true, "typing.txt"), (false, "typing-plain.txt")] {
        let kind = Kind {
            is_coloured,
            ..WIDE
        };
        let terminal = Terminal::start(folder.path(), kind, &["news.db"]);
        terminal.until_prompt();
        for line in [
            "evnts",
            "evnts by \"Iran\"",
            "events agianst \"Daesh\" durng 2016",
            "events | where `knd` = assault and plce = \"Iran\"",
            "events | select id, n",
            "events | select id, n | take 3",
            "events | derive n = 1 # a comment",
        ] {
            see(&terminal, line, line);
        }
        check(folder.path(), name, &terminal.styled());
    }
}

#[test]
fn dates_are_offered_by_their_words() {
    let folder = loaded();
    let terminal = Terminal::start(folder.path(), WIDE, &["news.db"]);
    terminal.until_prompt();
    see(&terminal, "events since mar\t", "events since 2015-03");
    see(&terminal, "events since last w\t", "events since ago(1w)");
    see(&terminal, "articles | where published >= 201\t", ">= 2015");
    terminal.press("events during m\t");
    terminal.until_seen("2015-05 · May 2015\nnews> events during 2015-0");
    check(folder.path(), "dates.txt", &terminal.text());
}

#[test]
fn the_lines_of_a_pasted_and_of_a_recalled_question_have_their_marks() {
    let folder = loaded();
    let terminal = Terminal::start(folder.path(), WIDE, &["news.db"]);
    terminal.until_prompt();
    let question = "events of (\n    assault,\n\tconsult\n)\r\n| where kind = assault";
    terminal.press(&PASTE.join(question));
    terminal.until_seen("… | where kind = assault");
    // The cursor is where it seems to be.
    terminal.press("\u{1b}b\u{1b}b=");
    terminal.until_seen("where =kind = assault");
    terminal.press("\u{7f}\u{5} | count\r");
    terminal.until_prompt();
    terminal.press(UP);
    terminal.until_seen(
        "assault | count\n┌───────┐\n│ count │\n├───────┤\n│     3 │\n└───────┘\n1 row",
    );
    terminal.press("\r");
    terminal.until_seen("_2");
    terminal.until_prompt();
    // A text in quotes is pasted as it is.
    terminal.press(&PASTE.join("articles about \"Mosul\nor\"\n| count"));
    terminal.until_seen("… | count");
    check(folder.path(), "lines.txt", &terminal.text());
    let kept = fs::read_to_string(folder.path().join("state/dateline/history")).unwrap();
    assert_eq!(
        kept,
        "events of (\\n    assault,\\n\tconsult\\n)\\n| where kind = assault | count\n"
    );
}

#[test]
fn what_failed_is_recalled_but_not_held_out() {
    let folder = loaded();
    let terminal = Terminal::start(folder.path(), WIDE, &["news.db"]);
    terminal.until_prompt();
    terminal.ask("articles | count");
    terminal.ask("articles | cuont");
    see(&terminal, "artic", "\nnews> articles | count");
    terminal.press(UP);
    until_last(&terminal, "\nnews> articles | cuont");
    terminal.press("\u{3}");
    terminal.until_prompt();
    terminal.ask(".history");
    let screen = terminal.text();
    assert!(
        screen.ends_with("\nnews> .history\narticles | count\narticles | cuont\nnews>\n"),
        "{screen}"
    );
}

#[test]
fn what_a_kept_question_lacks_is_asked_for_at_the_prompt() {
    let folder = loaded();
    let question =
        "param $who: entity; param $since: date = 2014; events by $who since $since | count";
    let usual = "data/dateline/queries";
    let add = ["saved", "add", "acts", question, "--queries", usual];
    done(folder.path(), &add);
    let terminal = Terminal::start(folder.path(), WIDE, &["news.db"]);
    terminal.until_prompt();
    terminal.write(".run acts");
    terminal.press("\r");
    terminal.until_seen("$who (entity): ");
    terminal.press("turk\t");
    terminal.until_seen("$who (entity): Turkey");
    terminal.press("\r");
    terminal.until_seen("_1");
    terminal.until_prompt();
    // The values stay with the result.
    terminal.ask(".sources");
    terminal.ask(".run acts who=\"Islamic State\" since=2015");
    for key in ["\u{3}", "\u{4}"] {
        terminal.write(".run acts");
        terminal.press("\r");
        until_last(&terminal, "$who (entity):");
        terminal.press(key);
        terminal.until_prompt();
    }
    check(folder.path(), "lacking.txt", &terminal.text());
}
