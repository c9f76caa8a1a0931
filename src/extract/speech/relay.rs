//! Words handed on: "was quoted as saying", "quoted officials as saying", "reported, citing the governor".

use std::ops::Range;

use super::cue::{Complement, Cue, CueReader};
use crate::lexicon::speech::{ReportingVerb, SpeechWord, VerbForm};
use crate::text::document::Sentence;

/// How far before "as saying" the verb of quoting may stand, in tokens.
const REACH: usize = 14;

impl CueReader<'_, '_> {
    /// The cue of "quoted as saying": "saying" with the one quoted for its subject.
    pub(super) fn relayed_cue(
        &self,
        at: usize,
        verb: ReportingVerb,
        sentence: &Sentence,
    ) -> Option<Cue> {
        let first = sentence.tokens.start;
        let as_word = at.checked_sub(1).filter(|before| *before >= first)?;
        if verb.form != VerbForm::Participle || !self.document.is_word(as_word, "as") {
            return None;
        }
        let relay = (as_word.saturating_sub(REACH).max(first)..as_word)
            .rev()
            .find(|before| self.word(*before) == Some(SpeechWord::Relay))?;
        let is_passive = relay > first && self.word(relay - 1) == Some(SpeechWord::Be);
        let mut group = relay;
        while is_passive
            && group > first
            && matches!(
                self.word(group - 1),
                Some(SpeechWord::Be | SpeechWord::Auxiliary | SpeechWord::Adverb)
            )
        {
            group -= 1;
        }
        let subject = if is_passive {
            self.subject(group, first, None)
        } else {
            relay + 1..as_word
        };
        let mut cue = Cue {
            tokens: at..at + 1,
            // Behind "quoted as" it stands for a finite verb.
            verb: Some(ReportingVerb {
                form: VerbForm::Past,
                ..verb
            }),
            subject,
            speaker_after: None,
            shares_subject: false,
            is_passive: false,
            is_noun: false,
            complement: Complement::None,
            border: group,
            limit: None,
        };
        if !(is_passive && self.read_before(&mut cue, group, sentence)) {
            cue.complement = self.complement(at, verb, sentence, false);
        }
        Some(cue)
    }

    /// The words after "citing" that name the source of a sentence, and where "citing" stands.
    pub(super) fn cited(&self, sentence: &Sentence) -> Option<(usize, Range<usize>)> {
        let tokens = &sentence.tokens;
        let at = tokens.clone().skip(1).find(|at| {
            self.text(at - 1) == ","
                && self.text(*at).ends_with("ing")
                && self.word(*at) == Some(SpeechWord::Relay)
        })?;
        let end = (at + 1..tokens.end)
            .find(|end| {
                matches!(self.text(*end), ";" | "." | ":")
                    || self.document.is_word(*end, "that")
                    || self.lexicon.verb(self.text(*end)).is_some()
            })
            .unwrap_or(tokens.end);
        Some((at, at + 1..end))
    }
}
