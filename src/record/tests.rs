use super::*;
use crate::model::event::EventKind;
use crate::span::Span;

fn error_of(line: &str) -> String {
    Record::read(line).unwrap_err().to_string()
}

#[test]
fn a_record_is_written_as_it_was_read() {
    let lines = [
        r#"{"record":"source","id":"press-tv","name":"Press TV","domain":"presstv.example","country":"iran","seen":[1,2]}"#,
        r#"{"record":"entity","id":"aleppo","kind":"place","name":"Aleppo","aliases":["Halab"],"country":"syria","parent":"syria","place_type":"city","lat":36.2,"lon":37}"#,
        r#"{"record":"cluster","id":"c1","kind":"happening","label":"a raid","date":"2016-06"}"#,
        r#"{"record":"article","id":"a1","text":"Gunmen fired.","sentences":[{"start":0,"end":13,"zone":"body"}],"events":[{"id":"e1","kind":"assault","start":0,"end":13,"trigger":[7,12],"actors":["iran",{"entity":"russia","text":"Moscow"},{"text":"Gunmen"}],"targets":[],"modality":"asserted","confidence":1,"tone":-2}],"weather":{"sky":"clear"}}"#,
    ];
    for line in lines {
        assert_eq!(Record::read(line).unwrap().to_line(), line);
    }
}

#[test]
fn an_error_names_the_field() {
    let cases = [
        ("[1]", "not a JSON object"),
        (
            r#"{"record":"person"}"#,
            "`record`: `person` is none of source, entity, article, cluster",
        ),
        (r#"{"record":"entity","name":"X"}"#, "`kind`: missing"),
        (
            r#"{"record":"article","text":"abc","mentions":[{"start":0,"end":1,"entity":"x"},{"start":0,"end":4,"entity":"x"}]}"#,
            "`mentions[1]`: [0, 4) does not lie in a text of 3 characters",
        ),
        (
            r#"{"record":"article","text":"abc","events":[{"start":0,"end":1,"kind":"aid","mode":"airstrike"}]}"#,
            "`events[0].mode`: the mode airstrike is of the kind assault, not aid",
        ),
        (
            r#"{"record":"article","text":"abc","quotes":[{"start":0,"end":1,"form":"direct","date":"June"}]}"#,
            "`quotes[0].date`: `June` is not a date",
        ),
    ];
    for (line, expected) in cases {
        assert_eq!(error_of(line), expected);
    }
    assert!(error_of(r#"{"record":"entity",}"#).starts_with("not JSON: "));
}

#[test]
fn a_mode_gives_the_kind_that_is_absent() {
    let line = r#"{"record":"article","text":"abc","events":[{"start":0,"end":1,"mode":"siege"}]}"#;
    let Ok(Record::Article(article)) = Record::read(line) else {
        panic!("not read");
    };
    assert_eq!(article.events.unwrap()[0].kind, EventKind::Coerce);
}

#[test]
fn offsets_count_characters_outside_and_bytes_inside() {
    let text = "Erdoğan 😀 said";
    let offsets = CharOffsets::new(text);
    assert_eq!(offsets.n_chars(), 14);
    assert_eq!(offsets.span(8, 9), Some(Span::new(9, 13)));
    assert_eq!(offsets.slice(8, 9), "😀");
    assert_eq!(offsets.chars(Span::new(9, 13)), (8, 9));
    assert_eq!(offsets.span(10, 15), None);
}

#[test]
fn lines_take_the_zone_of_the_sentence_in_them() {
    let line = r#"{"record":"article","text":"One.\n\nAn é picture.\nTwo.","sentences":[{"start":0,"end":4},{"start":6,"end":19,"zone":"caption"},{"start":20,"end":24}]}"#;
    let Ok(Record::Article(record)) = Record::read(line) else {
        panic!("not read");
    };
    let article = record.article();
    let lines: Vec<(&str, &str)> = article
        .lines
        .iter()
        .map(|line| (line.span.of(&article.text), line.zone.word()))
        .collect();
    assert_eq!(
        lines,
        [
            ("One.", "body"),
            ("An é picture.", "caption"),
            ("Two.", "body")
        ]
    );
}

#[test]
fn ids_follow_from_the_content_and_sort_in_reading_order() {
    let line = r#"{"record":"article","url":"http://x.example/1","text":"abc","quotes":[{"start":0,"end":1,"form":"direct"},{"start":1,"end":2,"form":"direct"}]}"#;
    let read = || match Record::read(line) {
        Ok(Record::Article(article)) => article,
        other => panic!("{other:?}"),
    };
    let mut article = read();
    let id = article.identify();
    assert_eq!(id, read().identify());
    let quotes = article.quotes.as_ref().unwrap();
    assert_eq!(quotes[0].id, Some(format!("{id}-q0001")));
    assert!(quotes[0].id < quotes[1].id);
    let mut moved = read();
    moved.origin = Some("elsewhere".to_owned());
    assert_eq!(moved.text_fingerprint(), read().text_fingerprint());
    moved.text.push('!');
    assert_ne!(moved.text_fingerprint(), read().text_fingerprint());
}
