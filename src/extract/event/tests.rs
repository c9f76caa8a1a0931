use std::sync::LazyLock;

use crate::lexicon::Lexicon;
use crate::model::article::Article;
use crate::model::date::PartialDate;
use crate::model::facts::Facts;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::built_in().unwrap());

pub(super) fn read(text: &str) -> Facts {
    let article = Article {
        text: text.to_owned(),
        published: PartialDate::ymd(2016, 6, 10),
        ..Article::default()
    };
    let document = crate::text::analyze(&article, &LEXICON.abbreviations);
    crate::extract::extract(&article, &document, &LEXICON)
}

/// Checks the summaries of all events of a text.
#[track_caller]
pub(super) fn check(text: &str, expect: &[&str]) {
    let facts = read(text);
    let summaries: Vec<&str> = facts
        .events
        .iter()
        .filter_map(|event| event.summary.as_deref())
        .collect();
    assert_eq!(summaries, expect, "{text}");
}

#[test]
fn subject_and_object_are_actor_and_target() {
    check(
        "Turkey condemned Israel on Monday.",
        &["Turkey: criticism → Israel"],
    );
    check(
        "France and Germany imposed sanctions on Belarus.",
        &["France, Germany: embargo → Belarus"],
    );
    check(
        "Rebels shelled an airport near Donetsk.",
        &["Rebels: shelling → airport (Donetsk)"],
    );
}

#[test]
fn passive_without_agent_has_no_actor() {
    check(
        "Three policemen were killed in Kabul.",
        &["assault → Three policemen (Kabul)"],
    );
    check(
        "Three policemen were killed by gunmen in Kabul.",
        &["gunmen: assault → Three policemen (Kabul)"],
    );
}

#[test]
fn what_is_planned_or_failed_is_not_asserted() {
    check(
        "Russia will bomb Raqqa.",
        &["Russia: bombing → Raqqa (Raqqa) [planned]"],
    );
    check(
        "Russia did not bomb Raqqa.",
        &["Russia: bombing → Raqqa (Raqqa) [denied]"],
    );
    check(
        "Russia may bomb Raqqa.",
        &["Russia: bombing → Raqqa (Raqqa) [hypothetical]"],
    );
    check(
        "Troops failed to seize Raqqa.",
        &["Troops: seizure → Raqqa (Raqqa) [denied]"],
    );
}

#[test]
fn noun_without_a_slot_of_its_own_is_no_event() {
    check("The fight goes on and cooperation matters.", &[]);
    check("Support is low.", &[]);
}

#[test]
fn light_verb_gives_the_noun_its_actor() {
    check(
        "Russia carried out air raids on Aleppo.",
        &["Russia: airstrike → Aleppo (Aleppo)"],
    );
    check(
        "The attack drew criticism from Jordan.",
        &["Jordan: criticism → attack"],
    );
}

#[test]
fn clause_of_its_own_time_takes_no_date_from_the_main_clause() {
    let facts =
        read("A center was set up in Baghdad in September 2015 after Turkey invaded Syria.");
    let dates: Vec<bool> = facts
        .events
        .iter()
        .map(|event| event.date.is_some())
        .collect();
    assert_eq!(dates.last(), Some(&false));
}

#[test]
fn whoever_was_not_in_the_convoy_was_not_hit() {
    check(
        "Turkish jets hit a convoy near Mosul on Monday. But Donald Trump was not in the convoy.",
        &[
            "Turkish jets: airstrike → convoy (Mosul)",
            "Turkish jets: airstrike → Donald Trump [denied]",
        ],
    );
}

#[test]
fn pledge_and_preparation_are_planned() {
    check(
        "Paris recalled Germany's pledge to step up its airstrikes against Boko Haram in Nigeria.",
        &["Germany: airstrike → Boko Haram (Nigeria) [planned]"],
    );
    check(
        "Gunmen were planning an attack on Cairo.",
        &["Gunmen: assault → Cairo (Cairo) [planned]"],
    );
}

#[test]
fn office_gives_way_to_the_name_in_apposition() {
    check(
        "Angela Merkel met Russia's envoy on Syria, Vladimir Putin, in Geneva.",
        &["Angela Merkel: meeting → Vladimir Putin (Geneva)"],
    );
}

#[test]
fn words_before_a_number_only_qualify_it() {
    check(
        "At least three civilians were killed in Baghdad.",
        &["assault → three civilians (Baghdad)"],
    );
}

#[test]
fn time_before_the_subject_leaves_the_verb_its_subject() {
    check(
        "On Tuesday Iraq bombed Raqqa.",
        &["Iraq: bombing → Raqqa (Raqqa)"],
    );
}

#[test]
fn refusal_stands_for_what_is_refused() {
    check(
        "Turkey refused to deploy troops in Iraq.",
        &["Turkey: refusal → Iraq"],
    );
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in "([a-zA-Z,.;:()\"' ]{0,12}(attack|was|to|by|of|and|Russia|Syria|the|talks|not) ){0,20}") {
        let facts = read(&text);
        for event in facts.events {
            assert!(text.is_char_boundary(event.span.start) && event.span.end <= text.len());
        }
    }
}
