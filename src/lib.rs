//! travaux
#![forbid(unsafe_code)]

mod align;
mod change;
mod classify;
mod error;
mod lexicon;
mod parse;
mod read;
pub mod report;
mod round;
mod sides;
mod span;
mod wire;

pub use align::{
    AlignOptions, Alignment, AlignmentError, Candidate, Grounds, Group, Link, Weights, align,
    evidence,
};
pub use change::{
    ApplyError, Change, ChangeKind, ChangeLog, Direction, Edit, Evidence, Placed, Shift, Summary,
};
pub use classify::{ClassifyOptions, classify};
pub use error::{At, Error};
pub use lexicon::{Furniture, Lexicon, Reading};
pub use parse::{ParseOptions, parse};
pub use read::{Block, BlockKind, Document, Format, Given, Lines, ReadOptions, read};
pub use round::{
    Date, Head, Label, Notice, NoticeKind, Place, Round, RoundError, Section, Source, Statement,
    Stem, comparison_key, is_invisible,
};
pub use sides::Sides;
pub use span::Span;
