//! The runs of words that threads have had, so that they are known again. What comes of it is left to `provenance`.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::model::Series;
use super::words::Word;

/// From how many words on a run is known again that was struck.
const KNOWN_AGAIN: usize = 4;
/// How many of them must tell something: what all statements say recurs by chance.
const TELLING: usize = 2;
/// How many must tell something where another statement had them.
const TELLING_ELSEWHERE: usize = 5;
/// A word tells nothing that more than one statement in so many has, and more than [`FEW`] of them.
const COMMON: usize = 10;
/// So many statements may have a word, however few there are.
const FEW: usize = 3;
/// How many threads besides its own, the nearest by splits and merges, a statement may have words from.
const KIN: usize = 16;

/// A run of words as it is kept in mind.
type Key = [u32; KNOWN_AGAIN];

/// What the threads of a series have had, up to a round.
pub(super) struct Memory {
    threads: Vec<FxHashMap<Key, Known>>,
    /// What any thread has had.
    anywhere: FxHashMap<Key, Known>,
    /// The threads that each was split off from or that were merged into it.
    nearest: Vec<Vec<usize>>,
    /// Which threads have had which words, and how many each.
    had: FxHashSet<(usize, u32)>,
    spread: FxHashMap<u32, usize>,
    /// How many threads have had any.
    known: usize,
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
            anywhere: FxHashMap::default(),
            nearest: parents.collect(),
            had: FxHashSet::default(),
            spread: FxHashMap::default(),
            known: 0,
        }
    }

    /// Remembers which threads are merged into another.
    pub(super) fn join(&mut self, thread: usize, merged: &[usize]) {
        self.nearest[thread].extend(merged);
    }

    /// Remembers the words that a thread has in a round.
    pub(super) fn learn(&mut self, thread: usize, round: usize, words: &[Word]) {
        self.known += usize::from(self.threads[thread].is_empty());
        for run in words.windows(KNOWN_AGAIN) {
            let fresh = Known { first: round, last: round };
            for known in [&mut self.threads[thread], &mut self.anywhere] {
                known.entry(key(run)).or_insert(fresh).last = round;
            }
        }
        for word in words {
            if self.had.insert((thread, word.id)) {
                *self.spread.entry(word.id).or_default() += 1;
            }
        }
    }

    /// Returns the runs among inserted words that were there before, the longest: first those that the thread, or one near
    /// it, has had, then those that any has had.
    ///
    /// A run of many parts is known from the round that first had the last of them.
    pub(super) fn known(
        &self,
        thread: usize,
        words: &[Word],
        inserted: impl Fn(usize) -> bool,
    ) -> Vec<(Range<usize>, Known)> {
        let kin = self.kin(thread);
        let mut runs = self.runs(words, TELLING, &inserted, |run| self.recall(&kin, run));
        let free = |at| inserted(at) && !runs.iter().any(|(run, _)| run.contains(&at));
        let elsewhere =
            self.runs(words, TELLING_ELSEWHERE, free, |run| self.anywhere.get(&key(run)).copied());
        runs.extend(elsewhere.into_iter().map(|(run, known)| (self.trimmed(words, run), known)));
        runs
    }

    /// Cuts off the words at both ends of a run that tell nothing.
    fn trimmed(&self, words: &[Word], run: Range<usize>) -> Range<usize> {
        let tells = |at: &usize| self.tells(&words[*at]);
        let (first, last) = (run.clone().find(tells), run.clone().rev().find(tells));
        first.unwrap_or(run.start)..last.map_or(run.end, |last| last + 1)
    }

    /// Returns the longest runs of free words that are recalled and in which enough words tell something.
    fn runs(
        &self,
        words: &[Word],
        least: usize,
        free: impl Fn(usize) -> bool,
        recall: impl Fn(&[Word]) -> Option<Known>,
    ) -> Vec<(Range<usize>, Known)> {
        let recalled = |(at, run): (usize, &[Word])| {
            if (at..at + KNOWN_AGAIN).all(&free) { recall(run) } else { None }
        };
        let known: Vec<Option<Known>> =
            words.windows(KNOWN_AGAIN).enumerate().map(recalled).collect();
        let (mut at, mut runs) = (0, Vec::new());
        for run in known.chunk_by(|a, b| a.is_some() == b.is_some()) {
            let place = at..at + run.len() + KNOWN_AGAIN - 1;
            if let Some(whole) = run.iter().copied().flatten().reduce(Known::and)
                && words[place.clone()].iter().filter(|word| self.tells(word)).count() >= least
            {
                runs.push((place, whole));
            }
            at += run.len();
        }
        runs
    }

    /// Tells whether a word is rare enough to tell something.
    fn tells(&self, word: &Word) -> bool {
        let spread = self.spread.get(&word.id).copied().unwrap_or(0);
        spread <= FEW.max(self.known / COMMON)
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

#[cfg(test)]
mod tests {
    use super::super::words::Words;
    use super::*;
    use crate::round::Round;
    use crate::series::{CollateOptions, collate};

    /// Returns which runs of a text the first thread knows again, where each of these statements is a thread.
    fn known(statements: &[&str], text: &str) -> Vec<String> {
        let series =
            collate(&[Round::of(&[("", statements)])], &CollateOptions::default()).unwrap();
        let (mut memory, mut words) = (Memory::new(&series), Words::default());
        for (thread, statement) in statements.iter().enumerate() {
            memory.learn(thread, 0, &words.read(statement));
        }
        let words = words.read(text);
        let show = |(run, _): (Range<usize>, Known)| {
            text[words[run.start].span.start()..words[run.end - 1].span.end()].to_owned()
        };
        memory.known(0, &words, |_| true).into_iter().map(show).collect()
    }

    const STATEMENTS: [&str; 5] = [
        "The Harbour Union and the Northern League will dredge the bay of Lund.",
        "The Harbour Union and the Northern League thank their pilots.",
        "The Harbour Union and the Northern League close the narrow eastern channel before every regatta.",
        "The Harbour Union and the Northern League regret piracy.",
        "The Harbour Union and the Northern League note storms.",
    ];

    #[test]
    fn what_all_statements_say_is_not_known_again() {
        let text = "The Harbour Union and the Northern League praise whales.";
        assert!(known(&STATEMENTS, text).is_empty());
        assert_eq!(known(&STATEMENTS[..1], text), ["The Harbour Union and the Northern League"]);
    }

    #[test]
    fn four_words_are_known_by_their_thread_and_more_by_others() {
        let own = "Mayors say they will dredge the bay of Ulm.";
        assert_eq!(known(&STATEMENTS, own), ["will dredge the bay of"]);
        let few = "Mayors keep the narrow eastern channel.";
        assert!(known(&STATEMENTS, few).is_empty());
        let many = "Mayors close the narrow eastern channel before every storm.";
        assert_eq!(known(&STATEMENTS, many), ["close the narrow eastern channel before every"]);
    }
}
