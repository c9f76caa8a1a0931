//! Verbs and nouns of events, with kind, mode and slots; cues of modality and negation.

pub mod context;
pub mod doubt;
pub mod frame;
pub mod game;
mod inflection;
pub mod word;

use foldhash::{HashMap, HashMapExt};

use super::classed::ClassedWords;
use super::error::LexiconError;
use super::key::WordKey;
use super::read::{Record, read};
use super::table::WordTable;
use crate::model::event::Modality;
use context::EventWord;
use doubt::{DoubtUse, Doubts};
use frame::{LightVerb, NounFrame, VerbFrame};
use game::Games;
use word::{
    CuePlace, Forms, NounClass, NounClasses, NounId, VerbClass, VerbClasses, VerbId, Word,
    WordClass,
};

/// A verb: what it tells, if anything.
#[derive(Debug, Clone, Default)]
pub struct Verb {
    /// Infinitive.
    pub lemma: String,
    /// What it tells; frames with more words first.
    pub frames: Vec<VerbFrame>,
    /// What it does as a light verb; more words first.
    pub light: Vec<LightVerb>,
    /// What it does to the clause or noun beside it.
    pub classes: VerbClasses,
}

/// A noun: what it can be and what it tells.
#[derive(Debug, Clone, Default)]
pub struct Noun {
    /// Singular.
    pub lemma: String,
    /// What it can be in an event.
    pub classes: NounClasses,
    /// What it tells; frames that ask for a word before the noun come first.
    pub frames: Vec<NounFrame>,
}

/// Verbs and nouns of events, with kind, mode and slots; cues of modality and negation.
#[derive(Debug, Default)]
pub struct ActionLexicon {
    words: WordTable<Word>,
    verbs: Vec<Verb>,
    nouns: Vec<Noun>,
    verb_ids: HashMap<String, VerbId>,
    noun_ids: HashMap<String, NounId>,
    doubts: Doubts,
    games: Games,
    around: ClassedWords<EventWord>,
}

/// What stands for every verb that no list has: it tells no event and governs nothing.
pub const UNKNOWN_VERB: VerbId = 0;

impl ActionLexicon {
    /// Reads the data files that are built into the program.
    ///
    /// # Errors
    /// The first line that cannot be used.
    pub fn load() -> Result<Self, LexiconError> {
        let mut lexicon = Self {
            doubts: doubt::load()?,
            games: Games::load()?,
            around: context::load()?,
            verbs: vec![Verb::default()],
            ..Self::default()
        };
        lexicon.read_nouns()?;
        lexicon.read_verbs()?;
        lexicon.read_words()?;
        let irregular = irregular_forms()?;
        lexicon.inflect_verbs(&irregular);
        lexicon.inflect_nouns();
        lexicon.read_governors()?;
        lexicon.summarize_words();
        Ok(lexicon)
    }

    /// What is known about a word, given in lower case.
    pub fn word(&self, lower: &str) -> Option<&Word> {
        self.words.get(lower)
    }

    /// What is known about a word of ASCII letters, in any case, whose key is known.
    pub fn word_by_key(&self, key: WordKey, word: &str) -> Option<&Word> {
        self.words.get_by_key(key, word)
    }

    /// What a word, in any case, says about what depends on it if it is used in this way.
    pub fn doubt(&self, word: &str, used: DoubtUse) -> Option<Modality> {
        let (listed, modality) = self.doubts.get(word)?;
        (*listed == used).then_some(*modality)
    }

    /// Words that tell a game from a fight.
    pub fn games(&self) -> &Games {
        &self.games
    }

    /// Words around events, by class.
    pub fn around(&self) -> &ClassedWords<EventWord> {
        &self.around
    }

    /// The verb with that number.
    pub fn verb(&self, id: VerbId) -> &Verb {
        &self.verbs[id]
    }

    /// The noun with that number.
    pub fn noun(&self, id: NounId) -> &Noun {
        &self.nouns[id]
    }

    fn verb_id(&mut self, lemma: &str) -> VerbId {
        if let Some(id) = self.verb_ids.get(lemma) {
            return *id;
        }
        let id = self.verbs.len();
        self.verbs.push(Verb {
            lemma: lemma.to_owned(),
            ..Verb::default()
        });
        self.verb_ids.insert(lemma.to_owned(), id);
        id
    }

    /// The noun whose last word this is; it is made if need be.
    fn noun_id(&mut self, lemma: &str) -> NounId {
        let lemma = lemma.rsplit(' ').next().unwrap_or(lemma);
        if let Some(id) = self.noun_ids.get(lemma) {
            return *id;
        }
        let id = self.nouns.len();
        self.nouns.push(Noun {
            lemma: lemma.to_owned(),
            ..Noun::default()
        });
        self.noun_ids.insert(lemma.to_owned(), id);
        id
    }

    fn read_nouns(&mut self) -> Result<(), LexiconError> {
        let classes = include_str!("../data/participant_nouns.tsv");
        read("participant_nouns.tsv", classes, |record| {
            let class = frame::named(record, &NounClass::ALL, record.cell("class")?)?;
            for lemma in record.list("nouns")? {
                let id = self.noun_id(lemma);
                self.nouns[id].classes.insert(class);
            }
            Ok(())
        })?;
        let frames = include_str!("../data/event_nouns.tsv");
        read("event_nouns.tsv", frames, |record| {
            let id = self.noun_id(record.cell("noun")?);
            self.nouns[id].frames.push(NounFrame::read(record)?);
            Ok(())
        })?;
        for noun in &mut self.nouns {
            noun.frames.sort_by_key(|frame| frame.with.is_empty());
        }
        Ok(())
    }

    fn read_verbs(&mut self) -> Result<(), LexiconError> {
        let frames = include_str!("../data/event_verbs.tsv");
        read("event_verbs.tsv", frames, |record| {
            let id = self.verb_id(record.cell("verb")?);
            let frame = VerbFrame::read(record, &mut |lemma| self.noun_id(lemma))?;
            self.verbs[id].frames.push(frame);
            Ok(())
        })?;
        let light = include_str!("../data/light_verbs.tsv");
        read("light_verbs.tsv", light, |record| {
            let id = self.verb_id(record.cell("verb")?);
            self.verbs[id].light.push(LightVerb::read(record)?);
            Ok(())
        })?;
        for verb in &mut self.verbs {
            verb.frames.sort_by_key(|frame| {
                let is_of_crowds = frame.is(frame::Flag::Crowd);
                (
                    usize::MAX - frame.then.len(),
                    frame.object.is_empty(),
                    !is_of_crowds,
                )
            });
            verb.light
                .sort_by_key(|light| usize::MAX - light.then.len());
        }
        let plain = include_str!("../data/plain_verbs.tsv");
        read("plain_verbs.tsv", plain, |record| {
            self.verb_id(record.cell("verb")?);
            Ok(())
        })?;
        let classes = include_str!("../data/verb_classes.tsv");
        read("verb_classes.tsv", classes, |record| {
            let class = frame::named(record, &VerbClass::ALL, record.cell("class")?)?;
            for lemma in record.list("verbs")? {
                let id = self.verb_id(lemma);
                self.verbs[id].classes.insert(class);
            }
            Ok(())
        })
    }

    fn read_words(&mut self) -> Result<(), LexiconError> {
        let classes = include_str!("../data/clause_words.tsv");
        read("clause_words.tsv", classes, |record| {
            let class = frame::named(record, &WordClass::ALL, record.cell("class")?)?;
            for spelling in record.list("words")? {
                self.entry(spelling).classes.insert(class);
            }
            Ok(())
        })?;
        let cues = include_str!("../data/modality_cues.tsv");
        read("modality_cues.tsv", cues, |record| {
            let place = frame::named(record, &CuePlace::ALL, record.cell("place")?)?;
            let modality = frame::modality(record)?;
            self.entry(record.cell("word")?).cue = modality.map(|modality| (place, modality));
            Ok(())
        })
    }

    fn entry(&mut self, spelling: &str) -> &mut Word {
        self.words.entry(spelling)
    }

    fn inflect_verbs(&mut self, irregular: &HashMap<String, Irregular>) {
        for id in UNKNOWN_VERB + 1..self.verbs.len() {
            let lemma = self.verbs[id].lemma.clone();
            for (spelling, forms) in forms_of(&lemma, irregular.get(&lemma)) {
                let verbs = &mut self.entry(&spelling).verbs;
                match verbs.iter_mut().find(|(known, _)| *known == id) {
                    Some((_, known)) => *known = known.with(forms),
                    None => verbs.push((id, forms)),
                }
            }
        }
        let auxiliaries = ["be", "have", "do"].map(|lemma| self.verb_ids.get(lemma).copied());
        for (_, word) in self.words.iter_mut() {
            word.verbs
                .sort_by_key(|(id, _)| self.verbs[*id].frames.is_empty());
            if word
                .verbs
                .iter()
                .any(|(id, _)| auxiliaries.contains(&Some(*id)))
            {
                word.classes.insert(WordClass::Auxiliary);
            }
        }
    }

    /// Governing words count in all their forms. Called when the forms are known.
    fn read_governors(&mut self) -> Result<(), LexiconError> {
        let data = include_str!("../data/event_governors.tsv");
        read("event_governors.tsv", data, |record| {
            let lemma = record.cell("word")?;
            let governs = frame::modality(record)?;
            self.entry(lemma).governs = governs;
            let verb = self.verb_ids.get(lemma).copied();
            for (_, word) in self.words.iter_mut() {
                if word.verbs.iter().any(|(id, _)| Some(*id) == verb) {
                    word.governs = word.governs.or(governs);
                }
            }
            Ok(())
        })
    }

    /// Notes of every word what would else be gathered from its verbs and its noun whenever it is met. Called
    /// when all of them are known.
    fn summarize_words(&mut self) {
        for (spelling, word) in self.words.iter_mut() {
            let verbs = word.verbs.iter();
            word.forms = verbs.fold(Forms::default(), |all, (_, forms)| all.with(*forms));
            let is_event_verb = word
                .verbs
                .iter()
                .any(|(id, _)| !self.verbs[*id].frames.is_empty());
            let is_event_noun = word
                .noun
                .is_some_and(|id| !self.nouns[id].frames.is_empty());
            // What is denied or demanded needs no verb of its own: "was not in", "must leave".
            let is_negation = word
                .cue
                .is_some_and(|(place, _)| place == CuePlace::Negation);
            word.may_tell = is_event_verb || is_event_noun || is_negation || spelling == "must";
        }
    }

    fn inflect_nouns(&mut self) {
        for id in 0..self.nouns.len() {
            let lemma = self.nouns[id].lemma.clone();
            let plural = inflection::plural(&lemma);
            let is_plural = self.nouns[id].lemma.ends_with('s') && !lemma.ends_with("ss");
            let word = self.entry(&lemma);
            word.noun = Some(id);
            word.is_plural = is_plural;
            let word = self.entry(&plural);
            if word.noun.is_none() {
                word.noun = Some(id);
                word.is_plural = true;
            }
        }
    }
}

/// Forms of a verb that no rule makes.
#[derive(Debug, Clone, Default)]
struct Irregular {
    past: Vec<String>,
    participle: Vec<String>,
    present: Vec<String>,
}

fn irregular_forms() -> Result<HashMap<String, Irregular>, LexiconError> {
    let mut found = HashMap::new();
    let list = |record: &Record<'_>, column| -> Result<Vec<String>, LexiconError> {
        Ok(record
            .list(column)?
            .into_iter()
            .map(str::to_owned)
            .collect())
    };
    let data = include_str!("../data/verb_forms.tsv");
    read("verb_forms.tsv", data, |record| {
        let forms = Irregular {
            past: list(record, "past")?,
            participle: list(record, "participle")?,
            present: list(record, "present")?,
        };
        found.insert(record.cell("verb")?.to_owned(), forms);
        Ok(())
    })?;
    Ok(found)
}

fn forms_of(lemma: &str, irregular: Option<&Irregular>) -> Vec<(String, Forms)> {
    let none = Irregular::default();
    let irregular = irregular.unwrap_or(&none);
    let or_regular = |listed: &[String], regular: String| {
        if listed.is_empty() {
            vec![regular]
        } else {
            listed.to_vec()
        }
    };
    let mut forms = vec![
        (lemma.to_owned(), Forms::BASE),
        (inflection::gerund(lemma), Forms::GERUND),
    ];
    let mut add = |spellings: Vec<String>, form| {
        forms.extend(spellings.into_iter().map(|spelling| (spelling, form)));
    };
    add(
        or_regular(&irregular.present, inflection::with_s(lemma)),
        Forms::PRESENT,
    );
    add(
        or_regular(&irregular.past, inflection::past(lemma)),
        Forms::PAST,
    );
    add(
        or_regular(&irregular.participle, inflection::past(lemma)),
        Forms::PARTICIPLE,
    );
    forms.extend(inflection::british(lemma).into_iter().flat_map(|forms| {
        let [base, present, gerund, past] = forms;
        [
            (base, Forms::BASE),
            (present, Forms::PRESENT),
            (gerund, Forms::GERUND),
            (past, Forms::PAST.with(Forms::PARTICIPLE)),
        ]
    }));
    forms
}

#[cfg(test)]
mod tests;
