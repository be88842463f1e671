//! Plain text: paragraphs between blank lines, wrapped or not, and list items by their marks. What is a heading is left
//! to `parse`.

use super::{BlockKind, Draft};

/// Reads the plain `text` into `draft`.
pub(super) fn read(text: &str, draft: &mut Draft) {
    let mut reader = Reader { indents: Vec::new(), width: wrap_width(text), open: None };
    let mut number = 0;
    for line in text.split('\n') {
        number += 1;
        for line in line.split(['\u{c}', '\u{b}', '\u{2028}', '\u{2029}']) {
            reader.line(line, number, draft);
        }
    }
    reader.end(draft);
}

/// Lines longer than this are not wrapped: each is a paragraph.
const WRAPPED: usize = 120;

/// A text is wrapped though one line in so many is longer: it was left so by whoever broke the lines by hand.
const FEW: usize = 8;

/// Lines that are all shorter than this are not wrapped either, but addresses and the like.
const NARROWEST: usize = 40;

/// What is open at the line that was reached.
struct Reader<'t> {
    /// The columns at which the items of the open lists begin, outermost first.
    indents: Vec<usize>,
    width: Option<usize>,
    open: Option<Open<'t>>,
}

/// A block that may go on.
#[derive(Clone, Copy)]
struct Open<'t> {
    kind: BlockKind,
    /// Its last line.
    last: &'t str,
    /// The column at which it begins, if it begins with a number or mark: what hangs beside it is its own.
    mark: Option<usize>,
    /// Whether nothing but its number was read so far.
    bare: bool,
}

impl<'t> Reader<'t> {
    fn line(&mut self, line: &'t str, number: u32, draft: &mut Draft) {
        let words = line.trim();
        if words.is_empty() || is_rule(words) {
            self.end(draft);
            if !words.is_empty() && !is_underline(words) {
                draft.write(words, number);
                draft.end(BlockKind::Paragraph, false);
            }
            return;
        }
        if let Some(mark) = bullet(words) {
            self.end(draft);
            let kind = BlockKind::Item(self.depth(column(line)));
            draft.mark(mark, number);
            draft.write(words[mark.len()..].trim_start(), number);
            self.open = Some(Open { kind, last: words, mark: Some(column(line)), bare: false });
            return;
        }
        match self.open {
            Some(open) if self.goes_on(open, words, column(line)) => {
                if !breaks_a_word(open.last, words) {
                    draft.write("\n", number);
                }
                draft.write(words, number);
                self.open = Some(Open { last: words, bare: false, ..open });
            }
            _ => {
                let kind = self.kind_after(column(line));
                self.end(draft);
                draft.write(words, number);
                let mark = begins_with_number(words).then(|| column(line));
                let bare = mark.is_some() && !words.contains(char::is_whitespace);
                self.open = Some(Open { kind, last: words, mark, bare });
            }
        }
    }

    fn end(&mut self, draft: &mut Draft) {
        if let Some(open) = self.open.take() {
            draft.end(open.kind, false);
        }
    }

    /// Returns the depth of an item whose mark stands at `column`.
    fn depth(&mut self, column: usize) -> u8 {
        while self.indents.last().is_some_and(|last| *last > column) {
            self.indents.pop();
        }
        if self.indents.last() != Some(&column) {
            self.indents.push(column);
        }
        u8::try_from(self.indents.len()).unwrap_or(u8::MAX)
    }

    /// Returns what a block without a mark is: a paragraph, which also ends all lists.
    fn kind_after(&mut self, column: usize) -> BlockKind {
        if self.indents.first().is_none_or(|first| column <= *first) {
            self.indents.clear();
        }
        BlockKind::Paragraph
    }

    /// Tells whether the open block goes on in `words`, which stand at `column`.
    fn goes_on(&self, open: Open<'_>, words: &str, column: usize) -> bool {
        let Open { last, mark, bare, .. } = open;
        let width = self.width.unwrap_or(usize::MAX);
        let first = words.split_whitespace().next().map_or(0, |word| word.chars().count());
        let full = last.chars().count() + 1 + first > width.saturating_sub(SLACK);
        let small = words.starts_with(char::is_lowercase);
        let strung = last.rsplit_once(' ').is_some_and(|(before, _)| before.ends_with(';'));
        if bare {
            return !begins_with_number(words);
        }
        if begins_with_number(words) && (strung || last.ends_with(['.', ';', ':', ','])) {
            return false;
        }
        let hangs = mark.is_some_and(|mark| column > mark)
            && !last.ends_with(['.', '?', '!'])
            && !begins_with_number(words);
        full || hangs || (small && !last.ends_with(['.', ':', ';', '?', '!']))
    }
}

/// How much shorter than the longest line a full line may be: writers break lines by hand, too.
const SLACK: usize = 8;

/// Returns the width at which the lines of a text are wrapped, or `None` if they are not: most of it stands in long lines.
fn wrap_width(text: &str) -> Option<usize> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let long: usize = lines.iter().map(|line| line.len()).filter(|length| *length > WRAPPED).sum();
    if 2 * long > text.len() {
        return None;
    }
    let runs = || lines.windows(2).filter(|pair| pair.iter().all(|line| !line.is_empty()));
    let lengths: Vec<usize> = runs().map(|pair| pair[0].chars().count()).collect();
    let wrapped = || lengths.iter().copied().filter(|length| *length <= WRAPPED);
    let longest = wrapped().max()?;
    let strays = lengths.len() - wrapped().count();
    (longest >= NARROWEST && strays * FEW <= lengths.len()).then_some(longest)
}

fn column(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

/// Returns the list mark at the beginning of a line.
fn bullet(words: &str) -> Option<&str> {
    let mut chars = words.char_indices();
    let (_, first) = chars.next()?;
    let (end, next) = chars.next()?;
    let sign = matches!(
        first,
        '•' | '‣'
            | '◦'
            | '▪'
            | '▫'
            | '●'
            | '○'
            | '■'
            | '□'
            | '·'
            | '∙'
            | '⁃'
            | '➢'
            | '►'
            | '✓'
            | '\u{f0b7}'
            | '\u{f0a7}'
    );
    let dash = matches!(first, '-' | '–' | '—' | '*' | '+' | 'o' | '§') && next.is_whitespace();
    (sign || dash).then(|| &words[..end]).filter(|_| words[end..].contains(char::is_alphanumeric))
}

/// Tells whether a line begins with a paragraph number or letter: "3.", "(a)", "iv)".
fn begins_with_number(words: &str) -> bool {
    let mark = words.split_whitespace().next().unwrap_or_default();
    let inside = mark.trim_matches(['(', ')', '.']);
    mark.len() > inside.len()
        && mark.ends_with(['.', ')'])
        && !inside.is_empty()
        && inside.chars().count() <= 4
        && (inside.chars().all(|c| c.is_ascii_digit())
            || inside.chars().count() == 1
            || inside.chars().all(|c| matches!(c, 'i' | 'v' | 'x')))
}

/// Tells whether a line is drawn, not written.
fn is_rule(words: &str) -> bool {
    words.chars().count() >= 3
        && !words.contains(char::is_alphanumeric)
        && words.chars().all(|c| matches!(c, '-' | '=' | '_' | '*' | '~' | '#' | ' '))
}

/// Tells whether a rule only underlines what stands above it, so that it is no word of the text.
fn is_underline(words: &str) -> bool {
    words.chars().all(|c| matches!(c, '-' | '=' | '~' | '_'))
}

/// Tells whether a word was cut at the end of a line: "multi-" before "stakeholder", not "mid-" before "and long-term".
fn breaks_a_word(last: &str, words: &str) -> bool {
    let next = words.split_whitespace().next().unwrap_or_default();
    let cut = last.strip_suffix('-').is_some_and(|l| l.ends_with(char::is_alphabetic));
    cut && next.starts_with(char::is_lowercase) && !matches!(next, "and" | "or" | "to")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns each block as "li" and depth or "p", its mark and its words.
    fn blocks(text: &str) -> Vec<String> {
        let mut draft = Draft::default();
        read(text, &mut draft);
        let show = |block: &super::super::Block| {
            let kind = match block.kind {
                BlockKind::Item(depth) => format!("li{depth}"),
                _ => "p".to_owned(),
            };
            let mark = block.mark.map(|m| m.of(&draft.text)).unwrap_or_default();
            format!("{kind}{mark} {}", block.span.of(&draft.text).replace('\n', "/"))
        };
        draft.blocks.iter().map(show).collect()
    }

    #[test]
    fn long_lines_are_paragraphs_of_their_own() {
        let line = "We will work together on all the matters before us. ".repeat(4);
        assert_eq!(blocks(&format!("{line}\n{line}")).len(), 2);
    }

    #[test]
    fn a_text_most_of_which_stands_in_long_lines_is_not_wrapped() {
        let line = "We will work together on all the matters before us. ".repeat(4);
        let head = "Monetary Policy Summary and minutes of the Committee\nPublished on 20 June";
        assert_eq!(blocks(&format!("{head}\n\n{line}")).len(), 3);
        assert_eq!(blocks(&format!("{head}\n\n{}", &line[..100])).len(), 2);
    }

    #[test]
    fn what_hangs_beside_a_number_is_of_its_paragraph_however_short_its_lines() {
        let text = "  1. We met in Lund from\n     3 to 4 May, under the theme:\n     “Deeper Harbours”.\n     Our Pilots\n  2. We thank the pilots for\n     their work in the dark of the winter.";
        assert_eq!(
            blocks(text),
            [
                "p 1. We met in Lund from/3 to 4 May, under the theme:/“Deeper Harbours”.",
                "p Our Pilots",
                "p 2. We thank the pilots for/their work in the dark of the winter."
            ]
        );
        let nested = "1. We will\n   (a) cut dues\n   (b) mend piers.";
        assert_eq!(blocks(nested), ["p 1. We will", "p (a) cut dues", "p (b) mend piers."]);
        let flat = "1. We met in Lund from\n3 to 4 May, under the theme of deeper harbours.";
        assert_eq!(blocks(flat).len(), 2);
    }

    #[test]
    fn a_line_left_long_among_wrapped_ones_hides_no_width() {
        let lines = [
            "We will work together on all of the many",
            "Matters before us, as the friends that we",
        ];
        let stray = "x ".repeat(70);
        let text = format!("{}\n{stray}\nend", [lines[0], lines[1]].repeat(5).join("\n"));
        assert_eq!(wrap_width(&text), Some(41));
        let text = format!("{}\n{stray}\n{stray}\nend", lines.repeat(4).join("\n"));
        assert_eq!(wrap_width(&text), None);
    }

    #[test]
    fn wrapped_lines_make_one_paragraph() {
        let text = "We will work together on all of the many\nmatters before us, as friends\nand neighbours do.\n\nNext.";
        assert_eq!(
            blocks(text),
            [
                "p We will work together on all of the many/matters before us, as friends/and neighbours do.",
                "p Next."
            ]
        );
    }

    #[test]
    fn a_short_line_before_a_capital_ends_a_paragraph() {
        let text = "Trade\nWe will work together on all of the many\nmatters before us.";
        assert_eq!(
            blocks(text),
            ["p Trade", "p We will work together on all of the many/matters before us."]
        );
    }

    #[test]
    fn a_numbered_line_behind_a_semicolon_and_one_word_is_an_item() {
        let text = "They will:\na. link sensors; and\nb. train officers.";
        assert_eq!(
            blocks(text),
            ["p They will:", "p a. link sensors; and", "p b. train officers."]
        );
        let text = "They met Ann Lee and\nb. Ruiz.";
        assert_eq!(blocks(text), ["p They met Ann Lee and/b. Ruiz."]);
    }

    #[test]
    fn a_number_alone_on_its_line_begins_what_follows() {
        let text = "Council:\n1.\nTakes note of it;\n2.\nThanks the pilots.";
        assert_eq!(
            blocks(text),
            ["p Council:", "p 1./Takes note of it;", "p 2./Thanks the pilots."]
        );
        assert_eq!(blocks("1.\n2.\nNote"), ["p 1.", "p 2./Note"]);
        assert_eq!(blocks("1.\nWe met.\nPilots"), ["p 1./We met.", "p Pilots"]);
        let year = "We will meet again in the harbour of Lund in\n2021.\nPilots";
        assert_eq!(blocks(year).last().map(String::as_str), Some("p Pilots"));
    }

    #[test]
    fn bullets_have_depths_and_go_on_in_wrapped_lines() {
        let text = "As such we:\n\n  • cut tariffs on all goods of the\n    two sides;\n\n    – raise quotas\n  • meet";
        assert_eq!(
            blocks(text),
            [
                "p As such we:",
                "li1• cut tariffs on all goods of the/two sides;",
                "li2– raise quotas",
                "li1• meet"
            ]
        );
    }

    #[test]
    fn a_word_cut_at_the_end_of_a_line_is_mended() {
        let text = "We support all the multi-\nstakeholder and mid-\nand long-term work there is.";
        assert_eq!(
            blocks(text),
            ["p We support all the multi-stakeholder and mid-/and long-term work there is."]
        );
    }

    #[test]
    fn an_underline_is_no_word_but_an_end_mark_is() {
        assert_eq!(blocks("Trade\n=====\n\nWe agree.\n\n###"), ["p Trade", "p We agree.", "p ###"]);
    }

    #[test]
    fn numbers_begin_new_paragraphs_only_after_a_full_stop() {
        assert_eq!(
            blocks("1. One is done here.\n2. Two is done."),
            ["p 1. One is done here.", "p 2. Two is done."]
        );
    }

    #[test]
    fn a_line_of_ten_million_bytes_is_one_block() {
        assert_eq!(blocks(&"word ".repeat(200_000)).len(), 1);
    }
}
