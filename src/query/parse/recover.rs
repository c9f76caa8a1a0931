//! Several errors from one source: it is split at its outer semicolons and bars, and each piece that
//! does not parse alone is diagnosed alone. Recovery inside the grammar would cost exponential time.

use std::ops::Range;

use pest::Parser;
use pest::error::{Error, ErrorVariant, InputLocation};

use super::build::Builder;
use super::diagnose::{Failure, diagnose};
use super::grammar::{QueryParser, Rule};
use super::scan::{Scan, Token};
use super::words::is_stage;
use crate::query::error::{MAX_ERRORS, QueryError, QueryErrorKind};
use crate::span::Span;

/// A piece of a source in which something is wrong.
pub(super) struct Broken {
    /// Its tokens.
    pub(super) piece: Range<usize>,
    /// The tokens of its statement.
    pub(super) statement: Range<usize>,
    /// Whether nothing of the statement can be told apart.
    pub(super) is_whole: bool,
    /// The token, the word of a stage, before which only a bar is missing.
    pub(super) bar: Option<usize>,
    /// What is wrong; never empty.
    pub(super) errors: Vec<QueryError>,
}

/// What is wrong with a source that does not parse as a whole, piece by piece.
pub(super) fn broken(source: &str, scan: &Scan) -> Vec<Broken> {
    let mut broken = Vec::new();
    for statement in split(source, &scan.tokens, 0..scan.tokens.len(), ";") {
        if statement.is_empty() {
            continue;
        }
        let outer = outer_errors(scan, &statement);
        if !outer.is_empty() {
            broken.push(Broken {
                piece: statement.clone(),
                statement,
                is_whole: true,
                bar: None,
                errors: outer,
            });
            continue;
        }
        let pieces = split(source, &scan.tokens, statement.clone(), "|");
        for (index, piece) in pieces.into_iter().enumerate() {
            let (mut piece, mut is_head) = (piece, index == 0);
            while broken.len() < MAX_ERRORS {
                let errors = piece_errors(source, scan, piece.clone(), is_head);
                if errors.is_empty() {
                    break;
                }
                let bar = missing_bar(source, scan, &piece, &errors);
                broken.push(Broken {
                    piece: piece.start..bar.unwrap_or(piece.end),
                    statement: statement.clone(),
                    is_whole: false,
                    bar,
                    errors,
                });
                let Some(stage) = bar else { break };
                (piece, is_head) = (stage..piece.end, false);
            }
        }
    }
    if broken.is_empty() {
        let all = 0..scan.tokens.len();
        let whole = QueryParser::parse(Rule::script, source).err();
        broken.extend(whole.map(|error| {
            let failure = Failure::new(all.clone(), true, &error, 0);
            Broken {
                piece: all.clone(),
                statement: all.clone(),
                is_whole: true,
                bar: None,
                errors: vec![diagnose(source, &scan.tokens, &failure)],
            }
        }));
    }
    broken
}

/// The stage at which a piece stops for want of a bar alone: what follows is looked at as well.
fn missing_bar(
    source: &str,
    scan: &Scan,
    piece: &Range<usize>,
    errors: &[QueryError],
) -> Option<usize> {
    let [only] = errors else { return None };
    let is_place = |at: &usize| scan.tokens[*at].span == only.span && scan.tokens[*at].depth == 0;
    let at = (piece.start + 1..piece.end).find(is_place)?;
    let is_bar = matches!(
        &only.kind,
        QueryErrorKind::Unexpected { similar: Some(fix), .. } if fix.contains('|')
    );
    let token = scan.tokens[at];
    let has_space = source[..token.span.start].ends_with(' ');
    (is_bar && has_space && is_stage(token.text(source))).then_some(at)
}

/// Brackets and quotes of a statement that do not match.
fn outer_errors(scan: &Scan, statement: &Range<usize>) -> Vec<QueryError> {
    let tokens = &scan.tokens[statement.clone()];
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
        return Vec::new();
    };
    let place = first.span.join(last.span);
    let inside = |error: &&QueryError| place.contains(error.span);
    scan.errors.iter().filter(inside).cloned().collect()
}

/// The stretches of tokens between those that are `symbol` outside all brackets.
pub(super) fn split(
    source: &str,
    tokens: &[Token],
    range: Range<usize>,
    symbol: &str,
) -> Vec<Range<usize>> {
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
