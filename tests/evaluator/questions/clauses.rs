//! Clauses.

use super::super::schema::{Noun, members, primary_date};
use super::{Parameter, Writer};

impl Writer<'_> {
    /// A clause that a noun can answer.
    pub(super) fn clause_of(&mut self, noun: Noun) -> String {
        let not = if self.dice.once_in(5) { "not " } else { "" };
        let mut options: Vec<&str> = Vec::new();
        if primary_date(noun).is_some() {
            options.extend(["time", "time"]);
        }
        let more: &[&str] = match noun {
            Noun::Articles => &["author", "mentioning", "from", "about", "matching"],
            Noun::Sentences => &["by", "mentioning", "from", "about", "matching"],
            Noun::Entities => &["named", "named", "place"],
            Noun::Mentions => &["mentioning", "from", "about", "matching"],
            Noun::Events => &[
                "by",
                "against",
                "to",
                "with",
                "of",
                "as",
                "place",
                "according",
                "mentioning",
                "from",
                "about",
                "matching",
            ],
            Noun::Quotes => &[
                "by",
                "of quote",
                "according",
                "mentioning",
                "from",
                "about",
                "matching",
            ],
            Noun::Figures => &[
                "of figure",
                "place",
                "according",
                "mentioning",
                "from",
                "about",
                "matching",
            ],
            Noun::Clusters => &["mentioning"],
            Noun::Sources => &[],
        };
        options.extend(more);
        let Some(option) = self.dice.pick_any(&options).copied() else {
            return String::new();
        };
        let clause = match option {
            "time" if self.dice.once_in(8) && noun != Noun::Clusters => {
                let word = *self
                    .dice
                    .pick(&["during", "since", "possibly before", "until"]);
                let shift = *self.dice.pick(&["", " + 1mo", " - 3d", ".."]);
                format!("{word} published{shift}")
            }
            "time" => self.time_clause(),
            "place" => self.place_clause(),
            "author" => format!(
                "by {}",
                self.dice.pick(&[
                    "\"A. Writer\"",
                    "(\"éva quill\", \"X\")",
                    "all (\"a writer\")"
                ])
            ),
            "from" => format!("from {}", self.outlets()),
            "about" => format!("about {}", self.words()),
            "matching" => format!("matching {}", self.full_text(0)),
            "of" => format!("of {}", self.word_list(&["event_kind", "event_mode"])),
            "of quote" => format!("of {}", self.word_list(&["quote_form"])),
            "of figure" => format!("of {}", self.word_list(&["measure"])),
            "as" => format!("as {}", self.word_list(&["modality"])),
            "according" => format!("according to {}", self.claimants()),
            "named" => format!("named {}", self.called()),
            who => format!("{who} {}", self.names(None)),
        };
        format!("{not}{clause}")
    }

    pub(super) fn time_clause(&mut self) -> String {
        let possibly = if self.dice.once_in(3) {
            "possibly "
        } else {
            ""
        };
        let word = *self
            .dice
            .pick(&["during", "since", "until", "before", "after"]);
        format!("{possibly}{word} {}", self.when())
    }

    pub(super) fn place_clause(&mut self) -> String {
        match self.dice.below(5) {
            0 => {
                let far = *self.dice.pick(&["15km", "30 km", "20mi", "1.5km"]);
                format!("near {} {far}", self.entity_name(Some("place")))
            }
            1 | 2 => format!("at {}", self.names(Some("place")).replace('+', "")),
            _ => format!("within {}", self.names(Some("place"))),
        }
    }

    /// Names of entities: one, several, each of several, or those of a query.
    pub(super) fn names(&mut self, kind: Option<&str>) -> String {
        match self.dice.below(8) {
            0 | 1 => format!("({}, {})", self.name(kind), self.name(kind)),
            2 => format!("all ({}, {})", self.name(kind), self.name(kind)),
            3 if self.depth == 0 => {
                let noun = if kind.is_some() {
                    "places"
                } else {
                    *self.dice.pick(&["people", "groups", "entities"])
                };
                let clause = self.inner(|it| it.clause_of(Noun::Entities));
                format!("({noun} {clause})")
            }
            4 if self.depth == 0 && kind.is_none() => "(mentions | distinct entity)".to_owned(),
            _ => self.name(kind),
        }
    }

    fn name(&mut self, kind: Option<&str>) -> String {
        let plus = if self.dice.once_in(4) { "+" } else { "" };
        self.takes_lists = true;
        let name = self.entity_name(kind);
        self.takes_lists = false;
        format!("{name}{plus}")
    }

    fn called(&mut self) -> String {
        (*self.dice.pick(&[
            "\"Front\"",
            "(\"reds\", 'Harbour')",
            "\"Norland\"",
            "@ida-vik",
            "\"al wizara\"",
            "all (\"Front\", \"Red Flag\")",
        ]))
        .to_owned()
    }

    fn outlets(&mut self) -> String {
        match self.dice.below(4) {
            0 => format!("({}, {})", self.outlet(), self.outlet()),
            1 if self.depth == 0 => "(sources | where country is null)".to_owned(),
            _ => self.outlet(),
        }
    }

    fn claimants(&mut self) -> String {
        match self.dice.below(4) {
            0 => self.outlet(),
            1 => format!("({}, {})", self.name(None), self.outlet()),
            _ => self.names(None),
        }
    }

    fn word_list(&mut self, sets: &[&str]) -> String {
        let all: Vec<&str> = sets
            .iter()
            .flat_map(|set| members(set).iter().copied())
            .collect();
        let one = *self.dice.pick(&all);
        let known = self.parameters.iter().find(|(_, kind)| match kind {
            Parameter::Word(set) | Parameter::Words(set) => sets.contains(set),
            _ => false,
        });
        if let Some((name, _)) = known.cloned()
            && !self.dice.once_in(3)
        {
            return name;
        }
        match self.dice.below(3) {
            0 => format!("({one}, {})", self.dice.pick(&all)),
            1 => format!("\"{one}\""),
            _ => one.to_owned(),
        }
    }

    fn words(&mut self) -> String {
        let words = [
            "\"attacks\"",
            "\"talking\"",
            "\"bridge\"",
            "\"closing\"",
            "\"cafe\"",
            "\"norland\"",
            "\"steel reports\"",
            "\"near\"",
            "\"Red Flag\"",
            "\"OR\"",
        ];
        (*self.dice.pick(&words)).to_owned()
    }

    /// What `matching` looks for.
    fn full_text(&mut self, depth: usize) -> String {
        match self.dice.below(if depth > 1 { 3 } else { 7 }) {
            0 => format!(
                "\"{}\"*",
                self.dice
                    .pick(&["att", "rep", "nor", "bri", "red fl", "talk"])
            ),
            1 => {
                let distance = *self.dice.pick(&["", ", 1", ", 3", ", 0"]);
                format!("near({}, {}{distance})", self.words(), self.words())
            }
            2 => self.words(),
            3 => format!(
                "{} or {}",
                self.full_text(depth + 1),
                self.full_text(depth + 1)
            ),
            4 => format!("{} and not {}", self.full_text(2), self.full_text(2)),
            5 => format!(
                "({} or {}) and {}",
                self.full_text(2),
                self.full_text(2),
                self.full_text(2)
            ),
            _ => format!("not {}", self.full_text(2)),
        }
    }
}
