//! What questions mean: a small world of our own and answers worked out by hand from its text.

use std::path::Path;

use dateline::ask::Asker;
use dateline::model::date::PartialDate;
use dateline::store::Store;
use dateline::value::Value;

use crate::support::dateline;

/// A database of the small world. The folder lives as long as the database is used.
pub(crate) fn small_world() -> (tempfile::TempDir, Asker) {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("small.db");
    let world = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small_world.jsonl");
    let loaded = dateline()
        .arg("load")
        .arg(world)
        .arg("--db")
        .arg(&database)
        .arg("--quiet")
        .status()
        .unwrap();
    assert!(loaded.success(), "the small world does not load");
    let now: PartialDate = "2020-07-01".parse().unwrap();
    let store = Store::open(&database).unwrap();
    (
        folder,
        Asker::new(store, now.first, std::collections::BTreeMap::new()),
    )
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(value) => value.to_string(),
        Value::Integer(value) => value.to_string(),
        Value::Number(value) => value.to_string(),
        Value::Text(text) => text.clone(),
        Value::Date(date) => date.to_string(),
        Value::List(values) => values.iter().map(cell).collect::<Vec<_>>().join("+"),
    }
}

/// Cells with `|` between them, rows with `; `.
pub(crate) fn answer(asker: &Asker, question: &str) -> String {
    let answer = match asker.answer(question) {
        Ok(answer) => answer,
        Err(trouble) => return format!("{trouble:?}"),
    };
    let rows = answer.rows.unwrap_or_default().records;
    let rows = rows
        .iter()
        .map(|row| row.iter().map(cell).collect::<Vec<_>>().join("|"));
    rows.collect::<Vec<_>>().join("; ")
}

/// Questions whose rows are told by their ids.
const WHICH: &[(&str, &str)] = &[
    // Certainly inside, and its exact complement, which keeps the undated.
    ("events during 2020-03", "v1; v2"),
    ("events not during 2020-03", "v3; v4"),
    ("events possibly during 2020-03-15", "v2"),
    ("events during 2020-Q2", "v3"),
    ("events possibly during 2020-05", "v3"),
    ("events since 2020-03-01", "v1; v2; v3"),
    ("events since 2020-03-02", "v3"),
    ("events possibly since 2020-03-02", "v2; v3"),
    ("events until 2020-03-01", "v1"),
    ("events before 2020-04", "v1; v2"),
    ("events after 2020-03", "v3"),
    ("events since ago(3mo)", "v3"),
    ("quotes possibly before 2020-03", "u2"),
    ("articles during 2020", "n3; n2; n1"),
    ("figures | where as_of is null", "g3"),
    // Who: a country's persons and bodies belong to it, its armed groups do not.
    ("events by \"Norland\"", "v1"),
    ("events by \"Norland\"+", "v1; v3; v4"),
    ("events against \"the Reds\"", "v1"),
    ("events with all (\"Ada Berg\", \"Odd Strand\")", "v3"),
    ("events not with \"Red Flag\"", "v3; v4"),
    ("events with (people)", "v3; v4"),
    ("quotes by \"Norland\"+", "u2; u1"),
    ("articles by \"a. writer\"", "n1"),
    ("articles not by \"A. Writer\"", "n3; n2"),
    ("events mentioning \"Old Quay\"", "v2"),
    // Where: at any depth, exactly there, by distance; no place is nowhere.
    ("events within \"Norland\"", "v1; v2"),
    ("events at \"Norland\"", ""),
    ("events within \"Harbour\"", "v1; v2"),
    ("events at \"Harbour\"", "v1"),
    ("events near \"Norland\" 20km", "v1"),
    ("events not near \"Norland\" 20km", "v2; v3; v4"),
    (
        "events | where place in (places within \"Harbour\")",
        "v1; v2",
    ),
    // What.
    ("events as (planned, alleged)", "v2; v3"),
    ("events of meeting", "v3"),
    ("events of (consult, statement)", "v3; v4"),
    ("events not of clash", "v3; v4"),
    ("quotes of indirect", "u2"),
    // The claimant, else the outlet.
    ("events according to \"Odd Strand\"", "v2"),
    ("events according to \"Star House\"", "v3; v4"),
    ("events according to \"Evening Star\"", "v3; v4"),
    ("events not according to \"Morning Post\"", "v2; v3; v4"),
    ("events from \"star.example\"", "v2; v3; v4"),
    ("figures according to \"Evening Star\"", "g3"),
    // Two-valued logic.
    ("figures | where high > 12", "g2"),
    ("figures | where not (high > 12)", "g1; g3"),
    ("figures | where high != 12", "g2; g3"),
    ("figures | where high not in (12, 30)", "g3"),
    ("figures | where high in 10..20", "g1"),
    ("events | where place.country = \"Sudland\"", "v3"),
    ("events | where place.country != \"Sudland\"", "v1; v2; v4"),
    ("events | where mode is null", "v4"),
    // Of many rows: all of none holds.
    ("events | where all(targets where kind = person)", "v3; v4"),
    (
        "events | where any(participants where kind = armed_group)",
        "v1; v2",
    ),
    ("events | where none(actors where kind = person)", "v1; v2"),
    ("events | where count(participants) = 2", "v1; v2; v3"),
    // Text.
    ("sentences about \"quays closing\"", "n3:1; n1:1"),
    (
        "sentences matching \"quay is\" or \"fe\"*",
        "n3:1; n2:2; n1:1",
    ),
    ("sentences matching near(\"quay\", \"said\", 2)", "n1:1"),
    ("sentences matching \"quay\" and not \"ada\"", "n3:1; n2:0"),
    ("entities named \"sudland\"", "sudland"),
    ("entities | where name ~ \"SÜD\"", "sudland"),
    ("quotes | where text ~ /^the/i", "u2"),
    ("quotes | where text ~ /^the/", ""),
    // From one noun to another, each row once.
    ("articles -> quotes -> speakers", "ada-berg"),
    ("events of clash -> clusters", "k1"),
    ("clusters | where id = \"k1\" -> figures", "g1; g2"),
    ("articles | sort -published", "n1; n2; n3"),
    ("articles | skip 1 | take 1", "n2"),
    ("events | top 1 by date", "v3"),
];

/// Questions with their columns.
const WHAT: &[(&str, &str)] = &[
    ("figures | select id, value", "g1|12; g2|25; g3|5"),
    (
        "figures | summarize sum(value) by unit",
        "people|37; percent|5",
    ),
    (
        "figures | summarize n = count(), h = count(high), m = max(high), s = sum(high) by unit",
        "people|2|2|30|42; percent|1|0||",
    ),
    (
        "events | count by kind",
        "assault|2; consult|1; statement|1",
    ),
    ("events | count by month(date)", "2020-03|2; |2"),
    (
        "events | count by quarter(date)",
        "2020-Q1|2; 2020-Q2|1; |1",
    ),
    (
        "events | count by place",
        "Harbour|1; Old Quay|1; Sudland|1; |1",
    ),
    ("events | distinct mode", "clash; meeting; "),
    (
        "events | each actors as actor | count by actor",
        "Ada Berg|2; Norland|1; Odd Strand|1; Red Flag|1",
    ),
    (
        "events | select id, who = list(actors.name)",
        "v1|Norland; v2|Red Flag; v3|Ada Berg+Odd Strand; v4|Ada Berg",
    ),
    (
        "events | select id, year(date), precision(date)",
        "v1|2020|day; v2|2020|month; v3|2020|month; v4||",
    ),
    (
        "events | take 1 per place.country | select id, place.country",
        "v1|Norland; v3|Sudland; v4|",
    ),
    (
        "quotes | summarize outlets = distinct(source), n = count() by cluster",
        "Berg on the quay|2|2",
    ),
    (
        "figures | compare high across source | select cluster, low, high, lowest_by, highest_by, overlap",
        "Clash at Harbour|12|30|Morning Post|Evening Star|false",
    ),
    (
        "figures | derive c = case { high > 20 => \"many\", high is null => \"?\", else => \"few\" } | select id, c",
        "g1|few; g2|many; g3|?",
    ),
    ("figures | select id, x = high ?? 0", "g1|12; g2|30; g3|0"),
    (
        "figures | sort high | derive t = running(high), p = lag(high) | select id, t, p",
        "g1|12|; g2|42|12; g3|42|30",
    ),
    (
        "events | count by kind, source | pivot source",
        "assault|1|1; consult|1|0; statement|1|0",
    ),
    // `per` takes every function of other rows in an expression apart.
    (
        "events | count by source, kind | derive p = round(share(count) * 100) per source | select source, p | take 4",
        "Evening Star|33; Evening Star|33; Evening Star|33; Morning Post|100",
    ),
    // Columns made of values: rows by keys, columns by value, nothing counted is 0; then any stage.
    (
        "events | count by kind, month(date) | pivot month",
        "assault|2|0; consult|0|1; statement|0|1",
    ),
    (
        "events | count by kind, place.country | pivot country",
        "assault|2|0|0; consult|0|1|0; statement|0|0|1",
    ),
    (
        "events | count by kind, place.country | pivot country | sort Norland, -kind | take 2",
        "statement|0|0|1; consult|0|1|0",
    ),
    (
        "events | count by kind, place.country | pivot country | where Sudland = 1 | select kind, Norland",
        "consult|0",
    ),
    (
        "events | count by kind, place.country | pivot country | drop Norland | skip 2",
        "statement|0|1",
    ),
    (
        "events | count by kind, place.country | pivot country | derive both = Norland + Sudland | select kind, both",
        "assault|2; consult|1; statement|0",
    ),
    (
        "events | count by kind, place.country | pivot country | count",
        "3",
    ),
    (
        "figures | summarize m = max(high) by measure, source | pivot source of m",
        "killed|30|12; share||",
    ),
    (
        "events | count by quarter(date), kind | pivot kind | fill",
        "2020-Q1|2|0|0; 2020-Q2|0|1|0; |0|0|1",
    ),
    (
        "events | top 1 kind per source",
        "Evening Star|assault|1|0.3333333333333333; Morning Post|assault|1|1",
    ),
    (
        "figures | compare high across source | select cluster, `Evening Star`, `Morning Post`, spread",
        "Clash at Harbour|30|12|2.5",
    ),
    (
        "figures | compare high across source | where `Morning Post` < 13 | select n",
        "2",
    ),
    (
        "figures | compare high across source per measure, cluster | select measure, cluster, n",
        "killed|Clash at Harbour|2",
    ),
    (
        "events of clash | distinct place | union (events of consult | distinct place)",
        "Harbour; Old Quay; Sudland",
    ),
    (
        "events of clash | distinct source | except (quotes of direct | distinct source)",
        "Evening Star",
    ),
    (
        "events of clash | distinct source | intersect (quotes | distinct source)",
        "Evening Star; Morning Post",
    ),
    (
        "events of clash | join f = figures on cluster | select id, other = f.id",
        "v1|g1; v1|g2; v2|g1; v2|g2",
    ),
    (
        "figures | lookup t = (events of clash as asserted | select cluster, kind) on cluster | select id, t.kind",
        "g1|assault; g2|assault; g3|",
    ),
    (
        "network coevent | sort a | select a, b, weight",
        "Ada Berg|Odd Strand|1; Norland|Red Flag|2",
    ),
    (
        "network coevent of \"Norland\" | select other, weight",
        "Red Flag|2",
    ),
    ("network quotes", ""),
    (
        "path from \"Ada Berg\" to \"Sudland\" | select step, a, b, weight",
        "1|Ada Berg|Sudland|1",
    ),
    (
        "path from \"Harbour\" to \"Old Quay\" | select step, a, b, weight",
        "1|Harbour|Norland|1; 2|Norland|Old Quay|1",
    ),
    ("path from \"Harbour\" to \"Ada Berg\" max 6", ""),
    (
        "path from \"Harbour\" to \"Old Quay\" from \"Evening Star\" | select step, a, b, weight",
        "",
    ),
    (
        "path from \"Harbour\" to \"Old Quay\" | join p = (path from \"Old Quay\" to \"Harbour\") on b = b | select step, b, other = p.step",
        "1|Norland|1",
    ),
    (
        "let p = path from \"Harbour\" to \"Old Quay\"; events mentioning (p | select a) | count",
        "2",
    ),
    (
        "param $who: entity = @red-flag; let x = events with $who; x | count",
        "2",
    ),
    (
        "let x = events of clash; let x = events of meeting; x | select id",
        "v3",
    ),
    (
        "sources | select upper(name), len(name), left(name, 3), replace(domain, \".example\", \"\")",
        "EVENING STAR|12|Eve|star; MORNING POST|12|Mor|post",
    ),
];

/// Every question.
pub(crate) fn questions() -> impl Iterator<Item = String> {
    let which = WHICH
        .iter()
        .flat_map(|(question, _)| [format!("{question} | select id"), (*question).to_owned()]);
    let what = WHAT.iter().map(|(question, _)| (*question).to_owned());
    which.chain(what).chain(crate::page::questions())
}

#[test]
fn questions_mean_what_they_say() {
    let (_folder, asker) = small_world();
    let mut wrong = Vec::new();
    let which = WHICH
        .iter()
        .map(|(question, rows)| (format!("{question} | select id"), *rows));
    let what = WHAT
        .iter()
        .map(|(question, rows)| ((*question).to_owned(), *rows));
    for (question, expected) in which.chain(what) {
        let found = answer(&asker, &question);
        if found != expected {
            wrong.push(format!(
                "{question}\n  expected {expected}\n  found    {found}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_empty_answer_says_which_condition_keeps_the_rows_away() {
    use dateline::query::error::WarningKind;
    let (_folder, asker) = small_world();
    let answer = asker
        .answer("events of clash during 1999 | where modality = asserted")
        .unwrap();
    let kinds: Vec<WarningKind> = answer.warnings.into_iter().map(|it| it.kind).collect();
    let without = vec![("during 1999".to_owned(), 1)];
    let instead = Vec::new();
    assert_eq!(kinds, [WarningKind::EmptyBecause { without, instead }]);
}

#[test]
fn units_are_not_mixed_and_a_lookup_finds_one() {
    use dateline::ask::Trouble;
    let (_folder, asker) = small_world();
    let code = |question: &str| match asker.answer(question) {
        Err(Trouble::Question(errors)) => errors.errors()[0].kind.code(),
        _ => "none",
    };
    assert_eq!(code("figures | summarize sum(value)"), "E024");
    assert_eq!(code("figures | summarize avg(high) by source"), "none");
    assert_eq!(code("figures | summarize avg(value) by source"), "E024");
    assert_eq!(code("figures of killed | summarize sum(value)"), "none");
    assert_eq!(code("figures | lookup e = events on cluster"), "E046");
}

#[test]
fn columns_made_of_values_are_named_by_them() {
    let (_folder, asker) = small_world();
    let names = |question: &str| {
        let rows = asker.answer(question).unwrap().rows.unwrap();
        let names: Vec<String> = rows.columns.into_iter().map(|it| it.name).collect();
        names.join("|")
    };
    // One event is dated to three months, one not at all: the vague one names the column of both.
    let by_month = "count by kind, month(date) | pivot month";
    assert_eq!(
        names(&format!("events | {by_month}")),
        "kind|2020-03|(year only)"
    );
    assert_eq!(
        names(&format!("events | where date is null | {by_month}")),
        "kind|(no date)"
    );
    let by_country = "events | count by kind, place.country | pivot country";
    assert_eq!(names(by_country), "kind|Norland|Sudland|(none)");
    // Which columns there are does not hang on the rows that later stages leave.
    for after in ["take 1", "where kind = consult", "where Norland = 9"] {
        let found = names(&format!("{by_country} | {after}"));
        assert_eq!(found, "kind|Norland|Sudland|(none)", "{after}");
    }
    assert_eq!(
        names("figures | compare high across source"),
        "cluster|n|low|high|lowest_by|highest_by|spread|overlap|asof_gap|Evening Star|Morning Post"
    );
}

#[test]
fn a_column_that_no_value_makes_is_unknown_wherever_it_is_named() {
    let (_folder, asker) = small_world();
    let code = |question: &str| match asker.answer(question) {
        Err(dateline::ask::Trouble::Question(errors)) => errors.errors()[0].kind.code(),
        other => panic!("{question}: {other:?}"),
    };
    let pivot = "events | count by kind, place.country | pivot country";
    for after in [
        "sort Sudlnd",
        "where Sudlnd > 9",
        "select kind, Sudlnd",
        "summarize sum(Sudlnd)",
        "drop Sudlnd",
    ] {
        assert_eq!(code(&format!("{pivot} | {after}")), "E010", "{after}");
    }
    let inside = format!("events | where kind in ({pivot} | where Sudlnd > 0 | select kind)");
    assert_eq!(code(&inside), "E010");
    assert_eq!(code(&format!("{pivot} | sort country")), "E011");
    assert_eq!(code("events | count by kind | chart bar | take 3"), "E042");
    assert_eq!(
        code("let drawn = events | count by kind | chart bar; drawn | take 3"),
        "E042"
    );
}

#[test]
fn what_rows_are_grouped_by_may_look_at_other_rows() {
    let (_folder, asker) = small_world();
    let pairs = [
        (
            "articles | count by rank(words)",
            "articles | derive rank = rank(words) | count by rank",
        ),
        (
            "articles | summarize n = count() by r = rank(words) + 1",
            "articles | derive r = rank(words) + 1 | summarize n = count() by r",
        ),
        (
            "articles | distinct language, rank(words)",
            "articles | derive rank = rank(words) | distinct language, rank",
        ),
        (
            "events | sort date | top 3 lag(kind)",
            "events | sort date | derive lag = lag(kind) | top 3 lag",
        ),
        (
            "events | count by kind | facet share(count)",
            "events | count by kind | derive share = share(count) | facet share",
        ),
        (
            "articles | take 1 per rank(words) | select id",
            "articles | derive rank = rank(words) | take 1 per rank | select id",
        ),
    ];
    for (short, long) in pairs {
        let (short, long) = (answer(&asker, short), answer(&asker, long));
        assert!(!long.is_empty() && !long.contains("Trouble"), "{long}");
        assert_eq!(short, long);
    }
    let inside = "articles | where any(events where rank(confidence) < 2)";
    assert!(
        answer(&asker, inside).contains("WrongType"),
        "no row of its own"
    );
}
