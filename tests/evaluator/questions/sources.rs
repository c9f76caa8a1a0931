//! Where rows come from.

use super::super::schema::{NOUNS, Noun};
use super::Writer;

impl Writer<'_> {
    pub(super) fn source(&mut self) -> String {
        if self.depth == 0 {
            match self.dice.below(24) {
                0 => return self.network(),
                1 => return self.path(),
                2 => return self.set_operation(),
                3 => {
                    let inner = self.inner(Self::pipeline);
                    return format!("({inner})");
                }
                _ => {}
            }
        }
        if let Some((name, _)) = self.lets.first().cloned()
            && self.dice.once_in(2)
        {
            return name;
        }
        let (word, noun, _) = *self.dice.pick(NOUNS);
        // Events, quotes and figures have the most to ask about.
        let (word, noun) = match self.dice.below(6) {
            0 => ("events", Noun::Events),
            1 => ("figures", Noun::Figures),
            _ => (word, noun),
        };
        self.with_clauses(word, noun)
    }

    fn with_clauses(&mut self, word: &str, noun: Noun) -> String {
        let mut text = word.to_owned();
        while self.dice.once_in(3) {
            let clause = self.clause_of(noun);
            if !clause.is_empty() {
                text = format!("{text} {clause}");
            }
        }
        text
    }

    fn network(&mut self) -> String {
        let (word, noun) = *self.dice.pick(&[
            ("comention", Noun::Sentences),
            ("coevent", Noun::Events),
            ("quotes", Noun::Quotes),
        ]);
        let of = match self.dice.below(3) {
            0 => format!(" of {}", self.entity_name(None)),
            1 => format!(" of {}+", self.entity_name(None)),
            _ => String::new(),
        };
        self.with_clauses(&format!("network {word}{of}"), noun)
    }

    fn path(&mut self) -> String {
        let (from, to) = (self.entity_name(None), self.entity_name(None));
        let plus = *self.dice.pick(&["", "", "+"]);
        let (via, noun) = *self.dice.pick(&[
            ("", Noun::Sentences),
            (" via comention", Noun::Sentences),
            (" via coevent", Noun::Events),
            (" via quotes", Noun::Quotes),
        ]);
        let max = *self
            .dice
            .pick(&["", " max 2", " max 4", " max 1", " max 6"]);
        self.with_clauses(&format!("path from {from}{plus} to {to}{via}{max}"), noun)
    }

    /// Two queries of one shape.
    fn set_operation(&mut self) -> String {
        let word = *self.dice.pick(&["union", "except", "intersect"]);
        let (first, first_noun) = (self.some_noun(), Noun::Events);
        let shape = *self.dice.pick(&[
            "| distinct source",
            "| distinct source, year(published)",
            "| count by source",
            "| select article",
            "",
        ]);
        let second = if shape.is_empty() {
            first
        } else {
            self.some_noun()
        };
        let noun_of = |word: &str| {
            NOUNS
                .iter()
                .find(|it| it.0 == word)
                .map_or(first_noun, |it| it.1)
        };
        let left = self.with_clauses(first, noun_of(first));
        let right = self.inner(|it| it.with_clauses(second, noun_of(second)));
        format!("{left} {shape} | {word} ({right} {shape})")
    }

    fn some_noun(&mut self) -> &'static str {
        self.dice
            .pick::<&str>(&["events", "quotes", "figures", "mentions"])
    }
}
