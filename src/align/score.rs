//! Compares two statements by themselves. What stands around them is left to `surroundings`, what it all weighs to
//! `weights`.

use std::ops::Range;

use super::bags::{Bags, Spread};
use super::candidates::Candidates;
use super::order::rising;
use super::pairs::Pairs;
use super::terms::Terms;
use crate::sides::Sides;
use crate::threads;

/// What two statements show by themselves, each from 0 to 1.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Alone {
    /// The cosine of their weighted stems.
    pub words: f32,
    /// The cosine of their weighted runs of letters.
    pub grams: f32,
    /// Their likeness as a share of the best that either has, whichever share is less.
    pub least: f32,
    /// The same, whichever share is more.
    pub most: f32,
    /// The cosine of their names, acronyms and numbers.
    pub marks: f32,
    /// The cosine of the words around them.
    pub window: f32,
    /// One through the number of words of the shorter.
    pub short: f32,
    /// The part of the words they share that come in one order.
    pub ordered: f32,
}

impl Alone {
    /// Returns how alike the two are: the mean of what their words and their letters say.
    pub(super) fn likeness(&self) -> f32 {
        f32::midpoint(self.words, self.grams)
    }

    /// Returns the values that are weighed.
    pub(super) fn values(&self) -> [f32; 7] {
        [self.likeness(), self.least, self.most, self.marks, self.window, self.short, self.ordered]
    }
}

/// How alike the words around are taken to be where there are none.
const UNKNOWN: f32 = 0.4;

/// The bags by which statements are compared.
pub(super) struct Texts<'a> {
    /// Stems, names and numbers.
    pub terms: &'a Terms,
    /// Runs of letters.
    pub grams: Sides<Bags>,
    /// The words around.
    pub windows: Sides<Bags>,
}

/// An old statement, its bags laid out to be compared with many new ones.
struct Row {
    words: Spread,
    grams: Spread,
    marks: Spread,
    window: Spread,
    /// Whether there are no words around it.
    alone: bool,
    order: Order,
}

impl Row {
    /// Makes room for any statement.
    fn of(texts: &Texts<'_>) -> Self {
        Self {
            words: Spread::of(&texts.terms.words),
            grams: Spread::of(&texts.grams),
            marks: Spread::of(&texts.terms.marks),
            window: Spread::of(&texts.windows),
            alone: false,
            order: Order::default(),
        }
    }

    /// Lays out the bags of an old statement in place of those before.
    fn lay(&mut self, texts: &Texts<'_>, old: usize) {
        let window = texts.windows.old.items(old);
        self.words.lay(texts.terms.words.old.items(old));
        self.grams.lay(texts.grams.old.items(old));
        self.marks.lay(texts.terms.marks.old.items(old));
        self.window.lay(window);
        self.alone = window.is_empty();
        self.order.lay(&texts.terms.firsts.old[old]);
    }

    /// Compares the statement with a new one in words, letters and surroundings.
    fn compared(&self, texts: &Texts<'_>, new: usize) -> Alone {
        let window = texts.windows.new.items(new);
        Alone {
            words: self.words.cosine(texts.terms.words.new.items(new)),
            grams: self.grams.cosine(texts.grams.new.items(new)),
            marks: self.marks.cosine(texts.terms.marks.new.items(new)),
            window: if self.alone || window.is_empty() {
                UNKNOWN
            } else {
                self.window.cosine(window)
            },
            ..Alone::default()
        }
    }
}

/// So many rows of pairs are worth a second thread.
const LEAST_SHARED: usize = 200;

/// Compares the statements of each pair by themselves; those that are equal to no other need no comparing.
pub(super) fn alone(candidates: &Candidates, texts: &Texts<'_>) -> Vec<Alone> {
    let pairs = &candidates.pairs;
    let rows: Vec<Range<usize>> = pairs.rows().collect();
    let mut all = threads::shared(&rows, LEAST_SHARED, |rows| {
        let mut row = Row::of(texts);
        rows.iter().flat_map(|at| of_row(candidates, texts, at.clone(), &mut row)).collect()
    });
    let likeness: Vec<f64> = all.iter().map(|alone| alone.likeness().into()).collect();
    let best = Rivals::of(pairs, &likeness, texts.terms.lengths.new.len());
    for ((alone, pair), own) in all.iter_mut().zip(pairs.all()).zip(likeness) {
        let tops = Sides::new(best.old[pair.old as usize].first, best.new[pair.new as usize].first);
        let share = tops.map(|top| if top > 0.0 { narrow(own / top) } else { 0.0 });
        (alone.least, alone.most) = (share.old.min(share.new), share.old.max(share.new));
    }
    all
}

/// Compares one old statement with those it is paired with, at the places `at` of all pairs.
#[expect(clippy::cast_precision_loss, reason = "a length needs no more than 24 bits")]
fn of_row(
    candidates: &Candidates,
    texts: &Texts<'_>,
    at: Range<usize>,
    row: &mut Row,
) -> Vec<Alone> {
    const SAME: Alone = Alone {
        words: 1.0,
        grams: 1.0,
        marks: 1.0,
        least: 0.0,
        most: 0.0,
        window: 1.0,
        short: 0.0,
        ordered: 1.0,
    };
    let (pairs, sole) = (&candidates.pairs.all()[at.clone()], &candidates.sole[at]);
    if let Some(pair) = pairs.first().filter(|_| sole.contains(&false)) {
        row.lay(texts, pair.old as usize);
    }
    let Terms { lengths, firsts, .. } = texts.terms;
    let each = pairs.iter().zip(sole).map(|(pair, &sole)| {
        let (old, new) = (pair.old as usize, pair.new as usize);
        let short = 1.0 / (lengths.old[old].min(lengths.new[new]) as f32 + 1.0);
        if sole {
            return Alone { short, ..SAME };
        }
        let ordered = row.order.shared(&firsts.new[new]);
        Alone { short, ordered, ..row.compared(texts, new) }
    });
    each.collect()
}

/// The greatest and the next value of each statement's pairs.
pub(super) struct Rivals;

/// The greatest value of one statement's pairs and the next.
#[derive(Clone, Copy, Default)]
pub(super) struct Top {
    /// The greatest.
    pub first: f64,
    second: f64,
}

impl Top {
    fn enter(&mut self, value: f64) {
        if value > self.first {
            (self.first, self.second) = (value, self.first);
        } else if value > self.second {
            self.second = value;
        }
    }

    /// Returns the greatest value but for one's own.
    pub(super) fn rival(self, own: f64) -> f64 {
        if own >= self.first { self.second } else { self.first }
    }
}

impl Rivals {
    pub(super) fn of(pairs: &Pairs, values: &[f64], columns: usize) -> Sides<Vec<Top>> {
        let mut tops =
            Sides::new(vec![Top::default(); pairs.rows().count()], vec![Top::default(); columns]);
        for (pair, &value) in pairs.all().iter().zip(values) {
            tops.old[pair.old as usize].enter(value);
            tops.new[pair.new as usize].enter(value);
        }
        tops
    }
}

/// The order in which the words of an old statement come, to compare with that of many new ones.
#[derive(Default)]
struct Order {
    /// For each word its place, or 0 where the statement has none.
    places: Vec<u32>,
    words: Vec<u32>,
    /// Room for the places of shared words.
    both: Vec<u32>,
}

impl Order {
    /// Lays out the words of an old statement in the place of those before; none comes twice.
    fn lay(&mut self, words: &[u32]) {
        self.words.drain(..).for_each(|word| self.places[word as usize] = 0);
        self.words.extend_from_slice(words);
        for (place, &word) in (1..).zip(words) {
            if self.places.len() <= word as usize {
                self.places.resize(word as usize + 1, 0);
            }
            self.places[word as usize] = place;
        }
    }

    /// Returns the part of the words that the statement shares with a new one that come in the same order in both.
    #[expect(clippy::cast_precision_loss, reason = "a length needs no more than 24 bits")]
    fn shared(&mut self, words: &[u32]) -> f32 {
        let place = |word: &u32| self.places.get(*word as usize).copied().filter(|&at| at > 0);
        self.both.clear();
        self.both.extend(words.iter().filter_map(place));
        if self.both.len() < 2 {
            return self.both.len() as f32;
        }
        let shared = self.both.len();
        rising(&mut self.both) as f32 / shared as f32
    }
}

/// Returns a value with the 24 bits that evidence needs.
#[expect(clippy::cast_possible_truncation, reason = "evidence needs no more than 24 bits")]
pub(super) const fn narrow(value: f64) -> f32 {
    value as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_words_are_ordered_as_far_as_they_rise_on_both_sides() {
        let mut order = Order::default();
        order.lay(&[9, 4, 2]);
        let mut ordered = |old: &[u32], new: &[u32]| {
            order.lay(old);
            order.shared(new)
        };
        assert_eq!(ordered(&[5, 3, 9, 1], &[5, 7, 3, 9]), 1.0);
        assert_eq!(ordered(&[1, 2, 3, 4], &[4, 1, 2, 3]), 0.75);
        assert_eq!(ordered(&[1, 2], &[2, 3]), 1.0);
        assert_eq!(ordered(&[1], &[2]), 0.0);
    }
}
