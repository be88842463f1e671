//! Joins links into groups, and finds the splits and merges that one-to-one links leave out.

use super::pairs::{Pair, Pairs};
use crate::sides::Sides;

/// Into how many statements one can be split, or merged from, beside its first link.
const JOINED: usize = 4;

/// Adds links between a statement that is linked and one that is not, where the odds say so.
///
/// Two statements that are both linked stay apart, and two that are both alone were judged already.
pub(super) fn join(pairs: &Pairs, odds: &[f64], chosen: &mut [bool], least: f64, columns: usize) {
    let mut linked = Sides::new(vec![false; pairs.rows().count()], vec![false; columns]);
    for (pair, _) in pairs.all().iter().zip(&*chosen).filter(|(_, chosen)| **chosen) {
        linked.old[pair.old as usize] = true;
        linked.new[pair.new as usize] = true;
    }
    let free = |pair: &Pair| linked.old[pair.old as usize] != linked.new[pair.new as usize];
    let mut more: Vec<usize> =
        (0..pairs.len()).filter(|&at| odds[at] > least && free(&pairs.all()[at])).collect();
    more.sort_by(|&a, &b| odds[b].total_cmp(&odds[a]));
    let mut room = linked.as_ref().map(|side| vec![JOINED; side.len()]);
    for at in more {
        let pair = pairs.all()[at];
        let hub = if linked.old[pair.old as usize] {
            &mut room.old[pair.old as usize]
        } else {
            &mut room.new[pair.new as usize]
        };
        if *hub > 0 {
            *hub -= 1;
            chosen[at] = true;
        }
    }
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
    fn a_statement_that_is_free_joins_one_that_is_linked() {
        let pairs = Pairs::new(
            2,
            vec![Pair { old: 0, new: 0 }, Pair { old: 0, new: 1 }, Pair { old: 1, new: 2 }],
        );
        let mut chosen = [true, false, false];
        join(&pairs, &[3.0, 1.0, 1.0], &mut chosen, 0.5, 3);
        assert_eq!(chosen, [true, true, false]);
    }

    #[test]
    fn every_statement_is_in_one_set() {
        let links = [Sides::new(1, 0), Sides::new(1, 2)];
        let sets = components(Sides::new(2, 3), links.into_iter());
        let of = |old: &[usize], new: &[usize]| Sides::new(old.to_vec(), new.to_vec());
        assert_eq!(sets, [of(&[0], &[]), of(&[1], &[0, 2]), of(&[], &[1])]);
    }
}
