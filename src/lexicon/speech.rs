//! Reporting verbs and other words of attribution.

use super::classed::ClassedWords;
use super::error::LexiconError;
use super::key::WordKey;
use super::phrases::Phrases;
use super::read::{Record, read};
use super::table::WordTable;
use super::telling::{self, TellingWord};

/// A verb that reports words or thoughts, in one of its forms.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one use that the data file lists"
)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportingVerb {
    /// What it says about the truth of the words.
    pub class: ReportingClass,
    /// Whether it stands beside direct speech.
    pub takes_quote: bool,
    /// Whether it takes a that-clause.
    pub takes_that: bool,
    /// Whether it takes a clause without "that".
    pub takes_clause: bool,
    /// Whether its clause is reported speech.
    pub is_speech: bool,
    /// Whether it takes an object before its clause: "told reporters".
    pub takes_addressee: bool,
    /// Whether it takes "to" with a verb.
    pub takes_infinitive: bool,
    /// Whether it takes whom or what.
    pub takes_object: bool,
    /// Whether it may bring a quoted noun phrase: "called it “…”".
    pub is_nominal: bool,
    /// Whether its base form and its form in "-s" are nouns more often than not.
    pub is_like_noun: bool,
    /// Which form this is.
    pub form: VerbForm,
}

/// What a reporting verb says about the truth of what is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportingClass {
    /// "said".
    Neutral,
    /// "claimed".
    Alleged,
    /// "denied".
    Denied,
    /// "vowed".
    Promised,
    /// "urged".
    Wanted,
    /// "warned".
    Possible,
}

/// The form of a verb, as far as its spelling tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerbForm {
    /// "claim": may be a noun.
    Base,
    /// "claims": may be a noun.
    Third,
    /// "claimed".
    Past,
    /// "claiming".
    Participle,
}

/// The part that a word plays around a reporting verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpeechWord {
    /// May stand between subject and verb.
    Adverb,
    /// "has".
    Auxiliary,
    /// A form of "be".
    Be,
    /// "will", "to".
    Modal,
    /// "not".
    Negation,
    /// "of".
    Preposition,
    /// "the".
    Determiner,
    /// What says something in place of its author: "report".
    Document,
    /// Who says something without a name: "officials".
    Voice,
    /// Starts another clause: "while".
    Break,
    /// To whom something is told: "reporters".
    Addressee,
    /// Hands on the words of another: "quoted", "citing".
    Relay,
}

/// Reporting verbs and other words of attribution.
#[derive(Debug, Default)]
pub struct SpeechLexicon {
    verbs: WordTable<ReportingVerb>,
    words: WordTable<SpeechWord>,
    cues: Phrases<()>,
    telling: ClassedWords<TellingWord>,
}

impl SpeechLexicon {
    /// Reads the data files that are built into the program.
    ///
    /// # Errors
    /// The first line that cannot be used.
    pub fn load() -> Result<Self, LexiconError> {
        let mut lexicon = Self {
            telling: telling::load()?,
            ..Self::default()
        };
        read(
            "reporting_verbs.tsv",
            include_str!("data/reporting_verbs.tsv"),
            |record| {
                let lemma = record.cell("lemma")?;
                for form in record.list("forms")? {
                    let verb = reporting_verb(record, lemma, form)?;
                    lexicon.verbs.insert(form, verb);
                }
                Ok(())
            },
        )?;
        read(
            "speech_words.tsv",
            include_str!("data/speech_words.tsv"),
            |record| {
                let class = record.cell("class")?;
                for word in record.list("words")? {
                    if class == "cue" {
                        lexicon.cues.add(word, ());
                    } else {
                        lexicon.words.insert(word, speech_word(record)?);
                    }
                }
                Ok(())
            },
        )?;
        Ok(lexicon)
    }

    /// The reporting verb that a word is a form of, in any case.
    pub fn verb(&self, word: &str) -> Option<ReportingVerb> {
        self.verbs.get(word).copied()
    }

    /// The reporting verb that a word is a form of, whose key is known.
    pub fn verb_by_key(&self, key: WordKey, word: &str) -> Option<ReportingVerb> {
        self.verbs.get_by_key(key, word).copied()
    }

    /// The part that a word plays around a reporting verb, in any case.
    pub fn word(&self, word: &str) -> Option<SpeechWord> {
        self.words.get(word).copied()
    }

    /// The part that a word plays around a reporting verb, whose key is known.
    pub fn word_by_key(&self, key: WordKey, word: &str) -> Option<SpeechWord> {
        self.words.get_by_key(key, word).copied()
    }

    /// Phrases that name the speaker after them: "according to".
    pub fn cues(&self) -> &Phrases<()> {
        &self.cues
    }

    /// Words around those who tell, by class.
    pub fn telling(&self) -> &ClassedWords<TellingWord> {
        &self.telling
    }
}

fn reporting_verb(
    record: &Record<'_>,
    lemma: &str,
    form: &str,
) -> Result<ReportingVerb, LexiconError> {
    const USES: [&str; 9] = [
        "quote",
        "that",
        "clause",
        "speech",
        "addressee",
        "infinitive",
        "object",
        "nominal",
        "noun",
    ];
    let uses = record.list("uses")?;
    if let Some(unknown) = uses.iter().find(|used| !USES.contains(used)) {
        return Err(record.error(format!("no use `{unknown}`")));
    }
    let has = |used: &str| uses.contains(&used);
    Ok(ReportingVerb {
        class: match record.cell("stance")? {
            "neutral" => ReportingClass::Neutral,
            "alleged" => ReportingClass::Alleged,
            "denied" => ReportingClass::Denied,
            "promised" => ReportingClass::Promised,
            "wanted" => ReportingClass::Wanted,
            "possible" => ReportingClass::Possible,
            other => return Err(record.error(format!("no stance `{other}`"))),
        },
        takes_quote: has("quote"),
        takes_that: has("that"),
        takes_clause: has("clause"),
        is_speech: has("speech"),
        takes_addressee: has("addressee"),
        takes_infinitive: has("infinitive"),
        takes_object: has("object"),
        is_nominal: has("nominal"),
        is_like_noun: has("noun"),
        form: match form {
            base if base == lemma => VerbForm::Base,
            participle if participle.ends_with("ing") => VerbForm::Participle,
            third if third.ends_with('s') => VerbForm::Third,
            _ => VerbForm::Past,
        },
    })
}

fn speech_word(record: &Record<'_>) -> Result<SpeechWord, LexiconError> {
    Ok(match record.cell("class")? {
        "adverb" => SpeechWord::Adverb,
        "auxiliary" => SpeechWord::Auxiliary,
        "be" => SpeechWord::Be,
        "modal" => SpeechWord::Modal,
        "negation" => SpeechWord::Negation,
        "preposition" => SpeechWord::Preposition,
        "determiner" => SpeechWord::Determiner,
        "document" => SpeechWord::Document,
        "voice" => SpeechWord::Voice,
        "break" => SpeechWord::Break,
        "addressee" => SpeechWord::Addressee,
        "relay" => SpeechWord::Relay,
        other => return Err(record.error(format!("no class `{other}`"))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_words_load_and_know_their_classes() {
        let lexicon = SpeechLexicon::load().unwrap();
        let denied = lexicon.verb("Denied").unwrap();
        assert_eq!(
            (denied.class, denied.form),
            (ReportingClass::Denied, VerbForm::Past)
        );
        assert_eq!(
            lexicon.verb("claims").unwrap().form,
            VerbForm::Third,
            "a form that may be a noun"
        );
        assert_eq!(lexicon.word("spokesman"), Some(SpeechWord::Voice));
        assert_eq!(lexicon.verb("tank"), None);
    }
}
