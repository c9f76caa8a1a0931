//! Whole sessions in a real pseudo-terminal, kept as the screens that a person sees. With
//! `UPDATE_GOLDEN=1` the files are written anew; look at them before keeping them.

mod driver;
mod errors;
mod kept;
mod results;
mod scripts;
mod typing;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use regex::Regex;

use crate::support::done;
use driver::{Kind, Terminal};

const UTF8: &str = "C.UTF-8";

/// A terminal on which a whole story has room.
const WIDE: Kind = Kind {
    columns: 100,
    rows: 200,
    locale: UTF8,
    is_coloured: false,
};

/// The terminals on which a short session is recorded, with the end of its file's name.
const KINDS: [(&str, Kind); 5] = [
    (
        "60",
        Kind {
            columns: 60,
            ..WIDE
        },
    ),
    ("100", WIDE),
    (
        "200",
        Kind {
            columns: 200,
            ..WIDE
        },
    ),
    (
        "100-c",
        Kind {
            locale: "C",
            ..WIDE
        },
    ),
    (
        "100-colour",
        Kind {
            is_coloured: true,
            ..WIDE
        },
    ),
];

/// Compares a screen of one of the [`KINDS`] with its file; one with colours in its styles.
fn check_kind(folder: &Path, session: &str, (name, kind): (&str, Kind), terminal: &Terminal) {
    let screen = if kind.is_coloured {
        terminal.styled()
    } else {
        terminal.text()
    };
    check(folder, &format!("{session}-{name}.txt"), &screen);
}

/// Articles as an agency would send them.
const ARTICLES: [(&str, &str); 3] = [
    (
        "raqqa.txt",
        "Islamic State kills 12 people in Raqqa\n\nBy Ana Ruiz\n3 March 2015\n\nRAQQA, March 3 - Islamic State fighters killed 12 people in Raqqa on Monday, activists said. \
         \"They came at dawn,\" said Khalil Saleh, a doctor. Turkey condemned the attack.\n",
    ),
    (
        "mosul.txt",
        "Iraqi army bombs Mosul\n\nBy Ana Ruiz\n5 March 2015\n\nMOSUL, March 5 - The Iraqi army bombed Mosul on Wednesday. \
         Three soldiers were killed in a clash with Islamic State, the army said.\n",
    ),
    (
        "ankara.txt",
        "Turkey and Russia hold talks\n\nBy Li Wei\n7 March 2015\n\nANKARA, March 7 - Turkey met Russia in Ankara on Friday, Turkish media reported.\n",
    ),
];

/// Names that are not Latin: with lam and alef, which many terminals draw as one, and of two cells each.
const NAMES: &str = r#"{"record":"entity","id":"x","kind":"person","name":"خليل الأسعد"}
{"record":"entity","id":"y","kind":"person","name":"王小明"}
{"record":"entity","id":"z","kind":"person","name":"Володимир Зеленський","aliases":["Volodymyr Zelenskyy"]}
{"record":"article","id":"a1","title":"لا سلام في حلب","url":"https://post.example/1","published":"2020-03-04","text":"خليل met 王小明.","sentences":[{"start":0,"end":13}],"mentions":[{"start":0,"end":4,"entity":"x"},{"start":9,"end":12,"entity":"y"}],"events":[{"id":"e1","kind":"consult","start":0,"end":12,"date":"2020-03-03","actors":["x"],"targets":["y"],"modality":"asserted"}]}
{"record":"article","id":"a2","title":"王小明访问基辅","published":"2020-03-05","text":"王小明 met Зеленський.","sentences":[{"start":0,"end":19}],"mentions":[{"start":0,"end":3,"entity":"y"},{"start":8,"end":18,"entity":"z"}],"events":[{"id":"e2","kind":"consult","start":0,"end":18,"date":"2020-03-04","actors":["y"],"targets":["z"],"modality":"asserted"}]}
"#;

fn newsroom() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("news")).unwrap();
    for (name, text) in ARTICLES {
        fs::write(folder.path().join("news").join(name), text).unwrap();
    }
    folder
}

/// A folder with a loaded database.
fn loaded() -> tempfile::TempDir {
    let folder = newsroom();
    done(folder.path(), &["load", "news", "--quiet"]);
    folder
}

/// Compares a screen with its file; times and places of this run are masked.
fn check(folder: &Path, name: &str, screen: &str) {
    let mask = |text: &str, pattern: &str, by: &str| {
        Regex::new(pattern)
            .unwrap()
            .replace_all(text, by)
            .into_owned()
    };
    let screen = screen.replace(&folder.display().to_string(), "FOLDER");
    let screen = mask(&screen, r"\d+(\.\d+)? (ms|s)\b", "TIME");
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden/terminal")
        .join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &screen).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(screen == expected, "{name} is now:\n{screen}");
}

/// What a newcomer writes for an editor.
const REPORT: &str = "\
---
title: A week of war
---
{{ assaults | length }} attacks were reported{{ cite(assaults) }}.

```dateline assaults table caption=\"Who attacked\"
events of assault | select date, actors, place
```
";

/// From a folder of articles over a question, a mistake and the article behind a number to a report for an editor: the
/// first ten minutes.
fn story(kind: Kind) -> Terminal {
    let folder = newsroom();
    fs::write(folder.path().join("week.md"), REPORT).unwrap();
    let terminal = Terminal::shell(folder.path(), kind);
    terminal.ask("dateline load news");
    terminal.ask("dateline");
    terminal.ask("evnts of assault");
    terminal.ask("events of assault | select date, kind, actors, place, summary");
    terminal.ask(".sources");
    terminal.ask(".open 1");
    terminal.ask(".facet kind _1");
    terminal.ask("articles | where sorce = \"x\"");
    terminal.ask("articles | count by month(published)");
    terminal.ask(".chart");
    terminal.ask(".export months.csv");
    terminal.ask(".quit");
    terminal.ask("cat week.md");
    terminal.ask("dateline report week.md -o week.html --stamp 2026-11-23");
    terminal.ask("ls week.*");
    let name = format!(
        "story-{}-{}-{}.txt",
        kind.columns,
        if kind.locale == UTF8 { "utf8" } else { "c" },
        if kind.is_coloured { "colour" } else { "plain" }
    );
    let screen = if kind.is_coloured {
        terminal.styled()
    } else {
        terminal.text()
    };
    check(folder.path(), &name, &screen);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(read("months.csv"), "month,count\n2015-03,3\n");
    let page = read("week.html");
    assert!(page.contains("<title>A week of war</title>"), "{page}");
    assert!(
        page.contains("3 attacks were reported<sup class=\"notes\">"),
        "{page}"
    );
    assert!(page.contains("activists said.</q>"), "{page}");
    terminal
}

#[test]
fn a_newcomer_comes_from_a_folder_to_a_report() {
    for columns in [60, 100, 200] {
        let terminal = story(Kind { columns, ..WIDE });
        assert_eq!(terminal.leave(), 0);
    }
}

#[test]
fn the_story_is_told_in_ascii_and_in_colours_too() {
    for columns in [60, 100, 200] {
        let wide = Kind { columns, ..WIDE };
        story(Kind {
            locale: "C",
            ..wide
        });
        story(Kind {
            is_coloured: true,
            ..wide
        });
    }
}

#[test]
fn articles_can_be_loaded_at_the_prompt() {
    let folder = loaded();
    let terminal = Terminal::start(folder.path(), WIDE, &["news.db"]);
    terminal.until_prompt();
    terminal.ask("articles | count");
    let more = "Kurdish forces take Sinjar\n\n9 March 2015\n\nSINJAR, March 9 - Kurdish forces took Sinjar on Monday.\n";
    fs::write(folder.path().join("more.txt"), more).unwrap();
    terminal.ask(".load more.txt");
    terminal.ask("articles | count");
    check(folder.path(), "load.txt", &terminal.text());
}

/// An article of so many sentences that a question about pairs of them takes long.
fn long_article() -> String {
    let n_sentences = 4_000;
    let sentence = |n: usize| format!("{{\"start\":{},\"end\":{}}}", n * 3, n * 3 + 2);
    let sentences: Vec<String> = (0..n_sentences).map(sentence).collect();
    format!(
        "{{\"record\":\"article\",\"id\":\"long\",\"title\":\"Long\",\"published\":\"2020-01-01\",\
         \"text\":\"{}\",\"sentences\":[{}]}}\n",
        "x. ".repeat(n_sentences),
        sentences.join(",")
    )
}

#[test]
fn a_question_is_stopped_at_once() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("r.jsonl"), long_article()).unwrap();
    done(folder.path(), &["load", "r.jsonl", "--quiet"]);
    for (name, kind) in KINDS {
        let terminal = Terminal::start(folder.path(), kind, &["news.db"]);
        terminal.until_prompt();
        terminal.write("let all = sentences | derive k = 1");
        terminal.press("\r");
        terminal.until_prompt();
        terminal.write("all | join b = all on k | count by k");
        terminal.press("\r");
        // It runs: the cursor is below what was typed.
        std::thread::sleep(Duration::from_millis(400));
        let start = Instant::now();
        terminal.press("\u{3}");
        terminal.until_prompt();
        assert!(
            start.elapsed() < Duration::from_secs(1),
            "{:?}",
            start.elapsed()
        );
        terminal.ask("sentences | count");
        // A line is cleared, and an empty one says how to leave.
        terminal.write("evnts");
        terminal.press("\u{3}");
        terminal.until_prompt();
        terminal.press("\u{3}");
        std::thread::sleep(Duration::from_millis(300));
        terminal.press("\u{3}");
        terminal.until_seen("Ctrl-D leaves");
        terminal.until_prompt();
        check_kind(folder.path(), "interrupt", (name, kind), &terminal);
        assert_eq!(terminal.leave(), 0);
    }
}

#[test]
fn a_long_answer_ends_where_no_more_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("r.jsonl"), long_article()).unwrap();
    done(folder.path(), &["load", "r.jsonl", "--quiet"]);
    let terminal = Terminal::start(folder.path(), WIDE, &["news.db"]);
    terminal.until_prompt();
    terminal.ask("let all = sentences | derive k = 1");
    terminal.ask("all | join b = all on k | select k | take 5000000");
    let screen = terminal.text();
    assert!(screen.contains("40 of 100,000+ rows"), "{screen}");
    assert!(screen.contains("· _1 · .more .full"), "{screen}");
}

#[test]
fn a_paste_of_many_lines_is_one_question() {
    let folder = loaded();
    let mut lines = vec!["events of (".to_owned()];
    lines.extend((0..18).map(|n| format!("\tassault, # {n}")));
    lines.push("\tassault".to_owned());
    lines.push(")".to_owned());
    lines.extend((0..18).map(|n| format!("| where confidence >= {n} - 100")));
    lines.push("| count".to_owned());
    assert_eq!(lines.len(), 40);
    for (name, kind) in KINDS {
        let terminal = Terminal::start(folder.path(), kind, &["news.db"]);
        terminal.until_prompt();
        terminal.press(&format!("\u{1b}[200~{}\u{1b}[201~", lines.join("\r")));
        terminal.until_seen("| count");
        terminal.press("\r");
        terminal.until_prompt();
        // The whole question comes back.
        terminal.press("\u{1b}[A");
        terminal.until("the question again", |screen| {
            let text = screen.contents();
            text.matches(">= 17 - 100").count() == 2 && text.trim_end().ends_with("| count")
        });
        check_kind(folder.path(), "paste", (name, kind), &terminal);
        terminal.press("\u{3}");
        terminal.until_prompt();
        assert_eq!(terminal.leave(), 0);
        fs::remove_file(folder.path().join("state/dateline/history")).unwrap();
    }
}

#[test]
fn an_open_question_goes_on_below_itself() {
    let folder = loaded();
    for (is_coloured, name) in [(true, "open.txt"), (false, "open-plain.txt")] {
        let kind = Kind {
            is_coloured,
            ..WIDE
        };
        let terminal = Terminal::start(folder.path(), kind, &["news.db"]);
        terminal.until_prompt();
        terminal.ask("articles | count");
        terminal.write("art");
        terminal.until_seen("icles | count");
        terminal.press("\u{15}");
        terminal.until_prompt();
        terminal.write("events of (assault,");
        terminal.press("\r");
        terminal.until_seen("…");
        terminal.write("bomb) |");
        terminal.press("\r");
        terminal.write("count by ");
        terminal.until_seen("FIELD");
        check(folder.path(), name, &terminal.styled());
    }
}

#[test]
fn names_of_every_script_line_up() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("r.jsonl"), NAMES).unwrap();
    done(folder.path(), &["load", "r.jsonl", "--quiet"]);
    for columns in [60, 100, 200] {
        let kind = Kind { columns, ..WIDE };
        let terminal = Terminal::start(folder.path(), kind, &["news.db"]);
        terminal.until_prompt();
        terminal.ask("events | sort date | select date, actors, targets");
        terminal.ask("articles | sort published | select title, published");
        for (typed, completed) in [
            ("王", "王小明\""),
            ("خل", "خليل الأسعد\""),
            ("zel", "Зеленський\""),
        ] {
            terminal.write(&format!("entities | where name = \"{typed}"));
            terminal.press("\t");
            terminal.until_seen(completed);
            terminal.press("\u{15}");
            terminal.until_prompt();
            terminal.write(&format!("events with \"{typed}"));
            terminal.press("\t");
            terminal.until_seen(completed);
            terminal.press("\r");
            terminal.until_prompt();
        }
        // All of them are offered.
        terminal.write("events with \"");
        terminal.press("\t\t");
        terminal.until_seen("· person · 2");
        terminal.press("\u{3}");
        terminal.until_prompt();
        terminal.ask("events by \"王小明\"");
        terminal.ask(".sources");
        terminal.ask(".open 1");
        check(
            folder.path(),
            &format!("scripts-{columns}.txt"),
            &terminal.text(),
        );
        assert_eq!(terminal.leave(), 0);
        fs::remove_file(folder.path().join("state/dateline/history")).unwrap();
    }
}

#[test]
fn what_was_typed_is_remembered_and_edited() {
    let folder = loaded();
    let script = "#!/bin/sh\nprintf 'articles | count' > \"$1\"\n";
    let editor = folder.path().join("editor");
    fs::write(&editor, script).unwrap();
    let mut permissions = fs::metadata(&editor).unwrap().permissions();
    std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o755);
    fs::set_permissions(&editor, permissions).unwrap();
    let terminal = Terminal::start(folder.path(), WIDE, &["news.db"]);
    terminal.until_prompt();
    terminal.ask("quotes | count");
    terminal.write("evnts");
    terminal.press("\u{18}\u{5}");
    terminal.until_seen("articles | count");
    terminal.press("\r");
    terminal.until_prompt();
    terminal.ask(".history COUNT");
    terminal.ask(".hisotry");
    terminal.ask(".quotes");
    check(folder.path(), "history.txt", &terminal.text());
    assert_eq!(terminal.leave(), 0);
    let kept = fs::read_to_string(folder.path().join("state/dateline/history")).unwrap();
    assert!(
        kept.starts_with("quotes | count\narticles | count\n"),
        "{kept}"
    );
}

#[test]
fn a_watched_question_is_asked_again() {
    let folder = loaded();
    let terminal = Terminal::start(folder.path(), WIDE, &["news.db"]);
    terminal.until_prompt();
    terminal.ask("articles | select title");
    terminal.write(".watch 0.2s");
    terminal.press("\r");
    terminal.until_seen("Ctrl-C stops");
    fs::write(folder.path().join("r.jsonl"), NAMES).unwrap();
    done(folder.path(), &["load", "r.jsonl", "--quiet"]);
    terminal.until_seen("2 new or changed");
    terminal.press("\u{3}");
    terminal.until_prompt();
    let screen = terminal.text();
    assert!(screen.contains("│ + │ 王小明访问基辅"), "{screen}");
    assert!(screen.contains("│   │ Iraqi army bombs Mosul"), "{screen}");
    // The session goes on.
    terminal.ask("articles | count");
    check(folder.path(), "watch.txt", &terminal.text());
    assert_eq!(terminal.leave(), 0);
}

#[test]
fn questions_are_kept_and_asked_with_other_values() {
    let folder = loaded();
    let terminal = Terminal::start(folder.path(), WIDE, &["news.db"]);
    terminal.until_prompt();
    terminal.ask("param $who: entity = \"Turkey\"; events by $who | count");
    terminal.ask(".save acts");
    terminal.ask(".queries");
    terminal.ask(".run acts");
    terminal.ask(".run acts who=\"Islamic State\"");
    terminal.ask(".run acts whom=x");
    terminal.ask(".run act");
    // A parameter that was set here is one of the kept question.
    terminal.ask(".param who Islamic State");
    terminal.ask("events by $who | count");
    terminal.ask(".save acts-of");
    terminal.ask(".queries");
    terminal.ask(".run acts-of who=Iraq");
    check(folder.path(), "queries.txt", &terminal.text());
}

#[test]
fn settings_of_the_user_hold_and_wrong_ones_are_told() {
    let folder = loaded();
    fs::create_dir_all(folder.path().join("config/dateline")).unwrap();
    let file = folder.path().join("config/dateline/config.toml");
    fs::write(file, "mode = \"csv\"\ntimr = true\n").unwrap();
    let terminal = Terminal::start(folder.path(), WIDE, &["news.db"]);
    terminal.until_prompt();
    terminal.ask("articles | count");
    terminal.ask(".set");
    check(folder.path(), "settings.txt", &terminal.text());
    let terminal = Terminal::start(folder.path(), WIDE, &["news.db", "--no-config"]);
    terminal.until_prompt();
    terminal.ask(".mode");
    assert!(
        terminal.text().contains("mode table"),
        "{}",
        terminal.text()
    );
}

#[test]
fn the_prompt_is_there_soon() {
    let folder = loaded();
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..3 {
        let start = Instant::now();
        let terminal = Terminal::start(folder.path(), WIDE, &["news.db"]);
        terminal.until_prompt();
        times.push(start.elapsed());
    }
    // An unoptimized program on a busy machine: the release build is measured by hand.
    let best = times.into_iter().min().unwrap();
    assert!(best < Duration::from_secs(1), "{best:?}");
}
