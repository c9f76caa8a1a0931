//! Integration tests, one binary.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test that cannot go on fails, and one that cannot start says so"
)]

mod accuracy;
mod architecture;
mod articles;
mod briefs;
mod browser;
mod catalog;
mod charts;
mod checking;
mod clusters;
mod corrections;
mod datasets;
mod evaluation;
mod evaluator;
mod everywhere;
mod evidence;
mod exchange;
mod exporting;
mod faults;
mod formats;
mod formatting;
mod functions;
mod fuzzed;
mod golden;
mod hostile;
mod hostile_input;
mod languages;
mod learning;
mod lessons;
mod links;
mod loading;
mod maps;
mod meaning;
mod merging;
mod mistakes;
mod output;
mod page;
mod parquet;
mod plans;
mod postgres;
mod properties;
mod queries;
mod random_queries;
mod reading;
mod readme;
mod reports;
mod rewrite;
mod round_trip;
mod rows;
mod scores;
mod sentences;
mod show;
mod stats;
mod stopped;
mod stress;
mod sums;
mod support;
#[cfg(unix)]
mod terminal;
mod tools;
mod unseen;
mod watching;
mod wire;
mod world;
