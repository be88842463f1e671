//! Looks at what stands around two statements: links before and after, sections, order, rivals. The statements themselves
//! are left to `score`.

use rustc_hash::FxHashMap;

use super::assign::assign;
use super::bags::cosine;
use super::order::chain;
use super::pairs::{Pair, Pairs};
use super::score::{Rivals, narrow};
use super::terms::Terms;
use crate::sides::Sides;

/// Below which probability a pair is no neighbour of another.
const FAINT: f64 = 0.05;
/// From which probability a pair counts for the order of the rounds.
const SEEN: f64 = 0.1;
/// From which probability a pair has a vote on which sections belong together.
const VOTING: f64 = 0.3;
/// Up to which part of the links without crossings rounds have no order, and from which part on they keep it.
const LOOSE: f64 = 0.65;
/// See [`LOOSE`].
const STEADY: f64 = 0.85;
/// How many links it takes to believe that there is an order at all: few are in order by chance.
const DOUBT: f64 = 2.0;
/// From which likeness on statements leave the order free of charge, and up to which at its full price.
const SAME: f32 = 0.97;
/// See [`SAME`].
const KIN: f32 = 0.92;
/// How many statements before and after are neighbours.
const NEAR: u32 = 3;

/// What stands around two statements, each from 0 to 1.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around {
    /// How surely statements shortly before them are linked.
    pub before: f32,
    /// How surely statements shortly after them are linked.
    pub after: f32,
    /// How much the rest of their sections goes together.
    pub sections: f32,
    /// The cosine of their sections' titles.
    pub titles: f32,
    /// How far apart they stand in their rounds, where the rounds keep their order.
    pub apart: f32,
    /// Their probability against that of the best rival of either.
    pub unrivalled: f32,
}

impl Around {
    /// Returns the values that are weighed.
    pub(super) const fn values(&self) -> [f32; 6] {
        [self.before, self.after, self.sections, self.titles, self.apart, self.unrivalled]
    }
}

/// What the surroundings of pairs are made of.
pub(super) struct Setting<'a> {
    /// The pairs.
    pub pairs: &'a Pairs,
    /// How probable each pair is by itself.
    pub chances: &'a [f64],
    /// The section of each statement.
    pub sections: &'a Sides<Vec<u32>>,
    /// The terms of the rounds.
    pub terms: &'a Terms,
}

/// Looks at what stands around the statements of each pair, and tells how far the rounds keep their order, from 0 to 1.
pub(super) fn around(setting: &Setting<'_>) -> Vec<Around> {
    let Setting { pairs, chances, sections, terms } = *setting;
    let steady = steadiness(pairs, chances, SEEN);
    let near = Neighbours::of(pairs, chances);
    let votes = Votes::of(setting);
    let tops = Rivals::of(pairs, chances, sections.new.len());
    let each = pairs.all().iter().zip(chances).map(|(&pair, &chance)| {
        let (old, new) = (pair.old as usize, pair.new as usize);
        let place = Sides::new(share(old, sections.old.len()), share(new, sections.new.len()));
        let rival = tops.old[old].rival(chance).max(tops.new[new].rival(chance));
        let within = Sides::new(sections.old[old], sections.new[new]);
        Around {
            before: near.before(pair),
            after: near.after(pair),
            sections: narrow(votes.without(within, chance)),
            titles: cosine(
                terms.titles.old.items(within.old as usize),
                terms.titles.new.items(within.new as usize),
            ),
            apart: narrow(steady * (place.old - place.new).abs()),
            unrivalled: narrow(chance / (chance + rival + 1e-3)),
        }
    });
    each.collect()
}

/// Returns how far pairs keep the order of the rounds, from 0 to 1, by the part of the best assignment without crossings.
#[expect(clippy::cast_precision_loss, reason = "a number of links needs no more than 52 bits")]
fn steadiness(pairs: &Pairs, weights: &[f64], least: f64) -> f64 {
    let clear: Vec<f64> = weights.iter().map(|&w| if w > least { w } else { 0.0 }).collect();
    let links: Vec<(Pair, f64)> =
        pairs.all().iter().copied().zip(clear.iter().copied()).filter(|l| l.1 > 0.0).collect();
    let chosen = assign(pairs, &clear);
    let kept: Vec<f64> =
        clear.iter().zip(chosen).filter(|(_, chosen)| *chosen).map(|(&weight, _)| weight).collect();
    let (total, links_kept) = (kept.iter().sum::<f64>(), kept.len() as f64);
    let kept = if total > 0.0 {
        chain(&links).best / total * links_kept / (links_kept + DOUBT)
    } else {
        0.0
    };
    ((kept - LOOSE) / (STEADY - LOOSE)).clamp(0.0, 1.0)
}

/// Returns by how much each pair makes the weightiest links without crossings lighter, and how far the rounds keep their order,
/// from 0 to 1.
pub(super) fn disorder(pairs: &Pairs, weights: &[f64]) -> (Vec<f64>, f64) {
    let heavy = |&(_, weight): &(&Pair, &f64)| *weight > 0.0;
    let links: Vec<(Pair, f64)> =
        pairs.all().iter().zip(weights).filter(heavy).map(|(p, w)| (*p, *w)).collect();
    let chain = chain(&links);
    let steady = steadiness(pairs, weights, 0.0);
    let mut through = chain.through.iter();
    let loss = weights
        .iter()
        .map(|&w| if w > 0.0 { through.next().map_or(0.0, |t| chain.best - t) } else { 0.0 });
    (loss.collect(), steady)
}

/// What leaving the order costs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Toll {
    /// What it costs at most.
    pub most: f64,
    /// How far the rounds keep their order, from 0 to 1.
    pub steady: f64,
}

impl Toll {
    /// Returns what a pair pays that makes the heaviest chain lighter by a loss: twice that, and the less, the less the
    /// rounds keep their order anyway. What says nearly the same has moved, whatever stands around it, and pays nothing.
    pub(super) fn of(self, loss: f64, likeness: f32) -> f64 {
        let strange = f64::from((SAME - likeness) / (SAME - KIN)).clamp(0.0, 1.0);
        (2.0 * self.steady * loss).min(self.most) * strange
    }
}

/// The pairs that are probable enough to be neighbours.
struct Neighbours {
    rows: Vec<Vec<(u32, f32)>>,
}

impl Neighbours {
    fn of(pairs: &Pairs, chances: &[f64]) -> Self {
        let row = |range: std::ops::Range<usize>| {
            let clear = range.filter(|&at| chances[at] >= FAINT);
            clear.map(|at| (pairs.all()[at].new, narrow(chances[at]))).collect()
        };
        Self { rows: pairs.rows().map(row).collect() }
    }

    fn before(&self, pair: Pair) -> f32 {
        let steps = (1..=NEAR).filter_map(|step| Some((step, pair.old.checked_sub(step)?)));
        steps
            .map(|(step, old)| self.best(step, old, |new| pair.new.checked_sub(new)))
            .fold(0.0, f32::max)
    }

    fn after(&self, pair: Pair) -> f32 {
        let steps = (1..=NEAR).map(|step| (step, pair.old + step));
        steps
            .map(|(step, old)| self.best(step, old, |new| new.checked_sub(pair.new)))
            .fold(0.0, f32::max)
    }

    /// Returns the best pair of a neighbouring row; it counts for less the farther away and the more askew it is.
    fn best(&self, step: u32, old: u32, distance: impl Fn(u32) -> Option<u32>) -> f32 {
        let row = self.rows.get(old as usize).map_or(&[][..], Vec::as_slice);
        let near = row.iter().filter_map(|&(new, chance)| {
            Some((distance(new).filter(|d| (1..=NEAR).contains(d))?, chance))
        });
        near.map(|(d, chance)| {
            let off = 0.5 * narrow(f64::from(step - 1 + d - 1 + step.abs_diff(d)));
            chance / (1.0 + off)
        })
        .fold(0.0, f32::max)
    }
}

/// How many probable pairs link each two sections.
struct Votes {
    cast: FxHashMap<(u32, u32), f64>,
    sums: Sides<Vec<f64>>,
}

impl Votes {
    fn of(setting: &Setting<'_>) -> Self {
        let sections = setting.sections;
        let count = |side: &[u32]| side.iter().max().map_or(0, |&last| last as usize + 1);
        let sums = sections.as_ref().map(|side| vec![0.0; count(side)]);
        let mut votes = Self { cast: FxHashMap::default(), sums };
        for (pair, &chance) in
            setting.pairs.all().iter().zip(setting.chances).filter(|(_, c)| **c > VOTING)
        {
            let (old, new) = (sections.old[pair.old as usize], sections.new[pair.new as usize]);
            *votes.cast.entry((old, new)).or_default() += chance;
            votes.sums.old[old as usize] += chance;
            votes.sums.new[new as usize] += chance;
        }
        votes
    }

    /// Returns how much two sections go together, the vote of one pair left out.
    fn without(&self, within: Sides<u32>, chance: f64) -> f64 {
        let own = if chance > VOTING { chance } else { 0.0 };
        let both = self.cast.get(&(within.old, within.new)).copied().unwrap_or(0.0);
        let all =
            (self.sums.old[within.old as usize] + 0.5) * (self.sums.new[within.new as usize] + 0.5);
        ((both - own) / all.sqrt()).max(0.0)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a place in a round needs no more than 52 bits")]
fn share(at: usize, of: usize) -> f64 {
    (at as f64 + 0.5) / of as f64
}
