//! Sums of figures that stand ready by country and month: they follow every change, and answer as the figures do.

use std::fs;
use std::path::Path;

use dateline::model::date::PartialDate;
use dateline::query::{Options, Rewrite, compile};
use dateline::store::Store;

use crate::support::{done, run};

/// Two countries; a town in a province of the first, a village that lies nowhere yet.
const PLACES: &str = r#"{"record":"source","id":"post","name":"Post"}
{"record":"source","id":"herald","name":"Herald"}
{"record":"entity","id":"north","kind":"place","place_type":"country","name":"Northland"}
{"record":"entity","id":"south","kind":"place","place_type":"country","name":"Southland"}
{"record":"entity","id":"hills","kind":"place","place_type":"region","name":"Hill Province","parent":"north"}
{"record":"entity","id":"town","kind":"place","place_type":"city","name":"Oldtown","parent":"hills"}
{"record":"entity","id":"village","kind":"place","place_type":"city","name":"Farvillage"}
"#;

/// An article of an outlet with figures of one place: what, low, high, as of.
fn article(id: &str, source: &str, place: &str, figures: &[(&str, &str, &str, &str)]) -> String {
    let figures: Vec<String> = figures
        .iter()
        .enumerate()
        .map(|(at, (measure, low, high, as_of))| {
            let number = |name: &str, value: &str| match value {
                "" => String::new(),
                value => format!(",\"{name}\":{value}"),
            };
            let as_of = match *as_of {
                "" => String::new(),
                day => format!(",\"as_of\":\"{day}\""),
            };
            format!(
                "{{\"id\":\"{id}-{at}\",\"start\":0,\"end\":4,\"measure\":\"{measure}\",\"unit\":\"people\",\
                 \"place\":\"{place}\"{}{}{as_of}}}",
                number("low", low),
                number("high", high)
            )
        })
        .collect();
    format!(
        "{{\"record\":\"article\",\"id\":\"{id}\",\"source\":\"{source}\",\"published\":\"2021-06-01\",\
         \"text\":\"News of the day.\",\"figures\":[{}]}}\n",
        figures.join(",")
    )
}

fn load(folder: &Path, records: &str) {
    fs::write(folder.join("records.jsonl"), records).unwrap();
    done(folder, &["load", "records.jsonl", "--quiet"]);
}

/// A database of five articles.
fn loaded() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let articles = [
        article(
            "a1",
            "post",
            "town",
            &[
                ("killed", "3", "5", "2020-01-30"),
                ("wounded", "10", "", "2020-01-30"),
                ("killed", "", "7", "2020-02"),
            ],
        ),
        article(
            "a2",
            "herald",
            "town",
            &[("killed", "4", "4", "2020-01-31/2020-02-02")],
        ),
        article("a3", "post", "north", &[("killed", "100", "200", "2020")]),
        article(
            "a4",
            "herald",
            "village",
            &[("killed", "1", "2", "2020-02-10")],
        ),
        article("a5", "herald", "south", &[("killed", "8", "8", "")]),
    ];
    load(folder.path(), &(PLACES.to_owned() + &articles.concat()));
    folder
}

const BY_MONTH: &str =
    "summarize n = count(), dead = sum(high), least = sum(low) by month(as_of) | sort month";

fn ask(folder: &Path, question: &str) -> Vec<String> {
    let out = done(folder, &["query", question, "--format", "csv"]);
    out.lines().skip(1).map(str::to_owned).collect()
}

fn by_month(folder: &Path, place: &str) -> Vec<String> {
    ask(
        folder,
        &format!("figures of killed within @{place} | {BY_MONTH}"),
    )
}

fn statement(folder: &Path, question: &str, rewrite: Rewrite) -> String {
    let store = Store::open(&folder.join("news.db")).unwrap();
    let now: PartialDate = "2022-01-01".parse().unwrap();
    let options = Options {
        now: now.first,
        rewrite,
        ..Options::default()
    };
    compile(question, &store, &options).unwrap().statement.sql
}

fn is_summed(folder: &Path, question: &str) -> bool {
    statement(folder, question, Rewrite::On).contains("FROM figure_sum")
}

fn assert_sums_are_right(folder: &Path) {
    let out = done(folder, &["check"]);
    assert!(out.contains("sums"), "{out}");
}

#[test]
fn sums_are_read_only_where_they_say_the_same() {
    let folder = loaded();
    let folder = folder.path();
    for question in [
        "figures of killed within @north | summarize n = sum(high) by month(as_of)",
        "figures within @north since 2020 | summarize n = sum(low) by measure, year(as_of)",
        "figures of killed within @north during 2020-02 | count",
        "figures of killed within @south | summarize n = sum(value)",
        "figures of killed within @north | where low is not null | count by unit",
        "figures of killed within @north | where low is not null | summarize least = sum(low)",
    ] {
        assert!(is_summed(folder, question), "{question}");
        assert!(
            !statement(folder, question, Rewrite::Off).contains("figure_sum"),
            "{question}"
        );
    }
    for question in [
        // Of a province no sums are kept, nor of two countries together.
        "figures of killed within @hills | summarize n = sum(high) by month(as_of)",
        "figures of killed within (@north, @south) | summarize n = sum(high) by month(as_of)",
        "figures of killed | summarize n = sum(high) by month(as_of)",
        "figures of killed within @north since 2020-01-15 | summarize n = sum(high)",
        "figures of killed within @north | summarize n = max(high) by month(as_of)",
        "figures of killed within @north | summarize n = sum(high) by source",
        "figures of killed within @north | where low is not null | summarize most = sum(high)",
        "figures of killed within @north | where high > 3 | summarize n = sum(high)",
        "figures of killed within @north",
    ] {
        assert!(!is_summed(folder, question), "{question}");
    }
}

#[test]
fn sums_are_those_of_the_figures() {
    let folder = loaded();
    let folder = folder.path();
    // What has no low end adds nothing to the sum of low ends; a date of two months lies in none.
    assert_eq!(
        by_month(folder, "north"),
        ["2020-01,1,5,3", "2020-02,1,7,", ",2,204,104"]
    );
    assert_eq!(by_month(folder, "south"), [",1,8,8"]);
    assert_eq!(
        ask(
            folder,
            "figures of killed within @north during 2020-05 | summarize n = count(), dead = sum(high)"
        ),
        ["0,"]
    );
    assert_eq!(
        ask(
            folder,
            "figures of killed within @north | where low is not null | summarize n = count(), least = sum(low)"
        ),
        ["3,107"]
    );
    // The outlet stands beside the figure.
    assert_eq!(
        ask(
            folder,
            "figures of killed within @north | summarize dead = sum(high) by source | sort source"
        ),
        ["Herald,4", "Post,212"]
    );
    assert_sums_are_right(folder);
}

#[test]
fn sums_follow_places_that_come_to_lie_elsewhere() {
    let folder = loaded();
    let folder = folder.path();
    let moved = |place: &str, parent: &str| {
        load(
            folder,
            &format!(
                "{{\"record\":\"entity\",\"id\":\"{place}\",\"kind\":\"place\",\"parent\":\"{parent}\"}}\n"
            ),
        );
        assert_sums_are_right(folder);
    };
    moved("village", "hills");
    assert_eq!(
        by_month(folder, "north"),
        ["2020-01,1,5,3", "2020-02,2,9,1", ",2,204,104"]
    );
    moved("hills", "south");
    assert_eq!(by_month(folder, "north"), [",1,200,100"]);
    assert_eq!(
        by_month(folder, "south"),
        ["2020-01,1,5,3", "2020-02,2,9,1", ",2,12,12"]
    );
}

#[test]
fn sums_follow_articles_that_change_and_go() {
    let folder = loaded();
    let folder = folder.path();
    let new = article(
        "a6",
        "post",
        "newtown",
        &[("killed", "1", "1", "2020-01-05")],
    );
    let place = r#"{"record":"entity","id":"newtown","kind":"place","place_type":"city","name":"Newtown","parent":"hills"}"#;
    load(
        folder,
        &format!(
            "{new}{place}\n{}",
            article(
                "a1",
                "herald",
                "town",
                &[("killed", "30", "50", "2020-01-30")]
            )
        ),
    );
    assert_eq!(by_month(folder, "north"), ["2020-01,2,51,31", ",2,204,104"]);
    assert_sums_are_right(folder);
    assert_eq!(
        ask(
            folder,
            "figures of killed within @hills | summarize dead = sum(high) by source | sort source"
        ),
        ["Herald,54", "Post,1"]
    );
    done(folder, &["load", "--undo", "1"]);
    assert_sums_are_right(folder);
    let (status, out, err) = run(folder, &["check", "--rebuild"]);
    assert_eq!(status, 0, "{out}{err}");
    assert_eq!(by_month(folder, "north"), ["2020-01,2,51,31"]);
}

#[test]
fn sums_follow_what_is_a_country() {
    let folder = loaded();
    let folder = folder.path();
    let typed = |place_type: &str| {
        let connection = rusqlite::Connection::open(folder.join("news.db")).unwrap();
        let sql = "UPDATE entity SET place_type = ?1 WHERE id = 'hills'";
        connection.execute(sql, [place_type]).unwrap();
    };
    let expected = ["2020-01,1,5,3", "2020-02,1,7,", ",1,4,4"];
    let question = format!("figures of killed within @hills | {BY_MONTH}");
    for (place_type, is_country) in [("country", true), ("region", false)] {
        typed(place_type);
        assert_eq!(is_summed(folder, &question), is_country);
        assert_eq!(ask(folder, &question), expected);
        assert_sums_are_right(folder);
    }
}

#[test]
fn sums_of_a_first_load_that_was_cut_off_are_not_read() {
    let folder = loaded();
    let folder = folder.path();
    let connection = rusqlite::Connection::open(folder.join("news.db")).unwrap();
    connection
        .execute_batch(
            "INSERT INTO deferred_index VALUES ('figure_sum',
               'DELETE FROM figure_sum; INSERT INTO figure_sum SELECT * FROM figure_summed');
             UPDATE figure_sum SET high = 0",
        )
        .unwrap();
    drop(connection);
    let question = format!("figures of killed within @south | {BY_MONTH}");
    assert!(!is_summed(folder, &question));
    assert_eq!(ask(folder, &question), [",1,8,8"]);
    // The next load makes them.
    load(
        folder,
        &article("a7", "post", "south", &[("killed", "1", "1", "")]),
    );
    assert!(is_summed(folder, &question));
    assert_eq!(ask(folder, &question), [",2,9,9"]);
    assert_sums_are_right(folder);
}
