//! Fields of who and what is named: entities and their mentions.

use super::{PUBLISHED_OF_ARTICLE, SOURCE_OF_ARTICLE, child, field, given, loose_child, maybe};
use crate::query::catalog::FieldType::{Date, Enum, Num, Row, Text, TextList};
use crate::query::catalog::{Field, FieldSource, Link, Many, Members, Noun};

pub(super) const ENTITIES: &[Field] = &[
    field(
        "id",
        Text,
        given("id"),
        "handle, written @handle in queries",
    ),
    field("name", Text, given("name"), "name as shown"),
    field(
        "kind",
        Enum(Members::EntityKind),
        given("kind"),
        "person, organization, armed_group or place",
    ),
    field(
        "country",
        Row(Noun::Entities),
        maybe("country"),
        "country it belongs to",
    ),
    field(
        "parent",
        Row(Noun::Entities),
        maybe("parent"),
        "place around it, body above it",
    ),
    field("title", Text, maybe("title"), "a person's latest office"),
    field("org", Row(Noun::Entities), maybe("org"), "a person's body"),
    field("aliases", TextList, FieldSource::Aliases, "its other names"),
    field(
        "place_type",
        Enum(Members::PlaceType),
        maybe("place_type"),
        "country, region, city, site or water",
    ),
    field("lat", Num, maybe("lat"), "degrees north"),
    field("lon", Num, maybe("lon"), "degrees east"),
    field(
        "mentions",
        Row(Noun::Mentions),
        child("entity"),
        "where it is mentioned",
    ),
    field(
        "events",
        Row(Noun::Events),
        FieldSource::Many(Many::Linked {
            link: Link::Participant,
            owner: "entity",
            other: "event",
            role: None,
        }),
        "events it took part in",
    ),
    field(
        "quotes",
        Row(Noun::Quotes),
        loose_child("speaker"),
        "what it said",
    ),
];

pub(super) const MENTIONS: &[Field] = &[
    field(
        "id",
        Text,
        FieldSource::WithinArticle { name: "start" },
        "the article's id and a position",
    ),
    field(
        "entity",
        Row(Noun::Entities),
        given("entity"),
        "who or what is meant",
    ),
    field(
        "sentence",
        Row(Noun::Sentences),
        given("sentence"),
        "sentence it stands in",
    ),
    field(
        "article",
        Row(Noun::Articles),
        given("article"),
        "article it stands in",
    ),
    field("source", Row(Noun::Sources), SOURCE_OF_ARTICLE, "outlet"),
    field(
        "published",
        Date,
        PUBLISHED_OF_ARTICLE,
        "when the article was published",
    ),
    field("surface", Text, given("surface"), "text as written"),
    field(
        "form",
        Enum(Members::MentionForm),
        given("form"),
        "name, role, pronoun, demonym or metonym",
    ),
    field("title", Text, maybe("title"), "office written beside it"),
];
