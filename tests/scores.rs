//! `dateline eval` on annotations in the forms of others: their own scorers give the same counts, and
//! small documents give what a person counts.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use dateline::evaluate::{Aspect, Gold, Report, Score, evaluate_sets};
use dateline::lexicon::Lexicon;
use serde_json::Value;

use crate::support::{dateline, outcome};

/// The reports of the sets of a file.
fn sets(path: &Path) -> Vec<(Option<String>, Report)> {
    let lexicon = Lexicon::built_in().unwrap();
    let (gold, unread) = Gold::read(&[path.to_owned()], &lexicon.boilerplate);
    assert_eq!(unread, [], "{}", path.display());
    evaluate_sets(&gold, &lexicon)
}

/// The folder of shared annotations and scorers, if it and Python are there.
fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold");
    let has_python = Command::new("python3").arg("--version").output().is_ok();
    let is_there = folder.join("adapt.py").is_file() && has_python;
    if !is_there {
        eprintln!("skipped: no ../shared/gold or no python3 here");
    }
    is_there.then_some(folder)
}

/// What the scorer of a form says of what the program extracts from a set.
fn their_scores(folder: &Path, form: &str, set: &str) -> Value {
    let scratch = tempfile::tempdir().unwrap();
    let run = |command: &mut Command| command.output().unwrap().stdout;
    let extracted = scratch.path().join("extracted.jsonl");
    let gold = scratch.path().join("gold.jsonl");
    fs::write(&gold, numbered(&folder.join(set))).unwrap();
    let mut extract = dateline();
    fs::write(
        &extracted,
        run(extract.args(["extract", "--raw"]).arg(&gold)),
    )
    .unwrap();
    let python = |script: &str| {
        let mut command = Command::new("python3");
        command.arg(folder.join(script));
        command
    };
    let adapted = scratch.path().join("adapted.jsonl");
    let input = fs::File::open(&extracted).unwrap();
    fs::write(&adapted, run(python("adapt.py").arg(form).stdin(input))).unwrap();
    let mut scorer = python(&format!("score_{form}.py"));
    let told = run(scorer.arg(&gold).arg(&adapted).arg("--json"));
    serde_json::from_slice(&told).unwrap()
}

/// A set with an id of its own for each line: two documents of one id would be scored by the last.
fn numbered(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().enumerate().map(|(number, line)| {
        let mut line: Value = serde_json::from_str(line).unwrap();
        line["id"] = Value::from(number.to_string());
        line.to_string()
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn assert_close(place: &str, ours: Option<f64>, theirs: &Value) {
    let (ours, theirs) = (ours.unwrap_or_default(), theirs.as_f64().unwrap());
    assert!(
        (ours - theirs).abs() < 1e-9,
        "{place}: {ours}, theirs {theirs}"
    );
}

/// Holds that the shares of each set are those of a scorer of spans.
fn assert_same_spans(form: &str, file: &str, aspects: &[(Aspect, &str)]) {
    let Some(folder) = shared() else {
        return;
    };
    let theirs = their_scores(&folder, form, file);
    let sets = sets(&folder.join(file));
    assert!(sets.len() > 1, "{file} has several sets");
    for (set, report) in sets {
        let set = set.unwrap();
        for (aspect, key) in aspects {
            let score = report.score(*aspect);
            let (place, theirs) = (format!("{set}: {key}"), &theirs[&set][key]);
            assert_close(&place, score.precision(), &theirs[0]);
            assert_close(&place, score.recall(), &theirs[1]);
            assert_close(&place, score.f1(), &theirs[2]);
        }
    }
}

#[test]
fn names_score_as_their_scorer_says() {
    let names = |is_exact| Aspect::Names {
        label: None,
        is_exact,
    };
    let aspects = [(names(true), "exact"), (names(false), "relaxed")];
    assert_same_spans("ner", "ner/dev.jsonl", &aspects);
}

#[test]
fn places_score_as_their_scorer_says() {
    let aspects = [
        (Aspect::PlaceNames { is_exact: true }, "exact"),
        (Aspect::PlaceNames { is_exact: false }, "relaxed"),
        (Aspect::Located, "e2e"),
    ];
    assert_same_spans("places", "places/dev.jsonl", &aspects);
}

#[test]
fn dates_score_as_their_scorer_says() {
    let aspects = [
        (Aspect::Dates { is_exact: true }, "strict"),
        (Aspect::Dates { is_exact: false }, "relaxed"),
        (Aspect::DateValues, "strict+value"),
    ];
    assert_same_spans("dates", "dates/dev.jsonl", &aspects);
}

const EVENT_ASPECTS: [(Aspect, &str); 6] = [
    (Aspect::Events, "kind"),
    (Aspect::KindSets, "kind_set"),
    (Aspect::Documents, "doc_has_event"),
    (Aspect::Actors, "actor"),
    (Aspect::Targets, "target"),
    (Aspect::Places, "place"),
];

#[test]
fn events_score_as_their_scorer_says() {
    let Some(folder) = shared() else {
        return;
    };
    let names = [
        "cameo_quad",
        "muc",
        "petrarch_real",
        "petrarch_unit",
        "plover_gsr",
        "rams",
        "re3d_relations",
        "wikievents",
    ];
    for name in names {
        let file = format!("events/{name}.jsonl");
        let theirs = their_scores(&folder, "events", &file);
        let [(_, report)] = &*sets(&folder.join(&file)) else {
            panic!("{name} is one set");
        };
        for (aspect, key) in EVENT_ASPECTS {
            let Some(ours) = report.scores.get(&aspect) else {
                assert!(theirs.get(key).is_none(), "{name}: {key}");
                continue;
            };
            assert_same_counts(&format!("{name}: {key}"), *ours, &theirs[key]);
        }
        let quadrants = report.score(Aspect::Quadrants);
        let theirs = theirs["quad_accuracy"].as_f64();
        let ours = quadrants
            .recall()
            .map(|share| (share * 1000.0).round() / 1000.0);
        assert_eq!(ours, theirs, "{name}: quadrants");
    }
}

/// Where only some of what is there is annotated, their precision is null and ours counts nothing found.
fn assert_same_counts(place: &str, ours: Score, theirs: &Value) {
    let count = |key: &str| usize::try_from(theirs[key].as_u64().unwrap()).unwrap();
    let found = if theirs["p"].is_null() {
        0
    } else {
        count("tp") + count("fp")
    };
    let theirs = Score {
        right: count("tp"),
        found,
        expected: count("tp") + count("fn"),
    };
    assert_eq!(ours, theirs, "{place}");
}

/// The scores of a file of one line, each as what, right, found and expected.
fn counted(line: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.jsonl");
    fs::write(&path, line).unwrap();
    let [(_, report)] = &*sets(&path) else {
        panic!("one set");
    };
    let scores = report.scores.iter().filter(|(aspect, _)| aspect.is_total());
    let shown = scores.map(|(aspect, score)| {
        let (noun, part) = (aspect.noun(), aspect.part());
        format!(
            "{noun} {part} {}/{}/{}",
            score.right, score.found, score.expected
        )
    });
    shown.collect()
}

#[test]
fn what_others_annotated_is_told_apart_by_its_content() {
    let cases: [(&str, &[&str]); 5] = [
        (
            r#"{"id":"a","text":"The envoy flew from Peru to Chile's capital.","gold":[
                {"start":20,"end":24,"type":"LOC"},{"start":28,"end":35,"type":"GPE","ignore":true}]}"#,
            &["names all, relaxed 1/1/1", "names all, exact 1/1/1"],
        ),
        (
            r#"{"id":"a","text":"The envoy flew to Lima in Peru.","spans":[
                {"start":18,"end":22,"type":"place","lat":-12.0,"lon":-77.0},
                {"start":26,"end":30,"type":"place","lat":60.0,"lon":60.0}]}"#,
            &[
                "places relaxed 2/2/2",
                "places exact 2/2/2",
                "places right within 161 km 1/2/2",
            ],
        ),
        (
            r#"{"id":"a","text":"She left on 3 May 2016 and came back in June 2017.","gold":[
                {"start":12,"end":22,"timex_type":"DATE","value":"2016-05-03"},
                {"start":40,"end":49,"timex_type":"DATE","value":"2017"}]}"#,
            &[
                "dates relaxed 2/2/2",
                "dates exact 2/2/2",
                "dates exact, right value 1/2/2",
            ],
        ),
        (
            r#"{"id":"a","unit":"sentence","text":"France bombed Raqqa on Monday.","complete":true,"gold":[
                {"kind":"ASSAULT","actors":[["the French air force","France"]],"targets":["Ireland"]}]}"#,
            &[
                "events kind 1/1/1",
                "events kinds of an article 1/1/1",
                "events articles with one 1/1/1",
                "events quadrant 1/1/1",
                "events actors 1/1/1",
                "events targets 0/1/1",
                "events place 0/0/0",
            ],
        ),
        (
            r#"{"id":"a","text":"It rained.","complete":false,"gold":[{"kind":"AID","actors":["Peru"]}]}"#,
            &[
                "events kind 0/0/1",
                "events kinds of an article 0/0/1",
                "events actors 0/0/1",
                "events targets 0/0/0",
                "events place 0/0/0",
            ],
        ),
    ];
    for (line, expected) in cases {
        let line = line.replace('\n', " ");
        assert_eq!(counted(&line), expected, "{line}");
    }
}

#[test]
fn annotations_that_cannot_be_used_are_told_by_line_and_the_others_are_scored() {
    let folder = tempfile::tempdir().unwrap();
    let lines = [
        r#"{"id":"a","text":"Peru","gold":[{"start":0,"end":9,"type":"LOC"}]}"#,
        r#"{"id":"b","text":"Peru","gold":[{"start":"x","end":4,"type":"LOC"}]}"#,
        r#"{"id":"c","text":"He flew to Peru.","set":"south","gold":[{"start":11,"end":15,"type":"LOC"}]}"#,
        r#"{"id":"d","text":"He flew to Chile.","set":"south","gold":[]}"#,
    ];
    fs::write(folder.path().join("names.jsonl"), lines.join("\n")).unwrap();
    let mut command = dateline();
    let command = command.args(["eval", "names.jsonl", "--table"]);
    let (status, out, err) = outcome(command.current_dir(folder.path()));
    assert_eq!(status, 3, "{err}");
    for told in [
        "rejected  names.jsonl:1: ",
        "0 to 9",
        "rejected  names.jsonl:2: ",
    ] {
        assert!(err.contains(told), "{told}: {err}");
    }
    let row = "| south | names: all, relaxed / all, exact | .500 / .500 | 1.000 / 1.000 | .667 / .667 |\n";
    assert!(out.ends_with(row), "{out}");
}
