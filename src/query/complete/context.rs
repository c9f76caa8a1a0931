//! What stands before the word that is being typed, and what could follow it there.

use super::scope::{self, Scope};
use super::{Suggestion, SuggestionKind, likely, names, of_kind, values};
use crate::query::FUNCTIONS;
use crate::query::catalog::{FieldType, Members, Noun, noun_words, reach};
use crate::query::names::{Names, Recurring, Wanted};
use crate::query::parse::scan::{Token, TokenKind};
use crate::query::parse::words::is_one_of;
use crate::query::parse::{Expected, expected_after};
use crate::query::resolve::type_words;

/// What stands before the word being typed.
pub(super) struct Context<'a> {
    source: &'a str,
    tokens: &'a [Token],
    pub(super) scope: Scope,
    names: &'a dyn Names,
}

impl<'a> Context<'a> {
    pub(super) fn at(source: &'a str, tokens: &'a [Token], names: &'a dyn Names) -> Self {
        Self {
            source,
            tokens,
            scope: scope::at(source, tokens),
            names,
        }
    }

    /// The text of a token counted from the end.
    pub(super) fn text_back(&self, back: usize) -> &str {
        let index = self.tokens.len().checked_sub(back);
        index.map_or("", |index| self.tokens[index].text(self.source))
    }

    /// The path before a dot that ends the text.
    pub(super) fn dotted(&self) -> Option<Vec<String>> {
        let mut path = Vec::new();
        let mut back = 1;
        while self.text_back(back) == "." {
            path.insert(0, self.text_back(back + 1).to_owned());
            back += 2;
        }
        (!path.is_empty()).then_some(path)
    }

    /// What could stand there; of what is seldom meant only where a word `is_begun`.
    pub(super) fn offered(&self, is_begun: bool) -> Vec<Suggestion> {
        let expected = expected_after(self.source);
        let opposite = self.opposite();
        let mut offered = Vec::new();
        // Opposite a closed set, or a field in which texts recur, only its values make sense.
        let is_value = |one: &Expected| {
            matches!(
                one,
                Expected::Value | Expected::Field | Expected::Identifier
            )
        };
        if expected.iter().any(is_value) {
            match &opposite {
                Opposite::Members(members) => {
                    let words = values::members(*members, self.names);
                    return of_kind(SuggestionKind::Member, words);
                }
                Opposite::Texts(Some(column)) => {
                    return values::quoted(*column, "", "\"", self.names);
                }
                _ => {}
            }
        }
        for one in &expected {
            match one {
                Expected::Source => offered.extend(self.sources()),
                Expected::Identifier => {
                    offered.extend(self.names_opposite(&opposite));
                    offered.extend(self.identifiers());
                }
                Expected::Field => offered.extend(self.fields()),
                Expected::Value => {
                    offered.extend(self.names_opposite(&opposite));
                    offered.extend(self.values());
                    let before = [self.text_back(2), self.text_back(1)];
                    let words = likely::begin_values(self.scope.asked, before, is_begun);
                    let words = words.into_iter().map(str::to_owned).collect();
                    offered.extend(of_kind(SuggestionKind::Keyword, words));
                }
                Expected::Member => {
                    offered.extend(of_kind(SuggestionKind::Member, self.members()));
                }
                Expected::Name => {
                    let asked = names::asked(self.source, self.tokens);
                    let asked = asked.unwrap_or(names::Asked::Entities(Wanted::Anyone));
                    offered.extend(names::quoted(asked, "", "\"", self.names));
                }
                Expected::Moment => {
                    let words = ["today", "ago("].map(str::to_owned);
                    offered.extend(of_kind(SuggestionKind::Function, words.into()));
                    offered.extend(of_kind(SuggestionKind::Field, self.scope.dates(is_begun)));
                }
                Expected::Word(_) => {}
            }
        }
        let keywords = expected.iter().filter_map(|one| match one {
            Expected::Word(word) => Some(*word),
            _ => None,
        });
        let keywords = likely::keywords(
            keywords.collect(),
            self.scope.asked,
            &scope::beginning(self.source, self.tokens),
            self.text_back(1),
        );
        let keywords = keywords.into_iter().map(str::to_owned).collect();
        offered.extend(of_kind(SuggestionKind::Keyword, keywords));
        offered
    }

    fn names_opposite(&self, opposite: &Opposite) -> Vec<Suggestion> {
        match opposite {
            Opposite::Names(asked) => names::quoted(*asked, "", "\"", self.names),
            Opposite::Texts(_) | Opposite::Members(_) | Opposite::Anything => Vec::new(),
        }
    }

    fn fields(&self) -> Vec<Suggestion> {
        of_kind(SuggestionKind::Field, self.scope.fields())
    }

    fn values(&self) -> Vec<Suggestion> {
        let mut values = self.fields();
        values.extend(of_kind(SuggestionKind::Function, functions().collect()));
        values
    }

    fn sources(&self) -> Vec<Suggestion> {
        let nouns = noun_words().map(|noun| noun.word.to_owned()).collect();
        let mut sources = of_kind(SuggestionKind::Noun, nouns);
        sources.extend(of_kind(SuggestionKind::Let, self.scope.lets.clone()));
        sources
    }

    /// Nouns that the rows lead to.
    fn reached(&self) -> Vec<Suggestion> {
        let from = self.scope.noun;
        let nouns = noun_words().filter(|to| from.is_none_or(|from| reach(from, *to).is_some()));
        let words = nouns.map(|noun| noun.word.to_owned()).collect();
        of_kind(SuggestionKind::Noun, words)
    }

    /// An identifier after an arrow is a noun, after `let` or `as` a new name, else a field or value.
    fn identifiers(&self) -> Vec<Suggestion> {
        if self.is_declaring() {
            let words = type_words().map(str::to_owned).collect();
            return of_kind(SuggestionKind::Keyword, words);
        }
        match self.text_back(1).to_ascii_lowercase().as_str() {
            "->" => self.reached(),
            "join" | "lookup" | "union" | "except" | "intersect" => self.sources(),
            "let" | "as" => Vec::new(),
            "in" => {
                let mut offered = of_kind(SuggestionKind::Let, self.scope.lets.clone());
                offered.extend(self.values());
                offered
            }
            _ => self.values(),
        }
    }

    /// Whether the type of a parameter is due: `param $x: `, `param $x: list<`.
    fn is_declaring(&self) -> bool {
        let back = match self.text_back(1) {
            "<" | "(" => 3,
            _ => 1,
        };
        self.text_back(back) == ":" && is_one_of(self.text_back(back + 2), &["param"])
    }

    /// Words after `of` and `as`.
    fn members(&self) -> Vec<String> {
        let last_clause = self.tokens.iter().rev().find(|token| {
            token.kind == TokenKind::Word && is_one_of(token.text(self.source), &["of", "as"])
        });
        let sets: &[Members] = if last_clause.is_some_and(|token| token.is(self.source, "as")) {
            &[Members::Modality]
        } else {
            match self.scope.noun {
                Some(Noun::Quotes) => &[Members::QuoteForm],
                Some(Noun::Figures) => &[Members::Measure],
                _ => &[Members::EventMode, Members::EventKind],
            }
        };
        let words = sets.iter().map(|set| values::members(*set, self.names));
        words.flatten().collect()
    }

    /// Whether a date is due: after a word of time, or opposite a field of dates.
    pub(super) fn is_date_due(&self) -> bool {
        let expected = expected_after(self.source);
        expected.contains(&Expected::Moment)
            || !expected.is_empty() && {
                let path = self.path_opposite(&["=", "!=", "<", "<=", ">", ">=", "in"]);
                path.is_some_and(|path| self.scope.kind_of(&path) == Some(FieldType::Date))
            }
    }

    /// The path on the other side of one of these operators, unless it is a name that is being given.
    fn path_opposite(&self, operators: &[&str]) -> Option<Vec<String>> {
        let mut back = 1;
        // Over the values of a list that stand there already.
        while self.text_back(back) == "," {
            back += 2;
        }
        if self.text_back(back) == "(" {
            back += 1;
        }
        if !is_one_of(self.text_back(back), operators) {
            return None;
        }
        back += 1;
        if is_one_of(self.text_back(back), &["not"]) {
            back += 1;
        }
        let mut path = vec![self.text_back(back).to_owned()];
        while self.text_back(back + 1) == "." {
            path.insert(0, self.text_back(back + 2).to_owned());
            back += 2;
        }
        // `select kind = ` and its like give a name.
        let naming = [
            "select",
            "derive",
            "summarize",
            "distinct",
            "join",
            "lookup",
        ];
        (!is_one_of(self.text_back(back + 1), &naming)).then_some(path)
    }

    /// What stands opposite a value: `kind = `, `actor in (`.
    pub(super) fn opposite(&self) -> Opposite {
        let Some(path) = self.path_opposite(&["=", "!=", "in"]) else {
            return Opposite::Anything;
        };
        match self.scope.kind_of(&path) {
            Some(FieldType::Enum(members)) => Opposite::Members(members),
            Some(FieldType::Row(Noun::Sources)) => Opposite::Names(names::Asked::Outlets),
            Some(FieldType::Row(Noun::Entities)) => {
                let last = path.last().map_or("", String::as_str);
                Opposite::Names(names::Asked::Entities(match last {
                    "place" | "country" => Wanted::Place,
                    "actor" | "speaker" => Wanted::Actor,
                    _ => Wanted::Anyone,
                }))
            }
            _ => match self.scope.field_at(&path) {
                Some((Noun::Entities, field)) if field.name == "name" => {
                    Opposite::Names(names::Asked::Entities(Wanted::Anyone))
                }
                Some((Noun::Sources, field)) if field.name == "name" => {
                    Opposite::Names(names::Asked::Outlets)
                }
                Some((noun, field)) if field.kind == FieldType::Text => {
                    Opposite::Texts(values::recurring(noun, field))
                }
                _ => Opposite::Anything,
            },
        }
    }
}

/// What stands opposite a value.
pub(super) enum Opposite {
    /// A field of a closed set.
    Members(Members),
    /// A field of texts, with its column if the same texts recur in it.
    Texts(Option<Recurring>),
    /// A field that holds entities or outlets.
    Names(names::Asked),
    /// Anything else, or nothing.
    Anything,
}

/// Functions, as they are typed.
fn functions() -> impl Iterator<Item = String> {
    FUNCTIONS
        .iter()
        .map(|function| format!("{}(", function.name))
}
