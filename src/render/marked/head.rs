//! What stands above an article: title, outlet, date, author, address, id.

use super::Known;
use super::ink::Ink;
use super::wrap::Writer;
use crate::model::article::PublishedBasis;
use crate::record::ArticleRecord;

pub(super) fn write(record: &ArticleRecord, known: Known<'_>, writer: &mut Writer) {
    let title = record.title.as_deref().unwrap_or("(no title)");
    writer.quote(title, Ink::BOLD);
    writer.end_line();
    let outlet = known.outlet.or(record.source.as_deref());
    let date = match record.published {
        Some(date) => format!("{date}{}", basis(record.published_basis)),
        None => "no date".to_owned(),
    };
    let mut facts = vec![outlet.unwrap_or("no outlet").to_owned(), date];
    facts.extend(record.author.as_ref().map(|author| format!("by {author}")));
    facts.extend(
        record
            .language
            .as_ref()
            .filter(|language| *language != "en")
            .cloned(),
    );
    for (position, fact) in facts.iter().enumerate() {
        if position > 0 {
            writer.say(" · ", Ink::DIM);
        }
        writer.quote(fact, Ink::PLAIN);
    }
    writer.end_line();
    let places = [&record.id, &record.url, &record.origin];
    for (position, place) in places.into_iter().flatten().enumerate() {
        if position > 0 {
            writer.say(" · ", Ink::DIM);
        }
        writer.quote(place, Ink::DIM);
    }
    writer.end_line();
}

/// How the date is known, in words.
fn basis(basis: Option<PublishedBasis>) -> &'static str {
    match basis {
        Some(PublishedBasis::Metadata) => " (as the page says)",
        Some(PublishedBasis::Url) => " (from the address)",
        Some(PublishedBasis::Dateline) => " (from the dateline)",
        Some(PublishedBasis::Text) => " (inferred from the text)",
        None => "",
    }
}
