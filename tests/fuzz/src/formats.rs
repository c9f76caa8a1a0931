//! What must hold for any bytes that look like one of the formats. The tests of the project include this file
//! and feed it inputs of their own.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use dateline::lexicon::Lexicon;
use dateline::load::{Cleaning, Loaded, pieces};
use dateline::record::Record;

/// What the bytes are made to look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Compressed data and archives.
    Archives,
    /// RSS, Atom, JSON Feed.
    Feeds,
    /// JSON, JSON Lines, records, linked data.
    Json,
    /// Messages, mailboxes, saved pages.
    Mail,
    /// Pages.
    Markup,
    /// Sets of coded events and other tables.
    Tables,
    /// Web archives.
    Warc,
}

impl Shape {
    /// Every shape.
    pub const ALL: [Self; 7] = [
        Self::Archives,
        Self::Feeds,
        Self::Json,
        Self::Mail,
        Self::Markup,
        Self::Tables,
        Self::Warc,
    ];

    /// The beginnings by which the formats are told; one of them is put before the bytes.
    fn beginnings(self) -> &'static [&'static [u8]] {
        match self {
            Self::Archives => &[
                b"\x1f\x8b\x08\0\0\0\0\0\0\x03",
                b"\x28\xb5\x2f\xfd",
                b"PK\x03\x04",
                b"PK\x05\x06",
            ],
            Self::Feeds => &[
                b"<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><item>",
                b"<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry>",
                b"{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"t\",\"items\":[{",
            ],
            Self::Json => &[
                b"{",
                b"[{",
                b"{\"record\":\"article\",\"text\":\"",
                b"{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",",
                b"{\"title\":\"t\",\"text\":\"",
            ],
            Self::Mail => &[
                b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: ",
                b"From a Mon Jan  1 00:00:00 2024\nFrom: a@b.example\nMessage-ID: <1>\n",
                b"From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"b\"\n\n--b\n",
            ],
            Self::Markup => &[
                b"<!DOCTYPE html><html><head>",
                b"<html><body><article><p>",
                b"<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">",
            ],
            Self::Tables => &[
                b"event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type\n",
                b"id,relid,year,active_year,code_status,type_of_violence,date_start,date_end,best\n",
                b"Event ID\tEvent Date\tSource Name\tEvent Text\tCAMEO Code\tIntensity\n",
                b"881990833\t20181024\t201810\t2018\t2018.8055\t\t\t\t\t\t\t\t\t\t\tEUR\t",
            ],
            Self::Warc => &[
                b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: ",
                b"WARC/1.0\r\n",
            ],
        }
    }

    /// The bytes as an input of this shape: the first of them picks the beginning.
    pub fn of(self, bytes: &[u8]) -> Vec<u8> {
        let (pick, rest) = bytes.split_first().unwrap_or((&0, &[]));
        let beginnings = self.beginnings();
        let mut input = beginnings[usize::from(*pick) % beginnings.len()].to_vec();
        input.extend_from_slice(rest);
        if self == Self::Archives && pick % 8 == 7 {
            input = tar(rest);
        }
        input
    }
}

/// An archive of one file whose header the bytes make.
fn tar(bytes: &[u8]) -> Vec<u8> {
    let mut input = bytes.to_vec();
    input.resize(input.len().max(1024), 0);
    input[257..262].copy_from_slice(b"ustar");
    input
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::built_in().expect("the built-in lexicon"))
}

/// An input of this shape is taken in or refused, piece by piece.
pub fn load(shape: Shape, bytes: &[u8]) {
    let name = format!(
        "dateline-format-{}-{:?}",
        std::process::id(),
        std::thread::current().id()
    );
    let path: PathBuf = std::env::temp_dir().join(name);
    fs::write(&path, shape.of(bytes)).expect("room for a small file");
    for piece in pieces(std::slice::from_ref(&path)) {
        let loaded =
            piece.and_then(|piece| piece.read(&lexicon().boilerplate, Cleaning::default()));
        match loaded {
            Ok(Loaded::Article(article)) => {
                for line in &article.lines {
                    assert!(article.text.get(line.span.start..line.span.end).is_some());
                }
            }
            Ok(Loaded::Record { object, .. }) => {
                if let Ok(record) = Record::from_object(object) {
                    let line = record.to_line();
                    Record::read(&line).expect("what is written can be read");
                }
            }
            Ok(Loaded::Rows(rows)) => {
                let coded = rows.read(lexicon());
                assert!(coded.described.is_some() || !coded.refused.is_empty());
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
    fs::remove_file(&path).expect("it was just written");
}
