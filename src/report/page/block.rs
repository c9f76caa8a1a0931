//! A block as HTML: a table, a list, or a chart with the table behind it.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::model::date::{OPEN_START, PartialDate, Precision};
use crate::report::escape::{host, html, link};
use crate::report::listing::{sentence, thousands};
use crate::report::notes::Notes;
use crate::report::picture::Shown;
use crate::report::proof::Proof;
use crate::report::source::{Form, Picture};
use crate::report::svg::Width;
use crate::report::words::cell as cell_text;
use crate::value::Value;

/// Writes a block.
pub(super) fn write(shown: Shown<'_>, notes: &mut Notes) -> String {
    match shown.taken.form {
        Form::Hidden => String::new(),
        Form::Table => table(shown, notes, Place::Own),
        Form::List => list(shown, notes),
        Form::Chart(picture) => chart(shown, picture, notes),
    }
}

/// Rows of a timeline that fit on a page.
const MOST_ON_PAPER: usize = 18;

/// Where a table stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// By itself.
    Own,
    /// Below the chart of the same rows.
    Chart,
}

fn id(shown: Shown<'_>) -> String {
    format!("block-{}", html(&shown.taken.name))
}

/// A name of a column as people read it.
fn head(name: &str) -> String {
    html(&name.replace(['_', '.'], " "))
}

fn table(shown: Shown<'_>, notes: &mut Notes, place: Place) -> String {
    let rows = &shown.taken.rows;
    let title = html(&shown.title());
    let mut text = String::new();
    // Writing to a string cannot fail.
    if place == Place::Own {
        let _ = writeln!(
            text,
            "<figure id=\"{}\">\n<figcaption dir=\"auto\">{title}</figcaption>",
            id(shown)
        );
    }
    if rows.records.is_empty() {
        text.push_str("<p class=\"none\">Nothing was found.</p>\n");
    } else {
        let _ = writeln!(
            text,
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{title}\">\n<table>\n<thead><tr>"
        );
        for (at, column) in rows.columns.iter().enumerate() {
            let class = if shown.is_number(at) {
                " class=\"n\""
            } else {
                ""
            };
            let _ = write!(text, "<th scope=\"col\"{class}>{}</th>", head(&column.name));
        }
        if !shown.taken.proofs.is_empty() {
            text.push_str("<th scope=\"col\" class=\"s\">notes</th>");
        }
        text.push_str("</tr></thead>\n<tbody>\n");
        for at in 0..rows.records.len() {
            row(shown, at, notes, &mut text);
        }
        text.push_str("</tbody>\n</table>\n</div>\n");
    }
    if place == Place::Own {
        text.push_str(&remarks(&shown.taken.notes));
        text.push_str("</figure>\n");
    }
    text
}

fn row(shown: Shown<'_>, at: usize, notes: &mut Notes, text: &mut String) {
    let rows = &shown.taken.rows;
    let proof = shown.taken.proofs.get(at);
    let sources = proof.map(|proof| references(proof, notes));
    let first = proof
        .and_then(|proof| proof.named.first())
        .map(|key| notes.number(*key));
    text.push_str("<tr>");
    for (position, column) in rows.columns.iter().enumerate() {
        let value = &rows.records[at][position];
        let content = cell(value, &cell_text(value, column));
        let content = match first {
            Some(number) if is_amount(value) => {
                format!("<a class=\"v\" href=\"#note-{number}\">{content}</a>")
            }
            _ => content,
        };
        let class = match value {
            _ if shown.is_number(position) => " class=\"n\"".to_owned(),
            // Words do not stand in the order of time.
            Value::Date(date) => format!(" class=\"d\" data-key=\"{}\"", first_day(*date)),
            _ => String::new(),
        };
        let _ = write!(text, "<td dir=\"auto\"{class}>{content}</td>");
    }
    if let Some(sources) = sources {
        let _ = write!(text, "<td class=\"s\">{sources}</td>");
    }
    text.push_str("</tr>\n");
}

/// The first day of a date as a key by which rows can be put in order; empty where it is open.
fn first_day(date: PartialDate) -> String {
    if date.first <= OPEN_START {
        return String::new();
    }
    PartialDate::day(date.first).to_string()
}

fn is_amount(value: &Value) -> bool {
    matches!(value, Value::Integer(_) | Value::Number(_))
}

/// What stands in a cell; addresses are links under the name of their computer.
fn cell(value: &Value, text: &str) -> String {
    if let Value::Text(written) = value
        && let Some(address) = link(written)
    {
        return format!(
            "<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>",
            html(&address),
            html(host(&address))
        );
    }
    if let Value::Date(date) = value
        && date.precision == Precision::Day
        && date.first == date.last
    {
        return format!("<time datetime=\"{date}\">{}</time>", html(text));
    }
    html(text)
}

/// The numbers of the notes that prove something, as links.
pub(super) fn references(proof: &Proof, notes: &mut Notes) -> String {
    let mut links = Vec::new();
    for key in &proof.named {
        let (number, time) = notes.refer(*key);
        links.push(format!(
            "<a href=\"#note-{number}\" id=\"to-{number}-{time}\" aria-label=\"note {number}\">{number}</a>"
        ));
    }
    if links.is_empty() {
        return String::new();
    }
    let more = match proof.more {
        0 => String::new(),
        more => format!(
            " <a class=\"more\" href=\"#more-{}\">and {} more</a>",
            notes.refer_further(proof),
            thousands(more)
        ),
    };
    format!(
        "<sup class=\"notes\">{}{more}</sup>",
        links.join("\u{2009}")
    )
}

/// A line for each row: the first column, then the others.
fn list(shown: Shown<'_>, notes: &mut Notes) -> String {
    let rows = &shown.taken.rows;
    let mut text = format!("<figure id=\"{}\" class=\"list\">\n", id(shown));
    if let Some(caption) = shown.caption {
        let _ = writeln!(
            text,
            "<figcaption dir=\"auto\">{}</figcaption>",
            html(caption)
        );
    }
    if rows.records.is_empty() {
        text.push_str("<p class=\"none\">Nothing was found.</p>\n");
        return text + "</figure>\n";
    }
    text.push_str("<ul>\n");
    for (at, record) in rows.records.iter().enumerate() {
        let (columns, is_said) = shown.listed(record);
        let listed = |at: &usize| {
            let (value, column) = (&record[*at], &rows.columns[*at]);
            cell(value, &cell_text(value, column))
        };
        let cells: Vec<String> = columns.iter().map(listed).collect();
        let (first, others) = cells
            .split_first()
            .map_or(("", &[][..]), |(first, rest)| (first, rest));
        let (open, close) = if is_said { ("“", "”") } else { ("", "") };
        let proof = shown
            .taken
            .proofs
            .get(at)
            .map(|proof| references(proof, notes));
        let _ = write!(
            text,
            "<li dir=\"auto\">{open}<bdi>{first}</bdi>{close}{}",
            proof.unwrap_or_default()
        );
        if !others.is_empty() {
            let others: Vec<String> = others.iter().map(|it| format!("<bdi>{it}</bdi>")).collect();
            let _ = write!(text, "<span class=\"by\">{}</span>", others.join(" · "));
        }
        text.push_str("</li>\n");
    }
    text.push_str("</ul>\n");
    text.push_str(&remarks(&shown.taken.notes));
    text + "</figure>\n"
}

fn remarks(remarks: &[String]) -> String {
    if remarks.is_empty() {
        return String::new();
    }
    format!("<p class=\"remark\">{}</p>\n", html(&sentence(remarks)))
}

/// The chart at two widths, of which the page shows one, and its rows.
fn chart(shown: Shown<'_>, picture: Picture, notes: &mut Notes) -> String {
    let title = html(&shown.title());
    let words = html(&shown.in_words(picture));
    let is_long = picture == Picture::Timeline && shown.taken.rows.records.len() > MOST_ON_PAPER;
    let length = if is_long { " long" } else { "" };
    let mut text = format!(
        "<figure id=\"{}\" class=\"chart {}{length}\">\n<figcaption dir=\"auto\">{title}</figcaption>\n",
        id(shown),
        picture.word()
    );
    if shown.taken.rows.records.is_empty() {
        text.push_str("<p class=\"none\">Nothing was found.</p>\n");
        return text + "</figure>\n";
    }
    let wide = shown.drawn(picture, Width::Wide);
    let narrow = shown.drawn(picture, Width::Narrow);
    let _ = writeln!(text, "<div class=\"wide\">{}</div>", wide.svg(&words));
    let _ = writeln!(text, "<div class=\"narrow\">{}</div>", narrow.svg(&words));
    for remark in &wide.remarks {
        let _ = writeln!(text, "<p class=\"remark drawn\">{}</p>", html(remark));
    }
    // The rows are folded away, and what is counted must not be.
    text.push_str(&remarks(&shown.taken.notes));
    let rows = table(shown, notes, Place::Chart);
    let summary = "The numbers, with notes on where they stand";
    let _ = writeln!(
        text,
        "<details><summary>{summary}</summary>\n{rows}</details>"
    );
    if is_long {
        text.push_str(&on_paper(shown, notes));
    }
    let named = shown.taken.proofs.iter().flat_map(|proof| &proof.named);
    let numbers: BTreeSet<usize> = named.map(|key| notes.number(*key)).collect();
    if !numbers.is_empty() {
        // The rows are closed on paper.
        let told = spans(&numbers);
        let _ = writeln!(
            text,
            "<p class=\"remark printed\">Notes {told}; the numbers stand in the page itself.</p>"
        );
    }
    text + "</figure>\n"
}

/// The rows of a timeline that is longer than a page, as a list that can be broken between pages.
fn on_paper(shown: Shown<'_>, notes: &Notes) -> String {
    let rows = &shown.taken.rows;
    let mut text = String::from("<ul class=\"printed rows\">\n");
    for (at, record) in rows.records.iter().enumerate() {
        let set = shown.taken.sets.get(at).cloned().flatten();
        let columns = record.iter().zip(&rows.columns);
        let cells = columns
            .filter(|(value, _)| **value != Value::Null)
            .map(|(value, column)| cell_text(value, column));
        let told: Vec<String> = cells.chain(set).map(|it| html(&it)).collect();
        let proof = shown.taken.proofs.get(at);
        let numbers = proof.into_iter().flat_map(|proof| &proof.named);
        let numbers: Vec<String> = numbers.map(|key| notes.number(*key).to_string()).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "<li dir=\"auto\">{} <sup>{}</sup></li>",
            told.join(" · "),
            numbers.join(" ")
        );
    }
    text + "</ul>\n"
}

/// Numbers in short: `1–4, 7`.
fn spans(numbers: &BTreeSet<usize>) -> String {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match spans.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => spans.push((*number, *number)),
        }
    }
    let written = spans.into_iter().map(|(first, last)| match last - first {
        0 => first.to_string(),
        _ => format!("{first}–{last}"),
    });
    written.collect::<Vec<_>>().join(", ")
}
