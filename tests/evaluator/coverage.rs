//! Which parts of the language a set of questions has reached.

use std::collections::BTreeSet;

use dateline::query::ast::{
    Call, Clause, ClauseKind, Expr, ExprKind, FullText, InSet, Literal, Moment, MomentKind, Name,
    NameKind, NameSet, NameSetKind, Pipeline, PlaceTest, RangeBound, Script, SourceKind, Stage,
    StageKind, StatementKind, Step, SubQuery, TimeTest, TopOf, WhenEnd,
};

/// Names of parts of the language: `stage top by`, `function len`, `operator <`.
#[derive(Debug, Default)]
pub(super) struct Reached(BTreeSet<String>);

/// Parts that the questions must reach, besides every function.
const KNOWN: &str = "statement let, statement param, statement param typed, statement param list, \
    function first by, function last by, stage chart path, stage take per value, \
    not time of value, not place of value, in let, statement explain, statement sql, \
    statement describe, source noun, source group, source network comention, \
    source network coevent, source network quotes, source network of, source path, source path max, \
    step ->, stage where, stage clauses, stage select, stage drop, stage derive, stage derive per, \
    stage summarize, stage summarize by, stage count, stage count by, stage top by, stage top by per, \
    stage top value, stage top value per, stage facet, stage sort, stage sort nulls first, stage take, stage take per, \
    stage skip, stage sample, stage distinct, stage each, stage join, stage lookup, stage union, \
    stage except, stage intersect, stage pivot, stage pivot of, stage compare, stage compare per, stage compare per several, \
    stage fill, stage cite, stage chart, clause not, clause by, clause against, clause to, \
    clause with, clause mentioning, clause named, clause from, clause about, clause matching, \
    clause of, clause as, clause within, clause at, clause near, clause during, clause since, \
    clause until, clause before, clause after, clause possibly, clause according to, names any, \
    names all, names query, name text, name handle, name parameter, name +, search or, search and, \
    search not, search phrase, search beginning, search near, when moment, when range, when open, \
    moment date, moment parameter, moment call, moment field, moment shift, literal date, \
    literal duration, literal integer, literal number, literal text, literal regex, literal handle, \
    literal parameter, literal bool, literal null, any(), all(), none(), count(), case, operator or, \
    operator and, operator not, operator negate, operator =, operator !=, operator <, operator <=, \
    operator >, operator >=, operator ~, operator !~, operator +, operator -, operator *, \
    operator /, operator %, operator ??, is null, is not null, in list, in query, in range, \
    in parameter, not in, time of value, place of value";

impl Reached {
    /// Parts of the language that were not reached.
    pub(super) fn missing(&self) -> Vec<String> {
        let functions = dateline::query::FUNCTIONS.iter();
        let functions = functions.map(|known| format!("function {}", known.name));
        let known = KNOWN.split(", ").map(|part| part.trim().to_owned());
        known
            .chain(functions)
            .filter(|part| !self.0.contains(part))
            .collect()
    }

    pub(super) fn add(&mut self, script: &Script) {
        for statement in &script.statements {
            match &statement.kind {
                StatementKind::Let { pipeline, .. } => {
                    self.note("statement let");
                    self.pipeline(pipeline);
                }
                StatementKind::Param {
                    defaults,
                    type_name,
                    ..
                } => {
                    self.note("statement param");
                    if type_name.is_some() {
                        self.note("statement param typed");
                    }
                    if defaults.len() > 1 {
                        self.note("statement param list");
                    }
                    for value in defaults {
                        self.expr(value);
                    }
                }
                StatementKind::Meta { meta, pipeline } => {
                    self.note(&format!("statement {}", format!("{meta:?}").to_lowercase()));
                    self.pipeline(pipeline);
                }
                StatementKind::Pipeline(pipeline) => self.pipeline(pipeline),
                StatementKind::DescribeField(_) => {}
            }
        }
    }

    fn note(&mut self, part: &str) {
        if !self.0.contains(part) {
            self.0.insert(part.to_owned());
        }
    }

    fn pipeline(&mut self, pipeline: &Pipeline) {
        match &pipeline.source.kind {
            SourceKind::Name(_) => self.note("source noun"),
            SourceKind::Group(inner) => {
                self.note("source group");
                self.pipeline(inner);
            }
            SourceKind::Network(network) => {
                let link = format!("{:?}", network.link).to_lowercase();
                self.note(&format!("source network {link}"));
                if let Some(name) = &network.of {
                    self.note("source network of");
                    self.name(name);
                }
            }
            SourceKind::Walk(walk) => {
                self.note("source path");
                if walk.max.is_some() {
                    self.note("source path max");
                }
            }
        }
        self.clauses(&pipeline.source.clauses);
        for step in &pipeline.steps {
            match step {
                Step::Stage(stage) => self.stage(stage),
                Step::Follow(follow) => {
                    self.note("step ->");
                    self.clauses(&follow.clauses);
                }
            }
        }
    }

    fn stage(&mut self, stage: &Stage) {
        let word = stage.kind.word().unwrap_or("clauses");
        let mut with = |part: bool, more: &str| {
            self.note(&if part {
                format!("stage {word} {more}")
            } else {
                format!("stage {word}")
            });
        };
        match &stage.kind {
            StageKind::Summarize { by, .. } | StageKind::Count { by } => with(!by.is_empty(), "by"),
            StageKind::Top {
                of: TopOf::Values(_),
                per,
                ..
            } => {
                with(true, if per.is_empty() { "value" } else { "value per" });
            }
            StageKind::Top { per, .. } => with(true, if per.is_empty() { "by" } else { "by per" }),
            StageKind::Take { per, .. } | StageKind::Compare { per, .. } => {
                let is_path = |expr: &Expr| matches!(expr.kind, ExprKind::Path(_));
                with(!per.iter().all(is_path), "per value");
                with(
                    !per.is_empty(),
                    if per.len() > 1 { "per several" } else { "per" },
                );
            }
            StageKind::Chart { paths, .. } => {
                with(false, "");
                with(!paths.is_empty(), "path");
            }
            StageKind::Pivot { of, .. } => with(of.is_some(), "of"),
            StageKind::Derive(all) => {
                with(false, "");
                with(all.iter().any(|one| !one.per.is_empty()), "per");
            }
            StageKind::Sort(keys) => {
                with(false, "");
                with(keys.iter().any(|key| key.nulls_first), "nulls first");
            }
            _ => with(false, ""),
        }
        self.inside_stage(&stage.kind);
    }

    fn inside_stage(&mut self, kind: &StageKind) {
        match kind {
            StageKind::Where(expr) => self.expr(expr),
            StageKind::Filter(clauses) => self.clauses(clauses),
            StageKind::Select(columns)
            | StageKind::Distinct(columns)
            | StageKind::Count { by: columns }
            | StageKind::Facet { columns, .. } => {
                for column in columns {
                    self.expr(&column.expr);
                }
            }
            StageKind::Summarize { columns, by } => {
                columns
                    .iter()
                    .chain(by)
                    .for_each(|column| self.expr(&column.expr));
            }
            StageKind::Derive(all) => all.iter().for_each(|one| self.expr(&one.expr)),
            StageKind::Top { of, .. } => match of {
                TopOf::Rows(keys) => keys.iter().for_each(|key| self.expr(&key.expr)),
                TopOf::Values(column) => self.expr(&column.expr),
            },
            StageKind::Sort(keys) => keys.iter().for_each(|key| self.expr(&key.expr)),
            StageKind::Join(join) => self.sub_query(&join.other),
            StageKind::Set { other, .. } => self.sub_query(other),
            _ => {}
        }
    }

    fn sub_query(&mut self, query: &SubQuery) {
        if let SubQuery::Pipeline(pipeline) = query {
            self.pipeline(pipeline);
        }
    }

    fn clauses(&mut self, clauses: &[Clause]) {
        for clause in clauses {
            self.clause(clause);
        }
    }

    fn clause(&mut self, clause: &Clause) {
        if clause.negated {
            self.note("clause not");
        }
        match &clause.kind {
            ClauseKind::Who { role, names } => {
                self.note(&format!("clause {}", role.word()));
                self.names(names);
            }
            ClauseKind::About(_) => self.note("clause about"),
            ClauseKind::Matching(search) => {
                self.note("clause matching");
                self.search(search);
            }
            ClauseKind::Of(_) => self.note("clause of"),
            ClauseKind::As(_) => self.note("clause as"),
            ClauseKind::Place(test) => self.place(test),
            ClauseKind::Time(test) => self.time(test),
            ClauseKind::According(names) => {
                self.note("clause according to");
                self.names(names);
            }
        }
    }

    fn search(&mut self, search: &FullText) {
        let (part, inner): (&str, Vec<&FullText>) = match search {
            FullText::Or(parts) => ("or", parts.iter().collect()),
            FullText::And(parts) => ("and", parts.iter().collect()),
            FullText::Not(inner) => ("not", vec![&**inner]),
            FullText::Phrase {
                is_prefix: true, ..
            } => ("beginning", Vec::new()),
            FullText::Phrase { .. } => ("phrase", Vec::new()),
            FullText::Near { .. } => ("near", Vec::new()),
        };
        self.note(&format!("search {part}"));
        for part in inner {
            self.search(part);
        }
    }

    fn place(&mut self, test: &PlaceTest) {
        match test {
            PlaceTest::Within(names) => {
                self.note("clause within");
                self.names(names);
            }
            PlaceTest::At(names) => {
                self.note("clause at");
                self.names(names);
            }
            PlaceTest::Near { name, .. } => {
                self.note("clause near");
                self.name(name);
            }
        }
    }

    fn time(&mut self, test: &TimeTest) {
        self.note(&format!("clause {}", test.relation.word()));
        if test.possibly {
            self.note("clause possibly");
        }
        self.moment(&test.when.start);
        match &test.when.end {
            WhenEnd::Same => self.note("when moment"),
            WhenEnd::Open => self.note("when open"),
            WhenEnd::At(end) => {
                self.note("when range");
                self.moment(end);
            }
        }
    }

    fn moment(&mut self, moment: &Moment) {
        self.note(match &moment.kind {
            MomentKind::Date(_) => "moment date",
            MomentKind::Parameter(_) => "moment parameter",
            MomentKind::Call(_) => "moment call",
            MomentKind::Path(_) => "moment field",
        });
        if let MomentKind::Call(call) = &moment.kind {
            self.call(call);
        }
        if moment.shift.is_some() {
            self.note("moment shift");
        }
    }

    fn names(&mut self, names: &NameSet) {
        let (part, list): (&str, &[Name]) = match &names.kind {
            NameSetKind::Any(list) => ("any", list),
            NameSetKind::All(list) => ("all", list),
            NameSetKind::Rows(pipeline) => {
                self.pipeline(pipeline);
                ("query", &[])
            }
        };
        self.note(&format!("names {part}"));
        for name in list {
            self.name(name);
        }
    }

    fn name(&mut self, name: &Name) {
        self.note(match name.kind {
            NameKind::Text(_) => "name text",
            NameKind::Handle(_) => "name handle",
            NameKind::Parameter(_) => "name parameter",
        });
        if name.with_members {
            self.note("name +");
        }
    }

    fn call(&mut self, call: &Call) {
        let name = call.name.text.to_lowercase();
        self.note(&format!("function {name}"));
        if matches!(name.as_str(), "first" | "last") && call.arguments.len() > 1 {
            self.note(&format!("function {name} by"));
        }
        call.arguments
            .iter()
            .for_each(|argument| self.expr(argument));
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each kind of expression")]
    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Literal(literal) => self.literal(literal),
            ExprKind::Path(_) => {}
            ExprKind::Call(call) => self.call(call),
            ExprKind::Clause(clause) => self.clause(clause),
            ExprKind::Quantifier(quantifier) => {
                let word = quantifier.kind.word();
                self.note(&format!("{word}()"));
                self.note(&format!("function {word}"));
                self.clauses(&quantifier.clauses);
                quantifier
                    .condition
                    .iter()
                    .for_each(|condition| self.expr(condition));
            }
            ExprKind::Case(arms) => {
                self.note("case");
                for arm in arms {
                    arm.condition
                        .iter()
                        .chain([&arm.value])
                        .for_each(|part| self.expr(part));
                }
            }
            ExprKind::Or(parts) => self.parts("operator or", parts),
            ExprKind::And(parts) => self.parts("operator and", parts),
            ExprKind::Coalesce(parts) => self.parts("operator ??", parts),
            ExprKind::Not(inner) => self.parts("operator not", std::slice::from_ref(inner)),
            ExprKind::Negate(inner) => self.parts("operator negate", std::slice::from_ref(inner)),
            ExprKind::Compare {
                left,
                operator,
                right,
                ..
            } => {
                self.note(&format!("operator {}", operator.symbol()));
                self.expr(left);
                self.expr(right);
            }
            ExprKind::Arithmetic {
                left,
                operator,
                right,
                ..
            } => {
                self.note(&format!("operator {}", operator.symbol()));
                self.expr(left);
                self.expr(right);
            }
            ExprKind::IsNull { operand, negated } => {
                self.note(if *negated { "is not null" } else { "is null" });
                self.expr(operand);
            }
            ExprKind::In {
                operand,
                negated,
                set,
            } => {
                if *negated {
                    self.note("not in");
                }
                self.expr(operand);
                self.set(set);
            }
            ExprKind::Time {
                operand,
                negated,
                test,
            } => {
                self.note(if *negated {
                    "not time of value"
                } else {
                    "time of value"
                });
                self.expr(operand);
                self.time(test);
            }
            ExprKind::Place {
                operand,
                negated,
                test,
            } => {
                self.note(if *negated {
                    "not place of value"
                } else {
                    "place of value"
                });
                self.expr(operand);
                self.place(test);
            }
        }
    }

    fn parts<E: std::borrow::Borrow<Expr>>(&mut self, part: &str, parts: &[E]) {
        self.note(part);
        for part in parts {
            self.expr(part.borrow());
        }
    }

    fn set(&mut self, set: &InSet) {
        self.note(match set {
            InSet::List(_) => "in list",
            InSet::Rows(_) => "in query",
            InSet::Range(_) => "in range",
            InSet::Parameter(_) => "in parameter",
            InSet::Name(_) => "in let",
        });
        match set {
            InSet::List(list) => list.iter().for_each(|item| self.expr(item)),
            InSet::Rows(pipeline) => self.pipeline(pipeline),
            InSet::Range(range) => {
                for bound in [Some(&range.start), range.end.as_ref()]
                    .into_iter()
                    .flatten()
                {
                    match bound {
                        RangeBound::Number { value, .. } => self.literal(value),
                        RangeBound::Moment(moment) => self.moment(moment),
                    }
                }
            }
            InSet::Parameter(_) | InSet::Name(_) => {}
        }
    }

    fn literal(&mut self, literal: &Literal) {
        let kind = match literal {
            Literal::Date(_) => "date",
            Literal::Duration(_) => "duration",
            Literal::Integer(_) => "integer",
            Literal::Number(_) => "number",
            Literal::Text(_) => "text",
            Literal::Regex { .. } => "regex",
            Literal::Handle(_) => "handle",
            Literal::Parameter(_) => "parameter",
            Literal::Bool(_) => "bool",
            Literal::Null => "null",
        };
        self.note(&format!("literal {kind}"));
    }
}
