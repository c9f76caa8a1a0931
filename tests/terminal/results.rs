//! Results by number, and rows as tables or as records, however narrow the terminal is.

use super::driver::{Kind, Terminal};
use super::{WIDE, check, loaded};

#[test]
fn an_earlier_result_is_taken_up_again() {
    let folder = loaded();
    let terminal = Terminal::start(folder.path(), WIDE, &["news.db"]);
    terminal.until_prompt();
    terminal.ask("events | select date, kind, actors");
    terminal.ask("articles | select title");
    terminal.ask("_1 | count by kind");
    terminal.ask(".facet kind _1");
    terminal.ask(".sources");
    terminal.ask(".x 2");
    terminal.ask(".export titles.csv");
    terminal.ask("_ | count");
    terminal.ask(".x 9");
    terminal.ask("_9 | count");
    check(folder.path(), "results.txt", &terminal.text());
    let written = std::fs::read_to_string(folder.path().join("titles.csv")).unwrap();
    assert_eq!(written.lines().next(), Some("title"));
}

#[test]
fn records_come_where_a_table_has_no_room_or_where_somebody_wants_them() {
    let folder = loaded();
    let kind = Kind {
        columns: 60,
        ..WIDE
    };
    let terminal = Terminal::start(folder.path(), kind, &["news.db"]);
    terminal.until_prompt();
    terminal.ask("events of assault | select date, kind, actors, place, summary");
    terminal.ask(".x off");
    terminal.ask(".set null unknown");
    terminal.ask(".x on");
    terminal.ask(".x auto");
    terminal.ask("events | count by kind");
    terminal.ask(".x on");
    check(folder.path(), "records-60.txt", &terminal.text());
}

#[test]
fn help_has_room_on_a_narrow_terminal() {
    let folder = loaded();
    let kind = Kind {
        columns: 60,
        ..WIDE
    };
    let terminal = Terminal::start(folder.path(), kind, &["news.db"]);
    terminal.until_prompt();
    terminal.ask(".help");
    terminal.ask(".help keys");
    terminal.ask(".set");
    check(folder.path(), "help-60.txt", &terminal.text());
}

#[test]
fn words_that_others_take_for_commands_work_without_a_dot() {
    let folder = loaded();
    let terminal = Terminal::shell(folder.path(), WIDE);
    terminal.ask("dateline news.db");
    terminal.ask("help airstrike");
    terminal.ask("help where");
    terminal.ask("help .sources");
    terminal.ask("help modality");
    terminal.ask("?");
    terminal.ask("let quit = events of assault");
    terminal.ask("quit | count");
    terminal.ask("quit");
    terminal.ask("events | count by kind, modality");
    terminal.ask(".crosstab kind modality");
    terminal.ask("export kinds.csv");
    terminal.ask(".export kinds.csv");
    terminal.ask(".export kinds.csv");
    terminal.ask("exit");
    terminal.ask("echo left");
    check(folder.path(), "words.txt", &terminal.text());
}

#[test]
fn what_is_higher_than_the_screen_is_paged_unless_that_is_not_wanted() {
    let folder = loaded();
    let kind = Kind { rows: 12, ..WIDE };
    for (switch, is_paged) in [("", true), ("--no-pager", false)] {
        let terminal = Terminal::shell(folder.path(), kind);
        let pager = "DATELINE_PAGER='sed s/^/paged:/'";
        terminal.ask(&format!("{pager} dateline news.db {switch}"));
        terminal.ask(".help");
        let screen = terminal.text();
        assert_eq!(screen.contains("\npaged:"), is_paged, "{screen}");
        assert!(screen.contains(".quit"), "the end is seen: {screen}");
    }
}
