//! Cuts running text into words and marks, as the lexicon knows them. What they mean is left to `force`.

use std::borrow::Cow;

use super::forms::Forms;
use super::known::{Class, Known};

/// A word, number or punctuation mark of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    /// The words as the lexicon writes them: small letters, plain apostrophes, "reaffirm" for "re-affirm".
    pub(crate) plain: Cow<'a, str>,
    /// The offset of the first byte in the text.
    pub(crate) start: usize,
    /// The offset behind the last byte.
    pub(crate) end: usize,
    /// Whether it is punctuation.
    pub(crate) mark: bool,
    /// What a lexicon knows of it.
    pub(super) known: Known,
}

impl Word<'_> {
    /// Tells whether it is the punctuation mark `mark`.
    pub(crate) fn is(&self, mark: &str) -> bool {
        self.mark && self.plain == mark
    }

    /// Tells whether it is of a class.
    pub(crate) const fn is_of(&self, class: Class) -> bool {
        self.known.is(class)
    }

    /// Returns which forms of an operative verb it can be.
    pub(crate) const fn forms(&self) -> Forms {
        self.known.forms
    }

    /// Tells whether it begins with a digit.
    pub(crate) fn is_number(&self) -> bool {
        self.plain.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Tells whether it is a year of four digits.
    pub(crate) fn is_year(&self) -> bool {
        matches!(self.plain.as_bytes(), [b'1' | b'2', b'0'..=b'9', b'0'..=b'9', b'0'..=b'9'])
    }
}

/// Cuts `text` into words and marks of which nothing is known yet.
pub(crate) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    let bytes = text.as_bytes();
    while at < bytes.len() {
        if bytes[at] == b' ' {
            at += 1;
            continue;
        }
        let word =
            |plain, start, end, mark| Word { plain, start, end, mark, known: Known::default() };
        if let Some(length) = small_word(&bytes[at..]) {
            found.push(word(text[at..at + length].into(), at, at + length, false));
            at += length;
            continue;
        }
        let first = text[at..].chars().next().unwrap_or(' ');
        let mark = !first.is_alphanumeric();
        let end = if mark { at + first.len_utf8() } else { word_end(text, at) };
        if !first.is_whitespace() {
            found.push(word(plain(&text[at..end]), at, end, mark));
        }
        at = end;
    }
    found
}

/// Returns how long the word is that `text` begins with, if it can be told at a glance: small letters up to a blank or a
/// comma, as most words are.
fn small_word(text: &[u8]) -> Option<usize> {
    let length = text.iter().take_while(|byte| byte.is_ascii_lowercase()).count();
    (length > 0 && matches!(text.get(length), None | Some(b' ' | b','))).then_some(length)
}

/// Returns where the word that begins at `start` ends.
fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    loop {
        let plain = text.as_bytes()[end..].iter().take_while(|byte| byte.is_ascii_alphanumeric());
        end += plain.count();
        if matches!(text.as_bytes().get(end), None | Some(b' ')) {
            return end;
        }
        let mut rest = text[end..].chars();
        let Some(c) = rest.next() else { return end };
        let next = rest.next();
        let joins = match c {
            c if c.is_alphanumeric() => true,
            '-' | '\'' | '\u{2019}' | '/' | '\u{2011}' => next.is_some_and(char::is_alphanumeric),
            '.' => dotted(&text[start..end]) || next.is_some_and(|n| n.is_ascii_digit()),
            ',' => {
                text[..end].ends_with(|p: char| p.is_ascii_digit())
                    && next.is_some_and(|n| n.is_ascii_digit())
            }
            _ => false,
        };
        if !joins {
            return end;
        }
        end += c.len_utf8();
    }
}

/// Tells whether a full stop belongs to the letters before it, as in "U.S.".
fn dotted(before: &str) -> bool {
    let mut back = before.chars().rev();
    let letter = back.next().is_some_and(char::is_uppercase);
    letter && matches!(back.next(), None | Some('.' | '-'))
}

fn plain(word: &str) -> Cow<'_, str> {
    let small = word
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b.is_ascii_punctuation());
    let lower: Cow<'_, str> = if small {
        word.into()
    } else if word.is_ascii() {
        word.to_ascii_lowercase().into()
    } else {
        word.chars().flat_map(char::to_lowercase).map(straight).collect::<String>().into()
    };
    match lower.strip_prefix("re-") {
        Some(rest) => format!("re{rest}").into(),
        None => lower,
    }
}

fn straight(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        '\u{2012}'..='\u{2015}' => '–',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain_of(text: &str) -> Vec<String> {
        words(text).into_iter().map(|w| w.plain.into_owned()).collect()
    }

    #[test]
    fn abbreviations_and_numbers_stay_whole() {
        assert_eq!(
            plain_of("The U.S.-EU group re\u{2011}affirmed 1,500.5 tons."),
            ["the", "u.s.-eu", "group", "reaffirmed", "1,500.5", "tons", "."]
        );
    }

    #[test]
    fn marks_stand_alone_and_a_possessive_does_not() {
        assert_eq!(
            plain_of("We – the group’s chairs, all"),
            ["we", "–", "the", "group's", "chairs", ",", "all"]
        );
    }

    #[test]
    fn only_four_digits_are_a_year() {
        let years: Vec<bool> = words("2027 20 3027 1999").iter().map(Word::is_year).collect();
        assert_eq!(years, [true, false, false, true]);
    }
}
