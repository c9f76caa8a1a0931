//! First bytes of a table → which set of events it is, and how its columns are called.

use std::collections::HashMap;

use super::columns::{EVENTS, GRAPH, MENTIONS, first_events};
use super::day::{DayOrder, order_of};
use super::split::{Quoting, split};
use crate::load::encoding;

/// A set of coded events, or of what belongs to such events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::load) enum DataSet {
    GdeltEvents,
    GdeltMentions,
    GdeltGraph,
    /// The first version of the graph: one line for all articles that name the same.
    GdeltFirstGraph,
    Icews,
    Ucdp,
    Acled,
    /// A table that a map describes.
    Mapped,
}

impl DataSet {
    /// The name that is kept with what came out of it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::GdeltEvents => "gdelt",
            Self::GdeltMentions => "gdelt-mentions",
            Self::GdeltGraph | Self::GdeltFirstGraph => "gdelt-gkg",
            Self::Icews => "icews",
            Self::Ucdp => "ucdp-ged",
            Self::Acled => "acled",
            Self::Mapped => "mapped",
        }
    }
}

impl DataSet {
    /// The name of the sets that tell of the same articles.
    pub(super) fn family(self) -> &'static str {
        match self {
            Self::GdeltMentions | Self::GdeltGraph | Self::GdeltFirstGraph => "gdelt",
            _ => self.name(),
        }
    }
}

/// How a table is laid out.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::load) struct Layout {
    pub(in crate::load) set: DataSet,
    pub(super) separator: char,
    pub(super) quoting: Quoting,
    /// Whether the first line names the columns.
    pub(super) has_header: bool,
    /// Names of the columns as they are written.
    pub(super) columns: Vec<String>,
    positions: HashMap<String, usize>,
    /// The order of days in numbers, where the first rows tell it.
    pub(super) day_order: Option<DayOrder>,
}

/// More columns than any table has that is read by its names.
const MOST_COLUMNS: usize = 4096;

impl Layout {
    pub(super) fn new(
        set: DataSet,
        separator: char,
        quoting: Quoting,
        has_header: bool,
        columns: Vec<String>,
    ) -> Self {
        let mut positions = HashMap::new();
        for (position, name) in columns.iter().enumerate() {
            positions.entry(key(name)).or_insert(position);
        }
        Self {
            set,
            separator,
            quoting,
            has_header,
            columns,
            positions,
            day_order: None,
        }
    }

    /// The position of a column, however its name is written: `event_id_cnty`, `EVENT_ID_CNTY`, `Event ID CNTY`.
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        self.positions.get(&key(name)).copied()
    }

    /// The layout of an object whose keys are the columns of a set.
    pub(super) fn of_keys(columns: Vec<String>) -> Option<Self> {
        let set = set_of(&columns)?;
        Some(Self::new(set, ',', Quoting::Double, false, columns))
    }

    /// Tells the layout of a table by its first bytes, if it is one of the sets that are known.
    pub(in crate::load) fn sniff(head: &[u8]) -> Option<Self> {
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
        let mut lines = head
            .split(|byte| *byte == b'\n')
            .map(|line| line.strip_suffix(b"\r").unwrap_or(line))
            .filter(|line| !line.trim_ascii().is_empty());
        let first = encoding::decode(lines.next()?);
        if let Some(mut layout) = by_names(&first) {
            layout.day_order = layout.order_of_days(lines);
            return Some(layout);
        }
        // The first row may be a broken one.
        by_shape(&first).or_else(|| {
            let mut rest = lines.take(9);
            rest.find_map(|line| by_shape(&encoding::decode(line)))
        })
    }
}

impl Layout {
    /// Whether cells are a row of GDELT 1.0 as it was before its rows had addresses: the day when it was added is
    /// the last.
    pub(super) fn lacks_address(&self, cells: &[String]) -> bool {
        let is_day = |cell: &String| {
            matches!(cell.len(), 8 | 14) && cell.bytes().all(|byte| byte.is_ascii_digit())
        };
        self.set == DataSet::GdeltEvents
            && !self.has_header
            && (self.columns.len(), cells.len()) == (58, 57)
            && cells.last().is_some_and(is_day)
    }

    /// The order of days in numbers that all rows agree on.
    fn order_of_days<'head>(&self, lines: impl Iterator<Item = &'head [u8]>) -> Option<DayOrder> {
        let keys = self.columns.iter().map(|name| key(name)).enumerate();
        let columns: Vec<usize> = keys
            .filter(|(_, key)| key.contains("date"))
            .map(|(position, _)| position)
            .collect();
        let mut found = None;
        for line in lines {
            let line = encoding::decode(line);
            let row = split(&line, self.separator, self.quoting, self.columns.len());
            let cells = columns.iter().filter_map(|column| row.cells.get(*column));
            for order in cells.filter_map(|cell| order_of(cell)) {
                if *found.get_or_insert(order) != order {
                    return None;
                }
            }
        }
        found
    }
}

/// A name of a column without what its writers vary.
pub(super) fn key(name: &str) -> String {
    name.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn by_names(line: &str) -> Option<Layout> {
    ['\t', ',', ';', '|'].into_iter().find_map(|separator| {
        let is_marked = line.starts_with('"');
        let quoting = if separator == '\t' && !is_marked {
            Quoting::None
        } else {
            Quoting::Double
        };
        let names = split(line, separator, quoting, MOST_COLUMNS).cells;
        let layout = |set| Layout::new(set, separator, quoting, true, names.clone());
        set_of(&names).map(layout).map(with_published_names)
    })
}

/// The set that has these columns.
fn set_of(names: &[String]) -> Option<DataSet> {
    let names: Vec<String> = names.iter().map(|name| key(name)).collect();
    // The codebook of the graph puts its version before some names.
    let is_named = |found: &str, name: &str| found.strip_prefix("v2").unwrap_or(found) == name;
    let has = |wanted: &[&str]| {
        wanted
            .iter()
            .all(|name| names.iter().any(|found| is_named(found, name)))
    };
    let sets: [(&[&str], DataSet); 8] = [
        (
            &["globaleventid", "mentionidentifier"],
            DataSet::GdeltMentions,
        ),
        (&["globaleventid", "eventcode"], DataSet::GdeltEvents),
        (&["gkgrecordid", "documentidentifier"], DataSet::GdeltGraph),
        (
            &["numarts", "themes", "cameoeventids"],
            DataSet::GdeltFirstGraph,
        ),
        (&["eventid", "cameocode", "storyid"], DataSet::Icews),
        (&["typeofviolence", "sidea", "sideb"], DataSet::Ucdp),
        (&["eventidcnty", "eventdate"], DataSet::Acled),
        (&["eventtype", "actor1", "fatalities"], DataSet::Acled),
    ];
    sets.into_iter()
        .find_map(|(wanted, set)| has(wanted).then_some(set))
}

/// GDELT's columns go by various names where somebody wrote a line of names above them; their order stays.
fn with_published_names(layout: Layout) -> Layout {
    let published = match (layout.set, layout.columns.len()) {
        (DataSet::GdeltEvents, 61) => EVENTS.to_vec(),
        (DataSet::GdeltEvents, n_columns @ (57 | 58)) => first_events(n_columns),
        (DataSet::GdeltMentions, 16) => MENTIONS.to_vec(),
        (DataSet::GdeltGraph, 27) => GRAPH.to_vec(),
        _ => return layout,
    };
    if published.iter().all(|name| layout.position(name).is_some()) {
        return layout;
    }
    let columns = published.iter().map(|name| (*name).to_owned()).collect();
    Layout::new(layout.set, layout.separator, layout.quoting, true, columns)
}

/// GDELT writes no line of names: its rows are known by their number of columns and what begins them.
fn by_shape(line: &str) -> Option<Layout> {
    let cells: Vec<&str> = line.split('\t').collect();
    let digits = |position: usize, n_digits: std::ops::RangeInclusive<usize>| {
        cells.get(position).is_some_and(|cell| {
            n_digits.contains(&cell.len()) && cell.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let (set, columns) = match cells.len() {
        61 if digits(0, 1..=12) && digits(1, 8..=8) => (DataSet::GdeltEvents, owned(EVENTS)),
        57 | 58 if digits(0, 1..=12) && digits(1, 8..=8) => {
            // Rows with and without an address may follow each other.
            (DataSet::GdeltEvents, owned(&first_events(58)))
        }
        16 if digits(0, 1..=12) && digits(1, 14..=14) && digits(2, 14..=14) => {
            (DataSet::GdeltMentions, owned(MENTIONS))
        }
        // The first bytes may end within a row of the graph.
        6..=27 if is_graph_id(cells[0]) && digits(1, 14..=14) => {
            (DataSet::GdeltGraph, owned(GRAPH))
        }
        _ => return None,
    };
    Some(Layout::new(set, '\t', Quoting::None, false, columns))
}

/// `20150218230000-1207` or `20150218230000-T1207`.
fn is_graph_id(cell: &str) -> bool {
    let Some((moment, number)) = cell.split_once('-') else {
        return false;
    };
    let number = number.strip_prefix('T').unwrap_or(number);
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    moment.len() == 14 && is_number(moment) && is_number(number)
}
