//! Every run of words that was said so far, with the first and the last round that said it. Which of them tell something is
//! left to `memory`.
//!
//! It is a suffix automaton (Blumer and others 1985): a node stands for the runs that end at the same places, which
//! therefore have the same first and last round. It has at most two nodes for each word learned, and none for text that
//! only repeats; to learn a text and to follow one takes time as its length.

use rustc_hash::FxHashMap;

/// The node of the run of no words.
const ROOT: usize = 0;

/// The runs of words of all texts learned.
#[derive(Debug)]
pub(super) struct Sayings(Vec<Node>);

/// The runs of words that end at the same places: a longest one, and some that it ends with.
#[derive(Clone, Debug)]
struct Node {
    /// How many words the longest has.
    length: usize,
    /// The node of the longest run that it ends with and that stands elsewhere too; none of the root.
    shorter: Option<usize>,
    /// The nodes of the runs with one more word.
    longer: FxHashMap<u32, usize>,
    said: Said,
}

/// When a run of words was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// The first round that has it.
    pub first: usize,
    /// The last round that has it.
    pub last: usize,
}

/// A run of words that was said before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Saying {
    node: usize,
    /// How many words it has.
    pub length: usize,
}

impl Default for Sayings {
    fn default() -> Self {
        let said = Said { first: 0, last: 0 };
        Self(vec![Node { length: 0, shorter: None, longer: FxHashMap::default(), said }])
    }
}

impl Sayings {
    /// Learns all runs of words of a text of a round; rounds come in their order.
    pub(super) fn learn(&mut self, words: impl Iterator<Item = u32>, round: usize) {
        let mut node = ROOT;
        for word in words {
            node = self.extended(node, word, round);
            self.mark(node, round);
        }
    }

    /// Returns the longest run of at most so many words that ends with this word after another run.
    pub(super) fn follow(&self, run: Saying, word: u32, most: usize) -> Saying {
        let Saying { mut node, mut length } = run;
        loop {
            if let Some(&next) = self.0[node].longer.get(&word) {
                return self.cut(Saying { node: next, length: length + 1 }, most);
            }
            let Some(shorter) = self.0[node].shorter else { return Saying::NONE };
            (node, length) = (shorter, self.0[shorter].length);
        }
    }

    /// Returns the longest run that this one ends with and that was said elsewhere too.
    pub(super) fn shorter(&self, run: Saying) -> Saying {
        self.0[run.node]
            .shorter
            .map_or(Saying::NONE, |node| Saying { node, length: self.0[node].length })
    }

    /// Tells when a run was said.
    pub(super) fn said(&self, run: Saying) -> Said {
        self.0[run.node].said
    }

    /// Returns what a run of at most so many words ends with.
    fn cut(&self, mut run: Saying, most: usize) -> Saying {
        run.length = run.length.min(most);
        while let Some(shorter) = self.0[run.node].shorter
            && self.0[shorter].length >= run.length
        {
            run.node = shorter;
        }
        run
    }

    /// Returns the node of the longest run of a node with one more word, where that is said in a round.
    fn extended(&mut self, node: usize, word: u32, round: usize) -> usize {
        if let Some(&next) = self.0[node].longer.get(&word) {
            return self.exact(node, word, next);
        }
        let fresh = self.0.len();
        self.0.push(Node {
            length: self.0[node].length + 1,
            shorter: Some(ROOT),
            longer: FxHashMap::default(),
            said: Said { first: round, last: round },
        });
        let mut end = Some(node);
        while let Some(at) = end {
            if let Some(&next) = self.0[at].longer.get(&word) {
                self.0[fresh].shorter = Some(self.exact(at, word, next));
                break;
            }
            self.0[at].longer.insert(word, fresh);
            end = self.0[at].shorter;
        }
        fresh
    }

    /// Returns a node whose longest run is that of `node` with one more word: `next` itself, or one split off from it.
    fn exact(&mut self, node: usize, word: u32, next: usize) -> usize {
        let length = self.0[node].length + 1;
        if self.0[next].length == length {
            return next;
        }
        let split = self.0.len();
        self.0.push(Node { length, ..self.0[next].clone() });
        self.0[next].shorter = Some(split);
        let mut end = Some(node);
        while let Some(at) = end
            && self.0[at].longer.get(&word) == Some(&next)
        {
            self.0[at].longer.insert(word, split);
            end = self.0[at].shorter;
        }
        split
    }

    /// Notes that the runs of a node, and all they end with, are said in a round.
    fn mark(&mut self, node: usize, round: usize) {
        self.0[node].said.last = round;
        let mut end = self.0[node].shorter;
        while let Some(at) = end
            && self.0[at].said.last != round
        {
            self.0[at].said.last = round;
            end = self.0[at].shorter;
        }
    }
}

impl Said {
    /// Returns when either of two runs was said.
    pub(super) fn or(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }
}

impl Saying {
    /// The run of no words.
    pub(super) const NONE: Self = Self { node: ROOT, length: 0 };
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns all texts of up to four words of two.
    fn texts() -> Vec<Vec<u32>> {
        let mut texts = vec![Vec::new()];
        for from in 0..15 {
            texts.extend([0, 1].map(|word| [&texts[from][..], &[word]].concat()));
        }
        texts
    }

    /// Tells when a run was said, by looking through all texts; each is of the round of its number.
    fn looked_up(texts: &[&Vec<u32>], run: &[u32]) -> Option<Said> {
        let has = |text: &&Vec<u32>| text.windows(run.len()).any(|window| window == run);
        let (first, last) = (texts.iter().position(has)?, texts.iter().rposition(has)?);
        Some(Said { first, last })
    }

    /// Checks of every place in a text which runs end there that were said before, and when.
    fn assert_known(sayings: &Sayings, texts: &[&Vec<u32>], text: &[u32], most: usize) {
        let mut longest = Saying::NONE;
        for end in 1..=text.len() {
            longest = sayings.follow(longest, text[end - 1], most);
            let known = |length: &usize| looked_up(texts, &text[end - length..end]).is_some();
            let length = (1..=end.min(most)).rev().find(known);
            assert_eq!(longest.length, length.unwrap_or(0), "{texts:?} {text:?} {end}");
            let mut run = longest;
            while run.length > 0 {
                let said = looked_up(texts, &text[end - run.length..end]);
                assert_eq!(Some(sayings.said(run)), said, "{texts:?} {text:?} {end}");
                run = sayings.shorter(run);
            }
        }
    }

    #[test]
    fn every_run_of_all_small_texts_is_known_with_its_first_and_last_round() {
        let texts = texts();
        let (long, all) = (&texts[15..], texts.iter());
        for (a, b) in all.clone().flat_map(|a| all.clone().map(move |b| (a, b))) {
            for c in long {
                let mut sayings = Sayings::default();
                for (round, text) in [a, b, c].into_iter().enumerate() {
                    sayings.learn(text.iter().copied(), round);
                }
                for text in long {
                    assert_known(&sayings, &[a, b, c], text, 2);
                    assert_known(&sayings, &[a, b, c], text, 4);
                }
            }
        }
    }

    #[test]
    fn a_text_that_repeats_takes_no_room() {
        let mut sayings = Sayings::default();
        let text = [1, 2, 3, 1, 2, 4, 1, 2, 3];
        sayings.learn(text.into_iter(), 0);
        let nodes = sayings.0.len();
        (1..9).for_each(|round| sayings.learn(text.into_iter(), round));
        assert_eq!(sayings.0.len(), nodes);
    }
}
