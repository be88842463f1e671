//! The index of an archive: one line a log, and what it was made of. When a log is made anew is left to `keep`.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use serde::{Deserialize, Serialize};
use travaux::Summary;

use super::DRAFT;
use crate::cli::output;

/// The name of the index, at the root of the archive.
pub(super) const INDEX: &str = "index.jsonl";

/// A log, what it was made of and what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// The folder of the series; `.` is the archive itself.
    pub series: String,
    /// The log.
    pub log: Hashed,
    /// The document of the older round.
    pub old: Dated,
    /// The document of the newer round.
    pub new: Dated,
    /// How the log was made.
    #[serde(flatten)]
    pub made: Made,
    /// How many statements underwent what.
    pub summary: Counts,
    /// Whether its pair is gone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gone: bool,
}

/// A file and the SHA-256 of its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Hashed {
    /// Where it is below the archive.
    pub path: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// A document and its day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Dated {
    /// The document.
    #[serde(flatten)]
    pub file: Hashed,
    /// The day of its round.
    pub date: String,
}

/// What else a log depends on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Made {
    /// What wrote it.
    pub generator: String,
    /// The format that every document was read as, if one was asked for.
    pub input_format: Option<String>,
    /// The SHA-256 of the lexicon file, if one was given.
    pub lexicon: Option<String>,
    /// The language that was set, if one was.
    #[serde(default)]
    pub language: Option<String>,
}

/// How many statements underwent what, by the names of the change log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Counts {
    pub unchanged: usize,
    pub reworded: usize,
    pub added: usize,
    pub dropped: usize,
    pub moved: usize,
    pub split: usize,
    pub merged: usize,
    pub editorial: usize,
    pub stronger: usize,
    pub weaker: usize,
    #[serde(default)]
    pub unsure: usize,
}

impl From<Summary> for Counts {
    fn from(summary: Summary) -> Self {
        Self {
            unchanged: summary.unchanged,
            reworded: summary.reworded,
            added: summary.added,
            dropped: summary.dropped,
            moved: summary.moved,
            split: summary.split,
            merged: summary.merged,
            editorial: summary.editorial,
            stronger: summary.stronger,
            weaker: summary.weaker,
            unsure: summary.unsure,
        }
    }
}

/// The index of an archive.
#[derive(Debug)]
pub(super) struct Index {
    path: PathBuf,
    /// The file as it is, if there is one.
    text: Option<String>,
    /// The entries by the path of their log.
    entries: BTreeMap<String, Entry>,
}

impl Index {
    /// Reads the index of an archive; there may be none yet.
    pub(super) fn read(root: &Path) -> anyhow::Result<Self> {
        let path = root.join(INDEX);
        let text = match fs::read_to_string(&path) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => bail!(anyhow!(error).context(format!("cannot read {}", path.display()))),
        };
        let mut entries = BTreeMap::new();
        for (at, line) in text.as_deref().unwrap_or_default().lines().enumerate() {
            let entry: Entry = serde_json::from_str(line).with_context(|| {
                format!("{}:{} is no entry of an index; move the file away", path.display(), at + 1)
            })?;
            entries.insert(entry.log.path.clone(), entry);
        }
        Ok(Self { path, text, entries })
    }

    /// Returns the entry of a log.
    pub(super) fn entry(&self, log: &str) -> Option<&Entry> {
        self.entries.get(log)
    }

    /// Returns all entries, by the paths of their logs.
    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    /// Puts entries in the place of all there were; writes nothing if they are the same.
    pub(super) fn write(&self, mut entries: Vec<Entry>) -> anyhow::Result<()> {
        entries.sort_by(|a, b| key(a).cmp(&key(b)));
        let line = |entry: &Entry| {
            serde_json::to_string(entry).expect("texts and numbers can be written") + "\n"
        };
        let text: String = entries.iter().map(line).collect();
        if self.text.as_deref().unwrap_or_default() == text {
            return Ok(());
        }
        output::replace(&self.path, &text, DRAFT)
            .with_context(|| format!("cannot write {}", self.path.display()))
    }
}

/// Tells whether a file is the index of an archive, by its first line.
pub(super) fn is_index(path: &Path) -> bool {
    let mut line = String::new();
    let read = File::open(path).and_then(|file| BufReader::new(file).read_line(&mut line));
    read.is_ok() && serde_json::from_str::<Entry>(&line).is_ok()
}

/// Returns what entries are in order of: series, day, log.
fn key(entry: &Entry) -> (&str, &str, &str, &str) {
    (&entry.series, &entry.old.date, &entry.new.date, &entry.log.path)
}
