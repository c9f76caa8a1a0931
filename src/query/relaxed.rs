//! A query that finds nothing → the same query without each of its conditions, to tell which one it is.

use super::ast::{
    Clause, ClauseKind, Expr, ExprKind, InSet, NameKind, NameSet, NameSetKind, Network, Pipeline,
    PlaceTest, Script, Source, SourceKind, Stage, StageKind, StatementKind, Step, SubQuery,
};
use super::languages::code_of;
use super::names::Names;
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

/// The script once without each condition of its last pipeline, in the order in which they stand, those
/// of the queries inside it and of every `let` included. Empty for what does not parse.
pub fn relaxed(source: &str) -> Vec<Relaxed> {
    let Ok(script) = parse(source) else {
        return Vec::new();
    };
    let Some(pipeline) = asked(&script) else {
        return Vec::new();
    };
    let mut conditions = Conditions::of(source, pipeline);
    // What the asked rows are made of may be what keeps them away.
    for statement in &script.statements {
        if let StatementKind::Let { pipeline, .. } = &statement.kind {
            conditions.of_pipeline(pipeline);
        }
    }
    let without = |(span, instead): (Span, &'static str)| {
        let without = source.get(span.start..span.end)?.trim().to_owned();
        replaced(source, span, instead, without)
    };
    conditions.places.into_iter().filter_map(without).collect()
}

/// The script with one condition said in another way each: another clause about the same name, what a
/// word stands for, a part of a text in the place of the whole. [`Relaxed::without`] is the other way.
pub fn otherwise(source: &str, names: &dyn Names) -> Vec<Relaxed> {
    let Ok(script) = parse(source) else {
        return Vec::new();
    };
    let Some(pipeline) = asked(&script) else {
        return Vec::new();
    };
    let mut found: Vec<(Span, String)> = clauses_of(pipeline)
        .filter(|clause| !clause.negated)
        .flat_map(|clause| other_clauses(source, clause, names))
        .collect();
    let conditions = Conditions::of(source, pipeline).places.into_iter();
    found.extend(conditions.filter_map(|(span, _)| {
        let condition = source.get(span.start..span.end)?;
        Some((span, partly(condition)?))
    }));
    let other = |(span, instead): (Span, String)| {
        let words = instead.trim_matches(['|', ' ']).to_owned();
        replaced(source, span, &instead, words)
    };
    found.into_iter().filter_map(other).collect()
}

/// The script with something else in the place of a condition.
fn replaced(source: &str, span: Span, instead: &str, without: String) -> Option<Relaxed> {
    let (before, rest) = (source.get(..span.start)?, source.get(span.end..)?);
    Some(Relaxed {
        source: format!("{before}{instead}{rest}"),
        without,
        span,
    })
}

/// What may stand where a clause does: the name that its word stands for, another clause about the name,
/// a search for the phrase in the text.
fn other_clauses(source: &str, clause: &Clause, names: &dyn Names) -> Vec<(Span, String)> {
    let text = source.get(clause.span.start..clause.span.end);
    let Some((word, rest)) = text.and_then(|text| text.split_once(char::is_whitespace)) else {
        return Vec::new();
    };
    let meant = only_name(clause).and_then(|name| names.stands_for(name));
    let meant = meant.map(|meant| format!("{word} \"{}\"", meant.name));
    let others: &[&str] = match (&clause.kind, word.to_ascii_lowercase().as_str()) {
        (ClauseKind::Who { .. }, "by") => &["against", "mentioning"],
        (ClauseKind::Who { .. }, "against" | "to") => &["by", "mentioning"],
        (ClauseKind::Who { .. }, "with") => &["mentioning"],
        _ => &[],
    };
    let others = others.iter().map(|other| format!("{other} {rest}"));
    let is_phrase = rest.starts_with('"') && rest.ends_with('"') && rest.matches('"').count() == 2;
    let searched = (is_phrase && ["about", "matching"].contains(&word)).then(|| {
        let after = source.get(clause.span.end..).unwrap_or_default();
        let after = after.trim_start();
        let ends_here = after.is_empty() || after.starts_with(['|', ';', ')', '-']);
        format!("| where text ~ {rest}{}", if ends_here { "" } else { " |" })
    });
    let all = meant.into_iter().chain(others).chain(searched);
    all.map(|instead| (clause.span, instead)).collect()
}

/// `field = "whole"` as `field ~ "part"`, and `language = "French"` with the code of the language.
fn partly(condition: &str) -> Option<String> {
    let (field, value) = condition.split_once('=')?;
    let (field, value) = (field.trim(), value.trim());
    let is_path = field
        .chars()
        .all(|c| c.is_alphanumeric() || "._".contains(c));
    let is_text = value.starts_with('"') && value.matches('"').count() == 2;
    if let Some(code) = code_of(value.trim_matches('"'))
        && field.rsplit('.').next() == Some("language")
    {
        return Some(format!("{field} = \"{code}\""));
    }
    (is_path && is_text).then(|| format!("{field} ~ {value}"))
}

/// The clauses by which the rows of a pipeline are chosen first.
fn clauses_of(pipeline: &Pipeline) -> impl Iterator<Item = &Clause> {
    let inner = match &pipeline.source.kind {
        SourceKind::Group(inner) => inner.source.clauses.as_slice(),
        _ => &[],
    };
    inner.iter().chain(&pipeline.source.clauses)
}

/// The name in quotes that alone a clause holds.
fn only_name(clause: &Clause) -> Option<&str> {
    let ClauseKind::Who { names, .. } = &clause.kind else {
        return None;
    };
    let NameSetKind::Any(list) = &names.kind else {
        return None;
    };
    match list.as_slice() {
        [only] => match &only.kind {
            NameKind::Text(text) => Some(text),
            _ => None,
        },
        _ => None,
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

/// The conditions of a script: where each stands, and what may stand in its place.
struct Conditions<'a> {
    source: &'a str,
    places: Vec<(Span, &'static str)>,
}

impl<'a> Conditions<'a> {
    fn of(source: &'a str, pipeline: &Pipeline) -> Self {
        let mut conditions = Self {
            source,
            places: Vec::new(),
        };
        conditions.of_pipeline(pipeline);
        conditions
    }

    /// The conditions of a pipeline, and of those that its rows come from or are compared with.
    fn of_pipeline(&mut self, pipeline: &Pipeline) {
        self.of_source(&pipeline.source);
        for step in &pipeline.steps {
            match step {
                Step::Follow(follow) => self.of_clauses(&follow.clauses),
                Step::Stage(stage) => self.of_stage(stage),
            }
        }
    }

    fn of_source(&mut self, source: &Source) {
        match &source.kind {
            SourceKind::Group(inner) => self.of_pipeline(inner),
            SourceKind::Network(network) => self.of_network(network),
            SourceKind::Name(_) | SourceKind::Walk(_) => {}
        }
        self.of_clauses(&source.clauses);
    }

    /// `of "Russia"` keeps everybody else's links away.
    fn of_network(&mut self, network: &Network) {
        let Some(name) = &network.of else { return };
        let head = self.source.get(network.span.start..name.span.start);
        let of = head.and_then(|head| head.to_ascii_lowercase().rfind("of"));
        if let Some(of) = of {
            let span = Span::new(network.span.start + of, name.span.end);
            self.places.push((span, ""));
        }
    }

    fn of_clauses(&mut self, clauses: &[Clause]) {
        for clause in clauses {
            self.places.push((clause.span, ""));
            self.inside_clause(clause);
        }
    }

    fn of_stage(&mut self, stage: &Stage) {
        match &stage.kind {
            StageKind::Where(expr) => self.of_condition(expr),
            // A stage must be left where the only clause of one goes.
            StageKind::Filter(clauses) if clauses.len() == 1 => {
                for clause in clauses {
                    self.places.push((clause.span, "where true"));
                    self.inside_clause(clause);
                }
            }
            StageKind::Filter(clauses) => self.of_clauses(clauses),
            StageKind::Join(join) => self.of_sub_query(&join.other),
            StageKind::Set { other, .. } => self.of_sub_query(other),
            _ => {}
        }
    }

    fn of_sub_query(&mut self, query: &SubQuery) {
        if let SubQuery::Pipeline(pipeline) = query {
            self.of_pipeline(pipeline);
        }
    }

    fn of_condition(&mut self, expr: &Expr) {
        if let ExprKind::And(all) = &expr.kind {
            for part in all {
                self.of_condition(part);
            }
        } else {
            self.places.push((expr.span, "true"));
            self.inside(expr);
        }
    }

    /// The conditions of queries that stand inside a condition.
    fn inside(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Or(all) | ExprKind::And(all) => {
                for part in all {
                    self.inside(part);
                }
            }
            ExprKind::Not(inner) => self.inside(inner),
            ExprKind::Clause(clause) => self.inside_clause(clause),
            ExprKind::In {
                set: InSet::Rows(pipeline),
                ..
            } => self.of_pipeline(pipeline),
            ExprKind::Quantifier(quantifier) => {
                self.of_clauses(&quantifier.clauses);
                if let Some(condition) = &quantifier.condition {
                    self.of_condition(condition);
                }
            }
            _ => {}
        }
    }

    fn inside_clause(&mut self, clause: &Clause) {
        match &clause.kind {
            ClauseKind::Who { names, .. }
            | ClauseKind::According(names)
            | ClauseKind::Place(PlaceTest::Within(names) | PlaceTest::At(names)) => {
                self.inside_names(names);
            }
            _ => {}
        }
    }

    fn inside_names(&mut self, names: &NameSet) {
        if let NameSetKind::Rows(pipeline) = &names.kind {
            self.of_pipeline(pipeline);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, wanted: &[&str]) {
        let found = relaxed(source);
        let without: Vec<&str> = found.iter().map(|one| one.without.as_str()).collect();
        assert_eq!(without, wanted);
        for one in &found {
            assert!(parse(&one.source).is_ok(), "{}", one.source);
            assert!(!one.source.contains(&one.without), "{}", one.source);
        }
    }

    #[test]
    fn each_condition_is_left_out_once() {
        check(
            "let x = events of clash; events by \"A\" during 2016 | where kind = aid and not (mode = x) | within \"B\" -> articles about \"c\"",
            &[
                "by \"A\"",
                "during 2016",
                "kind = aid",
                "not (mode = x)",
                "within \"B\"",
                "about \"c\"",
                "of clash",
            ],
        );
    }

    #[test]
    fn conditions_of_queries_inside_are_left_out_too() {
        check(
            "events | where cluster in (figures of killed | where low > 3 | select cluster)",
            &[
                "cluster in (figures of killed | where low > 3 | select cluster)",
                "of killed",
                "low > 3",
            ],
        );
        check(
            "events of clash | join q = (quotes by \"A\") on cluster | except (events of aid)",
            &["of clash", "by \"A\"", "of aid"],
        );
        check(
            "quotes by (people | where country = \"Iran\")",
            &[
                "by (people | where country = \"Iran\")",
                "country = \"Iran\"",
            ],
        );
        check(
            "articles | where any(events of clash where confidence > 0.5) or title ~ \"x\"",
            &[
                "any(events of clash where confidence > 0.5) or title ~ \"x\"",
                "of clash",
                "confidence > 0.5",
            ],
        );
        check(
            "network coevent of \"A\" during 2016",
            &["of \"A\"", "during 2016"],
        );
    }

    #[test]
    fn what_has_no_condition_or_does_not_parse_gives_none() {
        for source in ["events | count by kind", "events |", ""] {
            assert_eq!(relaxed(source), []);
        }
    }
}
