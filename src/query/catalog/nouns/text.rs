//! Fields of what is read: articles, their sentences, their outlets.

use super::{
    PUBLISHED_OF_ARTICLE, SOURCE_OF_ARTICLE, child, dated, field, given, loose_child, maybe,
};
use crate::query::catalog::FieldType::{Date, Enum, Int, Row, Text};
use crate::query::catalog::{Field, FieldSource, Members, Noun};

pub(super) const ARTICLES: &[Field] = &[
    field("id", Text, given("id"), "public id"),
    field(
        "source",
        Row(Noun::Sources),
        maybe("source"),
        "outlet that published it",
    ),
    field("title", Text, maybe("title"), "headline"),
    field("url", Text, maybe("url"), "address"),
    field("author", Text, maybe("author"), "byline"),
    field("language", Text, maybe("language"), "language code"),
    field(
        "published",
        Date,
        dated("published"),
        "when it was published",
    ),
    field(
        "published_basis",
        Enum(Members::PublishedBasis),
        maybe("published_basis"),
        "how that date is known",
    ),
    field("words", Int, given("words"), "length in words"),
    field("text", Text, FieldSource::ArticleText, "clean text"),
    field(
        "story",
        Row(Noun::Clusters),
        maybe("story"),
        "story it tells, with others",
    ),
    field(
        "origin",
        Text,
        maybe("origin"),
        "path or address it was loaded from",
    ),
    field(
        "sentences",
        Row(Noun::Sentences),
        child("article"),
        "its sentences",
    ),
    field(
        "mentions",
        Row(Noun::Mentions),
        child("article"),
        "mentions in it",
    ),
    field(
        "events",
        Row(Noun::Events),
        child("article"),
        "events it reports",
    ),
    field(
        "quotes",
        Row(Noun::Quotes),
        child("article"),
        "quotes in it",
    ),
    field(
        "figures",
        Row(Noun::Figures),
        child("article"),
        "figures in it",
    ),
];

pub(super) const SENTENCES: &[Field] = &[
    field(
        "id",
        Text,
        FieldSource::WithinArticle { name: "ord" },
        "the article's id and a number",
    ),
    field(
        "article",
        Row(Noun::Articles),
        given("article"),
        "article it stands in",
    ),
    field("ord", Int, given("ord"), "position in the article"),
    field(
        "zone",
        Enum(Members::Zone),
        given("zone"),
        "title, body, caption or subhead",
    ),
    field("text", Text, given("text"), "its words"),
    field("source", Row(Noun::Sources), SOURCE_OF_ARTICLE, "outlet"),
    field(
        "published",
        Date,
        PUBLISHED_OF_ARTICLE,
        "when the article was published",
    ),
    field(
        "mentions",
        Row(Noun::Mentions),
        child("sentence"),
        "mentions in it",
    ),
    field(
        "events",
        Row(Noun::Events),
        child("sentence"),
        "events it tells",
    ),
    field(
        "quotes",
        Row(Noun::Quotes),
        child("sentence"),
        "quotes in it",
    ),
    field(
        "figures",
        Row(Noun::Figures),
        child("sentence"),
        "figures in it",
    ),
];

pub(super) const SOURCES: &[Field] = &[
    field("id", Text, given("id"), "public id"),
    field("name", Text, given("name"), "name as shown"),
    field("domain", Text, maybe("domain"), "internet domain"),
    field(
        "country",
        Row(Noun::Entities),
        maybe("country"),
        "country it belongs to",
    ),
    field(
        "entity",
        Row(Noun::Entities),
        maybe("entity"),
        "the outlet as an organization",
    ),
    field(
        "articles",
        Row(Noun::Articles),
        loose_child("source"),
        "what it published",
    ),
];
