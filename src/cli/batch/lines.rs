//! Reads lines of a limited length. What they say is left to `request`.

use std::io::{self, BufRead, Read};

/// A line of the input, without its end.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// As it was read.
    Whole(Vec<u8>),
    /// It is longer than it may be, and was passed over.
    TooLong {
        /// The limit in bytes.
        limit: usize,
    },
}

/// What hands out the lines of an input; blank ones are left out.
pub(super) struct Lines {
    source: Box<dyn BufRead + Send>,
    limit: usize,
    read: u64,
}

impl Lines {
    /// Begins to read lines of so many bytes at most.
    pub(super) fn new(source: Box<dyn BufRead + Send>, limit: usize) -> Self {
        Self { source, limit, read: 0 }
    }

    /// Returns the next line and its number, counted from 1 with the blank ones; `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<(u64, Line)>> {
        loop {
            let mut line = Vec::new();
            // One more than the limit, so that a line that just fits is told from one that does not.
            let most = (self.limit as u64).saturating_add(1);
            if self.source.by_ref().take(most).read_until(b'\n', &mut line)? == 0 {
                return Ok(None);
            }
            self.read += 1;
            if line.last() == Some(&b'\n') {
                line.pop();
            } else if line.len() > self.limit {
                self.source.skip_until(b'\n')?;
                return Ok(Some((self.read, Line::TooLong { limit: self.limit })));
            }
            if self.read == 1 && line.starts_with(b"\xEF\xBB\xBF") {
                line.drain(..3);
            }
            if !line.trim_ascii().is_empty() {
                return Ok(Some((self.read, Line::Whole(line))));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(input: &'static str, limit: usize) -> Vec<(u64, Line)> {
        let mut lines = Lines::new(Box::new(input.as_bytes()), limit);
        std::iter::from_fn(|| lines.next().unwrap()).collect()
    }

    fn whole(number: u64, text: &str) -> (u64, Line) {
        (number, Line::Whole(text.into()))
    }

    #[test]
    fn blank_lines_are_counted_and_left_out() {
        assert_eq!(all("\u{feff}a\n\n \r\nb\r\n\n", 9), [whole(1, "a"), whole(4, "b\r")]);
        assert_eq!(all("\u{feff}", 9), []);
    }

    #[test]
    fn the_last_line_may_go_without_its_end() {
        assert_eq!(all("a\nb", 9), [whole(1, "a"), whole(2, "b")]);
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over_whole() {
        let long = (2, Line::TooLong { limit: 3 });
        assert_eq!(all("abc\nabcdefgh\nd", 3), [whole(1, "abc"), long, whole(3, "d")]);
        assert_eq!(all("abcd", 3), [(1, Line::TooLong { limit: 3 })]);
    }
}
