//! Markdown as it is published: mostly made by machines from web pages, with bold lines for headings and stray stars.
//! What is a heading is left to `parse`, but for those that Markdown marks.

mod inline;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use self::inline::Inline;
use super::{BlockKind, Draft, front_matter};
use crate::round::NoticeKind;

/// Reads the Markdown `text` into `draft`.
pub(super) fn read(text: &str, draft: &mut Draft) {
    let start = front_matter::read(text, draft);
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut reader = Reader {
        text,
        start,
        breaks: line_starts(text),
        lists: Vec::new(),
        inline: Inline::default(),
        note: false,
        mark: None,
    };
    for (event, range) in Parser::new_ext(&text[start..], options).into_offset_iter() {
        reader.event(event, range.start + start, draft);
    }
    reader.flush(BlockKind::Paragraph, draft);
}

/// What is open at the point that was reached.
struct Reader<'t> {
    text: &'t str,
    start: usize,
    breaks: Vec<usize>,
    /// The number of the next item of each open list; `None` where items are not numbered.
    lists: Vec<Option<u64>>,
    inline: Inline,
    note: bool,
    mark: Option<(String, u32)>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, at: usize, draft: &mut Draft) {
        match event {
            Event::Start(tag) => self.open(&tag, at, draft),
            Event::End(tag) => self.close(tag, draft),
            Event::Text(words) | Event::Code(words) => {
                let escaped = at > self.start && self.text.as_bytes()[at - 1] == b'\\';
                self.inline.text(&words, self.line(at), escaped);
            }
            Event::SoftBreak => self.inline.text("\n", self.line(at), true),
            Event::HardBreak => self.inline.hard_break(),
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => {
                self.inline.hard_break();
            }
            Event::Html(html) => self.html(&html, at, draft),
            Event::FootnoteReference(_) => self.inline.text(" ", self.line(at), true),
            _ => {}
        }
    }

    fn open(&mut self, tag: &Tag<'_>, at: usize, draft: &mut Draft) {
        match tag {
            Tag::Strong => self.inline.strong(true),
            Tag::Image { .. } => self.inline.caption(true),
            Tag::Link { dest_url, .. } if is_note(dest_url) => self.inline.note_link(true),
            Tag::List(first) => {
                self.flush(self.kind(), draft);
                self.lists.push(*first);
            }
            Tag::Item => {
                let number = match self.lists.last_mut() {
                    Some(Some(next)) => Some(std::mem::replace(next, *next + 1)),
                    _ => None,
                };
                self.mark =
                    Some((number.map_or("•".to_owned(), |n| format!("{n}.")), self.line(at)));
            }
            Tag::FootnoteDefinition(_) => {
                self.flush(self.kind(), draft);
                self.note = true;
            }
            Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::CodeBlock(_)
            | Tag::TableCell
            | Tag::HtmlBlock => {
                self.flush(self.kind(), draft);
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd, draft: &mut Draft) {
        match tag {
            TagEnd::Strong => self.inline.strong(false),
            TagEnd::Image => self.inline.caption(false),
            TagEnd::Link => self.inline.note_link(false),
            TagEnd::Heading(level) => self.flush(BlockKind::Heading(depth(level)), draft),
            TagEnd::List(_) => {
                self.flush(self.kind(), draft);
                self.lists.pop();
            }
            TagEnd::FootnoteDefinition => {
                self.flush(self.kind(), draft);
                self.note = false;
            }
            TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock | TagEnd::TableCell => {
                self.flush(self.kind(), draft);
            }
            _ => {}
        }
    }

    /// Returns what a block is that ends here.
    fn kind(&self) -> BlockKind {
        match self.lists.len() {
            _ if self.note => BlockKind::Aside(NoticeKind::Footnote),
            0 => BlockKind::Paragraph,
            depth => BlockKind::Item(u8::try_from(depth).unwrap_or(u8::MAX)),
        }
    }

    fn flush(&mut self, kind: BlockKind, draft: &mut Draft) {
        for line in std::mem::take(&mut self.inline).lines() {
            if line.words.iter().all(|(words, _)| words.trim().is_empty()) {
                continue;
            }
            if let Some((mark, at)) = self.mark.take()
                && matches!(kind, BlockKind::Item(_))
            {
                draft.mark(&mark, at);
            }
            for (words, at) in &line.words {
                draft.write(words, *at);
            }
            draft.end(line.aside.map_or(kind, BlockKind::Aside), line.strong);
        }
    }

    /// Reads a block of HTML as the words between its tags.
    fn html(&mut self, html: &str, at: usize, draft: &mut Draft) {
        let mut inside = Draft::default();
        super::html::read(html, &mut inside);
        for block in &inside.blocks {
            let line = self.line(at) + inside.lines.at(block.span.start()).saturating_sub(1);
            self.inline.text(block.span.of(&inside.text), line, true);
            let kind = if block.kind == BlockKind::Paragraph { self.kind() } else { block.kind };
            self.flush(kind, draft);
        }
    }

    fn line(&self, offset: usize) -> u32 {
        let before = self.breaks.partition_point(|start| *start <= offset);
        u32::try_from(before).unwrap_or(u32::MAX)
    }
}

/// Returns the offsets at which lines begin.
fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

/// Tells whether a link leads to a footnote or back from one.
fn is_note(target: &str) -> bool {
    let name = target.trim_start_matches('#').trim_start_matches('_').to_ascii_lowercase();
    target.starts_with('#')
        && ["ftn", "fn", "edn", "footnote", "note", "cite"].iter().any(|p| name.starts_with(p))
}

const fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns each block as its kind, "!" if it is strong, and its words.
    fn blocks(text: &str) -> Vec<String> {
        let mut draft = Draft::default();
        read(text, &mut draft);
        let show = |block: &super::super::Block| {
            let kind = match block.kind {
                BlockKind::Heading(level) => format!("h{level}"),
                BlockKind::Paragraph => "p".to_owned(),
                BlockKind::Item(depth) => format!("li{depth}"),
                BlockKind::Aside(kind) => kind.name().to_owned(),
            };
            let mark = block.mark.map(|m| m.of(&draft.text)).unwrap_or_default();
            let words = block.span.of(&draft.text).split_whitespace().collect::<Vec<_>>().join(" ");
            format!("{kind}{}{mark} {words}", if block.strong { "!" } else { "" })
        };
        draft.blocks.iter().map(show).collect()
    }

    #[test]
    fn a_bold_line_before_a_hard_break_is_a_block_of_its_own() {
        assert_eq!(
            blocks("**Trade**  \nWe will cut tariffs."),
            ["p! Trade", "p We will cut tariffs."]
        );
    }

    #[test]
    fn bold_that_is_closed_on_the_next_line_is_bold() {
        assert_eq!(
            blocks(
                "**Key Outcomes  \n**  \n*This year **three outcomes** count.  \n*  \n**Next Steps**"
            ),
            ["p! Key Outcomes", "p This year three outcomes count.", "p! Next Steps"]
        );
    }

    #[test]
    fn bold_with_a_blank_before_its_end_is_bold() {
        assert_eq!(
            blocks("**Resilience **  \n  \nNetworks matter."),
            ["p! Resilience", "p Networks matter."]
        );
    }

    #[test]
    fn a_hard_break_inside_a_sentence_is_a_blank() {
        assert_eq!(
            blocks("We will meet with all partners and friends who  \nshare our aims."),
            ["p We will meet with all partners and friends who share our aims."]
        );
    }

    #[test]
    fn items_have_marks_and_depths() {
        assert_eq!(
            blocks("We will:\n\n3. cut tariffs;\n4. raise:\n   - quotas\n   - limits"),
            ["p We will:", "li13. cut tariffs;", "li14. raise:", "li2• quotas", "li2• limits"]
        );
    }

    #[test]
    fn an_escaped_star_is_a_star_and_an_end_mark_is_a_line() {
        assert_eq!(blocks("Five \\* six.\n\n\\###"), ["p Five * six.", "p ###"]);
    }

    #[test]
    fn footnotes_and_pictures_stand_aside() {
        assert_eq!(
            blocks("We agree.[^1] ![the flag](f.png)\n\n[^1]: Save one."),
            ["p We agree.", "caption the flag", "footnote Save one."]
        );
    }

    #[test]
    fn superscripts_and_links_leave_their_words() {
        assert_eq!(
            blocks("The 21<sup>st</sup> century, see [the report](https://example.org/a)."),
            ["p The 21st century, see the report."]
        );
    }

    #[test]
    fn a_block_knows_its_line_below_the_front_matter() {
        let mut draft = Draft::default();
        read("---\na: b\n---\n\nOne.\n\nTwo\nthree.", &mut draft);
        let lines: Vec<u32> = draft.blocks.iter().map(|b| draft.lines.at(b.span.start())).collect();
        assert_eq!(lines, [5, 7]);
        let three = draft.text.find("three").expect("it was read");
        assert_eq!(draft.lines.at(three), 8);
    }
}
