//! A query that finds nothing → the same query without each of its conditions, to tell which one it is.

use super::ast::{
    Clause, Expr, ExprKind, Pipeline, Script, SourceKind, Stage, StageKind, StatementKind, Step,
};
use super::parse::parse;
use crate::span::Span;

/// A script with one condition less.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relaxed {
    /// Its text.
    pub source: String,
    /// The condition that is left out, as typed.
    pub without: String,
    /// Where that stands, in bytes of the script as it was.
    pub span: Span,
}

/// The script once without each condition of its last pipeline, in the order in which they stand.
/// Empty for what does not parse.
pub fn relaxed(source: &str) -> Vec<Relaxed> {
    let Ok(script) = parse(source) else {
        return Vec::new();
    };
    let Some(pipeline) = asked(&script) else {
        return Vec::new();
    };
    let mut places: Vec<(Span, &'static str)> = Vec::new();
    of_pipeline(pipeline, &mut places);
    // What the asked rows are made of may be what keeps them away.
    for statement in &script.statements {
        if let StatementKind::Let { pipeline, .. } = &statement.kind {
            of_pipeline(pipeline, &mut places);
        }
    }
    let without = |(span, instead): (Span, &'static str)| {
        let (before, rest) = (source.get(..span.start)?, source.get(span.end..)?);
        Some(Relaxed {
            source: format!("{before}{instead}{rest}"),
            without: source.get(span.start..span.end)?.trim().to_owned(),
            span,
        })
    };
    places.into_iter().filter_map(without).collect()
}

/// The conditions of a pipeline, and of those that its rows come from.
fn of_pipeline(pipeline: &Pipeline, places: &mut Vec<(Span, &'static str)>) {
    if let SourceKind::Group(inner) = &pipeline.source.kind {
        of_pipeline(inner, places);
    }
    places.extend(spans(&pipeline.source.clauses));
    for step in &pipeline.steps {
        match step {
            Step::Follow(follow) => places.extend(spans(&follow.clauses)),
            Step::Stage(stage) => conditions(stage, places),
        }
    }
}

fn asked(script: &Script) -> Option<&Pipeline> {
    script
        .statements
        .iter()
        .rev()
        .find_map(|statement| match &statement.kind {
            StatementKind::Pipeline(pipeline) => Some(pipeline),
            _ => None,
        })
}

fn spans(clauses: &[Clause]) -> impl Iterator<Item = (Span, &'static str)> + '_ {
    clauses.iter().map(|clause| (clause.span, ""))
}

/// The conditions of a stage, each with what may stand in its place.
fn conditions(stage: &Stage, places: &mut Vec<(Span, &'static str)>) {
    match &stage.kind {
        StageKind::Where(expr) => parts(expr, places),
        StageKind::Filter(clauses) if clauses.len() == 1 => {
            places.extend(clauses.iter().map(|clause| (clause.span, "where true")));
        }
        StageKind::Filter(clauses) => places.extend(spans(clauses)),
        _ => {}
    }
}

fn parts(expr: &Expr, places: &mut Vec<(Span, &'static str)>) {
    match &expr.kind {
        ExprKind::And(all) => all.iter().for_each(|part| parts(part, places)),
        _ => places.push((expr.span, "true")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_condition_is_left_out_once() {
        let source = "let x = events of clash; events by \"A\" during 2016 | where kind = aid and not (mode = x) | within \"B\" -> articles about \"c\"";
        let found = relaxed(source);
        let without: Vec<&str> = found.iter().map(|one| one.without.as_str()).collect();
        let wanted = [
            "by \"A\"",
            "during 2016",
            "kind = aid",
            "not (mode = x)",
            "within \"B\"",
            "about \"c\"",
            "of clash",
        ];
        assert_eq!(without, wanted);
        for one in &found {
            assert!(parse(&one.source).is_ok(), "{}", one.source);
            assert!(!one.source.contains(&one.without), "{}", one.source);
        }
    }

    #[test]
    fn what_has_no_condition_or_does_not_parse_gives_none() {
        for source in ["events | count by kind", "events |", ""] {
            assert_eq!(relaxed(source), []);
        }
    }
}
