use std::collections::BTreeMap;

use super::*;
use crate::model::date::PartialDate;
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
    with_known(line, |record, known| article(record, known, paper))
}

fn with_known<R>(line: &str, show: impl FnOnce(&ArticleRecord, Known<'_>) -> R) -> R {
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
    show(&record, known)
}

/// The card of the one event, quote or figure of [`ARTICLE`].
fn card_of(what: &str, paper: Paper) -> String {
    with_known(ARTICLE, |record, known| {
        let told = match what {
            "event" => record.events.iter().flatten().next().map(Told::Event),
            "quote" => record.quotes.iter().flatten().next().map(Told::Quote),
            _ => record.figures.iter().flatten().next().map(Told::Figure),
        };
        let counts = EntityCounts {
            mentions: 1204,
            articles: 1,
            ..EntityCounts::default()
        };
        card(told.unwrap(), counts, record, known, paper)
    })
}

#[test]
fn a_quote_stands_between_its_sentences_under_who_speaks() {
    let expected = "\
Anna Berg (direct, said): “Oslo will pay 12 men”

Anna Berg @anna-berg
1,204 mentions · 1 article · 0 events · 0 quotes

  Anna Berg met Oslo rebels on Tuesday.
  “[Oslo will pay 12 men],” she said.

Envoys meet
The Post · 2016-06-09 (from the address)
a1
";
    assert_eq!(card_of("quote", Paper::default()), expected);
    let coloured = Paper {
        letters: Letters::Coloured,
        ..Paper::default()
    };
    assert!(!card_of("quote", coloured).contains("[Oslo"));
}

#[test]
fn a_headline_does_not_stand_before_what_is_told_below_it() {
    let line = r#"{"record":"article","id":"a","text":"Oslo pays\nOslo paid 12 men. So it said.",
 "sentences":[{"start":0,"end":9,"zone":"title"},{"start":10,"end":27},{"start":28,"end":39}],
 "figures":[{"start":20,"end":26,"measure":"other","low":12,"high":12,"bound":"exact","unit":"people"}]}"#;
    let text = with_known(line, |record, known| {
        let figure = record.figures.iter().flatten().next().map(Told::Figure);
        let counts = EntityCounts::default();
        card(figure.unwrap(), counts, record, known, Paper::default())
    });
    let expected = "other 12 people\n\n  Oslo paid [12 men].\n  So it said.\n\n(no title)\n";
    assert!(text.starts_with(expected), "{text}");
}

#[test]
fn an_event_and_a_figure_are_marked_in_their_sentences() {
    let event = card_of("event", Paper::default());
    let marked =
        "\n  Anna Berg [met] Oslo rebels on Tuesday.\n  “Oslo will pay 12 men,” she said.\n";
    assert!(event.contains(marked), "{event}");
    let figure = card_of("figure", Paper::default());
    let marked =
        "\n  Anna Berg met Oslo rebels on Tuesday.\n  “Oslo will pay [12 men],” she said.\n";
    assert!(figure.contains(marked), "{figure}");
    assert!(
        !figure.contains("1,204"),
        "nobody is named for it: {figure}"
    );
}

#[test]
fn months_are_drawn_where_lines_have_a_width_and_told_where_not() {
    let spoken = Spoken {
        months: vec![
            (PartialDate::month(2016, 1).unwrap(), 1),
            (PartialDate::month(2016, 4).unwrap(), 7),
        ],
        n_vague: 2,
        newest: vec![LastMention {
            article: "a1".to_owned(),
            title: Some("Envoys\u{1b}[2J meet".to_owned()),
            outlet: Some("The Post".to_owned()),
            published: PartialDate::ymd(2016, 4, 9),
            url: Some("https://post.example/1".to_owned()),
        }],
        ..Spoken::default()
    };
    let shown = |paper: Paper| {
        with_known(ARTICLE, |_, known| {
            entity(&known.entities["oslo"], &spoken, known, paper)
        })
    };
    let told = "\
Mentions by month
  2016-01  1
  2016-04  7
2 in articles whose month is not known

Newest articles
  Envoys\\e[2J meet
    The Post · 2016-04-09 · a1 · https://post.example/1
";
    let plain = shown(Paper::default());
    assert!(plain.ends_with(told), "{plain}");
    let drawn = "\
Mentions by month
▂▂▂▂▂▂▂                 ███████
2016-01                 2016-04
highest 7 (2016-04) · lowest 1 (2016-01) · last 7 (2016-04)
";
    let paper = Paper {
        width: Some(80),
        ..Paper::default()
    };
    assert!(shown(paper).contains(drawn), "{}", shown(paper));
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
        letters: Letters::Coloured,
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
