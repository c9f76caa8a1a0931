//! `dateline show`, through the program.

use std::path::Path;

use crate::support::{dateline, outcome};

/// Exit status, standard output and standard error of a run in a folder.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    outcome(dateline().args(arguments).current_dir(folder))
}

fn loaded(folder: &Path, text: &str) {
    std::fs::write(folder.join("one.jsonl"), text).unwrap();
    let (status, _, err) = run(folder, &["load", "one.jsonl", "--db", "news.db", "--quiet"]);
    assert_eq!((status, err.as_str()), (0, ""));
}

const TWO: &str = r#"{"id":"first","title":"Ministers met in Rome","source":"The Daily","date":"2017-03-09","text":"Italian Foreign Minister Carlo Bruni met French President Jean Valmont in Rome on Tuesday.\n\n\"The talks were useful for both of our countries,\" Bruni said."}
{"id":"second","title":"Ministers meet again","date":"2017-03-19","text":"Rebels shelled the town of Idlib on Saturday, killing at least 12 people."}
"#;

#[test]
fn an_article_is_shown_with_its_marks_and_what_they_mean() {
    let folder = tempfile::tempdir().unwrap();
    loaded(folder.path(), TWO);
    let (status, by_id, err) = run(
        folder.path(),
        &["show", "article", "first", "--db", "news.db"],
    );
    assert_eq!((status, err.as_str()), (0, ""));
    for part in [
        "Ministers met in Rome\nThe Daily · 2017-03-09 (as the page says)\nfirst",
        "Carlo Bruni P1]",
        "[Tuesday D1]",
        "Rome L",
        "Q1]",
        "\nPeople\n  P1   Carlo Bruni @carlo-bruni",
        "D1   Tuesday → 2017-03-07",
        "Q1   Carlo Bruni (direct, said): “The talks",
    ] {
        assert!(by_id.contains(part), "{part}: {by_id}");
    }
    assert!(!by_id.contains('\u{1b}'));
    let shelled = run(
        folder.path(),
        &["show", "article", "second", "--db", "news.db"],
    );
    for part in [
        "[shelled E1]",
        "E1   “Rebels” – assault/shelling – ",
        "2017-03-18",
        "killed over 12 people",
    ] {
        assert!(shelled.1.contains(part), "{part}: {}", shelled.1);
    }
    for typed in ["ministers MET", "fir", "Ministers met in Rome"] {
        let shown = run(
            folder.path(),
            &["show", "article", typed, "--db", "news.db"],
        );
        assert_eq!(shown, (0, by_id.clone(), String::new()), "{typed}");
    }
}

#[test]
fn what_is_not_there_names_the_nearest() {
    let folder = tempfile::tempdir().unwrap();
    loaded(folder.path(), TWO);
    let show = |what: &str, id: &str| run(folder.path(), &["show", what, id, "--db", "news.db"]);
    let (status, out, err) = show("article", "ministers");
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(
        err.contains("2 articles begin with") && err.contains("second"),
        "{err}"
    );
    let (status, _, err) = show("article", "secnd");
    assert!(
        status == 2 && err.contains("second  Ministers meet again"),
        "{err}"
    );
    let (status, _, err) = show("article", "zzzzzzzzzzzzzzzzzzzzzzzz");
    assert!(status == 2 && err.contains("dateline query"), "{err}");
    let (status, _, err) = show("entity", "Carlo Brunni");
    assert!(status == 2 && err.contains("@carlo-bruni"), "{err}");
    let (status, _, err) = show("event", "first-e9999");
    assert!(status == 2 && err.contains("no event"), "{err}");
    let (status, _, err) = run(folder.path(), &["show", "article", "x", "--db", "none.db"]);
    assert!(status == 1 && err.contains("no database"), "{err}");
}

#[test]
fn an_entity_and_an_event_are_shown_by_their_ids() {
    let folder = tempfile::tempdir().unwrap();
    loaded(folder.path(), TWO);
    let (status, out, _) = run(
        folder.path(),
        &["show", "entity", "@carlo-bruni", "--db", "news.db"],
    );
    assert!(
        status == 0 && out.starts_with("Carlo Bruni @carlo-bruni\nperson"),
        "{out}"
    );
    assert!(out.contains("1 article ·"), "{out}");
    let (status, out, _) = run(
        folder.path(),
        &["show", "event", "second-e0001", "--db", "news.db"],
    );
    assert!(status == 0 && out.contains("assault/shelling"), "{out}");
    assert!(out.contains("Rebels [shelled] the town of Idlib"), "{out}");
}

#[test]
fn a_quote_and_a_figure_are_shown_by_their_ids() {
    let folder = tempfile::tempdir().unwrap();
    loaded(folder.path(), TWO);
    let show = |what: &str, id: &str| run(folder.path(), &["show", what, id, "--db", "news.db"]);
    let (status, out, err) = show("quote", "first-q0001");
    assert_eq!((status, err.as_str()), (0, ""));
    for part in [
        "Carlo Bruni (direct, said): “The talks were useful for both of our countries",
        "\nCarlo Bruni @carlo-bruni",
        "\n2 mentions · 1 article · ",
        "  Italian Foreign Minister Carlo Bruni met French President Jean Valmont in Rome on Tuesday.\n",
        "\nMinisters met in Rome\nThe Daily · 2017-03-09 (as the page says)\nfirst",
    ] {
        assert!(out.contains(part), "{part}: {out}");
    }
    let (status, out, _) = show("figure", "second-f0001");
    assert!(
        status == 0 && out.starts_with("killed over 12 people"),
        "{out}"
    );
    assert!(
        out.contains("Saturday, killing [at least 12] people."),
        "{out}"
    );
    for what in ["quote", "figure"] {
        let (status, out, err) = show(what, "x\u{1b}[2J");
        assert_eq!((status, out.as_str()), (2, ""));
        let list = format!("{what}s | select id, ");
        assert!(err.contains(&list) && !err.contains('\u{1b}'), "{err}");
    }
}

#[test]
fn an_entity_is_shown_with_the_months_and_the_articles_that_mention_it() {
    let folder = tempfile::tempdir().unwrap();
    let line = |id: usize, date: &str| {
        format!(
            r#"{{"id":"n{id}","title":"Talks {id}","url":"https://daily.example/{id}","source":"The Daily","date":"{date}","text":"French President Jean Valmont spoke in Rome."}}"#
        )
    };
    let dates = [
        "2017-03-09",
        "2017-03-20",
        "2017-05-01",
        "2016-12-31",
        "2017",
        "2017-04-30",
    ];
    let lines: Vec<String> = dates
        .iter()
        .enumerate()
        .map(|(id, date)| line(id, date))
        .collect();
    loaded(folder.path(), &lines.join("\n"));
    let (status, out, _) = run(
        folder.path(),
        &["show", "entity", "Jean Valmont", "--db", "news.db"],
    );
    assert_eq!(status, 0, "{out}");
    let months = "Mentions by month\n  2016-12  1\n  2017-03  2\n  2017-04  1\n  2017-05  1\n\
                  1 in articles whose month is not known\n";
    assert!(out.contains(months), "{out}");
    let newest: Vec<&str> = out
        .lines()
        .filter(|line| line.contains("https://"))
        .collect();
    let newest: Vec<&str> = newest
        .iter()
        .filter_map(|line| line.split(" · ").nth(1))
        .collect();
    assert_eq!(
        newest,
        [
            "2017-05-01",
            "2017-04-30",
            "2017-03-20",
            "2017-03-09",
            "2017"
        ]
    );
}

#[test]
fn colours_stand_for_brackets_where_they_are_wanted() {
    let folder = tempfile::tempdir().unwrap();
    loaded(folder.path(), TWO);
    let done = dateline()
        .args([
            "show", "article", "first", "--db", "news.db", "--width", "50",
        ])
        .current_dir(folder.path())
        .env_remove("NO_COLOR")
        .env("CLICOLOR_FORCE", "1")
        .output()
        .unwrap();
    let out = String::from_utf8(done.stdout).unwrap();
    assert!(out.contains("\u{1b}[0;36m"), "{out:?}");
    assert!(!out.contains("[Tuesday D1]"), "{out:?}");
}
