//! GDELT mentions: which articles report an event. What the event is stands in another file.

use serde_json::Value;

use super::gdelt::{event_number, head, original_language};
use super::row::{Named, Read};
use super::write::{Writer, part};

/// Reads a row into the article that mentions the event.
pub(super) fn read(row: Named<'_>, writer: &mut Writer<'_>) -> Read<()> {
    let number = event_number(row)?;
    let published = row.day("MentionTimeDate")?;
    row.day("EventTimeDate")?;
    row.number("Confidence")?;
    let event = format!("gdelt:{number}");
    let address = row.required("MentionIdentifier", "the address of an article")?;
    let mut head = head(Some(address), &event, Some(published));
    head.outlet = row
        .get("MentionSourceName")
        .filter(|_| head.url.is_none())
        .map(str::to_owned);
    let translation = row.get("MentionDocTranslationInfo");
    head.language = original_language(translation, &writer.cast);
    writer.head(head);
    writer.count_row();
    let start = writer.line();
    writer.words(&format!("Reports event {number} of GDELT."));
    let mut extra = part(&format!("{event}@"), None);
    extra.insert("awaits".to_owned(), event.into());
    extra.insert("row".to_owned(), Value::Object(row.object()));
    writer.end_line(start, extra);
    Ok(())
}
