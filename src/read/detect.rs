//! Which format a document is in, by its name and its content. What cannot be told is plain text.

use std::path::Path;

use super::Format;

/// How much of a document is looked at, in bytes.
const SAMPLE: usize = 8192;

/// How many tags make a text a web page if it begins with one.
const TAGS: usize = 4;

/// The tags that are counted: those without which hardly a page is written.
const COMMON: [&str; 12] = [
    "<p>", "<p ", "<div", "<br", "</p>", "</div>", "<h1", "<h2", "<li>", "<table", "<span", "<body",
];

/// Tells the format of a document by the extension of its name, then by its content.
///
/// The extension has the first word, with one exception: a web page saved under the name of a plain text, which is told
/// beyond doubt by its first tag, is a web page; read as text, its marks would be taken for words.
pub(super) fn detect(label: &str, text: &str) -> Format {
    let extension = Path::new(label).extension().and_then(|e| e.to_str()).unwrap_or_default();
    match extension.to_ascii_lowercase().as_str() {
        "md" | "markdown" | "mdown" | "mkd" => Format::Markdown,
        "html" | "htm" | "xhtml" | "xht" => Format::Html,
        "json" => Format::RoundJson,
        "txt" | "text" if !opens_as_page(text) => Format::Text,
        _ => by_content(text),
    }
}

fn by_content(text: &str) -> Format {
    let text = text.trim_start();
    let head = &text[..text.floor_char_boundary(SAMPLE)];
    match () {
        () if is_json(head) => Format::RoundJson,
        () if opens_as_page(text) || is_full_of_tags(head) => Format::Html,
        () if has_front_matter(head) || head.lines().any(is_markdown) => Format::Markdown,
        () => Format::Text,
    }
}

fn is_json(head: &str) -> bool {
    head.strip_prefix('{').is_some_and(|inside| inside.trim_start().starts_with(['"', '}']))
}

/// Tells whether a text begins as a web page does, an XML declaration and comments apart.
fn opens_as_page(text: &str) -> bool {
    let mut rest = text.trim_start();
    while let Some(end) = aside_end(rest) {
        rest = rest[end..].trim_start();
    }
    let head = rest[..rest.floor_char_boundary(16)].to_ascii_lowercase();
    head.starts_with("<!doctype html") || head.starts_with("<html") || head.starts_with("<head>")
}

fn aside_end(text: &str) -> Option<usize> {
    let end = if text.starts_with("<?") {
        "?>"
    } else if text.starts_with("<!--") {
        "-->"
    } else {
        return None;
    };
    text.find(end).map(|at| at + end.len())
}

fn is_full_of_tags(head: &str) -> bool {
    let lower = head.to_ascii_lowercase();
    lower.starts_with('<')
        && COMMON.iter().map(|tag| lower.matches(tag).count()).sum::<usize>() >= TAGS
}

fn has_front_matter(head: &str) -> bool {
    let mut lines = head.lines();
    lines.next().is_some_and(|line| line.trim_end() == "---")
        && lines.next().is_some_and(|line| line.contains(':'))
        && lines.any(|line| line.trim_end() == "---")
}

/// Tells whether a line has a mark that plain text does not have: a heading, bold words, a link.
fn is_markdown(line: &str) -> bool {
    let marks = line.len() - line.trim_start_matches('#').len();
    let is_heading = (1..=6).contains(&marks) && line[marks..].starts_with(' ');
    let is_bold = line.split_once("**").is_some_and(|(_, rest)| {
        rest.starts_with(char::is_alphanumeric)
            && rest.split_once("**").is_some_and(|(bold, _)| !bold.ends_with(char::is_whitespace))
    });
    is_heading || is_bold || line.contains("](http") || line.contains("](/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_has_the_first_word() {
        for (label, format) in [
            ("a/round.md", Format::Markdown),
            ("round.MDOWN", Format::Markdown),
            ("round.htm", Format::Html),
            ("round.xhtml", Format::Html),
            ("round.json", Format::RoundJson),
            ("round.txt", Format::Text),
        ] {
            assert_eq!(detect(label, "# Trade\n\nWe **agree**."), format, "{label}");
        }
    }

    #[test]
    fn a_page_saved_as_text_is_a_page() {
        assert_eq!(detect("page.txt", "\n<!DOCTYPE html><title>x"), Format::Html);
        assert_eq!(detect("notes.txt", "The tag <html> begins a page."), Format::Text);
    }

    #[test]
    fn content_decides_where_the_name_does_not() {
        for (text, format) in [
            ("{\n \"format\": \"travaux-round\"}", Format::RoundJson),
            ("{Unofficial} The parties met.", Format::Text),
            ("<!-- saved --><HTML lang=en>", Format::Html),
            ("<?xml version=\"1.0\"?>\n<!DOCTYPE html>", Format::Html),
            ("<div><p>We met.</p><p>We agreed.</p></div>", Format::Html),
            ("<unclear> we met", Format::Text),
            ("---\ntitle: Trade\n---\nWe met.", Format::Markdown),
            ("---\nWe met.\n---\n", Format::Text),
            ("Trade\n\n## Tariffs\n", Format::Markdown),
            ("**Trade** comes first.", Format::Markdown),
            ("see [the text](https://example.org)", Format::Markdown),
            ("****\n 2 ** 3 ** 4 #5 \n* We met.", Format::Text),
            ("", Format::Text),
        ] {
            assert_eq!(detect("-", text), format, "{text}");
            assert_eq!(detect("page.aspx", text), format, "{text}");
        }
    }
}
