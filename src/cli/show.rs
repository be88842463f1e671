//! `travaux show`: one round as it was read.

use std::path::PathBuf;

use clap::ValueEnum;
use travaux::report::json::Json;
use travaux::report::terminal::Terminal;
use travaux::report::{Report, visible};

use super::canonical::CanonicalArgs;
use super::exit::Exit;
use super::input::InputArgs;
use super::output::OutputArgs;

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
    format: ShowFormat,

    #[command(flatten)]
    canonical: CanonicalArgs,

    #[command(flatten)]
    output: OutputArgs,
}

/// The formats as they are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ShowFormat {
    /// A report to be read
    Terminal,
    /// Round JSON, which every command reads in place of a document
    Json,
    /// The text as read, in which positions are counted
    Text,
}

const EXAMPLES: &str = "\
Examples:
  travaux show 2015.html
  travaux show --notices 2015.html
  travaux show --format json -o 2015.json 2015.html
  travaux show --format text 2015.html | sha256sum";

/// Prints a round.
pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    args.canonical.check(args.format == ShowFormat::Json)?;
    let output = args.output.plan(args.format == ShowFormat::Terminal);
    let round = args.input.reader(&[&args.file])?.round(&args.file)?;
    let report = match args.format {
        ShowFormat::Json => args.canonical.written(Json.round(&round))?,
        ShowFormat::Text if output.is_seen() => lines(&round.head().text),
        ShowFormat::Text => round.head().text.to_string(),
        ShowFormat::Terminal => Terminal::new(output.options().notices(args.notices)).round(&round),
    };
    output.write(&report)?;
    Ok(Exit::Done)
}

/// Returns a text as a terminal may show it.
fn lines(text: &str) -> String {
    text.lines().map(|line| visible(line).into_owned() + "\n").collect()
}
