//! How the program ends. What went wrong is left to those who say so.

use std::io::{self, Write};
use std::process::ExitCode;

use travaux::report::visible;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// What was asked for is done.
    Done,
    /// Changes were found, and it was asked to say so.
    Changes,
    /// A change log was checked and does not hold.
    Faults,
    /// Something went wrong.
    Trouble,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::SUCCESS,
            Exit::Changes | Exit::Faults => Self::from(1),
            Exit::Trouble => Self::from(2),
        }
    }
}

/// Says on one line of standard error what went wrong, and returns how to end.
///
/// A reader who closes the pipe has seen enough: that is no trouble.
pub(super) fn trouble(error: &anyhow::Error) -> Exit {
    if is_broken_pipe(error) {
        return Exit::Done;
    }
    // Where standard error is closed too, the exit code has to do.
    let _unwritable = writeln!(io::stderr(), "travaux: {}", visible(&format!("{error:#}")));
    Exit::Trouble
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let kinds =
        error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind);
    kinds.into_iter().any(|kind| kind == io::ErrorKind::BrokenPipe)
}
