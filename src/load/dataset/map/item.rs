//! JSON under a map → rows.

use std::sync::Arc;

use serde_json::Value;

use super::flat::{find, flatten};
use super::{TableMap, article_object};
use crate::load::dataset::Rows;
use crate::load::dataset::layout::{DataSet, Layout};
use crate::load::dataset::row::{Named, Row};
use crate::load::dataset::split::Quoting;
use crate::load::error::{LoadFault, Place};
use crate::model::suggest::nearest;

/// What an item of JSON became.
pub(in crate::load) enum Mapped {
    /// An article in the shape that crawlers use.
    Article(Value),
    /// A row of events.
    Rows(Box<Rows>),
}

/// The items of a JSON file: those of the list that the map names, of the whole, or the whole.
pub(in crate::load) fn items(value: Value, map: &TableMap) -> Result<Vec<Value>, LoadFault> {
    let found = match &map.items {
        Some(path) => find(&value, path).cloned().ok_or_else(|| {
            let names = value.as_object().map(|object| object.keys());
            let names = names.into_iter().flatten().map(String::as_str);
            LoadFault::NoColumn {
                column: path.clone(),
                nearest: nearest(path, names).unwrap_or_default().to_owned(),
            }
        })?,
        None => value,
    };
    Ok(match found {
        Value::Array(items) => items,
        one => vec![one],
    })
}

/// Reads an item.
pub(in crate::load) fn read_item(
    value: &Value,
    place: &Place,
    map: &Arc<TableMap>,
) -> Result<Mapped, LoadFault> {
    let Value::Object(object) = value else {
        return Err(LoadFault::NotAnArticle {
            reason: "not an object",
        });
    };
    let (columns, cells) = flatten(object).into_iter().unzip();
    let layout = Layout::new(DataSet::Mapped, ',', Quoting::Double, false, columns);
    let row = Row {
        line: place.line.or(place.item).unwrap_or(1),
        cells,
    };
    if !map.has_events() {
        let named = Named {
            layout: &layout,
            row: &row,
        };
        return Ok(Mapped::Article(article_object(named, map)));
    }
    Ok(Mapped::Rows(Box::new(Rows {
        layout: Arc::new(layout),
        place: place.clone(),
        of_article: vec![row],
        map: Some(Arc::clone(map)),
    })))
}
