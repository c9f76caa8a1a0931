//! Words that stand before their cue or around it: “…,” X said; "…, said X"; "…, X said, …"; "according to X".

use std::ops::Range;

use super::cue::{Complement, Cue, CueReader, is_quotation_mark};
use super::report::is_speech;
use crate::lexicon::speech::{SpeechWord, VerbForm};
use crate::text::document::{Quotation, Sentence};
use crate::text::token::TokenKind;

/// How far before its verb a postponed subject may start, in tokens.
const SUBJECT_REACH: usize = 25;
/// How far before its end a clause may start, in tokens.
const CLAUSE_REACH: usize = 60;

impl CueReader<'_, '_> {
    /// “…,” X said; “…,” said X. Returns whether the words stand in a quotation before the verb.
    pub(super) fn read_before(&self, cue: &mut Cue, group: usize, sentence: &Sentence) -> bool {
        let Some(verb) = cue.verb.filter(|verb| verb.takes_quote || verb.takes_that) else {
            return false;
        };
        // “Is it so?” X asked: the question mark has ended the sentence.
        let sentence_start = sentence.tokens.start;
        let next = cue.tokens.end;
        let follows_mark = sentence_start > 1
            && is_quotation_mark(self.text(sentence_start - 1))
            && matches!(self.text(sentence_start - 2), "?" | "!")
            && (next >= sentence.tokens.end
                || self.document.tokens[next].kind == TokenKind::Punctuation);
        let first = sentence_start - usize::from(follows_mark);
        let Some(mark) = (group.saturating_sub(SUBJECT_REACH).max(first)..group)
            .rev()
            .find(|at| is_quotation_mark(self.text(*at)))
        else {
            return false;
        };
        let Some(quotation) = self
            .quotation_closing(mark)
            .filter(|quotation| self.is_spoken(quotation) && self.is_finished(quotation, mark))
        else {
            return false;
        };
        let after_mark = if self.text(mark + 1) == "," {
            mark + 2
        } else {
            mark + 1
        };
        if after_mark >= group && verb.form != VerbForm::Participle {
            let subject = self.inverted_subject(cue.tokens.end, sentence);
            cue.speaker_after = Some(self.with_apposition(subject, sentence.tokens.end));
        } else if verb.form == VerbForm::Participle
            || self.text(group - 1) == "," && cue.shares_subject
        {
            return false;
        } else {
            cue.subject = after_mark..group.max(after_mark);
        }
        cue.complement = Complement::Before(quotation.tokens.clone());
        cue.border = mark;
        true
    }

    /// Speech, also of few words if it is a sentence: “It hummed,”.
    fn is_spoken(&self, quotation: &Quotation) -> bool {
        const MOST: usize = 4;
        let last = quotation.tokens.end.saturating_sub(1);
        let is_short = quotation.tokens.len() <= MOST
            && quotation.tokens.len() > 1
            && matches!(self.text(last), "," | "." | "?" | "!")
            && !self.is_lower(quotation.tokens.start);
        is_short || is_speech(self.document, quotation)
    }

    /// Whether a quotation ends with a mark, as speech does.
    fn is_finished(&self, quotation: &Quotation, mark: usize) -> bool {
        let last = quotation.tokens.end.saturating_sub(1);
        matches!(self.text(last), "," | "." | "?" | "!" | "..." | "—") || self.text(mark + 1) == ","
    }

    fn inverted_subject(&self, start: usize, sentence: &Sentence) -> Range<usize> {
        let end = (start..sentence.tokens.end)
            .find(|at| matches!(self.text(*at), "," | ";" | "." | ":"))
            .unwrap_or(sentence.tokens.end);
        start..end
    }

    /// "…, said the interior ministry.": a clause before the comma, and no verb behind the cue.
    pub(super) fn read_inverted(
        &self,
        cue: &mut Cue,
        group: usize,
        sentence: &Sentence,
        previous: Option<&Cue>,
    ) -> bool {
        let takes_clause = cue.verb.is_some_and(|verb| verb.takes_clause);
        let first = sentence.tokens.start;
        let next = cue.tokens.end;
        if !takes_clause || cue.is_passive || group <= first || self.text(group - 1) != "," {
            return false;
        }
        let comma = group - 1;
        let start = self.clause_start(first, comma, previous);
        let is_clause = self.has_main_verb(start..comma);
        let subject = self.inverted_subject(next, sentence);
        let is_pronoun = self.document.is_any_word(
            next,
            &["he", "she", "it", "they", "there", "that", "this", "we"],
        );
        let is_nominal = !subject.is_empty()
            && subject.len() <= SUBJECT_REACH
            && !is_pronoun
            && self.word(next) != Some(SpeechWord::Preposition)
            && !self.has_finite_verb(self.before_relative(&subject));
        if !is_clause || !is_nominal {
            return false;
        }
        cue.speaker_after = Some(self.with_apposition(subject, sentence.tokens.end));
        cue.shares_subject = false;
        cue.complement = Complement::Before(start..self.trimmed_end(start, comma));
        cue.border = comma;
        true
    }

    /// The tokens before the first "who" or "which" among them.
    fn before_relative(&self, tokens: &Range<usize>) -> Range<usize> {
        let end = tokens
            .clone()
            .find(|at| {
                self.document
                    .is_any_word(*at, &["who", "which", "whose", "where", "that"])
            })
            .unwrap_or(tokens.end);
        tokens.start..end
    }

    /// Whether a finite verb stands among the tokens outside a relative clause at their end.
    fn has_main_verb(&self, tokens: Range<usize>) -> bool {
        let last_comma = tokens.clone().rev().find(|at| self.text(*at) == ",");
        let end = last_comma
            .filter(|comma| self.word(comma + 1) == Some(SpeechWord::Break))
            .unwrap_or(tokens.end);
        self.has_finite_verb(tokens.start..end)
    }

    /// Where the clause before a comma begins: behind a semicolon, or where a clause with a cue of its own
    /// ends.
    fn clause_start(&self, first: usize, comma: usize, previous: Option<&Cue>) -> usize {
        let is_start = |at: &usize| {
            let joins = self
                .document
                .is_any_word(at + 1, &["but", "while", "whereas"]);
            self.text(*at) == ";" || previous.is_some() && self.text(*at) == "," && joins
        };
        let from = comma.saturating_sub(CLAUSE_REACH).max(first);
        match (from..comma).rev().find(is_start) {
            Some(mark) if self.text(mark) == "," => mark + 2,
            Some(mark) => mark + 1,
            None => first,
        }
    }

    /// "The fire, he said, had been set": the words stand on both sides of the cue.
    pub(super) fn read_inserted(&self, cue: &mut Cue, group: usize, sentence: &Sentence) -> bool {
        const TAIL: usize = 12;
        let first = sentence.tokens.start;
        let is_speech = cue
            .verb
            .is_some_and(|verb| verb.is_speech && verb.form != VerbForm::Participle);
        if !is_speech || cue.shares_subject || cue.is_passive {
            return false;
        }
        let from = group.saturating_sub(SUBJECT_REACH).max(first);
        let Some(comma) = (from..group).rev().find(|at| self.text(*at) == ",") else {
            return false;
        };
        let next = cue.tokens.end;
        let end = self.end_of(sentence);
        let Some(closing) = (next..end.min(next + TAIL)).find(|at| self.text(*at) == ",") else {
            return false;
        };
        if comma + 1 == group || comma == first || self.opens_aside(comma + 1) {
            return false;
        }
        let after = closing + 1;
        let start = self.clause_start(first, comma, None);
        let is_whole = !self.has_finite_verb(start..comma) || self.is_condition(start);
        let goes_on = self.has_finite_verb(after..end) && !self.opens_aside(after);
        let is_quoted = (start..closing).any(|at| is_quotation_mark(self.text(at)))
            || self.quotation_opening(after).is_some() && !self.is_lower(after + 1);
        let interrupts = self.has_finite_verb(next..closing)
            || self.has_finite_verb(comma + 1..group)
            || (next..closing).any(|at| self.document.is_word(at, "that"));
        let is_short = self.has_finite_verb(start..comma) || self.is_lower(after);
        if !is_whole || !goes_on && !self.opens_mixed(after) || is_quoted || interrupts || !is_short
        {
            return false;
        }
        cue.subject = comma + 1..group;
        cue.complement = Complement::Before(start..end);
        cue.border = comma;
        true
    }

    /// "It was, he said, “a day of shame”."
    fn opens_mixed(&self, after: usize) -> bool {
        self.quotation_opening(after).is_some() && self.is_lower(after + 1)
    }

    fn is_lower(&self, at: usize) -> bool {
        self.text(at)
            .starts_with(|first: char| !first.is_uppercase())
    }

    /// Whether a clause depends on the one behind it: "If nothing changes, he said, the talks will fail".
    fn is_condition(&self, start: usize) -> bool {
        self.document.is_any_word(
            start,
            &[
                "if", "unless", "had", "when", "although", "once", "while", "because",
            ],
        )
    }

    /// Whether a token opens what belongs neither to the words said nor to who says them.
    fn opens_aside(&self, at: usize) -> bool {
        let is_break = self.word(at) == Some(SpeechWord::Break)
            || self
                .document
                .is_any_word(at, &["and", "but", "as", "after"]);
        let is_participle = self
            .lexicon
            .verb(self.text(at))
            .is_some_and(|verb| verb.form == VerbForm::Participle);
        is_break || is_participle || self.word(at) == Some(SpeechWord::Relay)
    }

    /// "rebels that Uganda says are armed by Rwanda": a finite verb right behind the cue, whose subject stands
    /// before the relative pronoun.
    pub(super) fn read_embedded(&self, cue: &mut Cue, group: usize, sentence: &Sentence) -> bool {
        const RELATIVE_REACH: usize = 8;
        let first = sentence.tokens.start;
        let next = cue.tokens.end;
        let end = self.end_of(sentence);
        let takes_clause = cue.verb.is_some_and(|verb| verb.takes_clause);
        if !takes_clause || cue.is_passive || next >= end || !self.is_finite(next, next) {
            return false;
        }
        let relative = (group.saturating_sub(RELATIVE_REACH).max(first)..group)
            .rev()
            .find(|at| {
                self.document
                    .is_any_word(*at, &["that", "who", "which", "whom"])
            });
        let Some(relative) = relative.filter(|relative| relative + 1 < group) else {
            return false;
        };
        cue.subject = relative + 1..group;
        cue.shares_subject = false;
        cue.complement = Complement::Clause(next);
        cue.limit = (next..end).find(|at| self.text(*at) == ",");
        true
    }

    /// "…, X said.": the words stand before the subject.
    pub(super) fn read_postponed(
        &self,
        cue: &mut Cue,
        group: usize,
        sentence: &Sentence,
        previous: Option<&Cue>,
    ) {
        const LEAST: usize = 3;
        let first = sentence.tokens.start;
        let next = cue.tokens.end;
        let is_tail = next >= sentence.tokens.end
            || self.document.tokens[next].kind == TokenKind::Punctuation
            || matches!(
                self.word(next),
                Some(SpeechWord::Preposition | SpeechWord::Adverb | SpeechWord::Addressee)
            );
        let takes_addressee = cue.verb.is_some_and(|verb| verb.takes_addressee);
        let tells_somebody = next < self.document.tokens.len()
            && (takes_addressee || self.opens_time(next))
            && !self.has_finite_verb(next..sentence.tokens.end)
            && !(next..sentence.tokens.end).any(|at| self.document.is_word(at, "that"));
        let is_tail = is_tail || tells_somebody;
        let takes_that = cue
            .verb
            .is_some_and(|verb| verb.takes_that && (!verb.takes_addressee || tells_somebody));
        if cue.shares_subject || cue.is_passive || !takes_that || !is_tail {
            return;
        }
        let comma_before = |end: usize| {
            (end.saturating_sub(SUBJECT_REACH).max(first)..end)
                .rev()
                .find(|at| self.text(*at) == ",")
        };
        let mut comma = comma_before(group);
        // "…, Peter Hall, the mayor, said."
        if let Some(last) = comma.filter(|comma| comma + 1 == group) {
            let inner = comma_before(last);
            comma = inner
                .and_then(comma_before)
                .filter(|outer| !self.has_finite_verb(outer + 1..last));
        }
        let Some(comma) = comma else {
            return;
        };
        let start = self.clause_start(first, comma, previous);
        let is_long = comma.saturating_sub(start) >= LEAST && self.may_hold_verb(start..comma);
        let is_clause = is_long || self.has_finite_verb(start..comma);
        if !is_clause || self.is_fronted(&(start..comma)) || self.opens_aside(comma + 1) {
            return;
        }
        cue.subject = comma + 1..group;
        cue.complement = Complement::Before(start..self.trimmed_end(start, comma));
        cue.border = comma;
    }

    /// "according to X": what stands before it, behind it, or around it.
    pub(super) fn phrase_cue(&self, at: usize, length: usize, sentence: &Sentence) -> Cue {
        let first = sentence.tokens.start;
        let start = at + length;
        let sentence_end = sentence.tokens.end;
        let end = (start..sentence_end)
            .find(|at| matches!(self.text(*at), "," | ";" | "." | ":"))
            .unwrap_or(sentence_end);
        let is_leading = at <= first + 2;
        let source = self.with_apposition(start..end, sentence_end);
        let mut cue = Cue {
            tokens: at..start,
            verb: None,
            subject: at..at,
            speaker_after: Some(source),
            shares_subject: false,
            is_passive: false,
            is_noun: false,
            complement: Complement::None,
            border: at,
            limit: None,
        };
        if is_leading {
            let words = self.behind_apposition(end, sentence_end);
            cue.complement = Complement::Phrase((words + 1).min(sentence_end));
            return cue;
        }
        let from = self.clause_start(first, at, None);
        let until = self.end_of(sentence);
        let words = self.behind_apposition(end, sentence_end) + 1;
        let is_split = self.text(at - 1) == ","
            && words < until
            && !self.has_finite_verb(from..at)
            && self.has_finite_verb(words..until);
        cue.complement = if is_split {
            Complement::Before(from..until)
        } else {
            Complement::Before(from..self.trimmed_end(from, at))
        };
        cue
    }

    /// "according to the governor, Paulo Machel": with the name behind an office of one.
    fn with_apposition(&self, source: Range<usize>, sentence_end: usize) -> Range<usize> {
        let is_one = source.len() > 1
            && self.word(source.start) == Some(SpeechWord::Determiner)
            && !self.text(source.end - 1).ends_with('s');
        if !is_one {
            return source;
        }
        let comma = self.behind_apposition(source.end, sentence_end);
        let end = (comma + 1..sentence_end)
            .find(|at| matches!(self.text(*at), "," | ";" | "." | ":"))
            .unwrap_or(sentence_end);
        let names = comma + 1 < end
            && comma == source.end
            && !self.is_lower(comma + 1)
            && !self.has_finite_verb(comma + 1..end);
        source.start..if names { end } else { comma }
    }

    /// The comma behind a name and its apposition: "according to Ana Silva, head of the union, …".
    fn behind_apposition(&self, comma: usize, end: usize) -> usize {
        let mut last = comma;
        while last < end && self.text(last) == "," {
            let next = (last + 1..end.min(last + SUBJECT_REACH))
                .find(|at| matches!(self.text(*at), "," | ";" | "." | ":"));
            let Some(next) = next.filter(|next| self.text(*next) == ",") else {
                break;
            };
            let is_aside = self.word(last + 1) == Some(SpeechWord::Break)
                || !self.has_finite_verb(last + 1..next);
            if !is_aside || !self.has_finite_verb(next + 1..end) {
                break;
            }
            last = next;
        }
        last
    }
}
