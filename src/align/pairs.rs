//! A sparse set of pairs, old statement and new, row by row. Who is in it is left to `candidates`.

use std::ops::Range;

/// An old statement and a new one that may continue it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Pair {
    /// The position of the old statement.
    pub old: u32,
    /// The position of the new statement.
    pub new: u32,
}

/// Pairs sorted by old statement, then by new.
#[derive(Debug)]
pub(super) struct Pairs {
    ends: Vec<usize>,
    pairs: Vec<Pair>,
}

impl Pairs {
    /// Sorts pairs of `rows` old statements; doubles count once.
    pub(super) fn new(rows: usize, mut pairs: Vec<Pair>) -> Self {
        pairs.sort_unstable_by_key(|pair| u64::from(pair.old) << 32 | u64::from(pair.new));
        pairs.dedup();
        let mut ends = vec![0; rows];
        pairs.iter().for_each(|pair| ends[pair.old as usize] += 1);
        let mut total = 0;
        for end in &mut ends {
            total += *end;
            *end = total;
        }
        Self { ends, pairs }
    }

    /// Returns how many pairs there are.
    pub(super) const fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Returns all pairs in order.
    pub(super) fn all(&self) -> &[Pair] {
        &self.pairs
    }

    /// Returns where the pairs of an old statement stand in [`Pairs::all`].
    pub(super) fn row(&self, old: usize) -> Range<usize> {
        let start = if old == 0 { 0 } else { self.ends[old - 1] };
        start..self.ends[old]
    }

    /// Returns the old statements' rows.
    pub(super) fn rows(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        (0..self.ends.len()).map(|old| self.row(old))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_part_the_sorted_pairs() {
        let pair = |old, new| Pair { old, new };
        let pairs = Pairs::new(3, vec![pair(2, 0), pair(0, 5), pair(0, 1), pair(2, 0)]);
        assert_eq!(pairs.rows().collect::<Vec<_>>(), [0..2, 2..2, 2..3]);
        assert_eq!(pairs.all(), [pair(0, 1), pair(0, 5), pair(2, 0)]);
    }
}
