use super::*;

/// Holds what a script looks like, and that this is its own form.
fn check(source: &str, expected: &str) {
    assert_eq!(format(source).unwrap(), expected, "{source}");
    assert_eq!(format(expected).unwrap(), expected, "again: {source}");
}

#[test]
fn a_short_pipeline_stands_on_one_line() {
    check(
        "EVENTS  By 'Iran'\n\n|where  date>=2016 AND kind=assault\r\n|  Count  by month( date )",
        "EVENTS by 'Iran' | where date >= 2016 and kind = assault | count by month(date)\n",
    );
    check("", "");
    check(" \n\t", "");
    check("\u{feff}events", "events\n");
    check("events;;", "events\n");
}

#[test]
fn literals_and_names_stay_as_typed() {
    check(
        "figures|where low>250_000 and x!=1.5M and a='it\\'' or b=\"q\\\"\" or t~/a b/i",
        "figures | where low > 250_000 and x != 1.5M and a = 'it\\'' or b = \"q\\\"\" or t ~ /a b/i\n",
    );
}

#[test]
fn signs_brackets_and_operators_have_their_blanks() {
    check(
        "x|derive a=-b*( c+1 ),d= - 5,e=f??g,h=-(5)",
        "x | derive a = -b * (c + 1), d = -5, e = f ?? g, h = -(5)\n",
    );
    check(
        "x | sort -a , b nulls  first",
        "x | sort -a, b nulls first\n",
    );
    check(
        "x | where a in(1,2)and b not in 1 .. 5 and c is  not null and (not(d))",
        "x | where a in (1, 2) and b not in 1..5 and c is not null and (not (d))\n",
    );
    check(
        "events by ( \"A\"+ , @b ) near \"C\" 20  MI possibly during 2016 .. 2017-06 since $d-30d",
        "events by (\"A\"+, @b) near \"C\" 20 MI possibly during 2016..2017-06 since $d - 30d\n",
    );
    check(
        "articles matching(\"a\" or not \"b\" *)and near(\"c\",\"d\",8)",
        "articles matching (\"a\" or not \"b\"*) and near(\"c\", \"d\", 8)\n",
    );
    check(
        "events|where any( participants  by \"A\" where kind=person )|derive n=COUNT( )",
        "events | where any(participants by \"A\" where kind = person) | derive n = count()\n",
    );
    check(
        "PATH FROM \"A\" TO \"B\" VIA comention MAX 3->quotes",
        "path from \"A\" to \"B\" via comention max 3 -> quotes\n",
    );
    check(
        "param $l:list < int > = ( 1,2 ) ;figures|summarize last(id  by  high)",
        "param $l: list<int> = (1, 2);\nfigures | summarize last(id by high)\n",
    );
    check(
        "param $a:text='x';let  y=events;x|join  b=(y|take 1)on c=d,e|chart  bar c",
        "param $a: text = 'x';\nlet y = events;\nx | join b = (y | take 1) on c = d, e | chart bar c\n",
    );
}

#[test]
fn a_long_pipeline_has_a_line_for_each_stage() {
    check(
        "events of airstrike by \"Russia\" within \"Syria\" since 2015-09 | where low > 100 | count by month(date) | top 3 by count",
        "events of airstrike by \"Russia\" within \"Syria\" since 2015-09\n\
         | where low > 100\n\
         | count by month(date)\n\
         | top 3 by count\n",
    );
    check(
        "let strikes = events of airstrike by \"Russia\" within \"Syria\" since 2015-09 | where low > 100 -> articles;strikes",
        "let strikes =\n  events of airstrike by \"Russia\" within \"Syria\" since 2015-09 | where low > 100 -> articles;\n\
         strikes\n",
    );
}

#[test]
fn a_stage_that_is_too_long_is_broken_at_its_parts() {
    let long = "a_name_of_forty_letters_and_something_to_it";
    check(
        &format!(
            "x | where {long} = 1 and {long} = 2 and {long} = 3 | select {long}, {long}, {long}"
        ),
        &format!(
            "x\n| where {long} = 1\n  and {long} = 2\n  and {long} = 3\n\
             | select\n    {long},\n    {long},\n    {long}\n"
        ),
    );
    check(
        &format!("x | summarize m = max({long}), n = min({long}) by {long}, b"),
        &format!("x\n| summarize\n    m = max({long}),\n    n = min({long})\n  by {long}, b\n"),
    );
    check(
        &format!("x | derive y = case {{ {long} > 1 => 'a', {long} > 2 => 'b', else => 'c', }}"),
        &format!(
            "x\n| derive y = case {{\n      {long} > 1 => 'a',\n      {long} > 2 => 'b',\n      \
             else => 'c'\n    }}\n"
        ),
    );
}

#[test]
fn comments_keep_their_place() {
    check("# only this", "# only this\n");
    check("events # all", "events # all\n");
    check(
        "#head\n\n\n# two\nevents   # e\n | # w\n where a = 1\n\n# last",
        "#head\n\n# two\nevents # e\n# w\n| where a = 1\n\n# last\n",
    );
    check(
        "let a = events; # first\n\n\n# second\nlet b = a # inner\n;\na",
        "let a = events; # first\n\n# second\nlet b = a; # inner\na\n",
    );
    check(
        "events | select a # one\n, b, # two\nc | where (a # x\n or b)",
        "events\n| select\n    a, # one\n    b, # two\n    c\n| where (\n    a # x\n    or b\n  )\n",
    );
    check(
        "events by (\n\"A\",\n# who\n\"B\"\n# end\n)",
        "events\n  by (\n    \"A\",\n    # who\n    \"B\"\n    # end\n  )\n",
    );
    check(
        "events | where place # p\n . # q\n country = 'x'",
        "events\n| where place # p\n  . # q\n  country = 'x'\n",
    );
    check("events;;# a\n;# b\n", "events # a\n# b\n");
}

#[test]
fn a_script_that_does_not_parse_is_refused() {
    let code = |source: &str| format(source).unwrap_err().errors()[0].kind.code();
    assert_eq!(code("events | were x"), "E001");
    assert_eq!(code("events by \"x"), "E003");
}
