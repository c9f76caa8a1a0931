//! Parse pairs → stages.

use pest::iterators::Pair;

use super::build::{Builder, Parts};
use super::grammar::Rule;
use crate::query::ast::{
    Assignment, ChartKind, Expr, Join, JoinKind, OutputColumn, Path, SetOperator, SortKey, Stage,
    StageKind, SubQuery, TopOf,
};

impl Builder<'_> {
    /// Any rule of `stage`.
    pub(super) fn stage(&self, pair: Pair<'_, Rule>) -> Option<Stage> {
        let span = self.span(&pair);
        let rule = pair.as_rule();
        let mut parts = Parts::of(pair);
        let kind = match rule {
            Rule::where_ => StageKind::Where(self.expr(parts.next()?)?),
            Rule::filter => StageKind::Filter(self.clauses(&mut parts)?),
            Rule::select => StageKind::Select(self.columns(&mut parts)?),
            Rule::drop => StageKind::Drop(self.paths(&mut parts)?),
            Rule::derive => StageKind::Derive(self.assignments(&mut parts)?),
            Rule::summarize => StageKind::Summarize {
                columns: self.columns(&mut parts)?,
                by: self.columns(&mut parts)?,
            },
            Rule::count => StageKind::Count {
                by: self.columns(&mut parts)?,
            },
            Rule::distinct => StageKind::Distinct(self.columns(&mut parts)?),
            Rule::sort => StageKind::Sort(self.sort_keys(parts.next()?)?),
            _ => self.counted_stage(rule, parts)?,
        };
        Some(Stage { kind, span })
    }

    fn counted_stage(&self, rule: Rule, mut parts: Parts<'_>) -> Option<StageKind> {
        Some(match rule {
            Rule::top => {
                let n = self.count(&parts.next()?);
                let of = match parts.take(Rule::sort_keys) {
                    Some(keys) => TopOf::Rows(self.sort_keys(keys)?),
                    None => TopOf::Values(self.column(parts.next()?)?),
                };
                let per = self.per(&mut parts)?;
                StageKind::Top { n, of, per }
            }
            Rule::take => StageKind::Take {
                n: self.count(&parts.next()?),
                per: self.per(&mut parts)?,
            },
            Rule::skip => StageKind::Skip(self.count(&parts.next()?)),
            Rule::sample => StageKind::Sample {
                n: self.count(&parts.next()?),
                seed: parts.next().map(|seed| self.count(&seed)),
            },
            Rule::facet => StageKind::Facet {
                columns: self.columns(&mut parts)?,
                take: parts.next().map(|take| self.count(&take)),
            },
            Rule::cite => StageKind::Cite(parts.next().map(|count| self.count(&count))),
            _ => self.joining_stage(rule, parts)?,
        })
    }

    fn joining_stage(&self, rule: Rule, mut parts: Parts<'_>) -> Option<StageKind> {
        Some(match rule {
            Rule::each => StageKind::Each {
                path: self.path(parts.next()?)?,
                name: self.identifier(&parts.next()?),
            },
            Rule::join => StageKind::Join(self.join(parts)?),
            Rule::set_op => StageKind::Set {
                operator: match parts.next()?.as_str().to_ascii_lowercase().as_str() {
                    "union" => SetOperator::Union,
                    "except" => SetOperator::Except,
                    _ => SetOperator::Intersect,
                },
                other: self.sub_query(parts.next()?)?,
            },
            Rule::pivot => StageKind::Pivot {
                path: self.path(parts.next()?)?,
                of: self.optional_path(&mut parts)?,
            },
            Rule::compare => StageKind::Compare {
                path: self.path(parts.next()?)?,
                across: self.path(parts.next()?)?,
                per: self.per(&mut parts)?,
            },
            Rule::fill => StageKind::Fill(self.optional_path(&mut parts)?),
            _ => StageKind::Chart {
                kind: match parts.next()?.as_str().to_ascii_lowercase().as_str() {
                    "bar" => ChartKind::Bar,
                    "line" => ChartKind::Line,
                    "hist" => ChartKind::Hist,
                    "timeline" => ChartKind::Timeline,
                    "heat" => ChartKind::Heat,
                    _ => ChartKind::Graph,
                },
                paths: self.paths(&mut parts)?,
            },
        })
    }

    fn join(&self, mut parts: Parts<'_>) -> Option<Join> {
        let is_lookup = parts.next()?.as_str().eq_ignore_ascii_case("lookup");
        let alias = match parts.take(Rule::alias) {
            Some(alias) => Some(self.identifier(&Parts::of(alias).next()?)),
            None => None,
        };
        let other = self.sub_query(parts.next()?)?;
        let mut on = Vec::new();
        while let Some(key) = parts.take(Rule::join_key) {
            let mut sides = Parts::of(key);
            on.push((self.path(sides.next()?)?, self.optional_path(&mut sides)?));
        }
        Some(Join {
            kind: if is_lookup {
                JoinKind::Lookup
            } else {
                JoinKind::Join
            },
            alias,
            other,
            on,
        })
    }

    fn sub_query(&self, pair: Pair<'_, Rule>) -> Option<SubQuery> {
        let inner = Parts::of(pair).next()?;
        Some(if inner.as_rule() == Rule::pipeline {
            SubQuery::Pipeline(Box::new(self.pipeline(inner)?))
        } else {
            SubQuery::Name(self.identifier(&inner))
        })
    }

    fn columns(&self, parts: &mut Parts<'_>) -> Option<Vec<OutputColumn>> {
        let mut columns = Vec::new();
        if let Some(list) = parts.take(Rule::columns) {
            let mut items = Parts::of(list);
            while let Some(item) = items.next() {
                columns.push(self.column(item)?);
            }
        }
        Some(columns)
    }

    fn column(&self, pair: Pair<'_, Rule>) -> Option<OutputColumn> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let name = parts.take(Rule::ident).map(|name| self.identifier(&name));
        let expr = self.expr(parts.next()?)?;
        Some(OutputColumn { name, expr, span })
    }

    fn assignments(&self, parts: &mut Parts<'_>) -> Option<Vec<Assignment>> {
        let mut assignments = Vec::new();
        while let Some(part) = parts.next() {
            let span = self.span(&part);
            let mut inner = Parts::of(part);
            assignments.push(Assignment {
                name: self.identifier(&inner.next()?),
                expr: self.expr(inner.next()?)?,
                per: self.per(&mut inner)?,
                span,
            });
        }
        Some(assignments)
    }

    fn sort_keys(&self, pair: Pair<'_, Rule>) -> Option<Vec<SortKey>> {
        let mut keys = Vec::new();
        let mut parts = Parts::of(pair);
        while let Some(part) = parts.next() {
            let span = self.span(&part);
            let mut inner = Parts::of(part);
            keys.push(SortKey {
                descending: inner.take(Rule::descending).is_some(),
                expr: self.expr(inner.next()?)?,
                nulls_first: inner.next().is_some(),
                span,
            });
        }
        Some(keys)
    }

    fn per(&self, parts: &mut Parts<'_>) -> Option<Vec<Expr>> {
        let mut keys = Vec::new();
        if let Some(per) = parts.take(Rule::per) {
            let mut items = Parts::of(per);
            while let Some(item) = items.next() {
                keys.push(self.plain(item)?);
            }
        }
        Some(keys)
    }

    fn paths(&self, parts: &mut Parts<'_>) -> Option<Vec<Path>> {
        let mut paths = Vec::new();
        while let Some(path) = parts.take(Rule::path) {
            paths.push(self.path(path)?);
        }
        Some(paths)
    }

    #[expect(
        clippy::option_option,
        reason = "the outer one says that the tree is malformed, as everywhere here"
    )]
    fn optional_path(&self, parts: &mut Parts<'_>) -> Option<Option<Path>> {
        match parts.take(Rule::path) {
            Some(path) => Some(Some(self.path(path)?)),
            None => Some(None),
        }
    }
}
