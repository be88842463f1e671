//! Where the words of one text come from, as stretches of it. How they came there is left to `provenance`.

use super::provenance::Run;
use super::words::Word;
use crate::span::Span;

/// Where a word comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    /// The round that introduced it.
    pub round: usize,
    /// The round in which it came back.
    pub returned: Option<usize>,
}

/// A stretch of text up to `end`, and where it comes from; `None` where it was inserted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// Where it ends; it begins where the one before it ends.
    pub end: usize,
    /// Where it comes from.
    pub origin: Option<Origin>,
}

/// Returns where the text at an offset comes from.
pub(super) fn origin_at(marks: &[Mark], offset: usize) -> Option<Origin> {
    let at = marks.partition_point(|mark| mark.end <= offset);
    marks.get(at).and_then(|mark| mark.origin)
}

/// Returns where the words of a text come from that took the place of others.
///
/// Those at both ends that differ in nothing but case are still the same: "The" in place of "Yet the".
pub(super) fn replaced(
    struck: &[(u32, Option<Origin>)],
    words: &[Word],
    length: usize,
) -> Vec<Mark> {
    if words.is_empty() {
        return vec![Mark { end: length, origin: None }];
    }
    let alike = |(word, (id, _)): &(&Word, &(u32, Option<Origin>))| word.id == *id;
    let first = words.iter().zip(struck).take_while(alike).count();
    let room = words.len().min(struck.len()) - first;
    let last = words.iter().rev().zip(struck.iter().rev()).take(room).take_while(alike).count();
    let origin = |at: usize| match words.len() - at {
        _ if at < first => struck[at].1,
        back if back <= last => struck[struck.len() - back].1,
        _ => None,
    };
    let ends = words.iter().skip(1).map(|word| word.span.start()).chain([length]);
    ends.enumerate().map(|(at, end)| Mark { end, origin: origin(at) }).collect()
}

/// Returns the marks between two offsets, counted from the first.
pub(super) fn cut(marks: &[Mark], start: usize, end: usize) -> Vec<Mark> {
    let first = marks.partition_point(|mark| mark.end <= start);
    let mut cut = Vec::new();
    for mark in &marks[first..] {
        cut.push(Mark { end: mark.end.min(end) - start, ..*mark });
        if mark.end >= end {
            break;
        }
    }
    cut
}

/// Joins words of one origin to runs that part a text of a length.
pub(super) fn runs(words: &[Word], origins: &[Origin], length: usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut start = 0;
    for (at, origin) in origins.iter().enumerate() {
        let end = words.get(at + 1).map_or(length, |next| next.span.start());
        match runs.last_mut() {
            Some(last) if (last.origin, last.returned) == (origin.round, origin.returned) => {
                last.span = Span::new(last.span.start(), end);
            }
            _ => runs.push(Run::new(Span::new(start, end), *origin)),
        }
        start = end;
    }
    runs
}
