//! Tables and JSON under a map → pieces. Everything else is read as ever.

use std::io;
use std::sync::Arc;

use serde_json::Value;

use super::dataset::map::items;
use super::dataset::{self, TableMap};
use super::elements::Elements;
use super::encoding;
use super::error::{LoadError, Place};
use super::format::Format;
use super::lines::Lines;
use super::piece::{Content, Piece, invalid_json, parse};
use super::pieces::read_whole;
use super::unpack::{Cut, Cutter, Source};

/// The longest JSON that is read as a whole: what is no array, or has its items deeper.
const LONGEST_WHOLE: u64 = 128 << 20;

/// The cutter of a table or of JSON; none for what a map does not describe.
pub(super) fn cutter(
    format: Format,
    source: &mut Source,
    head: &[u8],
    place: &Place,
    is_unpacked: bool,
    map: &Arc<TableMap>,
) -> Result<Option<Cutter>, LoadError> {
    let taken = |source: &mut Source| std::mem::replace(source, Box::new(io::empty()));
    Ok(Some(match format {
        Format::JsonLines if !map.has_items() => {
            let lines = Lines::new(taken(source), place.clone(), is_unpacked);
            let map = Arc::clone(map);
            Box::new(lines.map(move |cut| under(cut?, &map)))
        }
        Format::Json if is_array(head) && !map.has_items() => {
            let elements = Elements::new(taken(source), place.clone(), is_unpacked);
            let map = Arc::clone(map);
            Box::new(elements.map(move |cut| under(cut?, &map)))
        }
        Format::JsonLines | Format::Json => {
            let bytes = read_whole(source, LONGEST_WHOLE, place, is_unpacked)?;
            let value =
                parse(&encoding::decode(&bytes)).map_err(|error| invalid_json(place, &error))?;
            let items = items(value, map).map_err(|fault| place.error(fault))?;
            let (map, place) = (Arc::clone(map), place.clone());
            Box::new(items.into_iter().enumerate().map(move |(index, item)| {
                let content = Content::Mapped(item, Arc::clone(&map));
                let place = place.at_item(index + 1);
                Ok(Cut::Piece(Piece { place, content }))
            }))
        }
        Format::Events | Format::Table | Format::Plain | Format::Unsupported(_) => {
            let layout = map.layout(head).map_err(|fault| place.error(fault))?;
            let map = Some(Arc::clone(map));
            dataset::read(taken(source), place, is_unpacked, layout, map)
        }
        _ => return Ok(None),
    }))
}

fn is_array(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    head.trim_ascii_start().starts_with(b"[")
}

/// A line or element of JSON under the map; a record of Dateline JSON Lines says itself what it is.
fn under(cut: Cut, map: &Arc<TableMap>) -> Result<Cut, LoadError> {
    let Cut::Piece(Piece { place, content }) = cut else {
        return Ok(cut);
    };
    let Content::Line(line) = &content else {
        return Ok(Cut::Piece(Piece { place, content }));
    };
    let value: Value = parse(line).map_err(|error| invalid_json(&place, &error))?;
    let content = if value.get("record").is_some() {
        content
    } else {
        Content::Mapped(value, Arc::clone(map))
    };
    Ok(Cut::Piece(Piece { place, content }))
}
