//! Rows of coded events as others keep them: read again from an export, with other spellings of names and days,
//! and with what spreadsheets and statistics programs do to tables.

use std::fs;

use rusqlite::Connection;
use serde_json::Value;

use crate::support::{done, run};

/// The records that a table becomes.
fn records(text: &str) -> Vec<Value> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("t"), text).unwrap();
    let (_, out, err) = run(folder.path(), &["extract", "t"]);
    assert!(!out.is_empty(), "{text}: {err}");
    let lines = out.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The events of a table, in the order of its rows.
fn events(text: &str) -> Vec<Value> {
    let records = records(text);
    let lists = records
        .iter()
        .filter_map(|record| record["events"].as_array());
    lists.flatten().cloned().collect()
}

/// The entities of participants, or their words, of the first event.
fn parties(event: &Value, side: &str) -> Vec<String> {
    let list = event[side].as_array().cloned().unwrap_or_default();
    let name = |party: &Value| {
        let entity = party["entity"].as_str().map(str::to_owned);
        entity.unwrap_or_else(|| format!("\"{}\"", party["text"].as_str().unwrap_or_default()))
    };
    list.iter().map(name).collect()
}

const ACLED: &str = "event_id_cnty;event_date;event_type;sub_event_type;actor1;inter1;country;location;latitude;longitude;fatalities";

fn acled(cells: &[(&str, &str)]) -> String {
    let mut row = vec![
        ("event_id_cnty", "ABC1"),
        ("event_date", "2024-01-10"),
        ("event_type", "Battles"),
        ("sub_event_type", "Armed clash"),
        ("actor1", "Grey Heron Brigade"),
        ("inter1", "2"),
        ("country", "Mali"),
        ("location", "Gao"),
        ("latitude", "16.27"),
        ("longitude", "-0.04"),
        ("fatalities", "2"),
    ];
    for (column, cell) in cells {
        match row.iter_mut().find(|(name, _)| name == column) {
            Some(found) => found.1 = cell,
            None => row.push((column, cell)),
        }
    }
    let (names, cells): (Vec<&str>, Vec<&str>) = row.into_iter().unzip();
    format!("{}\n{}\n", names.join(";"), cells.join(";"))
}

#[test]
fn an_export_of_coded_events_is_read_again() {
    let first = tempfile::tempdir().unwrap();
    let table = acled(&[
        ("latitude", "16.270000000000003"),
        ("longitude", "-119.93799999999999"),
        ("location", "Heron Springs"),
    ]);
    assert!(table.starts_with(ACLED));
    fs::write(first.path().join("a.csv"), table).unwrap();
    done(first.path(), &["load", "a.csv"]);
    let export = done(first.path(), &["export", "all"]);
    assert!(export.contains("-119.93799999999999"), "{export}");
    let again = tempfile::tempdir().unwrap();
    fs::write(again.path().join("export.jsonl"), &export).unwrap();
    done(again.path(), &["load", "export.jsonl"]);
    assert_eq!(done(again.path(), &["export", "all"]), export);
    let database = Connection::open(again.path().join("news.db")).unwrap();
    let count = "SELECT count(*) FROM event";
    let n_events: i64 = database.query_row(count, [], |row| row.get(0)).unwrap();
    assert_eq!(n_events, 1);
}

#[test]
fn who_acts_for_a_state_is_told_by_whole_sectors() {
    const NAMES: &str = "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tCountry";
    for (sectors, entity) in [
        ("Police,Government", "japan"),
        ("Executive Office, Executive, Government", "japan"),
        ("Legislative / Parliamentary", "japan"),
        (
            "Nongovernmental Organizations / Activists",
            "\"Speaker (Japan)\"",
        ),
        (
            "International Government Organization",
            "\"Speaker (Japan)\"",
        ),
        (
            "Parties,Government Major Party (In Government)",
            "\"Speaker (Japan)\"",
        ),
        ("", "\"Speaker (Japan)\""),
    ] {
        let row = format!(
            "1\t2018-01-02\tSpeaker (Japan)\t{sectors}\tJapan\tMake statement\t010\tCongo\t\tCongo\t9\tJapan"
        );
        let events = events(&format!("{NAMES}\n{row}\n"));
        assert_eq!(parties(&events[0], "actors"), [entity], "{sectors}");
        assert_eq!(
            parties(&events[0], "targets"),
            ["republic-of-the-congo"],
            "{sectors}"
        );
    }
}

#[test]
fn countries_are_meant_as_sets_spell_them() {
    for (name, entity) in [
        ("Congo", "republic-of-the-congo"),
        ("Congo (Brazzaville)", "republic-of-the-congo"),
        ("DR Congo (Zaire)", "dr-congo"),
        ("Democratic Republic of Congo", "dr-congo"),
        ("Congo (Kinshasa)", "dr-congo"),
        ("Yemen (North Yemen)", "yemen"),
        ("Mali", "mali"),
    ] {
        let actor = format!("Government of {name}");
        let events = events(&acled(&[("actor1", &actor), ("country", name)]));
        assert_eq!(parties(&events[0], "actors"), [entity], "{name}");
    }
}

#[test]
fn days_in_numbers_are_read_in_the_order_that_the_table_tells() {
    for (days, expect) in [
        (
            ["04/05/2001", "18/04/2001"],
            vec!["2001-05-04", "2001-04-18"],
        ),
        (
            ["04/05/2001", "04/18/2001"],
            vec!["2001-04-05", "2001-04-18"],
        ),
        (["04/05/2001", "9-May-20"], vec!["2020-05-09"]),
    ] {
        let table = acled(&[("event_date", days[0])]);
        let second = table.lines().nth(1).unwrap();
        let second = second.replace(days[0], days[1]).replace("ABC1", "ABC2");
        let events = events(&format!("{table}{second}\n"));
        let found: Vec<&str> = events
            .iter()
            .filter_map(|event| event["date"].as_str())
            .collect();
        assert_eq!(found, expect, "{days:?}");
    }
}

#[test]
fn brackets_are_cut_where_they_hold_years_or_a_country() {
    for (actor, inter, party) in [
        ("Heron Front (Maoist)", "2", "heron-front-maoist"),
        ("Heron (Northern) Front", "2", "heron-northern-front"),
        ("Heron Front (1994-)", "2", "heron-front"),
        ("Protesters (Mali)", "6", "\"Protesters (Mali)\""),
        (
            "Military Forces of Mali (2021-)",
            "1",
            "military-forces-of-mali",
        ),
        (
            "Military Forces of Mali (2021-) Heron Unit",
            "1",
            "military-forces-of-mali",
        ),
        ("Government of Mali (2021-)", "1", "mali"),
    ] {
        let events = events(&acled(&[("actor1", actor), ("inter1", inter)]));
        assert_eq!(parties(&events[0], "actors"), [party], "{actor}");
        assert_eq!(events[0]["actors"][0]["text"], actor);
    }
}

#[test]
fn groups_are_known_by_name_or_abbreviation() {
    for (actor, party) in [
        ("PKK: Kurdistan Workers Party", "kurdistan-workers-party"),
        ("PKK: Workers of the Kurds", "kurdistan-workers-party"),
        ("XX (North): March 23 Movement", "march-23-movement"),
        ("GHB: Grey Heron Brigade", "grey-heron-brigade"),
        (
            "Islamic State (Sahel)",
            "islamic-state-in-the-greater-sahara",
        ),
        ("Islamic State (Libya)", "islamic-state-in-libya"),
        ("Islamic State (Caucasus)", "islamic-state"),
        ("Heron Front (Sahel)", "heron-front-sahel"),
        (
            "PKK: Kurdistan Workers Party and/or Heron Front",
            "\"PKK: Kurdistan Workers Party and/or Heron Front\"",
        ),
        (
            "Heron camp: those of the river",
            "heron-camp-those-of-the-river",
        ),
    ] {
        let records = records(&acled(&[("actor1", actor)]));
        let event = records.iter().find_map(|record| record["events"].get(0));
        assert_eq!(parties(event.unwrap(), "actors"), [party], "{actor}");
        let own = records
            .iter()
            .find(|record| record["id"] == "grey-heron-brigade");
        if let Some(own) = own {
            assert_eq!(own["name"], "Grey Heron Brigade");
            assert_eq!(own["aliases"], serde_json::json!(["GHB"]));
        }
    }
}

#[test]
fn allies_are_read_from_columns_of_either_name() {
    for column in ["assoc_actor_1", "ally_actor_1", "ALLY_ACTOR_1"] {
        let events = events(&acled(&[(column, "Heron Youth")]));
        assert_eq!(
            parties(&events[0], "actors"),
            ["grey-heron-brigade", "\"Heron Youth\""],
            "{column}"
        );
    }
}

#[test]
fn groups_of_one_description_are_told_apart_by_their_country() {
    let one = acled(&[("actor1", "Heron Ethnic Militia (Mali)"), ("inter1", "4")]);
    let two = acled(&[
        ("event_id_cnty", "ABC2"),
        ("actor1", "Heron Ethnic Militia (Niger)"),
        ("inter1", "4"),
    ]);
    let folder = tempfile::tempdir().unwrap();
    let table = format!("{one}{}\n", two.lines().nth(1).unwrap());
    fs::write(folder.path().join("t"), table).unwrap();
    done(folder.path(), &["load", "t"]);
    let database = Connection::open(folder.path().join("news.db")).unwrap();
    let sql = "SELECT entity.id || ' ' || country.id FROM entity
        JOIN entity AS country ON country.key = entity.country
        WHERE entity.kind = 'armed_group' ORDER BY 1";
    let mut statement = database.prepare(sql).unwrap();
    let found = statement.query_map([], |row| row.get(0)).unwrap();
    assert_eq!(
        found.collect::<Result<Vec<String>, _>>().unwrap(),
        [
            "heron-ethnic-militia-mali mali",
            "heron-ethnic-militia-niger niger"
        ]
    );
}

#[test]
fn codes_of_gdelt_get_back_their_leading_zero() {
    for (code, root, expect) in [
        ("51", "5", "051"),
        ("841", "8", "0841"),
        ("10", "1", "010"),
        ("10", "10", "10"),
        ("051", "05", "051"),
        ("190", "19", "190"),
    ] {
        let names = "GLOBALEVENTID,SQLDATE,EventCode,EventRootCode,SOURCEURL";
        let row = format!("7,20240110,{code},{root},https://press.example/a");
        let events = events(&format!("{names}\n{row}\n"));
        assert_eq!(events[0]["code"], expect, "{code} {root}");
        assert_eq!(events[0]["row"]["EventCode"], code);
    }
}

#[test]
fn the_row_of_tags_below_the_names_is_passed_over() {
    let table = acled(&[]);
    let tags =
        "#event+code;#date;#event+type;;#group+name;;#country;#loc;#geo+lat;#geo+lon;#affected";
    let with_tags = table.replacen('\n', &format!("\n{tags}\n"), 1);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("t"), with_tags).unwrap();
    let (status, out, err) = run(folder.path(), &["load", "t"]);
    assert_eq!(status, 0, "{out}{err}");
    assert!(out.contains("1 event ·"), "{out}");
}

#[test]
fn old_rows_of_gdelt_with_and_without_address_are_read_together() {
    let row = |id: &str, n_columns: usize| {
        let mut cells = vec![""; n_columns];
        let fixed = [
            (0, id),
            (1, "20130410"),
            (26, "051"),
            (28, "05"),
            (56, "20130410"),
        ];
        for (column, cell) in fixed {
            cells[column] = cell;
        }
        cells.join("\t")
    };
    for widths in [[57, 58], [58, 57]] {
        let table = format!("{}\n{}\n", row("7", widths[0]), row("8", widths[1]));
        assert_eq!(events(&table).len(), 2, "{widths:?}");
    }
}

#[test]
fn both_names_of_a_type_of_battle_are_known() {
    for name in [
        "Battle-Non-state actor overtakes territory",
        "Battle-Non-state actors overtake territory",
    ] {
        let events = events(&acled(&[("event_type", name), ("sub_event_type", "")]));
        assert_eq!(events[0]["mode"], "seizure", "{name}");
    }
}

#[test]
fn tables_with_ids_of_the_graph_alone_are_not_the_graph() {
    let counts =
        "DATE\tNUMARTS\tCOUNTTYPE\tNUMBER\tCAMEOEVENTIDS\tSOURCEURLS\n20130410\t1\tKILL\t3\t7\tx\n";
    let ids = "GKGRECORDID,tone,words\n20240110121500-1,1,2\n";
    for table in [counts, ids] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("t"), table).unwrap();
        let (_, _, err) = run(folder.path(), &["extract", "t"]);
        assert!(
            err.contains("columns have no names that are known"),
            "{err}"
        );
    }
}
