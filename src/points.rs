//! Positions in a text counted in Unicode code points, as annotations on the Web count, and in bytes, as spans do.

/// How many bytes are counted together.
const BLOCK: usize = 128;

/// The code points of a text, counted once so that every position is found without counting from its start.
#[derive(Debug)]
pub(crate) struct Points<'t> {
    text: &'t str,
    /// How many code points begin before each block; empty where every character is one byte.
    before: Vec<usize>,
    length: usize,
}

impl<'t> Points<'t> {
    /// Counts the code points of `text`.
    pub(crate) fn of(text: &'t str) -> Self {
        if text.is_ascii() {
            return Self { text, before: Vec::new(), length: text.len() };
        }
        let (mut before, mut length) = (Vec::with_capacity(text.len() / BLOCK + 1), 0);
        for block in text.as_bytes().chunks(BLOCK) {
            before.push(length);
            length += starts(block);
        }
        Self { text, before, length }
    }

    /// Returns the text.
    pub(crate) const fn text(&self) -> &'t str {
        self.text
    }

    /// Returns how many code points the text has.
    pub(crate) const fn length(&self) -> usize {
        self.length
    }

    /// Returns how many code points begin before the byte `at`.
    ///
    /// # Panics
    /// If `at` lies beyond the end of the text.
    pub(crate) fn before(&self, at: usize) -> usize {
        match self.before.get(at / BLOCK) {
            Some(before) => before + starts(&self.text.as_bytes()[at / BLOCK * BLOCK..at]),
            None if self.before.is_empty() => at,
            None => self.length,
        }
    }

    /// Returns the byte at which the code point `point` begins, or the end of the text for the one after its last.
    pub(crate) fn byte(&self, point: usize) -> Option<usize> {
        if point >= self.length {
            return (point == self.length).then_some(self.text.len());
        }
        if self.before.is_empty() {
            return Some(point);
        }
        let block = self.before.partition_point(|before| *before <= point) - 1;
        let begins = |(at, byte): (usize, &u8)| is_start(*byte).then_some(block * BLOCK + at);
        let bytes = self.text.as_bytes()[block * BLOCK..].iter().enumerate();
        bytes.filter_map(begins).nth(point - self.before[block])
    }
}

/// Counts the code points that begin in some bytes.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| is_start(**byte)).count()
}

/// Tells whether a code point begins with a byte.
const fn is_start(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_position_is_that_of_its_character() {
        let long = "aé我😀 ".repeat(200);
        for text in ["", "plain", "é", long.as_str()] {
            let points = Points::of(text);
            assert_eq!(points.length(), text.chars().count());
            for (point, (at, _)) in text.char_indices().enumerate() {
                assert_eq!((points.before(at), points.byte(point)), (point, Some(at)));
            }
            assert_eq!(points.before(text.len()), points.length());
            assert_eq!(points.byte(points.length()), Some(text.len()));
            assert_eq!(points.byte(points.length() + 1), None);
        }
    }
}
