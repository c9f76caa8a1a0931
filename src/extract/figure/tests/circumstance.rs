//! Since when, as of when, where and by whose account.

use super::*;
use crate::model::facts::EntityIndex;

fn name(reading: &Reading<'_, '_>, entity: Option<EntityIndex>) -> String {
    entity.map_or("-".to_owned(), |entity| {
        reading.entities.list[entity.0].name.clone()
    })
}

/// Checks "since, as of, place, claimant" of the one figure of a text published on 9 June 2016.
fn check_circumstances(text: &str, expect: &str) {
    let found = read(text, |reading, figures| {
        let figure = figures.last().unwrap();
        let date = |date: Option<crate::model::date::PartialDate>| {
            date.map_or("-".to_owned(), |date| date.to_string())
        };
        format!(
            "{}, {}, {}, {}",
            date(figure.counted_from),
            date(figure.as_of),
            name(reading, figure.place),
            name(reading, figure.claimant)
        )
    });
    assert_eq!(found, expect, "{text}");
}

#[test]
fn a_figure_has_its_start_its_date_its_place_and_its_claimant() {
    check_circumstances(
        "Since March 2011, about 300 people have been killed in Syria.",
        "2011-03, 2016-06-09, Syria, -",
    );
    check_circumstances(
        "According to an April report by the United Nations, the war in Syria has killed 300 people.",
        "-, 2016-04, Syria, United Nations",
    );
    check_circumstances(
        "On Tuesday 300 people were killed in Mosul, the United Nations said.",
        "-, 2016-06-07, Mosul, United Nations",
    );
    check_circumstances("300 people were killed in Mosul.", "-, -, Mosul, -");
    check_circumstances(
        "Syria is at war. The fighting has killed 300 people.",
        "-, 2016-06-09, Syria, -",
    );
    check_circumstances(
        "Iraq still struggles with the group in Anbar, which holds about 10 percent of the country.",
        "-, 2016-06-09, Iraq, -",
    );
}

#[test]
fn a_figure_is_not_where_those_are_who_tell_it() {
    for (text, place) in [
        (
            "The toll in Homs has risen to 86, health officials in Idlib said.",
            "Homs",
        ),
        (
            "Twelve people were killed in Homs, police in Damascus said.",
            "Homs",
        ),
        ("Twelve people were killed, police in Damascus said.", "-"),
        ("Officials in Kyiv said 12 soldiers had been killed.", "-"),
        (
            "Police in Peshawar said 20 people had been killed in Bannu.",
            "Bannu",
        ),
        (
            "According to activists in Beirut, 30 people were killed in Homs.",
            "Homs",
        ),
        (
            "At least 30 people were killed, according to activists in Beirut.",
            "-",
        ),
        (
            "Seven people died in Goma, the United Nations said in New York.",
            "Goma",
        ),
        ("In Homs, activists said 30 people were killed.", "Homs"),
        ("In Homs activists said that 30 people were killed.", "Homs"),
        (
            "Thirty people, officials in Kyiv said, were killed in Odesa.",
            "Odesa",
        ),
    ] {
        let found = read(text, |reading, figures| {
            name(reading, figures.last().unwrap().place)
        });
        assert_eq!(found, place, "{text}");
    }
}

#[test]
fn who_counts_is_the_claimant() {
    check_circumstances(
        "The Red Cross, which put the death toll at 3,000, called for a ceasefire.",
        "-, -, -, International Committee of the Red Cross",
    );
    check_circumstances(
        "A bomb killed 14 people in Homs. The Red Cross put the toll at 17.",
        "-, -, Homs, International Committee of the Red Cross",
    );
    check_circumstances(
        "The White Helmets said that 40 people were killed, while a clinic in Homs counted over 90 dead.",
        "-, -, Homs, -",
    );
    check_circumstances(
        "The United Nations has documented 120 killings in Mali.",
        "-, 2016-06-09, Mali, United Nations",
    );
}

#[test]
fn the_doer_of_a_deed_is_not_its_place() {
    check_circumstances(
        "The bill pays for Russia's war on Georgia, which has killed 300 civilians.",
        "-, 2016-06-09, Georgia, -",
    );
    check_circumstances(
        "Of 300 students who left Chile, 90 were murdered in Peru.",
        "-, -, Peru, -",
    );
}
