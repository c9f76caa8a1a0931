//! Completion at every key, on a million entities with three million names.
//!
//! `cargo bench --bench complete`

#![expect(clippy::print_stdout, reason = "a bench tells what it has measured")]

use std::hint::black_box;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use dateline::query::complete::complete;
use dateline::store::Store;
use rusqlite::Connection;

const ENTITIES: usize = 1_000_000;

/// What a key may take.
const LIMIT: Duration = Duration::from_millis(20);

/// How long reading the names may take.
const READ_WITHIN: Duration = Duration::from_mins(2);

const SYLLABLES: [&str; 32] = [
    "ka", "ra", "mi", "to", "sha", "el", "ben", "al", "ib", "ha", "mo", "rai", "zu", "fe", "li",
    "dor", "ven", "pas", "qua", "ber", "nor", "tis", "gra", "hul", "jo", "wi", "xan", "yu", "ost",
    "ev", "sy", "ir",
];

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit
    }

    fn word(&mut self) -> String {
        let n = 2 + self.below(3);
        (0..n)
            .map(|_| SYLLABLES[self.below(SYLLABLES.len())])
            .collect()
    }
}

fn database(path: &Path) {
    drop(Store::create(path).expect("there is room for a database"));
    let mut connection = Connection::open(path).expect("the database was just made");
    let transaction = connection.transaction().expect("nobody else writes");
    {
        let mut entity = transaction
            .prepare("INSERT INTO entity (key, id, name, kind) VALUES (?1, ?2, ?3, ?4)")
            .expect("the table is there");
        let mut alias = transaction
            .prepare("INSERT INTO alias (entity, ord, text, norm) VALUES (?1, ?2, ?3, ?3)")
            .expect("the table is there");
        let kinds = ["person", "person", "organization", "place", "armed_group"];
        let mut dice = Dice(7);
        for number in 0..ENTITIES {
            let key = i64::try_from(number).expect("there are few");
            let family = dice.word();
            let name = format!("{} {family}", dice.word());
            let kind = kinds[number % kinds.len()];
            let written = entity.execute((key, format!("e{number}"), &name, kind));
            written.expect("the row is new");
            let names = [
                name,
                format!("{} {} {family}", dice.word(), dice.word()),
                family,
            ];
            for (ord, name) in names.iter().enumerate() {
                let ord = i64::try_from(ord).expect("there are few");
                alias.execute((key, ord, name)).expect("the row is new");
            }
        }
    }
    transaction.commit().expect("there is room");
}

/// A question as it is typed, one key after the other.
const TYPED: &str =
    "events of assault by \"karabe\" within \"mos\" during 2016 | count by month(date), @e4";

fn bench(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("there is room for a database");
    let path = folder.path().join("bench.db");
    database(&path);
    let store = Store::open(&path).expect("the database was just made");
    let worst = |when: &str| {
        let keys = (1..=TYPED.len()).map(|cursor| {
            let start = Instant::now();
            black_box(complete(&TYPED[..cursor], cursor, &store));
            (start.elapsed(), cursor)
        });
        let (time, cursor) = keys.max().expect("something is typed");
        let text = &TYPED[..cursor];
        assert!(time <= LIMIT, "{when}: {time:?} after {text}");
        println!("{when}: the slowest key takes {time:?}, after {text}");
    };
    let start = Instant::now();
    worst("while the names are being read");
    let at_once = complete("events by \"k", 12, &store);
    while complete("events by \"k", 12, &store) == at_once && start.elapsed() < READ_WITHIN {
        thread::sleep(Duration::from_millis(50));
    }
    println!("the names are there after {:?}", start.elapsed());
    worst("with the names");
    for (name, text) in [
        ("any name", "events by \""),
        ("one letter", "events by \"k"),
        ("a place by two letters", "events within \"mo"),
        ("a word", "events by \"karabe"),
        ("a handle", "events by @e4"),
        ("a field", "events | count by "),
    ] {
        criterion.bench_function(name, |bencher| {
            bencher.iter(|| black_box(complete(text, text.len(), &store)));
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = bench
}
criterion_main!(benches);
