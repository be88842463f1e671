//! The words of a series by number, so that equal words are equal numbers. What they mean is left to others.

use rustc_hash::FxHashMap;
use unicode_segmentation::UnicodeSegmentation;

use crate::span::Span;
use crate::typography::plain;

/// A word in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Where it stands.
    pub span: Span,
    /// Its number; words alike but for case and typography bear the same.
    pub id: u32,
}

/// The words met so far.
#[derive(Debug, Default)]
pub(super) struct Words(FxHashMap<String, u32>);

impl Words {
    /// Returns the words of a text in order, and learns those it meets for the first time.
    pub(super) fn read(&mut self, text: &str) -> Vec<Word> {
        let number = |(at, word): (usize, &str)| {
            let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
            let id = *self.0.entry(plain(word).to_lowercase()).or_insert(next);
            Word { span: Span::new(at, at + word.len()), id }
        };
        text.unicode_word_indices().map(number).collect()
    }
}

/// Tells whether a word looks like a name or part of one.
pub(super) fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_typography_make_no_other_word() {
        let mut words = Words::default();
        let ids: Vec<u32> = words.read("The Party’s the party's").iter().map(|w| w.id).collect();
        assert_eq!(ids, [0, 1, 0, 1]);
    }
}
