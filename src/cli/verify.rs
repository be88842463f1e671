//! `travaux verify`: whether a change log holds.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use travaux::report::{Report, json::Json, visible};
use travaux::{
    Fault, FaultKind, Lexicon, LexiconFile, ParseOptions, ReadOptions, Record, Round, Side, Sides,
};

use super::compare::Comparer;
use super::exit::Exit;
use super::input::{self, Reader};
use super::{output, size};

/// Check a change log against itself and its sources
///
/// Reads a log that `travaux diff --format json` wrote: checks its digest and that it contradicts itself nowhere; reads the
/// documents it was made of again, checks their hashes and that every statement stands where the log says; and compares
/// them again, if this version made the log. Tells what fails and where, a line each
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Check this change log; - is standard input
    log: PathBuf,

    /// Look for the sources in this folder, by their paths or else by their names
    #[arg(long, value_name = "DIR")]
    sources: Option<PathBuf>,

    /// Compare again by this lexicon file, which must be the one that the log was made with
    #[arg(long, value_name = "FILE")]
    lexicon: Option<PathBuf>,

    /// Refuse a file larger than this, such as 10M or 64MiB
    #[arg(long, value_name = "SIZE", default_value = "64MiB", value_parser = size::bytes)]
    max_bytes: u64,
}

const EXAMPLES: &str = "\
Examples:
  travaux verify changes.json
  travaux verify --sources rounds/us-eu-cyber-dialogue changes.json

A digest shows damage, not forgery: who alters a log can write a new digest.
What was forged shows against the sources.

Exit codes:
  0  the log holds
  1  it does not; each line says what fails and where
  2  trouble: the log cannot be read";

/// What was found.
#[derive(Default)]
struct Findings {
    /// What holds, or could not be checked.
    notes: Vec<String>,
    faults: Vec<Fault>,
}

/// Checks a change log.
pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let reader = Reader::with_limit(args.max_bytes);
    let name = input::label(&args.log);
    let record = record(&reader, &args.log)?;
    let mut findings = Findings::default();
    findings.by_itself(&record);
    let sides = Sides::new(Side::Old, Side::New);
    let bytes = record.sources().zip(sides).map(|(source, side)| {
        let path = source.map(|source| located(&source.path, args.sources.as_deref()));
        path.and_then(|path| findings.source(&record, side, &path, &reader))
    });
    let sound = findings.faults.is_empty();
    if let (true, Some(old), Some(new)) = (sound, &bytes.old, &bytes.new) {
        findings.again(&record, Sides::new(old, new), args)?;
    }
    let (verdict, lines) = match findings.faults.is_empty() {
        true => ("holds", findings.notes),
        false => ("does not hold", findings.faults.iter().map(ToString::to_string).collect()),
    };
    let lines: String = lines.iter().map(|line| format!("  {}\n", visible(line))).collect();
    output::stdout(&format!("{} {verdict}\n{lines}", visible(&name)))?;
    Ok(if verdict == "holds" { Exit::Done } else { Exit::Faults })
}

/// Reads a change log.
pub(super) fn record(reader: &Reader, path: &Path) -> anyhow::Result<Record> {
    let name = input::label(path);
    let text = String::from_utf8(reader.bytes(path)?)
        .map_err(|error| error.utf8_error())
        .with_context(|| format!("{name} is not UTF-8"))?;
    Ok(Record::read(&text, &name)?)
}

impl Findings {
    /// Checks the log by itself.
    fn by_itself(&mut self, record: &Record) {
        self.faults.extend(record.check());
        self.notes.push(match record.is_whole() {
            true => "it is as it was written: its digest fits".to_owned(),
            false => "one of the first logs: it has no digest and no positions to check".to_owned(),
        });
        let Sides { old, new } = record.statements();
        self.notes.push(format!(
            "it contradicts itself nowhere: {old} old and {new} new statements, none lost"
        ));
    }

    /// Checks the log against a source and returns its bytes.
    fn source(
        &mut self,
        record: &Record,
        side: Side,
        path: &Path,
        reader: &Reader,
    ) -> Option<Vec<u8>> {
        let at = format!("rounds.{}.source", side.name());
        let bytes = match reader.bytes(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let what = missing(path, &error);
                self.faults.push(Fault::new(FaultKind::MissingSource, at, what));
                return None;
            }
        };
        self.faults.extend(record.check_source(side, &bytes));
        let stands = if record.is_whole() { ", every statement at its position" } else { "" };
        self.notes.push(format!("{} is what it was{stands}", path.display()));
        Some(bytes)
    }

    /// Compares the sources again, if the same is bound to come out.
    fn again(&mut self, record: &Record, bytes: Sides<&[u8]>, args: &Args) -> anyhow::Result<()> {
        if !record.is_ours() {
            let maker = record.generator();
            self.notes
                .push(format!("not compared again: {maker} made it, in another version than this"));
            return Ok(());
        }
        let file = record.making().lexicon;
        let Some(lexicon) = lexicon(file.as_ref(), args) else {
            let path = file.map(|file| file.path).unwrap_or_default();
            let what = format!("{path} is not there or not what it was; --lexicon names it");
            self.faults.push(Fault::new(FaultKind::ChangedSource, "options.lexicon", what));
            return Ok(());
        };
        self.faults.extend(record.check_again(&compared(record, bytes, &lexicon)?)?);
        self.notes.push("compared again, with the same result".to_owned());
        Ok(())
    }
}

/// Returns the lexicon that a log was made with, if it can be had.
fn lexicon(file: Option<&LexiconFile>, args: &Args) -> Option<Arc<Lexicon>> {
    let mut reader = Reader::with_limit(args.max_bytes);
    if let Some(file) = file {
        let found = || located(&file.path, args.sources.as_deref());
        reader.extend(&args.lexicon.clone().unwrap_or_else(found)).ok()?;
        reader.lexicon_file().filter(|found| found.sha256 == file.sha256)?;
    }
    Some(reader.lexicon())
}

/// Compares the sources of a log as it was done when it was made, and returns the log that comes out.
fn compared(
    record: &Record,
    bytes: Sides<&[u8]>,
    lexicon: &Arc<Lexicon>,
) -> anyhow::Result<String> {
    let rounds = bytes.zip(record.sources()).map(|(bytes, source)| {
        let source = source.context("only what was read is compared again")?;
        let options = ReadOptions::default().format(source.format);
        let document = travaux::read(bytes, &source.path, &options)?;
        let words = ParseOptions::default().lexicon(Arc::clone(lexicon));
        Ok::<Round, anyhow::Error>(travaux::parse(&document, &words))
    });
    let rounds = rounds.transpose()?;
    let making = record.making();
    let mut comparer = Comparer::new(lexicon, making.language.as_deref());
    if let Some(weights) = &making.weights {
        comparer.align = comparer.align.weights(weights.clone());
    }
    Ok(Json.change_log(&comparer.log(rounds.as_ref()).made(making)))
}

/// Returns where a source is to be found: by its path in the folder, else by its name there.
fn located(path: &str, folder: Option<&Path>) -> PathBuf {
    // What the log calls - is a file of that name: standard input cannot be read again.
    let path = if path == "-" { Path::new("./-") } else { Path::new(path) };
    let Some(folder) = folder else { return path.to_owned() };
    let whole = folder.join(path);
    match path.file_name() {
        Some(name) if !whole.exists() => folder.join(name),
        _ => whole,
    }
}

/// Says that a source is missing, and what may help.
fn missing(path: &Path, error: &anyhow::Error) -> String {
    let is_gone = error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|cause| cause.kind() == ErrorKind::NotFound);
    match is_gone {
        true => format!("{} is not there; --sources names the folder to look in", path.display()),
        false => format!("{error:#}"),
    }
}
