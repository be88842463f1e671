//! The program `travaux`: one call into `cli`, and its exit code.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
