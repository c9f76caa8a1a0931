//! Tables of coded events: what others publish, and what goes wrong with it.

mod samples;

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{done, run};

/// A row of GDELT 2.0 with the columns that matter here; all others are empty.
fn gdelt_row(cells: &[(usize, &str)]) -> String {
    let mut row = vec![""; 61];
    for (column, cell) in [
        (0, "700000001"),
        (1, "20240110"),
        (26, "051"),
        (28, "05"),
        (29, "1"),
        (59, "20240110121500"),
        (60, "https://press.example/a"),
    ]
    .iter()
    .chain(cells)
    {
        row[*column] = cell;
    }
    row.join("\t")
}

fn mention_row(event: &str, url: &str, confidence: &str) -> String {
    let cells = [
        event,
        "20240110121500",
        "20240110123000",
        "1",
        "press.example",
        url,
        "3",
        "-1",
        "10",
        "20",
        "1",
        confidence,
        "2500",
        "-1.5",
        "",
        "",
    ];
    cells.join("\t")
}

const ACLED: &str = "event_id_cnty;event_date;year;time_precision;event_type;sub_event_type;actor1;inter1;actor2;inter2;country;admin1;location;latitude;longitude;geo_precision;source;notes;fatalities;timestamp";

fn acled_row(id: &str, fatalities: &str, timestamp: &str) -> String {
    format!(
        "{id};\"10 January 2024\";2024;1;\"Explosions/Remote violence\";\"Air/drone strike\";\"Military Forces of Syria (2000-2024)\";1;\"Grey Heron Brigade\";2;Syria;Aleppo;Aleppo;36.2;37.16;1;\"Town Radio; Desk\";\"A drone hit a depot; nobody claimed it.\";{fatalities};{timestamp}"
    )
}

fn folder_with(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Everything that is stored, without where it came from.
fn exported(folder: &Path) -> String {
    done(folder, &["export", "all"])
}

/// The first column of the first row.
fn one(database: &Path, sql: &str) -> i64 {
    let connection = Connection::open(database).unwrap();
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

fn texts(database: &Path, sql: &str) -> Vec<String> {
    let connection = Connection::open(database).unwrap();
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn an_event_is_told_by_its_row() {
    let row = gdelt_row(&[
        (5, "SYRGOV"),
        (6, "SYRIA"),
        (7, "SYR"),
        (12, "GOV"),
        (15, "TUR"),
        (16, "ANKARA"),
        (17, "TUR"),
        (26, "195"),
        (51, "4"),
        (52, "Aleppo, Halab, Syria"),
        (53, "SY"),
        (56, "36.2028"),
        (57, "37.1586"),
    ]);
    let folder = folder_with(&[("a.csv", &row)]);
    let out = done(folder.path(), &["extract", "a.csv"]);
    let records: Vec<Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let article = records
        .iter()
        .find(|record| record["record"] == "article")
        .unwrap();
    let event = &article["events"][0];
    assert_eq!(event["id"], "gdelt:700000001");
    assert_eq!(event["kind"], "assault");
    assert_eq!(event["mode"], "airstrike");
    assert_eq!(event["date"], "2024-01-10");
    assert_eq!(event["actors"][0]["entity"], "syria");
    assert_eq!(event["targets"][0]["entity"], "turkey");
    assert_eq!(event["targets"][0]["text"], "ANKARA");
    assert_eq!(event["place"], "aleppo");
    assert_eq!(event["row"]["EventCode"], "195");
    assert_eq!(event["code"], "195");
    assert_eq!(article["url"], "https://press.example/a");
    assert_eq!(article["published"], "2024-01-10");
    assert_eq!(
        article["text"],
        "Syria – attacked from the air – Turkey – Aleppo – 2024-01-10"
    );
}

#[test]
fn a_row_that_cannot_be_is_refused_with_its_line() {
    let good = gdelt_row(&[(0, "700000002")]);
    for (row, reason) in [
        (
            "700000001\t20240110\tshort".to_owned(),
            "3 columns where 61 are expected",
        ),
        (gdelt_row(&[(1, "20240230")]), "`SQLDATE` is `20240230`"),
        (gdelt_row(&[(26, "999")]), "`EventCode` is `999`"),
        (
            gdelt_row(&[(56, "96.5"), (57, "10")]),
            "`ActionGeo_Lat` is `96.5`",
        ),
        (
            gdelt_row(&[(56, "36.5"), (57, "east")]),
            "`ActionGeo_Long` is `east`",
        ),
    ] {
        let text = format!("{good}\n{row}\n");
        let folder = folder_with(&[("a.csv", &text)]);
        let (status, _, err) = run(folder.path(), &["load", "a.csv"]);
        assert!(err.contains("a.csv:2: ") && err.contains(reason), "{err}");
        assert_ne!(status, 0);
        let database = folder.path().join("news.db");
        assert_eq!(one(&database, "SELECT count(*) FROM event"), 1);
    }
}

/// What the summary of a load says of articles and of events.
fn counted(summary: &str) -> (String, String) {
    let line = |name: &str| {
        let line = summary
            .lines()
            .find_map(|line| line.trim().strip_prefix(name));
        line.unwrap_or_default().trim().to_owned()
    };
    (line("articles"), line("found"))
}

#[test]
fn an_article_in_several_parts_is_counted_once_a_load() {
    let row = |id, code| gdelt_row(&[(0, id), (6, "SYRIA"), (7, "SYR"), (26, code)]);
    let one = row("700000010", "190");
    let two = row("700000020", "051");
    let three = mention_row("700000010", "https://other.example/b", "60");
    let folder = folder_with(&[
        ("1/a.csv", &one),
        ("1/b.csv", &one),
        ("1/c.csv", &two),
        ("2/a.csv", &one),
        ("3/a.csv", &three),
        ("4/a.csv", &row("700000010", "051")),
        ("4/b.csv", &row("700000010", "112")),
    ]);
    let load = |input: &str| counted(&done(folder.path(), &["load", input]));
    let said = |articles: &str, found: &str| (articles.to_owned(), found.to_owned());
    assert_eq!(
        load("1"),
        said(
            "1 new · 0 updated · 0 unchanged",
            "2 events · 0 quotes · 0 figures"
        )
    );
    let again = done(folder.path(), &["load", "2"]);
    assert!(
        again.contains("Nothing new") && again.contains("1 article was"),
        "{again}"
    );
    assert_eq!(
        load("3"),
        said(
            "1 new · 0 updated · 0 unchanged",
            "1 event · 0 quotes · 0 figures"
        )
    );
    // The second article tells the event again.
    assert_eq!(
        load("4"),
        said(
            "0 new · 2 updated · 0 unchanged",
            "3 events · 0 quotes · 0 figures"
        )
    );
    let runs = "SELECT n_new || ' ' || n_updated || ' ' || n_unchanged FROM run ORDER BY number";
    assert_eq!(
        texts(&folder.path().join("news.db"), runs),
        ["1 0 0", "0 0 1", "1 0 0", "0 2 0"]
    );
}

#[test]
fn parts_of_an_article_come_in_any_order() {
    let first = format!(
        "{}\n{}\n",
        gdelt_row(&[(0, "700000010"), (6, "SYRIA"), (7, "SYR")]),
        gdelt_row(&[(0, "700000002"), (26, "190")])
    );
    let second = gdelt_row(&[(0, "700000005"), (59, "20240109000000")]);
    let mentions = [
        mention_row("700000002", "https://other.example/b", "60"),
        mention_row("700000010", "https://press.example/a", "100"),
        mention_row("799999999", "https://other.example/b", "20"),
    ]
    .join("\n");
    let orders = [
        ["1.csv", "2.csv", "3.csv"],
        ["3.csv", "2.csv", "1.csv"],
        ["2.csv", "3.csv", "1.csv"],
    ];
    let mut all = Vec::new();
    for order in orders {
        let folder = folder_with(&[("1.csv", &first), ("2.csv", &second), ("3.csv", &mentions)]);
        for file in order {
            done(folder.path(), &["load", file]);
        }
        let database = folder.path().join("news.db");
        assert_eq!(one(&database, "SELECT count(*) FROM article"), 2);
        assert_eq!(one(&database, "SELECT count(*) FROM event"), 4);
        let reports = "SELECT source.domain FROM event
            JOIN cluster ON cluster.key = event.cluster
            JOIN article ON article.key = event.article JOIN source ON source.key = article.source
            WHERE cluster.id = 'gdelt:700000002' ORDER BY 1";
        assert_eq!(
            texts(&database, reports),
            ["other.example", "press.example"]
        );
        let again = done(folder.path(), &["load", "1.csv", "3.csv"]);
        assert!(again.contains("Nothing new"), "{again}");
        all.push(exported(folder.path()));
    }
    assert_eq!(all[0], all[1]);
    assert_eq!(all[0], all[2]);
    assert!(all[0].contains("\"confidence\":0.6"), "{}", all[0]);
}

#[test]
fn parts_that_came_together_are_the_same_when_they_come_again() {
    let rows =
        ["904", "901", "907"].map(|event| mention_row(event, "https://post.example/a", "80"));
    let folder = folder_with(&[("x.mentions.CSV", &rows.join("\n"))]);
    let load = ["load", "x.mentions.CSV"];
    done(folder.path(), &load);
    let first = exported(folder.path());
    let (status, out, err) = run(folder.path(), &load);
    assert_eq!(status, 0, "{out}{err}");
    assert!(out.contains("Nothing new"), "{out}{err}");
    assert_eq!(exported(folder.path()), first);
}

#[test]
fn a_newer_row_of_a_living_set_replaces_an_older_one() {
    let old = format!(
        "{ACLED}\n{}\n{}\n",
        acled_row("SYR9", "3", "1700000000"),
        acled_row("SYR8", "0", "1700000000")
    );
    let new = format!(
        "\u{feff}{ACLED}\r\n{}\r\n",
        acled_row("SYR9", "5", "1710000000")
    );
    let mut all = Vec::new();
    for order in [["old.csv", "new.csv"], ["new.csv", "old.csv"]] {
        let folder = folder_with(&[("old.csv", &old), ("new.csv", &new)]);
        for file in order {
            done(folder.path(), &["load", file]);
        }
        let database = folder.path().join("news.db");
        assert_eq!(one(&database, "SELECT count(*) FROM event"), 2);
        assert_eq!(
            one(&database, "SELECT CAST(sum(value) AS INTEGER) FROM figure"),
            5
        );
        assert_eq!(
            texts(&database, "SELECT mode FROM event"),
            ["airstrike", "airstrike"]
        );
        all.push(exported(folder.path()));
    }
    assert_eq!(all[0], all[1]);
}

#[test]
fn tables_are_read_as_they_are_found() {
    let row = gdelt_row(&[(6, "SAID \"NO"), (16, "NA")]);
    let mut names: Vec<String> = (0..61).map(|column| format!("c{column}")).collect();
    for (column, name) in [
        (0, "GLOBALEVENTID"),
        (1, "SQLDATE"),
        (26, "EventCode"),
        (60, "SOURCEURL"),
    ] {
        name.clone_into(&mut names[column]);
    }
    let header = names.join("\t");
    let (mut early, mut without_address) = (row.split('\t').collect::<Vec<_>>(), Vec::new());
    for column in [55, 47, 39] {
        early.remove(column);
    }
    without_address.extend_from_slice(&early[..57]);
    let latin = {
        let mut bytes = gdelt_row(&[(6, "S")]).into_bytes();
        let at = bytes.windows(3).position(|part| part == b"\tS\t").unwrap();
        bytes[at + 1] = 0xe9;
        bytes
    };
    let files: [(&str, Vec<u8>); 7] = [
        ("plain", row.clone().into_bytes()),
        ("windows", format!("\u{feff}{row}\r\n\r\n").into_bytes()),
        ("header", format!("{header}\r\n{row}\r\n").into_bytes()),
        ("first", early.join("\t").into_bytes()),
        ("early", without_address.join("\t").into_bytes()),
        ("latin", latin),
        (
            "utf16",
            row.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        ),
    ];
    for (name, bytes) in files {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("t"), bytes).unwrap();
        let (status, out, err) = run(folder.path(), &["load", "t"]);
        assert_eq!(status, 0, "{name}: {out}{err}");
        assert!(out.contains("1 event ·"), "{name}: {out}");
    }
}

#[test]
fn rows_come_as_json_too() {
    let item = r#"{"event_id_cnty":"PER7","event_date":"2024-01-10","year":"2024","event_type":"Protests","sub_event_type":"Peaceful protest","actor1":"Protesters (Peru)","country":"Peru","location":"Lima","latitude":"-12.04","longitude":"-77.03","fatalities":0,"timestamp":1700000000}"#;
    for text in [
        format!("{item}\n"),
        format!("[{item}]"),
        format!("{{\"status\":200,\"count\":1,\"data\":[{item}]}}"),
    ] {
        let folder = folder_with(&[("a.json", &text)]);
        let out = done(folder.path(), &["load", "a.json"]);
        assert!(out.contains("1 event ·"), "{out}");
        let database = folder.path().join("news.db");
        let place = "SELECT entity.id FROM event JOIN entity ON entity.key = event.place";
        assert_eq!(texts(&database, place), ["lima"]);
    }
}

#[test]
fn excerpts_lack_columns_and_write_numbers_in_their_way() {
    let table = "EVENT_DATE;EVENT_TYPE;ACTOR1;ASSOC_ACTOR_1;COUNTRY;LOCATION;LATITUDE;LONGITUDE;FATALITIES
10-January-2024;Battles;Military Forces of Iran (1989-) Islamic Revolutionary Guard Corps;;Iran;Tehran;35,7;51,4;2
11 January 2024;Protests;Protesters (Iran);Students (Iran);Iran;Tehran;35,7;51,4;NULL
12 January 2024;Parades;Protesters (Iran);;Iran;Tehran;35,7;51,4;0
";
    let folder = folder_with(&[("a.csv", table)]);
    let (_, out, err) = run(folder.path(), &["load", "a.csv"]);
    assert!(out.contains("2 events"), "{out}{err}");
    assert!(err.contains("a.csv:4: `event_type` is `Parades`"), "{err}");
    let database = folder.path().join("news.db");
    let actors = "SELECT coalesce(entity.id, text) FROM participant
        LEFT JOIN entity ON entity.key = participant.entity ORDER BY 1";
    assert_eq!(
        texts(&database, actors),
        [
            "Protesters (Iran)",
            "Students (Iran)",
            "islamic-revolution-guards-corps"
        ]
    );
    let (_, again, _) = run(folder.path(), &["load", "a.csv"]);
    assert!(again.contains("Nothing new"), "{again}");
}

#[test]
fn a_quotation_mark_that_is_not_closed_costs_its_row_only() {
    let header = ACLED.replace(';', ",");
    let row = |id: &str, notes: &str| {
        format!(
            "{id},2024-01-10,2024,1,Riots,Mob violence,\"Rioters (Syria)\",5,,,Syria,Aleppo,Aleppo,36.2,37.16,1,Radio,{notes},0,1700000000"
        )
    };
    let text = [
        header,
        row("A1", "\"It began,\nthen it \"\"ended\"\".\""),
        row("A2", "\"It began"),
        row("A3", "\"Nothing, much\""),
        row("A4", ""),
    ]
    .join("\n");
    let folder = folder_with(&[("a.csv", &text)]);
    let (_, out, err) = run(folder.path(), &["load", "a.csv"]);
    assert!(out.contains("3 events"), "{out}{err}");
    assert!(
        err.contains("a.csv:4: the row has a quotation mark"),
        "{err}"
    );
}

#[test]
fn an_outlet_known_by_a_better_name_changes_no_coded_article() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let cells = [(6, "SYRIA"), (7, "SYR")];
    let row = gdelt_row(&[&cells[..], &[(60, "https://thepress.example/a")]].concat());
    fs::write(path.join("2.export.CSV"), row).unwrap();
    let page = "<html><head><title>Rain</title><meta property=\"og:site_name\" content=\"The Press\">\
                <link rel=\"canonical\" href=\"https://thepress.example/b\"></head>\
                <body><article><h1>Rain</h1><p>It rained in Homs on Monday, and nobody was hurt by it.</p>\
                <p>More rain is expected in the city for the rest of the week.</p></article></body></html>";
    fs::write(path.join("1.html"), page).unwrap();
    done(path, &["load", "1.html", "2.export.CSV"]);
    let names = done(path, &["query", "sources | select name", "-F", "list"]);
    assert_eq!(names, "The Press\n", "both are one outlet");
    let again = done(path, &["load", "1.html", "2.export.CSV"]);
    assert!(again.contains("Nothing new"), "{again}");
}
