//! Records of outlets, entities and clusters.

use serde::Serialize;

use super::error::RecordError;
use super::fields::{Fields, plain_number};
use super::{Extra, RecordFault};
use crate::model::date::PartialDate;
use crate::model::entity::{Entity, EntityKind, PlaceType};
use crate::model::fold::handle;

/// An outlet.
#[derive(Debug, Clone, PartialEq, Serialize, Default)]
pub struct SourceRecord {
    /// Public id.
    pub id: String,
    /// Name as shown.
    pub name: String,
    /// Domain of its site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// Handle of its country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Handle of the organization that it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
    /// Other ids under which articles name it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_ids: Vec<String>,
    /// Other keys.
    #[serde(flatten)]
    pub extra: Extra,
}

impl SourceRecord {
    pub(super) fn read(mut fields: Fields) -> Result<Self, RecordError> {
        let (id, name) = id_and_name(&mut fields)?;
        Ok(Self {
            id,
            name,
            domain: fields.optional("domain")?,
            country: fields.optional("country")?,
            entity: fields.optional("entity")?,
            other_ids: fields.optional("other_ids")?.unwrap_or_default(),
            extra: fields.extra(),
        })
    }

    /// Fills what this record leaves open from `other`; what it says stays. Returns whether anything
    /// was learned.
    pub fn learn(&mut self, other: &Self) -> bool {
        let before = self.clone();
        fill(&mut self.domain, other.domain.as_ref());
        fill(&mut self.country, other.country.as_ref());
        fill(&mut self.entity, other.entity.as_ref());
        *self != before
    }
}

/// An entity.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EntityRecord {
    /// The handle.
    pub id: String,
    /// What sort of thing it is.
    pub kind: EntityKind,
    /// The name it is shown by.
    pub name: String,
    /// Other names in order, without `name`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Handle of its country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Handle of a place's container or a body's parent body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Handle of the body a person belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub org: Option<String>,
    /// A person's latest office, as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// When the article was published in which the office was read, `../9999` if nobody knows; none if the
    /// office is known otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title_date: Option<PartialDate>,
    /// Only for places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place_type: Option<PlaceType>,
    /// Degrees north.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "plain_number"
    )]
    pub lat: Option<f64>,
    /// Degrees east.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "plain_number"
    )]
    pub lon: Option<f64>,
    /// Whether nobody described it but the program, as it read articles: then it only adds to what is
    /// known.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub extracted: bool,
    /// Whether it is only named by others, and nobody described it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub stub: bool,
    /// Other keys.
    #[serde(flatten)]
    pub extra: Extra,
}

impl EntityRecord {
    pub(super) fn read(mut fields: Fields) -> Result<Self, RecordError> {
        let (id, name) = id_and_name(&mut fields)?;
        let mut aliases = Vec::new();
        for alias in fields
            .optional::<Vec<String>>("aliases")?
            .unwrap_or_default()
        {
            if alias != name && !aliases.contains(&alias) {
                aliases.push(alias);
            }
        }
        Ok(Self {
            id,
            kind: fields.required("kind")?,
            name,
            aliases,
            country: fields.optional("country")?,
            parent: fields.optional("parent")?,
            org: fields.optional("org")?,
            title: fields.optional("title")?,
            title_date: fields.optional("title_date")?,
            place_type: fields.optional("place_type")?,
            lat: fields.optional("lat")?,
            lon: fields.optional("lon")?,
            extracted: fields.optional("extracted")?.unwrap_or_default(),
            stub: fields.optional("stub")?.unwrap_or_default(),
            extra: fields.extra(),
        })
    }

    /// Fills what this record leaves open from `other`; what it says stays. Returns whether anything
    /// was learned.
    pub fn learn(&mut self, other: &Self) -> bool {
        let before = (self.aliases.len(), self.n_known());
        for name in std::iter::once(&other.name).chain(&other.aliases) {
            if *name != self.name && !self.aliases.contains(name) {
                self.aliases.push(name.clone());
            }
        }
        fill(&mut self.country, other.country.as_ref());
        fill(&mut self.parent, other.parent.as_ref());
        fill(&mut self.org, other.org.as_ref());
        if self.title.is_none() {
            self.title.clone_from(&other.title);
            self.title_date = other.title_date;
        }
        fill(&mut self.place_type, other.place_type.as_ref());
        if self.lat.is_none() || self.lon.is_none() {
            fill(&mut self.lat, other.lat.as_ref());
            fill(&mut self.lon, other.lon.as_ref());
        }
        for (key, value) in &other.extra {
            self.extra
                .entry(key.clone())
                .or_insert_with(|| value.clone());
        }
        before != (self.aliases.len(), self.n_known())
    }

    fn n_known(&self) -> usize {
        [
            self.country.is_some(),
            self.parent.is_some(),
            self.org.is_some(),
            self.title.is_some(),
            self.place_type.is_some(),
            self.lat.is_some(),
            self.lon.is_some(),
        ]
        .into_iter()
        .filter(|is_known| *is_known)
        .count()
            + self.extra.len()
    }
}

impl From<&Entity> for EntityRecord {
    fn from(entity: &Entity) -> Self {
        let text = |handle: &Option<crate::model::entity::Handle>| {
            handle.as_ref().map(|handle| handle.0.clone())
        };
        Self {
            id: entity.id.0.clone(),
            kind: entity.kind,
            name: entity.name.clone(),
            aliases: entity.aliases.clone(),
            country: text(&entity.country),
            parent: text(&entity.parent),
            org: text(&entity.org),
            title: entity.title.clone(),
            place_type: entity.place_type,
            lat: entity.coordinates.map(|(lat, _)| lat),
            lon: entity.coordinates.map(|(_, lon)| lon),
            title_date: None,
            extracted: false,
            stub: false,
            extra: Extra::new(),
        }
    }
}

/// A group of reports.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClusterRecord {
    /// Public id.
    pub id: String,
    /// story, happening or quotation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// A few words for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// Whether the program found it among the articles it read: then it is found anew, not taken over.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub extracted: bool,
    /// Other keys.
    #[serde(flatten)]
    pub extra: Extra,
}

impl ClusterRecord {
    pub(super) fn read(mut fields: Fields) -> Result<Self, RecordError> {
        Ok(Self {
            id: fields.required("id")?,
            kind: fields.optional("kind")?,
            label: fields.optional("label")?,
            date: fields.optional("date")?,
            extracted: fields.optional("extracted")?.unwrap_or_default(),
            extra: fields.extra(),
        })
    }
}

fn fill<T: Clone>(open: &mut Option<T>, known: Option<&T>) {
    if open.is_none() {
        *open = known.cloned();
    }
}

/// Either may be absent: an id is made from the name, and an id serves as name.
fn id_and_name(fields: &mut Fields) -> Result<(String, String), RecordError> {
    let id: Option<String> = fields.optional("id")?;
    let name: Option<String> = fields.optional("name")?;
    match (id, name) {
        (Some(id), Some(name)) => Ok((id, name)),
        (None, Some(name)) => Ok((handle(&name), name)),
        (Some(id), None) => Ok((id.clone(), id)),
        (None, None) => Err(fields.fault("name", RecordFault::Missing)),
    }
}
