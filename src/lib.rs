//! Compares successive rounds of joint statements: which commitments were added, dropped, reworded, moved, made stronger
//! or weaker.
//!
//! States, central banks and alliances meet in rounds and publish a joint text each time. What matters is what changed
//! since the last round; line and word diffs drown in the rewriting. This crate reads each text as it was published, cuts
//! it into statements, aligns them by meaning and says what happened to each.
//!
//! # One way only
//!
//! ```text
//! bytes --read--> Document --parse--> Round --align--> Alignment --classify--> ChangeLog --report--> text
//! ```
//!
//! Each arrow is one function with one options struct. Only the two ends can fail: a strange document is no error, but a
//! [`Round`] with notices.
//!
//! ```
//! use travaux::{ChangeKind, Direction, ParseOptions, ReadOptions, Sides, compare, parse, read};
//!
//! let older = "# Joint Statement\n\nBoth sides welcomed the new forum on trade.\n\nWe will meet in Bern.";
//! let newer = "# Joint Statement\n\nBoth sides committed to the new forum on trade.";
//! let rounds = Sides::new(older, newer).map(|text| {
//!     let document = read(text.as_bytes(), "statement.md", &ReadOptions::default())?;
//!     Ok::<_, travaux::Error>(parse(&document, &ParseOptions::default()))
//! });
//! let rounds = rounds.transpose()?;
//! let log = compare(rounds.as_ref());
//! let kinds: Vec<ChangeKind> = log.changes().iter().map(|change| change.kind).collect();
//! assert_eq!(kinds, [ChangeKind::Reworded, ChangeKind::Dropped]);
//! assert_eq!(log.apply(&rounds.old)?, rounds.new);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Through more than two rounds, [`collate`] follows every statement: a [`Series`] of threads, in which what was dropped and
//! came back is one thread with its gap.
//!
//! # Laws
//!
//! A [`ChangeLog`] holds every statement of both rounds exactly once ([nothing lost](ChangeLog)), rebuilds the newer round
//! from the older ([`ChangeLog::apply`]) and turns round ([`ChangeLog::invert`]). Likeness is never equality: two statements
//! are unchanged only if their [comparison keys](comparison_key) are equal.
//!
//! # Features
//!
//! `cli` (on by default) builds the program; the library needs none of its dependencies.

#![forbid(unsafe_code)]

mod align;
mod change;
mod classify;
mod error;
mod heads;
mod lexicon;
mod parse;
mod pieces;
mod points;
mod read;
mod record;
pub mod report;
mod round;
mod series;
mod sides;
mod span;
mod threads;
mod typography;
mod wire;

pub use align::{
    AlignOptions, Alignment, AlignmentError, Candidate, Grounds, Group, Link, Near, Threshold,
    Weights, align, evidence, is_language,
};
pub use change::{
    ApplyError, Change, ChangeKind, ChangeLog, Direction, Edit, Evidence, LexiconFile, Making,
    Nearest, Placed, Shift, Summary,
};
pub use classify::{ClassifyOptions, classify};
pub use error::{At, Error};
pub use lexicon::{Force, Furniture, Lexicon, Meetings, Reading, Spelling};
pub use parse::{ParseOptions, parse};
pub use read::{Block, BlockKind, Document, Format, Given, Lines, ReadOptions, read};
pub use record::{Fault, FaultKind, RebuildError, Record, RecordedSource, Side};
pub use round::{
    Date, Head, Label, Notice, NoticeKind, Origin, Place, Round, RoundError, Section, Source,
    Statement, Stem,
};
pub use series::{
    CollateOptions, Event, HalfLife, Lifetime, NearMatch, Occurrence, Order, PhraseHistory,
    Provenance, RoundCount, Run, SectionCount, SectionThreads, Series, Stage, Statistics, Thread,
    WordCount, collate,
};
pub use sides::Sides;
pub use span::Span;
pub use threads::on_one_thread;
pub use typography::{comparison_key, is_invisible, plain};

/// Compares two rounds: aligns their statements and says what happened to each, with the default options.
///
/// # Examples
/// ```
/// use travaux::{Round, Sides, compare};
///
/// let old = Round::of(&[("Trade", &["We will cut tariffs on steel.", "We welcome the review."])]);
/// let log = compare(Sides::new(&old, &old));
/// assert_eq!(log.summary().unchanged, 2);
/// ```
#[must_use]
pub fn compare(rounds: Sides<&Round>) -> ChangeLog {
    let alignment = align(rounds, &AlignOptions::default());
    classify(rounds, &alignment, &ClassifyOptions::default())
}
