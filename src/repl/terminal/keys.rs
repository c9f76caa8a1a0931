//! Keys that do more than the line editor knows.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rustyline::{
    Cmd, ConditionalEventHandler, Event, EventContext, EventHandler, KeyCode, KeyEvent, Modifiers,
    RepeatCount,
};

use crate::repl::helper::Screen;
use crate::repl::{is_open, lines};

/// What keys and the loop tell each other.
#[derive(Debug, Clone, Default)]
pub(super) struct KeyState {
    /// Cells before the text of a first line, so that those after it begin below it.
    pub(super) indent: Arc<AtomicUsize>,
    /// Somebody wants the input in an editor.
    pub(super) is_edit_wanted: Arc<AtomicBool>,
    /// There was a text when Ctrl-C was pressed.
    pub(super) had_text: Arc<AtomicBool>,
    /// The screen when the prompt was written.
    pub(super) screen: Arc<Screen>,
    /// What has come of a text that is being pasted.
    paste: Arc<Mutex<Option<String>>>,
}

impl KeyState {
    /// The keys with what each does.
    pub(super) fn bindings(&self) -> [(Event, EventHandler); 6] {
        let handler = |key| {
            let state = self.clone();
            EventHandler::Conditional(Box::new(Handler { key, state }))
        };
        let control_x = |second| Event::KeySeq(vec![KeyEvent::ctrl('X'), second]);
        [
            (
                KeyEvent(KeyCode::Enter, Modifiers::NONE).into(),
                handler(Key::Enter),
            ),
            (
                KeyEvent(KeyCode::Enter, Modifiers::ALT).into(),
                handler(Key::Line),
            ),
            (control_x(KeyEvent::ctrl('E')), handler(Key::Edit)),
            (
                control_x(KeyEvent(KeyCode::Char('e'), Modifiers::NONE)),
                handler(Key::Edit),
            ),
            (KeyEvent::ctrl('C').into(), handler(Key::Interrupt)),
            (Event::Any, handler(Key::Other)),
        ]
    }

    /// Takes a key that is part of a pasted text, which is put in as a whole, its further lines below the first; `None`
    /// for a key that somebody presses.
    fn pasted(&self, event: &Event, before: &str) -> Option<Cmd> {
        let key = event.get(0)?;
        let mut paste = self.paste.lock().unwrap_or_else(PoisonError::into_inner);
        if *key == KeyEvent(KeyCode::BracketedPasteStart, Modifiers::NONE) {
            *paste = Some(String::new());
            return Some(Cmd::Noop);
        }
        let text = paste.as_mut()?;
        match key {
            KeyEvent(KeyCode::BracketedPasteEnd, _) => {
                let text = text.replace("\r\n", "\n").replace('\r', "\n");
                *paste = None;
                let indent = self.indent.load(Ordering::Relaxed);
                return Some(Cmd::Insert(1, lines::below(before, &text, indent)));
            }
            KeyEvent(KeyCode::Char(letter), Modifiers::NONE | Modifiers::SHIFT) => {
                text.push(*letter);
            }
            KeyEvent(KeyCode::Enter, _) => text.push('\r'),
            KeyEvent(KeyCode::Char('J'), Modifiers::CTRL) => text.push('\n'),
            KeyEvent(KeyCode::Tab, _) => text.push('\t'),
            // Other control characters are no text.
            _ => {}
        }
        Some(Cmd::Noop)
    }

    /// The start of another line of an input: below the text of the first, except in a quoted text, which would
    /// become another.
    fn new_line(&self, before: &str) -> String {
        let is_quoted = ['"', '\'', '`'].into_iter().any(|quote| {
            let quotes = before.matches(quote).count();
            quotes % 2 == 1
        });
        let indent = if is_quoted {
            0
        } else {
            self.indent.load(Ordering::Relaxed)
        };
        format!("\n{}", " ".repeat(indent))
    }
}

#[derive(Debug, Clone, Copy)]
enum Key {
    /// Runs a whole input; makes a line in an open one.
    Enter,
    /// Makes a line.
    Line,
    /// Opens the editor.
    Edit,
    /// Ctrl-C.
    Interrupt,
    /// Any other.
    Other,
}

struct Handler {
    key: Key,
    state: KeyState,
}

impl ConditionalEventHandler for Handler {
    fn handle(
        &self,
        event: &Event,
        _: RepeatCount,
        _: bool,
        context: &EventContext<'_>,
    ) -> Option<Cmd> {
        let (line, cursor) = (context.line(), context.pos());
        if let Some(command) = self.state.pasted(event, &line[..cursor]) {
            return Some(command);
        }
        let new_line = || Some(Cmd::Insert(1, self.state.new_line(&line[..cursor])));
        match self.key {
            Key::Line => new_line(),
            // Within a text of several lines Enter runs all of it, as at its end.
            Key::Enter if is_open(line) => new_line(),
            Key::Enter => Some(Cmd::AcceptLine),
            Key::Edit => {
                self.state.is_edit_wanted.store(true, Ordering::Relaxed);
                Some(Cmd::AcceptLine)
            }
            Key::Interrupt => {
                self.state
                    .had_text
                    .store(!line.is_empty(), Ordering::Relaxed);
                None
            }
            Key::Other => None,
        }
    }
}
