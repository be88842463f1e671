//! Which way a text shifted, and what shows it, as values. How it is found out is left to `classify`.

use std::fmt;

use crate::sides::Sides;

/// A change in how far the text binds, and what shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// Which way.
    pub direction: Direction,
    /// The words that show it, the weightiest first.
    pub evidence: Vec<Evidence>,
}

/// Which way a text shifted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// It binds its parties further than before.
    Stronger,
    /// It binds them less.
    Weaker,
    /// Neither.
    Neutral,
}

/// A difference in words that shifts a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// One word or phrase took the place of another: "welcomed → committed to".
    Replaced(Sides<String>),
    /// What was only planned, or under way, is told as done: "carried out: intend to → have dredged".
    CarriedOut(Sides<String>),
    /// What was told as done is planned again, or still under way: "put back: have dredged → intend to".
    PutBack(Sides<String>),
    /// A phrase came in: "added deadline: by 2027".
    Added {
        /// What it is: "hedge", "deadline".
        what: String,
        /// The phrase.
        phrase: String,
    },
    /// A phrase went out: "removed hedge: as appropriate".
    Removed {
        /// What it is: "hedge", "deadline".
        what: String,
        /// The phrase.
        phrase: String,
    },
}

impl Shift {
    /// Returns the shift of the way back.
    pub(crate) fn inverted(&self) -> Self {
        Self {
            direction: self.direction.inverted(),
            evidence: self.evidence.iter().map(Evidence::inverted).collect(),
        }
    }
}

impl Direction {
    /// Returns its name in reports and files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stronger => "stronger",
            Self::Weaker => "weaker",
            Self::Neutral => "neutral",
        }
    }

    const fn inverted(self) -> Self {
        match self {
            Self::Stronger => Self::Weaker,
            Self::Weaker => Self::Stronger,
            Self::Neutral => Self::Neutral,
        }
    }
}

impl Evidence {
    fn inverted(&self) -> Self {
        match self.clone() {
            Self::Replaced(words) => Self::Replaced(words.swapped()),
            Self::CarriedOut(words) => Self::PutBack(words.swapped()),
            Self::PutBack(words) => Self::CarriedOut(words.swapped()),
            Self::Added { what, phrase } => Self::Removed { what, phrase },
            Self::Removed { what, phrase } => Self::Added { what, phrase },
        }
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Replaced(Sides { old, new }) => write!(f, "{old} → {new}"),
            Self::CarriedOut(Sides { old, new }) => write!(f, "carried out: {old} → {new}"),
            Self::PutBack(Sides { old, new }) => write!(f, "put back: {old} → {new}"),
            Self::Added { what, phrase } => write!(f, "added {what}: {phrase}"),
            Self::Removed { what, phrase } => write!(f, "removed {what}: {phrase}"),
        }
    }
}
