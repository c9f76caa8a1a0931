//! The nouns and fields of the model, section 1, with the columns of the schema that hold them.

use super::{Field, FieldSource, FieldType, Link, Many, Members, Noun, NounInfo};
use FieldType::{Date, Enum, Int, Num, Row, Text, TextList};

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
        shown: &["as_of", "measure", "low", "high"],
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

const ARTICLES: &[Field] = &[
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

const SENTENCES: &[Field] = &[
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

const SOURCES: &[Field] = &[
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

const ENTITIES: &[Field] = &[
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

const MENTIONS: &[Field] = &[
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

const EVENTS: &[Field] = &[
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

const QUOTES: &[Field] = &[
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

const FIGURES: &[Field] = &[
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

const CLUSTERS: &[Field] = &[
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
