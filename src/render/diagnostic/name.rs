//! What to write for a name that is bare, unknown, or that of several things: each can be pasted in the
//! place of what is marked.

use super::message::listed;
use crate::query::error::{BareName, NameHint, UnquotedName};

/// Most names that a remedy offers.
const MOST: usize = 12;

/// Clauses for which every one of several names may be wanted at once.
const OF_EACH: [&str; 5] = ["by", "against", "to", "with", "mentioning"];

/// Bare words as names, handles, rows or parameters.
pub(super) fn unquoted(unquoted: &UnquotedName) -> String {
    let UnquotedName {
        clause,
        names,
        is_listed,
        meant,
    } = unquoted;
    let before = if *is_listed {
        String::new()
    } else {
        format!("{clause} ")
    };
    let [name] = names.as_slice() else {
        return several(clause, &before, names);
    };
    match meant {
        BareName::Unknown => format!("`{before}\"{name}\"`"),
        BareName::Entity { handle } => format!("`{before}\"{name}\"` or `{before}@{handle}`"),
        BareName::Near { name, handle } => {
            format!("did you mean `{before}\"{name}\"` or `{before}@{handle}`?")
        }
        BareName::Rows => format!("rows stand in brackets: `{before}({name})`"),
        BareName::Parameter => format!("`{before}${name}`"),
    }
}

/// Several names as a list: any of them, or each.
fn several(clause: &str, before: &str, names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    let list = quoted.join(", ");
    if before.is_empty() {
        return format!("`{list}`");
    }
    let any = format!("`{before}({list})`");
    if OF_EACH.contains(&clause) {
        format!("{any} for any of them, `{before}all ({list})` for each")
    } else {
        any
    }
}

/// What to write for a name that nothing has: what texts call so, what is near, or the words themselves.
pub(super) fn unknown(
    name: &str,
    near: &[NameHint],
    stands_for: Option<&NameHint>,
    is_in_texts: bool,
) -> Vec<String> {
    let mut help = Vec::new();
    if let Some(hint) = stands_for {
        help.push(format!(
            "texts write {name} for {}: `@{}`",
            hint.name, hint.handle
        ));
    }
    help.extend(nearest(near));
    if is_in_texts && !name.contains('"') {
        help.push(format!(
            "the words stand in texts: `articles | where text ~ \"{name}\"`"
        ));
    }
    if help.is_empty() && !name.trim().is_empty() && !name.contains(['"', '\\']) {
        help.push(format!(
            "no name is near: `articles | where text ~ \"{name}\"` searches the texts, `entities` lists the names"
        ));
    }
    help
}

/// The entities that may be meant, each by what it is and its handle.
fn nearest(hints: &[NameHint]) -> Vec<String> {
    if hints.is_empty() {
        return Vec::new();
    }
    let shown = hints.iter().take(MOST).map(|hint| {
        let NameHint { name, handle, .. } = hint;
        format!("{name} (`@{handle}`, {})", mentions(hint.mentions))
    });
    vec![format!("nearest: {}", listed(shown, "or"))]
}

/// The entities that have one name.
pub(super) fn candidates(hints: &[NameHint]) -> Vec<String> {
    let shown = hints.iter().take(MOST).map(|hint| {
        let NameHint { name, handle, .. } = hint;
        let kind = hint.kind.word().replace('_', " ");
        format!("`@{handle}` ({name}, {kind}, {})", mentions(hint.mentions))
    });
    vec![format!("write {}", listed(shown, "or"))]
}

fn mentions(number: u64) -> String {
    match number {
        1 => "1 mention".to_owned(),
        _ => format!("{number} mentions"),
    }
}

/// Outlets that may be meant.
pub(super) fn outlets(nearest: &[String]) -> String {
    if nearest.is_empty() {
        return "`sources` lists those there are".to_owned();
    }
    let quoted = nearest.iter().map(|name| format!("`\"{name}\"`"));
    format!("did you mean {}?", listed(quoted, "or"))
}
