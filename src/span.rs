//! Where something stands in a text. What stands there is not this module's business.

use std::ops::Range;

/// A half-open range of bytes in one text: `start` is inside, `end` is not.
///
/// A span never says which text it belongs to; the value that carries it does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// Returns the span from `start` up to, not including, `end`.
    ///
    /// # Panics
    /// If `end` lies before `start`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span ends at or after its start");
        Self { start, end }
    }

    /// Returns the offset of the first byte inside.
    #[must_use]
    pub const fn start(self) -> usize {
        self.start
    }

    /// Returns the offset of the first byte after it.
    #[must_use]
    pub const fn end(self) -> usize {
        self.end
    }

    /// Returns how many bytes it covers.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Tells whether it covers nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Tells whether `other` lies wholly inside.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Returns it as a range, for slicing.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Returns the part of `text` that it covers.
    ///
    /// # Panics
    /// If it reaches past the text or cuts a character in two.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Returns the span without the white space (and other `trim`med characters) at its ends.
    #[must_use]
    pub fn trimmed(self, text: &str, trim: impl Fn(char) -> bool) -> Self {
        let inside = self.of(text);
        let tail = inside.trim_end_matches(&trim);
        let start = self.start + (tail.len() - tail.trim_start_matches(&trim).len());
        Self { start, end: self.start + tail.len() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trimming_keeps_what_stands_between_the_blanks() {
        let text = "  a b \n";
        assert_eq!(Span::new(0, text.len()).trimmed(text, char::is_whitespace).of(text), "a b");
    }

    #[test]
    fn trimming_a_blank_leaves_an_empty_span_inside_it() {
        let trimmed = Span::new(1, 3).trimmed("a   b", char::is_whitespace);
        assert!(trimmed.is_empty() && Span::new(1, 3).contains(trimmed));
    }

    #[test]
    #[should_panic(expected = "a span ends at or after its start")]
    fn a_span_cannot_run_backwards() {
        let _ = Span::new(2, 1);
    }
}
