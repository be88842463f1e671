//! Text that knows what each of its words is, wrapped to the width of a page. What the words mean is left to others.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::report::{Ink, Painter, visible};

/// A line or paragraph in the making, each run of words with its ink.
///
/// Nothing comes in but through [`visible`], so that whatever a document holds can be printed.
#[derive(Clone, Debug, Default)]
pub(super) struct Rich {
    text: String,
    /// Where each run ends.
    runs: Vec<(usize, Ink)>,
}

impl Rich {
    /// Returns a text of one ink.
    pub(super) fn of(ink: Ink, text: &str) -> Self {
        Self::default().with(ink, text)
    }

    /// Returns it with more words at its end.
    #[must_use]
    pub(super) fn with(mut self, ink: Ink, text: &str) -> Self {
        self.push(ink, text);
        self
    }

    /// Adds words at its end.
    pub(super) fn push(&mut self, ink: Ink, text: &str) {
        if text.is_empty() {
            return;
        }
        self.text.push_str(&visible(text));
        match self.runs.last_mut() {
            Some((end, last)) if *last == ink => *end = self.text.len(),
            _ => self.runs.push((self.text.len(), ink)),
        }
    }

    /// Adds another at its end.
    pub(super) fn append(&mut self, other: &Self) {
        let start = self.text.len();
        self.text.push_str(&other.text);
        self.runs.extend(other.runs.iter().map(|(end, ink)| (start + end, *ink)));
    }

    /// Returns its beginning, with an ellipsis if it takes more than `width` columns.
    pub(super) fn cut(&self, width: usize) -> Self {
        if self.width() <= width {
            return self.clone();
        }
        let mut end = 0;
        for (at, cluster) in self.text.grapheme_indices(true) {
            if self.width_of(0..at + cluster.len()) + 1 > width {
                break;
            }
            end = at + cluster.len();
        }
        let mut short = Self { text: self.text[..end].to_owned(), runs: Vec::new() };
        short.runs.extend(self.runs.iter().map(|(stop, ink)| ((*stop).min(end), *ink)));
        short.with(Ink::Plain, "…")
    }

    /// Returns a part of it.
    pub(super) fn part(&self, part: Range<usize>) -> Self {
        let runs = self.runs.iter().map(|(end, ink)| ((*end).clamp(part.start, part.end), *ink));
        let mut cut = Self { text: self.text[part.clone()].to_owned(), runs: Vec::new() };
        for (end, ink) in runs.map(|(end, ink)| (end - part.start, ink)) {
            if end > cut.runs.last().map_or(0, |(end, _)| *end) {
                cut.runs.push((end, ink));
            }
        }
        cut
    }

    /// Returns the inks of its runs, in order.
    pub(super) fn inks(&self) -> impl Iterator<Item = Ink> {
        self.runs.iter().map(|(_, ink)| *ink)
    }

    /// Returns the words without their inks.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Returns how many columns it takes on one line.
    pub(super) fn width(&self) -> usize {
        self.text.width()
    }

    /// Returns how many columns a part of it takes.
    pub(super) fn width_of(&self, part: Range<usize>) -> usize {
        self.text[part].width()
    }

    /// Cuts it into lines of at most `width` columns.
    pub(super) fn lines(&self, width: usize) -> Vec<Range<usize>> {
        wrap(&self.text, width)
    }

    /// Adds a part of it to `out`, painted.
    pub(super) fn paint(&self, part: Range<usize>, painter: Option<Painter>, out: &mut String) {
        let mut start = 0;
        for (end, ink) in &self.runs {
            let words =
                &self.text[start.max(part.start).min(part.end)..(*end).clamp(part.start, part.end)];
            start = *end;
            match painter {
                Some(paint) if !words.is_empty() => out.push_str(&paint(*ink, words)),
                _ => out.push_str(words),
            }
        }
    }
}

/// A place where a line may end.
#[derive(Clone, Copy)]
struct Break {
    /// Where the line would end.
    end: usize,
    /// Where the next would begin.
    next: usize,
    /// The columns from the start of the line up to `next`.
    width: usize,
}

/// Cuts a text into lines of at most `width` columns, at spaces and between wide characters.
///
/// A word that is longer than a line is broken where the line ends. There is at least one line, and no line has blanks
/// at its ends.
fn wrap(text: &str, width: usize) -> Vec<Range<usize>> {
    let (mut lines, mut start, mut used) = (Vec::new(), 0, 0);
    let (mut last, mut before, mut at) = (None::<Break>, "", 0);
    while at < text.len() {
        let plain = plain_word(&text.as_bytes()[at..]);
        if plain > 0 && before.len() <= 1 && used + plain <= width {
            at += plain;
            used += plain;
            before = &text[at - 1..at];
            continue;
        }
        let (cluster, columns) = cluster(text, at);
        let next = at + cluster.len();
        if is_space(cluster) {
            if at == start {
                start = next;
            } else {
                used += columns;
                last = Some(Break { end: at, next, width: used });
            }
            (at, before) = (next, cluster);
            continue;
        }
        if at > start && parts(before, cluster) {
            last = Some(Break { end: at, next: at, width: used });
        }
        before = cluster;
        if used + columns > width && at > start {
            let cut = last.take().unwrap_or(Break { end: at, next: at, width: used });
            lines.push(trimmed(text, start..cut.end));
            start = cut.next;
            used -= cut.width;
        }
        used += columns;
        at = next;
    }
    lines.push(trimmed(text, start..text.len()));
    lines
}

/// Returns how many bytes of a text are clusters of one column each, without a blank among them: visible ASCII, the last
/// of which nothing follows that could be joined to it.
fn plain_word(text: &[u8]) -> usize {
    let plain = text.iter().take_while(|byte| byte.is_ascii_graphic()).count();
    if text.get(plain).is_none_or(u8::is_ascii) { plain } else { plain.saturating_sub(1) }
}

/// Returns the grapheme cluster at `at`, and its columns.
///
/// ASCII before ASCII needs no tables: it is a cluster of one column.
fn cluster(text: &str, at: usize) -> (&str, usize) {
    let bytes = &text.as_bytes()[at..];
    if matches!(bytes[0], b' '..=b'~') && bytes.get(1).is_none_or(u8::is_ascii) {
        return (&text[at..=at], 1);
    }
    let cluster = text[at..].graphemes(true).next().unwrap_or_default();
    (cluster, cluster.width())
}

fn trimmed(text: &str, part: Range<usize>) -> Range<usize> {
    part.start..part.start + text[part].trim_end_matches(' ').len()
}

/// Tells whether a cluster is a blank at which a line may end.
fn is_space(cluster: &str) -> bool {
    let unbroken = ["\u{a0}", "\u{2007}", "\u{202f}"];
    cluster == " " || cluster.chars().all(char::is_whitespace) && !unbroken.contains(&cluster)
}

/// Tells whether a line may end between two clusters that have no blank between them: beside a wide one, but not before
/// a mark that closes and not after one that opens.
fn parts(before: &str, after: &str) -> bool {
    const CLOSING: &str = "。．，、；：！？）］｝」』】》〉〕・ー…々.,;:!?)]}%";
    const OPENING: &str = "（［｛「『【《〈〔([{";
    // What is one byte is one column: most texts end here.
    (before.len() > 1 || after.len() > 1)
        && (before.width() > 1 || after.width() > 1)
        && !CLOSING.contains(after)
        && !OPENING.contains(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_lines<const N: usize>(text: &str, width: usize, lines: [&str; N]) {
        let cut: Vec<&str> = wrap(text, width).into_iter().map(|line| &text[line]).collect();
        assert_eq!(cut, lines);
    }

    #[test]
    fn clusters_are_those_of_unicode() {
        for text in ["a\u{301}b", "x\r\ny", "né 我们", "👩‍👩‍👧 🇫🇷🇩🇪!", "", "e\u{200d}", "\ta"]
        {
            let all = text.grapheme_indices(true).map(|(at, c)| (at, c, c.width()));
            let mut at = 0;
            for (start, whole, columns) in all {
                assert_eq!((at, cluster(text, at)), (start, (whole, columns)), "{text:?}");
                at += whole.len();
            }
        }
    }

    #[test]
    fn a_line_ends_at_the_last_blank_that_fits() {
        assert_lines("peace and trade", 9, ["peace and", "trade"]);
        assert_lines("peace and trade", 10, ["peace and", "trade"]);
        assert_lines("peace and trade", 8, ["peace", "and", "trade"]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_broken_and_never_overflows() {
        assert_lines("a abcdefghij b", 4, ["a", "abcd", "efgh", "ij b"]);
    }

    #[test]
    fn wide_characters_take_two_columns_and_may_be_parted() {
        assert_lines("我们欢迎和平", 6, ["我们欢", "迎和平"]);
        assert_lines("我们欢迎和平", 7, ["我们欢", "迎和平"]);
    }

    #[test]
    fn no_line_begins_with_a_closing_mark() {
        assert_lines("我们欢迎。和平", 8, ["我们欢", "迎。和平"]);
    }

    #[test]
    fn characters_without_width_take_no_column() {
        assert_lines("cafe\u{301} noir", 4, ["cafe\u{301}", "noir"]);
    }

    #[test]
    fn a_page_narrower_than_a_character_still_ends() {
        assert_lines("我们", 1, ["我", "们"]);
        assert_lines("ab", 0, ["a", "b"]);
    }

    #[test]
    fn an_empty_text_is_one_empty_line() {
        assert_lines("", 10, [""]);
        assert_lines("   ", 10, [""]);
    }

    #[test]
    fn a_no_break_space_holds_its_words_together() {
        assert_lines("by 31\u{a0}May", 7, ["by", "31\u{a0}May"]);
    }

    #[test]
    fn every_run_keeps_its_ink_across_lines() {
        let rich =
            Rich::of(Ink::Plain, "We ").with(Ink::Deleted, "really do").with(Ink::Plain, " act");
        let mut out = String::new();
        for line in rich.lines(9) {
            rich.paint(line, Some(|ink, words| format!("<{ink:?} {words}>")), &mut out);
            out.push('|');
        }
        assert_eq!(out, "<Plain We ><Deleted really>|<Deleted do><Plain  act>|");
    }

    #[test]
    fn nothing_unsafe_comes_in() {
        assert_eq!(Rich::of(Ink::Plain, "a\u{1b}[2Jb").text(), r"a\u{1b}[2Jb");
    }
}
