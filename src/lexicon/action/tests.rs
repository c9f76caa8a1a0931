use super::*;
use crate::model::event::EventKind;

fn lexicon() -> ActionLexicon {
    ActionLexicon::load().unwrap()
}

#[test]
fn every_data_file_loads_and_is_large_enough_for_news() {
    let lexicon = lexicon();
    let n_verbs = lexicon
        .verbs
        .iter()
        .filter(|verb| !verb.frames.is_empty())
        .count();
    let n_nouns = lexicon
        .nouns
        .iter()
        .filter(|noun| !noun.frames.is_empty())
        .count();
    assert!(n_verbs >= 300, "{n_verbs} event verbs");
    assert!(n_nouns >= 150, "{n_nouns} event nouns");
}

#[test]
fn every_kind_is_told_by_some_verb() {
    let lexicon = lexicon();
    for kind in EventKind::ALL {
        let told = lexicon
            .verbs
            .iter()
            .flat_map(|verb| &verb.frames)
            .any(|frame| frame.kind == *kind);
        assert!(told, "{kind}");
    }
}

#[test]
fn forms_lead_to_their_verbs() {
    let lexicon = lexicon();
    for (spelling, lemma, form) in [
        ("seized", "seize", Forms::PAST),
        ("shot", "shoot", Forms::PARTICIPLE),
        ("withdrew", "withdraw", Forms::PAST),
        ("found", "found", Forms::BASE),
        ("was", "be", Forms::PAST),
    ] {
        let word = lexicon.word(spelling).unwrap();
        let has = word
            .verbs
            .iter()
            .any(|(id, forms)| lexicon.verb(*id).lemma == lemma && forms.has(form));
        assert!(has, "{spelling}");
    }
}

#[test]
fn plurals_are_known_for_what_their_nouns_are() {
    let lexicon = lexicon();
    for (plural, class) in [
        ("weapons", NounClass::Weapon),
        ("embargoes", NounClass::Restriction),
        ("soldiers", NounClass::Force),
    ] {
        let noun = lexicon.word(plural).unwrap().noun.unwrap();
        assert!(lexicon.noun(noun).classes.has(class), "{plural}");
    }
}
