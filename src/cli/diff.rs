//! `travaux diff`: what changed between two rounds.

use std::panic::resume_unwind;
use std::path::PathBuf;
use std::{fs, thread};

use anyhow::bail;
use clap::ValueEnum;
use travaux::report::json::Json;
use travaux::report::terminal::Terminal;
use travaux::report::{Filter, Only, Report, View, csv};
use travaux::{ChangeLog, Making, Round, Sides};

use super::canonical::{self, CanonicalArgs};
use super::compare::CompareArgs;
use super::exit::Exit;
use super::input::Reader;
use super::output::{Output, OutputArgs};
use super::table::TableArgs;

/// Compare two rounds
///
/// Tells section by section which statements were added, dropped, reworded, moved, split or merged, and whether a
/// reworded one grew stronger or weaker
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Read the older round from this document; - is standard input
    old: PathBuf,

    /// Read the newer round from this document; - is standard input
    new: PathBuf,

    /// Compare two texts of one round, and report only what differs beyond editorial differences
    #[arg(long)]
    same_round: bool,

    /// Say of each link why the two statements were taken for one
    #[arg(long)]
    explain: bool,

    #[command(flatten)]
    shown: ShownArgs,

    /// Exit with 1 if changes are found, among those that are shown
    #[arg(long)]
    exit_code: bool,

    #[command(flatten)]
    compare: CompareArgs,

    #[command(flatten)]
    file: FileArgs,

    #[command(flatten)]
    output: OutputArgs,
}

/// What is written.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Output")]
struct FileArgs {
    /// Write a report for the eye, or a file for other programs
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    format: DiffFormat,

    #[command(flatten)]
    canonical: CanonicalArgs,

    #[command(flatten)]
    table: TableArgs,

    /// Say in a change log when it was made; `SOURCE_DATE_EPOCH` says so too, and then tells the time
    #[arg(long)]
    timestamp: bool,
}

/// The formats as they are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    /// A report to be read
    Terminal,
    /// A change log in JSON, whole, to be kept and checked
    Json,
    /// A table for spreadsheets, one row for each change
    Csv,
}

/// Which changes are shown, and how.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Report")]
struct ShownArgs {
    /// Lay the changes out this way; inline by default
    #[arg(long, value_name = "VIEW")]
    view: Option<ViewChoice>,

    /// Show only these sorts of change, separated by commas; any one is enough
    #[arg(long, value_name = "SORTS", value_delimiter = ',')]
    only: Vec<OnlyChoice>,

    /// Show only sections with this text in their title, old or new; case does not count
    #[arg(long, value_name = "TEXT")]
    section: Option<String>,

    /// Show unchanged statements too, instead of counting them
    #[arg(long)]
    unchanged: bool,
}

/// The views as they are typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum ViewChoice {
    /// Deletions and insertions in one running text
    Inline,
    /// The older wording on the left, the newer on the right
    SideBySide,
    /// Counts and a bar for each section
    Stat,
}

/// The sorts of change as they are typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum OnlyChoice {
    Added,
    Dropped,
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
  travaux diff 2014.md 2015.html
  travaux diff --view side-by-side --width 160 2014.md 2015.html
  travaux diff --only dropped,weaker --section governance 2014.md 2015.html
  travaux diff --explain --only reworded 2014.md 2015.html
  travaux diff --same-round as-issued-by-one.md as-issued-by-the-other.md
  travaux diff --format json -o changes.json 2014.md 2015.html
  travaux diff --format csv --excel -o changes.csv 2014.md 2015.html
  curl -s https://example.org/2015 | travaux diff 2014.md -";

/// To read a document of fewer bytes takes no longer than to start the thread that would.
const WORTH_A_THREAD: u64 = 16 * 1024;

/// What the options mean.
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
struct Plan {
    rounds: Sides<PathBuf>,
    reader: Reader,
    file: FileArgs,
    view: View,
    filter: Filter,
    same_round: bool,
    unchanged: bool,
    explain: bool,
    exit_code: bool,
    output: Output,
}

/// Compares two rounds.
pub(super) fn run(args: Args) -> anyhow::Result<Exit> {
    let plan = args.plan()?;
    let log = plan.compare()?;
    let changed = plan.exit_code
        && log.changes().iter().any(|c| c.is_change() && plan.filter.admits(&log, c));
    let report = match plan.file.format {
        DiffFormat::Json => plan.file.canonical.written(Json.change_log(&log))?,
        DiffFormat::Csv => plan.file.table.written(csv::change_log(&log)),
        DiffFormat::Terminal => {
            let options = plan
                .output
                .options()
                .view(plan.view)
                .filter(plan.filter)
                .same_round(plan.same_round)
                .unchanged(plan.unchanged)
                .explain(plan.explain);
            Terminal::new(options).change_log(&log)
        }
    };
    plan.output.write(&report)?;
    Ok(if changed { Exit::Changes } else { Exit::Done })
}

impl Args {
    fn plan(self) -> anyhow::Result<Plan> {
        let (eye, json) =
            (self.file.format == DiffFormat::Terminal, self.file.format == DiffFormat::Json);
        self.file.canonical.check(json)?;
        self.file.table.check(self.file.format == DiffFormat::Csv)?;
        if self.file.timestamp && !json {
            bail!("only a change log in JSON says when it was made; add --format json");
        }
        if self.explain && !eye && !json {
            bail!(
                "a table has no room for what speaks for a link; leave out --explain, or --format csv"
            );
        }
        if !eye && (self.shown.any() || self.same_round) {
            bail!(
                "a change log in JSON or CSV is always whole; leave out --view, --only, --section, --unchanged and --same-round"
            );
        }
        Ok(Plan {
            reader: self.compare.reader(&[&self.old, &self.new])?,
            rounds: Sides::new(self.old, self.new),
            file: self.file,
            view: self.shown.view(),
            unchanged: self.shown.unchanged,
            explain: self.explain,
            filter: self.shown.filter().beyond_editorial(self.same_round),
            same_round: self.same_round,
            exit_code: self.exit_code,
            output: self.output.plan(eye),
        })
    }
}

impl Plan {
    fn compare(&self) -> anyhow::Result<ChangeLog> {
        let rounds = self.read()?;
        let making = Making {
            timestamp: canonical::timestamp(self.file.timestamp)?,
            explain: self.explain,
            ..self.reader.making()
        };
        Ok(self.reader.comparer().log(rounds.as_ref()).made(making))
    }

    /// Reads both rounds, large ones at once.
    fn read(&self) -> anyhow::Result<Sides<Round>> {
        let paths = self.rounds.as_ref();
        let bytes = paths.map(|path| fs::metadata(path).map_or(0, |data| data.len()));
        if bytes.old.min(bytes.new) < WORTH_A_THREAD {
            return paths.map(|path| self.reader.round(path)).transpose();
        }
        let rounds = thread::scope(|scope| {
            let newer = scope.spawn(|| self.reader.round(paths.new));
            let older = self.reader.round(paths.old);
            Sides::new(older, newer.join().unwrap_or_else(|panic| resume_unwind(panic)))
        });
        rounds.transpose()
    }
}

impl ShownArgs {
    /// Tells whether any of them was given.
    fn any(&self) -> bool {
        self.view.is_some() || !self.only.is_empty() || self.section.is_some() || self.unchanged
    }

    const fn view(&self) -> View {
        match self.view {
            None | Some(ViewChoice::Inline) => View::Inline,
            Some(ViewChoice::SideBySide) => View::SideBySide,
            Some(ViewChoice::Stat) => View::Stat,
        }
    }

    fn filter(&self) -> Filter {
        let sort = |choice: &OnlyChoice| match choice {
            OnlyChoice::Added => Only::Added,
            OnlyChoice::Dropped => Only::Dropped,
            OnlyChoice::Reworded => Only::Reworded,
            OnlyChoice::Moved => Only::Moved,
            OnlyChoice::Split => Only::Split,
            OnlyChoice::Merged => Only::Merged,
            OnlyChoice::Stronger => Only::Stronger,
            OnlyChoice::Weaker => Only::Weaker,
            OnlyChoice::Unsure => Only::Unsure,
        };
        Filter::default()
            .only(self.only.iter().map(sort).collect())
            .section(self.section.as_deref())
    }
}
