//! Each question against the best SQL that a person wrote for it, on the same database.
//!
//! ```text
//! python3 make_corpus.py --out corpus --scale 0.2; python3 to_dateline.py corpus > corpus.jsonl
//! dateline load corpus.jsonl --db bench.db
//! sqlite3 bench.db < tests/benches/questions/enrich.sql
//! DATELINE_BENCH_DB=bench.db cargo bench --bench questions
//! ```
//!
//! `questions/by_hand.sql` holds each question with the names of that corpus and the SQL; `@e1` and `@s1`
//! in it stand for the keys of an entity and an outlet. Where columns are made of values, a statement
//! before it asks which there are, as somebody has to who writes the columns out. Both are run in turn on one connection, statement
//! prepared and rows read each time, and must give the same rows. `DATELINE_BENCH_ONLY=3,17` takes some
//! of the questions, `DATELINE_BENCH_PLAN=1` shows how SQLite runs both.
//!
//! `DATELINE_BENCH_CASES=fifteen` asks the fifteen questions of `questions/fifteen.sql` instead, which are about
//! the corpus at scale 1 as it is. With `DATELINE_BENCH_CORPUS=corpus` `DuckDB` (the package of Python, two
//! threads, its own tables) is asked the same between them, by `questions/fifteen.py`.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a bench tells what it measured"
)]

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use dateline::ask::searched;
use dateline::query::names::Names;
use dateline::query::{Compiled, Options, Rewrite, compile};
use dateline::store::Store;
use dateline::value::{Column, ColumnType, Rows, Statement, Value};

/// What the compiled statement may take, as a share of what the one by hand takes.
const MEDIAN_RATIO: f64 = 1.05;
const WORST_RATIO: f64 = 1.3;

/// Rounds of a pair: at least, at most, and no new one after so long.
const ROUNDS: (usize, usize) = (5, 201);
const PATIENCE: Duration = Duration::from_secs(3);

/// 2025-06-30, which is `today` for the made corpus.
const NOW: i32 = 20_269;

/// A question with its number and the SQL by hand.
struct Case {
    number: String,
    question: String,
    sql: String,
}

/// Medians of a case.
struct Taken {
    compiled: Duration,
    /// 95th percentile.
    high: Duration,
    by_hand: Duration,
    footnotes: Duration,
    unrewritten: Duration,
    n_rows: usize,
    is_equal: bool,
}

impl Taken {
    fn ratio(&self) -> f64 {
        self.compiled.as_secs_f64() / self.by_hand.as_secs_f64()
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/benches/questions")
}

/// What `DuckDB` took: the median and the 95th percentile in milliseconds, by number.
fn asked_of_duckdb() -> HashMap<String, [f64; 2]> {
    let Some(corpus) = std::env::var_os("DATELINE_BENCH_CORPUS") else {
        return HashMap::new();
    };
    let output = Command::new("python3")
        .arg(folder().join("fifteen.py"))
        .arg(corpus)
        .arg("3")
        .stderr(Stdio::inherit())
        .output()
        .expect("python3 can be started");
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines()
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let number = cells.next()?.to_owned();
            let mut millis = cells.filter_map(|cell| cell.parse().ok());
            Some((number, [millis.next()?, millis.next()?]))
        })
        .collect()
}

/// Cases are paragraphs: `-- 7 question`, then the SQL.
fn cases() -> Vec<Case> {
    let name = std::env::var("DATELINE_BENCH_CASES").unwrap_or_else(|_| "by_hand".to_owned());
    let file = folder().join(name).with_extension("sql");
    let text = fs::read_to_string(file).expect("the questions are there");
    let case = |part: &str| {
        let at = part
            .find("-- ")
            .filter(|at| part[at + 3..].starts_with(|first: char| first.is_ascii_digit()))?;
        let (head, sql) = part[at + 3..].split_once('\n')?;
        let (number, question) = head.split_once(' ')?;
        Some(Case {
            number: number.to_owned(),
            question: question.to_owned(),
            sql: sql.trim().trim_end_matches(';').to_owned(),
        })
    };
    text.split("\n\n").filter_map(case).collect()
}

/// Puts keys for `@e1` and `@s1`.
fn with_keys(sql: &str, store: &Store) -> String {
    let mut parts = sql.split('@');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|it: char| !it.is_ascii_alphanumeric());
        let (handle, rest) = part.split_at(end.unwrap_or(part.len()));
        let key = if handle.starts_with('s') {
            store.outlets(handle).first().map(|outlet| outlet.key)
        } else {
            store.entity(handle).map(|entity| entity.key)
        };
        text.push_str(&key.unwrap_or_else(|| panic!("no {handle}")).to_string());
        text.push_str(rest);
    }
    text
}

fn run(store: &Store, statement: &Statement) -> (Duration, Rows) {
    let start = Instant::now();
    match store.run(statement) {
        Ok(rows) => (start.elapsed(), rows),
        Err(error) => panic!("{error}\n{}", statement.sql),
    }
}

/// All statements; the rows of the last.
fn run_all(store: &Store, statements: &[Statement]) -> (Duration, Rows) {
    let start = Instant::now();
    let rows = statements.iter().map(|statement| run(store, statement).1);
    let rows = rows.last().expect("a case has a statement");
    (start.elapsed(), rows)
}

/// A statement with as many columns as it has; those of the last are the given ones.
fn statement_by_hand(sql: &str, columns: &[Column]) -> Statement {
    let is_of_heads = sql.starts_with("SELECT DISTINCT");
    let head = Column::new("head".to_owned(), ColumnType::Plain);
    Statement {
        sql: sql.to_owned(),
        parameters: Vec::new(),
        columns: if is_of_heads {
            vec![head]
        } else {
            columns.to_vec()
        },
    }
}

/// From the compiled question to its rows: searches, the statement, columns made of values.
fn answer(store: &Store, compiled: &Compiled) -> (Duration, Rows) {
    let compiled = compiled.clone();
    let start = Instant::now();
    let compiled = searched(store, compiled).expect("the search ends");
    let rows = store.run(&compiled.statement);
    let rows = rows.unwrap_or_else(|error| panic!("{error}\n{}", compiled.statement.sql));
    let heads = compiled
        .heads(&rows)
        .map(|statement| run(store, statement).1);
    let rows = compiled.arrange(rows, heads.as_ref());
    let rows = rows.unwrap_or_else(|errors| panic!("{:?}", errors.errors()));
    (start.elapsed(), rows)
}

/// The value that so many percent do not exceed.
fn percentile(taken: &[Duration], percent: usize) -> Duration {
    let mut taken = taken.to_vec();
    taken.sort_unstable();
    taken[(taken.len() * percent / 100).min(taken.len() - 1)]
}

fn median(mut taken: Vec<Duration>) -> Duration {
    taken.sort_unstable();
    taken[taken.len() / 2]
}

fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            (one - other).abs() <= 1e-9 * one.abs().max(other.abs())
        }
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        _ => one == other,
    }
}

fn same_rows(one: &Rows, other: &Rows) -> bool {
    one.records.len() == other.records.len()
        && one.records.iter().zip(&other.records).all(|(one, other)| {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        })
}

fn show_plan(store: &Store, statement: &Statement) {
    println!("{}", statement.sql);
    let Ok(plan) = store.explain(statement) else {
        return;
    };
    for step in plan {
        println!("    {:1$}{2}", "", 2 * step.depth, step.words);
    }
}

fn measure(store: &Store, case: &Case) -> Taken {
    let compiled = |rewrite| {
        let options = Options {
            now: NOW,
            rewrite,
            ..Options::default()
        };
        compile(&case.question, store, &options)
            .unwrap_or_else(|errors| panic!("{}\n{:?}", case.question, errors.errors()))
    };
    let (ours, plain) = (compiled(Rewrite::On), compiled(Rewrite::Off));
    let (_, rows) = answer(store, &ours);
    let by_hand: Vec<Statement> = with_keys(&case.sql, store)
        .split(";\n")
        .map(|sql| statement_by_hand(sql, &rows.columns))
        .collect();
    if std::env::var_os("DATELINE_BENCH_PLAN").is_some() {
        show_plan(store, &ours.statement);
        for part in &by_hand {
            show_plan(store, part);
        }
        for note in &ours.footnotes {
            show_plan(store, &note.statement);
        }
    }
    let (_, expected) = run_all(store, &by_hand);
    let is_equal = same_rows(&rows, &expected);
    if !is_equal {
        eprintln!("{} {}", case.number, case.question);
        for (one, other) in rows.records.iter().zip(&expected.records) {
            if one != other {
                eprintln!("  {one:?}\n  {other:?}");
                break;
            }
        }
        eprintln!(
            "  {} and {} rows",
            rows.records.len(),
            expected.records.len()
        );
    }
    let start = Instant::now();
    let (mut one, mut other) = (Vec::new(), Vec::new());
    while one.len() < ROUNDS.0 || one.len() < ROUNDS.1 && start.elapsed() < PATIENCE {
        // Each goes first in every second round.
        if one.len() % 2 == 0 {
            one.push(answer(store, &ours).0);
            other.push(run_all(store, &by_hand).0);
        } else {
            other.push(run_all(store, &by_hand).0);
            one.push(answer(store, &ours).0);
        }
    }
    let notes = ours
        .footnotes
        .iter()
        .map(|note| median((0..3).map(|_| run(store, &note.statement).0).collect()));
    Taken {
        high: percentile(&one, 95),
        compiled: median(one),
        by_hand: median(other),
        footnotes: notes.sum(),
        unrewritten: answer(store, &plain).0,
        n_rows: rows.records.len(),
        is_equal,
    }
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

fn main() -> ExitCode {
    let Some(database) = std::env::var_os("DATELINE_BENCH_DB") else {
        eprintln!("skipped: DATELINE_BENCH_DB names no database (see the head of this bench)");
        return ExitCode::SUCCESS;
    };
    let store = Store::open(Path::new(&database)).expect("DATELINE_BENCH_DB can be opened");
    let only = std::env::var("DATELINE_BENCH_ONLY").unwrap_or_default();
    let is_asked = |case: &Case| only.is_empty() || only.split(',').any(|it| it == case.number);
    let duckdb = asked_of_duckdb();
    println!(
        "   ms: compiled       p95   by hand  ratio  footnotes  unrewritten     rows    duckdb       p95  ratio"
    );
    let mut ratios = Vec::new();
    let mut n_different = 0;
    for case in cases().iter().filter(|case| is_asked(case)) {
        let taken = measure(&store, case);
        println!(
            "{:>3} {:11.3} {:9.3} {:9.3} {:6.2} {:10.3} {:12.3} {:8} {}  {}{}",
            case.number,
            millis(taken.compiled),
            millis(taken.high),
            millis(taken.by_hand),
            taken.ratio(),
            millis(taken.footnotes),
            millis(taken.unrewritten),
            taken.n_rows,
            duckdb
                .get(&case.number)
                .map_or_else(String::new, |[typical, high]| {
                    let ratio = millis(taken.compiled) / typical;
                    format!("{typical:9.3} {high:9.3} {ratio:6.2}")
                }),
            case.question,
            if taken.is_equal { "" } else { "  OTHER ROWS" },
        );
        ratios.push(taken.ratio());
        n_different += usize::from(!taken.is_equal);
    }
    ratios.sort_by(f64::total_cmp);
    let median = ratios.get(ratios.len() / 2).copied().unwrap_or_default();
    let worst = ratios.last().copied().unwrap_or_default();
    println!(
        "{} questions: ratio {median:.2} at the median, {worst:.2} at worst",
        ratios.len()
    );
    let is_met = n_different == 0 && median <= MEDIAN_RATIO && worst <= WORST_RATIO;
    ExitCode::from(u8::from(!is_met))
}
