//! `travaux track`: statements through many rounds.

use anyhow::bail;
use clap::ValueEnum;
use travaux::Series;
use travaux::report::json::Json;
use travaux::report::terminal::Terminal;
use travaux::report::{Only, Report, Selection, SeriesView, csv};

use super::canonical::CanonicalArgs;
use super::compare::CompareArgs;
use super::exit::Exit;
use super::output::OutputArgs;
use super::series::{self, Near, SeriesArgs};
use super::table::TableArgs;

/// Follow statements through many rounds
///
/// Tells of each statement in which round it was introduced, reworded, made stronger or weaker, moved, dropped, and
/// in which it came back: threads by rounds, one mark a cell, or the story of a thread with every wording it has had.
/// Where it is not sure that a statement continues another, a thread ends and one begins, both marked `?`, and their
/// stories name each other
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    series: SeriesArgs,

    #[command(flatten)]
    shown: ShownArgs,

    #[command(flatten)]
    compare: CompareArgs,

    /// Write a report for the eye, or a file for other programs
    #[arg(long, value_name = "FORMAT", default_value = "terminal", help_heading = "Output")]
    format: TrackFormat,

    #[command(flatten)]
    canonical: CanonicalArgs,

    #[command(flatten)]
    table: TableArgs,

    #[command(flatten)]
    output: OutputArgs,
}

/// The formats as they are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum TrackFormat {
    /// A report to be read
    Terminal,
    /// JSON, with all rounds, changes and threads
    Json,
    /// A table for spreadsheets, one row for each thread and round
    Csv,
}

/// Which threads are shown, and how.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Report")]
struct ShownArgs {
    /// Tell the stories of the threads with these ids, or their beginnings, separated by commas
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    thread: Vec<String>,

    /// Tell the stories of the threads that have had these words in some round; case does not count
    #[arg(long, value_name = "TEXT")]
    grep: Option<String>,

    /// Show only threads that underwent one of these, separated by commas
    #[arg(long, value_name = "SORTS", value_delimiter = ',')]
    only: Vec<SortChoice>,

    /// Show only what happened since this round: a date or its beginning, a number, a part of a file name
    #[arg(long, value_name = "ROUND")]
    since: Option<String>,

    /// Show only threads that stood in a section with this text in its title; case does not count
    #[arg(long, value_name = "TEXT")]
    section: Option<String>,

    /// Show threads without change too
    #[arg(long)]
    all: bool,

    /// Count: what each round changed, how long statements live, how much of the language is new
    #[arg(long, conflicts_with_all = ["thread", "grep", "only", "since", "section", "all"])]
    stats: bool,
}

/// The sorts of change as they are typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum SortChoice {
    Added,
    Dropped,
    Returned,
    Reworded,
    Moved,
    Split,
    Merged,
    Stronger,
    Weaker,
    Unsure,
}

const EXAMPLES: &str = "\
Examples:
  travaux track rounds/us-eu-cyber-dialogue
  travaux track --only dropped,returned --since 2018 rounds/us-eu-cyber-dialogue
  travaux track --grep 'international law' 2014.md 2015.html 2018.md
  travaux track --stats 'statements/20*.md'
  travaux track --format csv -o threads.csv rounds/us-eu-cyber-dialogue

Two rounds of one date, or one without a date, are refused: see --order";

/// Follows statements through many rounds.
pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    if args.format != TrackFormat::Terminal && args.shown.any() {
        bail!("a series in JSON or CSV is always whole; leave out the options of the report");
    }
    args.canonical.check(args.format == TrackFormat::Json)?;
    args.table.check(args.format == TrackFormat::Csv)?;
    let output = args.output.plan(args.format == TrackFormat::Terminal);
    let series = args.series.series(&args.compare, 2)?;
    let report = match args.format {
        TrackFormat::Json => args.canonical.written(Json.series(&series))?,
        TrackFormat::Csv => args.table.written(csv::series(&series)),
        TrackFormat::Terminal => {
            let options = output
                .options()
                .series(args.shown.view())
                .selection(args.shown.selection(&series)?);
            Terminal::new(options).series(&series)
        }
    };
    output.write(&report)?;
    Ok(Exit::Done)
}

impl ShownArgs {
    /// Tells whether any of them was given.
    fn any(&self) -> bool {
        let texts = [&self.grep, &self.since, &self.section];
        let lists = !self.thread.is_empty() || !self.only.is_empty();
        lists || texts.iter().any(|text| text.is_some()) || self.all || self.stats
    }

    fn view(&self) -> SeriesView {
        match () {
            () if self.stats => SeriesView::Statistics,
            () if self.grep.is_some() || !self.thread.is_empty() => SeriesView::Stories,
            () => SeriesView::Matrix,
        }
    }

    fn selection(&self, series: &Series) -> anyhow::Result<Selection> {
        let since = self.since.as_deref().map(|typed| series::round(series, typed, Near::Later));
        let threads: anyhow::Result<Vec<usize>> =
            self.thread.iter().map(|id| thread(series, id)).collect();
        let sort = |choice: &SortChoice| match choice {
            SortChoice::Added => Only::Added,
            SortChoice::Dropped => Only::Dropped,
            SortChoice::Returned => Only::Returned,
            SortChoice::Reworded => Only::Reworded,
            SortChoice::Moved => Only::Moved,
            SortChoice::Split => Only::Split,
            SortChoice::Merged => Only::Merged,
            SortChoice::Stronger => Only::Stronger,
            SortChoice::Weaker => Only::Weaker,
            SortChoice::Unsure => Only::Unsure,
        };
        Ok(Selection::default()
            .threads(threads?)
            .wording(self.grep.as_deref())
            .section(self.section.as_deref())
            .only(self.only.iter().map(sort).collect())
            .since(since.transpose()?.unwrap_or(0))
            .all(self.all))
    }
}

fn thread(series: &Series, id: &str) -> anyhow::Result<usize> {
    match series.find(id) {
        Some(thread) => Ok(thread),
        None => bail!("no thread, or more than one, has an id that begins with {id:?}"),
    }
}
