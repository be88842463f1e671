//! `travaux blame`: which round the words of one come from.

use travaux::report::Report;
use travaux::report::json::Json;
use travaux::report::terminal::Terminal;

use super::canonical::CanonicalArgs;
use super::compare::CompareArgs;
use super::exit::Exit;
use super::output::{OutputArgs, OutputFormat};
use super::series::{self, Near, SeriesArgs};

/// Say in which round each phrase was first agreed
///
/// Prints the last round, or another, with each run of words marked by the round that introduced it. Words are
/// followed through rewordings, moves, splits, merges and absences; those that came back after they had been struck
/// bear a star
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    series: SeriesArgs,

    /// Print this round, not the last: a date or its beginning, a number, a part of a file name
    #[arg(long, value_name = "ROUND", help_heading = "Report")]
    round: Option<String>,

    /// Ask for one phrase: its first and last round, its gaps, every place, what comes near it
    #[arg(long, value_name = "TEXT", conflicts_with = "round", help_heading = "Report")]
    phrase: Option<String>,

    #[command(flatten)]
    compare: CompareArgs,

    /// Write a report for the eye, or a file for other programs
    #[arg(long, value_name = "FORMAT", default_value = "terminal", help_heading = "Output")]
    format: OutputFormat,

    #[command(flatten)]
    canonical: CanonicalArgs,

    #[command(flatten)]
    output: OutputArgs,
}

const EXAMPLES: &str = "\
Examples:
  travaux blame rounds/us-eu-cyber-dialogue
  travaux blame --round 2018 rounds/us-eu-cyber-dialogue
  travaux blame --phrase 'free, open and secure' 2014.md 2015.html 2018.md
  travaux blame --format json -o origins.json rounds/us-eu-cyber-dialogue";

/// Says which round the words of one come from.
pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    args.canonical.check(args.format == OutputFormat::Json)?;
    let output = args.output.plan(args.format == OutputFormat::Terminal);
    let series = args.series.series(&args.compare, 1)?;
    let reporter: Box<dyn Report> = match args.format {
        OutputFormat::Json => Box::new(Json),
        OutputFormat::Terminal => Box::new(Terminal::new(output.options())),
    };
    let report = if let Some(phrase) = &args.phrase {
        reporter.phrase(&series, &series.phrase(phrase))
    } else {
        let last = series.rounds().len() - 1;
        let round = args.round.as_deref().map(|typed| series::round(&series, typed, Near::None));
        reporter.provenance(&series, &series.provenance(round.transpose()?.unwrap_or(last)))
    };
    output.write(&args.canonical.written(report)?)?;
    Ok(Exit::Done)
}
