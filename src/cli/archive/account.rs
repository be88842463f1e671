//! What became of the logs of an archive: kept, written, gone; and what could not be done. Making a log is left to `keep`.

use std::collections::HashSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use travaux::Sides;

use super::index::{Entry, Index};
use super::keep::{Done, Keeper};
use super::rounds::Rounds;
use super::walk::{Folder, Named};
use crate::cli::exit::{self, Exit};
use crate::cli::input::Reader;
use crate::cli::{output, parallel};

/// What a run has to tell.
#[derive(Default)]
pub(super) struct Account {
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

impl Account {
    /// Keeps the logs of one series.
    pub(super) fn keep(&mut self, folder: &Folder, keeper: &Keeper, reader: &Reader) {
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

    /// Adds what went wrong elsewhere.
    pub(super) fn add_troubles(&mut self, troubles: Vec<anyhow::Error>) {
        self.troubles.extend(troubles);
    }

    /// Takes out the entries of the new index.
    pub(super) fn entries(&mut self) -> Vec<Entry> {
        std::mem::take(&mut self.entries)
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
pub(super) struct Gone<'g> {
    /// The archive.
    pub root: &'g Path,
    /// What earlier runs wrote.
    pub index: &'g Index,
    /// The logs that are there.
    pub logs: &'g [Named],
    /// The folders that could not be read.
    pub unread: &'g [String],
}

impl Account {
    /// Settles what becomes of logs for which no pair was compared.
    pub(super) fn settle(&mut self, gone: &Gone, prune: bool) -> anyhow::Result<()> {
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
    pub(super) fn tell(mut self, root: &Path) -> anyhow::Result<Exit> {
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
