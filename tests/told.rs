//! What briefs say of news in our own words: who said it, what is counted, and what is not.

use std::fs;
use std::path::Path;

use crate::support::{done, run};

const STAMP: &[&str] = &["--stamp", "2026-11-23"];

/// A folder with a database of these files.
fn loaded(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
        done(folder.path(), &["load", name, "--quiet"]);
    }
    folder
}

fn made(folder: &Path, typed: &str, output: &str) -> String {
    done(
        folder,
        &[&["brief", typed], STAMP, &["-o", output]].concat(),
    );
    fs::read_to_string(folder.join(output)).unwrap()
}

/// Two rows of a set of events: one names the outlet that it was taken from, the other nothing.
const CODED: &str = "id,type_of_violence,side_a,side_b,source_office,source_headline,source_date,latitude,longitude,\
where_coordinates,country,date_start,date_end,best,low,high,deaths_civilians,deaths_unknown
501,1,Government of Syria,Syrian insurgents,Coast Wire,Shells fall on Nawa,2012-01-03,32.88,36.03,Nawa town,Syria,2012-01-02,2012-01-02,4,4,6,0,0
502,3,Government of Syria,Civilians,,,,32.88,36.03,Nawa town,Syria,2012-02-05,2012-02-05,2,2,2,2,0
";

#[test]
fn a_coded_row_is_cited_as_one_and_never_as_words_of_an_outlet() {
    let folder = loaded(&[("ucdp.csv", CODED)]);
    let text = made(folder.path(), "Syria", "brief.md");
    for part in [
        "UCDP GED, row 501, after *Coast Wire*, “Shells fall on Nawa”, 3 January 2012: Syria",
        "]: UCDP GED, row 502: Syria",
        "UCDP GED, after Coast Wire",
    ] {
        assert!(text.contains(part), "{part:?} is not in\n{text}");
    }
    assert!(!text.contains("“Syria – "), "{text}");
    let page = made(folder.path(), "Syria", "brief.html");
    assert!(page.contains("UCDP GED, row 502"), "{page}");
    assert!(!page.contains("<q class"), "{page}");
    for file in ["all.bib", "all.json"] {
        done(folder.path(), &["export", "citations", "-o", file]);
        let text = fs::read_to_string(folder.path().join(file)).unwrap();
        for row in [501, 502] {
            let note = format!("UCDP GED, row {row}; the article itself was not read");
            assert!(text.contains(&note), "{text}");
        }
    }
}

#[test]
fn a_timeline_longer_than_a_page_is_a_list_on_paper() {
    let row = |at: usize| {
        format!(
            "{at},3,Government of Syria,Civilians,,,,32.88,36.03,Nawa town,Syria,2012-02-{at},2012-02-{at},2,2,2,2,0\n"
        )
    };
    let head = CODED.split_inclusive('\n').next().unwrap();
    let rows: String = (10..29).map(row).collect();
    let folder = loaded(&[("ucdp.csv", &format!("{head}{rows}"))]);
    let page = made(folder.path(), "Syria", "brief.html");
    assert!(page.contains("class=\"chart timeline long\""), "{page}");
    let (_, list) = page.split_once("<ul class=\"printed rows\">").unwrap();
    let (list, _) = list.split_once("</ul>").unwrap();
    assert_eq!(list.matches("<li ").count(), 19, "{list}");
    assert!(list.contains(">10 February 2012 · Syria – "), "{list}");
}

/// Two outlets on a blast with tolls of their own, a part of one of them, and a third toll that is tied to nothing.
const BLAST: &str = r#"{"record":"source","id":"herald","name":"The Herald"}
{"record":"source","id":"post","name":"The Post"}
{"record":"entity","id":"alder","kind":"place","name":"Alder","place_type":"city"}
{"record":"entity","id":"guard","kind":"organization","name":"Coast Guard"}
{"record":"cluster","id":"c1","kind":"happening","label":"Blast, Alder"}
{"record":"article","id":"a1","source":"herald","title":"One","published":"2020-01-10","text":"A blast in Alder killed nine people. Five of the dead were sailors.","sentences":[{"start":0,"end":36},{"start":37,"end":67}],"mentions":[{"start":11,"end":16,"entity":"alder"}],"events":[{"id":"e1","kind":"assault","start":0,"end":36,"trigger":[2,7],"date":"2020-01-09","place":"alder","actors":[],"targets":[],"modality":"asserted","cluster":"c1"}],"figures":[{"id":"f1","start":24,"end":35,"measure":"killed","what":"people killed","low":9,"high":9,"bound":"exact","unit":"people","place":"alder","cluster":"c1"},{"id":"f2","start":37,"end":41,"measure":"killed","what":"people killed","low":5,"high":5,"bound":"exact","unit":"people","place":"alder","cluster":"c1"}]}
{"record":"article","id":"a2","source":"post","title":"Two","published":"2020-01-11","text":"The blast of Alder killed nine people. A fire there did harm.","sentences":[{"start":0,"end":38},{"start":39,"end":61}],"mentions":[{"start":13,"end":18,"entity":"alder"}],"events":[{"id":"e2","kind":"assault","start":0,"end":38,"trigger":[4,9],"date":"2020-01-09","place":"alder","actors":[],"targets":[],"modality":"asserted","cluster":"c1"},{"id":"e3","kind":"assault","start":39,"end":61,"trigger":[41,45],"place":"alder","actors":[],"targets":[],"modality":"asserted"}],"figures":[{"id":"f3","start":26,"end":37,"measure":"killed","what":"people killed","low":9,"high":9,"bound":"exact","unit":"people","place":"alder","cluster":"c1"}]}
{"record":"article","id":"a3","title":"Three","published":"2020-01-12","text":"The toll of the blast is 12. Two are gulls. The Coast Guard denied a second blast in Alder.","sentences":[{"start":0,"end":28},{"start":29,"end":43},{"start":44,"end":91}],"mentions":[{"start":85,"end":90,"entity":"alder"},{"start":48,"end":59,"entity":"guard"}],"events":[{"id":"e4","kind":"assault","start":44,"end":91,"trigger":[76,81],"place":"alder","actors":[],"targets":[],"modality":"denied","claimant":"guard"}],"figures":[{"id":"f4","start":25,"end":27,"measure":"killed","what":"people killed","low":12,"high":12,"bound":"exact","unit":"people"}]}
"#;

#[test]
fn a_part_is_not_set_against_the_whole_and_a_toll_tied_to_nothing_is_told() {
    let folder = loaded(&[("blast.jsonl", BLAST)]);
    let text = made(folder.path(), "Alder", "brief.md");
    for part in [
        "| people killed | 5 people (a part) |",
        "Looked for and not found: outlets that give different figures of one measure for one happening.",
        "- people killed: 12 people — not told[^",
    ] {
        assert!(text.contains(part), "{part:?} is not in\n{text}");
    }
    for absent in ["## Where outlets differ", "Nothing was found of: outlets"] {
        assert!(!text.contains(absent), "{absent:?} is in\n{text}");
    }
}

#[test]
fn the_opening_counts_articles_and_events_that_can_be_checked_against_each_other() {
    let folder = loaded(&[("blast.jsonl", BLAST)]);
    let text = made(folder.path(), "Alder", "brief.md");
    for part in [
        "**3 articles** by 2 outlets (1 names no outlet), dated 10–12 January 2020, tell of Alder. \
         2 of them tell of 2 events as having happened, told 3 times in all and counted once each.",
        "1 of the 2 events is not in it: no date was read for it.",
        "| without a date | according to |\n|---|---|\n|",
    ] {
        assert!(text.contains(part), "{part:?} is not in\n{text}");
    }
    let denied = made(folder.path(), "events of assault mentioning @guard", "d.md");
    assert!(
        denied.contains("No event is told as having happened, but 1 as denied."),
        "{denied}"
    );
}

/// What happened at a place in Alder, told by an article that does not name Alder.
const QUAY: &str = r#"{"record":"entity","id":"alder","kind":"place","name":"Alder","place_type":"city"}
{"record":"entity","id":"quay","kind":"place","name":"Long Quay","place_type":"site","parent":"alder"}
{"record":"article","id":"a9","title":"Nine","text":"A crane fell at Long Quay.","sentences":[{"start":0,"end":26}],"mentions":[{"start":16,"end":25,"entity":"quay"}],"events":[{"id":"e9","kind":"assault","start":0,"end":26,"trigger":[8,12],"place":"quay","actors":[],"targets":[],"modality":"asserted"}]}
"#;

#[test]
fn articles_that_tell_of_a_place_within_are_counted_beside_those_that_name_it() {
    let folder = loaded(&[("quay.jsonl", QUAY)]);
    let text = made(folder.path(), "Alder", "brief.md");
    let opening = "No article names Alder. 1 article, 1 of them without that name, tells of 1 event as having happened.";
    assert!(text.contains(opening), "{text}");
    let folder = loaded(&[("quay.jsonl", QUAY), ("blast.jsonl", BLAST)]);
    let text = made(folder.path(), "Alder", "brief.md");
    let opening = "tell of Alder. 3 articles, 1 of them without that name, tell of 3 events as having happened, told 4 times";
    assert!(text.contains(opening), "{text}");
}

#[test]
fn what_a_brief_cannot_be_made_of_is_said_once_with_what_it_can_be_made_of() {
    let folder = loaded(&[("blast.jsonl", BLAST)]);
    for typed in [
        "events of assault | count by place",
        "events of assault | select id",
    ] {
        let (status, out, err) = run(folder.path(), &["brief", typed]);
        assert_eq!((status, out.as_str()), (2, ""), "{err}");
        assert_eq!(err.matches("error").count(), 1, "{err}");
        for part in [
            typed,
            "articles, events, quotes or figures",
            "`dateline brief 'events of assault'`",
        ] {
            assert!(err.contains(part), "{part:?} is not in\n{err}");
        }
    }
}

#[test]
fn what_is_counted_stands_in_sight_and_every_number_leads_to_all_its_sentences() {
    let article = |at: usize| {
        let is_denied = if at == 0 { "denied" } else { "asserted" };
        let text = "A blast hit Alder.";
        format!(
            "{{\"record\":\"article\",\"id\":\"a{at}\",\"title\":\"No {at}\",\"text\":\"{text}\",\
             \"sentences\":[{{\"start\":0,\"end\":18}}],\"mentions\":[{{\"start\":12,\"end\":17,\"entity\":\"alder\"}}],\
             \"events\":[{{\"id\":\"e{at}\",\"kind\":\"assault\",\"start\":0,\"end\":18,\"trigger\":[2,7],\"place\":\"alder\",\
             \"actors\":[],\"targets\":[],\"modality\":\"{is_denied}\"}}]}}\n"
        )
    };
    let place = "{\"record\":\"entity\",\"id\":\"alder\",\"kind\":\"place\",\"name\":\"Alder\",\"place_type\":\"city\"}\n";
    let articles: String = (0..12).map(article).collect();
    let folder = loaded(&[("many.jsonl", &format!("{place}{articles}"))]);
    let report = "```dateline kinds chart=bar\nevents | count by kind\n```\n";
    fs::write(folder.path().join("r.md"), report).unwrap();
    for output in ["out.html", "out.md"] {
        done(folder.path(), &["report", "r.md", "-o", output]);
    }
    let page = fs::read_to_string(folder.path().join("out.html")).unwrap();
    let told = page.find("Includes 1 denied").unwrap();
    assert!(told < page.find("<details").unwrap(), "{page}");
    assert!(page.contains("<a class=\"more\" href=\"#more-1\">and 7 more</a>"));
    assert!(page.contains("<p id=\"more-1\">7 more: "), "{page}");
    assert!(page.contains("<li id=\"note-12\""), "{page}");
    let text = fs::read_to_string(folder.path().join("out.md")).unwrap();
    for part in [
        "Includes 1 denied",
        "[and 7 more](#more-1)",
        "### More 1\n",
        "\n[^12]: ",
    ] {
        assert!(text.contains(part), "{part:?} is not in\n{text}");
    }
}

#[test]
fn a_column_that_is_not_there_is_found_before_the_report_is_made() {
    let folder = loaded(&[("blast.jsonl", BLAST)]);
    let block = "```dateline tolls\nfigures of killed | select low, source\n```\n";
    for text in [
        "{{ tolls.count }}\n",
        "{% for row in tolls %}{{ row.count }}{% endfor %}\n",
        "{{ (tolls | first).count }}\n",
        "{{ (tolls | first).low + 1 }} {{ (tolls | first).count }}\n",
    ] {
        fs::write(folder.path().join("r.md"), format!("{text}{block}")).unwrap();
        for more in [&["--check"][..], &["-o", "r.html"]] {
            let (status, _, err) = run(folder.path(), &[&["report", "r.md"], more].concat());
            assert_eq!(status, 2, "{text}: {err}");
            for part in [
                "`tolls.count` is not there",
                "r.md:1:",
                "columns of `tolls`: low, source",
                "{{ tolls | length }}",
            ] {
                assert!(err.contains(part), "{text}: {part:?} is not in\n{err}");
            }
        }
    }
    let right = "{{ tolls | length }} {{ tolls.low | sum }} {% for row in tolls %}{{ row.source }}{{ cite(row) }}{% endfor %}\n";
    fs::write(folder.path().join("r.md"), format!("{right}{block}")).unwrap();
    done(folder.path(), &["report", "r.md", "--check"]);
    let help = done(folder.path(), &["help", "report"]);
    assert!(help.contains("{{ NAME | length }}"), "{help}");
}
