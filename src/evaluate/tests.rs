use super::*;
use crate::model::entity::EntityKind;
use crate::record::Record;

/// A set of one article. The extraction is compared with the annotation, so what it finds in the plainest
/// of sentences is what a reader finds.
fn gold(lines: &[&str]) -> Gold {
    let mut gold = Gold::default();
    for line in lines {
        gold.add(Record::read(line).unwrap(), "gold.jsonl:1".to_owned());
    }
    gold
}

const FRANCE: &str =
    r#"{"record":"entity","id":"fr","kind":"place","name":"France","place_type":"country"}"#;

fn report(lines: &[&str]) -> Report {
    evaluate(&gold(lines), &Lexicon::built_in().unwrap())
}

#[test]
fn what_a_reader_finds_too_is_right() {
    let report = report(&[
        FRANCE,
        r#"{"record":"article","id":"a","text":"The envoy came back from France on 3 May 2016.",
            "mentions":[{"start":25,"end":31,"entity":"fr"}],
            "dates":[{"start":35,"end":45,"value":"2016-05-03"}]}"#,
    ]);
    let one = Score {
        right: 1,
        found: 1,
        expected: 1,
    };
    let place = Some(EntityKind::Place);
    for aspect in [
        Aspect::Mentions {
            kind: place,
            is_exact: true,
        },
        Aspect::Entities,
        Aspect::DateValues,
    ] {
        assert_eq!(report.score(aspect), one, "{aspect:?}: {:?}", report.misses);
    }
    assert_eq!(report.n_articles, 1);
}

#[test]
fn what_is_missed_or_found_too_much_is_told_with_its_sentence() {
    let report = report(&[
        FRANCE,
        r#"{"record":"article","id":"a","text":"It rained. The envoy came back from France.",
            "mentions":[{"start":3,"end":9,"entity":"fr"}]}"#,
    ]);
    let told: Vec<(Fault, &str, &str)> = report
        .misses
        .iter()
        .map(|miss| (miss.fault, miss.detail.as_str(), miss.sentence.as_str()))
        .collect();
    let extra = (
        Fault::Extra,
        "“France” place",
        "The envoy came back from France.",
    );
    assert_eq!(
        told,
        [(Fault::Missed, "“rained” place", "It rained."), extra]
    );
    let all = Aspect::Mentions {
        kind: None,
        is_exact: true,
    };
    assert_eq!(report.score(all).precision(), Some(0.0));
    assert_eq!(report.score(all).recall(), Some(0.0));
}

#[test]
fn what_is_not_annotated_is_not_scored() {
    let report = report(&[
        r#"{"record":"article","id":"a","text":"The envoy came back from France on 3 May 2016.","dates":[]}"#,
    ]);
    let dates = report.score(Aspect::Dates { is_exact: true });
    assert_eq!((dates.found, dates.expected), (1, 0));
    assert!(
        !report
            .scores
            .keys()
            .any(|aspect| aspect.noun() == "mentions")
    );
}

#[test]
fn an_overlapping_name_counts_only_as_relaxed() {
    let report = report(&[
        FRANCE,
        r#"{"record":"article","id":"a","text":"The envoy came back from France.",
            "mentions":[{"start":20,"end":31,"entity":"fr"}]}"#,
    ]);
    let right = |is_exact| {
        let kind = Some(EntityKind::Place);
        report.score(Aspect::Mentions { kind, is_exact }).right
    };
    assert_eq!((right(true), right(false)), (0, 1));
}

#[test]
fn names_are_the_same_where_one_holds_the_other_as_whole_words() {
    let same = |one: &str, other: &str| is_same_party(&[one.to_owned()], &[other.to_owned()]);
    assert!(same("hezbollah", "hezbollah fighters"));
    assert!(!same("iran", "iranian council"));
    assert!(!same("oman", "roman"));
}

#[test]
fn an_event_stored_as_asserted_though_it_is_only_planned_is_counted() {
    let event = |modality: &str| {
        format!(
            r#"{{"record":"article","id":"a","text":"Troops shelled the town of Idlib on Monday.",
             "events":[{{"kind":"assault","mode":"shelling","start":0,"end":43,"trigger":[7,14],
               "actors":[{{"text":"Troops"}}],"targets":[],"modality":"{modality}"}}]}}"#
        )
    };
    let asserted = report(&[&event("asserted")]);
    let planned = report(&[&event("planned")]);
    assert_eq!(
        asserted.score(Aspect::Events).right,
        1,
        "{:?}",
        asserted.misses
    );
    assert_eq!(
        (asserted.n_wrongly_asserted, planned.n_wrongly_asserted),
        (0, 1)
    );
    let modalities = |report: &Report| report.score(Aspect::Modalities).right;
    assert_eq!((modalities(&asserted), modalities(&planned)), (1, 0));
}

#[test]
fn indirect_words_that_tell_an_annotated_event_are_scored_only_where_some_are_annotated() {
    let text =
        "The minister said that France bombed Raqqa. The minister said that the road is long.";
    let article = |quotes: &str| {
        format!(
            r#"{{"record":"article","id":"a","text":"{text}","quotes":[{quotes}],
            "events":[{{"id":"e","kind":"assault","start":0,"end":43,"actors":["fr"],"claimant":null}}]}}"#
        )
    };
    let road = r#"{"id":"q2","start":67,"end":83,"form":"indirect"}"#;
    let bombed = r#"{"id":"q1","start":23,"end":42,"form":"indirect"}"#;
    let found = |quotes: &str| {
        let article = article(quotes);
        report(&[FRANCE, &article]).score(Aspect::Quotes).found
    };
    assert_eq!(found(road), 1);
    assert_eq!(found(&format!("{bombed},{road}")), 2);
}

#[test]
fn tellings_are_scored_only_where_some_are_annotated_beside_what_they_tell() {
    let text = "France announced that France bombed Raqqa.";
    let told =
        r#"{"id":"e1","kind":"assault","start":22,"end":41,"actors":["fr"],"claimant":"fr"}"#;
    let telling = r#"{"id":"e2","kind":"statement","start":0,"end":42,"actors":["fr"]}"#;
    let found = |events: &str| {
        let article = format!(
            r#"{{"record":"article","id":"a","text":"{text} It rained.","events":[{events}]}}"#
        );
        report(&[FRANCE, &article]).score(Aspect::Events).found
    };
    assert_eq!(found(&format!("{told},{telling}")), 2);
    let elsewhere = r#"{"id":"e3","kind":"statement","start":43,"end":53,"actors":["fr"]}"#;
    assert_eq!(found(&format!("{told},{elsewhere}")), 1);
}
