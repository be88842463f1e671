//! Chooses links so that no statement is used twice and their weight is the greatest. What a link weighs is left to `score`.
//!
//! Old statements are taken in turn; each finds the cheapest way to be linked, pushing others to their next choice or
//! out (successive shortest paths, with prices on the new statements so that every step is a search of the near
//! neighbourhood). The result is the best of all assignments, unless one search has more than [`REACH`] steps.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::pairs::Pairs;

/// How many statements one search may visit; beyond it the best way found so far is taken.
const REACH: usize = 2_000;

/// Returns which pairs to choose, given what each weighs; pairs that weigh nothing or less are never chosen.
pub(super) fn assign(pairs: &Pairs, weights: &[f64]) -> Vec<bool> {
    let rows = pairs.rows().count();
    let columns = pairs.all().iter().map(|pair| pair.new as usize + 1).max().unwrap_or(0);
    let mut market = Market {
        pairs,
        weights,
        gains: vec![0.0; rows],
        prices: vec![0.0; columns],
        owners: vec![None; columns],
        choices: vec![None; rows],
        reached: vec![None; columns],
    };
    (0..rows).for_each(|row| market.enter(row));
    let mut chosen = vec![false; pairs.len()];
    market.choices.iter().flatten().for_each(|&at| chosen[at] = true);
    chosen
}

/// The state of the search: for every pair, gain + price ≥ weight, and equal for chosen pairs.
struct Market<'a> {
    pairs: &'a Pairs,
    weights: &'a [f64],
    gains: Vec<f64>,
    prices: Vec<f64>,
    owners: Vec<Option<usize>>,
    choices: Vec<Option<usize>>,
    reached: Vec<Option<Reached>>,
}

/// How a column was reached: at what cost, and over which pair.
#[derive(Clone, Copy)]
struct Reached {
    cost: f64,
    over: usize,
    settled: bool,
}

/// Where a way ends: at a column that nobody owns, or at a row that goes without.
#[derive(Clone, Copy)]
enum End {
    Column(usize),
    Row(usize),
}

/// A cost on a heap: total order, cheapest first by [`Reverse`].
#[derive(PartialEq)]
struct Cost(f64);

impl Eq for Cost {}

impl PartialOrd for Cost {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Cost {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl Market<'_> {
    fn column(&self, at: usize) -> usize {
        self.pairs.all()[at].new as usize
    }

    /// Links a row as well as can be, given those before it.
    fn enter(&mut self, row: usize) {
        let gain = |at: usize| self.weights[at] - self.prices[self.column(at)];
        self.gains[row] =
            self.pairs.row(row).filter(|&at| self.weights[at] > 0.0).map(gain).fold(0.0, f64::max);
        if self.gains[row] <= 0.0 {
            return;
        }
        let (mut heap, mut touched, mut visited) =
            (BinaryHeap::new(), Vec::new(), vec![(row, 0.0)]);
        let mut end = (self.gains[row], End::Row(row));
        self.look(row, 0.0, &mut heap, &mut touched);
        while let Some(Reverse((Cost(cost), column))) = heap.pop() {
            if cost >= end.0 || visited.len() > REACH {
                break;
            }
            let Some(reached) = self.reached[column].as_mut().filter(|r| !r.settled) else {
                continue;
            };
            reached.settled = true;
            let Some(owner) = self.owners[column] else {
                end = (cost, End::Column(column));
                break;
            };
            visited.push((owner, cost));
            if cost + self.gains[owner] < end.0 {
                end = (cost + self.gains[owner], End::Row(owner));
            }
            self.look(owner, cost, &mut heap, &mut touched);
        }
        self.reprice(end.0, &visited, &touched);
        self.switch(row, end.1);
        touched.into_iter().for_each(|column| self.reached[column] = None);
    }

    /// Notes what columns a row can go to, and at what cost.
    fn look(
        &mut self,
        row: usize,
        cost: f64,
        heap: &mut BinaryHeap<Reverse<(Cost, usize)>>,
        touched: &mut Vec<usize>,
    ) {
        for over in self
            .pairs
            .row(row)
            .filter(|&at| self.weights[at] > 0.0 && self.choices[row] != Some(at))
        {
            let column = self.column(over);
            let slack = (self.gains[row] + self.prices[column] - self.weights[over]).max(0.0);
            let cost = cost + slack;
            if self.reached[column].is_none() {
                touched.push(column);
            }
            if self.reached[column].is_none_or(|r| !r.settled && cost < r.cost) {
                self.reached[column] = Some(Reached { cost, over, settled: false });
                heap.push(Reverse((Cost(cost), column)));
            }
        }
    }

    fn reprice(&mut self, total: f64, visited: &[(usize, f64)], touched: &[usize]) {
        for &(row, cost) in visited.iter().filter(|(_, cost)| *cost < total) {
            self.gains[row] = (self.gains[row] - (total - cost)).max(0.0);
        }
        for &column in touched {
            if let Some(reached) = self.reached[column].filter(|r| r.settled && r.cost < total) {
                self.prices[column] += total - reached.cost;
            }
        }
    }

    /// Follows the way back from its end, giving each row on it its new choice.
    fn switch(&mut self, row: usize, end: End) {
        let mut column = match end {
            End::Column(column) => column,
            End::Row(last) if last == row => return,
            End::Row(last) => {
                let Some(at) = self.choices[last].take() else { return };
                self.column(at)
            }
        };
        while let Some(Reached { over, .. }) = self.reached[column] {
            let taker = self.pairs.all()[over].old as usize;
            self.owners[column] = Some(taker);
            let Some(given_up) = self.choices[taker].replace(over) else { return };
            column = self.column(given_up);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::pairs::Pair;
    use super::*;

    fn chosen(rows: usize, list: &[(u32, u32, f64)]) -> (Vec<(u32, u32)>, f64) {
        let pairs = Pairs::new(rows, list.iter().map(|&(old, new, _)| Pair { old, new }).collect());
        let weight =
            |p: &Pair| list.iter().find(|l| (l.0, l.1) == (p.old, p.new)).map_or(0.0, |l| l.2);
        let weights: Vec<f64> = pairs.all().iter().map(weight).collect();
        let chosen = assign(&pairs, &weights);
        let kept = pairs.all().iter().zip(&weights).zip(chosen).filter(|(_, c)| *c);
        let kept: Vec<_> = kept.map(|((p, w), _)| ((p.old, p.new), *w)).collect();
        (kept.iter().map(|k| k.0).collect(), kept.iter().map(|k| k.1).sum())
    }

    #[test]
    fn a_statement_yields_where_both_gain() {
        let list = [(0, 0, 5.0), (0, 1, 4.0), (1, 0, 4.5), (1, 1, 1.0)];
        assert_eq!(chosen(2, &list).0, [(0, 1), (1, 0)]);
    }

    #[test]
    fn what_weighs_nothing_is_not_linked() {
        assert_eq!(chosen(2, &[(0, 0, 0.0), (1, 1, -1.0)]).0, []);
    }

    #[test]
    fn a_statement_goes_without_where_another_gains_more() {
        assert_eq!(chosen(2, &[(0, 0, 1.0), (1, 0, 2.0)]).0, [(1, 0)]);
    }

    #[test]
    fn no_assignment_of_three_by_three_is_better() {
        for code in 0..3u32.pow(9) {
            let weight = |cell: u32| f64::from(code / 3u32.pow(cell) % 3);
            let list: Vec<_> = (0..9).map(|cell| (cell / 3, cell % 3, weight(cell))).collect();
            let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
            let total = |order: &[u32; 3]| {
                (0..3).map(|row| weight(row * 3 + order[row as usize])).sum::<f64>()
            };
            let best = orders.iter().map(total).fold(0.0, f64::max);
            assert_eq!(chosen(3, &list).1, best, "{list:?}");
        }
    }
}
