//! Each way of publishing under `tests/joint` is read as its `expected.json` says.

use std::fs;
use std::path::Path;

use travaux::{ParseOptions, ReadOptions, Round, comparison_key, parse, read};

/// Reads a file through all stages up to its round.
fn round(path: &Path) -> Round {
    let bytes = fs::read(path).expect("the sample is there");
    let document =
        read(&bytes, &path.to_string_lossy(), &ReadOptions::default()).expect("the sample is text");
    parse(&document, &ParseOptions::default())
}

/// Returns the lines to compare: what the round says of itself, then headings and statements with label and stem.
fn outline(round: &Round) -> String {
    let head = round.head();
    let mut lines = vec![
        format!("title: {}", head.title.as_deref().map(comparison_key).unwrap_or_default()),
        format!("date: {}", head.date.map(|d| d.to_string()).unwrap_or_default()),
    ];
    for section in round.sections() {
        lines.push(format!("# {}", comparison_key(&section.title)));
        for statement in &round.statements()[section.statements.clone()] {
            let stem = statement.stem.as_ref().map(|s| format!(" [{}]", comparison_key(&s.text)));
            lines.push(format!("- {}{}", statement.key, stem.unwrap_or_default()));
        }
    }
    lines.join("\n")
}

#[track_caller]
fn assert_read(case: &str) {
    let folder = Path::new("tests/joint").join(case);
    let file = ["document.txt", "document.md", "document.html"]
        .iter()
        .map(|f| folder.join(f))
        .find(|f| f.exists());
    let read = outline(&round(&file.expect("the case has a document")));
    let expected = outline(&round(&folder.join("expected.json")));
    let differ = read.lines().zip(expected.lines()).find(|(r, e)| r != e);
    assert!(
        read == expected,
        "{case}: first difference {differ:#?}\n\nread:\n{read}\n\nexpected:\n{expected}"
    );
}

#[test]
fn headings_that_run_into_their_paragraphs() {
    assert_read("run-in-headings");
}

#[test]
fn headings_with_roman_numbers_and_letters() {
    assert_read("numbered-roman");
}

#[test]
fn headings_with_decimal_numbers() {
    assert_read("numbered-decimal");
}

#[test]
fn articles() {
    assert_read("numbered-articles");
}

#[test]
fn headings_in_capitals_and_numbered_paragraphs() {
    assert_read("capitals");
}

#[test]
fn a_text_within_a_release_that_says_where_it_begins_and_ends() {
    assert_read("released");
}

#[test]
fn a_page_as_pasted_with_what_leads_up_to_the_text() {
    assert_read("pasted");
}

#[test]
fn a_text_under_labels_in_brackets() {
    assert_read("labelled");
}

#[test]
fn preambular_and_operative_clauses() {
    assert_read("preamble");
}

#[test]
fn markdown_as_it_is_published() {
    assert_read("markdown");
}

#[test]
fn wrapped_lines_with_bullets() {
    assert_read("wrapped");
}

#[test]
fn hard_sentences() {
    assert_read("sentences");
}
