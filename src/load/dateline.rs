//! The dateline before the first sentence: `BEIRUT, April 4 (Reuters) - `, `МОСКВА, 3 мая 2024 г. /ТАСС/.`

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::byline::is_outlet;
use crate::lexicon::boilerplate::BoilerplateLexicon;
use crate::model::date::PartialDate;

/// What a dateline says; the place stays in the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Dateline<'text> {
    /// The agency.
    pub(super) outlet: &'text str,
    /// The day, where it is written with its year and its month in another language than English: dates in
    /// English words are read from the text, with what stands beside them.
    pub(super) date: Option<PartialDate>,
}

/// Reads the dateline by which a line begins; none if it names no agency.
pub(super) fn read<'text>(
    line: &'text str,
    lexicon: &BoilerplateLexicon,
) -> Option<Dateline<'text>> {
    static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
        const PLACE: &str =
            r"[\p{Lu}\p{Lo}](?:[\p{L}\p{M}'’. ]|-\p{L})*(?:[,/] ?[\p{L}.' ]{2,20})?";
        const MONTH_FIRST: &str = r", ?\p{L}{3,9}\.? \d{1,2}(?:,? \d{4})?";
        const DAY_FIRST: &str = r"(?:, ?| )(?<day>\d{1,2})(?:\.|er|º)? (?:de )?(?<month>[\p{L}\p{M}]{3,12})\.?(?: (?:del? )?(?<year>\d{4}))?(?: (?:г\.|года|р\.|року))?";
        const OUTLET: &str = r"\((?<inside>[^()]{2,30})\)\.? ?(?:-|–|—|:|--)|/(?<between>[^/]{2,30})/|(?:-|–|—|--) (?<behind>[^.()/]{2,30})\. ";
        Regex::new(&format!(
            "^(?:{PLACE}(?:{MONTH_FIRST}|{DAY_FIRST})?[,.]? ?)?(?:{OUTLET})"
        ))
        .expect("the pattern is well formed")
    });
    let found = DATELINE.captures(line)?;
    let name = |group| found.name(group).map(|name| name.as_str().trim());
    let outlet = name("inside")
        .or_else(|| name("between"))
        .or_else(|| name("behind").filter(|_| found.name("day").is_some()))
        .filter(|name| lexicon.outlet(name).is_some() || is_outlet(name, lexicon))?;
    Some(Dateline {
        outlet,
        date: date(&found, lexicon),
    })
}

fn date(found: &Captures<'_>, lexicon: &BoilerplateLexicon) -> Option<PartialDate> {
    PartialDate::ymd(
        found.name("year")?.as_str().parse().ok()?,
        lexicon.languages.month(found.name("month")?.as_str())?,
        found.name("day")?.as_str().parse().ok()?,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a line says: agency and day, `-` where there is none.
    fn told(line: &str) -> String {
        let lexicon = BoilerplateLexicon::load().unwrap();
        read(line, &lexicon).map_or_else(String::new, |found| {
            let day = found.date.map_or("-".to_owned(), |date| date.to_string());
            format!("{} {day}", found.outlet)
        })
    }

    #[test]
    fn a_dateline_names_its_agency() {
        for (line, expect) in [
            ("BEIRUT (Reuters) - The army said", "Reuters -"),
            ("DAMASCUS, Syria (AP) — The army said", "AP -"),
            ("TEHRAN, June 9 (Xinhua) -- The army said", "Xinhua -"),
            ("TEHRAN, 9 June 2016 (Xinhua) -- The army said", "Xinhua -"),
            ("MOSCOW, June 9. /TASS/. The army said", "TASS -"),
            ("BEIRUT, 4 April — The army said", ""),
            ("The Islamic State (ISIS) - a group", ""),
            ("The army (see below) said", ""),
        ] {
            assert_eq!(told(line), expect, "{line}");
        }
    }

    #[test]
    fn a_dateline_in_another_language_names_its_agency_and_its_day() {
        for (line, expect) in [
            ("PARIS, 12 mars (Reuters) – Le maire", "Reuters -"),
            ("PARIS, 1er mars 2024 (AFP) - Le maire", "AFP 2024-03-01"),
            ("Берлин, 3 мая 2024 (DW) — Мэр", "DW 2024-05-03"),
            ("МОСКВА, 3 мая 2024 г. /ТАСС/. Мэр", "ТАСС 2024-05-03"),
            ("МОСКВА, 3 мая — РИА Новости. Мэр", "РИА Новости -"),
            ("MADRID, 4 de mayo (EFE).- El alcalde", "EFE -"),
            ("Madrid, 4 may. 2024 (EFE).- El alcalde", "EFE 2024-05-04"),
            (
                "LISBOA, 4 de maio de 2024 (Lusa) - O autarca",
                "Lusa 2024-05-04",
            ),
            ("BERLIN, 3. März 2024 (dpa) - Der Rat", "dpa 2024-03-03"),
            ("(ANSA) - ROMA, 12 MAR - Il sindaco", "ANSA -"),
            (
                "SÃO PAULO, 31 de junho de 2024 (Reuters) - O autarca",
                "Reuters -",
            ),
            ("PARIS, 12 mars – Le maire a dit. Reuters", ""),
        ] {
            assert_eq!(told(line), expect, "{line}");
        }
    }
}
