//! Words of the lines above and below an article that name its author, outlet or day.

use super::classed::{ClassedWords, classes};
use super::error::LexiconError;

classes! {
    /// Classes of words of such lines.
    pub BylineWord {
        /// May stand beside a date in a line that says when the article appeared: "published".
        Date = "date",
        /// A small word inside the name of a person or outlet: "bin".
        Particle = "particle",
        /// Says what somebody does, or where: no part of a name: "reporter".
        NoName = "no_name",
        /// With a colon behind it: the outlet follows: "source".
        OutletLabel = "outlet_label",
        /// With a colon behind it: the day follows: "posted".
        DateLabel = "date_label",
        /// With a colon behind it: the author follows: "reporter".
        AuthorLabel = "author_label",
        /// With a colon behind it: the title follows: "headline".
        TitleLabel = "title_label",
        /// With a colon behind it: the address follows: "link".
        AddressLabel = "address_label",
    }
}

pub(super) fn load() -> Result<ClassedWords<BylineWord>, LexiconError> {
    let data = include_str!("data/byline_words.tsv");
    ClassedWords::read("byline_words.tsv", data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_words_load() {
        let words = load().unwrap();
        assert!(words.has(BylineWord::Date, "Updated"));
        assert!(words.has(BylineWord::DateLabel, "Publication date"));
        assert!(!words.has(BylineWord::NoName, "Roe"));
    }
}
