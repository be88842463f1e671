//! Alignment needs no English: two rounds in each of six languages are linked as a reader would link them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use travaux::{AlignOptions, ParseOptions, ReadOptions, Round, Sides, align, parse, read};

/// What a reader linked, by the first words of each statement.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Gold {
    links: Vec<Pair>,
    dropped: Vec<String>,
    added: Vec<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    old: String,
    new: String,
}

fn round(name: &str) -> Round {
    let path = Path::new("tests/languages").join(name);
    let bytes = fs::read(&path).expect("the sample is there");
    let document = read(&bytes, name, &ReadOptions::default()).expect("the sample is text");
    parse(&document, &ParseOptions::default())
}

/// Returns the position of the one statement that begins with `words`.
#[track_caller]
fn at(round: &Round, words: &str) -> usize {
    let begins = |text: &str| {
        text.trim_start_matches(['*', '«', '“']).starts_with(words) || text.starts_with(words)
    };
    let found: Vec<usize> =
        (0..round.statements().len()).filter(|&i| begins(&round.statements()[i].text)).collect();
    assert_eq!(
        found.len(),
        1,
        "{words:?} begins one statement of {:#?}",
        round.statements().iter().map(|s| &s.text).collect::<Vec<_>>()
    );
    found[0]
}

/// Checks that at most `wrong` links are missing or too many.
#[track_caller]
fn assert_linked(language: &str, wrong: usize) {
    let rounds = Sides::new("old", "new").map(|side| round(&format!("{language}-{side}.md")));
    let json = fs::read_to_string(format!("tests/languages/{language}-links.json"))
        .expect("the gold is there");
    let gold: Gold = serde_json::from_str(&json).expect("the gold is valid");
    let links: BTreeSet<(usize, usize)> = gold
        .links
        .iter()
        .map(|pair| (at(&rounds.old, &pair.old), at(&rounds.new, &pair.new)))
        .collect();
    for (round, lone) in [(&rounds.old, &gold.dropped), (&rounds.new, &gold.added)] {
        lone.iter().for_each(|words| assert!(at(round, words) < round.statements().len()));
    }
    let alignment = align(rounds.as_ref(), &AlignOptions::default());
    let found: BTreeSet<(usize, usize)> = alignment
        .groups()
        .iter()
        .flat_map(|group| &group.links)
        .map(|link| (link.old, link.new))
        .collect();
    let differ: Vec<_> = links.symmetric_difference(&found).collect();
    assert!(
        differ.len() <= wrong,
        "{language}: {differ:?} differ; gold {links:?}, found {found:?}"
    );
}

#[test]
fn french() {
    assert_linked("fr", 1);
}

#[test]
fn spanish() {
    assert_linked("es", 1);
}

#[test]
fn german() {
    assert_linked("de", 1);
}

#[test]
fn russian() {
    assert_linked("ru", 1);
}

#[test]
fn arabic() {
    assert_linked("ar", 1);
}

#[test]
fn chinese() {
    assert_linked("zh", 1);
}
