//! Who is no party to an event although named beside it, and what is no place of one.

use super::tests::{check, read};

#[test]
fn whom_parties_fight_together_is_no_party_to_their_agreement() {
    check(
        "Turkey and Russia agreed to coordinate their campaign against the YPG.",
        &[
            "Turkey, Russia: agreement",
            "Turkey, Russia: cooperate [planned]",
        ],
    );
    check(
        "Iraq and Iran agreed to deepen cooperation in the fight against Islamic State.",
        &["Iraq, Iran: agreement", "Iraq, Iran: cooperate [planned]"],
    );
    check(
        "Niger agreed with Mali to share intelligence in the war on Boko Haram.",
        &[
            "Niger: agreement → Mali",
            "Mali: intelligence sharing [planned]",
        ],
    );
    check(
        "India signed a defence agreement with Vietnam.",
        &["India: agreement → Vietnam"],
    );
    check(
        "Canada agreed to lift the embargo against Cuba.",
        &[
            "Canada: agreement → Cuba",
            "Canada: easing → Cuba [planned]",
        ],
    );
}

#[test]
fn a_town_in_the_name_of_a_site_is_not_where_its_people_are_hurt() {
    check(
        "Russian forces shelled Enerhodar, wounding two workers of the Zaporizhzhia nuclear power plant.",
        &[
            "Russian forces: shelling → Enerhodar, two workers of the Zaporizhzhia nuclear power plant (Enerhodar)",
        ],
    );
    check(
        "The Taliban attacked a checkpoint in Ghazni, wounding a doctor of the Kandahar hospital.",
        &["Taliban: assault → checkpoint, doctor of the Kandahar hospital (Ghazni)"],
    );
    check(
        "Rockets hit Erbil airport.",
        &["assault → Erbil airport (Erbil)"],
    );
    check(
        "Rebels attacked positions of the Syrian army in Homs.",
        &["Rebels: assault → positions of the Syrian army (Homs)"],
    );
}

#[test]
fn guests_visit_and_hosts_are_visited() {
    check(
        "Qatar received a delegation of the Taliban.",
        &["delegation of the Taliban: visit → Qatar (Qatar)"],
    );
    check(
        "Hamas received a delegation from Egypt.",
        &["Egypt: visit → Hamas"],
    );
    check(
        "Vladimir Putin hosted Emmanuel Macron in Moscow.",
        &["Emmanuel Macron: visit → Vladimir Putin (Moscow)"],
    );
    check(
        "Emmanuel Macron was received by Vladimir Putin in Moscow.",
        &["Emmanuel Macron: visit → Vladimir Putin (Moscow)"],
    );
    check(
        "Emmanuel Macron visited Moscow.",
        &["Emmanuel Macron: visit → Moscow (Moscow)"],
    );
}

#[test]
fn the_object_of_a_defining_clause_is_no_subject() {
    check(
        "The attack that killed Qassem Soleimani was ordered by Donald Trump.",
        &["assault → Qassem Soleimani"],
    );
    check(
        "The rebels who attacked Aleppo were bombed by Russia.",
        &[
            "rebels: assault → Aleppo (Aleppo)",
            "Russia: bombing → rebels",
        ],
    );
    check(
        "Germany said that Iran had arrested a tourist and was criticised by Israel.",
        &["Iran: arrest → tourist", "Israel: criticism → Iran"],
    );
}

#[test]
fn missiles_that_are_shot_down_are_at_home_nowhere() {
    check(
        "Ukraine shot down three Russian missiles.",
        &["Ukraine: assault → three Russian missiles"],
    );
    check(
        "Ukraine shot down 41 of 55 drones launched by Russia.",
        &["Russia: shelling"],
    );
}

#[test]
fn officials_speak_for_their_country_and_its_opposition_does_not() {
    let claimant = |text: &str| {
        let facts = read(text);
        let event = facts.events.last().unwrap();
        event
            .claimant
            .map(|claimant| facts.entities[claimant.0].id().to_string())
    };
    for (text, expect) in [
        (
            "Iranian officials denied that Iran had attacked the tanker.",
            Some("iran"),
        ),
        (
            "Turkish authorities said gunmen had attacked a mosque.",
            Some("turkey"),
        ),
        (
            "The Syrian government said rebels had shelled Homs.",
            Some("syria"),
        ),
        ("The Syrian opposition said Russia had bombed Idlib.", None),
        (
            "Russian activists said police had attacked a march in Moscow.",
            None,
        ),
        (
            "Local officials said that Boko Haram had attacked a school.",
            None,
        ),
    ] {
        assert_eq!(claimant(text).as_deref(), expect, "{text}");
    }
    check(
        "The Syrian opposition accused Russia.",
        &["Syrian opposition: allegation → Russia"],
    );
}

#[test]
fn a_number_alone_is_of_those_who_are_killed() {
    check(
        "Explosion kills seven in Quetta.",
        &["assault → seven (Quetta)"],
    );
    check(
        "A bomb killed 12 and wounded 30 in Mosul.",
        &["assault → 12, 30 (Mosul)"],
    );
}
