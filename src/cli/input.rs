//! From what was typed to rounds: files and standard input, the size limit, the format. How a document is read is left
//! to the library.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use clap::ValueEnum;
use serde::Deserialize;
use travaux::{Error, Format, Lexicon, LexiconFile, Making, ParseOptions, ReadOptions, Round};

use super::compare::Comparer;
use super::size;

/// How documents are read.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Reading")]
pub(super) struct InputArgs {
    /// Read every document as this format, whatever its name and content say
    #[arg(long, value_name = "FORMAT")]
    input_format: Option<InputFormat>,

    /// Read and weigh by the words in this file as well; with `replace = true` at its top, in place of those built in
    #[arg(long, value_name = "FILE")]
    lexicon: Option<PathBuf>,

    /// Refuse a document larger than this, such as 10M or 64MiB
    #[arg(long, value_name = "SIZE", default_value = "64MiB", value_parser = size::bytes)]
    max_bytes: u64,
}

/// The formats as they are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum InputFormat {
    /// Plain text
    #[serde(alias = "txt")]
    Text,
    /// Markdown
    #[serde(alias = "md")]
    Markdown,
    /// A web page
    #[serde(alias = "htm")]
    Html,
    /// Round JSON, as `travaux show --format json` writes it
    Json,
}

impl From<InputFormat> for Format {
    fn from(typed: InputFormat) -> Self {
        match typed {
            InputFormat::Text => Self::Text,
            InputFormat::Markdown => Self::Markdown,
            InputFormat::Html => Self::Html,
            InputFormat::Json => Self::RoundJson,
        }
    }
}

/// What reads rounds as the options say.
pub(super) struct Reader {
    format: Option<Format>,
    lexicon: Arc<Lexicon>,
    lexicon_file: Option<LexiconFile>,
    language: Option<String>,
    max_bytes: u64,
}

impl InputArgs {
    /// Returns the format that every document is read as, if one was asked for.
    pub(super) const fn format(&self) -> Option<InputFormat> {
        self.input_format
    }

    /// Returns the file of words, if one was given.
    pub(super) fn lexicon(&self) -> Option<&Path> {
        self.lexicon.as_deref()
    }

    /// Returns what reads these documents as the options say, with the lexicon at hand.
    pub(super) fn reader(&self, documents: &[&Path]) -> anyhow::Result<Reader> {
        let paths = documents.iter().copied().chain(self.lexicon.as_deref());
        if paths.filter(|path| is_stdin(path)).count() > 1 {
            bail!("standard input can be read only once; give the others as files");
        }
        let format = self.input_format.map(Format::from);
        let mut reader = Reader { format, ..Reader::with_limit(self.max_bytes) };
        if let Some(path) = &self.lexicon {
            reader.extend(path)?;
        }
        Ok(reader)
    }
}

/// Tells whether a path stands for standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Returns the name by which reports and messages call a path.
pub(super) fn label(path: &Path) -> String {
    if is_stdin(path) { "standard input".to_owned() } else { path.display().to_string() }
}

impl Reader {
    /// Returns what reads files up to a size, by the built-in lexicon.
    pub(super) fn with_limit(max_bytes: u64) -> Self {
        let lexicon = Lexicon::english();
        Self { format: None, lexicon, lexicon_file: None, language: None, max_bytes }
    }

    /// Returns the same for rounds in a language; it is detected if none is given.
    pub(super) fn language(self, language: Option<String>) -> Self {
        Self { language, ..self }
    }

    /// Returns the file that was laid on the built-in lexicon.
    pub(super) const fn lexicon_file(&self) -> Option<&LexiconFile> {
        self.lexicon_file.as_ref()
    }

    /// Returns what a change log says of how it was made.
    pub(super) fn making(&self) -> Making {
        let (lexicon, language) = (self.lexicon_file.clone(), self.language.clone());
        Making { lexicon, language, ..Making::default() }
    }

    /// Returns the words by which rounds are read and changes weighed.
    pub(super) fn lexicon(&self) -> Arc<Lexicon> {
        Arc::clone(&self.lexicon)
    }

    /// Returns what compares the rounds that are read.
    pub(super) fn comparer(&self) -> Comparer {
        Comparer::new(&self.lexicon, self.language.as_deref())
    }

    /// Reads the round in a file, or on standard input if the path is `-`.
    pub(super) fn round(&self, path: &Path) -> anyhow::Result<Round> {
        self.parsed(&self.bytes(path)?, &label(path), None)
    }

    /// Reads the round in the bytes of a document that goes by a name, as a format unless the options know better.
    pub(super) fn parsed(
        &self,
        bytes: &[u8],
        label: &str,
        format: Option<Format>,
    ) -> anyhow::Result<Round> {
        self.within_limit(bytes, label)?;
        let options = ReadOptions::default().format(self.format.or(format));
        let document = travaux::read(bytes, label, &options)?;
        let round = travaux::parse(&document, &ParseOptions::default().lexicon(self.lexicon()));
        if round.statements().is_empty() {
            let hint = match bytes.iter().all(u8::is_ascii_whitespace) {
                true => ": it is empty",
                false => "; is it the right file, and does --input-format fit?",
            };
            return Err(Error::Empty { label: label.to_owned(), hint }.into());
        }
        Ok(round)
    }

    /// Adds the words of a file to the lexicon.
    pub(super) fn extend(&mut self, path: &Path) -> anyhow::Result<()> {
        let file = String::from_utf8(self.bytes(path)?)
            .map_err(|error| error.utf8_error())
            .with_context(|| format!("{} is not UTF-8", label(path)))?;
        self.lexicon = Arc::new(self.lexicon.extended(&file, &label(path))?);
        self.lexicon_file = Some(LexiconFile::of(label(path), file.as_bytes()));
        Ok(())
    }

    /// Reads a file whole, or standard input if the path is `-`.
    pub(super) fn bytes(&self, path: &Path) -> anyhow::Result<Vec<u8>> {
        let bytes = if is_stdin(path) {
            self.limited(io::stdin().lock(), 0).context("cannot read standard input")?
        } else {
            let read = File::open(path).and_then(|file| {
                let size = file.metadata()?.len().min(self.max_bytes).saturating_add(1);
                self.limited(file, usize::try_from(size).unwrap_or(0))
            });
            read.map_err(|source| Error::Io { path: path.to_owned(), source })?
        };
        self.within_limit(&bytes, &label(path))?;
        Ok(bytes)
    }

    fn within_limit(&self, bytes: &[u8], label: &str) -> Result<(), Error> {
        if bytes.len() as u64 > self.max_bytes {
            return Err(Error::TooLarge { label: label.to_owned(), limit: self.max_bytes });
        }
        Ok(())
    }

    /// Reads bytes, of which so many are `expected`, but at most one more than the limit, so that an endless input is refused
    /// and not waited for.
    fn limited(&self, source: impl Read, expected: usize) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(expected);
        source.take(self.max_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}
