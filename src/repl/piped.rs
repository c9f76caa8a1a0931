//! Inputs from a pipe or a file: the same language, without prompt and history.

use std::io::{self, BufRead, Write};

use super::answers::Answers;
use super::output::Output;
use super::session::{Next, Session};
use super::{Ended, is_open};

/// Answers inputs until they end; a line that starts with a bar or an arrow goes on with the one before.
pub(super) fn run<A: Answers>(
    session: &mut Session<A>,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Ended> {
    let mut is_failed = false;
    let mut pending = String::new();
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        let is_end = input.read_until(b'\n', &mut bytes)? == 0;
        let line = String::from_utf8_lossy(&bytes);
        let line = line.trim_end_matches(['\n', '\r']);
        let goes_on =
            line.trim_start().starts_with(['|', '#']) || line.trim_start().starts_with("->");
        if !pending.trim().is_empty() && (is_end || !(goes_on || is_open(&pending))) {
            let mut output = Output {
                data: &mut *out,
                notes: &mut *err,
                height: None,
            };
            match session.eval(&pending, &mut output)? {
                Next::Quit => break,
                Next::Go { is_answered } => is_failed |= !is_answered,
                Next::Ask(_) => {
                    writeln!(err, "{} needs a terminal", pending.trim())?;
                    is_failed = true;
                }
            }
            pending.clear();
        }
        if is_end {
            break;
        }
        if pending.is_empty() {
            pending.push_str(line.trim_start());
        } else {
            pending.push('\n');
            pending.push_str(line);
        }
    }
    out.flush()?;
    Ok(Ended { is_failed })
}
