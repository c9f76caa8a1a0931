//! What briefs say of news in our own words: who said it, what is counted, and what is not.

use std::fs;
use std::path::Path;

use crate::support::{done, run};

const STAMP: &[&str] = &["--stamp", "2026-11-23"];

/// A folder with a database of these files.
fn loaded(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
        done(folder.path(), &["load", name, "--quiet"]);
    }
    folder
}

fn made(folder: &Path, typed: &str, output: &str) -> String {
    done(
        folder,
        &[&["brief", typed], STAMP, &["-o", output]].concat(),
    );
    fs::read_to_string(folder.join(output)).unwrap()
}

/// Two rows of a set of events: one names the outlet that it was taken from, the other nothing.
const CODED: &str = "id,type_of_violence,side_a,side_b,source_office,source_headline,source_date,latitude,longitude,\
where_coordinates,country,date_start,date_end,best,low,high,deaths_civilians,deaths_unknown
501,1,Government of Syria,Syrian insurgents,Coast Wire,Shells fall on Nawa,2012-01-03,32.88,36.03,Nawa town,Syria,2012-01-02,2012-01-02,4,4,6,0,0
502,3,Government of Syria,Civilians,,,,32.88,36.03,Nawa town,Syria,2012-02-05,2012-02-05,2,2,2,2,0
";

#[test]
fn a_coded_row_is_cited_as_one_and_never_as_words_of_an_outlet() {
    let folder = loaded(&[("ucdp.csv", CODED)]);
    let text = made(folder.path(), "Syria", "brief.md");
    for part in [
        "UCDP GED, row 501, after *Coast Wire*, “Shells fall on Nawa”, 3 January 2012: Syria",
        "]: UCDP GED, row 502: Syria",
        "UCDP GED, after Coast Wire",
    ] {
        assert!(text.contains(part), "{part:?} is not in\n{text}");
    }
    assert!(!text.contains("“Syria – "), "{text}");
    let page = made(folder.path(), "Syria", "brief.html");
    assert!(page.contains("UCDP GED, row 502"), "{page}");
    assert!(!page.contains("<q class"), "{page}");
    for file in ["all.bib", "all.json"] {
        done(folder.path(), &["export", "citations", "-o", file]);
        let text = fs::read_to_string(folder.path().join(file)).unwrap();
        for row in [501, 502] {
            let note = format!("UCDP GED, row {row}; the article itself was not read");
            assert!(text.contains(&note), "{text}");
        }
    }
}
