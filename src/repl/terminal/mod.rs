//! The loop on a terminal: editing, history, completion, and Ctrl-C that stops a question and not the
//! session.

mod history;
mod interrupt;
mod keys;
mod prompt;

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use rustyline::config::Configurer;
use rustyline::error::ReadlineError;
use rustyline::{ColorMode, CompletionType, Config, EditMode, Editor};

use super::answers::Answers;
use super::editor;
use super::helper::PromptHelper;
use super::lines;
use super::output::{Output, Shared};
use super::session::{Done, Look, Next, Request, Session};
use super::settings::Keys;
use super::stop::Stoppable;
use super::value::{Missing, Typed};
use crate::render::cell::disarm;
use history::Inputs;
use interrupt::Interrupts;
use keys::KeyState;
use prompt::Prompt;

/// Earlier inputs that are listed at most.
const LISTED: usize = 50;

type PromptEditor<A> = Editor<PromptHelper<A>, Inputs>;

/// Reads and answers until Ctrl-D or `.quit`.
pub(super) fn run<A: Answers>(session: Session<A>, out: &mut dyn Write) -> io::Result<Done> {
    let session = Rc::new(RefCell::new(session));
    let keys = KeyState::default();
    let stop = session.borrow().stop().clone();
    let mut terminal = Terminal {
        editor: editor(&session, &keys).map_err(io::Error::other)?,
        session,
        keys,
        interrupts: Interrupts::listen(stop),
        is_failed: false,
        n_interrupts: 0,
        draft: None,
    };
    while terminal.step(out)? {}
    Ok(Done::Answered)
}

fn editor<A: Answers>(
    session: &Rc<RefCell<Session<A>>>,
    keys: &KeyState,
) -> rustyline::Result<PromptEditor<A>> {
    let config = Config::builder()
        .completion_type(CompletionType::List)
        // The helper offers what the screen has room for.
        .completion_prompt_limit(usize::MAX)
        .completion_show_all_if_ambiguous(true)
        .bracketed_paste(true)
        // What is coloured, and whether, is the helper's to say.
        .color_mode(ColorMode::Forced)
        .build();
    let mut editor = Editor::with_history(config, Inputs::of_user(keys.indent.clone()))?;
    editor.set_helper(Some(PromptHelper::new(
        Rc::clone(session),
        keys.indent.clone(),
        keys.screen.clone(),
    )));
    for (event, handler) in keys.bindings() {
        editor.bind_sequence(event, handler);
    }
    Ok(editor)
}

/// What was read.
enum Read {
    /// An input to be answered.
    Input(String),
    /// Nothing, and the next line is to be read.
    Nothing,
    /// The end.
    End,
}

struct Terminal<A: Answers> {
    session: Rc<RefCell<Session<A>>>,
    editor: PromptEditor<A>,
    keys: KeyState,
    interrupts: Interrupts,
    /// Whether the last input was not answered.
    is_failed: bool,
    /// Times that Ctrl-C was pressed on an empty line.
    n_interrupts: u32,
    /// A text that waits to be edited.
    draft: Option<String>,
}

impl<A: Answers> Terminal<A> {
    /// Reads and answers one input; false at the end.
    fn step(&mut self, out: &mut dyn Write) -> io::Result<bool> {
        let input = match self.read(out)? {
            Read::Input(input) => input,
            Read::Nothing => return Ok(true),
            Read::End => return Ok(false),
        };
        let mut next = self.answer(out, |session, output| session.eval(&input, output))?;
        if let Next::Ask(Request::Values {
            name,
            given,
            missing,
        }) = next
        {
            let Some(given) = self.ask_for(&missing, given)? else {
                return Ok(true);
            };
            next = self.answer(out, |session, output| {
                session.run_given(&name, given, output).map(Next::Go)
            })?;
        }
        match next {
            Next::Quit => return Ok(false),
            Next::Go(done) => {
                self.is_failed = done != Done::Answered;
                if let Some(helper) = self.editor.helper_mut() {
                    helper.remember(input.trim_end(), done);
                }
            }
            // Asked for already.
            Next::Ask(Request::Values { .. }) => {}
            Next::Ask(Request::Edit) => {
                let text = self
                    .session
                    .borrow()
                    .last_input()
                    .unwrap_or_default()
                    .to_owned();
                self.edit(&text, out)?;
            }
            Next::Ask(Request::Clear) => self.editor.clear_screen().map_err(io::Error::other)?,
            Next::Ask(Request::History(word)) => {
                self.list_history(word.as_deref(), input.trim_end(), out)?;
            }
            Next::Ask(Request::Watch { every }) => self.watch(every, out)?,
        }
        out.flush()?;
        Ok(true)
    }

    /// Lets the session answer on the terminal, and stop at Ctrl-C.
    fn answer(
        &mut self,
        out: &mut dyn Write,
        ask: impl FnOnce(&mut Session<A>, &mut Output<'_>) -> io::Result<Next>,
    ) -> io::Result<Next> {
        let height = self.measure();
        let stopper = self.session.borrow().answers().stopper();
        self.interrupts.stop_by(stopper);
        // On a terminal both streams are the same place, and must come in order.
        let place = RefCell::new(out);
        let mut data = Stoppable {
            out: Shared(&place),
            stop: self.session.borrow().stop().clone(),
            is_cut: false,
        };
        let mut output = Output {
            data: &mut data,
            notes: &mut Shared(&place),
            height,
        };
        let next = ask(&mut self.session.borrow_mut(), &mut output)?;
        let is_cut = data.is_cut;
        let out = place.into_inner();
        if is_cut {
            writeln!(out, "\nstopped; the rest is not shown")?;
        }
        out.flush()?;
        let mode = match self.session.borrow().settings().keys {
            Keys::Emacs => EditMode::Emacs,
            Keys::Vi => EditMode::Vi,
        };
        self.editor.set_edit_mode(mode);
        Ok(next)
    }

    /// Asks for values; `None` if somebody gives up. An empty line gives none.
    fn ask_for(
        &self,
        missing: &[Missing],
        mut given: Vec<(String, String)>,
    ) -> io::Result<Option<Vec<(String, String)>>> {
        let session = self.session.borrow();
        for one in missing {
            let kind = one.type_name.as_deref();
            match one.ask(|typed| session.answers().complete_value(kind, typed))? {
                Typed::Value(value) => given.push((one.name.clone(), value)),
                Typed::Nothing => {}
                Typed::End | Typed::Stopped => return Ok(None),
            }
        }
        Ok(Some(given))
    }

    fn read(&mut self, out: &mut dyn Write) -> io::Result<Read> {
        let (name, letters) = {
            let session = self.session.borrow();
            (session.answers().name(), session.letters())
        };
        if let Some((columns, lines)) = self.editor.dimensions() {
            let screen = &self.keys.screen;
            screen.columns.store(columns.into(), Ordering::Relaxed);
            screen.lines.store(lines.into(), Ordering::Relaxed);
        }
        let prompt = Prompt::new(&name, self.is_failed, letters);
        self.keys.indent.store(prompt.width(), Ordering::Relaxed);
        let result = match self.draft.take() {
            Some(draft) => {
                let draft = lines::below("", &draft, prompt.width());
                self.editor.readline_with_initial(&prompt, (&draft, ""))
            }
            None => self.editor.readline(&prompt),
        };
        match result {
            Ok(input) if self.keys.is_edit_wanted.swap(false, Ordering::Relaxed) => {
                self.edit(&input, out)?;
                Ok(Read::Nothing)
            }
            Ok(input) => {
                self.n_interrupts = 0;
                if input.trim().is_empty() {
                    return Ok(Read::Nothing);
                }
                self.editor.history_mut().keep(&input);
                Ok(Read::Input(input))
            }
            Err(ReadlineError::Interrupted) => {
                let had_text = self.keys.had_text.load(Ordering::Relaxed);
                self.n_interrupts = if had_text { 0 } else { self.n_interrupts + 1 };
                if self.n_interrupts > 1 {
                    writeln!(out, "Ctrl-D leaves")?;
                    out.flush()?;
                }
                Ok(Read::Nothing)
            }
            Err(ReadlineError::Eof) => Ok(Read::End),
            Err(ReadlineError::Io(error)) => Err(error),
            Err(error) => Err(io::Error::other(error)),
        }
    }

    /// Fits what follows to the screen as it is now; its height.
    fn measure(&mut self) -> Option<usize> {
        let dimensions = self.editor.dimensions();
        let (columns, lines) = dimensions
            .map(|(columns, lines)| (usize::from(columns), usize::from(lines)))
            .unzip();
        let mut session = self.session.borrow_mut();
        session.set_width(columns);
        lines.filter(|_| session.is_paged())
    }

    /// The text in the user's editor, then at the prompt, where Enter runs it.
    fn edit(&mut self, text: &str, out: &mut dyn Write) -> io::Result<()> {
        out.flush()?;
        match editor::edit(text) {
            Ok(edited) => self.draft = Some(edited.text),
            Err(error) => {
                writeln!(out, "{error}")?;
                self.draft = Some(text.to_owned()).filter(|text| !text.is_empty());
            }
        }
        Ok(())
    }

    /// Lists what was asked before `input`.
    fn list_history(
        &mut self,
        word: Option<&str>,
        input: &str,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut found = self.editor.history().with(word);
        found.pop_if(|last| *last == input);
        if found.is_empty() {
            return writeln!(out, "nothing was asked that is like that");
        }
        let first = found.len().saturating_sub(LISTED);
        for input in &found[first..] {
            writeln!(out, "{}", disarm(input))?;
        }
        if first > 0 {
            writeln!(out, "the last {LISTED} of {}", found.len())?;
        }
        Ok(())
    }

    /// Asks the last question again whenever the database has changed, until Ctrl-C.
    fn watch(&mut self, every: Duration, out: &mut dyn Write) -> io::Result<()> {
        let seconds = every.as_secs_f64();
        writeln!(out, "watching every {seconds} s; Ctrl-C stops")?;
        out.flush()?;
        let mut known = self.session.borrow_mut().version();
        while !self.interrupts.wait(every) {
            let version = self.session.borrow_mut().version();
            if version == known {
                continue;
            }
            known = version;
            let height = self.measure();
            let mut text: Vec<u8> = Vec::new();
            let writer: &mut dyn Write = &mut text;
            let place = RefCell::new(writer);
            let look = self.session.borrow_mut().ask_again(&mut Output {
                data: &mut Shared(&place),
                notes: &mut Shared(&place),
                height: None,
            })?;
            if look == Look::Changed && height.is_some() {
                // Drawn in the place of what was there before.
                write!(out, "\u{1b}[H\u{1b}[2J")?;
            }
            out.write_all(&text)?;
            out.flush()?;
            if look == Look::Failed {
                break;
            }
        }
        // Below the `^C` that the terminal has written.
        writeln!(out, "\nno longer watching")
    }
}
