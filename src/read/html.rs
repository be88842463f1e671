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

    /// Lists the blocks of a page without their lines.
    fn blocks(page: &str) -> Vec<String> {
        let listing = listing(page);
        let lines = listing.lines().filter(|line| line.starts_with(' '));
        lines.map(|line| line.trim_start().split_once(' ').unwrap().1.to_owned()).collect()
    }

    const TEXT: &str =
        "<p>Both sides agreed to meet every year and to report on what they did.</p>";

    #[test]
    fn a_word_knows_its_line_in_the_source() {
        let page = "<!--\n-->\n<p>one\ntwo <b>three\n\n</b>four</p>\n&amp; five";
        let document = document(page);
        for (number, word) in [(3, "one"), (4, "two"), (4, "three"), (6, "four"), (7, "five")] {
            assert_eq!(document.lines.at(document.text.find(word).unwrap()), number, "{word}");
        }
    }

    #[test]
    fn tags_within_a_word_do_not_part_it() {
        assert_eq!(
            blocks("<p>the 21<sup>st</sup> of CO<sub>2</sub>, <b>re</b>new</p>"),
            ["p: the 21st of CO2, renew"]
        );
        assert_eq!(
            blocks("<p>alpha<a href=x>b</a> and<a href=y>c</a><a href=z>d</a>"),
            ["p: alphab andc d"]
        );
    }

    #[test]
    fn a_block_is_strong_if_all_of_it_is_bold() {
        let page = "<p><b>Trade</b>: <strong>goods</strong></p><p>1. <b>Trade</b></p><b><p>Sea</p></b><p>x</p>\
                    <p><b>unclosed<p>next</p><p><span style='font-weight:bold'>styled</span></p>\
                    <b style='font-weight:normal'><p>pasted</p></b><p class=subtitle>named</p>";
        let expected = [
            "p!: Trade: goods",
            "p: 1. Trade",
            "p!: Sea",
            "p: x",
            "p!: unclosed",
            "p: next",
            "p!: styled",
            "p: pasted",
        ];
        assert_eq!(blocks(page)[..8], expected);
        assert_eq!(blocks(page)[8], "p!: named");
    }

    #[test]
    fn two_breaks_end_a_paragraph_and_one_only_where_a_sentence_ends() {
        let page = "We met in the<br>spring of the year.<br/>We agreed<br>&nbsp;<br>and\n<b>Trade</b><br>grows";
        assert_eq!(
            blocks(page),
            ["p: We met in the spring of the year.", "p: We agreed", "p: and Trade grows"]
        );
        assert_eq!(
            blocks("<h1>Joint<br>Statement.<br><br>Text</h1>"),
            ["h1: Joint Statement. Text"]
        );
        assert_eq!(
            blocks("<pre>We met\nin spring.\n\nWe agreed.</pre>"),
            ["p: We met in spring.", "p: We agreed."]
        );
    }

    #[test]
    fn list_items_have_a_depth_and_a_mark() {
        let page =
            "<ol start=3><li>a<ul><li><p>b<p>c</ul><li>d</ol><li>e<ol type=i><ul><li>f</ul></ol>";
        let expected = [
            "item 1: 3. a",
            "item 2: • b",
            "item 2: c",
            "item 1: 4. d",
            "item 1: • e",
            "item 2: • f",
        ];
        assert_eq!(blocks(page)[..5], expected[..5]);
    }

    #[test]
    fn the_reference_to_a_note_is_no_part_of_the_sentence() {
        for (page, sentence, note) in [
            (
                "<p>It fell<a href='#fn1'><sup>1</sup></a> again.",
                "p: It fell again.",
                "(footnote): 1",
            ),
            ("<p>It fell<sup>[<a href='#fn1'>1</a>]</sup>.", "p: It fell.", "(footnote): [1]"),
            (
                "<p>It fell <a href='p.htm#_ftn1'>[iv]</a> again.",
                "p: It fell again.",
                "(footnote): [iv]",
            ),
            ("<p>It fell.<sup>12</sup> It rose.", "p: It fell. It rose.", "(footnote): 12"),
        ] {
            assert_eq!(blocks(page), [sentence, note], "{page}");
        }
        for page in [
            "<p>5 km<sup>2</sup>",
            "<p>see <a href='#a1'>1</a>",
            "<p>the 2<sup><a href='#x'>nd</a></sup>",
        ] {
            assert_eq!(blocks(page).len(), 1, "{page}");
        }
    }

    #[test]
    fn a_note_is_told_by_the_link_back_to_its_reference() {
        let note = |href| {
            blocks(&format!("{TEXT}<p><a href='{href}'>1</a> See the annex.")).pop().unwrap()
        };
        assert_eq!(note("#_ftnref1"), "(footnote): 1 See the annex.");
        assert_eq!(note("#references"), "p: 1 See the annex.");
    }

    #[test]
    fn what_is_hidden_is_set_aside_unless_it_is_the_text() {
        let aside = "(furniture): Draft only.";
        for hidden in ["hidden", "aria-hidden=true", "style='display: none'", "class=sr-only"] {
            assert_eq!(
                blocks(&format!("<div {hidden}>Draft only.</div>{TEXT}"))[0],
                aside,
                "{hidden}"
            );
        }
        assert!(blocks(&format!("<div hidden>{TEXT}</div>"))[0].starts_with("p: Both"));
    }

    #[test]
    fn a_name_is_not_believed_where_it_would_set_aside_the_text() {
        for around in [
            "<body class=has-sidebar>",
            "<div class=sidebar>",
            "<form>",
            "<div class=share id=menu>",
        ] {
            assert!(blocks(&format!("{around}{TEXT}"))[0].starts_with("p: Both"), "{around}");
        }
        assert!(
            blocks(&format!("<div class=menu>{TEXT}</div>{TEXT}"))[0]
                .starts_with("(furniture): Both")
        );
    }

    #[test]
    fn readers_may_write_more_than_the_parties() {
        let comments = format!("<div id=comments>{}</div>", TEXT.repeat(9));
        for page in
            [format!("<article>{TEXT}</article>{comments}"), format!("<div>{TEXT}{comments}</div>")]
        {
            let kinds: Vec<_> = blocks(&page).iter().map(|block| block.starts_with('p')).collect();
            assert_eq!(kinds, [vec![true], vec![false; 9]].concat(), "{page}");
        }
    }

    #[test]
    fn outside_the_main_element_only_title_date_and_prose_are_text() {
        let page = format!(
            "<title>Sea Pact | Ministry</title><h1>Ministry</h1><h1>Sea Pact</h1><p class=date>5 May 2015</p><p>Print</p>\
             <main>{}</main><p>End of page</p>",
            TEXT.repeat(2)
        );
        let expected =
            ["(furniture): Ministry", "h1: Sea Pact", "p: 5 May 2015", "(furniture): Print"];
        assert_eq!(blocks(&page)[..4], expected);
        assert_eq!(blocks(&page)[6], "(furniture): End of page");
    }

    #[test]
    fn the_innermost_main_element_that_holds_the_text_is_taken() {
        let long = TEXT.repeat(8);
        let page = format!(
            "<main><p>News</p><article><p>By us</p><div class=entry-content>{long}</div></article></main>"
        );
        assert_eq!(blocks(&page)[..2], ["(furniture): News", "(furniture): By us"]);
        let annex = format!(
            "<main><article><p>News</p><div class=entry-content>{long}</div>{long}</article></main>"
        );
        assert_eq!(blocks(&annex)[0], "p: News");
    }

    #[test]
    fn without_a_main_element_the_text_lasts_from_prose_to_prose() {
        let page = format!(
            "<a href=x>Home</a><p>Contents</p><p><a href=y>News</a></p><p>Joint Statement</p><p>5 May 2015</p>{TEXT}\
             <p>Trade</p><p><a href=z>PDF</a></p>{TEXT}<p>The Ministers</p><p><a href=t>Top</a></p><p>Visitors: 5</p>"
        );
        let text: Vec<_> =
            blocks(&page).into_iter().filter(|block| !block.starts_with('(')).collect();
        assert_eq!(text.len(), 6, "{text:?}");
        assert_eq!(
            [&text[0], &text[3], &text[5]],
            ["p: Joint Statement", "p: Trade", "p: The Ministers"]
        );
    }

    #[test]
    fn a_page_of_short_lines_alone_is_text() {
        assert_eq!(
            blocks("<p>Sea Pact</p><p>We agree.</p><p><a href=x>Home</a></p>")[..2],
            ["p: Sea Pact", "p: We agree."]
        );
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
