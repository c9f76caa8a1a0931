//! A pattern as a program that is run character by character.
//!
//! Steps, counted from 0, each an array: `["is", class]` reads a character of a class, `["at", test]`
//! asks that an empty match be possible here, `["or", step, step]` tries the first way before the second,
//! `["to", step]` goes on elsewhere, `["mark", n]` notes the place as mark n (0 and 1 the whole match, 2
//! and 3 the first group), `["end"]` is a match.

use regex_syntax::hir::{Hir, HirKind, Repetition};
use serde_json::{Value as Json, json};

use super::{bracket, character, look_around};

/// The program of a pattern, as `text_extract` of a PostgreSQL database reads it; one that never matches
/// for a pattern that cannot be read.
pub(in crate::query::emit) fn program(pattern: &str) -> Json {
    let mut steps = Vec::new();
    if let Ok(hir) = regex_syntax::parse(pattern) {
        steps.push(json!(["mark", 0]));
        compile(&hir, &mut steps);
        steps.push(json!(["mark", 1]));
        steps.push(json!(["end"]));
    }
    Json::Array(steps)
}

fn compile(hir: &Hir, steps: &mut Vec<Json>) {
    match hir.kind() {
        HirKind::Empty => {}
        HirKind::Literal(literal) => {
            for letter in String::from_utf8_lossy(&literal.0).chars() {
                let mut class = String::from("[");
                character(letter, &mut class);
                class.push(']');
                steps.push(json!(["is", class]));
            }
        }
        HirKind::Class(class) => steps.push(json!(["is", bracket(class)])),
        HirKind::Look(look) => steps.push(json!(["at", look_around(*look)])),
        HirKind::Repetition(repetition) => repeated(repetition, steps),
        HirKind::Capture(capture) if capture.index == 1 => {
            steps.push(json!(["mark", 2]));
            compile(&capture.sub, steps);
            steps.push(json!(["mark", 3]));
        }
        HirKind::Capture(capture) => compile(&capture.sub, steps),
        HirKind::Concat(parts) => parts.iter().for_each(|part| compile(part, steps)),
        HirKind::Alternation(parts) => alternatives(parts, steps),
    }
}

fn alternatives(parts: &[Hir], steps: &mut Vec<Json>) {
    let mut ends = Vec::new();
    for (position, part) in parts.iter().enumerate() {
        let is_last = position + 1 == parts.len();
        let choice = steps.len();
        if !is_last {
            steps.push(Json::Null);
        }
        compile(part, steps);
        if !is_last {
            ends.push(steps.len());
            steps.push(Json::Null);
            steps[choice] = json!(["or", choice + 1, steps.len()]);
        }
    }
    let after = steps.len();
    for end in ends {
        steps[end] = json!(["to", after]);
    }
}

fn repeated(repetition: &Repetition, steps: &mut Vec<Json>) {
    let Repetition {
        min,
        max,
        greedy,
        sub,
        ..
    } = repetition;
    let Some(most) = *max else {
        for _ in 1..*min {
            compile(sub, steps);
        }
        if *min == 0 {
            any_number(sub, *greedy, steps);
        } else {
            at_least_one(sub, *greedy, steps);
        }
        return;
    };
    for _ in 0..*min {
        compile(sub, steps);
    }
    let choices: Vec<usize> = (*min..most)
        .map(|_| {
            let choice = steps.len();
            steps.push(Json::Null);
            compile(sub, steps);
            choice
        })
        .collect();
    let after = steps.len();
    for choice in choices {
        steps[choice] = either(choice + 1, after, *greedy);
    }
}

fn at_least_one(sub: &Hir, is_greedy: bool, steps: &mut Vec<Json>) {
    let start = steps.len();
    compile(sub, steps);
    steps.push(either(start, steps.len() + 1, is_greedy));
}

/// What may match nothing is tried once before it is passed over, which its group tells.
fn any_number(sub: &Hir, is_greedy: bool, steps: &mut Vec<Json>) {
    let choice = steps.len();
    steps.push(Json::Null);
    if sub.properties().minimum_len() == Some(0) {
        at_least_one(sub, is_greedy, steps);
    } else {
        compile(sub, steps);
        steps.push(json!(["to", choice]));
    }
    steps[choice] = either(choice + 1, steps.len(), is_greedy);
}

fn either(again: usize, on: usize, is_greedy: bool) -> Json {
    if is_greedy {
        json!(["or", again, on])
    } else {
        json!(["or", on, again])
    }
}
