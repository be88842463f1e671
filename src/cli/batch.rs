//! `travaux batch`: many pairs in one process.
//!
//! `lines` reads the input, `request` tells which pair a line asks for, `work` compares it, `crew` does so on several
//! threads at once and keeps the order, `sink` writes the records, `resume` finds out how far an earlier run came.

mod crew;
mod lines;
mod request;
mod resume;
mod sink;
mod work;

use std::fs::{self, File, Metadata};
use std::io::{self, BufRead, BufReader, IsTerminal};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, bail};
use travaux::Error;

use self::crew::Next;
use self::lines::Lines;
use self::resume::Left;
use self::sink::{Log, Sink};
use self::work::Workshop;
pub(super) use self::work::guarded;
use super::compare::CompareArgs;
use super::exit::{self, Exit};
use super::input::is_stdin;
use super::interrupt::Interrupt;
use super::progress::Progress;
use super::size;

/// Compare many pairs of rounds in one process
///
/// Reads one pair a line and writes one record a line, in the same order: the change log that `diff --format json`
/// gives, or what went wrong with this pair; the others go on. Blank lines are passed over
///
/// A side is a path, or an object: {"path": …} or {"text": …, "name": …}, either with "format": text, markdown, html
/// or json. An id is a string or a whole number
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Read pairs from this file; - is standard input
    #[arg(default_value = "-", hide_default_value = true)]
    file: PathBuf,

    /// Compare so many pairs at once; by default as many as the machine has cores
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,

    #[command(flatten)]
    compare: CompareArgs,

    /// Refuse a line of the input longer than this, such as 10M or 64MiB
    #[arg(long, value_name = "SIZE", default_value = "16MiB", value_parser = size::bytes)]
    #[arg(help_heading = "Reading")]
    max_line: u64,

    /// Write records to this file, one by one, in place of what it held
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,

    /// Keep the records that the file holds already, and go on with the first pair that has none
    #[arg(long, requires = "output", help_heading = "Output")]
    resume: bool,
}

const EXAMPLES: &str = r#"Examples:
  travaux batch pairs.jsonl -o logs.jsonl
  travaux batch pairs.jsonl -o logs.jsonl --resume
  make-pairs | travaux batch --jobs 4 | jq -c '[.id, .log.summary.dropped]'

A line of the input, and what may come of it:
  {"id": "2015", "old": "2014.md", "new": {"text": "We agree."}}
  {"id":"2015","log":{"format":"travaux-changelog",…}}
  {"id":"2015","error":{"message":"cannot access 2014.md: …"}}

Ends with 2 if a pair could not be compared, after all others were, and with
130 after Ctrl-C. A run that was interrupted or killed goes on with --resume"#;

/// What the options mean.
struct Plan {
    jobs: NonZero<usize>,
    lines: Lines,
    workshop: Workshop,
    sink: Sink,
    left: Left,
    progress: Progress,
}

/// Compares many pairs.
pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let plan = args.plan()?;
    let interrupt = Interrupt::watched().context("cannot watch for signals")?;
    let (mut sink, mut count) = (plan.sink, plan.left);
    let records = crew::set_to_work(plan.jobs, plan.lines, plan.workshop);
    loop {
        match records.next(&interrupt).with_context(|| cannot_read(&args.file))? {
            Next::Record(record) => {
                sink.write(&record.line)?;
                count.records += 1;
                count.failed += u64::from(record.failed);
                plan.progress.step();
            }
            Next::End => break,
            Next::Signal(signal) => {
                sink.finish()?;
                drop(plan.progress);
                exit::tell(&format!("interrupted after {} pairs", count.records));
                return Ok(Exit::Signal(signal));
            }
        }
    }
    sink.finish()?;
    drop(plan.progress);
    if count.failed > 0 {
        bail!(
            "{} of {} pairs could not be compared; their records say why",
            count.failed,
            count.records
        );
    }
    Ok(Exit::Done)
}

impl Args {
    fn plan(&self) -> anyhow::Result<Plan> {
        let workshop = Workshop::new(self.compare.reader(&[&self.file])?);
        let mut lines = Lines::new(self.source()?, usize::try_from(self.max_line)?);
        let (sink, left) = self.sink(&mut lines)?;
        let cores = || thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
        let jobs = self.jobs.and_then(|jobs| NonZero::new(usize::from(jobs)));
        Ok(Plan {
            jobs: jobs.unwrap_or_else(cores),
            lines,
            workshop,
            sink,
            progress: self.progress(&left),
            left,
        })
    }

    fn source(&self) -> anyhow::Result<Box<dyn BufRead + Send>> {
        if is_stdin(&self.file) {
            return Ok(Box::new(BufReader::new(io::stdin())));
        }
        let io = |source| Error::Io { path: self.file.clone(), source };
        let file = File::open(&self.file).map_err(io)?;
        if file.metadata().map_err(io)?.is_dir() {
            bail!("{} is a directory", self.file.display());
        }
        Ok(Box::new(BufReader::new(file)))
    }

    /// Opens what records go to, and passes over the lines of the input that have theirs already.
    fn sink(&self, lines: &mut Lines) -> anyhow::Result<(Sink, Left)> {
        let Some(path) = &self.output else { return Ok((Sink::Stdout, Left::default())) };
        let mut log = Log::open(path, self.input_data().as_ref())?;
        if self.resume && !log.is_lasting() {
            bail!("{} keeps no records, so that none can be gone on from", path.display());
        }
        let left =
            if self.resume { resume::left(log.file(), path, lines)? } else { Left::default() };
        log.keep(left.bytes)?;
        Ok((Sink::File(log), left))
    }

    /// Returns what the system knows of the input, if it is a file; one may come by standard input too.
    fn input_data(&self) -> Option<Metadata> {
        let path = if is_stdin(&self.file) { Path::new("/dev/stdin") } else { &self.file };
        fs::metadata(path).ok().filter(Metadata::is_file)
    }

    /// Shows how far it has come, unless the records themselves are to be seen.
    fn progress(&self, left: &Left) -> Progress {
        if !io::stderr().is_terminal() || self.output.is_none() && io::stdout().is_terminal() {
            return Progress::unseen();
        }
        let total = if is_stdin(&self.file) { None } else { count(&self.file) };
        Progress::rated(total, left.records)
    }
}

fn cannot_read(input: &Path) -> String {
    format!("cannot read {}", super::input::label(input))
}

/// Returns the number of lines in a file, blank ones left out.
fn count(path: &Path) -> Option<u64> {
    if !fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let mut lines = Lines::new(Box::new(BufReader::new(File::open(path).ok()?)), 4096);
    let mut count = 0;
    while lines.next().ok()?.is_some() {
        count += 1;
    }
    Some(count)
}
