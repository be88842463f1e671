//! Which statements go on inside others: most of what they say stands there word for word, and nowhere else. Whether that
//! makes a split or a merge of them is left to `weave`.

use std::cmp::Reverse;
use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::words::Word;
use crate::sides::Sides;

/// So many words in a row tell one statement from another.
const LEAST: usize = 5;
/// A statement goes on in another if so many tenths of its words stand there in a row.
const MOST: usize = 6;

/// The statements of a round, by runs of their words.
pub(super) struct Passages {
    texts: Vec<Vec<u32>>,
    /// Each run of [`LEAST`] words with the one statement that has it, and where; `None` if several have.
    runs: FxHashMap<[u32; LEAST], Option<(usize, usize)>>,
}

impl Passages {
    /// Takes the words of the statements of a round in order.
    pub(super) fn of(texts: impl Iterator<Item = Vec<Word>>) -> Self {
        let texts: Vec<Vec<u32>> =
            texts.map(|words| words.iter().map(|word| word.id).collect()).collect();
        let mut runs: FxHashMap<[u32; LEAST], Option<(usize, usize)>> = FxHashMap::default();
        for (number, text) in texts.iter().enumerate() {
            for (at, run) in text.array_windows().enumerate() {
                match runs.entry(*run) {
                    Entry::Vacant(entry) => drop(entry.insert(Some((number, at)))),
                    Entry::Occupied(mut entry) => {
                        if entry.get().is_some_and(|(other, _)| other != number) {
                            entry.insert(None);
                        }
                    }
                }
            }
        }
        Self { texts, runs }
    }

    /// Returns the statement in which another goes on, if there is one, and how alike the two are: what they share of all
    /// their words.
    pub(super) fn holder(&self, guest: &[Word]) -> Option<(usize, f64)> {
        let guest: Vec<u32> = guest.iter().map(|word| word.id).collect();
        let (mut longest, mut at) = (None, 0);
        while let Some(run) = guest.get(at..).and_then(|rest| rest.first_chunk()) {
            at += 1;
            if let Some((holder, there)) = self.runs.get(run).copied().flatten() {
                let Sides { old: before, new: after } = self.around(&guest, at - 1, holder, there);
                longest = longest.max(Some((before + after, Reverse(holder))));
                at += after - LEAST;
            }
        }
        let (length, Reverse(holder)) = longest?;
        let all = guest.len() + self.texts[holder].len();
        let whole = length * 10 >= guest.len() * MOST;
        whole.then(|| (holder, 2.0 * count(length) / count(all)))
    }

    /// Returns how many words both have in common before these two places and from them on.
    fn around(&self, guest: &[u32], at: usize, holder: usize, there: usize) -> Sides<usize> {
        let text = &self.texts[holder];
        let after = guest[at..].iter().zip(&text[there..]).take_while(|(a, b)| a == b).count();
        let before = guest[..at].iter().rev().zip(text[..there].iter().rev());
        Sides::new(before.take_while(|(a, b)| a == b).count(), after)
    }
}

fn count(words: usize) -> f64 {
    f64::from(u32::try_from(words).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::super::words::Words;
    use super::*;

    /// Returns which of the texts holds another, and how alike they are.
    fn holder(texts: &[&str], guest: &str) -> Option<(usize, f64)> {
        let mut words = Words::default();
        let texts: Vec<Vec<Word>> = texts.iter().map(|text| words.read(text)).collect();
        Passages::of(texts.into_iter()).holder(&words.read(guest))
    }

    #[test]
    fn a_statement_goes_on_where_most_of_it_stands_word_for_word() {
        let texts = ["We mend piers.", "The harbor rests, but gulls are loud in all the bays."];
        assert_eq!(holder(&texts, "Gulls are loud in all bays."), Some((1, 10.0 / 17.0)));
        assert_eq!(holder(&texts, "Gulls are loud in May, and so are the terns."), None);
        assert_eq!(holder(&texts, "We mend piers."), None, "too short to tell");
        assert_eq!(holder(&[], "Gulls are loud in all bays."), None);
    }

    #[test]
    fn what_stands_in_several_statements_tells_none() {
        let texts = ["Both sides agreed to go on with piers.", "Both sides agreed to go on, alas."];
        assert_eq!(holder(&texts, "Both sides agreed to go on."), None);
        assert_eq!(holder(&texts, "Both sides agreed to go on with piers.").unwrap().0, 0);
    }
}
