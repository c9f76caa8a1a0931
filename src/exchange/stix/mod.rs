//! Articles → a bundle of STIX 2.1 (<https://docs.oasis-open.org/cti/stix/v2.1/os/>).
//!
//! | Dateline | STIX |
//! |---|---|
//! | article | `report`, with a reference to its address |
//! | person, organization, armed group, outlet | `identity` of class individual, organization, group, organization |
//! | place | `location`; what has neither coordinates nor a country with a code cannot be one |
//! | place that acts (`Moscow said`) | `identity` of class organization, `located-at` the location |
//! | event of an actor against a target | `relationship` of type `related-to` |
//! | event of an actor at a place, told or alleged | `sighting` of the actor at the location |
//!
//! An armed group is no `threat-actor` and no `intrusion-set`: those are adversaries that a producer judges
//! hostile to computer systems, and to bear arms is no such judgement. Kind, mode and modality of an event
//! are labels. `created` is the day of publication, so that the same database gives the same bundle.

mod object;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use serde_json::{Value as Json, json};

use super::ExchangeError;
use super::chosen::{days, each_article, told};
use super::text::address;
use crate::ask::Asker;
use crate::lexicon::codes::CodeLexicon;
use crate::model::date::{Day, PartialDate, Precision};
use crate::model::entity::EntityKind;
use crate::model::event::{EventMode, Modality};
use crate::record::{ArticleRecord, EntityRecord, EventRecord, ParticipantRecord, SourceRecord};
use crate::render::json::escaped as line;
use crate::store::Snapshot;
use object::{Part, confidence, id, timestamp};

/// What a bundle holds, and what it does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bundled {
    /// Articles that became reports.
    pub n_reports: usize,
    /// Articles that name nobody: a report must refer to something.
    pub n_empty: usize,
}

/// Writes the articles that the answer to `question` comes from, or all, and what they tell.
///
/// # Errors
/// The question has no answer, its articles are not known, or the file cannot be written.
pub fn write(
    asker: &Asker,
    snapshot: &Snapshot<'_>,
    question: Option<&str>,
    out: &mut dyn Write,
) -> Result<Bundled, ExchangeError> {
    let codes = CodeLexicon::load().unwrap_or_default();
    let mut bundle = Bundle {
        snapshot,
        countries: codes.iso_two(),
        known: BTreeMap::new(),
        used: BTreeMap::new(),
        ids: Vec::new(),
        out,
    };
    let mut bundled = Bundled::default();
    write!(bundle.out, "{{\"type\":\"bundle\"")?;
    each_article(asker, snapshot, question, &mut |article| {
        if bundle.article(article)? {
            bundled.n_reports += 1;
        } else {
            bundled.n_empty += 1;
        }
        Ok(())
    })?;
    bundle.parts()?;
    let all = id("bundle", &bundle.ids.concat());
    // The standard has no empty list.
    let end = if bundle.ids.is_empty() { "" } else { "\n]" };
    writeln!(bundle.out, "{end},\"id\":\"{all}\"}}")?;
    Ok(bundled)
}

/// A bundle as it is written. What is referred to follows the reports.
struct Bundle<'run> {
    snapshot: &'run Snapshot<'run>,
    countries: BTreeMap<&'run str, &'run str>,
    known: BTreeMap<String, Option<EntityRecord>>,
    /// What is referred to, and the first and last day on which it is.
    used: BTreeMap<Part, (Day, Day)>,
    /// The ids written; all of them make that of the bundle.
    ids: Vec<String>,
    out: &'run mut dyn Write,
}

/// What all objects of an article share.
struct Report<'run> {
    article: &'run ArticleRecord,
    days: (Day, Day),
    outlet: Option<SourceRecord>,
    references: Json,
    /// What the report refers to.
    objects: BTreeSet<String>,
}

impl Bundle<'_> {
    fn object(&mut self, object: &Json) -> Result<(), ExchangeError> {
        let comma = if self.ids.is_empty() {
            ",\"objects\":["
        } else {
            ","
        };
        self.ids
            .push(object["id"].as_str().unwrap_or_default().to_owned());
        Ok(write!(self.out, "{comma}\n{}", line(object))?)
    }

    /// Writes an article and its events; whether there was anything to refer to.
    fn article(&mut self, article: &ArticleRecord) -> Result<bool, ExchangeError> {
        let outlet = match &article.source {
            Some(id) => self.snapshot.source(id)?,
            None => None,
        };
        let mut report = Report {
            article,
            days: days(article.published).unwrap_or_default(),
            references: references(article, outlet.as_ref()),
            outlet,
            objects: BTreeSet::new(),
        };
        for mention in article.mentions.iter().flatten() {
            if let Some(part) = self.part(&mention.entity)? {
                self.refer(&mut report, part);
            }
        }
        for event in article.events.iter().flatten() {
            self.event(&mut report, event)?;
        }
        if report.objects.is_empty() {
            return Ok(false);
        }
        let mut object = self.common("report", &report, article.id.as_deref().unwrap_or_default());
        let title = article.title.as_deref().or(article.id.as_deref());
        object["name"] = title
            .filter(|title| !title.is_empty())
            .unwrap_or("untitled")
            .into();
        object["published"] = timestamp(report.days.0).into();
        object["labels"] = [precision(article.published)].into_iter().collect();
        let is_tag = |tag: &&String| {
            tag.bytes()
                .all(|one| one.is_ascii_alphanumeric() || one == b'-')
        };
        if let Some(language) = article.language.as_ref().filter(is_tag) {
            object["lang"] = language.as_str().into();
        }
        object["object_refs"] = report.objects.iter().map(String::as_str).collect();
        self.object(&object)?;
        Ok(true)
    }

    /// Writes what an event tells of its actors: what they did to whom, and where they were.
    fn event(&mut self, report: &mut Report<'_>, event: &EventRecord) -> Result<(), ExchangeError> {
        let actors = self.parties(&event.actors, true)?;
        let targets = self.parties(&event.targets, false)?;
        let place = match &event.place {
            Some(place) => self.part(place)?,
            None => None,
        };
        for actor in &actors {
            for target in targets.iter().filter(|target| *target != actor) {
                let mut object = self.told("relationship", report, event, (actor, target));
                object["relationship_type"] = "related-to".into();
                object["source_ref"] = actor.id().into();
                object["target_ref"] = target.id().into();
                if let Some((first, last)) = days(event.date) {
                    object["start_time"] = timestamp(first).into();
                    object["stop_time"] = timestamp(last + 1).into();
                }
                self.finish(report, &object, [actor, target])?;
            }
            let is_told = matches!(event.modality, Modality::Asserted | Modality::Alleged);
            if let Some(place) = place.as_ref().filter(|_| is_told) {
                let mut object = self.told("sighting", report, event, (actor, place));
                object["sighting_of_ref"] = actor.id().into();
                object["where_sighted_refs"] = json!([place.id()]);
                object["count"] = 1.into();
                if let Some((first, last)) = days(event.date) {
                    object["first_seen"] = timestamp(first).into();
                    object["last_seen"] = timestamp(last).into();
                }
                self.finish(report, &object, [actor, place])?;
            }
        }
        Ok(())
    }

    fn finish(
        &mut self,
        report: &mut Report<'_>,
        object: &Json,
        ends: [&Part; 2],
    ) -> Result<(), ExchangeError> {
        for end in ends {
            self.refer(report, end.clone());
        }
        let is_new = report
            .objects
            .insert(object["id"].as_str().unwrap_or_default().to_owned());
        if is_new { self.object(object) } else { Ok(()) }
    }

    /// What an event says, whatever it is written as.
    fn told(
        &mut self,
        kind: &str,
        report: &Report<'_>,
        event: &EventRecord,
        (one, other): (&Part, &Part),
    ) -> Json {
        let event_id = event.id.as_deref().unwrap_or_default();
        let mut object = self.common(
            kind,
            report,
            &format!("{event_id} {} {}", one.id(), other.id()),
        );
        object["description"] = told(report.article, event).into();
        object["confidence"] = confidence(event).into();
        let words = [
            Some(event.kind.word()),
            event.mode.map(EventMode::word),
            Some(event.modality.word()),
        ];
        object["labels"] = words.into_iter().flatten().collect();
        object
    }

    /// What every object of a report begins with.
    fn common(&mut self, kind: &str, report: &Report<'_>, name: &str) -> Json {
        let created = timestamp(report.days.0);
        let mut object = json!({
            "type": kind,
            "spec_version": "2.1",
            "id": id(kind, name),
            "created": created,
            "modified": created,
        });
        if let Some(outlet) = &report.outlet {
            let part = Part::Outlet(outlet.id.clone());
            object["created_by_ref"] = part.id().into();
            self.note(part, report.days);
        }
        object["external_references"] = report.references.clone();
        object
    }

    fn refer(&mut self, report: &mut Report<'_>, part: Part) {
        report.objects.insert(part.id());
        self.note(part, report.days);
    }

    fn note(&mut self, part: Part, (first, last): (Day, Day)) {
        let days = self.used.entry(part).or_insert((first, last));
        *days = (days.0.min(first), days.1.max(last));
    }

    fn parties(
        &mut self,
        parties: &[ParticipantRecord],
        acts: bool,
    ) -> Result<BTreeSet<Part>, ExchangeError> {
        let mut found = BTreeSet::new();
        for handle in parties.iter().filter_map(|party| party.entity.as_ref()) {
            let is_place =
                matches!(self.entity(handle)?, Some(entity) if entity.kind == EntityKind::Place);
            if acts && is_place {
                found.insert(Part::Acting(handle.clone()));
            } else {
                found.extend(self.part(handle)?);
            }
        }
        Ok(found)
    }

    /// What an entity becomes; none for a place that nobody could find.
    fn part(&mut self, handle: &str) -> Result<Option<Part>, ExchangeError> {
        let country = self.country(handle)?;
        let Some(entity) = self.entity(handle)? else {
            return Ok(None);
        };
        let is_placed = entity.lat.is_some() && entity.lon.is_some();
        Ok(match entity.kind {
            EntityKind::Place if is_placed || country.is_some() => {
                Some(Part::Place(handle.to_owned()))
            }
            EntityKind::Place => None,
            _ => Some(Part::Entity(handle.to_owned())),
        })
    }

    /// The code of an entity's country, if it has one.
    fn country(&mut self, handle: &str) -> Result<Option<String>, ExchangeError> {
        let country = self
            .entity(handle)?
            .and_then(|entity| entity.country.clone());
        let named = country.as_deref().unwrap_or(handle);
        Ok(self.countries.get(named).map(|code| (*code).to_owned()))
    }

    fn entity(&mut self, handle: &str) -> Result<Option<&EntityRecord>, ExchangeError> {
        if !self.known.contains_key(handle) {
            let found = self.snapshot.entity(handle)?;
            self.known.insert(handle.to_owned(), found);
        }
        Ok(self.known.get(handle).and_then(Option::as_ref))
    }

    /// Writes what was referred to.
    fn parts(&mut self) -> Result<(), ExchangeError> {
        while let Some((part, days)) = self.used.pop_first() {
            let object = match &part {
                Part::Outlet(id) => {
                    let outlet = self.snapshot.source(id)?;
                    outlet.map(|outlet| object::outlet(&outlet, days))
                }
                Part::Entity(handle) => self
                    .entity(handle)?
                    .map(|entity| object::identity(entity, days)),
                Part::Place(handle) => {
                    let country = self.country(handle)?;
                    let entity = self.entity(handle)?;
                    entity.map(|entity| object::location(entity, country.as_deref(), days))
                }
                Part::Acting(handle) => {
                    if self.part(handle)?.is_some() {
                        self.object(&object::located(handle, days))?;
                        // It comes later in the order of parts.
                        self.note(Part::Place(handle.clone()), days);
                    }
                    self.entity(handle)?
                        .map(|entity| object::acting(entity, days))
                }
            };
            if let Some(object) = object {
                self.object(&object)?;
            }
        }
        Ok(())
    }
}

/// The label that says how exactly the day of publication is known.
fn precision(published: Option<PartialDate>) -> String {
    let precision = published.map(|date| date.precision).map(Precision::word);
    format!("published-{}", precision.unwrap_or("undated"))
}

fn references(article: &ArticleRecord, outlet: Option<&SourceRecord>) -> Json {
    let outlet = outlet
        .map(|outlet| outlet.name.as_str())
        .filter(|name| !name.is_empty());
    let mut reference = json!({
        "source_name": outlet.unwrap_or("article"),
        "external_id": article.id,
    });
    if let Some(url) = article.url.as_deref().and_then(address) {
        reference["url"] = url.into();
    }
    if let Some(title) = &article.title {
        reference["description"] = title.as_str().into();
    }
    json!([reference])
}
