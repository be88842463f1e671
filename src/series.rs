//! Statements followed through many rounds: threads with their stages, and what can be asked of them. Between two rounds
//! everything was settled by `align` and `classify`.
//!
//! The stages, each a module: `order` puts the rounds in order, `neighbours` compares each with the next, `dealt` tells what
//! becomes of each statement, `kin` what else it continues (`absent` and `passages` help it), `weave` makes threads of that,
//! `sections` groups them for a matrix. `provenance` tells which round each word comes from (`marks`, `memory` and `sayings`
//! help it), `phrase` follows one phrase, `statistics` counts.

mod absent;
mod dealt;
mod kin;
mod marks;
mod memory;
mod model;
mod neighbours;
mod order;
mod passages;
mod phrase;
mod provenance;
mod sayings;
mod sections;
mod statistics;
mod weave;
mod words;

use crate::align::AlignOptions;
use crate::classify::ClassifyOptions;
use crate::error::Error;
use crate::round::{Date, Round};
pub use model::{Event, Series, Stage, Thread};
pub use order::Order;
pub use phrase::{NearMatch, Occurrence, PhraseHistory};
pub use provenance::{Provenance, Run};
pub use sections::SectionThreads;
pub use statistics::{HalfLife, Lifetime, RoundCount, SectionCount, Statistics, WordCount};
use weave::Yarn;

/// How alike a new statement must be to one that had been dropped.
///
/// Read through in 86 statements of one series: of 32 returns and jumps above 0.5 all are right, of 10 more above 0.4 half.
const LIKENESS: f64 = 0.5;

/// How rounds are collated.
#[derive(Clone, Debug)]
#[must_use]
pub struct CollateOptions {
    order: Order,
    align: AlignOptions,
    classify: ClassifyOptions,
    likeness: f64,
}

impl Default for CollateOptions {
    fn default() -> Self {
        Self {
            order: Order::default(),
            align: AlignOptions::default(),
            classify: ClassifyOptions::default(),
            likeness: LIKENESS,
        }
    }
}

impl CollateOptions {
    /// Sets which round comes first. This is [`Order::ByDate`] by default.
    pub const fn order(mut self, order: Order) -> Self {
        self.order = order;
        self
    }

    /// Sets how neighbours are aligned. These are the default options by default.
    pub fn align(mut self, options: AlignOptions) -> Self {
        self.align = options;
        self
    }

    /// Sets how changes are classified. These are the default options by default.
    pub fn classify(mut self, options: ClassifyOptions) -> Self {
        self.classify = options;
        self
    }

    /// Sets how alike a new statement must be to one that had been dropped to continue its thread. This is 0.5 by default.
    ///
    /// It is a high bar: what returns after years returns in much the same words, or cannot be told from something new.
    pub const fn likeness(mut self, likeness: f64) -> Self {
        self.likeness = likeness;
        self
    }
}

/// Follows every statement through successive rounds.
///
/// Neighbours are aligned; then what is new in a round is held against what earlier ones dropped, so that what returns
/// keeps its thread. One round alone makes a series too: all of it is its own.
///
/// # Errors
/// If there is no round, or the order is that of dates and a round has none or two have the same.
///
/// # Examples
/// ```
/// use travaux::{CollateOptions, Event, Order, Round, collate};
///
/// let rounds = [
///     Round::of(&[("", &["We welcome the review.", "We will cut tariffs on steel."])]),
///     Round::of(&[("", &["We welcome the review."])]),
///     Round::of(&[("", &["We welcome the review.", "We will cut tariffs on all steel."])]),
/// ];
/// let series = collate(&rounds, &CollateOptions::default().order(Order::Given))?;
/// let events: Vec<Event> = series.threads()[1].stages.iter().map(|stage| stage.event).collect();
/// assert_eq!(events, [Event::Introduced, Event::Dropped, Event::Returned]);
/// # Ok::<(), travaux::Error>(())
/// ```
pub fn collate(rounds: &[Round], options: &CollateOptions) -> Result<Series, Error> {
    if rounds.is_empty() {
        return Err(Error::TooFewRounds { found: 0 });
    }
    let (rounds, dates): (Vec<Round>, Vec<Option<Date>>) = order::ordered(rounds, options.order)?
        .into_iter()
        .map(|(r, date)| (r.clone(), date))
        .unzip();
    let logs = neighbours::logs(&rounds, &options.align, &options.classify);
    let across = neighbours::across(&rounds, &logs, &options.align);
    let (threads, homes) = weave::woven(&Yarn {
        rounds: &rounds,
        dates: &dates,
        logs: &logs,
        across: &across,
        classify: &options.classify,
        likeness: options.likeness,
    });
    Ok(Series { rounds, dates, logs, threads, homes })
}

impl Series {
    /// Groups the threads by the section in which they last stood, for a matrix.
    ///
    /// Sections and threads of the last round come in its order; each that is gone follows what it stood behind.
    #[must_use]
    pub fn sections(&self) -> Vec<SectionThreads> {
        sections::grouped(self)
    }

    /// Tells which round each word of a round comes from.
    ///
    /// Kept words keep their origin through moves, splits and merges. A run of four words or more, kept or not, is of the
    /// first round in which its thread had them together; one of five or more of the first in which any statement had, if
    /// enough of them are words that few statements have. What a round inserts is else its own. It has returned if it stood
    /// in an earlier round and the one before had it not.
    ///
    /// # Panics
    /// If there is no such round.
    #[must_use]
    pub fn provenance(&self, round: usize) -> Provenance {
        assert!(round < self.rounds.len(), "the series has such a round");
        provenance::traced(self, round).pop().expect("the round itself is traced last")
    }

    /// Follows a phrase: first and last round, gaps, every place, and what comes near it.
    #[must_use]
    pub fn phrase(&self, phrase: &str) -> PhraseHistory {
        phrase::history(self, phrase)
    }

    /// Counts what each round changed, how long statements live and how much of the language is new.
    #[must_use]
    pub fn statistics(&self) -> Statistics {
        statistics::statistics(self, &self.sections())
    }
}
