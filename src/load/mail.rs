//! A message of e-mail (RFC 5322, MIME) or a page saved with its parts (MHTML) → a draft; a mailbox → its
//! messages.

use std::io::BufReader;

use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{Address, HeaderName, Message, MessageParser};

use super::draft::{Body, Draft};
use super::error::{LoadError, Place};
use super::piece::{Content, Piece};
use super::unpack::{Cut, Cutter, Source, read_fault};
use super::{Cleaning, date, html, plain};
use crate::lexicon::boilerplate::BoilerplateLexicon;
use crate::model::article::PublishedBasis;

/// The messages of a mailbox, one by one.
pub(super) fn mailbox(source: Source, place: &Place, is_unpacked: bool) -> Cutter {
    let place = place.clone();
    let messages = MessageIterator::new(BufReader::new(source)).enumerate();
    Box::new(
        messages.map(move |(index, message)| -> Result<Cut, LoadError> {
            let place = place.at_item(index + 1);
            let message =
                message.map_err(|reason| place.error(read_fault(reason, is_unpacked, 0, index)))?;
            Ok(Cut::Piece(Piece {
                place,
                content: Content::Mail(message.unwrap_contents()),
            }))
        }),
    )
}

/// Reads a message: its subject, sender, date, and the text of its body. Of a saved page the page is read.
pub(super) fn read(
    bytes: &[u8],
    lexicon: &BoilerplateLexicon,
    cleaning: Cleaning,
) -> Option<Draft> {
    let message = MessageParser::default().parse(bytes)?;
    if let Some(address) = page_address(&message) {
        let page = message.body_html(0)?;
        let mut draft = html::read(&page, lexicon, cleaning);
        draft.url = draft.url.or(Some(address));
        draft.title = draft.title.or(title(&message));
        return Some(draft);
    }
    let title = title(&message);
    let text = body(&message)?.replace('\0', "");
    let mut draft = match cleaning {
        Cleaning::Clean => plain::clean(&text, title.as_deref(), lexicon),
        Cleaning::Raw => Draft {
            body: Body::unchanged(text, title.as_deref()),
            ..Draft::default()
        },
    };
    draft.title = title.or(draft.title);
    if let Some(sender) = sender(&message) {
        draft.authors = vec![sender];
    }
    let sent = message.date().map(mail_parser::DateTime::to_rfc3339);
    let sent = sent.and_then(|sent| date::from_value(&sent.into()));
    draft.published = sent
        .map(|date| (date, PublishedBasis::Metadata))
        .or(draft.published);
    Some(draft)
}

/// The subject without zeros and the line breaks around it.
fn title(message: &Message<'_>) -> Option<String> {
    let subject = message.subject()?.replace('\0', "");
    let title = subject.trim();
    (!title.is_empty()).then(|| title.to_owned())
}

/// The words of the body: its plain text, or what its markup shows.
fn body(message: &Message<'_>) -> Option<String> {
    let is_plain = message
        .text_bodies()
        .any(|part| part.is_text() && !part.is_text_html());
    if is_plain {
        return message.body_text(0).map(std::borrow::Cow::into_owned);
    }
    let markup = message.body_html(0).or_else(|| message.body_text(0))?;
    Some(html::shown(markup.into_owned()))
}

/// Where a saved page was saved from.
fn page_address(message: &Message<'_>) -> Option<String> {
    let header = |name: &'static str| {
        let value = message.header_raw(HeaderName::Other(name.into()))?;
        Some(value.trim().to_owned())
    };
    let address = header("Snapshot-Content-Location").or_else(|| {
        let root = message.html_part(0)?;
        let is_saved = message
            .header_raw("From")
            .is_some_and(|from| from.contains("Saved by"));
        let location = root.headers.iter().find(|header| {
            header
                .name
                .as_str()
                .eq_ignore_ascii_case("Content-Location")
        })?;
        is_saved.then(|| location.value.as_text().map(str::to_owned))?
    })?;
    address.contains("://").then_some(address)
}

fn sender(message: &Message<'_>) -> Option<String> {
    let from = match message.from()? {
        Address::List(list) => list.first(),
        Address::Group(groups) => groups.first().and_then(|group| group.addresses.first()),
    }?;
    let name = from.name.as_deref().or(from.address.as_deref())?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}
