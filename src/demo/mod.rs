//! The demonstration: a corpus built into the program, and a tour of questions about it.
//!
//! The articles are about public events of 2014 to 2018; their outlets, reporters and wording are the
//! project's own.

use std::fs;
use std::io;
use std::path::Path;

macro_rules! corpus {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("corpus/", $name)))),+]
    };
}

/// The files of the corpus: name and content.
pub const CORPUS: [(&str, &str); 15] = corpus![
    "aleppo-evacuation.html",
    "baghdad-center.txt",
    "coalition-strikes.html",
    "deir-ez-zor-harbour.txt",
    "deir-ez-zor.html",
    "douma-strikes.html",
    "khan-shaykhun-harbour.html",
    "khan-shaykhun-levant.txt",
    "mosul-falls.txt",
    "palmyra.html",
    "russia-begins-harbour.txt",
    "russia-begins.html",
    "sochi-idlib.txt",
    "tehran-ministers.txt",
    "wire.jsonl",
];

/// A stop of the tour.
#[derive(Debug, Clone, Copy)]
pub struct Stop {
    /// What the question is about, in a person's words.
    pub caption: &'static str,
    /// The question.
    pub question: &'static str,
}

/// The tour, in order.
pub const TOUR: [Stop; 8] = [
    Stop {
        caption: "What do we hold? A question starts with a noun; stages follow after `|`.",
        question: "articles | count by source",
    },
    Stop {
        caption: "One group, whatever it is called.",
        question: "entities named \"Daesh\" | select name, kind, aliases",
    },
    Stop {
        caption: "How many were killed, where, and who says so? Compare the two counts of the Syrian war, and the two tolls of April 2017.",
        question: "figures of killed since 2015 | select as_of, low, high, bound, place, claimant, source",
    },
    Stop {
        caption: "Who bombed whom in Syria? Clauses are plain words, names are quoted.",
        question: "events of airstrike within \"Syria\" as asserted | select date, actors, targets, place, source",
    },
    Stop {
        caption: "What was only planned? It is kept apart from what happened.",
        question: "events as planned | select date, summary, claimant, source",
    },
    Stop {
        caption: "What was denied, and by whom?",
        question: "events as denied | select summary, claimant, source",
    },
    Stop {
        caption: "What did somebody say, and where does it stand?",
        question: "quotes by \"Ali Shamkhani\" | select text, source, published",
    },
    Stop {
        caption: "Who is named most? People, with the office the articles give them.",
        question: "people | derive n = count(mentions) | sort -n | take 8 | select name, title, country, n",
    },
];

/// Writes the corpus into an empty folder.
///
/// # Errors
/// A file cannot be written.
pub fn write_corpus(folder: &Path) -> io::Result<()> {
    for (name, content) in CORPUS {
        fs::write(folder.join(name), content)?;
    }
    Ok(())
}
