use super::*;

const REPORT: &str = "---
title: \"A title\"
params:
  $who: entity = @x
  - param since: date = 2016;
---
Text.

````text
```dateline not_this_one table
```
````

```dateline by_kind chart=bar caption=\"Of {{ params.who }}\"
events by $who;
```
";

#[test]
fn front_matter_and_blocks_are_found() {
    let source = Source::read(REPORT).unwrap();
    assert_eq!(source.front.title.as_deref(), Some("A title"));
    let params: Vec<&str> = source
        .front
        .params
        .iter()
        .map(|span| span.of(REPORT))
        .collect();
    assert_eq!(params, ["who: entity = @x", "since: date = 2016"]);
    assert_eq!(source.blocks.len(), 1);
    let block = &source.blocks[0];
    assert_eq!(block.name, "by_kind");
    assert_eq!(block.form, Some(Form::Chart(Picture::Bar)));
    assert_eq!(block.caption.as_deref(), Some("Of {{ params.who }}"));
}

#[test]
fn places_in_a_script_lead_back_to_the_file() {
    let source = Source::read(REPORT).unwrap();
    let script = source.script(&source.blocks[0], Some("bar"));
    assert_eq!(
        script.text,
        "param $who: entity = @x;\nparam $since: date = 2016;\nevents by $who\n| chart bar"
    );
    for word in ["events", "entity", "2016"] {
        let at = script.text.find(word).unwrap();
        let span = script.in_file(Span::new(at, at + word.len()));
        assert_eq!(span.of(REPORT), word);
    }
    let at = script.text.find("bar").unwrap();
    let chart = script.in_file(Span::new(at, at + 3));
    assert!(chart.of(REPORT).starts_with("dateline by_kind"));
}

#[test]
fn a_network_may_be_called_as_the_language_calls_it() {
    let source = Source::read("```dateline a chart=graph\nnetwork comention\n```\n").unwrap();
    let form = source.blocks[0].form;
    assert_eq!(form, Some(Form::Chart(Picture::Network)));
}

#[test]
fn faults_are_told_with_their_place() {
    let check = |text: &str, expected: &str| {
        let faults = Source::read(text).unwrap_err();
        assert_eq!(faults[0].span.of(text), expected, "{faults:?}");
    };
    check("---\ntitel: x\n---\n", "titel");
    check("---\ntitle: x\n", "---");
    check("```dateline a chart=bra\nevents\n```\n", "chart=bra");
    check("```dateline a tabel\nevents\n```\n", "tabel");
    check("```dateline a table\nevents\n", "dateline a table");
    check("```dateline a-b table\nevents\n```\n", "a-b");
    check("```dateline a caption=\"x\nevents\n```\n", "caption=\"x");
    let twice = "```dateline a\nevents\n```\n```dateline a\nevents\n```\n";
    assert!(matches!(
        Source::read(twice).unwrap_err()[0].kind,
        FaultKind::SameName { .. }
    ));
}
