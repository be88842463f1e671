//! Cuts statements into stems, names and numbers and weighs them. Letters are left to `grams`, comparing to others.

use rustc_hash::FxHashMap;
use unicode_segmentation::UnicodeSegmentation;

use super::bags::{Bags, Item};
use super::language::Forms;
use crate::round::Round;
use crate::sides::Sides;
use crate::threads;

/// How many statements that were not read are thought of when words are called rare.
const UNSEEN: f32 = 6.0;
/// A thread is worth starting for at least so many texts.
const LEAST_SHARE: usize = 24;

/// What two rounds are made of: for each side, bags of terms in which common terms weigh little.
#[derive(Debug)]
pub(super) struct Terms {
    /// Stems of words.
    pub words: Sides<Bags>,
    /// Names, acronyms and numbers.
    pub marks: Sides<Bags>,
    /// The stems of section titles.
    pub titles: Sides<Bags>,
    /// How many words each statement has.
    pub lengths: Sides<Vec<u32>>,
    /// Where each stem of a statement comes first, sorted by stem.
    pub places: Sides<Vec<Vec<Place>>>,
    /// The stems of each statement in reading order.
    pub runs: Sides<Vec<Vec<u32>>>,
    /// How many statements of each side a stem is in.
    pub counts: Vec<Sides<u32>>,
}

/// Where a stem comes first in a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// The number of the stem.
    pub term: u32,
    /// How many words stand before it.
    pub first: u32,
}

/// A word as it was written, met for the first time.
#[derive(Clone, Copy)]
struct Word {
    stem: u32,
    shape: Shape,
}

#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Plain,
    Capital,
    Mark,
}

impl Terms {
    /// Cuts and weighs the statements of both rounds.
    pub(super) fn of(rounds: Sides<&Round>, forms: Forms<'_>) -> Self {
        let keys = rounds.map(|r| r.statements().iter().map(|s| &*s.key).collect::<Vec<_>>());
        let Ranked { runs, marks, terms } = Ranked::of(&keys, forms);
        let counts = count(&runs, terms);
        let words = weigh(&runs, &rarities(&counts, &runs));
        Self {
            marks: weigh(&marks, &rarities(&count(&marks, terms), &marks)),
            titles: titles(rounds, forms),
            lengths: runs.as_ref().map(|side| side.iter().map(|r| saturating(r.len())).collect()),
            words,
            places: runs.as_ref().map(|side| side.iter().map(|run| places(run)).collect()),
            runs,
            counts,
        }
    }
}

/// Cuts and weighs the titles of sections.
pub(super) fn titles(rounds: Sides<&Round>, forms: Forms<'_>) -> Sides<Bags> {
    let titles = rounds.map(|r| r.sections().iter().map(|s| s.title.as_str()).collect());
    let Ranked { runs, terms, .. } = Ranked::of(&titles, forms);
    weigh(&runs, &rarities(&count(&runs, terms), &runs))
}

/// Texts of both sides as runs of stems, each stem numbered by its rank in the order of letters.
struct Ranked {
    /// All stems of each text, in reading order.
    runs: Sides<Vec<Vec<u32>>>,
    /// Those of names, acronyms and numbers.
    marks: Sides<Vec<Vec<u32>>>,
    /// How many stems there are.
    terms: usize,
}

impl Ranked {
    /// Reads the texts of both sides at once, and numbers their stems together.
    fn of(texts: &Sides<Vec<&str>>, forms: Forms<'_>) -> Self {
        let read = |texts: &[&str]| {
            let mut lexis = Lexis::new(forms);
            let raw: Vec<Vec<Word>> = texts.iter().map(|text| lexis.read(text)).collect();
            (raw, lexis.stems)
        };
        let worth = texts.old.len().min(texts.new.len()) >= LEAST_SHARE;
        let (old, new) = threads::both(worth, || read(&texts.old), || read(&texts.new));
        let (ranks, terms) = ranks(Sides::new(&old.1, &new.1));
        let raw = Sides::new(old.0, new.0).zip(ranks);
        let ranked = |words: &[Word], ranks: &[u32]| {
            words.iter().map(|word| ranks[word.stem as usize]).collect::<Vec<u32>>()
        };
        let runs = raw
            .as_ref()
            .map(|(side, ranks)| side.iter().map(|words| ranked(words, ranks)).collect::<Vec<_>>());
        let marks = raw.as_ref().map(|(side, ranks)| {
            side.iter().map(|words| ranked(&marked(words), ranks)).collect::<Vec<_>>()
        });
        Self { runs, marks, terms }
    }
}

/// Returns the rank of each stem of either side among the stems of both in the order of letters, and how many there are.
///
/// It does not depend on which text came first.
fn ranks(stems: Sides<&FxHashMap<String, u32>>) -> (Sides<Vec<u32>>, usize) {
    let mut all: Vec<(&str, bool, u32)> = Vec::with_capacity(stems.old.len() + stems.new.len());
    all.extend(stems.old.iter().map(|(stem, &number)| (stem.as_str(), false, number)));
    all.extend(stems.new.iter().map(|(stem, &number)| (stem.as_str(), true, number)));
    all.sort_unstable();
    let mut ranks = stems.map(|side| vec![0; side.len()]);
    let mut terms = 0;
    for same in all.chunk_by(|a, b| a.0 == b.0) {
        for &(_, new, number) in same {
            let side = if new { &mut ranks.new } else { &mut ranks.old };
            side[number as usize] = saturating(terms);
        }
        terms += 1;
    }
    (ranks, terms)
}

/// The words of one side met so far; each is folded and stemmed once.
struct Lexis<'a> {
    words: FxHashMap<&'a str, Word>,
    stems: FxHashMap<String, u32>,
    forms: Forms<'a>,
}

impl<'a> Lexis<'a> {
    fn new(forms: Forms<'a>) -> Self {
        Self { words: FxHashMap::default(), stems: FxHashMap::default(), forms }
    }

    fn read(&mut self, text: &'a str) -> Vec<Word> {
        text.unicode_words().map(|word| self.word(word)).collect()
    }

    fn word(&mut self, word: &'a str) -> Word {
        if let Some(known) = self.words.get(word) {
            return *known;
        }
        let stem = self.forms.stem(&word.to_lowercase());
        let next = saturating(self.stems.len());
        let new = Word { stem: *self.stems.entry(stem).or_insert(next), shape: shape(word) };
        self.words.insert(word, new);
        new
    }
}

fn shape(word: &str) -> Shape {
    let mut letters = word.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    if word.contains(|c: char| c.is_numeric()) || first && letters.clone().any(char::is_uppercase) {
        Shape::Mark
    } else if first {
        Shape::Capital
    } else {
        Shape::Plain
    }
}

/// Returns the names, acronyms and numbers among the words: a capital says nothing on the first word.
fn marked(words: &[Word]) -> Vec<Word> {
    let sign =
        |(at, w): &(usize, &Word)| w.shape == Shape::Mark || w.shape == Shape::Capital && *at > 0;
    words.iter().enumerate().filter(sign).map(|(_, w)| *w).collect()
}

/// Counts how many statements of each side a term is in.
fn count(runs: &Sides<Vec<Vec<u32>>>, terms: usize) -> Vec<Sides<u32>> {
    let mut counts = vec![Sides::new(0, 0); terms];
    let mut sorted = Vec::new();
    let mut each = |run: &[u32], add: fn(&mut Sides<u32>)| {
        sorted.clear();
        sorted.extend_from_slice(run);
        sorted.sort_unstable();
        sorted.dedup();
        sorted.iter().for_each(|&term| add(&mut counts[term as usize]));
    };
    runs.old.iter().for_each(|run| each(run, |c| c.old += 1));
    runs.new.iter().for_each(|run| each(run, |c| c.new += 1));
    counts
}

/// Returns how much each term weighs by its rarity.
fn rarities(counts: &[Sides<u32>], runs: &Sides<Vec<Vec<u32>>>) -> Vec<f32> {
    let total = runs.old.len() + runs.new.len();
    counts.iter().map(|c| rarity(c.old + c.new, total)).collect()
}

/// Returns how much a term weighs that is in `count` of all statements.
///
/// As if there were [`UNSEEN`] more statements without it: in short rounds a shared word is never rare, so that without
/// these what two statements share would weigh less than what they do not.
#[expect(clippy::cast_precision_loss, reason = "a weight needs no more than 24 bits")]
pub(super) fn rarity(count: u32, total: usize) -> f32 {
    ((total as f32 + UNSEEN) / (count as f32 + 0.5)).ln()
}

fn weigh(runs: &Sides<Vec<Vec<u32>>>, rarities: &[f32]) -> Sides<Bags> {
    runs.as_ref().map(|side| {
        let (mut bags, mut sorted) = (Bags::new(), Vec::new());
        for run in side {
            sorted.clear();
            sorted.extend_from_slice(run);
            sorted.sort_unstable();
            bags.push(
                tallies(&sorted)
                    .map(|(term, n)| Item { term, weight: damped(n) * rarities[term as usize] }),
            );
        }
        bags
    })
}

fn places(run: &[u32]) -> Vec<Place> {
    let mut places: Vec<Place> =
        (0..).zip(run).map(|(first, &term)| Place { term, first }).collect();
    places.sort_unstable();
    places.dedup_by_key(|place| place.term);
    places
}

/// Returns each term of a sorted run with how often it is there.
pub(super) fn tallies(sorted: &[u32]) -> impl Iterator<Item = (u32, usize)> + '_ {
    sorted.chunk_by(|a, b| a == b).map(|same| (same[0], same.len()))
}

/// Returns what a term counts that is there `n` times: a repetition counts for less than the first.
#[expect(clippy::cast_precision_loss, reason = "a weight needs no more than 24 bits")]
pub(super) fn damped(n: usize) -> f32 {
    if n == 1 { 1.0 } else { 1.0 + (n as f32).ln() }
}

/// Returns the words around each statement, its own left out: next neighbours weigh 1, the next but one 0.6.
///
/// Statements that are not `needed` get empty bags.
pub(super) fn windows(words: &Bags, needed: &[bool]) -> Bags {
    let mut bags = Bags::new();
    for (at, needed) in needed.iter().enumerate().take(words.len()) {
        if !needed {
            bags.push([]);
            continue;
        }
        let near = [
            (at.checked_sub(2), 0.6),
            (at.checked_sub(1), 1.0),
            (Some(at + 1), 1.0),
            (Some(at + 2), 0.6),
        ];
        bags.push(near.into_iter().flat_map(|(other, share)| {
            let items = other.filter(|&o| o < words.len()).map_or(&[][..], |o| words.items(o));
            items.iter().map(move |item| Item { term: item.term, weight: item.weight * share })
        }));
    }
    bags
}

fn saturating(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
