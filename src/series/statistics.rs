//! Counts over a whole series: what each round changed, how long statements live, how much of the language is new.

/// Figures for a series.
#[derive(Clone, Debug, PartialEq)]
pub struct Statistics {
    /// By round.
    pub rounds: Vec<RoundCount>,
    /// By section, in the order of [`Series::sections`](super::Series::sections).
    pub sections: Vec<SectionCount>,
    /// How long a statement lives.
    pub half_life: HalfLife,
    /// Threads by how many rounds have them, the longest-lived first; of equals the earlier.
    pub longest: Vec<usize>,
}

/// What happened in one round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each counts the stages that its name says")]
pub struct RoundCount {
    /// How many statements the round has.
    pub statements: usize,
    pub introduced: usize,
    pub unchanged: usize,
    pub reworded: usize,
    pub split: usize,
    pub merged: usize,
    pub dropped: usize,
    pub returned: usize,
    pub moved: usize,
    pub stronger: usize,
    pub weaker: usize,
    /// The words of the round, by where they come from.
    pub words: WordCount,
}

/// Words by where they come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordCount {
    /// All words.
    pub all: usize,
    /// Those that the round itself introduced.
    pub new: usize,
    /// Those of earlier rounds that came back in this one after they had been struck.
    pub returned: usize,
}

/// Figures for the threads of one section.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SectionCount {
    /// The last title of the section.
    pub title: String,
    /// How many threads it has had.
    pub threads: usize,
    /// How many of them the last round has.
    pub alive: usize,
    /// How long a statement of it lives.
    pub half_life: HalfLife,
    /// The words of its statements over all rounds but the first: how many, how many new.
    pub words: WordCount,
}

/// How long it takes until half of the statements are gone.
///
/// This is the median of Kaplan and Meier's estimate (1958). A thread is born with the round that introduced it and dies
/// with the round that dropped it for good; absences after which it came back count as life. Threads that the last round
/// has, and those that were merged into another, are only known to have lived so long. Threads of the first round are
/// counted from it, though they may be older. It is `None` if more than half outlive the series.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HalfLife {
    /// In rounds.
    pub rounds: Option<usize>,
    /// In days, if every round has a date.
    pub days: Option<i64>,
}

impl WordCount {
    /// Returns the share of new words, from 0 to 1.
    #[must_use]
    pub fn new_share(&self) -> f64 {
        let count = |words: usize| f64::from(u32::try_from(words).unwrap_or(u32::MAX));
        if self.all == 0 { 0.0 } else { count(self.new) / count(self.all) }
    }
}
