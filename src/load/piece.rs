//! Files → pieces: what will be one article or record each. Reads and decompresses, but interprets as
//! little as it can, so that the pieces can be read by several threads.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;
use serde_json::Value;

use super::encoding;
use super::error::{LoadError, LoadFault, Place};
use super::format::{Format, sniff};
use super::walk::Files;

/// The longest file that is read as one article, in bytes. No article comes near it.
pub(super) const LONGEST_PAGE: u64 = 16 << 20;
/// The longest line of JSON Lines, which may hold an article with all its annotations.
const LONGEST_LINE: u64 = 64 << 20;
/// The longest JSON array, which is read as a whole.
const LONGEST_ARRAY: u64 = 512 << 20;
/// How much of a file tells its format.
const HEAD: u64 = 1 << 16;

/// What will be one article or record, still to be read.
#[derive(Debug)]
pub struct Piece {
    pub(super) place: Place,
    pub(super) content: Content,
}

/// The content of a piece.
#[derive(Debug)]
pub(super) enum Content {
    Plain(String),
    Html(String),
    /// A line of JSON Lines.
    Line(String),
    /// An item of a JSON array.
    Item(Value),
}

/// The pieces of all files, in order. Goes on after an error.
#[derive(Debug)]
pub struct Pieces {
    files: Files,
    lines: Option<Lines>,
    ready: VecDeque<Result<Piece, LoadError>>,
}

impl Pieces {
    pub(super) fn new(paths: &[PathBuf]) -> Self {
        Self {
            files: Files::new(paths),
            lines: None,
            ready: VecDeque::new(),
        }
    }

    fn open(&mut self, path: &Path) -> Result<(), LoadError> {
        let place = Place::file(path.to_string_lossy());
        let unreadable = |reason| place.error(LoadFault::Unreadable { reason });
        let source: Source = if path == Path::new("-") {
            Box::new(BufReader::new(io::stdin()))
        } else {
            Box::new(BufReader::new(File::open(path).map_err(unreadable)?))
        };
        self.read(source, &place, false)
    }

    /// Finds out what `source` holds, and takes the pieces from it.
    fn read(
        &mut self,
        mut source: Source,
        place: &Place,
        is_unpacked: bool,
    ) -> Result<(), LoadError> {
        let fault_of = |reason| place.error(read_fault(reason, is_unpacked, 0, 0));
        let mut head = Vec::new();
        source
            .by_ref()
            .take(HEAD)
            .read_to_end(&mut head)
            .map_err(fault_of)?;
        let is_whole = head.len() < usize::try_from(HEAD).unwrap_or(usize::MAX);
        if is_whole && head.trim_ascii().is_empty() {
            return Err(place.error(LoadFault::Empty));
        }
        let format = sniff(&head, is_whole);
        let mut source: Source = Box::new(Cursor::new(head).chain(source));
        match format {
            Format::Gzip if is_unpacked => {
                return Err(place.error(LoadFault::Unsupported {
                    format: "doubly compressed data",
                }));
            }
            Format::Gzip => {
                let unpacked = BufReader::new(MultiGzDecoder::new(source));
                return self.read(Box::new(unpacked), place, true);
            }
            Format::JsonLines => self.lines = Some(Lines::new(source, place.clone(), is_unpacked)),
            Format::Json => {
                let bytes = read_whole(&mut source, LONGEST_ARRAY, place, is_unpacked)?;
                self.add_values(&encoding::decode(&bytes), place)?;
            }
            Format::Html | Format::Plain => {
                let bytes = read_whole(&mut source, LONGEST_PAGE, place, is_unpacked)?;
                let text = encoding::decode(&bytes).into_owned();
                self.add(
                    place,
                    if format == Format::Html {
                        Content::Html(text)
                    } else {
                        Content::Plain(text)
                    },
                );
            }
            Format::Utf16 => {
                let bytes = read_whole(&mut source, LONGEST_ARRAY, place, is_unpacked)?;
                let text = encoding::decode(&bytes).into_owned().into_bytes();
                return self.read(Box::new(Cursor::new(text)), place, is_unpacked);
            }
            Format::Binary(kind) => return Err(place.error(LoadFault::Binary { kind })),
            Format::Unsupported(format) => {
                return Err(place.error(LoadFault::Unsupported { format }));
            }
        }
        Ok(())
    }

    fn add(&mut self, place: &Place, content: Content) {
        self.ready.push_back(Ok(Piece {
            place: place.clone(),
            content,
        }));
    }

    /// Takes the items of a JSON array, or the one object.
    fn add_values(&mut self, text: &str, place: &Place) -> Result<(), LoadError> {
        match serde_json::from_str(text).map_err(|error| invalid_json(place, &error))? {
            Value::Array(items) if items.is_empty() => return Err(place.error(LoadFault::Empty)),
            Value::Array(items) => {
                for (index, item) in items.into_iter().enumerate() {
                    self.add(&place.at_item(index + 1), Content::Item(item));
                }
            }
            object => self.add(place, Content::Item(object)),
        }
        Ok(())
    }
}

impl Iterator for Pieces {
    type Item = Result<Piece, LoadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(piece) = self.ready.pop_front() {
                return Some(piece);
            }
            if let Some(lines) = &mut self.lines {
                if let Some(piece) = lines.next() {
                    return Some(piece);
                }
                self.lines = None;
            }
            let path = match self.files.next()? {
                Ok(path) => path,
                Err(error) => return Some(Err(error)),
            };
            if let Err(error) = self.open(&path) {
                return Some(Err(error));
            }
        }
    }
}

type Source = Box<dyn BufRead + Send>;

/// The lines of a JSON Lines file.
struct Lines {
    source: Source,
    place: Place,
    is_unpacked: bool,
    n_read: usize,
    n_bytes: u64,
    n_pieces: usize,
}

impl Lines {
    fn new(source: Source, place: Place, is_unpacked: bool) -> Self {
        Self {
            source,
            place,
            is_unpacked,
            n_read: 0,
            n_bytes: 0,
            n_pieces: 0,
        }
    }

    /// The next line that is not blank, or the error that ends the file.
    fn next(&mut self) -> Option<Result<Piece, LoadError>> {
        loop {
            let mut bytes = Vec::new();
            let mut limited = self.source.by_ref().take(LONGEST_LINE);
            let length = match limited.read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(length) => length,
                Err(reason) => return Some(Err(self.broken(reason))),
            };
            self.n_read += 1;
            self.n_bytes += length as u64;
            let place = self.place.at_line(self.n_read);
            if length as u64 == LONGEST_LINE && !bytes.ends_with(b"\n") {
                let fault = LoadFault::TooLong {
                    what: "the line",
                    limit: LONGEST_LINE,
                };
                return Some(Err(match self.skip_line() {
                    Ok(()) => place.error(fault),
                    Err(reason) => self.broken(reason),
                }));
            }
            let line = encoding::decode(bytes.trim_ascii());
            if !line.is_empty() {
                self.n_pieces += 1;
                return Some(Ok(Piece {
                    place,
                    content: Content::Line(line.into_owned()),
                }));
            }
        }
    }

    /// The error for a file that breaks off. Nothing is read from it afterwards.
    fn broken(&mut self, reason: io::Error) -> LoadError {
        self.source = Box::new(io::empty());
        let fault = read_fault(reason, self.is_unpacked, self.n_bytes, self.n_pieces);
        self.place.error(fault)
    }

    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let buffer = self.source.fill_buf()?;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let length = end.map_or(buffer.len(), |end| end + 1);
            let is_done = end.is_some() || length == 0;
            self.source.consume(length);
            if is_done {
                return Ok(());
            }
        }
    }
}

impl std::fmt::Debug for Lines {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Lines")
            .field("place", &self.place)
            .field("n_read", &self.n_read)
            .finish_non_exhaustive()
    }
}

fn read_whole(
    source: &mut Source,
    limit: u64,
    place: &Place,
    is_unpacked: bool,
) -> Result<Vec<u8>, LoadError> {
    let mut bytes = Vec::new();
    let result = source.by_ref().take(limit + 1).read_to_end(&mut bytes);
    let n_bytes = bytes.len() as u64;
    result.map_err(|reason| place.error(read_fault(reason, is_unpacked, n_bytes, 0)))?;
    if n_bytes > limit {
        return Err(place.error(LoadFault::TooLong {
            what: "the file",
            limit,
        }));
    }
    Ok(bytes)
}

/// What a failure to read means, after `bytes` and `items` that were read well.
fn read_fault(reason: io::Error, is_unpacked: bool, bytes: u64, items: usize) -> LoadFault {
    match reason.kind() {
        io::ErrorKind::UnexpectedEof if is_unpacked => LoadFault::Truncated { bytes, items },
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData if is_unpacked => {
            LoadFault::Damaged { reason, items }
        }
        _ => LoadFault::Unreadable { reason },
    }
}

/// The error for text that is not JSON, at its line and column.
pub(super) fn invalid_json(place: &Place, error: &serde_json::Error) -> LoadError {
    let text = error.to_string();
    let reason = text.split(" at line ").next().unwrap_or(&text).to_owned();
    let mut place = place.clone();
    place.line = Some(place.line.unwrap_or(0) + error.line() - usize::from(place.line.is_some()));
    place.column = Some(error.column());
    place.error(LoadFault::InvalidJson { reason })
}
