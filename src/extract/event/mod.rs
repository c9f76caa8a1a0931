//! Events: trigger and arguments → who did what to whom, when, where, and whether it happened.
//!
//! A sentence is tagged, cut into phrases, verb groups and clauses ([`syntax`]); triggers of the lexicon
//! with their slots filled become drafts ([`code`]), which learn where and when, and who says so
//! ([`circumstance`]); several tellings of one happening become one event ([`merge`]).

mod absence;
mod accuser;
mod aim;
mod anchor;
mod antecedent;
mod attributed;
mod belief;
mod carried;
mod circumstance;
mod clause;
mod code;
mod demand;
mod doubt;
mod draft;
mod effect;
mod extent;
mod fitting;
mod fold;
mod forward;
mod game;
mod generic;
mod governed;
mod group;
mod joined;
mod judged;
mod light;
mod merge;
mod noun;
mod object;
mod object_test;
mod occasion;
mod offer;
mod office;
mod owner;
mod participant;
mod phrase;
mod purpose;
mod reality;
mod receiver;
mod reflected;
mod refusal;
mod sameness;
mod setting;
mod settle;
mod slot;
mod stand_in;
mod summary;
mod syntax;
mod tag;
mod tagger;
mod telling;
mod unknown;
mod verb;
mod violence;

use std::ops::Range;

use super::Reading;
use super::erratum::is_erratum;
use super::speech::Attribution;
use crate::model::article::Zone;
use crate::model::event::ArgumentRole;
use crate::model::facts::{Event, Participant};
use draft::Draft;
use participant::Party;
use syntax::Syntax;

/// Finds the events of a document in reading order. Headlines are not read, captions only confirm what
/// the text tells, unless there is nothing else.
pub fn find(reading: &Reading<'_, '_>, attributions: &[Attribution]) -> Vec<Event> {
    let sentences = &reading.document.sentences;
    let has_body = sentences.iter().any(|sentence| sentence.zone == Zone::Body);
    let mut lower = String::new();
    let mut told: Vec<(Draft, bool)> = Vec::new();
    let mut confirming = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let is_told = sentence.zone == Zone::Body || !has_body;
        let is_left_out = !is_told && sentence.zone != Zone::Caption;
        if is_left_out || is_erratum(reading.document, sentence, &reading.lexicon.corrections) {
            continue;
        }
        for tokens in stretches(&sentence.tokens) {
            let Some(syntax) = Syntax::of(reading, &tokens, &mut lower) else {
                continue;
            };
            let mut drafts = code::code(&syntax, index);
            absence::add(&syntax, index, &told, &mut drafts);
            for draft in &mut drafts {
                circumstance::complete(&syntax, attributions, draft);
            }
            drafts.retain(Draft::says_something);
            game::leave_out(reading, &mut drafts);
            circumstance::share_places(&mut drafts);
            circumstance::date_meetings(&syntax, index, &mut drafts);
            effect::fold_effects(&syntax, &mut drafts);
            let list = if is_told { &mut told } else { &mut confirming };
            list.extend(drafts.into_iter().map(|draft| (draft, is_told)));
        }
    }
    told.append(&mut confirming);
    let mut merged = merge::merge(reading, told);
    circumstance::place_meetings(&mut merged);
    merged
        .into_iter()
        .enumerate()
        .map(|(position, draft)| event(reading, position, draft))
        .collect()
}

/// A sentence in pieces of bounded length, so that the time stays linear whatever stands in the text.
fn stretches(tokens: &Range<usize>) -> impl Iterator<Item = Range<usize>> + use<> {
    const LONGEST: usize = 256;
    let end = tokens.end;
    tokens
        .clone()
        .step_by(LONGEST)
        .map(move |start| start..end.min(start + LONGEST))
}

fn event(reading: &Reading<'_, '_>, position: usize, draft: Draft) -> Event {
    let summary = summary::summary(reading, &draft);
    let actors = draft
        .actors
        .into_iter()
        .map(|party| (ArgumentRole::Actor, party));
    let targets = draft
        .targets
        .into_iter()
        .map(|party| (ArgumentRole::Target, party));
    let participants = actors
        .chain(targets)
        .map(|(role, party)| participant(reading, role, party));
    Event {
        // A label within the article, by which figures name their cause.
        id: Some(format!("e{}", position + 1)),
        kind: draft.kind,
        mode: draft.mode,
        span: reading.document.sentences[draft.sentence].span,
        trigger: Some(reading.document.span_of(&draft.trigger)),
        date: draft.date,
        place: draft.place,
        participants: participants.collect(),
        modality: draft.modality,
        claimant: draft.claimant,
        summary: Some(summary),
        cluster: None,
        // Two digits, so that the number is the same once written and read.
        confidence: Some((draft.confidence * 100.0).round() / 100.0),
        rule: Some(["event/", draft.rule].concat()),
    }
}

fn participant(reading: &Reading<'_, '_>, role: ArgumentRole, party: Party) -> Participant {
    Participant {
        role,
        entity: party.entity,
        text: extent::words(reading, &party)
            .or(party.text)
            .or(party.written),
    }
}

#[cfg(test)]
mod belief_tests;

#[cfg(test)]
mod bound_tests;

#[cfg(test)]
mod doubt_tests;

#[cfg(test)]
mod game_tests;

#[cfg(test)]
mod party_tests;

#[cfg(test)]
mod tests;

#[cfg(test)]
mod violence_tests;

#[cfg(test)]
mod who_tests;
