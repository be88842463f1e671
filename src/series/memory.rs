//! The runs of words that threads have had, so that they are known again. What comes of it is left to `provenance`.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::model::Series;
use super::words::Word;

/// From how many words on a run is known again that was struck; fewer recur by chance.
const KNOWN_AGAIN: usize = 4;
/// How many threads besides its own, the nearest by splits and merges, a statement may have words from.
const KIN: usize = 16;

/// What the threads of a series have had, up to a round.
pub(super) struct Memory {
    threads: Vec<FxHashMap<[u32; KNOWN_AGAIN], Known>>,
    /// The threads that each was split off from or that were merged into it.
    nearest: Vec<Vec<usize>>,
}

/// A run of words that a thread has had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// The first round that had it.
    pub first: usize,
    /// The last round that had it.
    pub last: usize,
}

impl Memory {
    /// Makes a memory of no words.
    pub(super) fn new(series: &Series) -> Self {
        let parents = series.threads.iter().map(|thread| thread.parent.into_iter().collect());
        Self {
            threads: vec![FxHashMap::default(); series.threads.len()],
            nearest: parents.collect(),
        }
    }

    /// Remembers which threads are merged into another.
    pub(super) fn join(&mut self, thread: usize, merged: &[usize]) {
        self.nearest[thread].extend(merged);
    }

    /// Remembers the words that a thread has in a round.
    pub(super) fn learn(&mut self, thread: usize, round: usize, words: &[Word]) {
        for run in words.windows(KNOWN_AGAIN) {
            let known = self.threads[thread].entry(key(run));
            known.or_insert(Known { first: round, last: round }).last = round;
        }
    }

    /// Returns the runs among inserted words that a thread, or one near it, had before: the longest, in order.
    ///
    /// A run of many parts is known from the round that first had the last of them.
    pub(super) fn known(
        &self,
        thread: usize,
        words: &[Word],
        inserted: impl Fn(usize) -> bool,
    ) -> Vec<(Range<usize>, Known)> {
        let kin = self.kin(thread);
        let known: Vec<Option<Known>> = words
            .windows(KNOWN_AGAIN)
            .enumerate()
            .map(|(at, run)| {
                let all = (at..at + KNOWN_AGAIN).all(&inserted);
                if all { self.recall(&kin, run) } else { None }
            })
            .collect();
        let (mut at, mut runs) = (0, Vec::new());
        for run in known.chunk_by(|a, b| a.is_some() == b.is_some()) {
            if let Some(whole) = run.iter().copied().flatten().reduce(Known::and) {
                runs.push((at..at + run.len() + KNOWN_AGAIN - 1, whole));
            }
            at += run.len();
        }
        runs
    }

    fn recall(&self, threads: &[usize], run: &[Word]) -> Option<Known> {
        let key = key(run);
        let known = threads.iter().filter_map(|&thread| self.threads[thread].get(&key));
        known
            .copied()
            .reduce(|a, b| Known { first: a.first.min(b.first), last: a.last.max(b.last) })
    }

    /// Returns a thread and those it was split off or merged from, the nearest first.
    fn kin(&self, thread: usize) -> Vec<usize> {
        let mut kin = vec![thread];
        let mut next = 0;
        while next < kin.len() && kin.len() <= KIN {
            for &other in self.nearest[kin[next]].iter().rev() {
                if kin.len() <= KIN && !kin.contains(&other) {
                    kin.push(other);
                }
            }
            next += 1;
        }
        kin
    }
}

impl Known {
    /// Returns what is known of two runs together.
    fn and(self, other: Self) -> Self {
        Self { first: self.first.max(other.first), last: self.last.min(other.last) }
    }
}

fn key(run: &[Word]) -> [u32; KNOWN_AGAIN] {
    std::array::from_fn(|offset| run[offset].id)
}
