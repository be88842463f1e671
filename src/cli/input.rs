//! From what was typed to rounds: files and standard input, the size limit, the format. How a document is read is left
//! to the library.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::ValueEnum;
use travaux::{Error, Format, ParseOptions, ReadOptions, Round};

use super::size;

/// How documents are read.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Reading")]
pub(super) struct InputArgs {
    /// Read every document as this format, whatever its name and content say
    #[arg(long, value_name = "FORMAT")]
    input_format: Option<InputFormat>,

    /// Refuse a document larger than this, such as 10M or 64MiB
    #[arg(long, value_name = "SIZE", default_value = "64MiB", value_parser = size::bytes)]
    max_bytes: u64,
}

/// The formats as they are typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum InputFormat {
    /// Plain text
    Text,
    /// Markdown
    Markdown,
    /// A web page
    Html,
    /// Round JSON, as `travaux show --format json` writes it
    Json,
}

/// What reads rounds as the options say.
pub(super) struct Reader {
    options: ReadOptions,
    parse: ParseOptions,
    max_bytes: u64,
}

impl InputArgs {
    /// Returns what reads as the options say.
    pub(super) fn reader(&self) -> Reader {
        let format = self.input_format.map(|format| match format {
            InputFormat::Text => Format::Text,
            InputFormat::Markdown => Format::Markdown,
            InputFormat::Html => Format::Html,
            InputFormat::Json => Format::RoundJson,
        });
        Reader {
            options: ReadOptions::default().format(format),
            parse: ParseOptions::default(),
            max_bytes: self.max_bytes,
        }
    }
}

/// Tells whether a path stands for standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

impl Reader {
    /// Reads the round in a file, or on standard input if the path is `-`.
    pub(super) fn round(&self, path: &Path) -> anyhow::Result<Round> {
        let label =
            if is_stdin(path) { "standard input".to_owned() } else { path.display().to_string() };
        let bytes = self.bytes(path, &label)?;
        let document = travaux::read(&bytes, &label, &self.options)?;
        let round = travaux::parse(&document, &self.parse);
        if round.statements().is_empty() {
            let blank = bytes.iter().all(u8::is_ascii_whitespace);
            let hint = if blank {
                ": it is empty"
            } else {
                "; `travaux show --notices` lists what was set aside"
            };
            return Err(Error::Empty { label, hint }.into());
        }
        Ok(round)
    }

    fn bytes(&self, path: &Path, label: &str) -> anyhow::Result<Vec<u8>> {
        if is_stdin(path) {
            return self.limited(io::stdin().lock(), label).context("cannot read standard input");
        }
        let refuse = |source| Error::Io { path: PathBuf::from(path), source };
        let file = File::open(path).map_err(refuse)?;
        match self.limited(file, label) {
            Ok(bytes) => Ok(bytes),
            Err(error) => match error.downcast::<io::Error>() {
                Ok(source) => Err(refuse(source).into()),
                Err(error) => Err(error),
            },
        }
    }

    /// Reads at most one byte more than the limit, so that an endless input is refused and not waited for.
    fn limited(&self, source: impl Read, label: &str) -> anyhow::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        source.take(self.max_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > self.max_bytes {
            return Err(Error::TooLarge { label: label.to_owned(), limit: self.max_bytes }.into());
        }
        Ok(bytes)
    }
}
