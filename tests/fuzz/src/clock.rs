//! A limit on the time that one text takes.

use std::time::Instant;

/// Longest time for one text, in nanoseconds of a processor.
const LIMIT: u64 = 50_000_000;

/// Runs a check, and again with a look at the clock of the processor if it seemed slow: another program
/// may have been in the way.
pub fn timely(source: &str, check: fn(&str)) {
    let start = Instant::now();
    check(source);
    if start.elapsed().as_nanos() < u128::from(LIMIT) {
        return;
    }
    let spent = (0..3).map(|_| {
        let before = processor_time();
        check(source);
        processor_time().saturating_sub(before)
    });
    let least = spent.min().unwrap_or(0);
    assert!(least < LIMIT, "took {} ms", least / 1_000_000);
}

/// What this thread has run for, in nanoseconds; 0 where the system does not tell.
fn processor_time() -> u64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    told.split(' ')
        .next()
        .and_then(|first| first.parse().ok())
        .unwrap_or(0)
}
