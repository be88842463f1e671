//! `travaux show`: one round as it was read.

use std::path::PathBuf;

use travaux::report::Report;
use travaux::report::json::Json;
use travaux::report::terminal::Terminal;

use super::exit::Exit;
use super::input::InputArgs;
use super::output::{OutputArgs, OutputFormat};

/// Print a round as it was read
///
/// Prints title, date, place and parties, then the statements under their headings, numbered, each with its lead-in,
/// place, actor and operative verbs: a quick check that a document was read well
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Read this document; - is standard input
    file: PathBuf,

    /// List what was set aside: navigation, datelines, end marks, notes
    #[arg(long)]
    notices: bool,

    #[command(flatten)]
    input: InputArgs,

    /// Write a report for the eye, or a file for other programs
    #[arg(long, value_name = "FORMAT", default_value = "terminal", help_heading = "Output")]
    format: OutputFormat,

    #[command(flatten)]
    output: OutputArgs,
}

const EXAMPLES: &str = "\
Examples:
  travaux show 2015.html
  travaux show --notices 2015.html
  travaux show --format json -o 2015.json 2015.html";

/// Prints a round.
pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let output = args.output.plan(args.format == OutputFormat::Terminal);
    let round = args.input.reader(&[&args.file])?.round(&args.file)?;
    let report = match args.format {
        OutputFormat::Json => Json.round(&round),
        OutputFormat::Terminal => {
            Terminal::new(output.options().notices(args.notices)).round(&round)
        }
    };
    output.write(&report)?;
    Ok(Exit::Done)
}
