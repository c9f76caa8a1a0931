//! What somebody only claims, believes or makes up: "claims Norway bombed", "a forged letter in which".

use super::group::Form;
use super::syntax::{Clause, Syntax};
use super::tag::Tag;
use crate::lexicon::action::context::EventWord;
use crate::lexicon::action::doubt::DoubtUse;
use crate::lexicon::action::word::{NounClass, VerbClass};
use crate::model::event::{EventKind, Modality};

impl Syntax<'_, '_> {
    /// What the verb says on which the clause hangs, with "that" or without: "suspects that rebels shelled",
    /// "claims Norway bombed". Nothing of what somebody claims to have done himself.
    pub(super) fn doubt_of_belief(&self, index: usize, clause: &Clause) -> Option<Modality> {
        let teller = self.teller(index, clause)?;
        let governor = &self.groups[teller];
        if self.is_mistaken(teller) {
            return Some(Modality::Denied);
        }
        // "papers purporting to prove that": what is proved is as open as the proof.
        let told = self.clauses[teller].modality;
        if governor.form == Form::Infinitive
            && matches!(told, Modality::Alleged | Modality::Hypothetical)
        {
            return Some(told);
        }
        if !self.is_verb(governor.verb, VerbClass::Doubting) {
            return None;
        }
        let governs = self.at(governor.main).word.and_then(|word| word.governs);
        let is_claim = matches!(governs, None | Some(Modality::Alleged));
        if governor.modality == Modality::Denied || !is_claim {
            return Some(Modality::Hypothetical);
        }
        let claims = self.reading.lexicon.action.verb(governor.verb).lemma == "claim";
        let is_own = claims
            && !self.groups[index].is_passive
            && clause.subject.is_some_and(|subject| {
                self.is_any(self.phrases[subject].head, &["it", "they", "we", "I"])
            });
        (!is_own).then_some(Modality::Alleged)
    }

    /// "wrongly reported that", "false reports said that".
    fn is_mistaken(&self, teller: usize) -> bool {
        let group = &self.groups[teller];
        let around = group.tokens.start.max(self.tokens.start + 1) - 1..group.tokens.end;
        let is_false = |subject: usize| {
            let phrase = &self.phrases[subject];
            (phrase.tokens.start..phrase.head).any(|at| {
                let text = self.reading.document.token_text(at);
                let lexicon = &self.reading.lexicon.action;
                lexicon.doubt(text, DoubtUse::Forged).is_some()
                    || lexicon.doubt(text, DoubtUse::Predicate) == Some(Modality::Denied)
            })
        };
        around
            .into_iter()
            .any(|at| self.is_of_class(at, EventWord::Wrongly))
            || self.clauses[teller].subject.is_some_and(is_false)
    }

    /// "It was not Mali who bombed": whether the clause says of whom it is not true.
    pub(super) fn is_of_another(&self, index: usize, clause: &Clause) -> bool {
        let Some(opener) = clause.start.checked_sub(1) else {
            return false;
        };
        if opener <= self.tokens.start || !self.is_any(opener, &["who", "that", "which"]) {
            return false;
        }
        let Some(phrase) = self.phrase_at(opener - 1) else {
            return false;
        };
        let start = self.phrases[phrase].tokens.start;
        index
            .checked_sub(1)
            .map(|before| &self.groups[before])
            .is_some_and(|before| {
                before.tokens.end == start
                    && before.modality == Modality::Denied
                    && self.tag(before.main) == Tag::Auxiliary
                    && before.tokens.start > self.tokens.start
                    && self.is_word(before.tokens.start - 1, "it")
            })
    }

    /// "The novel tells how", "his film shows Norway bombing": what a tale tells is no news.
    pub(super) fn doubt_of_story(&self, index: usize, clause: &Clause) -> Option<Modality> {
        let before = index.checked_sub(1)?;
        let teller = &self.groups[before];
        let tale = self.clauses[before]
            .subject
            .and_then(|it| self.made_up(it))?;
        let opener = clause.start.checked_sub(1);
        let is_told = match self.groups[index].form {
            Form::Finite => opener.is_some_and(|at| {
                at == teller.tokens.end && self.is_any(at, &["how", "that", "where"])
            }),
            Form::Gerund => {
                let start = self.groups[index].tokens.start;
                matches!(self.tag(start - 1), Tag::Noun | Tag::Name)
            }
            Form::Infinitive | Form::Participle => false,
        };
        is_told.then_some(tale)
    }

    /// "Under the plan, Mali withdraws": what a plan provides for, told in the present.
    pub(super) fn is_provided_for(&self, index: usize) -> bool {
        let Some(first) = self.phrases.first() else {
            return false;
        };
        let opens = first.preposition == Some(self.tokens.start)
            && self.is_word(self.tokens.start, "under")
            && self.tag(first.tokens.start) == Tag::Determiner;
        let text = self.reading.document.token_text(first.head);
        let is_plan = || {
            let lexicon = &self.reading.lexicon.action;
            lexicon.doubt(text, DoubtUse::Noun) == Some(Modality::Planned)
                || self
                    .noun(first.head)
                    .is_some_and(|noun| noun.classes.has(NounClass::Agreement))
        };
        opens && is_plan() && self.is_present(index)
    }

    /// "said it would withdraw": what somebody says of his own future is planned, unless under a condition.
    pub(super) fn is_own_future(&self, index: usize, clause: &Clause) -> bool {
        let group = &self.groups[index];
        let is_pronoun = clause
            .subject
            .is_some_and(|subject| self.tag(self.phrases[subject].head) == Tag::Pronoun);
        let is_open = self.is_any(clause.complement.end, &["if", "unless", "once", "until"]);
        is_pronoun
            && !is_open
            && group.modality == Modality::Hypothetical
            && self.is_word(group.tokens.start, "would")
            && self.teller(index, clause).is_some_and(|teller| {
                let teller = &self.groups[teller];
                !self.is_verb(teller.verb, VerbClass::Doubting)
                    && (self.is_verb(teller.verb, VerbClass::Saying)
                        || self.is_verb(teller.verb, VerbClass::Announcing))
            })
    }

    /// "announced on Tuesday that": one past a time and its preposition.
    pub(super) fn past_time(&self, from: usize) -> usize {
        let is_time = |at: usize| matches!(self.tag(at), Tag::Time | Tag::Adverb);
        let mut at = from;
        while is_time(at) || self.tag(at) == Tag::Preposition && self.tag(at + 1) == Tag::Time {
            at += 1;
        }
        at
    }

    /// Whether "that" follows, for all but bare statements also after a time.
    pub(super) fn opens_clause(&self, kind: EventKind, after: usize) -> bool {
        let opening = match kind {
            EventKind::Statement => after,
            _ => self.past_time(after),
        };
        self.is_word(opening, "that")
    }

    /// The verb on which a finite clause hangs by "that", or by nothing at all.
    fn teller(&self, index: usize, clause: &Clause) -> Option<usize> {
        if self.groups[index].form != Form::Finite {
            return None;
        }
        let subject = clause
            .subject
            .map(|subject| self.phrases[subject].tokens.start);
        let that = clause.start.checked_sub(1).filter(|that| {
            *that > self.tokens.start
                && self.is_word(*that, "that")
                && self.tag(*that) == Tag::Subordinator
        });
        let opening = that.or(subject)?;
        let teller = self.group_from(opening).checked_sub(1)?;
        let between = self.groups[teller].tokens.end..opening;
        let is_beside = |at: usize| {
            matches!(
                self.tag(at),
                Tag::Adverb | Tag::Negation | Tag::Time | Tag::Number
            ) || that.is_some() && matches!(self.tag(at), Tag::Preposition | Tag::Determiner)
        };
        between.into_iter().all(is_beside).then_some(teller)
    }

    /// "a forged letter in which", "claims to hold a tape in which": what a document tells that is made up, or
    /// that somebody only claims to have.
    pub(super) fn doubt_of_document(&self, start: usize) -> Option<Modality> {
        let relative = start.checked_sub(1)?;
        if relative <= self.tokens.start || !self.is_any(relative, &["which", "where"]) {
            return None;
        }
        let opening = if self.tag(relative - 1) == Tag::Preposition {
            relative - 1
        } else {
            relative
        };
        let document = self.phrase_ending_before(opening)?;
        let made_up = self.made_up(document);
        made_up.or_else(|| {
            let holding = self.group_from(self.phrases[document].tokens.start);
            let holding = holding.checked_sub(1)?;
            let group = &self.groups[holding];
            let is_claimed = self.is_verb(group.verb, VerbClass::Doubting)
                || group.form == Form::Infinitive
                    && self.clauses[holding].modality == Modality::Alleged;
            is_claimed.then_some(Modality::Alleged)
        })
    }

    /// What a phrase says that names a tale, or a document as forged.
    fn made_up(&self, phrase: usize) -> Option<Modality> {
        let phrase = &self.phrases[phrase];
        let lexicon = &self.reading.lexicon.action;
        let document = &self.reading.document;
        let tale = lexicon.doubt(document.token_text(phrase.head), DoubtUse::Tale);
        tale.or_else(|| {
            (phrase.tokens.start..phrase.head)
                .find_map(|at| lexicon.doubt(document.token_text(at), DoubtUse::Forged))
        })
    }

    /// "In the novel, …", "Suppose that …", "It is time …": what the words say by which the sentence opens.
    pub(super) fn doubt_of_opening(&self) -> Option<Modality> {
        let start = self.tokens.start;
        let is_supposed = self.is_of_class(start, EventWord::Supposing);
        let is_due = self.is_word(start, "it")
            && self.is_any(start + 1, &["is", "was"])
            && (self.is_word(start + 2, "time")
                || self.is_any(start + 2, &["high", "about", "past"])
                    && self.is_word(start + 3, "time"));
        if is_supposed || is_due {
            return Some(Modality::Hypothetical);
        }
        let first = self.phrases.first()?;
        let opens = first.preposition == Some(self.tokens.start)
            && self.is_word(self.tokens.start, "in")
            && self.tag(first.tokens.end) == Tag::Comma;
        opens.then(|| self.made_up(0)).flatten()
    }
}
