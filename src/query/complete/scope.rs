//! Which fields rows have at a place of a query that is being typed. A sketch of what the resolver does:
//! it never refuses, and knows nothing where it is in doubt.

use super::likely::Asked;
use crate::query::ast::{
    Expr, ExprKind, OutputColumn, Pipeline, Source, SourceKind, StageKind, StatementKind, Step,
    SubQuery, TopOf,
};
use crate::query::catalog::{Field, FieldType, Members, Noun, noun_word};
use crate::query::parse::parse;
use crate::query::parse::scan::{Token, TokenKind};
use crate::query::parse::words::{NAMING, is_clause, is_one_of};

/// The rows at a place.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope {
    /// The noun they are rows of, if they still are.
    pub(super) noun: Option<Noun>,
    /// Whose clauses can be asked.
    pub(super) asked: Asked,
    /// Columns that are not fields of the noun.
    columns: Vec<(String, Option<FieldType>)>,
    /// Names of `let` statements before.
    pub(super) lets: Vec<String>,
}

impl Scope {
    fn of(noun: Noun) -> Self {
        Self {
            noun: Some(noun),
            asked: Asked::Noun(noun),
            ..Self::default()
        }
    }

    fn add(&mut self, names: &[&str], kind: Option<FieldType>) {
        let columns = names.iter().map(|name| ((*name).to_owned(), kind));
        self.columns.extend(columns);
    }

    /// The names of all fields and columns.
    pub(super) fn fields(&self) -> Vec<String> {
        let columns = self.columns.iter().map(|(name, _)| name.clone());
        columns
            .chain(self.noun.into_iter().flat_map(names_of))
            .collect()
    }

    /// The names of the fields and columns that hold dates, and where `with_rows`, of those that lead to some.
    pub(super) fn dates(&self, with_rows: bool) -> Vec<String> {
        let is_date = |name: &String| match self.kind_of(std::slice::from_ref(name)) {
            Some(FieldType::Date) => true,
            Some(FieldType::Row(_)) => with_rows,
            _ => false,
        };
        self.fields().into_iter().filter(is_date).collect()
    }

    /// The names of the fields that a path leads to.
    pub(super) fn fields_under(&self, path: &[String]) -> Vec<String> {
        match self.kind_of(path) {
            Some(FieldType::Row(noun)) => names_of(noun).collect(),
            Some(FieldType::Date) if path.last().is_some_and(|last| last == "published") => {
                vec!["basis".to_owned()]
            }
            _ => Vec::new(),
        }
    }

    /// The field at the end of a path, with the noun that has it.
    pub(super) fn field_at(&self, path: &[String]) -> Option<(Noun, &'static Field)> {
        let (last, links) = path.split_last()?;
        let is_made = path.len() == 1 && self.columns.iter().any(|(name, _)| name == last);
        let noun = match (links.is_empty(), self.kind_of(links)) {
            (true, _) => self.noun.filter(|_| !is_made)?,
            (false, Some(FieldType::Row(noun))) => noun,
            (false, _) => return None,
        };
        Some((noun, noun.field(last)?))
    }

    /// What a path holds.
    pub(super) fn kind_of(&self, path: &[String]) -> Option<FieldType> {
        let (first, rest) = path.split_first()?;
        let column = self.columns.iter().find(|(name, _)| name == first);
        let mut kind = match column {
            Some((_, kind)) => (*kind)?,
            None => self.noun?.field(first)?.kind,
        };
        let mut before = first;
        for name in rest {
            kind = match kind {
                FieldType::Row(noun) => noun.field(name)?.kind,
                FieldType::Date if before == "published" && name == "basis" => {
                    FieldType::Enum(Members::PublishedBasis)
                }
                _ => return None,
            };
            before = name;
        }
        Some(kind)
    }
}

fn names_of(noun: Noun) -> impl Iterator<Item = String> {
    noun.info()
        .fields
        .iter()
        .map(|field: &Field| field.name.to_owned())
}

/// The rows after these tokens.
pub(super) fn at(source: &str, tokens: &[Token]) -> Scope {
    let statement = tokens
        .iter()
        .rposition(|token| token.depth == 0 && token.is(source, ";"))
        .map_or(0, |end| end + 1);
    let lets = definitions(source, tokens, statement);
    let (start, links) = enclosing(source, tokens, statement);
    let mut scope = pipeline_scope(source, tokens, start, &lets);
    for link in links.iter().rev() {
        scope = match scope.kind_of(link) {
            Some(FieldType::Row(noun)) => Scope::of(noun),
            _ => Scope::default(),
        };
    }
    if let Some(FieldType::Row(noun)) =
        typed_link(source, tokens).and_then(|link| scope.kind_of(&link))
    {
        scope.asked = Asked::Noun(noun);
    }
    scope.lets = lets.into_iter().map(|(name, _)| name).collect();
    scope
}

/// The words by which the innermost pipeline begins, if nothing but its beginning stands there.
pub(super) fn beginning<'s>(source: &'s str, tokens: &[Token]) -> Vec<&'s str> {
    let statement = tokens
        .iter()
        .rposition(|token| token.depth == 0 && token.is(source, ";"))
        .map_or(0, |end| end + 1);
    let (start, links) = enclosing(source, tokens, statement);
    let start = skip_head(source, tokens, start);
    let words = tokens.get(start..).unwrap_or_default();
    if !links.is_empty() || words.iter().any(|token| token.is(source, "|")) {
        return Vec::new();
    }
    words.iter().map(|token| token.text(source)).collect()
}

/// The `let` statements before token `end`.
fn definitions(source: &str, tokens: &[Token], end: usize) -> Vec<(String, Pipeline)> {
    let Some(last) = end.checked_sub(1) else {
        return Vec::new();
    };
    let Ok(script) = parse(&source[..tokens[last].span.start]) else {
        return Vec::new();
    };
    let lets = script
        .statements
        .into_iter()
        .filter_map(|statement| match statement.kind {
            StatementKind::Let { name, pipeline } => Some((name.text, pipeline)),
            _ => None,
        });
    lets.collect()
}

/// Where the innermost pipeline begins, and the links of the quantifiers open in it, innermost first.
fn enclosing(source: &str, tokens: &[Token], statement: usize) -> (usize, Vec<Vec<String>>) {
    let mut links = Vec::new();
    let mut depth = tokens.last().map_or(0, |last| match last.kind {
        TokenKind::Open => last.depth + 1,
        _ => last.depth,
    });
    for index in (statement..tokens.len()).rev() {
        let token = tokens[index];
        if token.kind != TokenKind::Open || token.depth + 1 != depth {
            continue;
        }
        depth = token.depth;
        let before = index
            .checked_sub(1)
            .map_or("", |before| tokens[before].text(source));
        let inside = &tokens[index + 1..];
        if is_one_of(before, &["any", "all", "none", "count"]) {
            // A link that is being typed is one of the rows outside.
            links.extend(Some(link(source, inside)).filter(|link| !link.is_empty()));
        } else if index == statement
            || is_one_of(before, &NAMING)
            || is_one_of(before, &["union", "except", "intersect", "join", "lookup"])
            || is_one_of(before, &["in"]) && is_pipeline(source, inside)
            || before == "=" && is_joined(source, &tokens[..index])
        {
            return (index + 1, links);
        }
    }
    (statement, links)
}

/// Whether the tokens end in the name of rows that are joined: `join name =`.
fn is_joined(source: &str, tokens: &[Token]) -> bool {
    let join = tokens.len().checked_sub(3).map(|at| tokens[at]);
    join.is_some_and(|join| is_one_of(join.text(source), &["join", "lookup"]))
}

/// Whether what stands in an open bracket is a pipeline and not a list.
fn is_pipeline(source: &str, inside: &[Token]) -> bool {
    let first = inside.first().map_or("", |first| first.text(source));
    noun_word(first).is_some() || inside.iter().any(|token| token.is(source, "|"))
}

/// The path that the tokens begin with, if more than that path stands there.
fn link(source: &str, tokens: &[Token]) -> Vec<String> {
    let mut path = Vec::new();
    for pair in tokens.chunks(2) {
        match pair {
            [word, next] if word.kind == TokenKind::Word => {
                path.push(word.text(source).to_owned());
                if !next.is(source, ".") {
                    let goes_on = is_clause(next.text(source))
                        || is_one_of(next.text(source), &["where", "not"]);
                    return if goes_on { path } else { Vec::new() };
                }
            }
            _ => return Vec::new(),
        }
    }
    Vec::new()
}

/// The path at the end of the tokens if it is all that stands in a quantifier: `any(quotes`.
fn typed_link(source: &str, tokens: &[Token]) -> Option<Vec<String>> {
    let open = tokens
        .iter()
        .rposition(|token| token.kind == TokenKind::Open)?;
    let quantifier = tokens[open.checked_sub(1)?].text(source);
    let path = &tokens[open + 1..];
    let is_path = path.len() % 2 == 1
        && path.iter().enumerate().all(|(at, token)| match at % 2 {
            0 => token.kind == TokenKind::Word,
            _ => token.is(source, "."),
        });
    let names = path.iter().step_by(2);
    (is_path && is_one_of(quantifier, &["any", "all", "none", "count"]))
        .then(|| names.map(|name| name.text(source).to_owned()).collect())
}

/// The rows of the pipeline that begins at a token, before the stage that is being typed.
fn pipeline_scope(
    source: &str,
    tokens: &[Token],
    start: usize,
    lets: &[(String, Pipeline)],
) -> Scope {
    let start = skip_head(source, tokens, start);
    let Some(first) = tokens.get(start) else {
        return Scope::default();
    };
    let last = |sign: &str| {
        let is_it = |at: &usize| tokens[*at].depth == first.depth && tokens[*at].is(source, sign);
        (start..tokens.len()).rev().find(is_it)
    };
    let bar = last("|");
    let arrow = last("->").filter(|arrow| bar.is_none_or(|bar| bar < *arrow));
    if let Some(noun) = arrow.and_then(|arrow| tokens.get(arrow + 1)) {
        return named(noun.text(source), &[]);
    }
    let Some(bar) = bar else {
        return typed_source(source, &tokens[start..], lets);
    };
    let text = &source[first.span.start..tokens[bar].span.start];
    let script = parse(text).ok();
    let statement = script.and_then(|mut script| script.statements.pop());
    match statement.map(|statement| statement.kind) {
        Some(StatementKind::Pipeline(pipeline)) => rows_of(&pipeline, lets),
        _ => named(first.text(source), lets),
    }
}

/// Where a pipeline begins behind what stands before it.
fn skip_head(source: &str, tokens: &[Token], start: usize) -> usize {
    match tokens.get(start).map_or("", |token| token.text(source)) {
        word if is_one_of(word, &["let"]) => start + 3,
        word if is_one_of(word, &["explain", "sql", "describe"]) => start + 1,
        _ => start,
    }
}

/// The rows of a source that is being typed; of a network or path those that its clauses choose from.
fn typed_source(source: &str, tokens: &[Token], lets: &[(String, Pipeline)]) -> Scope {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.text(source));
    let via = tokens.iter().position(|token| token.is(source, "via"));
    let link = match (word(0).to_ascii_lowercase().as_str(), word(1)) {
        ("network", link) => link,
        ("path", from) if is_one_of(from, &["from"]) => via.map_or("", |via| word(via + 1)),
        (_, _) => return named(word(0), lets),
    };
    Scope::of(match link.to_ascii_lowercase().as_str() {
        "coevent" => Noun::Events,
        "quotes" => Noun::Quotes,
        _ => Noun::Sentences,
    })
}

fn named(word: &str, lets: &[(String, Pipeline)]) -> Scope {
    let definition = lets.iter().rposition(|(name, _)| name == word);
    match definition {
        // A definition sees only those before it, so this ends.
        Some(position) => rows_of(&lets[position].1, &lets[..position]),
        None => noun_word(word).map_or_else(Scope::default, |found| Scope::of(found.noun)),
    }
}

fn source_of(source: &Source, lets: &[(String, Pipeline)]) -> Scope {
    match &source.kind {
        SourceKind::Name(name) => named(&name.text, lets),
        SourceKind::Group(pipeline) => rows_of(pipeline, lets),
        SourceKind::Network(network) => {
            let ends: &[&str] = if network.of.is_some() {
                &["other"]
            } else {
                &["a", "b"]
            };
            let mut scope = Scope::default();
            scope.add(ends, Some(FieldType::Row(Noun::Entities)));
            scope.add(&["weight"], Some(FieldType::Int));
            scope.add(&["first", "last"], Some(FieldType::Date));
            scope.asked = Asked::Nothing;
            scope
        }
        SourceKind::Walk(_) => {
            let mut scope = Scope::default();
            scope.add(&["step", "weight"], Some(FieldType::Int));
            scope.add(&["a", "b"], Some(FieldType::Row(Noun::Entities)));
            scope.add(&["sentence"], Some(FieldType::Row(Noun::Sentences)));
            scope.asked = Asked::Nothing;
            scope
        }
    }
}

fn rows_of(pipeline: &Pipeline, lets: &[(String, Pipeline)]) -> Scope {
    let mut scope = source_of(&pipeline.source, lets);
    for step in &pipeline.steps {
        match step {
            Step::Follow(follow) => scope = named(&follow.noun.text, &[]),
            Step::Stage(stage) => apply(&mut scope, &stage.kind, lets),
        }
    }
    scope
}

fn apply(scope: &mut Scope, stage: &StageKind, lets: &[(String, Pipeline)]) {
    let count = || ("count".to_owned(), Some(FieldType::Int));
    let columns = match stage {
        StageKind::Derive(assignments) => {
            for assignment in assignments {
                let kind = kind_of(&assignment.expr, scope);
                scope.columns.push((assignment.name.text.clone(), kind));
            }
            return;
        }
        StageKind::Each { path, name } => {
            let path: Vec<String> = path.segments.iter().map(|word| word.text.clone()).collect();
            let kind = scope.kind_of(&path);
            scope.columns.push((name.text.clone(), kind));
            return;
        }
        StageKind::Join(join) => {
            let rows = match &join.other {
                SubQuery::Name(name) => named(&name.text, lets),
                SubQuery::Pipeline(pipeline) => rows_of(pipeline, lets),
            };
            let alias = match (&join.alias, &join.other) {
                (Some(alias), _) | (None, SubQuery::Name(alias)) => alias,
                (None, SubQuery::Pipeline(_)) => return,
            };
            scope.add(&[&alias.text], rows.noun.map(FieldType::Row));
            return;
        }
        StageKind::Cite(_) => {
            scope.add(&["source"], Some(FieldType::Row(Noun::Sources)));
            scope.add(&["published"], Some(FieldType::Date));
            scope.add(&["sentence"], Some(FieldType::Row(Noun::Sentences)));
            return;
        }
        StageKind::Compare { per, .. } => {
            let keys = per.iter().filter_map(default_name);
            let mut columns: Vec<(String, Option<FieldType>)> =
                keys.map(|name| (name, None)).collect();
            if columns.is_empty() {
                columns.push(("cluster".to_owned(), Some(FieldType::Row(Noun::Clusters))));
            }
            for name in ["n", "low", "high", "spread", "asof_gap"] {
                columns.push((name.to_owned(), Some(FieldType::Num)));
            }
            for name in ["lowest_by", "highest_by", "overlap"] {
                columns.push((name.to_owned(), None));
            }
            columns
        }
        StageKind::Select(columns) | StageKind::Distinct(columns) => outputs(columns, scope),
        StageKind::Summarize { columns, by } => {
            let mut all = outputs(by, scope);
            all.extend(outputs(columns, scope));
            all
        }
        StageKind::Count { by } => {
            let mut all = outputs(by, scope);
            all.push(count());
            all
        }
        StageKind::Top {
            of: TopOf::Values(column),
            ..
        } => {
            let mut all = outputs(std::slice::from_ref(column), scope);
            all.push(count());
            all
        }
        StageKind::Pivot { .. } | StageKind::Facet { .. } | StageKind::Set { .. } => {
            scope.asked = Asked::Nothing;
            return;
        }
        _ => return,
    };
    scope.noun = None;
    if !matches!(stage, StageKind::Select(_)) {
        scope.asked = kept(&columns);
    }
    scope.columns = columns;
}

/// The one entity or cluster by which rows are grouped can still be asked about.
fn kept(columns: &[(String, Option<FieldType>)]) -> Asked {
    let mut rows = columns.iter().filter_map(|(_, kind)| match kind {
        Some(FieldType::Row(noun @ (Noun::Entities | Noun::Clusters))) => Some(*noun),
        _ => None,
    });
    match (rows.next(), rows.next()) {
        (Some(noun), None) => Asked::Noun(noun),
        _ => Asked::Nothing,
    }
}

fn outputs(columns: &[OutputColumn], scope: &Scope) -> Vec<(String, Option<FieldType>)> {
    let named = columns.iter().filter_map(|column| {
        let name = match &column.name {
            Some(name) => name.text.clone(),
            None => default_name(&column.expr)?,
        };
        Some((name, kind_of(&column.expr, scope)))
    });
    named.collect()
}

/// The name that a column has where none is given.
fn default_name(expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Path(path) => path.segments.last().map(|word| word.text.clone()),
        ExprKind::Call(call) => {
            let aggregates = [
                "sum", "avg", "median", "min", "max", "stdev", "list", "distinct",
            ];
            let argument = call.arguments.first().and_then(default_name);
            Some(match argument {
                Some(argument) if is_one_of(&call.name.text, &aggregates) => {
                    format!("{}_{argument}", call.name.text)
                }
                _ => call.name.text.clone(),
            })
        }
        _ => None,
    }
}

fn kind_of(expr: &Expr, scope: &Scope) -> Option<FieldType> {
    let ExprKind::Path(path) = &expr.kind else {
        return None;
    };
    let path: Vec<String> = path.segments.iter().map(|word| word.text.clone()).collect();
    scope.kind_of(&path)
}
