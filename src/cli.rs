//! The command line: options as typed, then what they mean, then the library, then an exit code. What rounds are and how
//! they are compared is left to the library.

mod apply;
mod archive;
mod batch;
mod blame;
mod canonical;
mod compare;
mod diff;
mod exit;
mod files;
mod input;
mod interrupt;
mod output;
mod pager;
mod paint;
mod parallel;
mod progress;
mod schema;
mod series;
mod show;
mod size;
mod table;
mod terminal;
mod track;
mod verify;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::{Error as UsageError, ErrorKind};
use clap::{Parser, Subcommand};

use self::exit::Exit;

/// Compare successive rounds of joint statements
///
/// Reads communiqués, joint elements and the like, and tells which commitments were added, dropped, reworded or moved,
/// and which grew stronger or weaker
#[derive(Debug, Parser)]
#[command(name = "travaux", version, after_help = EXAMPLES, infer_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Diff(diff::Args),
    Track(track::Args),
    Blame(blame::Args),
    Show(show::Args),
    Verify(verify::Args),
    Apply(apply::Args),
    Schema(schema::Args),
    Batch(batch::Args),
    Archive(archive::Args),
}

const EXAMPLES: &str = "\
Examples:
  travaux diff 2014.md 2015.html
  travaux track rounds/us-eu-cyber-dialogue
  travaux blame 2014.md 2015.html 2018.md
  travaux show 2015.html
  travaux verify changes.json
  travaux apply changes.json 2014.md
  travaux batch pairs.jsonl -o logs.jsonl
  travaux archive rounds

Exit codes:
  0  done
  1  changes found, with `diff --exit-code`; a log that does not hold
  2  trouble; one line on standard error says what";

/// Runs the program on the arguments it was given.
pub(crate) fn main() -> ExitCode {
    run(std::env::args_os()).unwrap_or_else(|error| exit::trouble(&error)).into()
}

fn run(arguments: impl Iterator<Item = OsString>) -> anyhow::Result<Exit> {
    match Cli::try_parse_from(arguments) {
        Ok(cli) => match cli.command {
            Command::Diff(args) => diff::run(args),
            Command::Track(args) => track::run(&args),
            Command::Blame(args) => blame::run(&args),
            Command::Show(args) => show::run(&args),
            Command::Verify(args) => verify::run(&args),
            Command::Apply(args) => apply::run(&args),
            Command::Schema(args) => schema::run(&args),
            Command::Batch(args) => batch::run(&args),
            Command::Archive(args) => archive::run(&args),
        },
        Err(help) if !help.use_stderr() => {
            output::help(&help.render().ansi().to_string(), &help.render().to_string())
        }
        Err(help) if help.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            anyhow::bail!("no command given; `travaux --help` lists them")
        }
        Err(usage) => Err(anyhow::anyhow!(one_line(&usage))),
    }
}

/// Returns what is wrong with the arguments on one line.
fn one_line(usage: &UsageError) -> String {
    let text = usage.to_string();
    let parts = text
        .split("\n\n")
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|part| {
            !part.is_empty()
                && !part.starts_with("Usage:")
                && !part.starts_with("For more information")
        })
        .collect::<Vec<_>>();
    parts.join("; ").trim_start_matches("error: ").to_owned()
}
