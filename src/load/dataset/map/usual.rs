//! Tables of articles whose columns have the usual names need no map.

use std::collections::BTreeMap;

use super::{Field, TableMap, key};
use crate::load::json;

impl TableMap {
    /// The map of a table with these columns; none where no column has the name of an article's text.
    pub(in crate::load) fn usual(names: &[String]) -> Option<Self> {
        let mut article = BTreeMap::new();
        for (field, usual) in json::USUAL {
            let found = usual
                .iter()
                .find_map(|usual| names.iter().find(|name| key(name) == key(usual)));
            if let Some(name) = found {
                let columns = vec![name.clone()];
                article.insert(
                    *field,
                    Field {
                        columns,
                        ..Field::default()
                    },
                );
            }
        }
        let is_article = article.contains_key("text");
        is_article.then(|| Self {
            name: "table".to_owned(),
            article,
            ..Self::default()
        })
    }

    /// The map of a table that begins so.
    pub(in crate::load) fn of_usual_table(head: &[u8]) -> Option<Self> {
        Self::default()
            .header(head)
            .and_then(|(_, names)| Self::usual(&names))
    }
}
