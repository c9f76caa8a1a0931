//! Functions, dates, lists and parameters on the small world, with answers worked out by hand from its
//! text and from the calendar.

use crate::meaning::{answer, small_world};

/// Questions with their columns. Today is 2020-07-01.
const ANSWERS: &[(&str, &str)] = &[
    // Parts of dates: null where the date is vaguer. 1 March 2020 was a Sunday.
    (
        "events | select id, year(date), quarter(date), month(date), week(date), day(date), weekday(date)",
        "v1|2020|2020-Q1|2020-03|2020-W09|2020-03-01|7; v2|2020|2020-Q1|2020-03|||; v3|2020|2020-Q2||||; v4||||||",
    ),
    (
        "events | select id, earliest(date), latest(date), precision(date)",
        "v1|2020-03-01|2020-03-01|day; v2|2020-03-01|2020-03-31|month; v3|2020-04-01|2020-06-30|month; v4|||",
    ),
    // Moved by the calendar, units staying units where they can.
    (
        "events | select id, date + 1mo, last_year = date - 1y",
        "v1|2020-04-01|2019-03-01; v2|2020-04|2019-03; v3|2020-05/2020-07|2019-04/2019-06; v4||",
    ),
    (
        "events | select id, date + 2w, half = date - 12h",
        "v1|2020-03-15|2020-02-29/2020-03-01; v2|2020-03-15/2020-04-14|2020-02-29/2020-03; \
         v3|2020-04-15/2020-07-14|2020-03-31/2020-06; v4||",
    ),
    (
        "articles | sort id | select id, published + 1q, same = 1q + published",
        "n1|2020-06-02|2020-06-02; n2|2020-06|2020-06; n3|2020-04/2021-03|2020-04/2021-03",
    ),
    (
        "events | select id, lag = published - date, days(published - date)",
        "v1|1|1; v2||; v3||; v4||",
    ),
    (
        "events | where date + (published - date) = published | select id",
        "v1",
    ),
    // Durations of the calendar are compared by the calendar; what is vague satisfies none.
    ("events | where published - date < 1mo | select id", "v1"),
    ("events | where 1y > published - date | select id", "v1"),
    (
        "events | where not (published - date < 1mo) | select id",
        "v2; v3; v4",
    ),
    ("events | where published - date = 1d | select id", "v1"),
    (
        "events | where published - date in 12h..2d | select id",
        "v1",
    ),
    // Moments: of another field, moved, of a function; open ranges; units of every sort.
    (
        "events | where date during published - 1mo .. published | select id",
        "v1; v2; v3",
    ),
    (
        "events | where date during month(published) | select id",
        "v1; v2",
    ),
    (
        "events | where date before published + 1mo | select id",
        "v1; v2",
    ),
    ("events during 2020-W09 | select id", "v1"),
    ("events during 202X | select id", "v1; v2; v3"),
    ("events during 2020-03.. | select id", "v1; v2; v3"),
    ("events during 2020-02..2020-Q1 | select id", "v1; v2"),
    (
        "events during \"2020-03\" - 1mo .. today - 3mo | select id",
        "v1; v2",
    ),
    ("events | where date in 2020-04.. | select id", "v3"),
    (
        "events | where date in (2020-03, \"2020-03-01\") | select id",
        "v1; v2",
    ),
    ("events possibly until 2020-02 | select id", ""),
    ("events possibly after 2020-05 | select id", "v3"),
    ("events possibly before 2020-03-02 | select id", "v1; v2"),
    // Bins: from Monday, 1 January of year 1, or from January of year 0; the whole date must lie inside.
    (
        "events | select id, bin(date, 7d), a = bin(date, 2mo), b = bin(date, 6mo), c = bin(date, 10y)",
        "v1|2020-W09|2020-03/2020-04|2020-01/2020-06|202X; v2||2020-03/2020-04|2020-01/2020-06|202X; \
         v3|||2020-01/2020-06|202X; v4||||",
    ),
    (
        "articles | count by bin(published, 2mo)",
        "2020-03/2020-04|2; |1",
    ),
    ("figures | count by bin(high, 10)", "10|1; 30|1; |1"),
    (
        "events | select id, bin(published - date, 7d)",
        "v1|0; v2|; v3|; v4|",
    ),
    // Patterns.
    (
        "events | select id, format(date, \"%A %e %B %Y\"), m = format(date, \"%b %Y\"), q = format(date, \"%Y/Q%q\")",
        "v1|Sunday 1 March 2020|Mar 2020|2020/Q1; v2||Mar 2020|2020/Q1; v3|||2020/Q2; v4|||",
    ),
    // Text.
    (
        "sources | select split(name, \" \"), len(split(name, \" \")), words(name), starts(name, \"Eve\"), ends(name, \"Post\")",
        "Evening+Star|2|2|true|false; Morning+Post|2|2|false|true",
    ),
    (
        "sources | select right(name, 4), extract(domain, /^([a-z]+)\\./), lower(name), trim(\" x \")",
        "Star|star|evening star|x; Post|post|morning post|x",
    ),
    (
        "articles | where title ~ /CLASH at/i | select extract(title, /at (\\w+)/)",
        "Harbour",
    ),
    // Numbers.
    (
        "figures | select id, round(high / 7, 2), floor(high / 7), ceil(high / 7), abs(0 - high)",
        "g1|1.71|1|2|12; g2|4.29|4|5|30; g3||||",
    ),
    (
        "figures | select id, min2(low, high), max2(low, 15), clamp(high, 15, 25), log10(low * 0 + 1k)",
        "g1|12|15|15|3; g2|20|20|25|3; g3||15||3",
    ),
    (
        "figures | select id, if(high > 20, \"many\", \"few\"), high ?? low, high % 5",
        "g1|few|12|2; g2|many|30|0; g3|few|5|",
    ),
    // Over groups.
    (
        "figures of killed | summarize n = count(), avg(low), median(low), stdev(low), quantile(low, 0.25), list(id), first(id), last(id), argmax(id, low), distinct(unit)",
        "2|16|16|5.656854249492381|14|g1+g2|g1|g2|g2|1",
    ),
    (
        "figures of killed | summarize a = first(id, high), b = last(id by high), c = first(id, source.name)",
        "g1|g2|g2",
    ),
    (
        "entities | summarize first(name, name), last(name by name) by kind",
        "armed_group|Red Flag|Red Flag; organization|Ministry of Ports|Star House; person|Ada Berg|Odd Strand; place|Harbour|Sudland",
    ),
    (
        "articles | summarize n = count(events), kinds = list(events.kind), last = max(events.date), who = distinct(events.actor), high = sum(figures.high) by source",
        "Evening Star|3|assault+consult+statement|2020-04/2020-06|2|30; Morning Post|1|assault|2020-03-01|1|12",
    ),
    // `in` with many on its left, with a noun, a query, a name.
    (
        "events | where participants in (people) | select id",
        "v3; v4",
    ),
    (
        "events | where actors.name in (\"Norland\", \"Red Flag\") | select id",
        "v1; v2",
    ),
    (
        "events | where actors not in (people) | select id",
        "v1; v2",
    ),
    (
        "let p = people; events | where actor in p | select id",
        "v3; v4",
    ),
    ("let p = people; events by (p) | select id", "v3; v4"),
    (
        "entities | where aliases in (\"the Reds\", \"x\") | select id",
        "red-flag",
    ),
    ("events | where \"Norland\" = actor | select id", "v1"),
    (
        "events | where 2020-03 != date and \"clash\" = mode | select id",
        "v1",
    ),
    // Names.
    (
        "articles from (sources | where domain = \"star.example\") | select id",
        "n3; n2",
    ),
    ("articles from \"Norland\"+ | select id", "n1"),
    ("articles by (people) | select id", ""),
    (
        "entities named \"Ministry of Ports\"+ | select id",
        "ada-berg; ministry; port-office",
    ),
    (
        "entities named (people) | select id",
        "ada-berg; odd-strand",
    ),
    (
        "events | where all(participants) | select id",
        "v1; v2; v3; v4",
    ),
    ("events near \"Norland\" 7mi | select id", "v1"),
    ("events near \"Norland\" 6.5 mi | select id", ""),
    // Parameters.
    (
        "param $d: date = 2020-03; events during $d | select id",
        "v1; v2",
    ),
    ("param $d = today - 3mo; events since $d | select id", "v3"),
    (
        "param $l: list<entity> = (\"Norland\", @red-flag); events by $l | select id",
        "v1; v2",
    ),
    (
        "param $l = (\"Norland\", \"Red Flag\"); events with all ($l) | select id",
        "v1; v2",
    ),
    (
        "param $m: list<modality> = (planned, alleged); events as $m | select id",
        "v2; v3",
    ),
    (
        "param $m: modality = planned; events | where modality = $m | select id",
        "v3",
    ),
    ("param $k: kind = clash; events of $k | select id", "v1; v2"),
    (
        "param $w: duration = 1mo; events | where date + $w during 2020-04 | select id",
        "v1; v2",
    ),
    (
        "param $w: duration = 3mo; events since ago($w) | select id",
        "v3",
    ),
    (
        "param $n: int = 10 + 5; figures | where high in 10..$n | select id",
        "g1",
    ),
    (
        "param $t = \"quay\"; sentences matching $t or near($t, \"closed\", 2) about $t | count",
        "3",
    ),
    (
        "param $p: place = \"Harbour\"; events within $p at $p | select id",
        "v1",
    ),
    (
        "param $yes: bool = true; events | where $yes and not (modality = asserted) | select id",
        "v2; v3",
    ),
    (
        "param $s: source = \"Evening Star\"; articles from $s | where source = $s | select id",
        "n3; n2",
    ),
];

/// Every question of this file.
pub(crate) fn questions() -> impl Iterator<Item = String> {
    ANSWERS.iter().map(|(question, _)| (*question).to_owned())
}

#[test]
fn functions_dates_and_parameters_give_what_a_reader_works_out() {
    let (_folder, asker) = small_world();
    let mut wrong = Vec::new();
    for (question, expected) in ANSWERS {
        let found = answer(&asker, question);
        if found != *expected {
            wrong.push(format!(
                "{question}\n  expected {expected}\n  found    {found}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
