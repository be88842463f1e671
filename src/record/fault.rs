//! What is wrong with a change log, and where.

use std::fmt;

/// Something that is wrong with a change log.
///
/// It is displayed as its place and what is wrong there: `changes[3].edits: they do not give the newer wording`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What sort of fault it is.
    pub kind: FaultKind,
    /// The field of the log, such as `changes[3].edits`.
    pub at: String,
    /// What is wrong, in words.
    pub what: String,
}

/// A sort of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FaultKind {
    /// The log was altered after it was written.
    Digest,
    /// The log contradicts itself.
    Law,
    /// A source is not there.
    MissingSource,
    /// A source is not what it was.
    ChangedSource,
    /// A statement does not stand in a source where the log says.
    Position,
    /// The sources, compared again, give something else.
    Again,
}

impl Fault {
    /// Makes a fault of a sort, its place and what is wrong there.
    #[must_use]
    pub fn new(kind: FaultKind, at: impl Into<String>, what: impl Into<String>) -> Self {
        Self { kind, at: at.into(), what: what.into() }
    }

    /// Makes a breach of a law.
    pub(super) fn law(at: impl Into<String>, what: impl Into<String>) -> Self {
        Self::new(FaultKind::Law, at, what)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.what)
    }
}
