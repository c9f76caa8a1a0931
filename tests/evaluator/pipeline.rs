//! Scripts and pipelines: sources, `->`, and stage after stage.

use std::collections::BTreeMap;
use std::rc::Rc;

use dateline::model::date::Day;
use dateline::query::ast::{
    Clause, Expr, ExprKind, Follow, Identifier, Literal, Pipeline, Script, Source, SourceKind,
    StatementKind, Step,
};

use super::cell::{Cell, Ref};
use super::memory::{Memory, once};
use super::schema::{Kind, NOUNS, Noun};
use super::scope::{Context, Scope, Windows};
use super::table::{Outcome, Row, Table, refuse, unknown};

/// Where `->` leads: the fields to follow; the rows of the last one are reached.
const REACH: &[(Noun, &[&str], &str)] = &[
    (Noun::Articles, &["speakers"], "quotes.speaker"),
    (Noun::Sentences, &["speakers"], "quotes.speaker"),
    (Noun::Clusters, &["speakers"], "quotes.speaker"),
    (Noun::Events, &["places"], "place"),
    (Noun::Figures, &["places"], "place"),
    (Noun::Events, ENTITY_WORDS, "participants"),
    (Noun::Quotes, ENTITY_WORDS, "speaker"),
    (Noun::Figures, ENTITY_WORDS, "claimant"),
    (Noun::Mentions, ENTITY_WORDS, "entity"),
    (Noun::Articles, ENTITY_WORDS, "mentions.entity"),
    (Noun::Sentences, ENTITY_WORDS, "mentions.entity"),
    (Noun::Clusters, ENTITY_WORDS, "articles.mentions.entity"),
    (Noun::Entities, &["articles"], "mentions.article"),
    (Noun::Entities, &["sentences"], "mentions.sentence"),
    (Noun::Entities, &["mentions"], "mentions"),
    (Noun::Entities, &["events"], "events"),
    (Noun::Entities, &["quotes"], "quotes"),
    (Noun::Articles, &["sources"], "source"),
    (Noun::Sources, &["articles"], "articles"),
    (Noun::Sources, &["events"], "articles.events"),
    (Noun::Sources, &["quotes"], "articles.quotes"),
    (Noun::Sources, &["figures"], "articles.figures"),
    (Noun::Clusters, &["articles"], "articles"),
    (Noun::Clusters, &["events"], "events"),
    (Noun::Clusters, &["quotes"], "quotes"),
    (Noun::Clusters, &["figures"], "figures"),
    (Noun::Articles, &["sentences"], "sentences"),
    (Noun::Articles, &["mentions"], "mentions"),
    (Noun::Articles, &["events"], "events"),
    (Noun::Articles, &["quotes"], "quotes"),
    (Noun::Articles, &["figures"], "figures"),
    (Noun::Articles, &["clusters"], "story"),
    (Noun::Sentences, &["mentions"], "mentions"),
    (Noun::Sentences, &["events"], "events"),
    (Noun::Sentences, &["quotes"], "quotes"),
    (Noun::Sentences, &["figures"], "figures"),
    (Noun::Figures, &["events"], "event"),
    (Noun::Events, &["clusters"], "cluster"),
    (Noun::Quotes, &["clusters"], "cluster"),
    (Noun::Figures, &["clusters"], "cluster"),
    (Noun::Mentions, &["sentences"], "sentence"),
    (Noun::Events, &["sentences"], "sentence"),
    (Noun::Quotes, &["sentences"], "sentence"),
    (Noun::Figures, &["sentences"], "sentence"),
    (Noun::Sentences, &["articles"], "article"),
    (Noun::Mentions, &["articles"], "article"),
    (Noun::Events, &["articles"], "article"),
    (Noun::Quotes, &["articles"], "article"),
    (Noun::Figures, &["articles"], "article"),
    (Noun::Sources, ENTITY_WORDS, "entity"),
    (Noun::Entities, &["sources"], "mentions.article.source"),
    (Noun::Clusters, &["sources"], "articles.source"),
    (Noun::Clusters, &["sentences"], "articles.sentences"),
    (Noun::Clusters, &["mentions"], "articles.mentions"),
    (Noun::Sources, &["sentences"], "articles.sentences"),
    (Noun::Sources, &["mentions"], "articles.mentions"),
    (Noun::Events, &["mentions"], "sentence.mentions"),
    (Noun::Quotes, &["mentions"], "sentence.mentions"),
    (Noun::Figures, &["mentions"], "sentence.mentions"),
    (Noun::Mentions, &["events"], "sentence.events"),
    (Noun::Quotes, &["events"], "sentence.events"),
    (Noun::Mentions, &["quotes"], "sentence.quotes"),
    (Noun::Events, &["quotes"], "sentence.quotes"),
    (Noun::Figures, &["quotes"], "sentence.quotes"),
    (Noun::Mentions, &["figures"], "sentence.figures"),
    (Noun::Events, &["figures"], "sentence.figures"),
    (Noun::Quotes, &["figures"], "sentence.figures"),
    (Noun::Sentences, &["sources"], "article.source"),
    (Noun::Mentions, &["sources"], "article.source"),
    (Noun::Events, &["sources"], "article.source"),
    (Noun::Quotes, &["sources"], "article.source"),
    (Noun::Figures, &["sources"], "article.source"),
];

const ENTITY_WORDS: &[&str] = &[
    "entities",
    "people",
    "organizations",
    "groups",
    "places",
    "speakers",
];

/// The words to which `->` leads from a noun.
pub(super) fn reachable(noun: Noun) -> Vec<&'static str> {
    let from = REACH.iter().filter(|(from, ..)| *from == noun);
    from.flat_map(|(_, words, _)| words.iter().copied())
        .collect()
}

/// The rows of a script's last pipeline.
pub(super) fn run(memory: &Memory, now: Day, source: &str, script: &Script) -> Outcome<Table> {
    let mut context = Context {
        memory,
        now,
        parameters: Rc::new(BTreeMap::new()),
        lets: Rc::new(Vec::new()),
        visible: 0,
        source,
    };
    let mut result = unknown("no pipeline");
    for statement in &script.statements {
        match &statement.kind {
            StatementKind::Let { name, pipeline } => {
                Rc::make_mut(&mut context.lets).push((name.text.clone(), pipeline.clone()));
                context.visible += 1;
            }
            StatementKind::Param {
                name,
                type_name,
                defaults,
            } => {
                let type_name = type_name.as_ref().map(|it| it.text.to_lowercase());
                let values = defaults.iter();
                let values: Outcome<Vec<Literal>> = values
                    .map(|value| context.default_value(type_name.as_deref(), value))
                    .collect();
                Rc::make_mut(&mut context.parameters).insert(name.name.clone(), values?);
            }
            StatementKind::Pipeline(pipeline) | StatementKind::Meta { pipeline, .. } => {
                result = Ok(context.pipeline(pipeline)?);
            }
            StatementKind::DescribeField(_) => {}
        }
    }
    result
}

impl Context<'_> {
    /// What a parameter holds by default; its type tells how a year, a text or a word is read.
    fn default_value(&self, type_name: Option<&str>, expr: &Expr) -> Outcome<Literal> {
        let is_date = type_name.is_some_and(|name| name.contains("date"));
        match &expr.kind {
            ExprKind::Literal(literal) if !is_date => return Ok(literal.clone()),
            ExprKind::Path(path) if type_name.is_some() && path.segments[0].text != "today" => {
                return Ok(Literal::Text(path.segments[0].text.to_lowercase()));
            }
            _ => {}
        }
        let kind = if is_date { Kind::Date } else { Kind::Null };
        let table = Table::of_columns(Vec::new());
        let row = Row {
            subject: None,
            cells: Vec::new(),
            ties: Vec::new(),
        };
        Ok(
            match self.scope(&table, &row, None).opposite(expr, &kind)? {
                Cell::Bool(value) => Literal::Bool(value),
                Cell::Int(value) => Literal::Integer(value),
                Cell::Num(value) => Literal::Number(value),
                Cell::Text(value) => Literal::Text(value),
                Cell::Date(value) => Literal::Date(value),
                Cell::Null | Cell::Row(_) | Cell::List(_) => return refuse("E020"),
            },
        )
    }

    /// The rows of a pipeline.
    pub(super) fn pipeline(&self, pipeline: &Pipeline) -> Outcome<Table> {
        let mut table = self.source(&pipeline.source)?;
        for step in &pipeline.steps {
            table = match step {
                Step::Stage(stage) => self.stage(table, stage)?,
                Step::Follow(follow) => self.follow(&table, follow)?,
            };
        }
        Ok(table)
    }

    fn source(&self, source: &Source) -> Outcome<Table> {
        let table = match &source.kind {
            SourceKind::Name(name) => self.named(&name.text)?,
            SourceKind::Group(pipeline) => self.pipeline(pipeline)?,
            SourceKind::Network(network) => return self.network(network, &source.clauses),
            SourceKind::Walk(walk) => return self.walk(walk, &source.clauses),
        };
        self.filtered(table, &source.clauses)
    }

    /// The rows of a `let` or of a noun.
    pub(super) fn named(&self, name: &str) -> Outcome<Table> {
        if let Some(at) = self.find_let(name) {
            let inside = Context {
                visible: at,
                ..self.clone()
            };
            return inside.pipeline(&self.lets[at].1);
        }
        self.noun(name)
    }

    pub(super) fn noun(&self, word: &str) -> Outcome<Table> {
        let word = word.to_lowercase();
        match NOUNS.iter().find(|(known, ..)| *known == word) {
            Some((_, noun, narrowed)) => {
                let rows = self.narrowed(self.memory.all(*noun), *narrowed);
                Ok(Table::of_noun(self.memory, *noun, rows))
            }
            None => refuse("E010"),
        }
    }

    fn narrowed(&self, rows: Vec<Ref>, narrowed: Option<&str>) -> Vec<Ref> {
        let mut rows = rows;
        rows.retain(|row| match narrowed {
            None => true,
            Some("speakers") => !self.memory.many(*row, "quotes").is_empty(),
            Some(kind) => self.memory.text_of(*row, "kind") == kind,
        });
        rows
    }

    /// The rows for which every clause holds.
    pub(super) fn filtered(&self, table: Table, clauses: &[Clause]) -> Outcome<Table> {
        let mut table = table;
        for clause in clauses {
            table = self.kept(table, &BTreeMap::new(), |scope| scope.clause(clause))?;
        }
        Ok(table)
    }

    /// The rows for which a test holds.
    pub(super) fn kept(
        &self,
        table: Table,
        windows: &Windows,
        test: impl Fn(Scope<'_>) -> Outcome<bool>,
    ) -> Outcome<Table> {
        let mut rows = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            if test(self.scope(&table, row, Some((windows, at))))? {
                rows.push(row.clone());
            }
        }
        // A clause that cannot be asked is refused where there are no rows, too.
        if table.rows.is_empty() && table.subject.is_none() {
            return Ok(table);
        }
        Ok(Table { rows, ..table })
    }

    pub(super) fn scope<'s>(
        &'s self,
        table: &'s Table,
        row: &'s Row,
        windows: Option<(&'s Windows, usize)>,
    ) -> Scope<'s> {
        Scope {
            context: self,
            table,
            row,
            group: None,
            windows,
        }
    }

    /// The rows that the present ones lead to, each once.
    fn follow(&self, table: &Table, follow: &Follow) -> Outcome<Table> {
        let word = follow.noun.text.to_lowercase();
        let Some((_, noun, narrowed)) = NOUNS.iter().find(|(known, ..)| *known == word) else {
            return refuse("E010");
        };
        let (from, rows) = start(table, &word)?;
        let reached = if from == *noun {
            rows
        } else if let Some(counted) = self.counted(from, &rows, *noun) {
            counted
        } else {
            let path = REACH
                .iter()
                .find(|(start, words, _)| *start == from && words.contains(&word.as_str()));
            let Some((.., path)) = path else {
                return refuse("E010");
            };
            self.led_to(&rows, path)
        };
        let rows = self.narrowed(once(reached), *narrowed);
        self.filtered(Table::of_noun(self.memory, *noun, rows), &follow.clauses)
    }

    /// The figures that count some events, or the events that some figures count: a figure without an
    /// event counts those of its sentence.
    fn counted(&self, from: Noun, rows: &[Ref], to: Noun) -> Option<Vec<Ref>> {
        let counts = |figure: Ref, event: Ref| match self.memory.value(figure, "event") {
            Cell::Null => {
                self.memory.value(figure, "sentence") == self.memory.value(event, "sentence")
            }
            own => own == Cell::Row(event),
        };
        let mut others = self.memory.all(to);
        match (from, to) {
            (Noun::Events, Noun::Figures) => {
                others.retain(|figure| rows.iter().any(|event| counts(*figure, *event)));
            }
            (Noun::Figures, Noun::Events) => {
                others.retain(|event| rows.iter().any(|figure| counts(*figure, *event)));
            }
            _ => return None,
        }
        Some(others)
    }

    fn led_to(&self, rows: &[Ref], path: &str) -> Vec<Ref> {
        let Some(noun) = rows.first().map(|row| row.noun) else {
            return Vec::new();
        };
        let segments = path.split('.').map(|name| Identifier {
            text: name.to_owned(),
            span: dateline::span::Span::default(),
        });
        let path = dateline::query::ast::Path {
            segments: segments.collect(),
            span: dateline::span::Span::default(),
        };
        let mut reached = Vec::new();
        for row in rows {
            let (table, row) = super::scope::alone(noun, *row);
            let scope = self.scope(&table, &row, None);
            match scope.path_values(&path) {
                Ok(values) => reached.extend(values.iter().filter_map(Cell::as_row)),
                Err(_) => reached.extend(scope.path_value(&path).ok().and_then(|it| it.as_row())),
            }
        }
        reached
    }

    /// What the rows of a table show.
    pub(super) fn shown_cells(&self, table: &Table) -> Vec<Vec<Cell>> {
        let cells = |row: &Row| {
            let cell = |name: &String| match (table.position(name), row.subject) {
                (Some(at), _) => row.cells[at].clone(),
                (None, Some(row)) => self.memory.value(row, name),
                (None, None) => Cell::Null,
            };
            table.shown.iter().map(cell).collect()
        };
        table.rows.iter().map(cells).collect()
    }

    /// The kinds of what a table shows.
    pub(super) fn shown_kinds(table: &Table) -> Vec<Kind> {
        let kind = |name: &String| match (table.position(name), table.subject) {
            (Some(at), _) => table.columns[at].kind.clone(),
            (None, Some(noun)) => super::schema::field(noun, name).map_or(Kind::Null, |it| it.kind),
            (None, None) => Kind::Null,
        };
        table.shown.iter().map(kind).collect()
    }
}

/// The rows from which `->` starts: the noun's, or those that grouping has kept.
fn start(table: &Table, word: &str) -> Outcome<(Noun, Vec<Ref>)> {
    if let Some(noun) = table.subject {
        return Ok((
            noun,
            table.rows.iter().filter_map(|row| row.subject).collect(),
        ));
    }
    let leads = |noun: Noun| {
        reachable(noun).contains(&word) || NOUNS.iter().any(|it| it.0 == word && it.1 == noun)
    };
    if let Some((noun, at)) = table.kept_row.filter(|(noun, _)| leads(*noun))
        && !table.is_joined
    {
        let kept = table.rows.iter().map(|row| row.ties.get(at));
        return Ok((noun, kept.filter_map(|cell| cell?.as_row()).collect()));
    }
    let mut found = None;
    for (at, column) in table.columns.iter().enumerate() {
        if let Kind::Row(noun) = column.kind
            && leads(noun)
        {
            if found.is_some() {
                return refuse("E041");
            }
            found = Some((noun, at));
        }
    }
    match found {
        Some((noun, at)) => {
            let rows = table.rows.iter().filter_map(|row| row.cells[at].as_row());
            Ok((noun, rows.collect()))
        }
        None => refuse("E041"),
    }
}
