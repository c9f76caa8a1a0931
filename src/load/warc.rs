//! A web archive (ISO 28500) → the pages in it: responses, resources, and texts that were made of them.

use std::io::{self, BufRead, Read};

use flate2::read::{GzDecoder, ZlibDecoder};

use super::encoding;
use super::error::{LoadError, LoadFault, Place};
use super::format::{Format, sniff};
use super::piece::{Content, LONGEST_PAGE, Page, Piece};
use super::unpack::{Cut, Source, read_fault};

/// The longest header of a record, in bytes.
const LONGEST_HEADER: u64 = 1 << 16;
/// Most header lines of an answer of a web server.
const MOST_HEADERS: usize = 256;

/// The records of a web archive.
pub(super) struct Records {
    source: Source,
    place: Place,
    is_unpacked: bool,
    n_read: usize,
    n_bytes: u64,
    n_pages: usize,
    is_done: bool,
}

/// What is wrong with a record.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct BadRecord(&'static str);

/// What the header of a record says.
#[derive(Debug, Default)]
struct Header {
    record_type: String,
    target: Option<String>,
    content_type: String,
    length: u64,
}

impl Records {
    pub(super) fn new(source: Source, place: Place, is_unpacked: bool) -> Self {
        Self {
            source,
            place,
            is_unpacked,
            n_read: 0,
            n_bytes: 0,
            n_pages: 0,
            is_done: false,
        }
    }

    /// The next page, or what is wrong; none at the end. Records that hold no page are passed over.
    fn next_page(&mut self) -> io::Result<Option<Result<Piece, LoadError>>> {
        while let Some(header) = self.header()? {
            self.n_read += 1;
            self.n_bytes += header.length;
            let place = self.place.at_item(self.n_read);
            let is_wanted = matches!(
                header.record_type.as_str(),
                "response" | "resource" | "conversion"
            );
            // The logs and arguments of the program that wrote the archive.
            let of_writer = header.target.as_deref();
            let is_wanted =
                is_wanted && !of_writer.is_some_and(|target| target.starts_with("metadata:"));
            if !is_wanted || header.length > LONGEST_PAGE {
                skip(&mut self.source, header.length)?;
                if is_wanted {
                    let fault = LoadFault::TooLong {
                        what: "the record",
                        limit: LONGEST_PAGE,
                    };
                    return Ok(Some(Err(place.error(fault))));
                }
                continue;
            }
            let mut block = Vec::new();
            self.source
                .by_ref()
                .take(header.length)
                .read_to_end(&mut block)?;
            if (block.len() as u64) < header.length {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if let Some(page) = page(&header, &block) {
                self.n_pages += 1;
                let content = Content::Page(page);
                return Ok(Some(Ok(Piece { place, content })));
            }
        }
        Ok(None)
    }

    /// Reads up to the block of the next record.
    fn header(&mut self) -> io::Result<Option<Header>> {
        let mut line = String::new();
        let mut left = LONGEST_HEADER;
        // Two empty lines end a record.
        while line.trim().is_empty() {
            line.clear();
            if read_line(&mut self.source, &mut left, &mut line)? == 0 {
                return Ok(None);
            }
        }
        if !line.starts_with("WARC/") {
            return Err(damaged("a record does not begin with its version"));
        }
        let mut header = Header::default();
        let mut has_length = false;
        loop {
            line.clear();
            if read_line(&mut self.source, &mut left, &mut line)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if line.trim().is_empty() {
                break;
            }
            let Some((name, value)) = line.split_once(':') else {
                continue;
            };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => header.record_type = value.to_ascii_lowercase(),
                "warc-target-uri" => {
                    header.target = Some(value.trim_matches(['<', '>']).to_owned());
                }
                "content-type" => header.content_type = value.to_ascii_lowercase(),
                "content-length" => {
                    has_length = true;
                    header.length = value
                        .parse()
                        .map_err(|_| damaged("the length of a record is no number"))?;
                }
                _ => {}
            }
        }
        if has_length {
            Ok(Some(header))
        } else {
            Err(damaged("a record does not say how long it is"))
        }
    }
}

impl Iterator for Records {
    type Item = Result<Cut, LoadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_done {
            return None;
        }
        match self.next_page() {
            Ok(found) => found.map(|page| page.map(Cut::Piece)),
            Err(reason) => {
                self.is_done = true;
                let bad = reason.get_ref().and_then(|inner| inner.downcast_ref());
                if let Some(BadRecord(reason)) = bad {
                    let fault = LoadFault::DamagedRecord {
                        reason,
                        items: self.n_pages,
                    };
                    return Some(Err(self.place.error(fault)));
                }
                let is_short = reason.kind() == io::ErrorKind::UnexpectedEof;
                let is_unpacked = self.is_unpacked || is_short;
                let fault = read_fault(reason, is_unpacked, self.n_bytes, self.n_pages);
                Some(Err(self.place.error(fault)))
            }
        }
    }
}

fn damaged(reason: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, BadRecord(reason))
}

/// Appends a line; what is no UTF-8 in it is replaced. A line that does not end is an archive that breaks off.
fn read_line(source: &mut Source, left: &mut u64, line: &mut String) -> io::Result<usize> {
    let mut bytes = Vec::new();
    let length = source.by_ref().take(*left).read_until(b'\n', &mut bytes)?;
    *left -= length as u64;
    if *left == 0 {
        return Err(damaged("the header of a record does not end"));
    }
    if !bytes.trim_ascii().is_empty() && !bytes.ends_with(b"\n") {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    line.push_str(&String::from_utf8_lossy(&bytes));
    Ok(length)
}

fn skip(source: &mut Source, length: u64) -> io::Result<()> {
    let skipped = io::copy(&mut source.by_ref().take(length), &mut io::sink())?;
    if skipped < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(())
}

/// The page that a record holds, if it is one.
fn page(header: &Header, block: &[u8]) -> Option<Page> {
    if !header.content_type.starts_with("application/http") {
        return page_of(header, block, &header.content_type);
    }
    let mut lines = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut answer = httparse::Response::new(&mut lines);
    let httparse::Status::Complete(start) = answer.parse(block).ok()? else {
        return None;
    };
    if answer.code.is_some_and(|code| code != 200) {
        return None;
    }
    let value = |name: &str| {
        let line = answer
            .headers
            .iter()
            .find(|line| line.name.eq_ignore_ascii_case(name));
        line.map(|line| String::from_utf8_lossy(line.value).to_ascii_lowercase())
    };
    let mut body = block[start..].to_vec();
    if value("transfer-encoding").is_some_and(|coding| coding.contains("chunked")) {
        body = without_chunks(&body).unwrap_or(body);
    }
    if let Some(coding) = value("content-encoding") {
        body = decompressed(&body, &coding).unwrap_or(body);
    }
    page_of(header, &body, &value("content-type").unwrap_or_default())
}

fn page_of(header: &Header, body: &[u8], content_type: &str) -> Option<Page> {
    let charset = content_type.split_once("charset=").map(|(_, charset)| {
        charset
            .split(';')
            .next()
            .unwrap_or(charset)
            .trim_matches('"')
    });
    let format = sniff(body, true);
    let is_text = content_type.starts_with("text/plain") || content_type.is_empty();
    let is_html = match format {
        Format::Html => true,
        Format::Plain | Format::Utf16 if content_type.contains("html") => true,
        Format::Plain | Format::Utf16 if is_text => false,
        _ => return None,
    };
    Some(Page {
        text: encoding::decode_as(body, charset).into_owned(),
        is_html,
        url: header.target.clone().filter(|url| url.contains("://")),
    })
}

/// A body that was sent in chunks, each after its length in hexadecimal.
fn without_chunks(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let httparse::Status::Complete((start, length)) = httparse::parse_chunk_size(body).ok()?
        else {
            return None;
        };
        let length = usize::try_from(length).ok()?;
        if length == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(body.get(start..start.checked_add(length)?)?);
        body = body.get(start + length..)?.strip_prefix(b"\r\n")?;
    }
}

fn decompressed(body: &[u8], coding: &str) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    let result = match coding {
        "gzip" | "x-gzip" => GzDecoder::new(body)
            .take(LONGEST_PAGE)
            .read_to_end(&mut whole),
        "deflate" => ZlibDecoder::new(body)
            .take(LONGEST_PAGE)
            .read_to_end(&mut whole),
        _ => return None,
    };
    result.ok().map(|_| whole)
}
