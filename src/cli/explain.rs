//! `dateline explain E010`: what a code means, an example, and what to do.

use super::Streams;
use super::exit::{Failure, Outcome};

/// A code of an error or a warning.
struct Lesson {
    code: &'static str,
    /// What it means, in a sentence or two.
    meaning: &'static str,
    /// A question that brings it.
    wrong: &'static str,
    /// The question as it should be.
    right: &'static str,
}

const fn lesson(
    code: &'static str,
    meaning: &'static str,
    wrong: &'static str,
    right: &'static str,
) -> Lesson {
    Lesson {
        code,
        meaning,
        wrong,
        right,
    }
}

/// Every code, in order.
const LESSONS: &[Lesson] = &[
    lesson(
        "E001",
        "No stage begins with this word. A question is a noun, then stages joined with `|`.",
        "articles | were title ~ \"strike\"",
        "articles | where title ~ \"strike\"",
    ),
    lesson(
        "E002",
        "This is written as in SQL. Here the noun comes first, and what is to be shown later.",
        "select title from articles",
        "articles | select title",
    ),
    lesson(
        "E003",
        "A bracket or quote is opened and never closed, or closed and never opened.",
        "events | where (kind = assault | take 3",
        "events | where (kind = assault) | take 3",
    ),
    lesson(
        "E004",
        "Conditions are joined with the words `and`, `or`, `not`; equality is one `=`.",
        "articles | where words > 9 && language == \"en\"",
        "articles | where words > 9 and language = \"en\"",
    ),
    lesson(
        "E005",
        "A comparison has two sides. For a range use `in`.",
        "figures | where 1 < low < 5",
        "figures | where low in 1..5",
    ),
    lesson(
        "E006",
        "Names stand in quotes or are handles: a bare word is a field or a kind.",
        "events by Russia",
        "events by \"Russia\"",
    ),
    lesson(
        "E007",
        "Something must follow these words.",
        "events | count by",
        "events | count by kind",
    ),
    lesson(
        "E008",
        "The question is nested too deep or too long. Name its parts with `let`.",
        "events | where ((((… 65 levels …))))",
        "let part = events by \"Russia\"; part | count by kind",
    ),
    lesson(
        "E009",
        "The language has this, but this version of the program cannot do it, and does not guess.",
        "events | derive s = split(summary, \",\")",
        "events | select summary",
    ),
    lesson(
        "E010",
        "Rows of this sort have no such field. `dateline schema NOUN` lists those there are.",
        "articles | where publishd > 2016",
        "articles | where published > 2016",
    ),
    lesson(
        "E011",
        "An earlier stage has left this field out: after `select`, `summarize` and `distinct` only \
         the columns named there are left.",
        "articles | select title | sort published",
        "articles | sort published | select title",
    ),
    lesson(
        "E012",
        "Rows of this noun cannot answer this clause; the help names those they can.",
        "figures by \"UN\"",
        "figures according to \"UN\"",
    ),
    lesson(
        "E013",
        "Inside `where`, clauses are conditions like others and need `and` or `or` between them.",
        "events | where by \"Russia\" during 2015",
        "events | where by \"Russia\" and during 2015",
    ),
    lesson(
        "E014",
        "Something else is expected at this place; the help names what can stand there.",
        "articles | take many",
        "articles | take 10",
    ),
    lesson(
        "E015",
        "There is no function of this name.",
        "articles | derive n = length(title)",
        "articles | derive n = len(title)",
    ),
    lesson(
        "E016",
        "A question begins with a noun, or with the name of a `let` before it.",
        "artcles | take 3",
        "articles | take 3",
    ),
    lesson(
        "E017",
        "The function takes another number of arguments, or others.",
        "figures | derive x = clamp(low, 1)",
        "figures | derive x = clamp(low, 1, 9)",
    ),
    lesson(
        "E018",
        "Two columns would have one name. Give one of them another.",
        "articles | select source, source = title",
        "articles | select source, headline = title",
    ),
    lesson(
        "E019",
        "Rows of this noun do not lead to that one; the help names what they lead to.",
        "sources -> places -> figures",
        "sources -> articles -> figures",
    ),
    lesson(
        "E020",
        "The two sides are of different types: nothing is converted silently.",
        "articles | where title > 5",
        "articles | where len(title) > 5",
    ),
    lesson(
        "E021",
        "A field with a closed set of words has no such word. `describe events.kind` lists them.",
        "events of airstrik",
        "events of airstrike",
    ),
    lesson(
        "E022",
        "One row has many of these: say whether any, all or none of them must hold.",
        "events | where participants.kind = person",
        "events | where any(participants where kind = person)",
    ),
    lesson(
        "E023",
        "This is computed over many rows, so it needs a group: use it in `summarize` or after \
         `count`.",
        "events | where count() > 3",
        "events | count by actor | where count > 3",
    ),
    lesson(
        "E024",
        "Figures of several units would be added up. Choose a measure, or keep units apart.",
        "figures | summarize sum(value)",
        "figures | summarize sum(value) by unit",
    ),
    lesson(
        "E030",
        "Nothing known has this name. An unknown name is an error, never an empty answer.",
        "events by \"Shamkani\"",
        "events by \"Shamkhani\"",
    ),
    lesson(
        "E031",
        "Several things have this name. Say which by its handle.",
        "events within \"Georgia\"",
        "events within @georgia-country",
    ),
    lesson(
        "E032",
        "The name means something of another sort than this clause asks for.",
        "events within \"Daesh\"",
        "events by \"Daesh\"",
    ),
    lesson(
        "E033",
        "No outlet has this name, domain or id. `sources` lists them.",
        "articles from \"Pres TV\"",
        "articles from \"Press TV\"",
    ),
    lesson(
        "E040",
        "This is no date. Dates are `2016`, `2016-Q2`, `2016-06`, `2016-06-09`, or `ago(30d)`.",
        "events during 2016-13",
        "events during 2016-12",
    ),
    lesson(
        "E041",
        "A stage needs something of the rows that an earlier stage has ended by merging them.",
        "articles | count by source | cite",
        "events | cite",
    ),
    lesson(
        "E042",
        "`chart` ends a question.",
        "articles | chart bar | take 3",
        "articles | take 3 | chart bar",
    ),
    lesson(
        "E043",
        "This function looks at neighbouring rows, so their order must be said before.",
        "articles | count by month(published) | derive t = running(count)",
        "articles | count by month(published) | sort month | derive t = running(count)",
    ),
    lesson(
        "E044",
        "`pivot` would make too many columns. Cut the values first, or pivot the other way.",
        "mentions | count by source, entity | pivot entity",
        "mentions | count by source, entity | pivot source",
    ),
    lesson(
        "E045",
        "Both sides of `union`, `except` and `intersect` need the same columns.",
        "events | select cluster | union (events | select cluster, date)",
        "events | select cluster | union (events | select cluster)",
    ),
    lesson(
        "E046",
        "`lookup` adds at most one row to each; here several fit. Use `join`, or group first.",
        "quotes | lookup e = events on article",
        "quotes | join e = events on article",
    ),
    lesson(
        "E050",
        "A parameter has no value, or one that is not of its type. Give it with `-p`.",
        "param $who: entity; events by $who",
        "param $who: entity = @iran; events by $who",
    ),
    lesson(
        "E060",
        "The answer took too long and was stopped. Ask for less.",
        "sentences",
        "sentences during 2016",
    ),
    lesson(
        "W001",
        "The question has no rows. The warning says how many there are without each condition.",
        "events of airstrike during 1990",
        "events of airstrike",
    ),
    lesson(
        "W002",
        "A `let` has the name of a noun or of an earlier `let`, which it hides from here on.",
        "let events = articles; events | count",
        "let pieces = articles; pieces | count",
    ),
];

/// Runs `dateline explain`; without a code it lists them all.
pub(super) fn run(code: Option<&str>, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let Some(code) = code else {
        for lesson in LESSONS {
            writeln!(streams.out, "{}  {}", lesson.code, lesson.meaning)?;
        }
        return Ok(Outcome::Done);
    };
    match find(code) {
        Some(lesson) => {
            writeln!(
                streams.out,
                "{}: {}\n\n  instead of  {}\n  write       {}",
                lesson.code, lesson.meaning, lesson.wrong, lesson.right
            )?;
            Ok(Outcome::Done)
        }
        None => Err(Failure::Question(format!(
            "error: there is no code `{code}`; `dateline explain` lists them"
        ))),
    }
}

fn find(code: &str) -> Option<&'static Lesson> {
    let bare = code
        .trim()
        .trim_start_matches("error")
        .trim_matches(['[', ']', ':']);
    LESSONS
        .iter()
        .find(|lesson| lesson.code.eq_ignore_ascii_case(bare))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse::parse;

    #[test]
    fn codes_are_in_order_and_found_however_they_are_typed() {
        assert!(LESSONS.windows(2).all(|pair| pair[0].code < pair[1].code));
        for typed in ["E010", "e010", "error[E010]:", " E010 "] {
            assert_eq!(find(typed).map(|lesson| lesson.code), Some("E010"));
        }
        assert!(find("E999").is_none());
    }

    #[test]
    fn what_is_to_be_written_parses() {
        for lesson in LESSONS {
            assert!(
                parse(lesson.right).is_ok(),
                "{}: {}",
                lesson.code,
                lesson.right
            );
        }
    }
}
