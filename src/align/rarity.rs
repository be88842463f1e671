//! Weighs the terms of statements by how rare they are. What a term is, is left to `terms` and `grams`.
//!
//! Nothing is sorted: terms are gone through in order, and each is given to the statements that have it.

use super::bags::{Areas, Bags, Item};
use crate::sides::Sides;

/// How many statements that were not read are thought of when words are called rare.
const UNSEEN: f32 = 6.0;

/// Which terms find their way into the bags. All count for how long a bag is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// All that are in a statement.
    All,
    /// Those that are on both sides, which alone make bags of both sides alike.
    Shared,
}

/// Statements in bags of weighted terms, which are numbered anew: in their order, without gaps.
pub(super) struct Weighed {
    /// The bags.
    pub bags: Sides<Bags>,
    /// How many statements of each side a term is in.
    pub counts: Vec<Sides<u32>>,
}

/// Puts statements into bags, given the terms of each, which are smaller than `terms`; `total` of them are thought of
/// when terms are called rare.
pub(super) fn weigh<'a, I>(runs: Sides<I>, terms: usize, total: usize, kept: Kept) -> Weighed
where
    I: ExactSizeIterator<Item = &'a [u32]> + Clone,
{
    let (olds, statements) = (runs.old.len(), runs.old.len() + runs.new.len());
    let mut areas = runs.clone().map(|side| Areas::new(side.map(<[u32]>::len)));
    let index = Index::of(runs.old.chain(runs.new), terms);
    let mut counts: Vec<Sides<u32>> = Vec::new();
    let rarities: Vec<f32> = (0..=statements).map(|count| rarity(count, total)).collect();
    for having in index.each() {
        let count = counted(having, olds);
        let weight = rarities[(count.old + count.new) as usize];
        let keep = kept == Kept::All || count.old > 0 && count.new > 0;
        let term = u32::try_from(counts.len()).expect("texts of 64 MiB have fewer terms");
        for same in having.chunk_by(|a, b| a == b) {
            let item = Item { term, weight: damped(same.len()) * weight };
            match (same[0] as usize).checked_sub(olds) {
                None => areas.old.put(same[0] as usize, item, keep),
                Some(bag) => areas.new.put(bag, item, keep),
            }
        }
        if keep {
            counts.push(count);
        }
    }
    Weighed { bags: areas.map(Areas::into_bags), counts }
}

/// Which statements have a term, as often as they have it.
struct Index {
    ends: Vec<u32>,
    statements: Vec<u32>,
}

impl Index {
    fn of<'a>(runs: impl Iterator<Item = &'a [u32]> + Clone, terms: usize) -> Self {
        let mut ends = vec![0u32; terms + 1];
        let mut total = 0;
        for run in runs.clone() {
            total += run.len();
            run.iter().for_each(|&term| ends[term as usize + 1] += 1);
        }
        for term in 1..ends.len() {
            ends[term] += ends[term - 1];
        }
        let mut statements = vec![0; total];
        for (statement, run) in (0..).zip(runs) {
            for &term in run {
                let end = &mut ends[term as usize];
                statements[*end as usize] = statement;
                *end += 1;
            }
        }
        Self { ends, statements }
    }

    /// Returns for each term that is in a statement those that have it, rising.
    fn each(&self) -> impl Iterator<Item = &[u32]> {
        let mut start = 0;
        self.ends.iter().filter_map(move |&end| {
            let having = start..end;
            start = end;
            (!having.is_empty()).then(|| &self.statements[having.start as usize..end as usize])
        })
    }
}

/// Returns how many different ones there are of some statements that rise, those below `olds` being old.
fn counted(rising: &[u32], olds: usize) -> Sides<u32> {
    let (mut count, mut last) = (Sides::new(0, 0), None);
    for &one in rising {
        let new = u32::from(last != Some(one));
        *if (one as usize) < olds { &mut count.old } else { &mut count.new } += new;
        last = Some(one);
    }
    count
}

/// Returns how much a term weighs that is in `count` of all statements.
///
/// As if there were [`UNSEEN`] more statements without it: in short rounds a shared word is never rare, so that without
/// these what two statements share would weigh less than what they do not.
#[expect(clippy::cast_precision_loss, reason = "a weight needs no more than 24 bits")]
fn rarity(count: usize, total: usize) -> f32 {
    ((total as f32 + UNSEEN) / (count as f32 + 0.5)).ln()
}

/// Returns what a term counts that is there `n` times: a repetition counts for less than the first.
#[expect(clippy::cast_precision_loss, reason = "a weight needs no more than 24 bits")]
fn damped(n: usize) -> f32 {
    if n == 1 { 1.0 } else { 1.0 + (n as f32).ln() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weighed(old: &[&[u32]], new: &[&[u32]], kept: Kept) -> Weighed {
        weigh(Sides::new(old.iter().copied(), new.iter().copied()), 10, 3, kept)
    }

    fn terms(bags: &Bags, bag: usize) -> Vec<u32> {
        bags.items(bag).iter().map(|item| item.term).collect()
    }

    #[test]
    fn terms_are_numbered_in_their_order_and_counted_by_side() {
        let Weighed { bags, counts } = weighed(&[&[7, 2, 7], &[]], &[&[9, 2]], Kept::All);
        assert_eq!(
            [terms(&bags.old, 0), terms(&bags.old, 1), terms(&bags.new, 0)],
            [vec![0, 1], vec![], vec![0, 2]]
        );
        assert_eq!(counts, [Sides::new(1, 1), Sides::new(1, 0), Sides::new(0, 1)]);
    }

    #[test]
    fn terms_of_one_side_leave_their_weight_behind() {
        let all = weighed(&[&[7, 2]], &[&[9, 2]], Kept::All).bags;
        let shared = weighed(&[&[7, 2]], &[&[9, 2]], Kept::Shared).bags;
        assert_eq!(shared.old.items(0), &all.old.items(0)[..1]);
    }

    #[test]
    fn what_is_rare_weighs_more_and_a_repetition_less_than_the_first() {
        let bags = weighed(&[&[1, 2], &[1]], &[&[1, 3, 3, 4]], Kept::All).bags;
        let weights = |items: &[Item]| items.iter().map(|item| item.weight).collect::<Vec<f32>>();
        let [first, last] = [weights(bags.old.items(0)), weights(bags.new.items(0))];
        assert!(first[0] < first[1]);
        assert!(last[2] < last[1] && last[1] < 2.0 * last[2]);
    }
}
