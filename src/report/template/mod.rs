//! The text around the blocks: values and loops filled in by a template language, everything from articles escaped.

mod values;
mod wrong;

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value as Filled};

use crate::render::cell::{number_text, shown};
use crate::report::ask::Asked;
use crate::report::escape;
use crate::report::notes::mark;
use crate::report::proof::Proof;
use crate::report::source::{Fault, FaultKind, Source};
use crate::span::Span;
use crate::value::{Column, ColumnType, Value};
use values::{Answer, Row};
use wrong::{absent, fault, instead, known_names, place_of};

/// A report's text with everything filled in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::report) struct Text {
    /// Markdown, in which block `n` is a fence whose first line is [`placeholder`].
    pub(in crate::report) markdown: String,
    /// The title of each block, plain text.
    pub(in crate::report) captions: Vec<Option<String>>,
    /// The headline, plain text.
    pub(in crate::report) title: Option<String>,
    /// The line below it, plain text.
    pub(in crate::report) subtitle: Option<String>,
}

/// The name of a template whose text is not Markdown.
const PLAIN: &str = "plain";

/// What stands in the place of a block; no longer than the shortest first line of one.
pub(in crate::report) fn placeholder(block: usize) -> String {
    format!("@{block}")
}

/// Fills in the text.
///
/// # Errors
/// It asks for what is not there, or is not the template language.
pub(in crate::report) fn fill(
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

/// Reads the text without the answers; `imagined` has the columns of each block whose columns are known before it is asked.
///
/// # Errors
/// It is not the template language, or names what no block, no column and no parameter is called.
pub(in crate::report) fn check(source: &Source, imagined: &Asked) -> Result<(), Vec<Fault>> {
    let environment = environment();
    let text = blanked(source);
    let template = environment
        .template_from_named_str("report", &text)
        .map_err(|error| vec![fault(&error, source, imagined)])?;
    let known = known_names(source);
    let mut unknown: Vec<String> = template.undeclared_variables(false).into_iter().collect();
    unknown.retain(|name| name != "cite" && name != "range" && !known.contains(name));
    unknown.sort();
    let faults = unknown.into_iter().map(|name| Fault {
        span: place_of(&name, &text).unwrap_or_default(),
        kind: FaultKind::Text {
            message: format!("nothing is called `{name}` here"),
            help: Some(instead(&name, &known)),
        },
    });
    let mut faults: Vec<Fault> = faults.collect();
    let mut paths: Vec<String> = template.undeclared_variables(true).into_iter().collect();
    paths.sort();
    let missing = paths.iter().filter(|path| is_missing(path, imagined));
    faults.extend(missing.map(|path| absent(path, source, imagined)));
    if faults.is_empty() && imagined.taken.len() == source.blocks.len() {
        faults.extend(tried(source, imagined));
    }
    if faults.is_empty() {
        return Ok(());
    }
    Err(faults)
}

/// Whether a path (`tolls.count`) begins with a block and goes on with what is no column of it.
fn is_missing(path: &str, imagined: &Asked) -> bool {
    let Some((block, rest)) = path.split_once('.') else {
        return false;
    };
    let column = rest.split('.').next().unwrap_or(rest);
    // A number is a row.
    if column.parse::<usize>().is_ok() {
        return false;
    }
    let taken = imagined.taken.iter().find(|taken| taken.name == block);
    taken.is_some_and(|taken| values::column_at(taken, column).is_none())
}

/// A column that rows are asked for and do not have, found by filling in rows of nothing, of numbers and of words; what else
/// goes wrong with such rows proves nothing.
fn tried(source: &Source, imagined: &Asked) -> Option<Fault> {
    let text = blanked(source);
    let values = [Value::Null, Value::Integer(1), Value::Text(String::new())];
    values.into_iter().find_map(|value| {
        let mut imagined = imagined.clone();
        for taken in &mut imagined.taken {
            taken.rows.records = vec![vec![value.clone(); taken.rows.columns.len()]];
        }
        let context = context(source, &imagined, &BTreeMap::new());
        let filled = environment().render_named_str("report", &text, &context);
        let error = filled.err()?;
        let path = error.detail().unwrap_or_default();
        is_missing(path, &imagined).then(|| absent(path, source, &imagined))
    })
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
    text.replace(crate::report::notes::is_mark, "\u{fffd}")
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
    environment.add_filter("amount", |row: &Filled| row_of(row).map(Row::amount));
    environment.add_filter("attribution", |row: &Filled| {
        row_of(row).map(Row::attribution)
    });
    environment.add_filter("period", values::period);
    environment.add_filter("happening", |row: &Filled| row_of(row).map(Row::happening));
    environment.add_filter("is_part", |row: &Filled| row_of(row).map(Row::is_part));
    environment.add_filter("differing", |apart: &Filled, sides: &Filled| {
        Ok::<_, Error>(values::differing(rows_of(apart)?, rows_of(sides)?))
    });
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

fn rows_of(value: &Filled) -> Result<&Answer, Error> {
    let wrong = || Error::new(ErrorKind::InvalidOperation, "this filter takes a block");
    value.downcast_object_ref::<Answer>().ok_or_else(wrong)
}

fn row_of(value: &Filled) -> Result<&Row, Error> {
    let message = "this filter takes a row: `{% for row in NAME %}{{ row | … }}`";
    let wrong = || Error::new(ErrorKind::InvalidOperation, message);
    value.downcast_object_ref::<Row>().ok_or_else(wrong)
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
