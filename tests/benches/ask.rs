//! The asking side: compiling a question, and the whole program from start to answer.
//!
//! `cargo bench --bench ask`. The questions are those of `tests/fixtures/questions.dq`; they are compiled
//! against the test world where that lies beside the project, else those that fit the demonstration
//! corpus.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;

use criterion::{Criterion, criterion_group, criterion_main};
use dateline::query::{Options, compile};
use dateline::store::Store;

/// 2018-09-02, the day on which the questions are asked.
const NOW: i32 = 17_776;

fn dateline() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.env_remove("DATELINE_DB");
    command
}

fn database(folder: &Path) -> PathBuf {
    let path = folder.join("bench.db");
    let world = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/world/world.jsonl");
    let mut command = dateline();
    if world.exists() {
        command.arg("load").arg(world).arg("--quiet");
    } else {
        command.arg("demo");
    }
    let output = command
        .arg("--db")
        .arg(&path)
        .output()
        .expect("the program runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    path
}

fn questions(store: &Store, options: &Options) -> Vec<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/questions.dq");
    let text = fs::read_to_string(file).expect("the questions are there");
    let lines = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .filter(|line| compile(line, store, options).is_ok())
        .map(str::to_owned)
        .collect()
}

fn bench(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("there is room for a database");
    let path = database(folder.path());
    let store = Store::open(&path).expect("the database was just made");
    let options = Options {
        now: NOW,
        ..Options::default()
    };
    let questions = questions(&store, &options);

    let mut group = criterion.benchmark_group("compile");
    group.bench_function(format!("{} questions", questions.len()), |bencher| {
        bencher.iter(|| {
            for question in &questions {
                let _ = black_box(compile(black_box(question), &store, &options));
            }
        });
    });
    let plain =
        "events of assault during 2016 | count by month(date), kind | sort -count | take 10";
    group.bench_function("no names", |bencher| {
        bencher.iter(|| black_box(compile(black_box(plain), &store, &options)));
    });
    group.finish();

    criterion.bench_function("start to answer", |bencher| {
        bencher.iter(|| {
            let output = dateline()
                .args([
                    "query",
                    "articles | count by source",
                    "--format",
                    "json",
                    "--db",
                ])
                .arg(&path)
                .output()
                .expect("the program runs");
            assert!(output.status.success());
            output.stdout.len()
        });
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(30);
    targets = bench
}
criterion_main!(benches);
