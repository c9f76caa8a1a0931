//! The first bytes of an input → its format. Names of files are not asked.

use super::dataset::Layout;
use super::encoding::utf16_without_mark;
use super::table::is_table;

/// What an input is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Compressed with gzip.
    Gzip,
    /// Compressed with Zstandard.
    Zstandard,
    /// A ZIP archive.
    Zip,
    /// A tar archive.
    Tar,
    /// One JSON object a line.
    JsonLines,
    /// One JSON array or one object over several lines.
    Json,
    /// HTML or XHTML.
    Html,
    /// RSS, Atom or JSON Feed.
    Feed,
    /// A web archive.
    Warc,
    /// A message of e-mail, or a page saved with its parts.
    Mail,
    /// Messages of e-mail, one after another.
    Mailbox,
    /// A table of coded events.
    Events,
    /// Lines of cells.
    Table,
    /// Text.
    Plain,
    /// UTF-16: to be decoded before it is looked at again.
    Utf16,
    /// Not text.
    Binary(&'static str),
    /// A known format that is not read.
    Unsupported(&'static str),
}

impl Format {
    /// Whether other inputs are in it.
    pub(super) fn is_packed(self) -> bool {
        matches!(self, Self::Gzip | Self::Zstandard | Self::Zip | Self::Tar)
    }
}

/// First bytes that tell what has to be unpacked.
const PACKED: &[(&[u8], Format)] = &[
    (b"\x1f\x8b", Format::Gzip),
    (b"\x28\xb5\x2f\xfd", Format::Zstandard),
    (b"PK\x03\x04", Format::Zip),
    (b"PK\x05\x06", Format::Zip),
];

/// First bytes that tell what is no text.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\0", "a SQLite database"),
    (b"BZh", "data compressed with bzip2"),
    (b"\xfd7zXZ\0", "data compressed with xz"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"ID3", "sound"),
    (b"OggS", "sound or video"),
];

/// Tells the format of an input by its first bytes; `is_whole` says whether they are all there is.
pub(super) fn sniff(head: &[u8], is_whole: bool) -> Format {
    if let Some((_, format)) = PACKED.iter().find(|(bytes, _)| head.starts_with(bytes)) {
        return *format;
    }
    // The mark of a tar archive stands behind the name and the numbers of its first file.
    if head.get(257..262) == Some(b"ustar") {
        return Format::Tar;
    }
    if let Some((_, kind)) = SIGNATURES.iter().find(|(bytes, _)| head.starts_with(bytes)) {
        return Format::Binary(kind);
    }
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return Format::Utf16;
    }
    if head.contains(&0) && utf16_without_mark(head).is_some() {
        return Format::Utf16;
    }
    if is_full_of_controls(head) {
        return Format::Binary("binary data");
    }
    sniff_text(head, is_whole)
}

/// Text may hold a few control characters, such as the escapes of a terminal, and a stray zero.
fn is_full_of_controls(head: &[u8]) -> bool {
    let count = |is_meant: fn(&u8) -> bool| head.iter().filter(|byte| is_meant(byte)).count();
    let n_controls = count(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127));
    let n_zeros = count(|byte| *byte == 0);
    // Text in an encoding of one byte a character has next to none of them; in noise they are a tenth.
    let share = if is_utf8(head) { 10 } else { 40 };
    n_controls * share > head.len() || n_zeros * 40 > head.len()
}

/// Whether the bytes are UTF-8, but for a character that the end cuts in two.
fn is_utf8(head: &[u8]) -> bool {
    std::str::from_utf8(head).map_or_else(|error| error.error_len().is_none(), |_| true)
}

fn sniff_text(head: &[u8], is_whole: bool) -> Format {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    // Before the first tabulator stands a cell, which may be empty.
    let n_blank = text
        .iter()
        .take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r'));
    let table = &text[n_blank.count()..];
    let text = text.trim_ascii_start();
    match text.first() {
        Some(b'{') if is_json_feed(text) => Format::Feed,
        Some(b'{') if is_answer(text) => Format::Json,
        Some(b'{') if follows(text, b"\"}") => sniff_object(text, is_whole),
        Some(b'[') if follows(text, b"{]") => Format::Json,
        Some(b'<') => sniff_markup(text),
        _ if text.starts_with(b"WARC/") => Format::Warc,
        _ if text.starts_with(b"filedesc://") => {
            Format::Unsupported("a web archive in the old ARC format")
        }
        _ if text.starts_with(b"From ") && is_mail(after_line(text)) => Format::Mailbox,
        _ if is_mail(text) => Format::Mail,
        _ if Layout::sniff(table).is_some() => Format::Events,
        _ if is_table(table, is_whole) => Format::Table,
        _ if has_markup(text) => Format::Html,
        _ => Format::Plain,
    }
}

/// Whether text begins like a message: lines of names and values, among them who sent it, and one that only
/// programs write, or subject and date.
fn is_mail(text: &[u8]) -> bool {
    let mut has_sender = false;
    let mut has_machine = false;
    let (mut has_subject, mut has_date) = (false, false);
    for line in text.split(|byte| *byte == b'\n').take(200) {
        let line = line.trim_ascii_end();
        if line.is_empty() {
            break;
        }
        // A value goes on in lines that begin with white space.
        if line[0].is_ascii_whitespace() {
            continue;
        }
        let Some(colon) = line.iter().position(|byte| *byte == b':') else {
            return false;
        };
        let name = line[..colon].to_ascii_lowercase();
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if !name.iter().all(is_name) {
            return false;
        }
        has_sender |= matches!(name.as_slice(), b"from" | b"sender");
        has_subject |= name == b"subject";
        has_date |= name == b"date";
        has_machine |= matches!(
            name.as_slice(),
            b"mime-version" | b"message-id" | b"received" | b"return-path" | b"delivered-to"
        );
    }
    has_sender && (has_machine || has_subject && has_date)
}

fn after_line(text: &[u8]) -> &[u8] {
    let end = text.iter().position(|byte| *byte == b'\n');
    end.map_or(&[], |end| &text[end + 1..])
}

/// Whether the first byte that is not white space after the first one is one of `wanted`.
fn follows(text: &[u8], wanted: &[u8]) -> bool {
    let rest = text[1..].trim_ascii_start();
    rest.first().is_some_and(|byte| wanted.contains(byte))
}

/// Whether an object says in its first lines that it is a JSON Feed.
fn is_json_feed(text: &[u8]) -> bool {
    const VERSION: &[u8] = b"jsonfeed.org/version";
    let head = &text[..text.len().min(2048)];
    head.windows(VERSION.len()).any(|part| part == VERSION)
}

/// Whether an object holds a list of coded events, as the service of ACLED answers on one line. Deeper down, as in
/// an export, such rows belong to something else.
fn is_answer(text: &[u8]) -> bool {
    let mut open = Vec::new();
    let mut string = None;
    let mut is_escaped = false;
    for (position, byte) in text.iter().enumerate() {
        if let Some(start) = string {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                b'"' if open == b"{[{" && &text[start..position] == b"event_id_cnty" => {
                    return true;
                }
                b'"' => string = None,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => string = Some(position + 1),
            b'{' | b'[' => open.push(*byte),
            b'}' | b']' => {
                open.pop();
                if open.is_empty() {
                    return false;
                }
            }
            _ => {}
        }
    }
    false
}

/// An object that ends with its line is the first of JSON Lines; one that does not is all there is,
/// unless the line is broken and others like it follow.
fn sniff_object(text: &[u8], is_whole: bool) -> Format {
    let line_end = text.iter().position(|byte| *byte == b'\n');
    let first = &text[..line_end.unwrap_or(text.len())];
    let rest = line_end.map_or(&[][..], |end| text[end..].trim_ascii_start());
    let is_object = serde_json::from_slice::<serde::de::IgnoredAny>(first).is_ok();
    // What is open at the end of its line goes on in the next.
    let is_open = matches!(first.trim_ascii_end().last(), Some(b'{' | b'[' | b','));
    let is_pretty = !is_object && (is_open || rest.starts_with(b"\""));
    if is_pretty && (line_end.is_some() || is_whole) {
        Format::Json
    } else {
        Format::JsonLines
    }
}

fn sniff_markup(text: &[u8]) -> Format {
    let head = text[..text.len().min(2048)].to_ascii_lowercase();
    let has = |needle: &str| {
        head.windows(needle.len())
            .any(|part| part == needle.as_bytes())
    };
    if has("<html") || has("<!doctype html") {
        Format::Html
    } else if has("<rss") || has("<feed") || has("<rdf") {
        Format::Feed
    } else if has("<?xml") {
        Format::Unsupported("XML")
    } else if has_markup(text) {
        Format::Html
    } else {
        Format::Plain
    }
}

/// Whether text holds tags that only a page has.
pub(super) fn has_markup(text: &[u8]) -> bool {
    const TAGS: &[&str] = &[
        "<!doctype html",
        "<html",
        "<head>",
        "<body",
        "<article",
        "<p>",
        "<p ",
        "<div>",
        "<div ",
        "<meta ",
        "<script",
        "<table",
        "<h1",
    ];
    let head = text.to_ascii_lowercase();
    let mut rest = head.as_slice();
    let mut n_found = 0;
    while let Some(start) = rest.iter().position(|byte| *byte == b'<') {
        rest = &rest[start..];
        n_found += usize::from(TAGS.iter().any(|tag| rest.starts_with(tag.as_bytes())));
        rest = &rest[1..];
    }
    n_found >= 2 || (n_found == 1 && head.starts_with(b"<"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_content() {
        let cases: &[(&[u8], Format)] = &[
            (b"\x1f\x8b\x08", Format::Gzip),
            (
                b"\xef\xbb\xbf{\"text\": \"a\"}\n{\"text\": \"b\"}",
                Format::JsonLines,
            ),
            (
                b"{\"text\": \"a\", broken\n{\"text\": \"b\"}",
                Format::JsonLines,
            ),
            (b"{\n  \"text\": \"a\"\n}", Format::Json),
            (b"{\"id\": 1,\n \"text\": \"a\"}", Format::Json),
            (b" [ {\"text\": \"a\"}]", Format::Json),
            (
                b"{\"count\": 1, \"data\": [{\"year\": 2024, \"event_id_cnty\": \"A",
                Format::Json,
            ),
            (
                b"{\"text\": \"a\", \"events\": [{\"row\": {\"event_id_cnty\": \"A1\"}}]}\n{}",
                Format::JsonLines,
            ),
            (
                b"{\"list\": [{\"text\": \"\\\"event_id_cnty\\\": [\"}]}\n{}",
                Format::JsonLines,
            ),
            (b"[Photo] Talks fail", Format::Plain),
            (b"{sic} he wrote", Format::Plain),
            (b"<!DOCTYPE html><title>x</title>", Format::Html),
            (b"<?xml version='1.0'?><html xmlns='x'>", Format::Html),
            (b"<?xml version='1.0'?><rss>", Format::Feed),
            (b"WARC/1.0\r\n", Format::Warc),
            (
                b"filedesc://a.arc 0.0.0.0 20090101000000 text/plain 76\n1 0 Desk\n",
                Format::Unsupported("a web archive in the old ARC format"),
            ),
            (
                b"From: Jo <jo@a.example>\r\nMIME-Version: 1.0\r\nSubject: x\r\n\r\nHe left.",
                Format::Mail,
            ),
            (
                b"From jo Mon Jan  1 00:00:00 2024\nFrom: jo@a.example\nMessage-ID: <1>\n\nHe left.",
                Format::Mailbox,
            ),
            (
                b"From: Jo <jo@a.example>\nSubject: x\nDate: Mon, 6 Jan 2020 10:00:00 +0000\n\nHe left.",
                Format::Mail,
            ),
            (b"From: Lima\nTo: Quito\n\nHe left.", Format::Plain),
            (b"The envoys left Li\0ma on Monday and went home.", Format::Plain),
            (b"<p>He left.</p><p>She stayed.</p>", Format::Html),
            (
                b"1\t2\t3\t4\t5\t6\t7\t8\t9\n1\t\t\t\t\t\t\t\t9\n",
                Format::Table,
            ),
            (
                b"event_id_cnty,event_date,year\nABC1,2024-01-01,2024\n",
                Format::Events,
            ),
            (b"\tyear\tdead\n1\t2024\t3\n", Format::Table),
            (b"\tevent_id_cnty\tevent_date\n1\tABC1\t2024-01-01\n", Format::Events),
            (b"<3 news", Format::Plain),
            (b"a < b and c > d", Format::Plain),
            (b"%PDF-1.4", Format::Binary("a PDF document")),
            (b"ab\0\x01\x02\xff\xfe\x80", Format::Binary("binary data")),
            (b"\xff\xfea\0b\0", Format::Utf16),
            (b"T\0h\0e\0 \0m\0e\0n\0", Format::Utf16),
            (b"\x1b[31mred\x1b[0m text", Format::Plain),
        ];
        for (head, expect) in cases {
            assert_eq!(
                sniff(head, true),
                *expect,
                "{:?}",
                head.escape_ascii().to_string()
            );
        }
    }
}
