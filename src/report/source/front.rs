//! The front matter: lines of `key: value` between two lines `---`.

use super::{Fault, FaultKind};
use crate::model::suggest::nearest;
use crate::span::Span;

const KEYS: [&str; 6] = ["title", "subtitle", "db", "tz", "lang", "params"];

/// What a report says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FrontMatter {
    /// Its headline.
    pub title: Option<String>,
    /// A line below it.
    pub subtitle: Option<String>,
    /// The database, seen from the report's folder.
    pub db: Option<String>,
    /// The time zone that tells which day it is made on.
    pub tz: Option<String>,
    /// The language of its text, as a tag.
    pub lang: Option<String>,
    /// Declarations of parameters, each from its name on: `who: entity = "Islamic State"`.
    pub params: Vec<Span>,
    /// Where the Markdown begins.
    pub end: usize,
}

/// Reads it; without a first line `---` there is none.
pub(super) fn read(text: &str, faults: &mut Vec<Fault>) -> FrontMatter {
    let mut front = FrontMatter::default();
    let mut lines = lines(text);
    let Some(first) = lines
        .next()
        .filter(|line| line.of(text).trim_end() == "---")
    else {
        return front;
    };
    let mut is_params = false;
    for line in lines {
        let written = line.of(text);
        if written.trim_end() == "---" {
            front.end = (line.end + 1).min(text.len());
            return front;
        }
        let is_indented = written.starts_with([' ', '\t']);
        let trimmed = trimmed(line, text);
        let content = trimmed.of(text);
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        if is_indented && is_params {
            front.params.push(declaration(trimmed, text));
            continue;
        }
        match content.split_once(':') {
            Some((key, value)) if !is_indented => {
                is_params = key == "params";
                let value = unquoted(value.trim());
                if let Some(kind) = set(&mut front, key.trim(), value) {
                    let span = Span::new(trimmed.start, trimmed.start + key.len());
                    faults.push(Fault { kind, span });
                }
            }
            _ => faults.push(Fault {
                kind: FaultKind::NoKey,
                span: trimmed,
            }),
        }
    }
    front.end = text.len();
    faults.push(Fault {
        kind: FaultKind::OpenFront,
        span: first,
    });
    front
}

fn set(front: &mut FrontMatter, key: &str, value: &str) -> Option<FaultKind> {
    let place = match key {
        "title" => &mut front.title,
        "subtitle" => &mut front.subtitle,
        "db" => &mut front.db,
        "tz" => &mut front.tz,
        "lang" => &mut front.lang,
        "params" => return None,
        other => {
            return Some(FaultKind::UnknownKey {
                key: other.to_owned(),
                similar: nearest(other, KEYS)
                    .and_then(|near| KEYS.into_iter().find(|key| *key == near)),
            });
        }
    };
    *place = Some(value.to_owned()).filter(|value| !value.is_empty());
    None
}

/// A declaration without what the program puts before it: `param`, `- `, `$`.
fn declaration(line: Span, text: &str) -> Span {
    let written = line.of(text);
    let rest = written.strip_prefix("- ").unwrap_or(written).trim_start();
    let rest = rest.strip_prefix("param ").unwrap_or(rest).trim_start();
    let rest = rest.strip_prefix('$').unwrap_or(rest);
    let end = line.end - usize::from(rest.ends_with(';'));
    Span::new(line.end - rest.len(), end)
}

fn unquoted(value: &str) -> &str {
    let within = |mark: char| value.strip_prefix(mark)?.strip_suffix(mark);
    within('"').or_else(|| within('\'')).unwrap_or(value)
}

/// The lines of a text without their ends.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let end = start + line.strip_suffix('\n').unwrap_or(line).len();
        let span = Span::new(start, end);
        start += line.len();
        span
    })
}

/// A line without white space around it.
pub(super) fn trimmed(line: Span, text: &str) -> Span {
    let written = line.of(text);
    let start = line.start + (written.len() - written.trim_start().len());
    Span::new(start, start + written.trim().len())
}
