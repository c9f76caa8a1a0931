use super::*;
use crate::query::ast::{Expr, ExprKind, StageKind, StatementKind, Step};

#[test]
fn questions_of_analysts_parse() {
    let questions = include_str!("../../../tests/fixtures/questions.dq");
    for question in questions.lines().filter(|line| !line.starts_with('#')) {
        if let Err(errors) = parse(question) {
            panic!("{question}\n{:#?}", errors.errors());
        }
        assert_eq!(completeness(question), Completeness::Complete, "{question}");
    }
}

fn codes(source: &str) -> Vec<(&'static str, &str)> {
    match parse(source) {
        Ok(_) => Vec::new(),
        Err(errors) => errors
            .errors()
            .iter()
            .map(|error| (error.kind.code(), error.span.of(source)))
            .collect(),
    }
}

#[test]
fn mistakes_are_named_and_placed() {
    let check = |source: &str, expected: &[(&str, &str)]| {
        assert_eq!(codes(source), expected, "{source}");
    };
    check("articles | were title ~ \"x\"", &[("E001", "were")]);
    check("articles | order by published", &[("E001", "order")]);
    check("select title from articles", &[("E002", "select")]);
    check("from articles | take 3", &[("E002", "from")]);
    check("events | where (a = 1 | take 3", &[("E003", "(")]);
    check("events | where a = 1) | take 3", &[("E003", ")")]);
    check("articles about \"convoy", &[("E003", "\"")]);
    check("events | where a && b == 1", &[("E004", "&&")]);
    check("events | where a || b", &[("E004", "||")]);
    check("figures | where 1 < low < 5", &[("E005", "1 < low < 5")]);
    check(
        "figures | where low = high = 5",
        &[("E005", "low = high = 5")],
    );
    check("events by Russia", &[("E006", "Russia")]);
    check(
        "events by Islamic State during 2016",
        &[("E006", "Islamic State")],
    );
    check("events by (\"Iran\", Russia)", &[("E006", "Russia")]);
    check("quotes according to Iran", &[("E006", "Iran")]);
    check("events | where place within Syria", &[("E006", "Syria")]);
    check("events | count by", &[("E007", "by")]);
    check("events | ", &[("E007", "|")]);
    check("events | select", &[("E007", "select")]);
    check("events during", &[("E007", "during")]);
    check("events | where", &[("E007", "where")]);
    check(
        "events | where by \"Russia\" during 2015",
        &[("E013", "during 2015")],
    );
    check(
        "events | where by \"Russia\" against \"Iran\"",
        &[("E013", "against")],
    );
    check(
        "events | where kind = clash during 2015",
        &[("E013", "during 2015")],
    );
    check("events during 2016-13", &[("E040", "13")]);
    check("events during 2016-02-30", &[("E040", "30")]);
    check("events during 2016-Q7", &[("E040", "7")]);
    check("events during 2016-6", &[("E040", "2016-6")]);
    check("events during \"last week\"", &[("E040", "\"last week\"")]);
    check("articles where title ~ \"x\"", &[("E014", "where")]);
    check("events | chart column", &[("E014", "column")]);
    check(
        "articles | were x = 1 | slect title | take ten; events by Russia",
        &[
            ("E001", "were"),
            ("E001", "slect"),
            ("E014", "ten"),
            ("E006", "Russia"),
        ],
    );
}

#[test]
fn charts_by_other_names_are_known() {
    let meant = |word: &str| {
        let text = format!("events | count by kind | chart {word}");
        let errors = parse(&text)
            .err()
            .into_iter()
            .flat_map(Diagnostics::into_errors);
        let kinds = errors.map(|error| match error.kind {
            QueryErrorKind::Unexpected { similar, .. } => similar,
            _ => None,
        });
        kinds.flatten().next()
    };
    let known = [
        ("column", "bar"),
        ("area", "line"),
        ("network", "graph"),
        ("lien", "line"),
    ];
    for (word, kind) in known {
        assert_eq!(meant(word).as_deref(), Some(kind), "{word}");
    }
    assert_eq!(meant("map"), None);
}

/// Further queries, so that together with the questions every rule of the grammar is met.
const FURTHER: &[&str] = &[
    "param $who: list<entity> = (\"a\", @b); param $where: entity(place); events by $who",
    "events | summarize last(summary by date), argmax(kind, date) by place",
    "explain events | drop summary, place.country | skip 5 | sort -date nulls first, kind",
    "sql events; describe events; describe events.kind; param $days: int = 30;",
    "events | where not (kind = assault or mode != clash and date is not null) and true",
    "events | where confidence >= 0.5 and confidence <= 1 and confidence > 0 and confidence < 2",
    "articles | where title ~ /cease.?fire/i and title !~ 'x' or words in 100..2000 or words in -5..",
    "events | where kind in (assault, -1, \"x\", false) or actor in (people from $s) or date in 2015..2016-06",
    "events | where kind in $kinds or actor in wanted or date in today..",
    "events | derive a = -words + 2 * 3 / 4 % 5 - 6 ?? 0, b = case { a > 3 => \"x\", else => null } per kind, place",
    "events | where any(participants by \"x\" where kind = person) and all(targets where true) and none(actors)",
    "events | where count(participants during 2016 within \"Syria\") > count() and if(true, 1, 2) = 1",
    "events within all (\"Iraq\", @syria, $p+) at \"Aleppo\" near \"Homs\" 20.5 mi named 'x' to \"y\" with \"z\"",
    "events mentioning (events | where true) matching (not \"a\"* or $b) and near(\"a\", \"b\") not about $t",
    "events possibly until 2016-W10 before \"2016-06\" after ago(3y) - 1mo since $day + 30d during 201X..2020 during date",
    "events of (\"airstrike\", $k, clash)",
    "events | where date not during 2016 and place not near @homs 20km | top 1 by date per month(date), kind",
    "events | top 5 place | facet kind, mode take 3 | sample 3 | union (events) | intersect other | cite",
    "events | join later = (events) on cluster, place = place.parent | lookup t on source | fill | fill month",
    "events | pivot month of n | compare value across source per cluster, unit | chart bar | chart line x, y",
    "events | chart hist | chart timeline | chart heat | chart graph",
    "network quotes | take 1 per a, b; path from @a to $b; `odd name` | select `odd field`, $p, @handle, 30d, 2016-06-09",
    "network coevent; (events) -> articles from \"x\" -> quotes",
    "articles # a comment\n| by \"x\" not during 2016 | take 3",
];

#[test]
fn every_rule_of_the_grammar_is_met() {
    fn visit(pairs: pest::iterators::Pairs<'_, Rule>, met: &mut Vec<Rule>) {
        for pair in pairs {
            met.push(pair.as_rule());
            visit(pair.into_inner(), met);
        }
    }
    let mut met = Vec::new();
    let questions = include_str!("../../../tests/fixtures/questions.dq");
    for source in questions.lines().chain(FURTHER.iter().copied()) {
        parse(source).unwrap_or_else(|errors| panic!("{source}: {:#?}", errors.errors()));
        visit(QueryParser::parse(Rule::script, source).unwrap(), &mut met);
    }
    visit(
        QueryParser::parse(Rule::piece, "let x = events").unwrap(),
        &mut met,
    );
    visit(
        QueryParser::parse(Rule::stage_only, "take 3").unwrap(),
        &mut met,
    );
    // Those make no node of their own.
    let silent = [
        Rule::WHITESPACE,
        Rule::COMMENT,
        Rule::W,
        Rule::D,
        Rule::prefix,
        Rule::infix,
        Rule::postfix,
        Rule::primary,
        Rule::atom,
        Rule::called,
        Rule::stage,
        Rule::reserved,
        Rule::clause_start,
    ];
    // Looked for only to be refused, or only inside an atomic rule.
    let inner = [Rule::kw_on];
    let missed: Vec<&Rule> = Rule::all_rules()
        .iter()
        .filter(|rule| !met.contains(rule) && !silent.contains(rule) && !inner.contains(rule))
        .collect();
    assert!(missed.is_empty(), "{missed:?}");
    for rule in Rule::all_rules() {
        let name = format!("{rule:?}");
        let word = name.strip_prefix("kw_");
        assert_eq!(rule_name::keyword(*rule), word, "{name}");
    }
}

/// The condition of `events | where …`, with every operation in parentheses.
fn grouped(condition: &str) -> String {
    let source = format!("events | where {condition}");
    let script = parse(&source).unwrap_or_else(|errors| panic!("{source}: {:#?}", errors.errors()));
    let StatementKind::Pipeline(pipeline) = &script.statements[0].kind else {
        panic!("{source}");
    };
    let Step::Stage(stage) = &pipeline.steps[0] else {
        panic!("{source}");
    };
    let StageKind::Where(expr) = &stage.kind else {
        panic!("{source}");
    };
    show(expr, &source)
}

fn show(expr: &Expr, source: &str) -> String {
    let all = |items: &[Expr], word: &str| {
        let items: Vec<String> = items.iter().map(|item| show(item, source)).collect();
        format!("({})", items.join(&format!(" {word} ")))
    };
    match &expr.kind {
        ExprKind::Or(items) => all(items, "or"),
        ExprKind::And(items) => all(items, "and"),
        ExprKind::Coalesce(items) => all(items, "??"),
        ExprKind::Not(inner) => format!("(not {})", show(inner, source)),
        ExprKind::Negate(inner) => format!("(- {})", show(inner, source)),
        ExprKind::Compare {
            left,
            operator_span,
            right,
            ..
        }
        | ExprKind::Arithmetic {
            left,
            operator_span,
            right,
            ..
        } => {
            let operator = operator_span.of(source);
            format!(
                "({} {operator} {})",
                show(left, source),
                show(right, source)
            )
        }
        ExprKind::IsNull { operand, negated } => {
            let not = if *negated { " not" } else { "" };
            format!("({} is{not} null)", show(operand, source))
        }
        ExprKind::In {
            operand, negated, ..
        } => {
            let not = if *negated { " not" } else { "" };
            format!("({}{not} in …)", show(operand, source))
        }
        ExprKind::Time {
            operand,
            negated,
            test,
        } => {
            let not = if *negated { "not " } else { "" };
            let operand = show(operand, source);
            format!("({operand} {not}{})", test.span.of(source))
        }
        ExprKind::Place { operand, .. } => format!("({} place)", show(operand, source)),
        ExprKind::Clause(clause) => format!("[{}]", clause.span.of(source)),
        ExprKind::Quantifier(quantifier) => {
            let condition = quantifier
                .condition
                .as_ref()
                .map(|inner| show(inner, source));
            format!(
                "{}<{} {}clauses {}>",
                quantifier.kind.word(),
                quantifier.path.span.of(source),
                quantifier.clauses.len(),
                condition.unwrap_or_default()
            )
        }
        ExprKind::Call(call) => {
            let arguments: Vec<String> = call
                .arguments
                .iter()
                .map(|item| show(item, source))
                .collect();
            format!("{}<{}>", call.name.text, arguments.join(", "))
        }
        ExprKind::Literal(_) | ExprKind::Path(_) | ExprKind::Case(_) => {
            expr.span.of(source).to_owned()
        }
    }
}

#[test]
fn operators_bind_as_the_language_says() {
    let check = |condition: &str, expected: &str| assert_eq!(grouped(condition), expected);
    check("a or b and c", "(a or (b and c))");
    check("a or b or c", "(a or b or c)");
    check("(a or b) and c", "((a or b) and c)");
    check("not a = b and c", "((not (a = b)) and c)");
    check("not a and not b", "((not a) and (not b))");
    check("a + b * c - d = e", "(((a + (b * c)) - d) = e)");
    check("a ?? b + c > 3", "((a ?? (b + c)) > 3)");
    check("-a * b < -1", "(((- a) * b) < -1)");
    check(
        "(a - b) - c = (a - (b - c))",
        "(((a - b) - c) = (a - (b - c)))",
    );
    check(
        "a is not null and b is null",
        "((a is not null) and (b is null))",
    );
    check("a in (1, 2) or b not in (3)", "((a in …) or (b not in …))");
    check(
        "date during 2016 and kind = x",
        "((date during 2016) and (kind = x))",
    );
    check(
        "date since 2015 - 30d or x",
        "((date since 2015 - 30d) or x)",
    );
    check("place within \"Syria\" or x", "((place place) or x)");
    check(
        "by \"Russia\"+ or at \"Aleppo\"",
        "([by \"Russia\"+] or [at \"Aleppo\"])",
    );
    check("not during 2016", "(not [during 2016])");
    check("count(mentions) > 3", "(count<mentions 0clauses > > 3)");
    check("count() > 3", "(count<> > 3)");
    check("count(low + 1) > 3", "(count<(low + 1)> > 3)");
    check(
        "any(events of clash during 2016 where low > 3)",
        "any<events 2clauses (low > 3)>",
    );
    check(
        "none(events during 2016 within \"x\")",
        "none<events 2clauses >",
    );
    check("if(a, b, -2) = sum(x)", "(if<a, b, -2> = sum<x>)");
    check("2016-06 = date", "(2016-06 = date)");
    check("a in 1..5 and b", "((a in …) and b)");
    check("count = 0 and since = 1", "((count = 0) and (since = 1))");
    check("to = 1 or with = 2", "((to = 1) or (with = 2))");
}

#[test]
fn spans_end_where_the_words_end() {
    let source = "  events by \"Russia\" # who\n | count  ; articles ";
    let script = parse(source).unwrap();
    let texts: Vec<&str> = script
        .statements
        .iter()
        .map(|statement| statement.span.of(source))
        .collect();
    assert_eq!(texts, ["events by \"Russia\" # who\n | count", "articles"]);
    let StatementKind::Pipeline(pipeline) = &script.statements[0].kind else {
        panic!();
    };
    assert_eq!(pipeline.source.span.of(source), "events by \"Russia\"");
    assert_eq!(pipeline.source.clauses[0].span.of(source), "by \"Russia\"");
}

#[test]
fn enter_goes_on_where_a_query_is_open() {
    let check = |source: &str, expected| assert_eq!(completeness(source), expected, "{source}");
    for open in [
        "events |",
        "events | where",
        "events | where a =",
        "events | where (a",
        "events | count by",
        "events by",
        "events by \"Rus",
        "events | where a and",
        "events ->",
        "let x =",
        "events by (\"a\",",
        "events | select title,",
        "events | where a in",
        "articles | # more",
        "network",
        "events during",
    ] {
        let expected = if open == "network" {
            Completeness::Complete
        } else {
            Completeness::Open
        };
        check(open, expected);
    }
    for complete in [
        "",
        "  ",
        "# only words",
        "events",
        "events;",
        "events | count",
        "let x = events",
    ] {
        check(complete, Completeness::Complete);
    }
    for wrong in [
        "events | were x",
        "events by Russia",
        "select title from articles",
        "events )",
    ] {
        check(wrong, Completeness::Wrong);
    }
}

#[test]
fn clauses_that_are_nearly_right_are_put_right() {
    for (question, word, meant) in [
        ("events agianst \"Daesh\"", "agianst", "against"),
        ("events durng 2016 | count", "durng", "during"),
        ("articles mentoning \"Syria\"", "mentoning", "mentioning"),
        ("quotes bye \"Russia\"", "bye", "by"),
        ("events | where agianst \"Daesh\"", "agianst", "against"),
        (
            "events | where kind = assault and whitin \"Syria\"",
            "whitin",
            "within",
        ),
        ("explian events", "explian", "explain"),
    ] {
        let errors = parse(question).unwrap_err();
        let error = &errors.errors()[0];
        assert_eq!(error.span.of(question), word, "{question}");
        let QueryErrorKind::Unexpected { similar, .. } = &error.kind else {
            panic!("{question}: {error:?}");
        };
        assert_eq!(similar.as_deref(), Some(meant), "{question}");
    }
}
