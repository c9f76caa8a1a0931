//! Codes of sets of coded events: countries, CAMEO events, types of ACLED and UCDP.

use std::collections::BTreeMap;

use foldhash::HashMap;

use super::error::LexiconError;
use super::read::{Record, read};
use crate::model::event::{EventKind, EventMode};
use crate::model::fold::fold;

/// What a code of events stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodedKind {
    /// Kind.
    pub kind: EventKind,
    /// Mode, where the code says as much.
    pub mode: Option<EventMode>,
    /// What was done, in words: `criticized`.
    pub words: String,
}

/// Standards of codes of countries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CountryStandard {
    /// ISO 3166-1, two letters.
    IsoTwo,
    /// ISO 3166-1, three letters; what CAMEO has besides.
    Cameo,
    /// FIPS 10-4.
    Fips,
}

/// A set of events with types of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TypedSet {
    /// Event type and sub-event type.
    Acled,
    /// Type of violence.
    Ucdp,
}

/// Codes → what they stand for.
#[derive(Debug, Default)]
pub struct CodeLexicon {
    cameo: HashMap<String, CodedKind>,
    types: HashMap<(TypedSet, String, String), CodedKind>,
    countries: HashMap<(CountryStandard, String), String>,
    names: HashMap<String, String>,
    languages: HashMap<String, String>,
}

impl CodeLexicon {
    /// Reads the data files that are built into the program.
    ///
    /// # Errors
    /// The first line that cannot be used.
    pub fn load() -> Result<Self, LexiconError> {
        let mut codes = Self::default();
        codes.read_cameo()?;
        codes.read_types()?;
        codes.read_countries()?;
        codes.read_languages()?;
        Ok(codes)
    }

    /// What a CAMEO code stands for, with its leading zero.
    pub fn cameo(&self, code: &str) -> Option<&CodedKind> {
        self.cameo.get(code)
    }

    /// What a type of events stands for; an unknown subtype is its type alone.
    pub fn typed(&self, set: TypedSet, name: &str, subtype: &str) -> Option<&CodedKind> {
        let key = |subtype: &str| (set, name.to_lowercase(), subtype.to_lowercase());
        let found = self.types.get(&key(subtype));
        found.or_else(|| self.types.get(&key("")))
    }

    /// The handle of the country, or region of CAMEO, with a code.
    pub fn country(&self, standard: CountryStandard, code: &str) -> Option<&str> {
        let found = self.countries.get(&(standard, code.to_owned()));
        found.map(String::as_str)
    }

    /// The handle of a country by a name that the gazetteer may lack.
    pub fn country_named(&self, name: &str) -> Option<&str> {
        self.names.get(&fold(name)).map(String::as_str)
    }

    /// The handles of all countries and regions that have a code.
    pub fn countries(&self) -> impl Iterator<Item = &str> {
        self.countries.values().map(String::as_str)
    }

    /// The handles of countries with their codes of ISO 3166-1, two capital letters.
    pub fn iso_two(&self) -> BTreeMap<&str, &str> {
        let mut codes: Vec<(&str, &str)> = self
            .countries
            .iter()
            .filter(|((standard, _), _)| *standard == CountryStandard::IsoTwo)
            .map(|((_, code), handle)| (handle.as_str(), code.as_str()))
            .collect();
        // Of several the first in the alphabet.
        codes.sort_unstable_by(|one, other| other.cmp(one));
        codes.into_iter().collect()
    }

    /// The ISO 639-3 code of a language with an ISO 639-1 code.
    pub fn iso_three(&self, language: &str) -> Option<&str> {
        let same = self.languages.iter().filter(|(_, one)| *one == language);
        same.map(|(three, _)| three.as_str()).min()
    }

    /// The ISO 639-1 code of a language with an ISO 639-3 code.
    pub fn language(&self, code: &str) -> Option<&str> {
        self.languages.get(code).map(String::as_str)
    }

    fn read_languages(&mut self) -> Result<(), LexiconError> {
        let data = include_str!("data/language_codes.tsv");
        read("language_codes.tsv", data, |record| {
            let (iso3, iso1) = (record.cell("iso3")?, record.cell("iso1")?);
            self.languages.insert(iso3.to_owned(), iso1.to_owned());
            Ok(())
        })
    }

    fn read_cameo(&mut self) -> Result<(), LexiconError> {
        read("cameo.tsv", include_str!("data/cameo.tsv"), |record| {
            let code = record.cell("code")?;
            self.cameo.insert(code.to_owned(), coded_kind(record)?);
            Ok(())
        })
    }

    fn read_types(&mut self) -> Result<(), LexiconError> {
        let data = include_str!("data/event_types.tsv");
        read("event_types.tsv", data, |record| {
            let set = match record.cell("set")? {
                "acled" => TypedSet::Acled,
                "ucdp" => TypedSet::Ucdp,
                other => return Err(record.error(format!("no set `{other}`"))),
            };
            let name = record.cell("type")?.to_lowercase();
            let subtype = record.cell("subtype")?.to_lowercase();
            self.types.insert((set, name, subtype), coded_kind(record)?);
            Ok(())
        })
    }

    fn read_countries(&mut self) -> Result<(), LexiconError> {
        let data = include_str!("data/country_codes.tsv");
        read("country_codes.tsv", data, |record| {
            let id = record.cell("id")?;
            for (column, standard) in [
                ("iso2", CountryStandard::IsoTwo),
                ("iso3", CountryStandard::Cameo),
                ("cameo", CountryStandard::Cameo),
                ("fips", CountryStandard::Fips),
            ] {
                for code in record.list(column)? {
                    let key = (standard, code.to_owned());
                    if self.countries.insert(key, id.to_owned()).is_some() {
                        return Err(record.error(format!("`{code}` is taken")));
                    }
                }
            }
            for name in record.list("names")? {
                self.names.insert(fold(name), id.to_owned());
            }
            Ok(())
        })
    }
}

fn coded_kind(record: &Record<'_>) -> Result<CodedKind, LexiconError> {
    let kind = record.cell("kind")?;
    let kind =
        EventKind::from_word(kind).ok_or_else(|| record.error(format!("no kind `{kind}`")))?;
    let mode = match record.optional("mode")? {
        Some(word) => Some(
            EventMode::from_word(word)
                .filter(|mode| mode.kind() == kind)
                .ok_or_else(|| record.error(format!("no mode `{word}` of that kind")))?,
        ),
        None => None,
    };
    Ok(CodedKind {
        kind,
        mode,
        words: record.cell("words")?.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::names::NamesLexicon;
    use crate::model::entity::Handle;

    #[test]
    fn codes_stand_for_kinds() {
        let codes = CodeLexicon::load().unwrap();
        for (code, kind, mode) in [
            ("051", EventKind::Support, Some(EventMode::Praise)),
            ("1831", EventKind::Assault, Some(EventMode::SuicideBombing)),
            ("0841", EventKind::Retreat, Some(EventMode::Release)),
            ("138", EventKind::Threaten, None),
        ] {
            let found = codes.cameo(code).unwrap();
            assert_eq!((found.kind, found.mode), (kind, mode), "{code}");
        }
        assert_eq!(codes.cameo("51"), None);
        assert_eq!(codes.cameo("999"), None);
        let strike = codes.typed(
            TypedSet::Acled,
            "explosions/remote violence",
            "Air/drone strike",
        );
        assert_eq!(strike.unwrap().mode, Some(EventMode::Airstrike));
        assert_eq!(codes.typed(TypedSet::Acled, "Weather", ""), None);
    }

    #[test]
    fn countries_of_codes_are_in_the_gazetteer() {
        let codes = CodeLexicon::load().unwrap();
        let names = NamesLexicon::load().unwrap();
        for handle in codes.countries() {
            let position = names.gazetteer.position(&Handle::from(handle));
            assert!(position.is_some(), "{handle}");
        }
        for (standard, code, handle) in [
            (CountryStandard::Fips, "GM", "germany"),
            (CountryStandard::Fips, "GA", "gambia"),
            (CountryStandard::IsoTwo, "GA", "gabon"),
            (CountryStandard::Cameo, "GBR", "united-kingdom"),
        ] {
            assert_eq!(codes.country(standard, code), Some(handle));
        }
        assert_eq!(codes.country_named("Yemen (North Yemen)"), Some("yemen"));
        assert_eq!(codes.language("fas"), Some("fa"));
    }
}
