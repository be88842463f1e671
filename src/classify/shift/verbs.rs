//! Which verb of one wording answers to which of the other, and how much each pair weighs. What a verb is was read by
//! `sentence`.

use std::cmp::Ordering;

use super::elsewhere::Elsewhere;
use super::evidence::{Weighed, came, went};
use super::rung::{Manner, Rung, SAME_THING, Stage};
use super::wording::Wording;
use crate::change::Evidence;
use crate::sides::Sides;

/// The main verb goes from plan to deed or back: "intend to" → "have established".
const CARRIED_OUT: f64 = 3.0;
/// It goes from a view to a deed or back: "support" → "have extended".
const SAID_OR_DONE: f64 = 2.0;
/// What was going on as a plan is told as a deed or back: "will continue to" → "continue to".
const GOING_ON: f64 = 0.7;
/// One step up or down the ladder of verbs.
const STEP: f64 = 1.0;
/// One step between what is under way and what has reached its end.
const FINISHED: f64 = 2.0;
/// What the verbs may weigh at most.
const VERB: f64 = 3.0;
/// A verb is denied that was not: "will" → "will not".
const DENIED: f64 = 3.0;
/// One more thing is promised or done beside the rest.
const OBLIGATION: f64 = 1.5;
/// Up to here a modal only tells what is possible: "may", "could".
const POSSIBLE: f64 = 3.0;
/// What a modal takes away that only makes possible what was said without one.
const POSSIBLY: f64 = 2.0;
/// The share of what stands behind such a modal that the other side must speak of.
const SAID: f64 = 0.7;
/// How much it speaks for two verbs that they are the same.
const SAME_VERB: f64 = 1.0;
/// How much it speaks for them that they stand in the same place, and again on the same height.
const SAME_PLACE: f64 = 0.3;
/// From here on two verbs answer to each other.
const ANSWERS: f64 = 0.2;
/// From here on the other side speaks of most of what a verb is about.
const MOSTLY: f64 = 0.6;

/// Compares the verbs of two wordings.
pub(super) fn compared(
    sides: Sides<&Wording<'_>>,
    elsewhere: Sides<Elsewhere<'_, '_>>,
    near: f64,
) -> Vec<Weighed> {
    let acted = !sides.old.rungs.is_empty() || !sides.new.rungs.is_empty();
    let mut found = main_verbs(sides.map(|side| side.rungs.as_slice()), elsewhere, near);
    found.extend(modals(sides, acted, near));
    limit(&mut found);
    found
}

/// Weighs verbs less where together they would weigh more than [`VERB`].
fn limit(found: &mut [Weighed]) {
    let total: f64 = found.iter().map(|weighed| weighed.weight).sum();
    if total.abs() > VERB {
        found.iter_mut().for_each(|weighed| weighed.weight *= VERB / total.abs());
    }
}

/// Compares main verbs: each with the one that answers to it; what is left, with one that speaks of the same thing beside
/// another, then with what the other side has left, in order. The rest came in or went out.
fn main_verbs(
    sides: Sides<&[Rung]>,
    elsewhere: Sides<Elsewhere<'_, '_>>,
    near: f64,
) -> Vec<Weighed> {
    let (mut pairs, mut left) = answering(sides, ANSWERS);
    left.new.retain(|new| !elsewhere.old.has_rung(new));
    left.old.retain(|old| !elsewhere.new.has_rung(old));
    let answered = pairs.clone();
    left.new.retain(|new| {
        let old = sharer(new, answered.iter().map(|pair| pair.old));
        old.map(|old| pairs.push(Sides::new(old, *new))).is_none()
    });
    left.old.retain(|old| {
        let new = sharer(old, answered.iter().map(|pair| pair.new));
        new.map(|new| pairs.push(Sides::new(*old, new))).is_none()
    });
    let both = left.old.len().min(left.new.len());
    pairs.extend((0..both).map(|at| Sides::new(left.old[at], left.new[at])));
    let mut found: Vec<Weighed> = Vec::new();
    for weighed in pairs.iter().filter_map(|pair| replaced(*pair, near)) {
        let told = |other: &Weighed| other.evidence == weighed.evidence && other.of == weighed.of;
        if !found.iter().any(told) {
            found.push(weighed);
        }
    }
    if sides.old.is_empty() || sides.new.is_empty() {
        return found;
    }
    let worth = OBLIGATION * near;
    let new = left.new.iter().skip(both).filter(|rung| is_obligation(rung, sides.old));
    found.extend(new.map(|rung| came("obligation", &rung.phrase, rung.of, worth)));
    let old = left.old.iter().skip(both).filter(|rung| is_obligation(rung, sides.new));
    found.extend(old.map(|rung| went("obligation", &rung.phrase, rung.of, worth)));
    found
}

/// Returns which verb of the other side speaks of most of what a verb speaks of, if one does.
fn sharer<'a>(rung: &Rung, others: impl Iterator<Item = &'a Rung>) -> Option<&'a Rung> {
    let shares = others.map(|other| (rung.covered(std::slice::from_ref(other)), other));
    let best = shares.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    let fits = !rung.head.is_empty() && best.0 >= MOSTLY && !rung.is_mentioned(best.1);
    fits.then_some(best.1)
}

/// Tells whether a verb promises or does something that takes effort and that the other side does not speak of.
fn is_obligation(rung: &Rung, others: &[Rung]) -> bool {
    binds(rung)
        && rung.covered(others) < MOSTLY
        && !others.iter().any(|other| rung.is_mentioned(other))
}

/// Compares the modals of what is said of others: "reaffirm that ports should close".
///
/// Where somebody acts as well, what "will" be is no promise but what is expected.
fn modals(sides: Sides<&Wording<'_>>, acted: bool, near: f64) -> Vec<Weighed> {
    let modals = sides.map(|side| side.modals.as_slice());
    let (pairs, left) = answering(modals, if acted { SAME_THING } else { ANSWERS });
    let foretold = |rung: &Rung| acted && rung.manner == Manner::Foretold;
    let pairs = pairs.iter().filter(|pair| !foretold(pair.old) && !foretold(pair.new));
    let mut found: Vec<Weighed> = pairs.filter_map(|pair| replaced(*pair, near)).collect();
    let worth = -POSSIBLY * near * near;
    let new = left.new.iter().filter(|rung| is_doubt(rung, sides.old));
    found.extend(new.map(|rung| came("hedge", &rung.phrase, rung.of, worth)));
    let old = left.old.iter().filter(|rung| is_doubt(rung, sides.new));
    found.extend(old.map(|rung| went("hedge", &rung.phrase, rung.of, worth)));
    found
}

/// Tells whether a modal only makes possible what the other side says without one: "may be falling", "is falling".
fn is_doubt(rung: &Rung, other: &Wording<'_>) -> bool {
    rung.height <= POSSIBLE && !rung.head.is_empty() && other.speaks_of(&rung.head, SAID)
}

/// Rungs of each side that answer to none of the other.
type Left<'a> = Sides<Vec<&'a Rung>>;

/// Finds which verbs answer to each other: those that speak of the same things, the likest first.
fn answering<'a>(sides: Sides<&'a [Rung]>, least: f64) -> (Vec<Sides<&'a Rung>>, Left<'a>) {
    let mut all: Vec<(f64, usize, usize)> = Vec::new();
    for (o, old) in sides.old.iter().enumerate() {
        for (n, new) in sides.new.iter().enumerate() {
            let same = old.same_verb(new);
            let common = old.common(new) + if same { SAME_VERB } else { 0.0 };
            let apart = !same && (old.is_aside(new) || new.is_aside(old));
            if common >= least && !apart {
                all.push((common + SAME_PLACE * likely(old, new), o, n));
            }
        }
    }
    all.sort_by(|a, b| {
        let nearest = a.1.abs_diff(a.2).cmp(&b.1.abs_diff(b.2));
        b.0.total_cmp(&a.0).then(nearest).then((a.1 + a.2).cmp(&(b.1 + b.2)))
    });
    let mut free = Sides::new(vec![true; sides.old.len()], vec![true; sides.new.len()]);
    let mut pairs = Vec::new();
    for (_, o, n) in all {
        if free.old[o] && free.new[n] {
            (free.old[o], free.new[n]) = (false, false);
            pairs.push(Sides::new(&sides.old[o], &sides.new[n]));
        }
    }
    let left = sides.zip(free.as_ref()).map(|(side, free)| {
        side.iter().zip(free).filter(|(_, free)| **free).map(|(rung, _)| rung).collect()
    });
    (pairs, left)
}

/// Returns how near each other two verbs stand in their sentences and on the ladder, from 0 to 2.
fn likely(old: &Rung, new: &Rung) -> f64 {
    let level = old.stage == new.stage && old.height.total_cmp(&new.height).is_eq();
    1.0 - (old.place - new.place).abs() + f64::from(u8::from(level))
}

/// Weighs that a verb takes the place of another; `None` where both are the same.
fn replaced(pair: Sides<&Rung>, near: f64) -> Option<Weighed> {
    if pair.old.base == pair.new.base && pair.old.negated != pair.new.negated {
        let weight = if pair.new.negated { -DENIED } else { DENIED };
        return Some(Weighed { weight, evidence: phrases(pair), of: of(pair) });
    }
    if pair.old.same_force(pair.new) || pair.old.holds(pair.new) {
        return None;
    }
    let up = higher(pair.old, pair.new).is_le();
    let ends = if up { pair } else { pair.swapped() };
    let rise = rise(ends, near).clamp(-VERB, VERB);
    let weight = if up { rise } else { -rise };
    let evidence = match (carried_out(ends), up) {
        (true, true) => Evidence::CarriedOut(phrases_of(pair)),
        (true, false) => Evidence::PutBack(phrases_of(pair)),
        _ => phrases(pair),
    };
    Some(Weighed { weight, evidence, of: of(pair) })
}

fn of(pair: Sides<&Rung>) -> Sides<Option<usize>> {
    pair.map(|rung| Some(rung.of))
}

/// Tells whether the lower verb plans or does what the higher tells as done.
fn carried_out(pair: Sides<&Rung>) -> bool {
    let deeds =
        pair.old.stage == Stage::Deed && !pair.old.is_idle() && pair.old.height < pair.new.height;
    let plan =
        pair.old.stage == Stage::Plan && !pair.old.is_continued() && !pair.new.is_continued();
    let alike = pair.old.same_verb(pair.new) || pair.old.common(pair.new) >= ANSWERS;
    let same = pair.old.is_idle() == pair.new.is_idle() && alike;
    pair.new.stage == Stage::Deed && pair.new.manner != Manner::Decided && (deeds || plan) && same
}

/// Returns how much it weighs that the lower verb gives way to the higher.
fn rise(pair: Sides<&Rung>, near: f64) -> f64 {
    let steps = pair.new.height - pair.old.height;
    let idle = pair.old.is_idle() || pair.new.is_idle();
    let resumed =
        pair.old.is_continued() != pair.new.is_continued() && pair.old.base == pair.new.base;
    match (pair.old.stage, pair.new.stage) {
        (Stage::Plan, Stage::Plan) if resumed => GOING_ON.min(STEP * near * steps),
        (Stage::Deed, _) if idle => STEP * near * steps,
        (Stage::Deed, _) => FINISHED * steps,
        (Stage::Plan, Stage::Deed) if pair.new.manner == Manner::Decided => STEP * near * steps,
        (Stage::Plan, Stage::Deed) if pair.new.is_idle() && !pair.old.is_idle() => 0.0,
        (Stage::Plan, Stage::Deed) if pair.old.is_continued() || pair.new.is_continued() => {
            GOING_ON
        }
        (Stage::Plan, Stage::Deed) => CARRIED_OUT,
        (Stage::View, Stage::Deed) if idle => GOING_ON * near,
        (Stage::View, Stage::Deed) => SAID_OR_DONE * near,
        (Stage::View, Stage::Plan) => STEP * near * same_matter(pair, near) * steps,
        _ => STEP * near * steps,
    }
}

/// Returns how far a view and a plan are taken to be about the same, where the wordings are as near each other as `near`.
fn same_matter(pair: Sides<&Rung>, near: f64) -> f64 {
    let covered = |rung: &Rung, other: &Rung| rung.covered(std::slice::from_ref(other)) >= MOSTLY;
    let same = covered(pair.old, pair.new) || covered(pair.new, pair.old);
    if same { near } else { near * near }
}

fn higher(a: &Rung, b: &Rung) -> Ordering {
    a.stage.cmp(&b.stage).then(a.height.total_cmp(&b.height)).then_with(|| b.phrase.cmp(&a.phrase))
}

/// Tells whether a verb promises or does something that takes effort.
fn binds(rung: &Rung) -> bool {
    let possible = rung.stage == Stage::Plan && rung.height <= POSSIBLE;
    rung.stage != Stage::View && !possible && !rung.negated && !rung.is_idle()
}

fn phrases(rungs: Sides<&Rung>) -> Evidence {
    Evidence::Replaced(phrases_of(rungs))
}

fn phrases_of(rungs: Sides<&Rung>) -> Sides<String> {
    rungs.map(|rung| rung.phrase.clone())
}
