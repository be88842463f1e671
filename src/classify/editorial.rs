//! Whether two wordings differ in nothing but editing: spelling variants, punctuation, case, number style, the order and
//! style of the parties' names.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use crate::lexicon::{Parties, Spelling};
use crate::sides::Sides;
use crate::typography::plain_of;

/// Tells whether two texts say the same in the same words, but for editing.
pub(super) fn is_editorial(texts: Sides<&str>, spelling: &Spelling, parties: &Parties<'_>) -> bool {
    let squashed = texts.map(|text| squashed(text, spelling, parties));
    squashed.old == squashed.new
}

/// Returns a text in one spelling, with its parties in one order, without blanks and punctuation.
fn squashed(text: &str, spelling: &Spelling, parties: &Parties<'_>) -> String {
    let plain = plain_of(text);
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut at = 0;
    let mut pieces = plain.split_word_bounds();
    while at < plain.len() {
        if let Some((name, end)) = parties.at(&plain, at) {
            words.push(Word { text: name.to_lowercase().into(), party: true });
            at = end;
            pieces = plain[at..].split_word_bounds();
        } else {
            let piece = pieces.next().unwrap_or_default();
            at += piece.len().max(1);
            words.extend(spelled(piece, spelling).map(|text| Word { text, party: false }));
        }
    }
    sort_parties(&mut words);
    words.iter().map(|word| &*word.text).collect()
}

/// A word in the one spelling that stands for all.
#[derive(Debug, PartialEq, Eq)]
struct Word<'t> {
    text: Cow<'t, str>,
    party: bool,
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

/// Puts parties that are named together in one order: "the EU and the United States" is "U.S.-EU".
fn sort_parties(words: &mut Vec<Word<'_>>) {
    let mut sorted = Vec::with_capacity(words.len());
    let (mut run, mut between) = (Vec::new(), Vec::new());
    for word in words.drain(..) {
        if word.party {
            between.clear();
            if sorted.last().is_some_and(|w: &Word<'_>| w.text == "the" && !w.party)
                && run.is_empty()
            {
                sorted.pop();
            }
            run.push(word.text);
        } else if !run.is_empty() && matches!(&*word.text, "and" | "the" | "&") {
            between.push(word);
        } else {
            flush(&mut sorted, &mut run, &mut between);
            sorted.push(word);
        }
    }
    flush(&mut sorted, &mut run, &mut between);
    *words = sorted;
}

fn flush<'t>(sorted: &mut Vec<Word<'t>>, run: &mut Vec<Cow<'t, str>>, between: &mut Vec<Word<'t>>) {
    run.sort_unstable();
    sorted.extend(run.drain(..).map(|text| Word { text, party: true }));
    sorted.append(between);
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
