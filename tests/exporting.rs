//! `dateline export`, through the program: what goes out, loaded again, is what was there.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::Stdio;

use rusqlite::Connection;
use tempfile::TempDir;

use crate::support::{dateline, done, run};

/// Articles to be read: two in nearly the same words, a third about the same strike.
pub(crate) const TEXTS: &[(&str, &str)] = &[
    (
        "one",
        "The Russian army struck Raqqa on Monday, killing 12 fighters, a spokesman of the Syrian Observatory for Human Rights said. \"We will never leave this city to them,\" President Ann Roe said in Tehran on Tuesday.",
    ),
    (
        "two",
        "The Russian army struck Raqqa on Monday, killing 12 fighters, a spokesman of the Syrian Observatory for Human Rights said. \"We will never leave this city to them,\" President Ann Roe said in Tehran.",
    ),
    (
        "three",
        "Russian jets bombed Raqqa on Monday. More than 300,000 people have been killed in Syria since 2011, the United Nations said.",
    ),
];

/// Records with everything that a record can have: unknown keys, a figure that names an event of a later
/// article, entities that nobody describes, dates of every precision.
const RECORDS: &str = r#"{"record":"source","id":"north-post","name":"North Post","domain":"northpost.example","country":"norland","other_ids":["post-of-the-north"],"tier":2}
{"record":"entity","id":"norland","kind":"place","name":"Norland","place_type":"country","lat":61.5,"lon":-12}
{"record":"entity","id":"karl-ost","kind":"person","name":"Karl Ost","aliases":["Ost","General Ost"],"country":"norland","org":"north-guard","title":"general","born":1961}
{"record":"entity","id":"lena-west","kind":"person","name":"Lena West"}
{"record":"cluster","id":"c-given","kind":"happening","label":"The meeting","date":"2020-01/2020-02","seen":[1,{"b":null}]}
{"record":"article","id":"z1","source":"north-post","title":"One","url":"http://northpost.example/1","author":"A. B.","language":"en","published":"2020-Q1","published_basis":"url","text":"Karl Ost met the Göta Guard 😀. He left.","story":"c-given","sentences":[{"start":0,"end":30,"zone":"body","tone":0.5},{"start":31,"end":39,"zone":"caption"}],"mentions":[{"start":0,"end":8,"entity":"karl-ost","form":"name","title":"Marshal"},{"start":13,"end":27,"entity":"gota-guard","form":"name","sure":false}],"events":[{"id":"e1","kind":"consult","mode":"meeting","start":0,"end":30,"trigger":[9,12],"date":"2019-12-30/2020-01-02","place":"nowhere","actors":["karl-ost",{"text":"his men"}],"targets":[{"entity":"gota-guard","text":"the Göta Guard"}],"others":["norland"],"modality":"alleged","claimant":"wire","summary":"They met","cluster":"c-given","confidence":0.25,"row":{"code":"042"}}],"quotes":[],"figures":[{"id":"f1","start":0,"end":8,"measure":"killed","what":"people","low":2.5,"bound":"over","unit":"people","counted_from":"201X","as_of":"../2020","place":"norland","event":"e9","cluster":"c-unknown"}],"dates":[{"start":31,"end":33,"value":null,"timex3":{"type":"SET","value":"P1D"}},{"start":34,"end":38,"value":"2020-W05"}],"origin":"wire/1.json:3","weather":{"sky":"clear"}}
{"record":"article","id":"z2","source":"post-of-the-north","published":"2020-06-09","text":"","sentences":[],"mentions":[],"events":[],"quotes":[],"figures":[],"dates":[],"origin":"wire/2.json"}
{"record":"article","id":"z3","text":"Nobody saw it.","sentences":[{"start":0,"end":14}],"mentions":[{"start":0,"end":6,"entity":"lena-west","title":"Minister"}],"events":[{"id":"e9","kind":"assault","start":0,"end":14}],"quotes":[{"id":"q1","start":0,"end":6,"speaker":"someone","form":"indirect"}],"figures":[],"dates":[],"origin":"wire/3.json"}
"#;

pub(crate) fn newsroom() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let news = folder.path().join("news");
    fs::create_dir(&news).unwrap();
    let mut lines = fs::File::create(news.join("wire.jsonl")).unwrap();
    for (name, text) in TEXTS {
        let article = serde_json::json!({
            "title": format!("Report {name}"), "url": format!("https://wire.example/{name}"),
            "source": format!("The {name} Post"), "date": "2018-09-12", "text": text,
        });
        writeln!(lines, "{article}").unwrap();
    }
    fs::write(news.join("records.jsonl"), RECORDS).unwrap();
    done(folder.path(), &["load", "news", "--quiet"]);
    folder
}

/// The export, and the export of what it is loaded into.
fn there_and_back(folder: &Path) -> (String, String) {
    let first = done(folder, &["export", "all", "-o", "first.jsonl"]);
    assert_eq!(first, "");
    done(
        folder,
        &["load", "first.jsonl", "--db", "copy.db", "--quiet"],
    );
    let first = fs::read_to_string(folder.join("first.jsonl")).unwrap();
    (first, done(folder, &["export", "--db", "copy.db"]))
}

/// What is derived of the records, in public ids.
fn derived(database: &Path) -> Vec<String> {
    let connection = Connection::open(database).unwrap();
    let mut all = Vec::new();
    for sql in [
        "SELECT a.id || ' in ' || b.id FROM containment
           JOIN entity AS a ON a.key = place JOIN entity AS b ON b.key = ancestor ORDER BY 1",
        "SELECT a.id || ' of ' || b.id FROM membership
           JOIN entity AS a ON a.key = member JOIN entity AS b ON b.key = whole ORDER BY 1",
        "SELECT link.kind || is_turned || x.id || ' ' || y.id || weight || ' ' || coalesce(first, '')
           FROM link JOIN entity AS x ON x.key = a JOIN entity AS y ON y.key = b ORDER BY 1",
        "SELECT id || is_derived || is_stub FROM cluster ORDER BY 1",
        "SELECT id || kind || is_stub || coalesce(title || coalesce(title_day, 'given'), '') FROM entity ORDER BY 1",
        "SELECT id FROM entity JOIN only_read ON only_read.entity = entity.key ORDER BY 1",
        "SELECT id || text_fingerprint FROM article WHERE is_extracted = 1 ORDER BY 1",
        "SELECT id || facts_fingerprint FROM article WHERE is_extracted = 1 ORDER BY 1",
        "SELECT source_alias.id || source.id FROM source_alias
           JOIN source ON source.key = source_alias.source ORDER BY 1",
    ] {
        let mut statement = connection.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get::<_, String>(0));
        all.extend(rows.unwrap().map(Result::unwrap));
        all.push("--".to_owned());
    }
    all
}

#[test]
fn an_export_loaded_and_exported_again_is_the_same() {
    let folder = newsroom();
    let folder = folder.path();
    let (first, second) = there_and_back(folder);
    assert_eq!(first, second);
    assert_eq!(
        derived(&folder.join("news.db")),
        derived(&folder.join("copy.db"))
    );
    let of = |noun: &str| first.matches(&format!("{{\"record\":\"{noun}\",")).count();
    assert_eq!((of("article"), of("source")), (6, 4));
    for expected in [
        // Strike and story are told by several articles.
        r#""kind":"story","label":"Report two","date":"2018-09-12","extracted":true}"#,
        r#""kind":"happening","label":"Airstrike, Raqqa, 2018-09""#,
        r#"{"record":"entity","id":"gota-guard","kind":"organization","name":"gota-guard","stub":true}"#,
        r#""title":"general","born":1961}"#,
        r#""name":"Lena West","title":"Minister","title_date":"../9999"}"#,
        r#""name":"Ann Roe","title":"President","title_date":"2018-09-12","#,
        r#""as_of":"../2020","place":"norland","event":"e9","cluster":"c-unknown"}]"#,
        r#""weather":{"sky":"clear"}}"#,
        r#""country":"norland","other_ids":["post-of-the-north"],"tier":2}"#,
    ] {
        assert!(first.contains(expected), "{expected}: {first}");
    }
    // The same sources loaded into the copy are known already.
    let out = done(folder, &["load", "news/wire.jsonl", "--db", "copy.db"]);
    assert!(out.starts_with("Nothing new"), "{out}");
}

#[test]
fn corrected_entities_are_exported_as_corrected_and_what_is_left_out_is_named() {
    let folder = newsroom();
    let folder = folder.path();
    fs::write(
        folder.join("names.tsv"),
        "organization\tGrey Heron League\tGHL\n",
    )
    .unwrap();
    done(
        folder,
        &["load", "news", "--quiet", "--lexicon", "names.tsv"],
    );
    done(folder, &["entity", "merge", "karl-ost", "someone"]);
    done(folder, &["entity", "rename", "raqqa", "Rakka"]);
    let (first, second) = there_and_back(folder);
    assert_eq!(first, second);
    assert!(first.contains(r#""speaker":"karl-ost""#), "{first}");
    assert!(first.contains("Airstrike, Rakka, 2018-09"), "{first}");
    let (_, _, note) = run(folder, &["export"]);
    assert_eq!(
        note,
        "note: not among the records: 2 corrections (what they changed is exported, how to undo them is not), 1 name of your own\n"
    );
}

#[test]
fn a_noun_is_exported_as_a_table() {
    let folder = newsroom();
    let folder = folder.path();
    let first_of = |noun: &str| {
        let out = done(folder, &["export", noun, "--format", "csv"]);
        out.split("\r\n").next().unwrap().to_owned()
    };
    assert_eq!(
        first_of("sources"),
        "id,name,domain,country,country_id,entity,entity_id"
    );
    assert_eq!(first_of("clusters"), "id,kind,label,date");
    for noun in [
        "articles",
        "entities",
        "events",
        "quotes",
        "figures",
        "mentions",
        "sentences",
    ] {
        assert!(first_of(noun).contains(','), "{noun}");
    }
    done(folder, &["export", "figures", "-o", "figures.csv"]);
    let table = fs::read(folder.join("figures.csv")).unwrap();
    let mut table = csv::Reader::from_reader(table.as_slice());
    let names = table.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    let given = rows.iter().find(|row| &row[0] == "f1").unwrap();
    let cell = |name: &str| &given[names.iter().position(|other| other == name).unwrap()];
    for (name, expected) in [
        ("low", "2.5"),
        ("high", ""),
        ("counted_from", "201X"),
        ("as_of", "../2020"),
        ("place", "Norland"),
        ("place_id", "norland"),
        ("sentence", "Karl Ost met the Göta Guard 😀."),
        ("published", "2020-Q1"),
        ("source", "North Post"),
    ] {
        assert_eq!(cell(name), expected, "{name}");
    }
    let quotes = done(folder, &["export", "quotes", "--format", "jsonl"]);
    let last = quotes.lines().last().unwrap();
    assert!(last.starts_with(r#"{"id":"q1","speaker":"someone","speaker_id":"someone","form":"indirect","text":"Nobody""#), "{last}");
    let (status, _, err) = run(folder, &["export", "all", "--format", "csv"]);
    assert_eq!(status, 2, "{err}");
}

#[test]
fn a_file_appears_when_it_is_complete_and_compressed_as_it_is_named() {
    let folder = newsroom();
    let folder = folder.path();
    let plain = done(folder, &["export"]);
    for name in ["all.jsonl.gz", "all.jsonl.zst"] {
        done(folder, &["export", "-o", name]);
        let database = format!("{name}.db");
        done(folder, &["load", name, "--db", &database, "--quiet"]);
        assert_eq!(
            done(folder, &["export", "--db", &database]),
            plain,
            "{name}"
        );
    }
    let parts = fs::read_dir(folder).unwrap();
    let parts = parts.filter(|entry| {
        let name = entry.as_ref().unwrap().file_name();
        name.to_string_lossy().contains(".part")
    });
    assert_eq!(parts.count(), 0);
    for (path, reason) in [
        ("news.db", "news.db is the database itself"),
        ("nowhere/all.jsonl", "cannot write nowhere/all.jsonl: "),
        ("news", "cannot write news: "),
    ] {
        let (status, _, err) = run(folder, &["export", "-o", path]);
        assert_eq!(status, 1, "{path}");
        assert!(err.contains(reason), "{err}");
    }
}

#[test]
fn a_reader_that_has_enough_and_a_full_disk_are_told_apart() {
    let folder = newsroom();
    let mut reader = dateline()
        .args(["export", "--db", "news.db"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(reader.stdout.take());
    let mut complaint = String::new();
    reader
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut complaint)
        .unwrap();
    assert!(reader.wait().unwrap().success());
    assert_eq!(complaint, "");
    let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") else {
        eprintln!("skipped: there is no /dev/full");
        return;
    };
    let refused = dateline()
        .args(["export", "--db", "news.db"])
        .current_dir(folder.path())
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(1));
    let complaint = String::from_utf8(refused.stderr).unwrap();
    assert!(
        complaint.starts_with("error: cannot write the output: No space left"),
        "{complaint}"
    );
}
