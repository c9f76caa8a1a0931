//! The beginnings of a pipeline, to tell which stage makes it slow.

use super::ast::{Pipeline, Script, StatementKind, Step};
use super::parse::parse;
use crate::span::Span;

/// A script whose last pipeline ends early.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prefix {
    /// Its text.
    pub source: String,
    /// The stage with which it ends; the source is 1.
    pub stage: usize,
    /// Where that stands, in bytes of the script as it was.
    pub span: Span,
}

/// The script with the first stage of its last pipeline, with the first two, and so on to the whole.
/// Empty for what does not parse.
pub fn prefixes(source: &str) -> Vec<Prefix> {
    let Ok(script) = parse(source) else {
        return Vec::new();
    };
    let Some(pipeline) = last(&script) else {
        return Vec::new();
    };
    let steps = pipeline.steps.iter().map(|step| match step {
        Step::Stage(stage) => stage.span,
        Step::Follow(follow) => follow.span,
    });
    let start = source_span(pipeline);
    std::iter::once(start)
        .chain(steps)
        .enumerate()
        .filter_map(|(at, span)| {
            Some(Prefix {
                source: source.get(..span.end)?.to_owned(),
                stage: at + 1,
                span,
            })
        })
        .collect()
}

fn last(script: &Script) -> Option<&Pipeline> {
    let statement = script.statements.last()?;
    match &statement.kind {
        StatementKind::Pipeline(pipeline) => Some(pipeline),
        _ => None,
    }
}

fn source_span(pipeline: &Pipeline) -> Span {
    let clauses = pipeline.source.clauses.iter().map(|clause| clause.span);
    clauses.fold(pipeline.source.span, Span::join)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pipeline_is_cut_after_each_stage() {
        let source = "let x = events | take 3; articles about \"a\" | take 2 -> events | count";
        let found: Vec<(usize, &str, &str)> = Vec::new();
        let prefixes = prefixes(source);
        let found = prefixes.iter().fold(found, |mut all, prefix| {
            let text = prefix.source.split_once("; ").unwrap().1;
            all.push((prefix.stage, text, prefix.span.of(source)));
            all
        });
        assert_eq!(
            found,
            [
                (1, "articles about \"a\"", "articles about \"a\""),
                (2, "articles about \"a\" | take 2", "take 2"),
                (3, "articles about \"a\" | take 2 -> events", "-> events"),
                (
                    4,
                    "articles about \"a\" | take 2 -> events | count",
                    "count"
                ),
            ]
        );
        for prefix in &prefixes {
            assert!(parse(&prefix.source).is_ok(), "{}", prefix.source);
        }
    }

    #[test]
    fn what_asks_nothing_or_does_not_parse_has_no_beginning() {
        for source in ["let x = events", "events |", ""] {
            assert_eq!(prefixes(source), []);
        }
    }
}
