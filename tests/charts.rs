//! Charts drawn of rows made by hand, kept as files at three widths and in ASCII.

use std::fmt::Write as _;
use std::path::Path;

use dateline::render::Page;
use dateline::render::cell::cells;
use dateline::render::chart::draw;
use dateline::value::{Chart, ChartKind, ChartLabel, Column, ColumnType, Format, Rows, Value};

use crate::golden::check;

fn column(name: &str, kind: ColumnType) -> Column {
    let format = match name {
        "year" => Format::Year,
        _ => Format::Amount,
    };
    Column {
        format,
        ..Column::new(name, kind)
    }
}

/// A cell as written in the tables below: nothing, a number, a date after `@`, or a text.
fn value(text: &str) -> Value {
    if text == "-" {
        return Value::Null;
    }
    if let Some(date) = text.strip_prefix('@') {
        return Value::Date(date.parse().unwrap());
    }
    if let Ok(whole) = text.parse() {
        return Value::Integer(whole);
    }
    text.parse()
        .map_or_else(|_| Value::Text(text.to_owned()), Value::Number)
}

/// Rows and their chart: the first `n_labels` columns are labels, the others numbers.
fn made(kind: ChartKind, heads: &str, n_labels: usize, table: &str) -> (Rows, Chart) {
    let records: Vec<Vec<Value>> = table
        .lines()
        .map(|line| line.split('|').map(|cell| value(cell.trim())).collect())
        .collect();
    let heads: Vec<&str> = heads.split('|').map(str::trim).collect();
    let kind_of = |at: usize| {
        let mut values = records.iter().map(|record| &record[at]);
        if values.any(|value| matches!(value, Value::Date(_))) {
            ColumnType::Date
        } else {
            ColumnType::Plain
        }
    };
    let columns = heads.iter().enumerate();
    let columns = columns
        .map(|(at, name)| column(name, kind_of(at)))
        .collect();
    let labels = (0..n_labels).map(|column| ChartLabel {
        column,
        missing: "(year only)",
    });
    let chart = Chart {
        kind,
        labels: labels.collect(),
        values: (n_labels..heads.len()).collect(),
    };
    (Rows { columns, records }, chart)
}

fn drawn(case: &(Rows, Chart), width: usize, is_ascii: bool) -> String {
    let page = Page {
        width: Some(width),
        is_ascii,
        ..Page::default()
    };
    draw(&case.0, &case.1, page).text
}

const MONTHS: &str = "@2016-01|3\n@2016-02|0\n@2016-05|12\n@2016-06|7\n-|4";
const SERIES: &str =
    "@2014|Iran|3\n@2015|Iran|18\n@2017|Iran|5\n@2014|Syria|0\n@2015|Syria|2\n-|Syria|9";

/// Name of the file, kind, heads, how many labels, rows.
const CASES: &[(&str, ChartKind, &str, usize, &str)] = &[
    (
        "bar",
        ChartKind::Bar,
        "kind|count",
        1,
        "assault|231\nconsult|172\nhumanitarian aid and its long name that goes on|41\nconcede|1\n-|0",
    ),
    ("bar_of_months", ChartKind::Bar, "month|count", 1, MONTHS),
    (
        "bar_below_zero",
        ChartKind::Bar,
        "country|change",
        1,
        "Iraq|-12\nSyria|30.5\nIran|0\nTurkey|-1\nLebanon|-",
    ),
    (
        "bar_of_scripts",
        ChartKind::Bar,
        "name|n",
        1,
        "علي شمخاني|12\n伊斯兰国|7\nالإسلام|1\nKiev|3",
    ),
    (
        "bar_of_huge",
        ChartKind::Bar,
        "measure|sum",
        1,
        "displaced|9223372036854775807\nkilled|470000\nwounded|1",
    ),
    ("bar_of_one", ChartKind::Bar, "kind|count", 1, "assault|1"),
    (
        "bar_of_two_labels",
        ChartKind::Bar,
        "month|actor|count",
        2,
        "@2016-01|Iran|3\n@2016-01|Russia|1\n-|Russia|2",
    ),
    ("line", ChartKind::Line, "month|count", 1, MONTHS),
    (
        "line_below_zero",
        ChartKind::Line,
        "year|change",
        1,
        "2014|-5\n2015|10\n2016|0\n2018|-2",
    ),
    (
        "line_all_equal",
        ChartKind::Line,
        "year|n",
        1,
        "2014|5\n2015|5\n2016|5",
    ),
    (
        "line_of_series",
        ChartKind::Line,
        "year|country|n",
        2,
        SERIES,
    ),
    (
        "hist",
        ChartKind::Hist,
        "high",
        0,
        "1\n2\n2\n3\n9\n14\n15\n27\n38\n-",
    ),
    (
        "hist_of_tolls",
        ChartKind::Hist,
        "high",
        0,
        "2\n5\n30\n38\n75\n900\n470000\n-",
    ),
    (
        "timeline",
        ChartKind::Timeline,
        "date|kind|summary",
        3,
        "@2015|assault|Russia: airstrike\n@2015-06|aid|UN: humanitarian aid\n@2016-02-23|assault|Islamic State: clash with the army at the airport of Deir ez-Zor\n-|coerce|siege",
    ),
    (
        "heat",
        ChartKind::Heat,
        "country|year|n",
        2,
        "Iran|@2014|3\nIran|@2015|18\nSyria|@2015|1\nSyria|-|7",
    ),
    (
        "heat_of_many",
        ChartKind::Heat,
        "who|2014-01|2014-02|2014-03|2014-04|2014-05|2014-06|2014-07|2014-08|2014-09|2014-10|2014-11|2014-12|2015-01|2015-02|2015-03|(year only)",
        1,
        "Iran|0|0|1|2|3|4|5|6|7|8|9|10|111|12|13|14\nSyria|5|0|0|0|1|0|0|0|0|0|0|0|0|0|0|0",
    ),
    (
        "graph",
        ChartKind::Graph,
        "a|b|weight",
        2,
        "Iran|Russia|17\nIran|Syria|30\nRussia|Syria|21\nAdam|Eve|2",
    ),
    (
        "graph_of_one",
        ChartKind::Graph,
        "other|weight",
        1,
        "Russia|17\nSyria|30",
    ),
    ("nothing", ChartKind::Bar, "kind|count", 1, ""),
];

#[test]
fn charts_are_drawn_as_recorded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/chart");
    for (name, kind, heads, n_labels, table) in CASES {
        let case = made(*kind, heads, *n_labels, table);
        let mut text = String::new();
        for (width, is_ascii) in [(60, false), (100, false), (200, false), (60, true)] {
            let form = if is_ascii { ", ASCII" } else { "" };
            write!(
                text,
                "== {width} cells{form}\n{}",
                drawn(&case, width, is_ascii)
            )
            .unwrap();
        }
        check(&folder.join(format!("{name}.txt")), &text);
    }
}

#[test]
fn no_line_is_wider_than_the_page_and_ascii_keeps_to_ascii() {
    for (name, kind, heads, n_labels, table) in CASES {
        let case = made(*kind, heads, *n_labels, table);
        for width in 60..130 {
            for line in drawn(&case, width, false).lines() {
                assert!(cells(line) <= width, "{name} at {width}: {line}");
            }
        }
        let is_plain = table.is_ascii() && !table.contains('-') && *n_labels > 0;
        let text = drawn(&case, 80, true);
        assert!(!is_plain || text.is_ascii(), "{name}: {text}");
    }
}

#[test]
fn every_number_stands_in_the_chart_as_it_is() {
    for (name, kind, heads, n_labels, table) in CASES {
        let is_told = matches!(kind, ChartKind::Bar | ChartKind::Graph | ChartKind::Heat);
        let case = made(*kind, heads, *n_labels, table);
        let text = drawn(&case, 120, false).replace(',', "");
        for record in case.0.records.iter().filter(|_| is_told) {
            for value in &record[*n_labels..] {
                if let Value::Integer(number) = value {
                    assert!(
                        text.contains(&number.to_string()),
                        "{name}: {number}\n{text}"
                    );
                }
            }
        }
    }
}

/// So many rows of a name, a year and a number; each name has one year.
fn many(kind: ChartKind, n_names: usize) -> (Rows, Chart) {
    let lines: Vec<String> = (0..n_names)
        .map(|at| format!("name {at}|@{}|{}", 1990 + at % 30, at + 1))
        .collect();
    made(kind, "who|year|n", 2, &lines.join("\n"))
}

fn on_a_screen(case: &(Rows, Chart)) -> String {
    let page = Page {
        width: Some(100),
        is_screen: true,
        ..Page::default()
    };
    draw(&case.0, &case.1, page).text
}

#[test]
fn a_screen_shows_twelve_series_and_forty_lines_of_a_grid() {
    let lines = on_a_screen(&many(ChartKind::Line, 108));
    let others = "other (96): not drawn, the lowest in all";
    assert_eq!(lines.lines().last(), Some(others), "{lines}");
    assert_eq!(lines.lines().count(), 12 + 3, "{lines}");
    assert!(
        lines.contains("name 107 ") && lines.contains("name 96 "),
        "{lines}"
    );
    assert!(!lines.contains("name 95 "), "{lines}");
    let grid = on_a_screen(&many(ChartKind::Heat, 96));
    assert!(
        grid.contains("name 39 ") && !grid.contains("name 40 "),
        "{grid}"
    );
    assert!(grid.contains("… 56 more rows"), "{grid}");
    let whole = drawn(&many(ChartKind::Heat, 96), 100, false);
    assert!(whole.contains("name 95 "), "{whole}");
    let short = on_a_screen(&many(ChartKind::Heat, 50));
    assert!(
        short.contains("name 49 ") && !short.contains("more rows"),
        "{short}"
    );
}

#[test]
fn the_time_to_draw_grows_with_the_rows_and_no_faster() {
    // By the square of its names each of these would take minutes.
    for kind in [ChartKind::Line, ChartKind::Heat, ChartKind::Graph] {
        let case = many(kind, 30_000);
        let start = std::time::Instant::now();
        drawn(&case, 100, false);
        let time = start.elapsed().as_secs();
        assert!(time < 20, "{kind:?}: {time} s");
    }
}
