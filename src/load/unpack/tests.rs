use std::io::{Cursor, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::load::pieces;

const LINE: &str = "{\"text\": \"The envoys left Lima.\"}\n";

fn gzip(data: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

fn zstandard(data: &[u8]) -> Vec<u8> {
    compress_to_vec(data, CompressionLevel::Fastest)
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, data) in files {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(data).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, data) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(data.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        builder.append_data(&mut header, name, *data).unwrap();
    }
    builder.into_inner().unwrap()
}

/// What the pieces of a file are: their places without the folder, or what is wrong.
fn found_in(data: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x");
    std::fs::write(&path, data).unwrap();
    let inside = |text: String, folder: &Path| text.replace(&format!("{}/", folder.display()), "");
    pieces(&[path])
        .map(|piece| match piece {
            Ok(piece) => inside(piece.place().to_string(), folder.path()),
            Err(error) => inside(error.to_string(), folder.path()),
        })
        .collect()
}

#[test]
fn files_of_archives_are_read_in_their_order() {
    let files: &[(&str, &[u8])] = &[
        ("two.jsonl", LINE.as_bytes()),
        ("deep/one.txt", b"The envoys left Lima."),
        (".hidden", b"The envoys left Lima."),
        ("__MACOSX/two.jsonl", b"\0\x05\x16\x07"),
    ];
    let expect = ["x:two.jsonl:1", "x:deep/one.txt"];
    assert_eq!(found_in(&zip(files)), expect);
    assert_eq!(found_in(&tar(files)), expect);
    assert_eq!(found_in(&gzip(&tar(files))), expect);
    assert_eq!(found_in(&zstandard(&tar(files))), expect);
}

#[test]
fn compressed_data_may_have_several_parts() {
    let twice = |part: Vec<u8>| [part.clone(), part].concat();
    assert_eq!(found_in(&twice(gzip(LINE.as_bytes()))), ["x:1", "x:2"]);
    assert_eq!(found_in(&twice(zstandard(LINE.as_bytes()))), ["x:1", "x:2"]);
}

#[test]
fn names_in_archives_lead_nowhere() {
    let files: &[(&str, &[u8])] = &[
        ("../../etc/above.txt", b"The envoys left Lima."),
        ("/etc/root.txt", b"The envoys left Lima."),
    ];
    assert_eq!(
        found_in(&zip(files)),
        ["x:../../etc/above.txt", "x:/etc/root.txt"]
    );
}

#[test]
fn archives_in_archives_have_an_end() {
    let inner = zip(&[("a.txt", b"The envoys left Lima.")]);
    let three = zip(&[("b.zip", &zip(&[("c.zip", &inner)]))]);
    assert_eq!(found_in(&three), ["x:b.zip:c.zip:a.txt"]);
    let five = zip(&[("d.zip", &zip(&[("e.zip", &three)]))]);
    assert_eq!(
        found_in(&five),
        ["x:d.zip:e.zip:b.zip:c.zip: is packed more than 4 times over"]
    );
}

#[test]
fn endless_data_is_refused() {
    let mut nothing = LINE.as_bytes().to_vec();
    nothing.resize(80 << 20, b'\n');
    let reason = "is compressed beyond what text can be (64 MB came out of";
    for (packed, place) in [
        (gzip(&nothing), "x: "),
        (zstandard(&nothing), "x: "),
        (zip(&[("y", &nothing)]), "x:y: "),
    ] {
        let found = found_in(&packed);
        let last = found.last().unwrap();
        assert!(last.starts_with(&format!("{place}{reason}")), "{found:?}");
    }
}

#[test]
fn what_is_no_archive_of_texts_is_named() {
    let office = zip(&[("[Content_Types].xml", b"<?xml version=\"1.0\"?>")]);
    assert_eq!(found_in(&office), ["x: is no text but an office document"]);
    let mut damaged = zip(&[("a.txt", b"The envoys left Lima.")]);
    damaged.truncate(40);
    assert!(found_in(&damaged)[0].starts_with("x: is damaged compressed data"));
    let mut broken = zstandard(LINE.repeat(50).as_bytes());
    broken.truncate(broken.len() / 2);
    assert!(found_in(&broken)[0].starts_with("x: is damaged compressed data"));
}
