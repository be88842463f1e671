//! Keeps the log of a pair: makes it, unless the one that is there was made of the same. Which pairs there are is left to
//! `rounds`.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::Context;
use travaux::report::Report;
use travaux::report::json::Json;
use travaux::{Making, Sides};

use super::index::{Counts, Dated, Entry, Hashed, Index, Made};
use super::rounds::Document;
use super::{DRAFT, LOGS, sha256};
use crate::cli::batch::guarded;
use crate::cli::compare::Comparer;
use crate::cli::files;
use crate::cli::output;

/// How long a file name may be, in bytes, for every system to take it.
const LONGEST: usize = 240;

/// What keeps logs.
pub(super) struct Keeper<'k> {
    /// The archive.
    pub root: &'k Path,
    /// What earlier runs wrote.
    pub index: &'k Index,
    /// How logs are made now.
    pub made: Made,
    /// What the logs say of how they were made.
    pub making: Making,
    /// How changes are classified.
    pub comparer: Comparer,
    /// Whether to trust no log that is there.
    pub anew: bool,
}

/// What became of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Done {
    /// It is as it was.
    Kept,
    /// It was written.
    Written,
    /// It had been changed by another hand, and is as it was before.
    Restored,
}

impl Keeper<'_> {
    /// Sees to it that the log of a pair is there and says what it must.
    pub(super) fn keep(
        &self,
        series: &str,
        pair: Sides<&Document>,
    ) -> anyhow::Result<(Entry, Done)> {
        let path = log_name(series, pair.map(|document| document.name.as_str()));
        let there = self.bytes(&path).with_context(|| format!("cannot read {path}"))?;
        let sides = pair.map(dated);
        let known = self.index.entry(&path).filter(|known| {
            [&known.old, &known.new] == [&sides.old, &sides.new] && known.made == self.made
        });
        let as_known = |bytes: &[u8]| known.is_some_and(|known| known.log.sha256 == sha256(bytes));
        if let (Some(known), Some(true), false) = (known, there.as_deref().map(as_known), self.anew)
        {
            return Ok((Entry { gone: false, ..known.clone() }, Done::Kept));
        }
        let (text, summary) = guarded(|| Ok(self.log(pair)))
            .with_context(|| format!("cannot compare {} and {}", pair.old.name, pair.new.name))?;
        let done = match there {
            Some(there) if there == text.as_bytes() => Done::Kept,
            Some(_) if as_known(text.as_bytes()) => Done::Restored,
            _ => Done::Written,
        };
        if done != Done::Kept {
            self.write(&path, &text).with_context(|| format!("cannot write {path}"))?;
        }
        let log = Hashed { sha256: sha256(text.as_bytes()), path };
        let Sides { old, new } = sides;
        let (series, made) = (series.to_owned(), self.made.clone());
        Ok((Entry { series, log, old, new, made, summary, gone: false }, done))
    }

    fn log(&self, pair: Sides<&Document>) -> (String, Counts) {
        let rounds = pair.map(|document| &document.round);
        // The pairs are what is dealt out to threads.
        let log = travaux::on_one_thread(|| self.comparer.log(rounds).made(self.making.clone()));
        (Json.change_log(&log), log.summary().into())
    }

    fn bytes(&self, log: &str) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.path(log)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn write(&self, log: &str, text: &str) -> anyhow::Result<()> {
        let path = self.path(log);
        if let Some(folder) = path.parent().filter(|folder| !folder.is_dir()) {
            match fs::create_dir(folder) {
                Ok(()) => output::sync_folder(folder)?,
                // Another thread may have made it meanwhile.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error.into()),
            }
        }
        output::replace(&path, text, DRAFT)
    }

    fn path(&self, log: &str) -> PathBuf {
        self.root.join(log)
    }
}

fn dated(document: &Document) -> Dated {
    let file = Hashed { path: document.name.clone(), sha256: document.sha256.clone() };
    Dated { file, date: document.date.to_string() }
}

/// Returns the name of the log of two documents, of which no two pairs of a series have the same.
fn log_name(series: &str, documents: Sides<&str>) -> String {
    let Sides { old, new } =
        documents.map(|path| path.rsplit_once('/').map_or(path, |(_, name)| name));
    let plain = format!("{old}..{new}");
    let doubtful = old.contains("..") || new.contains("..");
    let name = if doubtful || plain.len() + files::CHANGE_LOG.len() > LONGEST {
        let hash = sha256(format!("{old}\0{new}").as_bytes());
        format!("{}..{}..{}", beginning(old), beginning(new), &hash[..16])
    } else {
        plain
    };
    let folder = if series == "." { String::new() } else { format!("{series}/") };
    format!("{folder}{LOGS}/{name}{}", files::CHANGE_LOG)
}

fn beginning(name: &str) -> &str {
    &name[..name.floor_char_boundary(80)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_is_named_by_both_documents() {
        let name = |series, old, new| log_name(series, Sides::new(old, new));
        assert_eq!(name("a/b", "a/b/1.md", "a/b/2.html"), "a/b/changes/1.md..2.html.changes.json");
        assert_eq!(name(".", "1.md", "2.md"), "changes/1.md..2.md.changes.json");
    }

    #[test]
    fn no_two_pairs_share_a_name_and_none_is_too_long() {
        let name = |old: &str, new: &str| log_name(".", Sides::new(old, new));
        assert_ne!(name("a..b", "c"), name("a", "b..c"));
        let long = "ö".repeat(100);
        assert_ne!(name(&long, &format!("{long}a")), name(&long, &format!("{long}b")));
        assert!(name(&long, &long).len() < 255);
    }
}
