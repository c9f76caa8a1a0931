use std::collections::BTreeMap;

use super::*;
use crate::record::Record;

const ARTICLE: &str = r#"{"record":"article","id":"a1","title":"Envoys meet","published":"2016-06-09","published_basis":"url",
 "text":"Anna Berg met Oslo rebels on Tuesday.\n“Oslo will pay 12 men,” she said.",
 "sentences":[{"start":0,"end":37},{"start":38,"end":71}],
 "mentions":[{"start":0,"end":9,"entity":"anna-berg"},{"start":14,"end":18,"entity":"oslo"},
   {"start":14,"end":25,"entity":"oslo-rebels"},{"start":39,"end":43,"entity":"oslo"},
   {"start":62,"end":65,"entity":"anna-berg","form":"pronoun"}],
 "dates":[{"start":29,"end":36,"value":"2016-06-07"}],
 "events":[{"id":"e1","kind":"consult","mode":"meeting","start":0,"end":37,"trigger":[10,13],"date":"2016-06-07",
   "actors":["anna-berg"],"targets":["oslo-rebels",{"text":"others"}],"place":"oslo","claimant":"anna-berg","rule":"verb","confidence":0.5}],
 "quotes":[{"start":39,"end":59,"speaker":"anna-berg","form":"direct","verb":"said"}],
 "figures":[{"start":53,"end":59,"measure":"other","what":"men paid","low":12,"high":12,"bound":"exact","unit":"people"}]}"#;

fn shown(line: &str, paper: Paper) -> String {
    let Record::Article(record) = Record::read(line).unwrap() else {
        panic!("no article");
    };
    let entity = |id: &str, kind: &str, name: &str| {
        let line = format!(r#"{{"record":"entity","id":"{id}","kind":"{kind}","name":"{name}"}}"#);
        match Record::read(&line).unwrap() {
            Record::Entity(entity) => (id.to_owned(), entity),
            other => panic!("no entity: {other:?}"),
        }
    };
    let entities = BTreeMap::from([
        entity("anna-berg", "person", "Anna Berg"),
        entity("oslo", "place", "Oslo"),
        entity("oslo-rebels", "armed_group", "Oslo rebels"),
    ]);
    let known = Known {
        entities: &entities,
        outlet: Some("The Post"),
    };
    article(&record, known, paper)
}

#[test]
fn everything_is_marked_in_place_and_told_below() {
    let shown = shown(ARTICLE, Paper::default());
    let expected = "\
Envoys meet
The Post · 2016-06-09 (from the address)
a1

[Anna Berg P1] [met E1] [[Oslo L1] rebels G1] on [Tuesday D1].
“[[Oslo L1] will pay [12 men F1] Q1],” [she P1] said.

People
  P1   Anna Berg @anna-berg · as “she” (pronoun)

Armed groups
  G1   Oslo rebels @oslo-rebels

Places
  L1   Oslo @oslo

Dates
  D1   Tuesday → 2016-06-07

Events
  E1   Anna Berg – consult/meeting – Oslo rebels; “others”, 2016-06-07, Oslo, according to Anna Berg, asserted, rule verb, confidence 0.50

Quotes
  Q1   Anna Berg (direct, said): “Oslo will pay 12 men”

Figures
  F1   other 12 people (men paid)
";
    assert_eq!(shown, expected);
}

#[test]
fn marks_that_cross_are_parted() {
    let line = r#"{"record":"article","id":"a","text":"one two three","mentions":[
{"start":0,"end":7,"entity":"oslo"},{"start":4,"end":13,"entity":"anna-berg"}]}"#;
    let shown = shown(line, Paper::default());
    assert!(
        shown.contains("\n[one [two… P1] L1][… three P1]\n"),
        "{shown}"
    );
}

#[test]
fn lines_end_at_the_width_and_nothing_is_lost() {
    let whole: Vec<String> = words(&shown(ARTICLE, Paper::default()));
    for width in [12, 20, 40, 79] {
        let paper = Paper {
            width: Some(width),
            ..Paper::default()
        };
        let text = shown(ARTICLE, paper);
        for line in text.lines() {
            assert!(crate::render::cell::cells(line) <= width, "{width}: {line}");
        }
        assert_eq!(words(&text).concat(), whole.concat(), "{width}");
    }
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn colours_are_turned_off_at_every_line_end() {
    let paper = Paper {
        width: Some(24),
        is_coloured: true,
        is_ascii: false,
    };
    let text = shown(ARTICLE, paper);
    assert!(
        text.contains("\u{1b}[0;36mAnna Berg\u{1b}[0;2m[P1]"),
        "{text:?}"
    );
    for line in text.lines() {
        let last = line.rfind("\u{1b}[").map(|at| &line[at..]);
        assert!(
            last.is_none_or(|last| last.starts_with("\u{1b}[0m")),
            "{line:?}"
        );
    }
}

#[test]
fn a_text_cannot_reach_the_terminal() {
    let line =
        r#"{"record":"article","id":"a","title":"t\u001b[2J","text":"a\u001b]0;x\u0007b\u202ec"}"#;
    let text = shown(line, Paper::default());
    assert!(
        !text.chars().any(|sign| sign.is_control() && sign != '\n'),
        "{text:?}"
    );
}
