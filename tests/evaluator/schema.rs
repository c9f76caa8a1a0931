//! Nouns and fields as `model.md` lists them.

/// A kind of row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Noun {
    Articles,
    Sentences,
    Sources,
    Entities,
    Mentions,
    Events,
    Quotes,
    Figures,
    Clusters,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Int,
    Num,
    Bool,
    Date,
    /// A number of days.
    Duration,
    /// One word of a closed set, by the set's name.
    Word(&'static str),
    Row(Noun),
    List(Box<Kind>),
    Null,
}

impl Kind {
    pub(super) fn is_number(&self) -> bool {
        matches!(self, Self::Int | Self::Num | Self::Duration)
    }

    pub(super) fn is_text(&self) -> bool {
        matches!(self, Self::Text | Self::Word(_))
    }
}

/// A field of a noun.
#[derive(Debug, Clone)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) is_many: bool,
}

/// Field, type, and a star where there are many, as `model.md` writes it.
const FIELDS: &[(Noun, &str)] = &[
    (
        Noun::Sources,
        "id:text name:text domain:text country:entity entity:entity articles:article*",
    ),
    (
        Noun::Articles,
        "id:text title:text source:source url:text origin:text author:text language:text published:date \
         published_basis:basis words:int text:text story:cluster sentences:sentence* \
         mentions:mention* events:event* quotes:quote* figures:figure*",
    ),
    (
        Noun::Sentences,
        "id:text article:article ord:int zone:zone text:text source:source published:date \
         mentions:mention* events:event* quotes:quote* figures:figure*",
    ),
    (
        Noun::Entities,
        "id:text name:text kind:entity_kind country:entity parent:entity title:text org:entity \
         aliases:list place_type:place_type lat:num lon:num mentions:mention* events:event* \
         quotes:quote*",
    ),
    (
        Noun::Mentions,
        "id:text entity:entity sentence:sentence article:article source:source published:date \
         surface:text form:mention_form title:text",
    ),
    (
        Noun::Events,
        "id:text kind:event_kind mode:event_mode date:date place:entity summary:text trigger:text \
         actor_text:text target_text:text modality:modality claimant:entity cluster:cluster sentence:sentence article:article \
         source:source published:date confidence:num origin:text actor:entity target:entity actors:entity* \
         targets:entity* participants:entity*",
    ),
    (
        Noun::Quotes,
        "id:text speaker:entity form:quote_form verb:text text:text date:date cluster:cluster \
         sentence:sentence article:article source:source published:date",
    ),
    (
        Noun::Figures,
        "id:text measure:measure what:text low:num high:num value:num bound:bound unit:text \
         counted_from:date as_of:date place:entity claimant:entity event:event cluster:cluster \
         sentence:sentence article:article source:source published:date",
    ),
    (
        Noun::Clusters,
        "id:text kind:cluster_kind label:text date:date articles:article* events:event* \
         quotes:quote* figures:figure*",
    ),
];

/// The members of closed sets that the worlds here use.
pub(super) fn members(set: &str) -> &'static [&'static str] {
    match set {
        "basis" => &["metadata", "url", "dateline", "text"],
        "zone" => &["title", "body", "caption", "subhead"],
        "entity_kind" => &["person", "organization", "armed_group", "place"],
        "place_type" => &["country", "region", "city", "site", "water"],
        "mention_form" => &["name", "role", "pronoun", "demonym", "metonym"],
        "event_kind" => &["assault", "consult", "aid", "statement", "coerce"],
        "event_mode" => &[
            "clash",
            "airstrike",
            "meeting",
            "talks",
            "training",
            "siege",
        ],
        "modality" => &["asserted", "planned", "alleged", "denied", "hypothetical"],
        "quote_form" => &["direct", "mixed", "indirect"],
        "measure" => &["killed", "wounded", "displaced", "share"],
        "bound" => &["exact", "about", "over", "under", "between"],
        "cluster_kind" => &["story", "happening", "quotation"],
        "precision" => &["day", "week", "month", "quarter", "year", "decade"],
        _ => &[],
    }
}

fn kind_of(word: &'static str) -> Kind {
    match word {
        "text" => Kind::Text,
        "int" => Kind::Int,
        "num" => Kind::Num,
        "date" => Kind::Date,
        "list" => Kind::List(Box::new(Kind::Text)),
        "article" => Kind::Row(Noun::Articles),
        "sentence" => Kind::Row(Noun::Sentences),
        "source" => Kind::Row(Noun::Sources),
        "entity" => Kind::Row(Noun::Entities),
        "mention" => Kind::Row(Noun::Mentions),
        "event" => Kind::Row(Noun::Events),
        "quote" => Kind::Row(Noun::Quotes),
        "figure" => Kind::Row(Noun::Figures),
        "cluster" => Kind::Row(Noun::Clusters),
        set => Kind::Word(set),
    }
}

/// The fields of a noun.
pub(super) fn fields(noun: Noun) -> Vec<Field> {
    let (_, list) = FIELDS.iter().find(|(known, _)| *known == noun).unwrap();
    list.split_whitespace()
        .map(|field| {
            let (name, kind) = field.split_once(':').unwrap();
            let one = kind.trim_end_matches('*');
            Field {
                name,
                kind: kind_of(one),
                is_many: one != kind,
            }
        })
        .collect()
}

/// The field of that name; `according_to` is another name of `claimant`.
pub(super) fn field(noun: Noun, name: &str) -> Option<Field> {
    let name = if name == "according_to" {
        "claimant"
    } else {
        name
    };
    fields(noun).into_iter().find(|field| field.name == name)
}

/// Words that start a query, with the kind of entity they narrow it to.
pub(super) const NOUNS: &[(&str, Noun, Option<&str>)] = &[
    ("articles", Noun::Articles, None),
    ("sentences", Noun::Sentences, None),
    ("sources", Noun::Sources, None),
    ("entities", Noun::Entities, None),
    ("people", Noun::Entities, Some("person")),
    ("organizations", Noun::Entities, Some("organization")),
    ("groups", Noun::Entities, Some("armed_group")),
    ("places", Noun::Entities, Some("place")),
    ("speakers", Noun::Entities, Some("speakers")),
    ("mentions", Noun::Mentions, None),
    ("events", Noun::Events, None),
    ("quotes", Noun::Quotes, None),
    ("figures", Noun::Figures, None),
    ("clusters", Noun::Clusters, None),
];

/// The columns that are shown of a noun where none are named.
pub(super) fn default_columns(noun: Noun) -> &'static [&'static str] {
    match noun {
        Noun::Articles => &["published", "source", "title"],
        Noun::Sentences => &["text"],
        Noun::Sources => &["name"],
        Noun::Entities => &["name", "kind"],
        Noun::Mentions => &["entity", "surface"],
        Noun::Events => &["date", "kind", "summary"],
        Noun::Quotes => &["date", "speaker", "text"],
        Noun::Figures => &["as_of", "measure", "low", "high", "what", "place", "source"],
        Noun::Clusters => &["kind", "label"],
    }
}

/// The primary date of a noun.
pub(super) fn primary_date(noun: Noun) -> Option<&'static str> {
    match noun {
        Noun::Articles | Noun::Sentences | Noun::Mentions => Some("published"),
        Noun::Events | Noun::Quotes | Noun::Clusters => Some("date"),
        Noun::Figures => Some("as_of"),
        Noun::Sources | Noun::Entities => None,
    }
}
