//! The end note: what the report was made from, so that it can be made again.

use std::fmt::Write;

use crate::report::escape::{html, html_lines};
use crate::report::listing::counted;
use crate::report::picture::Material;

/// Writes it.
pub(super) fn section(material: &Material<'_>) -> String {
    let listing = material.listing;
    let mut text = String::from(
        "<section class=\"end\" aria-labelledby=\"made\">\n<h2 id=\"made\">How this was made</h2>\n<dl>\n",
    );
    let mut line = |term: &str, told: &str| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "<div><dt>{term}</dt><dd>{told}</dd></div>");
    };
    line("Made on", &html(&listing.day));
    line(
        "Database",
        &format!(
            "{}, {} of {}; fingerprint <code>{}</code>",
            html(&material.circumstances.database),
            counted(listing.n_articles, "article"),
            counted(listing.n_outlets, "outlet"),
            html(&listing.fingerprint)
        ),
    );
    line("Doubt", &doubt(material));
    line("Words", MODALITIES);
    for (name, value) in &material.circumstances.parameters {
        line(&format!("<code>${}</code>", html(name)), &html(value));
    }
    for declared in &material.source.front.params {
        let written = declared.of(&material.source.text);
        let name = written.split([':', '=']).next().unwrap_or(written).trim();
        if !material.circumstances.parameters.contains_key(name) {
            line(
                &format!("<code>${}</code>", html(name)),
                &format!("<code>{}</code>", html(written)),
            );
        }
    }
    text.push_str("</dl>\n<p>Everything was read out of the articles by rules, and can be wrong where the wording misleads; \
        each number leads to the sentences it was counted from, 200 of them at most. The questions, in the query language of Dateline:</p>\n");
    text.push_str("<div class=\"questions\">\n");
    if !material.source.prelude.is_empty() {
        let _ = writeln!(
            text,
            "<pre>{}</pre>",
            html_lines(material.source.prelude.trim())
        );
    }
    for block in &material.source.blocks {
        let name = html(&block.name.replace('_', " "));
        let question = html_lines(block.body.of(&material.source.text).trim());
        let _ = writeln!(text, "<div><h3>{name}</h3>\n<pre>{question}</pre></div>");
    }
    text.push_str("</div>\n");
    text + "</section>\n"
}

/// What the words of the model mean that say how sure an outlet is.
pub(in crate::report) const MODALITIES: &str = "asserted: told as having happened; planned: intended or expected; \
    alleged: claimed by somebody and not confirmed; denied: said not to be so; hypothetical: only supposed";

/// What is not in the numbers, and what in them is unsure.
pub(in crate::report) fn doubt(material: &Material<'_>) -> String {
    let listing = material.listing;
    format!(
        "{} of {} read with low confidence (below {}); {} not taken in when the articles were loaded",
        listing.n_doubtful,
        counted(listing.n_events, "event"),
        crate::report::listing::DOUBTFUL,
        counted(listing.n_rejected, "input"),
    )
}
