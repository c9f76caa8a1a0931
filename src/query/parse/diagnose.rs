//! Where parsing stopped and what stands there → the error that a user understands. The generator's
//! own message is never shown.

use std::ops::Range;

use pest::Parser;
use pest::error::{Error, ErrorVariant};

use super::fix;
use super::grammar::{QueryParser, Rule};
use super::recover::{expected, position};
use super::request;
use super::rule_name;
use super::scan::{MAX_DEPTH, Token, TokenKind};
use super::words::{
    ASKING, CLAUSES, NAMING, SQL_VERBS, clause_elsewhere, is_clause, is_one_of, is_stage,
    stage_elsewhere, stage_nearly_elsewhere, stages,
};
use crate::query::catalog::{Members, Noun, noun_word};
use crate::query::error::{QueryError, QueryErrorKind};
use crate::query::languages::code_of;
use crate::query::suggest::nearest;
use crate::span::Span;

/// A line longer than this is not offered as a whole.
const LONG: usize = 240;

/// A piece of the source that does not parse.
pub(super) struct Failure {
    /// Its tokens, as positions among all of them.
    tokens: Range<usize>,
    /// Whether it begins a statement.
    is_head: bool,
    /// The byte of the source at which parsing stopped.
    position: usize,
    /// What could have stood there.
    expected: Vec<Rule>,
    /// Whether the parser gave up because of its step limit.
    is_exhausted: bool,
}

impl Failure {
    /// The failure that the generated parser reports for a piece which starts at byte `offset`.
    pub(super) fn new(
        tokens: Range<usize>,
        is_head: bool,
        error: &Error<Rule>,
        offset: usize,
    ) -> Self {
        Self {
            tokens,
            is_head,
            position: position(error) + offset,
            expected: expected(error).to_vec(),
            is_exhausted: matches!(error.variant, ErrorVariant::CustomError { .. }),
        }
    }
}

/// The tokens round the place where parsing stopped.
pub(super) struct Context<'a> {
    pub(super) source: &'a str,
    pub(super) tokens: &'a [Token],
    /// The piece.
    pub(super) piece: Range<usize>,
    /// The stage, or the inside of the bracket, in which parsing stopped.
    pub(super) segment: Range<usize>,
    /// The token at which it stopped; the end of the segment if nothing was left.
    pub(super) at: usize,
    expected: &'a [Rule],
}

/// Explains a failure.
pub(super) fn diagnose(source: &str, tokens: &[Token], failure: &Failure) -> QueryError {
    let piece = failure.tokens.clone();
    let at = tokens[..piece.end]
        .partition_point(|token| token.span.end <= failure.position)
        .max(piece.start);
    let context = Context {
        source,
        tokens,
        segment: segment(source, tokens, &piece, at),
        piece,
        at,
        expected: &failure.expected,
    };
    if failure.is_exhausted {
        let kind = QueryErrorKind::TooDeep { limit: MAX_DEPTH };
        return QueryError::new(kind, context.place());
    }
    context
        .foreign_operators()
        .or_else(|| context.empty_piece())
        .or_else(|| context.foreign_comment())
        .or_else(|| context.parameter_by_let())
        .or_else(|| context.text_first(failure.is_head))
        .or_else(|| context.sql_habit(failure.is_head))
        .or_else(|| context.unknown_stage(failure.is_head))
        .or_else(|| context.curly_quotes())
        .or_else(|| context.word_operator())
        .or_else(|| context.tested_with_is())
        .or_else(|| context.column_by_call())
        .or_else(|| context.quantified_names())
        .or_else(|| context.bare_text())
        .or_else(|| context.written_date())
        .or_else(|| context.bad_date())
        .or_else(|| context.grouped_by())
        .or_else(|| context.unquoted_name())
        .or_else(|| context.unknown_link())
        .or_else(|| context.unknown_chart())
        .or_else(|| context.equal_to_list())
        .or_else(|| context.joined_names())
        .or_else(|| context.unjoined_clause())
        .or_else(|| context.misspelt(failure.is_head))
        .or_else(|| context.incomplete())
        .unwrap_or_else(|| context.unexpected())
}

/// The stage or the inside of a bracket that holds token `at`, within the piece.
fn segment(source: &str, tokens: &[Token], piece: &Range<usize>, at: usize) -> Range<usize> {
    // At the end of what a bracket holds stands its closing one, which counts as outside.
    let depth = match tokens[..piece.end].get(at) {
        Some(token) if token.kind == TokenKind::Close => token.depth + 1,
        Some(token) => token.depth,
        None => 0,
    };
    let is_edge = |token: &Token| {
        token.depth < depth
            || token.depth == depth
                && (token.is(source, "|") || token.is(source, ";") || token.is(source, "->"))
    };
    let start = tokens[piece.start..at]
        .iter()
        .rposition(is_edge)
        .map_or(piece.start, |edge| piece.start + edge + 1);
    let end = tokens[at..piece.end]
        .iter()
        .position(is_edge)
        .map_or(piece.end, |edge| at + edge);
    start..end.max(start)
}

impl<'a> Context<'a> {
    pub(super) fn text(&self, index: usize) -> &'a str {
        let token = self.tokens.get(index);
        token.map_or("", |token| token.text(self.source))
    }

    /// The token at which parsing stopped, if it belongs to the piece.
    pub(super) fn stopped(&self) -> Option<Token> {
        (self.at < self.piece.end).then(|| self.tokens[self.at])
    }

    /// The token before it within the piece.
    pub(super) fn previous(&self) -> Option<Token> {
        (self.at > self.piece.start).then(|| self.tokens[self.at - 1])
    }

    /// Where the stage or the inside of the bracket stands.
    pub(super) fn segment_span(&self) -> Option<Span> {
        let last = self.segment.end.checked_sub(1)?;
        let first = self.tokens.get(self.segment.start)?;
        (self.segment.start <= last).then(|| first.span.join(self.tokens[last].span))
    }

    /// Where parsing stopped; the end of the last token if nothing was left.
    pub(super) fn place(&self) -> Span {
        match (self.stopped(), self.at.checked_sub(1)) {
            (Some(token), _) => token.span,
            (None, Some(last)) => {
                let end = self.tokens[last].span.end;
                Span::new(end, end)
            }
            (None, None) => Span::new(0, 0),
        }
    }

    fn error(&self, kind: QueryErrorKind) -> QueryError {
        QueryError::new(kind, self.place())
    }

    fn foreign_operators(&self) -> Option<QueryError> {
        let tokens = &self.tokens[self.piece.clone()];
        let foreign: Vec<Token> = tokens
            .iter()
            .copied()
            .filter(|token| fix::foreign(*token, self.source).is_some())
            .collect();
        let first = foreign.first()?;
        if let Some(error) = self.doubled_bar(&foreign) {
            return Some(error);
        }
        let mut found: Vec<(String, &'static str)> = Vec::new();
        for token in &foreign {
            let text = token.text(self.source);
            if let Some(instead) = fix::foreign(*token, self.source)
                && found.iter().all(|(known, _)| known != text)
            {
                found.push((text.to_owned(), instead));
            }
        }
        let fix = fix::with_own_operators(self.source, tokens);
        let kind = QueryErrorKind::WrongOperator { found, fix };
        Some(QueryError::new(kind, first.span))
    }

    /// `articles || take 3`: one bar too many, not an `or`.
    fn doubled_bar(&self, foreign: &[Token]) -> Option<QueryError> {
        let [only] = foreign else { return None };
        let after = self
            .tokens
            .partition_point(|token| token.span.end <= only.span.end);
        let is_bar = only.is(self.source, "||")
            && after < self.piece.end
            && (is_stage(self.text(after)) || is_clause(self.text(after)));
        is_bar.then(|| {
            let kind = QueryErrorKind::WrongOperator {
                found: vec![("||".to_owned(), "|")],
                fix: self.with_one_bar(*only),
            };
            QueryError::new(kind, only.span)
        })
    }

    fn with_one_bar(&self, bars: Token) -> String {
        let tokens = &self.tokens[self.piece.clone()];
        let whole = tokens.first().zip(tokens.last());
        whole.map_or_else(String::new, |(first, last)| {
            let before = &self.source[first.span.start..bars.span.start];
            let after = &self.source[bars.span.end..last.span.end];
            format!("{before}|{after}")
        })
    }

    fn empty_piece(&self) -> Option<QueryError> {
        if !self.piece.is_empty() {
            return None;
        }
        let bar = self.piece.start.checked_sub(1).map(|bar| self.tokens[bar]);
        let next = self.tokens.get(self.piece.start).copied();
        let (after, needs, examples) = match bar.filter(|bar| bar.is(self.source, "|")) {
            Some(_) => (
                "|",
                "a stage",
                vec!["where kind = assault", "count by kind", "take 10"],
            ),
            None => ("", "a noun", vec!["articles", "events", "quotes"]),
        };
        let place = bar.or(next).map_or(Span::new(0, 0), |token| token.span);
        let kind = QueryErrorKind::Incomplete {
            after: after.to_owned(),
            needs: needs.to_owned(),
            examples: examples.into_iter().map(str::to_owned).collect(),
        };
        Some(QueryError::new(kind, place))
    }

    fn sql_habit(&self, is_head: bool) -> Option<QueryError> {
        let first = self.piece.start;
        if !is_head || self.piece.len() < 2 {
            return None;
        }
        let word = self.text(first);
        let statement = &self.tokens[first..self.piece.end];
        let fix = if is_one_of(word, &SQL_VERBS) {
            request::from_sql(self.source, statement)
        } else if is_one_of(word, &ASKING) || is_stage(word) {
            request::from_request(self.source, statement)
                .or_else(|| request::from_question(self.source, statement))
        } else {
            return None;
        };
        let kind = QueryErrorKind::SqlHabit { fix };
        Some(QueryError::new(kind, self.tokens[first].span))
    }

    /// A word after a bar that begins no stage.
    fn unknown_stage(&self, is_head: bool) -> Option<QueryError> {
        let stopped = self.stopped()?;
        let bar = self.at.checked_sub(1).map(|before| self.tokens[before])?;
        let follows_bar = bar.is(self.source, "|") && (!is_head || self.at > self.piece.start);
        if !follows_bar || stopped.kind != TokenKind::Word {
            return None;
        }
        let word = stopped.text(self.source);
        let clauses = NAMING.into_iter().chain(CLAUSES);
        if let Some(fix) = self.aggregate_as_stage() {
            return Some(self.error(QueryErrorKind::UnknownStage {
                word: word.to_owned(),
                similar: Some(fix),
                stages: Vec::new(),
            }));
        }
        let similar = stage_elsewhere(word)
            .or_else(|| nearest(word, stages().chain(clauses)))
            .or_else(|| stage_nearly_elsewhere(word))
            .map(|similar| self.as_stage(similar).unwrap_or_else(|| similar.to_owned()));
        let stages = if similar.is_some() {
            Vec::new()
        } else {
            stages().collect()
        };
        Some(self.error(QueryErrorKind::UnknownStage {
            word: word.to_owned(),
            similar,
            stages,
        }))
    }

    /// The whole stage put right, where another first word alone would not do: `order by date desc`.
    fn as_stage(&self, word: &str) -> Option<String> {
        let span = self.segment_span()?;
        let parses = |text: &str| QueryParser::parse(Rule::stage_only, text).is_ok();
        let rest = &self.source[self.stopped()?.span.end..span.end];
        if parses(&format!("{word}{rest}")) {
            return None;
        }
        fix::stage_in_other_words(word, rest.trim()).filter(|fix| parses(fix))
    }

    /// A clause inside `where` without `and` before it.
    fn unjoined_clause(&self) -> Option<QueryError> {
        let stopped = self
            .stopped()
            .filter(|token| token.kind == TokenKind::Word)?;
        let is_condition = self.segment.clone().any(|index| {
            index < self.at
                && self.text(index).eq_ignore_ascii_case("where")
                && self.tokens[index].depth == stopped.depth
        });
        let goes_on = self.previous().is_some_and(|previous| {
            let text = previous.text(self.source);
            previous.kind != TokenKind::Open
                && (previous.kind != TokenKind::Symbol || text == "+")
                && !is_one_of(text, &["where", "and", "or", "not", "in", "is"])
        });
        if !is_condition || !goes_on || !is_clause(stopped.text(self.source)) {
            return None;
        }
        let fix = fix::joined_clauses(self.source, self.tokens, stopped.span.start);
        Some(self.error(QueryErrorKind::ClausesNotJoined { fix }))
    }

    /// The words of the closed set that a clause asks for: `as`, `of` after a noun.
    fn members_expected(&self) -> Option<Vec<String>> {
        let clause = self.previous()?;
        let noun = noun_word(self.text(self.piece.start)).map(|word| word.noun);
        let members = if clause.is(self.source, "as") {
            Members::Modality
        } else if clause.is(self.source, "of") {
            match noun? {
                Noun::Events => Members::EventKind,
                Noun::Figures => Members::Measure,
                Noun::Quotes => Members::QuoteForm,
                _ => return None,
            }
        } else {
            return None;
        };
        let is_word = self
            .expected
            .iter()
            .any(|rule| matches!(rule, Rule::word | Rule::word_set));
        let words = members.words().into_iter();
        is_word.then(|| words.map(|word| format!("`{word}`")).collect())
    }

    pub(super) fn expected_words(&self) -> Vec<String> {
        if let Some(words) = self.members_expected() {
            return words;
        }
        let mut words: Vec<String> = Vec::new();
        for word in self
            .expected
            .iter()
            .filter_map(|rule| rule_name::description(*rule))
        {
            let shown = if word.contains(' ') {
                word.to_owned()
            } else {
                format!("`{word}`")
            };
            if !words.contains(&shown) {
                words.push(shown);
            }
        }
        words
    }

    /// Whether parsing stopped at a noun that begins a line, where a semicolon was forgotten.
    fn starts_another_query(&self) -> bool {
        let (Some(stopped), Some(previous)) = (self.stopped(), self.previous()) else {
            return false;
        };
        let between = &self.source[previous.span.end..stopped.span.start];
        stopped.depth == 0
            && between.contains('\n')
            && noun_word(stopped.text(self.source)).is_some()
    }

    /// The whole line with a bar before the stage; the stage's word alone where that is long.
    fn with_bar(&self) -> String {
        let at = self.place().start;
        let (before, rest) = self.source.split_at(at);
        let (before, rest) = (before.trim(), rest.trim_end());
        if self.source.contains('\n') || self.source.len() > LONG || before.is_empty() {
            format!("| {}", self.text(self.at))
        } else {
            format!("{before} | {rest}")
        }
    }

    /// A clause with the words that follow the stopped one as its name.
    fn with_name(&self, clause: &str) -> String {
        let rest = &self.tokens[self.at + 1..self.piece.end];
        let is_name = |token: &&Token| {
            let text = token.text(self.source);
            token.kind == TokenKind::Word && !is_clause(text) && !is_stage(text)
        };
        let words: Vec<&str> = rest
            .iter()
            .take_while(is_name)
            .map(|token| token.text(self.source))
            .collect();
        if words.is_empty() {
            clause.to_owned()
        } else if let (&[language], "within") = (words.as_slice(), clause)
            && let Some(code) = code_of(language)
        {
            format!("| where language = \"{code}\"")
        } else {
            format!("{clause} \"{}\"", words.join(" "))
        }
    }

    fn unexpected(&self) -> QueryError {
        let found = self.stopped().map_or("", |token| token.text(self.source));
        let keywords = self
            .expected
            .iter()
            .filter_map(|rule| rule_name::keyword(*rule));
        let similar = if let Some(fix) = self.ranked_otherwise() {
            return self.error_of_stage(found, fix);
        } else if self.starts_another_query() {
            Some(format!("; {found}"))
        } else if is_stage(found) {
            Some(self.with_bar())
        } else if let Some(fix) = self.in_other_words() {
            Some(fix)
        } else {
            let clause = clause_elsewhere(found).map(|clause| self.with_name(clause));
            clause.or_else(|| nearest(found, keywords).map(str::to_owned))
        };
        self.error(QueryErrorKind::Unexpected {
            found: found.to_owned(),
            expected: self.expected_words(),
            similar,
        })
    }
}
