//! Script → the same script as everybody writes it: keywords in lower case, one stage to a line where a
//! pipeline is long, literals, names and comments as typed.
//!
//! The layout follows the tree; what is written are the tokens of the source, each once and in order.
//! So nothing can get lost, and a new part of the language does not compile before it has a layout.

mod clause;
mod expr;
mod layout;
mod script;
mod stage;
mod tokens;
mod writer;

use self::writer::Writer;
use super::ast::Script;
use super::error::Diagnostics;
use super::parse::parse;
use super::parse::scan::{Token, scan};

/// Columns of a line.
const WIDTH: usize = 100;

/// Writes a script in the form that everybody writes it in. A byte order mark at its start is left out,
/// and lines end with a line feed.
///
/// The result parses to the same tree, holds every comment, and is its own form.
///
/// # Errors
/// All that is wrong with the script's form.
///
/// ```
/// let text = dateline::query::format::format("EVENTS  by 'Iran'|COUNT  by kind # each\r\n").unwrap();
/// assert_eq!(text, "EVENTS by 'Iran' | count by kind # each\n");
/// ```
pub fn format(source: &str) -> Result<String, Diagnostics> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let script = parse(source)?;
    let formatted = laid_out(source, &script);
    debug_assert!(formatted.is_some(), "no layout: {source:?}");
    // Better an ugly script than a changed one.
    Ok(formatted.unwrap_or_else(|| source.to_owned()))
}

/// The layout, if it says the same as the source.
fn laid_out(source: &str, script: &Script) -> Option<String> {
    let tokens = scan(source).tokens;
    let words = tokens::words(source, &tokens);
    let mut writer = Writer::new(source, words.words);
    writer.script(script);
    let mut pieces = writer.finish()?;
    pieces.extend(script::last_comments(&words.last));
    let text = layout::print(&pieces, WIDTH);
    says_the_same(source, &tokens, &text).then_some(text)
}

/// Whether two texts have the same tokens, letter case and separators without meaning aside, and the
/// same number of bytes in comments.
fn says_the_same(source: &str, tokens: &[Token], text: &str) -> bool {
    let other = scan(text).tokens;
    let told = |source: &str, tokens: &[Token]| -> Vec<String> {
        let words = tokens::words(source, tokens).words;
        words.iter().map(|word| word.text.to_lowercase()).collect()
    };
    told(source, tokens) == told(text, &other) && parse(text).is_ok()
}

#[cfg(test)]
mod tests;
