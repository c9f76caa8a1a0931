//! Which reports the program takes to tell of one thing.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::support::dateline;

fn demo_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/demo/corpus");
    let files = fs::read_dir(folder).unwrap();
    let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    files
}

fn load(files: &[PathBuf], folder: &Path) -> PathBuf {
    let mut command = dateline();
    command.current_dir(folder).arg("load").args(files);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    folder.join("news.db")
}

/// The rows of a statement, their columns joined.
fn rows(database: &Path, sql: &str) -> Vec<String> {
    let connection = Connection::open(database).unwrap();
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

/// Every derived cluster with what is in it, by public ids.
const MEMBERS: &str =
    "SELECT cluster.id || ' ' || coalesce(label, '') || ' ' || member.id FROM cluster JOIN (
      SELECT story AS cluster, id FROM article UNION ALL SELECT cluster, id FROM event
      UNION ALL SELECT cluster, id FROM quote UNION ALL SELECT cluster, id FROM figure
    ) AS member ON member.cluster = cluster.key ORDER BY 1";

#[test]
fn reports_of_one_attack_share_a_happening_and_its_figures_disagree() {
    let folder = tempfile::tempdir().unwrap();
    let database = load(&demo_files(), folder.path());
    let told = rows(
        &database,
        "SELECT article.title || ' ' || modality FROM cluster
         JOIN event ON event.cluster = cluster.key JOIN article ON article.key = event.article
         WHERE label LIKE 'Chemical attack, Khan S%, 2017-04' ORDER BY 1",
    );
    assert_eq!(
        told,
        [
            "Damascus rejects blame for Idlib deaths denied",
            "Scores killed in suspected gas attack in Khan Shaykhun alleged",
            "Toll of Syria gas attack rises to 86 asserted",
        ]
    );
    let counts = rows(
        &database,
        "SELECT source.name || ' ' || CAST(low AS INTEGER) FROM figure
         JOIN cluster ON cluster.key = figure.cluster JOIN article ON article.key = figure.article
         JOIN source ON source.key = article.source
         WHERE label = 'Airstrike, Homs, 2015-09' AND measure = 'killed' ORDER BY 1",
    );
    assert_eq!(counts, ["Meridian Wire 36", "The Harbour Post 28"]);
}

#[test]
fn clusters_do_not_depend_on_the_order_of_loading() {
    let mut files = demo_files();
    let folder = tempfile::tempdir().unwrap();
    let expected = rows(&load(&files, folder.path()), MEMBERS);
    assert!(!expected.is_empty());
    files.reverse();
    let other = tempfile::tempdir().unwrap();
    let half = files.len() / 2;
    load(&files[..half], other.path());
    let database = load(&files[half..], other.path());
    assert_eq!(rows(&database, MEMBERS), expected);
}

/// A report in our own words, long enough to be told from others.
fn report(number: usize, last: &str) -> String {
    let mut text = format!("Report {number}\n\n");
    for sentence in 0..12 {
        let place = (number * 7 + sentence) % 50;
        write!(
            text,
            "Observer {sentence} of district {place} counted the lorries that crossed bridge {} before dusk. ",
            number * 100 + sentence
        )
        .unwrap();
    }
    text + last
}

#[test]
fn articles_in_nearly_the_same_words_are_one_story() {
    let folder = tempfile::tempdir().unwrap();
    let news = folder.path().join("news");
    fs::create_dir(&news).unwrap();
    let same = report(1, "The bridge was closed at night.");
    fs::write(news.join("a.txt"), &same).unwrap();
    fs::write(
        news.join("b.txt"),
        same.replace("Report 1", "Traffic on the rise")
            .replace("at night", "at noon"),
    )
    .unwrap();
    fs::write(
        news.join("c.txt"),
        report(2, "The bridge was closed at night."),
    )
    .unwrap();
    let database = load(&[news], folder.path());
    let stories = rows(
        &database,
        "SELECT title || ' ' || (story IS NOT NULL) FROM article ORDER BY 1",
    );
    assert_eq!(
        stories,
        ["Report 1 1", "Report 2 0", "Traffic on the rise 1"]
    );
}

#[test]
fn many_reports_in_the_same_words_are_one_happening_however_they_come() {
    let folder = tempfile::tempdir().unwrap();
    let mut parts = Vec::new();
    // Two of one article each, then many at once, then one in other words.
    for (part, numbers) in [(0, 0..1), (1, 1..2), (2, 2..200), (3, 200..201)] {
        let mut lines = String::new();
        for number in numbers {
            let what = if part == 3 { "A bomb" } else { "A car bomb" };
            writeln!(
                lines,
                "{{\"published\":\"2017-03-07\",\"id\":\"a{number:03}\",\"text\":\"{what} killed 6 people in Mosul \
                 on Monday, police said.\"}}"
            )
            .unwrap();
        }
        let path = folder.path().join(format!("{part}.jsonl"));
        fs::write(&path, lines).unwrap();
        parts.push(path);
    }
    let database = load(&parts, folder.path());
    let expected = rows(&database, MEMBERS);
    let together = rows(
        &database,
        "SELECT CAST(count(DISTINCT article) AS TEXT) FROM event
         JOIN cluster ON cluster.key = event.cluster GROUP BY cluster.key",
    );
    assert_eq!(together, ["201"]);
    let other = tempfile::tempdir().unwrap();
    for part in parts.chunks(1).rev() {
        load(part, other.path());
    }
    assert_eq!(rows(&other.path().join("news.db"), MEMBERS), expected);
}

#[test]
fn a_quotation_is_one_in_whatever_article_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let words = "President Vladimir Putin said: \"We shall not leave our friends alone in this.\"";
    let lines: Vec<String> = ["Talks begin", "Talks end"]
        .iter()
        .map(|title| {
            format!(
                "{{\"title\":\"{title}\",\"text\":\"{} {title}.\"}}\n",
                words.replace('"', "\\\"")
            )
        })
        .collect();
    fs::write(folder.path().join("two.jsonl"), lines.concat()).unwrap();
    let database = load(&[folder.path().join("two.jsonl")], folder.path());
    let clusters: BTreeSet<String> = rows(
        &database,
        "SELECT cluster.kind || ' ' || count(*) FROM quote JOIN cluster ON cluster.key = quote.cluster
         GROUP BY cluster.key",
    )
    .into_iter()
    .collect();
    assert_eq!(clusters, BTreeSet::from(["quotation 2".to_owned()]));
}

#[test]
fn spellings_of_an_outlet_are_one_source() {
    let folder = tempfile::tempdir().unwrap();
    let outlets = [
        "\"source\":\"PressTV\"",
        "\"source\":\"Press TV\"",
        "\"url\":\"https://www.presstv.ir/1\"",
        "\"source\":\"Harbour Post\"",
        "\"source\":\"HarbourPost\"",
        "\"source\":\"Harbor Gazette\",\"url\":\"https://gazette.example/1\"",
        "\"url\":\"https://www.gazette.example/2\"",
    ];
    let mut lines = String::new();
    for (number, source) in outlets.iter().enumerate() {
        writeln!(
            lines,
            "{{{source},\"text\":\"The bridge {number} was closed.\"}}"
        )
        .unwrap();
    }
    fs::write(folder.path().join("outlets.jsonl"), lines).unwrap();
    let database = load(&[folder.path().join("outlets.jsonl")], folder.path());
    let sources = rows(
        &database,
        "SELECT name || ' ' || count(*) FROM source JOIN article ON article.source = source.key
         GROUP BY source.key ORDER BY 1",
    );
    assert_eq!(
        sources,
        ["Harbor Gazette 2", "Harbour Post 2", "Press TV 3"]
    );
}
