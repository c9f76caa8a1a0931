//! Words around names, by the classes that rules ask for.

use crate::lexicon::classed::{ClassedWords, classes};
use crate::lexicon::error::LexiconError;

classes! {
    /// Classes of words around names.
    pub NamingWord {
        /// Ends the name of a body of a state, and hardly that of a paper or company: "ministry".
        BodyOfState = "body_of_state",
        /// Behind a hyphen: what the country before it does or is: "led" in "US-led".
        Deed = "deed",
        /// May stand between a subject and its verb: "already".
        Adverb = "adverb",
        /// With "to" behind it: what a government is given or told, not a city: "appeal to".
        GivenTo = "given_to",
        /// With "on" behind it: what is laid upon a government, not a city: "sanctions on".
        PutOn = "put_on",
        /// A verb whose subject a government may be: "sought".
        VerbOfState = "verb_of_state",
        /// Countries without their names: "neighbours".
        States = "states",
        /// Countries or bodies without their names: "sides".
        Sides = "sides",
        /// People without their names: "leaders".
        Persons = "persons",
        /// A title that only a man bears: "king".
        MaleTitle = "male_title",
        /// A title that only a woman bears: "queen".
        FemaleTitle = "female_title",
        /// Before an office, and no part of it: "former".
        PassingModifier = "passing_modifier",
        /// A body of which a state has one, or one for each field: "treasury".
        SoleBody = "sole_body",
        /// Forces of a state, and hardly their officers: "navy".
        Forces = "forces",
        /// Behind the name of a region, and no part of it: "province".
        KindOfRegion = "kind_of_region",
    }
}

pub(super) fn load() -> Result<ClassedWords<NamingWord>, LexiconError> {
    let data = include_str!("../data/naming_words.tsv");
    ClassedWords::read("naming_words.tsv", data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_words_load() {
        let words = load().unwrap();
        assert!(words.has(NamingWord::Deed, "Backed"));
        assert!(words.has(NamingWord::FemaleTitle, "queen"));
        assert!(!words.has(NamingWord::FemaleTitle, "king"));
    }
}
