//! How a command ends: exit statuses, and the one place that prints why.

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

/// A command that ended without failing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Everything was done.
    Done,
    /// Loaded, but some input was rejected.
    Rejected,
    /// Asked to tell whether there are rows, and there are none.
    Empty,
    /// Stopped by Ctrl-C; what was done is kept.
    Interrupted,
}

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// It ran and failed: the reason, with a remedy where there is one.
    #[error("{0}")]
    Failed(String),
    /// It failed, and has said so.
    #[error("")]
    Reported,
    /// A question that does not compile: the rendered errors.
    #[error("{0}")]
    Question(String),
    /// A question whose time was up: the rendered error.
    #[error("{0}")]
    Late(String),
    /// The output could not be written.
    #[error("cannot write the output: {0}")]
    Output(#[from] io::Error),
}

/// Prints a failure and gives the exit status. A closed pipe is no failure: the reader had enough.
pub(super) fn report(result: Result<Outcome, Failure>, err: &mut dyn Write) -> ExitCode {
    let failure = match result {
        Ok(Outcome::Done) => return ExitCode::SUCCESS,
        Ok(Outcome::Rejected) => return ExitCode::from(3),
        Ok(Outcome::Empty) => return ExitCode::from(4),
        Ok(Outcome::Interrupted) => return ExitCode::from(130),
        Err(Failure::Output(error)) if error.kind() == ErrorKind::BrokenPipe => {
            return ExitCode::SUCCESS;
        }
        Err(failure) => failure,
    };
    // Nothing is left to be done if even standard error cannot be written.
    let (text, status) = match &failure {
        Failure::Reported => return ExitCode::FAILURE,
        Failure::Question(errors) => (errors.trim_end().to_owned(), 2),
        Failure::Late(error) => (error.trim_end().to_owned(), 1),
        other => (format!("error: {other}"), 1),
    };
    let _ = writeln!(err, "{text}");
    ExitCode::from(status)
}
