//! Whose a body is that goes by general words.

use super::mentions;

#[test]
fn a_paper_is_of_no_country_that_nobody_names_beside_it() {
    let found =
        mentions("Peru closed its ports. Peru and Chile met. A clerk told the Evening Post so.");
    assert!(
        found.contains(&"Evening Post=evening-post/name".to_owned()),
        "{found:?}"
    );
}

#[test]
fn a_ministry_is_of_the_country_that_speaks() {
    let found = mentions(
        "Mali held a vote. Mali and Mali's army were calm.\n\nChad denied that it had sent jets. \
         The Interior Ministry said so.",
    );
    assert!(
        found.contains(&"Interior Ministry=chadian-interior-ministry/name".to_owned()),
        "{found:?}"
    );
}

#[test]
fn a_ministry_is_of_the_country_of_its_officer() {
    let found = mentions(
        "Syria and Syria's army and Syria again. “None flew,” Defence Ministry spokesman Igor Konashenkov said.",
    );
    assert!(
        found.contains(&"Defence Ministry=russian-defense-ministry/name".to_owned()),
        "{found:?}"
    );
}

#[test]
fn a_national_society_is_not_the_federation() {
    assert_eq!(
        mentions("The Kurdish Red Crescent sent tents."),
        ["Kurdish Red Crescent=kurdish-red-crescent/name"]
    );
}
