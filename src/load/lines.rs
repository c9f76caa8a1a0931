//! JSON Lines → pieces, a line at a time.

use std::io::{self, BufRead, Read};

use super::encoding;
use super::error::{LoadError, LoadFault, Place};
use super::piece::{Content, Piece};
use super::unpack::{Cut, Source, read_fault};

/// The longest line of JSON Lines, which may hold an article with all its annotations.
const LONGEST_LINE: u64 = 64 << 20;

/// The lines of a JSON Lines file.
pub(super) struct Lines {
    source: Source,
    place: Place,
    is_unpacked: bool,
    n_read: usize,
    n_bytes: u64,
    n_pieces: usize,
}

impl Lines {
    pub(super) fn new(source: Source, place: Place, is_unpacked: bool) -> Self {
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
    fn next_line(&mut self) -> Option<Result<Piece, LoadError>> {
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
                return Some(Err(match skip_line(&mut self.source) {
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
}

/// Passes over the rest of a line, however long it is.
pub(super) fn skip_line(source: &mut Source) -> io::Result<()> {
    loop {
        let buffer = source.fill_buf()?;
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let length = end.map_or(buffer.len(), |end| end + 1);
        let is_done = end.is_some() || length == 0;
        source.consume(length);
        if is_done {
            return Ok(());
        }
    }
}

impl Iterator for Lines {
    type Item = Result<Cut, LoadError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_line().map(|line| line.map(Cut::Piece))
    }
}
