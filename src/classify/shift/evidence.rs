//! What two wordings differ in that shifts a text, and how much each difference weighs.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::wording::{Mark, Rung, Stage, Wording};
use crate::change::Evidence;
use crate::sides::Sides;

/// The main verb goes from plan to deed or back: "intend to" → "have established".
const CARRIED_OUT: f64 = 3.0;
/// It goes from a view to a deed or back: "support" → "have extended".
const SAID_OR_DONE: f64 = 2.0;
/// What was going on as a plan is told as a deed or back: "will continue to" → "continue to".
const GOING_ON: f64 = 1.0;
/// One step up or down the ladder of verbs.
const STEP: f64 = 1.0;
/// One step between what is under way and what has reached its end.
const FINISHED: f64 = 2.0;
/// What the main verb may weigh at most.
const VERB: f64 = 3.0;
/// A verb is denied that was not: "will" → "will not".
const DENIED: f64 = 3.0;
/// One more thing is promised or done beside the rest.
const OBLIGATION: f64 = 1.5;
/// An amount where there was none.
const AMOUNT: f64 = 2.0;
/// The share of common words from which on two sentences are taken to speak of the same thing.
const SAME: f64 = 0.5;

/// A difference and how much it strengthens, or below 0 weakens.
#[derive(Clone, Debug)]
pub(super) struct Weighed {
    pub(super) weight: f64,
    pub(super) evidence: Evidence,
}

impl Weighed {
    /// Puts the weightiest first; of equals, in an order that swapped sides do not change.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let words = |weighed: &Self| match &weighed.evidence {
            Evidence::Replaced(sides) => (sides.old.clone().min(sides.new.clone()), String::new()),
            Evidence::Added { what, phrase } | Evidence::Removed { what, phrase } => {
                (what.clone(), phrase.clone())
            }
        };
        other
            .weight
            .abs()
            .total_cmp(&self.weight.abs())
            .then_with(|| words(self).cmp(&words(other)))
    }
}

/// Finds all that weighs between two wordings.
pub(super) fn all(sides: Sides<&Wording<'_>>) -> Vec<Weighed> {
    let shared = shared(sides.map(|side| &side.bag));
    let near = (shared / SAME).min(1.0);
    let acted = !sides.old.rungs.is_empty() || !sides.new.rungs.is_empty();
    let rungs =
        sides.map(|side| if acted { side.rungs.as_slice() } else { side.modals.as_slice() });
    let mut found = verbs(rungs, near);
    found.extend(marks(sides.map(|side| side.marks.as_slice()), shared * shared));
    found.extend(amount(sides.map(|side| side.amount.as_deref()), near));
    found
}

/// Returns the share of words that two bags have in common, from 0 to 1.
fn shared(bags: Sides<&BTreeMap<String, usize>>) -> f64 {
    let common: usize = bags
        .old
        .iter()
        .map(|(word, count)| bags.new.get(word).map_or(0, |other| *count.min(other)))
        .sum();
    let total: usize = bags.old.values().chain(bags.new.values()).sum();
    if total == 0 { 1.0 } else { float(2 * common) / float(total) }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words in a sentence are small")]
const fn float(count: usize) -> f64 {
    count as f64
}

/// Compares the main verbs: those that both sides have cancel, the highest of the rest are set against each other.
fn verbs(sides: Sides<&[Rung]>, near: f64) -> Vec<Weighed> {
    let left = Sides::new(without(sides.old, sides.new), without(sides.new, sides.old));
    let mut found: Vec<Weighed> = denied(&left).into_iter().collect();
    if !found.is_empty() {
        return found;
    }
    let top = left.as_ref().map(|rungs| rungs.iter().copied().max_by(|a, b| higher(a, b)));
    match top {
        Sides { old: Some(old), new: Some(new) } => {
            let plans = left.as_ref().map(|rungs| plan(rungs));
            match plans {
                Sides { old: Some(planned), new: Some(plans) } if old.stage != new.stage => {
                    found.push(replaced(Sides::new(planned, plans), near));
                    found.extend(one_sided(Sides::new(deed(old), deed(new)), GOING_ON));
                }
                _ => found.push(replaced(Sides::new(old, new), near)),
            }
        }
        _ if sides.old.is_empty() || sides.new.is_empty() => {}
        _ => found
            .extend(one_sided(top.map(|rung| rung.filter(|rung| binds(rung))), OBLIGATION * near)),
    }
    found
}

/// Tells of the verb that only one side has.
fn one_sided(rungs: Sides<Option<&Rung>>, worth: f64) -> Option<Weighed> {
    match (rungs.old, rungs.new) {
        (None, Some(new)) => Some(came("obligation", &new.phrase, worth)),
        (Some(old), None) => Some(went("obligation", &old.phrase, worth)),
        _ => None,
    }
}

/// Returns a verb that tells of a deed.
fn deed(rung: &Rung) -> Option<&Rung> {
    (rung.stage == Stage::Deed).then_some(rung)
}

/// Returns the verbs of one side that the other has not.
fn without<'a>(own: &'a [Rung], other: &[Rung]) -> Vec<&'a Rung> {
    let key = |rung: &Rung| (rung.base.clone(), rung.stage, rung.height.to_bits(), rung.negated);
    let mut rest: BTreeMap<_, usize> = BTreeMap::new();
    other.iter().for_each(|rung| *rest.entry(key(rung)).or_default() += 1);
    own.iter().filter(|rung| !take(&mut rest, &key(rung))).collect()
}

/// Takes one of what is counted under `key`, if there is one.
fn take<K: Ord>(counts: &mut BTreeMap<K, usize>, key: &K) -> bool {
    match counts.get_mut(key) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    }
}

/// Finds a verb that one side denies and the other does not.
fn denied(left: &Sides<Vec<&Rung>>) -> Option<Weighed> {
    let by_base = |side: &[&'_ Rung]| -> BTreeMap<String, usize> {
        side.iter().enumerate().rev().map(|(at, rung)| (rung.base.clone(), at)).collect()
    };
    let places = left.as_ref().map(|side| by_base(side));
    places.old.iter().find_map(|(base, old)| {
        let pair = Sides::new(left.old[*old], left.new[*places.new.get(base)?]);
        let weight = if pair.new.negated { -DENIED } else { DENIED };
        (pair.old.negated != pair.new.negated).then(|| Weighed { weight, evidence: phrases(pair) })
    })
}

fn replaced(pair: Sides<&Rung>, near: f64) -> Weighed {
    let rise = if higher(pair.old, pair.new).is_le() {
        rise(pair, near)
    } else {
        -rise(pair.swapped(), near)
    };
    Weighed { weight: rise.clamp(-VERB, VERB), evidence: phrases(pair) }
}

/// Returns how much it weighs that the lower verb gives way to the higher.
fn rise(pair: Sides<&Rung>, near: f64) -> f64 {
    let steps = pair.new.height - pair.old.height;
    match (pair.old.stage, pair.new.stage) {
        (Stage::Deed, _) => FINISHED * steps,
        (Stage::Plan, Stage::Deed) if pair.old.continued => GOING_ON,
        (Stage::Plan, Stage::Deed) => CARRIED_OUT,
        (Stage::View, Stage::Deed) => SAID_OR_DONE * near,
        (Stage::View, Stage::Plan) => STEP * near * near * steps,
        _ => STEP * near * steps,
    }
}

/// Returns the highest plan among verbs.
fn plan<'a>(rungs: &[&'a Rung]) -> Option<&'a Rung> {
    rungs.iter().copied().filter(|rung| rung.stage == Stage::Plan).max_by(|a, b| higher(a, b))
}

fn higher(a: &Rung, b: &Rung) -> Ordering {
    a.stage.cmp(&b.stage).then(a.height.total_cmp(&b.height)).then_with(|| b.phrase.cmp(&a.phrase))
}

/// Tells whether a verb promises or does something that takes effort.
fn binds(rung: &Rung) -> bool {
    rung.stage != Stage::View && !rung.negated
}

fn phrases(rungs: Sides<&Rung>) -> Evidence {
    Evidence::Replaced(rungs.map(|rung| rung.phrase.clone()))
}

/// Makes evidence of a phrase that came in and is worth so much.
fn came(what: &str, phrase: &str, worth: f64) -> Weighed {
    let (what, phrase) = (what.to_owned(), phrase.to_owned());
    Weighed { weight: worth, evidence: Evidence::Added { what, phrase } }
}

/// Makes evidence of a phrase that went out and was worth so much.
fn went(what: &str, phrase: &str, worth: f64) -> Weighed {
    let (what, phrase) = (what.to_owned(), phrase.to_owned());
    Weighed { weight: -worth, evidence: Evidence::Removed { what, phrase } }
}

/// Compares the weighing phrases: what both sides have cancels, and so do phrases of one kind and strength.
fn marks(sides: Sides<&[Mark<'_>]>, scale: f64) -> Vec<Weighed> {
    let mut kinds: BTreeMap<(&str, i8), Sides<Vec<&str>>> = BTreeMap::new();
    for mark in sides.old {
        kinds.entry((mark.label, mark.strength)).or_default().old.push(&mark.plain);
    }
    for mark in sides.new {
        kinds.entry((mark.label, mark.strength)).or_default().new.push(&mark.plain);
    }
    let mut found = Vec::new();
    for ((label, strength), mut phrases) in kinds {
        cancel(&mut phrases);
        let worth = f64::from(strength) * scale;
        found.extend(phrases.new.iter().map(|phrase| came(label, phrase, worth)));
        found.extend(phrases.old.iter().map(|phrase| went(label, phrase, worth)));
    }
    found
}

/// Strikes out equal phrases, then as many of the others as both sides have.
fn cancel(sides: &mut Sides<Vec<&str>>) {
    let counts = sides.as_ref().map(|side| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        side.iter().for_each(|phrase| *counts.entry((*phrase).to_owned()).or_default() += 1);
        counts
    });
    let Sides { mut old, mut new } = counts;
    sides.old.retain(|phrase| !take(&mut new, &(*phrase).to_owned()));
    sides.new.retain(|phrase| !take(&mut old, &(*phrase).to_owned()));
    sides.old.sort_unstable();
    sides.new.sort_unstable();
    let both = sides.old.len().min(sides.new.len());
    sides.old.drain(..both);
    sides.new.drain(..both);
}

/// Compares amounts: one that comes in where there was none makes a text more definite.
fn amount(sides: Sides<Option<&str>>, near: f64) -> Option<Weighed> {
    match (sides.old, sides.new) {
        (None, Some(new)) => Some(came("amount", new, AMOUNT * near)),
        (Some(old), None) => Some(went("amount", old, AMOUNT * near)),
        _ => None,
    }
}
