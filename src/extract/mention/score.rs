//! What a candidate's own words and its neighbours say about its kind; points in tenths.

use super::candidate::{Candidate, Scores};
use super::words::Words;
use crate::lexicon::names::class::WordClass;
use crate::model::entity::EntityKind::{ArmedGroup, Organization, Person, Place};
use crate::model::entity::{EntityKind, MentionForm};

/// Points of a candidate at its place.
pub(super) fn score(words: &Words<'_>, candidate: &Candidate<'_>) -> Scores {
    let mut scores = Scores::default();
    score_known(words, candidate, &mut scores);
    score_shape(words, candidate, &mut scores);
    score_before(words, candidate, &mut scores);
    score_after(words, candidate, &mut scores);
    scores
}

fn score_known(words: &Words<'_>, candidate: &Candidate<'_>, scores: &mut Scores) {
    let mut points = 60;
    for sense in candidate.senses {
        if sense.form == MentionForm::Metonym {
            continue;
        }
        let kind = words.names.gazetteer.entity(sense.entity).kind;
        if scores.of(kind) < 50 {
            scores.add(kind, points);
            points = 50;
        }
    }
}

fn score_shape(words: &Words<'_>, candidate: &Candidate<'_>, scores: &mut Scores) {
    let tokens = candidate.tokens.clone();
    let (first, last) = (tokens.start, tokens.end - 1);
    let has_any = |class: WordClass| tokens.clone().any(|at| words.has(at, class));
    let is_long = tokens.len() > 1;
    if words.has(last, WordClass::GROUP_HEAD) {
        scores.add(ArmedGroup, 40);
    } else if words.has(last, WordClass::BODY_HEAD) {
        scores.add(Organization, if is_long { 45 } else { 16 });
    } else if has_any(WordClass::BODY_HEAD) {
        scores.add(Organization, 30);
    } else if has_any(WordClass::GROUP_HEAD) {
        scores.add(ArmedGroup, 30);
    }
    if words.has(last, WordClass::INSTITUTION) {
        scores.add(Organization, 20);
    }
    if is_long && words.has(last, WordClass::PLACE_HEAD) {
        scores.add(Place, 40);
    }
    if is_long && words.has(first, WordClass::PLACE_FIRST) {
        scores.add(Place, 30);
    }
    let has_head = has_any(WordClass::BODY_HEAD | WordClass::GROUP_HEAD | WordClass::PLACE_HEAD);
    if !has_head {
        score_personal(words, candidate, scores);
    }
    let letters = words.text(first);
    let has_digit = letters.bytes().any(|letter| letter.is_ascii_digit());
    if !is_long && words.is_upper(first) && !has_digit && !candidate.is_title_case {
        let points = match letters.len() {
            2 => 10,
            3..=6 => 18,
            _ => 0,
        };
        scores.add(Organization, points);
    }
}

fn score_personal(words: &Words<'_>, candidate: &Candidate<'_>, scores: &mut Scores) {
    let tokens = candidate.tokens.clone();
    let (first, last) = (tokens.start, tokens.end - 1);
    let is_long = tokens.len() > 1;
    let has_any = |class: WordClass| tokens.clone().any(|at| words.has(at, class));
    if words.has(first, WordClass::GIVEN) && !words.is_upper(first) {
        scores.add(Person, if is_long { 40 } else { 16 });
    } else if is_long && has_any(WordClass::GIVEN) {
        scores.add(Person, 20);
    }
    if words.has(last, WordClass::SURNAME) {
        scores.add(Person, if is_long { 20 } else { 8 });
    }
    let has_particle = tokens.clone().any(|at| {
        words.has(at, WordClass::PARTICLE)
            || words.folded(at).starts_with("al ")
            || words.folded(at).starts_with("el ")
    });
    if has_particle {
        scores.add(Person, if is_long { 20 } else { 8 });
        scores.add(Place, if is_long { 0 } else { 8 });
    }
    if is_long && tokens.clone().any(|at| words.is_initial(at)) || has_any(WordClass::SUFFIX) {
        scores.add(Person, 25);
    }
    let has_common = has_any(WordClass::COMMON | WordClass::ADJECTIVE | WordClass::HEADING);
    if has_common && is_long && !words.has(first, WordClass::GIVEN) {
        scores.add(Person, -15);
        scores.add(Organization, 8);
    } else if (2..=3).contains(&tokens.len()) && candidate.senses.is_empty() {
        scores.add(Person, 14);
    }
}

fn score_before(words: &Words<'_>, candidate: &Candidate<'_>, scores: &mut Scores) {
    let start = candidate.tokens.start;
    if start == 0 || words.is_opener(start) {
        return;
    }
    let before = start - 1;
    let title = WordClass::HONORIFIC | WordClass::RANK | WordClass::OFFICE;
    let is_body = words.has(candidate.tokens.end - 1, WordClass::BODY_HEAD);
    if words.has(before, title) && !words.has(before, WordClass::FUNCTION) && !is_body {
        scores.add(Person, 40);
    }
    match words.folded(before) {
        "in" => scores.add(Place, 20),
        "near" | "inside" | "across" | "throughout" | "outside" | "around" => {
            scores.add(Place, 18);
        }
        "at" => {
            scores.add(Place, 8);
            scores.add(Organization, 6);
        }
        "from" | "to" | "into" | "toward" | "towards" => scores.add(Place, 5),
        "the" => {
            scores.add(Organization, 8);
            scores.add(Person, -25);
        }
        "by" | "with" => scores.add(Person, 3),
        _ => {}
    }
    if words.is_lower(before) && words.has(before, WordClass::BODY_NOUN) && !is_body {
        scores.add(Organization, 30);
        scores.add(Person, -10);
    }
    let is_of = words.folded(before) == "of" && before > 0;
    if is_of && words.has(before - 1, WordClass::PLACE_HEAD) {
        scores.add(Place, 40);
    }
    if words.has(before, WordClass::PLACE_HEAD) && words.is_lower(before) {
        scores.add(Place, 10);
    }
}

fn score_after(words: &Words<'_>, candidate: &Candidate<'_>, scores: &mut Scores) {
    let after = candidate.tokens.end;
    if words.is_lower(after) {
        if words.has(after, WordClass::SPEECH) {
            scores.add(Person, 15);
            scores.add(Organization, 6);
        }
        if words.has(after, WordClass::PERSON_VERB) {
            scores.add(Person, 8);
        }
        if words.has(after, WordClass::GROUP_NOUN) {
            scores.add(ArmedGroup, 20);
        }
        if words.has(after, WordClass::PLACE_HEAD) {
            scores.add(Place, 30);
        } else if words.has(after, WordClass::GROUP_HEAD) {
            scores.add(ArmedGroup, 12);
        } else if words.has(after, WordClass::BODY_HEAD | WordClass::BODY_NOUN) {
            scores.add(Organization, 18);
        }
    }
    if is_wire_in_dateline(words, candidate) {
        scores.add(Organization, 40);
        scores.add(Person, -30);
    }
    if words.text(after) != "," {
        return;
    }
    if is_body_in_apposition(words, after + 1) {
        scores.add(Organization, 30);
    }
    let apposition = (after + 1..after + 5).find(|at| !words.is_lower(*at));
    let has_office =
        (after + 1..apposition.unwrap_or(after + 5)).any(|at| words.has(at, WordClass::OFFICE));
    if has_office || words.folded(after + 1) == "who" {
        scores.add(Person, 25);
    }
    let is_age = words.text(after + 1).len() == 2
        && words
            .text(after + 1)
            .bytes()
            .all(|digit| digit.is_ascii_digit())
        && words.text(after + 2) == ",";
    if is_age {
        scores.add(Person, 30);
    }
    if is_country_at(words, after + 1) || is_short_region(words, after + 1) {
        scores.add(Place, 30);
    }
}

/// "LAGOS (Wire) –": the agency between place and text.
fn is_wire_in_dateline(words: &Words<'_>, candidate: &Candidate<'_>) -> bool {
    let (start, end) = (candidate.tokens.start, candidate.tokens.end);
    words.text(end) == ")"
        && matches!(words.text(end + 1), "-" | "--" | "–" | "—")
        && start > 1
        && words.text(start - 1) == "("
        && words.is_upper(start - 2)
}

/// ", a Danish charity that": whether what begins here says that the name before it is a body's.
fn is_body_in_apposition(words: &Words<'_>, from: usize) -> bool {
    const LONGEST: usize = 7;
    if !matches!(words.folded(from), "a" | "an" | "the" | "one") {
        return false;
    }
    let is_noun = |at: &usize| words.is_lower(*at) && words.has(*at, WordClass::BODY_NOUN);
    let is_inside = |at: &usize| words.is_word(*at) && !words.has(*at, WordClass::OFFICE);
    let head = (from + 1..from + LONGEST)
        .take_while(is_inside)
        .find(is_noun);
    head.is_some_and(|head| !words.is_lower(head + 1) || words.has(head + 1, WordClass::FUNCTION))
}

fn is_short_region(words: &Words<'_>, position: usize) -> bool {
    let text = words.text(position);
    (text.ends_with('.') || words.is_capital(position) && words.is_upper(position))
        && !words
            .names
            .gazetteer
            .short_senses(text.trim_end_matches('.'))
            .is_empty()
}

fn is_country_at(words: &Words<'_>, position: usize) -> bool {
    position < words.document.tokens.len()
        && words.is_capital(position)
        && words
            .longest_match(position, words.document.tokens.len().min(position + 4))
            .is_some_and(|(_, senses)| is_any_of(words, senses, Place))
}

fn is_any_of(
    words: &Words<'_>,
    senses: &[crate::lexicon::names::gazetteer::Sense],
    kind: EntityKind,
) -> bool {
    senses.iter().any(|sense| {
        sense.form == MentionForm::Name && words.names.gazetteer.entity(sense.entity).kind == kind
    })
}
