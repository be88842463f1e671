//! Cuts statements into stems, names and numbers and weighs them. Letters are left to `grams`, comparing to others.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::bags::{Bags, Item};
use super::language::Forms;
use super::rarity::{Kept, Weighed, weigh};
use crate::heads::head;
use crate::pieces;
use crate::round::{Round, Statement};
use crate::sides::Sides;
use crate::threads;

/// A thread is worth starting for at least so many texts: both then stem for themselves the words that they share.
const LEAST_SHARE: usize = 500;

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
    /// How many words stand in each statement before its actor.
    pub openings: Sides<Vec<u32>>,
    /// The stems of each statement, each once, in the order in which they come first.
    pub firsts: Sides<Vec<Vec<u32>>>,
    /// The stems of each statement in reading order.
    pub runs: Sides<Vec<Vec<u32>>>,
    /// How many statements of each side a stem is in.
    pub counts: Vec<Sides<u32>>,
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
        let Weighed { bags: words, counts } = weighed(&runs, terms, Kept::All);
        let mut seen = vec![false; terms];
        Self {
            marks: weighed(&marks, terms, Kept::Shared).bags,
            titles: titles(rounds, forms),
            lengths: runs.as_ref().map(|side| side.iter().map(|r| saturating(r.len())).collect()),
            words,
            openings: rounds.map(|round| round.statements().iter().map(opening).collect()),
            firsts: runs
                .as_ref()
                .map(|side| side.iter().map(|run| firsts(run, &mut seen)).collect()),
            runs,
            counts,
        }
    }
}

/// Counts the words before the actor of a statement; none where it has no actor, or only that of its lead-in.
fn opening(statement: &Statement) -> u32 {
    let actor = statement.actor.as_deref().and_then(|actor| statement.key.find(actor));
    saturating(pieces::words(&statement.key[..actor.unwrap_or(0)]).count())
}

/// Cuts and weighs the titles of sections.
pub(super) fn titles(rounds: Sides<&Round>, forms: Forms<'_>) -> Sides<Bags> {
    let titles = rounds.map(|r| r.sections().iter().map(|s| s.title.as_str()).collect());
    let Ranked { runs, terms, .. } = Ranked::of(&titles, forms);
    weighed(&runs, terms, Kept::Shared).bags
}

/// Puts texts of both sides into bags by the terms that they have.
fn weighed(runs: &Sides<Vec<Vec<u32>>>, terms: usize, kept: Kept) -> Weighed {
    let total = runs.old.len() + runs.new.len();
    weigh(runs.as_ref().map(|side| side.iter().map(Vec::as_slice)), terms, total, kept)
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
    /// Reads the texts of both sides, and numbers their stems together.
    fn of<'a>(texts: &Sides<Vec<&'a str>>, forms: Forms<'a>) -> Self {
        let worth = texts.old.len().min(texts.new.len()) >= LEAST_SHARE && threads::count() > 1;
        let (raw, stems) = if worth {
            let read = |texts: &[&'a str]| {
                let mut lexis = Lexis::new(forms);
                (lexis.read_all(texts), lexis.stems)
            };
            let (old, new) = threads::both(true, || read(&texts.old), || read(&texts.new));
            (Sides::new(old.0, new.0), vec![old.1, new.1])
        } else {
            let mut lexis = Lexis::new(forms);
            (texts.as_ref().map(|side| lexis.read_all(side)), vec![lexis.stems])
        };
        let (ranks, terms) = ranks(&stems);
        let raw = raw.zip(Sides::new(&ranks[0], &ranks[ranks.len() - 1]));
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

/// Returns the rank of each stem of some tables among the stems of all in the order of letters, and how many there are.
///
/// It does not depend on which text came first.
fn ranks(tables: &[FxHashMap<String, u32>]) -> (Vec<Vec<u32>>, usize) {
    let mut all: Vec<(u64, &str, usize, u32)> =
        Vec::with_capacity(tables.iter().map(|t| t.len()).sum());
    for (table, stems) in tables.iter().enumerate() {
        all.extend(stems.iter().map(|(stem, &number)| (head(stem), stem.as_str(), table, number)));
    }
    all.sort_unstable();
    let mut ranks: Vec<Vec<u32>> = tables.iter().map(|stems| vec![0; stems.len()]).collect();
    let mut terms = 0;
    for same in all.chunk_by(|a, b| a.1 == b.1) {
        same.iter().for_each(|&(.., table, number)| {
            ranks[table][number as usize] = saturating(terms);
        });
        terms += 1;
    }
    (ranks, terms)
}

/// About how many letters of a text there are for each word that was not met before; longer texts have more.
const LETTERS_A_WORD: usize = 24;
/// Room is made at once for at most so many words.
const MOST_ROOM: usize = 1 << 11;

/// The words met so far; each is folded and stemmed once.
struct Lexis<'a> {
    words: FxHashMap<&'a str, Word>,
    stems: FxHashMap<String, u32>,
    forms: Forms<'a>,
}

impl<'a> Lexis<'a> {
    fn new(forms: Forms<'a>) -> Self {
        Self { words: FxHashMap::default(), stems: FxHashMap::default(), forms }
    }

    fn read_all(&mut self, texts: &[&'a str]) -> Vec<Vec<Word>> {
        let letters: usize = texts.iter().map(|text| text.len()).sum();
        let room = (letters / LETTERS_A_WORD).min(MOST_ROOM);
        self.words.reserve(room);
        self.stems.reserve(room);
        texts.iter().map(|text| self.read(text)).collect()
    }

    fn read(&mut self, text: &'a str) -> Vec<Word> {
        let mut words = Vec::with_capacity(text.len() / 5);
        words.extend(pieces::words(text).map(|word| self.word(word)));
        words
    }

    fn word(&mut self, word: &'a str) -> Word {
        if let Some(known) = self.words.get(word) {
            return *known;
        }
        let small = word.bytes().all(|byte| byte.is_ascii_lowercase());
        let lower = if small { Cow::Borrowed(word) } else { word.to_lowercase().into() };
        let stem = self.forms.stem(&lower);
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

/// Returns each term of a run once, in the order in which they come first; `seen` has a place for every term and is
/// left as it was, `false` throughout.
fn firsts(run: &[u32], seen: &mut [bool]) -> Vec<u32> {
    let mut firsts = Vec::with_capacity(run.len());
    let new = |term: &u32| !std::mem::replace(&mut seen[*term as usize], true);
    firsts.extend(run.iter().copied().filter(new));
    firsts.iter().for_each(|&term| seen[term as usize] = false);
    firsts
}

/// How much the words of the statements around one count: two and one before it, one and two after it.
const SHARES: [f32; 4] = [0.6, 1.0, 1.0, 0.6];

/// Returns the words around each statement, its own left out: next neighbours weigh more than the next but one.
///
/// Statements that are not `needed` get empty bags. Words that by their `counts` are on both sides alone make windows of both
/// sides alike; the others only count for how long a window is.
pub(super) fn windows(words: &Bags, needed: &[bool], counts: &[Sides<u32>]) -> Bags {
    let shared = |term: u32| counts[term as usize].old.min(counts[term as usize].new) > 0;
    let mut bags = Bags::with_room(words.total() * SHARES.len());
    let mut sums = vec![0f32; counts.len()];
    let mut terms = Vec::new();
    for (at, _) in needed.iter().enumerate().take(words.len()).filter(|(_, needed)| **needed) {
        let near = [at.checked_sub(2), at.checked_sub(1), Some(at + 1), Some(at + 2)];
        for (other, share) in near.into_iter().zip(SHARES) {
            let items = other.filter(|&o| o < words.len()).map_or(&[][..], |o| words.items(o));
            for item in items {
                let sum = &mut sums[item.term as usize];
                if *sum == 0.0 {
                    terms.push(item.term);
                }
                *sum += item.weight * share;
            }
        }
        bags.push_empty_up_to(at);
        terms.sort_unstable();
        bags.push(terms.drain(..).map(|term| {
            let weight = std::mem::take(&mut sums[term as usize]);
            Item { term, weight }
        }));
        bags.keep_in_last(shared);
    }
    bags.push_empty_up_to(words.len());
    bags
}

fn saturating(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
