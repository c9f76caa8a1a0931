//! The nouns and fields of the model, section 1, with the columns of the schema that hold them.

mod fact;
mod name;
mod text;

use super::{Field, FieldSource, FieldType, Link, Many, Noun, NounInfo};
use fact::{CLUSTERS, EVENTS, FIGURES, QUOTES};
use name::{ENTITIES, MENTIONS};
use text::{ARTICLES, SENTENCES, SOURCES};

const fn field(
    name: &'static str,
    kind: FieldType,
    source: FieldSource,
    doc: &'static str,
) -> Field {
    Field {
        name,
        kind,
        source,
        doc,
    }
}

/// A column that is never null.
const fn given(name: &'static str) -> FieldSource {
    FieldSource::Column {
        name,
        is_nullable: false,
    }
}

/// A column that may be null.
const fn maybe(name: &'static str) -> FieldSource {
    FieldSource::Column {
        name,
        is_nullable: true,
    }
}

const fn dated(prefix: &'static str) -> FieldSource {
    FieldSource::Date { prefix }
}

const fn child(column: &'static str) -> FieldSource {
    FieldSource::Many(Many::Child {
        column,
        is_nullable: false,
    })
}

const fn loose_child(column: &'static str) -> FieldSource {
    FieldSource::Many(Many::Child {
        column,
        is_nullable: true,
    })
}

const fn participants(role: Option<&'static str>) -> FieldSource {
    FieldSource::Many(Many::Linked {
        link: Link::Participant,
        owner: "event",
        other: "entity",
        role,
    })
}

const SOURCE_OF_ARTICLE: FieldSource = FieldSource::Path(&["article", "source"]);
const PUBLISHED_OF_ARTICLE: FieldSource = FieldSource::Path(&["article", "published"]);

/// All nouns, in the order of [`Noun`].
pub static NOUNS: [NounInfo; 9] = [
    NounInfo {
        noun: Noun::Articles,
        word: "articles",
        singular: "article",
        table: "article",
        fields: ARTICLES,
        shown: &["published", "source", "title"],
        date: Some("published"),
        doc: "news as published",
    },
    NounInfo {
        noun: Noun::Sentences,
        word: "sentences",
        singular: "sentence",
        table: "sentence",
        fields: SENTENCES,
        shown: &["text"],
        date: Some("published"),
        doc: "sentences of articles, in reading order",
    },
    NounInfo {
        noun: Noun::Sources,
        word: "sources",
        singular: "source",
        table: "source",
        fields: SOURCES,
        shown: &["name"],
        date: None,
        doc: "outlets that publish articles",
    },
    NounInfo {
        noun: Noun::Entities,
        word: "entities",
        singular: "entity",
        table: "entity",
        fields: ENTITIES,
        shown: &["name", "kind"],
        date: None,
        doc: "people, organizations, armed groups and places",
    },
    NounInfo {
        noun: Noun::Mentions,
        word: "mentions",
        singular: "mention",
        table: "mention",
        fields: MENTIONS,
        shown: &["entity", "surface"],
        date: Some("published"),
        doc: "places in the text that refer to an entity",
    },
    NounInfo {
        noun: Noun::Events,
        word: "events",
        singular: "event",
        table: "event",
        fields: EVENTS,
        shown: &["date", "kind", "summary"],
        date: Some("date"),
        doc: "what happened, was planned, alleged or denied",
    },
    NounInfo {
        noun: Noun::Quotes,
        word: "quotes",
        singular: "quote",
        table: "quote",
        fields: QUOTES,
        shown: &["date", "speaker", "text"],
        date: Some("date"),
        doc: "what somebody said, directly or reported",
    },
    NounInfo {
        noun: Noun::Figures,
        word: "figures",
        singular: "figure",
        table: "figure",
        fields: FIGURES,
        shown: &["as_of", "measure", "low", "high", "what", "place", "source"],
        date: Some("as_of"),
        doc: "numbers that articles state about the world",
    },
    NounInfo {
        noun: Noun::Clusters,
        word: "clusters",
        singular: "cluster",
        table: "cluster",
        fields: CLUSTERS,
        shown: &["kind", "label"],
        date: Some("date"),
        doc: "reports of one happening, one quotation or one story",
    },
];
