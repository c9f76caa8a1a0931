//! Blocks: fenced code whose first word is `dateline`.

use super::front::lines;
use super::{Fault, FaultKind};
use crate::model::suggest::nearest;
use crate::span::Span;

/// A question in a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What the text calls it; `block_3` where it has no name.
    pub name: String,
    /// What is shown of it; as its question says, else a table, where it is not told.
    pub form: Option<Form>,
    /// The title of the table or chart, as written.
    pub caption: Option<String>,
    /// Its first line from the word `dateline` on.
    pub info: Span,
    /// Its question.
    pub body: Span,
    /// All of it with its fences.
    pub whole: Span,
}

/// What is shown of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Rows and columns.
    Table,
    /// A line of text for each row.
    List,
    /// Nothing: only the text uses its rows.
    Hidden,
    /// A chart.
    Chart(Picture),
}

/// The kinds of chart of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Picture {
    /// Horizontal bars.
    Bar,
    /// Upright columns, along time where there is any.
    Column,
    /// Lines along time or another order.
    Line,
    /// Areas on top of each other.
    Area,
    /// How often values of each size occur.
    Hist,
    /// Rows along time.
    Timeline,
    /// A table of shades.
    Heat,
    /// What is linked with what.
    Network,
    /// Points on the earth.
    Map,
}

impl Picture {
    /// Every kind with its word.
    pub const ALL: [(&'static str, Self); 9] = [
        ("bar", Self::Bar),
        ("column", Self::Column),
        ("line", Self::Line),
        ("area", Self::Area),
        ("hist", Self::Hist),
        ("timeline", Self::Timeline),
        ("heat", Self::Heat),
        ("network", Self::Network),
        ("map", Self::Map),
    ];

    /// The word by which a block asks for it.
    pub fn word(self) -> &'static str {
        Self::ALL
            .into_iter()
            .find(|(_, kind)| *kind == self)
            .map_or("", |(word, _)| word)
    }

    /// The kind of the language's own stage that finds the columns for it.
    pub fn stage(self) -> Option<&'static str> {
        match self {
            Self::Bar | Self::Column => Some("bar"),
            Self::Line | Self::Area => Some("line"),
            Self::Hist => Some("hist"),
            Self::Timeline => Some("timeline"),
            Self::Heat => Some("heat"),
            Self::Network => Some("graph"),
            Self::Map => None,
        }
    }
}

/// The blocks behind `from`.
pub(super) fn read(text: &str, from: usize, faults: &mut Vec<Fault>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Open> = None;
    for line in lines(text).filter(|line| line.start >= from) {
        let written = line.of(text);
        match &open {
            Some(fence) if is_end(written, fence.mark) => {
                if let Some(info) = fence.info {
                    let body = Span::new(info.end + 1, line.start.max(info.end + 1));
                    let whole = Span::new(fence.start, line.end);
                    let mut block = block((info, body, whole), text, faults);
                    if block.name.is_empty() {
                        block.name = format!("block_{}", blocks.len() + 1);
                    }
                    if blocks.iter().any(|known| known.name == block.name) {
                        let name = block.name.clone();
                        let kind = FaultKind::SameName { name };
                        faults.push(Fault { kind, span: info });
                    }
                    blocks.push(block);
                }
                open = None;
            }
            Some(_) => {}
            None => open = opened(line, text),
        }
    }
    if let Some(info) = open.and_then(|fence| fence.info) {
        let kind = FaultKind::OpenBlock;
        faults.push(Fault { kind, span: info });
    }
    blocks
}

/// A fence that waits for its end.
struct Open<'text> {
    start: usize,
    mark: &'text str,
    /// From the word `dateline` on, if it is a block of ours.
    info: Option<Span>,
}

fn opened(line: Span, text: &str) -> Option<Open<'_>> {
    let written = line.of(text);
    let sign = written
        .chars()
        .next()
        .filter(|sign| matches!(sign, '`' | '~'))?;
    let length = written.len() - written.trim_start_matches(sign).len();
    let mark = written.get(..length).filter(|mark| mark.len() >= 3)?;
    let is_ours = written[length..].split_whitespace().next() == Some("dateline");
    let start = line.start + length;
    let info = super::front::trimmed(Span::new(start, line.end), text);
    Some(Open {
        start: line.start,
        mark,
        info: is_ours.then(|| Span::new(info.start, line.end)),
    })
}

fn is_end(line: &str, mark: &str) -> bool {
    let rest = line.trim_end();
    rest.len() >= mark.len() && rest.chars().all(|sign| mark.starts_with(sign))
}

fn block((info, body, whole): (Span, Span, Span), text: &str, faults: &mut Vec<Fault>) -> Block {
    let mut block = Block {
        name: String::new(),
        form: None,
        caption: None,
        info: super::front::trimmed(info, text),
        body,
        whole,
    };
    let (line, shift) = (info.of(text), info.start);
    let mut rest = "dateline".len();
    while let Some(at) = line[rest..].find(|sign: char| !sign.is_whitespace()) {
        let start = rest + at;
        if line[start..].starts_with("caption=") {
            let quoted = start + "caption=".len();
            let Some((caption, end)) = quoted_text(line, quoted) else {
                let span = Span::new(shift + start, shift + line.len());
                let kind = FaultKind::OpenCaption;
                faults.push(Fault { kind, span });
                return block;
            };
            block.caption = Some(caption.to_owned()).filter(|text| !text.is_empty());
            rest = end;
            continue;
        }
        let length = line[start..]
            .find(char::is_whitespace)
            .unwrap_or(line.len() - start);
        let word = &line[start..start + length];
        if let Err(kind) = take(&mut block, word) {
            let span = Span::new(shift + start, shift + start + length);
            faults.push(Fault { kind, span });
        }
        rest = start + length;
    }
    block
}

fn quoted_text(line: &str, at: usize) -> Option<(&str, usize)> {
    let inside = line[at..].strip_prefix('"')?;
    let end = inside.find('"')?;
    Some((&inside[..end], at + 1 + end + 1))
}

/// What may stand behind the name.
const WORDS: [&str; 5] = ["table", "list", "hidden", "chart=", "caption="];

fn take(block: &mut Block, word: &str) -> Result<(), FaultKind> {
    const FORMS: [(&str, Form); 3] = [
        ("table", Form::Table),
        ("list", Form::List),
        ("hidden", Form::Hidden),
    ];
    if let Some(kind) = word.strip_prefix("chart=") {
        // The language calls a network so.
        let asked = if kind == "graph" { "network" } else { kind };
        let mut kinds = Picture::ALL.into_iter();
        let Some((_, picture)) = kinds.find(|(known, _)| *known == asked) else {
            let words = Picture::ALL.map(|(word, _)| word);
            let near = nearest(kind, words);
            return Err(FaultKind::UnknownChart {
                word: kind.to_owned(),
                similar: near.and_then(|near| words.into_iter().find(|word| *word == near)),
            });
        };
        block.form = Some(Form::Chart(picture));
        return Ok(());
    }
    if let Some((_, form)) = FORMS.into_iter().find(|(known, _)| *known == word) {
        block.form = Some(form);
        return Ok(());
    }
    if block.name.is_empty() && block.form.is_none() && !word.contains('=') {
        let is_name = word.starts_with(|sign: char| sign.is_ascii_alphabetic())
            && word
                .chars()
                .all(|sign| sign.is_ascii_alphanumeric() || sign == '_');
        if !is_name || word == "params" {
            let name = word.to_owned();
            return Err(FaultKind::BadName { name });
        }
        word.clone_into(&mut block.name);
        return Ok(());
    }
    let near = nearest(word, WORDS);
    Err(FaultKind::UnknownWord {
        word: word.to_owned(),
        similar: near.and_then(|near| WORDS.into_iter().find(|known| *known == near)),
    })
}
