//! The words of a change with what was taken out and put in. Where they are put on the page is left to others.

use super::page::Page;
use super::rich::Rich;
use crate::change::{Change, ChangeKind, Edit, Placed};
use crate::report::Ink;
use crate::round::Stem;
use crate::sides::Sides;

/// Which wording of a change is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Side {
    /// The older, with what was taken out.
    Old,
    /// The newer, with what was put in.
    New,
    /// The newer, with what was put in and what was taken out.
    #[default]
    Both,
}

/// How edits are told apart from the words around them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Marks {
    /// By their inks alone.
    #[default]
    Inks,
    /// By brackets as well: `[-out-]`, `{+in+}`.
    Brackets,
}

impl Marks {
    /// Returns the marks that words need on a page.
    pub(super) const fn of(page: &Page) -> Self {
        if page.is_painted() { Self::Inks } else { Self::Brackets }
    }
}

/// Returns the words of a change, a paragraph for each statement, without stems.
fn words(change: &Change, side: Side, marks: Marks) -> Vec<Rich> {
    let plain =
        |placed: &[Placed], ink| placed.iter().map(|p| Rich::of(ink, &p.statement.text)).collect();
    match (change.kind, side) {
        (ChangeKind::Added, Side::Old) | (ChangeKind::Dropped, Side::New) => Vec::new(),
        (ChangeKind::Added, _) => plain(&change.new, Ink::Added),
        (ChangeKind::Dropped, _) => plain(&change.old, Ink::Dropped),
        (ChangeKind::Unchanged, Side::Old) => plain(&change.old, Ink::Plain),
        (ChangeKind::Unchanged, _) => plain(&change.new, Ink::Plain),
        (ChangeKind::Reworded, _) => edited(&change.edits, side, marks),
    }
}

/// Returns the words of edits, a paragraph for each statement.
pub(super) fn edited(edits: &[Edit], side: Side, marks: Marks) -> Vec<Rich> {
    let mut writer = Writer { side, marks, ..Writer::default() };
    for (at, edit) in edits.iter().enumerate() {
        writer.edit(edit, &edits[at + 1..]);
    }
    writer.finish()
}

/// The stems that the reader of each side has seen last.
pub(super) type Seen<'a> = Sides<Option<&'a Stem>>;

/// Returns the words of a change, each paragraph after its stem, and notes the stem seen last.
pub(super) fn stemmed<'a>(
    change: &'a Change,
    side: Side,
    marks: Marks,
    seen: &mut Seen<'a>,
) -> Vec<Rich> {
    let last = if side == Side::Old { &mut seen.old } else { &mut seen.new };
    let stems = stems(change, side);
    let mut lines = Vec::new();
    for (number, words) in words(change, side, marks).iter().enumerate() {
        let stem = stems.get(number).copied().flatten();
        lines.push(with_stem(stem, *last, words));
        *last = stem;
    }
    lines
}

/// Returns words after their stem in brackets; one that the reader has just seen is only hinted at.
pub(super) fn with_stem(stem: Option<&Stem>, before: Option<&Stem>, words: &Rich) -> Rich {
    let Some(stem) = stem else {
        return words.clone();
    };
    let seen = before.is_some_and(|before| before.text == stem.text);
    let shown = if seen { "[…]".to_owned() } else { format!("[{}]", stem.text) };
    let mut line = Rich::of(Ink::Stem, &shown).with(Ink::Plain, " ");
    line.append(words);
    line
}

/// Returns the stems of the statements that [`words`] gives paragraphs for.
fn stems(change: &Change, side: Side) -> Vec<Option<&Stem>> {
    let placed = match (change.kind, side) {
        (_, Side::Old) | (ChangeKind::Dropped, Side::Both) => &change.old,
        (_, Side::New | Side::Both) => &change.new,
    };
    placed.iter().map(|placed| placed.statement.stem.as_ref()).collect()
}

/// Writes edits down, one paragraph a statement of the side that is shown.
#[derive(Default)]
struct Writer {
    side: Side,
    marks: Marks,
    done: Vec<Rich>,
    line: Rich,
    /// Whether the newer wording, as far as it is written, ends within a line and not in a blank.
    open: bool,
}

impl Writer {
    /// Writes an edit that `rest` follows.
    fn edit(&mut self, edit: &Edit, rest: &[Edit]) {
        match edit {
            Edit::Keep(text) => self.kept(text),
            Edit::Retype(text) if self.side == Side::Old => self.kept(&text.old),
            Edit::Retype(text) => self.kept(&text.new),
            Edit::Insert(text) if self.side != Side::Old => {
                self.paragraphs(text, |writer, part| writer.marked(Ink::Inserted, part, true));
            }
            Edit::Delete(text) if self.side == Side::Old => {
                self.paragraphs(text, |writer, part| writer.marked(Ink::Deleted, part, true));
            }
            Edit::Delete(text) if self.side == Side::Both => {
                let loose = !self.open || begins_with_blank(rest);
                self.marked(Ink::Deleted, &text.replace('\n', " / "), loose);
                if loose && matches!(rest.first(), Some(Edit::Insert(_))) {
                    self.space();
                }
            }
            Edit::Insert(_) | Edit::Delete(_) => {}
        }
        if !matches!(edit, Edit::Delete(_)) {
            self.open = !edit.text().ends_with(char::is_whitespace);
        }
    }

    /// Writes text that both wordings have.
    fn kept(&mut self, text: &str) {
        self.paragraphs(text, |writer, part| writer.line.push(Ink::Plain, part));
    }

    /// Writes a text part by part, each line feed in it ending a paragraph.
    fn paragraphs(&mut self, text: &str, write: impl Fn(&mut Self, &str)) {
        for (number, part) in text.split('\n').enumerate() {
            if number > 0 {
                self.done.push(std::mem::take(&mut self.line));
            }
            write(self, part);
        }
    }

    /// Writes what was taken out or put in, with the blanks at its ends outside its marks if it is `loose`.
    fn marked(&mut self, ink: Ink, text: &str, loose: bool) {
        let inner = text.trim();
        if !loose || (inner.is_empty() && ink == Ink::Deleted) {
            return self.bracketed(ink, text);
        }
        if text.starts_with(char::is_whitespace) {
            self.space();
        }
        self.bracketed(ink, inner);
        if text.ends_with(char::is_whitespace) {
            self.space();
        }
    }

    fn bracketed(&mut self, ink: Ink, text: &str) {
        let (open, close) = match (self.marks, ink) {
            _ if text.is_empty() => return,
            (Marks::Inks, _) => ("", ""),
            (Marks::Brackets, Ink::Deleted) => ("[-", "-]"),
            (Marks::Brackets, _) => ("{+", "+}"),
        };
        for part in [open, text, close] {
            self.line.push(ink, part);
        }
    }

    /// Writes a blank, unless there is one.
    fn space(&mut self) {
        if !self.line.text().is_empty() && !self.line.text().ends_with(' ') {
            self.line.push(Ink::Plain, " ");
        }
    }

    fn finish(mut self) -> Vec<Rich> {
        self.done.push(self.line);
        self.done
    }
}

/// Tells whether the newer wording goes on with a blank, or ends.
fn begins_with_blank(edits: &[Edit]) -> bool {
    let newer = edits.iter().filter(|edit| !matches!(edit, Edit::Delete(_)));
    newer.flat_map(|edit| edit.text().chars()).next().is_none_or(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::super::trial;
    use super::*;

    /// Writes edits given as "=kept", "-deleted", "+inserted", paragraphs joined by " | ".
    #[track_caller]
    fn assert_words(edits: &[&str], side: Side, shown: &str) {
        let mut change = trial::reworded("a", "b").changes()[0].clone();
        change.edits = edits.iter().map(|edit| trial::edit(edit)).collect();
        let lines = words(&change, side, Marks::Brackets);
        assert_eq!(lines.iter().map(Rich::text).collect::<Vec<_>>().join(" | "), shown);
    }

    const WELCOMED: &[&str] = &["=We ", "-welcomed ", "+committed to ", "=peace."];

    #[test]
    fn what_was_taken_out_stands_before_what_was_put_in() {
        assert_words(WELCOMED, Side::Both, "We [-welcomed-] {+committed to+} peace.");
    }

    #[test]
    fn each_side_alone_reads_as_it_was_published() {
        assert_words(WELCOMED, Side::Old, "We [-welcomed-] peace.");
        assert_words(WELCOMED, Side::New, "We {+committed to+} peace.");
    }

    #[test]
    fn blanks_that_went_are_not_shown_as_if_they_stayed() {
        assert_words(&["=EU", "- - ", "+-", "=US"], Side::Both, "EU[- - -]{+-+}US");
        assert_words(&["=cyber", "- ", "=space"], Side::Both, "cyber[- -]space");
        assert_words(&["=pre", "-war", "+peace", "=time"], Side::Both, "pre[-war-]{+peace+}time");
    }

    #[test]
    fn a_split_statement_reads_as_two_and_a_merged_one_as_one() {
        assert_words(
            &["=We act", "-, and", "+.\n", "+We", "= trade."],
            Side::Both,
            "We act[-, and-]{+.+} | {+We+} trade.",
        );
        assert_words(
            &["=We act", "-.\nWe", "+ and", "= trade."],
            Side::Both,
            "We act[-. / We-] {+and+} trade.",
        );
        assert_words(
            &["=We act", "-.\nWe", "+ and", "= trade."],
            Side::Old,
            "We act[-.-] | [-We-] trade.",
        );
    }
}
