//! Inputs that look like this format are taken in or refused.

#![no_main]

use dateline_fuzz::formats::{Shape, load};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| load(Shape::Warc, bytes));
