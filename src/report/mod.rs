//! A report as written → its questions asked → its text filled in → one HTML page, or Markdown with pictures beside it.
//!
//! ```text
//! file ─source→ Source ─ask→ Taken per block ─template→ Markdown ─page / markdown→ Made
//! ```

mod ask;
mod brief;
mod cited;
mod escape;
mod geojson;
mod listing;
mod markdown;
pub mod message;
mod notes;
mod page;
mod part;
mod picture;
mod proof;
pub mod source;
mod svg;
mod template;
mod words;

pub use ask::{Asked, Taken, Told, ask, check};
pub use brief::{Brief, BriefError, brief};
pub use proof::Proof;
pub use source::{Block, Fault, FaultKind, Form, Picture, Source};

use std::collections::BTreeMap;

use crate::ask::Asker;
use crate::model::date::Day;
use crate::query::error::Diagnostics;

/// Why there is no report. Places are bytes of the report's file.
#[derive(Debug, Clone, PartialEq)]
pub enum Trouble {
    /// The file's own form, or the text around the blocks, is wrong.
    Form(Vec<Fault>),
    /// Questions do not compile: the name of each block with what is wrong in it; no name where it is the declarations.
    Questions(Vec<(String, Diagnostics)>),
    /// It was stopped by Ctrl-C.
    Stopped,
    /// It failed for another reason, told in one sentence.
    Failed(String),
}

/// What stands in a report besides its text and rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Circumstances {
    /// The day that is printed as that of the report.
    pub stamp: Day,
    /// What the database is called; no folders.
    pub database: String,
    /// What the report's file is called, without its ending.
    pub name: String,
    /// The values of parameters that were given.
    pub parameters: BTreeMap<String, String>,
    /// A headline instead of the report's own.
    pub title: Option<String>,
}

/// A file that belongs to a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// What follows the report's own name: `-by_year.svg`.
    pub ending: String,
    /// What is in it.
    pub text: String,
}

/// A finished report.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// The page.
    pub text: String,
    /// Pictures and places, each a file of its own.
    pub beside: Vec<Beside>,
    /// What is worth saying, block by block.
    pub told: Vec<Told>,
    /// How many blocks it shows.
    pub n_blocks: usize,
    /// How many notes it has.
    pub n_notes: usize,
}

/// The forms of a finished report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One file that needs no other and no network.
    Html(Tables),
    /// Text with pictures beside it.
    Markdown,
    /// Text without pictures, which a terminal can show.
    Text,
}

/// What a reader can do with the tables of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tables {
    /// Read them; the page has no script.
    #[default]
    Still,
    /// Sort them, by a small script of the page.
    Sortable,
}

/// Asks a report's questions and writes it.
///
/// # Errors
/// A question does not compile or fails, the text does not work out, or the database cannot be read.
pub fn make(
    source: &Source,
    asker: &Asker,
    circumstances: &Circumstances,
    shape: Shape,
) -> Result<Made, Trouble> {
    let answers = ask(source, asker)?;
    let filled =
        template::fill(source, &answers, &circumstances.parameters).map_err(Trouble::Form)?;
    let listing = listing::read(source, asker, circumstances)?;
    let made = picture::Material {
        source,
        asked: &answers,
        filled: &filled,
        listing: &listing,
        circumstances,
    };
    let mut notes = notes::Notes::default();
    let (text, beside) = match shape {
        Shape::Html(tables) => {
            let text = page::write(&made, tables, &mut notes);
            (text, geojson::beside(&made))
        }
        Shape::Text => (
            markdown::write(&made, markdown::Pictures::None, &mut notes),
            Vec::new(),
        ),
        Shape::Markdown => {
            let text = markdown::write(&made, markdown::Pictures::Beside, &mut notes);
            let mut beside = markdown::pictures(&made);
            beside.extend(geojson::beside(&made));
            (text, beside)
        }
    };
    let n_blocks = made.n_blocks();
    Ok(Made {
        text,
        beside,
        told: answers.told,
        n_blocks,
        n_notes: notes.order.len(),
    })
}
