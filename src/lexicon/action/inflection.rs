//! Regular English inflection: what need not be listed.

/// The present form in -s, also the plural of a noun.
pub(super) fn with_s(stem: &str) -> String {
    const WITH_ES: [&str; 6] = ["embargo", "veto", "torpedo", "hero", "cargo", "echo"];
    if let Some(rest) = stem.strip_suffix('y')
        && !rest.ends_with(['a', 'e', 'i', 'o', 'u'])
    {
        return format!("{rest}ies");
    }
    let is_sibilant = ["s", "x", "z", "ch", "sh"]
        .iter()
        .any(|ending| stem.ends_with(ending))
        || WITH_ES.contains(&stem);
    format!("{stem}{}", if is_sibilant { "es" } else { "s" })
}

/// The plural of a noun.
pub(super) fn plural(noun: &str) -> String {
    if let Some(rest) = noun.strip_suffix("man") {
        return if rest == "hu" || rest == "ger" {
            format!("{noun}s")
        } else {
            format!("{rest}men")
        };
    }
    match noun {
        "child" => "children".to_owned(),
        "person" => "people".to_owned(),
        "wife" => "wives".to_owned(),
        "knife" => "knives".to_owned(),
        "thief" => "thieves".to_owned(),
        _ => with_s(noun),
    }
}

/// The form in -ing.
pub(super) fn gerund(verb: &str) -> String {
    if let Some(rest) = verb.strip_suffix("ie") {
        return format!("{rest}ying");
    }
    if let Some(rest) = verb.strip_suffix('e')
        && !verb.ends_with("ee")
        && verb != "be"
    {
        return format!("{rest}ing");
    }
    format!("{}ing", doubled(verb))
}

/// The form in -ed.
pub(super) fn past(verb: &str) -> String {
    if verb.ends_with('e') {
        return format!("{verb}d");
    }
    if let Some(rest) = verb.strip_suffix('y')
        && !rest.ends_with(['a', 'e', 'i', 'o', 'u'])
    {
        return format!("{rest}ied");
    }
    format!("{}ed", doubled(verb))
}

/// Base, present, -ing and -ed form as British outlets spell them, where that differs: "recognise",
/// "travelled".
pub(super) fn british(verb: &str) -> Option<[String; 4]> {
    if let Some(stem) = verb.strip_suffix("ize").filter(|stem| stem.len() > 2) {
        let verb = format!("{stem}ise");
        return Some([with_s(&verb), gerund(&verb), past(&verb)])
            .map(|[present, gerund, past]| [verb, present, gerund, past]);
    }
    let stem = verb.strip_suffix('l')?;
    let is_short = stem.ends_with(['a', 'e', 'i', 'o']) && doubled(verb) == verb;
    let is_closed = stem.len() > 2 && !stem[..stem.len() - 1].ends_with(['a', 'e', 'i', 'o', 'u']);
    (is_short && is_closed).then(|| {
        [
            verb.to_owned(),
            with_s(verb),
            format!("{verb}ling"),
            format!("{verb}led"),
        ]
    })
}

/// The verb with its last consonant doubled, where spelling asks for it: "stop", "expel", "omit".
fn doubled(verb: &str) -> String {
    let letters: Vec<char> = verb.chars().collect();
    let [.., before, vowel, last] = letters.as_slice() else {
        return verb.to_owned();
    };
    let is_vowel = |letter: &char| "aeiou".contains(*letter);
    let is_closed = !is_vowel(before) && is_vowel(vowel) && !is_vowel(last);
    let never = "wxyh".contains(*last);
    let qu = letters.len() > 3 && *before == 'u' && letters[letters.len() - 4] == 'q';
    if (is_closed || qu) && !never && is_stressed_at_end(verb, &letters) {
        format!("{verb}{last}")
    } else {
        verb.to_owned()
    }
}

fn is_stressed_at_end(verb: &str, letters: &[char]) -> bool {
    const STRESSED: [&str; 22] = [
        "expel", "compel", "propel", "repel", "rebel", "deter", "refer", "defer", "confer",
        "infer", "transfer", "permit", "commit", "admit", "submit", "omit", "occur", "incur",
        "recur", "regret", "abet", "patrol",
    ];
    let n_vowels = letters
        .iter()
        .filter(|letter| "aeiou".contains(**letter))
        .count();
    n_vowels == 1
        || STRESSED.contains(&verb)
        || ["plan", "stop", "ship", "ban", "cut", "set", "get", "run"]
            .iter()
            .any(|tail| verb.ends_with(&format!("-{tail}")))
        || matches!(verb, "kidnap" | "airdrop" | "equip" | "quit" | "control")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_forms_follow_english_spelling() {
        let cases = [
            ("attack", "attacks", "attacking", "attacked"),
            ("seize", "seizes", "seizing", "seized"),
            ("deny", "denies", "denying", "denied"),
            ("deploy", "deploys", "deploying", "deployed"),
            ("ban", "bans", "banning", "banned"),
            ("expel", "expels", "expelling", "expelled"),
            ("kidnap", "kidnaps", "kidnapping", "kidnapped"),
            ("target", "targets", "targeting", "targeted"),
            ("clash", "clashes", "clashing", "clashed"),
            ("free", "frees", "freeing", "freed"),
            ("tie", "ties", "tying", "tied"),
            ("bomb", "bombs", "bombing", "bombed"),
            ("train", "trains", "training", "trained"),
        ];
        for (verb, present, ing, ed) in cases {
            assert_eq!(with_s(verb), present);
            assert_eq!(gerund(verb), ing);
            assert_eq!(past(verb), ed);
        }
    }

    #[test]
    fn british_spelling_differs_where_it_does() {
        let past = |verb| british(verb).map(|[_, _, _, past]| past);
        assert_eq!(past("travel").as_deref(), Some("travelled"));
        assert_eq!(past("cancel").as_deref(), Some("cancelled"));
        assert_eq!(past("recognize").as_deref(), Some("recognised"));
        assert_eq!(past("expel"), None);
        assert_eq!(past("seize"), None);
        assert_eq!(past("hail"), None);
        assert_eq!(past("attack"), None);
    }

    #[test]
    fn plurals_of_nouns_for_people_are_known() {
        assert_eq!(plural("gunman"), "gunmen");
        assert_eq!(plural("child"), "children");
        assert_eq!(plural("ally"), "allies");
        assert_eq!(plural("embargo"), "embargoes");
    }
}
