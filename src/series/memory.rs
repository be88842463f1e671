//! The runs of words that threads have had, so that they are known again. What comes of it is left to `provenance`.

use std::ops::RangeInclusive;

use rustc_hash::{FxHashMap, FxHashSet};

use super::model::Series;
use super::sayings::{Said, Saying, Sayings};
use super::words::Word;

/// What a run of words needs to be known again where its own thread had it, or one near it.
const OWN: Bar = Bar { words: 4, telling: 2 };
/// What it needs where another statement had it: what many say recurs by chance.
const OTHERS: Bar = Bar { words: 5, telling: 3 };
/// A word tells nothing that more than one statement in so many has, and more than [`FEW`] of them.
const COMMON: usize = 10;
/// So many statements may have a word, however few there are.
const FEW: usize = 3;
/// How many threads besides its own, the nearest by splits and merges, a statement may have words from.
const KIN: usize = 16;
/// Longer runs are known by their parts: so many words are enough to tell something, if they ever do.
const LONGEST: usize = 32;

/// What a run of words needs to tell something.
#[derive(Clone, Copy, Debug)]
struct Bar {
    /// How many words it must have.
    words: usize,
    /// How many of them must be rare enough to tell something.
    telling: usize,
}

/// What the threads of a series have had, up to a round.
pub(super) struct Memory {
    threads: Vec<Sayings>,
    /// What any thread has had.
    anywhere: Sayings,
    /// The threads that each was split off from or that were merged into it.
    nearest: Vec<Vec<usize>>,
    /// Which threads have had which words, and how many each.
    had: FxHashSet<(usize, u32)>,
    spread: FxHashMap<u32, usize>,
    /// How many threads there have been.
    begun: usize,
}

impl Memory {
    /// Makes a memory of no words.
    pub(super) fn new(series: &Series) -> Self {
        let parents = series.threads.iter().map(|thread| thread.parent.into_iter().collect());
        Self {
            threads: series.threads.iter().map(|_| Sayings::default()).collect(),
            anywhere: Sayings::default(),
            nearest: parents.collect(),
            had: FxHashSet::default(),
            spread: FxHashMap::default(),
            begun: 0,
        }
    }

    /// Remembers which threads are merged into another.
    pub(super) fn join(&mut self, thread: usize, merged: &[usize]) {
        self.nearest[thread].extend(merged);
    }

    /// Remembers the words that a thread has in a round.
    pub(super) fn learn(&mut self, thread: usize, round: usize, words: &[Word]) {
        self.begun = self.begun.max(thread + 1);
        for sayings in [&mut self.threads[thread], &mut self.anywhere] {
            sayings.learn(words.iter().map(|word| word.id), round);
        }
        for word in words {
            if self.had.insert((thread, word.id)) {
                *self.spread.entry(word.id).or_default() += 1;
            }
        }
    }

    /// Returns for each word of a statement when it was said before, in all runs with it that tell something.
    pub(super) fn known(&self, thread: usize, words: &[Word]) -> Vec<Option<Said>> {
        let tells: Vec<bool> = words.iter().map(|word| self.tells(word)).collect();
        let mut known = vec![None; words.len()];
        for kin in self.kin(thread) {
            recall(&self.threads[kin], words, |run| OWN.is_met(&tells[run]), &mut known);
        }
        recall(&self.anywhere, words, |run| OTHERS.is_met(&tells[run]), &mut known);
        known
    }

    /// Tells whether the round before one has a run of words, whatever they tell.
    pub(super) fn stood_before(&self, round: usize, words: &[Word]) -> bool {
        let follow = |run, word: &Word| self.anywhere.follow(run, word.id, usize::MAX);
        let run = words.iter().fold(Saying::NONE, follow);
        run.length == words.len() && self.anywhere.said(run).last + 1 == round
    }

    /// Tells whether a word is rare enough to tell something.
    pub(super) fn tells(&self, word: &Word) -> bool {
        let spread = self.spread.get(&word.id).copied().unwrap_or(0);
        spread <= FEW.max(self.begun / COMMON)
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

impl Bar {
    /// Tells whether words reach it, by which of them tell something.
    fn is_met(self, tells: &[bool]) -> bool {
        tells.len() >= self.words && tells.iter().filter(|tells| **tells).count() >= self.telling
    }
}

/// Notes for each word of a text when it was said, in all runs of it that are worth it.
fn recall(
    sayings: &Sayings,
    words: &[Word],
    is_worth: impl Fn(RangeInclusive<usize>) -> bool,
    known: &mut [Option<Said>],
) {
    let mut longest = Saying::NONE;
    for (at, word) in words.iter().enumerate() {
        longest = sayings.follow(longest, word.id, LONGEST);
        let mut run = longest;
        while run.length > 0 && is_worth(at + 1 - run.length..=at) {
            let said = sayings.said(run);
            for known in &mut known[at + 1 - run.length..=at] {
                *known = Some(known.map_or(said, |known| known.or(said)));
            }
            run = sayings.shorter(run);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::Words;
    use super::*;
    use crate::round::Round;
    use crate::series::{CollateOptions, collate};

    /// Returns what the first thread knows again of a text, where each of these statements is a thread.
    fn known(statements: &[&str], text: &str) -> Vec<String> {
        let series =
            collate(&[Round::of(&[("", statements)])], &CollateOptions::default()).unwrap();
        let (mut memory, mut words) = (Memory::new(&series), Words::default());
        for (thread, statement) in statements.iter().enumerate() {
            memory.learn(thread, 0, &words.read(statement));
        }
        let words = words.read(text);
        let known: Vec<(Word, Option<Said>)> =
            words.iter().copied().zip(memory.known(0, &words)).collect();
        let runs = known.chunk_by(|a, b| a.1 == b.1).filter(|run| run[0].1.is_some());
        let show = |run: &[(Word, Option<Said>)]| {
            text[run[0].0.span.start()..run[run.len() - 1].0.span.end()].to_owned()
        };
        runs.map(show).collect()
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
