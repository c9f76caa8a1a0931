//! What stands around a clause or a noun and leaves open whether it happened: "reports that", "the threat
//! of", "it is not true that", "Had they attacked, …", "neither".

use super::group::{Form, combine};
use super::syntax::{Clause, Syntax};
use super::tag::Tag;
use crate::lexicon::action::context::EventWord;
use crate::lexicon::action::doubt::DoubtUse;
use crate::lexicon::action::word::{CuePlace, WordClass};
use crate::lexicon::key::WordSet;
use crate::lexicon::speech::{ReportingClass, ReportingVerb};
use crate::model::event::Modality;

/// Prepositions after which a verb in -ing tells what nobody has done, by the words before them.
const UNDONE: [(&str, EventWord); 4] = [
    ("to", EventWord::UndoneTo),
    ("of", EventWord::UndoneOf),
    ("for", EventWord::UndoneFor),
    ("about", EventWord::UndoneAbout),
];

/// How many nouns up a chain of prepositions is looked: "the threat of a wave of attacks".
const CHAIN: usize = 3;

impl Syntax<'_, '_> {
    /// What the words around the clause of a verb group say about it.
    pub(super) fn doubt_of_clause(&self, index: usize, clause: &Clause) -> Modality {
        let mut modality = self.doubt_at_opening(index, clause.start);
        let group = &self.groups[index];
        if group.form == Form::Gerund
            && let Some(before) = self.doubt_of_gerund(group.tokens.start)
        {
            modality = combine(modality, before);
        }
        if let Some(before) = self.doubt_before_that(index, clause.start) {
            modality = combine(modality, before);
        }
        if clause
            .subject
            .is_some_and(|subject| self.names_nobody(subject))
        {
            modality = combine(modality, Modality::Denied);
        }
        let told = self
            .doubt_of_belief(index, clause)
            .into_iter()
            .chain(self.doubt_of_document(clause.start))
            .chain(self.doubt_of_story(index, clause))
            .chain(
                self.is_of_another(index, clause)
                    .then_some(Modality::Denied),
            )
            .chain(self.is_provided_for(index).then_some(Modality::Planned));
        modality = told.fold(modality, combine);
        let is_anybody = clause
            .subject
            .is_some_and(|subject| self.is_word(self.phrases[subject].head, "whoever"));
        if is_anybody {
            modality = combine(modality, Modality::Hypothetical);
        }
        // "false reports of a blast that had wounded the mayor"
        let opener = clause
            .start
            .checked_sub(1)
            .map(|at| self.tag(at.max(self.tokens.start)));
        if opener == Some(Tag::Relative)
            && let Some(subject) = clause.subject
        {
            let doubt = self.doubt_of_phrase(subject);
            if matches!(doubt, Modality::Alleged | Modality::Denied) {
                modality = combine(modality, doubt);
            }
        }
        if self.is_agent_alleged(clause) {
            modality = combine(modality, Modality::Alleged);
        }
        modality
    }

    /// "Reportedly, …", "Had it attacked, …", "Did it attack?".
    fn doubt_at_opening(&self, index: usize, start: usize) -> Modality {
        let group = self.groups[index].tokens.start;
        let adverb = (start..group)
            .take_while(|at| matches!(self.tag(*at), Tag::Adverb | Tag::Comma))
            .find_map(|at| self.at(at).word.and_then(|word| word.cue))
            .filter(|(place, _)| *place == CuePlace::Adverb);
        if let Some(modality) = adverb
            .map(|(_, says)| says)
            .or_else(|| self.doubt_of_opening())
        {
            return modality;
        }
        if self.is_inverted(group) || self.is_asked() {
            return Modality::Hypothetical;
        }
        Modality::Asserted
    }

    /// "Had Israel bombed", "Should they close", "Were it to attack": whether the clause of the verb opens
    /// with its auxiliary.
    fn is_inverted(&self, group: usize) -> bool {
        let is_border = |at: &usize| {
            matches!(
                self.tag(*at),
                Tag::Comma | Tag::Break | Tag::Quote | Tag::Subordinator | Tag::Relative
            )
        };
        let opening = (self.tokens.start..group)
            .rev()
            .find(is_border)
            .map_or(self.tokens.start, |border| border + 1);
        let is_first = opening == self.tokens.start;
        let inverts =
            self.is_any(opening, &["had", "should"]) || is_first && self.is_word(opening, "were");
        inverts && opening + 1 < group && self.tag(opening + 1).opens_phrase()
    }

    /// Whether the sentence asks for yes or no.
    fn is_asked(&self) -> bool {
        let last = self.tokens.end.saturating_sub(1);
        let first = self.tokens.start + usize::from(self.tag(self.tokens.start) == Tag::Quote);
        let is_question =
            (last.saturating_sub(1)..=last).any(|at| self.reading.document.token_text(at) == "?");
        is_question && self.at(first).has(WordClass::Auxiliary)
    }

    /// What stands before the "that" by which the clause is opened.
    fn doubt_before_that(&self, index: usize, start: usize) -> Option<Modality> {
        let that = start.checked_sub(1).filter(|at| *at > self.tokens.start)?;
        if !self.is_word(that, "that") {
            return None;
        }
        let governor = (0..index)
            .rev()
            .find(|before| self.groups[*before].tokens.end <= that);
        let from = governor.map_or(self.tokens.start, |before| self.groups[before].tokens.end);
        if let Some((phrase, modality)) = self.doubting_noun(from, that) {
            return Some(self.told_by(phrase, modality, governor));
        }
        let verb = governor.map(|before| &self.groups[before])?;
        let last = self.before(that).filter(|at| *at >= from);
        let Some(last) = last else {
            return self.denied_telling(verb.main, verb.modality);
        };
        let text = self.reading.document.token_text(last);
        let lexicon = &self.reading.lexicon.action;
        if let Some(modality) = lexicon.doubt(text, DoubtUse::Predicate) {
            return Some(modality);
        }
        let is_truth = lexicon.doubt(text, DoubtUse::Truth).is_some();
        (is_truth && verb.modality != Modality::Asserted).then_some(verb.modality)
    }

    /// "did not say that": open. "did not deny that": as somebody else has it.
    fn denied_telling(&self, verb: usize, modality: Modality) -> Option<Modality> {
        let class = self.reporting_class(verb)?;
        (modality == Modality::Denied).then_some(if class == ReportingClass::Denied {
            Modality::Alleged
        } else {
            Modality::Hypothetical
        })
    }

    /// The reporting verb that a token is.
    pub(super) fn reporting(&self, position: usize) -> Option<ReportingVerb> {
        let text = self.reading.document.token_text(position);
        self.reading.lexicon.speech.verb(text)
    }

    fn reporting_class(&self, verb: usize) -> Option<ReportingClass> {
        self.reporting(verb).map(|verb| verb.class)
    }

    /// The noun of doubt right before a token, give or take what its prepositions bring: "reports from
    /// Khartoum that".
    fn doubting_noun(&self, from: usize, end: usize) -> Option<(usize, Modality)> {
        for phrase in self.phrases_in(&(from..end)).rev().take(CHAIN) {
            if let Some(modality) = self.doubt_of_noun(phrase) {
                return Some((phrase, modality));
            }
            // "concern over the fact that": only who says so may stand between.
            let head = self.phrases[phrase].head;
            let is_thing = self.tag(head) == Tag::Noun
                && self
                    .noun(head)
                    .is_none_or(|noun| !noun.classes.is_participant());
            if is_thing {
                return None;
            }
            self.phrases[phrase].preposition?;
        }
        None
    }

    /// Whether a phrase speaks of what somebody alleges: "the report", "such claims".
    pub(super) fn is_claim(&self, phrase: usize) -> bool {
        self.doubt_of_noun(phrase) == Some(Modality::Alleged)
    }

    fn doubt_of_noun(&self, phrase: usize) -> Option<Modality> {
        let head = self.phrases[phrase].head;
        let text = self.reading.document.token_text(head);
        let doubt = self.reading.lexicon.action.doubt(text, DoubtUse::Noun);
        let is_forged = (self.phrases[phrase].tokens.start..head).any(|at| {
            let word = self.reading.document.token_text(at);
            let lexicon = &self.reading.lexicon.action;
            lexicon.doubt(word, DoubtUse::Forged).is_some()
        });
        let doubt = if is_forged && doubt == Some(Modality::Alleged) {
            Some(Modality::Denied)
        } else {
            doubt
        };
        doubt.filter(|_| matches!(self.tag(head), Tag::Noun | Tag::Other))
    }

    /// What a noun of doubt says, unless it is there for none, or is itself denied: "no evidence", "dismissed
    /// reports".
    fn told_by(&self, phrase: usize, modality: Modality, governor: Option<usize>) -> Modality {
        let is_refuted = self.phrases[phrase].preposition.is_none()
            && governor.is_some_and(|before| {
                let verb = &self.groups[before];
                let is_near = self.phrases[phrase].tokens.start <= verb.tokens.end + 1;
                is_near
                    && verb.modality != Modality::Denied
                    && self.reporting_class(verb.main) == Some(ReportingClass::Denied)
            });
        if is_refuted || self.names_nobody(phrase) {
            return Modality::Denied;
        }
        let is_confirmed = governor.is_some_and(|before| {
            let verb = &self.groups[before];
            let text = self.reading.document.token_text(verb.main);
            let lexicon = &self.reading.lexicon.action;
            // "refused to confirm", "waited to verify"
            verb.modality == Modality::Asserted
                && verb.form != Form::Infinitive
                && lexicon.doubt(text, DoubtUse::Confirmed).is_some()
        });
        if is_confirmed {
            return Modality::Asserted;
        }
        modality
    }

    /// Whether a phrase names none: "no troops", "neither side", "none of them".
    pub(super) fn names_nobody(&self, phrase: usize) -> bool {
        const NONE: WordSet<5> = WordSet::new(["no", "neither", "none", "nobody", "nor"]);
        let start = self.phrases[phrase].tokens.start;
        let before = start.checked_sub(1).filter(|at| self.tokens.contains(at));
        let is_of_none = |at: usize| {
            self.is_word(at, "of")
                && at > self.tokens.start
                && self.is_any(at - 1, &["none", "neither"])
        };
        let is_none = self.is_in(start, &NONE)
            || before.is_some_and(|at| self.is_word(at, "neither") || is_of_none(at));
        is_none && !(start..=start + 1).any(|at| self.is_of_class(at, EventWord::Compared))
    }

    /// "was shot, allegedly by soldiers".
    fn is_agent_alleged(&self, clause: &Clause) -> bool {
        let mut inside = clause.complement.clone();
        inside.any(|at| {
            let cue = self.at(at).word.and_then(|word| word.cue);
            cue == Some((CuePlace::Adverb, Modality::Alleged)) && self.is_word(at + 1, "by")
        })
    }

    /// What the nouns say on which a noun depends: "the threat of an attack", "denied reports of shelling".
    pub(super) fn doubt_of_phrase(&self, phrase: usize) -> Modality {
        let mut at = phrase;
        for _ in 0..CHAIN {
            let Some(preposition) = self.phrases[at].preposition else {
                break;
            };
            if self.is_instead(preposition) {
                return Modality::Denied;
            }
            let Some(before) = preposition
                .checked_sub(1)
                .and_then(|end| self.phrase_at(end))
            else {
                break;
            };
            if let Some(modality) = self.doubt_of_noun(before) {
                if !self.brings(modality, preposition) {
                    break;
                }
                let governor = self.group_from(self.phrases[before].tokens.start);
                return self.told_by(before, modality, governor.checked_sub(1));
            }
            at = before;
        }
        Modality::Asserted
    }

    /// Whether a preposition after a noun of doubt brings what is in doubt: "reports of an attack", not
    /// "reports on the attack".
    fn brings(&self, modality: Modality, preposition: usize) -> bool {
        let is_definite = self.is_any(preposition + 1, &["the", "this", "these", "last"]);
        let rest: &[&str] = match modality {
            Modality::Planned => &["for", "on", "to", "about"],
            Modality::Hypothetical if is_definite => &["for", "against"],
            Modality::Hypothetical => &["for", "against", "about", "over"],
            Modality::Asserted | Modality::Alleged | Modality::Denied => &[],
        };
        self.is_word(preposition, "of") || self.is_any(preposition, rest)
    }

    /// What stands before a verb in -ing: "accusations of shelling", "instead of attacking".
    fn doubt_of_gerund(&self, start: usize) -> Option<Modality> {
        if let Some(modality) = self.doubt_of_charge(start) {
            return Some(modality);
        }
        let preposition = start.checked_sub(1).filter(|at| {
            self.tokens.contains(at) && self.is_any(*at, &["of", "for", "about", "than", "without"])
        })?;
        if self.is_instead(preposition) || self.is_word(preposition, "without") {
            return Some(Modality::Denied);
        }
        let phrase = self.phrase_at(preposition.checked_sub(1)?)?;
        let modality = self.doubt_of_noun(phrase)?;
        let governor = self.group_from(self.phrases[phrase].tokens.start);
        Some(self.told_by(phrase, modality, governor.checked_sub(1)))
    }

    /// "acquitted of killing", "on trial for killing", "came close to killing".
    fn doubt_of_charge(&self, start: usize) -> Option<Modality> {
        let preposition = start.checked_sub(1)?;
        let before = preposition
            .checked_sub(1)
            .filter(|at| self.tokens.contains(at))?;
        if self.is_word(preposition, "of") && self.is_of_class(before, EventWord::Cleared) {
            return Some(Modality::Denied);
        }
        if self.is_word(preposition, "for") && self.is_of_class(before, EventWord::Trial) {
            return Some(Modality::Alleged);
        }
        if self.is_word(preposition, "from") && self.is_word(before, "far") {
            return Some(Modality::Denied);
        }
        let leads = UNDONE.iter().any(|(word, class)| {
            self.is_word(preposition, word) && self.is_of_class(before, *class)
        });
        (leads || self.is_word(preposition, "against")).then_some(Modality::Hypothetical)
    }

    /// "instead of", "rather than".
    fn is_instead(&self, preposition: usize) -> bool {
        let before = preposition
            .checked_sub(1)
            .filter(|at| self.tokens.contains(at));
        before.is_some_and(|at| {
            let text = self.reading.document.token_text(at);
            let lexicon = &self.reading.lexicon.action;
            lexicon.doubt(text, DoubtUse::Adverb).is_some()
        })
    }

    /// What a noun says about the infinitive after it: "plot to bomb".
    pub(super) fn doubt_before_infinitive(&self, phrase: usize) -> Option<Modality> {
        self.doubt_of_noun(phrase)
    }
}
