//! `--map`: tables and JSON of any shape, described in a few lines.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{done, run};

const STRIKES: &str = "ref;day;type;who;whom;town;land;lat;lon;dead;note
7;31/01/2024;Air raid;Turkey;PKK;Sinjar;Iraq;36.3;41.8;4;Jets hit a ridge above the town.
8;02/02/2024;Clash;Iraq;Islamic State;Hawija;Iraq;35.3;43.8;;
";

const STRIKES_MAP: &str = r#"
[article]
source = { value = "Field Desk" }

[event]
id = "ref"
date = { column = "day", format = "%d/%m/%Y" }
kind = { column = "type", values = { "Air raid" = "airstrike", "Clash" = "assault/clash" } }
actors = "who"
targets = "whom"
place = "town"
country = "land"
lat = "lat"
lon = "lon"
summary = "note"
figures = { killed = "dead" }
"#;

fn folder_with(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn articles(folder: &Path, arguments: &[&str]) -> Vec<Value> {
    let out = done(folder, arguments);
    let records = out.lines().map(|line| serde_json::from_str(line).unwrap());
    records
        .filter(|record: &Value| record["record"] == "article")
        .collect()
}

#[test]
fn a_table_of_events_is_read_as_its_map_says() {
    let folder = folder_with(&[("s.csv", STRIKES), ("strikes.toml", STRIKES_MAP)]);
    let found = articles(
        folder.path(),
        &["extract", "s.csv", "--map", "strikes.toml"],
    );
    let event = &found[0]["events"][0];
    assert_eq!(found[0]["source"], "field-desk");
    assert_eq!(event["id"], "strikes:7");
    assert_eq!(
        (&event["kind"], &event["mode"], &event["date"]),
        (&"assault".into(), &"airstrike".into(), &"2024-01-31".into())
    );
    assert_eq!(event["actors"][0]["entity"], "turkey");
    assert_eq!(event["place"], "sinjar");
    assert_eq!(event["row"]["type"], "Air raid");
    assert_eq!(found[0]["figures"][0]["low"], 4);
    assert_eq!(found[1]["events"][0]["mode"], "clash");
    assert_eq!(found[1]["figures"], Value::Array(Vec::new()));
    let load = ["load", "s.csv", "--map", "strikes.toml"];
    done(folder.path(), &load);
    assert!(done(folder.path(), &load).contains("Nothing new"));
}

#[test]
fn articles_are_read_out_of_any_json() {
    let map = "items = \"data.rows\"\n[article]\nid = \"nr\"\ntitle = \"kop\"\ntext = \"inhoud\"\n\
        published = { column = \"datum\", format = \"%d.%m.%Y\" }\nauthor = \"schrijver.naam\"\n\
        source = { value = \"Town Crier\" }\n";
    let item = r#"{"nr":4,"kop":"Envoys meet","inhoud":"Envoys of Chile met ministers of Peru in Lima on Monday, officials said.","datum":"05.02.2024","schrijver":{"naam":"Jo Roe"}}"#;
    let whole = format!("{{\"data\":{{\"rows\":[{item}]}}}}");
    let lines = format!("{item}\n{item}\n");
    let lines_map = map.replace("items = \"data.rows\"\n", "");
    let table = "nr\tkop\tinhoud\tdatum\tschrijver.naam\n4\tEnvoys meet\tEnvoys of Chile met ministers of Peru in Lima on Monday, officials said.\t05.02.2024\tJo Roe\n";
    for (text, map) in [
        (whole.as_str(), map),
        (lines.as_str(), lines_map.as_str()),
        (table, lines_map.as_str()),
    ] {
        let folder = folder_with(&[("a", text), ("m.toml", map)]);
        let found = articles(folder.path(), &["extract", "a", "--map", "m.toml"]);
        let article = &found[0];
        assert_eq!(article["id"], "4");
        assert_eq!(article["title"], "Envoys meet");
        assert_eq!(article["published"], "2024-02-05");
        assert_eq!(article["author"], "Jo Roe");
        assert_eq!(article["source"], "town-crier");
        assert_eq!(article["events"][0]["kind"], "consult");
    }
}

#[test]
fn events_are_read_out_of_json() {
    let map = "[event]\nid = \"id\"\ndate = \"when.day\"\nkind = { value = \"protest/demonstration\" }\n\
        actors = { column = \"who\", split = \";\" }\nplace = \"where.name\"\ncountry = \"where.country\"\n";
    let item = r#"{"id":"p1","when":{"day":"2024-03-01"},"who":["Students","Nurses"],"where":{"name":"Lima","country":"PER"},"more":[{"a":1}]}"#;
    let folder = folder_with(&[("a.jsonl", &format!("{item}\n")), ("m.toml", map)]);
    let found = articles(folder.path(), &["extract", "a.jsonl", "--map", "m.toml"]);
    let event = &found[0]["events"][0];
    assert_eq!(event["mode"], "demonstration");
    assert_eq!(event["place"], "lima");
    assert_eq!(event["actors"][1]["text"], "Nurses");
    assert_eq!(event["row"]["more.0.a"], "1");
}

#[test]
fn mistakes_are_named_with_their_place_and_what_was_meant() {
    let table = "body,day\nEnvoys met in Lima on Monday.,04/05/2024\n";
    for (map, reason) in [
        (
            "[article]\ntextt = \"body\"\n",
            "m.toml:2: there is no key `textt` here; did you mean `text`?",
        ),
        (
            "[article]\ntext = \"boddy\"\n",
            "a.csv: has no `boddy`, which the map names; nearest is `body`",
        ),
        (
            "[event]\ndate = \"day\"\nkind = { value = \"airstrik\" }\n",
            "m.toml:3: `airstrik` is no kind or mode of events; did you mean `airstrike`?",
        ),
        (
            "[event]\ndate = \"day\"\nkind = { value = \"airstrike\"\n",
            "m.toml:3: is no TOML",
        ),
        (
            "[event]\nkind = { value = \"airstrike\" }\n",
            "`date` in [event] is missing",
        ),
        (
            "[article]\ntext = 4\n",
            "m.toml:2: `text` must be the name of a column",
        ),
        (
            "[event]\ndate = \"day\"\nkind = { value = \"airstrike\" }\nfigures = { kiled = \"day\" }\n",
            "m.toml:4: there is no key `kiled` here; did you mean `killed`?",
        ),
        (
            "[event]\ndate = \"day\"\nkind = { value = \"airstrike\" }\n",
            "a.csv:2: `day` is `04/05/2024`, not a date such as 2024-01-31; say its `format`",
        ),
    ] {
        let folder = folder_with(&[("a.csv", table), ("m.toml", map)]);
        let (status, _, err) = run(folder.path(), &["load", "a.csv", "--map", "m.toml"]);
        assert!(err.contains(reason), "{err}");
        assert_ne!(status, 0);
    }
}

/// Articles in a table whose columns bear the usual names.
#[test]
fn a_table_of_articles_with_usual_names_needs_no_map() {
    let folder = tempfile::tempdir().unwrap();
    let table = "headline,body,date,link,outlet\n\
        \"Talks fail, again\",\"The envoy left Lima on Monday, officials said.\nShe will not come back.\",2020-01-06,https://a.example/1,A Post\n\
        Rain,It rained in Quito.,2020-01-07\n\
        Sun,The sun shone in Quito.,2020-01-08,https://a.example/3,A Post\n";
    fs::write(folder.path().join("news.csv"), table).unwrap();
    fs::write(
        folder.path().join("toll.csv"),
        "town;day;dead\nLima;2020-01-01;3\n",
    )
    .unwrap();
    let load = ["load", "news.csv", "toll.csv"];
    let (status, _, said) = run(folder.path(), &load);
    assert_eq!(status, 3, "{said}");
    assert!(
        said.contains("news.csv:4") && said.contains("--map FILE"),
        "{said}"
    );
    let query = [
        "query",
        "articles | select published, source, title, url",
        "--format",
        "csv",
    ];
    assert_eq!(
        done(folder.path(), &query),
        "published,source,title,url\n2020-01-06,A Post,\"Talks fail, again\",https://a.example/1\n\
         2020-01-08,A Post,Sun,https://a.example/3\n"
    );
}
