//! Texts and pages made to be slow, in two sizes: where the time grows faster than the text, it is told.
//!
//! `cargo bench --bench adversarial`, or with a part of a name after `--`. Sizes are bytes of one article; the
//! last column is how many times as long the larger one took, which is 4 where the time is linear.

#![expect(clippy::print_stdout, reason = "the figures are the result")]

use std::fs;
use std::time::Instant;

use dateline::extract::extract;
use dateline::lexicon::Lexicon;
use dateline::load::{Cleaning, Loaded, pieces};
use dateline::model::article::Article;
use dateline::text::analyze;

const SMALL: usize = 250_000;
const LARGE: usize = 4 * SMALL;
/// The time grows faster than the text if it is more than so many times as long.
const SUSPECT: f64 = 7.0;

/// A name and what is repeated; `#` stands for another invented name each time.
const TEXTS: &[(&str, &str)] = &[
    ("one line of prose", "the army attacked the city and "),
    ("names", "# "),
    ("one name", "Smith "),
    ("people", "John # met Maria # in #. "),
    ("people, line by line", "John # met Maria # in #.\n"),
    ("headlines", "# # wins\n"),
    ("bylines", "By # #\n"),
    ("captions", "Photo: # #\n"),
    ("quotes", "“a” "),
    ("open quotes", "“a "),
    ("straight quotes", "\"a "),
    ("open single quotes", "'a "),
    ("speakers", "“We won,” # said. He left. "),
    ("reports in reports", "Smith said that "),
    ("commas", ", "),
    ("names and commas", "#, "),
    ("open brackets", "(UN "),
    ("acronyms", "The # # Organization (#) said so. "),
    ("dates", "on Monday, 3 May 2017, "),
    ("days", "2017-05-03 "),
    ("numbers", "3,000 people killed "),
    ("number words", "one hundred "),
    ("digits and commas", "1,"),
    ("stops", "a."),
    ("abbreviations", "U.S. "),
    ("hyphens", "a-b-"),
    ("articles of names", "al-"),
    ("possessives", "Iran's "),
    ("conjunctions", "and # "),
    ("chains", "Ministry of # "),
    ("relative clauses", "which was attacked, who "),
    ("purposes", "to attack to kill "),
    ("pronouns", "He said he attacked them. "),
    (
        "offices",
        "Foreign Minister # # of # said the minister left. ",
    ),
    ("attacks", "# attacked # on Monday. "),
    ("one attack", "Russia attacked Syria on Monday. "),
    ("tolls", "12 people were killed in # on Monday. "),
    ("capitals", "ARMY ATTACKED CITY OF ALEPPO "),
    ("one word", "a"),
    ("blanks", " "),
    ("line ends", "\n"),
    ("accents", "\u{301}"),
    ("characters without spaces", "部长说水位"),
];

/// What is repeated in the body of a page.
const PAGES: &[(&str, &str)] = &[
    ("open boxes", "<div>"),
    (
        "paragraphs",
        "<p>The army said on Monday that it had left the town of #.</p>",
    ),
    (
        "one paragraph",
        "<p>It was said by them on Monday that the army had left.</p>",
    ),
    ("boxes", "<div><p>The army said on Monday.</p></div>"),
    ("open letters", "<b>a "),
    ("links", "<p><a href='x'>Some link text here</a></p>"),
    ("open tables", "<table><tr><td>a"),
    ("open lists", "<ul><li>a"),
    ("line ends", "a<br>"),
    ("entities", "&amp;"),
    ("headings", "<h1>Heading of three words</h1>"),
    ("times", "<time>March 3, 2017</time>"),
    ("authors", "<div class='byline author'>By John Smith</div>"),
    ("remarks", "<!-- a -->"),
];

fn repeated(pattern: &str, length: usize) -> String {
    let mut text = String::with_capacity(length + pattern.len());
    let mut number = 0_usize;
    while text.len() < length {
        for (position, part) in pattern.split('#').enumerate() {
            if position > 0 {
                number += 1;
                text.push_str(&name(number));
            }
            text.push_str(part);
        }
    }
    text
}

fn name(mut number: usize) -> String {
    const SYLLABLES: [&str; 8] = ["ba", "ke", "mi", "to", "ru", "sa", "lo", "ni"];
    let mut name = String::from("Q");
    for _ in 0..5 {
        name.push_str(SYLLABLES[number % 8]);
        number /= 8;
    }
    name
}

fn read(article: &Article, lexicon: &Lexicon) {
    let document = analyze(article, &lexicon.abbreviations);
    std::hint::black_box(extract(article, &document, lexicon));
}

fn seconds(work: impl FnOnce()) -> f64 {
    let started = Instant::now();
    work();
    started.elapsed().as_secs_f64()
}

fn read_text(text: String, lexicon: &Lexicon) -> f64 {
    let article = Article {
        text,
        ..Article::default()
    };
    seconds(|| read(&article, lexicon))
}

fn read_page(body: &str, lexicon: &Lexicon) -> f64 {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page.html");
    let page = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>A page of many parts</title></head><body>{body}</body></html>"
    );
    fs::write(&path, page).expect("room for the page");
    seconds(|| {
        for piece in pieces(&[path]).flatten() {
            if let Ok(Loaded::Article(article)) = piece.read(&lexicon.boilerplate, Cleaning::Clean)
            {
                read(&article, lexicon);
            }
        }
    })
}

fn report(name: &str, small: f64, large: f64) {
    let times = large / small.max(1e-4);
    let is_suspect = times > SUSPECT && large > 0.2;
    println!(
        "{name:<28} {small:>8.3} s {large:>8.3} s {times:>6.1}{}",
        if is_suspect {
            "   grows faster than the text"
        } else {
            ""
        }
    );
}

fn main() {
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let is_wanted =
        |name: &str| wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str()));
    let lexicon = Lexicon::built_in().expect("the built-in lexicon");
    println!("{:<28} {SMALL:>10} {LARGE:>10}  times", "bytes");
    for (name, pattern) in TEXTS.iter().filter(|(name, _)| is_wanted(name)) {
        let [small, large] =
            [SMALL, LARGE].map(|length| read_text(repeated(pattern, length), &lexicon));
        report(name, small, large);
    }
    for (name, pattern) in PAGES.iter().filter(|(name, _)| is_wanted(name)) {
        let [small, large] =
            [SMALL, LARGE].map(|length| read_page(&repeated(pattern, length), &lexicon));
        report(&format!("page: {name}"), small, large);
    }
}
