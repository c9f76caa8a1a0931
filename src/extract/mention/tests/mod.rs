mod bodies;
mod namesakes;
mod scripts;

use super::*;
use crate::model::article::Article;
use crate::model::entity::EntityKind;
use crate::text;

/// Every mention as `surface=handle/form`, in reading order.
fn mentions(content: &str) -> Vec<String> {
    let lexicon = Lexicon::built_in().unwrap();
    let article = Article {
        text: content.to_owned(),
        ..Article::default()
    };
    let document = text::analyze(&article, &lexicon.abbreviations);
    let found = find(&document, &lexicon);
    found
        .mentions
        .iter()
        .map(|mention| {
            let id = &found.list[mention.entity.0].id;
            format!("{}={id}/{}", mention.span.of(content), mention.form)
        })
        .collect()
}

/// The kind of the entity of a mention, which is written as `mentions` gives it.
fn kind_of(content: &str, mention: &str) -> EntityKind {
    let lexicon = Lexicon::built_in().unwrap();
    let article = Article {
        text: content.to_owned(),
        ..Article::default()
    };
    let document = text::analyze(&article, &lexicon.abbreviations);
    let found = find(&document, &lexicon);
    let is_named = |entity: &&Entity| mention.contains(&format!("={}/", entity.id));
    found.list.iter().find(is_named).unwrap().kind
}

/// The person with this handle: title, country, body.
fn person(content: &str, id: &str) -> (Option<String>, Option<String>, Option<String>) {
    let lexicon = Lexicon::built_in().unwrap();
    let article = Article {
        text: content.to_owned(),
        ..Article::default()
    };
    let document = text::analyze(&article, &lexicon.abbreviations);
    let found = find(&document, &lexicon);
    let entity = found
        .list
        .iter()
        .find(|entity| entity.id.as_str() == id)
        .unwrap_or_else(|| panic!("no {id} in {:?}", found.list));
    let text = |handle: &Option<crate::model::entity::Handle>| {
        handle.as_ref().map(|handle| handle.as_str().to_owned())
    };
    (
        entity.title.clone(),
        text(&entity.country),
        text(&entity.org),
    )
}

#[test]
fn spellings_of_one_group_are_one_entity() {
    assert_eq!(
        mentions("Troops drove Daesh out. ISIS denied it, and ISIL fled."),
        [
            "Daesh=islamic-state/name",
            "ISIS=islamic-state/name",
            "ISIL=islamic-state/name"
        ]
    );
}

#[test]
fn a_last_name_means_the_person_named_in_full() {
    assert_eq!(
        mentions("General Karim Velshani spoke in Homs. Later, Velshani left."),
        [
            "Karim Velshani=karim-velshani/name",
            "Homs=homs/name",
            "Velshani=karim-velshani/name"
        ]
    );
}

#[test]
fn a_country_stands_in_the_list_of_the_places_within_it() {
    let lexicon = Lexicon::built_in().unwrap();
    let article = Article {
        text: "Shells fell on Aleppo.".to_owned(),
        ..Article::default()
    };
    let document = text::analyze(&article, &lexicon.abbreviations);
    let list = find(&document, &lexicon).list;
    assert!(
        list.iter().any(|entity| entity.id.as_str() == "syria"),
        "{list:?}"
    );
}

#[test]
fn titles_countries_and_bodies_are_read_around_names() {
    for (content, id, expected) in [
        (
            "Iraqi Interior Minister Saif Dulani said so.",
            "saif-dulani",
            (Some("Interior Minister"), Some("iraq"), None),
        ),
        (
            "He met Russia's special envoy for Syria, Boris Pelenkov, in Tehran.",
            "boris-pelenkov",
            (Some("special envoy for Syria"), Some("russia"), None),
        ),
        (
            "Iraqi Deputy Foreign Minister for Arab and Asian Affairs Hassan Dulani said so.",
            "hassan-dulani",
            (
                Some("Deputy Foreign Minister for Arab and Asian Affairs"),
                Some("iraq"),
                None,
            ),
        ),
        (
            "The general met his Turkish and Iraqi counterparts, Orhan Delikan and Saif Dulani, in Baghdad.",
            "saif-dulani",
            (None, Some("iraq"), None),
        ),
    ] {
        let (title, country, body) = person(content, id);
        assert_eq!(
            (title.as_deref(), country.as_deref(), body.as_deref()),
            expected,
            "{content}"
        );
    }
}

#[test]
fn an_office_stands_for_its_holder() {
    let content =
        "Russian envoy Boris Pelenkov came to Damascus. The Russian envoy left. He was content.";
    assert_eq!(
        mentions(content)[2..],
        [
            "Damascus=damascus/name",
            "Russian=russia/demonym",
            "envoy=boris-pelenkov/role",
            "He=boris-pelenkov/pronoun"
        ]
    );
}

#[test]
fn a_capital_that_acts_is_its_country() {
    assert_eq!(
        mentions("Moscow has sent planes. Talks were held in Moscow."),
        ["Moscow=russia/metonym", "Moscow=moscow/name"]
    );
}

#[test]
fn a_capital_that_is_asked_or_given_something_is_its_country() {
    for (content, capital, form) in [
        (
            "Malawi asked Lusaka to lend it grain.",
            "Lusaka=zambia",
            "metonym",
        ),
        (
            "The rebels blamed Bamako for the delay.",
            "Bamako=mali",
            "metonym",
        ),
        (
            "The union called on Sofia to act.",
            "Sofia=bulgaria",
            "metonym",
        ),
        (
            "The units are loyal to Damascus.",
            "Damascus=syria",
            "metonym",
        ),
        (
            "Jakarta, which claims the reef, wrote a note.",
            "Jakarta=indonesia",
            "metonym",
        ),
        ("Ankara to send engineers.", "Ankara=turkey", "metonym"),
        ("Accra signs the accord.", "Accra=ghana", "metonym"),
        (
            "It was paid for by Oslo and Helsinki.",
            "Helsinki=finland",
            "metonym",
        ),
        ("They were flown to Accra.", "Accra=accra", "name"),
        ("Planes hit Tripoli.", "Tripoli=tripoli-libya", "name"),
        ("Minsk talks went on.", "Minsk=minsk", "name"),
        ("He sent jets to Kabul.", "Kabul=kabul", "name"),
    ] {
        let found = mentions(content);
        let expected = format!("{capital}/{form}");
        assert!(found.contains(&expected), "{content} {found:?}");
    }
}

#[test]
fn nouns_beside_a_name_tell_a_body() {
    for (content, expected) in [
        ("The insurer Velmora said so.", "Velmora=velmora/name"),
        ("Quantel, a Danish charity, left.", "Quantel=quantel/name"),
        ("The Mesopa tribe agreed.", "Mesopa=mesopa/name"),
        (
            "HERAT (Ariadesk) - A bridge fell.",
            "Ariadesk=ariadesk/name",
        ),
        (
            "Danvik Limited signed it.",
            "Danvik Limited=danvik-limited/name",
        ),
        (
            "The Egyptian Embassy was closed.",
            "Embassy=egyptian-embassy/name",
        ),
    ] {
        let found = mentions(content);
        assert!(found.contains(&expected.to_owned()), "{content} {found:?}");
        let kind = kind_of(content, expected);
        assert_eq!(kind, EntityKind::Organization, "{content}");
    }
}

#[test]
fn bodies_of_a_state_in_lower_case_are_its_own() {
    for (content, expected) in [
        ("Mali's army fled.", Some("army=malian-armed-forces/role")),
        (
            "Ghana's finance ministry said so.",
            Some("finance ministry=ghanaian-finance-ministry/role"),
        ),
        (
            "The Chadian security forces dispersed them.",
            Some("security forces=chadian-security-forces/role"),
        ),
        ("The Chadian police station burned.", None),
        ("A Peruvian army base was hit.", None),
    ] {
        let found = mentions(content);
        let role = found.iter().find(|mention| mention.ends_with("/role"));
        assert_eq!(role.map(String::as_str), expected, "{content} {found:?}");
    }
    let (_, country, body) = person(
        "The Ghanaian finance ministry spokesman Kofi Dulani said so.",
        "kofi-dulani",
    );
    assert_eq!(
        (country.as_deref(), body.as_deref()),
        (Some("ghana"), Some("ghanaian-finance-ministry"))
    );
}

#[test]
fn a_pair_stands_for_the_two_named_before() {
    for (content, expected) in [
        (
            "Chad and Sudan signed it. The two countries will trade.",
            vec!["two=chad/role", "countries=sudan/role"],
        ),
        (
            "Peru met Chile. Both sides agreed.",
            vec!["Both=peru/role", "sides=chile/role"],
        ),
        (
            "Jan Novak met Olga Petrova. The two leaders agreed.",
            vec!["two=jan-novak/role", "leaders=olga-petrova/role"],
        ),
        (
            "Peru, Chile and Bolivia met. The two countries left.",
            vec![],
        ),
        ("Mali fought Ansar Dine. Both sides agreed.", vec![]),
        ("Peru and Chile met on both sides of the border.", vec![]),
    ] {
        let found = mentions(content);
        let roles: Vec<&String> = found
            .iter()
            .filter(|mention| mention.ends_with("/role"))
            .collect();
        assert_eq!(roles, expected, "{content}");
    }
}

#[test]
fn what_a_body_is_about_may_be_a_list() {
    for (content, expected) in [
        (
            "The Ministry of Trade, Industry and Tourism agreed.",
            "Ministry of Trade, Industry and Tourism",
        ),
        (
            "The National Association of Millers and Glaziers went on strike.",
            "National Association of Millers and Glaziers",
        ),
        (
            "The Confederation of Indian Industry agreed.",
            "Confederation of Indian Industry",
        ),
    ] {
        let found = mentions(content);
        let is_whole = found.len() == 1 && found[0].starts_with(&format!("{expected}="));
        assert!(is_whole, "{content} {found:?}");
    }
}

#[test]
fn the_kind_of_a_region_is_no_part_of_its_name() {
    assert_eq!(
        mentions("It rained in Borno state and at Mitiga airport."),
        ["Borno=borno/name", "Mitiga airport=mitiga-airport/name"]
    );
}

#[test]
fn a_body_may_be_called_by_the_last_word_of_its_name() {
    let found = mentions("The Free Valley Front and the Dune Sentinels Front met. The Front left.");
    assert_eq!(found.last().unwrap(), "Front=dune-sentinels-front/name");
}

#[test]
fn the_seat_of_a_government_is_a_body() {
    assert_eq!(
        mentions("The White House and the Kremlin denied it."),
        ["White House=white-house/name", "Kremlin=kremlin/name"]
    );
}

#[test]
fn what_is_no_name_is_no_mention() {
    for content in [
        "On Tuesday, Olympic and Takfiri sources agreed. Photo below.",
        "However, Sunday was calm. In March it rained.",
        "Read our anti-Daesh pages.",
    ] {
        assert_eq!(mentions(content), Vec::<String>::new(), "{content}");
    }
}

proptest::proptest! {
    #[test]
    fn mentions_are_ordered_and_lie_in_the_text(content in "([A-Z][a-z]{0,6}|al-|of|and|the|US-led|'s|[(),.“”]|[0-9]{1,3}|\\PC| ){0,60}") {
        use std::sync::OnceLock;
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        let lexicon = LEXICON.get_or_init(|| Lexicon::built_in().unwrap());
        let article = Article { text: content.clone(), ..Article::default() };
        let document = text::analyze(&article, &lexicon.abbreviations);
        let found = find(&document, lexicon);
        let mut end = 0;
        for mention in &found.mentions {
            proptest::prop_assert!(mention.span.start >= end && !mention.span.is_empty());
            proptest::prop_assert!(content.get(mention.span.start..mention.span.end).is_some());
            proptest::prop_assert!(mention.entity.0 < found.list.len());
            end = mention.span.end;
        }
    }
}

#[test]
fn a_state_after_a_comma_decides_between_homonyms() {
    assert_eq!(
        mentions("She moved from Springfield, Ill., to Paris, Texas, in 2001."),
        [
            "Springfield=springfield/name",
            "Ill.=illinois/name",
            "Paris=paris-texas/name",
            "Texas=texas/name",
            "She=pronoun"
        ][..4]
    );
}

#[test]
fn a_persons_family_name_is_not_the_town_of_that_name() {
    let found = mentions("Eric Holder met Samuel Lincoln on Monday. Lincoln refused the offer.");
    assert!(
        found.contains(&"Lincoln=samuel-lincoln/name".to_owned()),
        "{found:?}"
    );
}

#[test]
fn a_country_may_open_the_name_of_a_body() {
    for (text, name) in [
        ("He teaches at Kuwait University.", "Kuwait University"),
        ("It borrowed from China Exim Bank.", "China Exim Bank"),
        (
            "He spoke for the Oman Shooting Association.",
            "Oman Shooting Association",
        ),
    ] {
        let found = mentions(text);
        assert!(
            found
                .iter()
                .any(|mention| mention.starts_with(&format!("{name}="))),
            "{found:?}"
        );
    }
}

#[test]
fn treaties_and_currencies_are_no_places() {
    let none: [&str; 0] = [];
    assert_eq!(mentions("They kept to the Paris Agreement."), none);
    assert_eq!(mentions("It cost 500 million US dollars."), none);
}

#[test]
fn peoples_and_creeds_go_by_demonyms() {
    for (content, expected) in [
        (
            "Many Rohingya and Hausa families fled.",
            vec!["Rohingya=rohingya/demonym", "Hausa=hausa/demonym"],
        ),
        (
            "African and Western envoys met Kurds.",
            vec![
                "African=africa/demonym",
                "Western=western-world/demonym",
                "Kurds=kurds/demonym",
            ],
        ),
        (
            "They cited the Kurdish Relief Society.",
            vec!["Kurdish Relief Society=kurdish-relief-society/name"],
        ),
        (
            "Christian Velter spoke.",
            vec!["Christian Velter=christian-velter/name"],
        ),
        (
            "A Catholic-majority town voted.",
            vec!["Catholic=catholics/demonym"],
        ),
    ] {
        assert_eq!(mentions(content), expected, "{content}");
    }
}

#[test]
fn a_people_is_nobodys_employer_and_narrows_no_office_down() {
    let content = "Iraqi Kurdish leader Saif Dulani spoke. The Kurdish leader left.";
    let (_, country, body) = person(content, "saif-dulani");
    assert_eq!((country.as_deref(), body), (Some("iraq"), None));
    let found = mentions(content);
    assert!(
        !found.contains(&"leader=saif-dulani/role".to_owned()),
        "{found:?}"
    );
}

#[test]
fn the_group_is_named_without_the_words_around_it() {
    for text in [
        "The army killed dozens of IS fighters.",
        "They fought the Takfiri Daesh there.",
        "They fought ISIL/ISIS there.",
        "They fled from the so-called Islamic State.",
    ] {
        let found = mentions(text);
        assert!(
            found
                .iter()
                .any(|mention| mention.contains("=islamic-state/")),
            "{text} {found:?}"
        );
    }
    let none: [&str; 0] = [];
    assert_eq!(mentions("It is a rule, and it is kept."), none);
}

#[test]
fn text_in_capitals_names_only_what_is_known_or_titled() {
    assert_eq!(
        mentions(
            "LAST NIGHT PRESIDENT ALFREDO CRISTIANI CONDEMNED THE KILLING OF A PRIEST IN BOGOTA. \
             THE TEAM IS READY TO GIVE US A REPORT ABOUT THE PLANT."
        ),
        [
            "ALFREDO CRISTIANI=alfredo-cristiani/name",
            "BOGOTA=bogota/name"
        ]
    );
}
