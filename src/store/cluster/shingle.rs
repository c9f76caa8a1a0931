//! Text → the smallest hashes of its runs of four words.

use rusqlite::{Connection, Result, params};

/// Hashes kept of an article.
pub(super) const KEPT: usize = 32;
/// Words of a run.
const RUN: usize = 4;
/// A text with fewer runs is too short to be told from others.
const FEWEST: usize = 24;

/// Stores the hashes of an article.
pub(in crate::store) fn put(connection: &Connection, article: i64, text: &str) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM shingle WHERE article = ?1")?
        .execute([article])?;
    let mut insert =
        connection.prepare_cached("INSERT INTO shingle (hash, article) VALUES (?1, ?2)")?;
    for hash in smallest(text) {
        insert.execute(params![hash, article])?;
    }
    Ok(())
}

/// The smallest hashes, in order; none of a short text.
pub(in crate::store) fn smallest(text: &str) -> Vec<i64> {
    let words: Vec<u64> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            word.chars()
                .flat_map(char::to_lowercase)
                .fold(0xcbf2_9ce4_8422_2325, |hash, letter| {
                    (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3)
                })
        })
        .collect();
    let mut hashes: Vec<i64> = words
        .windows(RUN)
        .map(|run| {
            run.iter()
                .fold(0, |hash, word| mixed(hash ^ word))
                .cast_signed()
        })
        .collect();
    hashes.sort_unstable();
    hashes.dedup();
    if hashes.len() < FEWEST {
        return Vec::new();
    }
    hashes.truncate(KEPT);
    hashes
}

/// The finisher of the `SplitMix64` generator: every bit of the input changes half of the output.
fn mixed(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}
