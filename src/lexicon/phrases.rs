//! A book of phrases, found by their first word. What a phrase means is left to whoever fills the book.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::words::Word;

/// How many words the gap "…" of a phrase may stand for.
const GAP: usize = 4;

/// Phrases and what they mean.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Phrases<T> {
    by_first: FxHashMap<Box<str>, Vec<Phrase<T>>>,
    months: FxHashSet<Box<str>>,
    numbers: FxHashSet<Box<str>>,
}

/// What follows the first word of a phrase, and what the phrase means.
type Phrase<T> = (Box<[Piece]>, T);

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
enum Piece {
    Word(Box<str>),
    Gap,
    Number,
    Year,
    Month,
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
    /// Writes a phrase into the book; the one that was written last counts.
    pub(crate) fn add(&mut self, phrase: &str, meaning: T) {
        let mut words = phrase.split(' ');
        let first = words.next().unwrap_or_default();
        let rest: Box<[Piece]> = words.map(Piece::of).collect();
        let same = self.by_first.entry(first.into()).or_default();
        let at = same.partition_point(|(other, _)| other.len() > rest.len());
        same.insert(at, (rest, meaning));
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
        self.by_first.get(first)?.iter().find_map(|(rest, meaning)| {
            let end = self.end(rest, words, at + 1)?;
            Some((end - at, meaning))
        })
    }

    fn end(&self, rest: &[Piece], words: &[Word<'_>], at: usize) -> Option<usize> {
        let Some((piece, rest)) = rest.split_first() else { return Some(at) };
        if let Piece::Gap = piece {
            let open = words[at..].iter().take(GAP).take_while(|word| !word.mark).count();
            return (0..=open).find_map(|skipped| self.end(rest, words, at + skipped));
        }
        let word = words.get(at)?;
        let fits = match piece {
            Piece::Word(want) => **want == *word.plain,
            Piece::Number => word.is_number() || self.numbers.contains(&*word.plain),
            Piece::Year => word.is_year(),
            Piece::Month => self.months.contains(&*word.plain),
            Piece::Gap => false,
        };
        if fits { self.end(rest, words, at + 1) } else { None }
    }
}

impl Piece {
    fn of(word: &str) -> Self {
        match word {
            "…" => Self::Gap,
            "<number>" => Self::Number,
            "<year>" => Self::Year,
            "<month>" => Self::Month,
            word => Self::Word(word.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::words::words;

    fn found(phrases: &[&str], text: &str) -> Option<(usize, usize)> {
        let mut book = Phrases::default();
        book.name(["June"].into_iter(), ["six"].into_iter());
        phrases.iter().enumerate().for_each(|(number, phrase)| book.add(phrase, number));
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
