//! Web pages as they are published. Their words are read here; what the blocks mean is left to `parse`.
//!
//! A page is read in three steps: `build` cuts it into runs of words and notes the elements they lie in, `furniture` tells
//! which runs are the text, and here they are written down in their order: text as headings, items and paragraphs,
//! everything else as asides, so that each word that a browser shows is in exactly one block.

mod breaks;
mod build;
mod furniture;
mod head;
mod marks;
mod names;
mod page;
mod shares;
mod tags;
mod tokens;
mod vocabulary;
mod writer;

use page::{Page, Run};

use super::{BlockKind, Draft};

/// Reads a page into `draft`.
///
/// A list item of several blocks has its mark at the first of them. What steps out of a line (the reference to a note, words
/// for screen readers) follows the block that it stood in.
pub(super) fn read(text: &str, draft: &mut Draft) {
    let page = build::build(text);
    let verdict = furniture::judge(&page);
    let title = verdict.title.map(|at| page.runs[at].span.of(&page.text));
    page.head.write(title, draft);
    let mut segments = Segments { page: &page, next: 0 };
    for (run, aside) in page.runs.iter().zip(verdict.asides) {
        let kind = aside.map_or(run.kind, BlockKind::Aside);
        segments.write(run, matches!(kind, BlockKind::Item(_)), draft);
        draft.end(kind, run.strong);
    }
}

/// The parts of a page's words that stand in one line each, in their order.
struct Segments<'a> {
    page: &'a Page,
    next: usize,
}

impl Segments<'_> {
    /// Writes the words of a run, and its mark if it is an item, with the lines they stand in.
    fn write(&mut self, run: &Run, is_item: bool, draft: &mut Draft) {
        let starts = &self.page.lines.starts;
        let mut from = run.span.start();
        let mut line = self.page.lines.at(from);
        if let Some(mark) = run.mark.as_deref().filter(|_| is_item) {
            draft.mark(mark, line);
        }
        while let Some((start, next)) = starts.get(self.next).copied()
            && start < run.span.end()
        {
            if start > from {
                draft.write(&self.page.text[from..start], line);
                from = start;
            }
            line = next;
            self.next += 1;
        }
        draft.write(&self.page.text[from..run.span.end()], line);
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::read::{Document, Format, ReadOptions, read as read_any};

    /// Lists the fields and blocks of a page, a line each: kind, line in the source, mark and words.
    fn listing(page: &str) -> String {
        let document = document(page);
        let fields = document.fields.iter().map(|(name, value)| format!("{name}: {value}"));
        let blocks = document.blocks.iter().map(|block| {
            let kind = match block.kind {
                BlockKind::Heading(level) => format!("h{level}"),
                BlockKind::Paragraph => "p".to_owned(),
                BlockKind::Item(depth) => format!("item {depth}"),
                BlockKind::Aside(kind) => format!("({})", kind.name()),
            };
            let strong = if block.strong { "!" } else { "" };
            let mark =
                block.mark.map_or(String::new(), |mark| format!("{} ", mark.of(&document.text)));
            let line = document.lines.at(block.span.start());
            format!("{line:>3} {kind}{strong}: {mark}{}", block.span.of(&document.text))
        });
        fields.chain(blocks).collect::<Vec<_>>().join("\n")
    }

    fn document(page: &str) -> Document {
        let options = ReadOptions::default().format(Some(Format::Html));
        read_any(page.as_bytes(), "page.html", &options).unwrap()
    }

    /// Returns the words of all blocks, after checking that no word stands outside them and their marks.
    fn words(document: &Document) -> Vec<&str> {
        let mut end = 0;
        for block in &document.blocks {
            let start = block.mark.map_or(block.span.start(), |mark| mark.start());
            assert!(document.text[end..start].trim().is_empty(), "no word outside the blocks");
            assert!(!block.span.is_empty() && start >= end);
            end = block.span.end();
        }
        assert!(document.text[end..].trim().is_empty(), "no word after the blocks");
        document
            .blocks
            .iter()
            .flat_map(|block| block.span.of(&document.text).split_whitespace())
            .collect()
    }

    #[test]
    fn pages_of_many_kinds_are_read() {
        insta::glob!("../../tests/pages", "*.html", |path| {
            let page = std::fs::read_to_string(path).unwrap();
            insta::assert_snapshot!(listing(&page));
        });
    }

    /// Takes the tags, comments and unseen elements of a page away, in the simplest way that is right for the samples.
    fn seen(page: &str) -> String {
        let mut rest =
            page[page.find("<body").or_else(|| page.find("<BODY")).unwrap()..].to_owned();
        for unseen in ["script", "style", "noscript", "svg"] {
            while let Some(start) = rest.find(&format!("<{unseen}")) {
                let end = rest[start..].find(&format!("</{unseen}>")).unwrap();
                rest.replace_range(start..start + end, "");
            }
        }
        let untagged: String =
            rest.split('<').map(|part| part.split_once('>').map_or("", |(_, text)| text)).collect();
        let signs =
            [("&nbsp;", " "), ("&ndash;", "–"), ("&copy;", "©"), ("&amp;", "&"), ("&eacute;", "é")];
        let signs =
            signs.into_iter().chain([("&shy;", "\u{ad}"), ("&#8217;", "’"), ("&#231;", "ç")]);
        signs.fold(untagged, |text, (sign, plain)| text.replace(sign, plain))
    }

    #[test]
    fn every_letter_of_a_page_is_in_exactly_one_block() {
        insta::glob!("../../tests/pages", "*.html", |path| {
            let page = std::fs::read_to_string(path).unwrap();
            let sorted = |text: &str| {
                let mut letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
                letters.sort_unstable();
                letters.into_iter().collect::<String>()
            };
            let document = document(&page);
            assert_eq!(
                sorted(&words(&document).concat()),
                sorted(&seen(&page)),
                "{}",
                path.display()
            );
        });
    }

    /// Makes a page of pieces: tags as they are, open or not, and for each `None` a word that no other piece is.
    fn page_of(pieces: &[Option<&str>]) -> (String, Vec<String>) {
        let (mut page, mut words) = (String::new(), Vec::new());
        for piece in pieces {
            match piece {
                Some(tag) => page.push_str(tag),
                None => {
                    words.push(format!("word{}", words.len()));
                    page += &format!(" {} ", words[words.len() - 1]);
                }
            }
            page.push('\n');
        }
        (page, words)
    }

    const TAGS: &[&str] = &[
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<div class=share>",
        "<div hidden>",
        "<ul>",
        "</ul>",
        "<ol type=a>",
        "</ol>",
        "<li>",
        "</li>",
        "<h1>",
        "<h2>",
        "</h2>",
        "<b>",
        "</b>",
        "<i>",
        "<a href=x>",
        "</a>",
        "<span>",
        "</span>",
        "<table>",
        "<tr>",
        "<td>",
        "</td>",
        "</table>",
        "<br>",
        "<hr>",
        "<main>",
        "</main>",
        "<nav>",
        "</nav>",
        "<aside>",
        "<article>",
        "</article>",
        "<pre>",
        "</pre>",
        "<form>",
        "</form>",
        "<!-- no -->",
        "<script>no</script>",
        "<style>no</style>",
        "<body class=sidebar>",
        "</body>",
        "<sup>",
        "</sup>",
        "<x-y>",
        "</x-y>",
        "</html>",
        "<button>",
        "<figure>",
        "<figcaption>",
        "<header>",
        "<footer>",
        "</footer>",
        "<time>",
        "<dl>",
        "<dt>",
        "<dd>",
    ];

    proptest! {
        #[test]
        fn words_stay_in_order_however_tags_are_nested(
            pieces in vec(prop_oneof![Just(None), select(TAGS).prop_map(Some)], 0..60)
        ) {
            let (page, expected) = page_of(&pieces);
            let document = document(&page);
            prop_assert_eq!(words(&document), expected);
        }

        #[test]
        fn no_word_is_lost_where_some_step_out_of_their_line(
            pieces in vec(prop_oneof![
                3 => Just(None),
                2 => select(TAGS).prop_map(Some),
                2 => select(&["<span hidden>", "<sup>1</sup>", "<a href='#fn1'>[2]</a>", "<a href='#ref'>"][..])
                    .prop_map(Some),
            ], 0..60)
        ) {
            let (page, mut expected) = page_of(&pieces);
            let refers = |sign: &str| pieces.iter().flatten().filter(|piece| piece.contains(sign)).count();
            let document = document(&page);
            let (notes, mut words): (Vec<_>, Vec<_>) =
                words(&document).into_iter().partition(|word| word.starts_with(['1', '[']));
            prop_assert_eq!(notes.len(), refers(">1<") + refers("[2]"));
            words.sort_unstable();
            expected.sort_unstable();
            prop_assert_eq!(words, expected);
        }

        #[test]
        fn any_bytes_are_read(page in "[<>/!a-c=\"'& \n-]{0,80}") {
            words(&document(&page));
        }
    }

    #[test]
    fn depth_and_length_are_no_danger() {
        const MANY: usize = 100_000;
        for page in [
            "<div>".repeat(MANY) + "deep" + &"</div>".repeat(MANY),
            "<ul><li>".repeat(MANY) + "deep",
            "<span><b><i><a href=x>".repeat(MANY) + "deep</div></span></p>",
            "<table><tr><td>".repeat(MANY) + "deep" + &"</p></li></td>".repeat(MANY),
            "<div><span>".to_owned() + &"<sup></div></table></span>".repeat(MANY) + "deep",
            format!("<p class='{}' id={}>deep", "a-".repeat(MANY), "x ".repeat(MANY)),
            format!("<p {}>deep", "x=1 class=y ".repeat(MANY)),
            format!("<p>{}deep", "&#x20;&nbsp;&nosuch".repeat(MANY).replace("&nosuch", "")),
            format!("{}deep", "<br>".repeat(MANY)),
        ] {
            assert_eq!(words(&document(&page)), ["deep"], "{}", &page[..40]);
        }
        let line = format!("<p>{}", "word ".repeat(MANY));
        assert_eq!(words(&document(&line)).len(), MANY);
    }
}
