//! Scripts that come through a pipe: where they stop, what they say of the place, and with which status.

use std::fs::{self, File};
use std::path::Path;

use crate::support::dateline;

use super::loaded;

/// Data, the rest and the status of a script that comes through standard input.
fn piped(folder: &Path, arguments: &[&str], script: &str) -> (String, String, i32) {
    let path = folder.join("script.dq");
    fs::write(&path, script).unwrap();
    let output = dateline()
        .current_dir(folder)
        .args(arguments)
        .stdin(File::open(path).unwrap())
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let status = output.status.code().unwrap();
    (text(&output.stdout), text(&output.stderr), status)
}

const SCRIPT: &str = "\
# What is known of each side.
param $who: entity = \"Turkey\";

articles | count

events by $who
| where kind = assault
| where knd = assault
quotes | count
";

#[test]
fn a_script_stops_at_its_first_error() {
    let folder = loaded();
    let (out, err, status) = piped(folder.path(), &[], SCRIPT);
    assert_eq!((out.as_str(), status), ("count\n3\n", 2), "{err}");
    let place = " --> stdin:8:9\n  |\n8 | | where knd = assault\n  |         ^^^\n";
    assert!(err.contains(place), "{err}");
    assert!(err.contains("help: did you mean `kind`?"), "{err}");
}

#[test]
fn a_script_goes_on_where_that_is_wanted() {
    let folder = loaded();
    let (out, _, status) = piped(folder.path(), &["news.db", "--keep-going"], SCRIPT);
    assert_eq!((out.as_str(), status), ("count\n3\ncount\n4\n", 2));
    let (out, err, status) = piped(folder.path(), &["--keep-going"], ".facet kind\nevnts\n");
    assert_eq!((out.as_str(), status), ("", 1), "{err}");
    assert!(err.contains(" --> stdin:1:1\n"), "{err}");
}

#[test]
fn the_status_tells_what_is_wrong_from_what_fails() {
    let folder = loaded();
    let status = |script: &str| piped(folder.path(), &[], script).2;
    assert_eq!(status("articles | count\n.quit\nevnts"), 0);
    assert_eq!(status(""), 0);
    assert_eq!(status(".facett kind"), 2);
    assert_eq!(status(".set timeout 0.000001\nevents\n"), 1);
    assert_eq!(status("articles\n.export /nowhere/x.csv"), 1);
    assert_eq!(status(".read nowhere.dq"), 1);
}

#[test]
fn parameters_and_files_work_as_at_the_prompt() {
    let folder = loaded();
    let question = "param $who: entity;\nevents by $who | count\n";
    fs::write(folder.path().join("who.dq"), question).unwrap();
    let (out, err, status) = piped(folder.path(), &["-p", "who=Turkey"], ".read who.dq");
    assert_eq!((out.as_str(), status), ("count\n2\n", 0), "{err}");
    let (_, err, status) = piped(folder.path(), &[], "\n.read who.dq");
    assert!(err.contains(" --> who.dq:2:11"), "{err}");
    assert_eq!(status, 2, "{err}");
}
