//! A report as written: front matter, Markdown, and blocks with a question each.
//!
//! ````text
//! ---
//! title: The war in figures
//! params:
//!   $who: entity = "Islamic State"
//! ---
//! Text, with {{ by_year.count | sum }} and loops.
//!
//! ```dateline by_year chart=column caption="Events against {{ params.who }}"
//! events against $who | count by year(date)
//! ```
//! ````

mod block;
mod fault;
mod front;

pub use block::{Block, Form, Picture};
pub use fault::{Fault, FaultKind};
pub use front::FrontMatter;

use crate::span::Span;

/// A report as written. All spans are bytes of [`Source::text`].
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// The whole file.
    pub text: String,
    /// What stands before the first line of Markdown.
    pub front: FrontMatter,
    /// The questions in order.
    pub blocks: Vec<Block>,
    /// Questions or parameters that all blocks know, declared by the program and not in the file.
    pub prelude: String,
}

impl Source {
    /// Reads a file.
    ///
    /// # Errors
    /// Everything that is wrong with its form, in order.
    pub fn read(text: &str) -> Result<Self, Vec<Fault>> {
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let mut faults = Vec::new();
        let front = front::read(&text, &mut faults);
        let blocks = block::read(&text, front.end, &mut faults);
        if faults.is_empty() {
            Ok(Self {
                text,
                front,
                blocks,
                prelude: String::new(),
            })
        } else {
            faults.sort_by_key(|fault| fault.span);
            Err(faults)
        }
    }

    /// Whether a text looks like a report and not like a script of questions.
    pub fn is_report(text: &str) -> bool {
        let text = text.trim_start_matches('\u{feff}');
        let is_block = |line: &str| {
            let info = line.trim_start_matches(['`', '~']);
            line.len() - info.len() >= 3 && info.trim_start().starts_with("dateline")
        };
        text.lines()
            .next()
            .is_some_and(|line| line.trim_end() == "---")
            || text.lines().any(is_block)
    }

    /// A report without text.
    pub(super) fn empty() -> Self {
        Self {
            text: String::new(),
            front: FrontMatter::default(),
            blocks: Vec::new(),
            prelude: String::new(),
        }
    }

    /// A question that no block asks, with what is declared for all.
    pub fn declaring(&self, question: &str) -> String {
        self.declarations().text + question
    }

    fn declarations(&self) -> Script {
        let mut script = Script::default();
        for declaration in &self.front.params {
            script.push("param ", None);
            let written = declaration.of(&self.text);
            let name = written.find([':', '=']).unwrap_or(written.len());
            let name = declaration.start + written[..name].trim_end().len();
            script.push("$", Some(Span::new(declaration.start, name)));
            script.push(written, Some(*declaration));
            script.push(";\n", None);
        }
        script.push(&self.prelude, None);
        script
    }

    /// The script of a block: what is declared for all, its question, and the chart it asks for.
    pub fn script(&self, block: &Block, chart: Option<&'static str>) -> Script {
        let mut script = self.declarations();
        let body = block.body.of(&self.text);
        // A question may end in a semicolon, behind which no stage could stand.
        let asked = body.trim_end().trim_end_matches(';');
        let span = Span::new(block.body.start, block.body.start + asked.len());
        script.fallback = block.info;
        script.push(asked, Some(span));
        if let Some(kind) = chart {
            script.push("\n| chart ", None);
            script.push(kind, None);
        }
        script
    }
}

/// A question put together from parts of a file.
#[derive(Debug, Clone, Default)]
pub struct Script {
    /// What is compiled.
    pub text: String,
    /// Where a part of it begins, and which part of the file it is.
    parts: Vec<(usize, Span)>,
    /// What is blamed for all that stands in no part of the file.
    fallback: Span,
}

impl Script {
    fn push(&mut self, text: &str, from: Option<Span>) {
        if let Some(span) = from {
            self.parts.push((self.text.len(), span));
        }
        self.text.push_str(text);
    }

    /// The place in the file of a place in the script.
    pub fn in_file(&self, span: Span) -> Span {
        let holds = |(at, part): &&(usize, Span)| (*at..=*at + part.len()).contains(&span.start);
        let Some((at, part)) = self.parts.iter().rev().find(holds) else {
            return self.fallback;
        };
        let start = part.start + (span.start - at);
        let end = (part.start + (span.end.max(span.start) - at)).min(part.end);
        Span::new(start, end.max(start))
    }
}

#[cfg(test)]
mod tests;
