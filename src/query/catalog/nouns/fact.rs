//! Fields of what is told: events, quotes, figures, and the clusters of what is told several times.

use super::{
    PUBLISHED_OF_ARTICLE, SOURCE_OF_ARTICLE, dated, field, given, loose_child, maybe, participants,
};
use crate::query::catalog::FieldType::{Date, Enum, Num, Row, Text};
use crate::query::catalog::{Field, FieldSource, Link, Many, Members, Noun};

pub(super) const EVENTS: &[Field] = &[
    field("id", Text, given("id"), "public id"),
    field(
        "kind",
        Enum(Members::EventKind),
        given("kind"),
        "one of eighteen kinds",
    ),
    field(
        "mode",
        Enum(Members::EventMode),
        maybe("mode"),
        "what more exactly",
    ),
    field("date", Date, dated("date"), "when it happened"),
    field(
        "place",
        Row(Noun::Entities),
        maybe("place"),
        "where it happened",
    ),
    field("summary", Text, maybe("summary"), "one line"),
    field("trigger", Text, maybe("trigger"), "word that names it"),
    field("actor_text", Text, maybe("actor_text"), "who, as written"),
    field(
        "target_text",
        Text,
        maybe("target_text"),
        "to whom, as written",
    ),
    field(
        "modality",
        Enum(Members::Modality),
        given("modality"),
        "asserted, planned, alleged, denied or hypothetical",
    ),
    field(
        "claimant",
        Row(Noun::Entities),
        maybe("claimant"),
        "who says so",
    ),
    field(
        "cluster",
        Row(Noun::Clusters),
        maybe("cluster"),
        "the happening, with other reports",
    ),
    field(
        "sentence",
        Row(Noun::Sentences),
        given("sentence"),
        "sentence that tells it",
    ),
    field(
        "article",
        Row(Noun::Articles),
        given("article"),
        "article that tells it",
    ),
    field("source", Row(Noun::Sources), SOURCE_OF_ARTICLE, "outlet"),
    field(
        "published",
        Date,
        PUBLISHED_OF_ARTICLE,
        "when the article was published",
    ),
    field("confidence", Num, maybe("confidence"), "between 0 and 1"),
    field(
        "origin",
        Text,
        maybe("rule"),
        "name of the rule that made it",
    ),
    field("actor", Row(Noun::Entities), maybe("actor"), "first actor"),
    field(
        "target",
        Row(Noun::Entities),
        maybe("target"),
        "first target",
    ),
    field(
        "actors",
        Row(Noun::Entities),
        participants(Some("actor")),
        "who did it",
    ),
    field(
        "targets",
        Row(Noun::Entities),
        participants(Some("target")),
        "to whom",
    ),
    field(
        "participants",
        Row(Noun::Entities),
        participants(None),
        "everyone who took part",
    ),
];

pub(super) const QUOTES: &[Field] = &[
    field("id", Text, given("id"), "public id"),
    field(
        "speaker",
        Row(Noun::Entities),
        maybe("speaker"),
        "who said it",
    ),
    field(
        "form",
        Enum(Members::QuoteForm),
        given("form"),
        "direct, mixed or indirect",
    ),
    field("verb", Text, maybe("verb"), "reporting verb"),
    field("text", Text, given("text"), "words said"),
    field("date", Date, dated("date"), "when it was said"),
    field(
        "cluster",
        Row(Noun::Clusters),
        maybe("cluster"),
        "the quotation, with other reports",
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
];

pub(super) const FIGURES: &[Field] = &[
    field("id", Text, given("id"), "public id"),
    field(
        "measure",
        Enum(Members::Measure),
        given("measure"),
        "what is measured",
    ),
    field("what", Text, maybe("what"), "what is counted, in words"),
    field("low", Num, maybe("low"), "lower end"),
    field("high", Num, maybe("high"), "upper end"),
    field(
        "value",
        Num,
        maybe("value"),
        "the number, or the middle of low and high",
    ),
    field(
        "bound",
        Enum(Members::Bound),
        given("bound"),
        "exact, about, over, under or between",
    ),
    field(
        "unit",
        Text,
        maybe("unit"),
        "people, percent, km, a currency code …",
    ),
    field(
        "counted_from",
        Date,
        dated("counted_from"),
        "start of the counting",
    ),
    field("as_of", Date, dated("as_of"), "date for which it holds"),
    field("place", Row(Noun::Entities), maybe("place"), "where"),
    field(
        "claimant",
        Row(Noun::Entities),
        maybe("claimant"),
        "who says so; also called according_to",
    ),
    field("event", Row(Noun::Events), maybe("event"), "event counted"),
    field(
        "cluster",
        Row(Noun::Clusters),
        maybe("cluster"),
        "the happening, with other reports",
    ),
    field(
        "sentence",
        Row(Noun::Sentences),
        given("sentence"),
        "sentence that states it",
    ),
    field(
        "article",
        Row(Noun::Articles),
        given("article"),
        "article that states it",
    ),
    field("source", Row(Noun::Sources), SOURCE_OF_ARTICLE, "outlet"),
    field(
        "published",
        Date,
        PUBLISHED_OF_ARTICLE,
        "when the article was published",
    ),
];

pub(super) const CLUSTERS: &[Field] = &[
    field("id", Text, given("id"), "public id"),
    field(
        "kind",
        Enum(Members::ClusterKind),
        maybe("kind"),
        "story, happening or quotation",
    ),
    field("label", Text, maybe("label"), "name as shown"),
    field("date", Date, dated("date"), "when"),
    field(
        "articles",
        Row(Noun::Articles),
        FieldSource::Many(Many::Linked {
            link: Link::ClusterArticle,
            owner: "cluster",
            other: "article",
            role: None,
        }),
        "articles that report it",
    ),
    field(
        "events",
        Row(Noun::Events),
        loose_child("cluster"),
        "events in it",
    ),
    field(
        "quotes",
        Row(Noun::Quotes),
        loose_child("cluster"),
        "quotes in it",
    ),
    field(
        "figures",
        Row(Noun::Figures),
        loose_child("cluster"),
        "figures in it",
    ),
];
