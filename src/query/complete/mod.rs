//! What could stand at a place of a query that is being typed: keywords by the grammar, fields by the
//! rows at that stage, names by the entities that are known.

mod likely;
mod names;
mod parameter;
mod scope;
mod values;

pub use self::parameter::parameter_values;
use self::scope::Scope;
use super::FUNCTIONS;
use super::catalog::{FieldType, Members, Noun, noun_words, reach};
use super::error::{QueryError, QueryErrorKind};
use super::names::{Names, Recurring, Wanted};
use super::parse::scan::{self, Token, TokenKind, is_word};
use super::parse::words::is_one_of;
use super::parse::{Expected, expected_after};
use super::resolve::type_words;

/// A text that could stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What is put in.
    pub text: String,
    /// What is shown of it.
    pub shown: String,
    /// What it is.
    pub kind: SuggestionKind,
}

/// What a suggestion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuggestionKind {
    /// A word of the grammar.
    Keyword,
    /// A noun.
    Noun,
    /// The name of a `let`.
    Let,
    /// A field of the rows, or a column made before.
    Field,
    /// A function, with its opening bracket.
    Function,
    /// A word of a closed set.
    Member,
    /// The name of an entity, in quotes.
    Entity,
    /// The name of an outlet, in quotes.
    Outlet,
    /// A text that recurs in a field, in quotes.
    Text,
    /// A handle.
    Handle,
    /// A parameter.
    Parameter,
}

impl Suggestion {
    fn of(kind: SuggestionKind, text: String) -> Self {
        Self {
            shown: text.clone(),
            text,
            kind,
        }
    }
}

/// What could replace the end of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Completion {
    /// The byte from which on the text is replaced.
    pub start: usize,
    /// Most likely first; none twice.
    pub suggestions: Vec<Suggestion>,
}

/// What could stand at byte `cursor` of a text; of what follows the cursor only
/// parameters are looked at.
pub fn complete(text: &str, cursor: usize, names: &dyn Names) -> Completion {
    let Some(before) = text
        .get(..cursor)
        .filter(|before| before.len() <= scan::MAX_BYTES)
    else {
        return Completion::default();
    };
    let scan::Scan { tokens, errors } = scan::scan(before);
    let is_too_deep = |error: &QueryError| matches!(error.kind, QueryErrorKind::TooDeep { .. });
    if errors.iter().any(is_too_deep) {
        return Completion::default();
    }
    if let Some(last) = tokens.last().filter(|last| last.span.end == before.len()) {
        let typed = last.text(before);
        let is_open_quote = last.kind == TokenKind::Text && !is_closed(typed);
        if is_open_quote {
            return names_in_quotes(before, &tokens, names);
        }
        if last.kind == TokenKind::Handle {
            return names::handles(&typed[1..], last.span.start, names);
        }
        if last.kind == TokenKind::Parameter {
            return parameters(before, &text[cursor..], &tokens);
        }
    }
    words(before, names)
}

/// Whether a quoted text has its second quote.
fn is_closed(typed: &str) -> bool {
    let quote = typed.chars().next();
    typed.len() > 1 && typed.chars().next_back() == quote && {
        let escapes = typed[..typed.len() - 1].chars().rev();
        escapes.take_while(|character| *character == '\\').count() % 2 == 0
    }
}

/// Names inside quotes, unless the words before ask for a text.
fn names_in_quotes(before: &str, tokens: &[Token], known: &dyn Names) -> Completion {
    let Some((last, earlier)) = tokens.split_last() else {
        return Completion::default();
    };
    let source = &before[..last.span.start];
    let opposite = Context::at(source, earlier, known).opposite();
    let (quote, typed) = last.text(before).split_at(1);
    let suggestions = match (opposite, names::asked(before, earlier)) {
        (Opposite::Texts(None), _) | (Opposite::Anything | Opposite::Members(_), None) => {
            Vec::new()
        }
        (Opposite::Texts(Some(column)), _) => values::quoted(column, typed, quote, known),
        (Opposite::Names(asked), _) | (_, Some(asked)) => names::quoted(asked, typed, quote, known),
    };
    Completion {
        start: last.span.start,
        suggestions,
    }
}

/// Parameters that stand in the script.
fn parameters(before: &str, after: &str, tokens: &[Token]) -> Completion {
    let Some((last, earlier)) = tokens.split_last() else {
        return Completion::default();
    };
    let later = scan::scan(after).tokens;
    let texts = earlier.iter().map(|token| (token.kind, token.text(before)));
    let texts = texts.chain(later.iter().map(|token| (token.kind, token.text(after))));
    let mut suggestions: Vec<Suggestion> = Vec::new();
    for (kind, text) in texts {
        let fits = kind == TokenKind::Parameter && text.starts_with(last.text(before));
        let is_known = suggestions.iter().any(|known| known.text == text);
        if fits && text.len() > 1 && !is_known {
            suggestions.push(Suggestion::of(SuggestionKind::Parameter, text.to_owned()));
        }
    }
    Completion {
        start: last.span.start,
        suggestions,
    }
}

/// Keywords, nouns, fields and members.
fn words(before: &str, names: &dyn Names) -> Completion {
    let stem_start = before.len()
        - before
            .chars()
            .rev()
            .take_while(|character| is_word(*character))
            .map(char::len_utf8)
            .sum::<usize>();
    let (earlier, typed) = before.split_at(stem_start);
    let tokens = scan::scan(earlier).tokens;
    let context = Context::at(earlier, &tokens, names);
    let offered = match context.dotted() {
        Some(path) => of_kind(SuggestionKind::Field, context.scope.fields_under(&path)),
        None => context.offered(!typed.is_empty()),
    };
    let lower = typed.to_lowercase();
    let is_shouted = !typed.is_empty() && typed.chars().all(char::is_uppercase);
    let mut suggestions: Vec<Suggestion> = Vec::new();
    for mut word in offered {
        // Names stand in quotes, which nobody has typed here yet.
        let fits = word.text.starts_with(&lower) && word.text != lower;
        if !fits {
            continue;
        }
        if is_shouted && word.kind == SuggestionKind::Keyword {
            word = Suggestion::of(word.kind, word.text.to_uppercase());
        }
        if word.kind == SuggestionKind::Function {
            word.shown = signature(&word.text);
        }
        if suggestions.iter().all(|known| known.text != word.text) {
            suggestions.push(word);
        }
    }
    if !typed.is_empty() && expected_after(earlier).contains(&Expected::Moment) {
        let is_new = |day: &Suggestion| suggestions.iter().all(|known| known.text != day.text);
        let days: Vec<Suggestion> = parameter::days(typed).into_iter().filter(is_new).collect();
        suggestions.extend(days);
    }
    // Before the first letter a hundred words that could begin a value are no help where columns are meant.
    if typed.is_empty() && is_one_of(context.text_back(1), &likely::MEAN_COLUMNS) {
        suggestions.retain(|it| !likely::is_general(it));
    }
    Completion {
        start: stem_start,
        suggestions,
    }
}

/// A function as it is called, with what it takes: `clamp(x, low, high)`; as typed where it has no signature.
fn signature(text: &str) -> String {
    let name = text.trim_end_matches('(');
    let known = FUNCTIONS.iter().find(|known| known.name == name);
    known.map_or_else(|| text.to_owned(), |known| known.signature.to_owned())
}

/// What stands before the word being typed.
struct Context<'a> {
    source: &'a str,
    tokens: &'a [Token],
    scope: Scope,
    names: &'a dyn Names,
}

impl<'a> Context<'a> {
    fn at(source: &'a str, tokens: &'a [Token], names: &'a dyn Names) -> Self {
        Self {
            source,
            tokens,
            scope: scope::at(source, tokens),
            names,
        }
    }

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

    /// What could stand there; of what is seldom meant only where a word `is_begun`.
    fn offered(&self, is_begun: bool) -> Vec<Suggestion> {
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

    /// What stands opposite a value: `kind = `, `actor in (`.
    fn opposite(&self) -> Opposite {
        let mut back = 1;
        // Over the values of a list that stand there already.
        while self.text_back(back) == "," {
            back += 2;
        }
        if self.text_back(back) == "(" {
            back += 1;
        }
        if !is_one_of(self.text_back(back), &["=", "!=", "in"]) {
            return Opposite::Anything;
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
        if is_one_of(
            self.text_back(back + 1),
            &[
                "select",
                "derive",
                "summarize",
                "distinct",
                "join",
                "lookup",
            ],
        ) {
            return Opposite::Anything;
        }
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
enum Opposite {
    /// A field of a closed set.
    Members(Members),
    /// A field of texts, with its column if the same texts recur in it.
    Texts(Option<Recurring>),
    /// A field that holds entities or outlets.
    Names(names::Asked),
    /// Anything else, or nothing.
    Anything,
}

fn of_kind(kind: SuggestionKind, words: Vec<String>) -> Vec<Suggestion> {
    let words = words.into_iter();
    words.map(|word| Suggestion::of(kind, word)).collect()
}

/// Functions, as they are typed.
fn functions() -> impl Iterator<Item = String> {
    FUNCTIONS
        .iter()
        .map(|function| format!("{}(", function.name))
}

#[cfg(test)]
mod tests;
