//! What could stand at a place of a query that is being typed: keywords by the grammar, fields by the
//! rows at that stage, names by the entities that are known.

mod context;
mod date;
mod likely;
mod names;
mod parameter;
mod scope;
mod values;

use self::context::{Context, Opposite};
pub use self::parameter::parameter_values;
use super::FUNCTIONS;
use super::error::{QueryError, QueryErrorKind};
use super::names::Names;
use super::parse::scan::{self, Token, TokenKind, is_word};
use super::parse::words::is_one_of;

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
    /// A year or a month.
    Date,
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
    if let Some((start, dates)) = dates(before, names) {
        if start != stem_start {
            let suggestions = dates;
            return Completion { start, suggestions };
        }
        for date in dates {
            if suggestions.iter().all(|known| known.text != date.text) {
                suggestions.push(date);
            }
        }
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

/// Dates that could be meant by the last word or two where a date is due, and where they begin.
fn dates(before: &str, names: &dyn Names) -> Option<(usize, Vec<Suggestion>)> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '-';
    let start_of_word = |end: usize| before[..end].trim_end_matches(is_part).len();
    let last = start_of_word(before.len());
    let end_before = before[..last].trim_end_matches(' ').len();
    let is_behind_word = |start: &usize| *start < end_before && end_before < last;
    let two = Some(start_of_word(end_before)).filter(is_behind_word);
    two.into_iter().chain([last]).find_map(|start| {
        let (earlier, begun) = before.split_at(start);
        let found = date::dates(begun, names);
        if begun.trim().is_empty() || found.is_empty() {
            return None;
        }
        let tokens = scan::scan(earlier).tokens;
        let is_due = Context::at(earlier, &tokens, names).is_date_due();
        is_due.then_some((start, found))
    })
}

/// A function as it is called, with what it takes: `clamp(x, low, high)`; as typed where it has no signature.
fn signature(text: &str) -> String {
    let name = text.trim_end_matches('(');
    let known = FUNCTIONS.iter().find(|known| known.name == name);
    known.map_or_else(|| text.to_owned(), |known| known.signature.to_owned())
}

fn of_kind(kind: SuggestionKind, words: Vec<String>) -> Vec<Suggestion> {
    let words = words.into_iter();
    words.map(|word| Suggestion::of(kind, word)).collect()
}

#[cfg(test)]
pub(super) mod tests;
