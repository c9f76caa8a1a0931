//! "staged a strike to protest Sweden's decision": whom a protest is against, told by what it is for.

use super::code::Coder;
use super::draft::Draft;
use super::participant::Party;
use crate::lexicon::action::word::VerbClass;
use crate::model::event::EventKind;

impl Coder<'_, '_, '_> {
    /// Gives protests without a target that of the words for their aim.
    pub(super) fn aim_protests(&mut self) {
        for position in 0..self.drafts.len() {
            let draft = &self.drafts[position];
            if draft.kind == EventKind::Protest && draft.targets.is_empty() {
                let targets = self.aim_after(draft.trigger.end);
                let draft = &mut self.drafts[position];
                draft.targets.extend(targets.into_iter().filter(|target| {
                    !draft
                        .actors
                        .iter()
                        .any(|actor| actor.entity.is_some() && actor.entity == target.entity)
                }));
            }
        }
    }

    /// "went on strike in protest at the law": the words for the aim tell no protest of their own.
    pub(super) fn drop_named_aims(&mut self) {
        let syntax = self.syntax;
        let first = self
            .drafts
            .iter()
            .filter(|draft| draft.kind == EventKind::Protest)
            .map(|draft| draft.trigger.start)
            .min();
        let is_aim = |draft: &Draft| {
            let at = draft.trigger.start;
            draft.kind == EventKind::Protest
                && syntax.is_word(at, "protest")
                && at > syntax.tokens.start
                && syntax.is_word(at - 1, "in")
        };
        self.drafts
            .retain(|draft| !is_aim(draft) || first == Some(draft.trigger.start));
    }

    /// "burned their veils to protest against the law": what is done to protest is a protest, unless the deed
    /// is told as one already.
    pub(super) fn code_protest(&mut self, group: usize) {
        let verb = self.syntax.groups[group].verb;
        let is_told = self
            .drafts
            .last()
            .is_some_and(|draft| draft.kind == EventKind::Protest);
        let frames = &self.syntax.reading.lexicon.action.verb(verb).frames;
        let mut frames = frames
            .iter()
            .filter(|frame| frame.kind == EventKind::Protest);
        if is_told {
            return;
        }
        let draft = frames.find_map(|frame| {
            let after = self.follows(group, &frame.then)?;
            self.code_frame(group, frame, after)
        });
        self.drafts.extend(draft);
    }

    /// Who is named by the aim that is told after a token.
    fn aim_after(&self, from: usize) -> Vec<Party> {
        const NEAR: usize = 6;
        let syntax = self.syntax;
        let mut near = from..syntax.tokens.end.min(from + NEAR);
        // "in protest of", "in protest against"
        let noun = near.find(|at| syntax.is_word(*at, "protest") && syntax.is_word(at - 1, "in"));
        let (start, end) = if let Some(noun) = noun {
            (noun + 1, syntax.tokens.end)
        } else {
            let next = syntax.group_from(from);
            let Some(group) = syntax.groups.get(next) else {
                return Vec::new();
            };
            if group.is_passive || !syntax.is_verb(group.verb, VerbClass::Aim) {
                return Vec::new();
            }
            (group.tokens.end, syntax.clauses[next].complement.end)
        };
        let is_marked = syntax.is_any(start, &["against", "at", "of", "over"]);
        let Some(object) = syntax.object_at(start + usize::from(is_marked), end) else {
            return Vec::new();
        };
        let named = |parties: Vec<Party>| -> Vec<Party> {
            let is_named = |party: &Party| party.entity.is_some() || party.is_name;
            parties.into_iter().filter(is_named).collect()
        };
        let owners = named(syntax.owners(object));
        if !owners.is_empty() {
            return owners;
        }
        let direct = named(syntax.parties(&[object]));
        if !direct.is_empty() {
            return direct;
        }
        let reach = syntax.reach_of_noun(object);
        let list = syntax.after_preposition(&reach, &["by", "from"]);
        named(list.map(|list| syntax.parties(&list)).unwrap_or_default())
    }
}
