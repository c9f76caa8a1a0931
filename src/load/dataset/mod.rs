//! Tables of coded events → articles with annotated lists: GDELT, ICEWS, UCDP GED, ACLED.
//!
//! The cutter groups rows by their article within a window of rows; a group is interpreted on a worker's
//! thread. Nothing is extracted from such an article: its text is one generated line for each event, so that
//! each fact has a sentence and offsets. The row is kept in `extra` of what came out of it.

mod acled;
mod cast;
mod columns;
mod day;
mod gdelt;
mod graph;
mod icews;
mod layout;
pub(super) mod map;
mod mention;
mod place;
mod records;
mod row;
mod split;
mod ucdp;
mod write;

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::error::{LoadError, LoadFault, Place};
use super::piece::{Content, Piece};
use super::unpack::{Cut, Cutter, Source};
use crate::lexicon::Lexicon;
use crate::record::{ClusterRecord, Described};
pub(super) use layout::{DataSet, Layout};
pub use map::{MapError, MapFault, TableMap};
use records::{LineReader, RowReader};
use row::{Named, Row};

/// Rows as JSON have at least so many keys.
const FEWEST_KEYS: usize = 8;
/// Rows, and bytes of their cells, among which those of one article are brought together.
const WINDOW_ROWS: usize = 4096;
const WINDOW_BYTES: usize = 8 << 20;

/// Rows of a table that belong to one article.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    layout: Arc<Layout>,
    place: Place,
    of_article: Vec<Row>,
    map: Option<Arc<TableMap>>,
}

/// What rows of a table became.
#[derive(Debug, Default)]
pub struct Coded {
    /// The article with its facts, its outlet and its entities; none where no row could be used.
    pub described: Option<Box<Described>>,
    /// The happenings that its events belong to.
    pub clusters: Vec<ClusterRecord>,
    /// The rows that could not be used.
    pub refused: Vec<LoadError>,
}

/// Reads a table; its layout was told by its first bytes.
pub(super) fn read(
    source: Source,
    place: &Place,
    is_unpacked: bool,
    layout: Layout,
    map: Option<Arc<TableMap>>,
) -> Cutter {
    Box::new(Table {
        layout: Arc::new(layout),
        place: place.clone(),
        lines: Some(LineReader::new(source, place, is_unpacked)),
        ready: VecDeque::new(),
        is_ended: false,
        map,
    })
}

/// A table that is open.
struct Table {
    layout: Arc<Layout>,
    place: Place,
    lines: Option<LineReader>,
    ready: VecDeque<Result<Cut, LoadError>>,
    is_ended: bool,
    map: Option<Arc<TableMap>>,
}

impl Table {
    /// Reads a window of rows and groups them, articles in the order of their first rows.
    fn fill(&mut self) {
        let Some(lines) = self.lines.take() else {
            return;
        };
        let layout = Arc::clone(&self.layout);
        let mut reader = RowReader::new(&layout, lines);
        let mut groups: Vec<Vec<Row>> = Vec::new();
        let mut by_key: HashMap<String, usize> = HashMap::new();
        let (mut n_rows, mut n_bytes) = (0, 0);
        while n_rows < WINDOW_ROWS && n_bytes < WINDOW_BYTES {
            let row = match reader.next() {
                Some(Ok(row)) => row,
                Some(Err(error)) => {
                    self.ready.push_back(Err(error));
                    n_rows += 1;
                    continue;
                }
                None => {
                    self.is_ended = true;
                    break;
                }
            };
            n_rows += 1;
            n_bytes += row.cells.iter().map(String::len).sum::<usize>();
            match article_key(&layout, self.map.as_deref(), &row) {
                Some(key) => {
                    let group = *by_key.entry(key).or_insert_with(|| {
                        groups.push(Vec::new());
                        groups.len() - 1
                    });
                    groups[group].push(row);
                }
                None => groups.push(vec![row]),
            }
        }
        self.lines = Some(reader.pause());
        for rows in groups {
            self.cut(rows);
        }
    }

    /// Makes ready the rows of an article; under a map without events, each row is one.
    fn cut(&mut self, rows: Vec<Row>) {
        let articles = self.map.clone().filter(|map| !map.has_events());
        let Some(map) = articles else {
            let line = rows.first().map_or(1, |row| row.line);
            let rows = Rows {
                layout: Arc::clone(&self.layout),
                place: self.place.clone(),
                of_article: rows,
                map: self.map.clone(),
            };
            return self.push(line, Content::Rows(Box::new(rows)));
        };
        for row in rows {
            let named = Named {
                layout: &self.layout,
                row: &row,
            };
            let object = map::article_object(named, &map);
            self.push(row.line, Content::Item(object));
        }
    }

    fn push(&mut self, line: usize, content: Content) {
        let place = self.place.at_line(line);
        self.ready
            .push_back(Ok(Cut::Piece(Piece { place, content })));
    }
}

impl Iterator for Table {
    type Item = Result<Cut, LoadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.ready.is_empty() && !self.is_ended {
            self.fill();
            let has_rows = self.lines.as_ref().is_some_and(|lines| lines.n_rows > 0);
            if self.is_ended && self.ready.is_empty() && !has_rows {
                return Some(Err(self.place.error(LoadFault::NoRows)));
            }
        }
        self.ready.pop_front()
    }
}

/// What rows of one article have in common; none where a row is an article of its own.
fn article_key(layout: &Layout, map: Option<&TableMap>, row: &Row) -> Option<String> {
    let row = Named { layout, row };
    let key = match layout.set {
        DataSet::GdeltEvents => row.get("SOURCEURL"),
        DataSet::GdeltMentions => row.get("MentionIdentifier"),
        DataSet::GdeltGraph => row.get("DocumentIdentifier"),
        DataSet::Icews => row.get("Story ID"),
        DataSet::Mapped => return map.and_then(|map| map::key_of(row, map)),
        DataSet::GdeltFirstGraph | DataSet::Ucdp | DataSet::Acled => None,
    };
    key.map(str::to_owned)
}

/// Whether an object's keys are the columns of a set.
pub(super) fn is_row(object: &Map<String, Value>) -> bool {
    object.len() >= FEWEST_KEYS
        && !object.contains_key("record")
        && Layout::of_keys(object.keys().cloned().collect()).is_some()
}

/// The list of rows in an object that says something about them, as services answer.
pub(super) fn rows_in(object: &mut Map<String, Value>) -> Option<Vec<Value>> {
    let is_list = |value: &Value| {
        let first = value.as_array().and_then(|items| items.first());
        first.and_then(Value::as_object).is_some_and(is_row)
    };
    let key = object.iter().find(|(_, value)| is_list(value))?.0.clone();
    match object.shift_remove(&key) {
        Some(Value::Array(rows)) => Some(rows),
        _ => None,
    }
}

/// The row that a JSON object is, where its keys are the columns of a set: as services answer.
pub(super) fn row_of(object: &Map<String, Value>, place: &Place) -> Option<Box<Rows>> {
    if !is_row(object) {
        return None;
    }
    let (columns, cells): (Vec<String>, Vec<String>) = map::flatten(object).into_iter().unzip();
    let layout = Layout::of_keys(columns)?;
    let line = place.line.or(place.item).unwrap_or(1);
    Some(Box::new(Rows {
        layout: Arc::new(layout),
        place: place.clone(),
        of_article: vec![Row { line, cells }],
        map: None,
    }))
}

impl Rows {
    /// Bytes of all cells.
    pub(super) fn n_bytes(&self) -> usize {
        let cells = self.of_article.iter().flat_map(|row| &row.cells);
        cells.map(|cell| cell.len() + 1).sum()
    }

    /// Makes an article of the rows.
    pub fn read(&self, lexicon: &Lexicon) -> Coded {
        let name = self.map.as_deref().map(TableMap::name);
        let mut writer = write::Writer::new(lexicon, self.layout.set, name);
        for row in &self.of_article {
            let place = self.place.at_line(row.line);
            writer.begin(&place);
            let named = Named {
                layout: &self.layout,
                row,
            };
            let result = match self.layout.set {
                DataSet::GdeltEvents => gdelt::read(named, &mut writer),
                DataSet::GdeltMentions => mention::read(named, &mut writer),
                DataSet::GdeltGraph => graph::read(named, &mut writer),
                DataSet::GdeltFirstGraph => graph::read_first(named, &mut writer),
                DataSet::Icews => icews::read(named, &mut writer),
                DataSet::Ucdp => ucdp::read(named, &mut writer),
                DataSet::Acled => acled::read(named, &mut writer),
                DataSet::Mapped => match &self.map {
                    Some(map) => map::read_event(named, map, &mut writer),
                    None => Ok(()),
                },
            };
            if let Err(fault) = result {
                writer.refuse(place.error(fault));
            }
        }
        writer.finish()
    }
}
