//! The notes of a page: outlet, title, date, sentence and address, with links back to where they are referred to.

use std::fmt::Write;

use crate::report::cited;
use crate::report::escape::{host, html, link};
use crate::report::listing::thousands;
use crate::report::notes::Notes;
use crate::report::picture::Material;
use crate::store::Citation;

/// Links back that are written; more would drown the note.
const MOST_BACK: usize = 12;

/// Writes the notes that the text refers to.
pub(super) fn section(material: &Material<'_>, notes: &Notes) -> String {
    if notes.order.is_empty() {
        return String::new();
    }
    let mut text = String::from(
        "<section aria-labelledby=\"notes\">\n<h2 id=\"notes\">Notes</h2>\n<ol class=\"notes\">\n",
    );
    for at in 0..notes.order.len() {
        note(material, notes, at, &mut text);
    }
    text + "</ol>\n</section>\n"
}

/// Writes the lists of what numbers were counted from besides, with the notes that are not told before.
pub(super) fn further(material: &Material<'_>, notes: &mut Notes) -> String {
    if notes.further.is_empty() {
        return String::new();
    }
    let n_told = notes.order.len();
    let mut text = String::from(
        "<section class=\"further\" aria-labelledby=\"further\">\n<h2 id=\"further\">Further sentences</h2>\n\
        <p>The other sentences behind the numbers above that name but five of theirs.</p>\n",
    );
    for (at, list) in std::mem::take(&mut notes.further).iter().enumerate() {
        let links = list.keys.iter().map(|key| {
            let number = notes.numbered(*key);
            format!("<a href=\"#note-{number}\">{number}</a>")
        });
        let links: Vec<String> = links.collect();
        let left = match list.count - list.keys.len() {
            0 => String::new(),
            left => format!(", and {} that are not listed", thousands(left)),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "<p id=\"more-{}\">{} more: {}{left}</p>",
            at + 1,
            thousands(list.count),
            links.join(" ")
        );
    }
    let _ = writeln!(text, "<ol class=\"notes\" start=\"{}\">", n_told + 1);
    for at in n_told..notes.order.len() {
        note(material, notes, at, &mut text);
    }
    text + "</ol>\n</section>\n"
}

fn note(material: &Material<'_>, notes: &Notes, at: usize, text: &mut String) {
    let (number, (key, uses)) = (at + 1, notes.order[at]);
    // Writing to a string cannot fail.
    let _ = write!(text, "<li id=\"note-{number}\" dir=\"auto\">");
    if let Some(citation) = material.asked.citations.get(&key) {
        text.push_str(&citation_html(citation));
    }
    let _ = writeln!(text, " {}</li>", back(number, uses));
}

fn citation_html(citation: &Citation) -> String {
    let note = cited::note(citation);
    let mut parts = Vec::new();
    if let Some(source) = note.outlet {
        parts.push(format!("<cite><bdi>{}</bdi></cite>", html(source)));
    }
    if let Some(title) = note.title {
        parts.push(format!("“<bdi>{}</bdi>”", html(title)));
    }
    if let Some(file) = note.file {
        parts.push(format!("file <bdi>{}</bdi>", html(file)));
    }
    if let Some(date) = &note.date {
        parts.push(html(date));
    }
    let row = note.row.as_deref().map(html).unwrap_or_default();
    let mut text = format!("{row}{}{}", note.after(), parts.join(", "));
    if let Some(sentence) = note.sentence {
        let end = if text.is_empty() { "" } else { ": " };
        let tag = if note.is_quoted() { "q" } else { "span" };
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "{end}<{tag} class=\"sentence\" dir=\"auto\">{}</{tag}>",
            html(sentence)
        );
    }
    match citation.url.as_deref().and_then(link) {
        Some(address) => {
            let _ = write!(
                text,
                " <a class=\"url\" href=\"{}\" rel=\"noopener noreferrer\">{}</a>",
                html(&address),
                html(host(&address))
            );
        }
        None if citation.url.is_some() => {
            text.push_str(" <span class=\"url\">(no web address)</span>");
        }
        None => {}
    }
    text
}

fn back(number: usize, uses: usize) -> String {
    let links = (1..=uses.min(MOST_BACK)).map(|time| {
        let name = if uses == 1 { "↩".to_owned() } else { format!("↩{time}") };
        format!("<a class=\"back\" href=\"#to-{number}-{time}\" aria-label=\"back to reference {time} of note {number}\">{name}</a>")
    });
    links.collect::<Vec<_>>().join(" ")
}
