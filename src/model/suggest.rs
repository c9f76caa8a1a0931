//! Which known word a misspelt one may stand for.

/// The candidate nearest to `word`, compared without letter case: at most two edits (a swap of
/// neighbours is one), or a third of its length in a long word; the first of equally near ones.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let allowed = (word.chars().count() / 3).clamp(1, 3);
    candidates
        .into_iter()
        .map(|candidate| {
            let distance = strsim::damerau_levenshtein(&word, &candidate.to_lowercase());
            (distance, candidate)
        })
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelt_words_find_the_word_meant() {
        let check = |word, expected| {
            let known = ["where", "select", "derive", "count", "sort", "published"];
            assert_eq!(nearest(word, known), expected, "{word}");
        };
        check("were", Some("where"));
        check("slect", Some("select"));
        check("dervie", Some("derive"));
        check("COUTN", Some("count"));
        check("publishd", Some("published"));
        check("banana", None);
        check("x", None);
        check("", None);
    }
}
