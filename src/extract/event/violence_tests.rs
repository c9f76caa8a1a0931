//! Violence: whose it is, what it did, and how often it is told.

use super::tests::check;

#[test]
fn deed_and_what_it_did_are_one_event() {
    for (text, expect) in [
        (
            "A car bomb exploded near a hotel in Mogadishu on Monday, killing two policemen and wounding a driver.",
            "bombing → hotel, two policemen, driver (Mogadishu)",
        ),
        (
            "Two policemen were killed and three traders were wounded when a bomb exploded near a market in Kano.",
            "bombing → Two policemen, three traders, market (Kano)",
        ),
        (
            "At least 36 people were killed in a suicide bombing in Kabul on Tuesday.",
            "suicide bombing → 36 people (Kabul)",
        ),
        (
            "The bombing of the embassy in Nairobi killed more than 200 people.",
            "bombing → 200 people, embassy (Nairobi)",
        ),
        (
            "Ten worshippers died in a bomb attack on a mosque in Kano.",
            "bombing → Ten worshippers, mosque (Kano)",
        ),
        (
            "Rebels attacked a village near Bria and killed four nurses.",
            "Rebels: assault → village, four nurses (Bria)",
        ),
    ] {
        check(text, &[expect]);
    }
}

#[test]
fn several_tellings_of_an_attack_are_one_event() {
    check(
        "Gunmen abducted the journalist Ana Ruiz in Culiacan on Friday. Ruiz was abducted near her home. \
         The abduction was the third this year.",
        &["Gunmen: abduction → Ana Ruiz (Culiacan)"],
    );
    check(
        "Boko Haram attacked the village of Gumsuri on Sunday. Two farmers were killed and a school was destroyed.",
        &["Boko Haram: destruction → village of Gumsuri, Two farmers, school (Gumsuri)"],
    );
    check(
        "A bomb exploded at a bus station in Quetta on Monday. The bomb was planted by Baloch rebels.",
        &["Baloch rebels: bombing → bus station (Quetta)"],
    );
}

#[test]
fn another_attack_is_another_event() {
    check(
        "A bomb exploded at a station in Quetta on Monday. Another bomb exploded at a school in Lahore.",
        &["bombing → station (Quetta)", "bombing → school (Lahore)"],
    );
    check(
        "Gunmen killed Juan Perez in Iguala. They killed Luis Gomez in Taxco in May.",
        &[
            "Gunmen: assault → Juan Perez (Iguala)",
            "assault → Luis Gomez (Taxco)",
        ],
    );
}

#[test]
fn a_person_who_owns_a_murder_is_its_victim() {
    check(
        "Berta Caceres's murder in Honduras was condemned by the European Union.",
        &[
            "assassination → Berta Caceres (Honduras)",
            "European Union: criticism → Berta Caceres's murder",
        ],
    );
}

#[test]
fn accidents_and_forces_of_nature_attack_nobody() {
    for text in [
        "Five pilgrims were killed in a plane crash in Nepal.",
        "Six tourists were killed when their bus overturned near Cusco.",
        "The earthquake killed three nurses in Izmir.",
        "Two fishermen were injured in a storm off Cebu.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn violence_in_general_is_no_event() {
    for text in [
        "The president spoke of the kidnapping of tourists.",
        "The number of soldiers killed has risen.",
        "Police are looking for the militias who attack buses.",
        "Those who have killed many judges go free.",
        "Murders and bombings worry the shopkeepers.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn what_is_waited_for_has_not_happened() {
    check(
        "Turkey will not talk until the rebels free their hostages.",
        &["rebels: release → their hostages [hypothetical]"],
    );
}

#[test]
fn what_lies_behind_a_plan_has_happened() {
    check(
        "Kenya wants to bomb the camp of the group after the attack on Garissa in April.",
        &[
            "Kenya: bombing → camp of the group [hypothetical]",
            "assault → Garissa (Garissa)",
        ],
    );
}

#[test]
fn who_ends_a_siege_relieves_those_besieged_or_withdraws() {
    check(
        "Chadian forces ended the siege of the hotel.",
        &["Chadian forces: ground advance → hotel"],
    );
    check(
        "Chadian forces ended their siege of the town.",
        &["Chadian forces: withdrawal → town"],
    );
}

#[test]
fn shots_are_no_shelling_and_a_ransom_no_retreat() {
    check(
        "Police fired live ammunition at the crowd.",
        &["Police: assault → crowd"],
    );
    check(
        "Chad denied paying a ransom.",
        &["Chad: denial", "Chad: concede [denied]"],
    );
}

#[test]
fn what_is_not_there_denies_nothing_behind_it() {
    check(
        "There was no immediate comment from Oslo but Peru welcomed the accord.",
        &["Peru: praise"],
    );
}

#[test]
fn blasts_without_a_doer_are_not_those_of_another_attack() {
    check(
        "Explosions also damaged parts of the clinic. The war began after the October 7 attack by Hamas on Israel.",
        &[
            "destruction → parts of the clinic",
            "Hamas: assault → Israel (Israel)",
        ],
    );
}
