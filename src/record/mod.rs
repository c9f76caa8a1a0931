//! Dateline JSON Lines: the one format in which records enter and leave.
//!
//! One JSON object a line, `"record"` first. Unknown keys are kept in `extra` and written back. Offsets
//! are half-open and count characters (Unicode scalar values) of the article's text; inside the program
//! spans count bytes, and [`describe`] and [`ArticleRecord::article`] are the two crossings.

mod article;
mod describe;
mod entity;
mod error;
mod fact;
mod fields;
mod identity;
mod offset;
mod part;

pub use article::{
    ArticleRecord, MentionRecord, SentenceRecord, TimeExpressionRecord, Timex, source_id,
};
pub use describe::{Described, bare, describe};
pub use entity::{ClusterRecord, EntityRecord, SourceRecord};
pub use error::{RecordError, RecordFault};
pub use fact::{EventRecord, FigureRecord, ParticipantRecord, QuoteRecord};
pub use offset::CharOffsets;

use serde::Serialize;
use serde_json::{Map, Value};

use fields::Fields;

/// Keys that the format does not name, in the order in which they came.
pub type Extra = Map<String, Value>;

/// One line of the format.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "record", rename_all = "snake_case")]
pub enum Record {
    /// An outlet.
    Source(SourceRecord),
    /// A person, organization, armed group or place.
    Entity(EntityRecord),
    /// An article with what is known about it.
    Article(Box<ArticleRecord>),
    /// A group of reports of one happening, quotation or story.
    Cluster(ClusterRecord),
}

impl Record {
    /// Reads one line of the format.
    ///
    /// ```
    /// use dateline::record::Record;
    /// let line = r#"{"record":"entity","id":"iran","kind":"place","name":"Iran","seen":3}"#;
    /// assert_eq!(Record::read(line)?.to_line(), line);
    /// # Ok::<(), dateline::record::RecordError>(())
    /// ```
    ///
    /// # Errors
    /// What is wrong, and the field or the byte of the line where it is.
    pub fn read(line: &str) -> Result<Self, RecordError> {
        match serde_json::from_str(line) {
            Ok(Value::Object(object)) => Self::from_object(object),
            Ok(_) => Err(RecordError::new("", RecordFault::NotAnObject)),
            Err(error) => Err(RecordError::new(
                "",
                RecordFault::NotJson {
                    column: error.column(),
                    reason: reason_of(&error),
                },
            )),
        }
    }

    /// Reads a record from a JSON object that has the key `record`.
    ///
    /// # Errors
    /// What is wrong, and the field where it is.
    pub fn from_object(object: Map<String, Value>) -> Result<Self, RecordError> {
        let mut fields = Fields::new(object);
        let kind: String = fields.required("record")?;
        match kind.as_str() {
            "source" => SourceRecord::read(fields).map(Self::Source),
            "entity" => EntityRecord::read(fields).map(Self::Entity),
            "article" => {
                ArticleRecord::read(fields).map(|article| Self::Article(Box::new(article)))
            }
            "cluster" => ClusterRecord::read(fields).map(Self::Cluster),
            _ => Err(RecordError::new(
                "record",
                RecordFault::UnknownRecord { word: kind },
            )),
        }
    }

    /// The record as one line of JSON, without the line end.
    ///
    /// # Panics
    /// Never: every key is a text and every value has a JSON form.
    pub fn to_line(&self) -> String {
        serde_json::to_string(self).expect("records have only text keys")
    }
}

/// What a JSON error says, without its position.
fn reason_of(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rfind(" at line ") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests;
