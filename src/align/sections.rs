//! Which old section continues in which new one, by their titles and the votes of their statements.

use rustc_hash::FxHashMap;

use super::bags::{Bags, cosine};
use crate::sides::Sides;

/// From which share of a section's links another is its heir.
const SHARE: f64 = 0.3;
/// How alike titles must be for sections to belong together without a vote.
const SAME_TITLE: f32 = 0.9;
/// How alike titles must be for a few votes to do.
const LIKE_TITLE: f32 = 0.5;

/// Returns the pairs of sections that belong together, sorted; `links` says for each link in which sections it stands.
///
/// A section continues in another that has a good share of its linked statements, or of which it makes a good share; or
/// that bears its title.
pub(super) fn heirs(titles: &Sides<Bags>, links: &[Sides<usize>]) -> Vec<Sides<usize>> {
    let mut votes: FxHashMap<(usize, usize), f64> = FxHashMap::default();
    let mut sums = titles.as_ref().map(|side| vec![0.0; side.len()]);
    for link in links {
        *votes.entry((link.old, link.new)).or_default() += 1.0;
        sums.old[link.old] += 1.0;
        sums.new[link.new] += 1.0;
    }
    let alike = |old: usize, new: usize| cosine(titles.old.items(old), titles.new.items(new));
    let mut heirs: Vec<(usize, usize)> = Vec::new();
    for (&(old, new), &cast) in &votes {
        let share = f64::max(cast / sums.old[old], cast / sums.new[new]);
        if share >= SHARE || alike(old, new) >= LIKE_TITLE {
            heirs.push((old, new));
        }
    }
    heirs.extend(same_titles(titles));
    heirs.sort_unstable();
    heirs.dedup();
    heirs.into_iter().map(|(old, new)| Sides::new(old, new)).collect()
}

/// Returns the sections that bear the same title: the first of that title with the first, and so on.
fn same_titles(titles: &Sides<Bags>) -> Vec<(usize, usize)> {
    let mut by_terms: FxHashMap<Vec<u32>, Vec<usize>> = FxHashMap::default();
    let terms =
        |bags: &Bags, at: usize| bags.items(at).iter().map(|item| item.term).collect::<Vec<u32>>();
    for old in (0..titles.old.len()).rev() {
        by_terms.entry(terms(&titles.old, old)).or_default().push(old);
    }
    let mut same = Vec::new();
    for new in (0..titles.new.len()).filter(|&new| !titles.new.items(new).is_empty()) {
        let twin = by_terms.get_mut(&terms(&titles.new, new)).and_then(Vec::pop);
        let alike =
            |&old: &usize| cosine(titles.old.items(old), titles.new.items(new)) >= SAME_TITLE;
        same.extend(twin.filter(alike).map(|old| (old, new)));
    }
    same
}

#[cfg(test)]
mod tests {
    use super::super::bags::Item;
    use super::*;

    fn titles(side: &[&[u32]]) -> Bags {
        let mut bags = Bags::new();
        side.iter().for_each(|t| bags.push(t.iter().map(|&term| Item { term, weight: 1.0 })));
        bags
    }

    fn links(of: &[(usize, usize, usize)]) -> Vec<Sides<usize>> {
        of.iter().flat_map(|&(old, new, n)| vec![Sides::new(old, new); n]).collect()
    }

    #[test]
    fn a_retitled_section_is_known_by_its_statements() {
        let titles = Sides::new(titles(&[&[1], &[2]]), titles(&[&[1], &[3]]));
        let heirs = heirs(&titles, &links(&[(0, 0, 4), (1, 1, 3), (0, 1, 1)]));
        assert_eq!(heirs, [Sides::new(0, 0), Sides::new(1, 1)]);
    }

    #[test]
    fn a_split_section_has_two_heirs() {
        let titles = Sides::new(titles(&[&[1]]), titles(&[&[2], &[3]]));
        assert_eq!(heirs(&titles, &links(&[(0, 0, 2), (0, 1, 2)])).len(), 2);
    }

    #[test]
    fn sections_of_one_title_need_no_vote_but_untitled_ones_do() {
        let same = Sides::new(titles(&[&[1], &[]]), titles(&[&[], &[1]]));
        assert_eq!(heirs(&same, &[]), [Sides::new(0, 1)]);
    }
}
