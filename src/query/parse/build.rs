//! Parse pairs → scripts, statements and pipelines. What the grammar cannot refuse (bad dates, chained
//! comparisons) is collected here, so that one pass reports all of it.

use std::cell::{Cell, RefCell};
use std::iter::Peekable;

use pest::iterators::{Pair, Pairs};

use super::grammar::Rule;
use super::rule_name::keyword;
use super::scan::{Scan, Token};
use crate::query::ast::{
    Count, Follow, Identifier, LinkKind, Meta, Network, ParameterRef, Path, Pipeline, Script,
    Source, SourceKind, Statement, StatementKind, Step, Walk,
};
use crate::query::error::{QueryError, QueryErrorKind};
use crate::span::Span;

/// Builds the tree of one parsed piece of the source.
pub(super) struct Builder<'a> {
    /// The whole source.
    pub(super) source: &'a str,
    /// Its tokens.
    pub(super) tokens: &'a [Token],
    /// Where the parsed piece starts in the source, in bytes.
    offset: usize,
    /// What is wrong although it parses.
    pub(super) errors: RefCell<Vec<QueryError>>,
    /// Depth of the deepest expression built since this was last reset.
    pub(super) depth: Cell<usize>,
}

/// The children of a pair, keywords left out.
pub(super) struct Parts<'i>(Peekable<Pairs<'i, Rule>>);

impl<'i> Parts<'i> {
    /// Of this pair.
    pub(super) fn of(pair: Pair<'i, Rule>) -> Self {
        Self(pair.into_inner().peekable())
    }

    /// The next child.
    pub(super) fn next(&mut self) -> Option<Pair<'i, Rule>> {
        self.0
            .by_ref()
            .find(|pair| keyword(pair.as_rule()).is_none())
    }

    /// The next child if it is of this rule.
    pub(super) fn take(&mut self, rule: Rule) -> Option<Pair<'i, Rule>> {
        while self
            .0
            .peek()
            .is_some_and(|pair| keyword(pair.as_rule()).is_some())
        {
            self.0.next();
        }
        self.0.next_if(|pair| pair.as_rule() == rule)
    }
}

impl<'a> Builder<'a> {
    /// For a piece that starts at byte `offset` of the source.
    pub(super) fn new(source: &'a str, scan: &'a Scan, offset: usize) -> Self {
        Self {
            source,
            tokens: &scan.tokens,
            offset,
            errors: RefCell::default(),
            depth: Cell::default(),
        }
    }

    /// Notes an error.
    pub(super) fn error(&self, kind: QueryErrorKind, span: Span) {
        self.errors.borrow_mut().push(QueryError::new(kind, span));
    }

    /// Where a pair stands in the source, without white space and comments at its end.
    pub(super) fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        let found = pair.as_span();
        let (start, end) = (found.start() + self.offset, found.end() + self.offset);
        let after = self.tokens.partition_point(|token| token.span.start < end);
        let last = after
            .checked_sub(1)
            .map_or(end, |last| self.tokens[last].span.end);
        Span::new(start, last.min(end).max(start))
    }

    /// `script`
    pub(super) fn script(&self, pair: Pair<'_, Rule>) -> Option<Script> {
        let mut parts = Parts::of(pair);
        let mut statements = Vec::new();
        while let Some(part) = parts.take(Rule::statement) {
            let span = self.span(&part);
            let kind = self.statement(Parts::of(part).next()?)?;
            statements.push(Statement { kind, span });
        }
        Some(Script { statements })
    }

    fn statement(&self, pair: Pair<'_, Rule>) -> Option<StatementKind> {
        let rule = pair.as_rule();
        if rule == Rule::pipeline {
            return Some(StatementKind::Pipeline(self.pipeline(pair)?));
        }
        let mut parts = Parts::of(pair.clone());
        Some(match rule {
            Rule::let_st => StatementKind::Let {
                name: self.identifier(&Parts::of(parts.next()?).next()?),
                pipeline: self.pipeline(parts.next()?)?,
            },
            Rule::meta_st => StatementKind::Meta {
                meta: meta(&parts.next()?),
                pipeline: self.pipeline(parts.next()?)?,
            },
            Rule::describe_st => StatementKind::DescribeField(self.path(pair)?),
            _ => self.parameter_statement(parts)?,
        })
    }

    fn parameter_statement(&self, mut parts: Parts<'_>) -> Option<StatementKind> {
        let name = self.parameter(&parts.next()?);
        let type_name = parts
            .take(Rule::type_name)
            .map(|found| self.type_name(found));
        let defaults = match parts.next() {
            Some(list) if list.as_rule() == Rule::value_list => self.items(list)?,
            Some(found) => vec![self.expr(found)?],
            None => Vec::new(),
        };
        Some(StatementKind::Param {
            name,
            type_name,
            defaults,
        })
    }

    /// `entity`, `list<int>`, `entity(place)`
    fn type_name(&self, pair: Pair<'_, Rule>) -> Identifier {
        let span = self.span(&pair);
        let is_list = pair.as_str().contains('<');
        let mut names = Vec::new();
        let mut parts = Parts::of(pair);
        while let Some(part) = parts.next() {
            names.push(part.as_str());
        }
        let text = match names.as_slice() {
            [outer, inner] if is_list => format!("{outer}<{inner}>"),
            [outer, inner] => format!("{outer}({inner})"),
            _ => names.concat(),
        };
        Identifier { text, span }
    }

    /// Builds what [`Rule::piece`] gives, for its errors alone.
    pub(super) fn piece(&self, pair: Pair<'_, Rule>) -> Option<()> {
        let mut parts = Parts::of(pair);
        while let Some(part) = parts.next() {
            match part.as_rule() {
                Rule::param_st => {
                    self.parameter_statement(Parts::of(part))?;
                }
                Rule::head => {
                    let mut inner = Parts::of(part);
                    self.source_of(inner.next()?)?;
                    self.follows(&mut inner)?;
                }
                _ => {}
            }
        }
        Some(())
    }

    /// Builds what [`Rule::stage_only`] gives, for its errors alone.
    pub(super) fn stage_piece(&self, pair: Pair<'_, Rule>) -> Option<()> {
        let mut parts = Parts::of(pair);
        self.stage(parts.next()?)?;
        self.follows(&mut parts)?;
        Some(())
    }

    fn follows(&self, parts: &mut Parts<'_>) -> Option<()> {
        while let Some(part) = parts.take(Rule::follow) {
            self.follow(part)?;
        }
        Some(())
    }

    /// `pipeline`
    pub(super) fn pipeline(&self, pair: Pair<'_, Rule>) -> Option<Pipeline> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let source = self.source_of(parts.next()?)?;
        let mut steps = Vec::new();
        while let Some(part) = parts.next() {
            steps.push(if part.as_rule() == Rule::follow {
                Step::Follow(self.follow(part)?)
            } else {
                Step::Stage(self.stage(part)?)
            });
        }
        Some(Pipeline {
            source,
            steps,
            span,
        })
    }

    fn source_of(&self, pair: Pair<'_, Rule>) -> Option<Source> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let first = parts.next()?;
        let kind = match first.as_rule() {
            Rule::network => SourceKind::Network(self.network(first)?),
            Rule::walk => SourceKind::Walk(Box::new(self.walk(first)?)),
            Rule::pipeline => SourceKind::Group(Box::new(self.pipeline(first)?)),
            _ => SourceKind::Name(self.identifier(&first)),
        };
        let clauses = self.clauses(&mut parts)?;
        Some(Source {
            kind,
            clauses,
            span,
        })
    }

    fn follow(&self, pair: Pair<'_, Rule>) -> Option<Follow> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        Some(Follow {
            noun: self.identifier(&parts.next()?),
            clauses: self.clauses(&mut parts)?,
            span,
        })
    }

    fn network(&self, pair: Pair<'_, Rule>) -> Option<Network> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let link = link_kind(&parts.next()?);
        let of = match parts.take(Rule::name) {
            Some(name) => Some(self.name(name)?),
            None => None,
        };
        Some(Network { link, of, span })
    }

    fn walk(&self, pair: Pair<'_, Rule>) -> Option<Walk> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        Some(Walk {
            from: self.name(parts.next()?)?,
            to: self.name(parts.next()?)?,
            via: match parts.take(Rule::via) {
                Some(via) => Some(link_kind(&Parts::of(via).next()?)),
                None => None,
            },
            max: parts.take(Rule::int).map(|int| self.count(&int)),
            span,
        })
    }

    /// `ident`
    pub(super) fn identifier(&self, pair: &Pair<'_, Rule>) -> Identifier {
        let text = pair.as_str();
        let bare = text
            .strip_prefix('`')
            .and_then(|rest| rest.strip_suffix('`'));
        Identifier {
            text: bare.unwrap_or(text).to_owned(),
            span: self.span(pair),
        }
    }

    /// `param`
    pub(super) fn parameter(&self, pair: &Pair<'_, Rule>) -> ParameterRef {
        ParameterRef {
            name: pair.as_str().trim_start_matches('$').to_owned(),
            span: self.span(pair),
        }
    }

    /// `path`, or any other rule that consists of identifiers
    pub(super) fn path(&self, pair: Pair<'_, Rule>) -> Option<Path> {
        let mut segments = Vec::new();
        let mut parts = Parts::of(pair);
        while let Some(part) = parts.next() {
            segments.push(self.identifier(&part));
        }
        let span = segments.first()?.span.join(segments.last()?.span);
        Some(Path { segments, span })
    }

    /// `int`
    pub(super) fn count(&self, pair: &Pair<'_, Rule>) -> Count {
        let span = self.span(pair);
        let value = pair.as_str().parse().unwrap_or_else(|_| {
            self.too_large(pair.as_str(), span);
            0
        });
        Count { value, span }
    }

    /// Refuses a number that no counter holds.
    pub(super) fn too_large(&self, text: &str, span: Span) {
        let kind = QueryErrorKind::Unexpected {
            found: text.to_owned(),
            expected: vec!["a smaller number".to_owned()],
            similar: None,
        };
        self.error(kind, span);
    }
}

fn meta(pair: &Pair<'_, Rule>) -> Meta {
    match pair.as_str().to_ascii_lowercase().as_str() {
        "explain" => Meta::Explain,
        "sql" => Meta::Sql,
        _ => Meta::Describe,
    }
}

fn link_kind(pair: &Pair<'_, Rule>) -> LinkKind {
    match pair.as_str().to_ascii_lowercase().as_str() {
        "comention" => LinkKind::Comention,
        "coevent" => LinkKind::Coevent,
        _ => LinkKind::Quotes,
    }
}
