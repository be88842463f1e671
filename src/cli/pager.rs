//! Pages a report as git does. Whether there is a pager, and which, is decided in `terminal`.

use std::env;
use std::io::{self, Write};
use std::process::{Command, Stdio};

/// Shows a text in a pager and waits until its reader has seen enough.
///
/// # Errors
/// If the pager could not be started, so that nothing was shown.
pub(super) fn show(pager: &str, text: &str) -> io::Result<()> {
    let mut child = command(pager).stdin(Stdio::piped()).spawn()?;
    if let Some(mut pipe) = child.stdin.take() {
        // A reader may leave before the end: that is no error.
        let _unread = pipe.write_all(text.as_bytes());
    }
    let not_found = Some(127);
    match child.wait()?.code() {
        code if code == not_found => Err(io::ErrorKind::NotFound.into()),
        _ => Ok(()),
    }
}

/// Returns the command that runs a pager: its own, or the shell's if it has arguments.
fn command(pager: &str) -> Command {
    let mut command = if pager.contains(|c: char| !c.is_alphanumeric() && !"/.-_+".contains(c)) {
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(pager);
        shell
    } else {
        Command::new(pager)
    };
    // As git has it, and K: interrupting ends the pager too, which else would be left behind alone at the terminal.
    for (name, value) in [("LESS", "FRXK"), ("LV", "-c")] {
        if env::var_os(name).is_none() {
            command.env(name, value);
        }
    }
    command
}
