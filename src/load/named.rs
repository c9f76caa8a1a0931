//! What the name of an input promises.

use std::path::Path;

use super::format::Format;

/// Endings of what is compressed.
const PACKED: [&str; 3] = ["gz", "zst", "zstd"];
/// Endings of JSON with one value a line.
const LINES: [&str; 4] = ["jsonl", "ndjson", "jsonlines", "geojsonl"];
/// Endings of JSON.
const WHOLE: [&str; 3] = ["json", "geojson", "jsonld"];

/// The format by which an input is read. What calls itself JSON and is not is never taken for text: read as JSON it is
/// rejected, with the place of the fault.
pub(super) fn as_named(found: Format, name: &str) -> Format {
    let is_other = matches!(
        found,
        Format::Plain
            | Format::Html
            | Format::Table
            | Format::Events
            | Format::Mail
            | Format::Mailbox
            | Format::Unsupported(_)
    );
    let ending = ending(name);
    let is = |endings: &[&str]| {
        ending
            .as_deref()
            .is_some_and(|ending| endings.contains(&ending))
    };
    match found {
        // Some lines may be right.
        Format::Plain if is(&LINES) => Format::JsonLines,
        _ if is_other && (is(&LINES) || is(&WHOLE)) => Format::Json,
        _ => found,
    }
}

/// The ending of a name, in small letters, as it is unpacked.
fn ending(name: &str) -> Option<String> {
    let path = Path::new(name);
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    if PACKED.contains(&ending.as_str()) {
        let inner = Path::new(path.file_stem()?).extension()?;
        return Some(inner.to_str()?.to_ascii_lowercase());
    }
    Some(ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_calls_itself_json_is_read_as_json() {
        let cases = [
            (Format::Plain, "oops.jsonl", Format::JsonLines),
            (Format::Plain, "a.zip:in/OOPS.NDJSON", Format::JsonLines),
            (Format::Plain, "oops.jsonl.gz", Format::JsonLines),
            (Format::Plain, "oops.json", Format::Json),
            (Format::Html, "page.jsonl", Format::Json),
            (Format::Table, "map.geojson", Format::Json),
            (Format::Plain, "json", Format::Plain),
            (Format::Plain, "json.txt", Format::Plain),
            (Format::Html, "page.html", Format::Html),
            (Format::Feed, "feed.json", Format::Feed),
            (Format::JsonLines, "lines.json", Format::JsonLines),
            (
                Format::Binary("an image"),
                "image.json",
                Format::Binary("an image"),
            ),
        ];
        for (found, name, expected) in cases {
            assert_eq!(as_named(found, name), expected, "{name}");
        }
    }
}
