//! Several errors from one source: it is split at its outer semicolons and bars, and each piece that
//! does not parse alone is diagnosed alone. Recovery inside the grammar would cost exponential time.

use std::ops::Range;

use pest::Parser;
use pest::error::{Error, ErrorVariant, InputLocation};

use super::build::Builder;
use super::diagnose::{Failure, diagnose};
use super::grammar::{QueryParser, Rule};
use super::scan::{Scan, Token};
use crate::query::error::{MAX_ERRORS, QueryError};
use crate::span::Span;

/// What is wrong with a source that does not parse as a whole.
pub(super) fn errors(source: &str, scan: &Scan) -> Vec<QueryError> {
    let mut errors = Vec::new();
    for statement in split(source, &scan.tokens, 0..scan.tokens.len(), ";") {
        if statement.is_empty() {
            continue;
        }
        let pieces = split(source, &scan.tokens, statement, "|");
        for (index, piece) in pieces.into_iter().enumerate() {
            if errors.len() < MAX_ERRORS {
                errors.extend(piece_errors(source, scan, piece, index == 0));
            }
        }
    }
    if errors.is_empty() {
        let whole = QueryParser::parse(Rule::script, source).err();
        errors.extend(whole.map(|error| {
            let failure = Failure::new(0..scan.tokens.len(), true, &error, 0);
            diagnose(source, &scan.tokens, &failure)
        }));
    }
    errors
}

/// The stretches of tokens between those that are `symbol` outside all brackets.
fn split(source: &str, tokens: &[Token], range: Range<usize>, symbol: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = range.start;
    for index in range.clone() {
        if tokens[index].depth == 0 && tokens[index].text(source) == symbol {
            pieces.push(start..index);
            start = index + 1;
        }
    }
    pieces.push(start..range.end);
    pieces
}

fn piece_errors(source: &str, scan: &Scan, piece: Range<usize>, is_head: bool) -> Vec<QueryError> {
    let tokens = &scan.tokens[piece.clone()];
    // Where nothing stands, the bar before it is the place.
    let bar = piece.start.checked_sub(1).map(|bar| scan.tokens[bar].span);
    let place = match (tokens.first(), tokens.last(), bar) {
        (Some(first), Some(last), _) => first.span.join(last.span),
        (_, _, Some(bar)) => bar,
        _ => Span::default(),
    };
    let text = if tokens.is_empty() {
        ""
    } else {
        place.of(source)
    };
    let rule = if is_head {
        Rule::piece
    } else {
        Rule::stage_only
    };
    match QueryParser::parse(rule, text) {
        Ok(mut pairs) => {
            let builder = Builder::new(source, scan, place.start);
            let _built = pairs.next().and_then(|pair| {
                if is_head {
                    builder.piece(pair)
                } else {
                    builder.stage_piece(pair)
                }
            });
            builder.errors.into_inner()
        }
        Err(error) => {
            let failure = Failure::new(piece, is_head, &error, place.start);
            vec![diagnose(source, &scan.tokens, &failure)]
        }
    }
}

/// The byte at which parsing could not go on.
pub(super) fn position(error: &Error<Rule>) -> usize {
    match error.location {
        InputLocation::Pos(position) | InputLocation::Span((position, _)) => position,
    }
}

/// What could have stood there.
pub(super) fn expected(error: &Error<Rule>) -> &[Rule] {
    match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => positives,
        ErrorVariant::CustomError { .. } => &[],
    }
}
