//! Where records go: standard output, or a file that a later run can go on with. What is in it already is left to
//! `resume`.

use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use crate::cli::output;

/// How much work may be lost when the machine itself goes down; of a killed run, none is.
const SYNC: Duration = Duration::from_secs(10);

/// Where records go.
pub(super) enum Sink {
    /// To standard output.
    Stdout,
    /// To a file.
    File(Log),
}

/// A file of records, of which every line but the last is whole, whatever befalls.
pub(super) struct Log {
    file: File,
    path: PathBuf,
    /// How many bytes of whole lines it holds.
    whole: u64,
    synced: Instant,
}

impl Sink {
    /// Writes a record, a line with its end, and at once: the next program may wait for it.
    pub(super) fn write(&mut self, line: &str) -> anyhow::Result<()> {
        match self {
            Self::Stdout => {
                let mut out = io::stdout().lock();
                let written = out.write_all(line.as_bytes()).and_then(|()| out.flush());
                written.context("cannot write to standard output")
            }
            Self::File(log) => log.write(line).with_context(|| cannot_write(&log.path)),
        }
    }

    /// Sees to it that all that was written stays.
    pub(super) fn finish(self) -> anyhow::Result<()> {
        match self {
            Self::Stdout => Ok(()),
            Self::File(log) => log.finish().with_context(|| cannot_write(&log.path)),
        }
    }
}

fn cannot_write(path: &Path) -> String {
    format!("cannot write {}", path.display())
}

impl Log {
    /// Opens a file for records, which must be neither the input nor in use by another run.
    pub(super) fn open(path: &Path, input: Option<&Metadata>) -> anyhow::Result<Self> {
        let opened =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
        let file = opened.with_context(|| cannot_write(path))?;
        let data = file.metadata().with_context(|| cannot_write(path))?;
        if data.is_file() {
            if input.is_some_and(|input| is_same(input, &data)) {
                bail!("{} is the input itself", path.display());
            }
            // Where files cannot be locked, users have to look out for themselves.
            if let Err(TryLockError::WouldBlock) = file.try_lock() {
                bail!("another run is writing {}", path.display());
            }
        }
        Ok(Self { file, path: path.to_owned(), whole: 0, synced: Instant::now() })
    }

    /// Returns what the file holds, to be read from its beginning.
    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// Tells whether it is a file that keeps what is written, and no device or pipe.
    pub(super) fn is_lasting(&self) -> bool {
        self.file.metadata().is_ok_and(|data| data.is_file())
    }

    /// Keeps so many bytes of the file and cuts off the rest.
    pub(super) fn keep(&mut self, bytes: u64) -> anyhow::Result<()> {
        self.cut(bytes).with_context(|| cannot_write(&self.path))
    }

    fn cut(&mut self, bytes: u64) -> io::Result<()> {
        if self.is_lasting() {
            self.file.set_len(bytes)?;
            self.file.seek(SeekFrom::Start(bytes))?;
            self.whole = bytes;
        }
        Ok(())
    }

    fn write(&mut self, line: &str) -> io::Result<()> {
        if let Err(error) = self.file.write_all(line.as_bytes()) {
            // The half of a line that a full disk had room for is no record; a later run would cut it off too.
            let _kept_for_later = self.cut(self.whole);
            return Err(error);
        }
        self.whole += line.len() as u64;
        if self.synced.elapsed() >= SYNC && self.is_lasting() {
            self.file.sync_data()?;
            self.synced = Instant::now();
        }
        Ok(())
    }

    fn finish(&self) -> io::Result<()> {
        if !self.is_lasting() {
            return Ok(());
        }
        self.file.sync_all()?;
        output::sync_folder(&fs::canonicalize(&self.path)?)
    }
}

/// Tells whether two files are one and the same, by whatever names.
#[cfg(unix)]
fn is_same(a: &Metadata, b: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

/// Tells whether two files are one and the same, which cannot be told here.
#[cfg(not(unix))]
fn is_same(_: &Metadata, _: &Metadata) -> bool {
    false
}
