//! What could stand at a place of a query that is being typed: keywords by the grammar, fields by the
//! rows at that stage, names by the entities that are known.

mod scope;

use self::scope::Scope;
use super::FUNCTIONS;
use super::catalog::{FieldType, Members, Noun, noun_words};
use super::names::Names;
use super::parse::scan::{self, Token, TokenKind, is_word};
use super::parse::words::is_one_of;
use super::parse::{Expected, expected_after};
use crate::model::fold::fold;

/// Most names that are offered.
const MOST_NAMES: usize = 50;

/// A text that could stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What is put in.
    pub text: String,
    /// What is shown of it.
    pub shown: String,
}

/// What could replace the end of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Completion {
    /// The byte from which on the text is replaced.
    pub start: usize,
    /// Most likely first; none twice.
    pub suggestions: Vec<Suggestion>,
}

/// What could stand at byte `cursor` of a text; what follows the cursor is not looked at.
pub fn complete(text: &str, cursor: usize, names: &dyn Names) -> Completion {
    let Some(before) = text
        .get(..cursor)
        .filter(|before| before.len() <= scan::MAX_BYTES)
    else {
        return Completion::default();
    };
    let tokens = scan::scan(before).tokens;
    if let Some(last) = tokens.last().filter(|last| last.span.end == before.len()) {
        let typed = last.text(before);
        let is_open_quote = last.kind == TokenKind::Text && !is_closed(typed);
        if is_open_quote {
            return entity_names(before, &tokens, names);
        }
        if last.kind == TokenKind::Handle {
            return handles(&typed[1..], last.span.start, names);
        }
    }
    words(before)
}

/// Whether a quoted text has its second quote.
fn is_closed(typed: &str) -> bool {
    let quote = typed.chars().next();
    typed.len() > 1 && typed.chars().next_back() == quote && {
        let escapes = typed[..typed.len() - 1].chars().rev();
        escapes.take_while(|character| *character == '\\').count() % 2 == 0
    }
}

/// Entities inside quotes, unless the words before ask for a text.
fn entity_names(before: &str, tokens: &[Token], names: &dyn Names) -> Completion {
    let Some((last, earlier)) = tokens.split_last() else {
        return Completion::default();
    };
    let asks_for_text = earlier.iter().rev().find(|token| {
        token.kind == TokenKind::Word || token.is(before, "~") || token.is(before, "!~")
    });
    let is_text = asks_for_text.is_some_and(|token| {
        is_one_of(
            token.text(before),
            &["about", "matching", "~", "!~", "during", "since", "until"],
        )
    });
    if is_text {
        return Completion::default();
    }
    let quote = &last.text(before)[..1];
    let start = last.span.start;
    let found = names.beginning(&fold(&last.text(before)[1..]), MOST_NAMES);
    let suggestions = found.into_iter().map(|candidate| Suggestion {
        text: format!(
            "{quote}{}{quote}",
            candidate.name.replace(quote, &format!("\\{quote}"))
        ),
        shown: format!(
            "{} · {} · {}",
            candidate.name,
            candidate.kind.word().replace('_', " "),
            candidate.mentions
        ),
    });
    Completion {
        start,
        suggestions: suggestions.collect(),
    }
}

fn handles(typed: &str, start: usize, names: &dyn Names) -> Completion {
    let found = names.beginning(&fold(&typed.replace('-', " ")), MOST_NAMES);
    let suggestions = found
        .into_iter()
        .filter(|candidate| candidate.id.starts_with(&typed.to_lowercase()))
        .map(|candidate| Suggestion {
            text: format!("@{}", candidate.id),
            shown: format!("@{} · {}", candidate.id, candidate.name),
        });
    Completion {
        start,
        suggestions: suggestions.collect(),
    }
}

/// Keywords, nouns, fields and members.
fn words(before: &str) -> Completion {
    let stem_start = before.len()
        - before
            .chars()
            .rev()
            .take_while(|character| is_word(*character))
            .map(char::len_utf8)
            .sum::<usize>();
    let (earlier, typed) = before.split_at(stem_start);
    let tokens = scan::scan(earlier).tokens;
    let context = Context {
        source: earlier,
        tokens: &tokens,
        scope: scope::at(earlier, &tokens),
    };
    let offered = match context.dotted() {
        Some(path) => context.scope.fields_under(&path),
        None => context.offered(),
    };
    let lower = typed.to_lowercase();
    let is_shouted = typed.len() > 1 && typed.chars().all(char::is_uppercase);
    let mut suggestions: Vec<Suggestion> = Vec::new();
    for word in offered {
        if !word.starts_with(&lower) || word == lower {
            continue;
        }
        let text = if is_shouted {
            word.to_uppercase()
        } else {
            word
        };
        if suggestions.iter().all(|known| known.text != text) {
            suggestions.push(Suggestion {
                shown: text.clone(),
                text,
            });
        }
    }
    Completion {
        start: stem_start,
        suggestions,
    }
}

/// What stands before the word being typed.
struct Context<'a> {
    source: &'a str,
    tokens: &'a [Token],
    scope: Scope,
}

impl Context<'_> {
    /// The text of a token counted from the end.
    fn text_back(&self, back: usize) -> &str {
        let index = self.tokens.len().checked_sub(back);
        index.map_or("", |index| self.tokens[index].text(self.source))
    }

    /// The path before a dot that ends the text.
    fn dotted(&self) -> Option<Vec<String>> {
        let mut path = Vec::new();
        let mut back = 1;
        while self.text_back(back) == "." {
            path.insert(0, self.text_back(back + 1).to_owned());
            back += 2;
        }
        (!path.is_empty()).then_some(path)
    }

    fn offered(&self) -> Vec<String> {
        let expected = expected_after(self.source);
        let mut offered = Vec::new();
        for one in &expected {
            match one {
                Expected::Source => offered.extend(self.sources()),
                Expected::Identifier => offered.extend(self.identifiers()),
                Expected::Field => offered.extend(self.scope.fields()),
                Expected::Value => {
                    offered.extend(self.members_opposite());
                    offered.extend(self.scope.fields());
                    offered.extend(functions());
                    offered.extend(["not", "any(", "all(", "none("].map(str::to_owned));
                }
                Expected::Member => offered.extend(self.members()),
                Expected::Word(_) => {}
            }
        }
        let keywords = expected.iter().filter_map(|one| match one {
            Expected::Word(word) => Some((*word).to_owned()),
            _ => None,
        });
        offered.extend(keywords);
        offered
    }

    fn sources(&self) -> Vec<String> {
        let nouns = noun_words().map(|noun| noun.word.to_owned());
        nouns.chain(self.scope.lets.iter().cloned()).collect()
    }

    /// An identifier after an arrow is a noun, after `let` or `as` a new name, else a field or value.
    fn identifiers(&self) -> Vec<String> {
        match self.text_back(1).to_ascii_lowercase().as_str() {
            "->" | "join" | "lookup" | "union" | "except" | "intersect" => self.sources(),
            "let" | "as" => Vec::new(),
            _ => {
                let mut offered = self.members_opposite();
                offered.extend(self.scope.fields());
                offered.extend(functions());
                offered
            }
        }
    }

    /// Words after `of` and `as`.
    fn members(&self) -> Vec<String> {
        let last_clause = self.tokens.iter().rev().find(|token| {
            token.kind == TokenKind::Word && is_one_of(token.text(self.source), &["of", "as"])
        });
        if last_clause.is_some_and(|token| token.is(self.source, "as")) {
            return owned(Members::Modality.words());
        }
        match self.scope.noun {
            Some(Noun::Quotes) => owned(Members::QuoteForm.words()),
            Some(Noun::Figures) => owned(Members::Measure.words()),
            _ => {
                let mut words = Members::EventMode.words();
                words.extend(Members::EventKind.words());
                owned(words)
            }
        }
    }

    /// The values of the enumerated field that stands opposite: `kind = `.
    fn members_opposite(&self) -> Vec<String> {
        let mut back = 1;
        // Over the values of a list that stand there already.
        while self.text_back(back) == "," {
            back += 2;
        }
        if self.text_back(back) == "(" {
            back += 1;
        }
        if !is_one_of(self.text_back(back), &["=", "!=", "in"]) {
            return Vec::new();
        }
        back += 1;
        let mut path = vec![self.text_back(back).to_owned()];
        while self.text_back(back + 1) == "." {
            path.insert(0, self.text_back(back + 2).to_owned());
            back += 2;
        }
        match self.scope.kind_of(&path) {
            Some(FieldType::Enum(members)) => owned(members.words()),
            _ => Vec::new(),
        }
    }
}

/// Functions, as they are typed.
fn functions() -> impl Iterator<Item = String> {
    FUNCTIONS
        .iter()
        .map(|function| format!("{}(", function.name))
}

fn owned(words: Vec<&'static str>) -> Vec<String> {
    words.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;
