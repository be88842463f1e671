//! A change log read back from its file: whether it holds, and what can be rebuilt with it. How logs are written is left to
//! `report::json`.
//!
//! The parts, each a module: `laws` checks a log by itself, `sources` checks it against the documents it was made of, `rebuild`
//! makes one round of the other, `differences` compares two files field by field.

mod differences;
mod fault;
mod laws;
mod rebuild;
mod sources;

use serde_json::Value;

use crate::align::{Threshold, Weights};
use crate::change::{LexiconFile, Making};
use crate::error::{At, Error};
use crate::read::Format;
use crate::sides::Sides;
use crate::wire;
pub use fault::{Fault, FaultKind};
pub use rebuild::RebuildError;
pub use sources::Side;

/// A change log as its file says it.
///
/// # Examples
/// ```
/// use travaux::report::{Report, json::Json};
/// use travaux::{Record, Round, Sides, compare};
///
/// let old = Round::of(&[("Trade", &["We will cut tariffs on steel."])]);
/// let new = Round::of(&[("Trade", &["We may cut tariffs on steel."])]);
/// let file = Json.change_log(&compare(Sides::new(&old, &new)));
/// assert!(Record::read(&file, "log.json")?.check().is_empty());
///
/// let altered = file.replace("steel", "wheat");
/// assert!(!Record::read(&altered, "log.json")?.check().is_empty());
/// # Ok::<(), travaux::Error>(())
/// ```
#[derive(Debug)]
pub struct Record {
    /// All that the file says, known fields and others.
    all: Value,
    log: wire::ChangeLog<'static>,
}

/// A file that a change log was made of, as the log says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedSource {
    /// The path as it was given.
    pub path: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// The format as which it was read; `None` if this version knows no such format.
    pub format: Option<Format>,
}

impl Record {
    /// Reads a change log of the file `json`, known by `label`.
    ///
    /// # Errors
    /// If it is malformed, or of another format or version. A field that is not known is no error: later ones of the same
    /// version may have more.
    pub fn read(json: &str, label: &str) -> Result<Self, Error> {
        let refuse = |at: At, source: Box<dyn std::error::Error + Send + Sync>| Error::Format {
            label: label.to_owned(),
            format: "change log JSON",
            at,
            source,
        };
        let malformed =
            |e: serde_json::Error| refuse(At::new(e.line(), e.column()), wire::reason(&e).into());
        let all: Value = serde_json::from_str(json).map_err(malformed)?;
        if all.get("format").and_then(Value::as_str) != Some(wire::CHANGELOG) {
            let what = format!("its format is not {:?}", wire::CHANGELOG);
            return Err(refuse(At::default(), what.into()));
        }
        if all.get("version").and_then(Value::as_u64) != Some(wire::VERSION.into()) {
            let what = format!("this travaux reads version {}", wire::VERSION);
            return Err(refuse(At::default(), what.into()));
        }
        let log = serde_json::from_str(json).map_err(malformed)?;
        Ok(Self { all, log })
    }

    /// Returns the program that wrote the log, and its version.
    #[must_use]
    pub fn generator(&self) -> &str {
        &self.log.generator
    }

    /// Tells whether this version wrote the log, so that it would write the same again.
    #[must_use]
    pub fn is_ours(&self) -> bool {
        self.log.generator == wire::GENERATOR && self.is_whole()
    }

    /// Tells whether the log has all that can be checked; the first logs of version 1 have no positions and no digest.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        let rounds = &self.log.rounds;
        self.log.options.is_some() && rounds.old.sections.is_some() && rounds.new.sections.is_some()
    }

    /// Returns the two files that the log was made of; `None` for a round that was never a file.
    #[must_use]
    pub fn sources(&self) -> Sides<Option<RecordedSource>> {
        let rounds = &self.log.rounds;
        Sides::new(&rounds.old, &rounds.new).map(|round| {
            let source = round.head.source.as_ref()?;
            Some(RecordedSource {
                path: source.path.clone(),
                sha256: source.sha256.clone(),
                format: Format::of_media_type(&source.media_type),
            })
        })
    }

    /// Returns how many statements the two rounds have.
    #[must_use]
    pub fn statements(&self) -> Sides<usize> {
        let changes = &self.log.changes;
        Sides::new(
            changes.iter().map(|c| c.old.len()).sum(),
            changes.iter().map(|c| c.new.len()).sum(),
        )
    }

    /// Returns how the log came about.
    #[must_use]
    pub fn making(&self) -> Making {
        let options = self.log.options.as_ref();
        let weights = |w: &wire::Weights| Weights {
            alone: w.alone,
            around: w.around,
            join: w.join,
            order: w.order,
            link: Threshold { loose: w.link.loose, steady: w.link.steady },
        };
        let lexicon = |file: &wire::LexiconFile| LexiconFile {
            path: file.path.clone(),
            sha256: file.sha256.clone(),
        };
        Making {
            language: options.and_then(|o| o.language.clone()),
            weights: options.and_then(|o| o.weights.as_ref()).map(weights),
            lexicon: options.and_then(|o| o.lexicon.as_ref()).map(lexicon),
            explain: options.is_some_and(|o| o.explain),
            timestamp: self.log.timestamp.as_deref().map(str::to_owned),
        }
    }

    /// Checks the log by itself: its digest, and the laws that every change log obeys.
    #[must_use]
    pub fn check(&self) -> Vec<Fault> {
        let mut faults: Vec<Fault> = self.digest().into_iter().collect();
        faults.extend(laws::broken(&self.log));
        faults
    }

    /// Compares the log with one that was made again of the same sources; the digest and the time of making do not count.
    ///
    /// # Errors
    /// If `again` is no JSON.
    pub fn check_again(&self, again: &str) -> Result<Vec<Fault>, serde_json::Error> {
        Ok(differences::between(&self.all, &serde_json::from_str(again)?))
    }

    /// Tells whether the log has nothing of what the first logs of version 1 lacked.
    fn is_first(&self) -> bool {
        let rounds = &self.log.rounds;
        let mut placed = self.placed(Side::Old).chain(self.placed(Side::New));
        self.log.options.is_none()
            && rounds.old.sections.is_none()
            && rounds.new.sections.is_none()
            && placed.all(|(_, statement)| statement.selector.is_empty())
    }

    /// Holds the digest against the log without it.
    fn digest(&self) -> Option<Fault> {
        let fault = |what| Some(Fault::new(FaultKind::Digest, "digest", what));
        let Some(told) = &self.log.digest else {
            return if self.is_first() {
                None
            } else {
                fault("it is missing, so the log was altered".to_owned())
            };
        };
        let mut rest = self.all.clone();
        rest.as_object_mut().and_then(|fields| fields.remove("digest"));
        let found = wire::sha256(wire::canonical(&rest));
        if found == *told {
            return None;
        }
        fault(format!("the log was altered after it was written: {told} is told, {found} is found"))
    }
}
