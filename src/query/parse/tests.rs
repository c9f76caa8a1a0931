use super::*;

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
