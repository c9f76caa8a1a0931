//! Data files → look-up structures. Knows words and names, not tokens.
//!
//! Every fact is one line of a file in `data/`; code knows classes, not words.

pub mod abbreviation;
pub mod action;
pub mod boilerplate;
pub mod byline;
pub mod classed;
pub mod codes;
pub mod correction;
pub mod counting;
pub mod error;
pub mod key;
pub mod language;
pub mod learned;
pub mod names;
pub mod phrases;
pub mod quantity;
pub mod read;
pub mod speech;
pub mod table;
pub mod telling;
pub mod time;

use abbreviation::AbbreviationLexicon;
use action::ActionLexicon;
use boilerplate::BoilerplateLexicon;
use classed::ClassedWords;
use codes::CodeLexicon;
use correction::CorrectionWord;
use error::LexiconError;
use learned::LearnedWeights;
use names::NamesLexicon;
use quantity::QuantityLexicon;
use speech::SpeechLexicon;
use time::TimeLexicon;

/// All that the extraction knows about words.
#[derive(Debug)]
pub struct Lexicon {
    /// Words whose stop ends no sentence.
    pub abbreviations: AbbreviationLexicon,
    /// What marks a line of a page as no part of its article.
    pub boilerplate: BoilerplateLexicon,
    /// Words by which an article corrects itself.
    pub corrections: ClassedWords<CorrectionWord>,
    /// Names and the words around them.
    pub names: NamesLexicon,
    /// Reporting verbs and attribution.
    pub speech: SpeechLexicon,
    /// Words of time.
    pub time: TimeLexicon,
    /// Numbers, units, what is counted.
    pub quantity: QuantityLexicon,
    /// Event verbs, nouns and cues.
    pub action: ActionLexicon,
    /// Codes of sets of coded events.
    pub codes: CodeLexicon,
    /// What was learned about names from a user's own articles.
    pub learned: Option<LearnedWeights>,
}

impl Lexicon {
    /// Reads the lexicon that is built into the program. Takes milliseconds: make it once.
    ///
    /// # Errors
    /// The first line of a data file that cannot be used; a test loads every file.
    pub fn built_in() -> Result<Self, LexiconError> {
        Ok(Self {
            abbreviations: AbbreviationLexicon::load()?,
            boilerplate: BoilerplateLexicon::load()?,
            corrections: correction::load()?,
            names: NamesLexicon::load()?,
            speech: SpeechLexicon::load()?,
            time: TimeLexicon::load()?,
            quantity: QuantityLexicon::load()?,
            action: ActionLexicon::load()?,
            codes: CodeLexicon::load()?,
            learned: None,
        })
    }
}
