//! Words around those who tell, by the classes that rules ask for.

use super::classed::{ClassedWords, classes};
use super::error::LexiconError;

classes! {
    /// Classes of words around those who tell.
    pub TellingWord {
        /// Names a number that somebody has found: "put the toll at".
        Putting = "putting",
        /// Takes a number and what befell those counted as its object: "documented".
        Counting = "counting",
        /// What "put … at" brings the number of: "toll".
        Total = "total",
        /// May stand between a verb of counting and its number: "nearly".
        NumberBound = "number_bound",
        /// Opens a number behind a reporting verb: "about", "at" with "least".
        NumberOpener = "number_opener",
        /// Those whom something befell, without a verb: "fatalities".
        Victims = "victims",
        /// A participle by which an article comments on words instead of going on with them: "said he would go, ending
        /// weeks of doubt".
        Commenting = "commenting",
        /// What an article calls words or deeds that it has just told: "a remark that amused the town".
        Remark = "remark",
        /// What somebody did not say: "but it gave no details".
        Withholding = "withholding",
        /// By which somebody is reached, and who does not speak: "by telephone".
        Medium = "medium",
        /// What is said behind it and "to" is not said yet: "expected to say".
        Awaiting = "awaiting",
        /// Says nothing itself, although much goes according to it: "plan".
        Rule = "rule",
    }
}

pub(super) fn load() -> Result<ClassedWords<TellingWord>, LexiconError> {
    let data = include_str!("data/telling_words.tsv");
    ClassedWords::read("telling_words.tsv", data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_words_load() {
        let words = load().unwrap();
        assert!(words.has(TellingWord::Putting, "Estimated"));
        assert!(words.has(TellingWord::Victims, "fatalities"));
        assert!(!words.has(TellingWord::Putting, "said"));
    }
}
