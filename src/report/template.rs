//! The text around the blocks: values and loops filled in by a template language, everything from articles escaped.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{DynObject, Enumerator, Object, ObjectExt, ObjectRepr};
use minijinja::{Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value as Filled};

use super::ask::{Asked, Taken};
use super::escape;
use super::notes::mark;
use super::proof::Proof;
use super::source::{Fault, FaultKind, Source};
use crate::model::date::PartialDate;
use crate::model::suggest::nearest;
use crate::render::cell::{number_text, shown};
use crate::span::Span;
use crate::value::{Column, ColumnType, Value};

/// A report's text with everything filled in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Text {
    /// Markdown, in which block `n` is a fence whose first line is [`placeholder`].
    pub(super) markdown: String,
    /// The title of each block, plain text.
    pub(super) captions: Vec<Option<String>>,
    /// The headline, plain text.
    pub(super) title: Option<String>,
    /// The line below it, plain text.
    pub(super) subtitle: Option<String>,
}

/// The name of a template whose text is not Markdown.
const PLAIN: &str = "plain";

/// What stands in the place of a block; no longer than the shortest first line of one.
pub(super) fn placeholder(block: usize) -> String {
    format!("@{block}")
}

/// Fills in the text.
///
/// # Errors
/// It asks for what is not there, or is not the template language.
pub(super) fn fill(
    source: &Source,
    asked: &Asked,
    parameters: &BTreeMap<String, String>,
) -> Result<Text, Vec<Fault>> {
    let environment = environment();
    let context = context(source, asked, parameters);
    let text = blanked(source);
    let markdown = environment
        .render_named_str("report", &text, &context)
        .map_err(|error| vec![fault(&error, source, asked)])?;
    let plain = |text: &Option<String>, span: Span| {
        let filled = text
            .as_ref()
            .map(|text| environment.render_named_str(PLAIN, text, &context));
        filled.transpose().map_err(|error| {
            vec![Fault {
                span,
                ..fault(&error, source, asked)
            }]
        })
    };
    let head = Span::new(0, source.text.find('\n').unwrap_or(source.text.len()));
    let captions = source
        .blocks
        .iter()
        .map(|block| plain(&block.caption, block.info));
    Ok(Text {
        captions: captions.collect::<Result<_, _>>()?,
        title: plain(&source.front.title, head)?,
        subtitle: plain(&source.front.subtitle, head)?,
        markdown,
    })
}

/// Reads the text without filling it in.
///
/// # Errors
/// It is not the template language, or names what no block and no parameter is called.
pub(super) fn check(source: &Source) -> Result<(), Vec<Fault>> {
    let environment = environment();
    let text = blanked(source);
    let template = environment
        .template_from_named_str("report", &text)
        .map_err(|error| vec![fault(&error, source, &Asked::default())])?;
    let known = known_names(source);
    let mut unknown: Vec<String> = template.undeclared_variables(false).into_iter().collect();
    unknown.retain(|name| name != "cite" && name != "range" && !known.contains(name));
    unknown.sort();
    if unknown.is_empty() {
        return Ok(());
    }
    let faults = unknown.into_iter().map(|name| Fault {
        span: place_of(&name, &text).unwrap_or_default(),
        kind: FaultKind::Text {
            message: format!("nothing is called `{name}` here"),
            help: Some(instead(&name, &known)),
        },
    });
    Err(faults.collect())
}

/// The place of a name in a tag of the template.
fn place_of(name: &str, text: &str) -> Option<Span> {
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

fn known_names(source: &Source) -> Vec<String> {
    let blocks = source.blocks.iter().map(|block| block.name.clone());
    blocks.chain(["params".to_owned()]).collect()
}

fn instead(name: &str, known: &[String]) -> String {
    match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("here are: {}", known.join(", ")),
    }
}

/// The file without its front matter and questions, each byte of the rest in its place.
fn blanked(source: &Source) -> String {
    let mut text = String::with_capacity(source.text.len());
    let blank = |text: &mut String, span: Span| {
        text.extend(
            span.of(&source.text)
                .bytes()
                .map(|byte| if byte == b'\n' { '\n' } else { ' ' }),
        );
    };
    blank(&mut text, Span::new(0, source.front.end));
    let mut at = source.front.end;
    for (number, block) in source.blocks.iter().enumerate() {
        text.push_str(&source.text[at..block.info.start]);
        let name = placeholder(number);
        text.push_str(&name);
        blank(
            &mut text,
            Span::new(block.info.start + name.len(), block.body.end),
        );
        at = block.body.end;
    }
    text.push_str(&source.text[at..]);
    // Signs that only this program may put into the text.
    text.replace(super::notes::is_mark, "\u{fffd}")
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_formatter(formatted);
    if let Ok(syntax) = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()
    {
        environment.set_syntax(syntax);
    }
    environment.add_function("cite", cite);
    environment.add_filter("sum", sum);
    environment.add_filter("thousands", thousands);
    environment
}

fn context(source: &Source, asked: &Asked, parameters: &BTreeMap<String, String>) -> Filled {
    let declared = source.front.params.iter().filter_map(|span| {
        let written = span.of(&source.text);
        let name = written.split([':', '=']).next()?.trim().to_owned();
        let default = written
            .split_once('=')
            .map(|(_, value)| value.trim().trim_matches('"').to_owned());
        let value = parameters
            .get(&name)
            .cloned()
            .or(default)
            .unwrap_or_default();
        Some((name, Filled::from(value)))
    });
    let given = parameters
        .iter()
        .map(|(name, value)| (name.clone(), Filled::from(value.clone())));
    let parameters: BTreeMap<String, Filled> = given.chain(declared).collect();
    let blocks = asked.taken.iter();
    let mut all: BTreeMap<String, Filled> = blocks
        .map(|taken| {
            (
                taken.name.clone(),
                Filled::from_object(Answer(Arc::new(taken.clone()))),
            )
        })
        .collect();
    all.insert("params".to_owned(), Filled::from(parameters));
    Filled::from(all)
}

/// The rows of a block.
#[derive(Debug)]
struct Answer(Arc<Taken>);

impl Answer {
    fn row(taken: &Arc<Taken>, at: usize) -> Filled {
        Filled::from_object(Row(taken.clone(), at))
    }
}

impl Object for Answer {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Filled) -> Option<Filled> {
        if let Some(at) = key.as_usize() {
            return (at < self.0.rows.records.len()).then(|| Self::row(&self.0, at));
        }
        let name = key.as_str()?;
        let Some(column) = column_at(&self.0, name) else {
            return Some(absent(&self.0, name));
        };
        let values = self
            .0
            .rows
            .records
            .iter()
            .map(|record| value(&record[column]));
        Some(Filled::from(values.collect::<Vec<_>>()))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.0.rows.records.len())
    }
}

/// One of them.
#[derive(Debug)]
struct Row(Arc<Taken>, usize);

impl Object for Row {
    fn get_value(self: &Arc<Self>, key: &Filled) -> Option<Filled> {
        let name = key.as_str()?;
        let Some(column) = column_at(&self.0, name) else {
            return Some(absent(&self.0, name));
        };
        Some(value(&self.0.rows.records[self.1][column]))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        self.mapped_enumerator(|row| {
            let columns = row.0.rows.columns.iter();
            Box::new(columns.map(|column| Filled::from(column.name.clone())))
        })
    }
}

/// A column by its name; a dot in a name is written `_`.
fn column_at(taken: &Taken, name: &str) -> Option<usize> {
    let mut columns = taken.rows.columns.iter();
    let is_it =
        |column: &Column| column.name == name || column.name.replace(['.', ' '], "_") == name;
    columns.position(is_it)
}

/// A date: written as text writes it, ordered as time goes.
#[derive(Debug)]
struct Dated(PartialDate);

impl Object for Dated {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn custom_cmp(self: &Arc<Self>, other: &DynObject) -> Option<Ordering> {
        let other = other.downcast_ref::<Self>()?;
        Some(self.0.cmp(&other.0))
    }

    fn render(self: &Arc<Self>, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        text.write_str(&super::listing::long_date(self.0))
    }
}

/// What fails wherever it is used.
fn absent(taken: &Taken, name: &str) -> Filled {
    let path = format!("{}.{name}", taken.name);
    Filled::from(Error::new(ErrorKind::UndefinedError, path))
}

fn value(value: &Value) -> Filled {
    match value {
        Value::Null => Filled::from(()),
        Value::Bool(truth) => Filled::from(*truth),
        Value::Integer(whole) => Filled::from(*whole),
        Value::Number(number) => Filled::from(*number),
        Value::Text(text) => Filled::from(text.clone()),
        Value::Date(date) => Filled::from_object(Dated(*date)),
        Value::List(members) => Filled::from(members.iter().map(self::value).collect::<Vec<_>>()),
    }
}

/// Writes a value: ours as they are, all others so that nothing of them is markup.
fn formatted(out: &mut Output, state: &mut State, value: &Filled) -> Result<(), Error> {
    let text = if value.is_safe() {
        return out.write_str(&value.to_string()).map_err(Error::from);
    } else if value.is_none() {
        "–".to_owned()
    } else if value.is_number() && !value.is_integer() {
        f64::try_from(value.clone())
            .map_or_else(|_| value.to_string(), |number| number_text(number, Some(2)))
    } else if value.kind() == minijinja::value::ValueKind::Bool {
        if value.is_true() { "yes" } else { "no" }.to_owned()
    } else if value.kind() == minijinja::value::ValueKind::Seq {
        let members = value.try_iter()?.map(|member| member.to_string());
        members.collect::<Vec<_>>().join(", ")
    } else {
        value.to_string()
    };
    let text = if state.name() == PLAIN {
        text
    } else {
        escape::markdown(&text)
    };
    out.write_str(&text).map_err(Error::from)
}

/// `{{ cite(row) }}`, `{{ cite(block) }}`: the notes of a row, or of all.
fn cite(of: &Filled) -> Result<Filled, Error> {
    let proof = if let Some(row) = of.downcast_object_ref::<Row>() {
        row.0.proofs.get(row.1).cloned().unwrap_or_default()
    } else if let Some(answer) = of.downcast_object_ref::<Answer>() {
        answer.0.proof.clone()
    } else {
        let message = "`cite` takes a row or the name of a block";
        return Err(Error::new(ErrorKind::InvalidOperation, message));
    };
    let text = if proof == Proof::default() {
        String::new()
    } else {
        mark(&proof)
    };
    Ok(Filled::from_safe_string(text))
}

/// The sum of what is known.
fn sum(values: &Filled) -> Result<Filled, Error> {
    let (mut whole, mut real, mut is_whole) = (0_i64, 0.0, true);
    for value in values.try_iter()? {
        if value.is_none() {
            continue;
        }
        let number = f64::try_from(value.clone())?;
        real += number;
        match i64::try_from(value)
            .ok()
            .and_then(|number| whole.checked_add(number))
        {
            Some(sum) => whole = sum,
            None => is_whole = false,
        }
    }
    Ok(if is_whole {
        Filled::from(whole)
    } else {
        Filled::from(real)
    })
}

/// A number with its thousands apart.
fn thousands(value: &Filled) -> Result<String, Error> {
    let column = Column::new("", ColumnType::Plain);
    if value.is_none() {
        return Ok("–".to_owned());
    }
    let number = match i64::try_from(value.clone()) {
        Ok(whole) if value.is_integer() => Value::Integer(whole),
        _ => Value::Number(f64::try_from(value.clone())?),
    };
    Ok(shown(&number, &column))
}

/// What the template language says, at its place in the file.
fn fault(error: &Error, source: &Source, asked: &Asked) -> Fault {
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
            let columns: Vec<String> = columns.map(|column| column.name.clone()).collect();
            Some(instead(column, &columns))
        }
        [] => None,
    }
}
