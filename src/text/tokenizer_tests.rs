use super::*;

fn pieces(text: &str) -> Vec<&str> {
    let abbreviations = AbbreviationLexicon::load().unwrap();
    let mut tokens = Vec::new();
    tokenize(text, Span::new(0, text.len()), &abbreviations, &mut tokens);
    tokens.iter().map(|token| token.span.of(text)).collect()
}

fn check(text: &str, expect: &str) {
    let expect: Vec<&str> = expect.split('|').collect();
    assert_eq!(pieces(text), expect, "tokens of {text:?}");
}

#[test]
fn abbreviations_keep_their_stops() {
    check("the U.S. Army", "the|U.S.|Army");
    check("in Washington, D.C.", "in|Washington|,|D.C.");
    check("U.S.-led coalition", "U.S.-led|coalition");
    check("Lt. Gen. Joe F. Smith", "Lt.|Gen.|Joe|F.|Smith");
    check("J.K. Rowling", "J.K.|Rowling");
    check("on Jan. 5 at 5 p.m.", "on|Jan.|5|at|5|p.m.");
    check("Resolution No. 2254", "Resolution|No.|2254");
    check("He said no. They left.", "He|said|no|.|They|left|.");
    check("It was plan B.", "It|was|plan|B|.");
    check("Lt.-Gen. Roe", "Lt.-Gen.|Roe");
    check("and so on etc...", "and|so|on|etc|...");
}

#[test]
fn possessives_are_split_off() {
    check("Russia's jets", "Russia|'s|jets");
    check("Russia’s jets", "Russia|’s|jets");
    check("the fighters' camp", "the|fighters|'|camp");
    check("the U.S.'s role", "the|U.S.|'s|role");
    check("he didn't say O'Brien", "he|didn't|say|O'Brien");
    check("Qur'an and Sana'a", "Qur'an|and|Sana'a");
    check("RUSSIA'S", "RUSSIA|'S");
}

#[test]
fn numbers_hold_inner_marks_and_leave_units_alone() {
    check("1,250,000 or 3.5%", "1,250,000|or|3.5|%");
    check("$2.5m", "$|2.5|m");
    check("10km", "10|km");
    check("the 25th of the 1990s", "the|25th|of|the|1990s");
    check("2016-17", "2016|-|17");
    check("a 12-year-old boy", "a|12|-|year-old|boy");
    check("5,10 and 15", "5|,|10|and|15");
    check("250–300 dead", "250|–|300|dead");
    check("9/11", "9|/|11");
}

#[test]
fn hyphens_join_words() {
    check("AK-47, F-16 and MiG-29", "AK-47|,|F-16|and|MiG-29");
    check("al-Nusra -- or al‑Nusra", "al-Nusra|--|or|al‑Nusra");
    check("Aleppo-based AT&T", "Aleppo-based|AT&T");
    check("well- known", "well|-|known");
}

#[test]
fn quotes_and_blanks_of_any_kind_separate() {
    check("\u{a0}Ali\u{a0}Roe\u{200b}said", "Ali|Roe|said");
    check("``yes,'' he said", "``|yes|,|''|he|said");
    check("“No,” he said.", "“|No|,|”|he|said|.");
    check("wait... what?!", "wait|...|what|?|!");
    check("\u{1b}[31mred", "[|31|mred");
}

#[test]
fn shapes_follow_the_case_of_the_letters() {
    let cases = [
        ("Moscow", Shape::Capital),
        ("al-Zawr", Shape::Capital),
        ("anti-ISIL", Shape::Capital),
        ("Russian-led", Shape::Capital),
        ("SNSC", Shape::Upper),
        ("U.S.", Shape::Upper),
        ("F-16", Shape::Upper),
        ("F.", Shape::Initial),
        ("I", Shape::Initial),
        ("lower", Shape::Lower),
        ("iPhone", Shape::Lower),
    ];
    for (word, shape) in cases {
        assert_eq!(Shape::of(word), shape, "{word}");
    }
}
