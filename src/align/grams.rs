//! Runs of letters of a statement, which see through endings, spellings and scripts without spaces. Words are left to `terms`.

use super::bags::Bags;
use super::rarity::{Kept, weigh};
use crate::sides::Sides;
use crate::threads;

/// How many statements of each side tell whether their script puts spaces between words.
const SAMPLE: usize = 20;
/// So many letters are worth a second thread.
const LEAST_LETTERS: usize = 200_000;

/// Returns the runs of letters of each statement, hashed into as many numbers as the texts are long.
///
/// Statements that are not `needed` get empty bags.
pub(super) fn grams(keys: &Sides<Vec<&str>>, needed: &Sides<Vec<bool>>) -> Sides<Bags> {
    let letters: usize = keys.old.iter().chain(&keys.new).map(|key| key.len()).sum();
    let bits = letters.next_power_of_two().trailing_zeros().clamp(10, 20);
    let width = if without_spaces(keys) { 2 } else { 4 };
    let cut = |(keys, needed): (&Vec<&str>, &Vec<bool>)| {
        let letters =
            keys.iter().zip(needed).filter(|(_, needed)| **needed).map(|(key, _)| key.len() + 1);
        let mut cut = Cut::new(width, bits, letters.sum());
        keys.iter().zip(needed).for_each(|(key, &needed)| cut.push(if needed { key } else { "" }));
        cut
    };
    let worth = letters >= LEAST_LETTERS;
    let runs = keys.as_ref().zip(needed.as_ref());
    let (old, new) = threads::both(worth, || cut(runs.old), || cut(runs.new));
    let total = needed.old.iter().chain(&needed.new).filter(|needed| **needed).count();
    weigh(Sides::new(old.runs(), new.runs()), 1 << bits, total, Kept::Shared).bags
}

/// Tells whether most letters are of scripts that put no spaces between words.
fn without_spaces(keys: &Sides<Vec<&str>>) -> bool {
    let sample = [&keys.old, &keys.new].into_iter().flat_map(|side| side.iter().take(SAMPLE));
    let (mut wide, mut all) = (0, 0);
    for c in sample.flat_map(|key| key.chars()).filter(|c| c.is_alphabetic()) {
        all += 1;
        wide += usize::from(
            matches!(c, '\u{e00}'..='\u{eff}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'),
        );
    }
    wide * 2 > all
}

/// The runs of letters of many statements, one after the other.
struct Cut {
    width: usize,
    bits: u32,
    ends: Vec<usize>,
    grams: Vec<u32>,
    /// The letters of the statement at hand.
    folded: Vec<u32>,
}

impl Cut {
    /// Begins with none; there is room for so many runs.
    fn new(width: usize, bits: u32, room: usize) -> Self {
        let grams = Vec::with_capacity(room);
        Self { width, bits, ends: Vec::new(), grams, folded: Vec::new() }
    }

    /// Cuts a statement; what is no letter or digit is a blank, also at its begin and end.
    fn push(&mut self, text: &str) {
        const BLANK: u32 = ' ' as u32;
        let folded = &mut self.folded;
        folded.clear();
        folded.reserve(text.len() + 2);
        folded.push(BLANK);
        for c in text.chars() {
            match c {
                'a'..='z' | '0'..='9' => folded.push(c.into()),
                'A'..='Z' => folded.push(c.to_ascii_lowercase().into()),
                c if !c.is_ascii() && c.is_alphanumeric() => {
                    folded.extend(c.to_lowercase().map(u32::from));
                }
                _ if folded.last() != Some(&BLANK) => folded.push(BLANK),
                _ => {}
            }
        }
        if folded.last() != Some(&BLANK) {
            folded.push(BLANK);
        }
        let bits = self.bits;
        match self.width {
            4 => self.grams.extend(folded.array_windows::<4>().map(|gram| bucket(gram, bits))),
            width => self.grams.extend(folded.windows(width).map(|gram| bucket(gram, bits))),
        }
        self.ends.push(self.grams.len());
    }

    /// Returns the runs of letters of each statement, in reading order.
    fn runs(&self) -> impl ExactSizeIterator<Item = &[u32]> + Clone {
        (0..self.ends.len()).map(|at| {
            let start = if at == 0 { 0 } else { self.ends[at - 1] };
            &self.grams[start..self.ends[at]]
        })
    }
}

/// Returns the number of a run of letters: a multiplicative hash, the same on every machine.
fn bucket(gram: &[u32], bits: u32) -> u32 {
    let mixed = gram.iter().fold(0u64, |hash, &c| {
        (hash.rotate_left(5) ^ u64::from(c)).wrapping_mul(0x517c_c1b7_2722_0a95)
    });
    u32::try_from(mixed >> (64 - bits)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::bags::cosine;
    use super::*;

    fn likeness(old: &str, new: &str) -> f32 {
        // two more statements, so that what the first two share is not common to all
        let keys = Sides::new(vec![old, "quartz"], vec![new, "vellum"]);
        let grams = grams(&keys, &Sides::new(vec![true; 2], vec![true; 2]));
        cosine(grams.old.items(0), grams.new.items(0))
    }

    #[test]
    fn spelling_and_endings_hardly_matter_to_letters() {
        assert!(likeness("organisation of summits", "organization of a summit") > 0.3);
        assert!(likeness("organisation of summits", "trade in grain") < 0.1);
    }

    #[test]
    fn two_signs_are_a_run_where_words_are_not_spaced() {
        assert!(likeness("加强网络安全合作", "继续网络安全对话") > 0.2);
        assert_eq!(likeness("加强网络安全合作", "欢迎经济发展"), 0.0);
    }

    #[test]
    fn what_is_not_needed_is_not_cut() {
        let keys = Sides::new(vec!["one text", "one text"], vec!["one text"]);
        let grams = grams(&keys, &Sides::new(vec![false, true], vec![true]));
        assert_eq!((grams.old.items(0).len(), grams.old.items(1).is_empty()), (0, false));
    }
}
