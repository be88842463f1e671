//! A book of phrases, found by their first word. What a phrase means is left to whoever fills the book.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::text::Text;
use super::words::Word;

/// What stands in a phrase for a gap.
const GAP: &str = "…";
/// How many words a gap may stand for.
const WIDEST: usize = 4;

/// Phrases and what they mean.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static, T: Deserialize<'de>"))]
pub(crate) struct Phrases<T> {
    /// Those that begin with a word, the longest first.
    by_first: FxHashMap<Text, Vec<Phrase<T>>>,
    months: FxHashSet<Text>,
    numbers: FxHashSet<Text>,
}

/// A phrase but for its first word.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static, T: Deserialize<'de>"))]
struct Phrase<T> {
    /// The words that follow, a blank between them.
    rest: Text,
    meaning: T,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self {
            by_first: FxHashMap::default(),
            months: FxHashSet::default(),
            numbers: FxHashSet::default(),
        }
    }
}

impl<T> Phrases<T> {
    /// Writes a phrase into the book and returns its first word; the one that was written last counts.
    pub(crate) fn add<'p>(&mut self, phrase: &'p str, meaning: T) -> &'p str {
        let (first, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
        let same = self.by_first.entry(first.into()).or_default();
        let length = |rest: &str| rest.split_whitespace().count();
        let at = same.partition_point(|other| length(&other.rest) > length(rest));
        same.insert(at, Phrase { rest: rest.into(), meaning });
        first
    }

    /// Says which words stand for `<month>` and, beside digits, for `<number>`.
    pub(crate) fn name<'a, 'b>(
        &mut self,
        months: impl Iterator<Item = &'a str>,
        numbers: impl Iterator<Item = &'b str>,
    ) {
        self.months = months.map(|month| month.to_lowercase().into()).collect();
        self.numbers = numbers.map(Into::into).collect();
    }

    /// Finds the longest phrase whose first word is `first` and whose others follow `at`; returns its length too.
    pub(crate) fn at(&self, first: &str, words: &[Word<'_>], at: usize) -> Option<(usize, &T)> {
        self.by_first.get(first)?.iter().find_map(|phrase| {
            let end = self.end(&phrase.rest, words, at + 1)?;
            Some((end - at, &phrase.meaning))
        })
    }

    /// Returns where a phrase ends whose `rest` begins at `at`, if it stands there.
    fn end(&self, mut rest: &str, words: &[Word<'_>], mut at: usize) -> Option<usize> {
        while !rest.is_empty() {
            let (piece, after) = cut(rest);
            if piece == GAP {
                let open = words[at..].iter().take(WIDEST).take_while(|word| !word.mark).count();
                return (0..=open).find_map(|skipped| self.end(after, words, at + skipped));
            }
            if !self.fits(piece, words.get(at)?) {
                return None;
            }
            (rest, at) = (after, at + 1);
        }
        Some(at)
    }

    fn fits(&self, piece: &str, word: &Word<'_>) -> bool {
        match piece {
            "<number>" => word.is_number() || self.numbers.contains(&*word.plain),
            "<year>" => word.is_year(),
            "<month>" => self.months.contains(&*word.plain),
            piece => *piece == *word.plain,
        }
    }
}

/// Cuts the first word or placeholder from what follows the first word of a phrase.
fn cut(rest: &str) -> (&str, &str) {
    let end = rest.bytes().position(|byte| byte == b' ').unwrap_or(rest.len());
    (&rest[..end], rest[end..].trim_start_matches(' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::words::words;

    fn found(phrases: &[&str], text: &str) -> Option<(usize, usize)> {
        let mut book = Phrases::default();
        book.name(["June"].into_iter(), ["six"].into_iter());
        for (number, phrase) in phrases.iter().enumerate() {
            book.add(phrase, number);
        }
        let words = words(text);
        book.at(&words[0].plain, &words, 0).map(|(len, number)| (len, *number))
    }

    #[test]
    fn the_longest_phrase_is_found() {
        assert_eq!(found(&["call", "call on", "call for"], "call on them"), Some((2, 1)));
        assert_eq!(found(&["call on", "call"], "call them"), Some((1, 1)));
    }

    #[test]
    fn a_gap_stands_for_four_words_and_no_mark() {
        let phrases = ["renew … pledge"];
        assert_eq!(found(&phrases, "renew pledge"), Some((2, 0)));
        assert_eq!(found(&phrases, "renew our one common old pledge"), Some((6, 0)));
        assert_eq!(found(&phrases, "renew our one common old dear pledge"), None);
        assert_eq!(found(&phrases, "renew it, pledge"), None);
    }

    #[test]
    fn numbers_years_and_months_stand_for_their_kind() {
        let phrases = ["within <number> days", "by <year>", "by <month>"];
        assert_eq!(found(&phrases, "within six days"), Some((3, 0)));
        assert_eq!(found(&phrases, "within 90 days"), Some((3, 0)));
        assert_eq!(found(&phrases, "by 2027"), Some((2, 1)));
        assert_eq!(found(&phrases, "By June"), Some((2, 2)));
        assert_eq!(found(&phrases, "by noon"), None);
    }
}
