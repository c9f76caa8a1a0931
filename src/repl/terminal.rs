//! The loop on a terminal: editing, history, completion, and Ctrl-C that stops a question and not the
//! session.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{Cmd, CompletionType, Config, Editor, KeyCode, KeyEvent, Modifiers};

use super::answers::Answers;
use super::helper::PromptHelper;
use super::session::{Next, Session};
use super::{Ended, history};
use crate::render::Page;

const PROMPT: &str = "dateline> ";
/// Inputs kept across runs.
const MOST_REMEMBERED: usize = 10_000;
/// Rows that one answer shows at most.
const ROWS: usize = 50;

type PromptEditor<A> = Editor<PromptHelper<A>, FileHistory>;

/// Reads and answers until Ctrl-D or `.quit`.
pub(super) fn run<A: Answers>(session: Session<A>, out: &mut dyn Write) -> io::Result<Ended> {
    let stop = session.answers().stopper();
    // While a line is edited Ctrl-C is a key; this is for the time in which a question runs. A program
    // that has a handler already keeps it.
    let _ = ctrlc::set_handler(stop);
    let session = Rc::new(RefCell::new(session));
    let mut editor = editor(&session).map_err(io::Error::other)?;
    let remembered = history::file().filter(|path| history::protect(path).is_ok());
    if let Some(path) = &remembered {
        // Without a history one can still ask.
        let _ = editor.load_history(path);
    }
    let mut n_interrupts = 0;
    loop {
        let input = match editor.readline(PROMPT) {
            Ok(input) => input,
            Err(ReadlineError::Interrupted) => {
                n_interrupts += 1;
                if n_interrupts > 1 {
                    writeln!(out, "Ctrl-D leaves")?;
                    out.flush()?;
                }
                continue;
            }
            Err(ReadlineError::Eof) => break,
            Err(ReadlineError::Io(error)) => return Err(error),
            Err(error) => return Err(io::Error::other(error)),
        };
        n_interrupts = 0;
        if input.trim().is_empty() {
            continue;
        }
        let _ = editor.add_history_entry(input.trim_end());
        if let Some(path) = &remembered {
            let _ = editor.append_history(path);
        }
        let width = editor.dimensions().map(|(columns, _)| usize::from(columns));
        let mut session = session.borrow_mut();
        let page = session.page();
        session.set_page(Page {
            width,
            rows: Some(ROWS),
            is_screen: true,
            ..page
        });
        // On a terminal both streams are the same place, and must come in order.
        let mut notes = Vec::new();
        let next = session.eval(&input, out, &mut notes)?;
        out.write_all(&notes)?;
        out.flush()?;
        if next == Next::Quit {
            break;
        }
    }
    Ok(Ended { is_failed: false })
}

fn editor<A: Answers>(session: &Rc<RefCell<Session<A>>>) -> rustyline::Result<PromptEditor<A>> {
    let config = Config::builder()
        .max_history_size(MOST_REMEMBERED)?
        .history_ignore_dups(true)?
        .history_ignore_space(true)
        .completion_type(CompletionType::List)
        .completion_prompt_limit(100)
        .bracketed_paste(true)
        .build();
    let mut editor = Editor::with_config(config)?;
    editor.set_helper(Some(PromptHelper(Rc::clone(session))));
    editor.bind_sequence(KeyEvent(KeyCode::Enter, Modifiers::ALT), Cmd::Newline);
    Ok(editor)
}
