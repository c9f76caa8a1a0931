//! Places that share a name.

use super::*;

#[test]
fn a_town_named_like_a_country_or_a_capital_is_meant_where_its_region_is_named() {
    for (content, meant) in [
        (
            "American officials met in Chicago. The United States and Canada want Turkey to sign.",
            "Turkey=turkey/name",
        ),
        (
            "The mayor of Turkey, Texas, spoke on Monday. The people of Turkey cheered.",
            "Turkey=turkey-texas/name",
        ),
        (
            "The Americans flew from Boston to Denver and on to Moscow in May.",
            "Moscow=moscow/name",
        ),
        (
            "The farmers of Idaho met in Boise. A fair in Moscow ended on Monday.",
            "Moscow=moscow-idaho/name",
        ),
        (
            "Fighting went on in Lebanon. Lebanese soldiers entered Tripoli on Monday.",
            "Tripoli=tripoli-lebanon/name",
        ),
    ] {
        let found = mentions(content);
        assert_eq!(found.last().unwrap(), meant, "{content} {found:?}");
    }
}
