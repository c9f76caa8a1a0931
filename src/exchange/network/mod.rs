//! Who is linked to whom → graph files: entities as nodes, links as edges, both with their dates.

mod dot;
mod gexf;
mod graphml;

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::ExchangeError;
use super::text::iso;
use crate::ask::Asker;
use crate::model::date::PartialDate;
use crate::model::link::LinkKind;
use crate::store::{Snapshot, Spoken};
use crate::value::Value;

/// The forms of a graph file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GraphFormat {
    /// `GraphML`, with typed keys.
    GraphMl,
    /// GEXF 1.3, with dates for a timeline.
    Gexf,
    /// The language of Graphviz.
    Dot,
}

/// Which links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Of which kind.
    pub kind: LinkKind,
    /// Whether only those of the entity that the parameter `of` names.
    pub is_of_one: bool,
    /// Whether only what was published or dated since the parameter `since`.
    pub is_since: bool,
    /// The least weight.
    pub least: u32,
}

impl Wanted {
    /// The question that these links answer.
    fn question(self) -> String {
        let Self { kind, least, .. } = self;
        let since = if self.is_since { " since $since" } else { "" };
        let of = if self.is_of_one {
            " and (a = $of or b = $of)"
        } else {
            ""
        };
        format!(
            "network {kind}{since} | where weight >= {least}{of}\n\
             | select a = a.id, b = b.id, weight, first, last | sort a, b"
        )
    }
}

/// A network. It is held as a whole: those who read such files hold it as well.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    /// What links its members.
    pub kind: LinkKind,
    /// Its members in the order of their handles.
    pub nodes: Vec<Spoken>,
    /// Its links in the order of their ends.
    pub edges: Vec<Edge>,
}

/// A link.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// The handle of one end, or of who speaks.
    pub a: String,
    /// The handle of the other, or of whom is spoken.
    pub b: String,
    /// How many sentences, events or quotes make it.
    pub weight: i64,
    /// The earliest date of them.
    pub first: Option<PartialDate>,
    /// The latest.
    pub last: Option<PartialDate>,
    /// Ids of the articles that tell of it.
    pub articles: Vec<String>,
}

impl Edge {
    /// The first day of the link.
    fn start(&self) -> Option<String> {
        self.first.and_then(|date| iso(date.first))
    }

    /// The last day of the link.
    fn end(&self) -> Option<String> {
        self.last.and_then(|date| iso(date.last))
    }
}

impl Network {
    /// Asks for the links and looks up their ends.
    ///
    /// # Errors
    /// The question has no answer, or the database cannot be read.
    pub fn read(
        asker: &Asker,
        snapshot: &Snapshot<'_>,
        wanted: Wanted,
    ) -> Result<Self, ExchangeError> {
        let question = wanted.question();
        let answer = asker
            .wholly_cited(&question)
            .map_err(|trouble| ExchangeError::Question { question, trouble })?;
        let records = answer.rows.map(|rows| rows.records).unwrap_or_default();
        let mut nodes = BTreeMap::new();
        let mut edges = Vec::with_capacity(records.len());
        for (record, sentences) in records.iter().zip(&answer.evidence) {
            let [
                Value::Text(a),
                Value::Text(b),
                Value::Integer(weight),
                first,
                last,
            ] = record.as_slice()
            else {
                continue;
            };
            for end in [a, b] {
                if !nodes.contains_key(end)
                    && let Some(node) = snapshot.spoken(end)?
                {
                    nodes.insert(end.clone(), node);
                }
            }
            edges.push(Edge {
                a: a.clone(),
                b: b.clone(),
                weight: *weight,
                first: date(first),
                last: date(last),
                articles: snapshot.articles_of(sentences)?,
            });
        }
        Ok(Self {
            kind: wanted.kind,
            nodes: nodes.into_values().collect(),
            edges,
        })
    }

    /// Writes it in a format.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write(&self, format: GraphFormat, out: &mut dyn Write) -> io::Result<()> {
        match format {
            GraphFormat::GraphMl => graphml::write(self, out),
            GraphFormat::Gexf => gexf::write(self, out),
            GraphFormat::Dot => dot::write(self, out),
        }
    }
}

fn date(value: &Value) -> Option<PartialDate> {
    match value {
        Value::Date(date) => Some(*date),
        _ => None,
    }
}
