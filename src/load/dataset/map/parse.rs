//! TOML → a map.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{MapError, MapFault};
use super::{Field, TableMap};
use crate::model::event::{EventKind, EventMode};
use crate::model::figure::Measure;
use crate::model::suggest::nearest;

/// The keys of the whole.
const TOP: &[&str] = &["name", "separator", "items", "article", "event"];
/// What can be said of an article.
const ARTICLE: &[&str] = &[
    "id",
    "title",
    "text",
    "url",
    "published",
    "source",
    "author",
    "language",
];
/// What can be said of an event.
const EVENT: &[&str] = &[
    "id", "kind", "mode", "date", "end", "actors", "targets", "place", "region", "country", "lat",
    "lon", "summary", "figures",
];
/// How a field is found.
const FIELD: &[&str] = &["column", "columns", "value", "values", "format", "split"];

type Table<'toml> = DeTable<'toml>;
type Value<'toml> = Spanned<DeValue<'toml>>;

/// Reads the text of a map.
pub(super) fn parse(file: &str, text: &str, stem: &str) -> Result<TableMap, MapError> {
    let reader = Reader { file, text };
    let root = Table::parse(text).map_err(|error| {
        let reason = error.message().to_owned();
        reader.error(error.span(), MapFault::NotToml { reason })
    })?;
    let root = root.into_inner();
    reader.check_keys(&root, TOP)?;
    let mut map = TableMap {
        name: stem.to_owned(),
        ..TableMap::default()
    };
    if let Some((key, value)) = get(&root, "name") {
        map.name = reader.text(key, value)?;
    }
    if let Some((key, value)) = get(&root, "items") {
        map.items = Some(reader.text(key, value)?);
    }
    if let Some((key, value)) = get(&root, "separator") {
        let mark = reader.text(key, value)?;
        let mut letters = mark.chars();
        map.separator = match (letters.next(), letters.next()) {
            (Some(mark), None) => Some(mark),
            _ => {
                return Err(reader.wrong_form(
                    key,
                    value,
                    "one character, such as \";\" or \"\\t\"",
                ));
            }
        };
    }
    if let Some((key, value)) = get(&root, "article") {
        let table = reader.table(key, value)?;
        reader.check_keys(table, ARTICLE)?;
        map.article = reader.fields(table, ARTICLE)?;
    }
    if let Some((key, value)) = get(&root, "event") {
        reader.event(reader.table(key, value)?, &mut map)?;
    }
    reader.check_whole(&map)?;
    Ok(map)
}

/// A kind, a mode, or both.
pub(super) fn kind_of(word: &str) -> Option<(EventKind, Option<EventMode>)> {
    let word = word.trim();
    let (kind, mode) = word.split_once('/').map_or((word, None), |(kind, mode)| {
        (kind.trim(), Some(mode.trim()))
    });
    if let Some(mode) = mode {
        let mode = EventMode::from_word(mode)?;
        return (EventKind::from_word(kind)? == mode.kind()).then_some((mode.kind(), Some(mode)));
    }
    let by_mode = || EventMode::from_word(kind).map(|mode| (mode.kind(), Some(mode)));
    EventKind::from_word(kind)
        .map(|kind| (kind, None))
        .or_else(by_mode)
}

struct Reader<'map> {
    file: &'map str,
    text: &'map str,
}

fn get<'table, 'toml>(
    table: &'table Table<'toml>,
    name: &'static str,
) -> Option<(&'static str, &'table Value<'toml>)> {
    let mut entries = table.iter();
    let (_, value) = entries.find(|(key, _)| key.get_ref().as_ref() == name)?;
    Some((name, value))
}

impl Reader<'_> {
    fn error(&self, span: Option<Range<usize>>, fault: MapFault) -> MapError {
        let line = span.map(|span| {
            let before = self.text.get(..span.start).unwrap_or(self.text);
            before.matches('\n').count() + 1
        });
        MapError {
            file: self.file.to_owned(),
            line,
            fault,
        }
    }

    fn wrong_form(&self, key: &str, value: &Value<'_>, expected: &'static str) -> MapError {
        let key = key.to_owned();
        self.error(Some(value.span()), MapFault::WrongForm { key, expected })
    }

    fn check_keys(&self, table: &Table<'_>, known: &[&'static str]) -> Result<(), MapError> {
        for key in table.keys() {
            let word = key.get_ref().as_ref();
            if !known.contains(&word) {
                let fault = MapFault::UnknownKey {
                    key: word.to_owned(),
                    nearest: nearest(word, known.iter().copied()).map(str::to_owned),
                    known: known.to_vec(),
                };
                return Err(self.error(Some(key.span()), fault));
            }
        }
        Ok(())
    }

    fn text(&self, key: &str, value: &Value<'_>) -> Result<String, MapError> {
        let text = value.get_ref().as_str().map(str::to_owned);
        text.ok_or_else(|| self.wrong_form(key, value, "a text in quotation marks"))
    }

    fn table<'table, 'toml>(
        &self,
        key: &str,
        value: &'table Value<'toml>,
    ) -> Result<&'table Table<'toml>, MapError> {
        let table = value.get_ref().as_table();
        table.ok_or_else(|| self.wrong_form(key, value, "a table of keys"))
    }

    fn fields(
        &self,
        table: &Table<'_>,
        names: &[&'static str],
    ) -> Result<BTreeMap<&'static str, Field>, MapError> {
        let mut fields = BTreeMap::new();
        for name in names {
            if *name == "figures" {
                continue;
            }
            if let Some((key, value)) = get(table, name) {
                fields.insert(key, self.field(key, value)?);
            }
        }
        Ok(fields)
    }

    /// A column, several columns, or a table that says more.
    fn field(&self, key: &str, value: &Value<'_>) -> Result<Field, MapError> {
        const EXPECTED: &str = "the name of a column, a list of names, or a table such as { column = \"day\", format = \"%d/%m/%Y\" }";
        if let Some(columns) = self.columns(key, value)? {
            return Ok(Field {
                columns,
                ..Field::default()
            });
        }
        let Some(table) = value.get_ref().as_table() else {
            return Err(self.wrong_form(key, value, EXPECTED));
        };
        self.check_keys(table, FIELD)?;
        let mut field = Field::default();
        for name in ["column", "columns"] {
            if let Some((key, value)) = get(table, name) {
                let columns = self.columns(key, value)?;
                field.columns = columns.ok_or_else(|| self.wrong_form(key, value, EXPECTED))?;
            }
        }
        for (name, place) in [
            ("value", &mut field.value),
            ("format", &mut field.format),
            ("split", &mut field.split),
        ] {
            if let Some((key, value)) = get(table, name) {
                *place = Some(self.text(key, value)?);
            }
        }
        if let Some((key, value)) = get(table, "values") {
            for (from, to) in self.table(key, value)? {
                let to = self.text(from.get_ref(), to)?;
                field.values.insert(from.get_ref().to_string(), to);
            }
        }
        if field.columns.is_empty() && field.value.is_none() {
            return Err(self.wrong_form(key, value, EXPECTED));
        }
        Ok(field)
    }

    /// A text or a list of texts; none for anything else.
    fn columns(&self, key: &str, value: &Value<'_>) -> Result<Option<Vec<String>>, MapError> {
        if let Some(column) = value.get_ref().as_str() {
            return Ok(Some(vec![column.to_owned()]));
        }
        let Some(list) = value.get_ref().as_array() else {
            return Ok(None);
        };
        let columns = list.iter().map(|value| self.text(key, value));
        columns.collect::<Result<_, _>>().map(Some)
    }

    fn event(&self, table: &Table<'_>, map: &mut TableMap) -> Result<(), MapError> {
        self.check_keys(table, EVENT)?;
        let fields = self.fields(table, EVENT)?;
        for name in ["kind", "mode"] {
            if let (Some((_, value)), Some(field)) = (get(table, name), fields.get(name)) {
                for word in field.values.values().chain(&field.value) {
                    self.check_kind(word, value)?;
                }
            }
        }
        if let Some((key, value)) = get(table, "figures") {
            for (name, value) in self.table(key, value)? {
                let word = name.get_ref().as_ref();
                let Some(measure) = Measure::from_word(word) else {
                    let known: Vec<&'static str> =
                        Measure::ALL.iter().map(|measure| measure.word()).collect();
                    let fault = MapFault::UnknownKey {
                        key: word.to_owned(),
                        nearest: nearest(word, known.iter().copied()).map(str::to_owned),
                        known,
                    };
                    return Err(self.error(Some(name.span()), fault));
                };
                map.figures.push((measure, self.field(word, value)?));
            }
        }
        map.event = Some(fields);
        Ok(())
    }

    fn check_kind(&self, word: &str, value: &Value<'_>) -> Result<(), MapError> {
        if kind_of(word).is_some() {
            return Ok(());
        }
        let kinds = EventKind::ALL.iter().map(|kind| kind.word());
        let modes = EventMode::ALL.iter().map(|mode| mode.word());
        let fault = MapFault::UnknownKind {
            word: word.to_owned(),
            nearest: nearest(word, kinds.chain(modes)).map(str::to_owned),
        };
        Err(self.error(Some(value.span()), fault))
    }

    fn check_whole(&self, map: &TableMap) -> Result<(), MapError> {
        let missing = |what, remedy| Err(self.error(None, MapFault::Missing { what, remedy }));
        match &map.event {
            None if map.article.is_empty() => missing(
                "the table [article] or [event]",
                "write [article] and below it text = \"the name of a column\"",
            ),
            None if !map.article.contains_key("text") => missing(
                "`text` in [article]",
                "name the column that holds the articles' text",
            ),
            Some(event) if !event.contains_key("kind") && !event.contains_key("mode") => missing(
                "`kind` in [event]",
                "name a column, or write kind = { value = \"assault\" }",
            ),
            Some(event) if !event.contains_key("date") => {
                missing("`date` in [event]", "name the column that holds the day")
            }
            _ => Ok(()),
        }
    }
}
