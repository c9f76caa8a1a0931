//! A JSON array → its elements, one at a time, so that an array of any length needs the room of one element.

use std::io::BufRead as _;

use super::encoding;
use super::error::{LoadError, LoadFault, Place};
use super::piece::{Content, Piece};
use super::unpack::{Cut, Source, read_fault};

/// The longest element, which may be an article with all its annotations.
const LONGEST_ELEMENT: usize = 64 << 20;

/// Where the reader stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the bracket that opens the array.
    Before,
    /// Between elements.
    Between,
    /// Behind the array, or behind an error.
    Ended,
}

/// The elements of an array.
pub(super) struct Elements {
    source: Source,
    place: Place,
    is_unpacked: bool,
    state: State,
    n_bytes: u64,
    n_found: usize,
}

/// How one element ends.
enum End {
    /// Its bytes are read.
    Whole(Vec<u8>),
    /// It is longer than one may be; its bytes were passed over.
    TooLong,
    /// The input ended before it did.
    CutOff,
}

impl Elements {
    pub(super) fn new(source: Source, place: Place, is_unpacked: bool) -> Self {
        Self {
            source,
            place,
            is_unpacked,
            state: State::Before,
            n_bytes: 0,
            n_found: 0,
        }
    }

    fn next_element(&mut self) -> Result<Option<Piece>, LoadError> {
        if self.state == State::Before {
            self.state = State::Between;
            while self.byte()?.is_some_and(|byte| byte != b'[') {}
        }
        let Some(first) = self.first_byte()? else {
            self.state = State::Ended;
            return Ok(None);
        };
        self.n_found += 1;
        let place = self.place.at_item(self.n_found);
        match self.element(first)? {
            End::Whole(bytes) => Ok(Some(Piece {
                place,
                content: Content::Line(encoding::decode(bytes.trim_ascii()).into_owned()),
            })),
            End::TooLong => Err(place.error(LoadFault::TooLong {
                what: "the item",
                limit: LONGEST_ELEMENT as u64,
            })),
            End::CutOff => {
                self.state = State::Ended;
                Err(place.error(LoadFault::InvalidJson {
                    reason: "the file ends in the middle of it".to_owned(),
                }))
            }
        }
    }

    /// The first byte of the next element; none behind the array.
    fn first_byte(&mut self) -> Result<Option<u8>, LoadError> {
        loop {
            match self.byte()? {
                Some(b',') => {}
                Some(byte) if byte.is_ascii_whitespace() => {}
                Some(b']') | None => return Ok(None),
                byte => return Ok(byte),
            }
        }
    }

    /// Reads to the comma or bracket behind the element, and past it.
    fn element(&mut self, first: u8) -> Result<End, LoadError> {
        let mut bytes = Vec::new();
        let mut is_too_long = false;
        let (mut depth, mut in_text, mut is_escaped) = (0_usize, false, false);
        let mut byte = first;
        loop {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' if in_text => is_escaped = true,
                b'"' => in_text = !in_text,
                _ if in_text => {}
                b'{' | b'[' => depth += 1,
                b']' if depth == 0 => {
                    self.state = State::Ended;
                    break;
                }
                b',' if depth == 0 => break,
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if bytes.len() == LONGEST_ELEMENT {
                is_too_long = true;
                bytes = Vec::new();
            }
            if !is_too_long {
                bytes.push(byte);
            }
            byte = match self.byte()? {
                Some(byte) => byte,
                None => return Ok(End::CutOff),
            };
        }
        Ok(if is_too_long {
            End::TooLong
        } else {
            End::Whole(bytes)
        })
    }

    fn byte(&mut self) -> Result<Option<u8>, LoadError> {
        let byte = match self.source.fill_buf() {
            Ok(buffer) => buffer.first().copied(),
            Err(reason) => {
                self.state = State::Ended;
                let fault = read_fault(reason, self.is_unpacked, self.n_bytes, self.n_found);
                return Err(self.place.error(fault));
            }
        };
        if byte.is_some() {
            self.source.consume(1);
            self.n_bytes += 1;
        }
        Ok(byte)
    }
}

impl Iterator for Elements {
    type Item = Result<Cut, LoadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.state == State::Ended {
            return None;
        }
        let next = self.next_element().transpose()?;
        Some(next.map(Cut::Piece))
    }
}
