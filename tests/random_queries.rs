//! Questions put together at random: each is refused with errors of ours, or runs.

use dateline::ask::{Asker, Trouble};

use crate::meaning::small_world;

/// Questions asked in a run.
const QUESTIONS: usize = 400;

/// A sequence of numbers that is the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n as u64).unwrap()
    }

    fn pick<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }
}

/// Nouns with some of their fields and with a link to many rows.
const NOUNS: &[(&str, &[&str], &str)] = &[
    (
        "articles",
        &["title", "published", "source", "author", "words"],
        "events",
    ),
    (
        "events",
        &[
            "kind",
            "date",
            "place",
            "place.country",
            "actor",
            "cluster",
            "claimant",
            "modality",
        ],
        "participants",
    ),
    (
        "quotes",
        &["speaker", "form", "date", "text", "speaker.org", "cluster"],
        "sentence.mentions",
    ),
    (
        "figures",
        &["measure", "low", "high", "value", "as_of", "unit", "place"],
        "cluster.events",
    ),
    (
        "mentions",
        &["entity", "surface", "entity.kind", "source"],
        "sentence.events",
    ),
    (
        "entities",
        &["name", "kind", "country", "org", "lat"],
        "events",
    ),
    ("clusters", &["kind", "label", "date"], "figures"),
];

const CLAUSES: &[&str] = &[
    "by \"Norland\"+",
    "against @red-flag",
    "with (people)",
    "mentioning all (\"Norland\", \"Red Flag\")",
    "from \"Morning Post\"",
    "about \"quay; DROP\"",
    "matching \"quay\"* or near(\"a\", \"b\", 2)",
    "of clash",
    "as (denied, alleged)",
    "within \"Norland\"",
    "near \"Harbour\" 5km",
    "during 2020",
    "possibly since 2020-03",
    "according to \"Odd Strand\"",
    "named \"the Reds\"",
    "before today()",
    "by \"'; DROP TABLE event; --\"",
    "about \"'; DROP TABLE event; --\"",
];

const STAGES: &[&str] = &[
    "where F = F",
    "where not (F is null or CLAUSE)",
    "where F in (1, \"'; DROP TABLE event; --\")",
    "where F ~ \"a\" and F !~ /b/i",
    "where any(MANY where kind = place)",
    "where count(MANY) > 0",
    "where F > 3",
    "where F during 2020",
    "derive x = F ?? F",
    "derive y = case { F is null => 1, else => 2 }",
    "derive z = if(CLAUSE, len(F), 0)",
    "select F, other = F",
    "count by F",
    "count by month(F), F",
    "summarize n = count(), m = max(F), l = list(F) by F",
    "summarize a = avg(F), d = distinct(F) by key = year(F)",
    "top 2 by F",
    "top 2 by F per F",
    "top 3 F",
    "facet F, b = F take 2",
    "sort -F, F nulls first",
    "take 2",
    "take 1 per F",
    "skip 1",
    "sample 2 seed 5",
    "distinct F",
    "each MANY as item",
    "fill",
    "pivot F",
    "cite 1",
    "compare value across source",
    "union (N | take 1)",
    "except (N CLAUSE)",
    "join j = (N) on F",
    "lookup l = (N | count by F) on F",
    "derive s = share(count)",
    "derive r = rank(F)",
    "derive g = running(count)",
    "CLAUSE",
    "not CLAUSE",
    "drop F",
    "derive `a b'\"; DROP` = F",
];

fn question(dice: &mut Dice) -> String {
    let mut noun = dice.below(NOUNS.len());
    let mut text = NOUNS[noun].0.to_owned();
    if dice.below(2) == 0 {
        text = format!("{text} {}", dice.pick(CLAUSES));
    }
    for _ in 0..=dice.below(3) {
        if dice.below(8) == 0 {
            noun = dice.below(NOUNS.len());
            text = format!("{text} -> {}", NOUNS[noun].0);
            continue;
        }
        let mut stage = dice.pick(STAGES).to_owned();
        for (hole, words) in [("CLAUSE", CLAUSES), ("F", NOUNS[noun].1)] {
            while let Some(at) = stage.find(hole) {
                let word = if hole == "F" {
                    dice.pick(words).replace('F', "f")
                } else {
                    dice.pick(words).replace('F', "\u{1}")
                };
                stage.replace_range(at..at + hole.len(), &word);
            }
        }
        let stage = stage.replace('\u{1}', "F").replace("MANY", NOUNS[noun].2);
        text = format!(
            "{text} | {}",
            stage
                .replace("(N ", &format!("({} ", NOUNS[noun].0))
                .replace("(N)", &format!("({})", NOUNS[noun].0))
        );
    }
    text
}

/// Questions put together at random, the same for the same seed.
pub(crate) fn random_questions(seed: u64, n: usize) -> Vec<String> {
    let mut dice = Dice(seed);
    (0..n).map(|_| question(&mut dice)).collect()
}

/// So many questions, the same in every run with the same seed.
pub(crate) fn questions(seed: u64, count: usize) -> impl Iterator<Item = String> {
    let mut dice = Dice(seed);
    (0..count).map(move |_| question(&mut dice))
}

/// Whether it runs; panics on an error that is not ours.
fn runs(asker: &Asker, question: &str) -> bool {
    match asker.answer(question) {
        Ok(_) => true,
        Err(Trouble::Question(_)) => false,
        Err(other) => panic!("{question}: {other:?}"),
    }
}

#[test]
fn random_questions_run_or_are_refused_with_our_errors() {
    let (_folder, asker) = small_world();
    let mut dice = Dice(0x5eed_cafe);
    let ran = (0..QUESTIONS)
        .filter(|_| runs(&asker, &question(&mut dice)))
        .count();
    // A generator whose questions are all refused would test nothing.
    assert!(ran > QUESTIONS / 10, "only {ran} ran");
    assert!(runs(&asker, "events | count"));
}
