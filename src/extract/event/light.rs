//! Light verbs: "carry out air raids", "come under fire".

use super::code::{Coder, LightContext};
use super::group::combine;
use super::participant::Party;
use crate::lexicon::action::frame::{LightPart, LightVerb};
use crate::lexicon::action::word::VerbClass;
use crate::model::event::{EventKind, EventMode, Modality};

impl Coder<'_, '_, '_> {
    /// Codes a light verb with the event noun after it, or before it in a passive.
    pub(super) fn code_light(&mut self, group: usize) -> bool {
        let verb = self.syntax.groups[group].verb;
        let lexicon = &self.syntax.reading.lexicon.action;
        for light in &lexicon.verb(verb).light {
            let Some(after) = self.follows(group, &light.then) else {
                continue;
            };
            if self.code_light_noun(group, light, after) {
                return true;
            }
        }
        false
    }

    fn code_light_noun(&mut self, group: usize, light: &LightVerb, after: usize) -> bool {
        let syntax = self.syntax;
        let is_passive = syntax.groups[group].is_passive;
        let end = syntax.clauses[group].complement.end;
        let nouns: Vec<usize> = if is_passive {
            syntax.clauses[group].subject.into_iter().collect()
        } else {
            match syntax.object_at(after, end.max(after)) {
                Some(object) => {
                    let direct = self.direct_object(object, end);
                    syntax.object_list(direct, end)
                }
                None => return false,
            }
        };
        let parties = match light.part {
            LightPart::None => Vec::new(),
            LightPart::Target if !is_passive => syntax.subject_parties(group),
            LightPart::Actor | LightPart::Host | LightPart::Target => syntax.actors_of(group),
        };
        let modality = combine(
            syntax.clauses[group].modality,
            light.modality.unwrap_or(Modality::Asserted),
        );
        let context = LightContext {
            group,
            part: light.part,
            modality,
            parties,
        };
        let verb = syntax.groups[group].verb;
        let mut found = false;
        for noun in nouns {
            if let Some(mut draft) = self.noun_draft(noun, Some(&context)) {
                let is_help = draft.mode == Some(EventMode::Endorsement) || draft.mode.is_none();
                if draft.kind == EventKind::Support
                    && is_help
                    && syntax.is_verb(verb, VerbClass::Giving)
                {
                    draft.kind = EventKind::Aid;
                    draft.mode = None;
                }
                if draft.targets.is_empty() && !is_passive {
                    draft
                        .targets
                        .extend(self.indirect_object(group, noun, after));
                }
                // "announced a strike": it is yet to come.
                if draft.kind == EventKind::Protest && syntax.is_verb(verb, VerbClass::Announcing) {
                    draft.modality = combine(draft.modality, Modality::Planned);
                }
                self.drafts.push(draft);
                self.used.push(noun);
                found = true;
            }
        }
        found
    }

    /// "give Tanzania a grant": the second of two phrases side by side is what is given.
    fn direct_object(&self, first: usize, end: usize) -> usize {
        let syntax = self.syntax;
        let second = syntax.phrases.get(first + 1).filter(|second| {
            second.tokens.start == syntax.phrases[first].tokens.end && second.tokens.end <= end
        });
        match second {
            Some(_) => first + 1,
            None => first,
        }
    }

    fn indirect_object(&self, group: usize, noun: usize, after: usize) -> Vec<Party> {
        let syntax = self.syntax;
        let end = syntax.clauses[group].complement.end;
        match syntax.object_at(after, end.max(after)) {
            Some(first) if first + 1 == noun => syntax.parties(&[first]),
            _ => Vec::new(),
        }
    }
}
