//! `travaux archive`: the logs of all neighbouring rounds below a folder, kept up to date.
//!
//! `walk` finds the series and the logs, `rounds` puts documents in order, `keep` makes the log of a pair if it must,
//! `index` lists them. Each file is replaced in one step, the index last: a run that is killed leaves every file either old
//! or new, and the next run does what is left.

mod index;
mod keep;
mod rounds;
mod walk;

use std::collections::HashSet;
use std::fmt::Write;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::ValueEnum;
use sha2::{Digest, Sha256};
use travaux::{ClassifyOptions, Error, Sides};

use self::index::{Entry, INDEX, Index, Made};
use self::keep::{Done, Keeper};
use self::rounds::Rounds;
use self::walk::{Folder, Found};
use super::exit::{self, Exit};
use super::input::{InputArgs, Reader};
use super::progress::Progress;
use super::{output, parallel};

/// The folder that holds the logs of a series.
const LOGS: &str = "changes";
/// How the names of drafts begin, which only a killed run leaves behind.
const DRAFT: &str = ".travaux-archive-";

/// Keep the change logs of all series below a folder
///
/// Every folder with two documents or more is a series. Each round is compared with the next, in order of their dates;
/// the change log goes to `changes/OLD..NEW.changes.json` in the folder of the series, and `index.jsonl` in DIR lists
/// all logs with the hashes of their documents. A log is written only if a document, the options or travaux itself
/// changed since.
///
/// No log is ever deleted unless --prune asks for it: one whose pair is gone is told, and marked in the index. Hidden
/// folders and links to folders are passed over
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Keep the logs of the series below this folder
    #[arg(value_name = "DIR")]
    root: PathBuf,

    /// Delete the logs whose pair is gone
    #[arg(long)]
    prune: bool,

    /// Compare every pair again, whatever the index says
    #[arg(long)]
    anew: bool,

    #[command(flatten)]
    input: InputArgs,
}

const EXAMPLES: &str = r#"Examples:
  travaux archive rounds
  travaux archive --prune rounds
  jq -c 'select(.summary.weaker > 0) | .log.path' rounds/index.jsonl

Ends with 2 if a document could not be read or put in order, after all others
were compared. A run that was interrupted or killed leaves every file either
old or new; the next one does what is left"#;

/// What a run has to tell.
#[derive(Default)]
struct Account {
    /// What was done, a line each.
    done: String,
    troubles: Vec<anyhow::Error>,
    /// The entries of the new index.
    entries: Vec<Entry>,
    /// The documents of which it is not known between which others they stand.
    doubtful: HashSet<String>,
    series: usize,
    kept: usize,
    written: usize,
    gone: usize,
}

/// Keeps the change logs of all series below a folder.
pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let root = args.root.as_path();
    let io = |source| Error::Io { path: root.to_owned(), source };
    if !fs::metadata(root).map_err(io)?.is_dir() {
        bail!("{} is no folder", root.display());
    }
    let _locked = locked(root)?;
    refuse_part(root)?;
    let index = Index::read(root)?;
    let reader = args.input.reader(&[])?;
    let found = walk::found(root);
    if found.unread.iter().any(|name| name == ".") {
        return Err(found.troubles.into_iter().next().context("it cannot be read")?);
    }
    if let Some(archive) = found.archives.first() {
        let path = archive.path.display();
        bail!(
            "{path} is an archive of its own; delete {path}/{INDEX} to keep it as a part of this one"
        );
    }
    found.tidy()?;
    let mut account = Account::default();
    args.keep(&found, &reader, &index, &mut account)?;
    account.troubles.extend(found.troubles);
    let gone = Gone { root, index: &index, logs: &found.logs, unread: &found.unread };
    account.settle(&gone, args.prune)?;
    index.write(std::mem::take(&mut account.entries))?;
    account.tell(root)
}

impl Args {
    /// Keeps the logs of all series.
    fn keep(
        &self,
        found: &Found,
        reader: &Reader,
        index: &Index,
        account: &mut Account,
    ) -> anyhow::Result<()> {
        let keeper = Keeper {
            root: &self.root,
            index,
            made: self.made(reader)?,
            classify: ClassifyOptions::default().lexicon(reader.lexicon()),
            anew: self.anew,
        };
        let progress = Progress::of(found.folders.len());
        progress.next("comparing");
        for folder in &found.folders {
            account.keep(folder, &keeper, reader);
            progress.step();
        }
        Ok(())
    }

    fn made(&self, reader: &Reader) -> anyhow::Result<Made> {
        let lexicon = self.input.lexicon().map(|path| reader.bytes(path)).transpose()?;
        let name = |format: super::input::InputFormat| {
            format.to_possible_value().map(|value| value.get_name().to_owned())
        };
        Ok(Made {
            generator: concat!("travaux ", env!("CARGO_PKG_VERSION")).to_owned(),
            input_format: self.input.format().and_then(name),
            lexicon: lexicon.map(|bytes| sha256(&bytes)),
        })
    }
}

impl Account {
    /// Keeps the logs of one series.
    fn keep(&mut self, folder: &Folder, keeper: &Keeper, reader: &Reader) {
        if folder.documents.len() < 2 {
            return;
        }
        self.series += 1;
        let mut rounds = Rounds::read(folder, reader);
        self.troubles.append(&mut rounds.troubles);
        self.doubtful.extend(rounds.doubtful.drain(..));
        let series = folder.at.name.as_str();
        let kept = parallel::each(&rounds.pairs(), |(old, new)| {
            let kept = keeper.keep(series, Sides::new(old, new));
            kept.map_err(|why| (why, [old.name.clone(), new.name.clone()]))
        });
        for kept in kept {
            match kept {
                Ok((entry, done)) => self.add(entry, done),
                Err((why, documents)) => {
                    self.troubles.push(why);
                    self.doubtful.extend(documents);
                }
            }
        }
    }

    fn add(&mut self, entry: Entry, done: Done) {
        match done {
            Done::Kept => self.kept += 1,
            Done::Written => {
                self.say("written", &entry.log.path);
                self.written += 1;
            }
            Done::Restored => {
                self.say("restored", &format!("{}: another hand had changed it", entry.log.path));
                self.written += 1;
            }
        }
        self.entries.push(entry);
    }

    fn say(&mut self, what: &str, of: &str) {
        writeln!(self.done, "{what:8}  {of}").expect("a text takes all that is written");
    }
}

/// What there is to be known of the logs that no pair stands for now.
struct Gone<'g> {
    root: &'g Path,
    index: &'g Index,
    logs: &'g [walk::Named],
    unread: &'g [String],
}

impl Account {
    /// Settles what becomes of logs for which no pair was compared.
    fn settle(&mut self, gone: &Gone, prune: bool) -> anyhow::Result<()> {
        let current: HashSet<String> = self.entries.iter().map(|e| e.log.path.clone()).collect();
        let there: HashSet<&str> = gone.logs.iter().map(|log| log.name.as_str()).collect();
        for entry in gone.index.entries().filter(|entry| !current.contains(&entry.log.path)) {
            // Where a document cannot be read, nobody knows whether the pair is gone.
            if gone.is_hidden(entry) || self.is_doubtful(entry) {
                self.entries.push(entry.clone());
            } else if !there.contains(entry.log.path.as_str()) {
                self.say("missing", &format!("{}: its pair is gone too", entry.log.path));
            } else if !prune {
                self.entries.push(Entry { gone: true, ..entry.clone() });
            }
        }
        let listed: HashSet<String> =
            self.entries.iter().filter(|e| !e.gone).map(|e| e.log.path.clone()).collect();
        for log in gone.logs.iter().filter(|log| !listed.contains(&log.name)) {
            if prune {
                let path = gone.root.join(&log.name);
                fs::remove_file(&path)
                    .and_then(|()| output::sync_folder(&path))
                    .with_context(|| format!("cannot remove {}", log.name))?;
                self.say("deleted", &format!("{}: its pair is gone", log.name));
            } else {
                self.say("gone", &format!("{}: its pair is, the log is kept", log.name));
                self.gone += 1;
            }
        }
        Ok(())
    }

    fn is_doubtful(&self, entry: &Entry) -> bool {
        [&entry.old, &entry.new].iter().any(|side| self.doubtful.contains(&side.file.path))
    }

    /// Tells what was done, and what could not be.
    fn tell(mut self, root: &Path) -> anyhow::Result<Exit> {
        if self.series == 0 && self.troubles.is_empty() && self.done.is_empty() {
            bail!("{} holds no series, which is a folder with two documents", root.display());
        }
        let Self { series, kept, written, .. } = self;
        writeln!(
            self.done,
            "{series} series, {} logs: {written} written, {kept} as they were",
            kept + written
        )
        .expect("a text takes all that is written");
        if self.gone > 0 {
            self.done += "delete the logs whose pair is gone with --prune\n";
        }
        output::stdout(&self.done)?;
        let ends = self.troubles.iter().map(exit::trouble);
        Ok(ends.fold(Exit::Done, |_, end| end))
    }
}

impl Gone<'_> {
    /// Tells whether the series of an entry is in a folder that could not be read.
    fn is_hidden(&self, entry: &Entry) -> bool {
        self.unread.iter().any(|folder| {
            entry.log.path.strip_prefix(folder.as_str()).is_some_and(|rest| rest.starts_with('/'))
        })
    }
}

/// Refuses a part of an archive: the paths in its logs are from the root of the whole.
fn refuse_part(root: &Path) -> anyhow::Result<()> {
    let path =
        fs::canonicalize(root).with_context(|| format!("cannot access {}", root.display()))?;
    match path.ancestors().skip(1).find(|above| index::is_index(&above.join(INDEX))) {
        Some(above) => {
            bail!("{} is a part of the archive {}; keep that one", root.display(), above.display())
        }
        None => Ok(()),
    }
}

/// Holds an archive so that no second run comes between, and lets go at the end, even of a killed run.
fn locked(root: &Path) -> anyhow::Result<Option<File>> {
    // Where folders cannot be opened or locked, users have to look out for themselves.
    let Ok(folder) = File::open(root) else { return Ok(None) };
    match folder.try_lock() {
        Err(TryLockError::WouldBlock) => bail!("another run is at work in {}", root.display()),
        Err(TryLockError::Error(_)) => Ok(None),
        Ok(()) => Ok(Some(folder)),
    }
}

/// Returns the SHA-256 of bytes in hexadecimal.
fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a text takes all that is written");
        hex
    })
}
