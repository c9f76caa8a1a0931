//! A second, naive reading of the language: plain loops over rows in memory, written from the
//! language page. It shares the syntax tree with the product and nothing else, and must give the
//! rows that the database gives, for random questions over random small worlds.
//!
//! `DATELINE_RANDOM_QUESTIONS=20000 cargo test --test main naive_reading -- --nocapture` asks more than
//! the usual run does; `DATELINE_RANDOM_SEED` begins with another world. What once was answered
//! differently is kept in `cases.txt`.

#![expect(
    clippy::struct_excessive_bools,
    reason = "a table has marks that are independent"
)]

mod aggregates;
mod bins;
mod cell;
mod citing;
mod clauses;
mod comparison;
mod comparisons;
mod contrast;
mod coverage;
mod dates;
mod dice;
mod expressions;
mod functions;
mod groups;
mod joins;
mod kinds;
mod links;
mod memory;
mod names;
mod network;
mod pipeline;
mod questions;
mod schema;
mod scope;
mod stages;
mod table;
mod text;
mod turns;
mod walk;
mod windows;
mod world;

use std::collections::BTreeMap;

use comparison::{Verdict, World};
use coverage::Reached;
use questions::Writer;

/// Questions asked of one world.
const PER_WORLD: u64 = 50;
/// Questions asked where `DATELINE_RANDOM_QUESTIONS` does not say how many.
const QUESTIONS: u64 = 1500;
/// Disagreements told at once.
const TOLD: usize = 40;

/// What came of many questions.
#[derive(Default)]
struct Tally {
    verdicts: BTreeMap<&'static str, u64>,
    wrong: Vec<String>,
    reached: Reached,
}

impl Tally {
    fn ask(&mut self, world: &World, seed: u64, question: &str) {
        let (name, reason) = match world.judge(question) {
            Verdict::Agree => ("agree", None),
            Verdict::BothRefuse(_) => ("both refuse", None),
            Verdict::Refused(reason) => ("refused", Some(reason)),
            Verdict::Unknown(reason) => ("unknown", Some(reason)),
            Verdict::Differ(reason) => ("differ", Some(reason)),
        };
        *self.verdicts.entry(name).or_default() += 1;
        if name == "agree"
            && let Ok(script) = dateline::query::parse::parse(question)
        {
            self.reached.add(&script);
        }
        if let Some(reason) = reason {
            self.wrong
                .push(format!("world {seed}: {name}\n{question}\n{reason}"));
        }
    }

    /// Fails if any answer was wrong.
    fn end(&self) {
        eprintln!("{:?}", self.verdicts);
        let few: Vec<&str> = self.wrong.iter().take(TOLD).map(String::as_str).collect();
        assert!(
            self.wrong.is_empty(),
            "{} wrong\n{}",
            self.wrong.len(),
            few.join("\n\n")
        );
    }
}

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().unwrap())
}

#[test]
fn the_database_answers_as_a_naive_reading_does() {
    let n_questions = number("DATELINE_RANDOM_QUESTIONS", QUESTIONS);
    let start = number("DATELINE_RANDOM_SEED", 1);
    let mut tally = Tally::default();
    for seed in start..start + n_questions.div_ceil(PER_WORLD) {
        let world = World::new(seed);
        for n in 0..PER_WORLD {
            let question = Writer::new(&world, seed * PER_WORLD + n).script();
            tally.ask(&world, seed, &question);
        }
    }
    tally.end();
    if n_questions >= QUESTIONS {
        let missing = tally.reached.missing();
        assert!(missing.is_empty(), "never asked: {}", missing.join(", "));
    }
}

/// Each line a world's seed and a question, with a tab between.
#[test]
fn what_was_answered_differently_once_is_not_again() {
    let mut tally = Tally::default();
    let mut worlds: BTreeMap<u64, World> = BTreeMap::new();
    for line in include_str!("cases.txt").lines() {
        let (seed, question) = line.split_once('\t').unwrap();
        let seed = seed.parse().unwrap();
        let world = worlds.entry(seed).or_insert_with(|| World::new(seed));
        tally.ask(world, seed, question);
    }
    tally.end();
}
