//! Archives → the files in them, in their order.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom, Write};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use ::tar::Archive;
use ::zip::ZipArchive;
use ::zip::result::ZipError;

use super::guard::Guard;
use super::{Cut, Cutter, Source, read_fault};
use crate::load::error::{LoadError, LoadFault, Place};

/// A file of an archive is held in memory up to this size, beyond it in a nameless file of its own.
const IN_MEMORY: u64 = 8 << 20;
/// The longest archive that is read from a stream, which has to be put down first.
const LONGEST_ARCHIVE: u64 = 64 << 30;

/// What only documents of office programs have in them, which are archives too.
const OFFICE: [&str; 2] = ["[Content_Types].xml", "META-INF/manifest.xml"];

/// The files of a ZIP archive.
///
/// # Errors
/// It is an office document or damaged, or there is no room to put it down.
pub(in crate::load) fn zip(source: Source, place: &Place) -> Result<Cutter, LoadError> {
    let archive = set_down(source.take(LONGEST_ARCHIVE))
        .map_err(|reason| place.error(read_fault(reason, true, 0, 0)))?;
    let mut archive =
        ZipArchive::new(BufReader::new(archive)).map_err(|error| zip_error(place, error))?;
    if OFFICE
        .iter()
        .any(|name| archive.index_for_name(name).is_some())
    {
        return Err(place.error(LoadFault::Binary {
            kind: "an office document",
        }));
    }
    let place = place.clone();
    let n_files = archive.len();
    Ok(Box::new((0..n_files).filter_map(move |index| {
        zip_member(&mut archive, index, &place).transpose()
    })))
}

/// One file of a ZIP archive; none if it is a folder or hidden.
fn zip_member<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    index: usize,
    place: &Place,
) -> Result<Option<Cut>, LoadError> {
    let file = archive
        .by_index(index)
        .map_err(|error| zip_error(place, error))?;
    let name = file
        .name()
        .map_err(|error| zip_error(place, error))?
        .into_owned();
    if !file.is_file() || is_hidden(&name) {
        return Ok(None);
    }
    let n_packed = Arc::new(AtomicU64::new(file.compressed_size()));
    member(Guard::new(file, n_packed), &place.within(&name)).map(Some)
}

fn zip_error(place: &Place, error: ZipError) -> LoadError {
    place.error(match error {
        ZipError::Io(reason) => read_fault(reason, true, 0, 0),
        error @ ZipError::InvalidArchive(_) => LoadFault::Damaged {
            reason: io::Error::new(io::ErrorKind::InvalidData, error.to_string()),
            items: 0,
        },
        error => LoadFault::Locked {
            reason: error.to_string(),
        },
    })
}

/// The files of a tar archive.
///
/// # Errors
/// It is damaged from its start, or there is no room to put it down.
pub(in crate::load) fn tar(source: Source, place: &Place) -> Result<Cutter, LoadError> {
    let fail = |reason| place.error(read_fault(reason, true, 0, 0));
    let mut file = set_down(source.take(LONGEST_ARCHIVE)).map_err(fail)?;
    let files = tar_files(&file).map_err(fail)?;
    let place = place.clone();
    Ok(Box::new(files.into_iter().map(move |found| match found {
        Ok((name, start, length)) => {
            let place = place.within(&name);
            file.seek(SeekFrom::Start(start))
                .map_err(|reason| place.error(read_fault(reason, true, 0, 0)))?;
            member(Read::by_ref(&mut file).take(length), &place)
        }
        Err(reason) => Err(place.error(read_fault(reason, true, 0, 0))),
    })))
}

/// Name, first byte and length of each file of a tar archive; an error ends the list.
fn tar_files(file: &File) -> io::Result<Vec<io::Result<(String, u64, u64)>>> {
    let mut archive = Archive::new(BufReader::new(file));
    let mut found = Vec::new();
    for entry in archive.entries_with_seek()? {
        match entry {
            Ok(entry) => {
                let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
                if entry.header().entry_type().is_file() && !is_hidden(&name) {
                    found.push(Ok((name, entry.raw_file_position(), entry.size())));
                }
            }
            Err(reason) => found.push(Err(reason)),
        }
    }
    Ok(found)
}

/// A file of an archive as an input of its own.
fn member(file: impl Read, place: &Place) -> Result<Cut, LoadError> {
    let source = hold(file).map_err(|reason| place.error(read_fault(reason, true, 0, 0)))?;
    Ok(Cut::Stream {
        place: place.clone(),
        source,
    })
}

/// As in folders, what is hidden is passed over, and what a Mac adds to its archives.
fn is_hidden(name: &str) -> bool {
    name.split(['/', '\\'])
        .any(|part| part.starts_with('.') && part != "." && part != ".." || part == "__MACOSX")
}

fn hold(mut file: impl Read) -> io::Result<Source> {
    let mut start = Vec::new();
    file.by_ref().take(IN_MEMORY).read_to_end(&mut start)?;
    if (start.len() as u64) < IN_MEMORY {
        return Ok(Box::new(Cursor::new(start)));
    }
    Ok(Box::new(BufReader::new(set_down(
        Cursor::new(start).chain(file),
    )?)))
}

/// Data in a nameless file, to be read from its start; it goes when it is closed.
fn set_down(mut data: impl Read) -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    io::copy(&mut data, &mut file)?;
    file.flush()?;
    file.rewind()?;
    Ok(file)
}
