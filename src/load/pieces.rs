//! Files → pieces: what will be one article or record each. Reads and unpacks, but interprets as little as
//! it can, so that the pieces can be read by several threads.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use serde_json::Value;

use super::awaited::Awaited;
use super::count::Counter;
use super::dataset::{self, Layout, TableMap};
use super::elements::Elements;
use super::error::{LoadError, LoadFault, Place};
use super::format::{Format, sniff};
use super::html::json_ld;
use super::lines::Lines;
use super::mapped;
use super::piece::{Content, LONGEST_PAGE, Piece, invalid_json, parse};
use super::unpack::{self, Cut, Cutter, Source, read_fault};
use super::walk::Files;
use super::warc::Records;
use super::{encoding, feed, mail, named};

/// JSON up to this length is read as a whole; of a longer array, one element after another.
const LONGEST_WHOLE: u64 = 32 << 20;
/// The longest text in UTF-16.
const LONGEST_UTF16: u64 = 128 << 20;
/// The longest feed or message, which is read as a whole.
const LONGEST_FEED: u64 = 64 << 20;
/// How much of a file tells its format.
const HEAD: u64 = 1 << 16;
/// So many layers are unpacked: a compressed file in an archive in an archive.
const DEEPEST: usize = 4;

/// The pieces of all files, in order. Goes on after an error.
pub struct Pieces {
    files: Files,
    /// The innermost last.
    open: Vec<Cutter>,
    /// What tables and JSON hold, where somebody says so.
    map: Option<Arc<TableMap>>,
    /// Bytes read of the files.
    n_read: Counter,
    /// Files that were opened.
    n_opened: usize,
    /// Ends the wait for standard input when it is set.
    stop: Arc<AtomicBool>,
}

impl Pieces {
    pub(super) fn new(paths: &[PathBuf]) -> Self {
        Self {
            files: Files::new(paths),
            open: Vec::new(),
            map: None,
            n_read: Counter::default(),
            n_opened: 0,
            stop: Arc::default(),
        }
    }

    /// Passes over a database in the folders, and the files that belong to it.
    #[must_use]
    pub fn passing_over(mut self, database: Option<&Path>) -> Self {
        self.files.pass_over(database);
        self
    }

    /// Reads tables and JSON as a map says.
    #[must_use]
    pub fn mapped(mut self, map: Option<Arc<TableMap>>) -> Self {
        self.map = map;
        self
    }

    /// Waits no longer for standard input once `stop` is set.
    #[must_use]
    pub fn stopped_by(mut self, stop: &Arc<AtomicBool>) -> Self {
        self.stop = Arc::clone(stop);
        self
    }

    /// Files that were read to their end.
    pub fn n_files(&self) -> usize {
        self.n_opened - usize::from(self.is_unpacked())
    }

    /// Bytes read of the files so far, as they are stored.
    pub fn n_read(&self) -> u64 {
        self.n_read.count()
    }

    fn open(&mut self, path: &Path) -> Result<Option<Piece>, LoadError> {
        let place = Place::file(path.to_string_lossy());
        let unreadable = |reason| place.error(LoadFault::Unreadable { reason });
        self.n_opened += 1;
        let source: Source = if path == Path::new("-") {
            let typed = Awaited::new(io::stdin(), Arc::clone(&self.stop));
            Box::new(BufReader::new(self.n_read.of(typed)))
        } else {
            let file = File::open(path).map_err(unreadable)?;
            Box::new(BufReader::new(self.n_read.of(file)))
        };
        self.read(source, &place)
    }

    /// Finds out what `source` holds: one piece, which is given back, or several, which come next.
    fn read(&mut self, source: Source, place: &Place) -> Result<Option<Piece>, LoadError> {
        let (mut source, head, is_whole) = look(source, place, self.is_unpacked())?;
        if is_whole && head.trim_ascii().is_empty() {
            return Err(place.error(LoadFault::Empty));
        }
        let format = named::as_named(sniff(&head, is_whole), &place.file);
        if format.is_packed() && self.open.len() >= DEEPEST {
            return Err(place.error(LoadFault::TooDeep { limit: DEEPEST }));
        }
        let is_unpacked = self.is_unpacked();
        if let Some(map) = self.map.clone()
            && let Some(cutter) =
                mapped::cutter(format, &mut source, &head, place, is_unpacked, &map)?
        {
            self.open.push(cutter);
            return Ok(None);
        }
        let cutter: Cutter = match format {
            Format::Gzip => unpack::gzip(source, place),
            Format::Zstandard => unpack::zstandard(source, place),
            Format::Zip => unpack::zip(source, place)?,
            Format::Tar => unpack::tar(source, place)?,
            Format::JsonLines => Box::new(Lines::new(source, place.clone(), is_unpacked)),
            Format::Json => {
                let bytes = read_up_to(&mut source, LONGEST_WHOLE, place, is_unpacked)?;
                match bytes.trim_ascii_start().first() {
                    _ if bytes.len() as u64 <= LONGEST_WHOLE => {
                        values(&encoding::decode(&bytes), place)?
                    }
                    Some(b'[') => {
                        let source = Box::new(Cursor::new(bytes).chain(source));
                        Box::new(Elements::new(source, place.clone(), is_unpacked))
                    }
                    _ => return Err(too_long(place, LONGEST_WHOLE)),
                }
            }
            Format::Feed => {
                let bytes = read_whole(&mut source, LONGEST_FEED, place, is_unpacked)?;
                feed::read(&bytes, place)?
            }
            Format::Warc => Box::new(Records::new(source, place.clone(), is_unpacked)),
            Format::Events => match Layout::sniff(&head) {
                Some(layout) => dataset::read(source, place, is_unpacked, layout, None),
                None => return Err(place.error(LoadFault::NoRows)),
            },
            Format::Table => match TableMap::of_usual_table(&head) {
                Some(map) => {
                    let map = Arc::new(map);
                    let layout = map.layout(&head).map_err(|fault| place.error(fault))?;
                    dataset::read(source, place, is_unpacked, layout, Some(map))
                }
                None => return Err(place.error(LoadFault::UnknownTable)),
            },
            Format::Mailbox => mail::mailbox(source, place, is_unpacked),
            Format::Mail => {
                let bytes = read_whole(&mut source, LONGEST_FEED, place, is_unpacked)?;
                return Ok(Some(piece(place, Content::Mail(bytes))));
            }
            Format::Html | Format::Plain => {
                let bytes = read_whole(&mut source, LONGEST_PAGE, place, is_unpacked)?;
                let text = encoding::decode(&bytes).into_owned();
                let content = match format {
                    Format::Html => Content::Html(text),
                    _ => Content::Plain(text),
                };
                return Ok(Some(piece(place, content)));
            }
            Format::Utf16 => {
                let bytes = read_whole(&mut source, LONGEST_UTF16, place, is_unpacked)?;
                let text = encoding::decode(&bytes).into_owned().into_bytes();
                return self.read(Box::new(Cursor::new(text)), place);
            }
            Format::Binary(kind) => return Err(place.error(LoadFault::Binary { kind })),
            Format::Unsupported(format) => {
                return Err(place.error(LoadFault::Unsupported { format }));
            }
        };
        self.open.push(cutter);
        Ok(None)
    }

    fn is_unpacked(&self) -> bool {
        !self.open.is_empty()
    }
}

impl Iterator for Pieces {
    type Item = Result<Piece, LoadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let found = match self.open.last_mut().map(Iterator::next) {
                Some(None) => {
                    self.open.pop();
                    continue;
                }
                Some(Some(Ok(Cut::Piece(piece)))) => return Some(Ok(piece)),
                Some(Some(Ok(Cut::Stream { place, source }))) => self.read(source, &place),
                Some(Some(Err(error))) => Err(error),
                None => match self.files.next()? {
                    Ok(path) => self.open(&path),
                    Err(error) => Err(error),
                },
            };
            match found {
                Ok(Some(piece)) => return Some(Ok(piece)),
                Ok(None) => {}
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl std::fmt::Debug for Pieces {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Pieces")
            .field("files", &self.files)
            .field("n_open", &self.open.len())
            .finish_non_exhaustive()
    }
}

fn piece(place: &Place, content: Content) -> Piece {
    Piece {
        place: place.clone(),
        content,
    }
}

/// The first bytes of a source, and the source as it was; whether they are all there is.
fn look(
    mut source: Source,
    place: &Place,
    is_unpacked: bool,
) -> Result<(Source, Vec<u8>, bool), LoadError> {
    let mut head = Vec::new();
    source
        .by_ref()
        .take(HEAD)
        .read_to_end(&mut head)
        .map_err(|reason| place.error(read_fault(reason, is_unpacked, 0, 0)))?;
    let is_whole = head.len() < usize::try_from(HEAD).unwrap_or(usize::MAX);
    let source = Box::new(Cursor::new(head.clone()).chain(source));
    Ok((source, head, is_whole))
}

/// The articles of linked data, the items of a JSON array, or the one object.
fn values(text: &str, place: &Place) -> Result<Cutter, LoadError> {
    let value = parse(text).or_else(|error| {
        let is_linked = text.contains("\"@context\"");
        let repaired = is_linked.then(|| json_ld::parse(text)).flatten();
        repaired.ok_or_else(|| invalid_json(place, &error))
    })?;
    let articles = json_ld::articles(&value);
    match value {
        _ if !articles.is_empty() => Ok(items(articles, place)),
        Value::Array(values) if values.is_empty() => Err(place.error(LoadFault::Empty)),
        Value::Array(values) => Ok(items(values, place)),
        Value::Object(mut object) => {
            if let Some(rows) = dataset::rows_in(&mut object) {
                return Ok(items(rows, place));
            }
            let piece = piece(place, Content::Item(Value::Object(object)));
            Ok(Box::new(std::iter::once(Ok(Cut::Piece(piece)))))
        }
        object => {
            let piece = piece(place, Content::Item(object));
            Ok(Box::new(std::iter::once(Ok(Cut::Piece(piece)))))
        }
    }
}

fn items(values: Vec<Value>, place: &Place) -> Cutter {
    let place = place.clone();
    Box::new(values.into_iter().enumerate().map(move |(index, item)| {
        let place = place.at_item(index + 1);
        Ok(Cut::Piece(piece(&place, Content::Item(item))))
    }))
}

pub(super) fn read_whole(
    source: &mut Source,
    limit: u64,
    place: &Place,
    is_unpacked: bool,
) -> Result<Vec<u8>, LoadError> {
    let bytes = read_up_to(source, limit, place, is_unpacked)?;
    if bytes.len() as u64 > limit {
        return Err(too_long(place, limit));
    }
    Ok(bytes)
}

/// All bytes, or one more than `limit`.
fn read_up_to(
    source: &mut Source,
    limit: u64,
    place: &Place,
    is_unpacked: bool,
) -> Result<Vec<u8>, LoadError> {
    let mut bytes = Vec::new();
    let result = source.by_ref().take(limit + 1).read_to_end(&mut bytes);
    let n_bytes = bytes.len() as u64;
    result.map_err(|reason| place.error(read_fault(reason, is_unpacked, n_bytes, 0)))?;
    Ok(bytes)
}

fn too_long(place: &Place, limit: u64) -> LoadError {
    place.error(LoadFault::TooLong {
        what: "the file",
        limit,
    })
}
