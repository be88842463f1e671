//! One phrase through the rounds: where it stands, where it is missing, what comes near it.

use std::ops::Range;

use crate::span::Span;

/// What became of a phrase. Words are compared, not case, punctuation or typography.
#[derive(Clone, Debug, PartialEq)]
pub struct PhraseHistory {
    /// The phrase as it was asked for.
    pub phrase: String,
    /// The rounds that have it, rising.
    pub rounds: Vec<usize>,
    /// Every place where it stands, in the order of the rounds.
    pub occurrences: Vec<Occurrence>,
    /// Other words that come near it, the likest first; of each thread the likest.
    pub near: Vec<NearMatch>,
}

/// A place where a phrase stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The round.
    pub round: usize,
    /// The position of the statement in it.
    pub position: usize,
    /// The thread of the statement.
    pub thread: usize,
    /// Where it stands in the text of the statement.
    pub span: Span,
}

/// Words that come near a phrase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NearMatch {
    /// Where they stand: the first round in which the thread has them.
    pub place: Occurrence,
    /// How alike they are, below 1: the share of words that both have.
    pub likeness: f64,
}

impl PhraseHistory {
    /// Returns the first round that has the phrase.
    #[must_use]
    pub fn first(&self) -> Option<usize> {
        self.rounds.first().copied()
    }

    /// Returns the last round that has the phrase.
    #[must_use]
    pub fn last(&self) -> Option<usize> {
        self.rounds.last().copied()
    }

    /// Returns the absences between first and last round, each as the rounds that have it not.
    #[must_use]
    pub fn gaps(&self) -> Vec<Range<usize>> {
        let pairs = self.rounds.windows(2).map(|pair| pair[0] + 1..pair[1]);
        pairs.filter(|gap| !gap.is_empty()).collect()
    }
}
