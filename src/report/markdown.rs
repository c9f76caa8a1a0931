//! A report as Markdown: its own text, tables, footnotes, and links to pictures beside it.

use std::fmt::Write;

use super::Beside;
use super::escape::{host, link, markdown};
use super::listing::{counted, sentence, thousands};
use super::notes::{Notes, Piece, pieces};
use super::page::{CHART_STYLE, MODALITIES, doubt};
use super::picture::{Material, Shown, placed};
use super::proof::Proof;
use super::source::{Form, Picture};
use super::svg::Width;
use super::words;
use crate::store::Citation;
use crate::value::{Column, Value};

/// What becomes of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pictures {
    /// They are files beside the text, which leads to them.
    Beside,
    /// There are none.
    None,
}

/// Writes the text.
pub(super) fn write(material: &Material<'_>, pictures: Pictures, notes: &mut Notes) -> String {
    let mut text = format!("# {}\n\n", markdown(material.title()));
    if let Some(subtitle) = &material.filled.subtitle {
        let _ = writeln!(text, "{}\n", markdown(subtitle));
    }
    let _ = writeln!(text, "*{}*\n", material.listing.day);
    let mut writer = Writer {
        material,
        pictures,
        notes,
    };
    writer.body(&mut text);
    text.truncate(text.trim_end().len());
    text.push('\n');
    end(material, pictures, &mut text);
    if pictures == Pictures::Beside {
        further(notes, &mut text);
    }
    if !notes.order.is_empty() {
        text.push('\n');
    }
    for (at, (key, _)) in notes.order.iter().enumerate() {
        if let Some(citation) = material.asked.citations.get(key) {
            let _ = writeln!(text, "[^{}]: {}", at + 1, cited(citation));
        }
    }
    text
}

/// The pictures of a text.
pub(super) fn pictures(material: &Material<'_>) -> Vec<Beside> {
    let pictures = material.pictures().map(|(_, picture, shown)| Beside {
        ending: file_ending(shown),
        text: shown
            .drawn(picture, Width::Wide)
            .file(&shown.in_words(picture), CHART_STYLE),
    });
    pictures.collect()
}

fn file_ending(shown: Shown<'_>) -> String {
    format!("-{}.svg", shown.taken.name)
}

struct Writer<'run> {
    material: &'run Material<'run>,
    pictures: Pictures,
    notes: &'run mut Notes,
}

impl Writer<'_> {
    /// The text with blocks in their places and notes as numbers.
    fn body(&mut self, text: &mut String) {
        let mut lines = self.material.filled.markdown.trim().lines();
        let mut written = String::new();
        while let Some(line) = lines.next() {
            if let Some((mark, number)) = placed(line) {
                if let Some(shown) = self.material.block(number) {
                    self.block(shown, &mut written);
                    written.push('\n');
                }
                for line in lines.by_ref() {
                    if line.trim_end().trim_start_matches(mark).is_empty()
                        && !line.trim().is_empty()
                    {
                        break;
                    }
                }
                continue;
            }
            self.noted(line, &mut written);
            written.push('\n');
        }
        // Where a hidden block stood or a condition did not hold, empty lines meet.
        let mut n_empty = 1;
        for line in written.lines() {
            n_empty = if line.trim().is_empty() {
                n_empty + 1
            } else {
                0
            };
            if n_empty < 2 {
                text.push_str(line);
                text.push('\n');
            }
        }
    }

    fn block(&mut self, shown: Shown<'_>, text: &mut String) {
        match shown.taken.form {
            Form::Hidden => {}
            Form::Table => {
                let _ = writeln!(text, "**{}**\n", markdown(&shown.title()));
                self.table(shown, text);
            }
            Form::List => self.list(shown, text),
            Form::Chart(picture) => {
                let _ = writeln!(text, "**{}**\n", markdown(&shown.title()));
                if !shown.taken.rows.records.is_empty() && self.pictures == Pictures::Beside {
                    self.picture(shown, picture, text);
                }
                self.table(shown, text);
            }
        }
        if !shown.taken.notes.is_empty() && shown.taken.form != Form::Hidden {
            let _ = writeln!(text, "\n{}", markdown(&sentence(&shown.taken.notes)));
        }
    }

    fn noted(&mut self, line: &str, text: &mut String) {
        for piece in pieces(line) {
            match piece {
                Piece::Text(part) => text.push_str(part),
                Piece::Proof(proof) => text.push_str(&self.references(&proof)),
            }
        }
    }

    fn references(&mut self, proof: &Proof) -> String {
        let links = proof
            .named
            .iter()
            .map(|key| format!("[^{}]", self.notes.refer(*key).0));
        let links = links.collect::<Vec<_>>().join(" ");
        match (proof.more, self.pictures) {
            (0, _) => links,
            (more, Pictures::None) => format!("{links} and {} more", thousands(more)),
            (more, Pictures::Beside) => {
                let list = self.notes.refer_further(proof);
                format!("{links} [and {} more](#more-{list})", thousands(more))
            }
        }
    }

    fn table(&mut self, shown: Shown<'_>, text: &mut String) {
        let rows = &shown.taken.rows;
        if rows.records.is_empty() {
            text.push_str("Nothing was found.\n");
            return;
        }
        let has_sources = !shown.taken.proofs.is_empty();
        let mut heads: Vec<String> = rows
            .columns
            .iter()
            .map(|it| markdown(&it.name.replace(['_', '.'], " ")))
            .collect();
        let mut rules: Vec<&str> = (0..heads.len())
            .map(|at| if shown.is_number(at) { "---:" } else { "---" })
            .collect();
        if has_sources {
            heads.push("notes".to_owned());
            rules.push("---");
        }
        let _ = writeln!(text, "| {} |\n| {} |", heads.join(" | "), rules.join(" | "));
        for (at, record) in rows.records.iter().enumerate() {
            let mut cells: Vec<String> = record
                .iter()
                .zip(&rows.columns)
                .map(|(value, column)| cell(value, column))
                .collect();
            if let Some(proof) = shown.taken.proofs.get(at).filter(|_| has_sources) {
                cells.push(self.references(proof));
            }
            let _ = writeln!(text, "| {} |", cells.join(" | "));
        }
    }

    fn list(&mut self, shown: Shown<'_>, text: &mut String) {
        if let Some(caption) = shown.caption {
            let _ = writeln!(text, "**{}**\n", markdown(caption));
        }
        let rows = &shown.taken.rows;
        if rows.records.is_empty() {
            text.push_str("Nothing was found.\n");
        }
        for (at, record) in rows.records.iter().enumerate() {
            let (columns, is_said) = shown.listed(record);
            let listed = |at: &usize| cell(&record[*at], &rows.columns[*at]);
            let cells: Vec<String> = columns.iter().map(listed).collect();
            let (first, others) = cells
                .split_first()
                .map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
            let proof = shown
                .taken
                .proofs
                .get(at)
                .map(|proof| self.references(proof))
                .unwrap_or_default();
            let first = if is_said {
                format!("“{first}”")
            } else {
                first.to_owned()
            };
            let others = if others.is_empty() {
                String::new()
            } else {
                format!(" — {}", others.join(" · "))
            };
            let _ = writeln!(text, "- {first}{others} {proof}");
        }
    }

    fn picture(&self, shown: Shown<'_>, picture: Picture, text: &mut String) {
        let words = markdown(&shown.in_words(picture));
        let file = format!("{}{}", self.material.circumstances.name, file_ending(shown));
        let file = file.replace(['<', '>', '\\'], "_");
        let _ = writeln!(text, "![{words}](<{file}>)\n");
        for remark in shown.drawn(picture, Width::Wide).remarks {
            let _ = writeln!(text, "{}\n", markdown(&remark));
        }
    }
}

/// The lists of what numbers were counted from besides.
fn further(notes: &mut Notes, text: &mut String) {
    let lists = std::mem::take(&mut notes.further);
    if !lists.is_empty() {
        text.push_str("\n## Further sentences\n");
    }
    for (at, list) in lists.iter().enumerate() {
        let links = list
            .keys
            .iter()
            .map(|key| format!("[^{}]", notes.numbered(*key)));
        let links: Vec<String> = links.collect();
        let left = match list.count - list.keys.len() {
            0 => String::new(),
            left => format!(", and {} that are not listed", thousands(left)),
        };
        // The heading is the target of a link.
        let _ = writeln!(text, "\n### More {}\n\n{}{left}", at + 1, links.join(" "));
    }
}

fn cell(value: &Value, column: &Column) -> String {
    if let Value::Text(written) = value
        && let Some(address) = link(written)
    {
        return format!("[{}](<{address}>)", markdown(host(&address)));
    }
    markdown(&words::cell(value, column))
}

fn end(material: &Material<'_>, pictures: Pictures, text: &mut String) {
    let listing = material.listing;
    let _ = writeln!(
        text,
        "\n## How this was made\n\n- Made on {}\n- Database {}: {} of {}, fingerprint `{}`\n- {}\n- {MODALITIES}",
        listing.day,
        markdown(&material.circumstances.database),
        counted(listing.n_articles, "article"),
        counted(listing.n_outlets, "outlet"),
        listing.fingerprint,
        doubt(material),
    );
    if pictures == Pictures::None {
        text.push_str(
            "- A number names five at most of the sentences it was counted from; with -o FILE.html, 200\n",
        );
    }
    for (name, value) in &material.circumstances.parameters {
        let _ = writeln!(text, "- `${name}`: {}", markdown(value));
    }
    for declared in &material.source.front.params {
        let _ = writeln!(
            text,
            "- declared: {}",
            markdown(declared.of(&material.source.text))
        );
    }
    let prelude = material.source.prelude.trim();
    if !prelude.is_empty() {
        let _ = writeln!(text, "\n{}", indented(prelude));
    }
    for block in &material.source.blocks {
        let question = block.body.of(&material.source.text).trim();
        let _ = writeln!(
            text,
            "\n{}:\n\n{}",
            markdown(&block.name),
            indented(question)
        );
    }
}

fn indented(code: &str) -> String {
    let lines = code
        .lines()
        .map(|line| format!("    {}", crate::render::cell::clean(line)));
    lines.collect::<Vec<_>>().join("\n")
}

fn cited(citation: &Citation) -> String {
    let note = super::cited::note(citation);
    let outlet = note.outlet.map(|source| format!("*{}*", markdown(source)));
    let title = note.title.map(|title| format!("“{}”", markdown(title)));
    let file = note.file.map(|file| format!("file {}", markdown(file)));
    let date = note.date.as_deref().map(markdown);
    let parts: Vec<String> = [outlet, title, file, date].into_iter().flatten().collect();
    let row = note.row.as_deref().map(markdown).unwrap_or_default();
    let mut text = format!("{row}{}{}", note.after(), parts.join(", "));
    if let Some(sentence) = note.sentence {
        let (open, close) = if note.is_quoted() {
            ("“", "”")
        } else {
            ("", "")
        };
        let end = if text.is_empty() { "" } else { ": " };
        let _ = write!(text, "{end}{open}{}{close}", markdown(sentence));
    }
    if let Some(address) = citation.url.as_deref().and_then(link) {
        let _ = write!(text, " [{}](<{address}>)", markdown(host(&address)));
    }
    text
}
