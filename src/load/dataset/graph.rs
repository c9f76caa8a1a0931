//! GDELT's Global Knowledge Graph: what an article names, quotes and counts.

use std::collections::BTreeSet;

use serde_json::Value;

use super::cast::described;
use super::gdelt::{head, named_place, original_language};
use super::row::{Named, Read, bad};
use super::write::{Head, Spot, Writer, part};
use crate::lexicon::codes::CountryStandard;
use crate::model::date::PartialDate;
use crate::model::entity::EntityKind;
use crate::model::figure::{Bound, Measure};
use crate::model::fold::{fold, handle};
use crate::model::quote::QuoteForm;
use crate::record::{ArticleRecord, Extra, FigureRecord, QuoteRecord};

/// Reads a row of version 2.1, which is about one article.
pub(super) fn read(row: Named<'_>, writer: &mut Writer<'_>) -> Read<()> {
    let id = row.required("GKGRECORDID", "the id of a record")?;
    let address = row.required("DocumentIdentifier", "the address of an article")?;
    let published = row.day("DATE")?;
    let id = format!("gkg:{id}");
    let extras = row.get("Extras").unwrap_or_default();
    let mut head = head(Some(address), &id, Some(published));
    head.title = tagged(extras, "PAGE_TITLE");
    head.author = tagged(extras, "PAGE_AUTHORS");
    head.language = original_language(row.get("TranslationInfo"), &writer.cast);
    head.outlet = row
        .get("SourceCommonName")
        .filter(|_| head.url.is_none())
        .map(str::to_owned);
    write(row, writer, head, id, published);
    Ok(())
}

/// Reads a row of version 1.0, which is about all articles that name the same; it stands for the first.
pub(super) fn read_first(row: Named<'_>, writer: &mut Writer<'_>) -> Read<()> {
    let published = row.day("DATE")?;
    let addresses = row.required("SOURCEURLS", "addresses of articles")?;
    let address = addresses.split("<UDIV>").next().unwrap_or(addresses);
    if !address.contains("://") {
        return Err(bad("SOURCEURLS", addresses, "addresses of articles"));
    }
    let mut record = ArticleRecord {
        url: Some(addresses.to_owned()),
        ..ArticleRecord::default()
    };
    let id = format!("gkg:1-{}", record.identify());
    let head = head(Some(address), &id, Some(published));
    write(row, writer, head, id, published);
    Ok(())
}

fn write(row: Named<'_>, writer: &mut Writer<'_>, head: Head, id: String, published: PartialDate) {
    writer.head(head);
    writer.count_row();
    let mut record = GraphRecord {
        writer,
        id,
        published,
        row: Some(row.object()),
        n_items: 0,
    };
    record.names(
        "People",
        EntityKind::Person,
        row.first(&["V2Persons", "Persons"]),
    );
    record.names(
        "Organizations",
        EntityKind::Organization,
        row.first(&["V2Organizations", "Organizations"]),
    );
    record.places(row.get("Locations"));
    record.counts(row.get("Counts"));
    record.quotes(row.get("Quotations"));
    if record.row.is_some() {
        let start = record.writer.line();
        record.writer.words("Record of the Global Knowledge Graph.");
        record.end_line(start);
    }
}

/// The text of an element in the last column, which is no whole XML.
fn tagged(extras: &str, name: &str) -> Option<String> {
    let (_, after) = extras.split_once(&format!("<{name}>"))?;
    let (text, _) = after.split_once(&format!("</{name}>"))?;
    let text = crate::load::html::shown(text.to_owned());
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A row while its lines are written.
struct GraphRecord<'writer, 'run> {
    writer: &'writer mut Writer<'run>,
    id: String,
    published: PartialDate,
    /// Kept with the first line.
    row: Option<Extra>,
    /// Figures and quotes so far.
    n_items: usize,
}

impl GraphRecord<'_, '_> {
    fn end_line(&mut self, start: usize) {
        let mut extra = part(&self.id, None);
        if let Some(row) = self.row.take() {
            extra.insert("row".to_owned(), Value::Object(row));
        }
        self.writer.end_line(start, extra);
    }

    fn item_id(&mut self) -> String {
        self.n_items += 1;
        format!("{}:{:03}", self.id, self.n_items)
    }

    /// A line of names: `Jo Roe,120;Ann Lee,340`, of which each counts once.
    fn names(&mut self, what: &str, kind: EntityKind, cell: Option<&str>) {
        let mut seen = BTreeSet::new();
        let names = cell.unwrap_or_default().split(';');
        let names: Vec<&str> = names
            .map(without_offset)
            .filter(|name| !name.is_empty() && seen.insert(fold(name)))
            .collect();
        if names.is_empty() {
            return;
        }
        let start = self.writer.line();
        self.writer.words(what);
        for (position, name) in names.iter().enumerate() {
            self.writer.words(if position == 0 { ": " } else { "; " });
            let entity = self.entity(name, kind);
            self.writer.name(name, &entity);
        }
        self.end_line(start);
    }

    fn entity(&mut self, name: &str, kind: EntityKind) -> String {
        let cast = &mut self.writer.cast;
        let is_like =
            |found: EntityKind| (found == EntityKind::Person) == (kind == EntityKind::Person);
        match cast.named(name, None).filter(|known| is_like(known.kind)) {
            Some(known) => cast.known(known),
            None => cast.own(described(handle(name), kind, name)),
        }
    }

    /// A line of places: `1#Iraq#IZ#IZ#33#44#IZ;…`.
    fn places(&mut self, cell: Option<&str>) {
        let entries = cell.unwrap_or_default().split(';');
        let spots: Vec<Spot> = entries
            .filter_map(|entry| self.place(&entry.split('#').collect::<Vec<_>>()))
            .collect();
        let mut seen = BTreeSet::new();
        let mut start = None;
        for spot in spots {
            if !seen.insert(spot.entity.clone()) {
                continue;
            }
            if start.is_none() {
                start = Some(self.writer.line());
                self.writer.words("Places: ");
            } else {
                self.writer.words("; ");
            }
            self.writer.name(&spot.name, &spot.entity);
        }
        if let Some(start) = start {
            self.end_line(start);
        }
    }

    /// A place by type, full name, country, region, degrees north and east; none where the degrees cannot be.
    fn place(&mut self, cells: &[&str]) -> Option<Spot> {
        let [place_type, full_name, country, _, lat, lon, ..] = cells else {
            return None;
        };
        let point = lat.parse().ok().zip(lon.parse().ok());
        let point = point.filter(|(lat, lon): &(f64, f64)| lat.abs() <= 90.0 && lon.abs() <= 180.0);
        let cast = &mut self.writer.cast;
        let country = cast.country(CountryStandard::Fips, country);
        if full_name.is_empty() {
            return None;
        }
        named_place(full_name, place_type, country, point, cast)
    }

    /// A line for each count: `KILL#10#soldiers#1#Iraq#IZ#IZ#33#44#IZ;…`. One count goes by several themes.
    fn counts(&mut self, cell: Option<&str>) {
        let entries: Vec<Vec<&str>> = cell
            .unwrap_or_default()
            .split(';')
            .map(|entry| entry.split('#').collect())
            .collect();
        let mut seen = BTreeSet::new();
        for is_plain in [true, false] {
            for cells in &entries {
                let [theme, number, object, place @ ..] = cells.as_slice() else {
                    continue;
                };
                let measure = measure(theme);
                let key = (*number, *object, place.get(1).copied().unwrap_or_default());
                if measure.is_some() != is_plain || (!is_plain && seen.contains(&key)) {
                    continue;
                }
                let Some(number) = number
                    .parse()
                    .ok()
                    .filter(|number: &f64| *number >= 0.0 && number.is_finite())
                else {
                    continue;
                };
                seen.insert(key);
                let spot = self.place(place);
                self.count(theme, number, object, measure, spot);
            }
        }
    }

    fn count(
        &mut self,
        theme: &str,
        number: f64,
        object: &str,
        measure: Option<Measure>,
        spot: Option<Spot>,
    ) {
        let line = self.writer.line();
        let words = measure.map_or_else(
            || theme.to_lowercase().replace('_', " "),
            |measure| measure.word().to_owned(),
        );
        let [start, end] = self.writer.words(&format!("{number} {words}"));
        if !object.is_empty() {
            self.writer.words(&format!(" – {object}"));
        }
        if let Some(spot) = &spot {
            self.writer.words(" – ");
            self.writer.name(&spot.name, &spot.entity);
        }
        self.end_line(line);
        let mut extra = Extra::new();
        extra.insert("theme".to_owned(), theme.into());
        let figure = FigureRecord {
            id: Some(self.item_id()),
            start,
            end,
            measure: measure.unwrap_or(Measure::Other),
            what: Some(if object.is_empty() {
                words
            } else {
                object.to_owned()
            }),
            low: Some(number),
            high: Some(number),
            bound: Bound::Exact,
            unit: measure.map(|_| "people".to_owned()),
            counted_from: None,
            as_of: Some(self.published),
            place: spot.map(|spot| spot.entity),
            claimant: None,
            event: None,
            cluster: None,
            extra,
        };
        self.writer
            .article()
            .figures
            .get_or_insert_default()
            .push(figure);
    }

    /// A line for each quotation: `120|45|said|the words#…`. Who says it is not told.
    fn quotes(&mut self, cell: Option<&str>) {
        for (verb, words) in quotations(cell.unwrap_or_default()) {
            let line = self.writer.line();
            self.writer.words("“");
            let [start, end] = self.writer.words(words.trim());
            self.writer.words("”");
            self.end_line(line);
            let quote = QuoteRecord {
                id: Some(self.item_id()),
                start,
                end,
                speaker: None,
                form: QuoteForm::Direct,
                verb: (!verb.is_empty()).then(|| verb.to_owned()),
                date: Some(self.published),
                cluster: None,
                extra: Extra::new(),
            };
            self.writer
                .article()
                .quotes
                .get_or_insert_default()
                .push(quote);
        }
    }
}

/// A name without the number of the character where it stands.
fn without_offset(entry: &str) -> &str {
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match entry.rsplit_once(',') {
        Some((name, offset)) if is_number(offset) => name.trim(),
        _ => entry.trim(),
    }
}

/// What a theme counts, if it is one of the plain ones.
fn measure(theme: &str) -> Option<Measure> {
    Some(match theme {
        "KILL" => Measure::Killed,
        "WOUND" => Measure::Wounded,
        "KIDNAP" => Measure::Hostages,
        "ARREST" => Measure::Captured,
        "REFUGEES" | "DISPLACED" => Measure::Displaced,
        _ => return None,
    })
}

/// Verb and words of each quotation. The mark between two may stand in one as well.
fn quotations(cell: &str) -> Vec<(&str, &str)> {
    let starts = std::iter::once(0).chain(cell.match_indices('#').map(|(mark, _)| mark + 1));
    let starts: Vec<usize> = starts
        .filter(|start| begins_quotation(&cell[*start..]))
        .collect();
    let ends = starts.iter().skip(1).map(|start| start - 1);
    let ends = ends.chain([cell.len()]);
    starts
        .iter()
        .zip(ends)
        .filter_map(|(start, end)| {
            let mut cells = cell[*start..end].splitn(4, '|').skip(2);
            let (verb, words) = (cells.next()?, cells.next()?);
            (!words.trim().is_empty()).then_some((verb, words))
        })
        .collect()
}

fn begins_quotation(text: &str) -> bool {
    let mut cells = text.splitn(3, '|');
    let mut is_number = || {
        cells
            .next()
            .is_some_and(|cell| !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit()))
    };
    is_number() && is_number()
}
