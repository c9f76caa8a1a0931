//! Verb groups: auxiliaries, negation and verb, with voice, finiteness and modality.

use std::ops::Range;

use super::tag::{Tag, Tagged};
use crate::lexicon::action::ActionLexicon;
use crate::lexicon::action::word::{CuePlace, Forms, VerbClass, VerbId};
use crate::model::event::Modality;

/// How a verb group stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Finite,
    /// After "to".
    Infinitive,
    Gerund,
    /// A participle without auxiliary: "a siege imposed by".
    Participle,
}

/// A verb with its auxiliaries.
#[derive(Debug, Clone)]
pub(super) struct VerbGroup {
    /// Positions in the document's tokens.
    pub(super) tokens: Range<usize>,
    /// Position of the verb itself.
    pub(super) main: usize,
    pub(super) verb: VerbId,
    pub(super) form: Form,
    pub(super) is_passive: bool,
    /// What auxiliaries and negation say.
    pub(super) modality: Modality,
}

/// Finds the verb groups of a sentence that starts at token `first`.
pub(super) fn find(lexicon: &ActionLexicon, tagged: &[Tagged<'_>], first: usize) -> Vec<VerbGroup> {
    let finder = Finder {
        lexicon,
        tagged,
        first,
    };
    let mut groups: Vec<VerbGroup> = Vec::with_capacity(4);
    let mut position = 0;
    while position < tagged.len() {
        if !matches!(tagged[position].tag, Tag::To | Tag::Auxiliary | Tag::Verb) {
            position += 1;
            continue;
        }
        match finder.group_at(position, &groups) {
            Some(group) => {
                position = group.tokens.end - first;
                groups.push(group);
            }
            None => position += 1,
        }
    }
    groups
}

struct Finder<'step, 'lexicon> {
    lexicon: &'step ActionLexicon,
    tagged: &'step [Tagged<'lexicon>],
    first: usize,
}

impl Finder<'_, '_> {
    fn group_at(&self, start: usize, earlier: &[VerbGroup]) -> Option<VerbGroup> {
        let mut end = start;
        let mut auxiliaries = Vec::new();
        let mut main = None;
        while let Some(here) = self.tagged.get(end) {
            match here.tag {
                Tag::To if end == start => {}
                Tag::Auxiliary => auxiliaries.push(end),
                Tag::Adverb | Tag::Negation => {}
                Tag::Preposition | Tag::Time | Tag::Comma
                    if self.is_insertion(end, &auxiliaries) => {}
                Tag::Verb => {
                    main = here.verb;
                    end += 1;
                    break;
                }
                _ => break,
            }
            end += 1;
        }
        let (verb, forms, at) = match main {
            Some((verb, forms)) => (verb, forms, end - 1),
            None => self.auxiliary_alone(&auxiliaries)?,
        };
        let end = if main.is_some() {
            end
        } else {
            // "was not in the convoy"
            let n_negations = self.tagged[at + 1..]
                .iter()
                .take_while(|tagged| tagged.tag == Tag::Negation)
                .count();
            at + 1 + n_negations
        };
        let helpers: Vec<usize> = auxiliaries
            .into_iter()
            .filter(|helper| *helper < at)
            .collect();
        let is_passive = helpers
            .last()
            .is_some_and(|last| self.is_form_of(*last, "be") || self.is_form_of(*last, "get"))
            && forms.has(Forms::PARTICIPLE)
            && !self.is_gerund(at, forms);
        let form = self.form(start, at, forms, &helpers, earlier);
        let goes_on_passive = helpers.is_empty()
            && form == Form::Finite
            && self.follows_conjunction(start)
            && forms.has(Forms::PARTICIPLE)
            && earlier.last().is_some_and(|before| {
                before.is_passive && before.tokens.end + 1 == self.first + start
            });
        Some(VerbGroup {
            tokens: self.first + start..self.first + end,
            main: self.first + at,
            verb,
            form,
            is_passive: is_passive || goes_on_passive || form == Form::Participle,
            modality: self.modality(start, end),
        })
    }

    /// "has in recent days made": a phrase of time between auxiliary and verb.
    fn is_insertion(&self, position: usize, auxiliaries: &[usize]) -> bool {
        const LONGEST: usize = 8;
        if auxiliaries.is_empty() {
            return false;
        }
        let last = (position + LONGEST).min(self.tagged.len());
        let mut rest = self.tagged[position..last].iter().map(|tagged| tagged.tag);
        let verb = rest.find(|tag| {
            !matches!(
                tag,
                Tag::Preposition | Tag::Time | Tag::Comma | Tag::Adverb | Tag::Negation
            )
        });
        let has_time = self.tagged[position..last]
            .iter()
            .any(|tagged| matches!(tagged.tag, Tag::Time | Tag::Adverb));
        verb == Some(Tag::Verb) && has_time
    }

    /// "be", "have" or "do" as the verb itself.
    fn auxiliary_alone(&self, auxiliaries: &[usize]) -> Option<(VerbId, Forms, usize)> {
        let at = *auxiliaries.last()?;
        let (verb, forms) = *self.tagged[at].word?.verbs.first()?;
        Some((verb, forms, at))
    }

    fn is_gerund(&self, at: usize, forms: Forms) -> bool {
        forms.has(Forms::GERUND)
            && self.tagged[at]
                .word
                .is_some_and(|word| !word.forms().has(Forms::PARTICIPLE))
    }

    fn is_form_of(&self, at: usize, lemma: &str) -> bool {
        self.tagged[at].word.is_some_and(|word| {
            word.verbs
                .iter()
                .any(|(id, _)| self.lexicon.verb(*id).lemma == lemma)
        })
    }

    fn form(
        &self,
        start: usize,
        at: usize,
        forms: Forms,
        helpers: &[usize],
        earlier: &[VerbGroup],
    ) -> Form {
        if self.tagged[start].tag == Tag::To {
            return Form::Infinitive;
        }
        if let Some(first) = helpers.first() {
            let is_gerund = self.tagged[*first]
                .word
                .is_some_and(|word| word.forms().has(Forms::GERUND));
            return if is_gerund {
                Form::Gerund
            } else {
                Form::Finite
            };
        }
        if forms.has(Forms::GERUND) {
            return Form::Gerund;
        }
        let is_base_only = forms.has(Forms::BASE) && !forms.has(Forms::PAST);
        if is_base_only
            && self.follows_conjunction(start)
            && let Some(before) = earlier.last()
            && before.form == Form::Infinitive
        {
            return Form::Infinitive;
        }
        if forms.has(Forms::PARTICIPLE) && self.is_reduced(start, at, forms, earlier) {
            return Form::Participle;
        }
        Form::Finite
    }

    fn follows_conjunction(&self, start: usize) -> bool {
        start > 0 && self.tagged[start - 1].tag == Tag::Conjunction
    }

    /// Whether a bare form in -ed is a participle that belongs to a noun: "a convoy hit by".
    fn is_reduced(&self, start: usize, at: usize, forms: Forms, earlier: &[VerbGroup]) -> bool {
        if !forms.has(Forms::PAST) {
            return true;
        }
        let before = self.tagged[..start]
            .iter()
            .rposition(|tagged| tagged.tag != Tag::Adverb);
        let Some(before) = before else {
            return true;
        };
        if matches!(
            self.tagged[before].tag,
            Tag::Relative | Tag::Conjunction | Tag::Subordinator | Tag::Pronoun
        ) {
            return false;
        }
        let next = self.tagged.get(at + 1);
        let is_by = next
            .is_some_and(|next| next.tag == Tag::Preposition && self.is_spelled(at + 1, &["by"]));
        if is_by {
            return !self.has_no_passive(at);
        }
        let clause = self.tagged[..start]
            .iter()
            .rposition(|tagged| {
                matches!(
                    tagged.tag,
                    Tag::Relative | Tag::Subordinator | Tag::Break | Tag::Quote
                )
            })
            .map_or(0, |boundary| boundary + 1);
        let has_finite = earlier
            .iter()
            .any(|group| group.form == Form::Finite && group.tokens.start >= self.first + clause);
        // "On Tuesday Iraq announced": a time with its preposition is no place for a subject to hide.
        let first = self.tagged[clause..start]
            .iter()
            .position(|tagged| tagged.tag != Tag::Adverb)
            .map_or(start, |first| clause + first);
        let lacks_subject = self.tagged[first].tag == Tag::Preposition
            && self.tagged[first + 1].tag != Tag::Time
            && !self.tagged[clause..start]
                .iter()
                .any(|tagged| tagged.tag == Tag::Comma);
        if lacks_subject {
            return !self.has_no_passive(at);
        }
        // "Japan's prime minister, who visited Iran, met with": the comma closes the relative clause.
        let is_inserted = clause > 1
            && self.tagged[clause - 1].tag == Tag::Relative
            && self.tagged[clause - 2].tag == Tag::Comma;
        if has_finite && self.opens_joined_clause(clause..start, at) {
            return false;
        }
        if has_finite && self.tagged[before].tag == Tag::Comma {
            return !is_inserted && next.is_some_and(|next| next.tag == Tag::Preposition);
        }
        if has_finite {
            return matches!(self.tagged[before].tag, Tag::Noun | Tag::Name)
                && !next.is_some_and(|next| next.tag.opens_phrase())
                && !self.speech_before(clause..start);
        }
        next.is_some_and(|next| matches!(next.tag, Tag::Preposition | Tag::To))
            && !self.has_object_after_particle(at)
            && self.finite_follows(at + 1)
    }

    /// "shot down 41 drones launched by": a verb with a particle and an object is no participle.
    fn has_object_after_particle(&self, at: usize) -> bool {
        const PARTICLES: [&str; 4] = ["down", "up", "off", "out"];
        let follows = self.tagged.get(at + 2).map(|tagged| tagged.tag);
        at + 1 < self.tagged.len()
            && self.is_spelled(at + 1, &PARTICLES)
            && follows.is_some_and(|tag| tag.opens_phrase() && tag != Tag::Time)
    }

    /// "killed a cook, and the arrest of a nurse followed": whether a noun after ", and" has this verb, with
    /// which its clause ends.
    fn opens_joined_clause(&self, range: Range<usize>, at: usize) -> bool {
        let is_last = self
            .tagged
            .get(at + 1)
            .is_none_or(|next| next.tag == Tag::Break);
        let verb = self.tagged[range.clone()]
            .iter()
            .rposition(|tagged| matches!(tagged.tag, Tag::Verb | Tag::Auxiliary));
        let from = verb.map_or(range.start, |verb| range.start + verb);
        is_last
            && (from + 1..range.end).any(|at| {
                self.tagged[at].tag == Tag::Conjunction && self.tagged[at - 1].tag == Tag::Comma
            })
    }

    /// "agreed by telephone": verbs whose "by" never brings an actor.
    fn has_no_passive(&self, at: usize) -> bool {
        self.tagged[at].verb.is_some_and(|(id, _)| {
            let classes = self.lexicon.verb(id).classes;
            classes.has(VerbClass::Intransitive)
        })
    }

    /// "He said rebels attacked": the clause after a verb that takes one without "that".
    fn speech_before(&self, range: Range<usize>) -> bool {
        let last = self.tagged[range]
            .iter()
            .rev()
            .find(|tagged| tagged.tag == Tag::Verb);
        last.and_then(|tagged| tagged.verb).is_some_and(|(id, _)| {
            let classes = self.lexicon.verb(id).classes;
            classes.has(VerbClass::Introducing)
        })
    }

    fn is_spelled(&self, position: usize, words: &[&str]) -> bool {
        self.tagged[position].word.is_some_and(|word| {
            words
                .iter()
                .filter_map(|spelling| self.lexicon.word(spelling))
                .any(|known| std::ptr::eq(word, known))
        })
    }

    fn has_finite(&self, range: Range<usize>) -> bool {
        range
            .into_iter()
            .any(|position| match self.tagged[position].tag {
                Tag::Auxiliary => true,
                Tag::Verb => {
                    let is_infinitive = position > 0 && self.tagged[position - 1].tag == Tag::To;
                    let finite = Forms::PAST.with(Forms::PRESENT);
                    !is_infinitive
                        && self.tagged[position]
                            .verb
                            .is_some_and(|(_, forms)| forms.has(finite))
                }
                _ => false,
            })
    }

    /// Whether a finite verb follows that must share the subject: "rebels based in X attacked".
    fn finite_follows(&self, from: usize) -> bool {
        let end = self.tagged[from..]
            .iter()
            .position(|tagged| {
                matches!(
                    tagged.tag,
                    Tag::Comma
                        | Tag::Conjunction
                        | Tag::Subordinator
                        | Tag::Relative
                        | Tag::Break
                        | Tag::Quote
                )
            })
            .map_or(self.tagged.len(), |length| from + length);
        self.has_finite(from..end)
    }

    fn modality(&self, start: usize, end: usize) -> Modality {
        let mut modality = Modality::Asserted;
        let start = self.tagged[..start]
            .iter()
            .rposition(|tagged| !matches!(tagged.tag, Tag::Adverb | Tag::Negation))
            .map_or(0, |before| before + 1);
        for (at, tagged) in self.tagged.iter().enumerate().take(end).skip(start) {
            // "not only bombed": more than that happened.
            let is_outdone = tagged.tag == Tag::Negation
                && at + 1 < end
                && self.is_spelled(at + 1, &["only", "just"]);
            if is_outdone {
                continue;
            }
            let Some((place, says)) = tagged.word.and_then(|word| word.cue) else {
                continue;
            };
            let counts = match tagged.tag {
                Tag::Auxiliary => place == CuePlace::Auxiliary,
                Tag::Negation => place == CuePlace::Negation,
                Tag::Adverb => {
                    // "almost certainly bombed": how certain it is, not how near.
                    let is_right_before = || {
                        self.tagged
                            .get(at + 1)
                            .is_some_and(|next| next.tag == Tag::Verb)
                    };
                    place == CuePlace::Adverb || place == CuePlace::Degree && is_right_before()
                }
                _ => false,
            };
            if counts {
                modality = combine(modality, says);
            }
        }
        modality
    }
}

/// What remains true of an event when two cues speak of it.
pub(super) fn combine(one: Modality, other: Modality) -> Modality {
    use Modality::{Alleged, Asserted, Denied, Hypothetical, Planned};
    match (one, other) {
        (Asserted, modality) | (modality, Asserted) => modality,
        (Denied, _) | (_, Denied) => Denied,
        (Hypothetical, _) | (_, Hypothetical) => Hypothetical,
        (Planned, _) | (_, Planned) => Planned,
        (Alleged, Alleged) => Alleged,
    }
}
