//! What can go wrong at the two ends of the flow. The stages between them cannot fail.

use std::fmt;
use std::path::PathBuf;

/// Why a document could not be read, or a result not be written.
///
/// A message says what, where and what to do, in lower case and without a full stop; it never repeats its source.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file could not be opened, read or written.
    #[error("cannot access {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The bytes are no text in any encoding that could be found out.
    #[error("{label} is not text: {reason} at byte {at}")]
    Encoding {
        /// The document.
        label: String,
        /// What does not belong in a text.
        reason: &'static str,
        /// The offset of the first byte that does not belong.
        at: usize,
    },
    /// The bytes are text, but not of the format they claim to be.
    #[error("{label}{at} is not valid {format}")]
    Format {
        /// The document.
        label: String,
        /// The name of the format.
        format: &'static str,
        /// Where it breaks.
        at: At,
        /// What the format's own parser said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The document is of a kind that cannot be read.
    #[error("{label} is {found}, which is not supported; give text, Markdown, HTML or Round JSON")]
    Unsupported {
        /// The document.
        label: String,
        /// What it seems to be.
        found: String,
    },
    /// The document holds no statement.
    #[error("{label} holds no statement{hint}")]
    Empty {
        /// The document.
        label: String,
        /// What may help, or nothing.
        hint: &'static str,
    },
    /// The document is larger than it may be.
    #[error("{label} is larger than the limit of {limit} bytes; raise it with --max-bytes")]
    TooLarge {
        /// The document.
        label: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// Fewer rounds were given than the work needs.
    #[error("{found} {} given; give at least two", if *found == 1 { "round" } else { "rounds" })]
    TooFewRounds {
        /// How many there were.
        found: usize,
    },
    /// A round of a series states no date, and its file name begins with none.
    #[error(
        "{label} states no date; begin its file name with one (2015-12-07-…), or use --order given"
    )]
    NoDate {
        /// The document.
        label: String,
    },
    /// Two rounds of a series are of one date, so neither comes first.
    #[error("{first} and {second} are both of {date}; leave one out, or use --order given")]
    SameDate {
        /// The document that was given first.
        first: String,
        /// The other.
        second: String,
        /// Their date.
        date: jiff::civil::Date,
    },
}

/// A line and column in a document, both counted from 1, where they are known.
///
/// It is displayed as it follows a file name: `:3:14`, or nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct At(Option<(usize, usize)>);

impl At {
    /// Returns the place at `line` and `column`.
    #[must_use]
    pub const fn new(line: usize, column: usize) -> Self {
        Self(Some((line, column)))
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some((line, column)) => write!(f, ":{line}:{column}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_the_place_as_an_editor_does() {
        let error = Error::Format {
            label: "old.json".to_owned(),
            format: "Round JSON",
            at: At::new(3, 14),
            source: "expected a comma".into(),
        };
        assert_eq!(error.to_string(), "old.json:3:14 is not valid Round JSON");
    }

    #[test]
    fn an_unknown_place_leaves_no_trace() {
        assert_eq!(At::default().to_string(), "");
    }
}
