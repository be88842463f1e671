//! What keeps its order and what moved. Which statements belong together is settled elsewhere.

use super::pairs::Pair;

/// How links fit the heaviest chain: the weightiest set of links of which no two cross.
#[derive(Debug)]
pub(super) struct Chain {
    /// What the heaviest chain weighs.
    pub best: f64,
    /// What the heaviest chain through each link weighs; `best` for the links that it is made of.
    pub through: Vec<f64>,
}

/// Finds the heaviest chain of weighted links, and the heaviest through each, in time n log n.
///
/// Links come sorted by old statement, then new. Two links cross if they do not rise on both sides; links that share a
/// statement cross.
pub(super) fn chain(links: &[(Pair, f64)]) -> Chain {
    let columns = links.iter().map(|(pair, _)| pair.new as usize + 1).max().unwrap_or(0);
    let mut through = vec![0.0; links.len()];
    let mut heaviest = Heaviest::new(columns);
    for row in rows(links) {
        row.clone()
            .for_each(|at| through[at] = heaviest.below(links[at].0.new as usize) + links[at].1);
        row.for_each(|at| heaviest.raise(links[at].0.new as usize, through[at]));
    }
    let mut back = Heaviest::new(columns);
    let mut after = vec![0.0; links.len()];
    let mirrored = |at: usize| columns - 1 - links[at].0.new as usize;
    for row in rows(links).into_iter().rev() {
        row.clone().for_each(|at| after[at] = back.below(mirrored(at)));
        row.for_each(|at| back.raise(mirrored(at), after[at] + links[at].1));
    }
    through.iter_mut().zip(after).for_each(|(sum, rest)| *sum += rest);
    Chain { best: through.iter().copied().fold(0.0, f64::max), through }
}

/// Returns what the heaviest chain weighs that leads past each pair: one that may share statements with the pair, which
/// itself weighs nothing.
///
/// Links and pairs come sorted by old statement, then new; no two links share a statement, and no pair is a link.
pub(super) fn past(links: &[(Pair, f64)], pairs: &[Pair]) -> Vec<f64> {
    let columns = links.iter().map(|(pair, _)| pair).chain(pairs).map(|pair| pair.new as usize + 1);
    let columns = columns.max().unwrap_or(0);
    let mut before = Heaviest::new(columns);
    let mut waiting = links.iter().peekable();
    let mut past: Vec<f64> = Vec::with_capacity(pairs.len());
    for pair in pairs {
        while let Some((link, weight)) = waiting.next_if(|(link, _)| link.old <= pair.old) {
            before.raise(link.new as usize, before.below(link.new as usize) + weight);
        }
        past.push(before.below(pair.new as usize + 1));
    }
    let mirrored = |pair: Pair| columns - 1 - pair.new as usize;
    let mut after = Heaviest::new(columns);
    let mut waiting = links.iter().rev().peekable();
    for (pair, past) in pairs.iter().zip(&mut past).rev() {
        while let Some((link, weight)) = waiting.next_if(|(link, _)| link.old >= pair.old) {
            after.raise(mirrored(*link), after.below(mirrored(*link)) + weight);
        }
        *past += after.below(mirrored(*pair) + 1);
    }
    past
}

/// Returns the length of the longest rising run that can be picked from values, none of them twice.
///
/// The values give their room: their first places then hold the least value with which a run of each length can end.
pub(super) fn rising(values: &mut [u32]) -> usize {
    let mut longest = 0;
    for at in 0..values.len() {
        let value = values[at];
        let ends = &values[..longest];
        let place = match ends.last() {
            Some(&last) if last > value => ends.partition_point(|&end| end < value),
            _ => longest,
        };
        values[place] = value;
        longest = longest.max(place + 1);
    }
    longest
}

/// Returns the ranges of links of one old statement each.
fn rows(links: &[(Pair, f64)]) -> Vec<std::ops::Range<usize>> {
    let mut start = 0;
    let ends = links.chunk_by(|a, b| a.0.old == b.0.old).map(|row| {
        start += row.len();
        start - row.len()..start
    });
    ends.collect()
}

/// The heaviest chain that ends before a column: a Fenwick tree of maxima.
struct Heaviest(Vec<f64>);

impl Heaviest {
    fn new(columns: usize) -> Self {
        Self(vec![0.0; columns + 1])
    }

    fn below(&self, column: usize) -> f64 {
        let (mut at, mut best) = (column, 0.0);
        while at > 0 {
            best = f64::max(best, self.0[at]);
            at &= at - 1;
        }
        best
    }

    fn raise(&mut self, column: usize, weight: f64) {
        let mut at = column + 1;
        while at < self.0.len() {
            self.0[at] = f64::max(self.0[at], weight);
            at += at & at.wrapping_neg();
        }
    }
}

/// Tells which links leave the order of the others: those not on one heaviest chain.
///
/// Of several heaviest chains the first is taken, so that the same links move at each call.
pub(super) fn out_of_order(links: &[(Pair, f64)]) -> Vec<bool> {
    let Chain { best, through } = chain(links);
    let mut last: Option<Pair> = None;
    let mut left = best;
    let chosen = links.iter().zip(&through).map(|((pair, weight), through)| {
        let rises = last.is_none_or(|l| l.old < pair.old && l.new < pair.new);
        let on = rises && (through - best).abs() < 1e-9 && left > 0.0;
        if on {
            last = Some(*pair);
            left -= weight;
        }
        !on
    });
    chosen.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(of: &[(u32, u32)]) -> Vec<(Pair, f64)> {
        of.iter().map(|&(old, new)| (Pair { old, new }, 1.0)).collect()
    }

    #[test]
    fn what_keeps_its_order_has_not_moved() {
        assert_eq!(out_of_order(&links(&[(0, 0), (1, 3), (4, 4)])), [false; 3]);
    }

    #[test]
    fn the_one_that_jumped_moved_and_not_those_it_jumped_over() {
        assert_eq!(
            out_of_order(&links(&[(0, 3), (1, 0), (2, 1), (3, 2)])),
            [true, false, false, false]
        );
    }

    #[test]
    fn of_two_that_changed_places_one_moved() {
        assert_eq!(out_of_order(&links(&[(0, 1), (1, 0)])).iter().filter(|m| **m).count(), 1);
    }

    #[test]
    fn links_that_share_a_statement_cannot_be_on_one_chain() {
        let chain = chain(&links(&[(0, 0), (0, 1), (1, 1)]));
        assert_eq!((chain.best, chain.through), (2.0, vec![2.0, 1.0, 2.0]));
    }

    #[test]
    fn what_joins_a_link_leads_past_all_that_it_does_not_cross() {
        let links = links(&[(0, 0), (1, 2), (3, 3)]);
        let pairs = [(0, 2), (1, 1), (1, 3), (2, 2), (3, 0)].map(|(old, new)| Pair { old, new });
        assert_eq!(past(&links, &pairs), [3.0, 3.0, 3.0, 3.0, 2.0]);
    }

    #[test]
    fn every_small_permutation_agrees_with_trying_all_chains() {
        for code in 0..4u32.pow(4) {
            let of: Vec<(u32, u32)> = (0..4).map(|old| (old, code / 4u32.pow(old) % 4)).collect();
            let rising = |set: u32| {
                let chosen: Vec<_> =
                    (0..4).filter(|i| set >> i & 1 == 1).map(|i| of[i].1).collect();
                chosen.is_sorted_by(|a, b| a < b)
            };
            let best = (0..16u32).filter(|&set| rising(set)).map(u32::count_ones).max();
            assert_eq!(Some(chain(&links(&of)).best), best.map(f64::from), "{of:?}");
        }
    }
}
