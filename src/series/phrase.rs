//! One phrase through the rounds: where it stands, where it is missing, what comes near it.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::model::Series;
use super::words::{Word, Words};
use crate::span::Span;

/// What became of a phrase. Words are compared, not case, punctuation or typography.
#[derive(Clone, Debug, PartialEq)]
pub struct PhraseHistory {
    /// The phrase as it was asked for.
    pub phrase: String,
    /// The rounds that have it, rising.
    pub rounds: Vec<usize>,
    /// Every place where it stands, in the order of the rounds.
    pub occurrences: Vec<Occurrence>,
    /// Other words that come near it, the likest first; of each thread the likest.
    pub near: Vec<NearMatch>,
}

/// A place where a phrase stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The round.
    pub round: usize,
    /// The position of the statement in it.
    pub position: usize,
    /// The thread of the statement.
    pub thread: usize,
    /// Where it stands in the text of the statement.
    pub span: Span,
}

/// Words that come near a phrase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NearMatch {
    /// Where they stand: the first round in which the thread has them.
    pub place: Occurrence,
    /// How alike they are, below 1: the share of words that both have.
    pub likeness: f64,
}

impl PhraseHistory {
    /// Returns the first round that has the phrase.
    #[must_use]
    pub fn first(&self) -> Option<usize> {
        self.rounds.first().copied()
    }

    /// Returns the last round that has the phrase.
    #[must_use]
    pub fn last(&self) -> Option<usize> {
        self.rounds.last().copied()
    }

    /// Returns the absences between first and last round, each as the rounds that have it not.
    #[must_use]
    pub fn gaps(&self) -> Vec<Range<usize>> {
        let pairs = self.rounds.windows(2).map(|pair| pair[0] + 1..pair[1]);
        pairs.filter(|gap| !gap.is_empty()).collect()
    }
}

/// How alike words must be to a phrase to come near it.
const NEAR: f64 = 0.6;

/// Follows a phrase through the rounds of a series.
pub(super) fn history(series: &Series, phrase: &str) -> PhraseHistory {
    let mut words = Words::default();
    let sought: Vec<u32> = words.read(phrase).iter().map(|word| word.id).collect();
    let mut history = PhraseHistory {
        phrase: phrase.to_owned(),
        rounds: Vec::new(),
        occurrences: Vec::new(),
        near: Vec::new(),
    };
    if sought.is_empty() {
        return history;
    }
    for (round, text) in series.rounds.iter().enumerate() {
        for (position, statement) in text.statements().iter().enumerate() {
            let place =
                |span| Occurrence { round, position, thread: series.homes[round][position], span };
            let words = words.read(&statement.text);
            let spans = exact(&sought, &words);
            if spans.is_empty() {
                history.near.extend(
                    nearest(&sought, &words)
                        .map(|(span, likeness)| NearMatch { place: place(span), likeness }),
                );
            }
            history.occurrences.extend(spans.into_iter().map(place));
        }
    }
    history.rounds = history.occurrences.iter().map(|found| found.round).collect();
    history.rounds.dedup();
    best_of_each_thread(&mut history.near);
    history
}

fn exact(sought: &[u32], words: &[Word]) -> Vec<Span> {
    let same = |window: &&[Word]| window.iter().map(|word| word.id).eq(sought.iter().copied());
    words.windows(sought.len()).filter(same).map(covering).collect()
}

/// Returns the words of a text that come nearest to a phrase, and how near they come.
fn nearest(sought: &[u32], words: &[Word]) -> Option<(Span, f64)> {
    let mut missing: FxHashMap<u32, isize> = FxHashMap::default();
    sought.iter().for_each(|&word| *missing.entry(word).or_default() += 1);
    let size = sought.len().min(words.len());
    let (mut shared, mut best) = (0usize, (0, 0));
    for (at, word) in words.iter().enumerate() {
        if let Some(left) = missing.get_mut(&word.id) {
            shared += usize::from(*left > 0);
            *left -= 1;
        }
        if let Some(gone) = at.checked_sub(size).map(|gone| words[gone].id)
            && let Some(left) = missing.get_mut(&gone)
        {
            *left += 1;
            shared -= usize::from(*left > 0);
        }
        if at + 1 >= size && shared > best.0 {
            best = (shared, at + 1 - size);
        }
    }
    let window = &words[best.1..best.1 + size];
    let likeness = ratio(best.0, sought.len());
    (likeness >= NEAR).then(|| (covering(trimmed(window, sought)), likeness))
}

/// Cuts off the words at both ends that the phrase has not.
fn trimmed<'w>(window: &'w [Word], sought: &[u32]) -> &'w [Word] {
    let has = |word: &Word| sought.contains(&word.id);
    let first = window.iter().position(has).unwrap_or(0);
    let last = window.iter().rposition(has).unwrap_or(0);
    &window[first..=last]
}

fn covering(words: &[Word]) -> Span {
    Span::new(words[0].span.start(), words[words.len() - 1].span.end())
}

fn ratio(part: usize, whole: usize) -> f64 {
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    count(part) / count(whole)
}

/// Keeps the likest match of each thread, of equals the earliest, and puts the likest first.
fn best_of_each_thread(near: &mut Vec<NearMatch>) {
    near.sort_by(|a, b| b.likeness.total_cmp(&a.likeness));
    let mut seen = FxHashSet::default();
    near.retain(|found| seen.insert(found.place.thread));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::round::Round;
    use crate::series::{CollateOptions, Order, collate};

    fn series(rounds: &[&[&str]]) -> Series {
        let rounds: Vec<Round> = rounds.iter().map(|texts| Round::of(&[("", texts)])).collect();
        collate(&rounds, &CollateOptions::default().order(Order::Given)).unwrap()
    }

    #[test]
    fn a_phrase_is_found_whatever_its_case_and_its_gaps_are_told() {
        let series = series(&[
            &["They hail the Lasting Peace, and lasting peace it is."],
            &["They hail the day."],
            &["Lasting\u{a0}peace is near."],
        ]);
        let history = series.phrase("lasting peace");
        assert_eq!((history.first(), history.last()), (Some(0), Some(2)));
        assert_eq!(history.occurrences.len(), 3);
        assert_eq!(history.gaps(), vec![1..2]);
        assert_eq!(
            history.occurrences[0].span.of("They hail the Lasting Peace, and"),
            "Lasting Peace"
        );
    }

    #[test]
    fn what_comes_near_a_phrase_is_told_once_a_thread() {
        let wording = "They want a fair and very lasting peace now.";
        let series = series(&[&[wording], &[wording]]);
        let history = series.phrase("fair and lasting peace");
        assert!(history.rounds.is_empty());
        let [near] = &*history.near else { panic!("{:?}", history.near) };
        assert_eq!(near.place.round, 0);
        assert_eq!(near.place.span.of(wording), "fair and very lasting");
        assert_eq!(near.likeness, 0.75);
    }

    #[test]
    fn no_words_are_no_phrase() {
        let history = series(&[&["They meet."]]).phrase(" … ");
        assert!(history.rounds.is_empty() && history.near.is_empty());
    }
}
