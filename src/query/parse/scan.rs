//! A linear look at a source before it is parsed: tokens with their depth of nesting. It finds what
//! never ends, what is too deep for recursion, and where statements and stages are to be split.

use super::words::{is_one_of, is_stage};
use crate::query::error::{QueryError, QueryErrorKind};
use crate::span::Span;

/// Levels of nesting allowed.
pub(in crate::query) const MAX_DEPTH: usize = 64;
/// Bytes allowed in a source.
pub(in crate::query) const MAX_BYTES: usize = 64 * 1024;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::query) enum TokenKind {
    /// A keyword, field, noun, or anything else that starts with a letter.
    Word,
    /// Something that starts with a digit.
    Number,
    /// A text in quotes.
    Text,
    /// A name in backticks.
    Tick,
    /// `/…/`
    Regex,
    /// `@…`
    Handle,
    /// `$…`
    Parameter,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// Anything else: an operator, a comma, a bar.
    Symbol,
}

/// A token of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::query) struct Token {
    /// What it is.
    pub(in crate::query) kind: TokenKind,
    /// Where.
    pub(in crate::query) span: Span,
    /// Brackets open round it; an opening and its closing one have the same.
    pub(in crate::query) depth: usize,
}

impl Token {
    /// Its text.
    pub(in crate::query) fn text(self, source: &str) -> &str {
        self.span.of(source)
    }

    /// Whether it is this word, in any letter case, or this symbol.
    pub(in crate::query) fn is(self, source: &str, text: &str) -> bool {
        self.text(source).eq_ignore_ascii_case(text)
    }
}

/// The tokens of a source and what is wrong with its outer form.
pub(in crate::query) struct Scan {
    /// In order.
    pub(in crate::query) tokens: Vec<Token>,
    /// Brackets and quotes that do not match, and nesting that is too deep.
    pub(in crate::query) errors: Vec<QueryError>,
}

/// Longer ones first.
const SYMBOLS: [&str; 14] = [
    "&&", "||", "==", "!=", "!~", "<>", "<=", ">=", "->", "=>", "..", "??", "=~", "::",
];

/// Words that are no field, so that what follows is a value.
const RESERVED: [&str; 8] = ["where", "by", "and", "or", "not", "in", "on", "per"];

/// Splits a source into tokens; takes time linear in its length.
pub(in crate::query) fn scan(source: &str) -> Scan {
    let mut scanner = Scanner {
        source,
        at: 0,
        open: Vec::new(),
        chain: 0,
        tokens: Vec::new(),
        errors: Vec::new(),
    };
    while scanner.step() {}
    scanner.close_all();
    Scan {
        tokens: scanner.tokens,
        errors: scanner.errors,
    }
}

struct Scanner<'a> {
    source: &'a str,
    at: usize,
    open: Vec<(char, Span)>,
    /// Length of the present chain of `not` and `-`, which nests without brackets.
    chain: usize,
    tokens: Vec<Token>,
    errors: Vec<QueryError>,
}

impl Scanner<'_> {
    /// Takes one token or one stretch of white space; false at the end.
    fn step(&mut self) -> bool {
        let rest = &self.source[self.at..];
        let Some(first) = rest.chars().next() else {
            return false;
        };
        let take_while = |accept: fn(char) -> bool| {
            rest.find(|character| !accept(character))
                .unwrap_or(rest.len())
        };
        if first.is_whitespace() {
            self.at += take_while(char::is_whitespace);
            return true;
        }
        match first {
            '#' => self.at += rest.find('\n').unwrap_or(rest.len()),
            '"' | '\'' => self.quoted(first, TokenKind::Text),
            '`' => self.quoted(first, TokenKind::Tick),
            '/' if self.expects_value() && regex_length(rest).is_some() => {
                self.push(TokenKind::Regex, regex_length(rest).unwrap_or(1));
            }
            '@' => self.push(TokenKind::Handle, 1 + handle_length(&rest[1..])),
            '$' => self.push(TokenKind::Parameter, 1 + word_length(&rest[1..])),
            '(' | '{' => self.open(first),
            ')' | '}' => self.close(first),
            ';' => {
                // No statement goes on behind it.
                self.close_all();
                self.push(TokenKind::Symbol, 1);
            }
            _ if first.is_ascii_digit() => self.push(TokenKind::Number, number_length(rest)),
            _ if is_word(first) => self.push(TokenKind::Word, take_while(is_word)),
            '>' if self.ends_type() => self.push(TokenKind::Symbol, 1),
            _ => {
                let symbol = SYMBOLS.iter().find(|symbol| rest.starts_with(**symbol));
                self.push(
                    TokenKind::Symbol,
                    symbol.map_or(first.len_utf8(), |symbol| symbol.len()),
                );
            }
        }
        true
    }

    fn push(&mut self, kind: TokenKind, length: usize) {
        let span = Span::new(self.at, self.at + length);
        let depth = self.open.len();
        let token = Token { kind, span, depth };
        self.chain = if token.is(self.source, "not") || token.is(self.source, "-") {
            self.chain + 1
        } else {
            0
        };
        if self.chain == MAX_DEPTH + 1 {
            self.too_deep(span);
        }
        self.tokens.push(token);
        self.at += length;
    }

    fn too_deep(&mut self, span: Span) {
        let kind = QueryErrorKind::TooDeep { limit: MAX_DEPTH };
        self.errors.push(QueryError::new(kind, span));
    }

    fn open(&mut self, bracket: char) {
        let span = Span::new(self.at, self.at + 1);
        self.push(TokenKind::Open, 1);
        self.open.push((bracket, span));
        if self.open.len() == MAX_DEPTH + 1 {
            self.too_deep(span);
        }
    }

    /// What is open here is never closed.
    fn close_all(&mut self) {
        for (open, span) in std::mem::take(&mut self.open) {
            let kind = QueryErrorKind::Unclosed { open };
            self.errors.push(QueryError::new(kind, span));
        }
    }

    fn close(&mut self, bracket: char) {
        let span = Span::new(self.at, self.at + 1);
        let partner = match bracket {
            ')' => '(',
            _ => '{',
        };
        match self.open.iter().rposition(|(open, _)| *open == partner) {
            Some(position) => {
                // What stands between was opened and never closed.
                for (open, span) in self.open.split_off(position).into_iter().skip(1) {
                    let kind = QueryErrorKind::Unclosed { open };
                    self.errors.push(QueryError::new(kind, span));
                }
            }
            None => self.errors.push(QueryError::new(
                QueryErrorKind::Unopened { close: bracket },
                span,
            )),
        }
        self.push(TokenKind::Close, 1);
    }

    fn quoted(&mut self, quote: char, kind: TokenKind) {
        let rest = &self.source[self.at..];
        let mut characters = rest.char_indices().skip(1);
        while let Some((offset, character)) = characters.next() {
            if character == '\\' && kind == TokenKind::Text {
                characters.next();
            } else if character == quote {
                self.push(kind, offset + 1);
                return;
            }
        }
        let span = Span::new(self.at, self.at + 1);
        let error = QueryErrorKind::Unclosed { open: quote };
        self.errors.push(QueryError::new(error, span));
        self.push(kind, rest.len());
    }

    /// Whether a value may stand here, so that `/` begins a pattern and does not divide.
    fn expects_value(&self) -> bool {
        self.tokens.last().is_some_and(|last| match last.kind {
            TokenKind::Open => true,
            TokenKind::Symbol => !last.is(self.source, "*"),
            TokenKind::Word => is_one_of(last.text(self.source), &RESERVED) || self.begins_stage(),
            _ => false,
        })
    }

    /// Whether `>` closes the type of a parameter here, so that an `=` after it is another token:
    /// `param $who: list<entity>="Russia"`.
    fn ends_type(&self) -> bool {
        let [.., colon, _, open, inside] = self.tokens.as_slice() else {
            return false;
        };
        colon.is(self.source, ":") && open.is(self.source, "<") && inside.kind == TokenKind::Word
    }

    /// Whether the last token is the word of a stage.
    fn begins_stage(&self) -> bool {
        let [.., bar, word] = self.tokens.as_slice() else {
            return false;
        };
        bar.is(self.source, "|") && is_stage(word.text(self.source))
    }
}

/// Whether a character belongs to a word. What is a letter is asked of the grammar's table: that of the
/// standard library may be of another version of Unicode.
pub(in crate::query) fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || character == '_'
        || !character.is_ascii() && pest::unicode::ALPHABETIC(character)
}

fn word_length(text: &str) -> usize {
    text.find(|character| !is_word(character))
        .unwrap_or(text.len())
}

/// Words with single hyphens between them; so a handle does not take the minus of an arrow after it.
fn handle_length(text: &str) -> usize {
    let mut length = word_length(text);
    while let Some(rest) = text[length..].strip_prefix('-') {
        match word_length(rest) {
            0 => break,
            more => length += 1 + more,
        }
    }
    length
}

/// Digits with what may belong to a number, a date or a duration: `2016-06-09`, `1.5m`, `250_000`.
fn number_length(text: &str) -> usize {
    if let Some(length) = date_length(text) {
        return length;
    }
    let is_digit = |index: usize| text.as_bytes().get(index).is_some_and(u8::is_ascii_digit);
    let mut length = 0;
    while let Some(character) = text[length..].chars().next() {
        let next = length + character.len_utf8();
        let belongs = match character {
            '.' => is_digit(next) && !text[..length].contains('.'),
            _ => is_word(character),
        };
        if !belongs {
            break;
        }
        length = next;
    }
    length
}

/// A date that is more than a year. As in the grammar, what goes on after it is none, so that
/// `2016-1y` is a subtraction.
fn date_length(source: &str) -> Option<usize> {
    let text = source.as_bytes();
    let digits = |from: usize, n: usize| {
        let place = text.get(from..from + n);
        place.is_some_and(|place| place.iter().all(u8::is_ascii_digit))
    };
    if !digits(0, 4) || text.get(4) != Some(&b'-') {
        return None;
    }
    let end = match text.get(5)?.to_ascii_lowercase() {
        b'q' => digits(6, 1).then_some(7),
        b'w' => digits(6, 2).then_some(8),
        _ if !digits(5, 2) => None,
        _ if text.get(7) == Some(&b'-') && digits(8, 2) => Some(10),
        _ => Some(7),
    }?;
    let after = source[end..].chars().next();
    after.is_none_or(|after| !is_word(after)).then_some(end)
}

fn regex_length(text: &str) -> Option<usize> {
    let mut characters = text.char_indices().skip(1);
    while let Some((offset, character)) = characters.next() {
        match character {
            '\\' => {
                characters.next();
            }
            '\n' => return None,
            '/' => {
                let end = offset + 1;
                return (offset > 1).then(|| end + usize::from(text[end..].starts_with('i')));
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<&str> {
        let scan = scan(source);
        scan.tokens.iter().map(|token| token.text(source)).collect()
    }

    #[test]
    fn a_source_is_split_into_tokens() {
        let check = |source, expected: &[&str]| assert_eq!(texts(source), expected, "{source}");
        check("a|b", &["a", "|", "b"]);
        check("x = \"a \\\" | b\" # | c", &["x", "=", "\"a \\\" | b\""]);
        check("a && b || c == 1", &["a", "&&", "b", "||", "c", "==", "1"]);
        check("2015-01..2017-Q3", &["2015-01", "..", "2017-Q3"]);
        check("1.5m..3", &["1.5m", "..", "3"]);
        check("2015-1y", &["2015", "-", "1y"]);
        check(
            "2015-06-1-2015-Q",
            &["2015-06", "-", "1", "-", "2015", "-", "Q"],
        );
        check(
            "2015-06-09T1 2015-w05",
            &["2015", "-", "06", "-", "09T1", "2015-w05"],
        );
        check(
            "x | where /a#b/ ~ /c/",
            &["x", "|", "where", "/a#b/", "~", "/c/"],
        );
        check(
            "x | select /'/ ~ a, b / c",
            &["x", "|", "select", "/'/", "~", "a", ",", "b", "/", "c"],
        );
        check("by @a-b->c", &["by", "@a-b", "->", "c"]);
        check("x = @a--b", &["x", "=", "@a", "-", "-", "b"]);
        check("t ~ /a(b\\/|c/i | x", &["t", "~", "/a(b\\/|c/i", "|", "x"]);
        check("a / b / c", &["a", "/", "b", "/", "c"]);
        check("größe", &["größe"]);
        check(
            "$a: list<b>=3",
            &["$a", ":", "list", "<", "b", ">", "=", "3"],
        );
        check("a<b>=3", &["a", "<", "b", ">=", "3"]);
    }

    #[test]
    fn brackets_and_quotes_must_match() {
        let check = |source: &str, expected: &[(&str, usize)]| {
            let found: Vec<(&str, usize)> = scan(source)
                .errors
                .iter()
                .map(|error| (error.kind.code(), error.span.start))
                .collect();
            assert_eq!(found, expected, "{source}");
        };
        check("(a)", &[]);
        check("(a", &[("E003", 0)]);
        check("x (a { b)", &[("E003", 5)]);
        check("a)", &[("E003", 1)]);
        check("a \"b", &[("E003", 2)]);
        check("\"(\" '{' `[`", &[]);
        check(&format!("{}{}", "(".repeat(64), ")".repeat(64)), &[]);
        check(
            &format!("{}{}", "(".repeat(65), ")".repeat(65)),
            &[("E008", 64)],
        );
        check(&"not ".repeat(65), &[("E008", 64 * 4)]);
    }
}
