//! How well the rules read the demonstration corpus, against what a person found in it.
//!
//! The expectations stand in `fixtures/demo_*.tsv` and were written before any output was seen. The
//! counts are printed; what is asserted is what must never happen, and floors a little below what is
//! reached.

use std::collections::HashMap;
use std::path::Path;

use dateline::demo;
use serde_json::Value;

use crate::support::dateline;

/// An article as the program reads it, with the entities it names.
pub(crate) struct Read {
    pub(crate) articles: Vec<Value>,
    pub(crate) entities: HashMap<String, Vec<String>>,
    pub(crate) kinds: HashMap<String, String>,
}

/// A line of expectations: the column's name to its text.
pub(crate) type Line = HashMap<&'static str, &'static str>;

/// Right among found, found among expected.
pub(crate) struct Score {
    pub(crate) what: &'static str,
    pub(crate) right: usize,
    pub(crate) found: usize,
    pub(crate) met: usize,
    pub(crate) expected: usize,
}

fn percent(part: usize, whole: usize) -> f64 {
    let score = dateline::evaluate::Score {
        right: part,
        found: whole,
        expected: 0,
    };
    100.0 * score.precision().unwrap_or_default()
}

impl Score {
    pub(crate) fn print(&self) {
        eprintln!(
            "{:8} precision {:5.1} % ({} of {})  recall {:5.1} % ({} of {})",
            self.what,
            percent(self.right, self.found),
            self.right,
            self.found,
            percent(self.met, self.expected),
            self.met,
            self.expected,
        );
    }

    pub(crate) fn assert_floors(&self, precision: f64, recall: f64) {
        assert!(
            percent(self.right, self.found) >= precision,
            "{}: precision",
            self.what
        );
        assert!(
            percent(self.met, self.expected) >= recall,
            "{}: recall",
            self.what
        );
    }
}

fn read() -> Read {
    let folder = tempfile::tempdir().unwrap();
    demo::write_corpus(folder.path()).unwrap();
    read_folder(folder.path())
}

/// What `dateline extract` finds in a folder.
pub(crate) fn read_folder(folder: &Path) -> Read {
    let output = dateline().arg("extract").arg(folder).output().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    let mut read = Read {
        articles: Vec::new(),
        entities: HashMap::new(),
        kinds: HashMap::new(),
    };
    for line in text.lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        match record["record"].as_str().unwrap() {
            "entity" => {
                let id = record["id"].as_str().unwrap().to_owned();
                let kind = record["kind"].as_str().unwrap().to_owned();
                read.kinds.insert(id.clone(), kind);
                read.entities.insert(id, names_of(&record));
            }
            "article" => read.articles.push(record),
            _ => {}
        }
    }
    read
}

fn names_of(entity: &Value) -> Vec<String> {
    let name = entity["name"].as_str();
    let aliases = list(&entity["aliases"]).filter_map(Value::as_str);
    name.into_iter()
        .chain(aliases)
        .map(str::to_lowercase)
        .collect()
}

pub(crate) fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

impl Read {
    pub(crate) fn article(&self, line: &Line) -> &Value {
        self.articles
            .iter()
            .find(|article| {
                article["title"]
                    .as_str()
                    .unwrap()
                    .starts_with(line["title"])
            })
            .unwrap_or_else(|| panic!("no article {}", line["title"]))
    }

    /// Under what names a participant, place or speaker goes, in lower case.
    fn names(&self, party: &Value) -> Vec<String> {
        let id = party.as_str().or_else(|| party["entity"].as_str());
        let mut names = id
            .and_then(|id| self.entities.get(id))
            .cloned()
            .unwrap_or_default();
        names.extend(party["text"].as_str().map(str::to_lowercase));
        names
    }

    pub(crate) fn is_named(&self, party: &Value, expected: &str) -> bool {
        let expected = expected.to_lowercase();
        self.names(party)
            .iter()
            .any(|name| name.contains(&expected) || expected.contains(name.as_str()))
    }

    pub(crate) fn takes_part(&self, event: &Value, expected: &str) -> bool {
        let mutual = ["consult", "agree", "cooperate", "formation"];
        let kind = event["kind"].as_str().unwrap();
        let is_mutual = mutual.contains(&kind);
        choices(expected, ';').any(|expected| {
            let others = list(&event["targets"]).filter(|_| is_mutual);
            list(&event["actors"])
                .chain(others)
                .any(|party| self.is_named(party, expected))
        })
    }

    pub(crate) fn is_event(&self, event: &Value, line: &Line) -> bool {
        is_sort(event, line)
            && choices(line["modality"], '|').any(|modality| event["modality"] == modality)
            && (line["actors"].is_empty() || self.takes_part(event, line["actors"]))
            && is_open_or(&event["date"], line["date"], same_date)
            && is_open_or(&event["place"], line["place"], |_, _| {
                choices(line["place"], ';').any(|place| self.is_named(&event["place"], place))
            })
    }

    pub(crate) fn is_figure(&self, figure: &Value, line: &Line) -> bool {
        let high = match line["high"] {
            "-" => None,
            high => high.parse::<f64>().ok(),
        };
        choices(line["measure"], '|').any(|measure| figure["measure"] == measure)
            && choices(line["bound"], '|').any(|bound| figure["bound"] == bound)
            && figure["low"].as_f64() == line["low"].parse().ok()
            && (figure["high"].as_f64() == high || line["bound"].contains('|'))
            && (line["claimant"].is_empty() || self.is_named(&figure["claimant"], line["claimant"]))
    }
}

/// Whether kind and mode are among those expected.
pub(crate) fn is_sort(event: &Value, line: &Line) -> bool {
    choices(line["kind"], '|').any(|kind| event["kind"] == kind)
        && (event["mode"].is_null()
            || line["mode"].is_empty()
            || choices(line["mode"], '|').any(|mode| event["mode"] == mode))
}

pub(crate) fn choices(text: &str, separator: char) -> impl Iterator<Item = &str> {
    text.split(separator).filter(|choice| !choice.is_empty())
}

/// Whether one side is silent or both agree.
fn is_open_or(found: &Value, expected: &str, agree: impl Fn(&str, &str) -> bool) -> bool {
    match found.as_str() {
        Some(found) if !expected.is_empty() => agree(found, expected),
        _ => true,
    }
}

/// "2017-09" and "2017-09-05" do not contradict each other.
fn same_date(found: &str, expected: &str) -> bool {
    found.starts_with(expected)
        || expected.starts_with(found)
        || found.split('/').next() == Some(expected)
}

pub(crate) fn lines(text: &'static str) -> Vec<Line> {
    let mut rows = text.lines().filter(|line| !line.starts_with('#'));
    let head: Vec<&str> = rows.next().unwrap().split('\t').collect();
    rows.map(|row| {
        let mut cells = row.split('\t');
        head.iter()
            .map(|name| (*name, cells.next().unwrap_or_default()))
            .collect()
    })
    .collect()
}

/// Matches each line with one fact of its article that no other line has.
pub(crate) fn score(
    what: &'static str,
    read: &Read,
    lines: &[Line],
    noun: &str,
    is_right: impl Fn(&Value, &Line) -> bool,
    counts: impl Fn(&Value) -> bool,
) -> Score {
    let mut used: Vec<*const Value> = Vec::new();
    for line in lines {
        let found = list(&read.article(line)[noun])
            .find(|fact| !used.contains(&std::ptr::from_ref(*fact)) && is_right(fact, line));
        match found {
            Some(fact) => used.push(fact),
            None => eprintln!("missing {what}: {line:?}"),
        }
    }
    let mut found = 0;
    for article in &read.articles {
        for fact in list(&article[noun]).filter(|fact| counts(fact)) {
            found += 1;
            if !used.contains(&std::ptr::from_ref(fact)) {
                eprintln!("extra {what}: {} {fact}", article["title"]);
            }
        }
    }
    Score {
        what,
        right: used.len(),
        found,
        met: used.len(),
        expected: lines.len(),
    }
}

#[test]
fn events_are_those_a_reader_finds() {
    let read = read();
    let lines = lines(include_str!("fixtures/demo_events.tsv"));
    let score = score(
        "events",
        &read,
        &lines,
        "events",
        |event, line| read.is_event(event, line),
        |event| event["kind"] != "statement",
    );
    score.print();
    score.assert_floors(94.0, 88.0);
}

#[test]
fn what_was_not_said_to_have_happened_is_never_asserted() {
    let read = read();
    let lines = lines(include_str!("fixtures/demo_events.tsv"));
    let is_asserted = |line: &&Line| choices(line["modality"], '|').any(|word| word == "asserted");
    let (asserted, unsure): (Vec<&Line>, Vec<&Line>) = lines.iter().partition(is_asserted);
    for line in unsure.iter().filter(|line| !line["actors"].is_empty()) {
        for event in list(&read.article(line)["events"]) {
            let is_other = asserted
                .iter()
                .any(|other| other["title"] == line["title"] && read.is_event(event, other));
            let is_it = is_sort(event, line) && read.takes_part(event, line["actors"]);
            assert!(
                !is_it || is_other || event["modality"] != "asserted",
                "{line:?} is stored as {event}"
            );
        }
    }
}

#[test]
fn figures_are_those_a_reader_finds() {
    let read = read();
    let lines = lines(include_str!("fixtures/demo_figures.tsv"));
    let score = score(
        "figures",
        &read,
        &lines,
        "figures",
        |figure, line| read.is_figure(figure, line),
        |figure| figure["measure"] != "other",
    );
    score.print();
    score.assert_floors(88.0, 85.0);
}

#[test]
fn every_quotation_in_marks_has_its_speaker() {
    let read = read();
    let lines = lines(include_str!("fixtures/demo_quotes.tsv"));
    for line in &lines {
        let article = read.article(line);
        let text: Vec<char> = article["text"].as_str().unwrap().chars().collect();
        let quote = list(&article["quotes"]).find(|quote| {
            let offset = |name: &str| usize::try_from(quote[name].as_u64().unwrap()).unwrap();
            let said: String = text[offset("start")..offset("end")].iter().collect();
            choices(line["form"], '|').any(|form| quote["form"] == form)
                && said.contains(line["begins"])
        });
        let quote = quote.unwrap_or_else(|| panic!("{line:?} is not found"));
        assert!(
            read.is_named(&quote["speaker"], line["speaker"]),
            "{line:?}: {quote}"
        );
    }
}
