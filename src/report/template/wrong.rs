//! What the template language says is wrong → a fault at its place in the file, with what is there instead.

use minijinja::{Error, ErrorKind};

use crate::model::suggest::nearest;
use crate::report::ask::Asked;
use crate::report::source::{Fault, FaultKind, Source};
use crate::span::Span;

/// What the template language says, at its place in the file.
pub(super) fn fault(error: &Error, source: &Source, asked: &Asked) -> Fault {
    let line_start = |line: usize| {
        let mut lines = source
            .text
            .split_inclusive('\n')
            .take(line.saturating_sub(1));
        lines.by_ref().map(str::len).sum::<usize>()
    };
    let line = |line| {
        let start = line_start(line).min(source.text.len());
        let rest = &source.text[start..];
        Span::new(start, start + rest.find('\n').unwrap_or(rest.len()))
    };
    let is_inside = |range: &std::ops::Range<usize>| {
        source.text.is_char_boundary(range.start)
            && source.text.is_char_boundary(range.end)
            && range.end <= source.text.len()
    };
    let span = match error.range().filter(is_inside) {
        Some(range) => Span::new(range.start, range.end),
        None => line(error.line().unwrap_or(1)),
    };
    // A path without more words is one of ours.
    let is_path = |detail: &&str| !detail.contains(['`', ' ']);
    let is_absent = error.kind() == ErrorKind::UndefinedError;
    let path = error.detail().filter(is_path).filter(|_| is_absent);
    let span = match path.and_then(|path| path.rsplit('.').next()) {
        Some(name) => place_of(name, &source.text).unwrap_or(span),
        None => span,
    };
    let written = path.unwrap_or_else(|| span.of(&source.text));
    let message = match (error.detail(), path) {
        (_, Some(path)) => format!("`{path}` is not there"),
        (Some(detail), None) => detail.to_owned(),
        (None, None) if is_absent => format!("`{}` is not there", written.trim()),
        (None, None) => error.kind().to_string(),
    };
    // Of a row that is not there no other can be named.
    let is_named = is_absent && !written.ends_with(']');
    let kind = FaultKind::Text {
        message,
        help: is_named.then(|| remedy(written, source, asked)).flatten(),
    };
    Fault { kind, span }
}

/// A column that a block does not have, by its path (`tolls.count`).
pub(super) fn absent(path: &str, source: &Source, asked: &Asked) -> Fault {
    let name = path.split('.').nth(1).unwrap_or(path);
    let whole = place_of(path, &source.text);
    let own = whole.map(|span| Span::new(span.end - name.len(), span.end));
    Fault {
        span: own
            .or_else(|| place_of(name, &source.text))
            .unwrap_or_default(),
        kind: FaultKind::Text {
            message: format!("`{path}` is not there"),
            help: remedy(path, source, asked),
        },
    }
}

/// What there is instead of what was asked for.
fn remedy(written: &str, source: &Source, asked: &Asked) -> Option<String> {
    let parts: Vec<&str> = written.split('.').map(str::trim).collect();
    match parts.as_slice() {
        [name] => Some(instead(name, &known_names(source))),
        [name, column, ..] => {
            let taken = asked.taken.iter().find(|taken| taken.name == *name);
            let Some(taken) = taken else {
                return Some(instead(name, &known_names(source)));
            };
            let columns = taken.rows.columns.iter();
            let columns: Vec<String> = columns.map(|it| it.name.replace(['.', ' '], "_")).collect();
            let near = nearest(column, columns.iter().map(String::as_str));
            let near = near.map(|near| format!("did you mean `{near}`? "));
            Some(format!(
                "{}columns of `{name}`: {}; how many rows it has: {{{{ {name} | length }}}}; of a column: | sum, | thousands, | period",
                near.unwrap_or_default(),
                columns.join(", ")
            ))
        }
        [] => None,
    }
}

/// The place of a name in a tag of the template.
pub(super) fn place_of(name: &str, text: &str) -> Option<Span> {
    let is_part = |sign: char| sign.is_alphanumeric() || sign == '_';
    let mut all = text.match_indices(name);
    let found = all.find(|(at, _)| {
        let (before, after) = (&text[..*at], &text[at + name.len()..]);
        let is_open = before
            .rfind(['{', '}'])
            .is_some_and(|at| before[at..].starts_with('{'));
        let is_percent = before.rfind("{%") > before.rfind("%}");
        (is_open || is_percent) && !before.ends_with(is_part) && !after.starts_with(is_part)
    });
    found.map(|(at, _)| Span::new(at, at + name.len()))
}

pub(super) fn known_names(source: &Source) -> Vec<String> {
    let blocks = source.blocks.iter().map(|block| block.name.clone());
    blocks.chain(["params".to_owned()]).collect()
}

pub(super) fn instead(name: &str, known: &[String]) -> String {
    match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("here are: {}", known.join(", ")),
    }
}
