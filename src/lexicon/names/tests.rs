use super::*;
use crate::model::entity::{Handle, MentionForm};

fn lexicon() -> NamesLexicon {
    NamesLexicon::load().unwrap()
}

#[test]
fn every_reference_of_a_known_entity_is_known() {
    let lexicon = lexicon();
    let gazetteer = &lexicon.gazetteer;
    let missing: Vec<String> = gazetteer
        .entities()
        .iter()
        .flat_map(|entity| {
            [&entity.country, &entity.parent, &entity.org]
                .into_iter()
                .flatten()
                .filter(|reference| gazetteer.position(reference).is_none())
                .map(move |reference| format!("{} names {reference}", entity.id))
        })
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn names_of_one_thing_share_a_handle() {
    let lexicon = lexicon();
    for (name, handle) in [
        ("daesh", "islamic-state"),
        ("isil", "islamic-state"),
        ("isis", "islamic-state"),
        ("dayr al zawr", "deir-ez-zor"),
        ("uk", "united-kingdom"),
    ] {
        let senses = lexicon.gazetteer.senses(name);
        let ids = senses
            .iter()
            .map(|sense| &lexicon.gazetteer.entity(sense.entity).id);
        assert!(
            ids.clone().any(|id| *id == Handle::from(handle)),
            "{name} is none of {:?}",
            ids.collect::<Vec<_>>()
        );
    }
}

#[test]
fn a_capital_may_stand_for_its_country() {
    let lexicon = lexicon();
    let forms: Vec<(&str, MentionForm)> = lexicon
        .gazetteer
        .senses("moscow")
        .iter()
        .map(|sense| {
            (
                lexicon.gazetteer.entity(sense.entity).id.as_str(),
                sense.form,
            )
        })
        .collect();
    assert!(
        forms.contains(&("russia", MentionForm::Metonym)),
        "{forms:?}"
    );
    assert!(forms.contains(&("moscow", MentionForm::Name)), "{forms:?}");
}

#[test]
fn offices_of_one_group_refer_to_one_another() {
    let lexicon = lexicon();
    assert!(lexicon.is_same_office("envoy", "representative"));
    assert!(!lexicon.is_same_office("envoy", "minister"));
}
