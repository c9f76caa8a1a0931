//! What can go wrong while a load is at work: it is killed, the disk is full, a page is broken, others load or
//! read. What is there afterwards is sound, and the same command ends where an undisturbed load ends.

mod bulk;
mod disk;
mod kill;
mod turns;
mod undo;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::dateline;

/// A run of the program in a folder.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    crate::support::outcome(dateline().args(arguments).current_dir(folder))
}

/// A load that can be disturbed.
fn loading(folder: &Path, inputs: &[&str], database: &str) -> Command {
    let mut command = dateline();
    command.arg("load").args(inputs).args(["--db", database]);
    command.current_dir(folder);
    command
}

/// Everything that is stored, as records.
fn exported(folder: &Path, database: &str) -> String {
    let (status, out, err) = run(folder, &["export", "all", "--db", database]);
    assert_eq!(status, 0, "{database}: {err}");
    out
}

/// Fails with the first record that differs: whole exports are too long to be read.
fn assert_same(found: &str, expected: &str, what: &str) {
    let mut pairs = found.lines().zip(expected.lines());
    if let Some((found, expected)) = pairs.find(|(found, expected)| found != expected) {
        panic!("{what}: found\n{found}\nexpected\n{expected}");
    }
    assert_eq!(found.lines().count(), expected.lines().count(), "{what}");
}

/// Numbers that look drawn by lot, and are the same each time.
struct Lots(u64);

impl Lots {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    /// From 0 to 1.
    fn share(&mut self) -> f64 {
        f64::from(u16::try_from(self.next(10_000)).unwrap()) / 10_000.0
    }
}

const TOWNS: [&str; 6] = ["Arvo", "Belmar", "Castra", "Dorun", "Elvas", "Fenwick"];
const GROUPS: [&str; 4] = [
    "Red Banner",
    "Harbour Union",
    "Northern Front",
    "River Guard",
];

/// A folder with all sorts of input: records, given articles, articles to be read, copies of one report, a page
/// and a line that is broken.
fn newsroom(folder: &Path, n_given: usize, n_read: usize) {
    fs::create_dir_all(folder).unwrap();
    let mut given = String::new();
    for town in TOWNS {
        let id = town.to_lowercase();
        writeln!(
            given,
            "{{\"record\":\"entity\",\"id\":\"{id}\",\"kind\":\"place\",\"name\":\"{town}\",\"place_type\":\"city\"}}"
        )
        .unwrap();
    }
    for number in 0..n_given {
        let (town, group) = (TOWNS[number % TOWNS.len()], GROUPS[number % GROUPS.len()]);
        let (actor, target) = (group.to_lowercase().replace(' ', "-"), town.to_lowercase());
        let text = format!("{group} fighters attacked {town} and killed {number} people.");
        let end = text.chars().count();
        writeln!(
            given,
            "{{\"record\":\"article\",\"id\":\"g{number}\",\"source\":\"wire-{}\",\"published\":\"2021-{:02}-{:02}\",\
             \"title\":\"Report {number}\",\"text\":\"{text}\",\
             \"mentions\":[{{\"start\":0,\"end\":{},\"entity\":\"{actor}\",\"form\":\"name\"}}],\
             \"events\":[{{\"id\":\"ge{number}\",\"kind\":\"assault\",\"start\":0,\"end\":{end},\
             \"actors\":[\"{actor}\"],\"targets\":[\"{target}\"],\"place\":\"{target}\",\"modality\":\"asserted\"}}],\
             \"figures\":[{{\"id\":\"gf{number}\",\"start\":0,\"end\":{end},\"measure\":\"killed\",\"low\":{number},\
             \"high\":{number},\"bound\":\"exact\",\"unit\":\"people\",\"event\":\"ge{number}\"}}]}}",
            number % 5,
            number % 12 + 1,
            number % 28 + 1,
            group.len()
        )
        .unwrap();
    }
    fs::write(folder.join("given.jsonl"), given).unwrap();
    let mut read = String::from("{\"title\":\n");
    for number in 0..n_read {
        // Every fourth is a copy of the one before, under another address.
        let story = number - usize::from(number % 4 == 3);
        let (town, other) = (TOWNS[story % TOWNS.len()], TOWNS[(story + 1) % TOWNS.len()]);
        writeln!(
            read,
            "{{\"url\":\"https://wire{}.example/{number}\",\"title\":\"{town} talks end, day {story}\",\
             \"date\":\"2022-03-{:02}\",\"text\":\"Police in {town} arrested {} protesters on Monday, officials said. \
             The mayor of {other} said the march had been peaceful. Army units from {town} shelled {other} on Sunday \
             and wounded {} people, the ministry of defence said in a statement.\"}}",
            number % 3,
            story % 28 + 1,
            story + 2,
            story + 3
        )
        .unwrap();
    }
    fs::write(folder.join("read.jsonl"), read).unwrap();
    fs::write(
        folder.join("page.html"),
        "<html><head><title>Bridge at Dorun closed</title></head><body><article><h1>Bridge at Dorun closed</h1>\
         <p>Engineers closed the bridge at Dorun on 4 May 2022 after the flood, the city council said.</p>\
         <p>Two people were injured when a truck fell into the river on Tuesday.</p></article></body></html>",
    )
    .unwrap();
}
