//! One noun → a table of its rows: names beside ids, dates as text, in the order of the articles' ids and
//! in reading order.

use std::io;

use rusqlite::types::ValueRef;

use super::{ExportError, Snapshot};
use crate::store::StoreError;
use crate::value::Value;

/// What a table can be made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    /// Outlets.
    Sources,
    /// People, organizations, armed groups, places.
    Entities,
    /// Groups of reports.
    Clusters,
    /// Articles with their texts.
    Articles,
    /// Sentences.
    Sentences,
    /// Mentions.
    Mentions,
    /// Events.
    Events,
    /// Quotes.
    Quotes,
    /// Figures.
    Figures,
}

/// The text of a date in three columns.
macro_rules! date {
    ($column:literal) => {
        concat!(
            "date_text((((",
            $column,
            "_first + 8388608) << 28) | ((",
            $column,
            "_last + 8388608) << 4) | ",
            $column,
            "_precision))"
        )
    };
}

/// Names and ids of an event's participants in one role, joined by `; `.
macro_rules! participants {
    ($role:literal, $names:literal, $ids:literal) => {
        concat!(
            "(SELECT group_concat(coalesce(entity.name, participant.text), '; ' ORDER BY ord)
                FROM participant LEFT JOIN entity ON entity.key = participant.entity
                WHERE participant.event = event.key AND role = '",
            $role,
            "') AS ",
            $names,
            ", (SELECT group_concat(entity.id, '; ' ORDER BY ord)
                FROM participant JOIN entity ON entity.key = participant.entity
                WHERE participant.event = event.key AND role = '",
            $role,
            "') AS ",
            $ids
        )
    };
}

/// Where a fact stands: the columns at the end of its row, and the tables that give them.
macro_rules! standing {
    () => {
        "sentence.ord AS sentence_ord, sentence.text AS sentence, article.id AS article,
         article.title AS article_title, source.name AS source, source.id AS source_id"
    };
}

const SOURCES: &str = "
    SELECT source.id, source.name, domain, country.name AS country, country.id AS country_id,
      organization.name AS entity, organization.id AS entity_id
    FROM source LEFT JOIN entity AS country ON country.key = source.country
    LEFT JOIN entity AS organization ON organization.key = source.entity
    ORDER BY source.id";

const ENTITIES: &str = "
    SELECT e.id, e.name, e.kind, country.name AS country, country.id AS country_id,
      parent.name AS parent, parent.id AS parent_id, org.name AS org, org.id AS org_id, e.title,
      (SELECT group_concat(text, '; ' ORDER BY ord) FROM alias
         WHERE alias.entity = e.key AND ord > 0) AS aliases,
      e.place_type, e.lat, e.lon
    FROM entity AS e LEFT JOIN entity AS country ON country.key = e.country
    LEFT JOIN entity AS parent ON parent.key = e.parent
    LEFT JOIN entity AS org ON org.key = e.org
    ORDER BY e.id";

const CLUSTERS: &str = concat!(
    "SELECT id, kind, label, ",
    date!("date"),
    " AS date FROM cluster WHERE is_stub = 0 ORDER BY id"
);

const ARTICLES: &str = concat!(
    "SELECT article.id, article.title, source.name AS source, source.id AS source_id, url, author,
       language, ",
    date!("article.published"),
    " AS published, published_basis, words, cluster.label AS story, cluster.id AS story_id, origin,
       article_text.text
     FROM article JOIN article_text ON article_text.article = article.key
     LEFT JOIN source ON source.key = article.source
     LEFT JOIN cluster ON cluster.key = article.story
     ORDER BY article.id"
);

const SENTENCES: &str = concat!(
    "SELECT sentence.ord, zone, sentence.start, sentence.stop AS \"end\", sentence.text,
       article.id AS article, article.title AS article_title, source.name AS source,
       source.id AS source_id, ",
    date!("article.published"),
    " AS published
     FROM article CROSS JOIN sentence ON sentence.article = article.key
     LEFT JOIN source ON source.key = article.source
     ORDER BY article.id, sentence.ord"
);

const MENTIONS: &str = concat!(
    "SELECT entity.name AS entity, entity.id AS entity_id, surface, form,
       mention.title, mention.start, mention.stop AS \"end\", ",
    standing!(),
    ", ",
    date!("article.published"),
    " AS published
     FROM article CROSS JOIN mention ON mention.article = article.key
     JOIN entity ON entity.key = mention.entity
     JOIN sentence ON sentence.key = mention.sentence
     LEFT JOIN source ON source.key = article.source
     ORDER BY article.id, mention.key"
);

const EVENTS: &str = concat!(
    "SELECT event.id, event.kind, mode, ",
    date!("event.date"),
    " AS date, place.name AS place, place.id AS place_id, summary, trigger, ",
    participants!("actor", "actors", "actor_ids"),
    ", ",
    participants!("target", "targets", "target_ids"),
    ", ",
    participants!("other", "others", "other_ids"),
    ", actor_text, target_text, modality, claimant.name AS claimant, claimant.id AS claimant_id,
       cluster.label AS cluster, cluster.id AS cluster_id, confidence, event.start,
       event.stop AS \"end\", ",
    standing!(),
    ", ",
    date!("article.published"),
    " AS published
     FROM article CROSS JOIN event ON event.article = article.key
     JOIN sentence ON sentence.key = event.sentence
     LEFT JOIN entity AS place ON place.key = event.place
     LEFT JOIN entity AS claimant ON claimant.key = event.claimant
     LEFT JOIN cluster ON cluster.key = event.cluster
     LEFT JOIN source ON source.key = article.source
     ORDER BY article.id, event.key"
);

const QUOTES: &str = concat!(
    "SELECT quote.id, speaker.name AS speaker, speaker.id AS speaker_id, form, verb, quote.text, ",
    date!("quote.date"),
    " AS date, cluster.label AS cluster, cluster.id AS cluster_id, quote.start,
       quote.stop AS \"end\", ",
    standing!(),
    ", ",
    date!("article.published"),
    " AS published
     FROM article CROSS JOIN quote ON quote.article = article.key
     JOIN sentence ON sentence.key = quote.sentence
     LEFT JOIN entity AS speaker ON speaker.key = quote.speaker
     LEFT JOIN cluster ON cluster.key = quote.cluster
     LEFT JOIN source ON source.key = article.source
     ORDER BY article.id, quote.key"
);

const FIGURES: &str = concat!(
    "SELECT figure.id, measure, what, low, high, value, bound, unit, ",
    date!("counted_from"),
    " AS counted_from, ",
    date!("as_of"),
    " AS as_of, place.name AS place, place.id AS place_id, claimant.name AS claimant,
       claimant.id AS claimant_id, event.id AS event, cluster.label AS cluster,
       cluster.id AS cluster_id, figure.start, figure.stop AS \"end\", ",
    standing!(),
    ", ",
    date!("article.published"),
    " AS published
     FROM article CROSS JOIN figure ON figure.article = article.key
     JOIN sentence ON sentence.key = figure.sentence
     LEFT JOIN entity AS place ON place.key = figure.place
     LEFT JOIN entity AS claimant ON claimant.key = figure.claimant
     LEFT JOIN event ON event.key = figure.event
     LEFT JOIN cluster ON cluster.key = figure.cluster
     LEFT JOIN source ON source.key = article.source
     ORDER BY article.id, figure.key"
);

impl Noun {
    /// Whether the texts in a column of this name are dates.
    pub fn is_date(column: &str) -> bool {
        matches!(column, "date" | "published" | "as_of" | "counted_from")
    }

    fn sql(self) -> &'static str {
        match self {
            Self::Sources => SOURCES,
            Self::Entities => ENTITIES,
            Self::Clusters => CLUSTERS,
            Self::Articles => ARTICLES,
            Self::Sentences => SENTENCES,
            Self::Mentions => MENTIONS,
            Self::Events => EVENTS,
            Self::Quotes => QUOTES,
            Self::Figures => FIGURES,
        }
    }
}

impl Snapshot<'_> {
    /// The names of a noun's columns.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn columns(&self, noun: Noun) -> Result<Vec<String>, StoreError> {
        let statement = self.transaction.prepare(noun.sql());
        let statement = statement.map_err(|error| self.error(error))?;
        Ok(statement.column_names().map(str::to_owned).collect())
    }

    /// Hands on each row of a noun; values are null, integer, number or text.
    ///
    /// # Errors
    /// The database cannot be read, or `handle` failed.
    pub fn each_row(
        &self,
        noun: Noun,
        handle: &mut dyn FnMut(&[Value]) -> io::Result<()>,
    ) -> Result<(), ExportError> {
        let fail = |error| self.error(error);
        let mut statement = self.transaction.prepare(noun.sql()).map_err(fail)?;
        let n_columns = statement.column_count();
        let mut found = statement.query([]).map_err(fail)?;
        let mut values = Vec::with_capacity(n_columns);
        while let Some(row) = found.next().map_err(fail)? {
            values.clear();
            for position in 0..n_columns {
                values.push(value(row.get_ref(position).map_err(fail)?));
            }
            handle(&values)?;
        }
        Ok(())
    }
}

fn value(cell: ValueRef<'_>) -> Value {
    match cell {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(whole) => Value::Integer(whole),
        ValueRef::Real(number) => Value::Number(number),
        ValueRef::Text(text) | ValueRef::Blob(text) => {
            Value::Text(String::from_utf8_lossy(text).into_owned())
        }
    }
}
