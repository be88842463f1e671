//! The sheet that reports are written on: lines, paragraphs with a hanging indent, two columns. What is written on it is
//! left to others.

use super::rich::Rich;
use super::terms::{ROUNDS, Terms};
use crate::report::{Ink, Painter};
use crate::sides::Sides;

/// How far the words of a change stand in from the left.
pub(super) const INDENT: usize = 3;
/// What stands between two columns.
const RULE: &str = " | ";

/// What stands between tiles at least.
const GAP: usize = 3;

/// Lines of one width, painted as they come.
pub(super) struct Page {
    width: usize,
    painter: Option<Painter>,
    terms: &'static Terms,
    out: String,
}

/// What stands before the lines of a paragraph: a mark before the first, as many blanks before the others.
#[derive(Clone, Debug, Default)]
pub(super) struct Margin(Rich);

impl Margin {
    /// Returns a margin that bears a mark.
    pub(super) const fn of(mark: Rich) -> Self {
        Self(mark)
    }

    /// Returns a margin of blanks.
    pub(super) fn blank(columns: usize) -> Self {
        Self(Rich::of(Ink::Plain, &" ".repeat(columns)))
    }

    /// Returns a margin as wide without its mark.
    pub(super) fn blanked(&self) -> Self {
        Self::blank(self.0.width())
    }
}

impl Page {
    /// Returns an empty page of a width.
    pub(super) const fn new(width: usize, painter: Option<Painter>) -> Self {
        Self { width, painter, terms: &ROUNDS, out: String::new() }
    }

    /// Returns it with the words in which changes are told on it. These are those for two rounds by default.
    pub(super) fn told_in(self, terms: &'static Terms) -> Self {
        Self { terms, ..self }
    }

    /// Returns the words in which changes are told on it.
    pub(super) const fn terms(&self) -> &'static Terms {
        self.terms
    }

    /// Returns how many columns a line may take.
    pub(super) const fn width(&self) -> usize {
        self.width
    }

    /// Tells whether words are painted, so that they need no marks.
    pub(super) const fn is_painted(&self) -> bool {
        self.painter.is_some()
    }

    /// Ends a line, or leaves one blank.
    pub(super) fn blank(&mut self) {
        self.out.push('\n');
    }

    /// Writes a paragraph, wrapped to the width.
    pub(super) fn paragraph(&mut self, margin: &Margin, words: &Rich) {
        let indent = margin.0.width();
        for (number, line) in words.lines(self.width.saturating_sub(indent)).into_iter().enumerate()
        {
            if number == 0 {
                margin.0.paint(0..margin.0.text().len(), self.painter, &mut self.out);
            } else {
                self.pad(indent);
            }
            words.paint(line, self.painter, &mut self.out);
            self.end_line();
        }
    }

    /// Writes a line as it is, blanks and all, cut off where the page ends.
    pub(super) fn line(&mut self, words: &Rich) {
        let words = words.cut(self.width);
        words.paint(0..words.text().len(), self.painter, &mut self.out);
        self.end_line();
    }

    /// Writes a paragraph line by line, each after the mark that `margin` gives for it, of as many columns as `indent`.
    pub(super) fn marked(&mut self, indent: usize, words: &Rich, margin: impl Fn(&Rich) -> Rich) {
        for line in words.lines(self.width.saturating_sub(indent)) {
            let mark = margin(&words.part(line.clone())).cut(indent.saturating_sub(1));
            mark.paint(0..mark.text().len(), self.painter, &mut self.out);
            self.pad(indent - mark.width());
            words.paint(line, self.painter, &mut self.out);
            self.end_line();
        }
    }

    /// Writes short lines in as many columns as fit, down each column.
    pub(super) fn tiles(&mut self, lines: &[Rich]) {
        let widest = lines.iter().map(Rich::width).max().unwrap_or(0) + GAP;
        let across = ((self.width + GAP) / widest).max(1);
        let down = lines.len().div_ceil(across);
        for row in 0..down {
            let mut line = Rich::default();
            for (column, tile) in lines.iter().skip(row).step_by(down).enumerate() {
                line.push(Ink::Plain, &" ".repeat((column * widest).saturating_sub(line.width())));
                line.append(tile);
            }
            self.line(&line);
        }
    }

    /// Writes two paragraphs side by side, with a rule between them.
    pub(super) fn columns(&mut self, sides: &Sides<Rich>) {
        let width = self.width.saturating_sub(INDENT + RULE.len()) / 2;
        let lines = sides.as_ref().map(|side| side.lines(width));
        for row in 0..lines.old.len().max(lines.new.len()) {
            let part = lines.as_ref().map(|side| side.get(row).cloned().unwrap_or(0..0));
            self.pad(INDENT);
            sides.old.paint(part.old.clone(), self.painter, &mut self.out);
            self.pad(width.saturating_sub(sides.old.width_of(part.old)));
            self.out.push_str(RULE);
            sides.new.paint(part.new, self.painter, &mut self.out);
            self.end_line();
        }
    }

    /// Returns what was written.
    pub(super) fn finish(self) -> String {
        self.out
    }

    fn pad(&mut self, columns: usize) {
        self.out.extend(std::iter::repeat_n(' ', columns));
    }

    /// Ends a line that leaves no blanks at its end.
    fn end_line(&mut self) {
        self.out.truncate(self.out.trim_end_matches(' ').len());
        self.out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_after_the_first_hang_below_the_words() {
        let mut page = Page::new(12, None);
        page.paragraph(
            &Margin::of(Rich::of(Ink::Kind, "~  ")),
            &Rich::of(Ink::Plain, "peace and trade"),
        );
        assert_eq!(page.finish(), "~  peace and\n   trade\n");
    }

    #[test]
    fn columns_stay_apart_where_one_is_longer() {
        let mut page = Page::new(22, None);
        let sides = Sides::new("和平 and trade", "trade").map(|text| Rich::of(Ink::Plain, text));
        page.columns(&sides);
        assert_eq!(page.finish(), "   和平 and | trade\n   trade    |\n");
    }
}
