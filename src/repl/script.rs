//! Inputs from a pipe or a file: the same language, without prompt and history.

use std::io::{self, BufRead};

use super::answers::Answers;
use super::is_open;
use super::output::Output;
use super::session::{Done, Next, Place, Session};

/// What a script is called that comes through standard input.
pub(super) const STDIN: &str = "stdin";

/// How a script ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ended {
    /// How its first input was done that was not answered.
    pub(super) done: Done,
    /// Whether it said that the user leaves.
    pub(super) is_quit: bool,
}

/// Answers the inputs of a script until it ends, or up to the first that is not answered.
pub(super) fn run<A: Answers>(
    session: &mut Session<A>,
    script: &mut dyn BufRead,
    origin: &str,
    output: &mut Output<'_>,
) -> io::Result<Ended> {
    let mut done = Done::Answered;
    let mut inputs = Inputs::default();
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        let is_end = script.read_until(b'\n', &mut bytes)? == 0;
        let line = String::from_utf8_lossy(&bytes);
        let whole = if is_end {
            inputs.pending()
        } else {
            inputs.take(line.trim_end_matches(['\n', '\r']))
        };
        let next = whole.map(|(lines_before, input)| {
            let place = Place {
                origin: origin.to_owned(),
                lines_before,
                input,
            };
            session.eval_at(place, output)
        });
        match next.transpose()? {
            Some(Next::Quit) => {
                let is_quit = true;
                return Ok(Ended { done, is_quit });
            }
            Some(Next::Go(next)) if done == Done::Answered => done = next,
            _ => {}
        }
        let is_over = done != Done::Answered && !session.is_kept_going();
        if is_end || is_over {
            let is_quit = false;
            return Ok(Ended { done, is_quit });
        }
    }
}

/// Lines on their way to inputs.
#[derive(Debug, Default)]
struct Inputs {
    n_lines: usize,
    /// The lines of an input that may go on.
    text: String,
    /// Lines before those.
    lines_before: usize,
}

impl Inputs {
    /// Takes a line; gives the input before it, with the number of lines before that, if the line begins another.
    fn take(&mut self, line: &str) -> Option<(usize, String)> {
        let line = match self.n_lines {
            0 => line.trim_start_matches('\u{feff}'),
            _ => line,
        };
        let whole = if self.goes_on(line) {
            None
        } else {
            self.pending()
        };
        if self.text.is_empty() {
            self.lines_before = self.n_lines;
            self.text.push_str(line);
        } else {
            self.text.push('\n');
            self.text.push_str(line);
        }
        self.n_lines += 1;
        whole
    }

    /// The input so far, if there is any.
    fn pending(&mut self) -> Option<(usize, String)> {
        let text = std::mem::take(&mut self.text);
        let is_input = !text.trim().is_empty();
        is_input.then_some((self.lines_before, text))
    }

    /// Whether a line belongs to the input before it: that is open, or the line begins with a bar, an arrow or a comment,
    /// or stands further to the right than the input's first.
    fn goes_on(&self, line: &str) -> bool {
        let start = line.trim_start();
        let is_command = self.text.trim_start().starts_with('.');
        let is_ended = self.text.trim_end().ends_with(';');
        let is_deeper = !start.is_empty()
            && !is_ended
            && !start.starts_with('.')
            && depth(line) > depth(&self.text);
        let is_stage = start.starts_with(['|', '#']) || start.starts_with("->");
        !self.text.trim().is_empty()
            && !is_command
            && (is_stage || is_deeper || is_open(&self.text))
    }
}

/// Blanks before a line.
fn depth(line: &str) -> usize {
    line.len() - line.trim_start().len()
}
