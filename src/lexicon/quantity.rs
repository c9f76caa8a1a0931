//! Number words, units, qualifiers and what is counted.

use super::classed::ClassedWords;
use super::counting::{self, CountingWord};
use super::error::LexiconError;
use super::key::WordKey;
use super::phrases::Phrases;
use super::read::{Record, read};
use super::table::WordTable;
use crate::model::figure::{Bound, Measure};

/// What a word says in a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NumberWord {
    /// "seven", "forty".
    Cardinal(f64),
    /// "thousand".
    Multiplier(f64),
    /// "thousands": at least so many.
    Vague(f64),
    /// "third": one part of so many.
    Fraction(f64),
}

/// A unit after a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    /// The unit as stored.
    pub name: &'static str,
    /// What it measures; none for a sign of money before the number.
    pub measure: Option<Measure>,
    /// From the unit as written to the unit as stored.
    pub factor: f64,
}

/// A noun that is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// What the noun alone says.
    pub kind: CountedKind,
    /// The unit as stored.
    pub unit: &'static str,
}

/// What a counted noun alone says about the measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountedKind {
    /// Nothing: only a predicate gives a measure.
    Anyone,
    /// Members of whatever is named beside them.
    Members,
    /// The measure.
    Measured(Measure),
    /// Places, which are territory where somebody takes them.
    Ground,
    /// Things that nothing else is told of.
    Things,
    /// Nothing, not even whether people are counted.
    Unknown,
}

/// The part that a word plays where weapons are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeaponWord {
    /// "missiles".
    Weapon,
    /// "fired", "hit".
    Use,
    /// "shot down", "found".
    Stopped,
}

/// How a predicate stands to what is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PredicateUse {
    /// After it, behind a form of "be" or right behind the noun.
    Passive,
    /// Before the number.
    Active,
    /// After it, however it is joined.
    Free,
}

/// Number words, units, qualifiers and what is counted.
#[derive(Debug, Default)]
pub struct QuantityLexicon {
    numbers: WordTable<NumberWord>,
    /// Every word that a number or its qualifier can begin with.
    openers: WordTable<()>,
    bounds_before: Phrases<Bound>,
    bounds_after: Phrases<Bound>,
    denials: Phrases<()>,
    weapons: Phrases<WeaponWord>,
    units: Phrases<Unit>,
    counted: WordTable<Counted>,
    passive: Phrases<Measure>,
    active: Phrases<Measure>,
    free: Phrases<Measure>,
    words: ClassedWords<CountingWord>,
}

impl QuantityLexicon {
    /// Reads the data files that are built into the program.
    ///
    /// # Errors
    /// The first line that cannot be used.
    pub fn load() -> Result<Self, LexiconError> {
        let mut lexicon = Self {
            words: counting::load()?,
            ..Self::default()
        };
        read("numbers.tsv", include_str!("data/numbers.tsv"), |record| {
            let meaning = number_word(record)?;
            for word in record.list("words")? {
                lexicon.numbers.insert(word, meaning);
                lexicon.openers.insert(word, ());
            }
            Ok(())
        })?;
        read(
            "number_bounds.tsv",
            include_str!("data/number_bounds.tsv"),
            |record| lexicon.add_bound(record),
        )?;
        read(
            "count_denials.tsv",
            include_str!("data/count_denials.tsv"),
            |record| {
                lexicon.denials.add(record.cell("phrase")?, ());
                Ok(())
            },
        )?;
        read(
            "weapon_words.tsv",
            include_str!("data/weapon_words.tsv"),
            |record| {
                let word = weapon_word(record)?;
                lexicon.weapons.add(record.cell("phrase")?, word);
                Ok(())
            },
        )?;
        for word in ["a", "an", "between", "from"] {
            lexicon.openers.insert(word, ());
        }
        read("units.tsv", include_str!("data/units.tsv"), |record| {
            let unit = unit(record)?;
            for words in record.list("words")? {
                lexicon.units.add(words, unit);
            }
            Ok(())
        })?;
        read("counted.tsv", include_str!("data/counted.tsv"), |record| {
            let counted = counted(record)?;
            for word in record.list("words")? {
                lexicon.counted.insert(word, counted);
            }
            Ok(())
        })?;
        read(
            "counted_predicates.tsv",
            include_str!("data/counted_predicates.tsv"),
            |record| lexicon.add_predicate(record),
        )?;
        Ok(lexicon)
    }

    /// What a word says in a number, in any case.
    pub fn number(&self, word: &str) -> Option<NumberWord> {
        self.numbers.get(word).copied()
    }

    /// Whether a number or its qualifier can begin with a word, in any case.
    pub fn opens_number(&self, word: &str) -> bool {
        let first = if word.contains('-') {
            word.split('-').next().unwrap_or_default()
        } else {
            word
        };
        self.openers.get(first).is_some()
    }

    /// The same for a word of ASCII letters and digits whose key is known.
    pub fn opens_number_by_key(&self, key: WordKey, word: &str) -> bool {
        self.openers.get_by_key(key, word).is_some()
    }

    /// Qualifiers before a number.
    pub fn bounds_before(&self) -> &Phrases<Bound> {
        &self.bounds_before
    }

    /// Qualifiers after a number.
    pub fn bounds_after(&self) -> &Phrases<Bound> {
        &self.bounds_after
    }

    /// What stands before a number that counts nobody: "no" in "no one".
    pub fn denials(&self) -> &Phrases<()> {
        &self.denials
    }

    /// Weapons, and what becomes of them.
    pub fn weapons(&self) -> &Phrases<WeaponWord> {
        &self.weapons
    }

    /// Units after a number, and signs of money before it.
    pub fn units(&self) -> &Phrases<Unit> {
        &self.units
    }

    /// Words around numbers, by class.
    pub fn words(&self) -> &ClassedWords<CountingWord> {
        &self.words
    }

    /// The counted noun that a word is, in any case.
    pub fn counted(&self, word: &str) -> Option<Counted> {
        self.counted.get(word).copied()
    }

    /// What happens to those counted, by how it stands to them.
    pub fn predicates(&self, used: PredicateUse) -> &Phrases<Measure> {
        match used {
            PredicateUse::Passive => &self.passive,
            PredicateUse::Active => &self.active,
            PredicateUse::Free => &self.free,
        }
    }

    fn add_bound(&mut self, record: &Record<'_>) -> Result<(), LexiconError> {
        let word = record.cell("bound")?;
        let bound =
            Bound::from_word(word).ok_or_else(|| record.error(format!("no bound `{word}`")))?;
        let phrase = record.cell("phrase")?;
        match record.cell("side")? {
            "before" => {
                let first = phrase.split(' ').next().unwrap_or_default();
                self.openers.insert(first, ());
                self.bounds_before.add(phrase, bound);
            }
            "after" => self.bounds_after.add(phrase, bound),
            other => return Err(record.error(format!("no side `{other}`"))),
        }
        Ok(())
    }

    fn add_predicate(&mut self, record: &Record<'_>) -> Result<(), LexiconError> {
        let phrase = record.cell("phrase")?;
        let measure = measure(record)?.ok_or_else(|| record.error("no measure"))?;
        match record.cell("use")? {
            "passive" => self.passive.add(phrase, measure),
            "active" => self.active.add(phrase, measure),
            "free" => self.free.add(phrase, measure),
            other => return Err(record.error(format!("no use `{other}`"))),
        }
        Ok(())
    }
}

/// The units that figures are stored with. A currency that several countries call by one name, and whose
/// country the words do not tell, bears that name.
const UNITS: [&str; 120] = [
    "people",
    "items",
    "percent",
    "km",
    "km2",
    "USD",
    "EUR",
    "GBP",
    "RUB",
    "IRR",
    "TRY",
    "JPY",
    "CNY",
    "INR",
    "PKR",
    "NGN",
    "UAH",
    "ZAR",
    "ILS",
    "PLN",
    "THB",
    "AUD",
    "CAD",
    "CHF",
    "KES",
    "MXN",
    "TWD",
    "HKD",
    "SGD",
    "NZD",
    "NAD",
    "BRL",
    "COP",
    "CLP",
    "ARS",
    "PHP",
    "UYU",
    "XAF",
    "XOF",
    "UGX",
    "TZS",
    "BDT",
    "LKR",
    "NPR",
    "IDR",
    "KRW",
    "KPW",
    "VND",
    "MYR",
    "MMK",
    "KHR",
    "LAK",
    "SEK",
    "NOK",
    "DKK",
    "ISK",
    "CZK",
    "HUF",
    "RON",
    "BGN",
    "RSD",
    "EGP",
    "SYP",
    "LBP",
    "SDG",
    "SSP",
    "IQD",
    "JOD",
    "KWD",
    "DZD",
    "TND",
    "LYD",
    "MAD",
    "AED",
    "SAR",
    "QAR",
    "OMR",
    "YER",
    "AFN",
    "ETB",
    "GHS",
    "ZMW",
    "MWK",
    "MZN",
    "AOA",
    "RWF",
    "BIF",
    "CDF",
    "GMD",
    "SLL",
    "LRD",
    "SOS",
    "BWP",
    "PEN",
    "BOB",
    "VES",
    "PYG",
    "GTQ",
    "HNL",
    "CRC",
    "DOP",
    "HTG",
    "JMD",
    "TTD",
    "GEL",
    "AMD",
    "AZN",
    "KZT",
    "UZS",
    "KGS",
    "TJS",
    "MNT",
    "BYN",
    "MDL",
    "pesos",
    "francs",
    "shillings",
    "rupees",
    "crowns",
    "dinars",
];

fn unit_name(record: &Record<'_>) -> Result<&'static str, LexiconError> {
    let name = record.cell("unit")?;
    let known = UNITS.iter().find(|known| **known == name).copied();
    known.ok_or_else(|| record.error(format!("no unit `{name}`")))
}

fn measure(record: &Record<'_>) -> Result<Option<Measure>, LexiconError> {
    record
        .optional("measure")?
        .map(|word| {
            Measure::from_word(word).ok_or_else(|| record.error(format!("no measure `{word}`")))
        })
        .transpose()
}

fn unit(record: &Record<'_>) -> Result<Unit, LexiconError> {
    let factor = record.cell("factor")?;
    Ok(Unit {
        name: unit_name(record)?,
        measure: match record.cell("measure")? {
            "prefix" => None,
            _ => measure(record)?,
        },
        factor: factor
            .parse()
            .map_err(|_| record.error(format!("`{factor}` is not a number")))?,
    })
}

fn weapon_word(record: &Record<'_>) -> Result<WeaponWord, LexiconError> {
    Ok(match record.cell("class")? {
        "weapon" => WeaponWord::Weapon,
        "use" => WeaponWord::Use,
        "stopped" => WeaponWord::Stopped,
        other => return Err(record.error(format!("no class of weapon words `{other}`"))),
    })
}

fn counted(record: &Record<'_>) -> Result<Counted, LexiconError> {
    let kind = match record.cell("measure")? {
        "members" => CountedKind::Members,
        "ground" => CountedKind::Ground,
        _ => measure(record)?.map_or(CountedKind::Anyone, CountedKind::Measured),
    };
    Ok(Counted {
        kind,
        unit: unit_name(record)?,
    })
}

fn number_word(record: &Record<'_>) -> Result<NumberWord, LexiconError> {
    let text = record.cell("value")?;
    let value: f64 = text
        .parse()
        .map_err(|_| record.error(format!("`{text}` is not a number")))?;
    Ok(match record.cell("class")? {
        "cardinal" => NumberWord::Cardinal(value),
        "multiplier" => NumberWord::Multiplier(value),
        "vague" => NumberWord::Vague(value),
        "fraction" => NumberWord::Fraction(value),
        other => return Err(record.error(format!("no class of number words `{other}`"))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_words_load_and_know_their_classes() {
        let lexicon = QuantityLexicon::load().unwrap();
        assert_eq!(lexicon.number("Forty"), Some(NumberWord::Cardinal(40.0)));
        assert_eq!(
            lexicon.counted("soldiers").unwrap().kind,
            CountedKind::Measured(Measure::Troops)
        );
        let words = ["square", "kilometres"];
        let found = lexicon.units().find(0, |at| words.get(at).copied());
        assert_eq!(
            found.map(|(length, unit)| (length, unit.name)),
            Some((2, "km2"))
        );
        assert_eq!(lexicon.counted("table"), None);
    }
}
