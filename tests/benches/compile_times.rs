//! How long single calls take: medians of many, after some to warm up.

use std::time::{Duration, Instant};

/// Calls that are timed, after as many that are not.
const CALLS: usize = 200;

/// What calls took.
#[derive(Debug, Clone)]
pub struct Timing {
    /// What was called.
    pub what: String,
    /// Half of the calls took no longer.
    pub median: Duration,
}

/// Times a call.
pub fn time<T>(what: &str, mut call: impl FnMut() -> T) -> Timing {
    let mut taken: Vec<Duration> = (0..CALLS * 2)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(call());
            start.elapsed()
        })
        .skip(CALLS)
        .collect();
    taken.sort_unstable();
    Timing {
        what: what.to_owned(),
        median: taken[CALLS / 2],
    }
}

/// The median over all timings, and the slowest of them.
pub fn median_and_worst(timings: &[Timing]) -> (Duration, &Timing) {
    let mut sorted: Vec<&Timing> = timings.iter().collect();
    sorted.sort_by_key(|timing| timing.median);
    let worst = sorted.last().expect("something was timed");
    (sorted[sorted.len() / 2].median, worst)
}

/// One line for each timing, slowest first, then the summary; returns median and worst.
pub fn report(title: &str, timings: &[Timing]) -> (Duration, Duration) {
    let mut sorted: Vec<&Timing> = timings.iter().collect();
    sorted.sort_by_key(|timing| std::cmp::Reverse(timing.median));
    println!("{title}");
    for timing in sorted {
        let micros = timing.median.as_secs_f64() * 1e6;
        println!("  {micros:8.1} µs  {}", timing.what);
    }
    let (median, worst) = median_and_worst(timings);
    let worst = worst.median;
    println!("{title}: median {median:.1?}, worst {worst:.1?}\n");
    (median, worst)
}
