//! `travaux archive`: the logs of all neighbouring rounds below a folder, kept up to date.
//!
//! `walk` finds the series and the logs, `rounds` puts documents in order, `keep` makes the log of a pair if it must,
//! `account` sums up what became of all, `index` lists them. Each file is replaced in one step, the index last: a run that is killed leaves every file either old
//! or new, and the next run does what is left.

mod account;
mod index;
mod keep;
mod rounds;
mod walk;

use std::fmt::Write;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::ValueEnum;
use sha2::{Digest, Sha256};
use travaux::Error;

use self::account::{Account, Gone};
use self::index::{INDEX, Index, Made};
use self::keep::Keeper;
use self::walk::Found;
use super::compare::CompareArgs;
use super::exit::Exit;
use super::input::Reader;
use super::progress::Progress;

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
    compare: CompareArgs,
}

const EXAMPLES: &str = r#"Examples:
  travaux archive rounds
  travaux archive --prune rounds
  jq -c 'select(.summary.weaker > 0) | .log.path' rounds/index.jsonl

Ends with 2 if a document could not be read or put in order, after all others
were compared. A run that was interrupted or killed leaves every file either
old or new; the next one does what is left"#;

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
    let reader = args.compare.reader(&[])?;
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
    account.add_troubles(found.troubles);
    let gone = Gone { root, index: &index, logs: &found.logs, unread: &found.unread };
    account.settle(&gone, args.prune)?;
    index.write(account.entries())?;
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
            making: reader.making(),
            comparer: reader.comparer(),
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
        let lexicon = self.compare.input.lexicon().map(|path| reader.bytes(path)).transpose()?;
        let name = |format: super::input::InputFormat| {
            format.to_possible_value().map(|value| value.get_name().to_owned())
        };
        Ok(Made {
            generator: concat!("travaux ", env!("CARGO_PKG_VERSION")).to_owned(),
            input_format: self.compare.input.format().and_then(name),
            lexicon: lexicon.map(|bytes| sha256(&bytes)),
            language: self.compare.language().map(str::to_owned),
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
