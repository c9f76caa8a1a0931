use super::function::FUNCTIONS;
use crate::query::parse::words::{AGGREGATES, is_stage};

#[test]
fn the_words_of_aggregates_are_those_of_the_functions() {
    let all = FUNCTIONS.iter().filter(|known| known.is_aggregate());
    let all = all.filter(|known| !is_stage(known.name));
    let mut names: Vec<&str> = all.map(|known| known.name).collect();
    let mut words = AGGREGATES.to_vec();
    names.sort_unstable();
    words.sort_unstable();
    assert_eq!(names, words);
}
