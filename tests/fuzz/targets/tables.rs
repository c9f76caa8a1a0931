//! Any rows of a table of coded events are used or refused.

#![no_main]

use dateline_fuzz::tables;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| tables::load(bytes));
