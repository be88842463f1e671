//! The difference of two sequences of words, given as numbers. The crate `similar` finds it; making it readable is left to
//! `wording`.

use similar::algorithms::{Capture, Compact, DiffHook, NoFinishHook, Replace, myers};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::sides::Sides;

/// Returns what turns the older sequence into the newer: a patience diff.
///
/// Words that stand once on either side hold it together, as many of them as come in one order. `similar` looks for these
/// by comparing all that are not repeated, though most of them stand on one side alone, and takes a quadratic time for
/// it. Where only one choice of them is the longest, it is found here, and only what stands between them is left to
/// `similar`; the result is the same.
pub(super) fn difference(words: Sides<&[u32]>) -> Vec<DiffOp> {
    let Some(anchors) = anchors(words) else {
        return capture_diff_slices(Algorithm::Patience, words.old, words.new);
    };
    let mut found = Compact::new(Replace::new(Capture::new()), words.old, words.new);
    let Ok(()) = between(&anchors, words, &mut found);
    found.into_inner().into_inner().into_ops()
}

/// Tells `found` what differs before, between and behind the anchors.
fn between<D: DiffHook>(
    anchors: &[Sides<usize>],
    words: Sides<&[u32]>,
    found: &mut D,
) -> Result<(), D::Error> {
    let Sides { old, new } = words;
    let mut from = Sides::new(0, 0);
    for to in anchors {
        let rest = old[from.old..to.old].iter().zip(&new[from.new..to.new]);
        let same = rest.take_while(|(old, new)| old == new).count();
        if same > 0 {
            found.equal(from.old, from.new, same)?;
        }
        let gap = Sides::new(from.old + same..to.old, from.new + same..to.new);
        myers::diff(&mut NoFinishHook::new(&mut *found), old, gap.old, new, gap.new)?;
        from = *to;
    }
    myers::diff(found, old, from.old..old.len(), new, from.new..new.len())
}

/// Returns the places of words that stand once on either side, as many as come in one order; `None` where that can be
/// chosen in several ways.
fn anchors(words: Sides<&[u32]>) -> Option<Vec<Sides<usize>>> {
    let places = words.map(places);
    let both = words.old.iter().enumerate().filter_map(|(old, &word)| {
        let once = |side: &[Place]| match side.get(word as usize) {
            Some(Place::Once(at)) => Some(*at),
            _ => None,
        };
        once(&places.old).and_then(|_| Some(Sides::new(old, once(&places.new)?)))
    });
    let both: Vec<Sides<usize>> = both.collect();
    let before = rises(both.iter().map(|pair| pair.new));
    let after = rises(both.iter().rev().map(|pair| words.new.len() - pair.new));
    let length = before.iter().max().map_or(0, |most| most + 1);
    let around = before.iter().zip(after.iter().rev()).map(|(before, after)| before + after + 1);
    let chosen = both.iter().zip(around).filter(|(_, around)| *around == length);
    let chosen: Vec<Sides<usize>> = chosen.map(|(pair, _)| *pair).collect();
    (chosen.len() == length).then_some(chosen)
}

/// Returns for each value how many others the longest rise has that ends with it.
fn rises(values: impl Iterator<Item = usize>) -> Vec<usize> {
    // The least value with which a rise of each length ends.
    let mut ends: Vec<usize> = Vec::new();
    let length = |value| {
        let length = ends.partition_point(|&end| end < value);
        match ends.get_mut(length) {
            Some(end) => *end = value,
            None => ends.push(value),
        }
        length
    };
    values.map(length).collect()
}

/// Where a word stands.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Nowhere,
    Once(usize),
    Often,
}

/// Returns for each number where it stands.
fn places(words: &[u32]) -> Vec<Place> {
    let numbers = words.iter().max().map_or(0, |&most| most as usize + 1);
    let mut places = vec![Place::Nowhere; numbers];
    for (at, &word) in words.iter().enumerate() {
        let place = &mut places[word as usize];
        *place = if *place == Place::Nowhere { Place::Once(at) } else { Place::Often };
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchors_of(old: &[u32], new: &[u32]) -> Option<Vec<(usize, usize)>> {
        let found = anchors(Sides::new(old, new))?;
        Some(found.into_iter().map(|pair| (pair.old, pair.new)).collect())
    }

    #[test]
    fn words_that_stand_once_on_either_side_are_anchors_as_many_as_keep_their_order() {
        assert_eq!(anchors_of(&[0, 1, 2, 3], &[3, 0, 4, 1, 2]), Some(vec![(0, 1), (1, 3), (2, 4)]));
        assert_eq!(anchors_of(&[0, 1, 0, 2], &[0, 1, 2]), Some(vec![(1, 1), (3, 2)]));
        assert_eq!(anchors_of(&[0, 1], &[2]), Some(vec![]));
    }

    #[test]
    fn where_several_choices_are_as_long_none_is_made() {
        assert_eq!(anchors_of(&[0, 1], &[1, 0]), None);
    }

    #[test]
    fn all_short_sequences_differ_as_the_crate_says() {
        let mut all: Vec<Vec<u32>> = vec![Vec::new()];
        for from in 0..85 {
            let longer = (0..4).map(|word| all[from].iter().copied().chain([word]).collect());
            all.extend(longer.collect::<Vec<_>>());
        }
        for old in &all {
            for new in &all {
                let theirs = capture_diff_slices(Algorithm::Patience, old, new);
                assert_eq!(difference(Sides::new(old, new)), theirs, "{old:?} {new:?}");
            }
        }
    }
}
