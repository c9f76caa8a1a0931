//! Words around events, by the classes that rules ask for.

use crate::lexicon::classed::{ClassedWords, classes};
use crate::lexicon::error::LexiconError;

classes! {
    /// Classes of words around events.
    pub EventWord {
        /// A verb whose passive names who did a deed: "perpetrated".
        Doing = "doing",
        /// A verb by which somebody makes a deed his own: "claimed" responsibility.
        Owning = "owning",
        /// With "of" behind it: how long or how often something happened: "days", "rounds".
        Extent = "extent",
        /// Says that what is told is not so: "mistakenly".
        Wrongly = "wrongly",
        /// Opens a sentence that only imagines something: "suppose".
        Supposing = "supposing",
        /// Words told before, spoken of as such: "comments".
        Remarks = "remarks",
        /// Has such words as its object: "made".
        Making = "making",
        /// Behind "no" it counts or compares: "fewer", "sooner".
        Compared = "compared",
        /// With "to" behind it: a verb in -ing tells what nobody has done: "opposed to".
        UndoneTo = "undone_to",
        /// With "of" behind it: a verb in -ing tells what nobody has done: "spoke of".
        UndoneOf = "undone_of",
        /// With "for" behind it: a verb in -ing tells what nobody has done: "terms for".
        UndoneFor = "undone_for",
        /// With "about" behind it: a verb in -ing tells what nobody has done: "talked about".
        UndoneAbout = "undone_about",
        /// With "of" behind it: somebody did not do it: "acquitted".
        Cleared = "cleared",
        /// With "for" behind it: somebody is said to have done it: "trial".
        Trial = "trial",
        /// Somebody who is no part of the person named before: "brother".
        Kin = "kin",
        /// Before forces: they are those of a state: "government".
        OfState = "of_state",
        /// Where something may lie from somewhere else: "east".
        Direction = "direction",
        /// Before a number it only qualifies it: "nearly".
        Qualifier = "qualifier",
        /// With "of" behind it: a part of many: "several".
        PartOfMany = "part_of_many",
        /// A number in words: "twelve".
        SmallNumber = "small_number",
        /// A noun that stands with the prepositions around it for one: "on behalf of".
        Compound = "compound",
        /// Stands for some or all of those spoken of before: "everybody".
        Some = "some",
    }
}

pub(super) fn load() -> Result<ClassedWords<EventWord>, LexiconError> {
    let data = include_str!("../data/event_words.tsv");
    ClassedWords::read("event_words.tsv", data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_words_load() {
        let words = load().unwrap();
        assert!(words.has(EventWord::Doing, "Perpetrated"));
        assert!(words.has(EventWord::Kin, "brother"));
        assert!(!words.has(EventWord::Kin, "minister"));
    }
}
