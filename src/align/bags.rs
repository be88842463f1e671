//! Weighted bags of terms, one a statement, in one flat store. What a term is, is left to `terms`.

use std::ops::Range;

use crate::sides::Sides;

/// Many bags of terms, each sorted by term, each of length 1 (or empty).
#[derive(Debug)]
pub(super) struct Bags {
    ends: Vec<u32>,
    items: Vec<Item>,
}

/// A term and its weight in a bag.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Item {
    /// The number of the term.
    pub term: u32,
    /// What it weighs in the bag.
    pub weight: f32,
}

impl Bags {
    /// Makes an empty store.
    pub(super) const fn new() -> Self {
        Self { ends: Vec::new(), items: Vec::new() }
    }

    /// Makes an empty store with room for so many items: what is not needed of it costs nothing.
    pub(super) fn with_room(items: usize) -> Self {
        Self { ends: Vec::new(), items: Vec::with_capacity(items) }
    }

    /// Returns a number that is greater than every term.
    pub(super) fn bound(&self) -> usize {
        let last = |bag| self.items(bag).last().map_or(0, |item| item.term as usize + 1);
        (0..self.len()).map(last).max().unwrap_or(0)
    }

    /// Returns how many items all bags have together.
    pub(super) const fn total(&self) -> usize {
        self.items.len()
    }

    /// Adds a bag: its items in any order, a term given twice weighs as both together.
    pub(super) fn push(&mut self, items: impl IntoIterator<Item = Item>) {
        let start = self.items.len();
        self.items.extend(items);
        if !self.items[start..].is_sorted_by(|a, b| a.term < b.term) {
            self.items[start..].sort_unstable_by_key(|item| item.term);
            let end = merge_doubles(&mut self.items[start..]);
            self.items.truncate(start + end);
        }
        let length = self.items[start..].iter().map(|i| i.weight * i.weight).sum::<f32>().sqrt();
        if length > 0.0 {
            self.items[start..].iter_mut().for_each(|item| item.weight /= length);
        }
        self.end();
    }

    /// Adds empty bags until there are so many.
    pub(super) fn push_empty_up_to(&mut self, bags: usize) {
        while self.ends.len() < bags {
            self.end();
        }
    }

    /// Takes all terms but some out of the bag that was added last, whose weights stay; if none would be left, one stays,
    /// so that only a bag that was empty is.
    pub(super) fn keep_in_last(&mut self, kept: impl Fn(u32) -> bool) {
        let Some(last) = self.ends.len().checked_sub(1) else { return };
        let range = self.range(last);
        let mut end = range.start;
        for at in range.clone() {
            if kept(self.items[at].term) {
                self.items[end] = self.items[at];
                end += 1;
            }
        }
        self.items.truncate(end.max(range.end.min(range.start + 1)));
        self.ends.pop();
        self.end();
    }

    /// Ends a bag whose items are there.
    fn end(&mut self) {
        self.ends.push(place(self.items.len()));
    }

    /// Returns how many bags there are.
    pub(super) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns the items of a bag, sorted by term.
    pub(super) fn items(&self, bag: usize) -> &[Item] {
        &self.items[self.range(bag)]
    }

    fn range(&self, bag: usize) -> Range<usize> {
        let start = if bag == 0 { 0 } else { self.ends[bag - 1] };
        start as usize..self.ends[bag] as usize
    }
}

/// Bags in the making, each with an area of its own, so that they can be filled in turns.
pub(super) struct Areas {
    areas: Vec<Area>,
    items: Vec<Item>,
}

/// Where the items of a bag in the making are.
struct Area {
    start: usize,
    end: usize,
    /// The squares of all weights that were put into the bag.
    squares: f32,
}

impl Areas {
    /// Makes room for bags of at most so many items each.
    pub(super) fn new(rooms: impl Iterator<Item = usize>) -> Self {
        let mut start = 0;
        let area = |room| {
            start += room;
            Area { start: start - room, end: start - room, squares: 0.0 }
        };
        let areas = rooms.map(area).collect();
        Self { areas, items: vec![Item { term: 0, weight: 0.0 }; start] }
    }

    /// Puts an item into a bag, whose terms rise; where it is not to be kept, only its weight counts for the length.
    pub(super) fn put(&mut self, bag: usize, item: Item, keep: bool) {
        let area = &mut self.areas[bag];
        area.squares += item.weight * item.weight;
        if keep {
            self.items[area.end] = item;
            area.end += 1;
        }
    }

    /// Returns the bags; those in the making move together, so that no memory but theirs is needed.
    pub(super) fn into_bags(self) -> Bags {
        let Self { areas, mut items } = self;
        let mut ends = Vec::with_capacity(areas.len());
        let mut end = 0;
        for area in areas {
            let length = area.squares.sqrt();
            for at in area.start..area.end {
                items[end] = Item { weight: items[at].weight / length, ..items[at] };
                end += 1;
            }
            ends.push(place(end));
        }
        items.truncate(end);
        Bags { ends, items }
    }
}

/// Returns a place among the items of all bags.
fn place(at: usize) -> u32 {
    u32::try_from(at).expect("texts of 64 MiB have fewer terms")
}

/// Adds up items of the same term in a sorted slice; returns how many are left at its head.
fn merge_doubles(items: &mut [Item]) -> usize {
    let mut kept = 0;
    for at in 0..items.len() {
        if kept > 0 && items[kept - 1].term == items[at].term {
            items[kept - 1].weight += items[at].weight;
        } else {
            items[kept] = items[at];
            kept += 1;
        }
    }
    kept
}

/// Returns the cosine of two bags of length 1.
pub(super) fn cosine(a: &[Item], b: &[Item]) -> f32 {
    shared(a, b).map(|(x, y)| x.weight * y.weight).sum::<f32>().clamp(0.0, 1.0)
}

/// One bag laid out by term, so that many others are compared with it without searching.
#[derive(Debug)]
pub(super) struct Spread {
    /// The weight of each term in the bag; 0 for those that are not in it.
    weights: Vec<f32>,
    terms: Vec<u32>,
}

impl Spread {
    /// Makes room for the bags of both sides.
    pub(super) fn of(bags: &Sides<Bags>) -> Self {
        let room = bags.old.bound().max(bags.new.bound());
        Self { weights: vec![0.0; room], terms: Vec::new() }
    }

    /// Lays out a bag in place of the one before.
    pub(super) fn lay(&mut self, items: &[Item]) {
        self.terms.drain(..).for_each(|term| self.weights[term as usize] = 0.0);
        for item in items {
            self.weights[item.term as usize] = item.weight;
            self.terms.push(item.term);
        }
    }

    /// Returns the cosine of the bag and another, both of length 1.
    ///
    /// It is summed up in the order of terms: the same to the last bit whichever of the two is laid out.
    pub(super) fn cosine(&self, other: &[Item]) -> f32 {
        let add = |sum, item: &Item| sum + self.weights[item.term as usize] * item.weight;
        // Four at a time, so that not each of them costs a turn of the loop.
        let (fours, rest) = other.as_chunks::<4>();
        let sum = fours.iter().fold(0.0, |sum, four| four.iter().fold(sum, add));
        rest.iter().fold(sum, add).clamp(0.0, 1.0)
    }
}

/// Returns the items whose terms two bags share, in the order of terms.
pub(super) fn shared<'a>(a: &'a [Item], b: &'a [Item]) -> impl Iterator<Item = (Item, Item)> + 'a {
    let (mut x, mut y) = (0, 0);
    std::iter::from_fn(move || {
        while x < a.len() && y < b.len() {
            let (left, right) = (a[x], b[y]);
            x += usize::from(left.term <= right.term);
            y += usize::from(right.term <= left.term);
            if left.term == right.term {
                return Some((left, right));
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bag(terms: &[u32]) -> Bags {
        let mut bags = Bags::new();
        bags.push(terms.iter().map(|&term| Item { term, weight: 1.0 }));
        bags
    }

    #[test]
    fn a_term_given_twice_weighs_as_both() {
        let bags = bag(&[7, 3, 7]);
        let weights: Vec<f32> = bags.items(0).iter().map(|i| i.weight).collect();
        assert_eq!(weights, [1.0 / 5f32.sqrt(), 2.0 / 5f32.sqrt()]);
    }

    #[test]
    fn cosine_is_one_for_equal_bags_and_none_for_disjoint_ones() {
        let [a, b, none] = [bag(&[1, 2]), bag(&[3]), bag(&[])];
        let mut spread = Spread::of(&Sides::new(bag(&[1, 2]), bag(&[3])));
        spread.lay(a.items(0));
        assert!((spread.cosine(a.items(0)) - 1.0).abs() < 1e-6);
        assert_eq!(spread.cosine(b.items(0)), 0.0);
        assert_eq!(spread.cosine(none.items(0)), 0.0);
        assert_eq!(cosine(a.items(0), b.items(0)), 0.0);
    }

    #[test]
    fn a_bag_that_is_laid_out_leaves_nothing_of_the_one_before() {
        let mut spread = Spread::of(&Sides::new(bag(&[1, 5]), bag(&[2])));
        spread.lay(bag(&[1, 5]).items(0));
        spread.lay(bag(&[2]).items(0));
        assert_eq!(spread.cosine(bag(&[1, 5]).items(0)), 0.0);
        assert_eq!(spread.cosine(bag(&[2]).items(0)), 1.0);
        spread.lay(&[]);
        assert_eq!(spread.cosine(bag(&[2]).items(0)), 0.0);
    }
}
