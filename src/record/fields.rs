//! A JSON object whose keys are taken out one by one; what is left is `extra`.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::error::{RecordError, RecordFault};
use super::{Extra, reason_of};

/// The keys of an object that have not been read yet, with the object's place in the record.
#[derive(Debug)]
pub(super) struct Fields {
    path: String,
    keys: Map<String, Value>,
}

impl Fields {
    pub(super) fn new(keys: Map<String, Value>) -> Self {
        Self {
            path: String::new(),
            keys,
        }
    }

    /// The path of a key of this object, for messages.
    pub(super) fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.path)
        }
    }

    pub(super) fn fault(&self, key: &str, fault: RecordFault) -> RecordError {
        RecordError::new(self.path_of(key), fault)
    }

    /// Takes a key; null and absent mean the same.
    fn take(&mut self, key: &str) -> Option<Value> {
        self.keys.shift_remove(key).filter(|value| !value.is_null())
    }

    pub(super) fn optional<T: DeserializeOwned>(
        &mut self,
        key: &str,
    ) -> Result<Option<T>, RecordError> {
        let Some(value) = self.take(key) else {
            return Ok(None);
        };
        T::deserialize(value).map(Some).map_err(|error| {
            let reason = reason_of(&error);
            self.fault(key, RecordFault::Invalid { reason })
        })
    }

    pub(super) fn required<T: DeserializeOwned>(&mut self, key: &str) -> Result<T, RecordError> {
        self.optional(key)?
            .ok_or_else(|| self.fault(key, RecordFault::Missing))
    }

    /// A list of objects; absent and empty are told apart.
    pub(super) fn objects<T>(
        &mut self,
        key: &str,
        read: impl Fn(Self) -> Result<T, RecordError>,
    ) -> Result<Option<Vec<T>>, RecordError> {
        let Some(values) = self.optional::<Vec<Value>>(key)? else {
            return Ok(None);
        };
        let path = self.path_of(key);
        let items = values.into_iter().enumerate().map(|(position, value)| {
            let path = format!("{path}[{position}]");
            match value {
                Value::Object(keys) => read(Self { path, keys }),
                _ => Err(RecordError::new(path, RecordFault::NotAnObject)),
            }
        });
        items.collect::<Result<_, _>>().map(Some)
    }

    /// An object.
    pub(super) fn object(&mut self, key: &str) -> Result<Option<Self>, RecordError> {
        let path = self.path_of(key);
        let keys = self.optional(key)?;
        Ok(keys.map(|keys| Self { path, keys }))
    }

    /// What nobody asked for.
    pub(super) fn extra(self) -> Extra {
        self.keys
    }
}

/// Writes a whole number without a fraction, as people write counts.
#[expect(clippy::ref_option, reason = "the signature that serde calls")]
pub(super) fn plain_number<S: serde::Serializer>(
    number: &Option<f64>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match number {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "whole and below 2^53: the cast is exact"
        )]
        Some(number) if number.fract() == 0.0 && number.abs() < EXACT => {
            serializer.serialize_i64(*number as i64)
        }
        Some(number) => serializer.serialize_f64(*number),
        None => serializer.serialize_none(),
    }
}
