//! Compressed data and archives → streams of what is in them. Nothing is written to disk by its name in an
//! archive, and no more is unpacked than text can be.

mod archive;
mod frames;
mod guard;

use std::io::{self, BufRead, BufReader};

use flate2::bufread::MultiGzDecoder;

use super::error::{LoadError, LoadFault, Place};
use super::piece::Piece;
pub(super) use archive::{tar, zip};
use guard::{Counted, Guard, TooDense};

/// Bytes to be read.
pub(super) type Source = Box<dyn BufRead + Send>;

/// What comes out of something that is open.
pub(super) enum Cut {
    /// An article or a record.
    Piece(Piece),
    /// Another input.
    Stream { place: Place, source: Source },
}

/// Something that is open, and what is next in it.
pub(super) type Cutter = Box<dyn Iterator<Item = Result<Cut, LoadError>> + Send>;

/// The text in data that is compressed with gzip, of one or several members.
pub(super) fn gzip(source: Source, place: &Place) -> Cutter {
    let (source, n_packed) = Counted::new(source);
    let decoder = MultiGzDecoder::new(source);
    one(
        Box::new(BufReader::new(Guard::new(decoder, n_packed))),
        place,
    )
}

/// The text in data that is compressed with Zstandard, of one or several frames.
pub(super) fn zstandard(source: Source, place: &Place) -> Cutter {
    let (source, n_packed) = Counted::new(source);
    let decoder = frames::Frames::new(source);
    one(
        Box::new(BufReader::new(Guard::new(decoder, n_packed))),
        place,
    )
}

fn one(source: Source, place: &Place) -> Cutter {
    let place = place.clone();
    Box::new(std::iter::once(Ok(Cut::Stream { place, source })))
}

/// What a failure to read means, after `bytes` and `items` that were read well.
pub(super) fn read_fault(
    reason: io::Error,
    is_unpacked: bool,
    bytes: u64,
    items: usize,
) -> LoadFault {
    if let Some(dense) = reason
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<TooDense>())
    {
        return LoadFault::TooDense {
            bytes: dense.n_unpacked,
            packed: dense.n_packed,
            items,
        };
    }
    match reason.kind() {
        io::ErrorKind::UnexpectedEof if is_unpacked => LoadFault::Truncated { bytes, items },
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::Other
            if is_unpacked =>
        {
            LoadFault::Damaged { reason, items }
        }
        _ => LoadFault::Unreadable { reason },
    }
}

#[cfg(test)]
mod tests;
