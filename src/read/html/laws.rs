//! What holds for every page: no word is lost or doubled, and no page is too deep or too long.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::read::{Document, Format, ReadOptions, read as read_any};

/// Reads a page.
pub(super) fn document(page: &str) -> Document {
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
/// Takes the tags, comments and unseen elements of a page away, in the simplest way that is right for the samples.
fn seen(page: &str) -> String {
    let mut rest = page[page.find("<body").or_else(|| page.find("<BODY")).unwrap()..].to_owned();
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
    let signs = signs.into_iter().chain([("&shy;", "\u{ad}"), ("&#8217;", "’"), ("&#231;", "ç")]);
    signs.fold(untagged, |text, (sign, plain)| text.replace(sign, plain))
}

#[test]
fn every_letter_of_a_page_is_in_exactly_one_block() {
    insta::glob!("../../../tests/pages", "*.html", |path| {
        let page = std::fs::read_to_string(path).unwrap();
        let sorted = |text: &str| {
            let mut letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
            letters.sort_unstable();
            letters.into_iter().collect::<String>()
        };
        let document = document(&page);
        assert_eq!(sorted(&words(&document).concat()), sorted(&seen(&page)), "{}", path.display());
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
