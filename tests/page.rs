//! What the page of the language says, sentence by sentence, asked of the small world.

use crate::meaning::{answer, small_world};

/// Questions and their rows.
const PAGE: &[(&str, &str)] = &[
    // `not` stands before a test as well as before a whole condition.
    (
        "events | where date not during 2020-03 | select id",
        "v3; v4",
    ),
    (
        "events | where date not possibly during 2020-03 | select id",
        "v3; v4",
    ),
    (
        "events | where place not within \"Norland\" and date is not null | select id",
        "v3",
    ),
    (
        "events | where place not near \"Norland\" 20km | select id",
        "v2; v3; v4",
    ),
    // `per` takes a function of a field; what divides rows is shown.
    (
        "events | take 1 per month(date) | select id, month",
        "v1|2020-03; v3|",
    ),
    (
        "events | count by kind, source | derive s = share(count) per len(kind) | select kind, s",
        "assault|0.3333333333333333; assault|0.3333333333333333; consult|0.3333333333333333; statement|1",
    ),
    (
        "events | select id, place | take 1 per place.country",
        "Norland|v1|Harbour; Sudland|v3|Sudland; |v4|",
    ),
    (
        "entities | select name | top 2 by len(name)",
        "Ministry of Ports|17; Port Office|11",
    ),
    (
        "figures | compare high across source per year(as_of), cluster | select year, cluster, n",
        "2020|Clash at Harbour|2",
    ),
    // From events to what was counted of them, and back.
    ("events -> figures | select id", "g1"),
    ("figures -> events | select id", "v1"),
    ("events -> sources -> events -> figures | select id", "g1"),
    // Over what the rows of a group are linked to, a linked row counting for each row that leads to it:
    // latitudes of 60 and 60.1 in n1, 60 in n2, 50 in n3.
    (
        "articles | summarize a = avg(mentions.entity.lat), m = median(mentions.entity.lat), q = quantile(mentions.entity.lat, 1) by language",
        "|57.525|60|60.1",
    ),
    (
        "articles | summarize s = round(stdev(mentions.entity.lat) * 1000), n = count(mentions), t = sum(mentions.entity.lat) by language",
        "|5017|12|230.1",
    ),
    (
        "sources | summarize m = median(articles.mentions.entity.lat) by country",
        "Norland|60.05; |55",
    ),
    (
        "articles | summarize f = first(events.summary), l = last(events.kind), b = argmax(figures.measure, low) by source",
        "Evening Star||consult|killed; Morning Post||assault|killed",
    ),
    // Functions of other rows, one inside another, inside an aggregate, and of groups.
    (
        "figures | sort high | derive r = running(lag(high)) | select id, r",
        "g1|; g2|12; g3|42",
    ),
    (
        "figures | sort high | summarize m = max(running(high))",
        "42",
    ),
    (
        "events | summarize n = count(), s = share(count()), m = max(date) by source",
        "Evening Star|3|0.75|2020-04/2020-06; Morning Post|1|0.25|2020-03-01",
    ),
    // What a joined row brought can be dropped; a path can be turned into columns.
    (
        "events of clash | select id | join k = (clusters | select label) on id = label | drop k.label",
        "",
    ),
    (
        "events of clash | select id, actor, n = 1 | pivot actor.kind of n",
        "v1|Norland||1; v2|Red Flag|1|",
    ),
];

/// Every question.
pub(crate) fn questions() -> impl Iterator<Item = String> {
    PAGE.iter().map(|(question, _)| (*question).to_owned())
}

#[test]
fn the_page_holds_sentence_by_sentence() {
    let (_folder, asker) = small_world();
    let mut wrong = Vec::new();
    for (question, expected) in PAGE {
        let found = answer(&asker, question);
        if found != *expected {
            wrong.push(format!(
                "{question}\n  expected {expected}\n  found    {found}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
