//! Words around numbers, by the classes that rules ask for.

use super::classed::{ClassedWords, classes};
use super::error::LexiconError;

classes! {
    /// Classes of words around numbers.
    pub CountingWord {
        /// A number at which people call for help: "911".
        Emergency = "emergency",
        /// Stands beside such a number: "caller".
        Calling = "calling",
        /// Is told from others of its kind by the number behind it: "section".
        Numbered = "numbered",
        /// Ends the name of a count: "toll".
        CountName = "count_name",
        /// Says how a count changes, or where it stands: "rose".
        Change = "change",
        /// Holds people against their will: "kidnappers".
        Holder = "holder",
        /// What such people do: "hold".
        Hold = "hold",
        /// Opens a part of those counted: "including".
        Part = "part",
        /// Says that a number of victims is now higher: "climbed".
        Risen = "risen",
        /// After a span of time: it only tells when something was, or how old someone is: "later".
        Relating = "relating",
        /// Before a span of time: it is a date: "last".
        Dating = "dating",
        /// Before a span of time: something lasts so long: "lasted".
        Lasting = "lasting",
        /// The same with "for" or "to" between: "jailed".
        LastingFor = "lasting_for",
        /// Behind a span of time and "in": somebody is held so long: "custody".
        Confinement = "confinement",
        /// Names a number of victims, "death" with "toll" after it.
        VictimCount = "victim_count",
        /// Names a number of people who came: "turnout".
        CrowdCount = "crowd_count",
        /// What was counted, where somebody puts it at a number: "figure".
        Put = "put",
        /// Says that somebody puts a count at a number, or that it stands there: "revised".
        Putting = "putting",
        /// Behind a number: a point on a scale or a score, and no count: "degrees".
        Scale = "scale",
        /// Says of one's own people that they fell: "lost".
        Losing = "losing",
        /// Before a number: those counted were told of before: "the".
        Known = "known",
        /// A small number of them says nothing by itself: "sides".
        Vague = "vague",
        /// Says that what is counted are votes: "ballots".
        Voting = "voting",
        /// Sets a number against another: "compared".
        Against = "against",
        /// A verb of what is so now: "remain".
        Current = "current",
    }
}

pub(super) fn load() -> Result<ClassedWords<CountingWord>, LexiconError> {
    let data = include_str!("data/counting_words.tsv");
    ClassedWords::read("counting_words.tsv", data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_words_load() {
        let words = load().unwrap();
        assert!(words.has(CountingWord::Emergency, "911"));
        assert!(words.has(CountingWord::Change, "Rose"));
        assert!(!words.has(CountingWord::Numbered, "people"));
    }
}
