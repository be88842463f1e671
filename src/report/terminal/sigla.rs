//! Letters for rounds, as editors of texts give to their witnesses. Only rounds that words come from have one.

use unicode_segmentation::UnicodeSegmentation;

use crate::round::Round;
use crate::series::Provenance;

/// The rounds that words come from, the oldest first, each with its letters and how many words are of it.
pub(super) struct Sigla {
    rounds: Vec<usize>,
    letters: Vec<String>,
    words: Vec<usize>,
}

impl Sigla {
    /// Returns letters for the rounds that the words of `round` come from.
    pub(super) fn of(round: &Round, provenance: &Provenance) -> Self {
        let runs = || provenance.statements.iter().flatten();
        let mut rounds: Vec<usize> = runs().map(|run| run.origin).collect();
        rounds.sort_unstable();
        rounds.dedup();
        let letters = (0..rounds.len()).map(letters).collect();
        let mut sigla = Self { words: vec![0; rounds.len()], rounds, letters };
        for (statement, runs) in round.statements().iter().zip(&provenance.statements) {
            for run in runs {
                let number = sigla.number(run.origin);
                sigla.words[number] += run.span.of(&statement.text).unicode_words().count();
            }
        }
        sigla
    }

    /// Returns the rounds with their letters.
    pub(super) fn rounds(&self) -> impl Iterator<Item = (usize, &str)> {
        self.rounds.iter().copied().zip(self.letters.iter().map(String::as_str))
    }

    /// Returns how many words are of each round.
    pub(super) fn words(&self) -> impl Iterator<Item = usize> {
        self.words.iter().copied()
    }

    /// Returns the place of a round among those that words come from.
    pub(super) fn number(&self, round: usize) -> usize {
        self.rounds.partition_point(|other| *other < round)
    }

    /// Returns the letters of a round that words come from.
    pub(super) fn letters(&self, round: usize) -> &str {
        self.letters_of(self.number(round))
    }

    /// Returns the letters of the round of a number.
    pub(super) fn letters_of(&self, number: usize) -> &str {
        self.letters.get(number).map_or("", String::as_str)
    }
}

/// Returns A to Z, then AA, AB and so on.
fn letters(number: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap_or(0));
    let mut letters = String::from(letter(number));
    let mut rest = number / 26;
    while rest > 0 {
        letters.insert(0, letter(rest - 1));
        rest = (rest - 1) / 26;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 25, 26, 51, 52, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "AAA"]);
    }
}
