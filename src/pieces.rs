//! Cuts text at the boundaries of words (UAX #29). What a piece is good for is left to others.
//!
//! Words of ASCII that stand between blanks are told at a glance; all else is left to the crate `unicode-segmentation`,
//! which is given no more than up to the next plain blank: what stands behind it never moves a boundary before it.

use unicode_segmentation::{UWordBounds, UnicodeSegmentation};

/// Returns the pieces of a text between the boundaries of words; together they are the text.
pub(crate) const fn pieces(text: &str) -> Pieces<'_> {
    Pieces { rest: text, hard: None }
}

/// Returns the words of a text: the pieces with a letter or digit.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut pieces = pieces(text);
    std::iter::from_fn(move || {
        loop {
            pieces.skip_blank();
            let piece = pieces.next()?;
            if piece.contains(char::is_alphanumeric) {
                return Some(piece);
            }
        }
    })
}

/// The pieces of a text in order.
pub(crate) struct Pieces<'t> {
    rest: &'t str,
    /// The pieces of what stands before the rest.
    hard: Option<UWordBounds<'t>>,
}

impl<'t> Iterator for Pieces<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        loop {
            if let Some(hard) = &mut self.hard {
                match hard.next() {
                    Some(piece) => return Some(piece),
                    None => self.hard = None,
                }
            }
            if self.rest.is_empty() {
                return None;
            }
            if let Some(length) = plain(self.rest.as_bytes()) {
                let (piece, rest) = self.rest.split_at(length);
                self.rest = rest;
                return Some(piece);
            }
            let (hard, rest) = self.rest.split_at(hard(self.rest.as_bytes()));
            (self.hard, self.rest) = (Some(hard.split_word_bounds()), rest);
        }
    }
}

impl Pieces<'_> {
    /// Passes over the next piece if it is a blank that is told at a glance.
    fn skip_blank(&mut self) {
        if self.hard.is_none() && is_blank(self.rest.as_bytes()) {
            self.rest = &self.rest[1..];
        }
    }
}

/// Tells whether a text begins with a blank that is a piece by itself.
fn is_blank(text: &[u8]) -> bool {
    text.first() == Some(&b' ') && text.get(1).is_none_or(u8::is_ascii_graphic)
}

/// Returns how long the first piece of a text is, if that can be told at a glance.
fn plain(text: &[u8]) -> Option<usize> {
    let ends = |at: usize| matches!(text.get(at), None | Some(b' ' | b'\n'));
    let mark = |at: usize| text.get(at).is_some_and(|b| b.is_ascii_punctuation() && *b != b'_');
    match text.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count() {
        0 => (is_blank(text) || mark(0) && ends(1)).then_some(1),
        letters if ends(letters) || mark(letters) && ends(letters + 1) => Some(letters),
        _ => None,
    }
}

/// Returns how much of a text is cut together: up to a blank that the next word has no part in.
fn hard(text: &[u8]) -> usize {
    let blank = text.windows(2).position(|two| two[0] == b' ' && two[1].is_ascii_graphic());
    blank.map_or(text.len(), |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_cut_where_unicode_cuts_it() {
        let signs = [
            "a",
            "7",
            " ",
            ".",
            ",",
            "_",
            "'",
            "\n",
            "\r",
            "é",
            "’",
            "\u{301}",
            "\u{200d}",
            "\u{3000}",
            "\u{1f1ea}",
            "カ",
            "א",
            "\"",
        ];
        let mut texts = vec![String::new()];
        let mut from = 0;
        for _ in 0..4 {
            let to = texts.len();
            for at in from..to {
                texts.extend(signs.map(|sign| format!("{}{sign}", texts[at])));
            }
            from = to;
        }
        for text in texts {
            assert!(pieces(&text).eq(text.split_word_bounds()), "{text:?}");
            assert!(words(&text).eq(text.unicode_words()), "{text:?}");
        }
    }

    #[test]
    fn a_text_is_cut_in_its_plain_and_its_hard_parts() {
        let text =
            "The EU’s “two-way” plan, co-led by 1,000.5 (one) of us;  so: e.g. İ o\u{301} a. b";
        assert!(pieces(text).eq(text.split_word_bounds()));
    }
}
