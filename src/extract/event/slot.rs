//! What stands around a trigger: direct object, phrases after prepositions, owners of nouns.

use std::ops::Range;

use super::group::{Form, VerbGroup};
use super::participant::Party;
use super::syntax::Syntax;
use super::tag::Tag;
use crate::lexicon::action::word::VerbClass;
use crate::lexicon::key::WordSet;
use crate::model::event::{EventKind, EventMode};
use crate::model::facts::EntityIndex;

impl Syntax<'_, '_> {
    /// The phrase that begins right at `from`, adverbs and quotation marks apart, without a preposition
    /// of its own.
    pub(super) fn object_at(&self, from: usize, end: usize) -> Option<usize> {
        let mut position = from;
        while position < end
            && matches!(
                self.tag(position),
                Tag::Adverb | Tag::Quote | Tag::Aside | Tag::Time
            )
        {
            position += 1;
        }
        let index = self.phrase_from(position);
        let phrase = self.phrases.get(index)?;
        (phrase.tokens.start == position && phrase.tokens.end <= end).then_some(index)
    }

    /// The list of phrases after one of these prepositions inside a range; the earliest preposition of
    /// the list wins over later ones.
    pub(super) fn after_preposition(
        &self,
        range: &Range<usize>,
        prepositions: &[&str],
    ) -> Option<Vec<usize>> {
        for preposition in prepositions {
            for index in self.phrases_in(range) {
                let Some(at) = self.phrases[index].preposition else {
                    continue;
                };
                if range.contains(&at) && self.is_word(at, preposition) {
                    return Some(self.object_list(index, range.end));
                }
            }
        }
        None
    }

    /// A list of phrases that are objects: the last one must not be the subject of the next verb.
    pub(super) fn object_list(&self, start: usize, limit: usize) -> Vec<usize> {
        let mut list = self.list(start, limit);
        if list.len() > 1
            && let Some(last) = list.last()
        {
            let next = self.group_from(self.phrases[*last].tokens.end);
            let is_subject = self
                .clauses
                .get(next)
                .is_some_and(|clause| clause.subject == Some(*last));
            // "scolded Chad and three winters ago expelled": the time of the next verb.
            let is_time = self.groups.get(next).is_some_and(|group| {
                let conjunction = self.conjunction_before_time(group.tokens.start);
                conjunction.is_some_and(|at| at < self.phrases[*last].tokens.start)
            });
            if is_subject || is_time {
                list.pop();
            }
        }
        list
    }

    /// The actors of a verb: its subject, or "by X" of a passive.
    pub(super) fn actors_of(&self, group: usize) -> Vec<Party> {
        let VerbGroup { is_passive, .. } = self.groups[group];
        let clause = &self.clauses[group];
        let parties = if is_passive {
            self.agents(group)
        } else if let Some(noun) = clause.noun {
            self.doers(noun)
        } else {
            self.subject_parties(group)
        };
        let acting: Vec<Party> = parties.into_iter().filter(|party| party.can_act).collect();
        if acting.is_empty() && !is_passive {
            return self.behind_subject(group);
        }
        acting
    }

    /// "U.S. airstrikes killed": who is behind the deed that is the subject.
    fn behind_subject(&self, group: usize) -> Vec<Party> {
        let Some(subject) = self.clauses[group].subject else {
            return Vec::new();
        };
        let is_deed = self
            .noun(self.phrases[subject].head)
            .is_some_and(|noun| !noun.frames.is_empty());
        if !is_deed {
            return Vec::new();
        }
        self.doers(subject)
    }

    /// "five air strikes destroyed": fire that nobody's name is put to.
    pub(super) fn fire_itself(&self, group: usize) -> Option<Party> {
        let subject = self.clauses[group].subject?;
        let noun = self.noun(self.phrases[subject].head)?;
        let is_fire = noun.frames.iter().any(|frame| {
            let is_fired = matches!(frame.mode, Some(EventMode::Airstrike | EventMode::Shelling));
            is_fired && frame.with.is_empty()
        });
        is_fire.then(|| Party {
            entity: None,
            text: Some(self.words(subject)),
            can_act: true,
            is_part: true,
            is_thing: false,
            is_name: false,
            is_particular: false,
            written: None,
            extent: None,
        })
    }

    /// Who is behind a deed that a noun tells: its owner, or "by X" after it.
    pub(super) fn doers(&self, deed: usize) -> Vec<Party> {
        let owners = self.owners(deed);
        if !owners.is_empty() {
            return owners;
        }
        self.after_preposition(&self.reach_of_noun(deed), &["by"])
            .map(|list| self.parties(&list))
            .or_else(|| {
                self.is_deed(self.phrases[deed].head)
                    .then(|| self.attributed(deed))
            })
            .unwrap_or_default()
    }

    /// "by X" of a passive: in its complement, or after what hangs on it ("accused of X by Y").
    pub(super) fn agents(&self, group: usize) -> Vec<Party> {
        let complement = &self.clauses[group].complement;
        let near = self.after_preposition(complement, &["by"]);
        let list = near.or_else(|| {
            let mut end = complement.end;
            for next in group + 1..self.groups.len() {
                let is_bound = matches!(self.groups[next].form, Form::Gerund | Form::Infinitive)
                    && self.groups[next].tokens.start == end;
                if !is_bound {
                    break;
                }
                end = self.clauses[next].complement.end;
            }
            self.after_preposition(&(complement.start..end), &["by"])
        });
        let Some(list) = list else {
            return match self.deed_around(group) {
                Some(deed) => self.doers(deed),
                None => Vec::new(),
            };
        };
        let is_deed = self
            .noun(self.phrases[list[0]].head)
            .is_some_and(|noun| !noun.frames.is_empty());
        if is_deed {
            self.owners(list[0])
        } else {
            self.parties(&list)
        }
    }

    /// "backed by air raids": whether what stands after "by" is itself an event.
    pub(super) fn is_done_by_deed(&self, group: usize) -> bool {
        self.after_preposition(&self.clauses[group].complement, &["by"])
            .and_then(|list| self.noun(self.phrases[list[0]].head))
            .is_some_and(|noun| {
                noun.frames
                    .iter()
                    .any(|frame| frame.kind == EventKind::Assault)
            })
    }

    /// The parties of the subject; those of the clause around it for a pronoun that nothing else explains.
    pub(super) fn subject_parties(&self, group: usize) -> Vec<Party> {
        let Some(subject) = self.clauses[group].subject else {
            return Vec::new();
        };
        let head = self.phrases[subject].head;
        if self.tag(head) == Tag::Pronoun && self.mention(head).is_none() {
            let outer = (0..group).rev().find(|outer| {
                self.groups[*outer].form == Form::Finite
                    && self.clauses[*outer].subject != Some(subject)
            });
            let is_plain = self.is_any(head, &["it", "they", "he", "she"]);
            return match outer {
                Some(outer) if is_plain => self.subject_parties(outer),
                _ => Vec::new(),
            };
        }
        let limit = if self.phrases[subject].tokens.start < self.groups[group].tokens.start {
            self.groups[group].tokens.start
        } else {
            self.tokens.end
        };
        let mut parties = self.parties(&self.list(subject, limit));
        if let [only] = parties.as_mut_slice()
            && only.entity.is_none()
        {
            let start = self.phrases[subject].tokens.start;
            if self.is_any(start, &["its", "their"]) {
                only.entity = self.outer_subject(group, subject);
            } else if start > self.tokens.start && self.is_word(start - 1, "whose") {
                only.entity = self.owner_before_relative(start - 1);
            }
        }
        self.extend_to_verb(group, &mut parties);
        parties
    }

    /// "Nigeria, whose troops attacked": whose troops they are.
    fn owner_before_relative(&self, relative: usize) -> Option<EntityIndex> {
        let owner = self.phrase_ending_before(relative)?;
        match self.parties_of(owner).as_slice() {
            [owner] => owner.entity,
            _ => None,
        }
    }

    /// "Moscow said its aircraft had hit": whose aircraft they are.
    fn outer_subject(&self, group: usize, subject: usize) -> Option<EntityIndex> {
        let outer = (0..group).rev().find(|outer| {
            self.groups[*outer].form == Form::Finite
                && self.clauses[*outer].subject != Some(subject)
        })?;
        match self.subject_parties(outer).as_slice() {
            [speaker] => speaker.entity,
            _ => None,
        }
    }

    /// The phrases that hang on a noun by prepositions: from its end to the next verb, mark or clause.
    pub(super) fn reach_of_noun(&self, index: usize) -> Range<usize> {
        let start = self.phrases[index].tokens.end;
        let next = self.group_from(start);
        let limit = if self.takes_place(index, next) {
            self.clauses[next].complement.end
        } else {
            self.groups
                .get(next)
                .map_or(self.tokens.end, |group| group.tokens.start)
        };
        let end = (start..limit)
            .find(|position| {
                let tag = self.tag(*position);
                matches!(tag, Tag::Subordinator | Tag::Relative | Tag::Break)
                    || self.opens_other_event(*position)
                    || self.brings_blame(*position, index)
                    || (tag == Tag::Comma && !self.is_inside_list(*position, index))
            })
            .unwrap_or(limit);
        start..end
    }

    /// "Clashes erupted between X and Y", "talks were held with X": whether the verb only says that what
    /// the noun tells took place, so that what follows belongs to the noun.
    fn takes_place(&self, index: usize, group: usize) -> bool {
        let Some(verb) = self.groups.get(group) else {
            return false;
        };
        if self.clauses[group].subject != Some(index) || verb.form != Form::Finite {
            return false;
        }
        let known = self.reading.lexicon.action.verb(verb.verb);
        let end = verb.tokens.end;
        let object = self.object_at(end, self.clauses[group].complement.end);
        let is_free = object.is_none() || self.is_word(end, "place");
        let happens = known.classes.has(VerbClass::Happening) && is_free;
        happens || (verb.is_passive && !known.light.is_empty())
    }

    /// "cooperation in the fight with X": what follows the second noun belongs to it.
    fn opens_other_event(&self, position: usize) -> bool {
        const OPENERS: WordSet<7> = WordSet::new([
            "in",
            "during",
            "after",
            "before",
            "following",
            "amid",
            "ahead",
        ]);
        if self.tag(position) != Tag::Preposition || !self.is_in(position, &OPENERS) {
            return false;
        }
        let next = self.phrase_from(position + 1);
        self.phrases.get(next).is_some_and(|phrase| {
            phrase.preposition == Some(position)
                && self
                    .noun(phrase.head)
                    .is_some_and(|noun| !noun.frames.is_empty())
        })
    }

    /// "blamed the attack on the rebels": what follows "on" is blamed, not attacked.
    fn brings_blame(&self, position: usize, noun: usize) -> bool {
        let verb = || {
            self.group_from(self.phrases[noun].tokens.start)
                .checked_sub(1)
        };
        self.is_word(position, "on")
            && verb()
                .map(|verb| &self.groups[verb])
                .is_some_and(|verb| self.is_verb(verb.verb, VerbClass::Blaming) && !verb.is_passive)
    }

    /// Whether a comma joins phrases rather than closing one.
    fn is_inside_list(&self, comma: usize, noun: usize) -> bool {
        let after_noun = self.phrases[noun].tokens.end..comma;
        let closes_insertion = self.tag(comma + 1) == Tag::Preposition
            && after_noun
                .into_iter()
                .any(|position| self.tag(position) == Tag::Comma);
        if closes_insertion {
            return true;
        }
        self.phrases[noun + 1..]
            .iter()
            .enumerate()
            .take_while(|(_, phrase)| phrase.tokens.start < comma)
            .any(|(offset, _)| {
                let list = self.list(noun + 1 + offset, self.tokens.end);
                list.last()
                    .is_some_and(|last| self.phrases[*last].tokens.start > comma)
            })
            || self.is_name_pair(comma)
    }

    /// "special envoy, Alexander Lavrentiev, in Tehran": commas around a name in apposition.
    fn is_name_pair(&self, comma: usize) -> bool {
        let Some(index) = self.phrase_at(comma + 1) else {
            return comma > self.tokens.start
                && self.tag(comma + 1) == Tag::Preposition
                && self
                    .phrase_at(comma - 1)
                    .is_some_and(|index| self.is_apposed(index));
        };
        self.is_apposed(index)
    }

    fn is_apposed(&self, index: usize) -> bool {
        let phrase = &self.phrases[index];
        let start = phrase.tokens.start;
        start > self.tokens.start
            && self.tag(start - 1) == Tag::Comma
            && self.tag(phrase.head) == Tag::Name
            && matches!(self.tag(phrase.tokens.end), Tag::Comma | Tag::Break)
    }
}
