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
    /// The first round that had it.
    first: usize,
    /// The last round that had it.
    last: usize,
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
            learned.push((self.series.homes[round][position], words));
        }
        for (thread, words) in learned {
            memorise(&mut self.memory[thread], round, &words);
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
    fn carried(&mut self, flow: &Flow<'_>, round: usize) -> Vec<Mark> {
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
        let mut struck = Vec::new();
        for edit in flow.edits {
            let new_at = new.last().map_or(0, |mark| mark.end);
            let beside = std::mem::take(&mut struck);
            match edit {
                Edit::Delete(text) => {
                    struck = self.marked(text, &cut(&old, old_at, old_at + text.len()));
                    old_at += text.len();
                }
                Edit::Insert(text) => {
                    let inserted = self.replaced(&beside, text);
                    new.extend(inserted.iter().map(|m| Mark { end: new_at + m.end, ..*m }));
                }
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

    /// Returns the words of a text, each with where it comes from.
    fn marked(&mut self, text: &str, marks: &[Mark]) -> Vec<(u32, Option<Origin>)> {
        let origin = |word: &Word| {
            let at = marks.partition_point(|mark| mark.end <= word.span.start());
            marks.get(at).and_then(|mark| mark.origin)
        };
        self.words.read(text).iter().map(|word| (word.id, origin(word))).collect()
    }

    /// Returns where the words come from that took the place of others.
    ///
    /// Those at both ends that differ in nothing but case are still the same: "Yet the" for "The".
    fn replaced(&mut self, struck: &[(u32, Option<Origin>)], text: &str) -> Vec<Mark> {
        let words = self.words.read(text);
        let alike = |(word, (id, _)): &(&Word, &(u32, Option<Origin>))| word.id == *id;
        let first = words.iter().zip(struck).take_while(alike).count();
        let room = words.len().min(struck.len()) - first;
        let last = words.iter().rev().zip(struck.iter().rev()).take(room).take_while(alike).count();
        let origin = |at: usize| match words.len() - at {
            _ if at < first => struck[at].1,
            back if back <= last => struck[struck.len() - back].1,
            _ => None,
        };
        let ends = words.iter().skip(1).map(|word| word.span.start()).chain([text.len()]);
        let mark =
            |(at, end)| Mark { end, origin: if words.is_empty() { None } else { origin(at) } };
        ends.enumerate().map(mark).collect()
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
        if origins.contains(&None) && round > 0 {
            let kin = self.kin(self.series.homes[round][position]);
            self.know_again(round, &kin, words, &mut origins);
        }
        origins.into_iter().map(|o| o.unwrap_or(Origin { round, returned: None })).collect()
    }

    /// Finds inserted words that the thread, or one near it, had before.
    ///
    /// The longest runs count as one: they come from the round that first had the last of their parts.
    fn know_again(
        &self,
        round: usize,
        kin: &[usize],
        words: &[Word],
        origins: &mut [Option<Origin>],
    ) {
        let windows = words.windows(KNOWN_AGAIN).zip(origins.windows(KNOWN_AGAIN));
        let known: Vec<Option<Memorised>> = windows
            .map(|(run, origins)| {
                let inserted = origins.iter().all(Option::is_none);
                if inserted { self.memorised(kin, run) } else { None }
            })
            .collect();
        let mut at = 0;
        for run in known.chunk_by(|a, b| a.is_some() == b.is_some()) {
            if let Some(whole) = run.iter().copied().flatten().reduce(Memorised::with) {
                let returned = (whole.last + 1 < round).then_some(round);
                let origin = Origin { round: whole.first, returned };
                origins[at..at + run.len() + KNOWN_AGAIN - 1].fill(Some(origin));
            }
            at += run.len();
        }
    }

    /// Returns what is known of a run of words in some threads.
    fn memorised(&self, threads: &[usize], run: &[Word]) -> Option<Memorised> {
        let run = std::array::from_fn(|offset| run[offset].id);
        let known = threads.iter().filter_map(|&thread| self.memory[thread].get(&run));
        known
            .copied()
            .reduce(|a, b| Memorised { first: a.first.min(b.first), last: a.last.max(b.last) })
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

fn memorise(memory: &mut Memory, round: usize, words: &[Word]) {
    for run in words.windows(KNOWN_AGAIN) {
        let run = std::array::from_fn(|offset| run[offset].id);
        memory.entry(run).or_insert(Memorised { first: round, last: round }).last = round;
    }
}

impl Memorised {
    /// Returns what is known of two runs together.
    fn with(self, other: Self) -> Self {
        Self { first: self.first.max(other.first), last: self.last.min(other.last) }
    }
}
