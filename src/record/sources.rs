//! Holds a change log against the documents it was made of: their bytes, their texts as read, and where each statement stands.

use std::borrow::Cow;
use std::ops::Range;

use super::{Fault, FaultKind, Record};
use crate::points::Points;
use crate::read::{Format, ReadOptions, read};
use crate::typography::folded;
use crate::wire::{self, LoggedRound, Placed, Selector};

/// Which of the two rounds of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// The older.
    Old,
    /// The newer.
    New,
}

impl Side {
    /// Returns its name in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Old => "old",
            Self::New => "new",
        }
    }

    /// Returns the other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Old => Self::New,
            Self::New => Self::Old,
        }
    }
}

impl Record {
    /// Returns what the log says of a round.
    pub(super) const fn round(&self, side: Side) -> &LoggedRound {
        match side {
            Side::Old => &self.log.rounds.old,
            Side::New => &self.log.rounds.new,
        }
    }

    /// Returns the statements of a round, each with its place in the log.
    pub(super) fn placed(&self, side: Side) -> impl Iterator<Item = (String, &Placed<'static>)> {
        self.log.changes.iter().enumerate().flat_map(move |(number, change)| {
            let statements = match side {
                Side::Old => &change.old,
                Side::New => &change.new,
            };
            let place = move |at| format!("changes[{number}].{}[{at}]", side.name());
            statements.iter().enumerate().map(move |(at, placed)| (place(at), placed))
        })
    }

    /// Checks the log against the bytes of one of its sources.
    ///
    /// If the bytes are others than they were, no more is said; else the text is read again, and every statement must stand
    /// in it where the log says.
    #[must_use]
    pub fn check_source(&self, side: Side, bytes: &[u8]) -> Vec<Fault> {
        let at = format!("rounds.{}.source", side.name());
        let Some(source) = &self.round(side).head.source else { return Vec::new() };
        let changed = |what: String| vec![Fault::new(FaultKind::ChangedSource, at.clone(), what)];
        let found = wire::sha256(bytes);
        if found != source.sha256 || bytes.len() as u64 != source.bytes {
            return changed(format!(
                "{} is not what it was: the log has {} bytes with the SHA-256 {}, found are {} with {found}",
                source.path,
                source.bytes,
                source.sha256,
                bytes.len()
            ));
        }
        let Some(format) = Format::of_media_type(&source.media_type) else {
            return changed(format!("{} is no format that is read", source.media_type));
        };
        let options = ReadOptions::default().format(Some(format));
        match read(bytes, &source.path, &options) {
            Ok(document) => self.check_text(side, source, &document.text),
            Err(error) => changed(format!("it cannot be read: {error}")),
        }
    }

    /// Checks the log against a text as read.
    fn check_text(&self, side: Side, source: &wire::Source, text: &str) -> Vec<Fault> {
        let at = format!("rounds.{}.source", side.name());
        let points = Points::of(text);
        let same = source.text_sha256.as_ref().is_none_or(|told| wire::sha256(text) == *told)
            && source.characters.is_none_or(|told| points.length() as u64 == told);
        if !same {
            let what = format!("{} is read to another text than it was", source.path);
            return vec![Fault::new(FaultKind::ChangedSource, at, what)];
        }
        let faults = self.placed(side).filter_map(|(at, placed)| {
            let what = misplaced(placed, &points)?;
            Some(Fault::new(FaultKind::Position, at, what))
        });
        faults.collect()
    }
}

/// Says how a statement does not stand where its selectors say.
fn misplaced(placed: &Placed<'_>, points: &Points<'_>) -> Option<&'static str> {
    let mut span = None;
    for selector in &placed.selector {
        match selector {
            Selector::Position { .. } => {
                span = bytes(points, selector);
                let found = span.as_ref().map(|span| folded(&points.text()[span.clone()]));
                if found.is_none_or(|found| found != placed.text) {
                    return Some("its text is not what stands at its position");
                }
            }
            Selector::Quote { .. } => {
                if !span.as_ref().is_some_and(|span| is_quoted(points.text(), span, selector)) {
                    return Some("its quote is not what stands at its position");
                }
            }
        }
    }
    let parts = placed.stem_selector.iter().map(|selector| {
        let span = bytes(points, selector)?;
        Some(folded(&points.text()[span]))
    });
    let stem: Option<Vec<Cow<'_, str>>> = parts.collect();
    let stands = placed.stem_selector.is_empty()
        || stem.is_some_and(|parts| Some(&*parts.join(" ")) == placed.stem.as_deref());
    (!stands).then_some("its lead-in is not what stands at its position")
}

/// Tells whether a quote is what stands at a place, and around it.
fn is_quoted(text: &str, at: &Range<usize>, quote: &Selector<'_>) -> bool {
    let Selector::Quote { exact, prefix, suffix } = quote else { return false };
    text[at.clone()] == **exact
        && text[..at.start].ends_with(&**prefix)
        && text[at.end..].starts_with(&**suffix)
}

/// Returns the bytes that a position selects.
fn bytes(points: &Points<'_>, selector: &Selector<'_>) -> Option<Range<usize>> {
    let Selector::Position { start, end } = selector else { return None };
    let at = |point: u64| points.byte(usize::try_from(point).ok()?);
    let (start, end) = (at(*start)?, at(*end)?);
    (start <= end).then_some(start..end)
}
