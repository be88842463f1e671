//! Whether two wordings differ in nothing but editing: spelling variants, punctuation, case, number style, the order and
//! style of the parties' names.

use std::borrow::Cow;
use std::collections::VecDeque;

use crate::lexicon::{Parties, Spelling};
use crate::pieces::{Pieces, pieces};
use crate::sides::Sides;
use crate::typography::plain_of;

/// Tells whether two texts say the same in the same words, but for editing.
///
/// Both are read in one spelling, with their parties in one order, without blanks and punctuation, and no further than up
/// to where they differ.
pub(super) fn is_editorial(texts: Sides<&str>, spelling: &Spelling, parties: &Parties<'_>) -> bool {
    let plain = texts.map(plain_of);
    let words = |text| Spelled::new(text, spelling, parties);
    same_letters(words(&plain.old), words(&plain.new))
}

/// Tells whether two runs of words are written with the same letters, wherever one word ends and the next begins.
fn same_letters<'t>(
    mut old: impl Iterator<Item = Cow<'t, str>>,
    mut new: impl Iterator<Item = Cow<'t, str>>,
) -> bool {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    loop {
        let common = left.len().min(right.len());
        if left[..common] != right[..common] {
            return false;
        }
        left.drain(..common);
        right.drain(..common);
        match (left.is_empty().then(|| old.next()), right.is_empty().then(|| new.next())) {
            (Some(None), Some(None)) => return true,
            (Some(None), None) | (None, Some(None)) => return false,
            (more_old, more_new) => {
                left.extend(more_old.flatten().iter().flat_map(|word| word.bytes()));
                right.extend(more_new.flatten().iter().flat_map(|word| word.bytes()));
            }
        }
    }
}

/// The words of a text in the one spelling that stands for all, with neighbouring parties in the order of letters.
struct Spelled<'t> {
    text: &'t str,
    at: usize,
    pieces: Pieces<'t>,
    spelling: &'t Spelling,
    parties: &'t Parties<'t>,
    /// Words that are in their place.
    ready: VecDeque<Cow<'t, str>>,
    /// The last word before a run of parties, or the last of all; an article goes with its party.
    last: Option<Cow<'t, str>>,
    /// The parties named one after the other.
    run: Vec<Cow<'t, str>>,
    /// What stands after them and may join them to the next.
    between: Vec<Cow<'t, str>>,
}

impl<'t> Spelled<'t> {
    fn new(text: &'t str, spelling: &'t Spelling, parties: &'t Parties<'t>) -> Self {
        let pieces = pieces(text);
        let (ready, last, run, between) = Default::default();
        Self { text, at: 0, pieces, spelling, parties, ready, last, run, between }
    }

    /// Reads on by a party, word or mark.
    fn read(&mut self) {
        if let Some((name, end)) = self.parties.at(self.text, self.at) {
            self.at = end;
            self.pieces = pieces(&self.text[end..]);
            self.between.clear();
            if self.run.is_empty() {
                self.last.take_if(|word| word == "the");
            }
            self.run.push(name.to_lowercase().into());
            return;
        }
        let piece = self.pieces.next().unwrap_or_default();
        self.at += piece.len().max(1);
        match spelled(piece, self.spelling) {
            Some(word) if !self.run.is_empty() && matches!(&*word, "and" | "the" | "&") => {
                self.between.push(word);
            }
            Some(word) => {
                self.flush();
                self.last = Some(word);
            }
            None => {}
        }
    }

    /// Gives out all that was held back.
    fn flush(&mut self) {
        self.run.sort_unstable();
        self.ready.extend(self.last.take());
        self.ready.extend(self.run.drain(..));
        self.ready.extend(self.between.drain(..));
    }
}

impl<'t> Iterator for Spelled<'t> {
    type Item = Cow<'t, str>;

    fn next(&mut self) -> Option<Cow<'t, str>> {
        while self.ready.is_empty() && self.at < self.text.len() {
            self.read();
        }
        if self.ready.is_empty() {
            self.flush();
        }
        self.ready.pop_front()
    }
}

/// Returns the one spelling of a word, or `None` for punctuation.
fn spelled<'t>(piece: &'t str, spelling: &'t Spelling) -> Option<Cow<'t, str>> {
    if !piece.contains(|c: char| c.is_alphanumeric() || "%$€£¥&".contains(c)) {
        return None;
    }
    let small = piece.bytes().all(|byte| byte.is_ascii_lowercase());
    let word = if small { Cow::Borrowed(piece) } else { piece.to_lowercase().into() };
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(word.replace(',', "").into());
    }
    Some(match word {
        Cow::Borrowed(word) => spelling.one(word),
        Cow::Owned(word) => spelling.one(&word).into_owned().into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[track_caller]
    fn assert_editorial(old: &str, new: &str, expected: bool) {
        let lexicon = Lexicon::english();
        let parties = Parties::of(&lexicon.reading);
        let found = |old, new| is_editorial(Sides::new(old, new), &lexicon.spelling, &parties);
        assert_eq!(found(old, new), expected, "{old} / {new}");
        assert_eq!(found(new, old), expected, "{new} / {old}");
    }

    #[test]
    fn spelling_punctuation_case_and_numbers_are_editing() {
        for (old, new) in [
            ("the organisation of labour", "the organization of labor"),
            ("cyber-security, and peace", "cybersecurity and peace"),
            ("The Summit of ten States", "the summit of 10 states"),
            ("50 per cent of 1,000", "50 percent of 1000"),
            ("a defence programme", "a defense program"),
        ] {
            assert_editorial(old, new, true);
        }
    }

    #[test]
    fn order_and_style_of_the_parties_are_editing() {
        for (old, new) in [
            ("the EU-US dialogue", "the U.S.-EU dialogue"),
            ("The United States and the European Union agree", "The EU and the U.S. agree"),
        ] {
            assert_editorial(old, new, true);
        }
    }

    #[test]
    fn a_change_of_sense_is_no_editing() {
        for (old, new) in [
            ("we will act", "we may act"),
            ("1.5 percent", "15 percent"),
            ("four partners", "for partners"),
            ("the United States agrees", "the European Union agrees"),
            ("its support", "their support"),
        ] {
            assert_editorial(old, new, false);
        }
    }
}
