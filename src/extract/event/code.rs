//! Triggers and what stands around them → drafts of events.

use super::draft::Draft;
use super::group::Form;
use super::participant::Party;
use super::syntax::Syntax;
use super::tag::Tag;
use crate::lexicon::action::frame::LightPart;
use crate::lexicon::action::word::{Forms, WordClass};
use crate::model::event::{EventKind, EventMode, Modality};

/// Words after a verb that may also stand after its object.
const PARTICLES: [&str; 6] = ["up", "out", "off", "down", "away", "back"];

/// Codes the events of one sentence.
pub(super) fn code(syntax: &Syntax<'_, '_>, sentence: usize) -> Vec<Draft> {
    let mut coder = Coder {
        syntax,
        sentence,
        drafts: Vec::new(),
        used: Vec::new(),
    };
    for group in 0..syntax.groups.len() {
        coder.code_group(group);
    }
    for phrase in 0..syntax.phrases.len() {
        if !coder.used.contains(&phrase) {
            coder.code_noun(phrase);
        }
    }
    coder.settle_offers();
    coder.fold_deeds();
    coder.add_dead();
    coder.aim_protests();
    coder.drop_named_aims();
    coder.drop_refused();
    coder.drop_doubtful();
    coder.drop_retold();
    coder.note_tellings();
    coder.drafts.sort_by_key(|draft| draft.trigger.start);
    coder.drafts
}

/// What a light verb brings to the event of its noun.
pub(super) struct LightContext {
    pub(super) group: usize,
    pub(super) part: LightPart,
    pub(super) modality: Modality,
    pub(super) parties: Vec<Party>,
}

/// Codes one sentence.
pub(super) struct Coder<'step, 'lexicon, 'text> {
    pub(super) syntax: &'step Syntax<'lexicon, 'text>,
    pub(super) sentence: usize,
    pub(super) drafts: Vec<Draft>,
    /// Phrases whose noun is coded already.
    pub(super) used: Vec<usize>,
}

impl Coder<'_, '_, '_> {
    fn code_group(&mut self, group: usize) {
        if self.syntax.clauses[group].is_purpose {
            self.code_protest(group);
            return;
        }
        if self.is_told_by_governor(group) {
            return;
        }
        if let Some(demand) = self.demand(group) {
            // "declared that China must": the demand is what was declared.
            self.drafts
                .retain(|draft| draft.trigger.start != demand.trigger.start);
            self.drafts.push(demand);
            return;
        }
        self.drafts.extend(self.denial_of_truth(group));
        if let Some(judgement) = self.judgement(group) {
            self.drafts.push(judgement);
            return;
        }
        // "halted aid", "called off a strike": what the verb and this very noun tell together goes first.
        if !self.code_frames(group, true) && !self.code_light(group) {
            self.code_frames(group, false);
        }
    }

    /// Codes the first frame of a verb that fits, among those of certain nouns or among the others.
    fn code_frames(&mut self, group: usize, is_of_nouns: bool) -> bool {
        let verb = self.syntax.groups[group].verb;
        let lexicon = &self.syntax.reading.lexicon.action;
        let frames = lexicon.verb(verb).frames.iter();
        for frame in frames.filter(|frame| frame.is_of_nouns() == is_of_nouns) {
            let Some(after) = self.follows(group, &frame.then) else {
                continue;
            };
            if let Some(draft) = self.code_frame(group, frame, after) {
                // "died of torture": the noun is told with its verb.
                let told = self.syntax.groups[group].tokens.end..after;
                self.used.extend(self.syntax.phrases_in(&told));
                if is_of_nouns {
                    let end = self.syntax.clauses[group].complement.end.max(after);
                    self.used.extend(self.object_of(group, frame, after, end).0);
                }
                self.drafts.push(draft);
                return true;
            }
        }
        false
    }

    /// "refused to deploy", "threatened to ban": the refusal and the threat are the event.
    fn is_told_by_governor(&self, group: usize) -> bool {
        let syntax = self.syntax;
        let Some(governor) = group.checked_sub(1).map(|before| &syntax.groups[before]) else {
            return false;
        };
        let is_wanted = syntax.groups[group].form == Form::Infinitive
            || syntax.is_demanded(group, syntax.clauses[group].start);
        // "demanded that X refuse to sign"
        let is_refused_by_others = group > 1
            && syntax.groups[group].form == Form::Infinitive
            && self.refuses(group - 1)
            && self.is_told_by_governor(group - 1);
        is_refused_by_others
            || is_wanted
                && self.drafts.last().is_some_and(|draft| {
                    draft.trigger.start == governor.main
                        && matches!(
                            draft.kind,
                            EventKind::Reject | EventKind::Threaten | EventKind::Request
                        )
                })
    }

    /// The token after the words that a frame asks for: right after the verb, or after its object ("forced
    /// the mission out"). None if they are not there.
    pub(super) fn follows(&self, group: usize, then: &[String]) -> Option<usize> {
        let start = self.syntax.groups[group].tokens.end;
        self.words_at(start, then)
            .or_else(|| self.words_at(self.end_of_parted_object(group, then)?, then))
    }

    /// Where the object ends that may stand between a verb and its words.
    fn end_of_parted_object(&self, group: usize, then: &[String]) -> Option<usize> {
        let syntax = self.syntax;
        let lexicon = &syntax.reading.lexicon.action;
        let last = lexicon.word(then.last()?);
        let leads_on = last.is_some_and(|word| word.classes.has(WordClass::Preposition))
            && !then
                .last()
                .is_some_and(|word| PARTICLES.contains(&word.as_str()));
        if leads_on || syntax.groups[group].is_passive {
            return None;
        }
        let start = syntax.groups[group].tokens.end;
        let end = syntax.clauses[group].complement.end;
        let object = syntax.object_at(start, end)?;
        let parts = syntax.phrases[object + 1..].iter().take_while(|part| {
            part.preposition
                .is_some_and(|at| syntax.is_word(at, "of") && at + 1 >= part.tokens.start)
        });
        // "forced the agency, UNHCR, out"
        let beside = syntax.phrases.get(object + 1).map(|part| part.tokens.end);
        let apposed = beside.filter(|at| {
            syntax.tag(syntax.phrases[object].tokens.end) == Tag::Comma
                && syntax.tag(*at) == Tag::Comma
        });
        parts
            .map(|part| part.tokens.end)
            .chain([syntax.phrases[object].tokens.end])
            .chain(apposed.map(|comma| comma + 1))
            .filter(|at| *at < end && syntax.is_word(*at, &then[0]))
            .min()
    }

    fn words_at(&self, start: usize, then: &[String]) -> Option<usize> {
        let mut position = start;
        for (index, word) in then.iter().enumerate() {
            if index == 0
                && self.syntax.tag(position) == Tag::Adverb
                && !self.syntax.is_word(position, word)
            {
                position += 1;
            }
            // The next sentence may go on with the word.
            if !self.syntax.tokens.contains(&position) || !self.syntax.is_word(position, word) {
                return None;
            }
            position += 1;
        }
        Some(position)
    }

    /// Leaves out what tells too little, or what another event of the sentence tells already.
    fn drop_doubtful(&mut self) {
        let syntax = self.syntax;
        self.drafts.retain(|draft| {
            let needs_name = matches!(
                draft.kind,
                EventKind::Consult
                    | EventKind::Agree
                    | EventKind::Cooperate
                    | EventKind::Support
                    | EventKind::Accuse
                    | EventKind::Reject
                    | EventKind::Request
            );
            let is_anchored = draft.is_anchored();
            let is_vague = draft.is_of_noun()
                && (draft.modality == Modality::Hypothetical
                    || (draft.actors.is_empty()
                        && !matches!(draft.modality, Modality::Asserted | Modality::Alleged)));
            let is_told = match draft.kind {
                EventKind::Statement if draft.rule == "verb" => draft.is_told(),
                EventKind::Statement => draft.is_named(),
                _ => {
                    !needs_name || is_anchored || draft.is_told() || is_told_of_some(syntax, draft)
                }
            };
            // "those areas will be bombed": what has not happened is told of somebody.
            let is_open = draft.kind == EventKind::Assault
                && !matches!(draft.modality, Modality::Asserted | Modality::Alleged)
                && !draft.is_named()
                && (draft.actors.is_empty() || draft.targets.is_empty());
            is_told && !is_vague && !is_open
        });
    }
}

/// "rights groups condemned the arrests": whether a verb in the past says of some that they did it, whoever
/// they are.
fn is_told_of_some(syntax: &Syntax<'_, '_>, draft: &Draft) -> bool {
    let index = syntax.group_from(draft.trigger.start + 1).checked_sub(1);
    let Some(group) = index.map(|index| &syntax.groups[index]) else {
        return false;
    };
    let is_past = (group.tokens.start..=group.main).any(|at| {
        syntax.at(at).forms().has(Forms::PAST) || syntax.is_any(at, &["has", "have", "had"])
    });
    draft.rule == "verb"
        && group.main == draft.trigger.start
        && group.form == Form::Finite
        && is_past
        && draft.actors.iter().any(|actor| actor.can_act)
}

/// Kinds that are done by words.
pub(super) fn is_verbal(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Support | EventKind::Accuse | EventKind::Reject | EventKind::Request
    )
}

/// Kinds whose targets can act: a town in their slots is only where it happened.
pub(super) fn is_between_people(kind: EventKind, mode: Option<EventMode>) -> bool {
    is_verbal(kind)
        || matches!(kind, EventKind::Agree | EventKind::Retreat)
        || kind == EventKind::Consult && mode != Some(EventMode::Visit)
}

/// Of several targets, those that are named or can be what the kind is done to.
pub(super) fn plausible(
    kind: EventKind,
    mode: Option<EventMode>,
    parties: Vec<Party>,
) -> Vec<Party> {
    let is_broken = matches!(mode, Some(EventMode::Destruction | EventMode::Bombing));
    let is_about_things = is_broken
        || matches!(
            kind,
            EventKind::Support
                | EventKind::Accuse
                | EventKind::Reject
                | EventKind::Agree
                | EventKind::Statement
                | EventKind::Formation
        );
    parties
        .into_iter()
        .enumerate()
        .filter(|(index, party)| {
            party.entity.is_some()
                || party.can_act
                || party.is_thing
                || (is_about_things && *index == 0)
        })
        .map(|(_, party)| party)
        .collect()
}

pub(super) fn confidence(actors: &[Party], targets: &[Party]) -> f64 {
    let worth = |parties: &[Party]| {
        if parties.iter().any(|party| party.entity.is_some()) {
            0.2
        } else if parties.is_empty() {
            0.0
        } else {
            0.1
        }
    };
    0.5 + worth(actors) + worth(targets)
}
