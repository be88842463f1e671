//! Which round each word comes from. What happened to the statements was settled by `weave`.

use crate::span::Span;

/// Where the words of one round come from: for each statement its runs of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The round, as a position in [`Series::rounds`](super::Series::rounds).
    pub round: usize,
    /// The runs of each statement, by position; they part its text.
    pub statements: Vec<Vec<Run>>,
}

/// Words that stand together and come from one round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Where they stand in the text of the statement.
    pub span: Span,
    /// The round that introduced them into the thread; never a later one than that of the statement.
    pub origin: usize,
    /// The round in which they came back after they had been struck, or their statement dropped; the last, if often.
    pub returned: Option<usize>,
}
