//! Things in the world that articles name: people, organizations, armed groups and places.

use super::words::closed_set;

closed_set! {
    /// What sort of thing an entity is.
    EntityKind {
        /// A human being with a name.
        Person = "person",
        /// A body: government, ministry, company, alliance, outlet.
        Organization = "organization",
        /// A non-state group under arms.
        ArmedGroup = "armed_group",
        /// Anything with a place on the map.
        Place = "place",
    }
}

closed_set! {
    /// What sort of place a place is.
    PlaceType {
        /// A state or a territory that news treats as one.
        Country = "country",
        /// A part of a country, or an area across countries.
        Region = "region",
        /// A city, town or village.
        City = "city",
        /// A building, base, crossing, camp or quarter.
        Site = "site",
        /// A river, lake or sea.
        Water = "water",
    }
}

closed_set! {
    /// How a mention refers to its entity.
    MentionForm {
        /// By name.
        Name = "name",
        /// By office or description: "the Russian envoy".
        Role = "role",
        /// By pronoun.
        Pronoun = "pronoun",
        /// By an adjective of country or people: "Syrian".
        Demonym = "demonym",
        /// By a capital or building that stands for a government: "Moscow".
        Metonym = "metonym",
    }
}

/// The public text id of an entity, `islamic-state`; written `@islamic-state` in queries.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handle(pub String);

impl Handle {
    /// The handle as text, without the `@`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Handle {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl std::fmt::Display for Handle {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

/// An entity with everything that is known about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// The handle, unique among entities.
    pub id: Handle,
    /// What sort of thing it is.
    pub kind: EntityKind,
    /// The name it is shown by.
    pub name: String,
    /// Other names, without `name`, in the order given.
    pub aliases: Vec<String>,
    /// The country it belongs to; a country is its own.
    pub country: Option<Handle>,
    /// A place's container, a body's parent body.
    pub parent: Option<Handle>,
    /// The body a person belongs to.
    pub org: Option<Handle>,
    /// A person's latest office, as text.
    pub title: Option<String>,
    /// Only for places.
    pub place_type: Option<PlaceType>,
    /// Degrees north and east, only for places.
    pub coordinates: Option<(f64, f64)>,
}

impl Entity {
    /// An entity of which only handle, kind and name are known.
    pub fn new(id: Handle, kind: EntityKind, name: &str) -> Self {
        Self {
            id,
            kind,
            name: name.to_owned(),
            aliases: Vec::new(),
            country: None,
            parent: None,
            org: None,
            title: None,
            place_type: None,
            coordinates: None,
        }
    }
}
