//! The threads that are absent, and which of them a new statement continues. What becomes of a thread is left to `weave`.
//!
//! An inverted index over the words of their wordings brings them to mind, the latest of each word first; a word remembers
//! only so many threads, and a thread so many wordings. So a return costs the same in the hundredth round as in the third.

use std::collections::VecDeque;

use rustc_hash::{FxHashMap, FxHashSet};

use super::words::Word;

/// How many absent threads each word remembers, the latest.
const REMEMBERED: usize = 64;

/// How many wordings of an absent thread are remembered, the latest.
pub(super) const WORDINGS: usize = 8;

/// By how much an earlier wording must be likelier than a later one to be the one that returns.
const CLEARLY: f64 = 0.1;

/// How many absent threads are weighed for each new statement.
const WEIGHED: usize = 16;

/// The threads that are absent.
#[derive(Debug, Default)]
pub(super) struct Absent {
    threads: FxHashMap<usize, Trace>,
    index: FxHashMap<u32, VecDeque<usize>>,
    rarity: Rarity,
}

/// What is remembered of an absent thread.
#[derive(Debug)]
struct Trace {
    /// Its wordings, the latest first, each with the last round that had it.
    wordings: Vec<(usize, Vec<u32>)>,
    left: usize,
}

/// An absent thread that a new statement may continue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Return {
    /// The position of the new statement.
    pub position: usize,
    /// The thread.
    pub thread: usize,
    /// The last round that had the wording that is likest.
    pub round: usize,
    /// How alike the statement and that wording are.
    pub likeness: f64,
    /// The round in which the thread was lost.
    pub left: usize,
}

impl Absent {
    /// Counts a wording towards how rare its words are.
    pub(super) fn count(&mut self, wording: &[Word]) {
        self.rarity.count(&ids(wording));
    }

    /// Returns how much a word says: the rarer it is among the wordings counted, the more.
    pub(super) fn weight(&self, word: u32) -> f64 {
        self.rarity.weight((word, None))
    }

    /// Takes in a thread that was lost in a round, with its wordings, the latest first, and the last round of each.
    pub(super) fn enter(&mut self, thread: usize, wordings: &[(usize, Vec<Word>)], left: usize) {
        let wordings: Vec<(usize, Vec<u32>)> =
            wordings.iter().map(|(round, wording)| (*round, ids(wording))).collect();
        let words: Vec<u32> = wordings.iter().flat_map(|(_, wording)| wording).copied().collect();
        for word in distinct(&words) {
            let remembered = self.index.entry(word).or_default();
            remembered.retain(|&other| other != thread);
            if remembered.len() == REMEMBERED {
                remembered.pop_front();
            }
            remembered.push_back(thread);
        }
        self.threads.insert(thread, Trace { wordings, left });
    }

    /// Tells whether a thread is absent.
    pub(super) fn has(&self, thread: usize) -> bool {
        self.threads.contains_key(&thread)
    }

    /// Takes out a thread that is back.
    pub(super) fn leave(&mut self, thread: usize) {
        self.threads.remove(&thread);
    }

    /// Returns which of the new statements continue which absent thread: each at most one, the likest first.
    pub(super) fn returns(&self, new: &[(usize, Vec<Word>)], least: f64) -> Vec<Return> {
        let mut all: Vec<Return> =
            new.iter().flat_map(|(at, words)| self.alike(*at, &ids(words), least)).collect();
        all.sort_by(|a, b| {
            let likest = b.likeness.total_cmp(&a.likeness);
            likest
                .then(b.left.cmp(&a.left))
                .then(a.thread.cmp(&b.thread))
                .then(a.position.cmp(&b.position))
        });
        let (mut threads, mut positions) = (FxHashSet::default(), FxHashSet::default());
        all.retain(|found| {
            let free = !threads.contains(&found.thread) && !positions.contains(&found.position);
            free && threads.insert(found.thread) && positions.insert(found.position)
        });
        all
    }

    fn alike(&self, position: usize, wording: &[u32], least: f64) -> Vec<Return> {
        let likest = |a: (usize, f64), b: (usize, f64)| if b.1 > a.1 + CLEARLY { b } else { a };
        let scored = self.brought_to_mind(wording).into_iter().filter_map(|(thread, trace)| {
            let likeness = |of: &[u32]| self.rarity.likeness(wording, of);
            let all = trace.wordings.iter().map(|(round, of)| (*round, likeness(of)));
            let (round, likeness) =
                all.filter(|(_, likeness)| *likeness >= least).reduce(likest)?;
            Some(Return { position, thread, round, likeness, left: trace.left })
        });
        scored.collect()
    }

    /// Returns the few absent threads that share the most with a wording, rare words before common ones.
    fn brought_to_mind(&self, wording: &[u32]) -> Vec<(usize, &Trace)> {
        let mut shared: FxHashMap<usize, f64> = FxHashMap::default();
        for word in distinct(wording) {
            let weight = self.rarity.weight((word, None));
            for &thread in self.index.get(&word).into_iter().flatten() {
                *shared.entry(thread).or_default() += weight;
            }
        }
        let mut known: Vec<(usize, f64)> = shared.into_iter().collect();
        known.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
        let traces = known.into_iter().filter_map(|(at, _)| Some((at, self.threads.get(&at)?)));
        traces.take(WEIGHED).collect()
    }
}

/// How rare words and pairs of neighbouring words are among the wordings counted so far.
#[derive(Debug, Default)]
struct Rarity {
    wordings: u32,
    counts: FxHashMap<Term, u32>,
}

/// A word, or a word and the one that follows it.
type Term = (u32, Option<u32>);

impl Rarity {
    fn count(&mut self, wording: &[u32]) {
        self.wordings += 1;
        for side in [singles(wording), doubles(wording)] {
            for (term, _) in side {
                *self.counts.entry(term).or_default() += 1;
            }
        }
    }

    /// Returns how alike two wordings are: the mean of the cosines of their words and of their pairs of words.
    ///
    /// Rare terms weigh more. It is 1 only if words and order are the same, but for what repeats.
    fn likeness(&self, a: &[u32], b: &[u32]) -> f64 {
        if a == b {
            return 1.0;
        }
        let words = self.cosine(&singles(a), &singles(b));
        let pairs = self.cosine(&doubles(a), &doubles(b));
        f64::midpoint(words, pairs).min(0.99)
    }

    fn cosine(&self, a: &[(Term, f64)], b: &[(Term, f64)]) -> f64 {
        let norm = |side: &[(Term, f64)]| {
            side.iter().map(|(term, n)| (n * self.weight(*term)).powi(2)).sum::<f64>().sqrt()
        };
        let both = |(term, n): &(Term, f64)| {
            let at = b.binary_search_by_key(term, |(term, _)| *term).ok()?;
            Some(n * b[at].1 * self.weight(*term).powi(2))
        };
        let dot: f64 = a.iter().filter_map(both).sum();
        let norms = norm(a) * norm(b);
        if norms > 0.0 { dot / norms } else { 0.0 }
    }

    /// Returns how much a term says; a new one no more than one that was met once.
    fn weight(&self, term: Term) -> f64 {
        let count = self.counts.get(&term).copied().unwrap_or(1);
        ((f64::from(self.wordings) + 1.0) / (f64::from(count) + 0.5)).ln().max(0.0)
    }
}

fn ids(wording: &[Word]) -> Vec<u32> {
    wording.iter().map(|word| word.id).collect()
}

fn distinct(wording: &[u32]) -> Vec<u32> {
    singles(wording).into_iter().map(|((word, _), _)| word).collect()
}

fn singles(wording: &[u32]) -> Vec<(Term, f64)> {
    tallied(wording.iter().map(|&word| (word, None)).collect())
}

fn doubles(wording: &[u32]) -> Vec<(Term, f64)> {
    tallied(wording.windows(2).map(|two| (two[0], Some(two[1]))).collect())
}

/// Returns each term, sorted, with what it counts: a repetition counts for less than the first.
fn tallied(mut terms: Vec<Term>) -> Vec<(Term, f64)> {
    terms.sort_unstable();
    let count = |same: &[Term]| 1.0 + f64::from(u32::try_from(same.len()).unwrap_or(u32::MAX)).ln();
    terms.chunk_by(|a, b| a == b).map(|same| (same[0], count(same))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::words::Words;
    use super::*;

    /// Returns the absent threads 0, 1, … of these wordings, and the words.
    fn absent(wordings: &[&str]) -> (Absent, Words) {
        let (mut absent, mut words) = (Absent::default(), Words::default());
        for (thread, wording) in wordings.iter().enumerate() {
            let wording = words.read(wording);
            absent.count(&wording);
            absent.enter(thread, &[(thread, wording)], thread);
        }
        (absent, words)
    }

    const WORDINGS: [&str; 3] = [
        "Both sides will cut tariffs on steel by half.",
        "Both sides welcome the talks on fisheries.",
        "Both sides regret the delay of the ferry.",
    ];

    fn found(absent: &Absent, words: &mut Words, new: &[&str]) -> Vec<(usize, usize)> {
        let new: Vec<_> = new.iter().enumerate().map(|(at, text)| (at, words.read(text))).collect();
        absent.returns(&new, 0.5).iter().map(|found| (found.position, found.thread)).collect()
    }

    #[test]
    fn a_statement_returns_in_its_own_words_or_nearly() {
        let (absent, mut words) = absent(&WORDINGS);
        let new = [
            "Both sides note the price of ferries.",
            "Both sides will now cut tariffs on steel by half.",
        ];
        assert_eq!(found(&absent, &mut words, &new), [(1, 0)]);
    }

    #[test]
    fn each_thread_returns_once_and_to_the_likest() {
        let (absent, mut words) = absent(&WORDINGS);
        let new = ["Both sides welcome more talks on fisheries.", WORDINGS[1]];
        assert_eq!(found(&absent, &mut words, &new), [(1, 1)]);
    }

    #[test]
    fn of_equal_wordings_the_one_lost_last_returns() {
        let (absent, mut words) = absent(&[WORDINGS[0], WORDINGS[0], WORDINGS[1]]);
        assert_eq!(found(&absent, &mut words, &[WORDINGS[0]]), [(0, 1)]);
    }

    #[test]
    fn an_earlier_wording_returns_only_if_it_is_clearly_likelier() {
        let taken_up = |last: &str| {
            let others = ["Herons nest by the weir.", "Eels swim to the sea.", "Seals sleep."];
            let (mut absent, mut words) = absent(&others);
            let wordings = [(1, words.read(last)), (0, words.read(WORDINGS[0]))];
            wordings.iter().for_each(|(_, wording)| absent.count(wording));
            absent.enter(7, &wordings, 2);
            let new = [(0, words.read("Both sides will soon cut tariffs on steel by half."))];
            absent.returns(&new, 0.5).iter().map(|found| found.round).collect::<Vec<_>>()
        };
        assert_eq!(taken_up("Both sides will now cut tariffs on steel by half."), [1]);
        assert_eq!(taken_up(WORDINGS[2]), [0]);
        assert_eq!(taken_up("Both sides cut tariffs."), [0]);
    }

    #[test]
    fn what_has_returned_is_absent_no_more() {
        let (mut absent, mut words) = absent(&WORDINGS);
        absent.leave(0);
        assert!(found(&absent, &mut words, &[WORDINGS[0]]).is_empty());
    }

    #[test]
    fn a_word_remembers_only_the_latest_threads() {
        let many: Vec<String> = (0..=REMEMBERED).map(|at| format!("peace {at}")).collect();
        let (absent, _) = absent(&many.iter().map(String::as_str).collect::<Vec<_>>());
        let peace = absent.index.values().map(VecDeque::len).max();
        assert_eq!(peace, Some(REMEMBERED));
    }
}
