//! Which statements go on inside others: most of what they say stands there in the same words and order, and nowhere else.
//! Whether that makes a split or a merge of them is left to `weave`.

use std::cmp::Reverse;
use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::words::Word;

/// So many words in a row tell one statement from another.
const LEAST: usize = 5;
/// Where a passage was edited, it goes on with so many words in a row.
const PAIR: usize = 2;
/// An edit of a passage strikes or inserts at most so many words.
const GAP: usize = 4;
/// A statement goes on in another if that has this share of what its words weigh.
const MOST: f64 = 0.5;

/// The statements of a round, by runs of their words.
pub(super) struct Passages {
    texts: Vec<Vec<u32>>,
    /// Each run of [`LEAST`] words with the one statement that has it, and where; `None` if several have.
    runs: FxHashMap<[u32; LEAST], Option<(usize, usize)>>,
}

/// Words of a text that stand in a statement in the same order, with small edits.
struct Passage {
    holder: usize,
    /// The places of the words in the text, rising.
    places: Vec<usize>,
}

/// A statement in which another goes on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Holder {
    /// Its position.
    pub position: usize,
    /// How alike the two are: what they share of all their words.
    pub likeness: f64,
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

    /// Returns the statement in which another goes on, if there is one; `weigh` tells how much a word says.
    pub(super) fn holder(&self, guest: &[Word], weigh: impl Fn(u32) -> f64) -> Option<Holder> {
        let guest: Vec<u32> = guest.iter().map(|word| word.id).collect();
        let weight = |words: &mut dyn Iterator<Item = u32>| words.map(&weigh).sum::<f64>();
        let weighed = self.passages(&guest).into_iter().map(|passage| {
            let shared = weight(&mut passage.places.iter().map(|&at| guest[at]));
            (shared, Reverse(passage.holder), passage.places.len())
        });
        let (shared, Reverse(position), length) =
            weighed.max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))?;
        let likeness = 2.0 * count(length) / count(guest.len() + self.texts[position].len());
        let most = shared > 0.0 && shared >= MOST * weight(&mut guest.iter().copied());
        most.then_some(Holder { position, likeness })
    }

    /// Returns the passages of a text in others.
    fn passages(&self, guest: &[u32]) -> Vec<Passage> {
        let mut passages: Vec<Passage> = Vec::new();
        let mut at = 0;
        while let Some(run) = guest.get(at..).and_then(|rest| rest.first_chunk()) {
            if let Some((holder, there)) = self.runs.get(run).copied().flatten()
                && !passages.last().is_some_and(|last| last.goes_on(holder, at + LEAST))
            {
                passages.push(Passage { holder, places: self.places(guest, at, holder, there) });
            }
            at += 1;
        }
        passages
    }

    /// Returns the words of a text that stand in a passage of another, around two places where both say the same.
    fn places(&self, guest: &[u32], at: usize, holder: usize, there: usize) -> Vec<usize> {
        let text = &self.texts[holder];
        let before = |words: &[u32], at: usize, back: usize| Some(words[at.checked_sub(back + 1)?]);
        let after = |words: &[u32], at: usize, on: usize| words.get(at + on).copied();
        let back = in_common(|n| before(guest, at, n), |n| before(text, there, n));
        let on = in_common(|n| after(guest, at, n), |n| after(text, there, n));
        let back = back.into_iter().rev().map(|back| at - 1 - back);
        back.chain(on.into_iter().map(|on| at + on)).collect()
    }
}

impl Passage {
    /// Tells whether it is of this statement and goes on beyond a place of the text.
    fn goes_on(&self, holder: usize, at: usize) -> bool {
        self.holder == holder && self.places.last().is_some_and(|&last| last >= at)
    }
}

/// Returns the words that two texts have in common from their beginnings up to where an edit is too long.
fn in_common(a: impl Fn(usize) -> Option<u32>, b: impl Fn(usize) -> Option<u32>) -> Vec<usize> {
    let same = |at, there| a(at).is_some_and(|word| b(there) == Some(word));
    let (mut at, mut there, mut places) = (0, 0, Vec::new());
    loop {
        while same(at, there) {
            places.push(at);
            (at, there) = (at + 1, there + 1);
        }
        let goes_on = |&(struck, inserted): &(usize, usize)| {
            (0..PAIR).all(|next| same(at + struck + next, there + inserted + next))
        };
        let Some((struck, inserted)) = edits().find(goes_on) else { return places };
        (at, there) = (at + struck, there + inserted);
    }
}

/// Returns how many words edits may strike and insert, the smallest first.
fn edits() -> impl Iterator<Item = (usize, usize)> {
    let all = (1..=2 * GAP).flat_map(|both| (0..=both).map(move |one| (one, both - one)));
    all.filter(|(struck, inserted)| *struck.max(inserted) <= GAP)
}

fn count(words: usize) -> f64 {
    f64::from(u32::try_from(words).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::super::words::Words;
    use super::*;

    /// Returns which of the texts holds another, and how alike they are, where words weigh by their letters.
    fn holder(texts: &[&str], guest: &str) -> Option<(usize, f64)> {
        let mut words = Words::default();
        let texts: Vec<Vec<Word>> = texts.iter().map(|text| words.read(text)).collect();
        let read = words.read(guest);
        let weight = |id: u32| {
            let word = read.iter().find(|word| word.id == id).expect("it is a word of the guest");
            count(word.span.of(guest).len() - 1)
        };
        let holder = Passages::of(texts.into_iter()).holder(&read, weight)?;
        Some((holder.position, holder.likeness))
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
    fn a_statement_goes_on_though_its_words_are_edited_but_not_if_they_are_parted() {
        let guest = "The old harbor of Lund rests in calm, yet its gulls are loud.";
        let edited = "Pilots say the old harbor of Lund still rests in great calm, but its gulls are loud too.";
        assert_eq!(holder(&[edited], guest), Some((0, 22.0 / 31.0)));
        let parted = "The old harbor of Lund is deep, wide and safe for boats; its gulls are loud.";
        assert_eq!(holder(&[parted], guest), None);
    }

    #[test]
    fn words_that_say_little_make_no_statement_go_on() {
        let guest = "As was to be for all of us, schoolmasters whistled quadrilles in the hall.";
        let frame = "As was to be for all of us, it rained.";
        assert_eq!(holder(&[frame], guest), None);
        let rest = "At noon schoolmasters whistled quadrilles in the hall.";
        assert_eq!(holder(&[frame, rest], guest).unwrap().0, 1);
    }

    #[test]
    fn what_stands_in_several_statements_tells_none() {
        let texts = ["Both sides agreed to go on with piers.", "Both sides agreed to go on, alas."];
        assert_eq!(holder(&texts, "Both sides agreed to go on."), None);
        assert_eq!(holder(&texts, "Both sides agreed to go on with piers.").unwrap().0, 0);
    }
}
