//! Whether a rewording binds its parties further or less, and which words show it. Which words weigh is left to the
//! lexicon, who does what in a sentence to `parse`.

mod clause;
mod elsewhere;
mod evidence;
mod rung;
mod sentence;
mod verbs;
mod wording;

use crate::align::Link;
use crate::change::{Direction, Placed, Shift};
use crate::sides::Sides;

pub(super) use elsewhere::Speech;
use evidence::Weighed;

/// How much evidence must outweigh its opposite before a shift is called: more than one step of the main verb.
///
/// One step alone is often a matter of style ("reaffirm", "support"); docs/accuracy.md says how this was chosen.
const DECISIVE: f64 = 1.0;
/// How much is enough where nothing else has changed: "commitment" → "strong commitment".
const NUANCE: f64 = 0.7;
/// From which share of other words on nothing else has changed.
const ALONE: f64 = 0.97;
/// Evidence lighter than this is not told.
const TELLING: f64 = 0.3;

/// Weighs the older wording of a statement (or of the few it was split into or merged from) against the newer.
///
/// Swapped sides give the inverse direction and inverted evidence in the same order.
pub(super) fn shift(wording: Sides<&[Placed]>, rounds: &Sides<Speech<'_>>) -> Shift {
    let (found, shared) = found(wording, rounds);
    summed(found.into_iter(), shared)
}

/// Weighs what one link of a split or merge has of it: only words of the two statements that it joins.
///
/// What went out of the older one is told by its `heir` alone, so that it is told once.
pub(super) fn shift_of_link(
    wording: Sides<&[Placed]>,
    link: &Link,
    heir: bool,
    rounds: &Sides<Speech<'_>>,
) -> Shift {
    let own = |weighed: &Weighed| match (weighed.of.old, weighed.of.new) {
        (old, Some(new)) => new == link.new && old.is_none_or(|old| old == link.old),
        (old, None) => heir && old == Some(link.old),
    };
    let (found, shared) = found(wording, rounds);
    summed(found.into_iter().filter(own), shared)
}

/// Finds all that weighs, the weightiest first, and the share of other words that both sides have.
fn found(wording: Sides<&[Placed]>, rounds: &Sides<Speech<'_>>) -> (Vec<Weighed>, f64) {
    let both = wording.zip(rounds.as_ref());
    let sides = both.map(|(side, round)| round.read(side));
    let elsewhere = both.map(|(side, round)| round.beside(side));
    let (mut found, shared) = evidence::all(sides.as_ref(), elsewhere);
    found.sort_by(Weighed::order);
    (found, shared)
}

/// Sums up what was found, the weightiest first, where both sides share so much of what does not weigh.
fn summed(found: impl Iterator<Item = Weighed>, shared: f64) -> Shift {
    let decisive = if shared >= ALONE { NUANCE } else { DECISIVE };
    let found: Vec<Weighed> = found.collect();
    let total: f64 = found.iter().map(|weighed| weighed.weight).sum();
    let direction = match total {
        total if total > decisive => Direction::Stronger,
        total if total < -decisive => Direction::Weaker,
        _ => Direction::Neutral,
    };
    let telling = found.into_iter().filter(|weighed| weighed.weight.abs() >= TELLING);
    Shift { direction, evidence: telling.map(|weighed| weighed.evidence).collect() }
}

#[cfg(test)]
mod gold;

#[cfg(test)]
mod tests;
