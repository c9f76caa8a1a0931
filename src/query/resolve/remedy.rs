//! Texts that mend the stage at hand: built from what is typed, and offered only if the script with them
//! has no mistake there any more.

use super::aggregate::some_key;
use super::frame::Frame;
use super::{Resolver, errors_of};
use crate::query::ast::{ClauseKind, Expr, ExprKind, Literal, NameSetKind, Path};
use crate::query::catalog::{Field, FieldType, NOUNS, noun_word};
use crate::query::error::{DateFault, QueryError, QueryErrorKind};
use crate::query::meant::{date_meant, month_meant};
use crate::query::parse::{date_fault, parse};
use crate::span::Span;

/// Whether a text is a date as people write it, be it one that can be two.
fn is_written_date(text: &str) -> bool {
    date_meant(text).is_some() || date_fault(text) != DateFault::Form
}

impl<'a> Resolver<'a> {
    /// Where the stage at hand stands; `None` at the source.
    fn stage_place(&self) -> Option<Span> {
        self.places.get(self.position.checked_sub(2)?).copied()
    }

    /// The stage at hand as typed.
    pub(super) fn stage_text(&self) -> Option<&'a str> {
        Some(self.text(self.stage_place()?).trim_end())
    }

    /// The text, if the script with it in this place has no mistake there.
    fn if_sound(&self, span: Span, text: String) -> Option<String> {
        if self.is_trial || parse(self.source).is_err() {
            return Some(text);
        }
        let (before, after) = (self.source.get(..span.start)?, self.source.get(span.end..)?);
        let mended = format!("{before}{text}{after}");
        let script = parse(&mended).ok()?;
        let mut trial = Resolver::new(&mended, self.names, self.now, self.given);
        trial.is_trial = true;
        let end = span.start + text.len();
        let errors = errors_of(trial, &script);
        let is_there =
            |found: Span| found.start <= end && span.start <= found.end || found.contains(span);
        errors
            .iter()
            .all(|error| !is_there(error.span))
            .then_some(text)
    }

    /// The stage at hand in the place of another text of it.
    pub(super) fn stage_with(&self, span: Span, instead: &str) -> Option<String> {
        let place = self.stage_place()?;
        if !place.contains(span) {
            return None;
        }
        let before = self.source.get(place.start..span.start)?;
        let after = self.source.get(span.end..place.end)?;
        let text = format!("{before}{instead}{after}").trim_end().to_owned();
        self.if_sound(place, text)
    }

    /// The stage at hand before the one that has merged the rows.
    pub(super) fn moved_before(&self, ended: &str) -> Option<String> {
        let place = self.stage_place()?;
        let own = self.text(place).trim();
        let merged = self.stage_called(ended)?;
        let between = self.source.get(merged.start..place.start)?;
        let between = between.trim_end_matches([' ', '\n', '|']);
        let text = format!("{own} | {between}");
        self.if_sound(Span::new(merged.start, place.end), text)
    }

    /// The last earlier stage that begins with a word.
    fn stage_called(&self, word: &str) -> Option<Span> {
        let earlier = self.places.get(..self.position.checked_sub(2)?)?;
        let is_called = |span: &&Span| {
            let text = self.text(**span);
            text.get(..word.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(word))
        };
        earlier.iter().rev().find(is_called).copied()
    }

    /// Rows that must come from sentences: those of the sentences, at the place of the stage.
    pub(super) fn by_sentences(&self, ended: Option<&str>) -> Option<String> {
        let place = self.stage_place()?;
        let own = self.text(place).trim();
        let (start, kept) = match ended {
            None => (place.start, String::new()),
            Some(word) => {
                let merged = self.stage_called(word)?;
                let between = self.source.get(merged.start..place.start)?;
                let between = between.trim_end_matches([' ', '\n', '|']);
                (merged.start, format!(" | {between}"))
            }
        };
        // The arrow stands in the place of the bar.
        let bar = self.source.get(..start)?.trim_end();
        let bar = bar.strip_suffix('|').map_or(bar.len(), str::len);
        let text = format!("-> sentences | {own}{kept}");
        self.if_sound(Span::new(bar, place.end), text)
    }

    /// The same error with remedies that hold the whole comparison.
    pub(super) fn about_comparison(
        &self,
        mut wrong: Box<QueryError>,
        whole: Span,
    ) -> Box<QueryError> {
        let text = self.text(whole);
        match &mut wrong.kind {
            QueryErrorKind::ToManyAsOne { link, fixes, .. } => {
                let link_start = format!("{link}.");
                if let Some(rest) = text.strip_prefix(&link_start) {
                    *fixes = ["any", "all", "none"]
                        .map(|word| format!("{word}({link} where {rest})"))
                        .into();
                    wrong.span = whole;
                } else if let Some(rest) = text.strip_prefix(link.as_str()) {
                    let rest = rest.replacen(" = ", " in (", 1);
                    if rest.contains(" in (") {
                        *fixes = vec![format!("{link}{rest})")];
                        wrong.span = whole;
                    }
                }
            }
            QueryErrorKind::AggregatePlace { call, fix } => {
                if let Some((start, column)) = fix
                    .as_deref()
                    .and_then(|fix| fix.strip_suffix(" > …"))
                    .and_then(|fix| fix.rsplit_once(' '))
                {
                    let condition = text.replace(call.as_str(), column);
                    *fix = Some(format!("{start} {condition}"));
                }
            }
            QueryErrorKind::UnknownMember {
                word,
                field,
                elsewhere,
                ..
            } => *elsewhere = self.of_other_field(field, word, whole),
            QueryErrorKind::TypeMismatch { left, right, .. }
                if left.1 == "a date" && is_written_date(&right.0) =>
            {
                wrong.kind = QueryErrorKind::BadDate {
                    text: right.0.clone(),
                    fault: date_fault(&right.0),
                    meant: date_meant(&right.0),
                    clause: None,
                    today: None,
                };
            }
            QueryErrorKind::TypeMismatch {
                left,
                right,
                fix: fix @ None,
            } => {
                let owner = NOUNS.iter().find_map(|noun| {
                    let is_left = |field: &&Field| field.name == left.0;
                    let found = noun.fields.iter().find(is_left)?;
                    matches!(found.kind, FieldType::Enum(_)).then(|| noun.noun.word())
                });
                let other = owner.and_then(|noun| {
                    self.of_other_field(&format!("{noun}.{}", left.0), &right.0, whole)
                });
                if let Some((_, stage)) = other {
                    *fix = Some(stage);
                }
            }
            QueryErrorKind::UnknownField {
                name,
                similar: None,
                ..
            } => {
                if let Some(month) = month_meant(name) {
                    wrong.kind = QueryErrorKind::BadDate {
                        text: name.clone(),
                        fault: DateFault::MonthName(month),
                        meant: None,
                        clause: None,
                        today: None,
                    };
                }
            }
            _ => {}
        }
        wrong
    }

    /// The stage at hand with another field in a comparison: one that has the word among its values.
    fn of_other_field(&self, field: &str, word: &str, whole: Span) -> Option<(String, String)> {
        let (noun, name) = field.split_once('.')?;
        let word = word.to_lowercase();
        let fields = noun_word(noun)?.noun.info().fields;
        let (other, members) = fields.iter().find_map(|other| match other.kind {
            FieldType::Enum(members) if other.name != name => members
                .words()
                .contains(&word.as_str())
                .then_some((other.name, members)),
            _ => None,
        })?;
        let text = self.text(whole).replacen(name, other, 1);
        let stage = self.stage_with(whole, &text)?;
        Some((members.singular().to_owned(), stage))
    }

    /// The error of a name alone, as in `by "Russia" and "Iran"`, with the list that was meant.
    pub(super) fn with_names(
        &self,
        mut wrong: Box<QueryError>,
        parts: &[Expr],
        each: &str,
    ) -> Box<QueryError> {
        let is_name = |part: &&Expr| {
            matches!(
                part.kind,
                ExprKind::Literal(Literal::Text(_) | Literal::Handle(_) | Literal::Parameter(_))
            )
        };
        let names: Vec<&Expr> = parts.iter().rev().take_while(is_name).collect();
        let clause = parts.len().checked_sub(names.len() + 1);
        let Some(Expr {
            kind: ExprKind::Clause(clause),
            span,
        }) = clause.and_then(|at| parts.get(at))
        else {
            return wrong;
        };
        let ClauseKind::Who { role, names: first } = &clause.kind else {
            return wrong;
        };
        let (QueryErrorKind::WrongType { fix, .. }, NameSetKind::Any(one)) =
            (&mut wrong.kind, &first.kind)
        else {
            return wrong;
        };
        if let ([first], [.., last]) = (one.as_slice(), parts) {
            let others = names.iter().rev().map(|name| self.text(name.span));
            let all: Vec<&str> = std::iter::once(self.text(first.span))
                .chain(others)
                .collect();
            *fix = Some(format!("{} {each}({})", role.word(), all.join(", ")));
            wrong.span = span.join(last.span);
        }
        wrong
    }

    /// The ways to say which of many rows a path means, for the stage at hand.
    pub(super) fn of_many(&self, path: &Path, at: usize) -> Vec<String> {
        let link = &path.segments[at];
        let whole = self.text(path.segments[0].span.join(link.span));
        let Some(stage) = self.stage_text() else {
            return Vec::new();
        };
        let word = stage.split_whitespace().next().unwrap_or_default();
        let is_whole = at + 1 == path.segments.len();
        let mut ways = Vec::new();
        match word.to_ascii_lowercase().as_str() {
            "where" if is_whole => ways.push((path.span, format!("any({whole})"))),
            "sort" if is_whole => ways.push((path.span, format!("count({whole})"))),
            "derive" | "select" => {
                ways.push((path.span, format!("list({})", self.text(path.span))));
            }
            _ => {}
        }
        let mut found: Vec<String> = ways
            .into_iter()
            .filter_map(|(span, text)| self.stage_with(span, &text))
            .collect();
        let unnested = self.unnested(path, at, whole);
        found.extend(unnested.and_then(|text| self.if_sound(self.stage_place()?, text)));
        found
    }

    /// The stage at hand for each of the rows that a path leads to.
    pub(super) fn unnested(&self, path: &Path, at: usize, link: &str) -> Option<String> {
        let place = self.stage_place()?;
        let name = one_of(&path.segments[at].text);
        let part = path.segments[0].span.join(path.segments[at].span);
        let before = self.source.get(place.start..part.start)?;
        let after = self.source.get(part.end..place.end)?.trim_end();
        Some(format!("each {link} as {name} | {before}{name}{after}"))
    }

    /// Whether a word stands in the script before the stage at hand.
    pub(super) fn has_earlier_word(&self, word: &str) -> bool {
        let place = self.stage_place();
        let before = place.and_then(|place| self.source.get(..place.start));
        before.is_some_and(|text| {
            text.split_whitespace()
                .any(|one| one.eq_ignore_ascii_case(word))
        })
    }

    /// The stage at hand after a `count by` of its column and another one.
    pub(super) fn counted_before(&self, frame: &Frame, column: &str) -> Option<String> {
        let key = some_key(frame);
        let mut others = [key, "source", "kind"]
            .into_iter()
            .filter(|other| *other != column);
        others.find_map(|other| self.counted_by(&[other, column]))
    }

    /// The stage at hand after a `count by` of these.
    pub(super) fn counted_by(&self, columns: &[&str]) -> Option<String> {
        let stage = self.stage_text()?;
        self.stage_instead(format!("count by {} | {stage}", columns.join(", ")))
    }

    /// Another stage in the place of the one at hand.
    pub(super) fn stage_instead(&self, text: String) -> Option<String> {
        self.if_sound(self.stage_place()?, text)
    }
}

/// The singular of the name of a link.
pub(super) fn one_of(link: &str) -> String {
    match link {
        "people" => "person".to_owned(),
        _ => match link.strip_suffix("ies") {
            Some(stem) => format!("{stem}y"),
            None => link.strip_suffix('s').unwrap_or(link).to_owned(),
        },
    }
}
