use super::tests::check;

#[test]
fn moves_of_a_game_are_no_events() {
    check(
        "The coach said Chile attacked well in the second half. Peru's striker fired a shot at the \
         goalkeeper before Brazil were beaten, and the referee ended the match.",
        &[],
    );
    check(
        "The teams meet again in the playoffs in Denver, where the quarterback joined Chicago.",
        &[],
    );
}

#[test]
fn deeds_beside_a_game_remain_events() {
    check(
        "Police arrested the goalkeeper Juan Paz after the match. The referee and the coach left \
         the stadium.",
        &["Police: arrest → Juan Paz"],
    );
    check(
        "Liberia's president, a former striker, met Emmanuel Macron in Paris.",
        &["Liberia's president: meeting → Emmanuel Macron (Paris)"],
    );
}

#[test]
fn what_something_is_met_with_is_nobody() {
    check("The proposal was met with anger in Lima.", &[]);
}
