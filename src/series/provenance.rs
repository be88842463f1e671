//! Which round each word comes from. What happened to the statements was settled by `weave`.
//!
//! Kept words keep their origin; what is inserted is of the round that inserts it, unless the thread had the same words
//! before: then they come from there. So words survive moves, splits and merges, and are known again after an absence.

use rustc_hash::FxHashMap;

use super::model::{Event, Series, Stage};
use super::words::{Word, Words};
use crate::change::Edit;
use crate::span::Span;

/// From how many words on a run is known again that was struck; fewer recur by chance.
const KNOWN_AGAIN: usize = 3;
/// How many threads besides its own, the nearest by splits and merges, a statement may have words from.
const KIN: usize = 16;

/// Where the words of one round come from: for each statement its runs of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The round, as a position in [`Series::rounds`].
    pub round: usize,
    /// The runs of each statement, by position. They part its text: white space and punctuation go with the words before.
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

/// Tells where the words come from, for each round up to and including `last`.
pub(super) fn traced(series: &Series, last: usize) -> Vec<Provenance> {
    let mut tracer = Tracer {
        series,
        words: Words::default(),
        memory: vec![Memory::default(); series.threads.len()],
        traced: Vec::with_capacity(last + 1),
    };
    for round in 0..=last {
        tracer.trace(round);
    }
    tracer.traced
}

/// Where a word comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Origin {
    round: usize,
    returned: Option<usize>,
}

/// A stretch of text up to `end`, and where it comes from; `None` where it was inserted.
#[derive(Clone, Copy, Debug)]
struct Mark {
    end: usize,
    origin: Option<Origin>,
}

/// The runs of words a thread has had.
type Memory = FxHashMap<[u32; KNOWN_AGAIN], Memorised>;

/// A run of words that a thread has had.
#[derive(Clone, Copy, Debug)]
struct Memorised {
    /// Where its words come from.
    origins: [Origin; KNOWN_AGAIN],
    /// The last round that had it.
    seen: usize,
}

/// Words on their way from one round to the next.
struct Flow<'s> {
    /// The round and position of each statement they come from.
    sources: Vec<(usize, usize)>,
    /// The positions of the statements they go to.
    targets: Vec<usize>,
    /// The edits on the way, statements joined by a line feed.
    edits: &'s [Edit],
}

/// What is known while rounds are traced one by one.
struct Tracer<'s> {
    series: &'s Series,
    words: Words,
    memory: Vec<Memory>,
    traced: Vec<Provenance>,
}

impl<'s> Tracer<'s> {
    fn trace(&mut self, round: usize) {
        let texts = self.series.rounds[round].statements();
        let whole = |end: usize| vec![Mark { end, origin: None }];
        let mut marks: Vec<Vec<Mark>> = texts.iter().map(|s| whole(s.text.len())).collect();
        for flow in self.flows(round) {
            let carried = self.carried(&flow, round);
            let mut start = 0;
            for &target in &flow.targets {
                let end = start + texts[target].text.len();
                marks[target] = cut(&carried, start, end);
                start = end + 1;
            }
        }
        let mut statements = Vec::with_capacity(texts.len());
        let mut learned = Vec::with_capacity(texts.len());
        for (position, marks) in marks.into_iter().enumerate() {
            let words = self.words.read(&texts[position].text);
            let origins = self.origins(round, position, &words, &marks);
            statements.push(runs(&words, &origins, texts[position].text.len()));
            learned.push((self.series.homes[round][position], words, origins));
        }
        for (thread, words, origins) in learned {
            memorise(&mut self.memory[thread], round, &words, &origins);
        }
        self.traced.push(Provenance { round, statements });
    }

    /// Returns the ways on which words come into a round.
    fn flows(&self, round: usize) -> Vec<Flow<'s>> {
        let Some(before) = round.checked_sub(1) else { return Vec::new() };
        let changes = self.series.logs[before].changes().iter();
        let kept = changes.filter(|c| !c.old.is_empty() && !c.new.is_empty()).map(|change| Flow {
            sources: change.old.iter().map(|old| (before, old.index)).collect(),
            targets: change.new.iter().map(|new| new.index).collect(),
            edits: &change.edits,
        });
        let returned = self.series.homes[round].iter().filter_map(|&thread| {
            let stages = &self.series.threads[thread].stages;
            let at = stages.binary_search_by_key(&round, |stage| stage.round).ok()?;
            let Stage { event: Event::Returned, position: Some(target), edits, .. } = &stages[at]
            else {
                return None;
            };
            let last = stages[..at].iter().rfind(|stage| stage.position.is_some())?;
            Some(Flow {
                sources: vec![(last.round, last.position?)],
                targets: vec![*target],
                edits,
            })
        });
        kept.chain(returned).collect()
    }

    /// Follows edits and returns where the newer text comes from.
    fn carried(&self, flow: &Flow<'_>, round: usize) -> Vec<Mark> {
        let mut old: Vec<Mark> = Vec::new();
        let mut start = 0;
        for &(from, position) in &flow.sources {
            let absent = (from + 1 < round).then_some(round);
            for run in &self.traced[from].statements[position] {
                let origin = Origin { round: run.origin, returned: absent.or(run.returned) };
                old.push(Mark { end: start + run.span.end(), origin: Some(origin) });
            }
            start += self.series.rounds[from].statements()[position].text.len() + 1;
        }
        let (mut old_at, mut new): (usize, Vec<Mark>) = (0, Vec::new());
        for edit in flow.edits {
            let new_at = new.last().map_or(0, |mark| mark.end);
            match edit {
                Edit::Delete(text) => old_at += text.len(),
                Edit::Insert(text) => new.push(Mark { end: new_at + text.len(), origin: None }),
                Edit::Keep(text) => {
                    let kept = cut(&old, old_at, old_at + text.len());
                    new.extend(kept.iter().map(|m| Mark { end: new_at + m.end, ..*m }));
                    old_at += text.len();
                }
                Edit::Retype(text) => {
                    let origin = cut(&old, old_at, old_at + 1).first().and_then(|mark| mark.origin);
                    new.push(Mark { end: new_at + text.new.len(), origin });
                    old_at += text.old.len();
                }
            }
        }
        new
    }

    /// Returns where each word comes from: from where it was kept, or from where it is known again, or from this round.
    fn origins(
        &self,
        round: usize,
        position: usize,
        words: &[Word],
        marks: &[Mark],
    ) -> Vec<Origin> {
        let mut origins: Vec<Option<Origin>> = words
            .iter()
            .map(|word| {
                let at = marks.partition_point(|mark| mark.end <= word.span.start());
                marks.get(at).and_then(|mark| mark.origin)
            })
            .collect();
        if origins.iter().any(Option::is_none) && round > 0 {
            let kin = self.kin(self.series.homes[round][position]);
            for (at, origin) in self.known_again(round, &kin, words, &origins) {
                let older = |known: &Origin| {
                    (known.round, known.returned) <= (origin.round, origin.returned)
                };
                if !origins[at].as_ref().is_some_and(older) {
                    origins[at] = Some(origin);
                }
            }
        }
        origins.into_iter().map(|o| o.unwrap_or(Origin { round, returned: None })).collect()
    }

    /// Finds runs of inserted words that the thread, or one near it, had before.
    fn known_again(
        &self,
        round: usize,
        kin: &[usize],
        words: &[Word],
        origins: &[Option<Origin>],
    ) -> Vec<(usize, Origin)> {
        let mut found = Vec::new();
        let windows = words.windows(KNOWN_AGAIN).zip(origins.windows(KNOWN_AGAIN)).enumerate();
        for (at, (run, _)) in windows.filter(|(_, (_, old))| old.iter().all(Option::is_none)) {
            let run = std::array::from_fn(|offset| run[offset].id);
            let known = kin.iter().filter_map(|&thread| self.memory[thread].get(&run));
            let Some(known) = known.max_by_key(|known| known.seen) else { continue };
            let struck = (known.seen + 1 < round).then_some(round);
            found.extend(known.origins.iter().enumerate().map(|(offset, origin)| {
                let returned = struck.or(origin.returned);
                (at + offset, Origin { round: origin.round, returned })
            }));
        }
        found
    }

    /// Returns a thread and those it was split off or merged from, the nearest first.
    fn kin(&self, thread: usize) -> Vec<usize> {
        let mut kin = vec![thread];
        let mut next = 0;
        while next < kin.len() && kin.len() <= KIN {
            let thread = &self.series.threads[kin[next]];
            let merged = thread.stages.iter().flat_map(|stage| &stage.merged_in).copied();
            for other in thread.parent.into_iter().chain(merged) {
                if !kin.contains(&other) {
                    kin.push(other);
                }
            }
            next += 1;
        }
        kin.truncate(KIN + 1);
        kin
    }
}

/// Returns the marks between two offsets, counted from the first.
fn cut(marks: &[Mark], start: usize, end: usize) -> Vec<Mark> {
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
fn runs(words: &[Word], origins: &[Origin], length: usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut start = 0;
    for (at, origin) in origins.iter().enumerate() {
        let end = words.get(at + 1).map_or(length, |next| next.span.start());
        match runs.last_mut() {
            Some(last) if (last.origin, last.returned) == (origin.round, origin.returned) => {
                last.span = Span::new(last.span.start(), end);
            }
            _ => runs.push(Run {
                span: Span::new(start, end),
                origin: origin.round,
                returned: origin.returned,
            }),
        }
        start = end;
    }
    runs
}

fn memorise(memory: &mut Memory, round: usize, words: &[Word], origins: &[Origin]) {
    for (run, origins) in words.windows(KNOWN_AGAIN).zip(origins.windows(KNOWN_AGAIN)) {
        let run = std::array::from_fn(|offset| run[offset].id);
        let origins = std::array::from_fn(|offset| origins[offset]);
        memory.insert(run, Memorised { origins, seen: round });
    }
}
