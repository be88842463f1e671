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

/// The least share of links that must be right: F1, the harmonic mean of precision and recall.
const LEAST: f64 = 0.8;

/// Checks that the links found are those of a reader, but for a few of ten.
#[track_caller]
fn assert_linked(language: &str) {
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
    let both = links.intersection(&found).count();
    #[expect(clippy::cast_precision_loss, reason = "there are a dozen links")]
    let f1 = 2.0 * both as f64 / (links.len() + found.len()) as f64;
    assert!(f1 >= LEAST, "{language}: F1 {f1:.2}; gold {links:?}, found {found:?}");
}

#[test]
fn french() {
    assert_linked("fr");
}

#[test]
fn spanish() {
    assert_linked("es");
}

#[test]
fn german() {
    assert_linked("de");
}

#[test]
fn russian() {
    assert_linked("ru");
}

#[test]
fn arabic() {
    assert_linked("ar");
}

#[test]
fn chinese() {
    assert_linked("zh");
}
