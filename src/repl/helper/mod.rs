//! What the line editor asks while somebody types: whether Enter runs the input, what Tab offers, what is
//! dimly ahead, and how it is coloured.

mod complete;
mod fit;
mod hint;
mod paint;

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustyline::completion::{Completer, FilenameCompleter, Pair};
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::Hinter;
use rustyline::history::{History, SearchDirection};
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Context, Helper};

use super::answers::Answers;
use super::is_open;
use super::session::{Done, Session};
use crate::render::cell::{cells, clean};
pub(in crate::repl) use fit::fitting;
use hint::Ahead;
use paint::Paint;

/// How large the screen is, in cells.
#[derive(Debug, Default)]
pub(super) struct Screen {
    pub(super) columns: AtomicUsize,
    pub(super) lines: AtomicUsize,
}

impl Screen {
    fn size(&self) -> (usize, usize) {
        (
            self.columns.load(Ordering::Relaxed),
            self.lines.load(Ordering::Relaxed),
        )
    }
}

/// Helps the line editor with the session's knowledge.
pub(super) struct PromptHelper<A> {
    session: Rc<RefCell<Session<A>>>,
    /// Cells before the text of a first line.
    indent: Arc<AtomicUsize>,
    screen: Arc<Screen>,
    /// Whether the line is left as it is, and the cursor points at nothing any more.
    is_done: Cell<bool>,
    /// Inputs that were not answered: they can be recalled, but are not held out.
    failed: HashSet<String>,
    files: FilenameCompleter,
}

impl<A: Answers> PromptHelper<A> {
    /// A helper for a session; `indent` is how wide the prompt is.
    pub(super) fn new(
        session: Rc<RefCell<Session<A>>>,
        indent: Arc<AtomicUsize>,
        screen: Arc<Screen>,
    ) -> Self {
        Self {
            session,
            indent,
            screen,
            is_done: Cell::new(false),
            failed: HashSet::new(),
            files: FilenameCompleter::new(),
        }
    }

    /// Remembers how an input was done.
    pub(super) fn remember(&mut self, input: &str, done: Done) {
        if done == Done::Answered {
            self.failed.remove(input);
        } else {
            self.failed.insert(input.to_owned());
        }
    }

    /// The rest of the newest input that begins with a line and was answered.
    fn earlier(&self, line: &str, history: &dyn History) -> Option<Ahead> {
        let mut newest = history.len();
        while let Some(at) = newest.checked_sub(1) {
            let found = history.starts_with(line, at, SearchDirection::Reverse);
            let found = found.ok().flatten()?;
            if found.entry != line && !self.failed.contains(&*found.entry) {
                return Some(Ahead::earlier(&found.entry[line.len()..]));
            }
            newest = found.idx;
        }
        None
    }
}

impl<A: Answers> Helper for PromptHelper<A> {}

impl<A: Answers> Highlighter for PromptHelper<A> {
    fn highlight<'l>(&self, line: &'l str, cursor: usize) -> Cow<'l, str> {
        let session = self.session.borrow();
        let paint = Paint {
            definitions: session.definitions_before(line),
            cursor: (!self.is_done.get()).then_some(cursor),
            indent: self.indent.load(Ordering::Relaxed),
            is_ascii: session.page().is_ascii,
            letters: session.letters(),
        };
        Cow::Owned(paint.of(line))
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        if self.session.borrow().letters().have_weights() {
            Cow::Owned(format!("\u{1b}[2m{hint}\u{1b}[0m"))
        } else {
            Cow::Borrowed(hint)
        }
    }

    fn highlight_char(&self, _: &str, _: usize, kind: CmdKind) -> bool {
        self.is_done.set(kind == CmdKind::ForcedRefresh);
        true
    }
}

impl<A: Answers> Hinter for PromptHelper<A> {
    type Hint = Ahead;

    fn hint(&self, line: &str, cursor: usize, context: &Context<'_>) -> Option<Ahead> {
        if line.is_empty() || cursor < line.len() {
            return None;
        }
        let known = self.earlier(line, context.history());
        let ahead = known.or_else(|| hint::grammar(line))?;
        let session = self.session.borrow();
        let page = session.page();
        let ahead = ahead.on(page);
        if session.letters().have_weights() {
            return Some(ahead);
        }
        let last = line.rsplit('\n').next().unwrap_or_default();
        let used = cells(last) + self.indent.load(Ordering::Relaxed);
        ahead.apart(line, page.width.map(|width| width.saturating_sub(used)))
    }
}

impl<A: Answers> Validator for PromptHelper<A> {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        Ok(if is_open(context.input()) {
            ValidationResult::Incomplete
        } else {
            ValidationResult::Valid(None)
        })
    }
}

impl<A: Answers> Completer for PromptHelper<A> {
    type Candidate = Pair;

    fn complete(
        &self,
        line: &str,
        cursor: usize,
        context: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<Pair>)> {
        let session = self.session.borrow();
        if let Some(typed) = line[..cursor].strip_prefix('.') {
            return match complete::command(typed, &session) {
                complete::Offer::Words(start, pairs) => Ok((
                    start,
                    fitting(pairs, &line[start..cursor], self.screen.size()),
                )),
                complete::Offer::Files => self.files.complete(line, cursor, context),
            };
        }
        let definitions = session.definitions_before(line);
        let text = format!("{definitions}{line}");
        let completion = session
            .answers()
            .complete(&text, definitions.len() + cursor);
        let start = completion.start.saturating_sub(definitions.len());
        let typed = line.get(start..cursor).unwrap_or_default();
        let pairs = pairs(completion.candidates);
        Ok((start, fitting(pairs, typed, self.screen.size())))
    }
}

/// Replacements with what is shown of each, for the line editor. Names are those of articles: what would move the
/// cursor is shown by its sign, and not put in.
pub(super) fn pairs(candidates: Vec<(String, String)>) -> Vec<Pair> {
    let safe = candidates
        .into_iter()
        .filter(|(replacement, _)| clean(replacement) == *replacement);
    let pair = |(replacement, display): (String, String)| Pair {
        display: clean(&display),
        replacement,
    };
    safe.map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_would_move_the_cursor_is_not_offered() {
        let name = |name: &str| (format!("\"{name}\""), format!("{name} · person · 3"));
        let offered = pairs(vec![
            name("Ann\u{1b}]0;x\u{7} Roe"),
            name("Ann \u{202e}eoR"),
            name("Анна"),
        ]);
        let texts: Vec<&str> = offered.iter().map(|one| one.replacement.as_str()).collect();
        assert_eq!(texts, ["\"Анна\""]);
        let shown = pairs(vec![("x".to_owned(), "x\u{1b}[2J".to_owned())]);
        assert_eq!(shown[0].display, r"x\e[2J");
    }
}
