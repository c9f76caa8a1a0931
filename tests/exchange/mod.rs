//! Files for other tools, read by readers of others: networkx, pydot, geojson, bibtexparser, stix2,
//! followthemoney, openpyxl. `tests/readers/requirements.txt` lists them.

mod ftm;
mod stix;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{done, run};

/// A name that would break out of XML, DOT, TeX and JSON where it were not escaped.
const HOSTILE: &str = "O'Neil \"<b>&amp;\\\" ]; }{ \u{1b}[31m\u{202e}x%$_#^~";

/// The same where the format has no sign for control characters.
const CENSORED: &str = "O'Neil \"<b>&amp;\\\" ]; }{ \u{fffd}[31m\u{202e}x%$_#^~";

/// The characters of `text` that are `needle`.
fn at(text: &str, needle: &str) -> (usize, usize) {
    let start = text[..text.find(needle).unwrap()].chars().count();
    (start, start + needle.chars().count())
}

fn mention(text: &str, needle: &str, entity: &str) -> Value {
    let (start, end) = at(text, needle);
    json!({"start": start, "end": end, "entity": entity})
}

/// Two articles of three outlets' names, with names of three scripts and one that is hostile.
fn records() -> Vec<Value> {
    let one = "غزة فصائل struck 北京 on Monday. Ann Roe met them.";
    let (first, second) = (
        at(one, "غزة فصائل struck 北京 on Monday."),
        at(one, "Ann Roe met them."),
    );
    let two = "O'Neil attacked Nowhere. Some 12 were killed in Norland.";
    vec![
        json!({"record":"source","id":"post","name":"Post & \"Söhne\" {x}","domain":"post.example","country":"norland"}),
        json!({"record":"entity","id":"norland","kind":"place","name":"Norland","place_type":"country","lat":61.5,"lon":-12}),
        json!({"record":"entity","id":"beijing","kind":"place","name":"北京","place_type":"city","country":"china","lat":39.9,"lon":116.4}),
        json!({"record":"entity","id":"china","kind":"place","name":"China","place_type":"country"}),
        json!({"record":"entity","id":"nowhere","kind":"place","name":"Nowhere"}),
        json!({"record":"entity","id":"fasail","kind":"armed_group","name":"غزة فصائل"}),
        json!({"record":"entity","id":"ann roe","kind":"person","name":"Ann Roe","country":"norland","title":"minister"}),
        json!({"record":"entity","id":"oneil","kind":"person","name":HOSTILE}),
        json!({"record":"article","id":"a1","source":"post","title":format!("Strike {HOSTILE}"),
            "url":"https://post.example/1?a=1&b={2}","author":"Jane Doe and Co","language":"en",
            "published":"2016-06-09","text":one,
            "sentences":[{"start":first.0,"end":first.1},{"start":second.0,"end":second.1}],
            "mentions":[mention(one, "غزة فصائل", "fasail"), mention(one, "北京", "beijing"),
                mention(one, "Ann Roe", "ann roe"), mention(one, "them", "fasail")],
            "events":[
                {"id":"e1","kind":"assault","mode":"airstrike","start":first.0,"end":first.1,"date":"2016-06","place":"beijing",
                 "actors":["fasail"],"targets":["china"],"modality":"asserted","confidence":0.9,"summary":"غزة فصائل struck 北京"},
                {"id":"e2","kind":"consult","mode":"meeting","start":second.0,"end":second.1,"date":"2016-06-08",
                 "actors":["ann roe"],"targets":["fasail"],"modality":"alleged","confidence":0.8}],
            "quotes":[],"figures":[],"dates":[]}),
        json!({"record":"article","id":"a2","source":"post","title":"Two","url":"javascript:alert(1)","published":"2016-Q3","text":two,
            "sentences":[{"start":0,"end":24},{"start":25,"end":56}],
            "mentions":[mention(two, "O'Neil", "oneil"), mention(two, "Nowhere", "nowhere"), mention(two, "Norland", "norland")],
            "events":[{"id":"e3","kind":"assault","start":0,"end":24,"date":"2016-07-01","place":"nowhere",
                "actors":["oneil"],"targets":["nowhere"],"modality":"denied"}],
            "quotes":[],
            "figures":[{"id":"f1","start":25,"end":56,"measure":"killed","low":12,"high":12,"bound":"about","unit":"people","as_of":"2016","place":"norland"}],
            "dates":[]}),
    ]
}

fn newsroom() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let lines: Vec<String> = records().iter().map(ToString::to_string).collect();
    fs::write(folder.path().join("r.jsonl"), lines.join("\n")).unwrap();
    done(folder.path(), &["load", "r.jsonl", "--quiet"]);
    folder
}

fn script() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers/read.py")
}

/// The Python that has the readers: that of `DATELINE_TEST_PYTHON`, of `target/readers`, or any.
fn python() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/readers/bin/python");
    match std::env::var_os("DATELINE_TEST_PYTHON") {
        Some(path) => path.into(),
        None if own.exists() => own,
        None => "python3".into(),
    }
}

/// What the reader of a format finds in a file; none if there is no such reader here.
fn read(format: &str, path: &Path) -> Option<Value> {
    let run = |arguments: &[&std::ffi::OsStr]| {
        let mut command = Command::new(python());
        command.arg(script()).args(arguments);
        command.output().ok()
    };
    if !run(&[format.as_ref()]).is_some_and(|output| output.status.success()) {
        eprintln!("skipped: no Python with a reader of {format} (tests/readers/requirements.txt)");
        return None;
    }
    let output = run(&[format.as_ref(), path.as_os_str()]).unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{format}: {complaint}");
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// An export into a file, and what a reader finds in it.
fn exported(folder: &Path, name: &str, format: &str, arguments: &[&str]) -> Option<Value> {
    let all = [&["export"], arguments, &["-o", name]].concat();
    done(folder, &all);
    let bytes = fs::read(folder.join(name)).unwrap();
    let again = format!("again-{name}");
    done(
        folder,
        &[&["export"], arguments, &["-o", again.as_str()]].concat(),
    );
    let same = fs::read(folder.join(again)).unwrap() == bytes;
    assert!(same, "{name}: the same database gives the same bytes");
    let is_armed = bytes.contains(&0x1b) || String::from_utf8_lossy(&bytes).contains('\u{202e}');
    assert!(!is_armed || format == "xlsx", "{name}");
    read(format, &folder.join(name))
}

#[test]
fn networks_are_read_by_networkx() {
    let folder = newsroom();
    for (format, start, end) in [
        ("graphml", "first", "last"),
        ("gexf", "start", "end"),
        ("dot", "first", "last"),
    ] {
        let name = format!("n.{format}");
        let Some(graph) = exported(folder.path(), &name, format, &["network"]) else {
            return;
        };
        // pydot leaves the quotes of DOT where they stand.
        let bare = |value: &Value| match value {
            Value::String(text) => {
                let inner = text
                    .strip_prefix('"')
                    .and_then(|text| text.strip_suffix('"'));
                inner
                    .unwrap_or(text)
                    .replace("\\\"", "\"")
                    .replace("\\\\", "\\")
                    .replace("&amp;", "&")
            }
            other => other.to_string().trim_end_matches(".0").to_owned(),
        };
        let nodes = graph["nodes"].as_object().unwrap();
        assert_eq!(nodes.len(), 5, "{format}: {nodes:?}");
        assert_eq!(graph["directed"], false);
        let fasail = &nodes["fasail"];
        assert_eq!(bare(&fasail["label"]), "غزة فصائل");
        assert_eq!(bare(&fasail["mentions"]), "2");
        assert_eq!(bare(&fasail["kind"]), "armed_group");
        assert_eq!(bare(&nodes["beijing"]["label"]), "北京");
        let edges = graph["edges"].as_array().unwrap();
        assert_eq!(edges.len(), 3, "{edges:?}");
        let edge = edges.iter().find(|edge| edge[0] == "beijing").unwrap();
        assert_eq!(edge[1], "fasail");
        assert_eq!(bare(&edge[2]["weight"]), "1");
        assert_eq!(bare(&edge[2]["articles"]), "a1");
        assert_eq!(bare(&edge[2][start]), "2016-06-09", "{format}");
        assert_eq!(bare(&edge[2][end]), "2016-06-09", "{format}");
    }
}

#[test]
fn a_hostile_name_is_a_name_in_every_graph() {
    let folder = newsroom();
    for format in ["graphml", "gexf", "dot"] {
        let name = format!("n.{format}");
        let arguments = [
            "network", "--kind", "coevent", "--of", "@oneil", "--since", "2016", "--least", "1",
        ];
        let Some(graph) = exported(folder.path(), &name, format, &arguments) else {
            return;
        };
        let node = &graph["nodes"]["oneil"];
        let label = node["label"].as_str().unwrap();
        if format == "dot" {
            assert!(
                label.contains("<b>&amp;amp;\\\\\\\" ]; }{ \u{fffd}[31m\u{fffd}x"),
                "{label}"
            );
        } else {
            assert_eq!(label, CENSORED, "{format}");
        }
        assert_eq!(graph["nodes"].as_object().unwrap().len(), 2);
    }
    let (status, _, err) = run(folder.path(), &["export", "network", "-o", "n.json"]);
    assert_eq!(status, 2, "{err}");
    let (status, _, err) = run(folder.path(), &["export", "events", "--least", "2"]);
    assert_eq!(status, 2, "{err}");
}

#[test]
fn maps_are_read_as_geojson() {
    let folder = newsroom();
    let path = folder.path();
    let (_, _, err) = run(path, &["export", "map", "-o", "told.geojson"]);
    assert_eq!(
        err,
        "2 of 3 have no place with coordinates and are not on the map\n"
    );
    let Some(map) = exported(path, "m.geojson", "geo", &["map"]) else {
        return;
    };
    assert_eq!(
        (&map["kind"], &map["errors"]),
        (&json!("FeatureCollection"), &json!([]))
    );
    let features = map["features"].as_array().unwrap();
    assert_eq!(features.len(), 1);
    // Longitude first.
    assert_eq!(features[0]["geometry"]["coordinates"], json!([116.4, 39.9]));
    let told = &features[0]["properties"];
    for (name, expected) in [
        ("record", "event"),
        ("id", "e1"),
        ("kind", "assault"),
        ("mode", "airstrike"),
        ("date", "2016-06"),
        ("precision", "month"),
        ("place", "北京"),
        ("source", "Post & \"Söhne\" {x}"),
        ("url", "https://post.example/1?a=1&b={2}"),
        ("sentence", "غزة فصائل struck 北京 on Monday."),
    ] {
        assert_eq!(told[name], expected, "{name}");
    }
    assert_eq!(told["actors"], json!(["غزة فصائل"]));
    assert_eq!(told["title"], format!("Strike {HOSTILE}"));
    let figures = exported(path, "f.geojson", "geo", &["map", "figures of killed"]).unwrap();
    assert_eq!(
        figures["features"][0]["geometry"]["coordinates"],
        json!([-12, 61.5])
    );
    assert_eq!(figures["features"][0]["properties"]["precision"], "year");
    let articles = exported(path, "a.geojson", "geo", &["map", "articles"]).unwrap();
    let ids = articles["features"]
        .as_array()
        .unwrap()
        .iter()
        .map(|feature| &feature["id"]);
    assert_eq!(ids.collect::<Vec<_>>(), ["a1/beijing", "a2/norland"]);
    for unfit in ["events | count by kind", "people", "evnts"] {
        assert_eq!(
            run(path, &["export", "map", unfit, "-o", "no.geojson"]).0,
            2,
            "{unfit}"
        );
    }
    assert!(!path.join("no.geojson").exists());
}

#[test]
fn bibliographies_are_read_by_a_bibtex_parser() {
    let folder = newsroom();
    let path = folder.path();
    let Some(found) = exported(path, "c.bib", "bib", &["citations"]) else {
        return;
    };
    assert_eq!(found["failed"], 0);
    let entries = found["entries"].as_object().unwrap();
    let keys: Vec<&String> = entries.keys().collect();
    assert_eq!(keys, ["post-sohne-x-2016-a1", "post-sohne-x-2016-a2"]);
    let one = &entries["post-sohne-x-2016-a1"];
    // The parser's decoder knows no `\textbraceleft`, and drops it; the rest comes back.
    let title = one["title"].as_str().unwrap();
    let expected = "Strike O'Neil \"<b>&amp;\\\" ];  \u{fffd}[31m\u{fffd}x%$_#";
    assert!(title.starts_with(expected), "{title}");
    for (name, expected) in [
        ("ENTRYTYPE", "article"),
        ("author", "Jane Doe and Co"),
        ("journal", "Post & \"Söhne\" x"),
        ("year", "2016"),
        ("month", "jun"),
        ("date", "2016-06-09"),
        ("language", "en"),
    ] {
        assert_eq!(one[name], expected, "{name}");
    }
    assert_eq!(one["url"], "https://post.example/1?a=1&b=%7B2%7D");
    let two = &entries["post-sohne-x-2016-a2"];
    assert_eq!(two["date"], "2016-07/2016-09");
    assert_eq!(two.get("url"), None, "no address of the web");
    let cited = exported(path, "c.json", "csl", &["citations", "figures of killed"]).unwrap();
    assert_eq!(
        cited,
        json!([{"id": "post-sohne-x-2016-a2", "type": "article-newspaper", "title": "Two",
            "container-title": "Post & \"Söhne\" {x}", "issued": {"date-parts": [[2016, 7], [2016, 9]]}}])
    );
    assert_eq!(
        run(path, &["export", "citations", "sources", "-o", "no.bib"]).0,
        2
    );
}

#[test]
fn a_noun_is_read_as_a_spreadsheet() {
    let folder = newsroom();
    let Some(found) = exported(folder.path(), "a.xlsx", "xlsx", &["articles"]) else {
        return;
    };
    assert_eq!(found["sheets"], json!(["rows"]));
    let (rows, types) = (found["rows"].as_array().unwrap(), &found["types"]);
    assert_eq!(rows.len(), 3);
    let column = |name: &str| {
        rows[0]
            .as_array()
            .unwrap()
            .iter()
            .position(|cell| cell == name)
            .unwrap()
    };
    let (published, title) = (column("published"), column("title"));
    // A day is a date; a quarter is told as it is.
    assert_eq!(
        (&rows[1][published], &types[1][published]),
        (&json!("2016-06-09"), &json!("d"))
    );
    assert_eq!(
        (&rows[2][published], &types[2][published]),
        (&json!("2016-Q3"), &json!("s"))
    );
    let escaped = HOSTILE.replace('\u{1b}', "_x001B_");
    let read = rows[1][title].as_str().unwrap();
    assert!(
        read == format!("Strike {HOSTILE}") || read == format!("Strike {escaped}"),
        "{read}"
    );
    assert!(
        rows[1][column("text")]
            .as_str()
            .unwrap()
            .starts_with("غزة فصائل struck 北京")
    );
    assert_eq!(
        found["links"].as_object().unwrap().len(),
        1,
        "javascript is no link"
    );
    let events = exported(folder.path(), "e.xlsx", "xlsx", &["events"]).unwrap();
    let confidence = events["rows"][0]
        .as_array()
        .unwrap()
        .iter()
        .position(|cell| cell == "confidence");
    assert_eq!(events["rows"][1][confidence.unwrap()], 0.9);
    let types = events["types"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|row| row.as_array().unwrap());
    assert_eq!(types.filter(|kind| **kind == "f").count(), 0, "no formulas");
}

#[test]
fn what_fails_half_way_leaves_nothing() {
    let folder = newsroom();
    let path = folder.path();
    for arguments in [
        &["export", "map", "events | sort nothing", "-o", "x.geojson"][..],
        &["export", "citations", "events of nothing", "-o", "x.bib"],
        &["export", "stix", "sources", "-o", "x.json"],
        &["export", "network", "--of", "Nobody At All", "-o", "x.gexf"],
    ] {
        assert_eq!(run(path, arguments).0, 2, "{arguments:?}");
    }
    let left = fs::read_dir(path).unwrap().filter(|entry| {
        let name = entry.as_ref().unwrap().file_name();
        let name = name.to_string_lossy();
        name.starts_with("x.") || name.contains(".part")
    });
    assert_eq!(left.count(), 0);
}
