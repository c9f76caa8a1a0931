//! Briefs made by the program: what they count, set beside each other and leave out.

use std::fs;
use std::path::Path;

use crate::reports::{demonstration, made};
use crate::support::{done, run};

#[test]
fn a_brief_about_nobody_names_the_nearest() {
    let folder = demonstration();
    let (status, _, err) = run(folder.path(), &["brief", "Shamkani", "--db", "demo.db"]);
    assert!(status == 2 && err.contains("Ali Shamkhani"), "{err}");
    let question = "events of airstrike by \"Russia\"";
    let (status, page, err) = run(folder.path(), &["brief", question, "--db", "demo.db"]);
    assert!(status == 0 && page.contains("What happened when"), "{err}");
    let (status, _, err) = run(
        folder.path(),
        &["brief", "events | cuont", "--db", "demo.db"],
    );
    assert!(
        status == 2 && err.contains("did you mean `count`?"),
        "{err}"
    );
}

/// The text of a brief about what is typed, up to its end note.
fn brief_text(folder: &Path, database: &str, typed: &str) -> String {
    let text = made(folder, &["brief", typed, "--db", database], "brief.md");
    let (text, _) = text.split_once("## How this was made").unwrap();
    text.to_owned()
}

#[test]
fn a_brief_counts_happenings_and_sets_numbers_beside_each_other_as_printed() {
    let folder = demonstration();
    let text = brief_text(folder.path(), "demo.db", "Homs");
    for part in [
        "**2 articles** by 2 outlets, dated 1–2 October 2015, tell of Homs. ",
        "They tell of 1 event as having happened, told 2 times in all and counted once.",
        "**Airstrike, Homs, 2015-09: killed**",
        "- at least 28 people: Syrian Observatory for Human Rights, in The Harbour Post, as of 30 September 2015[^",
        "- 36 people: Syrian National Coalition, in Meridian Wire[^",
        "As worded, these can be true at once.",
        // Nothing that is planned or denied has to do with Homs itself.
        "Told elsewhere in the same articles, and perhaps of something else",
        "| – | alleged | Russia: bombing → rebels of the Free Syrian Army | Meridian Wire[^",
    ] {
        assert!(text.contains(part), "{part:?} is not in\n{text}");
    }
}

/// Two outlets that tell one toll three months apart, one that tells its own toll twice, and an article without a date.
const TOLLS: &str = r#"{"record":"source","id":"herald","name":"The Herald"}
{"record":"source","id":"post","name":"The Post"}
{"record":"entity","id":"alder","kind":"place","name":"Alder","place_type":"city"}
{"record":"entity","id":"herald-org","kind":"organization","name":"The Herald"}
{"record":"entity","id":"guard","kind":"organization","name":"Coast Guard"}
{"record":"cluster","id":"c1","kind":"happening","label":"Flood, Alder"}
{"record":"cluster","id":"c2","kind":"happening","label":"Fire, Alder"}
{"record":"article","id":"a1","source":"herald","title":"One","published":"2020-01-10","text":"More than 37 people died in Alder, the Coast Guard told The Herald.","sentences":[{"start":0,"end":67}],"mentions":[{"start":27,"end":32,"entity":"alder"},{"start":38,"end":49,"entity":"guard"},{"start":55,"end":65,"entity":"herald-org"}],"figures":[{"id":"f1","start":0,"end":12,"measure":"killed","low":37,"bound":"over","unit":"people","as_of":"2020-01-10","place":"alder","claimant":"guard","cluster":"c1"}]}
{"record":"article","id":"a2","source":"post","title":"Two","published":"2020-04-10","text":"The flood of Alder killed 90 people.","sentences":[{"start":0,"end":36}],"mentions":[{"start":13,"end":18,"entity":"alder"}],"figures":[{"id":"f2","start":26,"end":28,"measure":"killed","low":90,"high":90,"bound":"exact","unit":"people","as_of":"2020-04-10","place":"alder","cluster":"c1"}]}
{"record":"article","id":"a3","source":"post","title":"Three","text":"Fire killed 3 people in Alder, then 4 people. It did.","sentences":[{"start":0,"end":45},{"start":46,"end":53}],"mentions":[{"start":24,"end":29,"entity":"alder"}],"figures":[{"id":"f3","start":12,"end":13,"measure":"killed","low":3,"high":3,"bound":"exact","unit":"people","place":"alder","cluster":"c2"},{"id":"f4","start":36,"end":37,"measure":"killed","low":4,"high":4,"bound":"exact","unit":"people","place":"alder","cluster":"c2"}]}
"#;

fn tolls() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("r.jsonl"), TOLLS).unwrap();
    done(folder.path(), &["load", "r.jsonl", "--quiet"]);
    folder
}

#[test]
fn numbers_months_apart_are_told_as_such_and_an_outlet_does_not_differ_with_itself() {
    let folder = tolls();
    let text = brief_text(folder.path(), "news.db", "Alder");
    for part in [
        "**3 articles** by 2 outlets, dated 10 January – 10 April 2020 (1 without a date), tell of Alder. No event was read out of them; what is counted stands under Figures.",
        "**Flood, Alder: killed**",
        "- more than 37 people: Coast Guard, in The Herald, as of 10 January 2020[^",
        "- 90 people: The Post, as of 10 April 2020[^",
        "These numbers are dated 91 days apart: the later may be growth and no contradiction.",
        "Nothing was found of: what was planned, ",
    ] {
        assert!(text.contains(part), "{part:?} is not in\n{text}");
    }
    assert!(!text.contains("Fire, Alder"), "{text}");
    for absent in [
        "## What is known",
        "What happened when",
        "| The Herald |",
        "Network of",
    ] {
        assert!(!text.contains(absent), "{absent:?} is in\n{text}");
    }
    assert!(text.contains("| Coast Guard | 1 |"), "{text}");
    let undated = brief_text(folder.path(), "news.db", r#"articles about "fire""#);
    let opening = "**1 article** by The Post, without a date. No event was read out of it";
    assert!(undated.contains(opening), "{undated}");
}

#[test]
fn a_brief_of_a_question_tells_of_what_was_asked_for_under_a_title_of_its_own() {
    let folder = demonstration();
    let question = r#"events of airstrike by "Russia""#;
    let text = brief_text(folder.path(), "demo.db", question);
    assert!(
        text.starts_with("# Situation brief\n\nevents of airstrike by \"Russia\"\n"),
        "{text}"
    );
    let known = text.split("## What happened when").next().unwrap();
    assert!(
        known.contains("| assault |") && !known.contains("| consult |"),
        "{text}"
    );
    let titled = ["brief", question, "--db", "demo.db", "--title", "Strikes"];
    assert!(made(folder.path(), &titled, "t.html").contains("<h1 dir=\"auto\">Strikes</h1>"));
}

#[test]
fn articles_that_nobody_could_read_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let article = |id: u8, language: &str, text: &str| {
        format!(
            r#"{{"id":"a{id}","url":"https://post.example/{id}","published":"2026-03-0{id}","language":"{language}","title":"{id}","text":"{text}"}}"#
        )
    };
    let lines = [
        article(
            1,
            "en",
            "Marta Nadeau, the minister of justice, met Ines Coll in Paris on Monday. Marta Nadeau praised her.",
        ),
        article(
            2,
            "fr",
            "La ministre Marta Nadeau a rencontré Ines Coll à Paris lundi, selon le gouvernement.",
        ),
        article(
            3,
            "fr",
            "Le gouvernement se tait sur la rencontre de lundi à Paris, et personne ne sait pourquoi.",
        ),
    ];
    fs::write(folder.path().join("news.jsonl"), lines.join("\n")).unwrap();
    done(
        folder.path(),
        &["load", "news.jsonl", "--db", "news.db", "--quiet"],
    );
    let text = brief_text(folder.path(), "news.db", "Marta Nadeau");
    let part = "1 article with these words, in other languages than English (fr 1), is not read for facts.";
    assert!(text.contains(part), "{text}");
}
