//! Joins links into groups, and finds the splits and merges that one-to-one links leave out.

use super::bags::{Item, shared};
use super::order::{chain, past};
use super::pairs::{Pair, Pairs};
use super::score::{Alone, narrow};
use super::surroundings::Toll;
use super::terms::Terms;
use crate::sides::Sides;

/// Below which odds a pair is no further link.
const FAINT: f64 = -4.5;
/// Up to which distance a statement stands near the link that it would join.
const NEAR: u32 = 3;

/// A pair of which one statement, the hub, is linked and the other, the guest, is not.
#[derive(Clone, Copy, Debug)]
pub(super) struct Further {
    /// The number of the pair.
    pub at: usize,
    /// The odds of the pair by itself and in its surroundings, a tenth of the logarithm.
    pub odds: f32,
    /// One through the distance of the guest from the hub's partner; 0 if they are far apart.
    pub near: f32,
    /// The likeness of the two as a share of the guest's best.
    pub own: f32,
    /// The part of the guest's words that are the hub's, but not its partner's.
    pub gained: f32,
    /// The part of the guest's words that are the hub's.
    pub held: f32,
    /// The part of the hub's words that its partner has not, but the guest has.
    pub filled: f32,
    /// How far the rounds keep their order: where they do, they are edited statement by statement.
    pub steady: f32,
}

impl Further {
    /// Returns the values that are weighed.
    pub(super) const fn values(&self) -> [f32; 7] {
        [self.odds, self.near, self.own, self.gained, self.held, self.filled, self.steady]
    }
}

/// What is linked one to one, before splits and merges are looked for.
pub(super) struct Linked<'a> {
    /// The pairs.
    pub pairs: &'a Pairs,
    /// Which of them are linked.
    pub chosen: &'a [bool],
    /// The odds of each.
    pub odds: &'a [f64],
    /// What each weighs for the order of the rounds.
    pub weights: &'a [f64],
    /// What it costs a pair to leave the order further than the link that it joins.
    pub toll: Toll,
}

impl Linked<'_> {
    /// Returns the positions of the links, and what the heaviest chain through each weighs.
    fn chain(&self) -> (Vec<(Pair, f64)>, Vec<f64>) {
        let chosen = (0..self.pairs.len()).filter(|&at| self.chosen[at]);
        let links: Vec<(Pair, f64)> =
            chosen.map(|at| (self.pairs.all()[at], self.weights[at])).collect();
        let through = chain(&links).through;
        (links, through)
    }
}

/// One end of a pair is linked, the other is not.
struct Open {
    at: usize,
    /// The number of the link that the hub has.
    link: usize,
    /// Whether the guest is the new statement.
    splits: bool,
}

/// Returns the pairs that would make a split or merge of a link, with what speaks for it.
///
/// Two statements that are both linked stay apart, and two that are both alone were judged already.
pub(super) fn further(linked: &Linked<'_>, alone: &[Alone], terms: &Terms) -> Vec<Further> {
    let Linked { pairs, odds, .. } = *linked;
    let (links, through) = linked.chain();
    let mut joined = terms.lengths.as_ref().map(|side| vec![None; side.len()]);
    for (number, (pair, _)) in links.iter().enumerate() {
        joined.old[pair.old as usize] = Some(number);
        joined.new[pair.new as usize] = Some(number);
    }
    let mut best = terms.lengths.as_ref().map(|side| vec![0f32; side.len()]);
    for (pair, alone) in pairs.all().iter().zip(alone) {
        let (old, new) = (pair.old as usize, pair.new as usize);
        best.old[old] = best.old[old].max(alone.likeness());
        best.new[new] = best.new[new].max(alone.likeness());
    }
    let open: Vec<Open> = (0..pairs.len())
        .filter(|&at| odds[at] > FAINT)
        .filter_map(|at| {
            let pair = pairs.all()[at];
            match (joined.old[pair.old as usize], joined.new[pair.new as usize]) {
                (Some(link), None) => Some(Open { at, link, splits: true }),
                (None, Some(link)) => Some(Open { at, link, splits: false }),
                _ => None,
            }
        })
        .collect();
    let opened: Vec<Pair> = open.iter().map(|open| pairs.all()[open.at]).collect();
    let words = &terms.words;
    let each = open.iter().zip(past(&links, &opened)).map(|(&Open { at, link, splits }, past)| {
        let pair = pairs.all()[at];
        let (old, new) = (pair.old as usize, pair.new as usize);
        let (guest, partner, hub, bags, best) = if splits {
            (pair.new, links[link].0.new, words.old.items(old), &words.new, best.new[new])
        } else {
            (pair.old, links[link].0.old, words.new.items(new), &words.old, best.old[old])
        };
        let distance = guest.abs_diff(partner);
        let paid = odds[at] - linked.toll.of((through[link] - past).max(0.0), alone[at].likeness());
        Further {
            at,
            odds: narrow(paid / 10.0),
            near: if distance <= NEAR { narrow(1.0 / f64::from(distance)) } else { 0.0 },
            own: if best > 0.0 { alone[at].likeness() / best } else { 0.0 },
            gained: gained(bags.items(guest as usize), hub, bags.items(partner as usize)),
            held: gained(bags.items(guest as usize), hub, &[]),
            filled: gained(hub, bags.items(guest as usize), bags.items(partner as usize)),
            steady: narrow(linked.toll.steady),
        }
    });
    each.collect()
}

/// Returns the part of a guest's words that are its hub's, but not those of the hub's partner.
fn gained(guest: &[Item], hub: &[Item], partner: &[Item]) -> f32 {
    let all: f32 = guest.iter().map(|item| item.weight).sum();
    let known = |term: u32| partner.binary_search_by_key(&term, |item| item.term).is_ok();
    let new: f32 =
        shared(guest, hub).filter(|(item, _)| !known(item.term)).map(|(item, _)| item.weight).sum();
    if all > 0.0 { new / all } else { 0.0 }
}

/// Returns the connected sets of statements, as positions on either side; statements without a link stand alone.
///
/// Sets come in the order of their first old statement, then those without one in the order of the newer round.
pub(super) fn components(
    sizes: Sides<usize>,
    links: impl Iterator<Item = Sides<usize>>,
) -> Vec<Sides<Vec<usize>>> {
    let mut parents: Vec<usize> = (0..sizes.old + sizes.new).collect();
    for link in links {
        let (a, b) = (root(&mut parents, link.old), root(&mut parents, sizes.old + link.new));
        parents[a.max(b)] = a.min(b);
    }
    let mut numbers = vec![None; parents.len()];
    let mut sets: Vec<Sides<Vec<usize>>> = Vec::new();
    for node in 0..parents.len() {
        let number = *numbers[root(&mut parents, node)].get_or_insert_with(|| {
            sets.push(Sides::default());
            sets.len() - 1
        });
        match node.checked_sub(sizes.old) {
            None => sets[number].old.push(node),
            Some(new) => sets[number].new.push(new),
        }
    }
    sets
}

fn root(parents: &mut [usize], mut node: usize) -> usize {
    while parents[node] != node {
        parents[node] = parents[parents[node]];
        node = parents[node];
    }
    node
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guest_gains_by_words_that_the_partner_has_not() {
        let bag = |terms: &[u32]| {
            terms.iter().map(|&term| Item { term, weight: 0.5 }).collect::<Vec<_>>()
        };
        let [hub, partner, guest] = [bag(&[1, 2, 3, 4]), bag(&[1, 2]), bag(&[2, 3, 4, 9])];
        assert_eq!(gained(&guest, &hub, &partner), 0.5);
        assert_eq!(gained(&[], &hub, &partner), 0.0);
    }

    #[test]
    fn every_statement_is_in_one_set() {
        let links = [Sides::new(1, 0), Sides::new(1, 2)];
        let sets = components(Sides::new(2, 3), links.into_iter());
        let of = |old: &[usize], new: &[usize]| Sides::new(old.to_vec(), new.to_vec());
        assert_eq!(sets, [of(&[0], &[]), of(&[1], &[0, 2]), of(&[], &[1])]);
    }
}
