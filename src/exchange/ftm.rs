//! Articles → entities of Follow the Money (<https://followthemoney.tech>), one a line, for Aleph and its like.
//!
//! | Dateline | Follow the Money |
//! |---|---|
//! | article | `Article`, with its text |
//! | person | `Person` |
//! | organization, armed group, outlet | `Organization`, with what it is as `classification` |
//! | place | `Address`; one that acts (`Moscow said`) is a `PublicBody` as well |
//! | who is named in an article | `Mention` |
//! | event | `Event`, with kind, mode and modality as keywords and its article as proof |
//!
//! Ids are SHA-1 of the record's kind and id, as the project makes them: two exports can be merged.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use serde_json::{Map, Value as Json, json};
use sha1::{Digest, Sha1};

use super::ExchangeError;
use super::chosen::{each_article, told, words};
use super::text::{address, hexadecimal, iso};
use crate::ask::Asker;
use crate::lexicon::codes::CodeLexicon;
use crate::model::date::{PartialDate, Precision};
use crate::model::entity::{EntityKind, PlaceType};
use crate::record::{ArticleRecord, EntityRecord, EventRecord, SourceRecord};
use crate::render::cell::number_text;
use crate::render::json::escaped as line;
use crate::store::Snapshot;

/// Writes the articles that the answer to `question` comes from, or all, and what they tell.
///
/// # Errors
/// The question has no answer, its articles are not known, or the file cannot be written.
pub fn write(
    asker: &Asker,
    snapshot: &Snapshot<'_>,
    question: Option<&str>,
    out: &mut dyn Write,
) -> Result<(), ExchangeError> {
    let codes = CodeLexicon::load().unwrap_or_default();
    let mut file = File {
        snapshot,
        codes: &codes,
        countries: codes.iso_two(),
        used: BTreeMap::new(),
        out,
    };
    each_article(asker, snapshot, question, &mut |article| {
        file.article(article)
    })?;
    file.parts()
}

/// What articles refer to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Entity(String),
    Acting(String),
    Outlet(String),
}

impl Part {
    fn id(&self) -> String {
        match self {
            Self::Entity(handle) => hashed("entity", handle),
            Self::Acting(handle) => hashed("acting", handle),
            Self::Outlet(id) => hashed("source", id),
        }
    }
}

fn hashed(kind: &str, id: &str) -> String {
    let mut hash = Sha1::new();
    for part in ["dateline", kind, id] {
        hash.update(part.as_bytes());
    }
    hexadecimal(&hash.finalize())
}

/// The properties of an entity: lists of texts.
#[derive(Default)]
struct Properties(Map<String, Json>);

impl Properties {
    fn add(&mut self, name: &str, value: impl Into<Option<String>>) -> &mut Self {
        let value = value.into().filter(|value| !value.trim().is_empty());
        if let Some(value) = value {
            let values = self.0.entry(name).or_insert_with(|| json!([]));
            if let Json::Array(values) = values
                && !values.contains(&Json::String(value.clone()))
            {
                values.push(value.into());
            }
        }
        self
    }
}

struct File<'run> {
    snapshot: &'run Snapshot<'run>,
    codes: &'run CodeLexicon,
    countries: BTreeMap<&'run str, &'run str>,
    /// What is referred to, and the article that did so first.
    used: BTreeMap<Part, String>,
    out: &'run mut dyn Write,
}

/// An article's own id, outlet and address, for what it proves.
struct Proof {
    article: String,
    publisher: Option<String>,
    url: Option<String>,
}

impl File<'_> {
    fn entity(
        &mut self,
        schema: &str,
        id: &str,
        properties: &Properties,
    ) -> Result<(), ExchangeError> {
        let entity = json!({"id": id, "schema": schema, "properties": &properties.0});
        Ok(writeln!(self.out, "{}", line(&entity))?)
    }

    fn refer(&mut self, part: Part, proof: &Proof) -> String {
        let id = part.id();
        self.used
            .entry(part)
            .or_insert_with(|| proof.article.clone());
        id
    }

    fn article(&mut self, article: &ArticleRecord) -> Result<(), ExchangeError> {
        let own = article.id.as_deref().unwrap_or_default();
        let outlet = match &article.source {
            Some(id) => self.snapshot.source(id)?,
            None => None,
        };
        let proof = Proof {
            article: hashed("article", own),
            publisher: outlet.as_ref().map(|outlet| outlet.name.clone()),
            url: article.url.as_deref().and_then(address),
        };
        let mut properties = Properties::default();
        let name = article.title.clone().unwrap_or_else(|| own.to_owned());
        properties
            .add("name", name)
            .add("title", article.title.clone())
            .add("fileName", own.to_owned())
            .add("author", article.author.clone())
            .add("publisher", proof.publisher.clone())
            .add("sourceUrl", proof.url.clone())
            .add("publishedAt", article.published.and_then(prefix))
            .add("bodyText", article.text.clone());
        let language = article.language.as_deref();
        let language = language.and_then(|code| self.codes.iso_three(code));
        properties.add("language", language.map(str::to_owned));
        if let Some(outlet) = &outlet {
            let domain = outlet.domain.as_deref().filter(|domain| !domain.is_empty());
            let site = domain.and_then(|domain| address(&format!("https://{domain}/")));
            properties.add("publisherUrl", site);
            self.refer(Part::Outlet(outlet.id.clone()), &proof);
        }
        self.entity("Article", &proof.article, &properties)?;
        self.mentions(article, &proof)?;
        for event in article.events.iter().flatten() {
            self.event(article, event, &proof)?;
        }
        Ok(())
    }

    /// Writes who is named in an article, each once with all that it is called there.
    fn mentions(&mut self, article: &ArticleRecord, proof: &Proof) -> Result<(), ExchangeError> {
        let mut named: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for mention in article.mentions.iter().flatten() {
            let surface = words(article, mention.start, mention.end);
            named.entry(&mention.entity).or_default().insert(surface);
        }
        for (handle, surfaces) in named {
            let resolved = self.refer(Part::Entity(handle.to_owned()), proof);
            let schema = match self.snapshot.entity(handle)?.map(|entity| entity.kind) {
                Some(EntityKind::Person) => "Person",
                Some(EntityKind::Organization | EntityKind::ArmedGroup) => "Organization",
                // Only people and bodies are mentioned in this sense.
                Some(EntityKind::Place) | None => continue,
            };
            let mut properties = Properties::default();
            properties
                .add("document", proof.article.clone())
                .add("resolved", resolved.clone())
                .add("detectedSchema", schema.to_owned());
            for surface in surfaces {
                properties.add("name", surface);
            }
            let id = hashed("mention", &format!("{} {resolved}", proof.article));
            self.entity("Mention", &id, &properties)?;
        }
        Ok(())
    }

    fn event(
        &mut self,
        article: &ArticleRecord,
        event: &EventRecord,
        proof: &Proof,
    ) -> Result<(), ExchangeError> {
        let own = event.id.clone().unwrap_or_default();
        let mut properties = Properties::default();
        properties
            .add("name", told(article, event))
            .add("description", words(article, event.start, event.end))
            .add("keywords", event.kind.word().to_owned())
            .add("keywords", event.mode.map(|mode| mode.word().to_owned()))
            .add("keywords", event.modality.word().to_owned())
            .add("recordId", own.clone())
            .add("proof", proof.article.clone())
            .add("publisher", proof.publisher.clone())
            .add("sourceUrl", proof.url.clone());
        if let Some(date) = event.date {
            match prefix(date) {
                Some(known) => properties.add("date", known),
                None => properties
                    .add("startDate", iso(date.first))
                    .add("endDate", iso(date.last)),
            };
        }
        if let Some(place) = &event.place {
            let id = self.refer(Part::Entity(place.clone()), proof);
            let name = self.snapshot.entity(place)?.map(|place| place.name);
            properties.add("location", name).add("addressEntity", id);
        }
        let parties = event
            .actors
            .iter()
            .chain(&event.targets)
            .chain(&event.others);
        for handle in parties.filter_map(|party| party.entity.as_ref()) {
            let kind = self.snapshot.entity(handle)?.map(|entity| entity.kind);
            let part = if kind == Some(EntityKind::Place) {
                Part::Acting(handle.clone())
            } else {
                Part::Entity(handle.clone())
            };
            properties.add("involved", self.refer(part, proof));
        }
        self.entity("Event", &hashed("event", &own), &properties)
    }

    /// Writes what was referred to.
    fn parts(&mut self) -> Result<(), ExchangeError> {
        for (part, article) in std::mem::take(&mut self.used) {
            let id = part.id();
            let (schema, mut properties) = match &part {
                Part::Outlet(source) => match self.snapshot.source(source)? {
                    Some(outlet) => ("Organization", self.outlet(&outlet)),
                    None => continue,
                },
                Part::Entity(handle) | Part::Acting(handle) => {
                    let Some(entity) = self.snapshot.entity(handle)? else {
                        continue;
                    };
                    let schema = match (&part, entity.kind) {
                        (Part::Acting(_), _) => "PublicBody",
                        (_, EntityKind::Person) => "Person",
                        (_, EntityKind::Place) => "Address",
                        (_, EntityKind::Organization | EntityKind::ArmedGroup) => "Organization",
                    };
                    (schema, self.described(&entity, schema))
                }
            };
            properties.add("proof", article);
            self.entity(schema, &id, &properties)?;
        }
        Ok(())
    }

    fn outlet(&self, outlet: &SourceRecord) -> Properties {
        let mut properties = Properties::default();
        let domain = outlet.domain.as_deref().filter(|domain| !domain.is_empty());
        properties
            .add("name", outlet.name.clone())
            .add("classification", "news outlet".to_owned())
            .add("country", self.country(outlet.country.as_deref()))
            .add(
                "website",
                domain.and_then(|domain| address(&format!("https://{domain}/"))),
            );
        properties
    }

    fn described(&self, entity: &EntityRecord, schema: &str) -> Properties {
        let mut properties = Properties::default();
        let of_itself = (entity.kind == EntityKind::Place).then_some(entity.id.as_str());
        properties.add("name", entity.name.clone()).add(
            "country",
            self.country(entity.country.as_deref().or(of_itself)),
        );
        for alias in &entity.aliases {
            properties.add("alias", alias.clone());
        }
        match schema {
            "Person" => {
                properties.add("position", entity.title.clone());
            }
            "Address" => {
                let own = |wanted| (entity.place_type == Some(wanted)).then(|| entity.name.clone());
                properties
                    .add("full", entity.name.clone())
                    .add("city", own(PlaceType::City))
                    .add("region", own(PlaceType::Region))
                    .add("latitude", entity.lat.map(|lat| number_text(lat, None)))
                    .add("longitude", entity.lon.map(|lon| number_text(lon, None)));
            }
            _ if entity.kind == EntityKind::ArmedGroup => {
                properties.add("classification", "armed group".to_owned());
            }
            _ => {}
        }
        properties
    }

    /// The code of a country.
    fn country(&self, handle: Option<&str>) -> Option<String> {
        let code = self.countries.get(handle?)?;
        Some(code.to_lowercase())
    }
}

/// A date as a day, a month or a year; none if it is an interval of another length.
fn prefix(date: PartialDate) -> Option<String> {
    let (first, last) = (iso(date.first)?, iso(date.last)?);
    if first == last {
        return Some(first);
    }
    let units = [(Precision::Month, 7), (Precision::Year, 4)];
    units.into_iter().find_map(|(precision, length)| {
        let unit = PartialDate::unit(date.first, precision);
        let is_whole = (unit.first, unit.last) == (date.first, date.last);
        is_whole.then(|| first[..length].to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_made_as_the_project_makes_them() {
        // Python: followthemoney.util.make_entity_id("entity", "aleppo", key_prefix="dateline")
        assert_eq!(
            hashed("entity", "aleppo"),
            "95dfd33debaa2a703bc9a0c846a7d6102af3b4e4"
        );
    }

    #[test]
    fn a_date_is_as_long_as_it_is_known() {
        let written = |text: &str| prefix(text.parse().unwrap());
        assert_eq!(written("2016-06-09").as_deref(), Some("2016-06-09"));
        assert_eq!(written("2016-06").as_deref(), Some("2016-06"));
        assert_eq!(written("2016").as_deref(), Some("2016"));
        assert_eq!(written("2016-Q2"), None);
        assert_eq!(written("201X"), None);
        assert_eq!(written("2016/.."), None);
    }
}
