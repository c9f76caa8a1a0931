//! From every row of an answer to the sentences that it comes from.

use std::collections::BTreeMap;
use std::fs;

use dateline::ask::Asker;
use dateline::store::Store;

use crate::support::done;

const RECORDS: &str = r#"{"record":"source","id":"post","name":"Post"}
{"record":"entity","id":"x","kind":"armed_group","name":"Xan Front"}
{"record":"entity","id":"y","kind":"person","name":"Yara Ode"}
{"record":"article","id":"a1","source":"post","title":"First","url":"https://post.example/1","published":"2020-03-04","text":"Xan Front struck. Yara Ode fell.","sentences":[{"start":0,"end":17},{"start":18,"end":32}],"mentions":[{"start":0,"end":9,"entity":"x"},{"start":18,"end":26,"entity":"y"}],"events":[{"id":"e1","kind":"assault","start":0,"end":16,"date":"2020-03-03","actors":["x"],"modality":"asserted"},{"id":"e2","kind":"assault","start":18,"end":31,"date":"2020-03-03","actors":["x"],"targets":["y"],"modality":"asserted"}],"figures":[{"id":"f1","start":0,"end":3,"measure":"killed","low":3,"high":3,"unit":"people","as_of":"2020-03"}],"quotes":[]}
{"record":"article","id":"a2","title":"Second","published":"2020-04-05","text":"Xan Front met Yara Ode.","sentences":[{"start":0,"end":23}],"mentions":[{"start":0,"end":9,"entity":"x"},{"start":14,"end":22,"entity":"y"}],"events":[{"id":"e3","kind":"consult","start":0,"end":22,"date":"2020-04-01","actors":["x"],"targets":["y"],"modality":"asserted"}],"quotes":[{"id":"q1","start":0,"end":9,"form":"direct","speaker":"y","text":"Xan Front"}],"figures":[{"id":"f2","start":0,"end":3,"measure":"killed","low":5,"high":5,"unit":"people","as_of":"2020-03"}]}
"#;

/// The sentences behind each row, in the order of the rows.
fn behind(asker: &Asker, question: &str) -> Vec<Vec<String>> {
    let answer = asker.cited(question).unwrap();
    let plain = asker.answer(question).unwrap();
    assert_eq!(answer.rows, plain.rows, "{question}: rows are the same");
    assert_eq!(plain.evidence, Vec::<Vec<i64>>::new());
    let texts = answer.evidence.iter().map(|keys| {
        let found = asker.store().citations(keys).unwrap();
        found.into_iter().map(|citation| citation.text).collect()
    });
    texts.collect()
}

#[test]
fn every_row_leads_to_its_sentences() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("r.jsonl"), RECORDS).unwrap();
    done(folder.path(), &["load", "r.jsonl", "--quiet"]);
    let store = Store::open(&folder.path().join("news.db")).unwrap();
    let asker = Asker::new(store, 20_000, BTreeMap::new());
    let (struck, fell, met) = (
        "Xan Front struck.",
        "Yara Ode fell.",
        "Xan Front met Yara Ode.",
    );
    let rows: &[(&str, &[&[&str]])] = &[
        (
            "events | sort id | select id",
            &[&[struck], &[fell], &[met]],
        ),
        ("events | count by kind", &[&[struck, fell], &[met]]),
        ("events | count", &[&[struck, fell, met]]),
        ("events of assault against @y", &[&[fell]]),
        (
            "figures of killed | summarize dead = sum(high) by month(as_of)",
            &[&[struck, met]],
        ),
        ("figures | summarize dead = sum(high)", &[&[struck, met]]),
        (
            "figures | compare low across article per measure",
            &[&[struck, met]],
        ),
        (
            "figures | compare low across article per measure | where spread > 1 | select n",
            &[&[struck, met]],
        ),
        ("quotes by @y", &[&[met]]),
        (
            "mentions | where entity = @y | count by entity",
            &[&[fell, met]],
        ),
        (
            "articles | sort published | select title",
            &[&[struck], &[met]],
        ),
        (
            "articles | count by source | sort source",
            &[&[struck], &[met]],
        ),
        ("sentences matching \"met\"", &[&[met]]),
        ("people", &[&[fell]]),
        (
            "events | count by kind, year(date) | count by kind",
            &[&[struck, fell], &[met]],
        ),
        (
            "events | count by kind | where count > 1 | select kind, n = count",
            &[&[struck, fell]],
        ),
        ("events | count by kind | take 1", &[&[struck, fell]]),
        (
            "events | count by kind, year(date) | pivot kind",
            &[&[struck, fell, met]],
        ),
        (
            "events | each actors as actor | top 3 actor",
            &[&[struck, fell, met]],
        ),
        ("network comention", &[&[met]]),
        ("network coevent of @y", &[&[fell]]),
        (
            "network comention | where weight > 0 | select a, b | sort a",
            &[&[met]],
        ),
        ("path from @x to @y via comention", &[&[met]]),
    ];
    for (question, expected) in rows {
        assert_eq!(&behind(&asker, question), expected, "{question}");
    }
    assert_eq!(
        behind(&asker, "sources"),
        Vec::<Vec<String>>::new(),
        "of these it is not known"
    );
}

#[test]
fn a_citation_says_where_to_look() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("r.jsonl"), RECORDS).unwrap();
    done(folder.path(), &["load", "r.jsonl", "--quiet"]);
    let store = Store::open(&folder.path().join("news.db")).unwrap();
    let asker = Asker::new(store, 20_000, BTreeMap::new());
    let keys = asker
        .cited("events of assault against @y")
        .unwrap()
        .evidence
        .concat();
    let found = asker.store().citations(&keys).unwrap();
    let citation = &found[0];
    assert_eq!(citation.title.as_deref(), Some("First"));
    assert_eq!(citation.source.as_deref(), Some("Post"));
    assert_eq!(citation.url.as_deref(), Some("https://post.example/1"));
    assert_eq!(citation.article, "a1");
    assert_eq!(citation.published.unwrap().to_string(), "2020-03-04");
}

#[test]
fn every_row_that_stands_in_one_article_leads_to_its_address() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("r.jsonl"), RECORDS).unwrap();
    done(folder.path(), &["load", "r.jsonl", "--quiet"]);
    let open = || Store::open(&folder.path().join("news.db")).unwrap();
    let mut asker = Asker::new(open(), 20_000, BTreeMap::new());
    let plain = Asker::new(open(), 20_000, BTreeMap::new());
    asker.set_linked(true);
    let (first, none) = (Some("https://post.example/1"), None);
    let rows: &[(&str, &[Option<&str>])] = &[
        ("articles | sort id | select title", &[first, none]),
        ("events | sort id", &[first, first, none]),
        ("quotes", &[none]),
        ("figures | sort -id | take 1", &[none]),
        ("sentences | sort text | select text", &[none, first, first]),
        ("events | where kind = assault | take 1", &[first]),
        // Rows of several articles have no one address, and an entity has none.
        ("events | count by kind", &[]),
        ("entities", &[]),
        ("sql events", &[]),
        ("explain articles", &[]),
    ];
    for (question, expected) in rows {
        let answer = asker.answer(question).unwrap();
        assert_eq!(
            answer.rows,
            plain.answer(question).unwrap().rows,
            "{question}"
        );
        let found = asker.store().addresses(&answer.origins).unwrap();
        let found: Vec<Option<&str>> = found.iter().map(Option::as_deref).collect();
        assert_eq!(found, *expected, "{question}");
    }
}
