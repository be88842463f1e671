//! What becomes of a page: the samples whole, and each rule by itself.

use super::BlockKind;
use super::laws::document;

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
        let mark = block.mark.map_or(String::new(), |mark| format!("{} ", mark.of(&document.text)));
        let line = document.lines.at(block.span.start());
        format!("{line:>3} {kind}{strong}: {mark}{}", block.span.of(&document.text))
    });
    fields.chain(blocks).collect::<Vec<_>>().join("\n")
}
#[test]
fn pages_of_many_kinds_are_read() {
    insta::glob!("../../../tests/pages", "*.html", |path| {
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

const TEXT: &str = "<p>Both sides agreed to meet every year and to report on what they did.</p>";

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
    assert_eq!(blocks("<h1>Joint<br>Statement.<br><br>Text</h1>"), ["h1: Joint Statement. Text"]);
    assert_eq!(
        blocks("<pre>We met\nin spring.\n\nWe agreed.</pre>"),
        ["p: We met in spring.", "p: We agreed."]
    );
}

#[test]
fn list_items_have_a_depth_and_a_mark() {
    let page =
        "<ol start=3><li>a<ul><li><p>b<p>c</ul><li>d</ol><li>e<ol type=i><ul><li>f</ul></ol>";
    let expected =
        ["item 1: 3. a", "item 2: • b", "item 2: c", "item 1: 4. d", "item 1: • e", "item 2: • f"];
    assert_eq!(blocks(page)[..5], expected[..5]);
}

#[test]
fn the_reference_to_a_note_is_no_part_of_the_sentence() {
    for (page, sentence, note) in [
        ("<p>It fell<a href='#fn1'><sup>1</sup></a> again.", "p: It fell again.", "(footnote): 1"),
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
    assert_eq!(blocks("<p>It fell <a href='#fn1'>[1]</a>again.")[0], "p: It fell again.");
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
    let note =
        |href| blocks(&format!("{TEXT}<p><a href='{href}'>1</a> See the annex.")).pop().unwrap();
    assert_eq!(note("#_ftnref1"), "(footnote): 1 See the annex.");
    assert_eq!(note("#references"), "p: 1 See the annex.");
    assert_eq!(blocks("<h2><a href='#ref'>1</a> Trade</h2>"), ["h2: 1 Trade"]);
}

#[test]
fn what_is_hidden_is_set_aside_unless_it_is_the_text() {
    let aside = "(furniture): Draft only.";
    for hidden in ["hidden", "aria-hidden=true", "style='display: none'", "class=sr-only"] {
        assert_eq!(blocks(&format!("<div {hidden}>Draft only.</div>{TEXT}"))[0], aside, "{hidden}");
    }
    assert!(blocks(&format!("<div hidden>{TEXT}</div>"))[0].starts_with("p: Both"));
}

#[test]
fn a_name_is_not_believed_where_it_would_set_aside_the_text() {
    for around in
        ["<body class=has-sidebar>", "<div class=sidebar>", "<form>", "<div class=share id=menu>"]
    {
        assert!(blocks(&format!("{around}{TEXT}"))[0].starts_with("p: Both"), "{around}");
    }
    assert!(
        blocks(&format!("<div class=menu>{TEXT}</div>{TEXT}"))[0].starts_with("(furniture): Both")
    );
}

#[test]
fn readers_may_write_more_than_the_parties() {
    let comments = format!("<div id=comments>{}</div>", TEXT.repeat(9));
    let articles = format!("<div id=comments><article>{}</article></div>", TEXT.repeat(9));
    for page in [
        format!("<article>{TEXT}</article>{comments}"),
        format!("<div>{TEXT}{comments}</div>"),
        format!("<article>{TEXT}</article>{articles}"),
        format!("<main>{TEXT}{articles}</main>"),
    ] {
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
    let expected = ["(furniture): Ministry", "h1: Sea Pact", "p: 5 May 2015", "(furniture): Print"];
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
    let text: Vec<_> = blocks(&page).into_iter().filter(|block| !block.starts_with('(')).collect();
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

#[test]
fn what_is_not_closed_ends_with_its_item_or_block() {
    let page = "<ul><li><a href=x>Home<li>We will open the sea to all who come.<li><span hidden>x<li>Peace";
    let expected =
        ["(furniture): Home", "item 1: • We will open the sea to all who come.", "(furniture): x"];
    assert_eq!(blocks(page)[..3], expected);
    assert_eq!(blocks(page)[3], "item 1: • Peace");
}

#[test]
fn only_what_stands_alone_in_an_element_called_a_heading_is_strong() {
    assert_eq!(blocks("<div class=heading>Trade</div>"), ["p!: Trade"]);
    assert_eq!(
        blocks("<div class=heading><p>Trade</p><p>5 May</p></div>"),
        ["p: Trade", "p: 5 May"]
    );
}

#[test]
fn prose_beside_the_innermost_main_element_is_text() {
    let body = TEXT.repeat(30);
    let page = format!("<main><p>News</p>{TEXT}<div class=entry-content>{body}</div></main>");
    assert_eq!(blocks(&page)[0], "(furniture): News");
    assert!(blocks(&page)[1].starts_with("p: Both"));
}

#[test]
fn a_header_without_a_main_element_is_furniture_but_for_the_title() {
    let page =
        format!("<title>Sea Pact</title><header><p>Ministry</p><h1>Sea Pact</h1></header>{TEXT}");
    assert_eq!(blocks(&page)[..2], ["(furniture): Ministry", "h1: Sea Pact"]);
}
